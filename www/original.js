// The original, and where in it something stands.

import { put } from "./dom.js";
import { lazy } from "./lazy.js";
import { say } from "./words.js";

export class Original {
  /** `lacking(error, again)` hears of what could not be had. */
  constructor(details, lacking) {
    this.details = details;
    this.lacking = lacking;
    this.body = details.querySelector("div");
    this.parts = [];
    this.marked = [];
    this.drawing = this.drawn = null;
    details.addEventListener("toggle", () => details.open && this.drawOrSay());
  }

  /** Takes other parts; nothing is drawn before someone looks. */
  take(parts) {
    this.parts = parts;
    if (this.drawing) this.drawing.end();
    this.drawing = this.drawn = null;
    this.marked = [];
    if (this.details.open) this.drawOrSay();
    else this.body.textContent = "";
  }

  /** A place in words. */
  words(at) {
    if (!at) return "";
    if ("page" in at) return say("original_page", at.page + 1);
    if ("table" in at) return say("original_table", at.table + 1, at.row + 1, at.column + 1);
    return this.parts.every(({ kind }) => kind === "text") ? say("original_line", at.line + 1) : say("original");
  }

  /** Opens the original and marks these places; `texts` are what should stand there. */
  show(places, texts) {
    this.details.open = true;
    this.details.querySelector("summary").focus({ preventScroll: true });
    this.draw().then(() => {
      this.unmark();
      places.forEach((at, index) => {
        const mark = at && this.drawing.mark(at, texts[index], this.marked);
        if (mark) this.marked.push(mark);
      });
      const first = this.marked[0];
      (first ? first.node : this.details).scrollIntoView({ block: "center" });
    }, (error) => this.lacking(error, () => this.show(places, texts)));
  }

  drawOrSay() {
    this.draw().catch((error) => this.lacking(error, () => this.drawOrSay()));
  }

  unmark() {
    for (const { undo } of this.marked) undo();
    this.marked = [];
  }

  /** Draws what was taken; once more where it failed. */
  draw() {
    if (!this.drawn) {
      const parts = this.parts;
      this.drawn = lazy("later/draw.js", () => import("./later/draw.js")).then(({ Drawing }) => {
        if (parts !== this.parts) return;
        this.drawing = new Drawing(parts);
        put(this.body, this.drawing.boxes);
        return this.drawing.ready();
      }).catch((error) => {
        this.drawn = null;
        throw error;
      });
    }
    return this.drawn;
  }
}
