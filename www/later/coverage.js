// What was checked and what was not: in one line below the answer, and in the opinion.

import { h, put } from "../dom.js";
import { forms, rules } from "../engine.js";
import { off } from "../off.js";
import { known } from "../verdict.js";
import { language } from "../words.js";
import { lacking } from "./lookup.js";
import { countsOf, draw as others, heldOf, turn, unchecked } from "./others.js";

export const words = {
  "zh-CN": {
    title: "核对了什么：",
    prose: "文字",
    causes: "错格",
    previous: "上年",
    done: "已核对",
    some: (n) => `已核对，${n} 条无法判定`,
    nothing: (n) => `${n} 条都无法判定`,
    claims: (n) => `已核对 ${n} 处数`,
    no_claims: "没有读到可与表核对的数",
    named: (n) => `已推断 ${n} 处`,
    open: "推断不出",
    none: "没有不成立的关系",
    unsummed: "只看填写",
    unread: (what, n) => `${what}，${n} 格没有读到`,
    others: "其他表",
    unchecked: (n) => `${n} 张没有核对`,
    check: "现在核对",
    table: (title, counts) => `《${title}》${counts}`,
    absent: "未提供",
    unfit: "没有对照（原因见说明）",
    doubtful: (n) => `已对照，${n} 处不合，但像是放错了报告（见说明）`,
    unreadable: "放入的读不出来，没有对照",
    empty: "没有填写",
    missing: (n) => (n ? `未提供（未校验 ${n} 条）` : "未提供"),
    off: "已关闭",
    coming: "正在装入",
    lost: "没能装入",
    again: "再试",
    lacks: "导出、打印和写说明要用的部分没能装入，现在只核对了各表的数。",
    of: (name, what) => `${name}：${what}。`,
  },
  en: {
    title: "What was checked: ",
    prose: "text",
    causes: "wrong cells",
    previous: "last year",
    done: "checked",
    some: (n) => `checked, ${n} undecided`,
    nothing: (n) => `all ${n} undecided`,
    claims: (n) => `${n} ${n === 1 ? "figure" : "figures"} checked`,
    no_claims: "no figure that a table could bear out",
    named: (n) => `${n} ${n === 1 ? "place" : "places"} inferred`,
    open: "cannot be inferred",
    none: "no relation is broken",
    unsummed: "filling only",
    unread: (what, n) => `${what}, ${n} ${n === 1 ? "cell was" : "cells were"} not read`,
    others: "other tables",
    unchecked: (n) => `${n} ${n === 1 ? "was" : "were"} not checked`,
    check: "Check now",
    table: (title, counts) => `“${title}” ${counts}`,
    absent: "not given",
    unfit: "not compared (see the notes)",
    doubtful: (n) => `compared, ${n} ${n === 1 ? "difference" : "differences"}, but it may be the wrong report (see the notes)`,
    unreadable: "what was put in cannot be read, not compared",
    empty: "not filled in",
    missing: (n) => (n ? `not given (${n} unchecked)` : "not given"),
    off: "switched off",
    coming: "loading",
    lost: "could not be loaded",
    again: "Try again",
    lacks: "What exports, prints and takes reasons could not be loaded; only the figures of the tables are checked now.",
    of: (name, what) => `${name}: ${what}.`,
  },
};

/**
 * Of everything that can be checked, what was: { name, what, done, open }. `open` is what nobody knows afterwards;
 * `tables` are those of the form: id → { title }; `wait()` stands for what is still to come.
 */
function items({ report, complete, previous, given }, tables, say, wait) {
  if (!known(report)) return beside(report, say);
  const without = (family) => off().includes(family);
  const equations = rules(language()).filter(({ severity, edition }) => severity === "error" && edition !== "*");
  const newest = equations.length ? equations[0].edition : "";
  /** Equations of a table, in the edition that was read or else the newest. */
  const count = (table) => equations.filter(({ id, edition }) => id.startsWith(`${table}.`) && edition === (report.edition[table] || newest)).length;
  const explained = report.explanations.filter(({ candidates }) => candidates.length).length;
  // Of other tables each says for itself which cell it may be.
  const broken = report.summary.broken > (report.others || []).reduce((n, other) => n + (other.form ? other.broken : 0), 0);
  const claims = report.claims.length;
  // What was given is no last year's report of this body.
  const unfit = report.notes.some(({ code }) => code === "previous");
  const years = report.findings.filter(({ rule, status }) => status === "broken" && rule.startsWith("year")).length;
  const compared = !unfit ? say.done : years ? say.doubtful(years) : say.unfit;
  // Nothing is right on a form without a number.
  const blank = report.reason === "blank-form";
  const one = (name, what, done, open = !done) => ({ name, what, done, open });
  const table = (id) => {
    const [{ title }, all] = [tables[id], count(id)];
    if (!(id in report.edition)) return one(title, say.missing(all), false);
    if (blank) return one(title, say.empty, false);
    const undecided = report.findings.filter(({ rule, status }) => status === "undecided" && rule.startsWith(`${id}.`)).length;
    const what = !all ? say.unsummed : !undecided ? say.done : undecided < all ? say.some(undecided) : say.nothing(undecided);
    const lost = lacking(report).filter((cell) => cell.startsWith(`${id}.`)).length;
    return one(title, lost ? say.unread(what, lost) : what, !undecided && !lost, !all || undecided > 0 || lost > 0);
  };
  return [
    one(say.prose, without("prose") ? say.off : !complete ? wait() : claims ? say.claims(claims) : say.no_claims, complete && claims > 0),
    one(say.causes, !complete ? wait() : explained ? say.named(explained) : broken ? say.open : blank ? say.empty : say.none, complete && !blank, broken && !explained),
    one(say.previous, !previous ? (given ? say.unreadable : say.absent) : !complete ? wait() : blank ? say.empty : compared, previous && complete && !unfit && !blank),
  ].concat(Object.keys(tables).map(table), beside(report, say));
}

// Other tables that are named one by one.
const NAMED = 12;

/** Other tables: what became of each, and how many were left alone, as the engine's note says. */
function beside(report, say) {
  const n = unchecked(report);
  const all = (report.others || []).slice(0, NAMED);
  return all.map((other, at) => ({ name: at ? "" : say.others, what: say.table(other.title, countsOf(other)), done: heldOf(other) > 0 && !other.undecided, open: false }))
    .concat(n ? { name: say.others, what: say.unchecked(n), done: false, open: true, beside: true } : []);
}

/** What was not checked, or is open, a sentence each: for whoever signs. Takes { report, complete, previous, given }. */
export function gaps(checked, tables) {
  const say = words[language()];
  // Of other tables a note of the report says more.
  return items(checked, tables, say, () => say.lost).filter(({ open, beside: other }) => open && !other).map(({ name, what }) => say.of(name, what));
}

/** Draws it. */
export function draw(box, session, tables) {
  const say = words[language()];
  const { report, lost } = session;
  others(box.getRootNode().querySelector("#original"), session);
  if (!known(report) && !(report.others || []).length) {
    put(box);
    return;
  }
  // One of the reader's own has other tables.
  const { edition } = report;
  const mine = Object.keys(edition).every((table) => table in tables) ? null : forms(language()).find(({ id, tables: some }) => Object.keys(some).some((table) => edition[table] === id));
  if (mine) tables = mine.tables;
  const wait = () => (lost
    ? [say.lost, " ", h("button", { type: "button", class: "small", "data-again": "", onclick: () => session.deepen() }, say.again)]
    : [say.coming, h("span", { class: "arriving" })]);
  const held = box.contains(box.getRootNode().activeElement);
  // Only the page itself has a switch for them.
  const asks = box.getRootNode() === document && turn;
  put(box, h("b", null, say.title), items(session, tables, say, wait).map(({ name, what, done, beside: other }, n) => [
    n > 0 && " · ",
    h("span", { class: done ? "done" : "not" }, name && `${name} `, what,
      other && asks && [" ", h("button", { type: "button", class: "small", "data-beside": "", onclick: () => asks(session) }, say.check)]),
  ]));
  // Where loading failed, one button is enough.
  Array.from(box.querySelectorAll("[data-again]")).slice(1).forEach((button) => button.remove());
  if (held) (box.querySelector("button") || box.closest("[tabindex]") || document.body).focus({ preventScroll: true });
}

/** Says that there is nothing to export with, where that could not be had. */
export function lacks(box, session) {
  if (!session.lost) return;
  const say = words[language()];
  put(box, h("p", { class: "aside" }, say.lacks, " ", h("button", { type: "button", class: "small", "data-lacks": "", onclick: () => {
    box.closest("[tabindex]").focus({ preventScroll: true });
    session.deepen();
  } }, say.again)));
}
