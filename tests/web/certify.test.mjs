// What leaves the page is what was checked: the original, with what was typed over it said first.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers, engine, open, serve } from "./harness.mjs";
import { asText, values } from "./report.mjs";

const CELL = "t3.r3_1.natural";
let server;
let text;
let right;
before(async () => {
  const [form] = (await engine()).forms();
  const at = values(form);
  right = at[CELL];
  at[CELL] += 9;
  text = asText(form, at);
  server = await serve();
});
after(() => server?.stop());

for (const [name, launch] of Object.entries(browsers)) {
  describe(`certified in ${name}`, () => {
    let browser;
    let page;
    before(async () => {
      browser = await launch();
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      if (name === "chromium") await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      page = await open(context, server.url);
      await page.waitForSelector("html[data-ready]");
      await page.fill("#source textarea", text);
      await page.click("#check");
      await page.click(".try >> nth=0");
      await page.waitForSelector("#verdict.consistent");
      await page.click("#take summary");
    });
    after(() => browser?.close());

    /** What is handed to the browser to be saved: not every browser's driver tells of downloads. */
    const taken = async (key) => {
      await page.evaluate(() => {
        const make = URL.createObjectURL.bind(URL);
        window.saved = new Promise((done) => {
          URL.createObjectURL = (blob) => {
            blob.arrayBuffer().then((bytes) => done(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)));
            URL.createObjectURL = make;
            return make(blob);
          };
        });
      });
      await page.click(`[data-take=${key}]`);
      return page.evaluate(() => window.saved);
    };

    test("the page says both answers", async () => {
      assert.match(await page.textContent("#verdict .whose"), /已算入您改的 1 格.*原文：2 条关系不成立/);
    });

    test("the opinion is of the original, the change stands first, both answers are said", async () => {
      const html = await taken("opinion_file");
      assert.match(html, /原文：2 条关系不成立[^]*改后：全部成立/);
      assert.match(html, new RegExp(`页面上改过的格[^]*${right + 9} → ${right}`));
      assert.ok(html.indexOf("页面上改过的格") < html.indexOf("不成立的关系"));
      // Whoever signs is told what was not checked.
      assert.match(html, /没有核对或没有定论的[^]*文字：没有读到可与表核对的数。[^]*上年：未提供。[^]*表二：只看填写。/);
      assert.doesNotMatch(html, /表三：/);
      assert.doesNotMatch(html, /没有发现需要改正的地方/);
    });

    test("so are data and list", async () => {
      const data = JSON.parse(await taken("data"));
      assert.equal(data.verdict, "inconsistent");
      assert.deepEqual(data.edits.map(({ cell, from, to }) => [cell, from, to]), [[CELL, String(right + 9), String(right)]]);
      assert.equal(data.edited.verdict, "consistent");
      assert.equal(data.cells[CELL].value, right + 9);
      assert.ok(Object.keys(data).indexOf("edits") < Object.keys(data).indexOf("verdict"));
      const list = await taken("list");
      assert.match(list, new RegExp(`^\\ufeff"页面上改过的格[^]*?${right + 9} → ${right}[^]*?原文：2 条[^]*?改后：全部成立[^]*?不成立`));
    });

    test("paper shows the original, and then the page what it was", async () => {
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.inputValue(`input[data-cell="${CELL}"]`), String(right + 9));
      assert.match(await page.getAttribute("#verdict", "class"), /inconsistent/);
      assert.match(await page.innerText("#findings"), new RegExp(`^问题[^]*页面上改过的格[^]*${right + 9} → ${right}[^]*改后：全部成立[^]*核对了什么`));
      await page.emulateMedia({ media: null });
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      assert.equal(await page.inputValue(`input[data-cell="${CELL}"]`), String(right));
      assert.match(await page.getAttribute("#verdict", "class"), /consistent/);
    });

    test("paper says so too where reasons were written, and shows them", async () => {
      const other = await open(await browser.newContext({ viewport: { width: 1280, height: 900 } }), server.url);
      await other.waitForSelector("html[data-ready]");
      await other.fill("#source textarea", text);
      await other.click("#check");
      await other.waitForSelector(".try");
      await other.locator(".finding .go").last().click();
      await other.getByText("写说明…").click();
      await other.fill(".write textarea", "已与承办处室核实。");
      await other.getByText("保存说明").click();
      await other.waitForSelector(".reason");
      await other.click(".try >> nth=0");
      await other.waitForSelector("#verdict .changed");
      await other.evaluate(() => dispatchEvent(new Event("beforeprint")));
      await other.emulateMedia({ media: "print" });
      // As drawn at once, and after whatever is drawn anew once reasons are known.
      for (let round = 0; round < 2; round += 1) {
        const said = await other.innerText("#findings");
        assert.match(said, new RegExp(`^问题[^]*页面上改过的格[^]*${right + 9} → ${right}[^]*原文：[^]*改后：[^]*核对了什么`));
        assert.match(said, /已与承办处室核实。/);
        await other.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      }
      await other.emulateMedia({ media: null });
      await other.evaluate(() => dispatchEvent(new Event("afterprint")));
      assert.equal(await other.inputValue(`input[data-cell="${CELL}"]`), String(right));
      assert.equal(await other.locator("#findings > .changes").count(), 0);
      assert.deepEqual(other.problems, []);
      await other.context().close();
    });

    if (name === "chromium") test("a copied sentence says what was changed", async () => {
      // A change that breaks something else.
      await page.fill("input[data-cell='t4.direct.total']", "99");
      await page.waitForSelector("#verdict.inconsistent");
      await page.click(".finding .go >> nth=0");
      await page.click(".finding.chosen >> text=复制");
      const said = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(said, new RegExp(`某市某局[^]*页面上改过的格[^]*${right + 9} → ${right}[^]*→ 99[^]*原文：2 条[^]*改后[^]*改后才有`));
    });

    test("a report that is not last year's is compared with nothing, and that is said", async () => {
      await page.evaluate(() => { document.getElementById("previous").open = true; });
      await page.fill("#previous textarea", text);
      await page.press("#previous textarea", "Control+Enter");
      await page.waitForFunction(() => /上年 没有对照（原因见说明）/.test(document.getElementById("covered").textContent));
      assert.match(await taken("opinion_file"), /没有核对或没有定论的[^]*上年：没有对照（原因见说明）。/);
    });
  });
}
