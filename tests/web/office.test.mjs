// Files of Word, WPS and Excel in the page: read as they are, and given back with marks in them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browsers, engine, open, root, serve } from "./harness.mjs";

const fixture = (name) => join(root, "tests/fixtures", name);
const told = (name) => JSON.parse(readFileSync(fixture(name), "utf8")).cells;

let server;
let full;
before(async () => {
  full = await engine("full");
  server = await serve();
});
after(() => server?.stop());

test("what can be taken away is said in both languages", async () => {
  globalThis.document = { documentElement: { lang: "zh-CN" } };
  const { words } = await import(join(root, "www/later/exports.js"));
  assert.deepEqual(Object.keys(words.en), Object.keys(words["zh-CN"]));
  for (const key of ["columns", "severity", "status"]) assert.deepEqual(Object.keys(words.en[key]), Object.keys(words["zh-CN"][key]));
});

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    let browser;
    let page;
    before(async () => {
      browser = await launch();
      page = await open(await browser.newContext({ acceptDownloads: true }), server.url);
    });
    after(() => browser?.close());

    const choose = async (...names) => {
      await page.setInputFiles("#source input[type=file]", names.map(fixture));
      await page.waitForFunction((count) => document.querySelectorAll("#source .part").length === count && !document.getElementById("result").hidden, names.length);
    };
    const clear = () => page.click("#clear");
    const cells = (names) => page.evaluate((names) => names.map((name) => document.querySelector(`[data-cell="${name}"]`).value), names);

    test("every kind of office file is drawn with its own figures", { timeout: 120_000 }, async () => {
      const figures = told("inconsistent-2019.json");
      for (const ending of ["docx", "doc", "odt", "xlsx", "xls", "ods"]) {
        await choose(`inconsistent-2019.${ending}`);
        const names = Object.keys(figures);
        assert.deepEqual(await cells(names), names.map((id) => figures[id]), ending);
        await clear();
      }
    });

    // Firefox as it is driven here tells nobody of downloads.
    const downloads = { timeout: 60_000, skip: name !== "chromium" && "downloads are not seen in this browser" };

    test("a docx comes back with marks, and reads as before", downloads, async () => {
      await choose("inconsistent-2019.docx");
      const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-take=marked]")]);
      assert.match(download.suggestedFilename(), /^inconsistent-2019-.+\.docx$/);
      const bytes = new Uint8Array(readFileSync(await download.path()));
      assert.notDeepEqual(bytes, new Uint8Array(readFileSync(fixture("inconsistent-2019.docx"))));
      const [before, after] = [readFileSync(fixture("inconsistent-2019.docx")), bytes].map((file) => full.readFile(new Uint8Array(file), "a.docx", {}));
      assert.deepEqual(after, before);
      await clear();
    });

    test("a file that cannot be read is refused in a sentence, and what was there stays", { timeout: 60_000 }, async () => {
      await choose("consistent-2021.docx");
      await page.setInputFiles("#source input[type=file]", { name: "扫描件.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\nnothing") });
      await page.waitForFunction(() => /扫描件\.pdf/.test(document.getElementById("trouble").textContent));
      assert.equal(await page.locator("#source .part").count(), 1);
      assert.match(await page.textContent("#source .part"), /consistent-2021/);
      assert.equal(await page.isVisible("#verdict.consistent"), true);
      await clear();
    });

    test("the marked tables go to the clipboard, the findings into a list", downloads, async () => {
      await choose("inconsistent-2019.docx");
      await page.waitForSelector("#take summary");
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.click("#take summary");
      await page.click("[data-take=marked_tables]");
      await page.waitForFunction(() => document.getElementById("told").textContent !== "");
      const held = await page.evaluate(async () => {
        const [item] = await navigator.clipboard.read();
        return { types: item.types, html: await (await item.getType("text/html")).text() };
      });
      assert.deepEqual(held.types.slice().sort(), ["text/html", "text/plain"]);
      assert.match(held.html, /<table/);
      const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-take=list]")]);
      const list = readFileSync(await download.path(), "utf8");
      assert.ok(list.startsWith("\ufeff") && list.includes("不成立"), list.slice(0, 200));
      await clear();
      assert.deepEqual(page.problems, []);
    });
  });
}
