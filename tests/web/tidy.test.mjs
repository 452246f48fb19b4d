// Numbers out of the page: what many reports hold as tables, the same as the command's; and what an opinion says of
// itself, the same as the command's receipt.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { browsers, engine, gouji, open, root, serve } from "./harness.mjs";
import { county, organ } from "./many.mjs";
import { asText, values } from "./report.mjs";

const folder = join(root, "target/tidy-test/county");
const shots = process.env.SHOTS;
let server;
let full;
let browser;
before(async () => {
  full = await engine("full");
  county(folder, full.forms()[0]);
  server = await serve();
  browser = await browsers.chromium();
});
after(async () => {
  await browser?.close();
  server?.stop();
});

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

test("where the browser keeps its own, the SHA-256 is still that of Node.js", async () => {
  const { own, sha256: either } = await import(join(root, "www/later/sha256.js"));
  for (const length of [0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 127, 128, 1000, 1_000_003]) {
    const bytes = new Uint8Array(randomBytes(length + 1)).subarray(1);
    assert.equal(own(bytes), sha256(bytes), String(length));
    assert.equal(await either(bytes), sha256(bytes));
  }
});

test("a workbook goes on in a further sheet, and holds what XML does not", async () => {
  const { row, workbook } = await import(join(root, "www/batch/workbook.js"));
  const join_ = (parts) => Buffer.concat(parts.map((part) => Buffer.from(part)));
  const part = (...texts) => ({ bytes: Buffer.from(texts.map((text) => row([text, 12], ["message", "number"])).join("")), count: texts.length });
  const hard = "a\u0001<b>&\"'\ud800 甲\ud83d\ude00\r\n=1+1";
  const made = workbook([["findings", ["message", "number"], [part("one", "two"), part(hard)]]], join_, 3);
  const text = (path) => made.find((one) => one.path === path).bytes.toString("utf8");
  assert.match(text("xl/workbook.xml"), /name="findings"[^]*name="findings 2"/);
  assert.match(text("xl/worksheets/sheet1.xml"), />two<[^]*<v>12<\/v>/);
  assert.match(text("xl/worksheets/sheet2.xml"), /<t xml:space="preserve">a&lt;b&gt;&amp;"'\ufffd 甲\ud83d\ude00&#13;\n=1\+1<\/t>/);
  assert.ok(row(["数".repeat(40_000)], ["text"]).length < 33_000);
});

test("everything of a folder leaves the page as the command writes it", { timeout: 120_000 }, async () => {
  const page = await open(await browser.newContext({ viewport: { width: 1366, height: 900 } }), server.url);
  await page.waitForSelector("html[data-ready]");
  await page.click("#many");
  await page.setInputFiles("#batch-folder", folder);
  await page.waitForFunction(() => /全部校核完毕/.test(document.getElementById("batch-said").textContent) && !document.querySelector(".together").hidden);
  if (shots) {
    mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: join(shots, "tidy.png") });
  }
  const save = async (key) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[data-output=${key}]`)]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  const { name, bytes } = await save("tidy_csv");
  assert.equal(name, "全部的数.zip");
  const out = join(dirname(folder), "out");
  rmSync(out, { recursive: true, force: true });
  spawnSync(gouji(), ["check", "--quiet", "--tables", "out", "county"], { cwd: dirname(folder) });
  const tables = full.unpack(bytes, ["csv"]);
  assert.deepEqual(tables.map(({ path }) => path), ["numbers.csv", "reports.csv", "findings.csv", "code_book.csv"]);
  // A PDF is what the command does not read.
  const lines = (text) => text.split("\r\n").filter((line) => !line.includes("扫描.pdf"));
  for (const { path, bytes: table } of tables) {
    const [ours, theirs] = [Buffer.from(table).toString("utf8"), readFileSync(join(out, path), "utf8")].map(lines);
    assert.equal(ours[0], theirs[0]);
    assert.deepEqual(ours.sort(), theirs.sort(), path);
  }
  assert.match(Buffer.from(tables[1].bytes).toString("utf8"), /county\/其他\/扫描\.pdf,,,,,,unread,,county\/其他\/扫描\.pdf: PDF 已损坏/);
  await page.waitForFunction(() => /已导出 \d+ 份的每一格/.test(document.querySelector(".batch .note").textContent));
  // What is shown is what is saved.
  await page.fill("#batch-search", organ(3));
  const book = await save("tidy_xlsx");
  assert.equal(book.name, "全部的数.xlsx");
  const sheets = Object.fromEntries(full.unpack(book.bytes, ["xml"]).filter(({ path }) => path.endsWith(".xml")).map(({ path, bytes: part }) => [path, Buffer.from(part).toString("utf8")]));
  assert.equal(sheets["xl/worksheets/sheet2.xml"].match(/<row>/g).length, 1 + 2);
  assert.match(sheets["xl/worksheets/sheet3.xml"], new RegExp(`${organ(3)}[^]*t3\\.`));
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

/** What the native command's receipt says of a file. */
function receipt(at, file) {
  spawnSync(gouji(), ["check", "--quiet", "--receipt", join(at, "receipt.json"), file]);
  return JSON.parse(readFileSync(join(at, "receipt.json"), "utf8"));
}
const line = ({ sha256: hash, engine: version, rules, summary }) => new RegExp(
  `回执：文件 SHA-256 ${hash}；[^；]+；勾稽关系 ${summary.relations} 条：成立 ${summary.holds}，不成立 ${summary.broken}，无法判定 ${summary.undecided}；程序 ${version.replace("+", "\\+")}，规则集 ${rules}；\\d{4}-\\d\\d-\\d\\dT[\\d:]+Z。`);

test("an opinion says of which bytes it is, by which engine and rules, as a receipt does", { timeout: 120_000 }, async () => {
  const page = await open(await browser.newContext({ acceptDownloads: true }), server.url);
  await page.waitForSelector("html[data-ready]");
  const taken = async () => {
    await page.waitForSelector("#kinds details", { state: "attached" });
    if (!await page.locator("#take details[open]").count()) await page.click("#take summary");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-take=opinion_file]")]);
    return readFileSync(await download.path(), "utf8");
  };
  const file = join(root, "tests/fixtures/inconsistent-2019.xlsx");
  await page.setInputFiles("#source input[type=file]", file);
  assert.match(await taken(), line(receipt(dirname(folder), file)));
  // A page that was saved as HTML is read as text, and is still that file.
  const saved = join(folder, "2023", `${organ(3)}.html`);
  await page.click("#clear");
  await page.setInputFiles("#source input[type=file]", saved);
  assert.match(await taken(), line(receipt(dirname(folder), saved)));
  const [form] = full.forms();
  const pasted = asText(form, { ...values(form), "t3.r3_7.total": 9999 });
  await page.click("#clear");
  await page.evaluate((text) => { document.querySelector("#source textarea").value = text; }, pasted);
  await page.click("#check");
  assert.match(await taken(), new RegExp(`回执：粘贴的内容 SHA-256 ${sha256(pasted)}；`));
  // On paper, of several.
  await page.click("#clear");
  await page.evaluate(() => { window.print = () => { window.printed = document.querySelector(".opinions").innerText; }; });
  await page.click("#many");
  await page.setInputFiles("#batch-files", [file, saved]);
  await page.waitForFunction(() => /2 份全部校核完毕/.test(document.getElementById("batch-said").textContent));
  await page.click("[data-output=print_all]");
  await page.waitForFunction(() => window.printed);
  const printed = await page.evaluate(() => window.printed);
  for (const one of [file, saved]) assert.match(printed, line(receipt(dirname(folder), one)));
  if (shots) {
    await page.emulateMedia({ media: "print" });
    await page.screenshot({ path: join(shots, "receipt.png"), fullPage: true });
  }
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
