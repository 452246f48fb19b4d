// What is drawn over the page and belongs to none of it: frames around cells, and the note at one cell. It
// follows what it is drawn over: through scrolling, resizing, zoom, and what moves by itself.

import { around, seen } from "./geometry.js";
import { box, make } from "./make.js";
import { LAYER } from "./looks.js";

// Milliseconds: for so long after something happened, every frame is looked at; otherwise one a PAUSE.
const LIVELY = 600;
const PAUSE = 500;
const GAP = 8;
// The note: of the window's height at most, and pixels at least, though it then covers what it is at.
const HIGHEST = 0.6;
const LOWEST = 72;

export class Layer {
  /** In the document `document`; `anchor()` is what the marks are in: of a dialog that is open, the layer must be part. */
  constructor(document, anchor) {
    this.document = document;
    this.anchor = anchor;
    const { host, root } = box(document, LAYER);
    this.host = host;
    this.live = make(document, "p", { class: "vh", role: "status", "aria-live": "polite" });
    this.frames = make(document, "div", { class: "frames", "aria-hidden": "true" });
    // Who clicks in the note goes on editing where the caret is.
    this.note = make(document, "div", { class: "note", role: "group", hidden: "", onmousedown: (event) => event.preventDefault() });
    this.all = make(document, "div", { class: "all" }, this.frames, this.note, this.live);
    root.append(this.all);
    /** Element or range → { frame, thing, element, around }. */
    this.drawn = new Map();
    this.noted = null;
    /** Hears where the note and what it is at stand. */
    this.settled = (rect) => {};
    this.until = 0;
    this.waiting = 0;
    this.look = () => this.stir();
    /** Document → its window, whose parts move. */
    this.views = new Map();
    this.watch(document);
    this.raise();
  }

  /** The parts of other documents move too. */
  watch(document) {
    const view = document.defaultView;
    if (!view || this.views.has(document)) return;
    this.views.set(document, view);
    for (const type of ["scroll", "resize"]) view.addEventListener(type, this.look, { capture: true, passive: true });
    for (const type of ["load", "transitionend", "toggle"]) document.addEventListener(type, this.look, true);
    if (view.visualViewport) for (const type of ["scroll", "resize"]) view.visualViewport.addEventListener(type, this.look);
  }

  /** A document that is no more moves no more. */
  leave(document) {
    const view = this.views.get(document);
    if (!view) return;
    this.views.delete(document);
    for (const type of ["scroll", "resize"]) view.removeEventListener(type, this.look, { capture: true });
    for (const type of ["load", "transitionend", "toggle"]) document.removeEventListener(type, this.look, true);
    if (view.visualViewport) for (const type of ["scroll", "resize"]) view.visualViewport.removeEventListener(type, this.look);
  }

  /** Puts the layer over everything: into the browser's top layer, where there is one. */
  raise() {
    const { host, document } = this;
    const anchor = this.anchor();
    const modal = anchor && anchor.closest && anchor.closest("dialog[open]");
    // A page may throw out whatever it does not know there.
    const parent = modal || (this.raised > 2 && document.body) || document.documentElement;
    if (!parent || (host.parentNode && (host.parentNode === parent || !modal))) return;
    this.raised = (this.raised || 0) + 1;
    parent.append(host);
    if (!host.showPopover) return;
    try {
      host.popover = "manual";
      host.showPopover();
    } catch (not) {
      // It stays where its index puts it.
    }
  }

  say(sentence) {
    this.live.textContent = "";
    this.live.textContent = sentence;
  }

  /** Frames as given: a map from element or range to { element, classes }. */
  draw(frames) {
    this.raise();
    for (const [thing, one] of this.drawn) {
      if (frames.has(thing)) continue;
      one.frame.remove();
      this.drawn.delete(thing);
    }
    for (const [thing, { element, classes }] of frames) {
      let one = this.drawn.get(thing);
      if (!one) {
        one = { frame: make(this.document, "div"), thing, element };
        this.frames.append(one.frame);
        this.drawn.set(thing, one);
      }
      one.around = around(element, this.document);
      if (one.classes !== classes) one.frame.className = `frame ${classes}`;
      one.classes = classes;
    }
    this.stir();
  }

  /** Shows a note at an element or a range; nothing without one. */
  show(thing, element, ...content) {
    this.noted = thing && { thing, element, around: around(element, this.document) };
    this.note.hidden = !thing;
    this.note.textContent = "";
    if (thing) this.note.append(...content);
    this.stir();
  }

  /** Something happened: looks at every frame for a while. */
  stir() {
    const now = this.document.defaultView ? this.document.defaultView.performance.now() : 0;
    this.until = now + LIVELY;
    if (!this.frame) this.next();
  }

  next() {
    const view = this.document.defaultView;
    clearTimeout(this.waiting);
    this.waiting = 0;
    if (!view || !(this.drawn.size || this.noted)) {
      this.frame = 0;
      return;
    }
    this.frame = view.requestAnimationFrame((now) => {
      this.frame = 0;
      const moved = this.place();
      if (moved) this.until = now + LIVELY;
      if (now < this.until) this.next();
      else this.waiting = setTimeout(() => this.frame || this.next(), PAUSE);
    });
  }

  /** Puts everything where it belongs; tells whether anything moved. */
  place() {
    if (!this.host.isConnected) this.raise();
    // What the page does to its root (zoom, a transform) it does to the layer.
    const base = this.all.getBoundingClientRect();
    const scale = base.width / (this.all.offsetWidth || 1) || 1;
    const at = (one) => ({ x: (one.left - base.left) / scale, y: (one.top - base.top) / scale, width: (one.right - one.left) / scale, height: (one.bottom - one.top) / scale });
    // All is measured before anything is moved.
    const found = Array.from(this.drawn.values(), (one) => ({ one, rect: seen(one.thing, one.element, one.around, this.document) }));
    const noted = this.noted && seen(this.noted.thing, this.noted.element, this.noted.around, this.document);
    let moved = false;
    for (const { one, rect } of found) {
      const { x, y, width, height } = rect ? at(rect.whole) : { x: 0, y: 0, width: 0, height: 0 };
      let css = "display:none";
      if (rect) {
        const part = at(rect.part);
        const near = (gap) => (gap > 0 ? gap : -6);
        const inset = [part.y - y, x + width - part.x - part.width, y + height - part.y - part.height, part.x - x].map((gap) => `${near(gap).toFixed(1)}px`);
        css = `transform:translate(${x.toFixed(1)}px,${y.toFixed(1)}px);width:${width.toFixed(1)}px;height:${height.toFixed(1)}px;clip-path:inset(${inset.join(" ")})`;
      }
      if (one.css === css) continue;
      one.css = css;
      // Not the attribute: a policy may refuse it.
      one.frame.style.cssText = css;
      moved = true;
    }
    if (this.noted) moved = this.settle(noted && at(noted.part)) || moved;
    return moved;
  }

  /** Puts the note below what it is at, or above it where there is more room; it is no higher than that. */
  settle(part) {
    let css = "visibility:hidden";
    let above = false;
    if (part) {
      const { clientWidth, clientHeight } = this.all;
      const { scrollHeight, offsetHeight, offsetWidth, clientHeight: inside } = this.note;
      const under = clientHeight - part.y - part.height - 2 * GAP;
      const over = part.y - 2 * GAP;
      const wanted = Math.min(scrollHeight + offsetHeight - inside, clientHeight * HIGHEST);
      above = wanted > under && over > under;
      const height = Math.min(wanted, Math.max(above ? over : under, LOWEST));
      const y = above ? part.y - GAP - height : part.y + part.height + GAP;
      const x = Math.max(GAP, Math.min(part.x, clientWidth - GAP - offsetWidth));
      css = `max-height:${height.toFixed(1)}px;transform:translate(${x.toFixed(1)}px,${Math.max(GAP, Math.min(y, clientHeight - GAP - height)).toFixed(1)}px)`;
    }
    if (this.noteCss === css) return false;
    this.noteCss = css;
    this.note.style.cssText = css;
    if (part) {
      const { left, top, right, bottom } = this.note.getBoundingClientRect();
      const cell = part.height + GAP;
      this.settled({ left, top: above ? top : top - cell, right, bottom: above ? bottom + cell : bottom });
    }
    return true;
  }

  remove() {
    const view = this.document.defaultView;
    if (view && this.frame) view.cancelAnimationFrame(this.frame);
    clearTimeout(this.waiting);
    this.drawn.clear();
    this.noted = null;
    for (const document of this.views.keys()) this.leave(document);
    this.host.remove();
  }
}
