// What was kept is gone on with whole: last year's report with it, and of many reports every one that was changed.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browsers, engine, eventually, open, root, scan, serve } from "./harness.mjs";
import { asText, values } from "./report.mjs";
import { saved } from "./taken.mjs";

const out = join(root, "tests/web/out");
mkdirSync(out, { recursive: true });
const CELL = "t3.r3_1.natural";
const input = `input[data-cell="${CELL}"]`;
const file = (name, content) => ({ name, mimeType: "", buffer: Buffer.from(content) });

let server, form;
before(async () => {
  server = await serve();
  [form] = (await engine("full")).forms();
});
after(() => server?.stop());

const report = (change = {}) => asText(form, Object.assign(values(form), change));
const wrong = (name = "某市某局") => report({ [CELL]: values(form)[CELL] + 9 }).replaceAll("某市某局", name);

for (const [name, launch] of Object.entries(browsers)) {
  describe(`in ${name}`, () => {
    let browser;
    before(async () => { browser = await launch(); });
    after(() => browser?.close());

    async function fresh() {
      const context = await browser.newContext(Object.assign({ viewport: { width: 1366, height: 625 } }, name === "chromium" && { acceptDownloads: true }));
      const page = await open(context, server.url);
      await page.waitForSelector("html[data-ready]");
      await page.waitForSelector("#stored");
      page.on("dialog", (dialog) => dialog.accept());
      return page;
    }
    const full = (page) => page.waitForSelector("#kinds details", { state: "attached" });
    async function keep(page) {
      await page.click("#stored");
      await page.waitForSelector("#kept[open]");
      await page.check("#kept input");
      await page.click("#kept-close");
    }
    /** Once what stands in the storage says so. */
    const stored = (page, read, wanted) => eventually(async () => read(JSON.parse(await page.evaluate(() => localStorage.getItem("gouji.session") || "{}"))), wanted);
    const settled = (page, n) => page.waitForFunction((all) => document.querySelectorAll(".batch tbody tr [data-act=open]").length === all && !document.querySelector(".batch progress:not([hidden])")
      && !/校核完再对照/.test(document.querySelector(".batch tbody").textContent), n);
    const picture = (page, what) => name === "chromium" && page.screenshot({ path: join(out, `continue-${what}.png`) });
    async function anew(page) {
      await page.reload();
      await page.waitForSelector("[data-stored=recover]");
    }

    test("last year's report comes back with what was typed over this year's, and is held against it", async () => {
      const page = await fresh();
      await keep(page);
      await page.fill("#source textarea", wrong());
      await page.click("#check");
      await full(page);
      await page.click("#previous summary");
      await page.fill("#previous textarea", report().replace("2023年", "2022年"));
      await page.press("#previous textarea", "Control+Enter");
      await page.waitForFunction(() => /上年 已核对/.test(document.querySelector(".covered").textContent));
      await page.fill(input, "77");
      await page.waitForSelector(".changes");
      await stored(page, ({ edits, previous }) => [edits?.length, previous?.length], [1, 1]);
      await page.click("#stored");
      assert.match(await page.textContent("#kept"), /上次的内容：某市某局 2023，.*改了 1 格，连同上年报告/);
      await page.click("#kept-close");
      await anew(page);
      assert.match(await page.textContent("#notice"), /上次没有做完：某市某局 2023（.*改了 1 格，连同上年报告）/);
      assert.deepEqual(await scan(page), []);
      await page.click("[data-stored=recover]");
      await page.waitForSelector(".changes");
      await page.waitForFunction(() => /上年 已核对/.test(document.querySelector(".covered").textContent));
      assert.equal(await page.inputValue(input), "77");
      assert.match(await page.textContent("#previous-answer"), /某市某局 2022 年/);
      // Taken away, it is no more among what is kept.
      await page.click("#previous summary");
      await page.click("#previous .remove");
      await stored(page, ({ previous }) => previous?.length, 0);
    });

    test("last year's report that is too large to be kept is said to be", { skip: name !== "chromium" && "the same in every browser" }, async () => {
      const page = await fresh();
      await keep(page);
      await page.fill("#source textarea", wrong());
      await page.click("#check");
      await full(page);
      await page.click("#previous summary");
      await page.setInputFiles("#previous input[type=file]", [file("去年.txt", `${report().replace("2023年", "2022年")}\n${"本机关依法公开政府信息。\n".repeat(350000)}`)]);
      await page.waitForFunction(() => /上年 已核对/.test(document.querySelector(".covered").textContent));
      await page.waitForFunction(() => /上年报告太大，没有一起保存/.test(document.querySelector("#told").textContent));
      await anew(page);
      assert.match(await page.textContent("#notice"), /上年报告太大，没有一起保存，请再放一次/);
    });

    test("of many reports each that was changed keeps its own changes, in the list, in what is exported, and the next time", async () => {
      const page = await fresh();
      await keep(page);
      const names = ["甲", "乙", "丙"];
      const files = names.map((which) => file(`${which}.txt`, wrong(`某市${which}局`)));
      await page.click("#many");
      await page.setInputFiles("#batch-files", files);
      await settled(page, 3);
      const openOne = async (which) => {
        await page.click(`.batch tbody [data-path="${which}.txt"][data-act=open]`);
        await page.waitForFunction((organ) => document.querySelector("#verdict .whose")?.textContent.includes(organ), `某市${which}局`);
        await full(page);
      };
      const type = async (which, number) => {
        await openOne(which);
        await page.fill(input, number);
        await page.waitForSelector(".changes");
        await page.click(".batch-back");
        await page.waitForSelector("body.in-batch");
      };
      await type("甲", "71");
      await type("乙", "72");
      const row = (which) => page.innerText(`.batch tbody tr:has([data-path="${which}.txt"])`);
      const each = async () => {
        for (const [which, number] of [["甲", "71"], ["乙", "72"], ["丙", "21"]]) {
          await openOne(which);
          assert.equal(await page.inputValue(input), number, which);
          assert.equal(await page.locator(".changes").count(), which === "丙" ? 0 : 1, which);
          await page.click(".batch-back");
          await page.waitForSelector("body.in-batch");
        }
        for (const which of names) assert.equal(/改了 1 格/.test(await row(which)), which !== "丙", which);
      };
      await each();
      await stored(page, ({ batch }) => batch?.length, 2);
      await anew(page);
      assert.match(await page.textContent("#notice"), /上次没有做完：批量校核中改过的 2 份（/);
      await page.click("[data-stored=recover]");
      await settled(page, 2);
      for (const which of ["甲", "乙"]) assert.match(await row(which), /改了 1 格/);
      if (name === "chromium") assert.deepEqual(await scan(page), []);
      await picture(page, "many");
      // The folder once more: the third is listed, and no change is lost.
      await page.setInputFiles("#batch-files", files);
      await settled(page, 3);
      assert.match(await page.innerText(".batch .said"), /2 份没有变化/);
      await each();
      await openOne("甲");
      await page.focus("#findings");
      await page.keyboard.press("Control+z");
      await page.waitForFunction((at) => document.querySelector(at).value === "21", input);
      await page.keyboard.press("Control+y");
      await page.waitForFunction((at) => document.querySelector(at).value === "71", input);
      await page.click(".batch-back");
      if (name !== "chromium") return;
      for (const key of ["save_csv", "save_text"]) {
        const words = (await saved(page, () => page.click(`[data-output=${key}]`))).toString();
        assert.match(words, /自然人：21 → 71/, key);
        assert.match(words, /自然人：21 → 72/, key);
      }
      await page.evaluate(() => { window.print = () => { window.paper = document.querySelector(".opinions:not([hidden])")?.innerText; }; });
      await page.click("[data-output=print_all]");
      await page.waitForFunction(() => /21 → 71[^]*21 → 72|21 → 72[^]*21 → 71/.test(window.paper));
      // What is made of the originals says that it is.
      const zip = (await saved(page, () => page.click("[data-output=tidy_csv]"))).toString("latin1");
      assert.match(zip, new RegExp(Buffer.from("页面上改过的格.txt").toString("latin1")));
      await page.waitForFunction(() => /这些都是原件的；页面上改过的 2 份，改动不在其中/.test(document.querySelector(".batch .note").textContent));
      // And what was told of it goes with the next.
      await page.evaluate(() => { window.paper = null; });
      await page.click(".batch tbody [data-act=print]");
      await page.waitForFunction(() => window.paper);
      assert.equal(await page.isHidden(".batch .note"), true);
      // A file that is another now takes its changes with it, and that is said.
      await page.setInputFiles("#batch-files", [file("甲.txt", wrong("某市甲局").replace("本年度依法", "本年依法"))]);
      await page.waitForFunction(() => /更新了 1 份。 其中 1 份在页面上改过，文件换了，改动没有带过来/.test(document.querySelector(".batch .said").textContent));
      assert.deepEqual(page.problems, []);
    });

    test("ending many reports says what goes with the list", { skip: name !== "chromium" && "the same in every browser" }, async () => {
      const page = await fresh();
      await page.click("#many");
      await page.setInputFiles("#batch-files", [file("甲.txt", wrong()), file("乙.txt", report().replaceAll("某市某局", "某县某局"))]);
      await settled(page, 2);
      await page.click(`.batch tbody [data-path="甲.txt"][data-act=open]`);
      await full(page);
      await page.fill(input, "71");
      await page.waitForSelector(".changes");
      await page.click(".batch-back");
      await page.waitForSelector("body.in-batch");
      const asked = page.waitForEvent("dialog");
      await page.click("[data-batch=close]");
      assert.match((await asked).message(), /1 份报告上改过的格也不再保留/);
    });
  });
}
