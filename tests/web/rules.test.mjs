// The rules page: everything the engine checks, with its source, in both languages, on paper too.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browsers, engine, eventually, open, root, scan, serve } from "./harness.mjs";

let server;
let browser;
before(async () => {
  server = await serve();
  browser = await browsers.chromium();
});
after(async () => {
  await browser?.close();
  server?.stop();
});

test("every sentence is there in both languages, for every kind of rule", async () => {
  const { words } = await import(join(root, "www/rules/words.js"));
  const { rules } = await engine("full");
  for (const language of ["zh-CN", "en"]) {
    assert.deepEqual(Object.keys(words[language]), Object.keys(words["zh-CN"]));
    for (const { id, kind, title, severity } of rules(language)) {
      assert.ok(id.startsWith(`${kind}.`) && title, id);
      assert.ok(words[language].severity[severity], severity);
    }
  }
  const used = readFileSync(join(root, "www/rules/view.js"), "utf8").matchAll(/say\.(\w+)/g);
  for (const [, key] of used) assert.ok(key in words.en, key);
});

test("all rules are listed with their sources, found by their address, printed unfolded", async () => {
  const { rules } = await engine("full");
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await open(context, `${server.url}#rules`);
  await page.waitForSelector("[id='prose.new']");
  const all = rules("zh-CN");
  const text = await page.evaluate(() => document.querySelector(".rules").textContent);
  for (const { sentence, source, why } of all) for (const said of [sentence, source, why]) assert.ok(text.includes(said), said);
  assert.equal(await page.locator(".equations li, .rules tbody tr[id]").count(), all.length);
  assert.deepEqual(await scan(page), []);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await page.locator(".rules details:not([open])").count(), 0);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.isVisible(".rules .buttons"), false);
  assert.deepEqual(await scan(page), []);
  await page.emulateMedia({ media: null });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.click("#language");
  await page.waitForSelector("text=Against last year");
  await page.setViewportSize({ width: 320, height: 640 });
  assert.deepEqual(await scan(page), []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  // Back to where one came from, with what stood there.
  await page.click(".rules .back");
  await eventually(() => page.isVisible(".rules"), false);
  await eventually(() => page.isVisible("#source"), true);
  assert.deepEqual(page.problems, []);
});

test("while the larger engine comes the page says so; the rules stand there once it is, and one comes back to the link", async () => {
  const page = await open(await browser.newContext(), server.url);
  await page.waitForSelector("html[data-ready]");
  // Without its style the rules are not opened; the next time they are.
  await page.route("**/rules.css", (route) => route.abort());
  await Promise.all([page.waitForEvent("requestfailed"), page.click(".foot a[href='#rules']")]);
  await page.unroute("**/rules.css");
  let go;
  const gate = new Promise((done) => { go = done; });
  await page.route("**/full/*.wasm", (route) => gate.then(() => route.continue()));
  await page.evaluate(() => { location.hash = ""; });
  await page.click(".foot a[href='#rules']");
  await page.waitForSelector(".rules .aside");
  assert.equal(await page.locator(".rules summary").count(), 0);
  go();
  await page.waitForSelector("[id='prose.new']");
  await page.locator(".rules summary").first().focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.matches("details[open] > summary")), true);
  await page.click(".rules .back");
  await eventually(() => page.evaluate(() => document.activeElement.getAttribute("href")), "#rules");
});

test("what the engine is made of comes with its licences", async () => {
  const notices = readFileSync(join(root, "dist/site/rules/LICENSES.txt"), "utf8");
  for (const crate of ["serde", "quick-xml", "miniz_oxide", "csv-core", "wasm-bindgen"]) assert.match(notices, new RegExp(`^${crate} \\d[^ ]* \\(.*\\bMIT\\b`, "m"));
  assert.doesNotMatch(notices, /serde_derive|^gouji /m);
  const browser = await browsers.chromium();
  const page = await open(await browser.newContext(), `${server.url}#rules`);
  await page.click(".rules .files a");
  await page.waitForURL(/LICENSES\.txt$/);
  assert.ok((await page.textContent("body")).includes("quick-xml"));
  await browser.close();
});

for (const name of ["chromium", "firefox"]) {
  test(`the files of the site are compared with the list of their checksums, in ${name}`, async () => {
    const other = await browsers[name]();
    const page = await open(await other.newContext(), `${server.url}#rules`);
    const list = readFileSync(join(root, "dist/site/rules/SHA256SUMS"));
    await page.click(".rules .files button");
    await page.waitForSelector(".rules .files .sum", { timeout: 60_000 });
    const said = await page.textContent(".rules .files [role=status]");
    assert.match(said, new RegExp(`^${list.toString().trim().split("\n").length} 个文件与清单全部一致`));
    assert.equal(await page.textContent(".rules .files .sum"), createHash("sha256").update(list).digest("hex"));
    // One that was changed on its way is named.
    await page.route("**/later/help.js", (route) => route.fulfill({ body: "// changed", contentType: "text/javascript" }));
    await page.click(".rules .files button");
    await page.waitForSelector(".rules .files .trouble li", { timeout: 60_000 });
    assert.equal(await page.textContent(".rules .files .trouble li"), "later/help.js");
    assert.deepEqual(await scan(page), []);
    assert.deepEqual(page.asked.filter((url) => !url.startsWith(server.url)), []);
    await other.close();
  });
}
