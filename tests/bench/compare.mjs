// The end of `cargo xtask bench`: the ratios of this run beside those that are kept in
// docs/benchmarks.json; what got worse by more than a fifth is named. `--keep` writes them down.
import { readFileSync, writeFileSync } from "node:fs";

const [found, kept, ...words] = process.argv.slice(2);
const rows = readFileSync(found, "utf8").trim().split("\n").filter(Boolean).map((line) => JSON.parse(line));
const before = JSON.parse(readFileSync(kept, "utf8"));
const WORSE = 1.2;

console.log("\nratio".padEnd(64), "kept".padStart(8), "now".padStart(8));
const worse = [];
for (const { name, value, better } of rows) {
  const old = before[name]?.value;
  const change = old ? (better === "lower" ? value / old : old / value) : 1;
  if (change > WORSE) worse.push(name);
  console.log(name.padEnd(63), String(old ?? "–").padStart(8), String(value).padStart(8), change > WORSE ? "  worse" : "");
}
const gone = Object.keys(before).filter((name) => !rows.some((row) => row.name === name));
for (const name of gone) console.log(`${name}: kept, but not measured now`);
console.log(worse.length ? `\nworse by more than a fifth: ${worse.join("; ")}` : "\nnothing is worse by more than a fifth");
if (words.includes("--keep")) {
  const all = Object.fromEntries(rows.map(({ name, value, better }) => [name, { value, better }]));
  writeFileSync(kept, `${JSON.stringify({ ...before, ...all }, null, 2)}\n`);
}
