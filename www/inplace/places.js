// Where in the live page the cells and lines stand of which an answer speaks.

import { bare, stretch } from "./reading.js";

const WEIGHT = ["suspect", "broken", "undecided", "warned"];

/** What finds the element of a cell, and the element or range of a finding, in the pieces of one report. */
export function finder(pieces) {
  const tables = [].concat(...pieces.filter((piece) => piece.tables).map((piece) => piece.tables));
  const lines = pieces.filter((piece) => !piece.tables && !piece.silent);
  const at = ({ table, row, column }) => {
    const found = tables[table] && tables[table].get(`${row} ${column}`);
    return found && found.element.isConnected ? found : null;
  };
  return {
    cell: ({ at: place, text }) => {
      const found = place && "table" in place ? at(place) : null;
      // What the page shows there must be what the engine speaks of.
      return found && (!found.text || found.text.includes(bare(text))) ? found.element : null;
    },
    place: (place, { message }) => {
      if ("table" in place) return (at(place) || { element: null }).element;
      const piece = lines[place.line];
      const range = piece && piece.nodes.every(({ isConnected }) => isConnected) ? stretch(piece, place.start, place.end) : null;
      const digits = range && range.toString().match(/\d+/);
      return range && (!digits || message.includes(digits[0])) ? range : null;
    },
  };
}

/** The one of the marks there were that is on the same stretch. */
function kept(range, before) {
  for (const thing of before.keys()) {
    if (!thing.nodeType && thing.startContainer === range.startContainer && thing.startOffset === range.startOffset && thing.endContainer === range.endContainer && thing.endOffset === range.endOffset) return thing;
  }
  return range;
}

/**
 * Element or range → { element, look, items, sentence, id }: the marks of reports, found by a finder each. Each item
 * gets its `things`, and the `target` to which one is led. A range that was marked `before` stays the same one.
 */
export function marksOn(reports, finders, items, before) {
  const marks = new Map();
  reports.forEach((report, n) => {
    const find = finders[n];
    const things = new Map();
    for (const [id, cell] of Object.entries(report.cells)) {
      const element = cell.look && find.cell(cell);
      if (!element) continue;
      things.set(id, element);
      const mark = marks.get(element);
      // Two cells of the form in one of the page: it looks as the worse of them.
      if (mark && WEIGHT.indexOf(mark.look) <= WEIGHT.indexOf(cell.look)) continue;
      marks.set(element, { element, look: cell.look, id, items: mark ? mark.items : [], sentence: cell.sentence, share: cell.share });
    }
    for (const item of items) {
      if (item.report !== n) continue;
      const of = item.cells.filter((id) => things.has(id));
      item.things = of.map((id) => things.get(id));
      const likely = of.reduce((best, id) => (best && report.cells[best].share >= report.cells[id].share ? best : id), "");
      item.target = things.get(likely) || null;
      for (const thing of new Set(item.things)) marks.get(thing).items.push(item);
      const place = item.at && find.place(item.at, item);
      if (!place) continue;
      const thing = place.nodeType ? place : kept(place, before);
      const element = thing.nodeType ? thing : thing.startContainer.parentElement;
      if (!marks.has(thing)) marks.set(thing, { element, look: item.kind, items: [], sentence: "" });
      marks.get(thing).items.push(item);
      item.things.push(thing);
      // What the prose claims stands in the prose.
      if (!thing.nodeType || !item.target) item.target = thing;
    }
  });
  return marks;
}
