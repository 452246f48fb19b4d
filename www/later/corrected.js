// What a corrected report gives back: the user's own file with the values in it, and its tables for the
// clipboard. Nothing that was inferred is among them.

import { h } from "../dom.js";
import { call, forms } from "../engine.js";
import { textOf } from "../marks.js";
import { language, say as told } from "../words.js";
import { copy, save } from "./away.js";
import { stoodOf } from "./changes.js";

export const words = {
  "zh-CN": {
    file: "下载改正后的文件",
    file_title: "原文件的副本：改过的格换成新的数，各带一条批注写明原来的数，其余不变",
    table: (name) => `复制改正后的${name}`,
    changes: "只复制改动的格",
    saved: (n) => `已把 ${n} 格写进文件，各有批注写明原来的数。`,
    left: (n, cells) => `${n} 格没有写进去（文件里没有这一格，由公式算出，或格里还有别的内容），请在文件里改：${cells}。`,
    still: "改过以后仍有不成立的关系，请核对后再用。",
    no_number: (n, cells) => `${n} 格改成的不是可以计算的数，没有写进去：${cells}。`,
    no_number_copied: (n, cells) => `其中 ${n} 格不是可以计算的数，照写：${cells}。`,
    blank: (n) => `推断的 ${n} 格没有原数，留空。`,
    done: "已复制，可以粘贴到文档或表格里。",
    failed: "没能复制。",
    suffix: "改正",
    columns: ["格", "原为", "改为"],
  },
  en: {
    file: "Download the corrected file",
    file_title: "A copy of the file: changed cells hold the new figures, each with a comment that says the old one; nothing else changes",
    table: (name) => `Copy corrected ${name}`,
    changes: "Copy the changed cells only",
    saved: (n) => `${n} ${n === 1 ? "cell was" : "cells were"} written into the file, each with a comment that says the old figure.`,
    left: (n, cells) => `${n} could not be (the file has no such cell, computes it, or says more in it); please change the file itself: ${cells}.`,
    still: "Relations still do not hold after the changes; please verify before use.",
    no_number: (n, cells) => `${n} ${n === 1 ? "cell holds" : "cells hold"} no figure now and ${n === 1 ? "was" : "were"} not written: ${cells}.`,
    no_number_copied: (n, cells) => `${n} of them ${n === 1 ? "is" : "are"} no figure and copied as written: ${cells}.`,
    blank: (n) => `${n} inferred ${n === 1 ? "cell" : "cells"} had no figure and stay empty.`,
    done: "Copied; it can be pasted into a document or a sheet.",
    failed: "Copying failed.",
    suffix: "corrected",
    columns: ["Cell", "Was", "Is"],
  },
};

/** Cells that the user changed, with what they hold now: [id, text]. `base` is the report as it was read. */
export function changesOf(base, report) {
  const other = (id) => {
    const [was, is] = [base.cells[id] || {}, report.cells[id]];
    return was.value !== is.value || was.text !== is.text || was.state !== is.state;
  };
  // What is inferred anew after a change was typed by nobody.
  const typed = ({ state }) => state !== "inferred" && state !== "missing";
  return Object.keys(report.cells).filter((id) => other(id) && typed(report.cells[id])).map((id) => [id, textOf(report.cells[id]).trim()]);
}

const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

/**
 * The buttons, none where nothing was changed. `part` is the only one that was taken in, if it is one;
 * `file(ending, what)` names a file, `button(key, act, title, text)` makes a button, `tell` says a sentence.
 */
export function buttons({ part, base, report, name, file, button, tell }) {
  const changes = changesOf(base, report);
  if (!changes.length) return [];
  const say = words[language()];
  const broken = () => report.findings.some(({ status, severity }) => status === "broken" && severity === "error");
  const caution = () => (broken() ? say.still : "");
  const said = (...sentences) => tell(sentences.filter(Boolean).join(" "));
  const own = part && part.bytes && /\.(docx|docm|xlsx|xlsm)$/i.test(part.name);
  const put = (plain, html, ...more) => (copy(plain, html) ? said(say.done, caution(), ...more) : said(say.failed));

  const numbers = changes.filter(([id]) => report.cells[id].state !== "unreadable");
  const words_ = changes.filter((change) => !numbers.includes(change)).map(([id, text]) => `${name(id)}“${text}”`);
  const strange = (sentence) => words_.length > 0 && sentence(words_.length, words_.join("；"));

  const write = () => {
    if (!numbers.length) return said(strange(say.no_number));
    const { bytes, left } = call("correct", part.bytes, base, Object.fromEntries(numbers), { language: language() });
    save(file(part.name.split(".").pop().toLowerCase(), say.suffix), bytes, "application/octet-stream");
    said(say.saved(numbers.length - left.length), left.length > 0 && say.left(left.length, left.map(name).join("；")), strange(say.no_number), caution());
  };
  const table = (id) => {
    const inferred = Object.entries(report.cells).filter(([cell, { state }]) => cell.startsWith(`${id}.`) && state === "inferred").length;
    put(call("tableTsv", report, true, id), call("tableHtml", report, true, id), inferred > 0 && say.blank(inferred), strange(say.no_number_copied));
  };
  const cells = () => {
    const rows = [say.columns].concat(changes.map(([id, text]) => [name(id), stoodOf(base.cells[id]), text || told("nothing_there")]));
    const line = (row, tag) => `<tr>${row.map((value) => `<${tag} style="text-align:center">${escape(value)}</${tag}>`).join("")}</tr>`;
    put(rows.map((row) => row.join("\t")).join("\n"), `<meta charset="utf-8"><table border="1" style="border-collapse:collapse">${rows.map((row, at) => line(row, at ? "td" : "th")).join("")}</table>`, strange(say.no_number_copied));
  };
  return h("p", { class: "buttons back" },
    own && button("corrected", write, say.file_title, say.file),
    Object.keys(report.edition).map((id) => button(`corrected_${id}`, () => table(id), undefined, say.table(forms(language()).find((form) => form.id === report.edition[id]).tables[id].title))),
    button("corrected_cells", cells, undefined, say.changes));
}
