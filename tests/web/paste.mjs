// How long the page's scripts take from the paste to the highlighted form, against one frame: a whole
// report with a wrong cell, pasted by the keyboard from the system's clipboard into the page as it is
// built, with the engine that answers first. Run by `cargo xtask bench`; by itself: node paste.mjs
import { at, median, ratio } from "../bench/figures.mjs";
import { browsers, engine, open, serve } from "./harness.mjs";
import { asHtml, asText, asWord, values } from "./report.mjs";

const LIMIT = 16;
const PASTES = 20;
// Pages opened anew, each for one first paste.
const FRESH = 5;

const gouji = await engine();
const [form] = gouji.forms();
const wrong = values(form);
wrong["t3.r3_1.natural"] += 9;
const prose = "　　全年主动公开政府信息，依法办理申请，答复均在法定期限内作出，没有因政府信息公开引起的纠错。".repeat(40);
const whole = (report) => report.replace("一、总体情况", `一、总体情况${prose}`);
const shapes = {
  text: { "text/plain": whole(asText(form, wrong)) },
  "web page": { "text/html": whole(asHtml(form, wrong)), "text/plain": "-" },
  Word: { "text/html": whole(asWord(form, wrong)), "text/plain": "-" },
};

const server = await serve();
const browser = await browsers.chromium();

/** A page as someone finds it who has read its first sentence. */
async function fresh() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  // The second engine comes when the answer is there; here it would only be in the way.
  await context.route("**/full/**", (route) => route.abort());
  const page = await open(context, server.url);
  await page.waitForSelector("html[data-ready]");
  const devtools = await context.newCDPSession(page);
  // Counted while the thread runs: what else the machine does is not the page's.
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.waitForTimeout(1000);
  return { page, devtools, close: () => context.close() };
}

/** Seconds that the browser's main thread has spent so far, by what it did. */
async function spent(devtools) {
  const { metrics } = await devtools.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** One paste: milliseconds of script, of style and layout, of all; and by the page's clock, script only. */
async function paste({ page, devtools }) {
  await page.focus("#source textarea");
  await page.waitForTimeout(100);
  const before = await spent(devtools);
  await page.keyboard.press("Control+v");
  // Nothing is asked of the page meanwhile: asking is script too.
  await page.waitForTimeout(350);
  const after = await spent(devtools);
  const shown = await page.evaluate(() => {
    const [entry] = performance.getEntriesByName("gouji:shown");
    performance.clearMeasures("gouji:shown");
    return document.querySelector("td.broken") && entry && entry.duration;
  });
  if (!shown) throw new Error("the form was not highlighted");
  const took = (...names) => names.reduce((sum, name) => sum + (after[name] - before[name]) * 1000, 0);
  await page.click("#clear");
  return { script: took("ScriptDuration"), layout: took("LayoutDuration", "RecalcStyleDuration"), task: took("TaskDuration"), shown };
}

const copy = (page, flavours) => page.evaluate(async (given) => {
  const items = Object.entries(given).map(([type, text]) => [type, new Blob([text], { type })]);
  await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(items))]);
}, flavours);

const cell = (numbers) => `${median(numbers).toFixed(1).padStart(6)} (${at(numbers, 0.1).toFixed(1)}–${at(numbers, 0.9).toFixed(1)})`.padEnd(22);
const line = (name, samples) => {
  const script = median(samples.map((sample) => sample.script));
  console.log(name.padEnd(26), ...["script", "shown", "layout", "task"].map((key) => cell(samples.map((sample) => sample[key]))), script <= LIMIT ? "within" : "MISSED");
  ratio(`script from paste to form, ${name}, against ${LIMIT} ms`, script / LIMIT);
};

console.log(`\nms from paste to highlighted form, median (10 %–90 %); limit ${LIMIT} ms of script, wasm included`);
console.log("".padEnd(26), ...["script", "by the clock", "style and layout", "whole main thread"].map((title) => title.padEnd(22)));
for (const [name, flavours] of Object.entries(shapes)) {
  const first = [];
  for (let n = 0; n < FRESH; n += 1) {
    const here = await fresh();
    await copy(here.page, flavours);
    first.push(await paste(here));
    await here.close();
  }
  line(`${name}, first paste`, first);
  const here = await fresh();
  await copy(here.page, flavours);
  await paste(here);
  const samples = [];
  for (let n = 0; n < PASTES; n += 1) samples.push(await paste(here));
  await here.close();
  line(`${name}, ${PASTES} pastes`, samples);
}
const sizes = Object.values(shapes).map((flavours) => `${(Object.values(flavours)[0].length / 1000).toFixed(0)} kB`);
console.log(`Chromium ${browser.version()}; the reports are ${sizes.join(", ")}`);
await browser.close();
server.stop();
