// While the larger engine comes: that it does, and how far it is, is said; what a PDF needs comes beside it; and where
// what reads PDF cannot be had, that is said, and had again.
import assert from "node:assert/strict";
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import http from "node:http";
import { extname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browsers, engine, open, root, scan } from "./harness.mjs";
import { CELL, paste, wrong } from "./wrong.mjs";

const site = join(root, "dist/site");
const pdf = join(root, "tests/fixtures/consistent-2021.pdf");
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".svg": "image/svg+xml" };
const whole = readFileSync(join(site, "full/gouji_bg.wasm"));

/** A gate: `opened` resolves once `open` was called. */
function gate() {
  let open;
  const opened = new Promise((done) => { open = done; });
  return { open, opened };
}

/** Serves the site; `hold(path)` gives what an answer waits for, and the wasm of the full engine comes in `pieces`, each at its gate. */
async function slow({ hold = () => null, pieces = [] }) {
  const asked = [];
  const server = http.createServer(async (request, response) => {
    const path = new URL(request.url, "http://x").pathname.slice(1) || "index.html";
    const file = join(site, path);
    asked.push(path);
    if (!existsSync(file) || statSync(file).isDirectory()) {
      response.writeHead(404).end();
      return;
    }
    await hold(path);
    response.writeHead(200, { "Content-Type": TYPES[extname(path)], "Content-Length": statSync(file).size });
    if (path !== "full/gouji_bg.wasm" || !pieces.length) {
      createReadStream(file).pipe(response);
      return;
    }
    let from = 0;
    for (const { until, gate: { opened } } of pieces) {
      response.write(whole.subarray(from, until));
      from = until;
      await opened;
    }
    response.end(whole.subarray(from));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}/`, asked, stop: () => { server.closeAllConnections(); server.close(); } };
}

let report;
before(async () => { report = wrong(await engine("full")); });

const mega = (bytes) => (bytes / 1e6).toFixed(1);
const MB = mega(whole.length);

for (const [name, launch] of Object.entries(browsers)) {
  describe(`in ${name}`, () => {
    let browser;
    before(async () => { browser = await launch(); });
    after(() => browser?.close());

    test("a checked report says that the rest is loading and how much has come, until it is there", async () => {
      const gates = [gate(), gate()];
      const third = Math.floor(whole.length / 3);
      const server = await slow({ pieces: [{ until: third, gate: gates[0] }, { until: 2 * third, gate: gates[1] }] });
      after(() => server.stop());
      const page = await open(await browser.newContext(), server.url);
      await page.waitForSelector("html[data-ready]");
      await paste(page, "#source textarea", report.text);
      const said = (had) => page.waitForFunction((words) => [...document.querySelectorAll(".covered .not")].filter((one) => one.textContent.includes(words)).length === 2, `正在装入（${had} / ${MB} MB）`);
      await said(mega(third));
      // The first answer stands meanwhile, and claims nothing that only the other engine knows.
      assert.match(await page.textContent("#verdict-title"), /\d 条关系不成立/);
      assert.equal(await page.isVisible(".cause"), false);
      assert.deepEqual(await scan(page), []);
      gates[0].open();
      await said(mega(2 * third));
      gates[1].open();
      await page.waitForSelector(`td.suspect [data-cell="${CELL}"]`);
      await page.waitForFunction(() => !/正在装入/.test(document.querySelector(".covered").textContent));
      assert.match(await page.textContent(".covered"), /错格 已推断 1 处/);
      assert.deepEqual(page.problems, []);
      await page.context().close();
    });

    test("it is asked for as soon as a file is held over the page, or the dialogue for files is opened; not for text that is held there", async () => {
      const drag = (page, file) => page.evaluate((file) => {
        const data = new DataTransfer();
        if (file) data.items.add(new File(["x"], "x.docx"));
        else data.setData("text/plain", "12");
        document.body.dispatchEvent(new DragEvent("dragover", { bubbles: true, cancelable: true, dataTransfer: data }));
      }, file);
      const signs = [(page) => drag(page, true), async (page) => {
        const chosen = page.waitForEvent("filechooser");
        await page.evaluate(() => document.querySelector("#source input[type=file]").click());
        await chosen;
      }];
      for (const sign of signs) {
        const server = await slow({});
        after(() => server.stop());
        const page = await open(await browser.newContext(), server.url);
        await page.waitForSelector("html[data-ready]");
        await drag(page, false);
        assert.deepEqual(server.asked.filter((path) => path.startsWith("full/")), []);
        const come = page.waitForResponse((response) => response.url().endsWith("full/gouji_bg.wasm"));
        await sign(page);
        await come;
        assert.deepEqual(page.problems, []);
        await page.context().close();
      }
    });

    test("a file that needs it says so at once, with how much has come", async () => {
      const held = gate();
      const half = Math.floor(whole.length / 2);
      const server = await slow({ pieces: [{ until: half, gate: held }] });
      after(() => server.stop());
      const page = await open(await browser.newContext(), server.url);
      await page.waitForSelector("html[data-ready]");
      await page.setInputFiles("#source input[type=file]", join(root, "tests/fixtures/consistent-2021.docx"));
      await page.waitForFunction((words) => document.querySelector("#trouble").textContent === words, `正在装入读文件的部分……（${mega(half)} / ${MB} MB）`);
      held.open();
      await page.waitForSelector(".verdict.consistent");
      assert.equal(await page.isHidden("#trouble"), true);
      assert.deepEqual(page.problems, []);
      await page.context().close();
    });

    test("what reads PDF and the larger engine are asked for together", async () => {
      const held = gate();
      // Neither is answered before both were asked for.
      const server = await slow({ hold: (path) => (path === "full/gouji_bg.wasm" || path === "pdf/lib/pdf.js" ? held.opened : null) });
      after(() => server.stop());
      const page = await open(await browser.newContext(), server.url);
      await page.waitForSelector("html[data-ready]");
      await page.setInputFiles("#source input[type=file]", pdf);
      await page.waitForSelector(".reading progress");
      assert.match(await page.textContent(".reading"), /正在读取 consistent-2021\.pdf/);
      const both = async () => ["full/gouji_bg.wasm", "pdf/lib/pdf.js"].every((path) => server.asked.includes(path));
      while (!await both()) await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
      held.open();
      await page.waitForSelector(".verdict.consistent");
      assert.deepEqual(page.problems, []);
      await page.context().close();
    });
  });
}

for (const offline of [true, false]) {
  test(`a PDF whose reader cannot be had is kept, and that is said, ${offline ? "without a network" : "with one"}`, async () => {
    const browser = await browsers.chromium();
    after(() => browser.close());
    const server = await slow({});
    after(() => server.stop());
    const context = await browser.newContext();
    const page = await open(context, server.url);
    await page.waitForSelector("html[data-ready]");
    // What reads files is there, what reads PDF is not.
    await page.setInputFiles("#source input[type=file]", join(root, "tests/fixtures/consistent-2021.docx"));
    await page.waitForSelector(".verdict.consistent");
    await page.click("#clear");
    if (offline) await context.setOffline(true);
    else await context.route("**/pdf/**", (route) => route.abort());
    await page.setInputFiles("#source input[type=file]", pdf);
    await page.waitForSelector("#trouble button");
    assert.match(await page.textContent("#trouble"), offline
      ? /^现在没有网络，读 PDF 的组件还没有装入：“consistent-2021\.pdf”没有读，文件还在。联网后再试一次，或打开 PDF，复制表格粘贴。/
      : /^读 PDF 的组件没能装入：“consistent-2021\.pdf”没有读，文件还在。请再试一次/);
    assert.deepEqual(await scan(page), []);
    if (offline) await context.setOffline(false);
    else await context.unroute("**/pdf/**");
    await page.click("#trouble button");
    await page.waitForSelector(".verdict.consistent");
    // Once it was read, pdf.js itself went away: the same is said.
    if (offline) {
      await page.click("#clear");
      const fresh = await context.newPage();
      await fresh.goto(server.url);
      await fresh.waitForSelector("html[data-ready]");
      await context.route("**/pdf/lib/pdf.js*", (route) => route.abort());
      await fresh.evaluate(() => Object.defineProperty(navigator, "onLine", { value: false }));
      await fresh.setInputFiles("#source input[type=file]", pdf);
      await fresh.waitForSelector("#trouble button");
      assert.match(await fresh.textContent("#trouble"), /^现在没有网络，读 PDF 的组件还没有装入/);
      await context.unroute("**/pdf/lib/pdf.js*");
      await fresh.click("#trouble button");
      await fresh.waitForSelector(".verdict.consistent");
    }
  });
}
