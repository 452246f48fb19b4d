// `gouji check --tables`: the same CSV as the native command's, byte for byte, or a workbook with the same values, and the
// description of both. Parquet and going on where a run was stopped are the native command's.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, rmdirSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { forms, pack, rules } from "../node.js";
import { DESCRIPTION, bytesOf, described, expand, identity, isFolder, optionsOf, readBesides, reportOf, tellLeft } from "./files.js";
import { engine, ruleSet, sha256 } from "./identity.js";
import { isOurs, reason } from "./output.js";
import { Usage } from "./parse.js";
import { bar } from "./progress.js";
import { TABLES, bookOf, bookRows, line, rowsOf, unread } from "./rows.js";
import { exitCode, pick } from "./show.js";
import { Stopped, heed, turn } from "./stop.js";
import { oneLine } from "./terminal.js";
import { row, workbook } from "./workbook.js";

const NAMES = Object.keys(TABLES);
// Bytes of a workbook's sheets, which are in memory until it is packed.
const MOST = 512 * 1024 * 1024;
/** The folder in which the native command keeps what is not finished. */
const PARTS = ".gouji-tables";
/** Version and columns of the tables, as the native command writes them down. */
const SCHEMA = JSON.parse(readFileSync(new URL("../tables.json", import.meta.url), "utf8"));
/** What the tables are called in each format. */
const ALL = ["csv", "parquet"].flatMap((ending) => NAMES.map((name) => `${name}.${ending}`)).concat("gouji.xlsx");
const VERDICTS = ["consistent", "inconsistent", "undecided", "unrecognised", "unread"];

export async function tables(given, options, print) {
  const { format, language, tables: at } = options;
  if (format === "parquet") throw new Usage(`--format ${format}: 请用本机命令 gouji the native command writes it`);
  if (options.resume) throw new Usage("--resume: 请用本机命令 gouji the native command does this");
  const target = { csv: csvIn, xlsx: workbookIn }[format];
  const asked = await optionsOf(options);
  const { files, left } = expand(given);
  // Earlier tables are worth more than empty ones.
  if (files.every((file) => typeof file === "string" && file !== "-" && !existsSync(file))) throw new Error("没有找到可以读的文件，表没有改动 no file to read was found: tables are left as they were");
  const stale = ready(at, target.names, options, [...files, ...readBesides(options)]);
  const book = bookOf(forms(language), rules(language));
  const run = { engine: engine(), rules: ruleSet() };
  const counts = Object.fromEntries(NAMES.map((name) => [name, 0]));
  const tally = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0]));
  const shown = bar(files.length, options.progress, options.quiet);
  const isNew = !existsSync(at);
  let out;
  // Before anything is begun, so that nothing is left half.
  heed();
  try {
    mkdirSync(at, { recursive: true });
    out = target(at);
    const put = (rows) => {
      for (const [name, of] of Object.entries(rows)) {
        counts[name] += of.length;
        if (of.length) out.put(name, of);
      }
    };
    for (const file of files) {
      const { verdict, rows } = await one(file, asked, run, book);
      tally[verdict] += 1;
      put(rows);
      shown.step();
      await turn();
    }
    put({ code_book: bookRows(book) });
    out.ready();
    // The description says what is there, and so whose the others are: it goes after them.
    for (const name of stale) rmSync(join(at, name));
    // While names change there is none.
    rmSync(join(at, DESCRIPTION), { force: true });
    out.done();
    describe(at, { format, language, run, counts, tally, files: target.names });
  } catch (error) {
    out?.drop();
    if (isNew) remove(at);
    if (error instanceof Stopped || error instanceof Usage || !error.code) throw error;
    throw new Error(`${at}: 没有写成：${reason(error)}`);
  } finally {
    shown.finish();
  }
  tellLeft(left, options);
  if (!options.quiet) {
    const [good, bad, open, unknown, lost] = VERDICTS.map((verdict) => tally[verdict]);
    print(pick(language, `共 ${files.length} 份：不一致 ${bad}，未判定 ${open}，无法识别 ${unknown}，一致 ${good}，读不了 ${lost}。`, `${files.length} inputs: ${bad} inconsistent, ${open} undecided, ${unknown} unrecognised, ${good} consistent, ${lost} unread.`));
    for (const name of NAMES) print(`→ ${oneLine(join(at, format === "xlsx" ? workbookIn.names[0] : `${name}.csv`))}  ${name}: ${counts[name]}`);
  }
  if (!options.quiet && stale.length) print(pick(language, `上次用另一种格式写的表已删去（一个文件夹只放一次的表）：${stale.join("、")}`, `Tables of an earlier run in another format were removed (a folder holds those of one run): ${stale.join(", ")}`));
  return exitCode(VERDICTS.filter((verdict) => verdict !== "unread" && tally[verdict]), tally.unread > 0);
}

/** The rows of one file, and what was found in it. */
async function one(file, asked, run, book) {
  const source = { file, run, sha256: null, bytes: null };
  try {
    const bytes = bytesOf(file);
    Object.assign(source, { sha256: sha256(bytes), bytes: bytes.length });
    const { report } = await reportOf(file, asked, false, bytes);
    return { verdict: report.verdict, rows: rowsOf(source, report, book) };
  } catch (error) {
    return { verdict: "unread", rows: unread(source, error.message) };
  }
}

/**
 * Throws where the folder may not be written to: what is read, tables of somebody else and a run that was stopped stay.
 * Tables of ours in another format are named: they go when the new ones come.
 */
function ready(at, names, { force }, inputs) {
  if (existsSync(at) && !isFolder(at)) throw new Error(`${at}: --tables: 这里有同名的文件，请另起名字 a file of this name is here: choose another`);
  if (existsSync(join(at, PARTS))) throw new Usage(`${at}: 有一次没做完的校核；接着做请用本机命令 gouji 加 --resume，重做请先删去其中的 ${PARTS} a run that was stopped is here: the native command goes on with --resume, or delete ${PARTS} in it`);
  const read = new Set(inputs.filter((path) => path !== undefined).map(identity));
  const ours = described(at);
  const stale = ALL.filter((name) => !names.includes(name) && existsSync(join(at, name)));
  for (const name of stale) {
    // Not by --force either: nobody else's file is removed.
    if (read.has(identity(join(at, name))) || !(ours.has(name) || isOurs(join(at, name)))) throw new Error(`${at}: 其中已有别的 ${name}，一个文件夹只放一次的表：请另起文件夹 another ${name} is here, and a folder holds the tables of one run: choose another folder`);
  }
  for (const name of [...names, DESCRIPTION]) {
    const path = join(at, name);
    if (!existsSync(path)) continue;
    if (read.has(identity(path))) throw new Error(`${at}: 其中的 ${name} 是要读的文件，不能写成结果 ${name} in it is read, so it is not written to`);
    if (!force && !ours.has(name) && !isOurs(path)) throw new Error(`${at}: 已有别的 ${name}，不覆盖；要覆盖请加 --force another ${name} is here and is not replaced; --force replaces it`);
  }
  return stale;
}

function remove(folder) {
  try {
    rmdirSync(folder);
  } catch {
    // It is not empty, or was never made.
  }
}

/** `datapackage.json`: what is in the folder, as Frictionless Data describes tables. */
function describe(at, { format, language, run, counts, tally, files }) {
  const said = ([zh, en]) => pick(language, zh, en);
  const dialect = { csv: () => ({ encoding: "utf-8", dialect: { lineTerminator: "\r\n" } }), xlsx: (name) => ({ dialect: { sheet: name } }) }[format];
  const resources = SCHEMA.tables.map(({ name, says, columns }, n) => ({
    name, path: files[n] ?? files[0], format, description: said(says), rows: counts[name],
    schema: { fields: columns.map((column) => ({ name: column.name, type: column.type, description: said(column.says), constraints: { required: column.required } })), missingValues: [""] },
    ...dialect(name),
  }));
  const whole = { name: "gouji", profile: "data-package", resources, gouji: { schema: SCHEMA.schema, ...run, tally: { ...tally, rows: NAMES.map((name) => counts[name]) } } };
  const fresh = join(at, `${DESCRIPTION}.new`);
  writeFileSync(fresh, `${JSON.stringify(whole, null, 2)}\n`);
  renameSync(fresh, join(at, DESCRIPTION));
}

/** CSV files that grow under other names until they are whole. */
function csvIn(at) {
  const fresh = (name) => join(at, `${name}.csv.new`);
  const out = {};
  const close = () => {
    for (const name of Object.keys(out)) {
      closeSync(out[name]);
      delete out[name];
    }
  };
  const drop = () => {
    close();
    for (const name of NAMES) rmSync(fresh(name), { force: true });
  };
  try {
    for (const name of NAMES) {
      out[name] = openSync(fresh(name), "w");
      writeSync(out[name], `\ufeff${line(TABLES[name])}`);
    }
  } catch (error) {
    drop();
    throw error;
  }
  return {
    put: (name, rows) => writeFileSync(out[name], rows.map(line).join("")),
    ready: close,
    done() {
      for (const name of NAMES) renameSync(fresh(name), join(at, `${name}.csv`));
    },
    drop,
  };
}
csvIn.names = NAMES.map((name) => `${name}.csv`);

/** One workbook, a sheet each. */
function workbookIn(at) {
  const parts = Object.fromEntries(NAMES.map((name) => [name, []]));
  const path = join(at, workbookIn.names[0]);
  let size = 0;
  return {
    put(name, rows) {
      const bytes = Buffer.from(rows.map((values) => row(values, TABLES[name])).join(""));
      size += bytes.length;
      if (size > MOST) throw new Usage("--format xlsx: 太多了，请用 CSV 或本机命令 gouji too much for one workbook here: use CSV or the native command");
      parts[name].push({ bytes, count: rows.length });
    },
    ready() {
      const joined = (all) => Buffer.concat(all.map((part) => Buffer.from(part)));
      writeFileSync(`${path}.new`, pack(workbook(NAMES.map((name) => [name, TABLES[name], parts[name]]), joined)));
    },
    done: () => renameSync(`${path}.new`, path),
    drop: () => rmSync(`${path}.new`, { force: true }),
  };
}
workbookIn.names = ["gouji.xlsx"];
