// What is said of one thing is the same wherever it is said: in the list of many and in the report that is opened, on the
// page and in what leaves it; and what was said of one act is not left standing under the next.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browsers, desk, engine, eventually, root, scan, serve } from "./harness.mjs";
import { asText, values } from "./report.mjs";
import { paper, saved } from "./taken.mjs";

const out = join(root, "tests/web/out");
mkdirSync(out, { recursive: true });
const CELL = "t3.r3_1.natural";
const [ROW, TOTAL] = ["t3.r1.business", "t3.r1.total"];
const PENALTIES = "清江县2023年度行政执法统计年报\n行政处罚实施情况统计表\n单位名称\t警告\t罚款\t没收违法所得\t合计（宗）\t罚没金额（万元）\n东湖所\t2\t5\t1\t8\t1.20\n西山所\t1\t9\t0\t10\t3.00\n合 计\t3\t14\t1\t18\t4.20\n";
const input = (id) => `input[data-cell="${id}"]`;
const file = (name, content) => ({ name, mimeType: "", buffer: Buffer.from(content) });

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

const fresh = (viewport) => desk(browser, server.url, viewport);
const full = (page) => page.waitForSelector("#kinds details", { state: "attached" });
async function check(page, text) {
  await page.fill("#source textarea", text);
  await page.click("#check");
  await full(page);
}
async function batch(page, files) {
  await page.click("#many");
  await page.mouse.move(2, 2);
  await page.setInputFiles("#batch-files", files);
  await page.waitForFunction((all) => document.querySelectorAll(".batch tbody tr [data-act=open]").length === all && !document.querySelector(".batch progress:not([hidden])")
    && !/校核完再对照/.test(document.querySelector(".batch tbody").textContent), files.length);
}
const picture = (page, what) => page.screenshot({ path: join(out, `said-${what}.png`) });

// What stands in the cell: the number that the sums ask for is inferred.
for (const [stands, shown, sentence] of [["", "没有数", "是空白"], ["/", "/", "写作“/”"]]) {
  test(`a cell in which ${stands ? `“${stands}”` : "nothing"} stands: what was inferred is told apart from that, wherever a change is told`, async () => {
    const page = await fresh();
    const number = String(values(form)[ROW]);
    await check(page, report({ [ROW]: stands }));
    await page.waitForSelector("td.inferred");
    assert.match(await page.innerText("#list"), new RegExp(`商业企业${sentence}；两条勾稽关系一致表明应为 ${number}（推断）|应为 ${number}`));
    assert.equal(await page.inputValue(input(ROW)), number);
    assert.match(await page.textContent(`td:has(${input(ROW)}) .vh`), stands ? /原文写作“\/”；这个数不是直接读到的/ : /(?<!；)这个数不是直接读到的/);
    // Another number, then the one that was inferred.
    for (const [to, ends] of [[String(Number(number) + 1), ""], [number, "，您已确认"]]) {
      await page.fill(input(ROW), to);
      const change = `商业企业：${shown}（推断为 ${number}） → ${to}${ends}`;
      await page.waitForFunction((words) => document.querySelector(".changes")?.textContent.includes(words), change);
      assert.match(await page.textContent(`td:has(${input(ROW)}) .vh`), stands ? /您改过，原来是“\/”/ : /您改过，原来没有数/);
      if (!await page.locator("#take details[open]").count()) await page.click("#take summary");
      for (const key of ["opinion", "verify"]) {
        if (await page.locator(`[data-take=${key}]`).count()) assert.ok((await paper(page, key)).includes(change), key);
      }
      const [edit] = JSON.parse(await saved(page, () => page.click("[data-take=data]"))).edits;
      assert.deepEqual([edit.cell, edit.from, edit.inferred, edit.to], [ROW, stands, number, to]);
      const html = (await saved(page, () => page.click("[data-take=opinion_file]"))).toString();
      assert.ok(html.includes(change));
      if (await page.locator("[data-take=list]").count()) assert.ok((await saved(page, () => page.click("[data-take=list]"))).toString().includes(change));
    }
    assert.deepEqual(await scan(page), []);
    await picture(page, stands ? "slash" : "inferred");
    // A number that was read has no other beside it.
    await page.fill(input(CELL), "77");
    await page.waitForFunction(() => document.querySelectorAll("td.edited").length === 2);
    const edits = JSON.parse(await saved(page, () => page.click("[data-take=data]"))).edits;
    assert.deepEqual(Object.keys(edits.find(({ cell }) => cell === CELL)), ["cell", "name", "from", "to"]);
    assert.deepEqual(page.problems, []);
  });
}

test("a slash that counts as 0 is called one and not a blank", async () => {
  const page = await fresh();
  const zero = Object.keys(values(form)).find((id) => id.startsWith("t3.r3") && values(form)[id] === 0);
  await check(page, report({ [zero]: "/" }));
  await page.waitForSelector("#verdict.consistent");
  assert.equal(await page.inputValue(input(zero)), "/");
  assert.equal(await page.getAttribute(`td:has(${input(zero)})`, "data-tag"), "零");
  assert.match(await page.textContent(`td:has(${input(zero)}) .vh`), /原文写作“\/”，按 0 计/);
  assert.match(await page.innerText("#verdict .counts"), /未填\s*1/);
  assert.match(await page.innerText("#legend"), /空白或写作“\/”等，按 0 计/);
  assert.match(await page.innerText("#list"), /空白（或写作 \/、-、无），按 0 计算/);
  assert.doesNotMatch(await page.innerText("#verdict"), /空白/);
});

test("what was told of one export goes with the next act", async () => {
  const page = await fresh();
  await check(page, wrong());
  await page.click("#take summary");
  const told = () => page.innerText("#told");
  await page.click("[data-take=marked_tables]");
  await page.waitForFunction(() => /已复制|没能复制/.test(document.querySelector("#told").textContent));
  await saved(page, () => page.click("[data-take=data]"));
  assert.equal(await told(), "");
  await page.click("[data-take=marked_tables]");
  await page.waitForFunction(() => /已复制|没能复制/.test(document.querySelector("#told").textContent));
  // A change is another act.
  await page.fill(input(CELL), "77");
  await page.waitForSelector(".changes");
  await eventually(told, "");
  await page.click("[data-take=corrected_cells]");
  await page.waitForFunction(() => /已复制|没能复制/.test(document.querySelector("#told").textContent));
  await page.click("#undo");
  await eventually(told, "");
});

test("the list of many and the report opened from it count alike, tables of enforcement among them", async () => {
  const page = await fresh();
  const files = [
    file("混.txt", `${report().replaceAll("某市某局", "清江县")}\n${PENALTIES}`),
    file("去年.txt", report({ "t3.r4.natural": 99 }).replaceAll("某市某局", "清江县").replace("2023年", "2022年")),
    file("乙.txt", report({ "t4.direct.total": 99 }).replaceAll("某市某局", "某县某局")),
  ];
  await batch(page, files);
  assert.doesNotMatch(await page.innerText("#batch-kind"), /行政执法统计年报不符/);
  assert.match(await page.innerText("#batch-kind"), /行政执法统计年报：不符或请核实/);
  for (const { name } of files) {
    const row = page.locator(`.batch tbody tr:has([data-path="${name}"])`);
    const counts = await row.locator("td.n").evaluateAll((cells) => cells.slice(1).map(({ textContent }) => Number(textContent) || 0));
    const verdict = (await row.getAttribute("class")).trim();
    await page.click(`.batch tbody [data-path="${name}"][data-act=open]`);
    await full(page);
    // Last year's report comes by itself.
    if (name === "混.txt") await page.waitForFunction(() => /上年 已/.test(document.querySelector(".covered").textContent) && /其他表/.test(document.querySelector(".covered").textContent));
    await page.waitForFunction((at) => document.querySelector("#verdict").classList.contains(at), verdict);
    await page.click("#take summary");
    const { findings } = JSON.parse(await saved(page, () => page.click("[data-take=data]")));
    const count = (status, hard) => findings.filter((one) => one.status === status && (hard === undefined || (one.severity === "error") === hard)).length;
    assert.deepEqual([count("broken", true), count("undecided"), count("broken", false)], counts, name);
    await page.click("#take summary");
    await page.click(".batch-back");
    await page.waitForSelector("body.in-batch");
  }
  assert.deepEqual(page.problems, []);
});

test("where only the years do not follow, the list and what is saved of it do not say that nothing was found", async () => {
  const page = await fresh();
  await batch(page, [file("今年.txt", report()), file("去年.txt", report({ "t3.r4.natural": 99 }).replace("2023年", "2022年"))]);
  const row = page.locator(`.batch tbody tr:has([data-path="今年.txt"])`);
  assert.match(await row.locator(".c-first").innerText(), /./);
  const rows = String(await saved(page, () => page.click("[data-output=save_csv]"))).split("\r\n");
  const line = rows.find((one) => one.includes("今年.txt"));
  assert.match(line, /\d 处不衔接.*与上年对照有 \d 处不衔接，请核对。/);
});

test("a year that is not there says why it is listed", async () => {
  const page = await fresh();
  const of = (organ, year) => file(`${organ}${year}.txt`, report().replaceAll("某市某局", organ).replaceAll("2023年", `${year}年`));
  await batch(page, [of("甲县", 2022), of("甲县", 2023), of("乙县", 2022), of("乙县", 2023), of("丙县", 2023)]);
  await page.waitForFunction(() => /丙县，2022 年/.test(document.querySelector(".together").textContent));
  assert.match(await page.innerText(".together"), /没有提供的年度报告（1 份）[^]*至少一半的机关有这一年度的报告，下面的机关没有[^]*丙县，2022 年/);
  assert.deepEqual(await scan(page), []);
});

test("of a file that is gone since it was checked no opinion says that nothing has to be corrected", async () => {
  const page = await fresh();
  // What a browser gave before a file was moved cannot be read any more.
  await page.evaluate(() => {
    window.gone = false;
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function post(job) {
      postMessage.call(this, window.gone && job.file ? { ...job, file: null, call: "no such function", args: undefined } : job);
    };
  });
  await batch(page, [file("甲.txt", report()), file("乙.txt", report().replaceAll("某市某局", "某县某局"))]);
  await page.evaluate(() => { window.gone = true; });
  await page.click(`.batch tbody [data-path="甲.txt"][data-act=print]`);
  await page.waitForFunction(() => window.paper);
  const words = await page.evaluate(() => window.paper);
  assert.doesNotMatch(words, /没有发现需要改正的地方/);
  assert.match(words, /文件读不出来，以上是校核时的结论/);
});

test("on a phone no figure is cut by the labels that stay, however far the table is moved", async () => {
  const page = await fresh({ width: 390, height: 844 });
  await check(page, wrong());
  await eventually(() => page.evaluate(() => getComputedStyle(document.querySelector(".deep .scroll")).scrollSnapType), "x mandatory");
  for (let left = 0; left <= 300; left += 20) {
    await page.evaluate((x) => { document.querySelector(".deep .scroll").scrollTo({ left: x, behavior: "instant" }); }, left);
    const cut = await page.evaluate(() => {
      const box = document.querySelector(".deep .scroll");
      return Array.from(box.querySelectorAll("tbody tr")).flatMap((row) => {
        const edge = Array.from(row.querySelectorAll("th")).pop()?.getBoundingClientRect().right;
        return Array.from(row.querySelectorAll("td")).filter((cell) => {
          const at = cell.getBoundingClientRect();
          return at.left < edge - 4 && at.right > edge + 4;
        }).map((cell) => `${box.scrollLeft}: ${cell.firstChild.dataset.cell}`);
      });
    });
    assert.deepEqual(cut, [], String(left));
  }
  await page.evaluate(() => { document.querySelector(".deep .scroll").scrollTo({ left: 150, behavior: "instant" }); document.querySelector('[data-cell="t3.r3_7.natural"]').scrollIntoView({ block: "center" }); });
  await picture(page, "phone");
  // The last column is reached all the same, and so is the first.
  await page.evaluate(() => { document.querySelector(".deep .scroll").scrollTo({ left: 5000, behavior: "instant" }); });
  await page.waitForSelector("section.deep:not(.scrolls)");
  await page.evaluate(() => { document.querySelector(".deep .scroll").scrollTo({ left: 0, behavior: "instant" }); });
  assert.equal(await page.evaluate(() => document.querySelector(".deep .scroll").scrollLeft), 0);
  assert.deepEqual(await scan(page), []);
});

test("on a low screen no relation of a cell is cut, however long its sum is", async () => {
  const page = await fresh();
  await check(page, report({ "t3.r3_7.total": 999 }));
  for (const id of ["t3.r3_7.natural", "t3.r3_7.total", "t3.r3_1.natural", "t3.r1.total"]) {
    await page.focus(input(id));
    await page.waitForFunction((cell) => document.querySelector("#inspector:not(.idle) li") && document.activeElement.dataset.cell === cell, id);
    const cut = await page.evaluate(() => Array.from(document.querySelectorAll("#inspector li .text, #inspector li .sum")).filter((node) => node.scrollWidth > node.clientWidth + 1).map(({ textContent }) => textContent));
    assert.deepEqual(cut, [], id);
    const below = await page.evaluate(() => {
      const box = document.querySelector("#inspector");
      return box.scrollHeight - box.clientHeight;
    });
    assert.ok(below <= 2, `${id}: ${below}`);
  }
  await page.focus(input("t3.r3_7.total"));
  await picture(page, "strip");
});

test("last year's report that was removed, or cleared with the other, comes back", async () => {
  const page = await fresh();
  await check(page, report());
  await page.click("#previous summary");
  await page.fill("#previous textarea", report().replace("2023年", "2022年"));
  await page.press("#previous textarea", "Control+Enter");
  const compared = () => page.waitForFunction(() => /上年 已核对/.test(document.querySelector(".covered").textContent));
  await compared();
  await page.click("#previous .remove");
  await page.waitForFunction(() => /上年 未提供/.test(document.querySelector(".covered").textContent) && /已移除/.test(document.querySelector("#previous-notice").textContent));
  assert.deepEqual(await scan(page), []);
  await page.click("#previous-notice [data-notice=undo]");
  await compared();
  await eventually(() => page.isHidden("#previous-notice"), true);
  // Another in its place, and back.
  await page.fill("#previous textarea", report({ "t3.r4.natural": 99 }).replace("2023年", "2022年"));
  await page.press("#previous textarea", "Control+Enter");
  await page.waitForFunction(() => /已替换原来的/.test(document.querySelector("#previous-notice").textContent));
  await picture(page, "last-year");
  await page.click("#previous-notice [data-notice=undo]");
  await compared();
  await page.click("#clear");
  await page.waitForSelector("#result", { state: "hidden" });
  await eventually(() => page.isHidden("#previous-answer"), true);
  await page.click("#notice [data-notice=undo]");
  await page.waitForSelector("#result:not([hidden])");
  await compared();
  assert.deepEqual(page.problems, []);
});

test("several changed reports are not joined without a question", async () => {
  const page = await fresh();
  await batch(page, [file("甲.txt", wrong()), file("乙.txt", report().replaceAll("某市某局", "某县某局"))]);
  await page.click(`.batch tbody [data-path="甲.txt"][data-act=open]`);
  await full(page);
  await page.fill(input(CELL), "77");
  await page.waitForSelector(".changes");
  await page.click(".batch-back");
  await page.waitForSelector("body.in-batch");
  const asked = new Promise((done) => {
    page.once("dialog", async (dialog) => {
      await dialog.dismiss();
      done(dialog.message());
    });
  });
  await page.click("[data-batch=join]");
  assert.match(await asked, /1 份上改过的格不再保留/);
  assert.match(await page.innerText(`.batch tbody tr:has([data-path="甲.txt"])`), /改了 1 格/);
});
