// What goes wrong in the page itself: an engine or a script that cannot be had, one that stops half
// way, memory that runs out. It is said in a sentence, nothing that was put in or typed is lost, and
// 再试一次 does what was asked for.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { browsers, engine, open, serve } from "./harness.mjs";
import { asText, values } from "./report.mjs";
import { fakeEngine } from "./sample-report.mjs";

let server;
let forms;
let text;
before(async () => {
  forms = (await engine()).forms("zh-CN");
  text = asText(forms[0], values(forms[0]));
  server = await serve();
});
after(() => server?.stop());

const file = (name) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
const type = (page, text, box = "#source textarea") => page.evaluate(([text, box]) => { document.querySelector(box).value = text; }, [text, box]);
const again = (page) => page.click("#trouble button");
const troubled = (page) => page.waitForSelector("#trouble:not([hidden]) button");

/** The wasm with its memory bounded: growing beyond the pages fails. */
function bounded(wasm, pages) {
  const leb = (at) => {
    let value = 0;
    for (let shift = 0; ; shift += 7, at += 1) {
      value |= (wasm[at] & 127) << shift;
      if (wasm[at] < 128) return [value, at + 1];
    }
  };
  const written = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...written(value >> 7)]);
  for (let at = 8; at < wasm.length; ) {
    const [length, start] = leb(at + 1);
    if (wasm[at] === 5) {
      // One memory, no bound: 1, 0, its least pages.
      assert.deepEqual([...wasm.subarray(start, start + 2)], [1, 0]);
      const [least] = leb(start + 2);
      const section = [1, 1, ...written(least), ...written(pages)];
      return Buffer.concat([wasm.subarray(0, at), Buffer.from([5, section.length, ...section]), wasm.subarray(start + length)]);
    }
    at = start + length;
  }
  throw new Error("no memory");
}

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    let browser;
    before(async () => { browser = await launch(); });
    after(() => browser?.close());

    /** The page in a context of its own, with what cannot be had while `state.broken`. */
    async function lacking(pattern) {
      const context = await browser.newContext();
      const state = { broken: true };
      // It would fetch the sample before anyone asks for it.
      await context.route(/later\/rehearse\.js/, (route) => route.abort());
      await context.route(pattern, (route) => (state.broken ? route.fulfill({ status: 404 }) : route.continue()));
      return { state, page: await open(context, server.url) };
    }

    /** A page, first the checker's own, with an engine that stops where `stops`, a condition on what it is given, holds. */
    async function stopping(call, stops, html) {
      const context = await browser.newContext();
      const source = `${fakeEngine(forms).replace(`export const ${call} =`, `const calm =`)}
        export const ${call} = (given, options) => {
          if (!globalThis.mended && (${stops})) throw new WebAssembly.RuntimeError("unreachable");
          return calm(given, options);
        };`;
      await context.route(/\/(pkg|full)\/gouji\.js/, (route) => route.fulfill({ contentType: "text/javascript", body: source }));
      if (html) await context.route(/host\.html/, (route) => route.fulfill({ contentType: "text/html", body: html }));
      const page = await open(context, html ? new URL("host.html", server.url).href : server.url);
      if (!html) await page.waitForSelector("html[data-ready]");
      return { page, mend: () => page.evaluate(() => { globalThis.mended = true; }) };
    }

    test("no engine, nothing put in: tried again, the page is ready", async () => {
      const { page, state } = await lacking(/gouji_bg\.wasm/);
      await troubled(page);
      assert.match(await page.textContent("#trouble"), /放入的内容都还在/);
      state.broken = false;
      await again(page);
      await page.waitForSelector("html[data-ready]");
      assert.ok(await page.locator("#trouble").isHidden());
      assert.match(await page.textContent("#version"), /\d/);
    });

    test("no engine, a text file chosen: the file is kept and not blamed", async () => {
      const { page, state } = await lacking(/gouji_bg\.wasm/);
      await troubled(page);
      await page.setInputFiles("#source input[type=file]", file("报告.txt"));
      await page.waitForFunction(() => performance.getEntriesByType("resource").filter(({ name }) => name.includes(".wasm")).length !== 1);
      await troubled(page);
      assert.doesNotMatch(await page.textContent("#trouble"), /报告\.txt/);
      state.broken = false;
      await again(page);
      await page.waitForSelector("#verdict.consistent");
      assert.match(await page.textContent("#source .part b"), /报告\.txt/);
    });

    test("scripts that come later: the sample, many files, the rules, English", async () => {
      const { page, state } = await lacking(/(later\/(sample|words-en)|batch\/view|rules\/view)\.js/);
      await page.waitForSelector("html[data-ready]");
      for (const [press, there] of [["#language", "html[lang=en]"], ["a[href='#rules']", ".rules"], ["#sample", "#verdict.inconsistent"], ["#many", "body.in-batch"]]) {
        state.broken = true;
        await page.evaluate((press) => document.querySelector(press).click(), press);
        await troubled(page);
        assert.equal(await page.locator(there).count(), 0, there);
        state.broken = false;
        await again(page);
        await page.waitForSelector(there, { state: "attached" });
        if (press.startsWith("a")) await page.evaluate(() => { location.hash = ""; });
      }
    });

    test("a stop while a number is typed: it and those before are still there, tried again", async () => {
      const { page, mend } = await stopping("check", "options.edits && Object.values(options.edits).includes('99')");
      await type(page, text);
      await page.click("#check");
      await page.waitForSelector("#result:not([hidden])");
      const cells = page.locator("td input");
      await cells.nth(20).fill("55");
      await cells.nth(25).fill("99");
      await troubled(page);
      await mend();
      await again(page);
      await page.waitForFunction(() => document.getElementById("trouble").hidden && document.querySelectorAll("td.edited").length === 2);
      assert.deepEqual([await cells.nth(20).inputValue(), await cells.nth(25).inputValue()], ["55", "99"]);
      assert.equal(await page.locator(".card.changes li").count(), 2);
    });

    test("a stop on last year's report: tried again, it is read", async () => {
      const { page, mend } = await stopping("check", "given.some(({ text }) => text.includes('去年'))");
      await type(page, text);
      await page.click("#check");
      await page.waitForSelector("#result:not([hidden])");
      await page.evaluate(() => { document.getElementById("previous").open = true; });
      await type(page, "去年", "#previous textarea");
      await page.press("#previous textarea", "Control+Enter");
      await troubled(page);
      assert.equal(await page.locator("#previous .part").count(), 1);
      // What is said of it is not taken back by what is said of the report: it is checked once more.
      await page.click("#check");
      // That may be said in its place for a while.
      await page.waitForFunction(() => /中途停止/.test(document.querySelector("#trouble").textContent));
      await mend();
      await again(page);
      await page.waitForSelector("#previous-answer:not([hidden])");
    });

    test("the element: a stop while a number is typed, and tried again", async () => {
      const html = `<!doctype html><gouji-check></gouji-check><script type="module" src="element/define.js"></script>`;
      const { page, mend } = await stopping("check", "options.edits && Object.values(options.edits).includes('99')", html);
      const inside = (selector) => page.locator(`gouji-check ${selector}`);
      await inside("textarea").fill(text);
      await inside("button.main").click();
      await inside("td input").first().waitFor();
      await inside("td input").nth(20).fill("55");
      await inside("td input").nth(25).fill("99");
      await inside(".trouble button").waitFor();
      assert.match(await inside(".trouble").textContent(), /中途停止/);
      await mend();
      // The larger engine may have come meanwhile, and done it by itself.
      await inside(".trouble").evaluate((box) => box.querySelector("button") && box.querySelector("button").click());
      await inside(".trouble").waitFor({ state: "hidden" });
      assert.deepEqual([await inside("td input").nth(20).inputValue(), await inside("td input").nth(25).inputValue()], ["55", "99"]);
      assert.equal(await inside("td.edited").count(), 2);
    });

    test("memory runs out: said, the text stays, and with memory it is checked", { timeout: 120_000 }, async () => {
      const wasm = new URL("../../www/", import.meta.url);
      const context = await browser.newContext();
      const state = { bounded: true };
      await context.route(/\/(pkg|full)\/gouji_bg\.wasm/, (route) => {
        const [, folder] = /\/(pkg|full)\//.exec(route.request().url());
        const body = readFileSync(new URL(`${folder}/gouji_bg.wasm`, wasm));
        // 4 MiB: enough to start, not for a text of 8 (of which the end is left out, and said to be).
        return route.fulfill({ contentType: "application/wasm", body: state.bounded ? bounded(body, 64) : body });
      });
      const page = await open(context, server.url);
      await page.waitForSelector("html[data-ready]");
      await type(page, `${text}\n${"甲".repeat(2_600_000)}`);
      await page.click("#check");
      await page.waitForSelector("#trouble:not([hidden]) button", { timeout: 60_000 });
      assert.match(await page.textContent("#trouble"), /中途停止/);
      assert.equal(await page.locator("#source .part").count(), 1);
      state.bounded = false;
      await again(page);
      await page.waitForSelector("#verdict.undecided", { timeout: 60_000 });
    });
  });
}
