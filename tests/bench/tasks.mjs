// The longest tasks of the page's main thread, in its own processor time, while it answers a first report and the
// larger engine starts beside it: what lasts beyond 50 ms is felt. Part of `cargo xtask bench`; with folders as
// arguments, each a built site, in turns: node tests/bench/tasks.mjs dist/site ../before/dist/site
import { join, resolve } from "node:path";
import { browsers, engine, open, root, submit } from "../web/harness.mjs";
import { asText, values } from "../web/report.mjs";
import { median, ratio } from "./figures.mjs";
import { host } from "./host.mjs";

const ROUNDS = 5;
const LIMIT = 50;
const folders = process.argv.length > 2 ? process.argv.slice(2) : [join(root, "dist/site")];
const [form] = (await engine()).forms();
const numbers = values(form);
numbers["t3.r3_1.natural"] += 9;
const text = asText(form, numbers);

const browser = await browsers.chromium();

/** What a task did longest, by the name of what was traced in it. */
function inside(events, task) {
  const within = events.filter(({ pid, tid, ts, name }) => pid === task.pid && tid === task.tid && ts >= task.ts && ts < task.ts + task.dur && name !== "RunTask");
  const spent = {};
  for (const { name, tdur, args } of within) {
    const of = args?.data?.functionName || args?.data?.url?.split("/").pop();
    if (tdur) spent[of ? `${name} ${of}` : name] = Math.max(spent[of ? `${name} ${of}` : name] ?? 0, tdur);
  }
  return Object.entries(spent).sort((a, b) => b[1] - a[1]).slice(0, 4).map(([name, us]) => `${name} ${(us / 1000).toFixed(0)}`).join(", ");
}

/** Tasks from the report handed over to the whole answer, the longest first: milliseconds and what they did. */
async function run(url) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await open(context, url);
  await page.waitForSelector("html[data-ready]");
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline", "v8", "v8.wasm", "disabled-by-default-devtools.timeline"] });
  await submit(page, text);
  await page.waitForSelector("#kinds details");
  const { traceEvents: events } = JSON.parse(await browser.stopTracing());
  await context.close();
  const main = events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(({ pid, tid }) => `${pid} ${tid}`);
  const tasks = events.filter(({ name, pid, tid, tdur }) => name === "RunTask" && tdur && main.includes(`${pid} ${tid}`));
  tasks.sort((a, b) => b.tdur - a.tdur);
  return tasks.slice(0, 4).map((task) => ({ ms: task.tdur / 1000, did: inside(events, task) }));
}

const hosts = await Promise.all(folders.map((folder) => host(resolve(folder))));
const samples = hosts.map(() => []);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [index, { url }] of hosts.entries()) samples[index].push(await run(url));
}
console.log(`\nms of the longest tasks while the larger engine starts, medians of ${ROUNDS}; limit ${LIMIT}`);
for (const [index, { folder }] of hosts.entries()) {
  const all = [0, 1, 2, 3].map((n) => median(samples[index].map((tasks) => tasks[n]?.ms ?? 0)).toFixed(0)).join(", ");
  console.log(`${folders.length > 1 ? folder : "gouji"}`.padEnd(40), all);
  for (const { ms, did } of samples[index][0]) console.log(`    ${ms.toFixed(0).padStart(4)}  ${did}`);
}
if (folders.length === 1) ratio(`the longest task while the larger engine starts, against ${LIMIT} ms`, median(samples[0].map(([task]) => task.ms)) / LIMIT);
hosts.forEach(({ stop }) => stop());
await browser.close();
