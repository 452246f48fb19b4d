// The arguments, by the description that the native command is made of (`command.json`).
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { oneLine } from "./terminal.js";

const all = JSON.parse(readFileSync(new URL("../command.json", import.meta.url), "utf8"));

/** Wrong usage, in a sentence. */
export class Usage extends Error {}

/** What the native command alone does, and why. */
const NATIVE = {
  stages: "stages",
  completions: "completions",
  man: "man",
};
const nativeOnly = (what) => new Usage(`${what}: 请用本机命令 gouji the native command does this`);

/** What is said of a command that there is none of. */
function unknown(name) {
  const [, near] = closest(name, all.commands.map((one) => one.name)) ?? [];
  const names = all.commands.map((one) => one.name).join(", ");
  const meant = near ? ["；是不是 ", near, "？", "; did you mean ", "?"] : ["，有 ", names, "。", "; there are ", "."];
  return `${oneLine(name)}: 没有这个命令${meant.slice(0, 3).join("")} no such command${meant[3]}${meant[1]}${meant[4]} (gouji --help)`;
}

/** The word that a mistyped one most probably was, with how many characters apart they are; none where none is near. */
function closest(typed, words) {
  const apart = (a, b) => {
    let row = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      row = next;
    }
    return row[b.length];
  };
  const ranked = words.map((word) => [apart(typed.toLowerCase().slice(0, 20), word), word]).sort(([a], [b]) => a - b);
  return ranked.length && ranked[0][0] <= Math.max(1, Math.floor(ranked[0][1].length / 3)) ? ranked[0] : null;
}

/** What is said of wrong options: of one that there is none of, which was meant. */
function wrongly(error, { name }, options) {
  const [, typed] = /^Unknown option '(?:-\w, )?--?([^'=]+)/.exec(error.message) ?? [];
  if (error.code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION" || !typed) return `${name}: ${error.message} (gouji ${name} --help)`;
  const [, near] = closest(typed, options.map(({ long }) => long)) ?? [];
  return `--${oneLine(typed)}: 没有这个选项${near ? `；是不是 --${near}？` : "。"} no such option${near ? `; did you mean --${near}?` : "."} (gouji ${name} --help)`;
}

/** One option of `parseArgs`. */
const option = ({ takes, several, short }) => ({ type: takes ? "string" : "boolean", multiple: takes && several, ...(short ? { short } : {}) });

/** `--threads 2` → `--jobs 2`. */
function plainly(args, options) {
  const known = new Map(options.flatMap(({ long, aliases }) => aliases.map((alias) => [`--${alias}`, `--${long}`])));
  const end = args.indexOf("--");
  return args.map((arg, at) => {
    if (end >= 0 && at >= end) return arg;
    const [name, ...rest] = arg.split("=");
    return known.has(name) ? [known.get(name), ...rest].join("=") : arg;
  });
}

/** The values that are asked for, by name; what conflicts is wrong usage. */
function held(given, options) {
  const by = new Map(options.map((one) => [one.long, one]));
  for (const [name, value] of Object.entries(given)) {
    const { id, values, conflicts, takes } = by.get(name);
    for (const one of [value].flat()) {
      if (takes && one === "") throw new Usage(`--${name}: 少了要写的值 a value is required`);
      if (name === "jobs" && !/^\d+$/.test(one)) throw new Usage(`--jobs: ${oneLine(one)}: 应为个数 expected a number`);
      if (values.length && !values.includes(one)) throw new Usage(`--${name}: ${values.join(", ")}`);
    }
    const other = options.find((one) => one.long in given && (conflicts.includes(one.id) || one.conflicts.includes(id)));
    if (other) throw new Usage(`--${name}: 不能与 --${other.long} 同用 not with --${other.long}`);
  }
  const defaults = options.filter((one) => one.default !== null && !(one.long in given));
  return { ...Object.fromEntries(defaults.map((one) => [one.long, one.default])), ...given };
}

/**
 * What the arguments ask for: { say } for a text, or { command, options, files }. Throws `Usage`.
 */
export function parse(args, version) {
  const [name, ...rest] = args;
  if (["-h", "--help"].includes(name)) return { say: all.help };
  if (["-V", "--version"].includes(name)) return { say: `gouji ${version}\n` };
  const known = all.commands.find((one) => one.name === name);
  if (!known) throw new Usage(name === undefined ? all.help : unknown(name));
  if (rest.some((arg) => ["-h", "--help"].includes(arg))) return { say: known.help };
  if (name in NATIVE) throw nativeOnly(name);
  const options = known.arguments.filter(({ long }) => long);
  const places = known.arguments.filter(({ long }) => !long);
  let given;
  try {
    given = parseArgs({ args: plainly(rest, options), allowPositionals: true, options: Object.fromEntries(options.map((one) => [one.long, option(one)])) });
  } catch (error) {
    throw new Usage(wrongly(error, known, options));
  }
  const values = held(given.values, options);
  const files = given.positionals;
  const least = places.filter(({ required }) => required).length;
  const most = places.some(({ several }) => several) ? Infinity : places.length;
  if (files.length < least || files.length > most) throw new Usage(known.help);
  if (values.language === "zh") values.language = "zh-CN";
  return { command: name, options: values, files };
}

/** `CELL=TEXT` → cell → text; an id that no edition has is wrong usage. */
export function editsOf(given, forms) {
  const cells = new Set(forms.flatMap(({ tables }) => Object.values(tables).flatMap(({ lines }) => lines.flat().map(({ cell }) => cell))));
  return Object.fromEntries((given ?? []).map((argument) => {
    const at = argument.indexOf("=");
    const cell = argument.slice(0, Math.max(at, 0));
    if (!cell) throw new Usage("--edit: CELL=TEXT");
    if (!cells.has(cell)) throw new Usage(`--edit: 没有编号为 ${cell} 的单元格（编号见 --json） no cell has the id ${cell} (--json shows them)`);
    return [cell, argument.slice(at + 1)];
  }));
}
