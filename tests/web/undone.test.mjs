// What is undone is named wherever one looks for it, what was left alone is said, and nothing that was said or
// typed outlives what it was about.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browsers, desk, engine, eventually, open, root, scan, serve } from "./harness.mjs";
import { asText, values } from "./report.mjs";
import { paper, saved as bytes } from "./taken.mjs";

const out = join(root, "tests/web/out");
mkdirSync(out, { recursive: true });
const CELL = "t3.r3_1.natural";
// A table of which one sum does not hold.
const OTHER = "各科室办件情况表\n科室\t收件\t办结\n综合科\t12\t10\n业务科\t8\t8\n合计\t21\t18\n";
const input = (id) => `input[data-cell="${id}"]`;

let server, browser, form;
before(async () => {
  [server, browser] = await Promise.all([serve(), browsers.chromium()]);
  [form] = (await engine("full")).forms();
});
after(async () => {
  await browser?.close();
  server?.stop();
});

const report = (change = {}) => asText(form, Object.assign(values(form), change));
const wrong = () => report({ [CELL]: values(form)[CELL] + 9 });
/** Without the line of 行政许可 in table 2, and with a word for the number of 行政处罚. */
const lacking = () => report().replace(/^行政许可\t.*\n/m, "").replace(/^(行政处罚\t).*$/m, "$1六四四");
const file = (name, content) => ({ name, mimeType: "", buffer: Buffer.from(content) });

const fresh = (viewport, url = server.url) => desk(browser, url, viewport);
const full = (page) => page.waitForSelector("#kinds details", { state: "attached" });
async function check(page, text) {
  await page.fill("#source textarea", text);
  await page.click("#check");
  await full(page);
}
const picture = (page, name) => page.screenshot({ path: join(out, `undone-${name}.png`) });
const saved = async (page, act) => (await bytes(page, act)).toString();
async function batch(page, files) {
  await page.click("#many");
  await page.setInputFiles("#batch-files", files);
  await settled(page, files.length);
}
/** All are checked, and held against each other: no row is drawn anew. */
const settled = (page, n) => page.waitForFunction((all) => document.querySelectorAll(".batch tbody tr [data-act=open]").length === all && !document.querySelector(".batch progress:not([hidden])")
  && !/校核完再对照/.test(document.querySelector(".batch tbody").textContent), n);

test("cells of table 2 that were not read are named in the list, the line of what was checked, the opinion and the sheet", async () => {
  const page = await fresh();
  await check(page, lacking());
  await page.waitForFunction(() => /表二 只看填写，2 格没有读到/.test(document.querySelector(".covered").textContent));
  const list = await page.innerText("#list");
  assert.match(list, /表二“行政许可”：没有读到数/);
  assert.match(list, /行政处罚.*：“六四四”不是可以计算的数/);
  assert.doesNotMatch(await page.innerText("#verdict-title"), /全部成立/);
  assert.deepEqual(await scan(page), []);
  await picture(page, "lacking");
  await page.click("#take summary");
  const sheet = await paper(page, "verify");
  // In the order of the form.
  assert.match(sheet, /行政许可[^]*没有读到数，请补上[^]*行政处罚[^]*没有读到数，请补上/);
  assert.match(sheet, /六四四/);
  assert.doesNotMatch(sheet, /没有需要核对的格/);
  const opinion = await paper(page, "opinion");
  assert.match(opinion, /行政许可[^]*没有读到数/);
  assert.match(opinion, /表二：只看填写，2 格没有读到。/);
  assert.doesNotMatch(opinion, /没有发现需要改正的地方/);
  assert.deepEqual(page.problems, []);
});

test("Ctrl+Z with the focus on a switch takes back what was typed into a cell whole, and Ctrl+Y does it again", async () => {
  const page = await fresh();
  await check(page, wrong());
  const input = page.locator(`input[data-cell="${CELL}"]`);
  const before = await input.inputValue();
  await input.click();
  // Key by key: the browser has an undo of its own for each.
  await page.keyboard.press("Control+a");
  await page.keyboard.type("33");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".changes");
  await page.click("#kinds summary");
  await page.locator("#kinds input[type=checkbox]").first().click();
  await page.keyboard.press("Control+z");
  const changes = (words) => page.waitForFunction((wanted) => document.querySelector(".changes").innerText.includes(wanted), words);
  await changes("改动已撤销");
  assert.equal(await input.inputValue(), before);
  // Nothing is left to take back.
  await page.keyboard.press("Control+z");
  assert.equal(await input.inputValue(), before);
  await page.keyboard.press("Control+y");
  await changes("→ 33");
  assert.equal(await input.inputValue(), "33");
  assert.deepEqual(page.problems, []);
});

test("sentences that stand together on the sheet are punctuated once", async () => {
  const page = await fresh();
  await check(page, wrong().replace(/^(.*予以公开.*\t)\d+\t(\d+)$/m, "$1疑\t$2").replace("本年度依法公开政府信息。", "2023年，本机关收到政府信息公开申请999件。"));
  await page.click("#take summary");
  const sheet = await paper(page, "verify");
  assert.match(sheet, /核清后可解决/);
  assert.doesNotMatch(sheet, /[。；：，]\s*[。；]|…\s*。/);
});

test("many reports: what is only unreadable, and what cannot be read at all, is looked at first and to be corrected", async () => {
  const page = await fresh();
  await batch(page, [file("好.txt", report()), file("缺.txt", lacking().replaceAll("某市某局", "某县某局")), file("坏.docx", "PK\u0003\u0004 nothing more"), file("通知.txt", "关于召开会议的通知\n请准时参加。")]);
  const row = (name) => page.innerText(`.batch tbody tr:has([data-path="${name}"]) .c-first`);
  assert.match(await row("缺.txt"), /行政许可|行政处罚/);
  for (const name of ["坏.docx", "通知.txt"]) assert.ok((await row(name)).length > 8);
  // The first has hints only.
  assert.match(await page.innerText("[data-output=save_text]"), /4 份/);
  const text = await saved(page, () => page.click("[data-output=save_text]"));
  assert.match(text, /某县某局[^]*六四四[^]*行政许可[^]*请核对/);
  assert.doesNotMatch(text, /(应为 \d+（)[^]*\1/);
  assert.match(text, /坏\.docx/);
  assert.match(text, /通知\.txt/);
  assert.doesNotMatch(text, /– 年/);
  const list = await saved(page, () => page.click("[data-output=save_csv]"));
  for (const line of list.trim().split("\r\n").slice(1)) {
    const [, , , , , , , , first] = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g).map((field) => field.replace(/,$/, ""));
    assert.ok(first, line);
  }
  assert.deepEqual(await scan(page), []);
});

test("other tables that nobody looked at are said below the answer, on paper and in the data, with the way to look", async () => {
  const page = await fresh();
  await check(page, `${report()}\n${OTHER}`);
  await page.waitForFunction(() => /其他表 1 张没有核对/.test(document.querySelector(".covered").textContent));
  assert.match(await page.innerText("#list"), /另有 1 张[^]*没有核对/);
  assert.deepEqual(await scan(page), []);
  await page.click("#take summary");
  assert.match(await paper(page, "opinion"), /另有 1 张[^]*没有核对/);
  const { notes } = JSON.parse(await saved(page, () => page.click("[data-take=data]")));
  assert.ok(notes.some(({ code }) => code === "totals-unchecked"));
  await page.focus("[data-beside]");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !/没有核对/.test(document.querySelector(".covered").textContent) && document.querySelector(".others table"));
  assert.equal(await page.isChecked("[data-others=totals]"), true);
  assert.deepEqual(page.problems, []);
});

test("the marked tables are those that were read, and are said to be after changes", async () => {
  const page = await fresh();
  await check(page, wrong());
  await page.click("#take summary");
  await page.click("[data-take=marked_tables]");
  await page.waitForFunction(() => /已复制|没能复制/.test(document.querySelector("#told").textContent));
  assert.doesNotMatch(await page.innerText("#told"), /原文/);
  await page.fill(input(CELL), "77");
  await page.waitForSelector(".changes");
  await page.click("[data-take=marked_tables]");
  await page.waitForFunction(() => /复制的是原文的表，页面上改的 1 格不在其中/.test(document.querySelector("#told").textContent));
});

test("a corrected file over one that was typed over says what was left behind, and undo brings it back", async () => {
  const page = await fresh();
  await page.setInputFiles("#source input[type=file]", [file("报告.txt", wrong())]);
  await full(page);
  await page.fill(input(CELL), "77");
  await page.waitForSelector(".changes");
  await page.setInputFiles("#source input[type=file]", [file("报告.txt", report())]);
  await page.waitForFunction(() => /页面上改的 1 格没有带过来，撤销可以找回/.test(document.querySelector("#notice").textContent));
  assert.equal(await page.locator("td.edited").count(), 0);
  assert.deepEqual(await scan(page), []);
  await picture(page, "dropped");
  await page.click("#notice [data-notice=undo]");
  await page.waitForSelector("td.edited");
  assert.equal(await page.inputValue(input(CELL)), "77");
  // What was typed and stands in the corrected file is not left behind.
  await page.fill(input(CELL), String(values(form)[CELL]));
  await page.waitForSelector("#verdict:not(.inconsistent)");
  await page.setInputFiles("#source input[type=file]", [file("报告.txt", `${report()}\n`)]);
  await page.waitForFunction(() => /已替换/.test(document.querySelector("#notice").textContent));
  assert.doesNotMatch(await page.innerText("#notice"), /没有带过来/);
});

test("last year's box is closed when all begins anew", async () => {
  const page = await fresh();
  await check(page, report());
  await page.click("#previous summary");
  await page.fill("#previous textarea", report().replace("2023年", "2022年"));
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector("#previous-answer:not([hidden])");
  await page.click("#clear");
  assert.equal(await page.evaluate(() => document.querySelector("#previous").open), false);
  await eventually(() => page.locator("#previous-answer").isHidden(), true);
  assert.equal(await page.inputValue("#previous textarea"), "");
});

test("what was said of a zip goes with what it was said of", async () => {
  const page = await fresh();
  await batch(page, [file("甲.txt", wrong()), file("乙.txt", report().replaceAll("某市某局", "某县某局"))]);
  await saved(page, () => page.click("[data-output=save_text]"));
  await page.waitForFunction(() => /已导出 \d 份/.test(document.querySelector(".batch .note").textContent));
  await page.click("[data-filter=consistent]");
  await eventually(() => page.locator(".batch .note").isHidden(), true);
  await saved(page, () => page.click("[data-output=save_csv]"));
  await page.waitForSelector(".batch .note:not([hidden])");
  await page.setInputFiles("#batch-files", [file("丙.txt", report().replaceAll("某市某局", "某区某局"))]);
  await settled(page, 2);
  assert.equal(await page.locator(".batch .note").isHidden(), true);
});

test("a table put in over a report of the list is told in the list", async () => {
  const page = await fresh();
  await batch(page, [file("甲.txt", wrong()), file("乙.txt", report().replaceAll("某市某局", "某县某局"))]);
  await page.click(".batch tbody tr:has-text('甲.txt') [data-act=open]");
  await page.waitForSelector("#verdict.inconsistent");
  await full(page);
  // Table 3 alone, corrected.
  const table = report().match(/三、[^]*?(?=四、政府)/)[0].replace(/^[^]*?(?=三、[^\n]*申请)/, "");
  await page.fill("#source textarea", table);
  await page.click("#check");
  await page.waitForFunction(() => document.querySelector("#notice").dataset.kind === "table");
  await page.click(".batch-back");
  await page.waitForSelector("body.in-batch");
  assert.match(await page.innerText(".batch tbody tr:has-text('甲.txt')"), /改了 \d+ 格[^]*原件尚未改。改后：/);
  await page.click(".batch tbody tr:has-text('甲.txt') [data-act=open]");
  await page.waitForFunction(() => /用后放入的/.test(document.querySelector("#verdict .whose").textContent));
});

test("what is answered before does not take away what is said of what still waits, nor read it with the engine that cannot", async () => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 625 } });
  const gates = {};
  for (const folder of ["pkg", "full"]) {
    const opened = new Promise((done) => { gates[folder] = done; });
    await context.route(new RegExp(`${folder}/gouji_bg\\.wasm`), async (route) => {
      await opened;
      await route.continue();
    });
  }
  const page = await open(context, server.url);
  const take = async (text) => {
    await page.fill("#source textarea", text);
    await page.click("#check");
  };
  await take(wrong());
  await page.waitForFunction(() => /正在/.test(document.querySelector("#trouble").textContent));
  await take("表一|备注\n甲|3\n");
  gates.pkg();
  await page.waitForSelector("#verdict.inconsistent");
  assert.match(await page.innerText("#trouble"), /正在/);
  gates.full();
  await page.waitForFunction(() => document.querySelector("#trouble").hidden);
  assert.equal(await page.locator("#source .part").count() > 0, true);
  assert.deepEqual(page.problems, []);
});

test("on a phone no label covers a figure, and the list says which cell is wrong", async () => {
  const page = await fresh({ width: 390, height: 844 });
  await check(page, wrong());
  // Once the styles are there: how far the labels reach, and whether all alike.
  await eventually(() => page.evaluate(() => {
    const box = document.querySelector(".matrix .scroll");
    box.scrollLeft = 200;
    const { left } = box.getBoundingClientRect();
    const labels = Array.from(box.querySelectorAll("tbody tr"), (row) => Array.from(row.querySelectorAll("th")).pop());
    const ends = labels.map((label) => label.getBoundingClientRect().right - left);
    return Math.min(...ends) > 50 && Math.max(...ends) - Math.min(...ends) <= 1.5;
  }), true);
  await picture(page, "phone");
  await batch(page, [file("甲.txt", wrong()), file("乙.txt", report().replaceAll("某市某局", "某县某局"))]);
  const box = await page.locator(".batch tbody tr:has-text('甲.txt') .c-first").boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 390 && box.height > 10, JSON.stringify(box));
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  assert.deepEqual(await scan(page), []);
  await picture(page, "phone-list");
});

test("all three relations of a cell are in sight on a low screen", async () => {
  const page = await fresh();
  await check(page, report());
  await page.focus(input("t3.r3_7.natural"));
  await page.waitForFunction(() => document.querySelectorAll("#inspector li").length === 3);
  const over = await page.evaluate(() => {
    const box = document.querySelector("#inspector").getBoundingClientRect();
    return Array.from(document.querySelectorAll("#inspector li"), (item) => Math.round(item.getBoundingClientRect().bottom - box.bottom));
  });
  assert.ok(over.every((by) => by <= 1), String(over));
  await picture(page, "three");
});
