// In a clerk's hands: a picture beside the table, the corrected report pasted again, figures pasted into
// cells, going back, leaving.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { browsers, engine, open, root, scan, serve } from "./harness.mjs";
import { host } from "./host.mjs";
import { asHtml, asText, values } from "./report.mjs";

const out = join(dirname(fileURLToPath(import.meta.url)), "out");
mkdirSync(out, { recursive: true });
const CELL = "t3.r3_1.natural";
const input = (id) => `input[data-cell="${id}"]`;

let server;
let hosted;
let form;
before(async () => {
  [form] = (await engine()).forms();
  server = await serve();
  hosted = await host({ "/gouji/": join(root, "dist/site"), "/": `<!doctype html><html lang="zh-CN"><title>甲</title><script type="module" src="gouji/element/define.js"></script><body><gouji-check></gouji-check>` });
});
after(() => {
  server?.stop();
  hosted?.stop();
});

const report = (change = {}) => asText(form, Object.assign(values(form), change));
const wrong = () => report({ [CELL]: values(form)[CELL] + 9 });

for (const [name, launch] of Object.entries(browsers)) {
  describe(`hands in ${name}`, () => {
    let browser;
    let context;
    before(async () => { browser = await launch(); });
    after(() => browser?.close());

    const fresh = async (url = server.url, prepare = () => {}) => {
      await context?.close();
      context = await browser.newContext({ viewport: { width: 1366, height: 625 }, acceptDownloads: true });
      if (name === "chromium") await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await prepare(context);
      const page = await open(context, url);
      await page.waitForSelector(url === server.url ? "html[data-ready]" : "gouji-check textarea");
      return page;
    };
    // In Firefox the picture itself puts a style in, which the policy refuses.
    const picture = (page, state) => name === "chromium" && page.screenshot({ path: join(out, `hands-${state}.png`) });
    const full = (page) => page.waitForSelector("#kinds details", { state: "attached" });
    const check = async (page, text) => {
      await page.fill("#source textarea", text);
      await page.click("#check");
      await full(page);
    };
    /** Onto the system's clipboard; a picture beside what is given, where asked for. */
    const copy = (page, flavours, picture) => page.evaluate(async ([given, drawn]) => {
      const items = Object.entries(given).map(([type, text]) => [type, new Blob([text], { type })]);
      if (drawn) {
        const canvas = document.createElement("canvas");
        canvas.width = canvas.height = 8;
        canvas.getContext("2d").fillRect(0, 0, 8, 8);
        items.push(["image/png", await new Promise((done) => canvas.toBlob(done, "image/png"))]);
      }
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(items))]);
    }, [flavours, picture]);

    describe("a picture beside the table on the clipboard", () => {
      const flavours = () => ({ "text/html": asHtml(form, values(form)), "text/plain": report() });

      test("on the page the table is taken", async () => {
        const page = await fresh();
        await copy(page, flavours(), true);
        await page.focus("#source textarea");
        await page.keyboard.press("Control+v");
        await page.waitForSelector("#verdict.consistent");
        assert.match(await page.textContent("#source .part"), /网页格式|文字/);
      });

      test("in the element too", async () => {
        const page = await fresh(`${hosted.origin}/`);
        await copy(page, flavours(), true);
        await page.locator("gouji-check textarea").focus();
        await page.keyboard.press("Control+v");
        await page.locator("gouji-check .verdict.consistent").waitFor();
      });

      test("among many reports too", async () => {
        const page = await fresh();
        await page.click("#many");
        await page.waitForSelector("#batch");
        await copy(page, flavours(), true);
        await page.evaluate(() => document.activeElement.blur());
        await page.keyboard.press("Control+v");
        await page.waitForSelector("#batch tbody tr:has-text('某市某局')");
      });

      // Firefox makes no event that holds a file.
      if (name === "chromium") test("what was copied as a file is taken, whatever it is called, and its name beside it is no text", async () => {
        for (const [file, type, content] of [["年报.shtml", "", asHtml(form, values(form))], ["年报.fods", "", "<x/>"], ["年报.png", "image/png", "\x89PNG\r\n\x1a\n"]]) {
          const page = await fresh();
          await page.evaluate(([name, type, content]) => {
            const clipboardData = new DataTransfer();
            clipboardData.items.add(new File([content], name, { type }));
            clipboardData.setData("text/plain", `file:///报告/${name}`);
            document.querySelector("#source textarea").dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
          }, [file, type, content]);
          await page.waitForFunction((name) => document.querySelector("#source .part")?.textContent.includes(name), file);
        }
      });

      // Firefox hands a page no picture.
      if (name === "chromium") test("a picture alone is read, and one without a table is said to be that", async () => {
        const page = await fresh();
        await copy(page, {}, true);
        await page.focus("#source textarea");
        await page.keyboard.press("Control+v");
        await page.waitForFunction(() => /图片/.test(document.querySelector("#verdict").textContent));
      });
    });

    describe("what comes next", () => {
      test("the corrected report takes the place of the wrong one, says what became of the last answer, and can be taken back", async () => {
        const page = await fresh();
        await check(page, report({ [CELL]: values(form)[CELL] + 9, "t4.direct.total": 99 }));
        const all = await page.locator("#list .finding").count();
        await page.fill("#source textarea", report({ "t4.direct.total": 99 }));
        await page.press("#source textarea", "Control+Enter");
        await page.waitForSelector(".fate");
        const left = await page.locator("#list .finding").count();
        assert.equal(await page.textContent(".fate"), `上次 ${all} 条：${all - left} 条已改好，${left} 条仍在，新出现 0 条。`);
        assert.equal(await page.locator("#source .part").count(), 1);
        assert.deepEqual(await scan(page), []);
        await picture(page, "replaced");
        await page.click("[data-notice=merge]");
        await page.waitForFunction(() => document.querySelectorAll("#source .part").length === 2);
        assert.match(await page.textContent("#verdict .whose"), /由 2 段合并/);
        await page.click("[data-notice=undo]");
        await page.waitForFunction(() => document.querySelectorAll("#source .part").length === 1);
        await page.focus("#check");
        await page.keyboard.press("Control+z");
        await page.waitForFunction((n) => document.querySelectorAll("#list .finding").length === n, all);
        assert.deepEqual(page.problems, []);
      });

      test("a corrected table alone takes the place of that table, and says what became of the last answer", async () => {
        const page = await fresh();
        await check(page, report({ [CELL]: values(form)[CELL] + 9, "t4.direct.total": 99 }));
        const all = await page.locator("#list .finding").count();
        await copy(page, { "text/plain": /三、收到[^]*?(?=四、政府信息公开行政复议)/.exec(report())[0] });
        await page.focus("#source textarea");
        await page.keyboard.press("Control+v");
        await page.waitForSelector(".fate");
        const left = await page.locator("#list .finding").count();
        assert.ok(left > 0 && left < all);
        assert.match(await page.textContent("#notice"), new RegExp(`表三已换成新放入的，其余各表和文字保留。 *上次 ${all} 条：${all - left} 条已改好，${left} 条仍在，新出现 0 条。`));
        assert.match(await page.textContent("#verdict .whose"), /某市某局.*用后放入的表三/);
        assert.equal(await page.inputValue(input("t4.direct.total")), "99");
        assert.equal(await page.inputValue(input(CELL)), String(values(form)[CELL]));
        assert.deepEqual(await scan(page), []);
        await picture(page, "table");
        await page.click("[data-notice=undo]");
        await page.waitForFunction((n) => document.querySelectorAll("#list .finding").length === n, all);
        assert.equal(await page.locator("#source .part").count(), 1);
        assert.deepEqual(page.problems, []);
      });

      test("nothing is said of a report that was taken away", async () => {
        const page = await fresh();
        const live = () => page.textContent("#live");
        await check(page, wrong());
        await page.waitForFunction(() => /不成立/.test(document.querySelector("#live").textContent));
        await page.click("#source .remove");
        await page.waitForSelector("#result", { state: "hidden" });
        assert.equal(await live(), "");
        await page.click("[data-notice=undo]");
        await page.waitForFunction(() => /不成立/.test(document.querySelector("#live").textContent));
        await page.click("text=改文字");
        await page.waitForSelector("#result", { state: "hidden" });
        assert.equal(await live(), "");
      });

      test("the own report after the sample is judged alone", async () => {
        const page = await fresh();
        await page.click("#sample");
        await page.waitForSelector("#verdict.inconsistent");
        await page.fill("#source textarea", report());
        await page.press("#source textarea", "Control+Enter");
        await page.waitForSelector("#verdict.consistent");
        assert.doesNotMatch(await page.textContent("#source"), /示例/);
        assert.match(await page.textContent("#verdict .whose"), /某市某局/);
      });

      test("what was cleared comes back by a button, with what was typed", async () => {
        const page = await fresh();
        await check(page, wrong());
        await page.fill(input(CELL), "77");
        await page.waitForSelector(".changes");
        await page.click("#clear");
        await page.waitForSelector("#result", { state: "hidden" });
        assert.deepEqual(await scan(page), []);
        await page.click("[data-notice=undo]");
        await page.waitForSelector(".changes");
        assert.equal(await page.inputValue(input(CELL)), "77");
        // Pressing the button that checks keeps what was typed, too.
        await page.click("#check");
        await page.waitForSelector("#verdict .changed");
        assert.equal(await page.inputValue(input(CELL)), "77");
      });
    });

    test("a row of figures pasted into a cell fills to the right, a block down as well, a step each", async () => {
      const page = await fresh();
      await check(page, report());
      const cells = ["t3.r3_1.natural", "t3.r3_1.business", "t3.r3_2.natural", "t3.r3_2.business"];
      const was = await Promise.all(cells.map((id) => page.inputValue(input(id))));
      await copy(page, { "text/plain": "901\t902\r\n903\t904\r\n" });
      await page.focus(input(cells[0]));
      await page.keyboard.press("Control+v");
      await page.waitForFunction((at) => document.querySelector(at).value === "904", input(cells[3]));
      assert.deepEqual(await Promise.all(cells.map((id) => page.inputValue(input(id)))), ["901", "902", "903", "904"]);
      assert.equal(await page.locator("#source .part").count(), 1);
      await page.focus(input(cells[0]));
      await page.keyboard.press("Control+z");
      await page.waitForFunction(([at, text]) => document.querySelector(at).value === text, [input(cells[3]), was[3]]);
      assert.deepEqual(await Promise.all(cells.map((id) => page.inputValue(input(id)))), was);
      // What does not fit is said.
      await copy(page, { "text/plain": "1\t2\t3" });
      await page.focus(input("t3.r3_1.other"));
      await page.keyboard.press("Control+v");
      await page.waitForFunction(() => /已填 2 格；另有 1 个/.test(document.querySelector("#trouble").textContent));
      // A report pasted there is a report.
      await copy(page, { "text/plain": wrong() });
      await page.focus(input(cells[0]));
      await page.keyboard.press("Control+v");
      await page.waitForSelector("#verdict.inconsistent");
      assert.equal(await page.locator("#source .part").count(), 1);
    });

    test("an inferred number is confirmed by a button, and counts", async () => {
      const page = await fresh();
      await check(page, report().replace(/^(.*予以公开.*\t)\d+$/m, "$1"));
      const id = await page.evaluate(() => document.querySelector("td.inferred input").dataset.cell);
      const undecided = Number((await page.textContent("#verdict .count.undecided")).match(/\d+/)[0]);
      await page.focus(input(id));
      await page.click("#inspector button:has-text('确认')");
      await page.waitForSelector(`td.edited ${input(id)}`);
      await page.waitForFunction((n) => Number(document.querySelector("#verdict .count.undecided").textContent.match(/\d+/)[0]) < n, undecided);
      assert.match(await page.textContent(".changes"), /您已确认/);
      await page.focus(input(id));
      await page.waitForFunction(() => /是由关系推断的，您已确认/.test(document.querySelector("#inspector").textContent));
      assert.deepEqual(await scan(page), []);
      // The same number typed does the same.
      await page.focus(input(id));
      await page.keyboard.press("Escape");
      await page.waitForSelector(`td.inferred ${input(id)}`);
      const number = await page.inputValue(input(id));
      await page.focus(input(id));
      await page.keyboard.press("Control+a");
      await page.keyboard.type(number);
      await page.waitForSelector(`td.edited ${input(id)}`);
    });

    test("a broken relation says its sum, and all that is said of a cell is in sight; a word is said to be no figure", async () => {
      const page = await fresh();
      await check(page, wrong());
      await page.focus(input(CELL));
      await page.waitForFunction(() => document.querySelectorAll("#inspector li .sum").length === 2);
      const lines = await page.locator("#inspector li").allInnerTexts();
      for (const line of lines) assert.match(line, /= [^]*\d+ ≠ \d+，相差 9/);
      const whole = await page.evaluate(() => {
        const box = document.querySelector("#inspector");
        return [box.scrollHeight - box.clientHeight, ...Array.from(box.querySelectorAll("li"), (item) => Math.round(item.getBoundingClientRect().bottom - box.getBoundingClientRect().bottom))];
      });
      assert.ok(whole.every((over) => over <= 1), String(whole));
      await picture(page, "broken");
      assert.deepEqual(await scan(page), []);
      await page.keyboard.press("Control+a");
      await page.keyboard.type("abc");
      await page.waitForFunction(() => /您写的“abc”认不出是什么数/.test(document.querySelector("#inspector").textContent));
      await page.waitForSelector(".card.lost");
      assert.doesNotMatch(await page.textContent("#list"), /输入中没有|原文里没有/);
    });

    test("every cell says the sums it is in, holding ones too", async () => {
      const page = await fresh();
      await check(page, report());
      await page.focus(input(CELL));
      await page.waitForSelector("#inspector .shape.holds");
      assert.equal(await page.locator("#inspector li").count(), 2);
      const text = await page.textContent("#inspector");
      assert.match(text, /= \d+，成立/);
      await page.click("#inspector li button >> nth=0");
      assert.ok(await page.locator("td.left").count() > 0);
      assert.equal(await page.locator("td.right").count(), 1);
      assert.deepEqual(await scan(page), []);
      await picture(page, "cell");
    });

    test("what was not checked is said below the answer; where the engine cannot be had, it is tried again", async () => {
      let lose = true;
      const page = await fresh(server.url, (made) => made.route(/full\/gouji_bg\.wasm/, (route) => (lose ? route.abort() : route.continue())));
      await page.fill("#source textarea", report());
      await page.click("#check");
      await page.waitForSelector(".covered [data-again]");
      assert.match(await page.textContent(".covered"), /文字 没能装入.*上年 未提供.*表二 只看填写.*表三 已核对/);
      // Nor can anything be exported, and that is said.
      assert.match(await page.textContent("#take"), /导出、打印和写说明要用的部分没能装入/);
      assert.deepEqual(await scan(page), []);
      await picture(page, "lacks");
      lose = false;
      await page.click(`${name === "firefox" ? ".covered [data-again]" : "[data-lacks]"}`);
      await full(page);
      await page.waitForSelector("#take summary");
      await page.waitForFunction(() => /错格 没有不成立的关系/.test(document.querySelector(".covered").textContent));
      // Without table 4: what is counted adds up, and says what it leaves out.
      await check(page, report().replace(/四、政府信息公开行政复议[^]*?(?=五、)/, ""));
      await page.waitForSelector(".count.unchecked");
      const counts = (await page.textContent(".tally")).match(/\d+/g).map(Number);
      assert.equal(counts[0], counts.slice(1).reduce((sum, n) => sum + n));
      assert.match(await page.textContent(".tally"), /未校验 3/);
      assert.match(await page.textContent(".covered"), /表四 未提供（未校验 3 条）/);
      // A table of which relations are open is not said to be checked without that.
      await check(page, report().replace(/^(.*予以公开.*\t)\d+\t\d+$/m, "$1疑\t疑"));
      await page.waitForFunction(() => /表三 已核对，\d+ 条无法判定/.test(document.querySelector(".covered").textContent));
    });

    test("no full green over hints", async () => {
      const page = await fresh();
      await check(page, report().replace("本年度依法公开政府信息。", "2023年，本机关收到政府信息公开申请999件。"));
      await page.waitForSelector("#verdict.consistent.hinted");
      assert.match(await page.textContent("#verdict-title"), /全部成立，另有 \d+ 条提示/);
      assert.match(await page.textContent(".covered"), /文字 已核对/);
      await picture(page, "hinted");
    });

    test("leaving with work in it asks; Back from a report leads to the list", async () => {
      const page = await fresh();
      const asks = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
      await check(page, wrong());
      assert.equal(await asks(), false);
      await page.fill(input(CELL), "77");
      await page.waitForSelector(".changes");
      assert.equal(await asks(), true);
      await page.focus(input(CELL));
      await page.keyboard.press("Escape");
      await page.waitForSelector(".changes", { state: "detached" });
      await page.click(".cause .finding .go >> nth=0");
      await page.click("text=写说明…");
      await page.fill(".write textarea", "已核。");
      await page.click("text=保存说明");
      await page.waitForSelector(".finding.chosen .reason");
      assert.equal(await asks(), true);

      const file = (title, content) => ({ name: title, mimeType: "text/plain", buffer: Buffer.from(content) });
      await page.click("#clear");
      await page.click("#many");
      await page.setInputFiles("#batch-files", [file("甲.txt", wrong()), file("乙.txt", report().replaceAll("某市某局", "某县某局"))]);
      await page.waitForFunction(() => document.querySelectorAll(".batch tbody tr").length === 2 && !document.querySelector(".batch progress:not([hidden])"));
      assert.equal(await asks(), true);
      await page.click(".batch tbody tr:has-text('甲.txt') button >> nth=0");
      await page.waitForSelector("#verdict.inconsistent");
      await page.fill(input(CELL), "78");
      await page.waitForSelector(".changes");
      await page.goBack();
      await page.waitForSelector("body.in-batch");
      await page.click(".batch tbody tr:has-text('乙.txt') button >> nth=0");
      await page.waitForSelector("#verdict.consistent");
      await page.click(".batch-back");
      await page.waitForSelector("body.in-batch");
      // What was typed over a report of the list is there when it is opened again.
      await page.click(".batch tbody tr:has-text('甲.txt') button >> nth=0");
      await page.waitForSelector(".changes");
      assert.equal(await page.inputValue(input(CELL)), "78");
      await page.goBack();
      await page.waitForSelector("body.in-batch");
      // It is said in the list; Forward leads to it again, with what was typed and the step of that.
      assert.match(await page.innerText(".batch tbody tr:has-text('甲.txt')"), /改了 1 格[^]*页面上改了 1 格，原件尚未改。改后：/);
      assert.deepEqual(await scan(page), []);
      await page.goForward();
      await page.waitForSelector(".changes");
      assert.equal(await page.inputValue(input(CELL)), "78");
      await page.focus(input(CELL));
      await page.keyboard.press("Control+z");
      await page.waitForSelector("td.edited", { state: "detached" });
      await page.keyboard.press("Control+y");
      await page.waitForSelector("td.edited");
      await page.goBack();
      await page.waitForSelector("body.in-batch");
      assert.deepEqual(page.problems, []);
    });
  });
}
