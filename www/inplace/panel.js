// The list of what was found, and the words at a cell; both by keyboard and for who hears the page.

import { box, make } from "./make.js";
import { PANEL } from "./looks.js";

const FEW = 3;
const LONG = 60;

/** What a proposal would write, cell by cell. */
export const changesOf = ({ changes }) => changes.map(({ to }) => to).join("、");

export class Panel {
  /**
   * In an element (`into`), below one (`below`), or at the edge of the page, in the layer; `words` of words.js. `does`
   * hears: walk(step), go(item), fill(item, proposal), again(), close() and whether() something can be filled in.
   */
  constructor(document, { into, below }, layer, words, does) {
    this.document = document;
    this.into = into;
    this.below = below;
    this.layer = layer;
    this.words = words;
    this.does = does;
    this.floats = !into && !below;
    const button = (word, act, title) => make(document, "button", { type: "button", onclick: act, title }, words[word]);
    this.said = make(document, "b");
    this.position = make(document, "span");
    this.fold = button("fold", () => this.folds(!this.box.classList.contains("folded")));
    this.steps = make(document, "span", {}, button("back", () => does.walk(-1), "Shift+F8"), " ", button("next", () => does.walk(1), "F8"));
    this.rest = make(document, "div");
    this.box = make(document, "section", { class: `panel${this.floats ? " floats" : ""}`, "aria-label": words.name }, make(document, "div", { class: "head" }, this.said, this.position, this.steps, this.fold, does.close && button("close", does.close)), this.rest);
    if (!this.floats) {
      const { host, root } = box(document, PANEL);
      this.host = host;
      root.append(this.box);
    }
    this.items = new Map();
  }

  /** Puts the list where it belongs, also after the page has thrown it out. */
  attach() {
    const { into, below, host, layer } = this;
    if (this.floats) {
      if (!this.box.isConnected) layer.all.insertBefore(this.box, layer.note);
    } else if (below) {
      if (below.nextSibling !== host) below.after(host);
    } else if (host.parentNode !== into) into.append(host);
  }

  /** Makes way for a rectangle, the note and its cell: to another corner, or folded up where none has room. */
  avoid({ left, top, right, bottom }) {
    if (!this.floats) return;
    const { innerWidth, innerHeight } = this.document.defaultView;
    const own = this.box.getBoundingClientRect();
    const places = [[own.left, own.top], [innerWidth - own.right, own.top], [own.left, innerHeight - own.bottom], [innerWidth - own.right, innerHeight - own.bottom]];
    const at = places.findIndex(([x, y]) => x >= right || left >= x + own.width || y >= bottom || top >= y + own.height);
    const { classList } = this.box;
    if (at % 2 > 0) classList.toggle("left");
    if (at > 1) classList.toggle("top");
    if (at >= 0 || classList.contains("folded")) return;
    this.folds(true);
    this.avoid({ left, top, right, bottom });
  }

  folds(so) {
    this.box.classList.toggle("folded", so);
    this.fold.textContent = this.words[so ? "unfold" : "fold"];
    this.fold.setAttribute("aria-expanded", String(!so));
  }

  /** Looks as a verdict does. */
  dress(verdict) {
    const stays = ["floats", "left", "top", "folded"].filter((name) => this.box.classList.contains(name));
    this.box.className = ["panel", verdict].concat(stays).join(" ");
  }

  /** A sentence in place of an answer. */
  tell(sentence, { again = false, more = [] } = {}) {
    this.dress("");
    this.said.textContent = sentence;
    this.position.textContent = "";
    this.rest.textContent = "";
    this.steps.hidden = true;
    this.items.clear();
    this.rest.append(...(again ? [this.once()] : []), ...more);
  }

  once() {
    return make(this.document, "button", { type: "button", onclick: () => this.does.again() }, this.words.again);
  }

  /** What stands there is of before the last change. */
  age() {
    if (this.aged && this.aged.isConnected) return;
    this.aged = make(this.document, "p", { class: "said", role: "alert" }, this.words.aged, " ", this.once());
    this.rest.prepend(this.aged);
  }

  /** Draws the reports of an answer; `items` are their findings in the order in which one walks. */
  show({ reports, complete }, items, more) {
    this.attach();
    const { document, words } = this;
    const focused = this.box.getRootNode().activeElement;
    const had = focused && focused.dataset.key;
    const worst = ["inconsistent", "undecided", "unrecognised", "consistent"].find((verdict) => reports.some((report) => report.verdict === verdict)) || "";
    this.dress(worst);
    this.said.textContent = reports.length === 1 ? reports[0].message : words.count(items.length);
    this.steps.hidden = !items.length;
    this.items.clear();
    const parts = reports.map((report, n) => {
      const own = items.filter((item) => item.report === n);
      const name = [report.organ, report.year].filter(Boolean).join(" ") || words.nth(n + 1);
      return [
        reports.length > 1 && make(document, "h2", {}, `${name}：${report.message}`),
        report.causes.map((cause) => make(document, "p", { class: "said" }, cause)),
        own.length > 0 && make(document, "ol", {}, own.map((item) => this.row(item))),
        report.notes.slice(0, FEW).map((note) => make(document, "p", { class: "said later" }, note)),
      ];
    });
    this.rest.textContent = "";
    this.rest.append(...parts.flat(3).filter(Boolean), ...(complete ? [] : [make(document, "p", { class: "said later" }, words.first)]), ...more);
    const again = had && this.items.get(had);
    if (again) again.querySelector("button").focus();
    this.choose(this.chosen);
  }

  row(item) {
    const { document, does } = this;
    const go = make(document, "button", { type: "button", class: "go", onclick: () => does.go(item) }, ...this.sentence(item));
    go.dataset.key = item.key;
    const row = make(document, "li", { class: item.kind }, go, this.offers(item, item.proposals));
    this.items.set(item.key, row);
    return row;
  }

  sentence({ kind, words, figures, target, cells }) {
    const { document } = this;
    return [
      make(document, "span", { class: "kind" }, this.words[kind]), " ", words,
      figures && make(document, "span", { class: "figures" }, figures),
      !target && cells.length > 0 && make(document, "span", { class: "figures" }, this.words.elsewhere),
    ].filter(Boolean);
  }

  /** Buttons for likely values, or words where nothing can be written. */
  offers(item, proposals) {
    const { document, words, does } = this;
    if (!proposals.length) return null;
    const able = does.whether();
    return make(document, "div", { class: "offers" }, proposals.slice(0, FEW).map((proposal) => {
      const changes = changesOf(proposal);
      if (!able) return make(document, "span", { title: proposal.words }, words.likely(changes));
      return make(document, "button", { type: "button", class: "fill", title: proposal.words, "aria-label": `${words.fill(changes)}。${proposal.words}`, onclick: () => does.fill(item, proposal) }, words.fill(changes));
    }));
  }

  /** What the note at a cell says. */
  note(items, sentence) {
    const { document } = this;
    const proposals = [];
    for (const item of items) for (const one of item.proposals) if (!proposals.some(({ words }) => words === one.words)) proposals.push(one);
    const said = items.map((item) => make(document, "div", { class: item.kind }, ...this.sentence(item)));
    const offers = items.length && this.offers(items[0], proposals);
    return [sentence && sentence.length < LONG && make(document, "p", { class: "kind" }, sentence), ...said, offers].filter(Boolean);
  }

  choose(key, n, all) {
    this.chosen = key;
    for (const [other, row] of this.items) {
      row.classList.toggle("chosen", other === key);
      if (other === key) row.querySelector("button").setAttribute("aria-current", "true");
      else row.querySelector("button").removeAttribute("aria-current");
    }
    if (n) this.position.textContent = `${n} / ${all}`;
  }

  remove() {
    (this.host || this.box).remove();
  }
}
