// Reports a second in the page, with one worker and with two, and the processor time of the page's process for each.
// Part of `cargo xtask bench`; with folders as arguments, each a built site, it measures them in turns:
//   node tests/bench/batch.mjs dist/site ../before/dist/site
import { join, resolve } from "node:path";
import { browsers, engine, open, root } from "../web/harness.mjs";
import { texts } from "../web/many.mjs";
import { median, ratio } from "./figures.mjs";
import { host } from "./host.mjs";

const COUNT = 1000;
const ROUNDS = 3;
const folders = process.argv.length > 2 ? process.argv.slice(2) : [join(root, "dist/site")];
const [form] = (await engine()).forms();
const folder = join(root, "target/bench/texts");
texts(folder, form, COUNT);

/** Seconds from the first file that is taken to the last result, and of the processor. */
async function run(url, workers) {
  const browser = await browsers.chromium();
  const context = await browser.newContext();
  await context.addInitScript((n) => Object.defineProperty(navigator, "hardwareConcurrency", { get: () => n }), workers);
  const page = await open(context, url);
  await page.waitForSelector("html[data-ready]");
  await page.click("#many");
  await page.waitForSelector("#batch-folder", { state: "attached" });
  await page.evaluate(() => {
    const bar = document.querySelector(".run progress");
    const marks = (window.marks = { start: 0, end: 0 });
    new MutationObserver(() => {
      const now = performance.now();
      if (!marks.start && bar.max > 1) marks.start = now;
      if (!marks.end && bar.max > 1 && bar.value === bar.max) marks.end = now;
    }).observe(document.getElementById("batch"), { subtree: true, attributes: true });
  });
  const session = await browser.newBrowserCDPSession();
  const spent = async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    return processInfo.filter(({ type }) => type === "renderer").reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  const before = await spent();
  await page.setInputFiles("#batch-folder", folder);
  await page.waitForFunction(() => window.marks.end, null, { timeout: 280_000, polling: 50 });
  const cpu = (await spent()) - before;
  const { start, end } = await page.evaluate(() => window.marks);
  await browser.close();
  return { wall: (end - start) / 1000, cpu };
}

const hosts = await Promise.all(folders.map((folder) => host(resolve(folder))));
console.log(`\n${COUNT} texts in the page`.padEnd(49), "reports/s".padStart(9), "ms of the processor each".padStart(26));
const rates = {};
for (const workers of [1, 2]) {
  const samples = hosts.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, { url }] of hosts.entries()) samples[index].push(await run(url, workers));
  }
  for (const [index, { folder }] of hosts.entries()) {
    const [wall, cpu] = ["wall", "cpu"].map((key) => median(samples[index].map((sample) => sample[key])));
    rates[workers] = COUNT / wall;
    console.log(`${folders.length > 1 ? folder : "gouji"}, ${workers} worker(s)`.padEnd(48), (COUNT / wall).toFixed(0).padStart(9), ((cpu * 1000) / COUNT).toFixed(2).padStart(26));
  }
}
if (folders.length === 1) ratio("reports a second in the page, two workers against one", rates[2] / rates[1], "higher");
hosts.forEach(({ stop }) => stop());
