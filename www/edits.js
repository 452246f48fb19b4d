// What was typed over a report, step by step, and the report after it.

import { checkCells } from "./engine.js";
import { textOf } from "./marks.js";

/** Cell id → text typed over it. */
export class Edits extends Map {
  constructor() {
    super();
    /** What was before each step. */
    this.steps = [];
  }

  /** Begins a step; typing on in one cell is the same one. */
  step(cell) {
    const last = this.steps[this.steps.length - 1];
    if (!cell || !last || last.cell !== cell) this.steps.push({ cell, texts: Array.from(this) });
  }

  /** Types over a cell; what stood there in the original, or null, is no change. */
  type(base, id, text) {
    if (text === null || text === textOf(base.cells[id])) this.delete(id);
    else this.set(id, text);
  }

  /** Back to before the last step. */
  undo() {
    const last = this.steps.pop();
    if (!last) return;
    this.clear();
    for (const [id, text] of last.texts) this.set(id, text);
  }

  /** The report on `base` with these changes. */
  judge(base, options) {
    if (!this.size) return base;
    const cells = Object.assign({}, base.cells);
    for (const [id, text] of this) cells[id] = text;
    const { edition, organ, year, file, claims } = base;
    const report = checkCells({ edition, cells, organ, year, file, claims }, options);
    // What is said of the reading and the wording stays true whatever is typed.
    const notes = new Set(report.notes.map(({ code, message }) => code + message));
    report.notes.push(...base.notes.filter(({ code, message }) => !notes.has(code + message)));
    const rules = new Set(report.findings.map(({ rule }) => rule));
    report.findings.push(...base.findings.filter(({ cells: none, rule }) => !none.length && !rules.has(rule)));
    return report;
  }
}
