// A sheet for whoever looks figures up in the files of the office: which cell, what the report says, where to
// write what was found; first what settles most.

import { onPaper } from "../batch/opinion.js";
import { h, put } from "../dom.js";
import { forms } from "../engine.js";
import { sentenceOf, unread } from "../marks.js";
import { language } from "../words.js";
import { save } from "./away.js";
import { standing } from "./causes.js";
import { LIKELY, order } from "./lookup.js";
import { placeOf } from "./original.js";
import { sheet } from "./styles.js";

export const words = {
  "zh-CN": {
    title: "核对单",
    lead: "请按次序核对台账：排在前面的格，核清后能解决的问题最多。台账上的数写在“核对结果”一栏，再到报告里改正。",
    organ: "机关",
    year: "年度",
    file: "文件",
    none: "没有需要核对的格。",
    columns: ["序号", "哪一格", "报告里的数", "在原文哪里", "核对结果", "为什么要核对"],
    settles: (n) => `核清后可解决 ${n} 个问题：`,
    suspect: (percent) => `${percent < 50 ? "" : "很"}可能写错（可能性 ${percent} %）。`,
    unread: "没有读到数，请补上。",
    lost: (value, percent) => `按各条关系应为 ${value}（可能性 ${percent} %）。`,
    then: "前面的格都没有写错时，再核对这一格。",
    and: "；",
    end: "。",
    hint: "另有提示：",
    more: (n) => `另有 ${n} 格没有列入，请先改正以上各格再打印。`,
    signed: "核对人：　　　　　　　　　日期：",
    made: (date) => `勾稽 ${date} 生成`,
    name: "核对单",
  },
  en: {
    title: "Sheet for verifying by hand",
    lead: "In this order: what is looked up first settles most. Write what was found into “Found”, then correct the report.",
    organ: "Organ",
    year: "Year",
    file: "File",
    none: "There is no cell to verify.",
    columns: ["No.", "Cell", "The report says", "Where", "Found", "Why"],
    settles: (n) => `Settles ${n} ${n === 1 ? "relation" : "relations"}: `,
    suspect: (percent) => `${percent < 50 ? "Perhaps" : "Probably"} wrong (${percent}%). `,
    unread: "No number was read; to be filled in.",
    lost: (value, percent) => `By the relations it should be ${value} (${percent}%). `,
    then: "To be looked up where those above are right.",
    and: "; ",
    end: ".",
    hint: "Worth a look: ",
    more: (n) => `${n} more cells are not listed; correct these first and print again.`,
    signed: "Verified by:                    Date:",
    made: (date) => `Made by gouji on ${date}`,
    name: "verify",
  },
};

// Rows of a sheet.
const MOST = 60;

/** `report` is that on the file as it is, `edited` what was typed over it on the page, `name` names a cell, `parts` are what was read. */
export function draw(report, path, name, parts, edited) {
  const say = words[language()];
  const day = new Date().toLocaleDateString(language(), { year: "numeric", month: "long", day: "numeric" });
  const all = forms(language());
  const printed = ([table, id]) => all.find((form) => form.id === id).tables[table].lines.flat().map(({ cell }) => cell).filter(Boolean);
  const rows = order(report, Object.entries(report.edition).flatMap(printed));
  const field = (title, text) => [h("dt", null, title), h("dd", null, text)];
  // Joined with others, each without its own end.
  const sentence = (finding) => sentenceOf(finding)[0].replace(/[。.；;]+$/, "");
  const where = (cell) => (cell && cell.at ? placeOf(cell.at, parts) : "–");
  const doubt = (cell, percent) => (!unread(cell) ? say.suspect(percent) : cell && cell.state === "inferred" ? say.lost(cell.value, percent) : say.unread);
  const why = ({ cell, settles, suspicion, hints }) => [
    suspicion >= LIKELY && doubt(report.cells[cell], Math.min(99, Math.round(suspicion * 100))),
    settles.length > 0 && say.settles(settles.length) + settles.slice(0, 3).map(sentence).join(say.and) + (settles.length > 3 ? " …" : say.end),
    !settles.length && !hints.length && (suspicion ? say.then : say.unread),
    hints.length > 0 && say.hint + hints.map(sentence).join(say.and) + say.end,
  ].filter(Boolean).join(" ");
  return h("article", { class: "opinion verify" },
    h("h1", null, say.title),
    h("dl", null, field(say.organ, report.organ || "–"), field(say.year, report.year ? String(report.year) : "–"), field(say.file, path)),
    edited && [h("h2", null, edited.title), h("ul", null, edited.lines.map((line) => h("li", null, line))), edited.answers.map((answer) => h("p", null, answer))],
    h("p", null, rows.length ? say.lead : say.none),
    rows.length > 0 && h("table", null,
      h("thead", null, h("tr", null, say.columns.map((column) => h("th", { scope: "col" }, column)))),
      h("tbody", null, rows.slice(0, MOST).map((row, index) => h("tr", null,
        h("td", { class: "n" }, String(index + 1)),
        h("th", { scope: "row" }, name(row.cell)),
        h("td", { class: "n" }, standing(report.cells[row.cell])),
        h("td", null, where(report.cells[row.cell])),
        h("td", { class: "found" }),
        h("td", null, why(row)))))),
    rows.length > MOST && h("p", null, say.more(rows.length - MOST)),
    h("p", { class: "signed" }, say.signed),
    h("p", { class: "aside" }, say.made(day)));
}

// What a page of its own needs; on paper checklist.css says the same.
const STYLE = "body{max-width:60em;margin:2em auto;padding:0 1em;font:11pt/1.6 serif}h1{font-size:18pt;text-align:center}h2{font-size:13pt}dl{display:grid;grid-template-columns:5em 1fr;gap:.2em 1em}dt{font-weight:bold}dd{margin:0}table{width:100%;border-collapse:collapse}td,th{border:1px solid;padding:.25em .5em;text-align:left;vertical-align:top;font-weight:normal}thead th{font-weight:bold}.n{text-align:center}.found{min-width:6em}.signed{margin-top:3em}";

const sheets = h("div", { class: "opinions", hidden: true });

export async function printed(report, path, name, parts, edited) {
  await Promise.all([sheet("../batch/batch.css", import.meta.url), sheet("checklist.css", import.meta.url)]);
  document.querySelector("main").prepend(sheets);
  put(sheets, draw(report, path, name, parts, edited));
  onPaper(sheets);
}

export function saved(report, path, name, parts, edited, file) {
  const say = words[language()];
  const head = `<!doctype html><html lang="${language()}"><head><meta charset="utf-8"><title>${say.title}</title><style>${STYLE}</style></head>`;
  save(file("html", say.name), `${head}<body>${draw(report, path, name, parts, edited).outerHTML}</body></html>`, "text/html");
}
