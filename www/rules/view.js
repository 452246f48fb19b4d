// The rules as the engine lists them, with the form they speak of; at #rules.

import { h, put } from "../dom.js";
import * as engine from "../engine.js";
import { sheet } from "../later/styles.js";
import { language, say as told } from "../words.js";
import { section } from "./files.js";
import { words } from "./words.js";

let page = null;
// Drawn once for a language: head, rules, files. What was compared outlives a new drawing of the rules.
let parts = null;
// Where the focus was before.
let from = null;

/** Opens the page in `main`; drawn again once the engine knows more, and in another language. */
export async function open(main) {
  if (!page) {
    await sheet("rules.css", import.meta.url);
    page = h("section", { class: "rules", "aria-labelledby": "rules-title" });
    main.prepend(page);
    new MutationObserver(draw).observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
  }
  from = document.activeElement;
  document.body.classList.add("in-rules");
  draw();
  scrollTo(0, 0);
  page.querySelector("h2").focus({ preventScroll: true });
  try {
    await engine.deepen();
    draw();
  } catch (error) {
    console.error(error);
    if (!engine.full()) page.append(h("p", { class: "trouble", role: "alert" }, words[language()].failed));
  }
}

export function close() {
  if (!document.body.classList.contains("in-rules")) return;
  document.body.classList.remove("in-rules");
  document.title = told("title");
  // To where one came from; who came by the address finds the link to here.
  if (from && from !== document.body) from.focus();
  else document.querySelector("a[href='#rules']").focus({ preventScroll: true });
}

function draw() {
  const say = words[language()];
  if (!document.body.classList.contains("in-rules")) return;
  document.title = `${say.title} · ${told("name")}`;
  if (!parts || parts.lang !== language()) {
    parts = { lang: language(), engine: null, rules: h("div"), files: section(import.meta.url) };
    put(page,
      h("header", null,
        h("h2", { id: "rules-title", tabindex: "-1" }, say.title),
        h("p", { class: "buttons" },
          h("button", { type: "button", onclick: () => print() }, say.print),
          h("a", { class: "back", href: "#" }, say.back))),
      h("p", { class: "lead-in" }, say.lead),
      parts.rules, parts.files);
  }
  // The first engine knows of no sentences; who reads or stands in them stays there.
  const known = engine.full();
  if (parts.engine === known) return;
  parts.engine = known;
  const folds = () => Array.from(parts.rules.querySelectorAll("details"));
  const stops = () => Array.from(parts.rules.querySelectorAll("summary, [tabindex]"));
  const unfolded = folds().map(({ open: unfold }) => unfold);
  const held = stops().indexOf(document.activeElement);
  put(parts.rules, known ? contents(say) : h("p", { class: "aside" }, say.preparing));
  folds().forEach((fold, n) => { fold.open = Boolean(unfolded[n]); });
  if (held >= 0) stops()[held].focus({ preventScroll: true });
}

function contents(say) {
  const rules = engine.rules(language());
  const forms = engine.forms(language());
  const others = rules.filter(({ edition }) => edition === "*");
  return [
    forms.map((form) => relations(form, rules.filter(({ edition }) => edition === form.id), say)),
    others.length > 0 && h("p", { class: "weights" }, say.weights),
    byKind(others).map((some) => h("section", null, h("h3", null, some[0].title), table(some, say))),
  ];
}

/** Rules in lists by their kind. */
function byKind(rules) {
  const kinds = new Map();
  for (const rule of rules) kinds.set(rule.kind, (kinds.get(rule.kind) || []).concat(rule));
  return Array.from(kinds.values());
}

/** The equations of an edition, by family, and the form itself. */
function relations(form, rules, say) {
  return h("section", null,
    h("h3", null, say.relations(form.id)),
    h("p", null, say.from(form.source), " ", say.relations_lead(rules.length)),
    h("ol", { class: "families" }, byKind(rules).map((some) => {
      return h("li", null,
        h("h4", null, some[0].title),
        h("dl", null, h("dt", null, say.why), h("dd", null, some[0].why), h("dt", null, say.source), h("dd", null, some[0].source)),
        h("details", null, h("summary", null, say.equations(some.length)), h("ol", { class: "equations" }, some.map(({ id, sentence }) => h("li", { id: `${form.id}-${id}` }, sentence)))));
    })),
    h("details", { class: "blank-form" }, h("summary", null, say.form), Object.values(form.tables).map(blank)));
}

/** Reason and source are said once where the next rules have the same. */
function table(rules, say) {
  const same = (a, b) => a && b && a.why === b.why && a.source === b.source;
  const rest = (rule, index) => {
    if (same(rules[index - 1], rule)) return null;
    let lines = 1;
    while (same(rule, rules[index + lines])) lines += 1;
    return [rule.why, rule.source].map((text) => h("td", { rowspan: lines > 1 && lines }, text));
  };
  return h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": say.title }, h("table", null,
    h("thead", null, h("tr", null, say.columns.map((title) => h("th", { scope: "col" }, title)))),
    h("tbody", null, rules.map((rule, index) => h("tr", { id: rule.id },
      h("th", { scope: "row" }, rule.sentence), h("td", { class: rule.severity }, say.severity[rule.severity]), rest(rule, index))))));
}

/** A table of the form, empty. */
function blank({ heading, lines }) {
  return h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": heading }, h("table", { class: "form", lang: "zh-CN" },
    h("caption", null, heading),
    h("tbody", null, lines.map((line) => h("tr", null, line.map((cell) => {
      const span = { colspan: cell.columns > 1 && cell.columns, rowspan: cell.lines > 1 && cell.lines };
      return "text" in cell ? h("th", Object.assign({ scope: cell.scope }, span), cell.text) : h("td", span);
    }))))));
}
