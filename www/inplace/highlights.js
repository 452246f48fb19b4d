// Marks on the text itself, by the browser's own means: CSS Custom Highlights. The page's nodes hear nothing
// of it, and what edits them takes the marks along.

import { HIGHLIGHTS } from "./looks.js";

const NAMES = ["suspect", "broken", "undecided", "warned"];

/** Whether a document knows highlights, and lets a tree have a sheet that no markup says. */
export const able = (document) => {
  const view = document.defaultView;
  return Boolean(view && view.CSS && view.CSS.highlights && view.Highlight && "adoptedStyleSheets" in document);
};

export class Highlights {
  constructor() {
    /** Element or range → { range, look, view }. */
    this.set = new Map();
    /** Document or shadow root → its sheet. */
    this.sheets = new Map();
  }

  /** Marks as given: a map from element or range to { element, look }; others go. */
  draw(marks) {
    for (const [thing, one] of this.set) {
      const now = marks.get(thing);
      if (now && now.look === one.look) continue;
      this.list(one.view, one.look).delete(one.range);
      this.set.delete(thing);
    }
    this.tidy();
    for (const [thing, { element, look }] of marks) {
      this.dress(element.getRootNode());
      if (this.set.has(thing)) continue;
      const view = element.ownerDocument.defaultView;
      let range = thing;
      if (thing === element) {
        range = element.ownerDocument.createRange();
        range.selectNodeContents(element);
      }
      this.list(view, look).add(range);
      this.set.set(thing, { range, look, view });
    }
  }

  /** All of one kind in a window, whoever marked them. */
  list(view, look) {
    const { highlights } = view.CSS;
    const name = `gouji-${look}`;
    if (!highlights.has(name)) {
      const made = new view.Highlight();
      made.priority = NAMES.length - NAMES.indexOf(look);
      highlights.set(name, made);
    }
    return highlights.get(name);
  }

  /** A tree has the styles, also after the page has put its own list of sheets in. */
  dress(tree) {
    const document = tree.ownerDocument || tree;
    if (!("adoptedStyleSheets" in tree)) return;
    let sheet = this.sheets.get(tree);
    if (!sheet) {
      sheet = new document.defaultView.CSSStyleSheet();
      sheet.replaceSync(HIGHLIGHTS);
      this.sheets.set(tree, sheet);
    }
    if (!Array.from(tree.adoptedStyleSheets).includes(sheet)) tree.adoptedStyleSheets = Array.from(tree.adoptedStyleSheets).concat(sheet);
  }

  /** Lets go of trees that the page has thrown away. */
  tidy() {
    for (const tree of this.sheets.keys()) if (!(tree.host ? tree.isConnected : tree.defaultView)) this.sheets.delete(tree);
  }

  /** Whether the styles are still where they were put. */
  get dressed() {
    return Array.from(this.sheets).every(([tree, sheet]) => Array.from(tree.adoptedStyleSheets).includes(sheet));
  }

  remove() {
    this.draw(new Map());
    for (const [tree, sheet] of this.sheets) tree.adoptedStyleSheets = Array.from(tree.adoptedStyleSheets).filter((other) => other !== sheet);
    this.sheets.clear();
  }
}
