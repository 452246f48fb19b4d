// The checker inside an element: the page's own building blocks over one shadow root. It keeps no
// rule and no sentence of its own.

import { h, put } from "../dom.js";
import * as engine from "../engine.js";
import { Form } from "../form.js";
import { Intake, megabytes } from "../intake.js";
import { lazy } from "../lazy.js";
import { lookOf, sentenceOf } from "../marks.js";
import { Panel } from "../panel.js";
import { Session } from "../session.js";
import { drawVerdict, known, verdictOf } from "../verdict.js";
import { say, use } from "../words.js";
import { frame } from "./frame.js";
import "./words.js";

// Where one walks from finding to finding; see frame.js.
const PLACES = ["", "foot_"];

export class View {
  /** `told` hears of { report, complete }, `troubled` of a sentence and its cause. */
  constructor(root, { told, troubled }) {
    this.told = told;
    this.troubled = troubled;
    this.language = "zh-CN";
    const { box, find } = frame();
    this.box = box;
    this.find = find;
    root.append(box);
    this.session = new Session(engine.asked, {
      options: () => {
        use(this.language);
        return { language: this.language };
      },
      parts: () => this.parts(),
      show: () => this.show(),
      paint: () => this.paint(),
      told: (fresh) => this.tell(fresh),
      loading: () => this.covered(),
      busy: (word) => this.complain(word && [this.say(word), word !== "working" && h("span", { class: "arriving" })]),
      large: (size) => this.complain(say("too_large", megabytes(size))),
      failed: (error, again) => this.failed(error, again),
      go: (id) => this.form.go(id),
      place: () => {},
    });
    const { session } = this;
    this.form = new Form(find("tables"), { edited: (id, text) => session.edit(id, text), entered: () => {}, pasted: (id, held) => this.pasted(id, held) });
    this.panel = new Panel(find("list"), {
      select: (key) => session.select(key),
      look: (id, candidate) => session.look(id, candidate),
      attempt: (candidate) => session.attempt(candidate),
      undo: () => session.undo(),
      redo: () => session.redo(),
      restore: (id) => session.restore(id),
      restoreAll: () => session.restoreAll(),
      original: () => {},
      lacking: (error, again) => this.failed(error, again),
    });
    this.intake = new Intake(find("source"), session, (sentence, again) => this.complain(sentence, again), find("notice"));
    find("check").addEventListener("click", () => {
      if (this.intake.take()) return;
      this.complain(say("nothing"));
      this.intake.box.focus();
    });
    find("choose").addEventListener("click", () => this.intake.picker.click());
    find("clear").addEventListener("click", () => {
      this.intake.clear();
      find("live").textContent = say("leaving");
      // The button is gone now, and the keyboard must be somewhere.
      this.intake.box.focus();
    });
    for (const place of PLACES) {
      find(`${place}back`).addEventListener("click", () => this.walk(-1));
      find(`${place}next`).addEventListener("click", () => this.walk(1));
    }
    const holds = ({ dataTransfer }) => dataTransfer && Array.from(dataTransfer.types).includes("Files");
    const over = (event, on) => {
      if (!holds(event)) return;
      event.preventDefault();
      box.classList.toggle("dropping", on);
    };
    box.addEventListener("dragover", (event) => over(event, true));
    box.addEventListener("dragleave", (event) => over(event, false));
    box.addEventListener("drop", (event) => {
      over(event, false);
      if (holds(event)) this.intake.open(Array.from(event.dataTransfer.files));
    });
    // Elements of one page may speak different languages: whoever acts, speaks.
    for (const type of ["click", "input", "paste", "keydown", "change"]) box.addEventListener(type, () => use(this.language), true);
    lazy("later/keys.js", () => import("../later/keys.js")).then(({ listen }) => listen(box, this.form, session, (step) => this.walk(step)), (error) => console.error(error));
  }

  say(word) {
    use(this.language);
    return say(word);
  }

  get report() {
    return this.session.report;
  }

  get previous() {
    return this.session.previous;
  }

  set previous(report) {
    this.session.previous = report;
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

  /** Checks what the page that holds it hands over; it replaces what is there. */
  check(parts, options) {
    return this.session.open(parts, null, options);
  }

  /** Shows a report that was made elsewhere, or values that need no reading. */
  checkCells(values) {
    return this.session.open([], values);
  }

  /** Checks what is there once more, in another language or after another year; what was typed stays. */
  again() {
    return this.session.again().catch(() => {});
  }

  tell(fresh) {
    const { report, complete, chosen, edits } = this.session;
    const { summary, verdict, message } = report;
    // Whoever has begun to work is not moved.
    if (fresh || (!chosen && !edits.size)) this.form.reveal(null);
    const counts = verdict === "unrecognised" ? message : say("announce_counts", summary.holds, summary.broken, summary.undecided);
    this.find("live").textContent = say("announce", verdictOf(report), counts);
    // Whoever has just handed something over may begin to listen first.
    Promise.resolve().then(() => this.told({ report, complete }));
  }

  // ---- showing ----

  parts() {
    use(this.language);
    this.intake.draw();
    this.find("clear").hidden = !this.session.parts.length;
    this.complain("");
  }

  show() {
    const { find, session } = this;
    const { report } = session;
    use(this.language);
    find("result").hidden = !report;
    this.box.classList.toggle("has-result", Boolean(report));
    this.intake.note();
    if (!report) return;
    const laid = known(report);
    const forms = engine.forms(this.language);
    drawVerdict(find("verdict"), session, forms);
    this.covered();
    find("result").classList.toggle("no-form", !laid);
    find("findings").hidden = !laid && !report.notes.length && !report.findings.length;
    if (laid) this.form.lay(report.edition, forms);
    this.panel.show({
      session,
      rules: new Map(engine.rules(this.language).map((rule) => [rule.id, rule])),
      name: (id) => this.form.name(id),
      placeless: true,
    });
    this.paint();
  }

  paint() {
    const { session, find } = this;
    this.form.paint((id) => lookOf(id, session));
    this.panel.select(session.chosen);
    const { order, position } = session;
    for (const place of PLACES) {
      find(`${place}walk`).hidden = !order.length;
      find(`${place}position`).textContent = position >= 0 ? say("count_of", position + 1, order.length) : say("count_all", order.length);
    }
    this.form.legend(find("legend"));
  }

  /** What was checked, and what was not. */
  covered() {
    lazy("later/coverage.js", () => import("../later/coverage.js")).then(({ draw }) => {
      use(this.language);
      if (this.report) draw(this.find("covered"), this.session, engine.forms(this.language)[0].tables);
    }, (error) => console.error(error));
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

  /** More than one figure, pasted into a cell. */
  pasted(id, held) {
    lazy("later/fill.js", () => import("../later/fill.js")).then(({ fill }) => fill(this.form, id, held, this.session, this.intake), (error) => this.failed(error, () => this.pasted(id, held)));
  }

  async walk(step) {
    const finding = await this.session.walk(step);
    if (finding) this.find("live").textContent = say("position", this.session.position + 1, this.session.order.length, sentenceOf(finding).join(" "));
  }
}
