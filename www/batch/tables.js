// Everything of many reports as tidy tables, as `gouji check --tables` writes them (docs/tables.md): the rows of a
// report become bytes where it is read, and are joined here.

import { sha256 } from "../later/sha256.js";
import { bookOf, bookRows, FINGERPRINT, line, ruleSet, rowsOf, TABLES, unread } from "./rows.js";
import { row, workbook } from "./workbook.js";

// Bytes of all tables together: they are in memory several times over.
const MOST = 256 * 1024 * 1024;
const NAMES = Object.keys(TABLES);
const encoder = new TextEncoder();

const WRITE = {
  csv: (rows) => rows.map(line).join(""),
  xlsx: (rows, name) => rows.map((values) => row(values, TABLES[name])).join(""),
};

/** Texts and bytes after one another. */
function join(parts) {
  const all = parts.map((part) => (typeof part === "string" ? encoder.encode(part) : part));
  const bytes = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of all) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const part = (rows, name, format) => ({ bytes: encoder.encode(WRITE[format](rows, name)), count: rows.length });
const written = (rows, format) => Object.fromEntries(Object.entries(rows).map(([name, of]) => [name, part(of, name, format)]));

const books = new Map();

/** What cells and rules are called, and what every row says of the engine; `ask` asks the engine. */
export function known(ask, language) {
  if (!books.has(language)) {
    const made = async () => {
      const book = bookOf(await ask("forms", language), await ask("rules", language));
      const rules = await sha256(encoder.encode(ruleSet(await ask("forms", "zh-CN"), await ask("rules", "zh-CN"))));
      return { book, run: { engine: await ask("version"), rules: rules.slice(0, FINGERPRINT) } };
    };
    books.set(language, made().catch((error) => {
      books.delete(language);
      throw error;
    }));
  }
  return books.get(language);
}

/** The part of one report. */
export async function tidy(ask, report, file, bytes, { language, format }) {
  const { book, run } = await known(ask, language);
  return written(rowsOf({ file, run, sha256: await sha256(bytes), bytes: bytes.length }, report, book), format);
}

/** That of a file that gave none, and why. */
export const lost = (file, why, { run }, format) => written(unread({ file, run, sha256: null, bytes: null }, `${file}: ${why}`), format);

/** What is packed into one file: a zip of CSV files, or a workbook; and how many parts did not fit. */
export function files(parts, { book }, format) {
  let size = 0;
  const fit = parts.filter((one) => {
    size += Object.values(one).reduce((sum, { bytes }) => sum + bytes.length, 0);
    return size <= MOST;
  });
  const of = (name) => (name === "code_book" ? [part(bookRows(book), name, format)] : fit.map((one) => one[name]));
  const made = format === "csv"
    ? NAMES.map((name) => ({ path: `${name}.csv`, bytes: join([`\ufeff${line(TABLES[name])}`, ...of(name).map(({ bytes }) => bytes)]) }))
    : workbook(NAMES.map((name) => [name, TABLES[name], of(name)]), join);
  return { files: made, more: parts.length - fit.length };
}
