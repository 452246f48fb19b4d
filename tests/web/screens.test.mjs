// Screens of every size: low ones show a table worth working in, on narrow and magnified ones the chosen cell keeps
// its names, and a bar says what is left.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { answered, browsers, engine, open, scan, serve, submit } from "./harness.mjs";
import { asText, values } from "./report.mjs";

const shots = process.env.SHOTS;
let server;
let browser;
let text;
let fine;
before(async () => {
  const [form] = (await engine("full")).forms();
  const at = values(form);
  fine = asText(form, at);
  at["t3.r3_1.natural"] += 9;
  at["t4.direct.total"] += 1;
  text = asText(form, at);
  server = await serve();
  browser = await browsers.chromium();
});
after(async () => {
  await browser?.close();
  server?.stop();
});

async function checked(width, height, { report = text, ...more } = {}) {
  const page = await open(await browser.newContext({ viewport: { width, height }, ...more }), server.url);
  await page.waitForSelector("html[data-ready]");
  await page.waitForFunction(() => Array.from(document.styleSheets).some(({ href }) => href && href.endsWith("screens.css")));
  await answered(page, report);
  return page;
}

async function shot(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`) });
}

/** Rows of table 3 that are in sight from edge to edge, once it has been scrolled to. */
const rows = (page) => page.waitForFunction(() => {
  const at = (node) => node.getBoundingClientRect();
  const box = at(document.querySelector(".pages"));
  const top = Math.max(box.top, at(document.querySelector(".matrix thead")).bottom);
  const seen = [...document.querySelectorAll(".matrix tbody tr")].filter((row) => at(row).top >= top - 1 && at(row).bottom <= Math.min(box.bottom, innerHeight) + 1);
  return seen.length >= 12;
});

for (const [name, report, theme] of [["wrong", undefined, "light"], ["fine", "fine", "dark"]]) {
  test(`at 1366 × 625 twelve rows of table 3 are in sight, the report ${name}`, async () => {
    const page = await checked(1366, 625, { report: report && fine, colorScheme: theme });
    if (report) await page.evaluate(() => { document.querySelector(".pages").scrollTop = document.querySelector(".matrix").offsetTop - document.querySelector(".pages").offsetTop; });
    await rows(page);
    // The answer is one line, what was checked another, the head one; nothing is said of no cell.
    const height = (selector) => page.locator(selector).evaluate((node) => node.getBoundingClientRect().height);
    assert.ok(await height(".verdict") < 64, `${await height(".verdict")}`);
    assert.ok(await height(".top") < 40);
    assert.equal(await page.isVisible("#inspector"), false);
    assert.deepEqual(await scan(page), []);
    await shot(page, `low-${name}`);
    // Nothing is left empty below.
    await stretched(page);
    // As many with a cell chosen, and what is known of it in sight.
    await page.focus("[data-cell='t3.r3_1.natural']");
    await page.waitForSelector("#inspector:not(.idle) li");
    assert.equal(await page.isVisible("#inspector"), true);
    await rows(page);
    await page.keyboard.press("F8");
    // The last rows of table 3 have labels of two lines, and table 4 below them.
    if (!report) await rows(page);
    await stretched(page);
    await shot(page, `low-${name}-chosen`);
    assert.deepEqual(await scan(page), []);
    assert.deepEqual(page.problems, []);
  });
}

test("at 1366 × 625 the answer is one line too where a long name, an open relation and a missing table come together", async () => {
  const open_ = fine.replaceAll("某市某局", "某某市某某新区综合行政执法和应急管理局").replace(/四、政府[^]*?\n五、/, "\n五、").replace(/（一）予以公开\t\d+/, "（一）予以公开\t约十几");
  const page = await checked(1366, 625, { report: open_ });
  assert.match(await page.textContent("#verdict-title"), /无法判定/);
  const lines = await page.evaluate(() => [document.querySelector(".verdict").getBoundingClientRect().height < 40, document.querySelector(".message").scrollWidth <= document.querySelector(".message").clientWidth]);
  assert.deepEqual(lines, [true, true]);
  await shot(page, "low-open");
  await page.context().close();
});

/** The form ends where the foot begins, and the page where the screen does. */
const stretched = (page) => page.waitForFunction(() => {
  const [sheet, panel, foot] = [".sheet", ".panel", ".foot"].map((selector) => document.querySelector(selector).getBoundingClientRect());
  const fits = foot.bottom <= innerHeight + 0.5 && document.documentElement.scrollHeight <= innerHeight;
  return fits && foot.top - sheet.bottom >= 0 && foot.top - sheet.bottom < 8 && panel.bottom === sheet.bottom;
});

test("at 1366 × 625 what became of the last answer takes no row away", async () => {
  const page = await checked(1366, 625);
  await submit(page, text);
  await page.waitForSelector("#notice .fate");
  await page.keyboard.press("F8");
  await page.waitForSelector("#inspector:not(.idle) li");
  assert.match(await page.evaluate(() => document.activeElement.dataset.cell), /^t3/);
  await rows(page);
  await stretched(page);
  await shot(page, "low-replaced");
  assert.deepEqual(await scan(page), []);
});

for (const [width, height] of [[1366, 768], [1920, 1080]]) {
  test(`at ${width} × ${height} form and findings fill the screen`, async () => {
    const page = await checked(width, height);
    await stretched(page);
    await page.keyboard.press("F8");
    await page.waitForSelector("#inspector:not(.idle) li");
    await stretched(page);
    // With last year's report unfolded the page grows, and nothing lies over anything.
    await page.click("#previous summary");
    const tops = await page.evaluate(() => [".intake", ".verdict", ".columns", ".foot"].map((selector) => document.querySelector(selector).getBoundingClientRect()).map(({ top, bottom }) => [top, bottom]));
    for (let n = 1; n < tops.length; n += 1) assert.ok(tops[n][0] >= tops[n - 1][1] - 0.5, JSON.stringify(tops));
    assert.deepEqual(page.problems, []);
  });
}

/** Whether something is in sight, and not under what lies over it. */
const inSight = (page, selector) => page.locator(selector).first().evaluate((node) => {
  const { left, right, top, bottom } = node.getBoundingClientRect();
  const [x, y] = [(Math.max(0, left) + Math.min(innerWidth, right)) / 2, (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2];
  const there = document.elementFromPoint(x, y);
  return there !== null && (node.contains(there) || there.contains(node));
});

/** The heads of the column of the cell one is in, that are not wholly in sight. */
const lostHeads = (page) => page.evaluate(() => {
  const input = document.activeElement;
  const at = (node) => node.getBoundingClientRect();
  const { left, right } = at(input);
  const middle = (left + right) / 2;
  return [...input.closest("table").querySelectorAll("thead th")].filter((th) => at(th).left < middle && at(th).right > middle).filter((th) => {
    const { top, bottom } = at(th);
    return top < -1 || [top + 3, bottom - 3].some((y) => {
      const there = document.elementFromPoint(middle, y);
      return !there || !th.contains(there);
    });
  }).map((th) => th.textContent);
});

const touch = { isMobile: true, hasTouch: true };
for (const [name, width, height, more] of [["a phone", 390, 844, touch], ["a small phone", 360, 640, touch], ["400 %", 320, 256, {}]]) {
  test(`on ${name} the chosen cell keeps its names in sight, and a bar says what is left`, async () => {
    const page = await checked(width, height, more);
    const count = () => page.textContent("#walk span");
    assert.match(await count(), /^共 \d+ 条$/);
    const all = Number(/\d+/.exec(await count())[0]);
    // The bar is there wherever one scrolls.
    for (const to of [0, 1e6]) {
      await page.evaluate((top) => scrollTo(0, top), to);
      assert.equal(await inSight(page, "#walk button"), true);
    }
    const seen = new Set();
    for (let n = 1; n <= all; n += 1) {
      await page.locator("#walk button").last().click();
      assert.equal(await count(), `${n} / ${all}`);
      const cell = await page.evaluate(() => document.activeElement.dataset.cell);
      if (!cell) continue;
      const [label] = await page.evaluate(() => [document.activeElement.getAttribute("aria-label")]);
      await page.waitForFunction((words) => document.querySelector("#inspector b")?.textContent === words, label);
      seen.add(cell.slice(0, 2));
      assert.equal(await inSight(page, `[data-cell='${cell}']`), true, cell);
      // To be looked at: no keyboard of the screen comes up over it.
      assert.equal(await page.evaluate(() => document.activeElement.inputMode), more.hasTouch ? "none" : cell.startsWith("t2") ? "decimal" : "numeric");
      // Its row and column in words; and in table 3 the row's label beside it.
      assert.equal(await inSight(page, "#inspector b"), true, cell);
      assert.ok(label.split(" · ").length >= 3, label);
      if (cell.startsWith("t3.")) {
        await page.locator(`tr:has([data-cell='${cell}']) th`).last().evaluate((th) => th.setAttribute("data-row", ""));
        assert.equal(await inSight(page, "[data-row]"), true, cell);
        await page.evaluate(() => document.querySelector("[data-row]").removeAttribute("data-row"));
        // The head of its column above it.
        const head = await page.evaluate(() => {
          const { left, right } = document.activeElement.getBoundingClientRect();
          const { bottom } = document.querySelector(".matrix thead").getBoundingClientRect();
          const there = document.elementFromPoint((left + right) / 2, bottom - 5);
          return there && there.nodeName === "TH" && there.textContent;
        });
        if (height > 500) assert.ok(head && label.endsWith(head), `${label}: ${head}`);
      }
      if (height > 500) assert.deepEqual(await lostHeads(page), [], cell);
    }
    if (more.hasTouch) {
      // Who touches it wants to type.
      await page.locator("[data-cell='t3.r3_1.natural']").tap();
      assert.deepEqual(await page.evaluate(() => [document.activeElement.dataset.cell, document.activeElement.inputMode]), ["t3.r3_1.natural", "numeric"]);
    }
    assert.ok(seen.has("t3") && seen.has("t4"), [...seen].join());
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await shot(page, name.replace(/\W/g, ""));
    assert.deepEqual(await scan(page), []);
    assert.deepEqual(page.problems, []);
  });
}
