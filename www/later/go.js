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
  if (own || inner) whole(inner ? table : this.root.parentNode, table);
};

/** No row stands half below the head of its table: it comes down by what is hidden of it. */
function whole(box, table) {
  const at = (node) => node.getBoundingClientRect();
  const line = at(table.querySelector("thead")).bottom;
  const cut = Array.from(table.querySelectorAll("tbody tr")).find((row) => at(row).top < line - 1 && at(row).bottom > line + 1);
  if (cut && at(table.querySelector("thead")).top > at(table.querySelector("table")).top + 1) box.scrollTop -= line - at(cut).top;
}

/** To look at, not to type in until it is touched: no keyboard comes up over the form. */
function shown(input) {
  const mode = input.getAttribute("inputmode");
  if (mode === "none") return;
  input.setAttribute("inputmode", "none");
  for (const type of ["pointerdown", "blur"]) input.addEventListener(type, () => input.setAttribute("inputmode", mode), { once: true });
}
