// The page: what was taken in → the engine's report → form, verdict and findings. It owns no rule;
// everything said about the numbers is the engine's.

import { anywhere } from "./anywhere.js";
import { find, h, put } from "./dom.js";
import * as engine from "./engine.js";
import { Form } from "./form.js";
import { Intake, megabytes } from "./intake.js";
import { lazy } from "./lazy.js";
import { lookOf, sentenceOf } from "./marks.js";
import { off, turn } from "./off.js";
import { Panel } from "./panel.js";
import { Session } from "./session.js";
import { drawVerdict, known, verdictOf } from "./verdict.js";
import { hear, language, say } from "./words.js";

// Up to here the original is opened unasked.
const SMALL = 50000;

const busy = (word, of) => complain(word && [say(word), word !== "working" && h("span", { class: "arriving" })], null, of);
const failed = (error, again, of) => {
  console.error(error);
  complain(say(error.lost ? "no_engine" : "crashed"), again, of);
};
const large = (size, of) => complain(say("too_large", megabytes(size)), null, of);

const session = new Session(engine.asked, {
  options: () => ({ language: language(), off: off() }),
  parts: drawn,
  show,
  paint,
  told,
  loading() {
    covered();
    desk();
  },
  busy: (word) => busy(word),
  failed,
  large: (size) => large(size),
  go: (id) => form.go(id),
  place: (finding) => original("show", finding),
});
const intake = new Intake(find("source"), session, complain, find("notice"));
const form = new Form(find("tables"), { edited: (id, text) => session.edit(id, text), entered: enter, pasted });
const act = {
  select: (key) => session.select(key),
  look: (id, candidate) => session.look(id, candidate),
  choose: (sides) => session.choose(sides),
  attempt(candidate) {
    session.attempt(candidate);
    const button = find("undo");
    if (button) button.focus();
  },
  undo: () => session.undo(),
  redo: () => session.redo(),
  restore(id) {
    session.restore(id);
    if (!(document.activeElement && document.activeElement.dataset.cell)) form.go(id);
  },
  restoreAll: () => session.restoreAll(),
  confirm: (id) => session.confirm(id),
  lacking,
  off(rule) {
    turn(rule, false);
    reread();
  },
  original: (finding) => original("show", finding),
};
const panel = new Panel(find("list"), act);

/** What is known beside the report. */
const state = {
  session,
  forms: [],
  rules: new Map(),
  /** Why findings may stay as they are. */
  reasons: null,
  /** What takes last year's report in; see later/previous.js. */
  last: null,
  name: (id) => form.name(id),
};

// ---- answers ----

/** Reads anew after something beside the report has changed. */
const reread = () => session.again().catch(() => {});

/** Chips are drawn, and what belongs to them. */
function drawn() {
  intake.draw();
  find("clear").hidden = !session.parts.length;
  if (session.pending.length || !session.content) complain("");
}

/** Whether what was last told was the whole answer. */
let wasComplete = false;

/** An answer is there. */
function told(fresh) {
  const { report, complete, chosen, edits, size } = session;
  announce();
  // Once it is known which cell is the likeliest it is shown; whoever has begun to work is not moved.
  if (!fresh && (!complete || wasComplete || chosen || edits.size || !report.explanations.length)) return;
  wasComplete = complete;
  // With the layout that the browser makes anyway.
  requestAnimationFrame(() => {
    if (!session.report) return;
    // Where there is no form, the text is what there is to see.
    if (known(session.report)) form.reveal(session.worst);
    else if (fresh) find("original").open = size < SMALL;
  });
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
  state.full = engine.full();
  state.rules = new Map(engine.rules(language()).map((rule) => [rule.id, rule]));
  find("version").textContent = say("made_by", engine.version());
}

// ---- showing ----

function show() {
  const { report } = session;
  const some = report !== null;
  find("result").hidden = !some;
  find("does").hidden = some;
  document.body.classList.toggle("has-result", some);
  const laid = some && known(report);
  find("skip-form").hidden = !laid;
  find("skip-findings").hidden = !laid;
  if (some) {
    // The larger engine knows more rules.
    if (state.full !== engine.full()) begin();
    drawVerdict(find("verdict"), session, state.forms);
    covered();
    find("result").classList.toggle("no-form", !laid);
    find("findings").hidden = !laid && !report.notes.length && !report.findings.length && !(report.others || []).length;
    if (laid) form.lay(report.edition, state.forms);
    panel.show(state);
    paint();
    desk();
    inspect();
    if (find("original").open) original("draw");
  } else {
    clearTimeout(announced);
    find("live").textContent = "";
  }
  intake.note();
  if (state.save) state.save();
  measured();
}

/** What was checked, and what was not. */
function covered() {
  lazy("later/coverage.js", () => import("./later/coverage.js")).then(({ draw }) => session.report && draw(find("covered"), session, state.forms[0].tables), (error) => console.error(error));
}

/** What stands around the list; with the full engine only, which may have arrived meanwhile. */
function desk() {
  const { report } = session;
  const boxes = { take: find("take"), kinds: find("kinds") };
  if (!engine.full() || !(known(report) || report.others)) {
    put(boxes.take);
    put(boxes.kinds);
    put(find("told"));
    if (session.lost) lazy("later/coverage.js", () => import("./later/coverage.js")).then(({ lacks }) => lacks(boxes.take, session), (error) => console.error(error));
    return;
  }
  const redraw = () => {
    session.sort();
    drawVerdict(find("verdict"), session, state.forms);
    covered();
    panel.show(state);
    paint();
  };
  lazy("later/desk.js", () => import("./later/desk.js")).then(({ draw }) => {
    if (report === session.report) draw({ boxes, state, redraw, reread, tell: (sentence) => { find("told").textContent = sentence; } });
  }, (error) => lacking(error, desk));
}

function paint() {
  form.paint((id) => lookOf(id, session));
  panel.select(session.chosen);
  form.legend(find("legend"));
  const { order, position } = session;
  put(
    find("walk"),
    order.length > 0 && [
      h("span", null, position < 0 ? say("count_all", order.length) : say("count_of", position + 1, order.length)),
      h("button", { type: "button", class: "quiet", title: say("back_title"), onclick: () => walk(-1) }, say("back")),
      h("button", { type: "button", class: "quiet", title: say("next_title"), onclick: () => walk(1) }, say("next")),
    ],
  );
}

/** The cell last entered, and what is known of it. */
function inspect() {
  lazy("later/inspect.js", () => import("./later/inspect.js")).then(({ draw }) => session.report && draw(find("inspector"), state, act), (error) => lacking(error, inspect));
}

let announced = 0;
function announce() {
  clearTimeout(announced);
  announced = setTimeout(() => {
    const { report } = session;
    if (!report) return;
    const { holds, broken, undecided } = report.summary;
    find("live").textContent = say("announce", verdictOf(report), report.verdict === "unrecognised" ? report.message : say("announce_counts", holds, broken, undecided));
  }, 400);
}

/** What went wrong, by what it is said of. */
const troubles = new Map();

/** Says what went wrong; `again` is what a button tries once more. Of another session it stands until that takes it back. */
function complain(sentence, again, of = session) {
  troubles.delete(of);
  if (sentence) troubles.set(of, [sentence, again && [" ", h("button", { type: "button", onclick: () => (complain("", null, of), again()) }, say("again"))]]);
  const box = find("trouble");
  box.hidden = !troubles.size;
  put(box, Array.from(troubles.values()).pop());
}

/** How long it took from the paste to here, for whoever measures. */
function measured() {
  if (performance.getEntriesByName("gouji:paste").length) {
    performance.measure("gouji:shown", "gouji:paste");
    performance.clearMarks("gouji:paste");
  }
}

// ---- going from findings to cells and back ----

async function walk(step) {
  const finding = await session.walk(step);
  if (finding) find("live").textContent = say("position", session.position + 1, session.order.length, sentenceOf(finding).join(" "));
}

/** More than one figure, pasted into a cell. */
function pasted(id, held) {
  lazy("later/fill.js", () => import("./later/fill.js")).then(({ fill }) => fill(form, id, held, session, intake), (error) => lacking(error, () => pasted(id, held)));
}

function enter(id) {
  session.cell = id;
  inspect();
}

/** Does something with the original that was checked. */
const original = (name, finding) => session.content && lazy("later/original.js", () => import("./later/original.js")).then((module) => module[name](find("original"), session, finding)).catch((error) => lacking(error, () => original(name, finding)));
find("original").addEventListener("toggle", () => find("original").open && session.report && original("draw"));

// ---- buttons, and what is fetched ----

function set(id, listener) {
  find(id).addEventListener("click", listener);
}

set("check", () => {
  performance.mark("gouji:paste");
  if (intake.take()) return;
  complain(say("nothing"));
  intake.box.focus();
});
set("choose", () => intake.picker.click());
set("sample", () => door("sample"));
function clear() {
  intake.clear();
  if (state.last) state.last.clear();
}
set("clear", () => {
  clear();
  find("live").textContent = say("leaving");
  intake.box.focus();
});

/** What the page lends to what comes later. */
const page = { begin, busy, clear, complain, failed, form, intake, lacking, large, learn, reread, show, state, walk };

/** Opens something of later/doors.js; where it cannot be had, it is tried again. */
const door = (name, ...given) => lazy("later/doors.js", () => import("./later/doors.js")).then((doors) => doors[name](page, ...given)).catch((error) => lacking(error, () => door(name, ...given)));
const many = (given) => door("many", given);
set("many", () => many([]));
addEventListener("hashchange", () => door("route"));
if (location.hash) door("route");

intake.many = many;
anywhere({ intake, last: () => state.last || intake, many, pasted: (data) => door("pasted", data) });

/** The engine has started. */
function begin() {
  learn();
  const { dataset } = document.documentElement;
  if ("engine" in dataset) return;
  dataset.engine = "";
  // Drawn ahead, so that a paste only has to fill it in.
  const newest = state.forms[0];
  form.lay(Object.fromEntries(Object.keys(newest.tables).map((table) => [table, newest.id])), state.forms);
  rest();
}

/** What the first answer does without. */
const rest = () => lazy("later/ready.js", () => import("./later/ready.js")).then(({ ready }) => ready(page), (error) => lacking(error, rest));

/** Starts the engine before anything is taken in. */
function start() {
  engine.start().then(begin, (error) => lacking(error, start));
}

hear();
if (document.documentElement.lang === "en") lazy("later/language.js", () => import("./later/language.js")).then(({ change }) => change(page, "en")).catch((error) => lacking(error, start)).then(start);
else start();
