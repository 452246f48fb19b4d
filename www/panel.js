// The findings in sentences: causes first, then what else does not hold, then the rest, folded.

import { h, put, shape } from "./dom.js";
import { lazy } from "./lazy.js";
import { arrange, keyOf, sentenceOf } from "./marks.js";
import { say } from "./words.js";

/** The module that draws causes and changes; fetched where there are any. */
let more = null;

export class Panel {
  /** `act` holds what the buttons do: select, look, attempt, undo, redo, restore, restoreAll, original, off; `lacking(error, again)`. */
  constructor(root, act) {
    this.root = root;
    this.act = act;
    this.items = new Map();
  }

  /** Shows a session; `more` are its reasons, and what is known of rules and cells. */
  show(state) {
    const { report, accepted, edits, undone } = state.session;
    const focused = this.root.getRootNode().activeElement;
    const within = this.root.contains(focused);
    const unfolded = new Set(Array.from(this.root.querySelectorAll("details[open]"), foldOf));
    const [held] = Array.from(this.items).find(([, item]) => item.contains(focused)) || [];
    this.items = new Map();
    this.state = state;
    if (!more && (report.explanations.length || edits.size || undone.length)) this.fetch();
    // The card above says it, cell by cell.
    const notes = report.notes.filter(({ code }) => code !== "edited");
    const list = arrange(more ? report : Object.assign({}, report, { explanations: [] }), accepted);
    const causes = more ? more.causes(state, list.causes, this.act, (findings) => this.listed(findings)) : [];
    put(
      this.root,
      more && more.changes(state.session, state.name, this.act),
      !report.findings.length && report.verdict === "consistent" && h("p", { class: "fine" }, shape("holds"), say("all_good", report.summary.relations, report.summary.read)),
      causes,
      list.errors.length > 0 && [h("h3", null, causes.length ? say("others") : say("broken")), this.listed(list.errors)],
      notes.length > 0 && [h("h3", null, say("notes")), h("ul", { class: "notes" }, notes.map((note) => this.note(note)))],
      list.unsure.length > 0 && [h("h3", null, say("unsure")), list.unsure.map(([family, some]) => (family && some.length > 1 ? this.folded((state.rules.get(some[0].rule) || {}).title || family, some) : this.listed(some)))],
      list.hints.length > 0 && [h("h3", null, say("hints")), this.listed(list.hints)],
      list.accepted.length > 0 && this.folded(say("accepted"), list.accepted),
    );
    for (const fold of this.root.querySelectorAll("details")) fold.open = unfolded.has(foldOf(fold));
    const fold = within && this.items.has(held) && this.items.get(held).closest("details");
    if (fold) fold.open = true;
    // What had the focus and is gone hands it to what took its place.
    const go = (key) => this.items.has(key) && this.items.get(key).querySelector(".go");
    const next = go(held) || this.root.querySelector("#undo") || go(this.chosen) || this.root.closest("[tabindex]");
    if (within && next) next.focus({ preventScroll: true });
  }

  fetch() {
    lazy("later/causes.js", () => import("./later/causes.js")).then((module) => {
      more = module;
      // Cleared meanwhile, or shown for a rehearsal only.
      if (!this.state.session.report) return;
      this.show(this.state);
      this.select(this.chosen);
    }, (error) => this.act.lacking(error, () => this.fetch()));
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
    const finding = state.session.finding(key);
    lazy("later/finding.js", () => import("./later/finding.js")).then(({ draw }) => item.isConnected && draw(item.querySelector(".more"), finding, state, this.act), (error) => this.act.lacking(error, () => this.more(item, key)));
  }

  listed(findings) {
    return h("ul", { class: "findings" }, findings.map((finding) => this.finding(finding)));
  }

  folded(name, findings) {
    return h("details", { class: "family" }, h("summary", null, say("family_count", name, findings.length)), this.listed(findings));
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
    return item;
  }

  note({ message, at }) {
    return h("li", null, message, at && !this.state.placeless && h("button", { type: "button", class: "quiet", onclick: () => this.act.original({ cells: [], at }) }, say("show_original")));
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
