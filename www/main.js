// The page: what was taken in → the engine's report → form, verdict and findings. It owns no rule;
// everything said about the numbers is the engine's.

import { anywhere } from "./anywhere.js";
import { find, h, put } from "./dom.js";
import { Edits } from "./edits.js";
import * as engine from "./engine.js";
import { Form } from "./form.js";
import { Intake, LIMIT, megabytes } from "./intake.js";
import { lazy } from "./lazy.js";
import { keyOf, lookOf, marksOf, sentenceOf, sidesOf } from "./marks.js";
import { Original } from "./original.js";
import { off, turn } from "./off.js";
import { Panel } from "./panel.js";
import { settings } from "./settings.js";
import { drawVerdict, verdictOf } from "./verdict.js";
import { learn as fetchWords, language, say, speak } from "./words.js";

// Above this much content the page says that it is working before it works.
const SLOW = 500000;
// Up to here the original is opened unasked.
const SMALL = 50000;

const state = {
  /** The report as read, and as it is after the user's changes. */
  base: null,
  report: null,
  /** What was typed over it. */
  edits: new Edits(),
  /** Key of the chosen finding, or the cells of a candidate. */
  chosen: null,
  /** The cell that was last entered. */
  cell: null,
  previous: null,
  forms: [],
  rules: new Map(),
  marks: new Map(),
  sides: new Map(),
  /** Why findings may stay as they are. */
  reasons: null,
  name: (id) => form.name(id),
  placed: (finding) => placesOf(finding).length > 0,
};

const intake = new Intake(find("source"), { changed: read, trouble: complain });
const before = new Intake(find("previous").querySelector(".source"), { changed: readPrevious, trouble: complain });
const original = new Original(find("original"), lacking);
const form = new Form(find("tables"), { edited: edit, entered: enter, escaped: escape });
const panel = new Panel(find("list"), {
  select, look, attempt, undo, restore, restoreAll, lacking,
  off(rule) {
    turn(rule, false);
    reread();
  },
  original: (finding) => showOriginal(finding),
});

// ---- reading ----

function read() {
  const some = intake.parts.length > 0;
  find("clear").hidden = !some;
  complain("");
  if (!some) {
    state.base = state.report = null;
    return show();
  }
  if (intake.size > LIMIT) return complain(say("too_large", megabytes(intake.size)));
  return work(() => {
    let base = engine.check(intake.given, options());
    let used = intake.given;
    // A clipboard may hold rich content that says less than its plain flavour: a picture, a shell.
    if (base.verdict === "unrecognised" && intake.plain) {
      const other = engine.check(intake.plain, options());
      if (other.verdict !== "unrecognised") {
        base = other;
        used = intake.plain;
      }
    }
    original.take(used.map((part, index) => Object.assign({ name: intake.parts[index].name }, part)));
    Object.assign(state, { base, used, edits: new Edits(), chosen: null, cell: null, reasons: null });
    judge();
    // With the layout that the browser makes anyway.
    requestAnimationFrame(() => {
      if (!state.report) return;
      // Where there is no form, the text is what there is to see.
      if (state.report.verdict === "unrecognised") original.details.open = intake.size < SMALL;
      else form.reveal(worst());
    });
    announce();
  });
}

/** Once something is shown: fetches the engine that also names the wrong cell and reads the prose. */
function deepen() {
  if (engine.deep()) return;
  engine.deepen().then(() => {
    learn();
    if (!state.base || !state.used) return;
    work(() => {
      again();
      // Now it is known which cell is the likeliest; whoever has begun to work is not moved.
      if (!state.chosen && !state.edits.size && state.report.explanations.length) requestAnimationFrame(() => form.reveal(worst()));
    });
  }, (error) => console.error(error)); // The first answer stands; the next paste tries again.
}

/** Asks the engine once more for what stands there. */
function again() {
  state.base = engine.check(state.used, options());
  judge();
}

const reread = () => work(again);

const options = () => ({ language: language(), name: intake.name, previous: state.previous || undefined, off: off() });

/** The cell to show first. */
function worst() {
  const first = panel.order[0];
  return likeliest(state.marks.size ? Array.from(state.marks.keys()) : first ? first.cells : []);
}

/** The cell most likely wrong; where that is open, one where most broken relations meet, a total rather than a part. */
function likeliest(cells) {
  const weight = (id) => {
    const { suspicion, broken, undecided } = state.marks.get(id) || { suspicion: 0, broken: [], undecided: [] };
    return suspicion * 1000 + broken.length + undecided.length / 1000;
  };
  return cells.length ? cells.reduce((best, id) => (weight(id) >= weight(best) ? id : best)) : null;
}

function readPrevious() {
  const answer = find("previous-answer");
  answer.hidden = true;
  if (!before.parts.length) {
    if (!state.previous) return;
    state.previous = null;
    read();
    return;
  }
  if (before.size > LIMIT) {
    complain(say("too_large", megabytes(before.size)));
    return;
  }
  work(() => {
    const report = engine.check(before.given, { language: language(), name: before.name });
    state.previous = report.verdict === "unrecognised" ? null : report;
    put(answer, say("previous_got", report.organ, report.year, report.message));
    answer.hidden = false;
    if (intake.parts.length) read();
  });
}

/**
 * Runs a task with the engine, starting it first where needed. A failure leaves all that was taken in
 * or typed as it is; what is tried again is the same task.
 */
function work(task) {
  const again = () => work(task);
  const attempted = () => {
    try {
      task();
      // After the frame that shows the answer.
      setTimeout(deepen, 30);
    } catch (error) {
      console.error(error);
      complain(say("crashed"), again);
    }
  };
  const size = intake.size + before.size;
  const files = intake.files || before.files;
  if (engine.ready() && size < SLOW && !(files && !engine.full())) {
    attempted();
    return;
  }
  complain(say(engine.ready() ? "working" : "starting"));
  (files ? engine.deepen() : engine.start()).then(
    () => {
      begin();
      complain("");
      if (size < SLOW) attempted();
      else setTimeout(attempted, 30);
    },
    (error) => lacking(error, again),
  );
}

/** Something of the page itself could not be had. */
function lacking(error, again) {
  console.error(error);
  complain(say("no_engine"), again);
}

/** Forms and rules in the page's language. */
function learn() {
  state.forms = engine.forms(language());
  state.rules = new Map(engine.rules(language()).map((rule) => [rule.id, rule]));
  find("version").textContent = say("made_by", engine.version());
}

/** The report after the user's changes. */
function judge() {
  state.report = state.edits.judge(state.base, options());
  state.marks = marksOf(state.report);
  if (typeof state.chosen === "string" && !state.report.findings.some((finding) => keyOf(finding) === state.chosen)) state.chosen = null;
  show();
}

// ---- showing ----

function show() {
  const { report } = state;
  const some = report !== null;
  find("result").hidden = !some;
  find("does").hidden = some;
  document.body.classList.toggle("has-result", some);
  if (some) {
    const known = report.verdict !== "unrecognised";
    drawVerdict(find("verdict"), report, state.forms, state.edits.size);
    find("result").classList.toggle("no-form", !known);
    find("findings").hidden = !known && !report.notes.length && !report.findings.length;
    find("skip-form").hidden = !known;
    find("skip-findings").hidden = !known;
    if (known) form.lay(report.edition, state.forms);
    panel.show(state);
    paint();
    desk();
    inspect();
    form.legend(find("legend"));
  } else {
    find("skip-form").hidden = find("skip-findings").hidden = true;
  }
  measured();
}

/** What stands around the list; with the full engine only, which may have arrived meanwhile. */
function desk() {
  const { report, base, rules, name } = state;
  const boxes = { take: find("take"), kinds: find("kinds") };
  if (!engine.full() || report.verdict === "unrecognised") {
    put(boxes.take);
    put(boxes.kinds);
    return;
  }
  const redraw = () => {
    panel.show(state);
    panel.select(state.chosen);
  };
  lazy("later/desk.js", () => import("./later/desk.js")).then(({ draw }) => {
    if (report === state.report) state.reasons = draw({ boxes, parts: intake.parts, base, report, rules, name, redraw, reread, tell: (sentence) => { find("told").textContent = sentence; } });
  }, (error) => lacking(error, desk));
}

function paint() {
  const { report, base, edits, marks } = state;
  state.sides = sidesOf(state.chosen, report);
  const { sides } = state;
  form.paint((id) => lookOf(id, { report, base, edits, marks, sides }));
  panel.select(state.chosen);
  walkButtons();
}

/** The cell last entered, and what is known of it. */
function inspect() {
  lazy("later/inspect.js", () => import("./later/inspect.js")).then(({ draw }) => state.report && draw(find("inspector"), state, original, { select, restore, showOriginal }), (error) => lacking(error, inspect));
}

function walkButtons() {
  const all = panel.order.length;
  const here = panel.order.findIndex((finding) => keyOf(finding) === state.chosen);
  put(
    find("walk"),
    all > 0 && [
      here >= 0 && h("span", null, say("count_of", here + 1, all)),
      h("button", { type: "button", class: "quiet", title: say("back_title"), onclick: () => walk(-1) }, say("back")),
      h("button", { type: "button", class: "quiet", title: say("next_title"), onclick: () => walk(1) }, say("next")),
    ],
  );
}

let announced = 0;
function announce() {
  clearTimeout(announced);
  announced = setTimeout(() => {
    if (!state.report) return;
    const { holds, broken, undecided } = state.report.summary;
    find("live").textContent = say("announce", verdictOf(state.report), state.report.verdict === "unrecognised" ? state.report.message : say("announce_counts", holds, broken, undecided));
  }, 400);
}

/** Says what went wrong; `again` is what a button tries once more. */
function complain(sentence, again) {
  const box = find("trouble");
  box.hidden = !sentence;
  put(box, sentence, again && [" ", h("button", { type: "button", onclick: () => (complain(""), again()) }, say("again"))]);
}

/** What a rehearsal may use: the form is painted and hidden again before anyone sees it. */
const rehearsal = {
  free: () => !state.report && !intake.parts.length && engine.ready(),
  check: (parts) => engine.check(parts, { language: language() }),
  draw(base) {
    Object.assign(state, { base, edits: new Edits() });
    judge();
    state.base = state.report = null;
    show();
  },
};

/** How long it took from the paste to here, for whoever measures. */
function measured() {
  if (performance.getEntriesByName("gouji:paste").length) {
    performance.measure("gouji:shown", "gouji:paste");
    performance.clearMarks("gouji:paste");
  }
}

// ---- going from findings to cells and back ----

function findingOf(key) {
  return state.report.findings.find((finding) => keyOf(finding) === key);
}

function select(key) {
  const finding = findingOf(key);
  state.chosen = key;
  paint();
  form.legend(find("legend"));
  if (!finding.cells.length) {
    if (finding.at) showOriginal(finding);
    return;
  }
  form.go(likeliest(finding.cells));
}

function look(id, candidate) {
  state.chosen = candidate ? candidate.changes.map(({ cell }) => cell) : [id];
  paint();
  if (id) form.go(id);
}

function walk(step) {
  const { order } = panel;
  if (!state.report || !order.length) return;
  const here = order.findIndex((finding) => keyOf(finding) === state.chosen);
  const next = here < 0 ? (step > 0 ? 0 : order.length - 1) : (here + step + order.length) % order.length;
  select(keyOf(order[next]));
  find("live").textContent = say("position", next + 1, order.length, sentenceOf(order[next]).join(" "));
}

function enter(id) {
  state.cell = id;
  inspect();
}

function escape(id) {
  if (state.edits.has(id)) {
    restore(id);
    return;
  }
  state.chosen = null;
  paint();
  form.legend(find("legend"));
}

function placesOf({ cells, at }) {
  if (at) return [at];
  return cells.map((id) => (state.base.cells[id] || {}).at).filter(Boolean);
}

function showOriginal(finding) {
  const { cells, at } = finding;
  if (at) original.show([at], []);
  else original.show(cells.map((id) => (state.base.cells[id] || {}).at), cells.map((id) => (state.base.cells[id] || {}).text));
}

// ---- changing numbers ----

function rejudge() {
  work(() => {
    judge();
    announce();
  });
}

function edit(id, text) {
  state.edits.step(id);
  state.edits.type(state.base, id, text);
  rejudge();
}

function attempt({ changes }) {
  state.edits.step(null);
  for (const { cell, to } of changes) state.edits.type(state.base, cell, String(to));
  state.chosen = null;
  rejudge();
  const button = find("undo");
  if (button) button.focus();
}

function undo() {
  state.edits.undo();
  rejudge();
}

function restore(id) {
  state.edits.step(null);
  state.edits.delete(id);
  rejudge();
  if (!(document.activeElement && document.activeElement.dataset.cell)) form.go(id);
}

function restoreAll() {
  state.edits.step(null);
  state.edits.clear();
  rejudge();
}

// ---- language, buttons, keys ----

/** Changes the language once its sentences are there; where they cannot be had, nothing changes. */
function changeLanguage(next) {
  return fetchWords(next).then(() => translate(next), (error) => {
    translate(language());
    lacking(error, () => changeLanguage(next));
  });
}

function translate(next) {
  speak(next);
  find("language").lang = next === "en" ? "zh-CN" : "en";
  intake.draw();
  before.draw();
  if (!engine.ready()) return;
  const { edits, cell } = state;
  learn();
  if (!intake.parts.length) return;
  if (before.parts.length) readPrevious();
  else read();
  // Reading again forgets the changes; the language is no reason to.
  work(() => {
    Object.assign(state, { edits, cell });
    judge();
  });
}

function set(id, listener) {
  find(id).addEventListener("click", listener);
}

set("check", () => {
  if (intake.parts.length || intake.box.value.trim()) {
    performance.mark("gouji:paste");
    intake.take();
  } else {
    complain(say("nothing"));
    intake.box.focus();
  }
});
set("choose", () => intake.picker.click());
set("previous-choose", () => before.picker.click());
/** The report to try. */
function sample() {
  engine.start().then(() => lazy("later/sample.js", () => import("./later/sample.js"))).then(({ sample: write }) => {
    begin();
    intake.parts = [{ kind: "text", text: write(state.forms), sample: true }];
    intake.tell();
  }, (error) => lacking(error, sample));
}
set("sample", sample);
set("clear", () => {
  original.take([]);
  before.clear();
  intake.clear();
  find("live").textContent = say("leaving");
  intake.box.focus();
});
/** Many reports have a view of their own. */
let batch = null;
function many(given) {
  return lazy("batch/view.js", () => import("./batch/view.js")).then(({ many: start }) => {
    batch = batch || start(find("intake").parentNode, {
      show(file, last) {
        original.take([]);
        before.clear();
        intake.clear();
        intake.open([file]);
        if (last) before.open([last]);
      },
      join: (files) => intake.open(files),
    });
    return batch.then((view) => view.take(given));
  }).catch((error) => {
    batch = null;
    lacking(error, () => many(given));
  });
}
set("many", () => many([]));
/** The rules have an address. */
let rules = null;
function route() {
  if (location.hash === "#rules") lazy("rules/view.js", () => import("./rules/view.js")).then((module) => (rules = module).open(document.querySelector("main")), (error) => lacking(error, route));
  else if (rules) rules.close();
}
addEventListener("hashchange", route);
route();

document.addEventListener("keydown", (event) => {
  if (event.key !== "F8" || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  walk(event.shiftKey ? -1 : 1);
});

anywhere({ intake, before, many });
settings(changeLanguage, lacking);

/** The engine has started. */
function begin() {
  learn();
  if ("ready" in document.documentElement.dataset) return;
  // Drawn ahead, so that a paste only has to fill it in.
  const newest = state.forms[0];
  form.lay({ t2: newest.id, t3: newest.id, t4: newest.id }, state.forms);
  document.documentElement.dataset.ready = "";
  // Nothing can be printed before; where all is one file, the style is in it.
  import("./later/print.js").then(({ listen }) => listen(), (error) => console.error(error));
  if (import.meta.url) document.head.append(h("link", { rel: "stylesheet", media: "print", href: new URL("later/print.css", import.meta.url).href }));
  setTimeout(() => import("./later/rehearse.js").then(({ rehearse: begin }) => begin(state.forms, rehearsal), (error) => console.error(error)), 200);
}

/** Starts the engine before anything is taken in. */
function start() {
  engine.start().then(begin, (error) => lacking(error, start));
}

if (document.documentElement.lang === "en") changeLanguage("en");
else translate(language());
start();
