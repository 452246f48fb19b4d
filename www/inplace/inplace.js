// Checks what stands in an element or a document, marks the wrong cells where they are, and follows edits.
// Nothing is written into the content: marks are highlights of the browser, or frames in a layer over it.

import { asker } from "./ask.js";
import { editable, select, textOf, type } from "./caret.js";
import { frameOf, outermost } from "./geometry.js";
import { Hearing } from "./hearing.js";
import { Highlights, able } from "./highlights.js";
import { Layer } from "./layer.js";
import { isOwn } from "./make.js";
import { Panel, changesOf } from "./panel.js";
import { finder, marksOn } from "./places.js";
import { Reading, bare } from "./reading.js";
import { chinese } from "./words.js";

// Milliseconds after the last edit, and at most after the first, that it is read again: later where reading
// takes long, so that it takes no more than a fifth of the page's time.
const PAUSE = 250;
const LONGEST = 1000;
const SHARE = 4;
// As often it is seen to that what was put over the page is still there; as often a page may take it away.
const GUARD = 1000;
const LOSSES = 2;

/**
 * Watches `root`, an element, a document or a shadow root; see inplace.d.ts for the options. Gives
 * { check, refresh, walk, fill, reports, marks, stop }.
 */
export const watch = (root, options) => new Watch(root, options);

class Watch {
  /** @param {any} root @param {any} options */
  constructor(root, { language = "zh-CN", previous, off, beside, below, fill, caret, skip = (element) => false, ask, close, more = (watching) => [], told = (answer) => {}, highlights = true } = {}) {
    if (!root || !root.nodeType) throw new TypeError("watch: there is no such element");
    this.root = root;
    this.more = more;
    this.told = told;
    this.caret = caret;
    this.words = chinese;
    this.job = { language, previous, off };
    this.filler = fill;
    this.asker = ask ? { ask, end() {} } : asker();
    this.reading = new Reading((element) => isOwn(element) || skip(element));
    this.document = outermost(beside || below || root);
    this.layer = new Layer(this.document, () => frameIn(this.root, this.document));
    this.hearing = new Hearing(this.layer, {
      changed: (node, whole) => this.changed(node, whole),
      // What happens in it from now on is not heard.
      gone: (tree) => this.reading.changed(tree, true),
      styled: () => { this.reading.forget(); this.soon(); },
      over: (event) => this.hovered(event),
      click: (path) => this.entered(path),
      caret: (of) => this.moved(of),
      key: (event) => this.keyed(event),
    });
    this.highlights = highlights && able(root.ownerDocument || root) ? new Highlights() : null;
    const does = {
      walk: (step) => this.walk(step),
      go: (item) => this.choose(item),
      fill: (item, proposal) => this.fill(proposal, item),
      again: () => this.check(),
      close: close && (() => { this.stop(); close(); }),
      whether: () => this.fillable,
    };
    const list = () => {
      this.offers = new Panel(this.document, { into: beside, below }, this.layer, this.words, does);
      if (beside === false) return;
      this.panel = this.offers;
      this.panel.attach();
      this.panel.tell(this.words.waiting);
      this.layer.settled = (rect) => this.panel.avoid(rect);
    };
    /** What writes the words at a cell; the list too, unless none is wanted. */
    this.offers = this.panel = null;
    if (language === "en") this.named = import("./english.js").then(({ english }) => { this.words = english; }).catch(() => {}).then(() => { this.named = null; if (!this.stopped) list(); });
    else list();
    /** The last answer, the pieces it is on, and what was found, in order. */
    this.answer = null;
    this.pieces = [];
    this.items = [];
    /** Element or range → { element, look, items, sentence, id }. */
    this.marks = new Map();
    this.finders = [];
    this.waiting = this.first = this.took = 0;
    this.stopped = false;
    this.losses = 0;
    this.guard = setInterval(() => this.keep(), GUARD);
    this.hearing.begin(root);
    this.check().catch(() => {});
  }

  get own() {
    return this.root.ownerDocument || this.root;
  }

  /** Whether something can be written into what is watched. */
  get fillable() {
    return Boolean(this.filler) || editable(this.root.nodeType === 1 ? this.root : this.root.body);
  }

  /** The documents and shadow trees that are looked into; an element's own document where it is one. */
  get trees() {
    return Array.from(this.hearing.trees.keys());
  }

  get reports() {
    return this.answer ? this.answer.reports : [];
  }

  // ---- following what changes ----

  /** Watches another root instead: an editor made its document anew. */
  move(root) {
    this.hide();
    this.root = root;
    this.hearing.begin(root);
    return this.refresh();
  }

  changed(node, whole) {
    this.reading.changed(node, whole);
    this.layer.stir();
    this.soon();
  }

  soon() {
    if (this.stopped) return;
    const now = Date.now();
    if (this.waiting) clearTimeout(this.waiting);
    else this.first = now;
    const rest = this.took * SHARE;
    // However often something changes, it is not put off for ever.
    const left = this.first + Math.max(LONGEST, rest) - now;
    this.waiting = setTimeout(() => this.check().catch(() => {}), Math.max(0, Math.min(Math.max(PAUSE, rest), left)));
  }

  // ---- reading and asking ----

  /** Reads again what changed; resolves to the answer, also where nothing did. */
  check() {
    clearTimeout(this.waiting);
    this.waiting = 0;
    if (this.stopped) return Promise.resolve(null);
    if (this.named) return this.named.then(() => this.check());
    if (this.busy) {
      this.late = this.late || this.busy.catch(() => {}).then(() => {
        this.late = null;
        return this.check();
      });
      return this.late;
    }
    const pieces = this.read();
    const same = this.answer && this.answer.complete && pieces.length === this.asked.length && pieces.every(({ html }, n) => html === this.asked[n]);
    if (same) {
      this.pieces = pieces;
      this.place();
      return Promise.resolve(this.answer);
    }
    this.asked = pieces.map(({ html }) => html);
    this.busy = this.ask(pieces).then((answer) => {
      this.busy = null;
      return answer;
    }, (error) => {
      this.busy = null;
      this.asked = [];
      if (!this.stopped) {
        console.error(error);
        this.lose();
      }
      throw error;
    });
    return this.busy;
  }

  /** What stands there, in pieces. */
  read() {
    const start = Date.now();
    const { pieces, scopes } = this.reading.read(this.root);
    this.took = Date.now() - start;
    this.hearing.only(scopes);
    return pieces;
  }

  ask(pieces, whole) {
    const job = Object.assign({ pieces: pieces.map(({ html, tables }) => ({ html, table: Boolean(tables) })), whole }, this.job);
    let last = null;
    return this.asker.ask(job, (said) => {
      if (this.stopped) return;
      if (said.lost) {
        // The first answer stands, and is asked for again at the next edit.
        if (last) this.show(last);
        return;
      }
      last = said;
      if (whole) return;
      this.answer = said;
      this.pieces = pieces;
      this.show();
    }).then(() => last);
  }

  /** There is no answer to what stands there now; one that stands is an earlier one. */
  lose() {
    this.said = "";
    if (!this.panel) return;
    if (this.answer) this.panel.age();
    else this.panel.tell(this.words.lost, { again: true });
  }

  /** The engine's own report of what stands there now, for who decides by it; the worst of several. */
  report() {
    return this.ask(this.read(), true).then((answer) => {
      const bad = ["inconsistent", "undecided", "unrecognised", "consistent"];
      const sorted = answer.reports.slice().sort((a, b) => bad.indexOf(a.verdict) - bad.indexOf(b.verdict));
      return sorted[0].report;
    });
  }

  refresh() {
    this.reading.forget();
    return this.check();
  }

  // ---- marking ----

  show() {
    const { answer, words } = this;
    const before = this.chosen && this.chosen.key;
    this.items = [];
    answer.reports.forEach((report, n) => {
      for (const finding of report.findings) {
        const proposals = report.proposals.filter(({ findings }) => findings.includes(finding.number));
        this.items.push(Object.assign({}, finding, { report: n, key: `${n} ${finding.key}`, proposals: proposals.map((one) => Object.assign({ report: n }, one)) }));
      }
    });
    this.chosen = this.items.find(({ key }) => key === before) || null;
    this.place();
    const said = JSON.stringify([answer.complete, answer.reports, this.items.map(({ target }) => Boolean(target))]);
    if (said !== this.said) {
      this.said = said;
      const none = answer.reports.every(({ verdict }) => verdict === "unrecognised");
      // Where there is nothing, the engine's words are for who can paste something.
      const [{ reason }] = answer.reports;
      const sentence = none && (answer.reports.length > 1 || reason === "empty" || reason === "no-report") ? words.none : answer.reports.map(({ message }) => message).join(" ");
      if (this.panel && none) this.panel.tell(sentence, { more: this.more(this) });
      else if (this.panel) this.panel.show(answer, this.items, this.more(this));
      if (sentence !== this.sentence) this.layer.say(sentence);
      this.sentence = sentence;
    }
    this.told(answer);
  }

  /** Finds every cell and line that was spoken of on the page, and draws. */
  place() {
    this.finders = this.reports.map(({ from, to }) => finder(this.pieces.slice(from, to)));
    this.marks = marksOn(this.reports, this.finders, this.items, this.marks);
    this.draw();
  }

  draw() {
    const { marks, chosen } = this;
    const frames = new Map();
    for (const [thing, mark] of marks) {
      const empty = !thing.toString || (thing.nodeType ? !bare(thing.textContent) : thing.collapsed);
      const of = chosen && chosen.things && chosen.things.includes(thing);
      const is = of ? (thing === chosen.target ? " chosen" : " of") : "";
      if (!this.highlights || empty) frames.set(thing, { element: mark.element, classes: mark.look + is });
      else if (is) frames.set(thing, { element: mark.element, classes: `bare${is}` });
    }
    this.layer.draw(frames);
    if (this.highlights) this.highlights.draw(marks);
    if (this.noted && !marks.has(this.noted)) this.hide();
    else if (this.noted) this.point(this.noted, true);
  }

  /** Puts back what a page has taken away; highlights that it will not have become frames. */
  keep() {
    this.layer.raise();
    if (this.panel) {
      this.panel.attach();
      // What is not on the page is spoken of no more, until it comes back.
      this.panel.box.hidden = !this.root.isConnected;
    }
    if (!this.highlights || this.highlights.dressed) return;
    this.losses += 1;
    if (this.losses > LOSSES) {
      this.highlights.remove();
      this.highlights = null;
    }
    this.draw();
  }

  // ---- what the reader does ----

  /** The mark that something of a path is in. */
  markOf(path) {
    for (const node of path) if (this.marks.has(node)) return node;
    return null;
  }

  hovered(event) {
    const thing = this.markOf(event.composedPath());
    clearTimeout(this.leaving);
    if (thing) this.point(thing);
    else if (this.noted && !this.held) this.leaving = setTimeout(() => this.hide(), 300);
  }

  /** The caret or a tap is in a cell. */
  entered(path) {
    const thing = this.markOf(path);
    if (thing) this.point(thing);
    else if (this.held) this.hide();
    this.held = Boolean(thing);
    return thing;
  }

  moved(document) {
    const { focusNode } = document.getSelection() || {};
    if (!focusNode || this.stopped) return;
    const path = [];
    for (let at = focusNode; at; at = at.parentNode) path.push(at);
    const thing = this.markOf(path);
    if (thing === this.inside) return;
    this.inside = thing;
    const spoken = thing && this.chosen && this.chosen.things.includes(thing);
    if (this.entered(path) && !spoken) this.layer.say(this.spoken(thing));
  }

  spoken(thing) {
    const { sentence, items } = this.marks.get(thing);
    return sentence || items.map(({ message }) => message).join(" ");
  }

  /** Shows what is known of a mark at it. */
  point(thing, again) {
    if (this.noted === thing && !again) return;
    const mark = this.marks.get(thing);
    const said = JSON.stringify([mark.items.map(({ message, proposals }) => [message, proposals.map(changesOf)]), mark.sentence]);
    if (again && said === this.notedSaid) return;
    this.notedSaid = said;
    this.noted = thing;
    const likely = mark.look === "suspect" ? `${this.words.suspect}${mark.share ? `（${mark.share} %）` : ""}` : "";
    this.layer.show(thing, mark.element, ...this.offers.note(mark.items, likely));
    this.layer.note.onpointerenter = () => { clearTimeout(this.leaving); };
    this.layer.note.onpointerleave = () => { if (!this.held) this.leaving = setTimeout(() => this.hide(), 300); };
  }

  hide() {
    this.noted = null;
    this.held = false;
    this.layer.show(null);
  }

  keyed(event) {
    const { key, altKey, ctrlKey, metaKey, shiftKey, defaultPrevented } = event;
    if (defaultPrevented || ctrlKey || metaKey || !this.mine(event)) return;
    if (key === "Escape" && this.noted) this.hide();
    if (key !== "F8" || !this.items.length) return;
    event.preventDefault();
    event.stopPropagation();
    if (altKey) {
      const item = this.chosen || this.items[0];
      const [proposal] = item.proposals;
      if (proposal) this.fill(proposal, item);
    } else this.walk(shiftKey ? -1 : 1);
  }

  /** Whether a key is for what is watched here, where there is more than this on the page. */
  mine(event) {
    const path = event.composedPath();
    const { document } = this;
    return path.includes(this.root) || (this.panel && this.panel.host && path.includes(this.panel.host)) || path.includes(this.layer.host) || this.root.nodeType === 9 || path[0] === document.body || path[0] === this.own.body;
  }

  /** To the next finding, or the one before. */
  walk(step) {
    const { items } = this;
    if (!items.length) return null;
    const at = items.indexOf(this.chosen);
    const next = items[at < 0 ? (step > 0 ? 0 : items.length - 1) : (at + step + items.length) % items.length];
    this.choose(next);
    return next;
  }

  choose(item) {
    this.chosen = item;
    const n = this.items.indexOf(item) + 1;
    if (this.panel) this.panel.choose(item.key, n, this.items.length);
    const { target } = item;
    if (target) {
      const { element } = this.marks.get(target);
      element.scrollIntoView({ block: "center", inline: "nearest" });
      this.inside = target;
      if (this.fillable) this.put(target.nodeType ? textOf(target) : target);
      this.held = true;
      this.point(target);
    } else this.hide();
    this.draw();
    const offer = item.proposals.length && this.fillable ? this.words.fill_key : "";
    this.layer.say(`${this.words.position(n, this.items.length)}${item.message} ${offer}`);
  }

  /** Puts the caret where the reader was led. */
  put(range) {
    if (this.caret) this.caret(range);
    else select(range);
  }

  /** Writes what a proposal says, by the editor's own means, so that its undo takes it back. */
  fill(proposal, item) {
    const report = this.reports[proposal.report];
    const find = this.finders[proposal.report];
    const changes = proposal.changes.map(({ cell, to }) => ({ element: report.cells[cell] ? find.cell(report.cells[cell]) : null, text: to }));
    const whole = changes.every(({ element }) => element);
    const done = whole && this.fillable && (this.filler || type)(changes) !== false;
    this.layer.say(done ? this.words.filled(changesOf(proposal)) : this.words.refused);
    if (!done && item) this.choose(item);
    if (done) {
      this.hide();
      for (const { element } of changes) this.reading.changed(element);
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.check().catch(() => {}), 0);
    }
    return done;
  }

  /** Takes all of it away. */
  stop() {
    if (this.stopped) return;
    this.stopped = true;
    clearTimeout(this.waiting);
    clearTimeout(this.leaving);
    clearInterval(this.guard);
    this.hearing.end();
    if (this.highlights) this.highlights.remove();
    this.layer.remove();
    if (this.panel) this.panel.remove();
    this.asker.end();
    this.marks = new Map();
  }
}

/** What in `document` holds a root: itself, or the frame that it is in. */
function frameIn(root, document) {
  let node = root;
  while ((node.ownerDocument || node) !== document) {
    node = frameOf(node.ownerDocument || node);
    if (!node) return null;
  }
  return node;
}
