// What is kept on the computer: only what was asked for, shown and cleared by one button; two windows do not
// overwrite each other; a storage that is full or broken is said, and undone by clearing.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers, engine, open, scan, serve } from "./harness.mjs";
import { asText, values } from "./report.mjs";

const CELL = "t3.r3_1.natural";
const input = `input[data-cell="${CELL}"]`;
let server;
let text;
before(async () => {
  const [form] = (await engine()).forms();
  const at = values(form);
  at[CELL] += 9;
  at["t4.direct.total"] = 99;
  text = asText(form, at);
  server = await serve();
});
after(() => server?.stop());

async function fresh(context) {
  const page = await open(context, server.url);
  await page.waitForSelector("html[data-ready]");
  await page.waitForSelector("#stored");
  return page;
}
async function check(page) {
  await page.fill("#source textarea", text);
  await page.click("#check");
  await page.waitForSelector("#kinds details", { state: "attached" });
}
const recalled = (page, name) => page.evaluate((key) => localStorage.getItem(`gouji.${key}`), name);
async function write(page, nth, words) {
  await page.click(`#list .findings .finding .go >> nth=${nth}`);
  await page.click(".finding.chosen >> text=写说明…");
  await page.fill(".write textarea", words);
  await page.click("text=保存说明");
  await page.waitForFunction((said) => Array.from(document.querySelectorAll(".reason")).some((node) => node.textContent.includes(said)), words);
}
async function keep(page) {
  if (!await page.locator("#take details[open]").count()) await page.click("#take summary");
  await page.check("[data-take=keep]");
}

for (const [name, launch] of Object.entries(browsers)) {
  describe(`in ${name}`, () => {
    let browser;
    before(async () => { browser = await launch(); });
    after(() => browser?.close());
    const context = () => browser.newContext({ viewport: { width: 1366, height: 625 } });

    test("nothing is kept unasked; what is asked for is offered next time, shown, and cleared by one button", async () => {
      const here = await context();
      const page = await fresh(here);
      await check(page);
      await page.fill(input, "77");
      await page.waitForSelector(".changes");
      assert.equal(await recalled(page, "session"), null);
      await page.click("#stored");
      await page.waitForSelector("#kept[open]");
      assert.match(await page.textContent("#kept"), /没有保存任何内容/);
      assert.deepEqual(await scan(page), []);
      await page.check("#kept input");
      await page.waitForFunction(() => /上次的内容：某市某局 2023，.*改了 1 格/.test(document.querySelector("#kept").textContent));
      await page.click("#kept-close");
      await page.reload();
      await page.waitForSelector("[data-stored=recover]");
      assert.match(await page.textContent("#notice"), /上次没有做完：某市某局 2023（.*改了 1 格）/);
      assert.deepEqual(await scan(page), []);
      await page.click("[data-stored=recover]");
      await page.waitForSelector(".changes");
      assert.equal(await page.inputValue(input), "77");
      await page.click("#stored");
      await page.waitForSelector("#kept[open]");
      await page.click("#kept-clear");
      await page.waitForFunction(() => /没有保存任何内容/.test(document.querySelector("#kept").textContent));
      assert.equal(await page.evaluate(() => Object.keys(localStorage).length), 0);
      await page.click("#kept-close");
      await page.reload();
      await page.waitForSelector("#stored");
      assert.equal(await page.isHidden("#notice"), true);
      assert.deepEqual(page.problems, []);
      await here.close();
    });

    test("what waits from last time is not written over by what is put in, and both are offered the next time", async () => {
      const here = await context();
      const page = await fresh(here);
      await check(page);
      await page.fill(input, "77");
      await page.waitForSelector(".changes");
      await page.click("#stored");
      await page.check("#kept input");
      await page.click("#kept-close");
      await page.reload();
      await page.waitForSelector("[data-stored=recover]");
      // Somebody begins with another report instead.
      await page.fill("#source textarea", text.replaceAll("某市某局", "某市乙局"));
      await page.click("#check");
      await page.waitForFunction(() => /乙局/.test(localStorage.getItem("gouji.session") || ""));
      assert.match(await recalled(page, "earlier"), /某市某局/);
      await page.click("#stored");
      await page.waitForSelector("#kept[open]");
      assert.equal(await page.locator("#kept li", { hasText: "上次的内容" }).count(), 2);
      await page.click("#kept-close");
      await page.reload();
      await page.waitForSelector("[data-stored=recover]");
      const offers = await page.locator("#notice p").allTextContents();
      assert.deepEqual(offers.map((offer) => /：(\S+) 2023（/.exec(offer)[1]), ["某市乙局", "某市某局"]);
      assert.deepEqual(await scan(page), []);
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/stored-two-${name}.png` });
      await page.click("#notice p:nth-child(2) [data-stored=recover]");
      await page.waitForFunction((cell) => document.querySelector(cell)?.value === "77", input);
      await page.waitForFunction(() => /某局/.test(localStorage.getItem("gouji.session") || ""));
      assert.match(await recalled(page, "earlier"), /某市乙局/);
      await here.close();
    });

    test("two windows with one report keep the reasons of both", async () => {
      const here = await context();
      const [one, two] = [await fresh(here), await fresh(here)];
      await check(one);
      await check(two);
      await write(one, 0, "甲的说明");
      await keep(one);
      await two.waitForSelector("[data-take=keep]", { state: "attached" });
      await write(two, 0, "乙的说明");
      const stored = JSON.parse(await recalled(two, "reasons"));
      assert.deepEqual(Object.values(Object.values(stored)[0]).map(({ text: words }) => words).sort(), ["乙的说明", "甲的说明"]);
      await one.waitForFunction(() => document.body.textContent.includes("乙的说明"));
      await here.close();
    });

    test("a storage that is full says so, one that is broken is shown, and clearing mends both", async () => {
      const here = await context();
      const page = await fresh(here);
      await check(page);
      await write(page, 0, "一条说明");
      await page.evaluate(() => { Storage.prototype.setItem_ = Storage.prototype.setItem; Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; });
      await page.click("#take summary");
      await page.click("[data-take=keep]");
      await page.waitForFunction(() => /没有记在这台电脑上/.test(document.querySelector("#told").textContent));
      assert.equal(await page.isChecked("[data-take=keep]"), false);
      await page.evaluate(() => {
        Storage.prototype.setItem = Storage.prototype.setItem_;
        localStorage.setItem("gouji.reasons", "{\"某市某局|2023|\":[1");
        localStorage.setItem("gouji.session", "[]");
      });
      await page.click("#stored");
      await page.waitForSelector("#kept[open]");
      await page.waitForFunction(() => /已损坏/.test(document.querySelector("#kept").textContent));
      await page.click("#kept-clear");
      await page.click("#kept-close");
      await page.check("[data-take=keep]");
      assert.match(await recalled(page, "reasons"), /一条说明/);
      await here.close();
    });
  });
}
