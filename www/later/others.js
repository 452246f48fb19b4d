// Tables beside the form's own: the switch that asks for their totals, and the tables as they stand with what
// does not hold in them.

import { h, put, shape } from "../dom.js";
import { recall, remember } from "../memory.js";
import { language } from "../words.js";

export const words = {
  "zh-CN": {
    ask: "核对其他表格的合计",
    hint: "不是年度报告的表格，按“合计”等字样推断哪些数应当相加；问题只是提醒。",
    counts: ({ holds, broken, undecided }) => `${holds} 个合计相符，${broken} 个不符${undecided ? `，${undecided} 个无法判定` : ""}`,
    wrong: "不符",
    open: "无法判定",
    likely: (value) => `可能应为 ${value}`,
    more: (n) => `另有 ${n} 行，未画出`,
  },
  en: {
    ask: "Check the totals of other tables",
    hint: "In tables that are none of the annual report's, words such as 合计 tell what is added up; findings are no more than warnings.",
    counts: ({ holds, broken, undecided }) => `${holds} ${holds === 1 ? "total holds" : "totals hold"}, ${broken} ${broken === 1 ? "does" : "do"} not${undecided ? `, ${undecided} open` : ""}`,
    wrong: "does not hold",
    open: "could not be decided",
    likely: (value) => `probably ${value}`,
    more: (n) => `${n} more lines are not drawn`,
  },
};

/** Lines of a table that are drawn. */
const LINES = 300;

let wanted = recall("totals") === "1";

/** The session asks for them from now on, where somebody wants them. */
export function begin({ view }) {
  const own = view.options;
  view.options = () => Object.assign(own.call(view), wanted && { totals: true });
}

/** The switch; the report is read anew after a change. */
function ask(session) {
  const say = words[language()];
  const turn = (event) => {
    wanted = event.target.checked;
    remember("totals", wanted ? "1" : null);
    session.again().catch(() => {});
  };
  return h("label", { class: "ask", title: say.hint }, h("input", { type: "checkbox", checked: wanted, "data-totals": "", onchange: turn }), " ", say.ask);
}

/** Draws the switch and the tables of a session's report before `next`. */
export function draw(next, session) {
  const there = next.previousElementSibling;
  const box = there && there.classList.contains("others") ? there : h("div", { class: "others" });
  if (box !== there) next.before(box);
  const held = box.contains(document.activeElement) && document.activeElement.matches("input");
  put(box, session.complete && h("p", { class: "aside" }, ask(session)), (session.report.others || []).map(table));
  if (held) box.querySelector("input").focus({ preventScroll: true });
}

/** What is to be said of a cell: [line, column] → the sum it is the total of, or a part. */
function marksOf({ sums }) {
  const marks = new Map();
  const put = ([line, column], mark) => {
    const key = `${line}.${column}`;
    marks.set(key, Object.assign({}, mark, marks.get(key)));
  };
  for (const { status, message, total, parts, likely, likely_value: value } of sums) {
    put(total, { status, message });
    if (status === "broken") parts.forEach((part) => put(part, { part: true }));
    if (likely) put(likely, { value, message });
  }
  return marks;
}

function table(other) {
  const say = words[language()];
  const { lines, title } = other;
  const marks = marksOf(other);
  const width = Math.max(...lines.map((line) => line.length && line[line.length - 1].column + 1), 1);
  const row = (line, at) => h("tr", null, line.map((cell, n) => {
    const end = n + 1 < line.length ? line[n + 1].column : Math.max(width, cell.column + 1);
    const before = n === 0 && cell.column > 0 && h("td", { colspan: cell.column });
    return [before, place(cell, end - cell.column, marks.get(`${at}.${cell.column}`))];
  }));
  return h("section", null,
    h("h3", null, title, " ", h("span", { class: "more" }, say.counts(other))),
    h("div", { class: "wide", tabindex: "0", role: "group", "aria-label": title }, h("table", null, h("tbody", null, lines.slice(0, LINES).map(row)))),
    lines.length > LINES && h("p", { class: "aside" }, say.more(lines.length - LINES)));
}

function place({ text, number }, columns, mark = {}) {
  const say = words[language()];
  const { status, message, part, value } = mark;
  const sign = status === "broken" ? say.wrong : status === "undecided" ? say.open : "";
  const kind = [status, part && "part", value && "likely", number && "number"].filter(Boolean).join(" ");
  return h(number || !text.trim() ? "td" : "th", { class: kind || null, colspan: columns > 1 && columns, title: message },
    status && [shape(status), h("span", { class: "vh" }, sign), " "], text, value && h("b", null, ` ${say.likely(value)}`));
}
