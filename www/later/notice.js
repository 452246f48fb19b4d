// What became of the content that was there, with ways to take that back; and after a corrected report, what
// became of the last answer.

import { h, put } from "../dom.js";
import { forms, full } from "../engine.js";
import { keyOf, marksOf, originalOf, textOf } from "../marks.js";
import { language } from "../words.js";
import { tablesOver } from "../verdict.js";

export const words = {
  "zh-CN": {
    replaced: (why) => `新放入的内容已替换原来的${{ differs: "：不是同一份报告", again: "：里面有原来已有的表", none: "：里面没有能接在后面的表" }[why] || ""}。`,
    table: (tables) => `${tables}已换成新放入的，其余各表和文字保留。`,
    joined: "已接在原来的内容后面，合在一起校核。",
    dropped: "已移除。",
    lifted: "已取出到输入框里改写。",
    cleared: "已清空。",
    refused: (name, message) => `“${name}”没有换上，原来的报告还在。${message}`,
    lost: (n) => `页面上改的 ${n} 格没有带过来，撤销可以找回。`,
    undo: "撤销",
    merge: "与前一段合并",
    only: "只校核新的一段",
    instead: "仍换成它",
    fate: (all, mended, left, more) => `上次 ${all} 条：${mended} 条已改好，${left} 条仍在，新出现 ${more} 条。`,
  },
  en: {
    replaced: (why) => `What was put in has taken the place of what was there${{ differs: ": it is another report", again: ": it has a table that was there", none: ": it has no table that goes on from it" }[why] || ""}.`,
    table: (tables) => `What was put in has taken the place of ${tables}; the rest is kept.`,
    joined: "Added to what was there; they are checked together.",
    dropped: "Removed.",
    lifted: "Taken out into the box to be rewritten.",
    cleared: "Cleared.",
    refused: (name, message) => `“${name}” took no place: what was there is kept. ${message}`,
    lost: (n) => `${n} ${n === 1 ? "cell" : "cells"} changed on the page ${n === 1 ? "was" : "were"} not carried over; undo brings ${n === 1 ? "it" : "them"} back.`,
    undo: "Undo",
    merge: "Join with the part before",
    only: "Check the new part only",
    instead: "Put it in all the same",
    fate: (all, mended, left, more) => `Last time ${all}: ${mended} corrected, ${left} still there, ${more} new.`,
  },
};

/**
 * The sentence on files that took no place.
 * @param {any} last
 */
export const refusal = ({ fresh, told }) => words[language()].refused(fresh.map(({ name }) => name).join("、"), told);

/** Draws it; whoever pressed something goes on in `next`. */
export function draw(box, session, next) {
  const say = words[language()];
  const { last } = session;
  const some = last && last.kind in say;
  box.hidden = !some;
  box.dataset.kind = some ? last.kind : "";
  if (!some) {
    put(box);
    return;
  }
  const button = (key, act) => h("button", { type: "button", class: "small", "data-notice": key, onclick: () => {
    act();
    next.focus({ preventScroll: true });
  } }, say[key]);
  const { kind, content, fresh } = last;
  // Nothing was done that could be undone: it can be, for whoever wants that.
  if (kind === "refused") {
    put(box, h("span", null, refusal(last)), " ", button("instead", () => session.keep(fresh, "replaced").catch(() => {})));
    return;
  }
  const joins = kind === "replaced" && content && !content.values && !content.parts.concat(fresh || []).some(({ sample, judge }) => sample || judge);
  const held = box.contains(box.getRootNode().activeElement) && box.getRootNode().activeElement.dataset.notice;
  const words_ = typeof say[kind] === "function" ? say[kind](kind === "replaced" ? last.why : tablesOver(session.content || { parts: [] }, forms(language()))) : say[kind];
  // What was typed over what was there, and neither stands nor is typed in what is there now.
  const { base, edits } = session;
  const lost = content && base ? last.step.edits.filter(([id, text]) => !edits.has(id) && originalOf(base.cells[id]) !== text).length : 0;
  put(box, h("span", null, words_), " ", lost > 0 && h("b", { class: "fate" }, say.lost(lost)), " ", fateOf(session), " ",
    button("undo", () => session.undo()),
    joins && button("merge", () => session.merge().catch(() => {})),
    /^(joined|table)$/.test(kind) && fresh && !fresh.some(({ judge }) => judge) && button("only", () => session.keep(fresh, "replaced").catch(() => {})));
  const back = held && box.querySelector(`[data-notice=${held}]`);
  if (back) back.focus({ preventScroll: true });
}

/** What became of the findings of the report that was replaced by another one of the same organ and year; told by the full engine only. */
function fateOf(session) {
  const { last, base } = session;
  if (!/^(replaced|table)$/.test(last.kind) || !base || !full() || last.content.values) return null;
  const key = language();
  if (last.told !== key) {
    last.told = key;
    last.fate = null;
    const was = session.read(last.content);
    if (was.verdict !== "unrecognised" && base.verdict !== "unrecognised" && same(was, base)) {
      marksOf(was);
      const before = new Set(was.findings.map(keyOf));
      const now = new Set(base.findings.map(keyOf));
      const left = Array.from(now).filter((one) => before.has(one)).length;
      if (before.size + now.size) last.fate = words[key].fate(before.size, before.size - left, left, now.size - left);
    }
  }
  return last.fate && h("b", { class: "fate" }, last.fate);
}

/** Whether two reports are versions of one: of one organ and year, or where nothing names them, with mostly the same figures. */
function same(a, b) {
  if (a.organ || a.year || b.organ || b.year) return a.organ === b.organ && a.year === b.year;
  const told = Object.keys(a.cells).filter((id) => Number(textOf(a.cells[id])) > 0);
  const equal = told.filter((id) => b.cells[id] && textOf(b.cells[id]) === textOf(a.cells[id]));
  return equal.length > 10 && equal.length * 4 >= told.length * 3;
}
