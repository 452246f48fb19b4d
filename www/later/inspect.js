// What is known of one cell of the form: where its number comes from, and every sum it is in, holding or not.

import { h, put, shape } from "../dom.js";
import { full, rules } from "../engine.js";
import { lazy } from "../lazy.js";
import { keyOf, originalOf, originOf, sentenceOf, textOf } from "../marks.js";
import { language, say as told } from "../words.js";
import { placeOf } from "./original.js";

export const words = {
  "zh-CN": {
    fine: "没有发现问题。",
    hint: "点任一格，这里显示它的来历和有关的关系。",
    restore: "恢复原文",
    confirm: "确认这个数",
    confirm_title: (text) => `我已核对：这一格就是 ${text}，按读到的数计`,
    confirmed: (text) => `${text} 是由关系推断的，您已确认。`,
    unreadable: (text) => `您写的“${text}”认不出是什么数。`,
    none: "这一格不在任何一条相加的关系里。",
    holds: (sum) => `${sum}，成立`,
    blank: "都没有填数，没有可核对的",
    differs: (left, right, difference) => `${left} ≠ ${right}，相差 ${difference}`,
    within: (n) => `在 ${n} 条关系里。`,
    zeros: "（其余为 0）",
    all: (n) => `（共 ${n} 个数）`,
  },
  en: {
    fine: "Nothing found.",
    hint: "Go to any cell to see where its figure comes from and which relations it is in.",
    restore: "Restore",
    confirm: "Confirm this figure",
    confirm_title: (text) => `I have looked it up: it is ${text}, and counts as read`,
    confirmed: (text) => `${text} was inferred from the relations and confirmed by you.`,
    unreadable: (text) => `“${text}”, as you wrote, is not a figure that can be read.`,
    none: "No sum has this cell in it.",
    holds: (sum) => `${sum} holds`,
    blank: "no figure in any of them, nothing to check",
    differs: (left, right, difference) => `${left} ≠ ${right}, ${difference} apart`,
    within: (n) => `In ${n} relations.`,
    zeros: " (the rest 0)",
    all: (n) => ` (${n} figures)`,
  },
};

// A sum of more numbers is told without its zeros; of more than fit into a line, the first and the last.
const MANY = 6;
const MOST = 10;

let known = { language: null, equations: [] };

/** The equations of a report's form that have a cell in them. */
function equations(id, { edition }) {
  if (known.language !== language()) known = { language: language(), equations: rules(language()).filter(({ sides }) => sides) };
  return known.equations.filter((rule) => edition[rule.id.split(".")[0]] === rule.edition && (rule.sides.left.includes(id) || rule.sides.right.includes(id)));
}

/** Draws it for the cell that was last entered; `act` holds what the buttons do. */
export function draw(box, { session, name }, act) {
  const say = words[language()];
  const { cell: id, report, base, edits, marks, used } = session;
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
  const { at, state } = base.cells[id] || {};
  const was = textOf(base.cells[id]);
  const stood = originalOf(base.cells[id]);
  const button = (text, onclick, title) => h("button", { type: "button", class: "quiet", title, onclick }, text);
  const sums = full() ? equations(id, report) : [];
  const number = (other) => textOf(report.cells[other]).trim() || "0";
  const holding = sums.sort((a, b) => a.sides.left.length - b.sides.left.length).filter((rule) => !report.findings.some((finding) => finding.rule === rule.id));
  // Of many numbers those that count.
  const added = (ids) => {
    const numbers = ids.map(number);
    const some = numbers.filter((text) => text !== "0");
    if (some.length > MOST) return [...some.slice(0, 3), "…", some[some.length - 1]].join(" + ") + say.all(numbers.length);
    return numbers.length > MANY && some.length > 0 && some.length < numbers.length ? some.join(" + ") + say.zeros : numbers.join(" + ");
  };
  const sum = ({ left, right }) => `${added(left)} = ${added(right)}`;
  // Noughts that nobody wrote hold nothing.
  const filled = ({ sides: { left, right } }) => left.concat(right).some((other) => (report.cells[other] || {}).state !== "blank");
  const line = (kind, text, onclick) => h("li", null, shape(kind), " ", h("button", { type: "button", class: "text", onclick }, text));
  // Sides that are alike and undecided all the same have a value in them that was inferred: the sentence says so.
  const told_ = (finding) => {
    const { left, right, difference } = finding;
    return [sentenceOf(finding)[0], difference !== null && Number(difference) !== 0 && h("span", { class: "sum" }, say.differs(left, right, String(difference).replace(/^-/, "")))];
  };
  const origin = () => {
    if (!edited) return originOf(cell);
    if (state === "inferred" && edits.get(id) === was) return say.confirmed(was);
    return `${stood ? told("cell_edited", stood) : told("cell_edited_empty")}${cell.state === "unreadable" ? ` ${say.unreadable(edits.get(id))}` : ""}`;
  };
  const held = box.contains(document.activeElement);
  box.classList.toggle("many", findings.length + holding.length > 1);
  put(box,
    h("div", null,
      h("p", null, h("b", null, name(id)), " ", origin(), " ",
        !findings.length && !edited && cell.state === "read" && say.fine,
        findings.length + holding.length > 2 && ` ${say.within(findings.length + holding.length)}`,
        full() && !sums.length && ` ${say.none}`),
      h("p", { class: "buttons" },
        !edited && cell.state === "inferred" && button(say.confirm, () => act.confirm(id), say.confirm_title(textOf(cell))),
        edited && button(say.restore, () => act.restore(id)),
        at && button(placeOf(at, used), () => act.original({ cells: [id], at: null })))),
    findings.length + holding.length > 0 && h("ul", null,
      findings.map((finding) => line(finding.status === "undecided" ? "undecided" : finding.severity === "error" ? "broken" : "unrecognised", told_(finding), () => act.select(keyOf(finding)))),
      holding.map((rule) => line(filled(rule) ? "holds" : "unrecognised", [rule.sentence, h("span", { class: "sum" }, filled(rule) ? say.holds(sum(rule.sides)) : say.blank)], () => act.choose(rule.sides)))));
  // What stands there on the picture, beside what was made of it.
  const page = at && "page" in at && used.length === 1 && used[0].pages && used[0].pages[at.page];
  if (page && page.picture) lazy("pictures/crop.js", () => import("../pictures/crop.js")).then(({ crop }) => session.cell === id && session.report === report && crop(box.firstChild, page.picture, at, cell)).catch((error) => console.error(error));
  // Pressed, and gone with what it did.
  if (held && !box.contains(document.activeElement)) (box.querySelector("button") || box).focus({ preventScroll: true });
}
