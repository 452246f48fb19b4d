#!/usr/bin/env node
// `npx gouji check FILE …`: what the native command says of single files, with its exit codes.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { check as checkParts, forms, readFile, version } from "./node.js";

const USAGE = `用法 Usage:
  gouji check [--json] [--edit CELL=TEXT …] [--previous FILE] [--off KIND]
              [--language zh-CN|en] FILE|- …
  gouji --help | --version

退出码 Exit: 0 全部一致 all consistent · 1 有不一致 something inconsistent
             2 有未判定或无法识别 undecided, unrecognised or unreadable · 3 用法错误 wrong usage
`;
/** Worst first. */
const SIGNS = { inconsistent: "✗", undecided: "?", unrecognised: "—", consistent: "✓" };
const RANKS = Object.keys(SIGNS);
/** Undecided findings shown one by one. */
const FEW = 3;

const PDF = {
  locked: "PDF 设有密码 the PDF is protected by a password",
  damaged: "PDF 已损坏或不完整 the PDF is damaged or incomplete",
  stuck: "PDF 读取时间过长 reading the PDF took too long",
};

const MISSING = {
  ENOENT: "没有这个文件 there is no such file",
  EISDIR: "这是文件夹，请写明文件 this is a folder; name its files",
  EACCES: "没有读取它的权限 it may not be read",
};

function bytesOf(path) {
  try {
    return readFileSync(path === "-" ? 0 : path);
  } catch (error) {
    throw MISSING[error.code] ? new Error(`${path}: ${MISSING[error.code]}`) : error;
  }
}

async function read(path, options) {
  const bytes = bytesOf(path);
  const name = path === "-" ? null : path;
  if (bytes.subarray(0, 5).toString("latin1") !== "%PDF-") return readFile(bytes, name, options);
  // A copy: what Node.js read may lie in a pool that is not to be given away.
  const { open } = await import("./pdf/open.js");
  try {
    const { pages } = await open(new Uint8Array(bytes));
    return checkParts([{ kind: "pages", pages, name: path }], { ...options, name: path });
  } catch (error) {
    throw error.code ? new Error(`${path}: ${PDF[error.code] ?? error.code}`) : error;
  }
}

const fail = (error) => process.stderr.write(`gouji: ${error.message ?? error}\n`);

function lines(report) {
  const of = (finding) => finding.status === "undecided" ? "?" : { error: "✗", warning: "!", hint: "·" }[finding.severity];
  const unsure = report.findings.filter(({ status }) => status === "undecided");
  const shown = report.findings.filter((finding) => finding.status !== "undecided" || unsure.indexOf(finding) < FEW);
  return [
    [SIGNS[report.verdict], report.file ?? "-", report.organ, report.year].filter(Boolean).join("  "),
    `  ${report.message}`,
    ...(report.original ? [`  改动前 before the edits: ${report.original.message}`] : []),
    ...report.explanations.flatMap(({ message, candidates }) => [`  → ${message}`, ...candidates.map((one) => `      · ${one.message}`)]),
    ...shown.map((finding) => `  ${of(finding)} ${finding.message}`),
    ...(unsure.length > FEW ? [`  ? … +${unsure.length - FEW}`] : []),
    ...report.notes.map(({ message }) => `  i ${message}`),
  ];
}

/** `t3.r1.natural=12` → cell and text; an id that no edition has is wrong usage. */
function editsOf(given, files) {
  if (given.length && files.length > 1) throw new Error("--edit: 只能给一个文件 one file");
  const cells = new Set(forms().flatMap(({ tables }) => Object.values(tables).flatMap(({ lines }) => lines.flat().map(({ cell }) => cell))));
  return Object.fromEntries(given.map((argument) => {
    const at = argument.indexOf("=");
    const cell = argument.slice(0, Math.max(at, 0));
    if (!cell) throw new Error("--edit: CELL=TEXT");
    if (!cells.has(cell)) throw new Error(`--edit: 没有编号为 ${cell} 的单元格（编号见 --json） no cell has the id ${cell} (--json shows them)`);
    return [cell, argument.slice(at + 1)];
  }));
}

async function check(files, { json, edit, previous, off, language }) {
  const options = { language, off };
  try {
    options.edits = editsOf(edit ?? [], files);
  } catch (error) {
    fail(error);
    return 3;
  }
  if (previous) {
    try {
      options.previous = await read(previous, { language });
    } catch (error) {
      fail(error);
      return 3;
    }
  }
  const reports = [];
  let failed = false;
  for (const file of files) {
    try {
      reports.push(await read(file, options));
    } catch (error) {
      fail(error);
      failed = true;
    }
  }
  const rank = ({ verdict }) => RANKS.indexOf(verdict);
  if (!json) reports.sort((a, b) => rank(a) - rank(b));
  const text = reports.map((report) => (json ? JSON.stringify(report) : lines(report).join("\n")));
  process.stdout.write(text.map((one) => `${one}\n`).join(""));
  const worst = reports.map(({ verdict }) => verdict).sort((a, b) => RANKS.indexOf(a) - RANKS.indexOf(b))[0];
  if (worst === "inconsistent") return 1;
  return worst === "consistent" && !failed ? 0 : 2;
}

function main() {
  let given;
  try {
    given = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: "boolean" },
        previous: { type: "string" },
        off: { type: "string", multiple: true },
        edit: { type: "string", multiple: true },
        language: { type: "string" },
        help: { type: "boolean", short: "h" },
        version: { type: "boolean", short: "V" },
      },
    });
  } catch (error) {
    fail(`${error.message}\n\n${USAGE}`);
    return 3;
  }
  const { values, positionals: [command, ...files] } = given;
  if (values.help || values.version) {
    process.stdout.write(values.help ? USAGE : `gouji ${version()}\n`);
    return 0;
  }
  if (command !== "check" || !files.length || ![undefined, "zh-CN", "en"].includes(values.language)) {
    fail(USAGE);
    return 3;
  }
  return check(files, values);
}

process.exitCode = await main();
