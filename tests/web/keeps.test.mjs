// Nothing that was put in, typed, unfolded or said is lost by what happens next.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browsers, engine, open, root, serve } from "./harness.mjs";
import { asText, values } from "./report.mjs";

let server;
let browser;
let forms;
before(async () => {
  forms = (await engine()).forms();
  server = await serve();
  browser = await browsers.chromium();
});
after(async () => {
  await browser?.close();
  server?.stop();
});

/** A report, `change` of whose figures are others. */
const report = (change = {}) => asText(forms[0], Object.assign(values(forms[0]), change));
const fixture = (name) => join(root, "tests/fixtures", name);

async function fresh(prepare = () => {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await prepare(context);
  const page = await open(context, server.url);
  await page.waitForSelector("html[data-ready]");
  return page;
}
const put = (page, text, box = "#source textarea") => page.evaluate(([given, at]) => { document.querySelector(at).value = given; }, [text, box]);
async function check(page, text) {
  await put(page, text);
  await page.click("#check");
  await page.waitForSelector("#kinds details", { state: "attached" });
}
const cell = (id) => `input[data-cell="${id}"]`;

describe("kept", () => {
  test("corrections, when last year's report comes, goes, and when the language changes", async () => {
    const page = await fresh();
    await check(page, report());
    await page.fill(cell("t3.r1.natural"), "77");
    await page.waitForSelector(".changes");
    await page.click("#previous summary");
    await put(page, report(), "#previous textarea");
    await page.press("#previous textarea", "Control+Enter");
    await page.waitForSelector("#previous-answer:not([hidden])");
    assert.equal(await page.inputValue(cell("t3.r1.natural")), "77");
    await page.click("#language");
    await page.waitForSelector("html[lang=en]");
    await page.waitForSelector(".changes:has-text('Undo')");
    assert.equal(await page.inputValue(cell("t3.r1.natural")), "77");
    await page.click("#previous .remove");
    await page.waitForSelector("#previous-answer", { state: "hidden" });
    assert.equal(await page.inputValue(cell("t3.r1.natural")), "77");
    await page.context().close();
  });

  test("what was typed, when a part is taken back to be edited", async () => {
    const page = await fresh();
    await check(page, report());
    await put(page, "还没有放进去的文字。");
    await page.click("text=改文字");
    assert.match(await page.inputValue("#source textarea"), /收到行政复议|行政复议/);
    assert.equal(await page.locator("#source .part").count(), 1);
    await page.click("text=改文字");
    assert.equal(await page.inputValue("#source textarea"), "还没有放进去的文字。");
    await page.context().close();
  });

  test("what was said of a file that cannot be read, when the others are checked", async () => {
    const page = await fresh();
    await page.setInputFiles("#source input[type=file]", [fixture("consistent-2021.docx"), fixture("locked.pdf")]);
    // Several are many reports, unless somebody says that they are one.
    await page.waitForSelector(".batch-list tbody tr.consistent");
    await page.waitForFunction(() => /设有密码/.test(document.querySelector(".batch-list tbody").textContent));
    await page.click("[data-batch=join]");
    await page.waitForSelector("#verdict.consistent");
    await page.waitForFunction(() => /设有密码/.test(document.querySelector("#trouble").textContent));
    await page.context().close();
  });

  test("the engine, when it only declines", async () => {
    const page = await fresh();
    const left = await page.evaluate(async () => {
      const engine = Object.values(await import(new URL("shared.js", location.href).href)).find((one) => one && one.deepen && one.check);
      await engine.deepen();
      let said = "";
      try {
        engine.check([{ kind: "tsv", text: "" }], {});
      } catch (error) {
        said = error.message;
      }
      return { said, full: engine.full() };
    });
    assert.ok(left.said);
    assert.equal(left.full, true);
    await page.context().close();
  });

  test("folds that were opened, when a number is typed", async () => {
    const page = await fresh();
    // Without three rows many relations cannot be decided.
    await check(page, report().split("\n").filter((line) => !/（七）总计|予以公开|本年新收/.test(line)).join("\n"));
    await page.click("details.family summary");
    await page.fill(cell("t3.r1.natural"), "77");
    await page.waitForSelector(".changes");
    assert.equal(await page.locator("details.family[open]").count(), 1);
    await page.context().close();
  });
});

describe("told apart", () => {
  test("two findings of one kind, each with its own place", async () => {
    const page = await fresh();
    await check(page, report().replace("本年度依法公开政府信息。", "本年度依法公开政府信息，2023年，本机关收到政府信息公开申请999件。\n全年新收政府信息公开申请998件。"));
    const alike = await page.evaluate(() => Array.from(document.querySelectorAll("#list .finding .words"), (words) => words.textContent).filter((words) => /99[89]/.test(words)).length);
    assert.equal(alike, 2);
    const seen = [];
    for (let n = 0; n < 4; n += 1) {
      await page.keyboard.press("F8");
      seen.push(await page.evaluate(() => Array.from(document.querySelectorAll("#list .finding")).findIndex((item) => item.classList.contains("chosen"))));
    }
    assert.equal(await page.locator("#list .finding.chosen").count(), 1);
    const count = await page.locator("#list .finding").count();
    assert.deepEqual(seen, [0, 1, 2, 3].map((n) => n % count));
    await page.context().close();
  });

  test("a report that was opened from another that is still being read", async () => {
    let release;
    const released = new Promise((done) => { release = done; });
    const page = await fresh((context) => context.route(/pdf\/open\.js/, (route) => released.then(() => route.continue())));
    await Promise.all([page.waitForRequest(/pdf\/open\.js/), page.setInputFiles("#source input[type=file]", fixture("inconsistent-2019.pdf"))]);
    await page.evaluate(() => document.querySelector("#clear").click());
    await check(page, report());
    release();
    // A second reading of the same file, begun later, has ended: so has the first.
    await page.evaluate(async (base64) => {
      const { open } = await import(new URL("pdf/open.js", location.href).href);
      await open(Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0)));
    }, readFileSync(fixture("inconsistent-2019.pdf"), "base64"));
    assert.equal(await page.locator("#source .part").count(), 1);
    assert.match(await page.getAttribute("#verdict", "class"), /\bconsistent/);
    await page.context().close();
  });

  test("nothing, once everything was cleared while the engine was fetched", async () => {
    let release;
    const released = new Promise((done) => { release = done; });
    const page = await fresh((context) => context.route(/full\/gouji_bg\.wasm/, (route) => released.then(() => route.continue())));
    await page.setInputFiles("#source input[type=file]", fixture("consistent-2021.docx"));
    await page.waitForSelector("#source .part");
    await page.click("#clear");
    release();
    await page.evaluate(async () => {
      const engine = Object.values(await import(new URL("shared.js", location.href).href)).find((one) => one && one.deepen && one.check);
      await engine.deepen();
      // What waited for it has had its turn, in the next frame too.
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    });
    assert.equal(await page.isHidden("#result"), true);
    await page.context().close();
  });

  test("a paste beside many reports is one of them", async () => {
    const page = await fresh();
    await page.click("#many");
    await page.waitForSelector("#batch");
    await page.evaluate((given) => navigator.clipboard.writeText(given), report());
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("Control+v");
    await page.waitForSelector("#batch :text('粘贴的报告')");
    assert.equal(await page.locator("#source .part").count(), 0);
    await page.context().close();
  });
});

test("Escape in a cell is the page's own only where it takes something back", async () => {
  const page = await fresh();
  await check(page, report());
  await page.evaluate(() => {
    window.left = [];
    document.addEventListener("keydown", ({ key, defaultPrevented }) => key === "Escape" && window.left.push(defaultPrevented));
  });
  await page.fill(cell("t3.r1.natural"), "77");
  await page.press(cell("t3.r1.natural"), "Escape");
  await page.press(cell("t3.r1.natural"), "Escape");
  assert.deepEqual(await page.evaluate(() => window.left), [true, false]);
  await page.context().close();
});
