// The caret in cells of something that is edited, and writing there as a person would: by the browser's own
// command, so that undo takes it back.

/** The range of all text in an element; where there is none, a place in which text would stand. */
export function textOf(element) {
  const document = element.ownerDocument;
  const range = document.createRange();
  // NodeFilter.SHOW_TEXT
  const walker = document.createTreeWalker(element, 4);
  let first = null;
  let last = null;
  while (walker.nextNode()) {
    if (!/[^\s\u200b\u2060\ufeff]/.test(walker.currentNode.data)) continue;
    first = first || walker.currentNode;
    last = walker.currentNode;
  }
  if (first) {
    range.setStart(first, first.data.search(/\S/));
    range.setEnd(last, last.data.replace(/\s+$/, "").length);
    return range;
  }
  let inner = element;
  while (inner.firstElementChild && !/^(br|img|input)$/.test(inner.firstElementChild.localName)) inner = inner.firstElementChild;
  range.setStart(inner, 0);
  range.collapse(true);
  return range;
}

/** Selects a range where the editor is. */
export function select(range) {
  const document = range.startContainer.ownerDocument;
  const selection = document.defaultView.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

/** Whether an element can be written in. */
export const editable = (element) => Boolean(element && (element.isContentEditable || (element.ownerDocument.designMode === "on")));

/** Writes [{ element, text }] by the browser's own command; tells whether it could. */
export function type(changes) {
  return changes.every(({ element, text }) => {
    if (!editable(element)) return false;
    const document = element.ownerDocument;
    const around = element.closest("[contenteditable]") || document.body;
    if (around && !around.contains(document.activeElement)) around.focus({ preventScroll: true });
    const range = textOf(element);
    select(range);
    // Nothing to write over is nothing to write.
    if (range.toString().trim() === text) return true;
    return document.execCommand("insertText", false, text);
  });
}
