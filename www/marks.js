// What a report says of each cell: its findings, how likely it is wrong, how it looks. No DOM here.

import { say } from "./words.js";

/** Finding → its key, where its report was told apart. */
const keys = new WeakMap();

const plainKey = ({ rule, cells }) => `${rule} ${cells[0] || ""}`;

/** A finding keeps its key when the numbers change. */
export const keyOf = (finding) => keys.get(finding) || plainKey(finding);

/** Gives every finding of a report a key of its own: several of one rule may have the same cells, or none. */
export function tellApart({ findings }) {
  const alike = new Map();
  for (const finding of findings) {
    const key = plainKey(finding);
    const count = (alike.get(key) || 0) + 1;
    alike.set(key, count);
    keys.set(finding, count > 1 ? `${key} ${count}` : key);
  }
}

/** The kind of a rule, as the engine counts them: what stands before the last dot of its id. */
export const familyOf = ({ rule }) => rule.replace(/\.[^.]*$/, "");

/** A finding in two pieces, words and figures; the engine's sentence may hold the figures already. */
export function sentenceOf({ message, arithmetic }) {
  const found = arithmetic ? message.lastIndexOf(arithmetic) : -1;
  const at = message[found - 1] === "（" ? found - 1 : found;
  if (at < 0) return [message, arithmetic].filter(Boolean);
  return [message.slice(0, at).replace(/[：:]\s*$/, ""), message.slice(at)];
}

/** Cell id → { broken, warned, undecided: findings; suspicion }. */
export function marksOf(report) {
  const marks = new Map();
  const mark = (id) => {
    if (!marks.has(id)) marks.set(id, { broken: [], warned: [], undecided: [], suspicion: 0 });
    return marks.get(id);
  };
  tellApart(report);
  for (const finding of report.findings) {
    const list = finding.status === "undecided" ? "undecided" : finding.severity === "error" ? "broken" : "warned";
    for (const id of finding.cells) mark(id)[list].push(finding);
  }
  for (const { suspicion } of report.explanations) {
    for (const [id, probability] of Object.entries(suspicion)) {
      // A number that is not there cannot be a wrong one.
      if (unread(report.cells[id])) continue;
      const cell = mark(id);
      cell.suspicion = Math.max(cell.suspicion, probability);
    }
  }
  return marks;
}

/** Of `cells` the one most likely wrong; where that is open, one where most broken relations meet, a total rather than a part. */
export function likeliest(marks, cells) {
  const weight = (id) => {
    const { suspicion, broken, undecided } = marks.get(id) || { suspicion: 0, broken: [], undecided: [] };
    return suspicion * 1000 + broken.length + undecided.length / 1000;
  };
  return cells.length ? cells.reduce((best, id) => (weight(id) >= weight(best) ? id : best)) : null;
}

// More undecided findings than this are folded by family.
const FEW = 3;

/**
 * The findings as they are listed: those of each cause, then `errors`, the `unsure` as [family, findings],
 * `hints`; apart, those that were `accepted(finding)` as they are. `order` is how one walks them.
 */
export function arrange({ findings, explanations }, accepted) {
  const open = findings.filter((finding) => !accepted(finding));
  const causes = explanations.map((cause) => cause.findings.map((n) => findings[n]).filter((finding) => open.includes(finding)));
  const told = new Set([].concat(...causes));
  const rest = open.filter((finding) => !told.has(finding));
  const errors = rest.filter(({ status, severity }) => status === "broken" && severity === "error");
  const hints = rest.filter(({ status, severity }) => status === "broken" && severity !== "error");
  const undecided = rest.filter(({ status }) => status === "undecided");
  const families = new Map();
  for (const finding of undecided) {
    const family = undecided.length > FEW ? familyOf(finding) : "";
    families.set(family, (families.get(family) || []).concat(finding));
  }
  const unsure = Array.from(families);
  const order = Array.from(new Set([].concat(...causes, errors, ...unsure.map(([, some]) => some), hints)));
  return { causes, errors, unsure, hints, order, accepted: findings.filter((finding) => !open.includes(finding)) };
}

/** Whether nothing was read in a cell: what stands there, if anything, is not the report's number. */
export const unread = (cell) => !cell || /^(inferred|missing|unreadable)$/.test(cell.state);

/** What stands in a cell of the form. */
export function textOf(cell) {
  if (!cell) return "";
  return cell.value === null || cell.state === "blank" ? cell.text : String(cell.value);
}

/** What the report itself has in a cell: nothing where its number was inferred from others. */
export const originalOf = (cell) => (cell && cell.state === "inferred" ? cell.text.trim() : textOf(cell));

export const percent = (probability) => Math.min(99, Math.max(1, Math.round(probability * 100)));

const NONE = { broken: [], warned: [], undecided: [], suspicion: 0 };
const STRONG = 0.5;
const WEAK = 0.1;

/** How one cell looks and what a screen reader hears of it. */
export function lookOf(id, { report, base, edits, marks, sides }) {
  const cell = report.cells[id] || { value: null, text: "", state: "missing", at: null };
  const mark = marks.get(id) || NONE;
  const edited = edits.has(id);
  let classes = cell.state;
  if (edited) classes += " edited";
  if (mark.broken.length) classes += " broken";
  else if (mark.undecided.length) classes += " undecided";
  else if (mark.warned.length) classes += " warned";
  if (mark.suspicion >= STRONG) classes += " suspect";
  else if (mark.suspicion >= WEAK) classes += " maybe";
  const side = sides.get(id);
  if (side) classes += ` ${side}`;
  const tag = edited ? "edited" : cell.state;
  return {
    text: edited ? edits.get(id) : textOf(cell),
    classes,
    share: mark.suspicion ? percent(mark.suspicion) : 0,
    tag: tag === "read" ? undefined : say(tag === "blank" && cell.text.trim() ? "tag_nil" : `tag_${tag}`),
    sentence: wordsOf(cell, mark, edited && (originalOf(base.cells[id]) || null)),
  };
}

/** A cell in words; `was` is false for an untouched cell, else what stood there before. */
function wordsOf(cell, mark, was) {
  let words = "";
  if (mark.suspicion >= STRONG) words += say("cell_suspect", percent(mark.suspicion));
  else if (mark.suspicion >= WEAK) words += say("cell_maybe", percent(mark.suspicion));
  const hard = mark.broken.length ? mark.broken : mark.warned;
  if (hard.length) words += say("cell_broken", hard.length) + hard.map(({ message }) => message).join(" ");
  if (mark.undecided.length) words += say("cell_undecided", mark.undecided.length);
  return words + (was === false ? originOf(cell) : was === null ? say("cell_edited_empty") : say("cell_edited", was));
}

/** Where a cell's number comes from; nothing where it was simply read. */
export function originOf({ state, text, value, why }) {
  if (state === "read") return text && text !== String(value) ? say("cell_read", text) : "";
  if (state === "blank") return text ? say("cell_blank_text", text) : say("cell_blank");
  if (state === "unreadable") return why ? say("cell_unseen") : say("cell_unreadable", text);
  return say(`cell_${state}`, text.trim() === String(value) ? "" : text.trim());
}
