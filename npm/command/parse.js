// The arguments, by the description that the native command is made of (`command.json`).
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

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
    const { id, values, conflicts } = by.get(name);
    for (const one of [value].flat()) {
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
  if (!known) throw new Usage(all.help);
  if (rest.some((arg) => ["-h", "--help"].includes(arg))) return { say: known.help };
  if (name in NATIVE) throw nativeOnly(name);
  const options = known.arguments.filter(({ long }) => long);
  const places = known.arguments.filter(({ long }) => !long);
  let given;
  try {
    given = parseArgs({ args: plainly(rest, options), allowPositionals: true, options: Object.fromEntries(options.map((one) => [one.long, option(one)])) });
  } catch (error) {
    throw new Usage(`${error.message}\n\n${known.help}`);
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
