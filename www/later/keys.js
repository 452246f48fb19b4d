// What keys do in a report: from cell to cell, back to what stood there, undo and redo, to the next finding.

import "./hands.js";

/** Kinds of fields without a text of their own. */
const TEXTLESS = /^(checkbox|radio|file|button|submit|reset|range|color)$/;

/**
 * Listens in `root`, the page or an element; `form` and `session` are its own, `walk(step)` goes to a finding.
 * `off()` tells that another view has the keys.
 */
export function listen(root, form, session, walk, off = () => false) {
  form.root.addEventListener("keydown", (event) => inForm(event, form, session));
  form.root.addEventListener("change", () => session.settle());
  root.addEventListener("keydown", (event) => {
    if (!off() && history(event, session)) return;
    if (event.key !== "F8" || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    walk(event.shiftKey ? -1 : 1);
  });
}

/**
 * Takes back, or does again, where a key asks for it: but not in a field that does so itself. Tells
 * whether it was such a key.
 */
function history(event, session) {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y")) return false;
  const { nodeName, type, dataset, value } = event.composedPath()[0];
  if (/^(TEXTAREA|INPUT)$/.test(nodeName) && !TEXTLESS.test(type) && value && !dataset.cell) return false;
  // The browser's own undo would type over the cell that was written in last, wherever one is now.
  event.preventDefault();
  if (key === "y" || event.shiftKey) session.redo();
  else session.undo();
  return true;
}

function inForm(event, form, session) {
  const { cell } = event.target.dataset;
  if (!cell || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  // A frame's host hears of the others.
  if (event.key === "Escape" && session.escape(cell)) event.preventDefault();
  const step = { ArrowDown: 1, Enter: event.shiftKey ? -1 : 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const next = below(form, cell, step);
  if (next) form.cells.get(next).input.focus();
}

const neighbour = (row, step) => (step > 0 ? row.nextElementSibling : row.previousElementSibling);

/** The cell below (1) or above (-1): the nearest that overlaps in its own table; null where there is none. */
export function below(form, id, step) {
  const { td } = form.cells.get(id);
  const here = td.getBoundingClientRect();
  for (let row = neighbour(td.parentNode, step); row; row = neighbour(row, step)) {
    for (const other of row.querySelectorAll("td")) {
      const there = other.getBoundingClientRect();
      if (there.left < here.right - 2 && there.right > here.left + 2) return other.firstChild.dataset.cell;
    }
  }
  return null;
}

/** A cell and those to the right of it in its line. */
export function line(form, id) {
  const { td } = form.cells.get(id);
  const all = Array.from(td.parentNode.querySelectorAll("td"));
  return all.slice(all.indexOf(td)).map((other) => other.firstChild.dataset.cell);
}
