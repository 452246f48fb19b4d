// The rows of the tidy tables from a report, as `src/tables/` makes them; a test holds the two together.
// They are made here and not in the wasm, which has no room for them; the npm command has this file too.

const COLUMNS = {
  numbers: "file authority year edition table cell label value amount unit state text place",
  reports: "file sha256 bytes authority year edition verdict reason message relations holds broken undecided read blank inferred missing unreadable errors warnings hints claims notes engine rules schema",
  findings: "file authority year number rule kind title severity status cells left right difference message arithmetic place group mistake explanation probability changes candidates look_first",
  code_book: "edition cell table row column kind unit title heading label",
};
const SCHEMA = 1;
/** Table → the names of its columns. */
export const TABLES = Object.fromEntries(Object.entries(COLUMNS).map(([name, columns]) => [name, columns.split(" ")]));

const COUNTS = "relations holds broken undecided read blank inferred missing unreadable".split(" ");
/** `t3.r1.natural` → table, row, column. */
const parts = (cell) => {
  const [table, row = "", ...column] = cell.split(".");
  return [table, row, column.join(".")];
};

/** What cells and kinds of rules are called, from the engine's forms and rules. */
export function bookOf(forms, rules) {
  const cells = forms.flatMap(({ id, tables }) => Object.values(tables).flatMap(({ title, heading, lines }) => lines.flat().filter(({ cell }) => cell).map((one) => ({ edition: id, title, heading, unit: "", ...one }))));
  cells.sort((a, b) => (a.edition < b.edition ? -1 : a.edition > b.edition ? 1 : a.cell < b.cell ? -1 : 1));
  return { cells, by: new Map(cells.map((one) => [`${one.edition} ${one.cell}`, one])), titles: new Map(rules.map(({ kind, title }) => [kind, title])) };
}

/** What tells forms and rules (in Chinese) from others, to be hashed: a line for each cell of each edition, then one
 * for each rule. */
export function ruleSet(forms, rules) {
  const cells = forms.flatMap(({ id, tables }) => Object.values(tables).flatMap(({ lines }) => lines.flat().filter(({ cell }) => cell).map(({ cell, name }) => [id, cell, name])));
  const all = [...cells, ...rules.map(({ edition, id, severity, sentence }) => [edition, id, severity, sentence])];
  return all.map((fields) => `${fields.join("\t")}\n`).join("");
}
/** Digits of its SHA-256 that are kept. */
export const FINGERPRINT = 16;

export const bookRows = ({ cells }) => cells.map(({ edition, cell, kind, unit, title, heading, name }) => [edition, cell, ...parts(cell), kind, unit, title, heading, name]);

/** `T1R3C2`, `L12:5-9`, `P2@72.00,300.50+40.00x12.00`. */
function place(at) {
  if (!at) return null;
  const points = (n) => (n / 100).toFixed(2);
  if ("page" in at) return `P${at.page + 1}@${points(at.x)},${points(at.y)}+${points(at.width)}x${points(at.height)}`;
  return "line" in at ? `L${at.line + 1}:${at.start + 1}-${at.end}` : `T${at.table + 1}R${at.row + 1}C${at.column + 1}`;
}

/** Where a finding stands; of a sum, where its cells do. */
function placeOf({ at, cells }, report) {
  if (at) return place(at);
  const all = cells.map((id) => place(report.cells[id]?.at));
  return all.some(Boolean) ? all.map((one) => one ?? "-").join(" ") : null;
}

function numberRows(file, report, book) {
  return Object.entries(report.cells).map(([id, { value, state, text, at }]) => {
    const [table] = parts(id);
    const edition = report.edition[table] ?? "";
    const known = book.by.get(`${edition} ${id}`);
    const amount = typeof value === "string";
    return [file, report.organ, report.year, edition, table, id, known?.name ?? id, amount ? null : value, amount ? value : null, known?.unit, state, text, place(at)];
  });
}

function reportRow({ file, sha256, bytes, run }, report) {
  const ids = Object.values(report.edition);
  const same = ids.length && ids.every((id) => id === ids[0]);
  const edition = same ? ids[0] : Object.entries(report.edition).map((pair) => pair.join("=")).join(" ");
  const found = (severity) => report.findings.filter((one) => one.severity === severity && one.status === "broken").length;
  const claims = report.claims.map(({ value, any_of }) => `${value}=${any_of.map((sum) => sum.join("+")).join("|")}`).join(";");
  return [
    file, sha256, bytes, report.organ, report.year, edition, report.verdict, report.reason, report.message,
    ...COUNTS.map((count) => report.summary[count]), ...["error", "warning", "hint"].map(found), claims, report.notes.map(({ code }) => code).join(" "), run.engine, run.rules, SCHEMA,
  ];
}

const unreadRow = ({ file, sha256, bytes, run }, why) => [file, sha256, bytes, null, null, null, "unread", null, why, ...Array(14).fill(null), run.engine, run.rules, SCHEMA];

function findingRows(file, report, book) {
  return report.findings.map((finding, index) => {
    const { rule, severity, status, cells, left, right, difference, message, arithmetic } = finding;
    const kind = rule.includes(".") ? rule.slice(0, rule.lastIndexOf(".")) : rule;
    const group = report.explanations.findIndex(({ findings }) => findings.includes(index));
    const explained = report.explanations[group];
    const best = explained?.candidates[0];
    return [
      file, report.organ, report.year, index + 1, rule, kind, book.titles.get(kind), severity, status, cells.join(" "), left, right, difference, message, arithmetic, placeOf(finding, report),
      explained && group + 1, best?.kind, best?.message, best && best.probability.toFixed(3), best?.changes.map(({ cell, to }) => `${cell}=${to}`).join(" "), explained?.candidates.length, explained?.look_first,
    ];
  });
}

/** Whether a spreadsheet that opens a CSV file would take this text for a formula. */
const isFormula = (text) => /^[=@\t\r]/.test(text) || (/^[+-]/.test(text) && !/^-+$/.test(text) && !/^[+-][\d.]+%?$/.test(text));

/** One line of CSV. */
export function line(values) {
  const cell = (value) => {
    if (value === null || value === undefined) return "";
    const text = typeof value === "string" && isFormula(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${values.map(cell).join(",")}\r\n`;
}

/** The rows of one report, by table. */
export const rowsOf = (source, report, book) => ({ numbers: numberRows(source.file, report, book), reports: [reportRow(source, report)], findings: findingRows(source.file, report, book) });

/** Those of a file that could not be read, and why. */
export const unread = (source, why) => ({ numbers: [], reports: [unreadRow(source, why)], findings: [] });
