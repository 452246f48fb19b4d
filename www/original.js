// The original, and where in it something stands.

import { h, put } from "./dom.js";
import { say } from "./words.js";

export class Original {
  constructor(details) {
    this.details = details;
    this.body = details.querySelector("div");
    this.parts = [];
    this.marked = [];
    this.drawn = null;
    details.addEventListener("toggle", () => details.open && this.draw());
  }

  /** Takes other parts; nothing is drawn before someone looks. */
  take(parts) {
    this.parts = parts;
    this.drawn = null;
    this.marked = [];
    if (this.details.open) this.draw();
    else this.body.textContent = "";
  }

  /** A place in words. */
  words(at) {
    if (!at) return "";
    if ("table" in at) return say("original_table", at.table + 1, at.row + 1, at.column + 1);
    return this.parts.every(({ kind }) => kind === "text") ? say("original_line", at.line + 1) : say("original");
  }

  /** Opens the original and marks these places; `texts` are what should stand there. */
  show(places, texts) {
    this.details.open = true;
    this.details.querySelector("summary").focus({ preventScroll: true });
    this.draw().then(() => {
      this.unmark();
      places.forEach((at, index) => at && this.mark(at, texts[index]));
      const first = this.marked[0];
      (first ? first.node : this.details).scrollIntoView({ block: "center" });
    }, (error) => console.error(error));
  }

  unmark() {
    for (const { undo } of this.marked) undo();
    this.marked = [];
  }

  mark(at, text) {
    if ("table" in at) {
      const cell = this.cells.get(`${at.table} ${at.row} ${at.column}`);
      if (!cell || (text && !squeezed(cell.textContent).includes(squeezed(text)))) return;
      cell.classList.add("here");
      this.marked.push({ node: cell, undo: () => cell.classList.remove("here") });
      return;
    }
    const line = this.lines.get(at.line);
    if (!line) return;
    const { node, text: whole } = line;
    const marks = this.marked.filter((other) => other.node === node && other.at).map((other) => other.at).concat(at);
    marks.sort((a, b) => a.start - b.start);
    node.textContent = "";
    let end = 0;
    for (const span of marks) {
      if (span.start < end) continue;
      node.append(whole.slice(end, span.start), h("mark", null, whole.slice(span.start, span.end)));
      end = span.end;
    }
    node.append(whole.slice(end));
    this.marked.push({ node, at, undo: () => put(node, whole) });
  }

  /** Draws what was taken; where that cannot be loaded nothing is shown. */
  draw() {
    if (!this.drawn) {
      const parts = this.parts;
      this.drawn = import("./later/draw.js").then(({ Drawing }) => {
        if (parts !== this.parts) return;
        const { boxes, cells, lines } = new Drawing(parts);
        Object.assign(this, { cells, lines });
        put(this.body, boxes);
      });
    }
    return this.drawn;
  }
}

const squeezed = (text) => text.replace(/\s+/g, "");
