// Receipts, the same as the native command's: what was said of which bytes, by which engine and rules.
import { basename } from "node:path";
import { forms } from "../node.js";
import { bytesOf, isFolder, optionsOf, readBesides, reportOf } from "./files.js";
import { engine, ruleSet, sha256 } from "./identity.js";
import { ready, write } from "./output.js";
import { Usage, editsOf } from "./parse.js";
import { exitCode, lines } from "./show.js";
import { oneLine } from "./terminal.js";

export const RECEIPT = 2;

/** SHA-256 of the verdict, each finding, explanation and its stories, note and cell. */
export function answer(report) {
  const { verdict, reason, message: said, organ, year, original } = report;
  const changes = (one) => one.changes.map(({ cell, to }) => `${cell}=${to}`).join(" ");
  const all = [
    [verdict, reason, said, organ, year],
    ...(original ? [[original.verdict, original.message]] : []),
    ...report.findings.map(({ rule, severity, status, cells, left, right, message, arithmetic }) => [rule, severity, status, cells.join(" "), left, right, message, arithmetic]),
    ...report.explanations.flatMap(({ message, look_first: first, candidates }) => [[message, first], ...candidates.map((one) => [one.kind, Math.round(one.probability * 1000), one.message, changes(one)])]),
    ...report.notes.map(({ code, message }) => [code, message]),
    ...Object.entries(report.cells).map(([id, { state, value, text }]) => [id, state, value, text]),
  ];
  return sha256(all.map((fields) => fields.join("\t")).join("\n"));
}

/** `check --receipt OUT FILE`. */
export async function receipt([file, ...more], options, print) {
  if (more.length || isFolder(file)) throw new Usage("--receipt: 只能给一个文件 one file");
  const edits = editsOf(options.edit, forms());
  ready([["--receipt", options.receipt]], options.force, [file, ...readBesides(options)]);
  const hash = (path) => (path ? sha256(bytesOf(path)) : null);
  const asked = { language: options.language, off: options.off ?? [], edits: Object.entries(edits), previous: hash(options.previous), profile: hash(options.profile), ...(options.form ? { forms: options.form.map(hash) } : {}), ...(options.totals ? { totals: true } : {}) };
  const bytes = bytesOf(file);
  const { report } = await reportOf(file, { ...await optionsOf(options), edits }, false, bytes);
  const made = {
    receipt: RECEIPT, file: basename(file), sha256: sha256(bytes), bytes: bytes.length, engine: engine(), rules: ruleSet(), asked,
    verdict: report.verdict, message: report.message, summary: report.summary, answer: answer(report), time: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
  };
  write(options.receipt, `${JSON.stringify(made, null, 2)}\n`, options.force);
  if (options.json) print(JSON.stringify(report));
  else if (!options.quiet) print(...lines(report, options.language), `→ ${oneLine(options.receipt)}`);
  return exitCode([report.verdict]);
}
