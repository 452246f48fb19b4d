// The one controller of whoever checks a report: what was taken in, the report on it, what was typed
// over it, undo and redo, which finding is chosen. It knows no document; page and element are two views
// of it and behave alike.

import { Asking } from "./asking.js";
import { check, contentOf, LIMIT, usedOf } from "./content.js";
import { lazy } from "./lazy.js";
import { arrange, keyOf, likeliest, marksOf } from "./marks.js";

// Above so many characters one says that one is working before one works.
const SLOW = 500000;
// Milliseconds: what took longer to read is read again only after a pause.
const SLOW_READING = 60;
const PAUSE = 300;
// What is kept to go back to: steps, and different contents among them.
const STEPS = 500;
const CONTENTS = 8;

/** What is done over an answer, once it is there. */
let hands = null;

export function lend(module) {
  hands = module;
}

export class Session {
  /**
   * `engine` is the module of that name. `view` gives `options()` for the engine and hears: `parts()` what
   * was taken in has changed; `show()` so has the report; `paint()` only what is chosen has; `told(fresh)` an
   * answer is there, on other content where `fresh`; `loading()` how it stands with the larger engine; `busy(word)`, until it is ""; `failed(error, again)`;
   * `large(size)` refused as too much; `go(cell)`, `place(finding)`.
   */
  constructor(engine, view) {
    this.engine = engine;
    this.view = view;
    this.asking = new Asking(engine, view);
    /** Last year's report, and whether anything was given as that. */
    this.previous = null;
    this.given = false;
    /** File → the content it made, what was typed over it and the steps of that, for when it is opened again. */
    this.over = new WeakMap();
    /** Whether a finding is accepted as it is. */
    this.accepted = () => false;
    this.turn = 0;
    this.forget();
  }

  /** As before anything was taken in. */
  forget() {
    /** What is checked: see contentOf(); or { values }. */
    this.content = null;
    /** Contents that wait for the engine. */
    this.pending = [];
    /** The report as read, and as it is after the user's changes. */
    this.base = this.report = null;
    /** Cell id → text typed over it. */
    this.edits = new Map();
    this.steps = [];
    this.undone = [];
    /** What was done last to the content: { kind, fresh: parts, why, step, content: what was there }. */
    this.event = null;
    this.leave();
  }

  leave() {
    /** Key of the chosen finding, the sides of an equation, or cells; and the cell that was last entered. */
    this.chosen = null;
    this.cell = null;
    this.order = [];
    this.marks = this.sides = new Map();
  }

  /** All that was taken in. */
  get parts() {
    return [].concat(...[this.content].concat(this.pending).map((content) => (content && content.parts) || []));
  }

  get size() {
    return this.parts.reduce((sum, { text }) => sum + (text ? text.length : 0), 0);
  }

  // ---- content ----

  /** What the user took in: it replaces what is there, unless it continues it. Resolves to the full report. */
  take(parts) {
    // What stopped the engine is not tried once more beside something else.
    if (this.stuck) this.pending = [];
    return this.wait(contentOf(parts));
  }

  /** What is handed over, and replaces everything: parts, or values that need no reading; `options` go with it. */
  open(parts, values, options) {
    this.forget();
    return this.wait(Object.assign(values ? { parts, values, files: true } : contentOf(parts), { options }));
  }

  wait(content) {
    this.stuck = false;
    // What is there is not what was asked about any more.
    if (content.size > LIMIT) this.clear();
    this.pending.push(content);
    this.view.parts();
    return this.answer();
  }

  clear(kind = "cleared") {
    this.store();
    if (this.content) this.mark(kind);
    this.pending = [];
    this.content = this.base = this.report = null;
    this.edits = new Map();
    this.leave();
    this.view.parts();
    this.view.show();
    return Promise.resolve(null);
  }

  /** Puts a content where it belongs: by itself, or with what is there as `hands.put` says. */
  place(fresh) {
    const alone = this.read(fresh);
    const put = this.content ? hands.put(this, fresh, alone) : { kind: this.steps.length && "taken", parts: fresh.parts, stays: [], kept: [] };
    if (!put) return;
    const { kind, parts, why, stays, kept } = put;
    this.store();
    if (kind) this.mark(kind, parts, why);
    const [{ source }] = parts.concat({});
    const { lifted } = this;
    const rewritten = lifted && parts.some(({ typed }) => typed) && !hands.differ(lifted.base, alone);
    const known = !stays.length && !rewritten && source && this.over.get(source);
    const all = known ? known.content : stays.length ? contentOf(stays.concat(parts)) : fresh;
    this.lifted = null;
    this.content = all;
    this.base = all.parts.length === fresh.parts.length ? alone : this.read(all);
    this.edits = new Map(known ? known.edits : rewritten ? lifted.edits : kept);
    if (known) {
      this.steps = this.steps.concat(known.steps);
      this.undone = known.undone;
    }
    this.chosen = this.cell = null;
  }

  /** Remembers what was typed over a file. */
  store() {
    const { content, edits, steps, undone } = this;
    const [{ source } = {}] = (content && content.parts) || [];
    // Of the file, and of it with a table that was put in after it.
    const own = (some) => some.filter((step) => step.content && step.content.parts.some((part) => part.source === source));
    if (source) this.over.set(source, { content, edits: Array.from(edits), steps: own(steps), undone: own(undone) });
  }

  // ---- checking ----

  options({ name, options }) {
    return Object.assign({ previous: this.previous || undefined }, name && { name }, options, this.view.options());
  }

  /** The report on a content, with what was typed over it or as it is. */
  read(content, edits) {
    const start = performance.now();
    try {
      return check(this.engine, content, this.options(content), edits);
    } finally {
      this.cost = performance.now() - start;
    }
  }

  /** The parts in the flavour that was checked. */
  get used() {
    return usedOf(this.content);
  }

  /** The report after the user's changes. */
  after() {
    const { base, content } = this;
    const edits = Array.from(this.edits).filter(([id]) => id in base.cells);
    return edits.length ? this.read(content, Object.fromEntries(edits)) : base;
  }

  judge() {
    const { base } = this;
    marksOf(base);
    this.report = this.after();
    this.marks = marksOf(this.report);
    this.complete = this.engine.full();
    this.sort();
    this.view.show();
  }

  /** Findings in the order in which one walks. */
  sort() {
    this.order = arrange(this.report, this.accepted).order;
    if (typeof this.chosen === "string" && !this.finding(this.chosen)) this.chosen = null;
    this.sides = this.chosen ? hands.sidesOf(this.chosen, this.report) : new Map();
  }

  /** Answers twice: once as soon as possible, once when the cause is known too. Gives null where other content came in between. */
  answer() {
    const turn = (this.turn += 1);
    const large = this.pending.find(({ size }) => size > LIMIT);
    if (large) {
      this.stuck = true;
      this.view.large(large.size);
      return Promise.resolve(false);
    }
    // What comes next is held against what is there.
    if (this.content && this.pending.length && !hands) return this.handed(() => this.answer());
    const first = this.work(() => {
      const fresh = this.pending.length > 0;
      // What came meanwhile waits for the larger engine where it wants that, and for what holds it against the first.
      while (this.pending.length && (!this.content || hands) && (!this.pending[0].files || this.engine.full())) {
        this.place(this.pending[0]);
        this.pending.shift();
      }
      if (this.pending.length && !hands) this.handed(() => this.answer());
      if (!this.content) return;
      if (fresh) this.view.parts();
      this.judge();
      this.view.told(fresh);
    });
    return first.then((had) => had !== false && this.deepen()).then(() => (turn === this.turn ? this.report : null));
  }

  /** Fetches the engine that also names the wrong cell and reads the prose, and asks it. */
  deepen() {
    if (!this.content || this.complete) return Promise.resolve();
    return this.asking.deepen(() => (this.complete ? undefined : this.again()), () => this.report);
  }

  /** Whether that engine could not be had. */
  get lost() {
    return this.asking.lost;
  }

  /** Asks once more for what stands there; what was typed over it stays. */
  again() {
    if (this.pending.length) return this.answer();
    if (!this.content) return Promise.resolve(null);
    return this.work(() => {
      if (!this.content) return;
      this.base = this.read(this.content);
      this.judge();
      this.view.told(false);
    }).then(() => this.report);
  }

  /** Runs a task with the engine, as `Asking.run` does; `light` where nothing is read anew. */
  work(task, light) {
    const contents = [this.content].concat(this.pending).filter(Boolean);
    // The first engine speaks Chinese, and does not say whose a report is, by which two are told apart.
    const large = this.view.options().language === "en" || contents.length > 1 || contents.some(({ files }) => files);
    const again = () => this.work(task, light).catch(() => false);
    return this.asking.run(task, large, !light && this.size > SLOW, again, () => {
      this.stuck = true;
    });
  }

  // ---- changes, undo and redo ----

  snapshot(cell) {
    return { cell, content: this.content, edits: Array.from(this.edits) };
  }

  /** Begins a step; typing on in one cell is the same one. */
  step(cell) {
    const last = this.steps[this.steps.length - 1];
    if (cell && last && last.cell === cell && !this.undone.length) return;
    this.undone = [];
    this.steps.push(this.snapshot(cell));
    while (this.steps.length > STEPS || new Set(this.steps.map(({ content }) => content)).size > CONTENTS) this.steps.shift();
  }

  /** Begins a step that changes the content. */
  mark(kind, fresh, why) {
    this.step(null);
    this.event = { kind, fresh, why, step: this.steps[this.steps.length - 1], content: this.content };
  }

  /** What was done last to the content, while nothing was done since. */
  get last() {
    const { event, steps } = this;
    return event && event.step === steps[steps.length - 1] ? event : null;
  }

  /** Judges anew after a change; while somebody is `typing` and it takes long, once there is a pause. */
  judged(typing) {
    if (!this.content) return;
    clearTimeout(this.timer);
    this.timer = 0;
    if (typing && this.cost > SLOW_READING) {
      this.timer = setTimeout(() => this.judged(), PAUSE);
      this.view.paint();
      return;
    }
    this.work(() => {
      if (!this.content) return;
      this.judge();
      this.view.told(false);
    }, true).catch(() => {});
  }

  /** Judges at once what still waits for a pause: whoever leaves a cell is done with it. */
  settle() {
    if (this.timer) this.judged();
  }

  // ---- what the user does over an answer ----
  // In later/hands.js, and done at once where that is there.

  keep = (...given) => this.hand("keep", given);
  lift = (...given) => this.hand("lift", given);
  merge = (...given) => this.hand("merge", given);
  trim = (...given) => this.hand("trim", given);
  undo = (...given) => this.hand("undo", given);
  redo = (...given) => this.hand("redo", given);
  edit = (...given) => this.hand("edit", given);
  change = (...given) => this.hand("change", given);
  attempt = (...given) => this.hand("attempt", given);
  confirm = (...given) => this.hand("confirm", given);
  restore = (...given) => this.hand("restore", given);
  restoreAll = (...given) => this.hand("restoreAll", given);
  escape = (...given) => this.hand("escape", given);
  choose = (...given) => this.hand("choose", given);
  select = (...given) => this.hand("select", given);
  look = (...given) => this.hand("look", given);
  walk = (...given) => this.hand("walk", given);

  hand(name, given) {
    return hands ? hands[name](this, ...given) : this.handed(() => this.hand(name, given));
  }

  /** Once that is there. */
  handed(then) {
    return lazy("later/hands.js", () => import("./later/hands.js")).then(then, (error) => this.view.failed(error, () => this.handed(then)));
  }

  // ---- going from findings to cells ----

  finding(key) {
    return this.report.findings.find((finding) => keyOf(finding) === key);
  }

  get position() {
    return this.order.findIndex((finding) => keyOf(finding) === this.chosen);
  }

  /** The cell to show first. */
  get worst() {
    const [first] = this.order;
    return likeliest(this.marks, this.marks.size ? Array.from(this.marks.keys()) : first ? first.cells : []);
  }
}
