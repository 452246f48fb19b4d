// For a form that already holds the numbers in fields: nothing is parsed, the findings are addressed
// to the fields they are about.
//
//   <input name="x17" data-gouji-cell="t3.r1.natural">

import { h, put } from "../dom.js";
import * as engine from "../engine.js";
import { marksOf } from "../marks.js";
import { learn, use } from "../words.js";

const PAUSE = 250;
let counted = 0;

/**
 * Checks the fields of `form` that name a cell, now and whenever one of them changes. Fields get
 * `aria-invalid`, `data-gouji` ("broken", "undecided", "warned") and a description, the most probably wrong
 * one `data-gouji-suspect`; a list of what was found stands in `summary`, or at the top of the form.
 * `told` hears of every report. Gives { check, detach }.
 */
export function attach(form, { edition, language = "zh-CN", summary, previous, off, told = () => {} } = {}) {
  const list = h("div", { class: "gouji-findings", role: "status", "aria-live": "polite" });
  (summary || form).prepend(list);
  const number = (counted += 1);
  let waiting = 0;
  let attached = true;

  const fields = () => Array.from(form.querySelectorAll("[data-gouji-cell]"));

  async function check() {
    // Values are checked by the larger engine alone.
    await Promise.all([engine.deepen(), learn(language)]);
    use(language);
    const cells = {};
    for (const field of fields()) cells[field.dataset.goujiCell] = valueOf(field);
    const values = { edition: edition || newest(Object.keys(cells)), cells };
    const report = engine.checkCells(values, { language, previous: previous || undefined, off });
    // Whoever asked gets an answer; the form may have been let go meanwhile.
    if (attached) {
      show(report);
      told(report);
    }
    return report;
  }

  /** The newest edition of every table that a field is of. */
  function newest(ids) {
    const [{ id }] = engine.forms(language);
    const tables = new Set(ids.map((cell) => cell.split(".")[0]));
    return Array.from(tables).sort().reduce((all, table) => Object.assign(all, { [table]: id }), {});
  }

  function show(report) {
    const about = new Map();
    const marks = marksOf(report);
    const weight = ({ dataset }) => (marks.get(dataset.goujiCell) || { suspicion: 0 }).suspicion;
    const items = report.findings.map((finding, index) => {
      const kind = finding.status === "undecided" ? "undecided" : finding.severity === "error" ? "broken" : "warned";
      const id = `gouji-${number}-${index}`;
      for (const cell of finding.cells) {
        if (!about.has(cell)) about.set(cell, []);
        about.get(cell).push({ kind, id });
      }
      const of = fields().filter((field) => finding.cells.includes(field.dataset.goujiCell));
      // To the field that is most probably wrong; the first where none stands out.
      const first = of.length && of.reduce((best, field) => (weight(field) > weight(best) ? field : best));
      const { message } = finding;
      return h("li", { id, class: kind }, first ? h("button", { type: "button", onclick: () => first.focus() }, message) : message);
    });
    const causes = report.explanations.map(({ message }) => h("p", null, message));
    const notes = report.notes.map(({ message }) => h("p", null, message));
    put(list, h("p", null, h("strong", null, report.message)), causes, items.length > 0 && h("ul", null, items), notes);
    const most = Math.max(0, ...fields().map(weight));
    for (const field of fields()) {
      mark(field, about.get(field.dataset.goujiCell) || []);
      field.toggleAttribute("data-gouji-suspect", most > 0 && weight(field) === most);
    }
  }

  /** Leaves what others wrote into the description as it is. */
  function mark(field, findings) {
    const others = (field.getAttribute("aria-describedby") || "").split(/\s+/).filter((id) => id && !id.startsWith(`gouji-${number}-`));
    const ids = others.concat(findings.map(({ id }) => id));
    if (ids.length) field.setAttribute("aria-describedby", ids.join(" "));
    else field.removeAttribute("aria-describedby");
    const kind = ["broken", "undecided", "warned"].find((other) => findings.some((finding) => finding.kind === other));
    if (kind) field.dataset.gouji = kind;
    else delete field.dataset.gouji;
    if (kind === "broken") field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }

  function changed(event) {
    if (!event.target.dataset || !event.target.dataset.goujiCell) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => check().catch((error) => console.error(error)), PAUSE);
  }

  form.addEventListener("input", changed);
  check().catch((error) => console.error(error));
  return {
    check,
    detach() {
      attached = false;
      clearTimeout(waiting);
      form.removeEventListener("input", changed);
      for (const field of fields()) {
        mark(field, []);
        field.removeAttribute("data-gouji-suspect");
      }
      list.remove();
    },
  };
}

/** What stands in a field, or in the text of a cell that is none. */
const valueOf = (field) => ("value" in field ? field.value : field.textContent).trim();
