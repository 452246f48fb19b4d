// Pictures of the tables, read in the page: screenshots that the test makes of a report of its own, and the small
// pictures of tests/scan. What is on them is known, and what the page says of it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { inflateSync } from "node:zlib";
import { browsers, engine, eventually, gouji, open, root, scan, serve } from "./harness.mjs";
import { asHtml, values } from "./report.mjs";

const small = (name) => join(root, "tests/scan/small", name);

/** A gray PNG of eight bits as the engine takes a page. */
function plane(bytes) {
  const parts = [];
  let [width, height] = [0, 0];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const kind = bytes.toString("latin1", at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (kind === "IHDR") [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
    if (kind === "IDAT") parts.push(data);
    at += length + 12;
  }
  const rows = inflateSync(Buffer.concat(parts));
  const pixels = new Uint8Array(width * height);
  const near = (a, b, c) => [a, b, c].reduce((best, one) => (Math.abs(a + b - c - one) < Math.abs(a + b - c - best) ? one : best));
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (width + 1)];
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const [left, up, corner] = [x ? pixels[at - 1] : 0, y ? pixels[at - width] : 0, x && y ? pixels[at - width - 1] : 0];
      pixels[at] = rows[y * (width + 1) + 1 + x] + [0, left, up, (left + up) >> 1, near(left, up, corner)][filter];
    }
  }
  return { width, height, pixels };
}

let form;
before(async () => {
  [form] = (await engine()).forms();
});

/** The report as it stands on a screen: ruled tables. */
const shown = (at) => `${asHtml(form, at)}<style>
  body { width: 900px; margin: 20px; font: 15px "WenQuanYi Zen Hei", sans-serif; background: #fff }
  table { border-collapse: collapse; width: 100% } td { border: 1px solid #333; padding: 6px 8px; text-align: center }</style>`;

/** A screenshot of one table of it, by its number among all. */
async function screenshot(browser, at, table) {
  const page = await browser.newPage({ viewport: { width: 960, height: 1200 } });
  await page.setContent(shown(at));
  const picture = await page.locator("table").nth(table).screenshot();
  await page.close();
  return picture;
}
/** With the paper around it. */
async function sheet(browser, at) {
  const page = await browser.newPage({ viewport: { width: 960, height: 1200 } });
  await page.setContent(shown(at));
  const picture = await page.screenshot({ fullPage: true });
  await page.close();
  return picture;
}

const choose = (page, ...files) => page.setInputFiles("#source input[type=file]", files.map(([name, buffer, mimeType = "image/png"]) => ({ name, mimeType, buffer })));
/** Waits for the answer and gives what is said of it. */
async function answered(page) {
  await page.waitForSelector("#result:not([hidden]) #verdict .whose b");
  return page.textContent("#verdict h2");
}
const cells = (page, prefix) => page.evaluate((start) => Object.fromEntries(Array.from(document.querySelectorAll(`#tables input[data-cell^="${start}"]`), ({ dataset, value }) => [dataset.cell, value])), prefix);

test("what is seen in wasm is what is seen natively, cell by cell", { timeout: 180_000 }, async () => {
  const reader = await engine("scan");
  for (const name of ["S-1.png", "FAX-0.png"]) {
    const told = [];
    const seen = reader.seePictures([plane(readFileSync(small(name)))], (...step) => told.push(step));
    const [first] = told;
    assert.deepEqual(first, ["pages", 1, 1]);
    assert.equal(told.at(-1)[1], told.at(-1)[2], "all cells in the end");
    const report = reader.checkPictures(seen, { name });
    let text;
    try {
      text = execFileSync(gouji(), ["check", "--json", small(name)], { encoding: "utf8" });
    } catch ({ stdout }) {
      text = stdout;
    }
    const native = JSON.parse(text);
    for (const key of ["verdict", "message", "edition", "cells", "pages", "source", "summary", "findings", "explanations"]) assert.deepEqual(report[key], native[key], `${name} ${key}`);
    assert.equal(reader.digestPictures(seen, { name }).verdict, native.verdict);
  }
});

test("what is no picture is an error for developers, and nothing worse", async () => {
  const reader = await engine("scan");
  const page = (width, height, length) => [{ width, height, pixels: new Uint8Array(length) }];
  for (const pages of [page(3, 3, 8), page(0, 0, 0), page(-1, 3, 0), page(70000, 70000, 1), [{}], 7, Array(41).fill({})]) assert.throws(() => reader.seePictures(pages), { constructor: Error, message: /^pages/ });
  const [white] = page(900, 900, 810000);
  const seen = reader.seePictures([white]);
  assert.equal(reader.checkPictures(seen, {}).reason, "picture");
  for (const wrong of [{}, { pages: 3 }, { pages: [], tables: [{ table: "t9", edition: "2021" }] }, { pages: [], tables: [{ table: "t3", edition: "2021", cells: [{ cell: "t3.none" }] }] }]) {
    try {
      reader.checkPictures(wrong, {});
    } catch (error) {
      assert.equal(error.constructor, Error);
    }
  }
});

for (const name of ["chromium", "firefox"]) {
  describe(`pictures in ${name}`, { timeout: 240_000 }, () => {
    let server;
    let browser;
    let page;
    before(async () => {
      server = await serve();
      browser = await browsers[name]();
    });
    after(async () => {
      await browser?.close();
      server?.stop();
    });
    const fresh = async () => {
      page = await open(await browser.newContext({ viewport: { width: 1280, height: 900 } }), server.url);
      await page.waitForSelector("html[data-ready]", { state: "attached" });
      return page;
    };

    test("a screenshot of the report is read cell by cell, and a wrong total in it is named", async () => {
      const at = values(form);
      at["t3.r4.total"] += 3;
      await fresh();
      assert.ok(!page.asked.some((url) => /scan\/|pictures\//.test(url)), "nothing of it is fetched before a picture comes");
      await choose(page, ["截图.png", await sheet(browser, at)]);
      assert.match(await answered(page), /条关系不成立/);
      assert.equal(await page.textContent("#verdict .whose b"), "从图片识读，请对照原图");
      const read = Object.entries(await cells(page, "t3."));
      const same = read.filter(([id, text]) => text === String(at[id]));
      const open_ = read.filter(([, text]) => text === "□");
      assert.equal(same.length + open_.length, read.length, "nothing is read wrongly");
      assert.ok(same.length > read.length * 0.9, `${same.length} of ${read.length} are read`);
      await page.waitForSelector(".cause");
      // Where it stands is outlined on the picture, and the cell is shown beside what was read.
      await page.click('#tables input[data-cell="t3.r4.total"]');
      await page.waitForSelector("#inspector canvas.crop");
      await page.click("#inspector .buttons button:has-text('原文第 1 页')");
      await page.waitForSelector("#original[open] .leaf .spot");
      const [width, height] = await page.$eval("#original .leaf canvas", (canvas) => [canvas.width, canvas.height]);
      assert.ok(width >= 800 && height > width / 2, `${width} x ${height}`);
      assert.ok(page.asked.every((url) => new URL(url).origin === new URL(server.url).origin), "nothing is asked of anybody else");
      assert.deepEqual(page.problems, []);
      if (name === "chromium") assert.deepEqual(await scan(page), []);
    });

    test("pages of one report, chosen together, are one report in their order", async () => {
      const at = values(form);
      await fresh();
      const tables = [];
      for (const table of [0, 1, 2]) tables.push([`第${table + 1}页.png`, await screenshot(browser, at, table)]);
      await choose(page, ...tables);
      await answered(page);
      assert.match(await page.textContent(".parts .part"), /图片 · 3 张/);
      const read = await page.evaluate(() => Array.from(document.querySelectorAll("#tables input"), ({ value }) => value));
      assert.ok(read.filter((text) => text !== "□" && text !== "").length > read.length * 0.6);
      // Something is open or all was read: never is it said to be right while something is open.
      const all = read.every((text) => text !== "□");
      if (!all) assert.doesNotMatch(await page.textContent("#verdict h2"), /全部成立/);
    });

    test("the next page goes on with the one before, and a page that is there twice takes its place", async () => {
      const at = values(form);
      await fresh();
      await choose(page, ["表二.png", await screenshot(browser, at, 0)]);
      await answered(page);
      await choose(page, ["表三.png", await screenshot(browser, at, 1)]);
      await eventually(() => page.textContent(".parts .part .about"), "图片 · 2 张");
      await eventually(async () => /已接在原来的内容后面/.test(await page.textContent("#notice")), true);
      const read = Object.values(await cells(page, "t3."));
      assert.ok(read.filter((text) => text !== "□").length > read.length * 0.8);
      await choose(page, ["表三改.png", await screenshot(browser, Object.assign({}, at, { "t3.r4.total": at["t3.r4.total"] + 1 }), 1)]);
      await eventually(() => page.textContent(".parts .part .about"), "图片 · 1 张");
      await eventually(async () => /不成立/.test(await page.textContent("#verdict h2")), true);
    });

    test("a picture that is put in twice is said to be left over, and nothing is right altogether", async () => {
      await fresh();
      const table = await screenshot(browser, values(form), 1);
      await choose(page, ["一.png", table], ["二.png", table]);
      await answered(page);
      await eventually(async () => /第 2 张图片上有表格，没有归入这份报告的任何一张表/.test(await page.textContent("#list")), true);
      assert.doesNotMatch(await page.textContent("#verdict h2"), /全部成立/);
    });

    test("a picture is pasted, and what was not read is typed by hand", async () => {
      await fresh();
      // Firefox makes no event that holds a file.
      if (name === "firefox") await choose(page, ["image.jpg", readFileSync(small("SEAL-0.jpg")), "image/jpeg"]);
      else await page.evaluate((base64) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], "image.png", { type: "image/jpeg" }));
        document.querySelector("#source textarea").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      }, readFileSync(small("SEAL-0.jpg")).toString("base64"));
      await answered(page);
      assert.doesNotMatch(await page.textContent("#verdict h2"), /全部成立/);
      const open_ = page.locator("#tables td.unreadable input");
      const before_ = await open_.count();
      assert.ok(before_ > 0, "what lies under the seal is open");
      assert.match(await page.textContent("#list"), /没有读出/);
      const id = await open_.first().getAttribute("data-cell");
      await open_.first().click();
      await page.waitForSelector("#inspector canvas.crop");
      assert.match(await page.textContent("#inspector"), /图片上的这一格没有读出，请对照原图填写。/);
      await page.fill(`#tables input[data-cell="${id}"]`, "5");
      await eventually(() => page.locator("#tables td.unreadable").count(), before_ - 1);
      assert.match(await page.textContent("#verdict .whose"), /已算入您改的 1 格/);
    });

    test("what cannot be read is said in a sentence", async () => {
      await fresh();
      const trouble = () => page.textContent("#trouble");
      for (const [file, whole] of [["坏图.png", "S-1.png"], ["坏图.jpg", "SEAL-0.jpg"]]) {
        const bytes = readFileSync(small(whole));
        await choose(page, [file, bytes.subarray(0, bytes.length - 3000)]);
        await eventually(async () => new RegExp(`“${file}”打不开：图片已损坏`).test(await trouble()), true);
      }
      // No table on it.
      const white = await page.evaluate(() => {
        const canvas = document.createElement("canvas");
        canvas.width = 900;
        canvas.height = 1200;
        return canvas.toDataURL("image/png").split(",")[1];
      });
      await choose(page, ["白纸.png", Buffer.from(white, "base64")]);
      await page.waitForSelector("#result:not([hidden])");
      await eventually(async () => /没有看到表格线/.test(await page.textContent("#verdict")), true);
      assert.deepEqual(page.problems, []);
    });

    test("a PDF of scanned pages is read as pictures of them", async () => {
      // Only Chromium prints; what it printed is read in either.
      const printer = name === "chromium" ? browser : await browsers.chromium();
      const page_ = await printer.newPage();
      const sources = ["S-1.png"].map((file) => `data:image/png;base64,${readFileSync(small(file)).toString("base64")}`);
      await page_.setContent(`<style>@page{size:A4;margin:0}body{margin:0}img{width:100%;display:block}</style>${sources.map((src) => `<img src="${src}">`).join("")}`);
      const bytes = await page_.pdf({ preferCSSPageSize: true });
      await page_.close();
      if (printer !== browser) await printer.close();
      await fresh();
      await choose(page, ["扫描.pdf", bytes, "application/pdf"]);
      assert.match(await answered(page), /条关系不成立/);
      assert.equal(await page.textContent("#verdict .whose b"), "从图片识读，请对照原图");
      assert.ok(await page.locator("#tables td.read").count() > 80);
      await page.locator("#tables td.read input").first().click();
      await page.waitForSelector("#inspector canvas.crop");
      assert.deepEqual(page.problems, []);
    });

    test("pages of text and scanned pages of one PDF are one report, and which is which is said", async () => {
      await fresh();
      await choose(page, ["混合.pdf", readFileSync(small("mixed.pdf")), "application/pdf"]);
      assert.match(await answered(page), /条关系不成立/);
      await eventually(async () => /第 1 页是文字，数字照文字读；第 2 页是图片，数字从图片上识读/.test(await page.textContent("#list")), true);
      await page.locator("#tables td.read input").first().click();
      await page.waitForSelector("#inspector canvas.crop");
      assert.deepEqual(page.problems, []);
    });

    test("an OFD whose pages are pictures is read like them", async () => {
      await fresh();
      await choose(page, ["扫描.ofd", readFileSync(small("scanned.ofd")), ""]);
      assert.match(await answered(page), /条关系不成立/);
      assert.equal(await page.textContent("#verdict .whose b"), "从图片识读，请对照原图");
      assert.ok(await page.locator("#tables td.read").count() > 80);
      assert.deepEqual(page.problems, []);
    });

    test("reading can be stopped, and what stood there stays", async () => {
      await fresh();
      let held;
      await page.route("**/pictures/worker.js", (route) => { held = route; });
      await choose(page, ["停.png", readFileSync(small("S-1.png"))]);
      await page.waitForSelector(".reading button");
      await eventually(async () => /正在找图片上的表格/.test(await page.textContent(".reading")), true);
      await page.click(".reading button");
      await eventually(async () => /已停止识读“停.png”/.test(await page.textContent("#trouble")), true);
      assert.equal(await page.isHidden("#result"), true);
      await held.abort().catch(() => {});
    });

    test("without the engine for pictures the file is kept and tried again", async () => {
      await fresh();
      await page.route("**/scan/*.wasm", (route) => route.abort());
      await choose(page, ["截图.png", readFileSync(small("S-1.png"))]);
      await eventually(async () => /识图的部分没能装入：“截图.png”没有读，文件还在/.test(await page.textContent("#trouble")), true);
      await page.unroute("**/scan/*.wasm");
      await page.click("#trouble button");
      await answered(page);
    });
  });
}
