// Paste, check, highlight in Chromium 86: the site and the single file.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { engine, root } from "./harness.mjs";
import { host } from "./host.mjs";
import { around, article } from "./inplace/articles.mjs";
import { cannot, old } from "./old.mjs";
import { CELL, wrong } from "./wrong.mjs";

// Calls to this old browser sometimes stay unanswered, for good. A picture takes it longer than a text.
const PATIENCE = 35_000;
const PATIENCE_FOR_PICTURES = 120_000;

/** Does a task with a browser, and again with a fresh one where a call stays unanswered. */
async function patiently(task, patience = PATIENCE, again = 2) {
  const { browser, stop } = await old();
  let timer;
  const hung = new Promise((done) => { timer = setTimeout(() => done("hung"), patience); });
  try {
    if (await Promise.race([task(browser), hung]) !== "hung") return;
  } finally {
    clearTimeout(timer);
    stop();
  }
  assert.ok(again, "the browser does not answer");
  await patiently(task, patience, again - 1);
}

describe("Chromium 86", { skip: cannot || false, timeout: 400_000 }, () => {
  let server;
  let report;
  before(async () => {
    report = wrong(await engine("full"));
    const content = `<div style="height:300px;overflow:auto"><div id="content" contenteditable>${article(report.html)}</div></div><div id="beside"></div>`;
    const watch = `<script type="module">import { watch } from "/gouji/inplace/inplace.js"; window.watching = watch(document.getElementById("content"), { beside: document.getElementById("beside") });</script>`;
    server = await host({ "/gouji/": join(root, "dist/site"), "/inplace.html": around(content, { tail: watch }) });
  });
  after(() => server?.stop());

  for (const [name, address] of [
    ["the site", () => `${server.origin}/gouji/`],
    ["the single file", () => pathToFileURL(join(root, "dist/gouji.html")).href],
  ]) {
    test(`${name}: a pasted report is checked and the wrong cell named`, () => patiently(async (browser) => {
      const url = address();
      assert.match(await browser.version(), /\/86\./);
      const page = await browser.newPage();
      const problems = [];
      const asked = [];
      page.on("pageerror", (error) => problems.push(error.message));
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(url);
      await page.waitForSelector("html[data-ready]", { timeout: 20_000 });
      // As a paste event hands it over: keyboard shortcuts do not reach a headless clipboard of 2020.
      await page.evaluate((html) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/html", html);
        document.querySelector("#source textarea").dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      }, report.html);
      await page.waitForSelector(`td.suspect [data-cell="${CELL}"]`, { timeout: 20_000 });
      assert.match(await page.$eval("#verdict-title", (node) => node.textContent), /2 条关系不成立/);
      assert.deepEqual(problems, []);
      assert.deepEqual(asked.filter((one) => !one.startsWith(url)), []);
      assert.equal(await page.$eval("#too-old", (node) => getComputedStyle(node).display), "none");
    }));
  }

  test("a picture is read by the worker for it, cell by cell", () => patiently(async (browser) => {
    const page = await browser.newPage();
    const problems = [];
    page.on("pageerror", (error) => problems.push(error.message));
    await page.goto(`${server.origin}/gouji/`);
    await page.waitForSelector("html[data-ready]", { timeout: 20_000 });
    await (await page.$("#source input[type=file]")).uploadFile(join(root, "tests/scan/small/S-1.png"));
    await page.waitForSelector("#verdict .whose b", { timeout: PATIENCE_FOR_PICTURES });
    assert.match(await page.$eval("#verdict .whose", (node) => node.textContent), /从图片识读，请对照原图/);
    // A slip was put in when the page was made.
    assert.match(await page.$eval("#verdict-title", (node) => node.textContent), /条关系不成立/);
    assert.ok(await page.$$eval("#tables td.read", (cells) => cells.length) > 80);
    assert.deepEqual(problems, []);
  }, PATIENCE_FOR_PICTURES));

  test("in place: frames over the cells of what is edited, a value taken and taken back", () => patiently(async (browser) => {
    const page = await browser.newPage();
    await page.setViewport({ width: 900, height: 700 });
    const problems = [];
    page.on("pageerror", (error) => problems.push(error.message));
    await page.goto(`${server.origin}/inplace.html`);
    const answered = (verdict) => page.waitForFunction((wanted) => {
      const { answer } = window.watching || {};
      return answer && answer.complete && answer.reports[0].verdict === wanted;
    }, { timeout: 20_000 }, verdict);
    await answered("inconsistent");
    const html = await page.evaluate(() => document.getElementById("content").innerHTML);
    await page.focus("#content");
    await page.keyboard.press("F8");
    // The frame of the wrong cell stands on it, though it was scrolled to.
    await page.waitForFunction(() => {
      const { marks, layer } = window.watching;
      const [cell] = Array.from(marks).find(([, { look }]) => look === "suspect");
      const one = layer.drawn.get(cell).frame.getBoundingClientRect();
      const other = cell.getBoundingClientRect();
      return one.width > 0 && ["left", "top", "right", "bottom"].every((side) => Math.abs(one[side] - other[side]) < 1);
    }, { timeout: 10_000 });
    assert.equal(await page.evaluate(() => document.getElementById("content").innerHTML), html);
    await page.keyboard.down("Alt");
    await page.keyboard.press("F8");
    await page.keyboard.up("Alt");
    await answered("consistent");
    await page.evaluate(() => document.execCommand("undo"));
    await answered("inconsistent");
    assert.equal(await page.evaluate(() => document.getElementById("content").innerHTML), html);
    assert.deepEqual(problems, []);
  }));
});
