// The answer on top: a shape, words, counts.

import { h, put, shape } from "./dom.js";
import { say } from "./words.js";

/** The verdict in a few words. */
export function verdictOf(report) {
  const { verdict, summary, others } = report;
  if (verdict === "consistent" && wrongOf(others)) return say("verdict_beside", wrongOf(others));
  if (verdict === "inconsistent") return summary.broken ? say("verdict_inconsistent", summary.broken) : say("verdict_problem");
  if (verdict === "undecided") {
    const open = summary.undecided ? say("verdict_undecided", summary.undecided) : say("verdict_undecided_only");
    return known(report) && wrongOf(others) ? say("verdict_open_beside", open, wrongOf(others)) : open;
  }
  return say(`verdict_${verdict}`);
}

/** How many totals of other tables do not hold. */
const wrongOf = (others = []) => others.reduce((n, { broken }) => n + broken, 0);

/** Whether the engine's sentence says more than the one count of those words. */
export const saysMore = ({ verdict, summary, message }) => verdict !== "inconsistent" || !summary.broken || /\d\D+\d/.test(message);

/** The shape of each verdict. */
export const SHAPES = { consistent: "holds", inconsistent: "broken", undecided: "undecided", unrecognised: "unrecognised" };

/** Whether there are tables of a form. */
export const known = ({ edition }) => Object.keys(edition).length > 0;

/** Which tables of a content were replaced by parts that came later, in words. */
export const tablesOver = ({ parts }, [{ tables }]) =>
  Array.from(new Set([].concat(...parts.map(({ over }) => Object.keys(over || {})), []).map((id) => id.split(".")[0])), (id) => tables[id].title).join("、");

/** Draws that of a session; `forms` as the engine gives them. */
export function drawVerdict(root, { report, base, content, edits, accepted, complete }, forms) {
  const { verdict, summary, message, organ, year, findings } = report;
  const held = findings.filter(accepted).length;
  const fine = verdict === "consistent";
  const wrong = fine ? wrongOf(report.others) : 0;
  // The title says those already.
  const counted = ({ rule, severity }) => severity === "error" || severity === "warning" && rule.startsWith("totals.");
  const hints = findings.filter((finding) => finding.status === "broken" && !counted(finding) && !accepted(finding)).length;
  // Full green is for what leaves nothing to look at.
  root.className = `verdict ${verdict}${wrong ? " hinted wrong" : fine && hints ? " hinted" : ""}`;
  const parts = content ? content.parts.filter(({ over }) => !over).length : 0;
  const over = content && tablesOver(content, forms);
  // The larger engine says whose it is: until then its line is held free.
  const name = say("report_of", organ, year, known(report)) || (!complete && "\u00a0");
  const more = [fine && hints > 0 && say("verdict_hints", hints), held > 0 && say("verdict_accepted", held)].filter(Boolean);
  put(
    root,
    shape(wrong ? "undecided" : SHAPES[verdict]),
    h(
      "div",
      { class: "answer" },
      h("p", { class: "whose" }, name && h("span", null, name), name && (parts > 1 || over || edits.size > 0 || report.source) && " ",
        report.source && h("b", { class: "changed" }, say("from_picture")), report.source && " ",
        parts > 1 && h("b", { class: "changed" }, say("joined", parts)),
        over && h("b", { class: "changed" }, say("over", over)),
        edits.size > 0 && [h("b", { class: "changed" }, say("with_changes", edits.size)), " ", say("as_read", verdictOf(base))]),
      h("h2", { id: "verdict-title" }, verdictOf(report), more.length > 0 && h("span", { class: "more" }, more.map((words) => say("verdict_more", words)))),
      message && saysMore(report) && h("p", { class: "message" }, message),
      fine && h("p", { class: "aside" }, say("cannot_know")),
    ),
    known(report) && h("div", { class: "counts" }, relations(summary), cells(summary), h("p", { class: "aside" }, editions(report, forms))),
  );
}

function relations(summary) {
  const { relations: all } = summary;
  const kinds = ["holds", "broken", "undecided"];
  // Those of a table that is not there.
  const unchecked = kinds.reduce((left, kind) => left - summary[kind], all);
  const bar = h("div", { class: "bar", "aria-hidden": "true" }, kinds.filter((kind) => summary[kind]).map((kind) => {
    const part = h("span", { class: kind });
    part.style.flexGrow = summary[kind];
    return part;
  }));
  return [h("p", { class: "tally" }, h("b", null, say("relations", all)), kinds.map((kind) => count(kind, summary[kind], true)), unchecked > 0 && count("unchecked", unchecked)), bar];
}

function cells(summary) {
  const kinds = ["read", "blank", "inferred", "missing", "unreadable"];
  const all = kinds.reduce((sum, kind) => sum + summary[kind], 0);
  return h("p", { class: "tally small" }, h("b", null, say("cells", all)), kinds.filter((kind) => summary[kind] || kind === "read").map((kind) => count(kind, summary[kind])));
}

const count = (kind, n, drawn) => h("span", { class: `count ${kind}${n ? "" : " none"}` }, drawn && shape(kind), `${say(kind)} `, h("b", null, String(n)));

function editions({ edition }, forms) {
  const tables = Object.keys(edition);
  const ids = new Set(Object.values(edition));
  if (ids.size === 1) {
    const [id] = ids;
    const form = forms.find((other) => other.id === id);
    return say("edition_of", id, form ? form.source : "");
  }
  const title = (table) => forms.find(({ id }) => id === edition[table]).tables[table].title;
  return say("edition_mixed") + tables.map((table) => say("edition_table", title(table), edition[table])).join("，");
}
