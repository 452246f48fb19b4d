// What is made of many reports at once: their files with marks, a text of what to correct.

import { Reasons } from "../later/reasons.js";
import { sentenceOf } from "../marks.js";
import { untold } from "./opinion.js";
import { say } from "./words.js";

// Bytes of marked files in one zip.
const MOST = 256 * 1024 * 1024;

/** What the years say of an item. */
const yearsOf = ({ last }) => (last && last.pair ? last.pair.findings : []);

/** What is to be looked at first in a report, where anything is. */
export function firstOf(item) {
  const { verdict, warnings, hints, first, message } = item.digest;
  const [year] = yearsOf(item);
  return verdict !== "consistent" || warnings + hints > 0 ? first || message : year ? year.message : "";
}

/** The digest of an item for a list: what was typed over it on the page is said beside its own answer. */
export const listed = ({ digest, edited }) => (edited ? Object.assign({}, digest, { edited: say("edited_list", edited.title, edited.lines.join("；"), edited.answers[1]), original: digest.verdict }) : digest);

const found = ({ broken, undecided, warnings, hints }) => broken + undecided + warnings + hints > 0;

/** Whether there is something to correct, to verify or to read by hand in a report. */
export const toCorrect = ({ digest, last }) => digest.verdict !== "consistent" || found(digest) || yearsOf({ last }).length > 0;

/** Whether its file can be given back with marks: those of findings. */
export const markable = ({ file, digest, last }) => Boolean(file) && digest.verdict !== "unrecognised" && /\.(docx|docm|xlsx|xlsm)$/i.test(file.name) && (found(digest) || yearsOf({ last }).length > 0);

/** Marked files for one zip; names of those that were declined; how many more would not fit. */
export function marks(answers) {
  const files = [];
  const failed = [];
  let size = 0;
  let more = 0;
  for (const [{ path }, { answer, sentence }] of answers) {
    if (!answer) {
      // One without findings is not one that failed.
      if (answer !== null) failed.push(sentence ? `${path}（${sentence}）` : path);
      continue;
    }
    size += answer.length;
    if (size > MOST) more += 1;
    // A zip within the folder is a folder here.
    else files.push({ path: path.replace(/\.zip\//gi, "/").replace(/( \(\d+\))?$/, "").replace(/(\.\w+)$/, `-${say("marked_suffix")}$1`), bytes: answer });
  }
  return { files, failed, more };
}

/** What was typed over reports on the page, as a file beside what was made of their originals; none where nothing was. */
export function changes(items) {
  const lines = items.filter(({ edited }) => edited).map(({ path, edited }) => [path, edited.title, ...edited.lines.map((line) => `  ${line}`), ...edited.answers, ""]);
  return lines.length ? [{ path: `${say("changes_name")}.txt`, bytes: new TextEncoder().encode(`\ufeff${lines.flat().join("\r\n")}`) }] : null;
}

/** What to correct, for each organ, as Windows writes text. */
export function text(answers) {
  const organs = new Map();
  for (const one of answers) {
    const [{ digest, path }] = one;
    const organ = digest.organ || path;
    organs.set(organ, (organs.get(organ) || []).concat([one]));
  }
  const lines = [];
  for (const [organ, reports] of organs) {
    lines.push(`【${organ}】`);
    for (const [item, { answer }] of reports) lines.push(...of(item, answer), "");
    lines.push("");
  }
  return `\ufeff${lines.join("\r\n")}`;
}

function of({ file, path, digest, edited, last }, report) {
  const { year, message } = report || digest;
  const lines = [say("text_of", year, path), message];
  if (edited) lines.push(edited.title, ...edited.lines.map((line) => `  ${line}`), ...edited.answers);
  if (!report) return file && digest.edition && Object.keys(digest.edition).length ? lines.concat(say("text_gone")) : lines;
  const reasons = new Reasons();
  reasons.open(report);
  let n = 0;
  const list = (title, findings, line) => {
    if (findings.length) lines.push(title, ...findings.map((finding) => `  ${n += 1}. ${line(finding)}`));
  };
  const sentence = (finding) => [sentenceOf(finding).join(" "), finding.cells && reasons.told(finding)].filter(Boolean).join(` ${say("opinion_notes")}: `);
  const { findings, explanations } = report;
  list(say("opinion_broken"), findings.filter(({ status, severity }) => status === "broken" && severity === "error"), sentence);
  list(say("opinion_causes"), explanations, (cause) => [cause.message].concat(untold(cause).slice(0, 1).map(({ message: one }) => one)).join(" "));
  list(say("opinion_undecided"), findings.filter(({ status }) => status === "undecided"), sentence);
  // What was not read weighs more than what is only worth a look.
  list(say("opinion_notes"), report.notes.filter(({ code }) => code !== "edited"), ({ message: words }) => words);
  const hints = findings.filter(({ status, severity }) => status === "broken" && severity !== "error");
  // Read with last year's report, it says already what the years say.
  const years = last && last.pair && !hints.some(({ rule }) => rule.startsWith("year")) ? last.pair.findings : [];
  list(say("opinion_hints"), hints.concat(years), sentence);
  return lines;
}
