// The checker inside an element: the page's own building blocks over one shadow root. It keeps no
// rule and no sentence of its own.

import { h, put } from "../dom.js";
import { Edits } from "../edits.js";
import * as engine from "../engine.js";
import { Form } from "../form.js";
import { Intake, LIMIT, megabytes } from "../intake.js";
import { keyOf, lookOf, marksOf, sentenceOf, sidesOf } from "../marks.js";
import { Panel } from "../panel.js";
import { drawVerdict, verdictOf } from "../verdict.js";
import { say, use } from "../words.js";
import { frame } from "./frame.js";

export class View {
  /** `told` hears of { report, complete }, `troubled` of a sentence and its cause. */
  constructor(root, { told, troubled }) {
    this.told = told;
    this.troubled = troubled;
    this.language = "zh-CN";
    this.options = {};
    this.previous = null;
    /** What is checked: { parts, plain } or { values }; null before anything is. */
    this.content = null;
    /** Whether the larger engine read it. */
    this.complete = false;
    this.base = this.report = null;
    this.forget();
    const { box, find } = frame();
    this.box = box;
    this.find = find;
    root.append(box);
    this.form = new Form(find("tables"), {
      edited: (id, text) => this.edit(id, text),
      entered: () => {},
      escaped: (id) => {
        const edited = this.edits.has(id);
        const some = edited || this.chosen !== null;
        if (edited) this.edit(id, null);
        else this.choose(null);
        return some;
      },
    });
    this.panel = new Panel(find("list"), {
      select: (key) => this.select(key),
      look: (id, candidate) => this.look(id, candidate),
      attempt: ({ changes }) => this.change(null, () => changes.forEach(({ cell, to }) => this.edits.type(this.base, cell, String(to)))),
      undo: () => this.undo(),
      restore: (id) => this.edit(id, null),
      restoreAll: () => this.change(null, () => this.edits.clear()),
      original: () => {},
      lacking: (error, again) => this.failed(error, again),
    });
    this.intake = new Intake(find("source"), { changed: () => this.taken(), trouble: (sentence, again) => this.complain(sentence, again) });
    find("check").addEventListener("click", () => {
      if (this.intake.parts.length || this.intake.box.value.trim()) this.intake.take();
      else {
        this.complain(say("nothing"));
        this.intake.box.focus();
      }
    });
    find("choose").addEventListener("click", () => this.intake.picker.click());
    find("clear").addEventListener("click", () => {
      this.intake.clear();
      find("live").textContent = say("leaving");
      // The button is gone now, and the keyboard must be somewhere.
      this.intake.box.focus();
    });
    find("back").addEventListener("click", () => this.walk(-1));
    find("next").addEventListener("click", () => this.walk(1));
    // Elements of one page may speak different languages: whoever acts, speaks.
    for (const type of ["click", "input", "paste", "keydown", "change"]) box.addEventListener(type, () => use(this.language), true);
    box.addEventListener("keydown", (event) => {
      if (event.key !== "F8" || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      this.walk(event.shiftKey ? -1 : 1);
    });
  }

  forget() {
    this.edits = new Edits();
    this.chosen = null;
  }

  /** Draws everything in a language whose sentences are there. */
  speak(next) {
    this.language = next;
    use(next);
    this.box.lang = next;
    for (const node of this.box.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
    for (const node of this.box.querySelectorAll("[data-say-label]")) node.setAttribute("aria-label", say(node.dataset.sayLabel));
    for (const node of this.box.querySelectorAll("[data-say-title]")) node.title = say(node.dataset.sayTitle);
    this.intake.draw();
    return this.again();
  }

  /** What the user took in; resolves to false where it could not be checked. */
  taken() {
    const { intake } = this;
    this.find("clear").hidden = !intake.parts.length;
    this.complain("");
    if (!intake.parts.length) {
      this.content = this.base = this.report = null;
      return this.show();
    }
    if (intake.size > LIMIT) {
      return this.complain(say("too_large", megabytes(intake.size)));
    }
    this.options.name = intake.name;
    return this.check(intake.given, intake.plain).catch(() => false);
  }

  /** Checks parts; `plain` is another flavour of them, for when they say nothing. */
  check(parts, plain) {
    return this.take({ parts, plain });
  }

  /** Shows a report that was made elsewhere, or values that need no reading. */
  checkCells(values) {
    return this.take({ parts: [], values });
  }

  take(content) {
    this.content = content;
    this.forget();
    return this.answer(content);
  }

  /** Checks what is there once more, in another language or after another year; what was typed stays. */
  async again() {
    if (this.content) await this.answer(this.content).catch(() => {});
  }

  /** Answers twice: once as soon as it can, once when the cause is known too. */
  async answer(content) {
    use(this.language);
    if (!engine.ready()) this.complain(say("starting"));
    try {
      await engine.start();
      // What comes out of office files, CSV and PDF is read by the larger engine only.
      const files = content.parts.some(({ kind }) => kind === "file" || kind === "pages" || kind === "csv");
      if (files) await engine.deepen();
      // Something else may have been taken in meanwhile.
      if (content !== this.content) return null;
      if (!engine.full()) {
        this.read(content);
        this.tell();
        await engine.deepen().catch(() => {});
        if (content !== this.content) return null;
        // Where the larger engine cannot be had, the first one's answer stands.
        if (!engine.full()) return this.report;
      }
      this.read(content);
      this.tell();
      return this.report;
    } catch (error) {
      if (content === this.content) this.failed(error, () => this.answer(content).catch(() => {}));
      throw error;
    }
  }

  read({ parts, plain, values }) {
    use(this.language);
    const options = this.given();
    let base = values ? engine.checkCells(values, options) : engine.check(parts, options);
    // A clipboard may hold rich content that says less than its plain flavour.
    if (base.verdict === "unrecognised" && plain) {
      const other = engine.check(plain, options);
      if (other.verdict !== "unrecognised") base = other;
    }
    this.base = base;
    this.complete = engine.full();
    this.judge();
    this.complain("");
    // Whoever has begun to work is not moved.
    if (!this.chosen && !this.edits.size) this.form.reveal(null);
  }

  given() {
    return Object.assign({}, this.options, { language: this.language, previous: this.previous || undefined });
  }

  judge() {
    this.report = this.edits.judge(this.base, this.given());
    this.marks = marksOf(this.report);
    if (typeof this.chosen === "string" && !this.finding(this.chosen)) this.chosen = null;
    this.show();
  }

  tell() {
    const { summary, verdict, message } = this.report;
    const counts = verdict === "unrecognised" ? message : say("announce_counts", summary.holds, summary.broken, summary.undecided);
    this.find("live").textContent = say("announce", verdictOf(this.report), counts);
    this.told({ report: this.report, complete: this.complete });
  }

  // ---- showing ----

  show() {
    const { report, find } = this;
    find("result").hidden = !report;
    this.box.classList.toggle("has-result", Boolean(report));
    if (!report) return;
    const known = report.verdict !== "unrecognised";
    const forms = engine.forms(this.language);
    drawVerdict(find("verdict"), report, forms, this.edits.size);
    find("result").classList.toggle("no-form", !known);
    find("findings").hidden = !known && !report.notes.length && !report.findings.length;
    if (known) this.form.lay(report.edition, forms);
    this.panel.show({
      report: Object.assign({}, report, { notes: report.notes.map((note) => Object.assign({}, note, { at: null })) }),
      base: this.base,
      edits: this.edits,
      rules: new Map(engine.rules(this.language).map((rule) => [rule.id, rule])),
      name: (id) => this.form.name(id),
      placed: () => false,
    });
    this.paint();
  }

  paint() {
    const { report, base, edits, marks } = this;
    const sides = sidesOf(this.chosen, report);
    this.form.paint((id) => lookOf(id, { report, base, edits, marks, sides }));
    this.panel.select(this.chosen);
    const all = this.panel.order.length;
    const here = this.panel.order.findIndex((finding) => keyOf(finding) === this.chosen);
    this.find("walk").hidden = !all;
    this.find("position").textContent = here >= 0 ? say("count_of", here + 1, all) : "";
    this.form.legend(this.find("legend"));
  }

  /** Says what went wrong; `again` is what a button tries once more. */
  complain(sentence, again) {
    const trouble = this.find("trouble");
    trouble.hidden = !sentence;
    put(trouble, sentence, again && [" ", h("button", { type: "button", onclick: again }, say("again"))]);
  }

  /** Something could not be had, or the engine stopped. */
  failed(error, again) {
    use(this.language);
    if (error.constructor === Error && !error.lost) {
      // The engine's own words for what the page handed it and it cannot take; trying again is no help.
      this.complain(error.message);
      this.troubled(error.message, error);
      return;
    }
    const sentence = say(error.lost ? "no_engine" : "crashed");
    this.complain(sentence, again);
    this.troubled(sentence, error);
  }

  // ---- from findings to cells ----

  finding(key) {
    return this.report.findings.find((finding) => keyOf(finding) === key);
  }

  choose(key) {
    this.chosen = key;
    this.paint();
  }

  select(key) {
    this.choose(key);
    const { cells } = this.finding(key);
    const weight = (id) => (this.marks.get(id) || { suspicion: 0 }).suspicion;
    if (cells.length) this.form.go(cells.reduce((best, id) => (weight(id) > weight(best) ? id : best)));
  }

  look(id, candidate) {
    this.choose(candidate ? candidate.changes.map(({ cell }) => cell) : [id]);
    if (id) this.form.go(id);
  }

  walk(step) {
    const { order } = this.panel;
    if (!this.report || !order.length) return;
    const here = order.findIndex((finding) => keyOf(finding) === this.chosen);
    const next = here < 0 ? (step > 0 ? 0 : order.length - 1) : (here + step + order.length) % order.length;
    this.select(keyOf(order[next]));
    this.find("live").textContent = say("position", next + 1, order.length, sentenceOf(order[next]).join(" "));
  }

  // ---- changing numbers ----

  /** One step that can be undone. */
  change(cell, task) {
    this.edits.step(cell);
    task();
    this.rejudge();
  }

  edit(id, text) {
    this.change(text === null ? null : id, () => this.edits.type(this.base, id, text));
  }

  undo() {
    this.edits.undo();
    this.rejudge();
  }

  rejudge() {
    const again = () => this.rejudge();
    // One that trapped is gone: another first.
    if (!engine.ready()) {
      engine.deepen().catch(() => engine.start()).then(again, (error) => this.failed(error, again));
      return;
    }
    try {
      this.judge();
      this.complain("");
      this.tell();
    } catch (error) {
      this.failed(error, again);
    }
  }
}
