// What is known of one cell of the form.

import { h, put } from "../dom.js";
import { keyOf, originOf, sentenceOf, textOf } from "../marks.js";
import { language, say as told } from "../words.js";
import { placeOf } from "./original.js";

export const words = {
  "zh-CN": {
    fine: "没有发现问题。",
    hint: "点任一格，这里显示它的来历和有关的关系。",
    restore: "恢复原文",
  },
  en: {
    fine: "Nothing found.",
    hint: "Go to any cell to see where its figure comes from and which relations it is in.",
    restore: "Restore",
  },
};

/** Draws it for the cell that was last entered; `act` holds what the buttons do. */
export function draw(box, { session, name }, act) {
  const { cell: id, report, base, edits, marks, used } = session;
  const say = words[language()];
  const cell = id && report.cells[id];
  // Where there is little room, what says nothing yet takes none.
  box.classList.toggle("idle", !cell);
  if (!cell) {
    put(box, h("p", { class: "aside" }, say.hint));
    return;
  }
  const { broken, warned, undecided } = marks.get(id) || { broken: [], warned: [], undecided: [] };
  const findings = [].concat(broken, warned, undecided);
  const edited = edits.has(id);
  const { at } = base.cells[id] || {};
  const was = textOf(base.cells[id]);
  const button = (text, onclick) => h("button", { type: "button", class: "quiet", onclick }, text);
  put(box,
    h("div", null,
      h("p", null, h("b", null, name(id)), " ",
        edited ? (was ? told("cell_edited", was) : told("cell_edited_empty")) : originOf(cell),
        !findings.length && !edited && cell.state === "read" && say.fine),
      h("p", { class: "buttons" },
        edited && button(say.restore, () => act.restore(id)),
        at && button(placeOf(at, used), () => act.showOriginal({ cells: [id], at: null })))),
    findings.length > 0 && h("ul", null, findings.map((finding) => h("li", null,
      h("button", { type: "button", class: "text", onclick: () => act.select(keyOf(finding)) }, sentenceOf(finding)[0])))));
}
