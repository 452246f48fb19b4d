// How long the page's scripts hold up a frame while somebody edits a report that is marked in place: 200 edits
// a minute, in highlights and in frames, with the engine beside the page; and what the page's memory does
// meanwhile. Run by `cargo xtask bench`; by itself: node edits.mjs
import { at, median, ratio } from "../bench/figures.mjs";
import { join } from "node:path";
import { browsers, engine, open, root } from "./harness.mjs";
import { host } from "./host.mjs";
import { around, report } from "./inplace/articles.mjs";
import { wrong } from "./wrong.mjs";

// One frame of sixty a second, in milliseconds.
const FRAME = 1000 / 60;
const LIMIT = 16;
const EDITS = Number(process.env.EDITS || 200);
const EVERY = 300;

const made = wrong(await engine("full"));
const prose = "<p>　　全年主动公开政府信息，依法办理申请，答复均在法定期限内作出，没有因政府信息公开引起的纠错。</p>".repeat(200);
const page_ = (options) => around(`<div style="height:600px;overflow:auto"><div id="content" contenteditable>${report(made, "某市某局", { "t3.r3_1.natural": 9 }, prose)}</div></div><div id="beside"></div>`, { tail: `<script type="module">
  import { watch } from "/gouji/inplace/inplace.js";
  window.watching = watch(document.getElementById("content"), { beside: document.getElementById("beside"), ${options} });
</script>` });
const server = await host({ "/gouji/": join(root, "dist/site"), "/highlights.html": page_(""), "/frames.html": page_("highlights: false") });
const browser = await browsers.chromium();

const SCRIPT = new Set(["FunctionCall", "TimerFire", "FireAnimationFrame", "RunMicrotasks", "EvaluateScript", "HandlePostMessage", "EventDispatch", "v8.callFunction"]);

/** Milliseconds of script by frame on the page's main thread; counted while the thread runs, for what else the machine does is not the page's. */
function frames(events) {
  const { pid, tid } = events.find(({ name }) => name === "FireAnimationFrame" || name === "Layout");
  const own = events.filter((one) => one.ph === "X" && one.pid === pid && one.tid === tid && SCRIPT.has(one.name)).sort((x, y) => x.ts - y.ts || y.dur - x.dur);
  const sums = new Map();
  let end = 0;
  for (const { ts, dur, tdur } of own) {
    // What is inside another has been counted.
    if (ts < end) continue;
    end = ts + dur;
    const frame = Math.floor(ts / 1000 / FRAME);
    sums.set(frame, (sums.get(frame) || 0) + tdur / 1000);
  }
  return Array.from(sums.values());
}

console.log(`\nms of script in a frame while ${EDITS} edits are made, 200 a minute (limit ${LIMIT} ms)`);
for (const mode of ["highlights", "frames"]) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 } });
  const page = await open(context, `${server.origin}/${mode}.html`);
  await page.waitForFunction(() => window.watching.answer && window.watching.answer.complete);
  const devtools = await context.newCDPSession(page);
  const heap = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    return (await devtools.send("Runtime.getHeapUsage")).usedSize;
  };
  const cells = await page.evaluate(() => {
    window.cells = Array.from(document.querySelectorAll("#content td")).filter((td) => /^\d+$/.test(td.textContent));
    return window.cells.length;
  });
  let before = 0;
  const events = [];
  devtools.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await devtools.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["devtools.timeline", "v8.execute"] } });
  const start = Date.now();
  for (let n = 0; n < EDITS; n += 1) {
    // What is there once is there in the first half.
    if (n === EDITS / 2) before = await heap();
    // The caret goes to a cell and a digit is typed, as by hand; what this takes of the page is not counted against it.
    await devtools.send("Runtime.evaluate", { expression: `{ const td = cells[${(n * 37) % cells}]; const range = document.createRange(); range.selectNodeContents(td); getSelection().removeAllRanges(); getSelection().addRange(range); }` });
    await devtools.send("Input.insertText", { text: String((n * 7) % 90) });
    await new Promise((done) => setTimeout(done, Math.max(0, start + (n + 1) * EVERY - Date.now())));
  }
  const ended = new Promise((done) => devtools.once("Tracing.tracingComplete", done));
  await devtools.send("Tracing.end");
  await ended;
  const all = frames(events);
  const most = Math.max(...all);
  const grown = (await heap()) - before;
  console.log(mode.padEnd(12), `median ${median(all).toFixed(2)}, 99 % ${at(all, 0.99).toFixed(2)}, most ${most.toFixed(2)}`, most <= LIMIT ? "within" : "MISSED", `; heap of the second half ${grown < 0 ? "" : "+"}${(grown / 1000).toFixed(0)} kB`);
  ratio(`script of a frame while cells are edited, ${mode}, against ${LIMIT} ms`, at(all, 0.99) / LIMIT);
  await context.close();
}
await browser.close();
server.stop();
