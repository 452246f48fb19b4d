// What stands in an element before anything is taken in; `part` names what a host page may style.

import { h } from "../dom.js";

// The shapes of index.html; a test holds them equal. `use` looks for them in its own tree only.
export const SHAPES = {
  holds: [["circle", { cx: 12, cy: 12, r: 11 }], ["path", { d: "M6.5 12.5l4 4 7.5-9" }]],
  broken: [["path", { class: "body", d: "M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4z" }], ["path", { d: "M8 8l8 8M16 8l-8 8" }]],
  undecided: [["path", { class: "body", d: "M12 .8L23.2 12 12 23.2.8 12z" }], ["path", { d: "M9.2 9.6c0-3.6 5.6-3.6 5.6-.2 0 2.2-2.8 2.2-2.8 4.4M12 16.6v.6" }]],
  unrecognised: [["circle", { cx: 12, cy: 12, r: 11 }], ["path", { d: "M7 12h10" }]],
};

function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** The box, and a way to find what is in it by name. */
export function frame() {
  const named = new Map();
  const name = (key, node) => {
    named.set(key, node);
    return node;
  };
  const button = (key, attributes = {}) =>
    name(key, h("button", Object.assign({ type: "button", "data-say": key, part: `button ${key}` }, attributes)));
  /** Where one walks from finding to finding: above the list, and on narrow screens at their foot. */
  const walk = (key, more = "") => name(`${key}walk`, h("span", { class: `walk${more}` }, name(`${key}position`, h("span")),
    name(`${key}back`, h("button", { type: "button", class: "quiet", "data-say": "back", "data-say-title": "back_title", part: "button back" })),
    name(`${key}next`, h("button", { type: "button", class: "quiet", "data-say": "next", "data-say-title": "next_title", part: "button next" }))));
  const symbols = Object.entries(SHAPES).map(([id, drawn]) =>
    svg("symbol", { id: `i-${id}`, viewBox: "0 0 24 24" }, ...drawn.map(([tag, attributes]) => svg(tag, attributes))));
  const box = h(
    "div",
    { class: "gouji", part: "body" },
    svg("svg", { class: "symbols", "aria-hidden": "true", focusable: "false" }, ...symbols),
    h(
      "section",
      { class: "intake", part: "intake", "data-say-label": "input" },
      name("source", h(
        "div",
        { class: "source" },
        h("ul", { class: "parts", "data-say-label": "parts", hidden: true }),
        h("textarea", { rows: 4, spellcheck: "false", autocomplete: "off", "aria-describedby": "privacy", "data-say-label": "paste_label", "data-say-hint": "paste_hint", part: "paste" }),
        h("input", { type: "file", class: "vh", tabindex: "-1", multiple: true, "data-say-label": "file_label" }),
      )),
      h("div", { class: "actions" }, button("check", { class: "main" }), button("choose"), button("clear", { class: "quiet", hidden: true }), h("span", { class: "privacy", id: "privacy", "data-say": "privacy" })),
    ),
    name("trouble", h("p", { class: "trouble", role: "alert", part: "trouble", hidden: true })),
    name("notice", h("p", { class: "notice", role: "status", part: "notice", hidden: true })),
    name("result", h(
      "div",
      { class: "result", part: "result", hidden: true },
      name("verdict", h("section", { class: "verdict", part: "verdict", "aria-labelledby": "verdict-title" })),
      name("findings", h(
        "section",
        { class: "panel", part: "findings", tabindex: "-1", "aria-labelledby": "findings-title" },
        h(
          "div",
          { class: "panel-head" },
          h("h2", { id: "findings-title", "data-say": "findings" }),
          walk(""),
        ),
        name("covered", h("p", { class: "aside covered", part: "covered" })),
        name("list", h("div")),
      )),
      h(
        "section",
        { class: "sheet", part: "form", "data-say-label": "form" },
        name("legend", h("ul", { class: "legend", "data-say-label": "legend" })),
        h("div", { class: "pages" }, name("tables", h("div", { class: "tables" }))),
      ),
      walk("foot_", " at-foot"),
    )),
    name("live", h("p", { class: "vh", role: "status", "aria-live": "polite" })),
  );
  return { box, find: (key) => named.get(key) };
}
