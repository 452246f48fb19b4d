// `gouji check --tables`: the same CSV as the native command's, byte for byte, or a workbook with the same values.
// Parquet and going on where a run was stopped are the native command's.
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { forms, pack, rules } from "../node.js";
import { bytesOf, expand, optionsOf, reportOf } from "./files.js";
import { engine, ruleSet, sha256 } from "./identity.js";
import { Usage } from "./parse.js";
import { bar } from "./progress.js";
import { TABLES, bookOf, bookRows, line, rowsOf, unread } from "./rows.js";
import { exitCode, pick } from "./show.js";
import { row, workbook } from "./workbook.js";

const NAMES = Object.keys(TABLES);
// Bytes of a workbook's sheets, which are in memory until it is packed.
const MOST = 512 * 1024 * 1024;

export async function tables(given, options, print) {
  const { format, language, tables: at } = options;
  if (format === "parquet") throw new Usage(`--format ${format}: 请用本机命令 gouji the native command writes it`);
  if (options.resume) throw new Usage("--resume: 请用本机命令 gouji the native command does this");
  const target = { csv: csvIn, xlsx: workbookIn }[format];
  const taken = target.names.find((name) => existsSync(join(at, name)));
  if (taken) throw new Usage(`${at}: 已有 ${taken}，不覆盖 ${taken} is here and is not replaced`);
  const asked = await optionsOf(options);
  const book = bookOf(forms(language), rules(language));
  const run = { engine: engine(), rules: ruleSet() };
  const files = [...new Set(expand(given))];
  mkdirSync(at, { recursive: true });
  const out = target(at);
  const counts = Object.fromEntries(NAMES.map((name) => [name, 0]));
  const put = (rows) => {
    for (const [name, of] of Object.entries(rows)) {
      counts[name] += of.length;
      if (of.length) out.put(name, of);
    }
  };
  const verdicts = [];
  const shown = bar(files.length, options.progress, options.quiet);
  for (const file of files) {
    const source = { file, run, sha256: null, bytes: null };
    let rows;
    try {
      const bytes = bytesOf(file);
      Object.assign(source, { sha256: sha256(bytes), bytes: bytes.length });
      const { report } = await reportOf(file, asked, false, bytes);
      verdicts.push(report.verdict);
      rows = rowsOf(source, report, book);
    } catch (error) {
      verdicts.push("unread");
      rows = unread(source, error.message);
    }
    put(rows);
    shown.step();
  }
  shown.finish();
  put({ code_book: bookRows(book) });
  out.done();
  if (!options.quiet) {
    const count = (verdict) => verdicts.filter((one) => one === verdict).length;
    const [bad, open, unknown, good, lost] = ["inconsistent", "undecided", "unrecognised", "consistent", "unread"].map(count);
    print(pick(language, `共 ${files.length} 份：不一致 ${bad}，未判定 ${open}，无法识别 ${unknown}，一致 ${good}，读不了 ${lost}。`, `${files.length} inputs: ${bad} inconsistent, ${open} undecided, ${unknown} unrecognised, ${good} consistent, ${lost} unread.`));
    for (const name of NAMES) print(`→ ${join(at, format === "xlsx" ? workbookIn.names[0] : `${name}.csv`)}  ${name}: ${counts[name]}`);
  }
  return exitCode(verdicts.filter((one) => one !== "unread"), verdicts.includes("unread"));
}

/** CSV files that grow under other names until they are whole. */
function csvIn(at) {
  const fresh = (name) => join(at, `${name}.csv.new`);
  const out = Object.fromEntries(NAMES.map((name) => [name, openSync(fresh(name), "w")]));
  for (const name of NAMES) writeSync(out[name], `\ufeff${line(TABLES[name])}`);
  return {
    put: (name, rows) => writeSync(out[name], rows.map(line).join("")),
    done() {
      for (const name of NAMES) closeSync(out[name]);
      for (const name of NAMES) renameSync(fresh(name), join(at, `${name}.csv`));
    },
  };
}
csvIn.names = NAMES.map((name) => `${name}.csv`);

/** One workbook, a sheet each. */
function workbookIn(at) {
  const parts = Object.fromEntries(NAMES.map((name) => [name, []]));
  let size = 0;
  return {
    put(name, rows) {
      const bytes = Buffer.from(rows.map((values) => row(values, TABLES[name])).join(""));
      size += bytes.length;
      if (size > MOST) throw new Usage("--format xlsx: 太多了，请用 CSV 或本机命令 gouji too much for one workbook here: use CSV or the native command");
      parts[name].push({ bytes, count: rows.length });
    },
    done() {
      const joined = (all) => Buffer.concat(all.map((part) => Buffer.from(part)));
      const path = join(at, workbookIn.names[0]);
      writeFileSync(`${path}.new`, pack(workbook(NAMES.map((name) => [name, TABLES[name], parts[name]]), joined)));
      renameSync(`${path}.new`, path);
    },
  };
}
workbookIn.names = ["gouji.xlsx"];
