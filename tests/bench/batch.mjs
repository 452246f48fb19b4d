// Many files: reports a second with one worker, or thread, and with two, the processor time of each, and whether memory
// stays flat over mixed files; the command line (target/release/gouji) and the page. Part of `cargo xtask bench`; with
// folders as arguments, each a built site, texts in the page alone, in turns:
//   node tests/bench/batch.mjs dist/site ../before/dist/site
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { browsers, engine, open, root } from "../web/harness.mjs";
import { mixed, texts } from "../web/many.mjs";
import { median, ratio } from "./figures.mjs";
import { host } from "./host.mjs";

const TEXTS = 1000;
const MIXED = 2000;
const ROUNDS = 3;
const given = process.argv.slice(2);
const [form] = (await engine()).forms();
const folder = (name) => join(root, "target/bench", name);
const mega = (kilo) => `${Math.round(kilo / 1024)} MB`;
const rate = (count, seconds) => (count / seconds).toFixed(0).padStart(9);
const kilo = (id, what) => Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0);

/** Runs the command line; seconds, and the peak of its memory in kB. */
function native(name, threads) {
  return new Promise((done, failed) => {
    const start = performance.now();
    const child = spawn(join(root, "target/release/gouji"), ["check", "--threads", String(threads), folder(name)], { stdio: "ignore" });
    let peak = 0;
    const look = setInterval(() => {
      try {
        peak = Math.max(peak, kilo(child.pid, "VmHWM"));
      } catch {
        // It has ended.
      }
    }, 20);
    child.on("error", failed);
    child.on("exit", () => {
      clearInterval(look);
      done({ wall: (performance.now() - start) / 1000, peak });
    });
  });
}

/**
 * Runs a folder of so many files through the page: seconds from the first file that is taken to the last result, those
 * of the processor, and the renderer's memory in kB at each quarter. Browsers put off collecting for thousands of files:
 * with `collect` it is done before each look, and what is left is what is kept.
 */
async function inPage(url, name, count, workers, collect = false) {
  const browser = await browsers.chromium(collect ? ["--js-flags=--expose-gc"] : []);
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
  const renderers = async (value) => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    return processInfo.filter(({ type }) => type === "renderer").reduce((sum, one) => sum + value(one), 0);
  };
  const spent = () => renderers(({ cpuTime }) => cpuTime);
  const before = await spent();
  await page.setInputFiles("#batch-folder", folder(name));
  const quarters = [];
  for (let quarter = 1; quarter <= 4; quarter += 1) {
    await page.waitForFunction((n) => document.querySelector(".run progress").value >= n, (count * quarter) / 4, { timeout: 280_000, polling: 50 });
    if (collect) for (const place of [page, ...page.workers()]) await place.evaluate(() => globalThis.gc());
    quarters.push(await renderers(({ id }) => kilo(id, "VmRSS")));
  }
  await page.waitForFunction(() => window.marks.end, null, { timeout: 60_000 });
  const cpu = (await spent()) - before;
  const { start, end } = await page.evaluate(() => window.marks);
  await browser.close();
  return { wall: (end - start) / 1000, cpu, quarters };
}

texts(folder("texts"), form, TEXTS);
if (!given.length) {
  mixed(folder("mixed"), form, MIXED);
  mixed(folder("mixed-quarter"), form, MIXED / 4);
  const walls = [];
  for (const threads of [1, 2]) {
    walls.push((await native("texts", threads)).wall);
    console.log(`command line, ${TEXTS} texts, ${threads} thread(s)`.padEnd(48), rate(TEXTS, walls.at(-1)), "reports/s");
  }
  ratio("reports a second at the command line, two threads against one", walls[0] / walls[1], "higher");
  const [few, many] = [await native("mixed-quarter", 2), await native("mixed", 2)];
  console.log(`command line, ${MIXED} mixed, 2 threads`.padEnd(48), rate(MIXED, many.wall), `reports/s, peak ${mega(many.peak)}, of ${MIXED / 4} files ${mega(few.peak)}`);
}

const hosts = await Promise.all((given.length ? given : [join(root, "dist/site")]).map((site) => host(resolve(site))));
console.log(`\n${TEXTS} texts in the page`.padEnd(49), "reports/s".padStart(9), "ms of the processor each".padStart(26));
const rates = {};
for (const workers of [1, 2]) {
  const samples = hosts.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, { url }] of hosts.entries()) samples[index].push(await inPage(url, "texts", TEXTS, workers));
  }
  for (const [index, site] of hosts.entries()) {
    const [wall, cpu] = ["wall", "cpu"].map((key) => median(samples[index].map((sample) => sample[key])));
    rates[workers] = TEXTS / wall;
    console.log(`${given.length ? site.folder : "gouji"}, ${workers} worker(s)`.padEnd(48), rate(TEXTS, wall), ((cpu * 1000) / TEXTS).toFixed(2).padStart(26));
  }
}
if (!given.length) {
  ratio("reports a second in the page, two workers against one", rates[2] / rates[1], "higher");
  for (const collect of [false, true]) {
    const { wall, quarters } = await inPage(hosts[0].url, "mixed", MIXED, 2, collect);
    console.log(`${MIXED} mixed in the page, 2 workers${collect ? ", garbage collected" : ""}`.padEnd(48), rate(MIXED, wall), `reports/s, renderer after each quarter: ${quarters.map(mega).join(", ")}`);
  }
}
hosts.forEach(({ stop }) => stop());
