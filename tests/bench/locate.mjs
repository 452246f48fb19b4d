// What naming the wrong cell costs as wasm, in Node.js and in Chromium, and whether native and wasm
// name the same ones. FILE is that of the example `evaluate`.
//
//   cargo xtask build
//   node tests/bench/locate.mjs FILE.jsonl [--same] [--every N]
//
// --same compares instead of timing; --every N takes every Nth report only.
//
// The engine that the page loads first checks but does not locate, the second one does both. The same
// values go to both; what the second takes longer is locating, wording it and handing it over. Taking
// the values over from JavaScript is in both and drops out. Of each report the fastest of ROUNDS.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { browsers, engine, open, root, serve } from "../web/harness.mjs";

const ROUNDS = 5;

const [file, ...words] = process.argv.slice(2);
const every = words.includes("--every") ? Number(words[words.indexOf("--every") + 1]) : 1;
const rows = readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line).observed);

const { forms } = await engine();
const ids = forms()[0].tables.t3.lines.flat().filter(({ cell }) => cell).map(({ cell }) => cell);
const reports = rows
  .filter((_, nth) => nth % every === 0)
  .map((values) => ({ edition: { t3: "2021" }, cells: Object.fromEntries(values.flat().map((value, nth) => [ids[nth], value])) }));

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
function time(first, full, reports, rounds) {
  const best = reports.map(() => [Infinity, Infinity]);
  for (let round = 0; round < rounds; round += 1) {
    for (const [nth, report] of reports.entries()) {
      for (const [which, gouji] of [first, full].entries()) {
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
print("wasm in Node.js", time(await engine(), await engine("full"), reports, ROUNDS));

const server = await serve();
const browser = await browsers.chromium();
const page = await open(await browser.newContext(), server.url);
const times = await page.evaluate(`(async () => {
  const load = async (folder) => {
    const gouji = await import(new URL(folder + "/gouji.js", location.href));
    await gouji.default();
    return gouji;
  };
  return (${time})(await load("pkg"), await load("full"), ${JSON.stringify(reports)}, ${ROUNDS});
})()`);
print(`wasm in Chromium ${browser.version().split(".")[0]}`, times);
await browser.close();
server.stop();
