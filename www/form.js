// The standard form with the user's numbers. Tables are drawn once an edition and then only
// repainted where something changed, so that a check fits into one frame.

import { h, put } from "./dom.js";
import { brief, flavours } from "./intake.js";
import { language, say } from "./words.js";

const TAGGED = ["inferred", "blank", "missing", "unreadable", "edited"];

export class Form {
  /** `edited(cell, text)` on typing, `entered(cell)` on focus, `pasted(cell, held)` of more than one figure. */
  constructor(root, { edited, entered, pasted }) {
    this.root = root;
    this.drawn = new Map();
    this.cells = new Map();
    this.shown = "";
    root.addEventListener("input", (event) => edited(event.target.dataset.cell, event.target.value));
    root.addEventListener("focusin", (event) => {
      if (!event.target.dataset.cell) return;
      event.target.select();
      entered(event.target.dataset.cell);
    });
    root.addEventListener("paste", (event) => {
      const { cell } = event.target.dataset;
      const held = cell && event.clipboardData && flavours(event.clipboardData);
      // One number for one cell is typing.
      if (!held || brief(held)) return;
      event.preventDefault();
      pasted(cell, held);
    });
    // A cell is a target as large as it looks.
    root.addEventListener("click", (event) => {
      if (event.target.nodeName === "TD") event.target.firstChild.focus();
    });
  }

  /** The tables of these editions, in the page's language; kept once drawn. */
  lay(edition, forms) {
    const of = forms.find(({ id, tables }) => Object.keys(edition).some((table) => edition[table] === id && table in tables)) || forms[0];
    const tables = Object.keys(of.tables);
    const wanted = `${language()} ${tables.map((table) => table + edition[table])}`;
    if (wanted === this.shown) return;
    this.shown = wanted;
    this.cells = new Map();
    const sections = tables.map((table) => {
      const form = forms.find(({ id }) => id === edition[table]);
      if (!form) return absent(of.tables[table].heading);
      const key = `${language()} ${table} ${form.id}`;
      if (!this.drawn.has(key)) this.drawn.set(key, draw(table, form));
      const { section, cells } = this.drawn.get(key);
      for (const [id, cell] of cells) this.cells.set(id, cell);
      return section;
    });
    put(this.root, sections);
  }

  /** Paints every cell as `looks(id)` says: { text, classes, share, tag, sentence }. */
  paint(looks) {
    for (const [id, cell] of this.cells) {
      const look = looks(id);
      const { td, input, note } = cell;
      // What is being typed is that text already, and left alone.
      if (input.value !== look.text) input.value = look.text;
      if (cell.classes !== look.classes) td.className = cell.classes = look.classes;
      if (cell.share !== look.share) td.style.setProperty("--share", cell.share = look.share);
      if (cell.tag !== look.tag) {
        cell.tag = look.tag;
        if (look.tag) td.dataset.tag = look.tag;
        else delete td.dataset.tag;
      }
      if (cell.sentence !== look.sentence) note.textContent = cell.sentence = look.sentence;
    }
  }

  /** Explains in a list how cells look, only what occurs. */
  legend(list) {
    const used = new Set();
    for (const { classes } of this.cells.values()) for (const name of classes.split(" ")) used.add(name);
    const kinds = ["suspect", "maybe", "broken", "undecided", "warned"].concat(TAGGED, "left", "right")
      .filter((kind) => used.has(kind) && !(kind === "left" && !used.has("right")));
    put(list, kinds.map((kind) => h("li", null, h("span", { class: `swatch ${kind}`, "data-tag": TAGGED.includes(kind) && say(`tag_${kind}`), "aria-hidden": "true" }), say(`legend_${kind}`))));
  }

  /** Name of a cell in words. */
  name(id) {
    const cell = this.cells.get(id);
    return cell ? cell.input.getAttribute("aria-label") : id;
  }

  /** Brings a cell into sight within the box that holds the tables; the page stays where it is. */
  reveal(id) {
    const box = this.root.parentNode;
    const cell = this.cells.get(id);
    const from = (node) => node.getBoundingClientRect().top - box.getBoundingClientRect().top;
    // With the head of its table, where both fit, and in a low box without what it is called.
    const caption = cell && cell.td.closest("table").caption;
    const table = cell && from(caption) + (box.clientHeight < 460 ? caption.offsetHeight : 0);
    if (!cell) box.scrollTop = 0;
    else box.scrollTop += from(cell.td) - table < box.clientHeight * 0.75 ? table : from(cell.td) - box.clientHeight * 0.55;
  }

  /** Goes to a cell: in later/go.js, which puts itself here. */
  go(id) {}
}

function absent(heading) {
  return h("section", { class: "table absent" }, h("h3", { lang: "zh-CN" }, heading), h("p", null, say("table_absent")));
}

function draw(table, form) {
  const { heading, lines, shape } = form.tables[table];
  const cells = new Map();
  // Lines of labels on top are the head; further down they head what follows them.
  const labels = lines.map((line) => line.every((cell) => "text" in cell));
  const top = labels.indexOf(false);
  const heads = labels.lastIndexOf(true) < top ? top : 0;
  const rows = lines.map((line) =>
    h("tr", null, line.map((cell) => {
      if ("text" in cell) {
        const { text, columns, lines: height, scope } = cell;
        return h("th", { scope, colspan: columns > 1 && columns, rowspan: height > 1 && height }, text);
      }
      const note = h("span", { class: "vh", id: `note-${cell.cell}` });
      const input = h("input", {
        "data-cell": cell.cell,
        "aria-label": cell.name,
        "aria-describedby": note.id,
        inputmode: cell.kind === "amount" ? "decimal" : "numeric",
        autocomplete: "off",
        spellcheck: "false",
        size: 1,
      });
      const td = h("td", { lang: language() !== "zh-CN" && language(), colspan: cell.columns > 1 && cell.columns }, input, note);
      cells.set(cell.cell, { td, input, note, classes: "", share: 0, tag: undefined, sentence: "" });
      return td;
    })),
  );
  // Columns of labels that stand before the first line of values.
  const wide = (some) => some.reduce((sum, cell) => sum + cell.columns, 0);
  const lead = wide(lines[0]) - wide(lines[top].filter((cell) => "cell" in cell));
  const section = h(
    "section",
    { class: `table ${shape}${lead > 2 ? " deep" : ""}` },
    h("div", { class: "scroll" }, h("table", { lang: "zh-CN" }, h("caption", null, heading), columns(lines[0]), h("thead", null, rows.slice(0, heads)), h("tbody", null, rows.slice(heads)))),
  );
  return { section, cells };
}

/** Columns by number, so that the style can give them widths. */
function columns(line) {
  const n = line.reduce((sum, cell) => sum + cell.columns, 0);
  return h("colgroup", null, Array.from({ length: n }, (_, index) => h("col", { class: `c${index + 1}` })));
}
