// Draws the original as plain tables and lines; loaded when someone looks. Pasted HTML is parsed into
// a document that never runs or loads anything, and only its text is copied out of it.

import { h, put } from "../dom.js";
import { call, full } from "../engine.js";
import { lazy } from "../lazy.js";
import { language } from "../words.js";

export const words = {
  "zh-CN": {
    part: (n) => `第 ${n} 段`,
    file: (name, marked) => `“${name}”里的位置：请在原来的软件里打开它查看${marked ? "，或下载标出问题的文件" : ""}。`,
    long: "原文太长，这里只显示开头的部分。",
  },
  en: {
    part: (n) => `Part ${n}`,
    file: (name, marked) => `For the places in “${name}”, open it in its own program${marked ? " or download the file with marks" : ""}.`,
    long: "The original is long; only its beginning is shown.",
  },
};

// Bounds on what is drawn, so that noise does not hold up the page.
const MOST_LINES = 5000;
const MOST_TEXT = 120000;
const MOST_HTML = 4000000;
const MOST_CELLS = 20000;
// What the reader of plain text takes for the end of a line.
const LINE_END = /\r?\n|[\r\v\f\u2028\u2029]/;
const DEEPEST = 200;
const DEEPEST_TABLE = 8;
const SILENT = /^(script|style|noscript|template|svg|math|select|head|title|iframe|object|textarea)$/i;
const BLOCK = /^(p|div|br|li|ul|ol|h[1-6]|section|article|header|footer|nav|aside|main|dl|dt|dd|hr|form|blockquote|caption|figure|pre|tr)$/i;

/** Whether a file of this name can be given back with marks in it. */
export const marks = (name) => /\.(docx|docm|xlsx|xlsm)$/i.test(name);

/** The parts drawn, `wrong` where something was found: a box each, and where every cell and line of text stands. */
export class Drawing {
  constructor(parts, wrong) {
    const say = words[language()];
    this.cells = new Map();
    this.lines = new Map();
    let line = 0;
    let table = 0;
    let page = 0;
    this.sheets = [];
    this.boxes = parts.map((part, index) => {
      const box = h("div", { class: "part-text" });
      if (parts.length > 1) box.append(h("h4", null, part.name || say.part(index + 1)));
      const laid = part.pages ? part : asLaid(part);
      if (laid) {
        this.drawPages(laid, page, box);
        page += laid.pages.length;
      } else if (part.bytes) box.append(h("p", { class: "aside" }, say.file(part.name, wrong && parts.length === 1 && marks(part.name))));
      else if (part.kind === "html" && part.text.length <= MOST_HTML) table = this.drawHtml(part.text, box, table);
      else if (part.kind === "csv") table = this.drawRows(part.text, box, table);
      else this.drawLines(part.text, box, line);
      line += part.bytes || laid ? 0 : part.text.split(LINE_END).length;
      return box;
    });
  }

  drawPages(part, first, box) {
    const make = async ({ Sheets }) => {
      const made = new Sheets(part, first);
      // Without its style nothing is where it will be.
      await made.dressed;
      return made;
    };
    const sheets = { first, count: part.pages.length, ready: lazy("pdf/sheets.js", () => import("../pdf/sheets.js")).then(make) };
    this.sheets.push(sheets);
    sheets.ready.then((drawn) => {
      sheets.drawn = drawn;
      box.append(drawn.box);
    }, (error) => console.error(error));
  }

  /** Waits until everything can be marked. */
  async ready() {
    await Promise.all(this.sheets.map(({ ready }) => ready));
    return this;
  }

  /** Lets go of what was drawn. */
  end() {
    for (const { drawn } of this.sheets) if (drawn) drawn.end();
  }

  /**
   * Marks a place, where `text` should stand if it is given: the node to go to and what undoes it;
   * null where it cannot be shown. `others` are the marks that are there.
   */
  mark(at, text, others) {
    if ("page" in at) {
      const sheets = this.sheets.find(({ first, count }) => at.page >= first && at.page < first + count);
      return sheets && sheets.drawn ? sheets.drawn.mark(at) : null;
    }
    if ("table" in at) {
      const cell = this.cells.get(`${at.table} ${at.row} ${at.column}`);
      if (!cell || (text && !squeezed(cell.textContent).includes(squeezed(text)))) return null;
      cell.classList.add("here");
      return { node: cell, undo: () => cell.classList.remove("here") };
    }
    const line = this.lines.get(at.line);
    if (!line) return null;
    const { node, text: whole } = line;
    const marks = others.filter((other) => other.node === node && other.at).map((other) => other.at).concat(at);
    marks.sort((a, b) => a.start - b.start);
    node.textContent = "";
    let end = 0;
    for (const span of marks) {
      if (span.start < end) continue;
      node.append(whole.slice(end, span.start), h("mark", null, whole.slice(span.start, span.end)));
      end = span.end;
    }
    node.append(whole.slice(end));
    return { node, at, undo: () => put(node, whole) };
  }

  /** Says that not everything is drawn. */
  cut() {
    return h("p", { class: "aside" }, words[language()].long);
  }

  drawLines(text, box, first) {
    const list = h("div", { class: "lines" });
    const lines = text.slice(0, MOST_TEXT).split(LINE_END, MOST_LINES);
    lines.forEach((line, index) => {
      const node = h("div", { class: "line" }, line);
      this.lines.set(first + index, { node, text: line });
      list.append(node);
    });
    box.append(list);
    if (text.length > MOST_TEXT || lines.length === MOST_LINES) box.append(this.cut());
  }

  drawRows(text, box, table) {
    const rows = text.slice(0, MOST_TEXT).split("\n", MOST_LINES);
    const separator = [",", ";", "\t"].map((mark) => [text.split(mark).length, mark]).sort((a, b) => b[0] - a[0])[0][1];
    box.append(h("div", { class: "scroll" }, h("table", null, rows.map((row, y) => h("tr", null, row.split(separator).map((cell, x) => {
      const td = h("td", null, cell.replace(/^"|"\s*$/g, ""));
      this.cells.set(`${table} ${y} ${x}`, td);
      return td;
    }))))));
    return table + 1;
  }

  drawHtml(html, box, table) {
    let next = table;
    const inert = new DOMParser().parseFromString(bare(html), "text/html");
    let room = MOST_CELLS;
    const copy = (from, to, depth, tables) => {
      let paragraph = "";
      const flush = () => {
        if (paragraph.trim()) to.append(h("p", null, paragraph.replace(/\s+/g, " ").trim()));
        paragraph = "";
      };
      const walk = (node, deep) => {
        for (const child of node.childNodes) {
          if (child.nodeType === 3) paragraph += child.data;
          else if (child.nodeType !== 1 || SILENT.test(child.localName)) continue;
          else if (room <= 0) return;
          else if (deep > DEEPEST || tables > DEEPEST_TABLE) paragraph += child.textContent.slice(0, MOST_TEXT);
          else if (child.localName === "table") {
            flush();
            to.append(copyTable(child, deep, tables + 1));
          } else {
            const block = BLOCK.test(child.localName);
            if (block) flush();
            walk(child, deep + 1);
            if (block) flush();
          }
        }
      };
      walk(from, depth);
      flush();
    };
    const copyTable = (from, depth, tables) => {
      const number = next;
      next += 1;
      const covered = [];
      const rows = Array.from(from.rows, (tr, y) => {
        const row = h("tr");
        let x = 0;
        for (const cell of room > 0 ? tr.cells : []) {
          room -= 1;
          while (covered[x] > 0) x += 1;
          const columns = Math.min(100, cell.colSpan || 1);
          const lines = Math.min(1000, cell.rowSpan || 1);
          const td = h("td", { colspan: columns > 1 && columns, rowspan: lines > 1 && lines });
          copy(cell, td, depth + 1, tables);
          this.cells.set(`${number} ${y} ${x}`, td);
          for (let more = 0; more < columns; more += 1) covered[x + more] = lines;
          x += columns;
          row.append(td);
        }
        for (let at = 0; at < covered.length; at += 1) if (covered[at] > 0) covered[at] -= 1;
        return row;
      });
      return h("div", { class: "scroll" }, h("table", null, h("tbody", null, rows)));
    };
    copy(inert.body, box, 0, 0);
    if (room <= 0) box.append(this.cut());
    return next;
  }
}

/** A file whose pages the engine takes apart (OFD); null for any other. */
function asLaid(part) {
  const pages = part.kind === "file" && full() ? call("pagesOf", part.bytes) : null;
  return pages && { name: part.name, pages };
}

/** HTML without its styles: nothing of them is drawn, and a browser complains of each that the page forbids. */
const bare = (html) => html.replace(/<style\b[^]*?<\/style\s*>/gi, "").replace(/(<[a-z][^<>]*?\s)style(?=\s*=)/gi, "$1data-style");

const squeezed = (text) => text.replace(/\s+/g, "");
