// What an element, a document or a shadow tree shows, written as plain HTML for the engine, and where in the
// live page each of its cells and lines is. Nothing of the page is changed; what did not change since the
// last time is not walked through again.

const BLOCK = /^(p|div|li|ul|ol|h[1-6]|section|article|header|footer|nav|aside|main|dl|dt|dd|hr|form|blockquote|caption|figure|fieldset|address|pre|center|details|summary|body|html|table)$/;
const SILENT = /^(script|style|noscript|template|head|link|meta|title|datalist|audio|iframe|frame|colgroup|col|option)$/;
const PICTURE = /^(img|svg|canvas|object|embed|video)$/;
// As the engine has it (src/read/html): tables in tables, columns and rows that one cell may span.
const NESTING = 16;
const SPANS = [100, 1000];
const WIDEST = 2000;
// Elements in elements; deeper ones are left out, as a page of thousands would end the script.
const DEEPEST = 600;
// Elements of a blank cell that are looked at for what only styles show.
const LOOKED = 30;
/** Characters that nobody sees; editors keep the caret with them. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufe00-\ufe0f\ufeff]/g;
// A line that is the number of a page is none to the engine.
const PAGE = /^(?:[-—–―─~·]+\d{1,4}[-—–―─~·]+|第\d{1,4}页(?:[,/，]*共\d{1,4}页)?)$/;

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** A text without what is not seen of it: spaces, and characters without a width. */
export const bare = (text) => text.replace(UNSEEN, "").replace(/\s+/g, "");

/** The parts of a node that are shown: in a shadow tree, in a frame of this origin, in a slot. */
function within(node) {
  if (node.shadowRoot) return node.shadowRoot.childNodes;
  if (node.localName === "slot") {
    const given = node.assignedNodes ? node.assignedNodes() : [];
    return given.length ? given : node.childNodes;
  }
  if (node.localName === "details" && !node.open) return Array.from(node.children).filter(({ localName }) => localName === "summary").slice(0, 1);
  return node.childNodes;
}

/** The document of a frame, where it may be looked into. */
export function inner(frame) {
  try {
    return frame.contentDocument;
  } catch (other) {
    return null;
  }
}

/** How an element looks; null where it is not shown. */
function look(element, is) {
  const view = element.ownerDocument.defaultView;
  const style = view && view.getComputedStyle(element);
  if (!style) return {};
  if (style.display === "none" || style.contentVisibility === "hidden") return null;
  // Folded up, as accordions are.
  if (is.block && /hidden|clip/.test(style.overflowY) && element.localName !== "body" && !element.clientHeight && element.scrollHeight) return null;
  if (style.position === "absolute" || style.position === "fixed") {
    // How readers of the screen are told what is not to be seen.
    if (/^rect\((0|1)px/.test(style.clip) || /^inset\((50|100)%/.test(style.clipPath)) return null;
    if (parseFloat(style.left) < -900 || parseFloat(style.top) < -900) return null;
  }
  if (!is.block && (style.opacity === "0" || style.fontSize === "0px")) return null;
  return style;
}

const unseen = ({ visibility }) => visibility === "hidden" || visibility === "collapse";

/** Whether a cell without text shows something by its styles alone: a picture behind an element in it, or a number before or after one. */
function drawn(cell) {
  const view = cell.ownerDocument.defaultView;
  const said = (one, part) => /\d|counter/.test(view.getComputedStyle(one, part).content);
  return [cell].concat(Array.from(cell.querySelectorAll("*")).slice(0, LOOKED)).some((one) =>
    said(one, "::before") || said(one, "::after") || (one !== cell && /url\(/.test(view.getComputedStyle(one).backgroundImage)));
}

const filled = (style) => style.backgroundColor && !/^(transparent|rgba\(0, 0, 0, 0\))$/.test(style.backgroundColor);

/** What of the look changes what is read, as attributes. */
function dressed(element, style) {
  let css = "";
  const own = element.getAttribute("style") || "";
  if (/line-through/.test(style.textDecorationLine)) css += "text-decoration:line-through;";
  if (style.verticalAlign === "super") css += "vertical-align:super;";
  if (/color/.test(own) && /^rgb\(255, 255, 255\)$/.test(style.color)) css += "color:#fff;";
  return (css && ` style="${css}"`) + (filled(style) ? " bgcolor=x" : "");
}

export class Reading {
  /** `skip` tells whether an element is none of the content. */
  constructor(skip = (element) => false) {
    this.skip = skip;
    this.forget();
  }

  forget() {
    /** Block → its pieces, while nothing in it changes. */
    this.known = new WeakMap();
    /** What changed so that all in it may look another way. */
    this.whole = new Set();
  }

  /** Something in a node changed; `whole` where that may change what all in it looks like. */
  changed(node, whole) {
    if (whole && node.querySelectorAll) this.whole.add(node);
    for (let at = node; at; at = at.parentNode || at.host || (at.defaultView && at.defaultView.frameElement)) this.known.delete(at);
  }

  /**
   * Pieces in order, lines and tables: { html, nodes } or { html, tables: [place → { element, text }] };
   * `scopes` are the trees that were looked into, besides the root's own.
   */
  read(root) {
    for (const node of this.whole) for (const one of node.querySelectorAll("*")) this.known.delete(one);
    this.whole.clear();
    this.pieces = [];
    this.depth = 0;
    this.run = { html: "", nodes: [], text: "" };
    this.scopes = new Set();
    const start = root.body || root;
    if (root.title) this.pieces.push({ html: `<title>${escaped(root.title)}</title>`, nodes: [], silent: true });
    if (start.nodeType === 1) this.element(start);
    else this.children(start, false, false);
    this.close();
    return { pieces: this.pieces, scopes: this.scopes };
  }

  children(node, hidden, pre) {
    if (node.shadowRoot) this.scopes.add(node.shadowRoot);
    for (const child of within(node)) {
      if (child.nodeType === 3) this.text(child, hidden, pre);
      else if (child.nodeType === 1) this.element(child);
    }
  }

  text(node, hidden, pre) {
    if (hidden) return;
    const lines = pre ? node.data.split("\n") : [node.data];
    lines.forEach((line, n) => {
      if (n) this.close();
      if (!line) return;
      this.run.html += escaped(line);
      this.run.text += line;
      this.run.nodes.push(node);
    });
  }

  /** A line ends. */
  close() {
    const { html, nodes, text } = this.run;
    this.run = { html: "", nodes: [], text: "" };
    const seen = bare(text);
    if (seen && !PAGE.test(seen)) this.pieces.push({ html: `<p>${html}</p>`, nodes });
  }

  element(element) {
    this.depth += 1;
    if (this.depth < DEEPEST && !this.skip(element)) this.shown(element);
    this.depth -= 1;
  }

  shown(element) {
    const name = element.localName;
    if (name === "iframe" || name === "frame") {
      this.frame(element);
      return;
    }
    if (SILENT.test(name)) return;
    const block = BLOCK.test(name);
    const style = look(element, { block });
    if (!style) return;
    if (name === "br") this.close();
    else if (PICTURE.test(name)) this.run.html += "<img>";
    else if (name === "table") this.table(element, style);
    else if (block || /^(block|flex|grid|list-item|table)/.test(style.display)) this.block(element, style);
    else {
      const tag = /^(s|strike|del|sup)$/.test(name) ? name : "span";
      this.run.html += `<${tag}${dressed(element, style)}>`;
      this.children(element, unseen(style), /^pre/.test(style.whiteSpace));
      this.run.html += `</${tag}>`;
    }
  }

  block(element, style) {
    this.close();
    const known = this.known.get(element);
    if (known) {
      this.pieces.push(...known.pieces);
      for (const scope of known.scopes) this.scopes.add(scope);
      return;
    }
    const start = this.pieces.length;
    const scopes = this.scoped(() => {
      this.children(element, unseen(style), /^pre/.test(style.whiteSpace));
      this.close();
    });
    this.known.set(element, { pieces: this.pieces.slice(start), scopes });
  }

  /** The trees that are looked into while something is read. */
  scoped(read) {
    const outer = this.scopes;
    this.scopes = new Set();
    read();
    const own = this.scopes;
    for (const scope of own) outer.add(scope);
    this.scopes = outer;
    return own;
  }

  frame(element) {
    const document = inner(element);
    if (!document || !document.body || !look(element, { block: true })) return;
    this.close();
    this.scopes.add(document);
    this.element(document.body);
    this.close();
  }

  table(element, style) {
    this.close();
    let known = this.known.get(element);
    if (!known) {
      const piece = { html: "", table: element, tables: [] };
      const start = this.pieces.length;
      const scopes = this.scoped(() => {
        for (const child of element.children) if (child.localName === "caption") this.element(child);
        this.close();
        piece.html = this.grid(element, style, piece.tables, 0);
      });
      known = { pieces: this.pieces.slice(start).concat(piece), scopes };
      this.pieces.length = start;
      this.known.set(element, known);
    }
    this.pieces.push(...known.pieces);
    for (const scope of known.scopes) this.scopes.add(scope);
  }

  /** A table's HTML; its cells go into `tables` by the row and the column of their upper left corner. */
  grid(element, style, tables, depth) {
    const cells = new Map();
    tables.push(cells);
    // For each column, the first row that nothing above covers.
    const covered = [];
    let html = `<table${filled(style) ? " bgcolor=x" : ""}>`;
    let row = 0;
    /** A row of a group, with as many of it that are left: none reaches out of its group. */
    const line = ({ tr, shown }, left) => {
      html += `<tr${filled(shown) ? " bgcolor=x" : ""}>`;
      let column = 0;
      for (const cell of tr.children) {
        const seen = /^t[dh]$/.test(cell.localName) && !this.skip(cell) && look(cell, { block: false });
        if (!seen) continue;
        while (covered[column] > row) column += 1;
        const columns = Math.min(Math.max(cell.colSpan, 1), SPANS[0]);
        // None is all that follow.
        const rows = Math.min(cell.rowSpan || SPANS[1], left, SPANS[1]);
        const end = Math.min(column + columns, WIDEST);
        if (rows > 1) for (let at = column; at < end; at += 1) covered[at] = row + rows;
        const inside = { html: "", text: "" };
        this.inside(cell, inside, tables, depth, unseen(seen));
        const text = bare(inside.text);
        if (!text && !inside.html.includes("<img") && drawn(cell)) inside.html = "<img>";
        cells.set(`${row} ${column}`, { element: cell, text });
        // Editors keep an empty cell open with what nobody sees.
        html += `<td colspan=${columns} rowspan=${rows}${dressed(cell, seen)}>${text || inside.html.includes("<img") ? inside.html : ""}</td>`;
        column = end;
      }
      html += "</tr>";
      row += 1;
    };
    const group = (children) => {
      const lines = Array.from(children).filter(({ localName }) => localName === "tr").map((tr) => ({ tr, shown: look(tr, { block: true }) })).filter(({ shown }) => shown);
      lines.forEach((one, n) => line(one, lines.length - n));
    };
    group(element.children);
    for (const part of element.children) if (/^t(head|body|foot)$/.test(part.localName) && look(part, { block: true })) group(part.children);
    return `${html}</table>`;
  }

  /** What is in a cell. */
  inside(node, out, tables, depth, hidden) {
    if (node.shadowRoot) this.scopes.add(node.shadowRoot);
    for (const child of within(node)) {
      if (child.nodeType === 3) {
        if (!hidden) {
          out.html += escaped(child.data);
          out.text += child.data;
        }
        continue;
      }
      if (child.nodeType !== 1 || this.skip(child)) continue;
      const name = child.localName;
      if (SILENT.test(name) || this.depth >= DEEPEST) continue;
      const block = BLOCK.test(name);
      const style = look(child, { block });
      if (!style) continue;
      if (name === "br") out.html += "<br>";
      else if (PICTURE.test(name)) out.html += `<img width="${child.getAttribute("width") || ""}" height="${child.getAttribute("height") || ""}">`;
      else if (name === "input" || name === "select" || name === "textarea") {
        const shown = name === "select" ? (child.selectedOptions[0] || {}).text : /^(checkbox|radio|hidden|button|submit|image)$/.test(child.type) ? "" : child.value;
        out.html += escaped(shown || "");
        out.text += shown || "";
      } else if (name === "table" && depth + 1 < NESTING) out.html += this.grid(child, style, tables, depth + 1);
      else {
        const tag = block ? "p" : /^(s|strike|del|sup|rt|rp|mfrac|msup|msub|msubsup|msqrt|mroot)$/.test(name) ? name : "span";
        out.html += `<${tag}${dressed(child, style)}>`;
        this.depth += 1;
        this.inside(child, out, tables, depth, unseen(style));
        this.depth -= 1;
        out.html += `</${tag}>`;
      }
    }
  }
}

/** The range of a stretch of a line, counted as the engine counts: white space once, none at the ends. */
export function stretch({ nodes }, start, end) {
  const range = nodes.length && nodes[0].ownerDocument.createRange();
  if (!range) return null;
  let at = 0;
  let begun = false;
  let space = true;
  const seen = new Set();
  for (const node of nodes) {
    if (seen.has(node)) continue;
    seen.add(node);
    for (let n = 0; n < node.data.length; n += 1) {
      const white = /[\t\n\r\f ]/.test(node.data[n]);
      // Others are white at the ends only.
      if (white ? space : !at && /\s/.test(node.data[n])) continue;
      space = white;
      if (at === start) {
        range.setStart(node, n);
        begun = true;
      }
      at += 1;
      if (at === end && begun) {
        range.setEnd(node, n + 1);
        return range;
      }
    }
  }
  return null;
}
