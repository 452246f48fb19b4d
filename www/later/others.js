// Tables beside the form's own: the switch that asks for their totals, forms of the reader's own, and the tables
// as they stand with what does not hold in them. All of it wants the engine that knows most, which is fetched only here.

import { h, put, shape } from "../dom.js";
import { call, deepen, full, widen } from "../engine.js";
import { keyOf } from "../marks.js";
import { recall, remember } from "../memory.js";
import { known } from "../verdict.js";
import { language, say as sentence } from "../words.js";
import { copy } from "./away.js";

export const words = {
  "zh-CN": {
    ask: "核对其他表格的合计",
    unchecked: (n) => `有 ${n} 张表没有核对。`,
    hint: "不是年度报告的表格，按“合计”等字样推断哪些数应当相加；问题请核实。",
    coming: "正在装入核对其他表格的程序…",
    lost: (offline) => (offline ? "现在没有网络：核对行政执法统计、部门决算和其他表格的程序还没有装入，联网后再试。" : "核对其他表格的程序没能装入。"),
    apart: "单文件版只核对政府信息公开工作年度报告；行政执法统计、部门决算和其他表格，请用网页版或命令行核对。",
    again: "再试",
    counts: ({ form, holds, broken, undecided }) => {
      const unit = form ? "条关系" : "个合计";
      return [holds && `${holds} ${unit}${form ? "成立" : "相符"}`, broken && `${broken} ${unit}${form ? "不成立" : "不符"}`, undecided && `${undecided} ${unit}无法判定`].filter(Boolean).join("，") || "没有可以核对的合计";
    },
    headline: ({ holds, broken, undecided }) => (broken ? `${broken} 个合计不符` : undecided ? `${undecided} 个合计无法判定` : `${holds} 个合计都相符`),
    wrong: "不符",
    open: "无法判定",
    likely: (value) => `可能应为 ${value}`,
    more: (n) => `另有 ${n} 行，未画出`,
    copy: "复制这张表",
    copied: "已复制，不符的格带底色。",
    uncopied: "没能复制。",
    own: (n) => (n ? `自己的表样（${n}）` : "自己的表样"),
    own_hint: "表样是一个 JSON 文件，写明表有哪些行和列、哪些格相加（写法和例子见文档 docs/forms.md）。它记在这台电脑上，批量校核也照此办理。",
    load: "载入表样…",
    drop: "去掉",
    wrong_form: (what) => `没有载入：${what}`,
    no_json: "这个文件不是 JSON",
    twice: "已经载入过",
    loaded: (name) => `已载入：${name}。`,
    unkept: "浏览器不让保存，关掉网页就不再起作用。",
  },
  en: {
    ask: "Check the totals of other tables",
    unchecked: (n) => `${n} ${n === 1 ? "was" : "were"} not checked.`,
    hint: "In tables that are none of the annual report's, words such as 合计 tell what is added up; findings are no more than warnings.",
    coming: "Loading what checks other tables…",
    lost: (offline) => (offline ? "There is no network now, and what checks statistics of enforcement, final accounts and other tables is not here yet: try again once there is one." : "What checks other tables could not be loaded."),
    apart: "The single file checks annual reports on government information disclosure only: for statistics of enforcement, final accounts and other tables use the site or the command line.",
    again: "Try again",
    counts: ({ form, holds, broken, undecided }) => {
      const unit = (n) => `${n} ${form ? "relation" : "total"}${n === 1 ? "" : "s"}`;
      return [holds && `${unit(holds)} ${holds === 1 ? "holds" : "hold"}`, broken && `${unit(broken)} ${broken === 1 ? "does" : "do"} not hold`, undecided && `${unit(undecided)} undecided`].filter(Boolean).join(", ") || "nothing to add up";
    },
    headline: ({ holds, broken, undecided }) => {
      const unit = (n) => `${n} total${n === 1 ? "" : "s"}`;
      return broken ? `${unit(broken)} ${broken === 1 ? "does" : "do"} not hold` : undecided ? `${unit(undecided)} could not be decided` : `${unit(holds)} ${holds === 1 ? "holds" : "hold"}`;
    },
    wrong: "does not hold",
    open: "could not be decided",
    likely: (value) => `probably ${value}`,
    more: (n) => `${n} more lines are not drawn`,
    copy: "Copy this table",
    copied: "Copied; cells that do not hold are shaded.",
    uncopied: "Copying failed.",
    own: (n) => (n ? `Forms of your own (${n})` : "Forms of your own"),
    own_hint: "A form is a JSON file that says which rows and columns a table has and what adds up (docs/forms.md has an example). It stays on this computer and holds for many files as well.",
    load: "Load a form…",
    drop: "Remove",
    wrong_form: (what) => `Not loaded: ${what}`,
    no_json: "the file is no JSON",
    twice: "it is loaded already",
    loaded: (name) => `Loaded: ${name}.`,
    unkept: "The browser refuses to keep it: it holds until the page is closed.",
  },
};

/** How many sums of a table hold: none where no number stands in it. */
export const heldOf = ({ holds, lines }) => (lines.some((line) => line.some(({ number }) => number)) ? holds : 0);

/** How many sums of a table hold and do not, in words. */
export const countsOf = (other) => words[language()].counts(Object.assign({}, other, { holds: heldOf(other) }));

/** Lines of a table that are drawn. */
const LINES = 300;
// Where all is one file there is one engine, and it knows none of this.
const APART = Boolean(import.meta.url);

let wanted = recall("totals") === "1";
/** Forms as they were read, the reader's own. */
let own = kept();
/** "", "coming" or "lost": how it stands with the engine. */
let fetching = "";
let page = null;
let told = "";
/** The message of the sum that was chosen. */
let chosen = null;
/** The content whose original was closed in favour of its tables. */
let closed = null;

function kept() {
  try {
    const list = JSON.parse(recall("forms") || "[]");
    return Array.isArray(list) ? list.filter((form) => form && typeof form === "object") : [];
  } catch (error) {
    // Somebody else's, or cut off.
    return [];
  }
}

/** Whether the engine that is there takes what is asked for here. */
function able() {
  if (!full()) return false;
  try {
    call("check", [], { totals: true });
    return true;
  } catch (error) {
    if (error.constructor !== Error) throw error;
    return false;
  }
}

/** What an engine that takes it is asked for; `many` files have one that does. */
export function asked(many) {
  if (!APART || !(wanted || own.length) || !(many || able())) return null;
  return Object.assign({}, wanted && { totals: true }, own.length && { forms: own });
}

/** The session asks for it from now on, where somebody wants it; `lent` is what main.js lends. */
export function begin(lent) {
  page = lent;
  const { view } = page.state.session;
  const [options, place] = [view.options, view.place];
  view.options = () => Object.assign(options.call(view), asked());
  view.place = (finding) => show(finding) || place.call(view, finding);
  if (!APART || !(wanted || own.length)) return;
  widen();
  // Kept by another version, it may be taken no longer.
  const { session } = page.state;
  if (full()) fetch(session);
}

/** Fetches that engine, and reads anew. */
function fetch(session) {
  fetching = "coming";
  widen();
  return deepen().then(() => {
    fetching = "";
    for (const form of own.splice(0)) if (!trouble(form)) own.push(form);
    page.learn();
    return session.again();
  }).catch((error) => {
    if (!error.lost) throw error;
    console.error(error);
    fetching = "lost";
    if (session.report) redraw(session);
  });
}

/** What the engine says against a form; nothing where it takes it. */
function trouble(form) {
  try {
    // With those that it does not take the place of: two may contradict each other.
    call("check", [], { forms: own.filter(({ id }) => id !== form.id).concat(form), language: language() });
    return "";
  } catch (error) {
    if (error.constructor !== Error) throw error;
    return error.message.replace(/^options\.forms\[\d+\][.:：\s]*/, "");
  }
}

const original = () => document.getElementById("original");
const redraw = (session) => draw(original(), session);

/** Reads anew with what was changed here. */
async function anew(session) {
  if (!able()) await fetch(session);
  else await session.again();
}

/** How many tables with totals were not looked at. */
export function unchecked({ notes }) {
  const note = notes.find(({ code }) => code === "totals-unchecked");
  return note ? note.count : 0;
}

/** Has totals of other tables checked from now on, or no longer; null where nothing here can. */
export const turn = APART ? (session, on = true) => {
  wanted = on;
  remember("totals", on ? "1" : null);
  anew(session).catch(() => {});
} : null;

/** The switch, and forms of the reader's own. */
function ask(session) {
  const say = words[language()];
  const keep = () => remember("forms", own.length ? JSON.stringify(own) : null) || !own.length;
  const tell = (text) => {
    told = text;
    redraw(session);
  };
  const read = async () => {
    let form;
    try {
      form = JSON.parse(await picker.files[0].text());
    } catch (error) {
      return tell(say.wrong_form(say.no_json));
    }
    if (!form || typeof form !== "object") return tell(say.wrong_form(say.no_json));
    if (own.some((other) => JSON.stringify(other) === JSON.stringify(form))) return tell(say.wrong_form(say.twice));
    try {
      if (!able()) await fetch(session);
      const wrong = trouble(form);
      if (wrong) return tell(say.wrong_form(wrong));
      // One that takes the place of an earlier one.
      own = own.filter(({ id }) => id !== form.id).concat(form);
      told = keep() ? say.loaded(nameOf(form)) : say.unkept;
      page.learn();
      await session.again();
    } catch (error) {
      console.error(error);
      tell(sentence("crashed"));
    }
  };
  const picker = h("input", { type: "file", class: "vh", tabindex: "-1", accept: ".json,application/json", "aria-hidden": "true", onchange: read });
  const choose = () => {
    // The same file once more, mended.
    picker.value = "";
    picker.click();
  };
  const drop = (form) => {
    own = own.filter((other) => other !== form);
    keep();
    told = "";
    session.again().catch(() => {});
  };
  return h("div", { class: "asks" },
    h("label", { title: say.hint }, h("input", { type: "checkbox", checked: wanted, "data-others": "totals", onchange: (event) => turn(session, event.target.checked) }), " ", say.ask),
    unchecked(session.report) > 0 && h("b", { class: "aside" }, say.unchecked(unchecked(session.report))),
    fetching === "coming" && h("span", { class: "aside" }, say.coming, h("span", { class: "arriving" })),
    fetching === "lost" && h("span", { class: "aside" }, say.lost(navigator.onLine === false), " ", h("button", { type: "button", class: "small", "data-others": "again", onclick: () => fetch(session).catch(() => {}) }, say.again)),
    h("details", { class: "own" }, h("summary", { "data-others": "own" }, say.own(own.length)),
      h("p", { class: "aside" }, say.own_hint),
      own.length > 0 && h("ul", null, own.map((form) => h("li", null, nameOf(form), " ", h("button", { type: "button", class: "small", "data-others": `drop ${form.id}`, "aria-label": `${say.drop}: ${nameOf(form)}`, onclick: () => drop(form) }, say.drop)))),
      h("p", null, h("button", { type: "button", class: "small", "data-others": "load", onclick: choose }, say.load), picker),
      h("p", { class: "aside", role: "status" }, told)));
}

/** Titles of a form are Chinese, English. */
const nameOf = ({ id, title }) => String((Array.isArray(title) && title[language() === "en" ? 1 : 0]) || id);

/** Draws switch and tables of a session's report before the original. */
export function draw(next, session) {
  const { report } = session;
  if (!next || !page || next.getRootNode() !== document) return;
  const others = report.others || [];
  const there = next.previousElementSibling;
  const box = there && there.classList.contains("others") ? there : h("div", { class: "others" });
  if (box !== there) next.before(box);
  const held = box.contains(document.activeElement) ? document.activeElement.dataset.others : null;
  const open = Boolean(box.querySelector(".own[open]"));
  const result = document.getElementById("result");
  const beside = others.length > 0 && !known(report);
  result.classList.toggle("others-only", beside);
  if (beside && !document.getElementById("findings").hidden) result.classList.remove("no-form");
  // Of tables that no form knows the answer in one word says nothing.
  if (beside && !others.some(({ form }) => form)) head(report);
  // The tables are drawn already.
  if (beside && closed !== session.content) {
    closed = session.content;
    next.open = false;
  }
  // Nothing of the report was found, or more than it: they may be tables that the larger engine knows.
  const more = session.complete && (["no-report", "pictures"].includes(report.reason) || report.notes.some(({ code }) => code === "totals-unchecked"));
  put(box, APART ? session.complete && ask(session) : more && h("p", { class: "asks" }, words[language()].apart), others.map((other, at) => table(other, at, session)));
  if (open) box.querySelector(".own").open = true;
  if (held) {
    const same = Array.from(box.querySelectorAll("[data-others]")).find(({ dataset }) => dataset.others === held);
    (same || box.querySelector("[data-others=own]") || box.querySelector("[data-others]")).focus({ preventScroll: true });
  }
  if (chosen) paint(box);
  if (APART && more && !fetching && !able()) {
    fetch(session).catch(() => {});
    redraw(session);
  }
}

/** The answer on top, where there is none but that of totals. */
function head({ summary }) {
  const title = document.getElementById("verdict-title");
  const sign = title.closest(".verdict").querySelector(".shape");
  if (!summary.relations) return;
  title.textContent = words[language()].headline(summary);
  if (sign) sign.replaceWith(shape(summary.broken ? "broken" : summary.undecided ? "undecided" : "holds"));
}

const NONE = { sum: null, value: null, why: null };

/** What is to be said of a cell: "line.column" → the sum it is the total of, or a part. */
function marksOf({ sums }) {
  const marks = new Map();
  const mark = ([line, column], what) => {
    const key = `${line}.${column}`;
    marks.set(key, Object.assign({}, what, marks.get(key)));
  };
  for (const sum of sums) {
    mark(sum.total, { sum });
    if (sum.likely) mark(sum.likely, { value: sum.likely_value, why: sum });
  }
  return marks;
}

const widthOf = (lines) => Math.max(...lines.map((line) => (line.length ? line[line.length - 1].column + 1 : 1)), 1);

/**
 * The cells of each line as they are drawn: { column, number, text, wide, tall }. What begins nowhere belongs to the
 * cell on its left; in a head only below the same label, else to the one above, as what begins a line does.
 */
function drawn(lines, width) {
  let over = Array(width).fill(null);
  let head = true;
  return lines.map((line, row) => {
    head = head && !line.some(({ number }) => number);
    const owners = Array(width).fill(null);
    const cells = [];
    const begins = new Map(line.map((cell) => [cell.column, cell]));
    const free = ({ column, wide }) => Array.from({ length: wide }).every((_, n) => !owners[column + n] && !begins.has(column + n));
    let left = null;
    const put = (cell) => {
      left = Object.assign({ wide: 1, tall: 1 }, cell);
      cells.push(left);
      return left;
    };
    for (let column = 0; column < width; column += 1) {
      const above = over[column];
      if (owners[column]) continue;
      if (begins.has(column)) owners[column] = put(begins.get(column));
      else if (left && (!head || over[left.column] === above)) {
        left.wide += 1;
        owners[column] = left;
      } else if (above && above.column === column && !above.number && above.text.trim() && free(above)) {
        above.tall += 1;
        owners.fill(above, column, column + above.wide);
        left = null;
      } else {
        owners[column] = put({ column, text: "", number: false });
        left = null;
      }
    }
    over = owners;
    return cells;
  });
}

function table(other, at, session) {
  const say = words[language()];
  const { lines, title } = other;
  const marks = marksOf(other);
  const width = widthOf(lines);
  const done = h("span", { class: "aside", role: "status" });
  const take = () => { done.textContent = copy(...copyOf(lines, width, marks)) ? say.copied : say.uncopied; };
  return h("section", { "data-table": String(at) },
    h("h3", null, title),
    h("p", { class: "tally small" }, shape(other.broken ? "broken" : other.undecided ? "undecided" : heldOf(other) ? "holds" : "unrecognised"), countsOf(other), " ", h("button", { type: "button", class: "quiet", "data-others": `copy ${at}`, onclick: take }, say.copy), done),
    h("div", { class: "wide", tabindex: "0", role: "group", "aria-label": title }, h("table", null, h("tbody", null,
      drawn(lines.slice(0, LINES), width).map((cells, row) => h("tr", null, cells.map((cell) => place(cell, row, marks.get(`${row}.${cell.column}`), session))))))),
    lines.length > LINES && h("p", { class: "aside" }, say.more(lines.length - LINES)),
    h("p", { class: "aside told", role: "status" }));
}

function place({ column, number, text, wide, tall }, row, mark, session) {
  const { sum, value, why } = mark || NONE;
  const say = words[language()];
  const status = sum && sum.status;
  const sign = status === "broken" ? say.wrong : status === "undecided" ? say.open : "";
  // Few characters stand on one line, of many no column is narrower than a word.
  const kind = [status, value && "likely", number ? "number" : text.trim().length < 5 ? "brief" : "label"].filter(Boolean).join(" ");
  const content = [text, value && h("b", null, ` ${say.likely(value)}`)];
  const about = sum || why;
  return h(number || !text.trim() ? "td" : "th", { class: kind || null, colspan: wide > 1 && wide, rowspan: tall > 1 && tall, "data-at": `${row}.${column}` },
    about ? h("button", { type: "button", class: "text", title: about.message, "data-others": `cell ${row}.${column} ${about.message}`, onclick: () => choose(about, session) },
      status && [shape(status), h("span", { class: "vh" }, `${sign} `)], content) : content);
}

/** Chooses a sum: among the findings where it is one, else here. */
function choose(sum, session) {
  const finding = session.report.findings.find((one) => isOf(one, sum));
  chosen = sum.message;
  if (finding) session.select(keyOf(finding));
  paint(original().previousElementSibling);
}

const isOf = ({ rule, message }, sum) => rule === sum.rule && message === sum.message;

/** Shows where a finding stands among the tables; false where it is none of theirs. */
function show(finding) {
  const { report } = page.state.session;
  const at = (report.others || []).findIndex(({ sums }) => sums.some((sum) => isOf(finding, sum)));
  if (at < 0) return false;
  chosen = finding.message;
  const box = original().previousElementSibling;
  paint(box);
  const cell = box.querySelector(`[data-table="${at}"] .right`);
  if (cell) cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  return true;
}

/** Marks both sides of the chosen sum, and says it below its table. */
function paint(box) {
  const { others = [] } = page.state.session.report;
  others.forEach(({ sums }, at) => {
    const section = box.querySelector(`[data-table="${at}"]`);
    const sum = sums.find(({ message }) => message === chosen);
    for (const cell of section.querySelectorAll(".left, .right")) cell.classList.remove("left", "right");
    section.querySelector(".told").textContent = sum ? sum.message : "";
    if (!sum) return;
    const side = ([line, column], name) => {
      const cell = section.querySelector(`[data-at="${line}.${column}"]`);
      if (cell) cell.classList.add(name);
    };
    sum.parts.forEach((part) => side(part, "left"));
    side(sum.total, "right");
  });
}

const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

/** A table for the clipboard, as text and as HTML with what does not hold shaded. */
function copyOf(lines, width, marks) {
  const plain = lines.map((line) => {
    const texts = Array(width).fill("");
    for (const { column, text } of line) texts[column] = text.replace(/\s+/g, " ").trim();
    return texts.join("\t").replace(/\t+$/, "");
  });
  const shade = (mark) => (!mark ? "" : mark.value ? "#F4B183" : mark.sum ? "#FFF2CC" : "");
  const cell = ({ column, number, text, wide, tall }, row) => {
    const colour = shade(marks.get(`${row}.${column}`));
    return `<td${wide > 1 ? ` colspan="${wide}"` : ""}${tall > 1 ? ` rowspan="${tall}"` : ""} style="text-align:${number ? "right" : "center"}${colour && `;background:${colour}`}">${escape(text)}</td>`;
  };
  const rows = drawn(lines, width).map((cells, row) => `<tr>${cells.map((one) => cell(one, row)).join("")}</tr>`);
  return [plain.join("\n"), `<meta charset="utf-8"><table border="1" style="border-collapse:collapse">${rows.join("")}</table>`];
}
