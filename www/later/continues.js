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

/** Whether a part came as a file: a whole thing, and no more of what is there. */
const whole = ({ source, bytes, pages }) => Boolean(source || bytes || pages);

/** Whether there is something to check: tables of the report, or others that are known or have totals. */
const checkable = (report) => tables(report).length > 0 || (report.others || []).length > 0 || report.notes.some(({ code }) => code === "totals-unchecked");

/** Whether words alone were taken in, without anything of a table. */
const wordsOnly = ({ kind, text, plain: words }) => !/\t|\|/.test(words || text) && !(kind === "html" && /<table\b/i.test(text));

/**
 * The parts that stay beside what comes next, none where that replaces them: { stays, over, refused, why }. What comes
 * next replaces what is there, unless it continues it: with tables that are not there yet, with the rest of a table,
 * with words. `over` is what it puts into the cells of tables that it takes the place of, where it is those tables
 * alone and more than they was there; `refused` tells that it is a file in which nothing could be read, and takes no
 * place; `why` is a word for why it replaces. `base` and `alone` are the reports on what is there and on what comes
 * alone; `read(parts)` makes another.
 */
export function staying(old, base, fresh, alone, read) {
  const { parts } = old;
  const none = (why) => ({ stays: [], why });
  const all = { stays: parts };
  const sample = (some) => some.some((part) => part.sample);
  // A sample is nobody's report.
  if (old.values || fresh.values || sample(parts) || sample(fresh.parts)) return none();
  // A picture goes together with nothing else, and one without a table takes no place.
  if (parts.concat(fresh.parts).some(({ judge }) => judge)) {
    const refused = checkable(base) && alone.reason && !/^(no-report|blank-form)$/.test(alone.reason) && fresh.parts.every(({ source }) => source);
    return refused ? { stays: parts, refused } : none(tables(alone).length ? undefined : "none");
  }
  const file = fresh.parts.some(whole);
  if (!checkable(base)) {
    // What could not be checked gives way: but for words that name the report whose tables come, and for two halves.
    if (parts.some(whole)) return none();
    if (differ(base, alone)) return none("differs");
    if (tables(alone).length) return named(base) && !named(alone) ? all : none();
    return tables(read(parts.concat(fresh.parts))).length ? all : none();
  }
  if (file && fresh.parts.every(({ source }) => source) && alone.reason && !/^(no-report|blank-form)$/.test(alone.reason)) return { stays: parts, refused: true };
  // Two organs or years are two reports.
  if (differ(base, alone)) return none("differs");
  if (!tables(alone).length) {
    if (checkable(alone) || !tables(base).length) return none("none");
    const more = read(parts.concat(fresh.parts)).summary.read > base.summary.read;
    return more || (!file && fresh.parts.every(wordsOnly) && !(named(base) && named(alone))) ? all : none("none");
  }
  // Other tables alone are no beginning of a report.
  if (!tables(base).length) return none("differs");
  const again = (report) => tables(report).some((table) => table in alone.edition);
  if (!again(base)) return all;
  if (named(alone)) return none("again");
  const others = tables(base).filter((table) => !(table in alone.edition));
  // Of several parts those give way that held it, where nothing else goes with them.
  const apart = parts.length > 1 ? parts.filter((part) => !again(read([plain(part)]))) : [];
  if (apart.length && others.every((table) => table in read(apart).edition)) return { stays: apart };
  return others.length ? replacing(parts, base, fresh, alone, read) : none("again");
}

/** One table of several, corrected, takes its place; the rest of the report stays. */
function replacing(parts, base, fresh, alone, read) {
  const none = { stays: [], why: "again" };
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
