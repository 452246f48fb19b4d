// Which cells to look up, and in which order.

import { unread } from "../marks.js";

// A cell less likely wrong than this is not looked up for that.
export const LIKELY = 0.05;

/** Cells in which nothing was read, or nothing that is a number. */
export const lacking = ({ cells }) => Object.keys(cells).filter((id) => /^(missing|unreadable)$/.test(cells[id].state));

/**
 * What to look up, in this order: { cell, settles: findings that are open until then, suspicion, hints }. A broken
 * relation asks for the cells that may be wrong in it, an undecided one for those that were not read; then come
 * those that were not read and that no relation has. `ids` are the cells in the order of the form.
 */
export function order(report, ids = Object.keys(report.cells)) {
  const { cells, findings, explanations } = report;
  const suspicion = new Map();
  const first = new Set();
  for (const { suspicion: some, look_first: look } of explanations) {
    for (const [id, share] of Object.entries(some)) suspicion.set(id, Math.max(share, suspicion.get(id) || 0));
    if (look) first.add(look);
  }
  const asked = new Map();
  for (const finding of findings) {
    const hard = finding.status === "undecided" || (finding.status === "broken" && finding.severity === "error");
    if (!hard || !finding.cells.length) continue;
    const likely = finding.status === "undecided"
      ? finding.cells.filter((id) => unread(cells[id]) || cells[id].state === "blank")
      : finding.cells.filter((id) => (suspicion.get(id) || 0) >= LIKELY);
    asked.set(finding, new Set(likely.length ? likely : finding.cells));
  }
  const at = new Map(ids.map((id, index) => [id, index]));
  const rows = [];
  while (asked.size) {
    const settles = new Map();
    for (const [finding, some] of asked) for (const id of some) settles.set(id, (settles.get(id) || []).concat(finding));
    const weight = (id) => settles.get(id).length + (suspicion.get(id) || 0) * 4 + (first.has(id) ? 2 : 0);
    const [cell] = Array.from(settles.keys()).sort((a, b) => weight(b) - weight(a) || at.get(a) - at.get(b));
    rows.push({ cell, settles: settles.get(cell), suspicion: suspicion.get(cell) || 0, hints: [] });
    for (const finding of settles.get(cell)) {
      const left = asked.get(finding);
      left.delete(cell);
      // One wrong cell explains a sum; a sum of which several were not read wants all of them.
      if (finding.status === "broken" || !left.size) asked.delete(finding);
    }
  }
  const listed = new Map(rows.map((row) => [row.cell, row]));
  for (const cell of lacking(report).sort((a, b) => at.get(a) - at.get(b))) {
    if (listed.has(cell)) continue;
    listed.set(cell, { cell, settles: [], suspicion: 0, hints: [] });
    rows.push(listed.get(cell));
  }
  // What else may be wrong, likeliest first; then what texts and years say otherwise.
  for (const [cell, share] of Array.from(suspicion).sort((a, b) => b[1] - a[1] || at.get(a[0]) - at.get(b[0]))) {
    if (share < LIKELY || listed.has(cell) || unread(cells[cell])) continue;
    listed.set(cell, { cell, settles: [], suspicion: share, hints: [] });
    rows.push(listed.get(cell));
  }
  for (const finding of findings) {
    if (finding.status !== "broken" || finding.severity === "error" || !finding.cells.length) continue;
    const [cell] = finding.cells;
    if (!listed.has(cell)) {
      listed.set(cell, { cell, settles: [], suspicion: 0, hints: [] });
      rows.push(listed.get(cell));
    }
    listed.get(cell).hints.push(finding);
  }
  return rows;
}
