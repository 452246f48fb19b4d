// Working with findings: which hints are shown, reasons, and what can be taken away.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { answered, browsers, engine, eventually, open, root, scan, serve } from "./harness.mjs";
import { asText, values } from "./report.mjs";

let server;
let browser;
let text;
before(async () => {
  const [form] = (await engine()).forms();
  const at = values(form);
  at["t3.r3_1.natural"] += 9;
  text = asText(form, at).replace("本年度依法公开政府信息。", "2023年，本机关收到政府信息公开申请999件。");
  server = await serve();
  browser = await browsers.chromium();
});
after(async () => {
  await browser?.close();
  server?.stop();
});

async function fresh() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  return open(context, server.url);
}

/** Checks the report and waits for the full engine's answer. */
async function check(page, report = text) {
  await page.waitForSelector("html[data-ready]");
  await answered(page, report);
}

/** With the list from its beginning: what is half under its head would be called too small. */
async function seen(page) {
  await page.evaluate(() => { document.querySelector("#findings").scrollTop = 0; });
  return scan(page);
}

const hint = "#list .finding:has-text('999')";

test("a kind of hint is switched off for good, that is always said, and it comes back", async () => {
  const page = await fresh();
  await check(page);
  await page.click(`${hint} .go`);
  await page.click(`${hint} >> text=不再提示这一类`);
  await page.waitForSelector("#kinds .off");
  assert.equal(await page.locator(hint).count(), 0);
  assert.match(await page.textContent("#kinds .off"), /已关闭 1 类提示.*收到（新收、受理）申请数/s);
  assert.deepEqual(await seen(page), []);
  // A relation cannot be switched off.
  await page.click(".cause .finding .go");
  await page.waitForSelector(".finding.chosen .more button");
  assert.equal(await page.locator("text=不再提示这一类").count(), 0);
  assert.equal(await page.locator("#kinds input[data-rule^='t3.']").count(), 0);
  // Whoever comes again finds it so, with many reports too.
  await page.reload();
  await check(page);
  assert.equal(await page.locator(hint).count(), 0);
  await page.click("#clear");
  await page.click("#many");
  const file = (name, content) => ({ name, mimeType: "text/plain", buffer: Buffer.from(content) });
  await page.setInputFiles("#batch-files", [file("甲.txt", text), file("乙.txt", text.replaceAll("某市某局", "某县某局"))]);
  await page.waitForFunction(() => document.querySelectorAll(".batch tbody tr").length === 2 && /放在一起看/.test(document.querySelector(".batch").innerText));
  const many = await page.innerText(".batch");
  assert.match(many, /固定用语[^]*已关闭|已关闭[^]*固定用语/);
  assert.doesNotMatch(many, /文字与表格不符/);
  await page.reload();
  await check(page);
  await page.click("#kinds .off button");
  await page.waitForSelector(hint);
  assert.equal(await page.locator("#kinds .off").count(), 0);
  // By its box as well, which keeps the focus.
  await page.click("#kinds summary");
  await page.focus("#kinds input[data-rule='prose.new']");
  await page.keyboard.press("Space");
  await page.waitForSelector("#kinds .off");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.rule), "prose.new");
  assert.deepEqual(page.problems, []);
});

test("a reason stays with its finding, goes stale with the numbers, and travels as a file", async () => {
  const page = await fresh();
  await check(page);
  const finding = ".cause .finding >> nth=0";
  await page.click(`${finding} >> .go`);
  await page.click("text=写说明…");
  await page.fill(".write textarea", "系统口径不同，<b>已核</b>。");
  assert.deepEqual(await seen(page), []);
  await page.click("text=保存说明");
  assert.match(await page.textContent(".reason"), /<b>已核<\/b>/);
  // The button is gone; the keyboard goes on from the finding.
  assert.equal(await page.evaluate(() => document.activeElement.closest(".finding.chosen") !== null), true);
  assert.deepEqual(await seen(page), []);
  const stored = () => page.evaluate(() => localStorage.getItem("gouji.reasons"));
  assert.equal(await stored(), null);
  // Copied along, exported along.
  await page.click(".finding.chosen >> text=复制");
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /某市某局.*\n.*不成立[^]*说明：系统口径不同/);
  await page.click("#take summary");
  const taken = async (key) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[data-take=${key}]`)]);
    return readFileSync(await download.path(), "utf8");
  };
  assert.match(await taken("list"), /系统口径不同/);
  assert.match(await taken("opinion_file"), /^<!doctype html>[^]*校核意见[^]*&lt;b&gt;已核[^]*校核人/);
  const reasons = JSON.parse(await taken("data")).findings.map(({ reason }) => reason).filter(Boolean);
  assert.deepEqual(reasons, [{ text: "系统口径不同，<b>已核</b>。", stale: false }]);
  const file = await taken("reasons");
  await page.evaluate(() => { window.print = () => { window.printed = document.querySelector(".opinions").innerText; }; });
  await page.click("[data-take=opinion]");
  await page.waitForFunction(() => window.printed);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.isVisible(".opinions"), true);
  assert.equal(await page.isVisible("#result"), false);
  assert.match(await page.innerText(".opinions"), /系统口径不同/);
  await page.emulateMedia({ media: null });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await page.isVisible("#result"), true);
  // Stale where a number of it is another.
  const cell = "input[data-cell='t3.r3_1.natural']";
  const was = Number(await page.inputValue(cell));
  await page.fill(cell, String(was + 1));
  await page.waitForSelector(".reason.stale");
  await page.fill(cell, String(was));
  await page.waitForSelector(".reason:not(.stale)");
  // Kept when asked to, and only then.
  await page.check("#take label input");
  assert.match(await stored(), /系统口径不同/);
  await page.reload();
  await check(page);
  // It does not count any more, and can be seen.
  await page.waitForSelector(".reason", { state: "attached" });
  assert.match(await page.textContent("#verdict-title"), /另有 1 条已写说明/);
  await page.click("summary:has-text('已写说明')");
  await page.waitForSelector(".reason");
  await page.click("#take summary");
  await page.uncheck("#take label input");
  assert.equal(await stored(), null);

  const other = await fresh();
  await check(other);
  assert.equal(await other.locator(".reason").count(), 0);
  const read = (content) => other.setInputFiles("#take input[type=file]", { name: "说明.json", mimeType: "application/json", buffer: Buffer.from(content) });
  await read(file);
  await other.waitForSelector(".reason", { state: "attached" });
  assert.match(await other.textContent("#told"), /读入 1 条说明。/);
  // The button that was pressed is drawn anew and has the focus.
  await other.click("#take summary");
  await other.focus("[data-take=reasons_in]");
  await read(file);
  await other.waitForFunction(() => document.activeElement.dataset.take === "reasons_in");
  await read("[]");
  await other.waitForFunction(() => /不是导出的说明/.test(document.querySelector("#told").textContent));
  await read(file.replace("某市某局", "别处"));
  await other.waitForFunction(() => /是为“别处 2023”写的/.test(document.querySelector("#told").textContent));
  // What was told of one report is not told of the next.
  await other.click("#clear");
  await check(other, text.replace("某市某局", "别处"));
  await other.waitForFunction(() => document.querySelector("#told").textContent === "");
  assert.deepEqual(page.problems.concat(other.problems), []);
});

test("whoever has left a reason half written is not called back to it", async () => {
  const page = await fresh();
  await check(page);
  await page.click(".cause .finding .go >> nth=0");
  await page.click("text=写说明…");
  await page.waitForFunction(() => document.activeElement.matches(".write textarea"));
  await page.keyboard.type("写到一半");
  await page.focus("input[data-cell='t2.permits']");
  await page.keyboard.type("12");
  await page.waitForSelector("#undo");
  await page.waitForFunction(() => document.querySelector(".write textarea")?.value === "写到一半");
  await page.keyboard.type("3");
  assert.match(await page.inputValue("input[data-cell='t2.permits']"), /123$/);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.cell), "t2.permits");
  assert.deepEqual(page.problems, []);
});

test("reports that nothing names have each their own reasons", async () => {
  globalThis.document = { documentElement: { lang: "zh-CN" } };
  const { Reasons } = await import(join(root, "www/later/reasons.js"));
  const finding = { rule: "t2.sum", cells: ["a"], left: "1", right: "2", message: "" };
  const report = (number, name) => Object.assign({ organ: null, year: null, file: null, cells: { a: { value: number, state: "read" } }, findings: [finding] }, name);
  const reasons = new Reasons();
  const base = report("1");
  reasons.open(base);
  reasons.set(finding, "已核");
  reasons.open(report("2"), base);
  assert.equal(reasons.text(finding), "已核");
  const file = reasons.written();
  reasons.open(report("3"));
  assert.equal(reasons.text(finding), "");
  await reasons.read({ text: async () => file });
  assert.equal(reasons.text(finding), "已核");
});

test("the opinion is printed once what prints it can be had", async () => {
  const page = await fresh();
  await check(page);
  await page.evaluate(() => { window.print = () => { window.printed = true; }; });
  await page.click("#take summary");
  await page.route("**/later/opinion.js*", (route) => route.abort());
  await page.click("[data-take=opinion]");
  await page.waitForFunction(() => /没能全部装入/.test(document.querySelector("#told").textContent));
  await page.unroute("**/later/opinion.js*");
  await page.click("[data-take=opinion]");
  await page.waitForFunction(() => window.printed);
});

test("the help closes in a browser that knows no dialogs", async () => {
  const page = await fresh();
  await page.waitForSelector("html[data-ready]");
  await page.evaluate(() => document.styleSheets[0].insertRule("dialog { display: block; }"));
  await page.evaluate(() => { HTMLDialogElement.prototype.showModal = HTMLDialogElement.prototype.close = undefined; });
  await page.click("#help-open");
  await page.click("#help-close");
  await eventually(() => page.isVisible("#help"), false);
});
