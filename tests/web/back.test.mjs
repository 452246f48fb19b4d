// What a report gives back once it was worked on: the user's own file with the values in it, tables for the
// clipboard, the sheet for verifying by hand.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { answered, browsers, engine, open, root, scan, serve } from "./harness.mjs";
import { asText, values } from "./report.mjs";

const shots = process.env.SHOTS;
let server;
let browser;
let full;
before(async () => {
  full = await engine("full");
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
  const page = await open(context, server.url);
  await page.waitForSelector("html[data-ready]");
  return page;
}

async function file(page, name) {
  await page.setInputFiles("#source input[type=file]", join(root, "tests/fixtures", name));
  await page.waitForSelector("#kinds details");
}

async function text(page, report) {
  await answered(page, report);
}

const type = async (page, cell, value) => {
  await page.fill(`input[data-cell='${cell}']`, value);
  await page.waitForSelector(`td.edited input[data-cell='${cell}']`);
};

async function taken(page, key) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[data-take=${key}]`)]);
  return { name: download.suggestedFilename(), bytes: new Uint8Array(readFileSync(await download.path())) };
}

const copied = (page) => page.evaluate(async () => {
  const [item] = await navigator.clipboard.read();
  const of = async (kind) => (await item.getType(kind)).text();
  return { html: await of("text/html"), plain: await of("text/plain") };
});

for (const name of ["inconsistent-2019.docx", "inconsistent-2019.xlsx"]) {
  test(`${name} comes back with the values that were typed, each with what stood there`, async () => {
    const page = await fresh();
    await file(page, name);
    assert.equal(await page.locator("[data-take=corrected]").count(), 0);
    await type(page, "t3.r3_7.natural", "32");
    await type(page, "t3.r3_7.total", "37");
    await page.waitForSelector("[data-take=corrected]");
    const before = full.readFile(new Uint8Array(readFileSync(join(root, "tests/fixtures", name))), name, {});
    const { name: as, bytes } = await taken(page, "corrected");
    assert.equal(as, name.replace(".", "-改正."));
    const report = full.readFile(bytes, as, {});
    for (const [id, cell] of Object.entries(report.cells)) {
      const value = { "t3.r3_7.natural": 32, "t3.r3_7.total": 37 }[id] ?? before.cells[id].value;
      assert.equal(cell.value, value, id);
    }
    assert.match(await page.textContent("#told"), /已把 2 格写进文件/);
    const [comments] = full.unpack(bytes, ["xml"]).filter(({ path }) => /comments/.test(path));
    assert.match(new TextDecoder().decode(comments.bytes), /原为 23/);
    // The marked one is of the file as it was.
    const marked = await taken(page, "marked");
    assert.equal(full.readFile(marked.bytes, marked.name, {}).cells["t3.r3_7.natural"].value, 23);
    assert.deepEqual(await scan(page), []);
    assert.deepEqual(page.problems, []);
  });
}

test("corrected tables are plain, one by one, or the changed cells only", async () => {
  const [form] = full.forms();
  const at = values(form);
  const right = at["t3.r3_1.natural"];
  at["t3.r3_1.natural"] += 9;
  const page = await fresh();
  await text(page, asText(form, at));
  await type(page, "t3.r3_1.natural", String(right));
  await page.waitForSelector("#verdict.consistent");
  await page.focus("[data-take=corrected_t3]");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /已复制/.test(document.querySelector("#told").textContent));
  const table = await copied(page);
  assert.doesNotMatch(table.html, /background|color/);
  assert.match(table.html, /text-align:\s*center/);
  const again = full.check([{ kind: "text", text: table.plain }], {});
  assert.equal(again.cells["t3.r3_1.natural"].value, right);
  assert.equal(again.edition.t4, undefined);
  await page.click("[data-take=corrected_cells]");
  const cells = await copied(page);
  assert.deepEqual(cells.plain.replace(/\r/g, "").split("\n").map((line) => line.split("\t").slice(1)), [["原为", "改为"], [String(right + 9), String(right)]]);
  assert.match(cells.plain, /予以公开/);
  assert.deepEqual(await scan(page), []);
  if (shots) {
    mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: join(shots, "back.png") });
  }
  assert.deepEqual(page.problems, []);
});

test("what was inferred is in no copied table, and that is said", async () => {
  const [form] = full.forms();
  const at = values(form);
  const page = await fresh();
  // A figure is lost on its way.
  const lines = asText(form, at).split("\n");
  const row = lines.findIndex((line) => line.includes("予以公开"));
  lines[row] = lines[row].replace(/\t\d+/, "\t");
  await text(page, lines.join("\n"));
  const inferred = await page.locator("td.inferred input").evaluateAll((inputs) => inputs.map(({ dataset }) => dataset.cell));
  assert.ok(inferred.length > 0);
  await type(page, "t2.permits", String(at["t2.permits"] + 1));
  await page.click("[data-take=corrected_t3]");
  const { plain } = await copied(page);
  const again = full.check([{ kind: "text", text: plain }], {});
  for (const cell of inferred) assert.notEqual(again.cells[cell].state, "read", cell);
  assert.match(await page.textContent("#told"), /推断的 \d+ 格没有原数，留空/);
  assert.deepEqual(page.problems, []);
});

test("the sheet for verifying names the cells to look up, first what settles most", async () => {
  globalThis.document = { documentElement: { lang: "zh-CN" } };
  const { order } = await import(join(root, "www/later/lookup.js"));
  const [form] = full.forms();
  const at = values(form);
  at["t3.r3_1.natural"] += 9;
  at["t4.direct.total"] += 1;
  const given = asText(form, at).replace("本年度依法公开政府信息。", "2023年，本机关收到政府信息公开申请999件。");
  const report = full.check([{ kind: "text", text: given }], {});
  const rows = order(report);
  // One cell is in two relations, the other in one; what the text says otherwise comes last.
  assert.equal(rows[0].cell, "t3.r3_1.natural");
  assert.equal(rows[0].settles.length, 2);
  const open = report.findings.filter(({ status, severity }) => status === "undecided" || (status === "broken" && severity === "error"));
  assert.deepEqual(new Set(rows.flatMap(({ settles }) => settles)), new Set(open));
  assert.ok(rows.at(-1).hints.length > 0);
  const counts = rows.map(({ settles }) => settles.length);
  assert.deepEqual(counts.filter(Boolean), counts.filter(Boolean).sort((a, b) => b - a));

  const page = await fresh();
  await text(page, given);
  await page.evaluate(() => { window.print = () => { window.printed = true; }; });
  await page.click("#take summary");
  await page.click("[data-take=verify]");
  await page.waitForFunction(() => window.printed);
  await page.emulateMedia({ media: "print" });
  const lines = await page.locator(".verify tbody tr").allInnerTexts();
  assert.equal(lines.length, rows.length);
  // Where it stands in the original, in words.
  const wheres = await page.locator(".verify tbody td:nth-child(4)").allInnerTexts();
  rows.forEach(({ cell }, index) => {
    const { at } = report.cells[cell];
    assert.equal(wheres[index], at ? `原文第 ${at.line + 1} 行` : "–", cell);
  });
  assert.ok(wheres.some((where) => where !== "–"));
  assert.match(lines[0], /^1\s.*予以公开.*自然人[^]*很可能写错（可能性 \d+ %）。 核清后可解决 2 个问题/);
  assert.equal(await page.isVisible("#result"), false);
  if (shots) await page.screenshot({ path: join(shots, "verify.png"), fullPage: true });
  await page.emulateMedia({ media: null });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  const { name, bytes } = await taken(page, "verify_file");
  assert.match(name, /-核对单\.html$/);
  assert.match(new TextDecoder().decode(bytes), /^<!doctype html>[^]*核对单[^]*予以公开/);
  assert.deepEqual(page.problems, []);
});
