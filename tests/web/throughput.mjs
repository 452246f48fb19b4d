// Reports a second, and whether memory stays flat over 2,000 mixed files: the command line with one
// thread and with two, the page with two workers (of texts alone: tests/bench/batch.mjs). Part of `cargo xtask bench`; wants
// target/release/gouji built and the site.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { browsers, engine, open, root, serve } from "./harness.mjs";
import { mixed, texts } from "./many.mjs";

const TEXTS = 1000;
const MIXED = 2000;
const folder = (name) => join(root, "target/bench", name);
const [form] = (await engine()).forms();
texts(folder("texts"), form, TEXTS);
mixed(folder("mixed"), form, MIXED);
mixed(folder("mixed-quarter"), form, MIXED / 4);
const rate = (count, ms) => `${Math.round((count * 1000) / ms)} reports/s`.padStart(15);
const mega = (kilo) => `${Math.round(kilo / 1024)} MB`;

/** Runs the command line; milliseconds and the peak of its memory in kB. */
function native(name, threads) {
  return new Promise((done, failed) => {
    const start = performance.now();
    const child = spawn(join(root, "target/release/gouji"), ["check", "--threads", String(threads), folder(name)], { stdio: "ignore" });
    let peak = 0;
    const look = setInterval(() => {
      try {
        peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? 0));
      } catch {
        // It has ended.
      }
    }, 20);
    child.on("error", failed);
    child.on("exit", () => {
      clearInterval(look);
      done({ ms: performance.now() - start, peak });
    });
  });
}

for (const threads of [1, 2]) {
  const { ms } = await native("texts", threads);
  console.log(`command line, ${TEXTS} texts, ${threads} thread(s)   ${rate(TEXTS, ms)}`);
}
const few = await native("mixed-quarter", 2);
const many = await native("mixed", 2);
console.log(`command line, ${MIXED} mixed, 2 threads     ${rate(MIXED, many.ms)}   peak ${mega(many.peak)}, of ${MIXED / 4} files ${mega(few.peak)}`);

const server = await serve();
/**
 * Runs a folder through the page; milliseconds, and the renderer's memory in kB at each quarter. Browsers
 * put off collecting for thousands of files: with `collect` it is done before each look, and what is left
 * is what is kept.
 */
async function inPage(name, count, workers, collect = false) {
  const browser = await browsers.chromium(collect ? ["--js-flags=--expose-gc"] : []);
  const context = await browser.newContext();
  await context.addInitScript((n) => Object.defineProperty(navigator, "hardwareConcurrency", { get: () => n }), workers);
  const page = await open(context, server.url);
  await page.waitForSelector("html[data-ready]");
  await page.click("#many");
  await page.waitForSelector("#batch-folder", { state: "attached" });
  const session = await browser.newBrowserCDPSession();
  const memory = async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    const kilo = (id) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0);
    return processInfo.filter(({ type }) => type === "renderer").reduce((sum, { id }) => sum + kilo(id), 0);
  };
  // From the first file that is taken to the last result.
  await page.evaluate(() => {
    const bar = document.querySelector(".run progress");
    const marks = (window.marks = { start: 0, end: 0 });
    new MutationObserver(() => {
      const now = performance.now();
      if (!marks.start && bar.max > 1) marks.start = now;
      if (!marks.end && bar.max > 1 && bar.value === bar.max) marks.end = now;
    }).observe(document.getElementById("batch"), { subtree: true, attributes: true });
  });
  await page.setInputFiles("#batch-folder", folder(name));
  const quarters = [];
  for (let quarter = 1; quarter <= 4; quarter += 1) {
    await page.waitForFunction((n) => document.querySelector(".run progress").value >= n, (count * quarter) / 4, { timeout: 280000, polling: 50 });
    if (collect) for (const place of [page, ...page.workers()]) await place.evaluate(() => globalThis.gc());
    quarters.push(await memory());
  }
  await page.waitForFunction(() => window.marks.end, null, { timeout: 60000 });
  const { start, end } = await page.evaluate(() => window.marks);
  await browser.close();
  return { ms: end - start, quarters };
}

const { ms, quarters } = await inPage("mixed", MIXED, 2);
console.log(`Chromium, ${MIXED} mixed, 2 workers         ${rate(MIXED, ms)}   renderer after each quarter: ${quarters.map(mega).join(", ")}`);
const kept = await inPage("mixed", MIXED, 2, true);
console.log(`  with the garbage collected first      ${kept.quarters.map(mega).join(", ")}`);
server.stop();
