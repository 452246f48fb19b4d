// What naming the wrong cell costs as wasm, in Node.js and in Chromium, and whether native and wasm
// name the same ones. FILE is that of the example `evaluate`.
//
//   cargo xtask build
//   node tests/bench/locate.mjs FILE.jsonl [--same] [--every N]
//
// --same compares instead of timing; --every N takes every Nth report only.
//
// The same engine takes each report twice: as it is, and with the values it should hold, where there is
// nothing to locate. What the first takes longer is locating, with the wording and handing over of what
// was found. Taking the values from JavaScript is in both and drops out. The fastest of ROUNDS each.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { browsers, engine, open, root, serve } from "../web/harness.mjs";

const ROUNDS = 5;

const [file, ...words] = process.argv.slice(2);
const every = words.includes("--every") ? Number(words[words.indexOf("--every") + 1]) : 1;
const rows = readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));

const { forms } = await engine();
const ids = forms()[0].tables.t3.lines.flat().filter(({ cell }) => cell).map(({ cell }) => cell);
const taken = rows.filter((_, nth) => nth % every === 0);
const given = (which) =>
  taken.map((row) => ({ edition: { t3: "2021" }, cells: Object.fromEntries(row[which].flat().map((value, nth) => [ids[nth], value])) }));
const reports = given("observed");
const right = given("truth");

if (words.includes("--same")) {
  const native = spawnSync("cargo", ["run", "--quiet", "--locked", "--release", "--example", "evaluate", "--", file, "--print"], {
    cwd: root, encoding: "utf8", maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = native.stdout.trim().split("\n").filter((_, nth) => nth % every === 0);
  assert.equal(lines.length, reports.length);
  const { checkCells } = await engine("full");
  let told = 0;
  for (const [nth, report] of reports.entries()) {
    const { explanations } = checkCells(report);
    assert.equal(JSON.stringify(explanations), lines[nth], `report ${nth * every}`);
    told += explanations.length;
  }
  console.log(`${reports.length} reports, ${told} explanations: native and wasm say the same to the letter`);
  process.exit();
}

// Runs here and, as text, in the browser: microseconds a report.
function time(gouji, right, reports, rounds) {
  const best = reports.map(() => [Infinity, Infinity]);
  for (let round = 0; round < rounds; round += 1) {
    for (const nth of reports.keys()) {
      for (const [which, report] of [right[nth], reports[nth]].entries()) {
        const start = performance.now();
        gouji.checkCells(report);
        best[nth][which] = Math.min(best[nth][which], performance.now() - start);
      }
    }
  }
  return best.map(([without, both]) => [(both - without) * 1000, both * 1000]);
}

function print(name, times) {
  const at = (which) => {
    const sorted = times.map((time) => time[which]).sort((a, b) => a - b);
    const part = (p) => (sorted[Math.floor(p * (sorted.length - 1))] / 1000).toFixed(2).padStart(7);
    return [0.5, 0.99, 1].map(part).join(" ");
  };
  console.log(`${name.padEnd(24)} ${at(0)}      ${at(1)}`);
}

console.log(`ms a report, ${reports.length} reports   locating: p50 p99 max   the whole call: p50 p99 max`);
print("wasm in Node.js", time(await engine("full"), right, reports, ROUNDS));

const server = await serve();
const browser = await browsers.chromium();
const page = await open(await browser.newContext(), server.url);
const times = await page.evaluate(`(async () => {
  const gouji = await import(new URL("full/gouji.js", location.href));
  await gouji.default();
  return (${time})(gouji, ${JSON.stringify(right)}, ${JSON.stringify(reports)}, ${ROUNDS});
})()`);
print(`wasm in Chromium ${browser.version().split(".")[0]}`, times);
await browser.close();
server.stop();
