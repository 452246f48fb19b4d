// How long a check takes in either engine of the page against the same code, with the same features, natively:
// a report with a wrong cell as text, as HTML and as Word copies it. In turns, in processor time of one thread
// (of Chromium its main thread's). Part of `cargo xtask bench`; by itself `cargo xtask bench --engines`,
// which builds what this wants.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { browsers, engine, open, root, serve } from "../web/harness.mjs";
import { asHtml, asText, asWord, values } from "../web/report.mjs";
import { median, ratio } from "./figures.mjs";

const ROUNDS = 5;
const folder = join(root, "target/bench");

/** Microseconds a check, of the quickest of some batches. */
function quickest(gouji, kind, text) {
  const parts = [{ kind, text }];
  let least = Infinity;
  for (let batch = 0; batch < 12; batch += 1) {
    const start = spent();
    let checks = 0;
    while (spent() - start < 20) {
      for (let i = 0; i < 4; i += 1) gouji.check(parts);
      checks += 4;
    }
    // The first ones warm up.
    if (batch > 3) least = Math.min(least, ((spent() - start) * 1000) / checks);
  }
  return least;
}

const spent = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const [form] = (await engine()).forms();
const numbers = values(form);
numbers["t3.r3_1.natural"] += 10;
mkdirSync(folder, { recursive: true });
const inputs = [["text", "report.txt", asText], ["HTML", "report.html", asHtml], ["Word HTML", "report-word.html", asWord]].map(([name, file, write]) => {
  const text = write(form, numbers);
  writeFileSync(join(folder, file), text);
  return { name, path: join(folder, file), kind: file.endsWith("txt") ? "text" : "html", text };
});

const server = await serve();
const browser = await browsers.chromium();
const page = await open(await browser.newContext(), server.url);
const devtools = await page.context().newCDPSession(page);
await devtools.send("Performance.enable", { timeDomain: "threadTicks" });

/** The same in Chromium, of batches of a hundred. */
async function inChromium(pkg, kind, text) {
  await page.evaluate(`(async () => {
    window.engines = window.engines || {};
    const gouji = await import(new URL("${pkg}/gouji.js", location.href));
    if (!window.engines.${pkg}) await gouji.default();
    window.engines.${pkg} = gouji;
    window.batch = () => { for (let i = 0; i < 100; i += 1) gouji.check([{ kind: "${kind}", text: ${JSON.stringify(text)} }]); };
  })()`);
  const busy = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value;
  };
  let least = Infinity;
  for (let batch = 0; batch < 6; batch += 1) {
    const before = await busy();
    await page.evaluate(() => window.batch());
    if (batch > 1) least = Math.min(least, (await busy()) - before);
  }
  return least * 1e4;
}

console.log("\nµs a check: the median of rounds, each the quickest of its batches");
console.log("engine, input".padEnd(24), "native".padStart(8), "Node.js".padStart(9), "× native".padStart(9), "Chromium".padStart(10), "× native".padStart(9));
for (const [name, pkg] of [["small", "pkg"], ["full", "full"]]) {
  const gouji = await engine(pkg);
  for (const { name: input, path, kind, text } of inputs) {
    const doors = {
      native: () => Number(execFileSync(join(folder, `native-${name}`), [path], { encoding: "utf8" }).split(" ")[1]),
      node: () => quickest(gouji, kind, text),
      chromium: () => inChromium(pkg, kind, text),
    };
    const samples = { native: [], node: [], chromium: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [door, measure] of Object.entries(doors)) samples[door].push(await measure());
    }
    const [native, node, chromium] = Object.values(samples).map(median);
    const number = (value, width, digits = 0) => value.toFixed(digits).padStart(width);
    console.log(`${name}, ${input}`.padEnd(24), number(native, 8), number(node, 9), number(node / native, 9, 2), number(chromium, 10), number(chromium / native, 9, 2));
    const what = input === "text" ? "" : ` of ${input}`;
    ratio(`a check${what}, ${name} engine, wasm in Node.js against native`, node / native);
    ratio(`a check${what}, ${name} engine, wasm in Chromium against native`, chromium / native);
  }
}
console.log(`${cpus().length} × ${cpus()[0].model}; Chromium ${browser.version()}; ${ROUNDS} rounds in turns`);
await browser.close();
server.stop();
