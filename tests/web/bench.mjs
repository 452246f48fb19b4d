// The figures of `cargo xtask bench`: what the page weighs, and how long a check of a whole report
// takes natively, as wasm in Node.js and as wasm in Chromium. Everything in one run and in turns, so
// that a busy machine slows all of them; medians, with the middle half of all batches.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { extname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { at, ratio } from "../bench/figures.mjs";
import { browsers, engine, open, root, serve } from "./harness.mjs";
import { asText, values } from "./report.mjs";

const ROUNDS = 3;

// ---- weight

const www = join(root, "dist/site");
const LOADED = [".html", ".css", ".js", ".wasm", ".svg", ".png", ".ico", ".webmanifest"];
const files = readdirSync(www, { recursive: true }).filter((file) => LOADED.includes(extname(file))).sort();
const sizes = files.map((file) => {
  const bytes = readFileSync(join(www, file));
  return [file, bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
});
// The page's files are those that are in no other flavour's folder and in none of what is fetched later.
const record = readFileSync(join(root, "wasm-pack.toml"), "utf8");
const flavours = [...record.matchAll(/^\[flavour\.(\w+)\].*?^out = "www\/(\w+)".*?^gzip-budget = ([\d_]+)/gms)];
const [, apart] = /^\[apart\].*?^folders = \[(.*?)\]/ms.exec(record);
const later = flavours.filter(([, name]) => name !== "page").map(([, , out]) => `${out}/`)
  .concat([...apart.matchAll(/"(\w+)"/g)].map(([, folder]) => `${folder}/`));

console.log("\nbytes                          raw    gzip  brotli");
const line = (name, numbers) => console.log(name.padEnd(26), ...numbers.map((number) => String(number).padStart(7)));
for (const [file, ...numbers] of sizes) line(file, numbers);
for (const [, name, out, budget] of flavours) {
  const counts = ([file]) => (name === "page" ? !later.some((folder) => file.startsWith(folder)) : file.startsWith(`${out}/`));
  const sums = [1, 2, 3].map((column) => sizes.filter(counts).reduce((sum, size) => sum + size[column], 0));
  line(`all of ${name}`, sums);
  console.log(`  of ${budget.replaceAll("_", " ")} gzipped, ${Number(budget.replaceAll("_", "")) - sums[1]} left`);
}

// ---- time

// Both engines of the page, each beside the same features natively: the small one, which answers
// first, and the full one, which also names the wrong cell (the report has one).
// Runs here and, as text, in the browser: microseconds a check, a number a batch.
function time(gouji, text) {
  const parts = [{ kind: "text", text }];
  const samples = [];
  for (let batch = 0; batch <= 20; batch += 1) {
    const start = performance.now();
    let checks = 0;
    let spent = 0;
    while (spent < 50) {
      gouji.check(parts);
      checks += 1;
      spent = performance.now() - start;
    }
    // The first one warms up.
    if (batch > 0) samples.push((spent * 1000) / checks);
  }
  return samples;
}

const [form] = (await engine()).forms();
const numbers = values(form);
numbers["t3.r3_1.natural"] += 10;
const text = asText(form, numbers);
const file = join(root, "target/bench/report.txt");
mkdirSync(join(root, "target/bench"), { recursive: true });
writeFileSync(file, text);

const server = await serve();
const browser = await browsers.chromium();
const page = await open(await browser.newContext(), server.url);
const chromium = `wasm in Chromium ${browser.version().split(".")[0]}`;

console.log(`\nµs a check of a whole report (${text.length} characters)   median   middle half   × native`);
for (const [name, folder, features] of [["small", "pkg", ["--no-default-features"]], ["full", "full", []]]) {
  const gouji = await engine(folder);
  const here = {
    native: () =>
      execFileSync("cargo", ["bench", "--quiet", "--locked", ...features, "--bench", "check"], {
        cwd: root,
        encoding: "utf8",
        // Compiled before, with all that cargo has to say.
        stdio: ["ignore", "pipe", "ignore"],
        env: { ...process.env, GOUJI_REPORT: file },
      }).trim().split("\n").map(Number),
    "wasm in Node.js": () => time(gouji, text),
    [chromium]: () =>
      page.evaluate(`(async () => {
        const gouji = await import(new URL("${folder}/gouji.js", location.href));
        await gouji.default();
        return (${time})(gouji, ${JSON.stringify(text)});
      })()`),
  };
  const samples = Object.fromEntries(Object.keys(here).map((door) => [door, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [door, measure] of Object.entries(here)) samples[door].push(...(await measure()));
  }
  const native = at(samples.native, 0.5);
  for (const [door, times] of Object.entries(samples)) {
    const [low, median, high] = [0.25, 0.5, 0.75].map((part) => at(times, part).toFixed(0).padStart(6));
    const compared = at(times, 0.5) / native;
    console.log(`${name} engine, ${door}`.padEnd(48), `${median}  ${low}–${high.trim()}`.padEnd(23), compared.toFixed(2));
    if (door !== "native") ratio(`a check, ${name} engine, ${door.replace(/ \d+$/, "")} against native`, compared);
  }
}

console.log(`${cpus().length} × ${cpus()[0].model}; ${ROUNDS} rounds of 20 batches of 50 ms each`);

await browser.close();
server.stop();

// ---- from the paste to the highlighted form
await import("./paste.mjs");
