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
    if (!intake.parts.length) return;
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

/** The larger engine, once it is waited for. */
let coming = null;

/** Once something is shown: fetches the engine that also names the wrong cell and reads the prose. */
function deepen() {
  if (engine.full() || coming === engine.deepen()) return;
  coming = engine.deepen();
  coming.then(() => {
    learn();
    work(() => {
      again();
      // Now it is known which cell is the likeliest; whoever has begun to work is not moved.
      if (state.base && !state.chosen && !state.edits.size && state.report.explanations.length) requestAnimationFrame(() => form.reveal(worst()));
    });
  }, (error) => console.error(error)); // The first answer stands; the next paste tries again.
}

/** Asks the engine once more for what stands there; what was typed over it stays. */
function again() {
  if (!state.base) return;
  state.base = engine.check(state.used, options());
  judge();
}

/** Reads anew after something beside the report has changed. */
const reread = () => (state.base ? work(again) : read());

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
    reread();
    return;
  }
  if (before.size > LIMIT) {
    complain(say("too_large", megabytes(before.size)));
    return;
  }
  return work(() => {
    if (!before.parts.length) return;
    const report = engine.check(before.given, { language: language(), name: before.name });
    state.previous = report.verdict === "unrecognised" ? null : report;
    put(answer, say("previous_got", report.organ, report.year, report.message));
    answer.hidden = false;
    if (intake.parts.length) reread();
  });
}

/**
 * Runs a task with the engine, starting it first where needed. A failure leaves all that was taken in
 * or typed as it is; what is tried again is the same task. `size` is how much it has to read. Resolves to
 * false where the engine cannot be had.
 */
function work(task, size = intake.size + before.size) {
  const again = () => work(task, size);
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
  const files = intake.files || before.files;
  if (engine.ready() && size < SLOW && !(files && !engine.full())) {
    attempted();
    return;
  }
  complain(say(engine.ready() ? "working" : "starting"));
  return (files ? engine.deepen() : engine.start()).then(
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
  return false;
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
    put(find("told"));
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

/** Whether there was something to leave. */
function escape(id) {
  if (state.edits.has(id)) {
    restore(id);
    return true;
  }
  const some = state.chosen !== null;
  state.chosen = null;
  paint();
  form.legend(find("legend"));
  return some;
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
  }, 0);
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
  learn();
  if (intake.parts.length) reread();
  if (before.parts.length) readPrevious();
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
set("sample", () => door("sample"));
function clear() {
  original.take([]);
  intake.clear();
  before.clear();
}
set("clear", () => {
  clear();
  find("live").textContent = say("leaving");
  intake.box.focus();
});

/** Opens something of later/doors.js; where it cannot be had, it is tried again. */
function door(name, ...given) {
  const page = { begin, before, clear, intake, state };
  return lazy("later/doors.js", () => import("./later/doors.js")).then((doors) => doors[name](page, ...given)).catch((error) => lacking(error, () => door(name, ...given)));
}
const many = (given) => door("many", given);
set("many", () => many([]));
addEventListener("hashchange", () => door("route"));
if (location.hash) door("route");

document.addEventListener("keydown", (event) => {
  if (event.key !== "F8" || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  walk(event.shiftKey ? -1 : 1);
});

anywhere({ intake, before, many, pasted: (data) => door("pasted", data) });
settings(changeLanguage, lacking);

/** The engine has started. */
function begin() {
  learn();
  if ("ready" in document.documentElement.dataset) return;
  // Drawn ahead, so that a paste only has to fill it in.
  const newest = state.forms[0];
  form.lay({ t2: newest.id, t3: newest.id, t4: newest.id }, state.forms);
  document.documentElement.dataset.ready = "";
  lazy("later/ready.js", () => import("./later/ready.js")).then(({ ready }) => ready(state.forms, rehearsal), (error) => console.error(error));
}

/** Starts the engine before anything is taken in. */
function start() {
  engine.start().then(begin, (error) => lacking(error, start));
}

if (document.documentElement.lang === "en") changeLanguage("en");
else translate(language());
start();
