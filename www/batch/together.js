// What reports say together: years, families, what is not there.

import { h, put } from "../dom.js";
import { number, say } from "./words.js";

export class Together {
  constructor({ ask }) {
    this.ask = ask;
    this.node = h("section", { class: "together", "aria-labelledby": "together-title", hidden: true });
    this.dropped = new Set();
    this.accepted = new Set();
  }

  clear() {
    this.node.hidden = true;
    put(this.node);
  }

  show(overview, items) {
    this.items = items;
    const { pairs, enforcement = [], repeated, absent, unnamed, families, alike } = overview;
    const differ = enforcement.filter(({ findings }) => findings.length);
    const bad = pairs.filter(({ findings }) => findings.length).length;
    const fold = (title, children, open) => h("details", { open }, h("summary", null, title), children);
    const path = (index) => h("li", null, this.items[index].path);
    const offered = families.filter((family) => !this.dropped.has(this.keyOf(family)));
    this.node.hidden = items.length < 2;
    put(this.node,
      h("h3", { id: "together-title" }, say("together")),
      h("p", null, pairs.length ? say("pairs", number(pairs.length), number(bad)) : say("pairs_none")),
      enforcement.length > 0 && fold(say("enforcement", number(enforcement.length), number(differ.length)), h("ul", { class: "names" }, differ.map((one) => h("li", null, one.findings.map(({ message }) => message).join(""), h("ul", null, path(one.this), path(one.annual))))), true),
      offered.length > 0 && fold(say("families", number(offered.length)), [
        h("p", { class: "aside" }, say("families_hint")),
        h("ul", { class: "families" }, offered.map((family) => this.family(family))),
      ], true),
      alike.length > 0 && fold(say("alike", number(alike.length)), [
        h("p", { class: "aside" }, say("alike_hint")),
        h("ul", { class: "names" }, alike.map(({ message, reports }) => h("li", null, message, reports.length < 6 && h("ul", null, reports.map(path))))),
      ], alike.length < 20),
      absent.length > 0 && fold(say("absent", number(absent.length)), [
        h("p", { class: "aside" }, say("absent_hint")),
        h("ul", { class: "names" }, absent.map(({ organ, year }) => h("li", null, say("absent_of", organ, year)))),
      ], absent.length < 20),
      repeated.length > 0 && fold(say("repeated", number(repeated.length)), h("ul", null, repeated.map(({ reports, alike }) => h("li", null, say(alike ? "repeated_alike" : "repeated_differ"), h("ul", null, reports.map(path)))))),
      unnamed.length > 0 && fold(say("unnamed", number(unnamed.length)), h("ul", null, unnamed.map(path))));
  }

  keyOf({ parent, children }) {
    return [parent, ...children].map((index) => this.items[index].path).join("\n");
  }

  family(family) {
    const { parent, children, year } = family;
    const key = this.keyOf(family);
    const name = this.items[parent].digest.organ || this.items[parent].path;
    const answer = h("div", { class: "sums", role: "status" });
    const check = h("button", { type: "button", onclick: () => {
      accept();
      members.focus();
    } }, say("family_check"));
    const members = h("summary", null, say("family_members"));
    // What is next to the one that goes, or the fold that held it.
    const drop = () => {
      this.dropped.add(key);
      const next = node.nextElementSibling || node.previousElementSibling || node.closest("details");
      next.querySelector("button:not([hidden]), summary").focus();
      node.remove();
    };
    const accept = () => {
      this.accepted.add(key);
      check.hidden = true;
      this.sum(family, answer);
    };
    const node = h("li", null,
      h("p", null, h("b", null, say("family_of", name, year, number(children.length)))),
      h("p", { class: "buttons" }, check, h("button", { type: "button", class: "quiet", onclick: drop }, say("family_drop"))),
      h("details", null, members, h("ul", { class: "names" }, children.map((index) => h("li", null, this.items[index].digest.organ || this.items[index].path)))),
      answer);
    // Agreed before more files came, or before the language changed.
    if (this.accepted.has(key)) accept();
    return node;
  }

  async sum({ parent, children }, answer) {
    const digest = (index) => this.items[index].digest;
    try {
      const { compared, findings, unknown } = await this.ask("familyOf", digest(parent), children.map(digest));
      put(answer,
        h("p", null, say("family_answer", number(compared), number(findings.length))),
        h("ul", null, findings.map(({ message }) => h("li", null, message))),
        unknown.length > 0 && [
          h("p", null, say("family_unknown", number(unknown.length))),
          h("ul", { class: "names" }, unknown.map((child) => h("li", null, this.items[children[child]].path))),
        ]);
    } catch (error) {
      console.error(error);
      put(answer, h("p", null, say("no_engine")));
    }
  }
}
