// Hears what changes in the trees that are read, and what the reader does in them. A tree that the page has
// thrown away is let go of.

import { isOwn } from "./make.js";

// What an editor or a page changes that may change what is read.
const SEEN = ["style", "class", "hidden", "colspan", "rowspan", "open"];

export class Hearing {
  /**
   * `does` hears changed(node, whole), gone(tree), styled(), over(event), click(path), caret(document) and
   * key(event); `layer` follows what is heard.
   */
  constructor(layer, does) {
    this.layer = layer;
    this.does = does;
    /** Document, shadow root or element → what takes its listeners away. */
    this.trees = new Map();
    this.observer = new MutationObserver((records) => this.changed(records));
  }

  /** Hears of a root and of keys in the document that shows its marks, and of nothing else. */
  begin(root) {
    this.end();
    this.root = root;
    this.follow(root);
    const { document } = this.layer;
    if (!this.trees.has(document)) this.hear(document, document, "keydown", (event) => this.does.key(event));
  }

  hear(tree, target, name, act) {
    target.addEventListener(name, act, true);
    const leave = this.trees.get(tree) || [];
    leave.push(() => target.removeEventListener(name, act, true));
    this.trees.set(tree, leave);
  }

  /** Hears of a tree, and of the document that it is in; once each. */
  follow(node) {
    if (this.trees.has(node)) return;
    const { does, layer } = this;
    this.observer.observe(node, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: SEEN });
    this.hear(node, node, "input", ({ target }) => does.changed(target));
    this.hear(node, node, "pointerover", does.over);
    this.hear(node, node, "click", (event) => does.click(event.composedPath()));
    this.hear(node, node, "load", ({ target }) => {
      // A frame that loads something else has another document.
      if (/frame|link|style/.test(target.localName)) does.styled();
    });
    const document = node.ownerDocument || node;
    if (node !== document && this.trees.has(document)) return;
    layer.watch(document);
    this.hear(document, document, "keydown", does.key);
    this.hear(document, document, "selectionchange", () => does.caret(document));
    if (document.defaultView) this.hear(document, document.defaultView, "resize", does.styled);
  }

  /** Hears of these trees besides the root's own, and of no others any more. */
  only(scopes) {
    for (const scope of scopes) this.follow(scope);
    const { root, layer } = this;
    const kept = new Set([root, root.ownerDocument, layer.document]);
    for (const [tree, leave] of this.trees) {
      if (kept.has(tree) || scopes.has(tree)) continue;
      for (const one of leave) one();
      this.trees.delete(tree);
      if (tree.nodeType === 9) layer.leave(tree);
      this.does.gone(tree);
    }
  }

  changed(records) {
    for (const { target, type } of records) if (!isOwn(target)) this.does.changed(target, type === "attributes");
  }

  end() {
    this.observer.disconnect();
    for (const leave of this.trees.values()) for (const one of leave) one();
    this.trees.clear();
  }
}
