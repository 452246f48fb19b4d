// Receipts, the same as the native command's: what was said of which bytes, by which engine and rules.
import { basename } from "node:path";
import { forms } from "../node.js";
import { bytesOf, isFolder, optionsOf, readBesides, reportOf } from "./files.js";
import { engine, ruleSet, sha256 } from "./identity.js";
import { ready, write } from "./output.js";
import { Usage, editsOf } from "./parse.js";
import { exitCode, lines } from "./show.js";
import { oneLine } from "./terminal.js";

const RECEIPT = 1;

/** SHA-256 of the verdict, each finding, explanation and note. */
function answer(report) {
  const all = [
    [report.verdict, report.message],
    ...report.findings.map(({ rule, severity, status, message }) => [rule, severity, status, message]),
    ...report.explanations.map(({ message }) => [message]),
    ...report.notes.map(({ code, message }) => [code, message]),
  ];
  return sha256(all.map((fields) => fields.join("\t")).join("\n"));
}

/** `check --receipt OUT FILE`. */
export async function receipt([file, ...more], options, print) {
  if (more.length || isFolder(file)) throw new Usage("--receipt: 只能给一个文件 one file");
  const edits = editsOf(options.edit, forms());
  ready([["--receipt", options.receipt]], options.force, [file, ...readBesides(options)]);
  const hash = (path) => (path ? sha256(bytesOf(path)) : null);
  const asked = { language: options.language, off: options.off ?? [], edits: Object.entries(edits), previous: hash(options.previous), profile: hash(options.profile), ...(options.totals ? { totals: true } : {}) };
  const bytes = bytesOf(file);
  const { report } = await reportOf(file, { ...await optionsOf(options), edits }, false, bytes);
  const made = {
    receipt: RECEIPT, file: basename(file), sha256: sha256(bytes), bytes: bytes.length, engine: engine(), rules: ruleSet(), asked,
    verdict: report.verdict, message: report.message, summary: report.summary, answer: answer(report), time: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
  };
  write(options.receipt, `${JSON.stringify(made, null, 2)}\n`, options.force);
  if (options.json) print(JSON.stringify(report));
  else if (!options.quiet) print(...lines(report, options.language), `→ ${oneLine(options.receipt)}`);
  return exitCode([report.verdict]);
}

/** `verify RECEIPT FILE`: 0 nothing has changed, 1 the file or the answer, 2 engine or rules. */
export async function verify([path, file], options, print) {
  const known = read(path);
  for (const name of ["previous", "profile"]) {
    const given = options[name] ? sha256(bytesOf(options[name])) : null;
    if (given !== known.asked[name]) throw new Usage(`--${name}: 请给出作出回执时的那一份，当时没有就不给 give the same file as when the receipt was made, or none where there was none`);
  }
  const { language, off, edits, totals } = known.asked;
  const bytes = bytesOf(file);
  const { report } = await reportOf(file, { ...await optionsOf({ ...options, language, off, totals }), edits: editsOf(edits.map((pair) => pair.join("=")), forms()) }, false, bytes);
  const same = {
    file: sha256(bytes) === known.sha256,
    engine: known.engine === engine() && known.rules === ruleSet(),
    answer: known.verdict === report.verdict && known.answer === answer(report),
  };
  const say = (held, yes, no) => print(held ? `✓ ${yes}` : `✗ ${no}`);
  say(same.file, "文件未变 the file has not changed", "文件变了 the file is another");
  say(same.engine, "程序和规则未变 engine and rules have not changed", "程序和规则变了 engine and rules are others");
  say(same.answer, "结论相同 the answer is the same", "结论变了 the answer is another");
  print(`  ${known.message} → ${report.message}`);
  if (!same.file) return 1;
  if (!same.engine) return 2;
  return same.answer ? 0 : 1;
}

function read(path) {
  let text;
  try {
    text = bytesOf(path).toString("utf8");
  } catch (error) {
    throw new Usage(error.message);
  }
  try {
    const known = JSON.parse(text);
    if (known.receipt === RECEIPT && isQuestion(known.asked)) return known;
  } catch {
    // Said below.
  }
  throw new Usage(`${path}: 不是回执 this is no receipt`);
}

/** Whether what was asked is of the shape that is written down. */
function isQuestion(asked) {
  const { language, off, edits } = Object(asked);
  const pair = (one) => Array.isArray(one) && one.length === 2 && one.every((text) => typeof text === "string");
  return ["zh-CN", "en"].includes(language) && Array.isArray(off) && Array.isArray(edits) && edits.every(pair);
}
