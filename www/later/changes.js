// What the user has typed over the report, one card: each change can be looked at and taken back.

import { h } from "../dom.js";
import { originalOf, textOf } from "../marks.js";
import { language, say as told } from "../words.js";

export const words = {
  "zh-CN": {
    title: (n) => (n ? `您的改动（${n} 格）` : "改动已撤销"),
    change: (name, from, to) => `${name}：${from} → ${to}`,
    // What stands in the text, and only in which cell was inferred, is one number.
    inferred: (from, number) => (from === number ? `${number}（推断）` : `${from || "没有数"}（推断为 ${number}）`),
    confirmed: (change) => `${change}，您已确认`,
    undo: "撤销上一步",
    redo: "重做",
    one: "恢复这一格",
    all: "全部恢复原文",
    note: "改动只在这一页里，请记得在报告原件中改正。",
  },
  en: {
    title: (n) => (n ? `Your changes (${n} ${n === 1 ? "cell" : "cells"})` : "Changes undone"),
    change: (name, from, to) => `${name}: ${from} → ${to}`,
    inferred: (from, number) => (from === number ? `${number} (inferred)` : `${from || "no figure"} (${number} inferred)`),
    confirmed: (change) => `${change}, confirmed by you`,
    undo: "Undo last step",
    redo: "Redo",
    one: "Restore this cell",
    all: "Restore everything",
    note: "Changes stay on this page; remember to correct the report itself.",
  },
};

/** What stood in a cell before, in words: where nothing was read, what was inferred is told apart from it. */
export const stoodOf = (cell) => (cell && cell.state === "inferred" ? words[language()].inferred(originalOf(cell), textOf(cell)) : originalOf(cell) || told("nothing_there"));

/** A change in words; `from` is what is told of the cell before, `to` what stands in it now. */
export const changeOf = (name, from, to) => words[language()].change(name, from || told("nothing_there"), to || told("nothing_there"));

/** The same of what somebody typed over a `cell` of the report. */
export function typedOf(name, cell, to) {
  const change = changeOf(name, stoodOf(cell), to);
  return cell && cell.state === "inferred" && to === textOf(cell) ? words[language()].confirmed(change) : change;
}

/** The card, or null where there is nothing to take back or to do again. `act` holds what the buttons do. */
export function changes({ edits, base, steps, undone }, name, act) {
  const say = words[language()];
  if (!edits.size && !undone.length) return null;
  const button = (text, onclick, more) => h("button", Object.assign({ type: "button", onclick }, more), text);
  return h("section", { class: "card changes" },
    h("h3", null, say.title(edits.size)),
    h("ul", null, Array.from(edits, ([id, text]) => h("li", null,
      button(typedOf(name(id), base.cells[id], text), () => act.look(id), { class: "text" }),
      button(say.one, () => act.restore(id), { class: "small" })))),
    h("p", { class: "buttons" },
      steps.length > 0 && button(say.undo, act.undo, { id: "undo", title: "Ctrl+Z" }),
      undone.length > 0 && button(say.redo, act.redo, { id: "redo", title: "Ctrl+Y" }),
      edits.size > 0 && button(say.all, act.restoreAll)),
    edits.size > 0 && h("p", { class: "aside" }, say.note));
}
