// What can be taken away from a checked report: the user's own file with marks in it, the tables for
// the clipboard, the findings as a list. Loaded with the full engine.

import { h, put } from "../dom.js";
import { call, forms } from "../engine.js";
import { lazy } from "../lazy.js";
import { language, say as sentence } from "../words.js";
import { copy, save } from "./away.js";
import { gaps } from "./coverage.js";
import { editedOf } from "./edited.js";
import { lacking } from "./lookup.js";
import { buttons as back } from "./corrected.js";

export const words = {
  "zh-CN": {
    marked: "下载标出问题的文件",
    marked_title: "原文件的副本：有问题的格加了底色和批注，其余不变",
    marked_tables: "复制标出问题的表",
    verify: "打印核对单",
    verify_title: "需要查对的格，按查清后能定多少排列，供对照台账填写",
    verify_file: "另存核对单",
    more: "复制、导出、打印",
    list: "导出问题清单",
    data: "导出校核结果",
    print: "打印表格和问题",
    opinion: "打印校核意见",
    opinion_file: "另存校核意见",
    opinion_name: "校核意见",
    versions: "与另一版本对照…",
    reasons: "导出说明",
    reasons_in: "读入说明…",
    reasons_name: "说明",
    keep: "在这台电脑上记住这份报告的说明",
    suffix: "勾稽",
    done: "已复制，可以粘贴到文档或表格里。",
    as_read: (n) => `复制的是原文的表，页面上改的 ${n} 格不在其中；改正后的表用“复制改正后的…”。`,
    failed: "没能复制。",
    pasted: "年度报告",
    unnamed: "粘贴的内容",
    columns: ["序号", "轻重", "结论", "问题", "算式", "左边", "右边", "相差", "涉及的格", "规则", "说明"],
    severity: { error: "错误", warning: "请核实", hint: "提示" },
    status: { broken: "不成立", undecided: "无法判定" },
  },
  en: {
    marked: "Download the file with marks",
    marked_title: "A copy of the file: wrong cells are shaded and commented, nothing else changes",
    marked_tables: "Copy the marked tables",
    verify: "Print the sheet for verifying",
    verify_title: "Cells to look up in the files of the office, first what settles most",
    verify_file: "Save the sheet for verifying",
    more: "Copy, export, print",
    list: "Export the findings",
    data: "Export the result",
    print: "Print form and findings",
    opinion: "Print the opinion",
    opinion_file: "Save the opinion",
    opinion_name: "opinion",
    versions: "Compare with another version…",
    reasons: "Export the reasons",
    reasons_in: "Read reasons in…",
    reasons_name: "reasons",
    keep: "Keep the reasons for this report on this computer",
    suffix: "gouji",
    done: "Copied; it can be pasted into a document or a sheet.",
    as_read: (n) => `These are the tables as they were read, without the ${n} ${n === 1 ? "cell" : "cells"} changed on this page; “Copy corrected …” has those.`,
    failed: "Copying failed.",
    pasted: "report",
    unnamed: "pasted content",
    columns: ["No.", "severity", "outcome", "finding", "arithmetic", "left", "right", "difference", "cells", "rule", "reason"],
    severity: { error: "error", warning: "warning", hint: "hint" },
    status: { broken: "does not hold", undecided: "undecided" },
  },
};

/**
 * Draws the buttons. `name` names a cell, `reasons` are what findings were accepted for; `tell` says a sentence.
 * What leaves is about the original, and says what was typed over it.
 */
export function draw(box, { session, name, reasons, tell }) {
  const say = words[language()];
  const { base, report, content: { parts } } = session;
  const wrong = base.findings.length > 0;
  const doubtful = wrong || lacking(base).length > 0 || lacking(report).length > 0;
  const edited = editedOf(session, name);
  const button = (key, act, title, text) => h("button", { type: "button", class: "small", title, "data-take": key, onclick: () => {
    // What was told of an earlier one is told no longer.
    tell("");
    try {
      act();
    } catch (error) {
      // A sentence of the engine, why this file cannot be marked; a trap says nothing to anyone.
      tell(error.constructor === Error ? error.message : sentence("crashed"));
    }
  } }, text || say[key]);
  const [part] = parts;
  const own = parts.length === 1 && part.bytes && /\.(docx|docm|xlsx|xlsm)$/i.test(part.name);
  const file = (ending, what = say.suffix) => `${(part.name || report.organ || say.pasted).replace(/\.\w+$/, "")}-${what}.${ending}`;
  const copied = () => tell(copy(call("tableTsv", base, false), call("tableHtml", base, false)) ? [say.done, edited && say.as_read(edited.cells.length)].filter(Boolean).join("") : say.failed);
  const open = Boolean(box.querySelector("details[open]"));
  const picker = h("input", { type: "file", class: "vh", tabindex: "-1", accept: ".json", "aria-hidden": "true", onchange: () => reasons.read(picker.files[0]).then(tell) });
  const paper = (got, act, ...more) => got.then((module) => module[act](base, part.name || say.unnamed, ...more, file)).catch((error) => {
    console.error(error);
    tell(sentence("no_engine"));
  });
  const opinion = (act) => paper(lazy("later/opinion.js", () => import("./opinion.js")), act, reasons, edited, parts, gaps({ report: base, complete: session.complete, previous: session.previous, given: session.given }, forms(language())[0].tables));
  const verify = (act) => paper(lazy("later/checklist.js", () => import("./checklist.js")), act, name, session.used, edited);
  // Pressed, and drawn anew by what it did.
  const held = box.contains(document.activeElement) && document.activeElement.dataset.take;
  put(
    box,
    wrong && own && button("marked", () => {
      const bytes = call("mark", part.bytes, part.name, base, { language: language() });
      save(file(part.name.split(".").pop().toLowerCase()), bytes, "application/octet-stream");
    }, say.marked_title),
    back({ part: parts.length === 1 && part, base, report, name, file, button, tell }),
    h("details", { open },
      h("summary", { "data-take": "more" }, say.more),
      h("p", { class: "buttons" },
        wrong && button("marked_tables", copied),
        doubtful && button("verify", () => verify("printed"), say.verify_title),
        doubtful && button("verify_file", () => verify("saved")),
        wrong && button("list", () => save(file("csv"), csv(base, name, say, reasons, edited), "text/csv")),
        button("data", () => save(file("json"), JSON.stringify(data(reasons.with(base), report, edited), null, 1), "application/json")),
        button("opinion", () => opinion("printed")),
        button("opinion_file", () => opinion("saved")),
        button("print", () => print()),
        // Two versions are held against each other by what is written in them.
        !parts.some(({ judge }) => judge) && button("versions", () => lazy("later/versions.js", () => import("./versions.js")).then((module) => module.open(session)).catch((error) => {
          console.error(error);
          tell(sentence("no_engine"));
        })),
        reasons.size > 0 && button("reasons", () => save(file("json", say.reasons_name), reasons.written(), "application/json")),
        button("reasons_in", () => picker.click()), picker),
      reasons.size > 0 && h("label", null, h("input", { type: "checkbox", "data-take": "keep", checked: reasons.kept, onchange: (event) => {
        tell(reasons.keep(event.target.checked));
        event.target.checked = reasons.kept;
      } }), " ", say.keep)),
  );
  if (held) (box.querySelector(`[data-take=${held}]`) || box.querySelector("summary")).focus({ preventScroll: true });
}

/** The report as data: what was typed over it and the answer after that come first. */
function data(base, { verdict, message, summary, findings }, edited) {
  const { schema } = base;
  return edited ? Object.assign({ schema, edits: edited.cells, edited: { verdict, message, summary, findings } }, base) : base;
}

/** The findings as a sheet, below what was typed over the report; the mark at its front tells Excel that it is UTF-8. */
function csv(base, name, say, reasons, edited) {
  const field = (value) => {
    const text = String(value === null ? "" : value);
    // What begins like a formula would be one when opened.
    const safe = /^[=+@\t\r]|^-\D/.test(text) ? `'${text}` : text;
    return `"${safe.split('"').join('""')}"`;
  };
  const row = (finding, index) => [
    index + 1, say.severity[finding.severity], say.status[finding.status], finding.message, finding.arithmetic,
    finding.left, finding.right, finding.difference, finding.cells.map(name).join("；"), finding.rule, reasons.told(finding, base),
  ];
  const first = edited ? edited.lines.map((line) => [edited.title, line]).concat(edited.answers.map((answer) => ["", answer]), [[]]) : [];
  return `\ufeff${first.concat([say.columns], base.findings.map(row)).map((fields) => fields.map(field).join(",")).join("\r\n")}\r\n`;
}
