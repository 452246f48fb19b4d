// Without a network: what the page says works, works. And a page that did not arrive whole says so.
import assert from "node:assert/strict";
import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { browsers, engine, eventually, open, root, scan, submit } from "./harness.mjs";
import { host } from "./host.mjs";
import { CELL, wrong } from "./wrong.mjs";

const site = join(root, "dist/site");
let report;
let server;
before(async () => {
  report = wrong(await engine("full"));
  // As the notes on hosting have it: nothing is kept without asking.
  server = await host({ "/gouji/": site }, { headers: { "Cache-Control": "no-cache" } });
});
after(() => server?.stop());

/** Scripts and styles of the site that the page itself uses, but for PDF and pictures. */
const parts = () => readFileSync(join(site, "rules/SHA256SUMS"), "utf8").trim().split("\n").map((line) => line.slice(66))
  .filter((path) => /\.(js|css|wasm)$/.test(path) && !/^(pdf|pictures|scan|element|embed|inplace)\//.test(path));

test("after a minute all works without a network, and that is said only then", async () => {
  const browser = await browsers.chromium();
  after(() => browser.close());
  const context = await browser.newContext({ acceptDownloads: true });
  const page = await context.newPage();
  await page.clock.install();
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(String(error)));
  await page.goto(`${server.origin}/gouji/`);
  await page.waitForSelector("html[data-ready]");
  const privacy = () => page.textContent("#privacy");
  await page.waitForSelector("#privacy .offline", { state: "attached" });
  assert.equal(await privacy(), "数据只在本机浏览器中处理。");
  // What only makes the first paste faster is asked for once.
  await eventually(() => server.asked.includes("/gouji/later/rehearse.js"), true);
  // Gone before everything is there: it says what works.
  await context.setOffline(true);
  await page.waitForFunction(() => /现在没有网络：粘贴的内容照常核对/.test(document.querySelector("#privacy").textContent));
  await context.setOffline(false);
  await page.waitForFunction(() => document.querySelector("#privacy").textContent === "数据只在本机浏览器中处理。");
  await page.clock.fastForward(61000);
  await page.waitForSelector("html[data-offline]");
  assert.match(await privacy(), /断网也能用（读 PDF 和图片，核对行政执法统计、部门决算和其他表格除外）。$/);
  // The worker of many reports is asked for by a worker's own request; what only makes the first paste faster comes when it comes.
  await eventually(() => parts().filter((path) => !server.asked.includes(`/gouji/${path}`) && path !== "batch/worker.js"), []);
  assert.deepEqual(await scan(page), []);

  // The host is away altogether: nothing comes from it any more.
  await context.setOffline(true);
  const before = server.asked.length;
  await submit(page, report.text);
  await page.waitForSelector(`td.suspect [data-cell="${CELL}"]`);
  await page.click(".cause .finding .go >> nth=0");
  await page.waitForSelector(".finding.chosen .more button");
  await page.click("#take summary");
  await page.evaluate(() => { window.print = () => { window.printed = true; }; });
  await page.click("[data-take=verify]");
  await page.waitForFunction(() => window.printed);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.click("#language");
  await page.waitForFunction(() => /works offline too/.test(document.querySelector(".foot").textContent));
  await page.click("#help-open");
  await page.click("#help-close");
  await page.click(".foot a");
  await page.waitForSelector("[id='prose.new']");
  await page.click(".rules .back");
  await page.click("#many");
  await page.setInputFiles("#batch-files", ["a.txt", "b.txt"].map((name) => ({ name, mimeType: "", buffer: Buffer.from(report.text) })));
  await page.waitForFunction(() => /All 2 checked/.test(document.getElementById("batch-said").textContent));
  assert.equal(server.asked.length, before);
  assert.deepEqual(page.problems, []);
});

test("whoever pays for what is fetched is not promised it", async () => {
  const browser = await browsers.chromium();
  after(() => browser.close());
  const page = await (await browser.newContext()).newPage();
  await page.clock.install();
  await page.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
  await page.goto(`${server.origin}/gouji/`);
  await page.waitForSelector("#privacy .offline", { state: "attached" });
  const before = server.asked.length;
  await page.clock.fastForward(61000);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  assert.deepEqual(server.asked.slice(before).filter((path) => /full|whole/.test(path)), []);
  assert.equal(await page.evaluate(() => "offline" in document.documentElement.dataset), false);
});

for (const [name, launch] of Object.entries(browsers)) {
  describe(`in ${name}`, () => {
    let browser;
    before(async () => { browser = await launch(); });
    after(() => browser?.close());

    test("what is pasted before the scripts run is checked once they do", async () => {
      const page = await (await browser.newContext()).newPage();
      let go;
      const held = new Promise((done) => { go = done; });
      await page.route("**/main.js", async (route) => {
        await held;
        await route.continue();
      });
      await page.goto(`${server.origin}/gouji/`, { waitUntil: "commit" });
      await page.waitForSelector(".foot");
      // Anywhere on the page, as whoever opens it does.
      await page.evaluate(({ text, html }) => {
        const clipboardData = { files: [], types: [], getData: (kind) => (kind === "text/html" ? html : text) };
        document.body.dispatchEvent(Object.assign(new Event("paste", { bubbles: true, cancelable: true }), { clipboardData }));
      }, { text: report.text, html: report.html });
      assert.match(await page.inputValue("#source textarea"), /予以公开/);
      go();
      await page.waitForSelector(`td.suspect [data-cell="${CELL}"]`);
      assert.match(await page.textContent("#source .part"), /网页格式/);
    });

    test("what comes once the page is ready and cannot be had is said, and had again; reports are checked meanwhile", async () => {
      const context = await browser.newContext();
      let lose = true;
      await context.route("**/later/ready.js*", (route) => (lose ? route.abort() : route.continue()));
      const page = await open(context, `${server.origin}/gouji/`);
      await page.waitForSelector("#trouble button");
      assert.match(await page.textContent("#trouble"), /没能全部装入[^]*再试一次/);
      await submit(page, report.text);
      await page.waitForSelector(`td.broken [data-cell="${CELL}"]`);
      // What is typed meanwhile is judged too: what does that is asked for then.
      await page.fill(`[data-cell="${CELL}"]`, String(report.right[CELL]));
      await page.waitForSelector("#verdict.consistent");
      assert.equal(await page.evaluate(() => "ready" in document.documentElement.dataset), false);
      await page.close();
      const again = await open(context, `${server.origin}/gouji/`);
      await again.waitForSelector("#trouble button");
      lose = false;
      await again.click("#trouble button");
      await again.waitForSelector("html[data-ready]");
      assert.equal(await again.isHidden("#trouble"), true);
      await again.click("#theme");
      assert.equal(await again.getAttribute("#theme", "aria-pressed"), "true");
      await context.close();
    });

    test("a page whose scripts cannot be had says so", async () => {
      // One that the first script imports.
      const [, next] = /from ?"\.\/([^"]+)"/.exec(readFileSync(join(site, "main.js"), "utf8"));
      for (const [lost, language] of [["**/main.js", "zh-CN"], [`**/${next}`, "en"]]) {
        const context = await browser.newContext();
        const page = await context.newPage();
        await page.addInitScript((chosen) => localStorage.setItem("gouji.language", chosen), language);
        await page.route(lost, (route) => route.abort());
        await page.goto(`${server.origin}/gouji/`);
        await page.waitForSelector("#too-old", { state: "visible" });
        assert.match(await page.textContent("#too-old"), language === "en" ? /did not arrive whole/ : /网页没有装全，不能校核。请刷新/);
        assert.deepEqual(await scan(page), []);
        await context.close();
      }
    });

    test("the page opened from a disk works, or says what to open instead", async () => {
      const copy = join(root, "target/offline-test");
      rmSync(copy, { recursive: true, force: true });
      cpSync(site, copy, { recursive: true });
      const page = await (await browser.newContext()).newPage();
      await page.goto(pathToFileURL(join(copy, "index.html")).href);
      await page.waitForFunction(() => "ready" in document.documentElement.dataset || document.documentElement.className === "too-old");
      // Firefox as the tests start it lets files have each other; browsers as they are do not.
      if (await page.evaluate(() => "ready" in document.documentElement.dataset)) {
        assert.equal(name, "firefox");
        await submit(page, report.text);
        await page.waitForSelector(`td.suspect [data-cell="${CELL}"]`);
      } else assert.match(await page.textContent("#too-old"), /gouji\.html/);
      await page.context().close();
    });
  });
}
