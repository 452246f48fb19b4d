// Whether what comes next continues what is there, takes its place, or takes the place of a table in it.

import { textOf } from "../marks.js";

const tables = ({ verdict, edition }) => (verdict === "unrecognised" ? [] : Object.keys(edition));
const named = ({ organ, year }) => Boolean(organ || year);
// A heading of a report that is no heading of a table.
const SECTION = /(^|[\n>\s])[一五六][、.．]\s*(总体情况|存在的主要问题|其他需要)/;

/** Whether two reports are of two organs or years. */
export const differ = (a, b) => ["organ", "year"].some((key) => a[key] && b[key] && a[key] !== b[key]);

/** A part that is read by itself, whatever it took the place of. */
export const plain = (part) => Object.assign({}, part, { over: undefined });

/**
 * The parts that stay beside what comes next, none where that replaces them: { stays, over, refused }. `over` is what it
 * puts into the cells of tables that it takes the place of, where it is those tables alone and more than they was
 * there; `refused` tells that it is a file which cannot be read, and takes no place. `base` and `alone` are the reports on what is there and on what comes alone; `read(parts)` makes another.
 */
export function staying(old, base, fresh, alone, read) {
  const { parts } = old;
  const none = { stays: [] };
  const all = { stays: parts };
  if (tables(base).length && !parts.some(({ sample }) => sample) && alone.reason && alone.reason !== "no-report" && alone.reason !== "blank-form" && fresh.parts.every(({ source }) => source)) return { stays: parts, refused: true };
  // A sample is nobody's report, and two organs or years are two reports.
  if (old.values || fresh.values || parts.some(({ sample }) => sample) || fresh.parts.some(({ sample }) => sample) || differ(base, alone)) return none;
  if (!tables(base).length) {
    // A file that could not be read gives way; of words, only those that name the report whose tables come.
    if (old.files) return none;
    if (tables(alone).length) return named(base) && !named(alone) ? all : none;
    return tables(read(parts.concat(fresh.parts))).length ? all : none;
  }
  // Nothing to check: the next pages of what is there, or a report that could not be read.
  if (!tables(alone).length) return fresh.files || (named(base) && named(alone)) ? none : all;
  const again = (report) => tables(report).some((table) => table in alone.edition);
  if (!again(base)) return all;
  if (named(alone)) return none;
  const others = tables(base).filter((table) => !(table in alone.edition));
  // Of several parts those give way that held it, where nothing else goes with them.
  const apart = parts.length > 1 ? parts.filter((part) => !again(read([plain(part)]))) : [];
  if (apart.length && others.every((table) => table in read(apart).edition)) return { stays: apart };
  return others.length ? replacing(parts, base, fresh, alone, read) : none;
}

/** One table of several, corrected, takes its place; the rest of the report stays. */
function replacing(parts, base, fresh, alone, read) {
  const none = { stays: [] };
  if (fresh.parts.some(({ text, plain: words }) => SECTION.test(words || text || ""))) return none;
  if (tables(alone).some((table) => base.edition[table] !== alone.edition[table])) return none;
  const cells = Object.entries(alone.cells);
  // What is not in it is not in the table that was there either.
  if (cells.some(([, { state }]) => state === "inferred" || state === "missing")) return none;
  const over = Object.fromEntries(cells.map(([id, cell]) => [id, cell.state === "read" ? textOf(cell) : cell.text]));
  const stays = parts.filter((part) => !part.over || Object.keys(part.over).some((id) => !(id in over)));
  const { cells: next } = read(stays.concat(fresh.parts.map((part) => Object.assign({}, part, { over }))));
  const same = ([id, { value, state }]) => id in next && next[id].value === value && next[id].state === state;
  return cells.every(same) ? { stays, over } : none;
}
