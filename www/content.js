// What was taken in to be checked together: parts in one or two flavours, or values; and how the engine is asked
// about it.

// What the engine takes, in characters.
export const LIMIT = 16 * 1024 * 1024;
// In text: pipes, tags, lists of machines and the files of their spreadsheets, numbers between commas; in HTML:
// fields and formulas; in both: radicals and compatibility forms that stand for ideographs.
const RICH = {
  text: /[|｜│┃<{]|&lt;|^\s*\[|^(ID;|TABLE$|socialcalc:|version:1)|([,;&，；、]\s*\d[\d.]*\s*){3}|[\u2e80-\u2fd5\uf900-\ufaff]/im,
  html: /<(input|select|textarea|math)\b|[\u2e80-\u2fd5\uf900-\ufaff]/i,
};

/** Thrown where the first engine leaves a content to the larger one, for which it then waits. */
export const LEFT = new Error("this is left to the larger engine");

/** Parts as they are checked together. */
export const contentOf = (parts) => ({
  parts,
  name: parts.length === 1 && parts[0].file !== false ? parts[0].name : undefined,
  size: parts.reduce((sum, { text }) => sum + (text ? text.length : 0), 0),
  // What comes out of office files, CSV and PDF, and text that is more than rows and lines, is read by the
  // larger engine only.
  files: parts.some(({ kind, text }) => !(kind in RICH) || RICH[kind].test(text)),
});

/** Parts as they are read; `plainly` the plain flavour of rich ones. */
const flavour = (parts, plainly) => parts.map(({ kind, text, bytes, name, pages, plain }) => {
  if (plainly && plain && plain.trim()) return { kind: "text", text: plain, name };
  return bytes || pages ? { kind, bytes, name, pages } : { kind, text, name };
});

/** The report on a content with `edits` typed over it. */
export function check(engine, content, options, edits) {
  const report = judged(engine, content, options, edits);
  // What took the place of a table does not stand where that stood.
  for (const { over } of content.parts) for (const id of Object.keys(over || {})) Object.assign(report.cells[id] || {}, { at: null });
  return report;
}

function judged(engine, content, options, edits) {
  // A part that took the place of a table is typed over it: its `over`.
  const typed = Object.assign({}, ...content.parts.map(({ over }) => over), edits);
  if (Object.keys(typed).length) options = Object.assign(options, { edits: typed });
  const parts = content.parts.filter(({ over }) => !over);
  // Pictures, which stand by themselves, have an engine of their own.
  if (parts.length && parts[0].judge) return parts[0].judge(options);
  if (content.values) return engine.checkCells(content.values, options);
  content.plainly = false;
  const ask = (plainly) => {
    const report = engine.check(flavour(parts, plainly), options);
    if (report) return report;
    content.files = true;
    throw LEFT;
  };
  const report = ask();
  // A clipboard may hold rich content that says less than its plain flavour: a picture, a shell.
  if (report.verdict !== "unrecognised" || !parts.some(({ plain }) => plain && plain.trim())) return report;
  const other = ask(true);
  content.plainly = other.verdict !== "unrecognised";
  return content.plainly ? other : report;
}

/** The parts in the flavour that was checked. */
export const usedOf = ({ parts, plainly }) => flavour(parts, plainly).map((part, index) => Object.assign({ text: "" }, part, { name: parts[index].name }));
