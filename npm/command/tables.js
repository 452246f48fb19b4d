// `gouji check --tables`: the same CSV as the native command's, byte for byte. Parquet, workbooks and going
// on where a run was stopped are the native command's.
import { existsSync, mkdirSync, openSync, closeSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { bytesOf, expand, optionsOf, reportOf } from "./files.js";
import { engine, ruleSet, sha256 } from "./identity.js";
import { Usage } from "./parse.js";
import { bar } from "./progress.js";
import { TABLES, bookOf, bookRows, findingRows, line, numberRows, reportRow, unreadRow } from "./rows.js";
import { exitCode, pick } from "./show.js";

export async function tables(given, options, print) {
  if (options.format !== "csv") throw new Usage(`--format ${options.format}: 请用本机命令 gouji the native command writes it`);
  if (options.resume) throw new Usage("--resume: 请用本机命令 gouji the native command does this");
  const at = options.tables;
  const names = Object.keys(TABLES);
  const taken = names.find((name) => existsSync(join(at, `${name}.csv`)));
  if (taken) throw new Usage(`${at}: 已有 ${taken}.csv，不覆盖 ${taken}.csv is here and is not replaced`);
  const asked = await optionsOf(options);
  const book = bookOf(options.language);
  const run = { engine: engine(), rules: ruleSet() };
  const files = [...new Set(expand(given))];
  mkdirSync(at, { recursive: true });
  const fresh = (name) => join(at, `${name}.csv.new`);
  const out = Object.fromEntries(names.map((name) => [name, openSync(fresh(name), "w")]));
  const rows = Object.fromEntries(names.map((name) => [name, 0]));
  const put = (name, more) => {
    rows[name] += more.length;
    writeSync(out[name], more.map(line).join(""));
  };
  for (const name of names) writeSync(out[name], `\ufeff${line(TABLES[name])}`);
  put("code_book", bookRows(book));
  const verdicts = [];
  const shown = bar(files.length, options.progress, options.quiet);
  for (const file of files) {
    const source = { file, run, sha256: null, bytes: null };
    try {
      const bytes = bytesOf(file);
      Object.assign(source, { sha256: sha256(bytes), bytes: bytes.length });
      const { report } = await reportOf(file, asked, false, bytes);
      verdicts.push(report.verdict);
      put("numbers", numberRows(file, report, book));
      put("reports", [reportRow(source, report)]);
      put("findings", findingRows(file, report, book));
    } catch (error) {
      verdicts.push("unread");
      put("reports", [unreadRow(source, error.message)]);
    }
    shown.step();
  }
  shown.finish();
  for (const name of names) closeSync(out[name]);
  for (const name of names) renameSync(fresh(name), join(at, `${name}.csv`));
  if (!options.quiet) {
    const count = (verdict) => verdicts.filter((one) => one === verdict).length;
    const [bad, open, unknown, good, unread] = ["inconsistent", "undecided", "unrecognised", "consistent", "unread"].map(count);
    print(pick(options.language, `共 ${files.length} 份：不一致 ${bad}，未判定 ${open}，无法识别 ${unknown}，一致 ${good}，读不了 ${unread}。`, `${files.length} inputs: ${bad} inconsistent, ${open} undecided, ${unknown} unrecognised, ${good} consistent, ${unread} unread.`));
    for (const name of names) print(`→ ${join(at, `${name}.csv`)}  ${name}: ${rows[name]}`);
  }
  return exitCode(verdicts.filter((one) => one !== "unread"), verdicts.includes("unread"));
}
