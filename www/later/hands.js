// What a user does over an answer: correct, take back, do again, go from findings to cells. Each function takes
// the session first; session.js hands over to them.

import { contentOf } from "../content.js";
import { keyOf, likeliest, textOf } from "../marks.js";
import { lend } from "../session.js";
import { differ, plain, staying } from "./continues.js";
import "./go.js";
import { sidesOf } from "./sides.js";

// ---- content ----

/**
 * How what was taken in goes with what is there: the step that it is, its parts, those that stay, and which changes of
 * cells do. Null where it is refused.
 */
function put(session, fresh, alone) {
  const { content: old, engine } = session;
  const read = (parts) => session.read(contentOf(parts));
  // The first engine does not say whose a report is.
  const base = session.base && session.complete === engine.full() ? session.base : session.read(old);
  const { stays, over, refused, why } = staying(old, base, fresh, alone, read);
  if (refused) {
    session.event = { kind: "refused", fresh: fresh.parts, step: session.steps[session.steps.length - 1], told: alone.message };
    return null;
  }
  const parts = over ? fresh.parts.map((part) => Object.assign({}, part, { over })) : fresh.parts;
  // Pictures that were read anew together with the next.
  const next = parts[0] && parts[0].next === old.parts[0];
  const edits = Array.from(session.edits);
  // Over a table that came anew nothing was typed yet.
  const kept = next ? edits : stays.length ? edits.filter(([id]) => (!over && stays.length === old.parts.length) || !(id in alone.cells)) : [];
  return { kind: over ? "table" : stays.length || next ? "joined" : "replaced", parts, why, stays, kept };
}

/** Keeps these parts and no others. */
function keep(session, parts, kind = "dropped") {
  if (!parts.length) return session.clear(kind);
  if (session.content) session.mark(kind);
  session.pending = [];
  session.stuck = false;
  session.content = contentOf(whole(session, parts));
  session.view.parts();
  return session.again();
}

/** Parts, each that took the place of a table of one that is not among them by itself. */
function whole(session, parts) {
  const over = parts.filter((part) => part.over);
  if (!over.length) return parts;
  const { cells } = session.read(contentOf(parts.filter((part) => !part.over)));
  return parts.map((part) => (part.over && Object.keys(part.over).some((id) => !(id in cells)) ? plain(part) : part));
}

/** Takes a part out to be written anew, with `typed` in its place; what was typed over its cells comes back with it. */
function lift(session, part, typed) {
  if (session.edits.size) session.lifted = { base: session.base, edits: Array.from(session.edits) };
  return keep(session, session.parts.filter((other) => other !== part).concat(typed), "lifted");
}

/** What was replaced and what took its place, together. */
function merge(session) {
  const { content } = session.event;
  const together = contentOf(content.parts.concat(session.content.parts));
  session.mark("joined");
  session.content = together;
  session.view.parts();
  return session.again();
}

/** Forgets the steps, unless what was typed over something that is kept nowhere else would be lost with them. */
function trim(session) {
  if (!session.steps.some(({ content, edits }) => content && edits.length && !content.parts.some(({ source }) => source))) session.steps = [];
  session.event = null;
}

// ---- undo and redo ----

function back(session, from, to) {
  const last = from.pop();
  if (!last) return false;
  to.push(session.snapshot(last.cell));
  session.edits = new Map(last.edits);
  session.event = null;
  if (last.content === session.content) session.judged();
  else {
    session.pending = [];
    session.content = last.content;
    if (!session.content) {
      session.base = session.report = null;
      session.leave();
      session.view.show();
    }
    session.view.parts();
    session.again().catch(() => {});
  }
  return true;
}

/** Whether there was something to take back, or to do again. */
const undo = (session) => back(session, session.steps, session.undone);
const redo = (session) => back(session, session.undone, session.steps);

// ---- changes ----

function type({ base, edits }, id, text) {
  const cell = base.cells[id];
  // The same number over one that was only inferred confirms it.
  const same = text === textOf(cell) && !(cell && cell.state === "inferred");
  if (text === null || same) edits.delete(id);
  else edits.set(id, text);
}

function edit(session, id, text) {
  session.step(id);
  type(session, id, text);
  session.judged(true);
}

/** Several cells in one step: [id, text]; null restores. */
function change(session, entries) {
  session.step(null);
  for (const [id, text] of entries) type(session, id, text);
  session.judged();
}

function attempt(session, { changes }) {
  session.chosen = null;
  change(session, changes.map(({ cell, to }) => [cell, String(to)]));
}

const confirm = (session, id) => change(session, [[id, textOf(session.base.cells[id])]]);
const restore = (session, id) => change(session, [[id, null]]);
const restoreAll = (session) => change(session, Array.from(session.edits.keys(), (id) => [id, null]));

/** Leaves a changed cell as it was, or what is chosen; tells whether there was anything to leave. */
function escape(session, id) {
  if (session.edits.has(id)) {
    restore(session, id);
    return true;
  }
  const some = session.chosen !== null;
  choose(session, null);
  return some;
}

// ---- going from findings to cells ----

function choose(session, chosen) {
  session.chosen = chosen;
  session.sides = sidesOf(chosen, session.report);
  session.view.paint();
}

function select(session, key) {
  const finding = session.finding(key);
  choose(session, key);
  if (finding.cells.length) session.view.go(likeliest(session.marks, finding.cells));
  else if (finding.at) session.view.place(finding);
}

function look(session, id, candidate) {
  choose(session, candidate ? candidate.changes.map(({ cell }) => cell) : [id]);
  if (id) session.view.go(id);
}

/** To the next finding or the one before; gives it. */
function walk(session, step) {
  const { order, position } = session;
  if (!session.report || !order.length) return null;
  const next = position < 0 ? (step > 0 ? 0 : order.length - 1) : (position + step + order.length) % order.length;
  select(session, keyOf(order[next]));
  return order[next];
}

lend({ differ, sidesOf, put, keep, lift, merge, trim, undo, redo, edit, change, attempt, confirm, restore, restoreAll, escape, choose, select, look, walk });
