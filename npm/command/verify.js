// `gouji verify`: whether what a receipt says would be said again, word for word as the native command says it.
import { forms } from "../node.js";
import { bytesOf, optionsOf, reportOf } from "./files.js";
import { engine, ruleSet, sha256 } from "./identity.js";
import { Usage, editsOf } from "./parse.js";
import { RECEIPT, answer } from "./receipt.js";
import { SIGNS } from "./show.js";
import { oneLine } from "./terminal.js";

const COUNTS = "relations holds broken undecided read blank inferred missing unreadable".split(" ");

/** 0 nothing has changed, 1 the file, 2 it cannot be read here, 4 engine or rules, 5 those and the answer, 6 the answer alone. */
export async function verify([path, file], options, print) {
  const known = read(path);
  const zh = known.asked.language === "zh-CN";
  const { language, off, edits, totals } = known.asked;
  askedAlike(options, known.asked);
  const bytes = bytesOf(file);
  const { report } = await reportOf(file, { ...await optionsOf({ ...options, language, off, totals }), edits: editsOf(edits.map((pair) => pair.join("=")), forms()) }, false, bytes);
  if (report.reason === "picture") throw new Error(zh ? `${oneLine(file)}: npm 版不读图片，请用本机命令：gouji verify ${oneLine(path)} ${oneLine(file)}` : `${oneLine(file)}: the npm command reads no pictures; use the native one: gouji verify ${oneLine(path)} ${oneLine(file)}`);
  const other = {
    file: differing([["sha256", ...short(known.sha256, sha256(bytes))]]),
    engine: differing([["engine", known.engine, engine()], ["rules", known.rules, ruleSet()]]),
  };
  other.answer = answers(known, report, other.file.length ? null : bytes.length);
  const say = (differs, yes, no) => print(differs.length ? `✗ ${no}` : `✓ ${yes}`, ...differs.map(([field, was, is]) => `    ${field}: ${oneLine(was)} → ${oneLine(is)}`));
  say(other.file, "文件未变 the file has not changed", "文件变了 the file is another");
  say(other.engine, "程序和规则未变 engine and rules have not changed", "程序和规则变了 engine and rules are others");
  say(other.answer, "结论相同 the answer is the same", "结论变了 the answer is another");
  print(...question(known.asked), `  ${oneLine(known.message)} → ${oneLine(report.message)}`);
  if (other.file.length) return 1;
  if (other.engine.length) return other.answer.length ? 5 : 4;
  return other.answer.length ? 6 : 0;
}

/** Every field that says what was found; of the same file also how long it is. */
function answers(known, report, bytes) {
  const counts = Object.keys(report.summary).sort().map((field) => [`summary.${field}`, known.summary[field] ?? 0, report.summary[field]]);
  return differing([
    ["verdict", known.verdict, report.verdict], ["message", known.message, report.message], ...counts,
    ...(bytes === null ? [] : [["bytes", known.bytes, bytes]]),
    // The rest: cells, findings, explanations, notes.
    ["answer", ...short(known.answer, answer(report))],
  ]);
}

const differing = (fields) => fields.map((field) => field.map(String)).filter(([, was, is]) => was !== is);

/** Two hashes, as much of them as tells them apart: the whole of a receipt's may be of any length. */
function short(was, is) {
  const start = (hash) => [...hash].slice(0, 16).join("");
  return was !== is && start(was) !== start(is) ? [start(was), start(is)] : [was, is];
}

/** What was asked beside the file, where there was something. */
function question({ edits, off, previous, profile, forms: given = [], totals }) {
  const options = [[previous, "--previous"], [profile, "--profile"], [given.length, "--form"], [totals, "--totals"]];
  const all = [
    ["当时改了的格 cells typed over then", edits.map((pair) => pair.join("="))],
    ["当时关掉的提示 hints not wanted then", off],
    ["当时还用了 given then", options.filter(([is]) => is).map(([, option]) => option)],
  ];
  return all.filter(([, what]) => what.length).map(([title, what]) => `  ${title}: ${oneLine(what.join(", "))}`);
}

/** Throws where what is given beside the file is not what was given then; what the receipt writes down in full need not be given again. */
function askedAlike(options, then) {
  const hash = (path) => sha256(bytesOf(path));
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  for (const [name, known] of [["previous", then.previous], ["profile", then.profile], ["form", then.forms ?? []]]) {
    const given = name === "form" ? (options.form ?? []).map(hash) : options[name] ? hash(options[name]) : null;
    if (!same(given, known)) throw new Usage(`--${name}: 请给出作出回执时的那一份，当时没有就不给 give the same file as when the receipt was made, or none where there was none`);
  }
  const edits = Object.entries(editsOf(options.edit, forms()));
  const others = [["off", options.off?.length && !same(options.off, then.off)], ["edit", edits.length && !same(edits, then.edits)], ["totals", options.totals && !then.totals], ["language", options.language && options.language !== then.language]];
  const [name] = others.find(([, isOther]) => isOther) ?? [];
  if (name) throw new Usage(`--${name}: 与回执所记的不同；回执里记着，可以不写 not what the receipt was made with; it need not be given, the receipt has it`);
}

function read(path) {
  let text;
  try {
    text = bytesOf(path).toString("utf8");
  } catch (error) {
    throw new Usage(error.message);
  }
  let known = null;
  try {
    known = JSON.parse(text);
  } catch {
    // Said below.
  }
  const version = Object(known).receipt;
  // An earlier one has not all the fields: it is not damaged.
  if (Number.isInteger(version) && version >= 0 && version !== RECEIPT) throw new Usage(`${path}: 回执的版本 ${version} 认不得，请用作出它的那个 gouji 核对 a receipt of version ${version} is unknown: verify it with the gouji that made it`);
  if (version === RECEIPT && isReceipt(known)) return known;
  throw new Usage(`${path}: 不是回执 this is no receipt`);
}

/** Whether all that is written down is there, of its shape. */
function isReceipt(known) {
  const text = (one) => typeof one === "string";
  const whole = (one) => Number.isSafeInteger(one) && one >= 0;
  const { language, off, edits, forms: given = [], previous, profile } = Object(known.asked);
  const pair = (one) => Array.isArray(one) && one.length === 2 && one.every(text);
  return ["file", "sha256", "engine", "rules", "verdict", "message", "answer", "time"].every((field) => text(known[field]))
    && Object.hasOwn(SIGNS, known.verdict) && whole(known.bytes) && COUNTS.every((count) => whole(Object(known.summary)[count])) && whole(known.summary.edited ?? 0)
    && ["zh-CN", "en"].includes(language) && [off, given].every((list) => Array.isArray(list) && list.every(text))
    && [previous, profile].every((hash) => hash === null || text(hash))
    && Array.isArray(edits) && edits.every(pair);
}
