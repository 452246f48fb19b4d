// What probably went wrong, a card for each group of relations that are not in order: comes with the
// engine that finds it.

import { h } from "../dom.js";
import { lazy } from "../lazy.js";
import { percent, textOf, unread } from "../marks.js";
import { language, say as told } from "../words.js";
import { changeOf, changes as card } from "./changes.js";

export const words = {
  "zh-CN": {
    group: (n) => (n > 1 ? `第 ${n} 处` : "最可能的原因"),
    lost: "没有读到的数",
    unread: "没有读到",
    look_first: "最该先核对的格：",
    candidates: "可能的改法",
    further: (n) => `其余说法（${n} 种）`,
    probability: (percent) => `可能性 ${percent} %`,
    try: "试填",
    try_title: (text) => `试填：${text}`,
    cut: "情形太多，搜索提前停止，可能还有更好的解释。",
    relations_hit: (n) => `涉及 ${n} 条关系`,
  },
  en: {
    group: (n) => (n > 1 ? `Place ${n}` : "Most likely cause"),
    lost: "Figures that were not read",
    unread: "not read",
    look_first: "Look up first: ",
    candidates: "Possible corrections",
    further: (n) => `Others (${n})`,
    probability: (percent) => `${percent}% likely`,
    try: "Try it",
    try_title: (text) => `Try it: ${text}`,
    cut: "There were too many cases and the search stopped early; a better explanation may exist.",
    relations_hit: (n) => `${n} ${n === 1 ? "relation" : "relations"} involved`,
  },
};

// Changes written out one by one, at most.
const MOST = 6;

/** What stands in a cell, as it is written where it is no figure. */
export const standing = (cell) => (unread(cell) ? (cell && cell.text) || words[language()].unread : textOf(cell) || told("nothing_there"));

/** What was typed, beside them. */
export const changes = card;

/**
 * The cards: `lists` are the findings of each cause that are not accepted; one without any has no card.
 * `act` holds what the buttons do, `listed` draws findings.
 */
export function causes({ session: { report, used }, name }, lists, act, listed) {
  const say = words[language()];
  const value = (n) => (n === null ? told("nothing_there") : String(n));

  const candidate = (one, told_above) => {
    const { changes, message, probability } = one;
    const share = percent(probability);
    // Of very many the sentence names the first.
    const text = told_above && changes.length && changes.length <= MOST
      ? changes.map(({ cell, from, to }) => changeOf(name(cell), from === null ? standing(report.cells[cell]) : value(from), value(to))).join(" ")
      : message;
    const meter = h("span", { class: "meter", "aria-hidden": "true" }, h("span"));
    meter.firstChild.style.width = `${share}%`;
    return h("li", null,
      h("button", { type: "button", class: "text", onclick: () => act.look(changes.length ? changes[0].cell : null, one) }, text),
      h("span", { class: "share" }, meter, !text.includes("%") && say.probability(share)),
      changes.length > 0 && h("button", { type: "button", class: "small try", "aria-label": say.try_title(message), onclick: () => act.attempt(one) }, say.try));
  };

  /** The cells on the picture that may have been read as other numbers. */
  const crops = ({ kind, changes }) => {
    if (!kind.includes("misread")) return null;
    const box = h("div", { class: "crops" });
    for (const { cell } of changes) {
      const { at } = report.cells[cell] || {};
      const page = at && "page" in at && used && used.length === 1 && used[0].pages && used[0].pages[at.page];
      if (page && page.picture) lazy("pictures/crop.js", () => import("../pictures/crop.js")).then(({ crop }) => crop(box.appendChild(h("div")), page.picture, at, report.cells[cell])).catch((error) => console.error(error));
    }
    return box;
  };

  return report.explanations.map(({ candidates, further, message, look_first, cut }, index, { length }) => {
    const findings = lists[index];
    if (!findings.length) return null;
    // What is only not in the text is not a mistake of the report.
    const lost = candidates.length > 0 && candidates.every(({ changes }) => changes.length > 0 && changes.every(({ cell }) => unread(report.cells[cell])));
    const less = further || [];
    return h("section", { class: lost ? "card cause lost" : "card cause" },
      h("h3", null, lost ? say.lost : say.group(length > 1 ? index + 1 : 1)),
      h("p", { class: "message" }, message),
      look_first && h("p", { class: "first" }, say.look_first, h("button", { type: "button", class: "text", onclick: () => act.look(look_first) }, name(look_first))),
      // A sole story was told above; what is left to say is what it changes.
      candidates.length > 0 && h("ol", { class: "candidates", "aria-label": say.candidates }, candidates.map((one) => candidate(one, candidates.length === 1))),
      less.length > 0 && h("details", { class: "further" }, h("summary", null, say.further(less.length)), h("ol", { class: "candidates" }, less.map((one) => candidate(one, false)))),
      candidates.length > 0 && crops(candidates[0]),
      cut && h("p", { class: "aside" }, say.cut),
      h("p", { class: "hit" }, say.relations_hit(findings.length)),
      listed(findings));
  }).filter(Boolean);
}
