// Going to a cell of the form.

import { Form } from "../form.js";

Form.prototype.go = function go(id) {
  const cell = this.cells.get(id);
  if (!cell) return;
  if (matchMedia("(pointer: coarse)").matches) shown(cell.input);
  cell.input.focus({ preventScroll: true });
  const scrolls = (node) => node.scrollHeight > node.clientHeight + 1 && getComputedStyle(node).overflowY !== "visible";
  const table = cell.td.closest(".scroll");
  // Where the form, or its table, scrolls by itself, as much of it as can be seen is.
  const own = scrolls(this.root.parentNode);
  const inner = !own && scrolls(table);
  // No row stops below the head of its columns.
  table.style.scrollPaddingTop = inner ? `${table.querySelector("thead").offsetHeight}px` : "";
  if (own) this.reveal(id);
  if (inner) table.scrollIntoView({ block: "start" });
  cell.td.scrollIntoView({ block: own || inner ? "nearest" : "center", inline: "center" });
};

/** To look at, not to type in until it is touched: no keyboard comes up over the form. */
function shown(input) {
  const mode = input.getAttribute("inputmode");
  if (mode === "none") return;
  input.setAttribute("inputmode", "none");
  for (const type of ["pointerdown", "blur"]) input.addEventListener(type, () => input.setAttribute("inputmode", mode), { once: true });
}
