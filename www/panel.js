// The findings in sentences: causes first, then what else does not hold, then the rest, folded.

import { h, put, shape } from "./dom.js";
import { lazy } from "./lazy.js";
import { familyOf, keyOf, sentenceOf, textOf } from "./marks.js";
import { say } from "./words.js";

// More undecided findings than this are folded by kind.
const FEW = 3;

/** The module that draws causes; fetched where there are any. */
let causes = null;

export class Panel {
  /** `act` holds what the buttons do: select, look, attempt, undo, restore, restoreAll, original, off; `lacking(error, again)`. */
  constructor(root, act) {
    this.root = root;
    this.act = act;
    this.items = new Map();
    /** Findings in the order they are shown: the order F8 walks. */
    this.order = [];
  }

  show(state) {
    const { report } = state;
    const focused = this.root.getRootNode().activeElement;
    const within = this.root.contains(focused);
    const unfolded = new Set(Array.from(this.root.querySelectorAll("details[open]"), foldOf));
    const [held] = Array.from(this.items).find(([, item]) => item.contains(focused)) || [];
    this.items = new Map();
    this.order = [];
    this.state = state;
    const { findings, explanations } = report;
    const groups = this.causes();
    const told = new Set(groups.length ? explanations.flatMap((explanation) => explanation.findings) : []);
    const rest = findings.filter((_, n) => !told.has(n));
    const errors = rest.filter(({ status, severity }) => status === "broken" && severity === "error");
    const unsure = rest.filter(({ status }) => status === "undecided");
    const hints = rest.filter(({ status, severity }) => status === "broken" && severity !== "error");
    put(
      this.root,
      this.changes(state),
      !findings.length && report.verdict === "consistent" && h("p", { class: "fine" }, shape("holds"), say("all_good", report.summary.relations, report.summary.read)),
      groups,
      errors.length > 0 && [h("h3", null, groups.length ? say("others") : say("broken")), this.listed(errors)],
      report.notes.length > 0 && [h("h3", null, say("notes")), h("ul", { class: "notes" }, report.notes.map((note) => this.note(note)))],
      unsure.length > 0 && [h("h3", null, say("unsure")), this.folded(unsure)],
      hints.length > 0 && [h("h3", null, say("hints")), this.listed(hints)],
    );
    for (const fold of this.root.querySelectorAll("details")) fold.open = unfolded.has(foldOf(fold));
    // What had the focus and is gone hands it to what took its place.
    const go = (key) => this.items.has(key) && this.items.get(key).querySelector(".go");
    const next = go(held) || this.root.querySelector("#undo") || go(this.chosen) || this.root.closest("[tabindex]");
    if (within && next) next.focus({ preventScroll: true });
  }

  causes() {
    const { state } = this;
    const { report } = state;
    if (!report.explanations.length) return [];
    if (causes) return causes.draw(state, this.act, (findings) => this.listed(findings));
    lazy("later/causes.js", () => import("./later/causes.js")).then((module) => {
      causes = module;
      if (report !== this.state.report) return;
      this.show(this.state);
      this.select(this.chosen);
    }, (error) => this.act.lacking(error, () => this.show(this.state)));
    return [];
  }

  /** Marks the selected finding and brings it into view within the panel. */
  select(key) {
    this.chosen = key;
    for (const [other, item] of this.items) {
      const chosen = other === key;
      item.classList.toggle("chosen", chosen);
      if (chosen) item.querySelector(".go").setAttribute("aria-current", "true");
      else item.querySelector(".go").removeAttribute("aria-current");
      if (chosen) {
        const fold = item.closest("details");
        if (fold) fold.open = true;
        this.more(item, key);
        reveal(item);
      }
    }
  }

  /** What opens under a chosen finding. */
  more(item, key) {
    const { state } = this;
    const finding = this.order.find((other) => keyOf(other) === key);
    lazy("later/finding.js", () => import("./later/finding.js")).then(({ draw }) => item.isConnected && draw(item.querySelector(".more"), finding, state, this.act), (error) => this.act.lacking(error, () => this.more(item, key)));
  }

  changes({ edits, base, name }) {
    if (!edits.size) return null;
    return h(
      "section",
      { class: "card changes" },
      h("h3", null, say("changes", edits.size)),
      h("ul", null, Array.from(edits, ([id, text]) => h(
        "li",
        null,
        h("button", { type: "button", class: "text", onclick: () => this.act.look(id) }, say("change", name(id), textOf(base.cells[id]) || say("nothing_there"), text || say("nothing_there"))),
        h("button", { type: "button", class: "small", onclick: () => this.act.restore(id) }, say("undo_cell")),
      ))),
      h("p", { class: "buttons" },
        h("button", { type: "button", id: "undo", onclick: this.act.undo }, say("undo")),
        h("button", { type: "button", onclick: this.act.restoreAll }, say("undo_all"))),
      h("p", { class: "aside" }, say("changes_note")),
    );
  }

  listed(findings) {
    return h("ul", { class: "findings" }, findings.map((finding) => this.finding(finding)));
  }

  folded(findings) {
    if (findings.length <= FEW) return this.listed(findings);
    const families = new Map();
    for (const finding of findings) {
      const family = familyOf(finding);
      families.set(family, (families.get(family) || []).concat(finding));
    }
    return Array.from(families, ([family, some]) => some.length === 1 ? this.listed(some) : h(
      "details",
      { class: "family" },
      h("summary", null, say("family_count", say("families")[family] || family, some.length)),
      this.listed(some),
    ));
  }

  finding(finding) {
    const { reasons } = this.state;
    const key = keyOf(finding);
    const kind = finding.status === "undecided" ? "undecided" : finding.severity === "error" ? "broken" : "warned";
    const [words, sum] = sentenceOf(finding);
    const item = h(
      "li",
      { class: `finding ${kind}` },
      h("button", { type: "button", class: "go", onclick: () => this.act.select(key) },
        shape(kind === "warned" ? "unrecognised" : kind),
        h("span", { class: "words" },
          h("span", { class: "vh" }, `${say(kind === "undecided" ? "undecided" : kind === "broken" ? "broken" : "hints")} `),
          words,
          sum && h("span", { class: "sum" }, sum))),
      reasons && reasons.note(finding),
      h("div", { class: "more" }),
    );
    this.items.set(key, item);
    this.order.push(finding);
    return item;
  }

  note({ message, at }) {
    return h("li", null, message, at && h("button", { type: "button", class: "quiet", onclick: () => this.act.original({ cells: [], at }) }, say("show_original")));
  }
}

/** What a fold is known by when it is drawn anew: its words without their counts. */
const foldOf = (fold) => fold.firstChild.textContent.replace(/\d/g, "");

/** Scrolls only the box that holds an item, never the page. */
function reveal(item) {
  const box = item.closest(".panel");
  const outer = box.getBoundingClientRect();
  const inner = item.getBoundingClientRect();
  if (box.scrollHeight <= box.clientHeight) return;
  if (inner.top < outer.top + 56) box.scrollTop += inner.top - outer.top - 56;
  else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom + 12;
}
