// Many reports in real hands: files that changed, zips, what is handed on of those shown, rows that stay where they
// are pointed at, one report after the other.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browsers, engine, eventually, open, root, scan, serve } from "./harness.mjs";
import { county, organ } from "./many.mjs";

const folder = join(root, "target/batch-test/work");
const shots = process.env.SHOTS;
let server;
let full;
before(async () => {
  full = await engine("full");
  county(folder, full.forms()[0]);
  server = await serve();
});
after(() => server?.stop());

const read = (year, name) => readFileSync(join(folder, year, name), "utf8");
const given = (name, content) => ({ name, mimeType: "", buffer: Buffer.from(content) });
const plain = (year, n, name = `${n}.txt`) => given(name, read(year, `${organ(n)}.txt`));

/** The batch view, opened. */
async function opened(browser) {
  const page = await open(await browser.newContext({ viewport: { width: 1366, height: 900 }, acceptDownloads: true }), server.url);
  await page.waitForSelector("html[data-ready]");
  await page.click("#many");
  await page.waitForSelector("#batch .empty");
  return page;
}

const said = (page, words) => page.waitForFunction((some) => new RegExp(some).test(document.getElementById("batch-said")?.textContent), words);
const choose = (page, files) => page.setInputFiles("#batch-files", files);
/** What a button hands on, as it is handed to the browser: not every browser's driver tells of downloads. */
async function output(page, key) {
  await page.evaluate(() => {
    const make = URL.createObjectURL.bind(URL);
    const press = HTMLAnchorElement.prototype.click;
    window.saved = new Promise((done) => {
      let bytes;
      URL.createObjectURL = (blob) => {
        bytes = blob.arrayBuffer();
        URL.createObjectURL = make;
        return make(blob);
      };
      HTMLAnchorElement.prototype.click = function () {
        HTMLAnchorElement.prototype.click = press;
        bytes.then((buffer) => done({ name: this.download, bytes: Array.from(new Uint8Array(buffer)) }));
      };
    });
  });
  await page.click(`[data-output=${key}]`);
  const { name, bytes } = await page.evaluate(() => window.saved);
  return { name, bytes: Buffer.from(bytes) };
}

for (const [name, launch] of Object.entries(browsers)) {
  describe(`many reports in ${name}`, () => {
    let browser;
    before(async () => { browser = await launch(); });
    after(() => browser?.close());

    test("a file that changed is checked again, another report of its name stands beside it", async () => {
      const page = await opened(browser);
      const wrong = read("2022", `${organ(8)}.txt`);
      await choose(page, [plain("2022", 4), given("报告.txt", wrong)]);
      await said(page, "^2 份全部校核完毕");
      await page.click("[data-filter=inconsistent]");
      await eventually(() => page.locator(".batch-list tbody tr.inconsistent").count(), 1);
      // Corrected by its author, and dropped once more with one that is as it was.
      await choose(page, [plain("2022", 4), given("报告.txt", read("2022", `${organ(2)}.txt`).split(organ(2)).join(organ(8)))]);
      await said(page, "^2 份全部校核完毕。 更新了 1 份。 1 份没有变化。");
      await page.click("[data-filter=all]");
      await eventually(() => page.locator(".batch-list tbody tr.consistent").count(), 2);
      // Of the same name from another folder.
      await choose(page, [plain("2022", 6, "报告.txt")]);
      await said(page, "^3 份全部校核完毕");
      assert.doesNotMatch(await page.textContent("#batch-said"), /更新了/);
      const list = await page.innerText(".batch-list tbody");
      assert.ok(list.includes(organ(8)) && list.includes(organ(6)) && list.includes("报告.txt (2)"), list);
      assert.deepEqual(page.problems, []);
    });

    test("what was typed over a report is there when it is opened again", async () => {
      const page = await opened(browser);
      await choose(page, [plain("2022", 4), plain("2022", 8)]);
      await said(page, "^2 份全部校核完毕");
      const enter = (n) => page.locator("[data-act=open]", { hasText: organ(n) }).click();
      const cell = "input[data-cell='t2.permits']";
      await enter(8);
      await page.waitForFunction((words) => document.querySelector("#verdict .whose")?.textContent.includes(words), organ(8));
      await page.fill(cell, "77");
      await page.waitForSelector("td.edited");
      await page.click(".batch-back");
      await enter(4);
      await page.waitForFunction((words) => document.querySelector("#verdict .whose")?.textContent.includes(words), organ(4));
      assert.equal(await page.locator("td.edited").count(), 0);
      await page.click("[data-step=before], [data-step=after]:not(:disabled)");
      await page.waitForFunction((words) => document.querySelector("#verdict .whose")?.textContent.includes(words), organ(8));
      await page.waitForSelector("td.edited");
      assert.equal(await page.inputValue(cell), "77");
      // The step can still be taken back, and done again.
      const was = /\t?(\d+)\s*$/m;
      await page.focus(cell);
      await page.keyboard.press("Control+z");
      await page.waitForSelector("td.edited", { state: "detached" });
      assert.match(await page.inputValue(cell), was);
      await page.keyboard.press("Control+y");
      await page.waitForSelector("td.edited");
      // The list says it, and so does what is handed on, beside what the file itself says.
      await page.click(".batch-back");
      await page.waitForFunction(() => /改了 1 格/.test(document.querySelector(".batch-list tbody").textContent));
      const text = (await output(page, "save_text")).bytes.toString("utf8");
      assert.match(text, /页面上改过的格（原件尚未改）\r\n  .*→ 77\r\n原文：.*\r\n改后：/);
      const csv = (await output(page, "save_csv")).bytes.toString("utf8");
      assert.match(csv, /页面上改过的格（原件尚未改）：[^"]*→ 77。改后：[^"]*原件：/);
      assert.deepEqual(page.problems, []);
    });

    test("a zip is a folder, in it another; rar says what to do", async () => {
      const page = await opened(browser);
      const file = (path, text) => ({ path, bytes: new TextEncoder().encode(text) });
      const inner = full.pack([file("乙.txt", read("2022", `${organ(2)}.txt`)), file("照片.jpg", "x")]);
      const zip = full.pack([file("县/甲.txt", read("2022", `${organ(8)}.txt`)), { path: "县/内.zip", bytes: inner }, file("坏.zip", "PK")]);
      await choose(page, [given("全县.zip", zip), given("旧.rar", "Rar!"), given("空.zip", "")]);
      await said(page, "^5 份全部校核完毕。.*另有 1 个文件");
      const list = await page.innerText(".batch-list tbody");
      for (const words of ["全县.zip/县/甲.txt", "全县.zip/县/内.zip/乙.txt", "全县.zip/坏.zip", "请先解压", "压缩包（或其中的这个文件）已损坏"]) assert.ok(list.includes(words), `${words}: ${list}`);
      assert.equal(await page.locator(".batch-list tbody tr.inconsistent").count(), 1);
      // Those in it are opened like any other.
      await page.locator("[data-act=open]", { hasText: organ(8) }).click();
      await page.waitForFunction((words) => document.querySelector("#verdict .whose")?.textContent.includes(words), organ(8));
      assert.deepEqual(page.problems, []);
    });

    test("several files that are chosen as a report are many", async () => {
      const page = await open(await browser.newContext({ viewport: { width: 1366, height: 900 } }), server.url);
      await page.waitForSelector("html[data-ready]");
      await page.setInputFiles("#source input[type=file]", [plain("2022", 8), plain("2022", 2)]);
      await said(page, "^2 份全部校核完毕");
      await eventually(() => page.locator(".batch-list tbody tr.inconsistent").count(), 1);
      // Two halves of one are one, where somebody says so.
      const [first, second] = read("2022", `${organ(4)}.txt`).split(/(?=四、政府信息公开行政复议)/);
      const other = await open(await browser.newContext(), server.url);
      await other.waitForSelector("html[data-ready]");
      await other.setInputFiles("#source input[type=file]", [given("上.txt", first), given("下.txt", second)]);
      await said(other, "^2 份全部校核完毕");
      await other.click("[data-batch=join]");
      await other.waitForSelector("#verdict.consistent");
      assert.match(await other.textContent("#verdict"), /由 2 段合并/);
      assert.deepEqual(page.problems.concat(other.problems), []);
    });

    test("a zip that is chosen as a report is, and so is a rar", async () => {
      const page = await open(await browser.newContext({ viewport: { width: 1366, height: 900 } }), server.url);
      await page.waitForSelector("html[data-ready]");
      const file = (path, text) => ({ path, bytes: new TextEncoder().encode(text) });
      const zip = full.pack([file("甲.txt", read("2022", `${organ(8)}.txt`)), file("乙.txt", read("2022", `${organ(2)}.txt`))]);
      await page.setInputFiles("#source input[type=file]", given("全县.zip", zip));
      await said(page, "^2 份全部校核完毕");
      assert.deepEqual(page.problems, []);
      const other = await open(await browser.newContext(), server.url);
      await other.waitForSelector("html[data-ready]");
      await other.setInputFiles("#source input[type=file]", given("全县.rar", "Rar!"));
      await said(other, "^1 份全部校核完毕");
      assert.match(await other.innerText(".batch-list tbody"), /请先解压/);
      assert.deepEqual(other.problems, []);
    });
  });
}

for (const [name, launch] of Object.entries(browsers)) {
  describe(`what is handed on in ${name}`, () => {
    let browser;
    let page;
    before(async () => {
      browser = await launch();
      page = await opened(browser);
      const docx = (name, to) => given(to, readFileSync(join(root, "tests/fixtures", name)));
      // Its section one says what it should: nothing is found in it, so there is nothing to mark.
      const parts = full.unpack(new Uint8Array(readFileSync(join(root, "tests/fixtures/consistent-2021.docx"))), ["xml", "rels"]).filter(({ bytes }) => bytes);
      const document = parts.find(({ path }) => path === "word/document.xml");
      const topics = "主动公开、依申请公开、政府信息管理、平台建设、监督保障都有安排。";
      document.bytes = new TextEncoder().encode(new TextDecoder().decode(document.bytes).replace("各项工作平稳有序。", topics));
      await choose(page, [plain("2022", 8), plain("2022", 2), plain("2023", 2, "今.txt"), docx("inconsistent-2019.docx", "甲.docx"), docx("inconsistent-2019.xlsx", "乙.xlsx"), docx("inconsistent-2019.xls", "丙.xls"), given("丁.docx", full.pack(parts))]);
      await said(page, "^7 份全部校核完毕");
      await page.waitForSelector(".together:not([hidden])");
    });
    after(() => browser?.close());

    test("a list holds the reports shown, what is said of them is what all say", async () => {
      assert.match(await page.textContent("[data-output=save_csv]"), /（7 份）/);
      await page.fill("#batch-search", "今");
      assert.match(await page.textContent("[data-output=save_csv]"), /（1 份）/);
      const csv = (await output(page, "save_csv")).bytes.toString("utf8").trim().split("\r\n");
      assert.equal(csv.length, 2);
      // Last year's report is not shown, but it was given.
      assert.match(csv[1], /衔接/);
      await page.waitForFunction(() => document.querySelector(".batch .note").textContent === "已导出 1 份。");
      await page.fill("#batch-search", "");
      assert.equal((await output(page, "save_csv")).bytes.toString("utf8").trim().split("\r\n").length, 8);
    });

    test("the files with marks are one zip, and what is in them reads as before", async () => {
      assert.match(await page.textContent("[data-output=save_marked]"), /（2 份）/);
      const { name: zip, bytes } = await output(page, "save_marked");
      assert.equal(zip, "标注文件.zip");
      const files = full.unpack(new Uint8Array(bytes), ["docx", "xlsx"]);
      assert.deepEqual(files.map(({ path }) => path).sort(), ["乙-标注.xlsx", "甲-标注.docx"]);
      for (const { path, bytes: marked } of files) assert.equal(full.readFile(marked, path, {}).verdict, "inconsistent");
      await page.waitForFunction(() => /已把 2 份标注好的文件/.test(document.querySelector(".batch .note").textContent));
    });

    test("what to correct is one text, organ by organ", async () => {
      const { name, bytes } = await output(page, "save_text");
      assert.equal(name, "更正事项.txt");
      const text = bytes.toString("utf8");
      assert.ok(text.startsWith("\ufeff【"));
      assert.match(text, new RegExp(`【${organ(8)}】\r\n2022 年（8.txt）\r\n[^]*不成立的关系\r\n  1\\. `));
      const [, count] = /（(\d+) 份）/.exec(await page.textContent("[data-output=save_text]"));
      assert.equal(text.match(/^\d{4} 年（/gm).length, Number(count));
      assert.deepEqual(await scan(page), []);
      assert.deepEqual(page.problems, []);
    });

    test("reports are gone through one after the other, and what was seen is marked", async () => {
      const first = page.locator("[data-act=open]").first();
      await first.focus();
      await page.keyboard.press("Enter");
      await page.waitForSelector(".batch-reader:not([hidden])");
      const where = () => page.textContent(".batch-reader [role=status]");
      assert.match(await where(), /（1 \/ 7）/);
      assert.equal(await page.isDisabled("[data-step=before]"), true);
      assert.equal(await page.evaluate(() => document.activeElement.className), "batch-back");
      await page.keyboard.press("Tab");
      await eventually(() => page.evaluate(() => document.activeElement.dataset.step), "after");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Space");
      assert.deepEqual(await scan(page), []);
      await page.focus("[data-step=after]");
      for (let n = 2; n <= 7; n += 1) {
        await page.keyboard.press("Enter");
        await page.waitForFunction((at) => document.querySelector(".batch-reader [role=status]").textContent.includes(`（${at} / 7）`), n);
        assert.equal(await page.isChecked("#batch-seen"), false);
      }
      // At the end the one before is left.
      assert.equal(await page.evaluate(() => document.activeElement.dataset.step), "before");
      if (shots && name === "chromium") {
        mkdirSync(shots, { recursive: true });
        await page.screenshot({ path: join(shots, "reader.png") });
      }
      await page.click(".batch-back");
      await eventually(() => page.locator(".batch-list .seen").count(), 1);
      await page.click("[data-filter=unseen]");
      await eventually(() => page.locator(".batch-list tbody tr").count(), 6);
      assert.deepEqual(await scan(page), []);
      if (shots && name === "chromium") await page.screenshot({ path: join(shots, "seen.png"), fullPage: true });
      await page.click("[data-filter=all]");
      assert.deepEqual(page.problems, []);
    });
  });
}

test("a picture of the table beside it on the clipboard is left alone", async () => {
  const browser = await browsers.chromium();
  after(() => browser.close());
  const page = await opened(browser);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const copy = (flavours) => page.evaluate(async (given) => {
    const picture = await new Promise((done) => Object.assign(document.createElement("canvas"), { width: 8, height: 8 }).toBlob(done));
    const items = Object.entries(given).map(([type, words]) => [type, new Blob([words], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries([...items, ["image/png", picture]]))]);
  }, flavours);
  const html = read("2023", `${organ(3)}.html`);
  await copy({ "text/html": html, "text/plain": "…" });
  await page.focus("#batch-title");
  await page.keyboard.press("Control+V");
  await said(page, "^1 份全部校核完毕");
  assert.ok((await page.innerText(".batch-list tbody")).includes(organ(3)));
  // Alone it is read, and that no table is on it is said.
  await copy({});
  await page.keyboard.press("Control+V");
  await said(page, "^2 份全部校核完毕");
  assert.match(await page.innerText(".batch-list tbody"), /图片太小/);
  assert.deepEqual(page.problems, []);
});

for (const [name, launch] of Object.entries(browsers)) {
  test(`no row moves under the pointer while results come, in ${name}`, async () => {
    const browser = await launch();
    after(() => browser.close());
    const page = await opened(browser);
    // Workers that get a report only when it is let go.
    await page.evaluate(() => {
      const Real = window.Worker;
      window.held = [];
      window.Worker = class extends Real {
        postMessage(job) {
          if (job.call === "digestFile") window.held.push(() => super.postMessage(job));
          else super.postMessage(job);
        }
      };
    });
    const names = Array.from({ length: 6 }, (_, n) => plain("2022", n === 5 ? 8 : n, `${n}.txt`));
    await choose(page, names);
    // Asked for again and again: Firefox as it is driven here may forget a promise that is awaited while workers start.
    const go = async (count) => {
      for (let sent = 0; sent < count; sent += 1) await eventually(() => page.evaluate(() => window.held.length > 0 && Boolean(window.held.shift()()) === false), true);
    };
    await go(2);
    await page.waitForFunction(() => document.querySelectorAll(".batch-list tbody [data-act=open]").length === 2);
    const button = page.locator("[data-act=open]").nth(1);
    const path = await button.getAttribute("data-path");
    await button.hover();
    const { x, y } = await button.boundingBox();
    const under = () => page.evaluate(([left, top]) => document.elementFromPoint(left + 3, top + 3).dataset.path, [x, y]);
    assert.equal(await under(), path);
    await go(4);
    await said(page, "6 份全部校核完毕");
    await page.waitForFunction(() => /新的结果/.test(document.querySelector(".pager").textContent));
    await page.waitForSelector(".together:not([hidden])");
    assert.equal(await under(), path);
    // The worst came last; it stands first once nobody points.
    assert.doesNotMatch(await page.locator(".batch-list tbody tr").first().getAttribute("class"), /inconsistent/);
    await page.mouse.move(5, 5);
    await page.waitForSelector(".batch-list tbody tr:first-child.inconsistent");
    assert.doesNotMatch(await page.textContent(".pager"), /新的结果/);
    assert.deepEqual(page.problems, []);
  });
}
