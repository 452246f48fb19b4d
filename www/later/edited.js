// Whatever leaves the page is about the report as it stands in its original: what was typed over it on the page
// is said first, and both answers.

import { originalOf, textOf } from "../marks.js";
import { contentOf } from "../content.js";
import { saysMore, verdictOf } from "../verdict.js";
import { language } from "../words.js";
import { typedOf } from "./changes.js";

export const words = {
  "zh-CN": {
    title: "页面上改过的格（原件尚未改）",
    whole: (verdict, message) => `${verdict}。${message}`,
    before: (verdict) => `原文：${verdict}`,
    after: (verdict) => `改后：${verdict}`,
    only: "这一条是改后才有的。",
    no_number: (line) => `${line}（不是可以计算的数）`,
  },
  en: {
    title: "Cells changed on the page (the original is not)",
    whole: (verdict, message) => `${verdict}. ${message}`,
    before: (verdict) => `As it was: ${verdict}`,
    after: (verdict) => `After the changes: ${verdict}`,
    only: "This arises from the changes only.",
    no_number: (line) => `${line} (no figure that can be added up)`,
  },
};

/**
 * What was typed over a session's report: { title, lines, answers, cells }; null where nothing was. A cell's `from` is
 * what stands in the original; what was `inferred` there stands by itself.
 */
export function editedOf({ base, report, edits }, name) {
  if (!edits.size) return null;
  const say = words[language()];
  const answer = (one) => say.whole(verdictOf(one), saysMore(one) ? one.message : "").trim();
  const cells = Array.from(edits, ([cell, to]) => {
    const was = base.cells[cell];
    return Object.assign({ cell, name: name(cell), from: originalOf(was) }, was && was.state === "inferred" && { inferred: textOf(was) }, { to });
  });
  return {
    title: say.title,
    lines: cells.map((one) => {
      const line = typedOf(one.name, base.cells[one.cell], one.to);
      return (report.cells[one.cell] || {}).state === "unreadable" ? say.no_number(line) : line;
    }),
    answers: [say.before(answer(base)), say.after(answer(report))],
    cells,
  };
}

/** The same of one file: what was put in after it counts as typed over its cells. */
export function alteredOf(session, file, name) {
  const { content, report } = session;
  const own = content.parts.filter(({ source }) => source === file);
  if (own.length === content.parts.length) return editedOf(session, name);
  const base = session.read(contentOf(own));
  const ids = Object.keys(report.cells).filter((id) => session.edits.has(id) || textOf(report.cells[id]) !== textOf(base.cells[id]));
  return editedOf({ base, report, edits: new Map(ids.map((id) => [id, textOf(report.cells[id])])) }, name);
}

/** The same as lines of text. */
export const told = (edited) => (edited ? [`${edited.title}:`].concat(edited.lines, edited.answers) : []);
