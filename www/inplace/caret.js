// The caret in cells of something that is edited, and writing there as a person would: by the browser's own
// command, so that undo takes it back.

import { bare } from "./reading.js";

// One number, as it is written in a cell.
const NUMBER = /[-+－−]?[\d０-９](?:[\d０-９,，.．]*[\d０-９])?/g;

/** Texts of an element that say something, up to a table in it. */
function texts(element) {
  const found = [];
  // NodeFilter.SHOW_ELEMENT | SHOW_TEXT
  const walker = element.ownerDocument.createTreeWalker(element, 5);
  while (walker.nextNode()) {
    const { localName, data } = walker.currentNode;
    if (localName === "table") break;
    if (data && bare(data)) found.push(walker.currentNode);
  }
  return found;
}

/** The range of the one number in an element: what stands around it stays. All of its text where there are several, or none. */
export function numberOf(element) {
  const found = [];
  for (const node of texts(element)) {
    if (node.parentElement.closest("sup,s,del")) continue;
    for (const match of node.data.matchAll(NUMBER)) found.push([node, match.index, match.index + match[0].length]);
  }
  if (found.length !== 1) return textOf(element);
  const [[node, start, end]] = found;
  const range = element.ownerDocument.createRange();
  range.setStart(node, start);
  range.setEnd(node, end);
  return range;
}

/** The range of all text in an element; where there is none, a place in which text would stand. */
export function textOf(element) {
  const document = element.ownerDocument;
  const range = document.createRange();
  const all = texts(element);
  const first = all[0];
  const last = all[all.length - 1];
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
  // All or nothing.
  return changes.every(({ element }) => editable(element)) && changes.every(({ element, text }) => {
    const document = element.ownerDocument;
    const around = element.closest("[contenteditable]") || document.body;
    if (around && !around.contains(document.activeElement)) around.focus({ preventScroll: true });
    const range = numberOf(element);
    select(range);
    // Nothing to write over is nothing to write.
    if (range.toString().trim() === text) return true;
    return document.execCommand("insertText", false, text);
  });
}
