// What is to be said of one report, on paper.

import { h, put } from "../dom.js";
import { countsOf } from "../later/others.js";
import { language } from "../words.js";
import { say } from "./words.js";

/** What may have happened, of one cause, as far as its own sentence does not say it. */
export const untold = ({ message, candidates }) => candidates.filter(({ message: one }) => !message.includes(one.replace(/[，;][^，;]*\d ?%$/, "")));

/** What it is on: the annual report, or the tables that stand instead of it; `report` may be a digest. */
function aboutOf({ edition, others = [], verdict }) {
  if (Object.keys(edition).length || verdict === "unrecognised" && !others.length) return "report";
  const forms = others.map(({ form }) => form).filter(Boolean);
  return forms.includes("final-accounts") ? "accounts" : forms.length ? "enforcement" : "totals";
}

/** `report` is a report, or where its file gave none, its digest; `pair` what the years say; `reasons` why
 * findings may stay as they are, `edited` what was typed over it on the page, `receipt` which bytes it is on, `gaps` what was not checked. */
export function opinion(report, path, pair, reasons, edited, receipt, gaps = []) {
  const { organ, year, message } = report;
  const findings = report.findings || [];
  const notes = report.notes || [];
  const causes = report.explanations || [];
  const others = report.others || [];
  const day = new Date().toLocaleDateString(language(), { year: "numeric", month: "long", day: "numeric" });
  const of = (status, hard) => findings.filter((finding) => finding.status === status && (finding.severity === "error") === hard);
  const broken = of("broken", true);
  const undecided = of("undecided", true).concat(of("undecided", false));
  const hints = of("broken", false);
  const years = pair ? pair.findings : [];
  const part = (title, items) => items.length > 0 && [h("h2", null, title), h("ol", null, items)];
  const line = (finding) => h("li", null, finding.message, reasons && finding.cells && reasons.text(finding) && h("div", null, reasons.told(finding, report)));
  const field = (title, text) => [h("dt", null, title), h("dd", null, text)];
  return h("article", { class: "opinion" },
    h("h1", null, say("opinion", aboutOf(report))),
    h("dl", null, field(say("opinion_organ"), organ || say("no_organ")), field(say("opinion_year"), year ? String(year) : "–"), field(say("opinion_file"), path), field(say("opinion_answer"), edited ? edited.answers.map((answer) => h("div", null, answer)) : message)),
    edited && part(edited.title, edited.lines.map((line) => h("li", null, line))),
    part(say("opinion_tables"), others.map((other) => h("li", null, `${other.title}：${countsOf(other)}`))),
    part(say("opinion_causes"), causes.map((cause) => h("li", null, cause.message, untold(cause).length > 0 && h("ul", null, untold(cause).map((candidate) => h("li", null, candidate.message)))))),
    part(say("opinion_broken"), broken.map(line)),
    part(say("opinion_undecided"), undecided.map(line)),
    part(say("opinion_year_title"), years.map(line)),
    part(say("opinion_hints"), hints.map(line)),
    part(say("opinion_notes"), notes.map(line)),
    part(say("opinion_gaps"), gaps.map((gap) => h("li", null, gap))),
    report.verdict === "consistent" && report.findings && !hints.length && !years.length && h("p", null, say("opinion_fine")),
    report.verdict === "consistent" && h("p", { class: "aside" }, say("opinion_cannot")),
    h("p", { class: "signed" }, say("opinion_signed")),
    h("p", { class: "aside" }, say("opinion_made", day)),
    receipt && h("p", { class: "aside receipt" }, say("opinion_receipt", receipt, say(report.verdict), report.summary)));
}

/** Prints what is in `sheets` and nothing else of the page. */
export function onPaper(sheets) {
  document.body.classList.add("printing-opinions");
  sheets.hidden = false;
  addEventListener("afterprint", () => {
    document.body.classList.remove("printing-opinions");
    sheets.hidden = true;
    put(sheets);
  }, { once: true });
  print();
}
