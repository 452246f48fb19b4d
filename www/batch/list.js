// The list: worst first, narrowed by result, kind and words, a page at a time, so that thousands of
// reports cost no more to draw than a hundred.

import { h, put, shape } from "../dom.js";
import { SHAPES } from "../verdict.js";
import { firstOf } from "./output.js";
import { number, say } from "./words.js";

const PAGE = 100;
const VERDICTS = ["inconsistent", "undecided", "unrecognised", "consistent"];
const COLUMNS = ["result", "organ", "year", "broken", "undecided", "hints", "last", "first", "print"];
const NUMBERS = new Set(["year", "broken", "undecided", "hints"]);

const follows = ({ last }) => !last || !last.pair || !last.pair.findings.length;
const isProblem = (item) => item.digest.verdict !== "consistent" || !follows(item);
const nameOf = ({ digest, path }) => digest.organ || path;

/** The order of the exported list. */
const rank = ({ digest, path }) => [
  VERDICTS.indexOf(digest.verdict), -digest.broken, -digest.undecided, -digest.warnings, -digest.hints, digest.organ || "", digest.year || 0, path,
];
function worseFirst(a, b) {
  for (let i = 0; i < a.length; i += 1) {
    if (a[i] < b[i]) return -1;
    if (a[i] > b[i]) return 1;
  }
  return 0;
}

/** Makes these the children of a node and leaves alone those that already stand where they should. */
function replace(node, children) {
  let next = node.firstChild;
  for (const child of children) {
    if (child === next) next = next.nextSibling;
    else node.insertBefore(child, next);
  }
  while (next) {
    const { nextSibling } = next;
    next.remove();
    next = nextSibling;
  }
}

export class List {
  constructor({ open, print, kindName }) {
    this.hooks = { open, print, kindName };
    this.filter = "all";
    this.items = [];
    /** What is shown now, over all pages. */
    this.shown = [];
    this.first = 0;
    this.changed = true;
    /** Rows of the page shown, by item, so that only what changed is made anew. */
    this.rows = new Map();
    this.tiles = h("div", { class: "tiles", role: "group" });
    this.search = h("input", { type: "search", id: "batch-search", autocomplete: "off", spellcheck: "false", oninput: () => this.refresh() });
    this.kind = h("select", { id: "batch-kind", onchange: () => this.refresh() });
    this.head = h("tr", null, COLUMNS.map((column) => h("th", { scope: "col", class: NUMBERS.has(column) ? "n" : `c-${column}`, "data-column": column })));
    this.caption = h("caption", { class: "vh" });
    this.body = h("tbody");
    this.pages = h("p", { class: "pager" });
    /** Whether somebody points at a row or stands on one: then no row moves. */
    this.held = false;
    this.moved = false;
    const hold = (held) => () => {
      this.held = held || this.body.contains(document.activeElement);
      if (!this.held && this.moved) this.settle();
    };
    this.body.addEventListener("pointerenter", hold(true));
    this.body.addEventListener("pointerleave", hold(false));
    this.body.addEventListener("focusin", hold(true));
    // After it is known where the focus goes.
    this.body.addEventListener("focusout", () => setTimeout(hold(this.body.matches(":hover"))));
    this.node = h("div", { class: "batch-list" }, this.tiles,
      h("div", { class: "narrow" },
        h("label", { for: "batch-search", class: "vh" }), this.search,
        h("label", { for: "batch-kind", class: "vh" }), this.kind),
      h("div", { class: "scroll", tabindex: "0", role: "region" }, h("table", null, this.caption, h("thead", null, this.head), this.body)), this.pages);
  }

  reset() {
    this.filter = "all";
    this.search.value = "";
    this.held = false;
    this.first = 0;
    this.changed = true;
    this.show([]);
  }

  translate() {
    this.tiles.setAttribute("aria-label", say("show"));
    this.search.placeholder = say("search");
    this.node.querySelector("[for=batch-search]").textContent = say("search");
    this.node.querySelector("[for=batch-kind]").textContent = say("kind");
    this.node.querySelector(".scroll").setAttribute("aria-label", say("list"));
    this.caption.textContent = say("list");
    this.rows.clear();
    for (const th of this.head.children) th.textContent = say(`col_${th.dataset.column}`);
    this.changed = true;
  }

  refresh() {
    this.first = 0;
    this.changed = true;
    this.show(this.items);
    this.node.dispatchEvent(new CustomEvent("narrowed", { bubbles: true }));
  }

  show(items) {
    this.items = items;
    if (!this.changed) return;
    this.changed = false;
    const ready = items.filter(({ digest }) => digest).map((item) => ({ item, key: rank(item) }));
    ready.sort((a, b) => worseFirst(a.key, b.key));
    const sorted = ready.map(({ item }) => item);
    if (this.held && this.all) {
      // What is new stands at the end until nobody looks at a row.
      const there = new Set(sorted);
      const stay = this.all.filter((item) => there.has(item));
      const had = new Set(stay);
      this.all = stay.concat(sorted.filter((item) => !had.has(item)));
    } else this.all = sorted;
    this.moved = this.all.some((item, at) => item !== sorted[at]);
    this.drawTiles();
    this.drawKinds();
    const words = this.search.value.trim().toLowerCase();
    const tests = { all: () => true, problems: isProblem, unseen: ({ seen }) => !seen };
    const chosen = tests[this.filter] || (({ digest }) => digest.verdict === this.filter);
    const fits = (item) =>
      chosen(item) &&
      (!this.kind.value || (this.kind.value === "year" ? !follows(item) || item.digest.kinds.year : item.digest.kinds[this.kind.value])) &&
      (!words || (item.digest.organ || "").toLowerCase().includes(words) || item.path.toLowerCase().includes(words));
    this.shown = this.all.filter(fits);
    this.drawPage();
  }

  /** Puts the rows in order once more. */
  settle() {
    this.changed = true;
    this.show(this.items);
  }

  drawTiles() {
    const count = (test) => this.all.filter(test).length;
    const counts = { all: this.all.length, problems: count(isProblem), unseen: count(({ seen }) => !seen) };
    for (const verdict of VERDICTS) counts[verdict] = count(({ digest }) => digest.verdict === verdict);
    const focused = document.activeElement && document.activeElement.dataset.filter;
    put(this.tiles, ["all", "problems", ...VERDICTS, ...(counts.unseen < this.all.length || this.filter === "unseen" ? ["unseen"] : [])].map((filter) => h(
      "button",
      { type: "button", class: `tile ${filter}`, "data-filter": filter, "aria-pressed": String(this.filter === filter), onclick: () => { this.filter = filter; this.refresh(); } },
      SHAPES[filter] && shape(SHAPES[filter]), h("span", null, say(filter)), h("b", null, number(counts[filter])),
    )));
    if (focused) this.tiles.querySelector(`[data-filter=${focused}]`).focus();
  }

  /** Kinds with the reports that have them, most first. */
  drawKinds() {
    const counts = new Map();
    for (const item of this.all) {
      const kinds = new Set(Object.keys(item.digest.kinds));
      if (!follows(item)) kinds.add("year");
      for (const kind of kinds) counts.set(kind, (counts.get(kind) || 0) + 1);
    }
    const chosen = this.kind.value;
    const sorted = Array.from(counts).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    put(this.kind, h("option", { value: "" }, say("kind_all")),
      sorted.map(([kind, n]) => h("option", { value: kind, selected: kind === chosen }, say("kind_count", this.hooks.kindName(kind), number(n)))));
  }

  drawPage() {
    const all = this.shown.length;
    if (this.first >= all) this.first = 0;
    const page = this.shown.slice(this.first, this.first + PAGE);
    // Whoever stands on a row stays there while results come in.
    const held = document.activeElement && this.body.contains(document.activeElement) ? document.activeElement.dataset : null;
    const had = this.rows;
    this.rows = new Map(page.map((item) => {
      const { digest, last, seen, edited } = item;
      const old = had.get(item);
      return [item, old && old.digest === digest && old.last === last && old.seen === seen && old.edited === edited ? old : { digest, last, seen, edited, row: this.row(item) }];
    }));
    const rows = page.map((item) => this.rows.get(item).row);
    replace(this.body, rows.length ? rows : [h("tr", null, h("td", { colspan: String(COLUMNS.length), class: "nothing" }, this.all.length ? say("nothing") : ""))]);
    if (held && held.path) {
      const again = Array.from(this.body.querySelectorAll("button")).find(({ dataset }) => dataset.path === held.path && dataset.act === held.act);
      if (again) again.focus({ preventScroll: true });
    }
    const turned = this.pages.contains(document.activeElement) && document.activeElement.dataset.turn;
    const turn = (step, key) => h("button", { type: "button", "data-turn": key, disabled: step < 0 ? this.first === 0 : this.first + PAGE >= all, onclick: () => { this.first += step; this.drawPage(); this.node.scrollIntoView(); } }, say(key));
    put(this.pages, this.moved && h("span", { class: "aside" }, say("unsorted")), all > PAGE && [turn(-PAGE, "page_back"), h("span", null, say("page", number(this.first + 1), number(this.first + page.length), number(all))), turn(PAGE, "page_next")]);
    // On the last page only the way back is left.
    const again = turned && (this.pages.querySelector(`[data-turn=${turned}]:not(:disabled)`) || this.pages.querySelector("button:not(:disabled)"));
    if (again) again.focus({ preventScroll: true });
  }

  row(item) {
    const { digest, edited, path } = item;
    const { verdict, organ, year, broken, undecided } = digest;
    // With what the years say of it, as where it is opened.
    const hints = digest.warnings + digest.hints + (item.last && item.last.pair ? item.last.pair.findings.length : 0);
    // On a narrow screen, where no head stands above it, a number has its name beside it.
    const count = (n, kind) => h("td", { class: n ? `n some ${kind}` : "n none", "data-label": say(`col_${kind}`) }, n ? number(n) : "–");
    const name = nameOf(item);
    return h("tr", { class: verdict },
      h("td", { class: "c-result" }, shape(SHAPES[verdict]), " ", say(verdict), edited && h("span", { class: "altered" }, say("edited_mark", edited.cells.length)), item.seen && h("span", { class: "seen" }, say("seen_mark"))),
      h("th", { scope: "row", class: "c-organ" },
        h("button", { type: "button", class: "text", "data-path": path, "data-act": "open", title: say("open_title", name), disabled: !item.file, onclick: () => this.hooks.open(item) }, organ || say("no_organ")),
        h("span", { class: "path" }, path)),
      h("td", { class: year ? "n" : "n none" }, year ? String(year) : "–"),
      count(broken, "broken"), count(undecided, "undecided"), count(hints, "hints"),
      h("td", { class: item.last || verdict !== "unrecognised" ? "c-last" : "c-last none" }, this.lastOf(item)),
      h("td", { class: "c-first" }, firstOf(item), digest.unchecked && h("p", { class: "aside" }, digest.unchecked), edited && h("p", { class: "altered" }, say("edited_answer", edited.cells.length, edited.answers[1]))),
      h("td", { class: "c-print" }, h("button", { type: "button", class: "quiet small", "data-path": path, "data-act": "print", "aria-label": say("print_title", name), onclick: () => this.hooks.print([item]) }, say("print"))));
  }

  lastOf({ last, digest }) {
    if (!last) return digest.verdict === "unrecognised" ? "–" : say("waiting");
    if (last.key) return say(last.key);
    const { findings } = last.pair;
    if (!findings.length) return say("follows");
    return h("details", null, h("summary", null, say("follows_not", findings.length)),
      h("ul", null, findings.map(({ message }) => h("li", null, message))), h("p", { class: "path" }, last.path));
  }

  /** The button that opens a report, where it is on the page shown. */
  buttonOf(item) {
    return Array.from(this.body.querySelectorAll("[data-act=open]")).find(({ dataset }) => dataset.path === item.path);
  }
}
