// Two versions of one report side by side: the one on the page and a file, or two files. What differs is the
// engine's to say; here it is drawn.

import { h, put } from "../dom.js";
import { call, deepen } from "../engine.js";
import { lazy } from "../lazy.js";
import { language, say as sentence } from "../words.js";
import { sheet } from "./styles.js";

export const words = {
  "zh-CN": {
    title: "对照两个版本",
    hint: "同一份报告的送审稿和公布稿、网页和 PDF：哪些格、哪些句不同，哪些意见出现了、消失了。",
    before: "前一份",
    after: "后一份",
    here: "页面上的这份报告",
    choose: "选择文件…",
    compare: "对照",
    close: "关闭",
    wanted: "请先选好前一份和后一份。",
    working: "正在对照……",
    failed: (name) => `“${name}”读不出来。`,
    cells: "不同的格",
    unread: "没有比较的格",
    cell: "格",
    sentences: "不同的句子",
    section: (n) => (n ? `第${"一二三四五六"[n - 1]}部分` : "开头"),
    come: "新出现的意见",
    gone: "消失的意见",
    changed: "数有变化的意见",
    blank: "空白",
    was: "原为",
    is: "现为",
  },
  en: {
    title: "Compare two versions",
    hint: "A draft and what was published, a page and its PDF: which cells and sentences differ, which findings came and went.",
    before: "Earlier version",
    after: "Later version",
    here: "The report on the page",
    choose: "Choose a file…",
    compare: "Compare",
    close: "Close",
    wanted: "Please choose both versions.",
    working: "Comparing…",
    failed: (name) => `“${name}” cannot be read.`,
    cells: "Cells that differ",
    unread: "Cells that were not compared",
    cell: "Cell",
    sentences: "Sentences that differ",
    section: (n) => (n ? `Section ${n}` : "Opening"),
    come: "Findings that came",
    gone: "Findings that went",
    changed: "Findings whose numbers changed",
    blank: "blank",
    was: "was",
    is: "is",
  },
};

/** A file as the engine takes it. */
async function part(file, before) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (String.fromCharCode(...bytes.slice(0, 5)) !== "%PDF-") return { kind: "file", bytes, name: file.name };
  const { kind, pages, name } = await (await lazy("pdf/take.js", () => import("../pdf/take.js"))).take(bytes, file.name, before);
  return { kind, pages, name };
}

let dialog = null;

/** Opens it; `session` is the page's. */
export async function open(session) {
  // Without its style it can be read as well.
  await sheet("help.css", import.meta.url).catch(() => {});
  if (!dialog) {
    dialog = h("dialog", { id: "versions", "aria-labelledby": "versions-title" });
    document.body.append(dialog);
  }
  fill(session);
  if (!dialog.showModal) dialog.setAttribute("open", "");
  else if (!dialog.open) dialog.showModal();
}

function fill(session) {
  const say = words[language()];
  const answer = h("div", { class: "answer" });
  const told = h("p", { role: "status" });
  // What is on the page is the later one until another is chosen.
  const chosen = { before: null, after: { name: say.here, parts: session.used } };
  const side = (which) => {
    const name = h("span", { id: `versions-${which}` }, chosen[which] ? chosen[which].name : "–");
    const picker = h("input", { type: "file", class: "vh", tabindex: "-1", "aria-hidden": "true", "data-side": which, onchange: () => {
      const [file] = picker.files;
      if (!file) return;
      chosen[which] = { name: file.name, file };
      name.textContent = file.name;
    } });
    return [h("dt", null, say[which]), h("dd", null, name, " ", h("button", { type: "button", class: "small", "aria-describedby": `versions-${which}`, "aria-label": `${say[which]}: ${say.choose}`, onclick: () => picker.click() }, say.choose), picker)];
  };
  const compare = async () => {
    put(answer);
    if (!chosen.before || !chosen.after) {
      told.textContent = say.wanted;
      return;
    }
    told.textContent = say.working;
    const sides = [];
    try {
      await deepen();
      for (const one of [chosen.before, chosen.after]) {
        try {
          sides.push(one.parts || [await part(one.file, told)]);
        } catch (error) {
          if (error.lost) throw error;
          told.textContent = error.sentence || say.failed(one.name);
          return;
        }
      }
      const found = call("compare", sides[0], sides[1], session.view.options());
      told.textContent = found.message;
      put(answer, drawn(found, say));
    } catch (error) {
      console.error(error);
      told.textContent = sentence(error.lost ? "no_engine" : "crashed");
    }
  };
  const close = () => (dialog.close ? dialog.close() : dialog.removeAttribute("open"));
  put(dialog,
    h("h2", { id: "versions-title" }, say.title),
    h("p", { class: "aside" }, say.hint),
    h("dl", null, side("before"), side("after")),
    h("p", { class: "buttons" },
      h("button", { type: "button", class: "main", id: "versions-compare", onclick: compare }, say.compare),
      h("button", { type: "button", id: "versions-close", onclick: close }, say.close)),
    told, answer);
}

/** What the engine said. */
function drawn(found, say) {
  const value = (text) => (text === "" ? h("span", { class: "aside" }, say.blank) : text);
  const list = (title, items) => items.length > 0 && [h("h3", null, title), h("ul", null, items.map(({ message }) => h("li", null, message)))];
  const table = (title, cells) => cells.length > 0 && [
    h("h3", null, title),
    h("table", null,
      h("thead", null, h("tr", null, [say.cell, say.before, say.after].map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", null, cells.map(({ cell, name, before, after }) => h("tr", { "data-cell-changed": cell }, h("th", { scope: "row" }, name), h("td", null, value(before)), h("td", null, value(after)))))),
  ];
  const said = (tag, word, text) => text !== null && h("p", null, h(tag, null, h("span", { class: "vh" }, `${word}：`), text));
  return [
    found.notes.map((note) => h("p", { class: "aside" }, note)),
    table(say.cells, found.cells),
    table(say.unread, found.unread),
    found.sentences.length > 0 && [
      h("h3", null, say.sentences),
      h("ul", { class: "sentences" }, found.sentences.map(({ section, before, after }) => h("li", null, h("b", null, say.section(section)), said("del", say.was, before), said("ins", say.is, after)))),
    ],
    list(say.come, found.come),
    list(say.gone, found.gone),
    list(say.changed, found.changed.map(([, is]) => is)),
  ];
}
