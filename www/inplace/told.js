// What the engine says of pieces (see reading.js), as the marking side shows it. It runs beside the page, in
// a worker; where there is none, in the page.

import * as engine from "../engine.js";
import { LEFT } from "../content.js";
import { arrange, keyOf, lookOf, marksOf, sentenceOf } from "../marks.js";
import { learn, use } from "../words.js";

const LOOKS = ["suspect", "broken", "undecided", "maybe", "warned"];
// The line with which another report begins.
const TITLE = /年度?报告$|年政府信息公开/;

/** Who asks → what was said the last time; of those that asked last. */
const memories = new Map();
const MEMORIES = 8;

/** The memory of one that asks, which is now the latest. */
function memoryOf(who) {
  const memory = memories.get(who) || {
    /** HTML → the answer to it, and → the tables of the form it has: for what did not change. */
    answers: new Map(),
    kinds: new Map(),
    /** Whether the page had several reports. */
    several: false,
    depth: "",
  };
  memories.delete(who);
  memories.set(who, memory);
  if (memories.size > MEMORIES) memories.delete(memories.keys().next().value);
  return memory;
}

const plain = (html) => html.replace(/<[^>]*>/g, "").replace(/\s+/g, "");

/** The report on HTML; where the first engine leaves that to the larger one, there is none yet. */
function checked(text, options) {
  const report = engine.check([{ kind: "html", text }], options);
  if (!report) throw LEFT;
  return report;
}

/** From where to where the reports reach. */
function split(pieces, options, memory) {
  const known = memory.kinds;
  const kinds = new Map();
  memory.kinds = kinds;
  const parts = [];
  let last = -1;
  let have = new Set();
  let from = 0;
  pieces.forEach(({ html, table }, at) => {
    if (!table) return;
    const of = known.get(html) || Object.keys(checked(html, options).edition);
    kinds.set(html, of);
    if (!of.length) return;
    if (of.some((kind) => have.has(kind))) {
      let begin = last + 1;
      while (begin < at && !(pieces[begin].html.length < 300 && TITLE.test(plain(pieces[begin].html)))) begin += 1;
      // Without a title, at the heading of its first table.
      if (begin === at && at - 1 > last) begin = at - 1;
      parts.push([from, begin]);
      from = begin;
      have = new Set();
    }
    last = at;
    for (const kind of of) have.add(kind);
  });
  return parts.concat([[from, pieces.length]]);
}

/** The likely values: each a sentence, how likely it is, and the cells with what should stand in them. */
const proposals = ({ explanations }) => [].concat(...explanations.map(({ candidates, findings }) => candidates.map(({ message, probability, changes }) => ({
  words: message,
  share: probability,
  findings,
  changes: changes.map(({ cell, to }) => ({ cell, to: String(to) })),
}))));

function told(report) {
  const marks = marksOf(report);
  const { order } = arrange(report, () => false);
  const session = { report, base: report, edits: new Map(), marks, sides: new Map() };
  const cells = {};
  const named = [].concat(...report.explanations.map(({ candidates }) => [].concat(...candidates.map(({ changes }) => changes.map(({ cell }) => cell)))));
  for (const id of new Set(Array.from(marks.keys()).concat(named))) {
    const { classes, sentence, share } = lookOf(id, session);
    const { at, text } = report.cells[id] || { at: null, text: "" };
    const look = LOOKS.find((one) => classes.split(" ").includes(one));
    cells[id] = { at, text, look: look === "maybe" && !classes.includes("broken") ? "undecided" : look, sentence, share };
  }
  return {
    verdict: report.verdict,
    reason: report.reason,
    message: report.message,
    organ: report.organ,
    year: report.year,
    summary: report.summary,
    notes: report.notes.map(({ message }) => message),
    cells,
    findings: order.map((finding) => {
      const { cells: of, at, status, severity } = finding;
      const [words, figures] = sentenceOf(finding);
      const kind = status === "undecided" ? "undecided" : severity === "error" ? "broken" : "warned";
      return { key: keyOf(finding), number: report.findings.indexOf(finding), kind, words, figures: figures || "", message: finding.message, cells: of, at };
    }),
    proposals: proposals(report),
    causes: report.explanations.map(({ message }) => message),
  };
}

/** The answer to { pieces: [{ html, table }], language, previous, off, whole, of: who asks }; `full` with causes and prose. */
export function answer({ pieces, language, previous, off, whole, of: who = 0 }) {
  use(language);
  const memory = memoryOf(who);
  const options = { language, previous: previous || undefined, off };
  const complete = engine.full();
  // What another engine said, or in other words, is no answer now.
  const now = JSON.stringify([complete, language, off, previous ? previous.year : null]);
  if (memory.depth !== now) {
    memory.depth = now;
    memory.answers = new Map();
  }
  const used = new Map();
  const read = ([from, to]) => {
    const text = pieces.slice(from, to).map(({ html }) => html).join("\n");
    let found = memory.answers.get(text);
    const fresh = !found;
    if (fresh) {
      const report = checked(text, options);
      found = { report, said: told(report), several: report.notes.some(({ code }) => code === "several-reports") };
    }
    used.set(text, found);
    return Object.assign({ from, to, fresh, several: found.several }, found.said, whole && { report: found.report });
  };
  const tables = pieces.filter(({ table }) => table).length;
  let reports = [];
  if (!memory.several || tables < 2) {
    reports = [read([0, pieces.length])];
    memory.several = reports[0].several && tables > 1;
  }
  if (memory.several) {
    used.clear();
    const parts = split(pieces, options, memory);
    memory.several = parts.length > 1;
    reports = parts.map(read);
  }
  memory.answers = used;
  return { complete, reports };
}

/** Answers `job` by `tell`: at once by the engine that is there, and again by the one that knows more. */
export async function work(job, tell) {
  await Promise.all([engine.start(), learn(job.language)]);
  if (!engine.full()) {
    const more = engine.deepen();
    try {
      tell(answer(job));
    } catch (error) {
      if (error !== LEFT) throw error;
    }
    try {
      await more;
    } catch (error) {
      // The first answer stands.
      console.error(error);
      tell({ lost: true });
      return;
    }
  }
  tell(answer(job));
}
