// Nothing that stands on the page, on paper or in a list is more than what was checked, and nothing that was put in
// is lost to what cannot be read: what a clerk met who walked through the page.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browsers, engine, eventually, open, root, scan, serve } from "./harness.mjs";
import { asText, values } from "./report.mjs";
import { paper, saved } from "./taken.mjs";

const out = join(root, "tests/web/out");
mkdirSync(out, { recursive: true });
const CELL = "t3.r3_1.natural";
// A table of which one sum does not hold, and one that is a form of its own.
const OTHER = "各科室办件情况表\n科室\t收件\t办结\n综合科\t12\t10\n业务科\t8\t8\n合计\t21\t18\n";
const PENALTIES = "清江县2024年度行政执法统计年报\n行政处罚实施情况统计表\n单位名称\t警告\t罚款\t没收违法所得\t合计（宗）\t罚没金额（万元）\n东湖所\t2\t5\t1\t8\t1.20\n西山所\t1\t9\t0\t10\t3.00\n合 计\t3\t14\t1\t18\t4.20\n";
const BLANK = readFileSync(join(root, "tests/cases/blank-form.md"), "utf8").split("````text\n")[1].split("````")[0];
const input = (id) => `input[data-cell="${id}"]`;
const file = (name, content) => ({ name, mimeType: "", buffer: Buffer.from(content) });
const broken = () => file("坏.docx", "PK\u0003\u0004 nothing more");

let server, form;
before(async () => {
  server = await serve();
  const full = await engine("full");
  [form] = full.forms();
});
after(() => server?.stop());

const report = (change = {}) => asText(form, Object.assign(values(form), change));
const wrong = () => report({ [CELL]: values(form)[CELL] + 9 });

for (const [name, launch] of Object.entries(browsers)) {
  // What is about the keyboard, the clipboard and files is tried in both; what is said is the same in both.
  const chromium = name === "chromium";
  const only = { skip: !chromium && "the same in every browser" };
  describe(`in ${name}`, () => {
    let browser;
    before(async () => { browser = await launch(); });
    after(() => browser?.close());

    async function fresh(viewport = { width: 1366, height: 625 }) {
      const context = await browser.newContext(Object.assign({ viewport }, chromium && { acceptDownloads: true, hasTouch: viewport.width < 500 }));
      const page = await open(context, server.url);
      await page.waitForSelector("html[data-ready]");
      await page.evaluate(() => { window.print = () => { window.paper = document.querySelector(".opinions:not([hidden])")?.innerText; }; });
      return page;
    }
    const full = (page) => page.waitForSelector("#kinds details", { state: "attached" });
    async function check(page, text) {
      await page.fill("#source textarea", text);
      await page.click("#check");
      await full(page);
    }
    async function choose(page, ...some) {
      await page.setInputFiles("#source input[type=file]", some);
    }
    const covered = (page) => page.innerText(".covered");
    const picture = (page, what) => chromium && page.screenshot({ path: join(out, `truth-${what}.png`) });
    /** Text on the clipboard of a paste into what has the focus. */
    const paste = (page, text) => page.evaluate((given) => {
      const clipboardData = { files: [], getData: (kind) => (kind === "text/plain" ? given : "") };
      return document.activeElement.dispatchEvent(Object.assign(new Event("paste", { bubbles: true, cancelable: true }), { clipboardData }));
    }, text);
    const green = (page, selector) => page.evaluate((at) => {
      const good = getComputedStyle(document.documentElement).getPropertyValue("--good").trim();
      const probe = document.createElement("i");
      probe.style.color = good;
      document.body.append(probe);
      const colour = getComputedStyle(probe).color;
      probe.remove();
      return getComputedStyle(document.querySelector(at)).color === colour;
    }, selector);

    test("on a blank form nothing holds: not in the counts, the line of what was checked, a cell, nor on paper", only, async () => {
      const page = await fresh();
      await check(page, BLANK);
      await page.waitForFunction(() => /没有填写的空白表格/.test(document.querySelector("#verdict").textContent));
      const counts = await page.innerText("#verdict .counts");
      assert.match(counts, /未校验\s*42/);
      assert.doesNotMatch(counts, /成立\s*[1-9]/);
      assert.equal(await page.locator("#verdict .bar .holds").count(), 0);
      assert.match(await covered(page), /表二 没有填写 · 表三 没有填写 · 表四 没有填写/);
      assert.doesNotMatch(await covered(page), /没有不成立/);
      assert.deepEqual(await scan(page), []);
      await picture(page, "blank");
      await page.focus(input(CELL));
      await page.waitForFunction(() => /都没有填数，没有可核对的/.test(document.querySelector("#inspector").textContent));
      assert.equal(await page.locator("#inspector .shape.holds").count(), 0);
      await page.click("#take summary");
      const opinion = await paper(page, "opinion");
      assert.match(opinion, /成立 0，不成立 0，无法判定 0/);
      assert.match(opinion, /表三：没有填写。/);
      assert.deepEqual(page.problems, []);
    });

    test("a list of many says what was not checked beside the answer, and counts nothing in what cannot be read", only, async () => {
      const page = await fresh();
      await page.click("#many");
      await page.setInputFiles("#batch-files", [file("好.txt", `${report()}\n${OTHER}`), broken(), file("通知.txt", "关于召开会议的通知\n请准时参加。")]);
      await page.waitForFunction(() => document.querySelectorAll(".batch tbody tr [data-act=open]").length === 3 && !document.querySelector(".batch progress:not([hidden])")
        && !/校核完再对照/.test(document.querySelector(".batch tbody").textContent));
      const rows = String(await saved(page, () => page.click("[data-output=save_csv]"))).trim().split("\r\n").slice(1)
        .map((line) => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g).map((field) => field.replace(/,$/, "")));
      const row = (path) => rows.find((fields) => fields.includes(path));
      assert.equal(row("好.txt")[0], "一致");
      assert.match(row("好.txt")[7], /另有 1 张[^]*没有核对/);
      for (const path of ["坏.docx", "通知.txt"]) assert.deepEqual(row(path).slice(3, 6), ["", "", ""], path);
      assert.match(await page.innerText(".batch tbody tr:has-text('好.txt')"), /另有 1 张[^]*没有核对/);
    });

    test("last year's report that may be the wrong one was compared all the same; one that cannot be read was given", only, async () => {
      const page = await fresh();
      await check(page, report());
      await page.click("#previous summary");
      const previous = async (text) => {
        await page.fill("#previous textarea", text);
        await page.keyboard.press("Control+Enter");
      };
      await previous(report({ "t3.r4.natural": 99 }).replaceAll("某市某局", "某县某局").replace("2023年", "2022年"));
      await page.waitForFunction(() => /上年 已对照，\d+ 处不合，但像是放错了报告（见说明）/.test(document.querySelector(".covered").textContent));
      assert.match(await page.innerText("#list"), /机关名称不同/);
      await page.click("#previous .remove");
      await page.waitForFunction(() => /上年 未提供/.test(document.querySelector(".covered").textContent));
      await page.setInputFiles("#previous input[type=file]", [broken()]);
      await page.waitForFunction(() => /上年 放入的读不出来，没有对照/.test(document.querySelector(".covered").textContent));
      assert.deepEqual(await scan(page), []);
      await page.click("#take summary");
      assert.match(await paper(page, "opinion"), /上年：放入的读不出来，没有对照。/);
      // Over one that was read it takes no place, and that is said beside it.
      await previous(report().replace("2023年", "2022年"));
      await page.waitForFunction(() => /上年 已核对/.test(document.querySelector(".covered").textContent));
      await page.setInputFiles("#previous input[type=file]", [broken()]);
      await page.waitForFunction(() => /“坏.docx”没有换上/.test(document.querySelector("#previous-answer").textContent));
      assert.match(await covered(page), /上年 已核对/);
    });

    test("what is no annual report is not headed as one, and what was checked of it is in sight", only, async () => {
      for (const viewport of [{ width: 1366, height: 625 }, { width: 390, height: 844 }]) {
        const page = await fresh(viewport);
        await page.fill("#source textarea", PENALTIES);
        await page.click("#check");
        await page.waitForSelector(".others table");
        await page.waitForFunction(() => /《[^》]*行政处罚实施情况统计表》/.test(document.querySelector(".covered").textContent));
        assert.doesNotMatch(await page.innerText("#verdict"), /年度报告/);
        assert.match(await page.innerText("#verdict"), /2024 年/);
        assert.match(await page.innerText("#verdict .message"), /行政执法统计年报/);
        assert.ok(await page.locator("#verdict .message").isVisible());
        assert.match(await covered(page), /其他表 《[^》]*行政处罚实施情况统计表》\d+ 条关系成立/);
        // And what was checked leaves the page.
        await page.click("#take summary");
        assert.match(await paper(page, "opinion"), /行政执法统计年报校核意见/);
        assert.deepEqual(await scan(page), []);
        await picture(page, `enforcement-${viewport.width}`);
        await page.context().close();
      }
    });

    test("a table of another form without a number in it holds nothing either", only, async () => {
      const page = await fresh();
      await page.fill("#source textarea", PENALTIES.replace(/\d+(\.\d+)?(?=[\t\n])/g, ""));
      await page.click("#check");
      await page.waitForSelector(".others table");
      await page.waitForFunction(() => /《行政处罚实施情况统计表》没有可以核对的合计/.test(document.querySelector(".covered").textContent));
      assert.match(await page.innerText("#verdict"), /是空表，没有数可以核对/);
      assert.equal(await page.locator(".others .shape.holds, #verdict .shape.holds").count(), 0);
      assert.deepEqual(await scan(page), []);
    });

    test("a wrong total of another table is counted in amber on top, and named among what was checked", only, async () => {
      const page = await fresh();
      await check(page, `${report()}\n${OTHER}`);
      await page.focus("[data-beside]");
      assert.equal(await page.innerText("[data-beside]"), "现在核对");
      assert.doesNotMatch(await page.evaluate(() => document.body.innerText), /--totals/);
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => /报告各表成立，其他表 1 个合计不符/.test(document.querySelector("#verdict-title").textContent));
      assert.doesNotMatch(await page.innerText("#verdict-title"), /全部成立/);
      assert.equal(await green(page, "#verdict-title"), false);
      assert.equal(await page.locator("#verdict > .shape.holds").count(), 0);
      await page.waitForFunction(() => /其他表 《各科室办件情况表》1 个合计相符，1 个合计不符/.test(document.querySelector(".covered").textContent));
      assert.deepEqual(await scan(page), []);
      await picture(page, "beside");
      // Without the wrong total all is green.
      await check(page, `${report()}\n${OTHER.replace("21", "20")}`);
      await page.waitForFunction(() => /其他表 《各科室办件情况表》2 个合计相符/.test(document.querySelector(".covered").textContent));
      assert.match(await page.innerText("#verdict-title"), /^全部成立/);
      assert.equal(await page.locator("#verdict > .shape.holds").count(), 1);
    });

    test("one undo too many in a cell leaves what is to be done again", async () => {
      const page = await fresh();
      await check(page, wrong());
      await page.click(input(CELL));
      await page.keyboard.press("Control+a");
      await page.keyboard.type("77");
      await page.waitForSelector(".changes");
      for (let n = 0; n < 4; n += 1) await page.keyboard.press("Control+z");
      await page.waitForFunction(() => !document.querySelector("td.edited"));
      assert.equal(await page.inputValue(input(CELL)), String(values(form)[CELL] + 9));
      await page.keyboard.press("Control+y");
      await page.keyboard.press("Control+y");
      await page.waitForSelector("td.edited");
      assert.equal(await page.inputValue(input(CELL)), "77");
    });

    test("a whole report on one line, pasted while a cell is chosen, is a report", async () => {
      const page = await fresh();
      await check(page, wrong());
      await page.click(input(CELL));
      await paste(page, report().replace(/\s+/g, " "));
      await page.waitForFunction(() => /已替换|已接在/.test(document.querySelector("#notice").textContent));
      assert.equal(await page.locator("td.edited").count(), 0);
      // A number stays typing, and is left to the browser.
      await page.click("#notice [data-notice=undo]");
      await page.waitForSelector("#verdict.inconsistent");
      await page.click(input(CELL));
      assert.equal(await paste(page, "12"), true);
      assert.equal(await page.locator("#verdict.inconsistent").count(), 1);
    });

    test("a file that cannot be read takes no place: the report stays with what was typed, and its sentence is said", async () => {
      const page = await fresh();
      await choose(page, file("报告.txt", wrong()));
      await full(page);
      await page.fill(input(CELL), "77");
      await page.waitForSelector(".changes");
      await choose(page, broken());
      await page.waitForFunction(() => /“坏.docx”没有换上，原来的报告还在。.+/.test(document.querySelector("#notice").textContent));
      assert.equal(await page.inputValue(input(CELL)), "77");
      assert.match(await page.innerText("#source .parts"), /报告\.txt/);
      assert.doesNotMatch(await page.innerText("#source .parts"), /坏\.docx/);
      if (chromium) assert.deepEqual(await scan(page), []);
      await picture(page, "refused");
      // Whoever wants it all the same gets it, and undo brings the report back.
      await page.click("#notice [data-notice=instead]");
      await page.waitForFunction(() => /坏\.docx/.test(document.querySelector("#source .parts").textContent));
      await page.click("#notice [data-notice=undo]");
      await page.waitForSelector("td.edited");
      assert.equal(await page.inputValue(input(CELL)), "77");
      // Over the sample it says what it is, and is what stands there.
      await page.click("#clear");
      await page.click("#sample");
      await page.waitForFunction(() => /示例/.test(document.querySelector("#source .parts").textContent) && document.querySelector("#verdict.inconsistent"));
      await choose(page, broken());
      await page.waitForFunction(() => /坏\.docx/.test(document.querySelector("#source .parts").textContent));
    });

    test("what is no number is written into no file, said, and stands on the sheet", only, async () => {
      const page = await fresh();
      const name = "inconsistent-2019.docx";
      await choose(page, join(root, "tests/fixtures", name));
      await full(page);
      const [first, second] = ["t3.r1.natural", "t3.r3_7.natural"];
      await page.fill(input(first), "约7");
      await page.waitForSelector(".changes");
      await page.fill(input(second), "32");
      await page.waitForFunction(() => document.querySelectorAll("td.edited").length === 2);
      await page.waitForSelector("[data-take=corrected]");
      const bytes = await saved(page, () => page.click("[data-take=corrected]"));
      assert.match(await page.innerText("#told"), /已把 1 格写进文件[^]*1 格改成的不是可以计算的数，没有写进去：[^]*“约7”/);
      const full_ = await engine("full");
      const before_ = full_.readFile(new Uint8Array(readFileSync(join(root, "tests/fixtures", name))), name, {}).cells;
      const { cells } = full_.readFile(new Uint8Array(bytes), name, {});
      assert.equal(cells[first].value, before_[first].value);
      assert.equal(cells[second].value, 32);
      await page.click("#take summary");
      assert.match(await paper(page, "verify"), /页面上改过的格[^]*约7（不是可以计算的数）/);
      assert.match(await paper(page, "opinion"), /约7（不是可以计算的数）/);
      await page.click("[data-take=corrected_cells]");
      await page.waitForFunction(() => /没能复制|其中 1 格不是可以计算的数，照写/.test(document.querySelector("#told").textContent));
    });

    test("the notice of what was replaced comes without a network too", async () => {
      const page = await fresh();
      await check(page, wrong());
      // Once what is needed for it has come by itself: nobody waited for a minute.
      await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name: at, responseEnd }) => /later\/notice\.js/.test(at) && responseEnd));
      await page.context().setOffline(true);
      await check(page, report());
      await page.waitForFunction(() => /已替换原来的/.test(document.querySelector("#notice").textContent));
      await page.context().setOffline(false);
    });

    test("without a network the page says which forms it cannot check now", only, async () => {
      const page = await fresh();
      await check(page, report());
      await page.context().setOffline(true);
      await page.fill("#source textarea", PENALTIES);
      await page.click("#check");
      await page.waitForFunction(() => /现在没有网络：核对行政执法统计、部门决算和其他表格的程序还没有装入/.test(document.querySelector(".asks").textContent));
      assert.ok(await page.locator(".asks").isVisible());
      assert.deepEqual(await scan(page), []);
      await page.context().setOffline(false);
      await page.click(".asks [data-others=again]");
      await page.waitForSelector(".others table");
    });

    test("on a phone the buttons are one line, and a wide table says that it goes on", only, async () => {
      const page = await fresh({ width: 390, height: 844 });
      await check(page, wrong());
      await eventually(() => page.evaluate(() => {
        const of = (selector) => document.querySelector(selector).getBoundingClientRect();
        return of(".actions").height < 50 && of("#verdict").top < 190;
      }), true);
      const tables = await page.locator("section.matrix.scrolls").count();
      assert.equal(tables, 1);
      await picture(page, "phone");
      await page.evaluate(() => { document.querySelector(".matrix .scroll").scrollLeft = 5000; });
      await page.waitForSelector("section.matrix:not(.scrolls)");
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      assert.deepEqual(await scan(page), []);
      await page.click("#many");
      await page.setInputFiles("#batch-files", [file("甲.txt", wrong()), file("乙.txt", report().replaceAll("某市某局", "某县某局"))]);
      await page.waitForFunction(() => document.querySelectorAll(".batch tbody tr [data-act=open]").length === 2 && !document.querySelector(".batch progress:not([hidden])"));
      await eventually(() => page.evaluate(() => document.querySelector(".batch tbody tr").getBoundingClientRect().top < 480), true);
      assert.deepEqual(await scan(page), []);
      await picture(page, "phone-list");
    });

    test("a report of the list that is opened again gives up the table that was put over it, by undo", async () => {
      const page = await fresh();
      await page.click("#many");
      await page.setInputFiles("#batch-files", [file("甲.txt", wrong()), file("乙.txt", report().replaceAll("某市某局", "某县某局"))]);
      const listed = () => page.waitForFunction(() => document.querySelectorAll(".batch tbody tr [data-act=open]").length === 2 && !document.querySelector(".batch progress:not([hidden])")
        && !/校核完再对照/.test(document.querySelector(".batch tbody").textContent));
      await listed();
      const openFirst = () => page.click(".batch tbody tr:has-text('甲.txt') [data-act=open]");
      await openFirst();
      await page.waitForSelector("#verdict.inconsistent");
      await full(page);
      await page.fill("#source textarea", report().match(/三、[^]*?(?=四、政府)/)[0].replace(/^[^]*?(?=三、[^\n]*申请)/, ""));
      await page.click("#check");
      await page.waitForSelector("#verdict.consistent");
      await page.click(".batch-back");
      await page.waitForSelector("body.in-batch");
      await openFirst();
      await page.waitForSelector("#verdict.consistent");
      await page.focus("#findings");
      await page.keyboard.press("Control+z");
      await page.waitForSelector("#verdict.inconsistent");
      assert.match(await page.innerText("#source .parts"), /甲\.txt/);
      await page.keyboard.press("Control+y");
      await page.waitForSelector("#verdict.consistent");
    });
  });
}
