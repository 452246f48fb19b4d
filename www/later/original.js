// The original, and where in it something stands. One is drawn at a time.

import { put } from "../dom.js";
import { language } from "../words.js";
import { Drawing } from "./draw.js";

export const words = {
  "zh-CN": {
    original: "原文",
    table: (table, row, column) => `原文第 ${table} 张表第 ${row} 行第 ${column} 列`,
    page: (page) => `原文第 ${page} 页`,
    line: (line) => `原文第 ${line} 行`,
  },
  en: {
    original: "Original",
    table: (table, row, column) => `Original: table ${table}, row ${row}, column ${column}`,
    page: (page) => `Original: page ${page}`,
    line: (line) => `Original: line ${line}`,
  },
};

let of = null;
let drawing = null;
let marked = [];

/** A place in words. */
export function placeOf(at, parts) {
  const say = words[language()];
  if ("page" in at) return say.page(at.page + 1);
  if ("table" in at) return say.table(at.table + 1, at.row + 1, at.column + 1);
  return parts.every(({ kind }) => kind === "text") ? say.line(at.line + 1) : say.original;
}

/** Draws what was checked into `details`, unless it is drawn. */
export async function draw(details, { base, content, used }) {
  if (of !== content) {
    if (drawing) drawing.end();
    of = content;
    marked = [];
    drawing = new Drawing(used, base.findings.length > 0);
    put(details.querySelector("div"), drawing.boxes);
  }
  try {
    await drawing.ready();
  } catch (error) {
    of = null;
    throw error;
  }
}

/** Opens it and marks where a finding stands, or its cells. */
export async function show(details, session, { cells, at }) {
  const { base, content } = session;
  const known = cells.map((id) => base.cells[id] || {});
  const places = at ? [at] : known.map((cell) => cell.at);
  const texts = at ? [] : known.map(({ text }) => text);
  details.open = true;
  details.querySelector("summary").focus({ preventScroll: true });
  await draw(details, session);
  if (of !== content) return;
  for (const { undo } of marked) undo();
  marked = [];
  places.forEach((at, index) => {
    const mark = at && drawing.mark(at, texts[index], marked);
    if (mark) marked.push(mark);
  });
  const [first] = marked;
  (first ? first.node : details).scrollIntoView({ block: "center" });
}
