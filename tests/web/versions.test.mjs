// Two versions of a report side by side, what a place asks for, and what several bodies have in common.
import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { answered, browsers, engine, eventually, open, root, scan, serve } from "./harness.mjs";
import { asText, values } from "./report.mjs";

const folder = join(root, "target/versions-test");
const shots = process.env.SHOTS;
let server;
let browser;
let earlier;
let later;
before(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const [form] = (await engine()).forms();
  const at = values(form);
  earlier = asText(form, at).replace("本年度依法公开政府信息。", "全年公开信息120条。举办培训两次。");
  at["t3.r1.natural"] += 4;
  later = asText(form, at).replace("本年度依法公开政府信息。", "全年公开信息128条。");
  server = await serve();
  browser = await browsers.chromium();
});
after(async () => {
  await browser?.close();
  server?.stop();
});

async function fresh() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await open(context, server.url);
  await page.waitForSelector("html[data-ready]");
  return page;
}

/** Checks a report and waits for the full engine's answer. */
async function check(page, report) {
  await answered(page, report);
}

const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

async function shot(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`) });
}

test("the report on the page is compared with a file: cells, sentences, findings", async () => {
  const page = await fresh();
  await check(page, later);
  await page.click("[data-take=more]");
  await page.click("[data-take=versions]");
  await page.waitForSelector("#versions[open]");
  await page.click("#versions-compare");
  assert.equal(await page.innerText("#versions > [role=status]"), "请先选好前一份和后一份。");
  await page.setInputFiles("#versions [data-side=before]", file("送审稿.txt", earlier));
  assert.equal(await page.innerText("#versions-before"), "送审稿.txt");
  await page.click("#versions-compare");
  await page.waitForSelector("[data-cell-changed='t3.r1.natural']");
  assert.match(await page.innerText("#versions > [role=status]"), /^1 格、2 句不同；新出现 2 条意见/);
  assert.match(await page.innerText("#versions .sentences"), /第一部分\s+原为：\s*全年公开信息120条。\s+现为：\s*全年公开信息128条。\s+第一部分\s+原为：\s*举办培训两次。/);
  assert.match(await page.innerText("#versions .answer"), /新出现的意见/);
  await shot(page, "versions");
  assert.deepEqual(await scan(page), []);
  // The other way round, from two files.
  await page.setInputFiles("#versions [data-side=before]", file("公布稿.txt", later));
  await page.setInputFiles("#versions [data-side=after]", file("送审稿.txt", earlier));
  await page.click("#versions-compare");
  await eventually(async () => /消失 2 条/.test(await page.innerText("#versions > [role=status]")), true);
  await page.setInputFiles("#versions [data-side=before]", file("送审稿.txt", earlier));
  await page.click("#versions-compare");
  await eventually(() => page.innerText("#versions > [role=status]"), "两份没有差别。");
  // What was not read is not said to differ, nor to be the same; what is no report is said to be none.
  await page.setInputFiles("#versions [data-side=after]", file("缺一行.txt", earlier.replace(/^.*国家秘密.*\n/m, "")));
  await page.click("#versions-compare");
  await eventually(async () => /另有 7 格没有读出或者是推断的，没有比较。$/.test(await page.innerText("#versions > [role=status]")), true);
  assert.match(await page.innerText("#versions .answer"), /没有比较的格[^]*1\.属于国家秘密[^]*没有读到/);
  await shot(page, "versions-unread");
  await page.setInputFiles("#versions [data-side=after]", file("别的.txt", "第一季度工作总结"));
  await page.click("#versions-compare");
  await eventually(async () => /^后一份没有读成年度报告，没有比较：没有找到/.test(await page.innerText("#versions > [role=status]")), true);
  assert.equal(await page.innerText("#versions .answer"), "");
  await page.click("#versions-close");
  await page.waitForSelector("#versions", { state: "hidden" });
  assert.deepEqual(page.problems, []);
});

test("local requirements are loaded from a file, kept, said, and taken away; a wrong file says what is wrong", async () => {
  const page = await fresh();
  await check(page, earlier);
  const said = () => page.innerText("#list");
  await page.click("#kinds summary");
  const load = (json) => page.setInputFiles(".local input[type=file]", { name: "p.json", mimeType: "application/json", buffer: Buffer.from(json) });
  await load("{");
  await eventually(() => page.innerText(".local [role=status]"), "没有载入：这个文件不是 JSON");
  await load(JSON.stringify({ deadine: "01-20" }));
  await eventually(async () => /deadine：没有这一项/.test(await page.innerText(".local [role=status]")), true);
  await load(JSON.stringify({ name: "青江市", mention: ["政策解读"] }));
  await eventually(async () => /第一部分没有写到“政策解读”，这是本地要求（青江市）的。/.test(await said()), true);
  await eventually(async () => /本地要求：青江市/.test(await page.innerText(".local")), true);
  await eventually(() => page.evaluate(() => document.activeElement.dataset.local), "drop");
  await shot(page, "profile");
  assert.deepEqual(await scan(page), []);
  // It is there the next time as well.
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  await check(page, earlier);
  await eventually(async () => /本地要求（青江市）/.test(await said()), true);
  await page.click("[data-local=drop]");
  await eventually(async () => /本地要求（青江市）/.test(await said()), false);
  assert.equal(await page.evaluate(() => localStorage.getItem("gouji.profile")), null);
  // What was kept and is none any more changes nothing.
  await page.evaluate(() => localStorage.setItem("gouji.profile", '{"deadine":1}'));
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  await check(page, earlier);
  assert.match(await page.innerText("#verdict"), /成立/);
  assert.deepEqual(page.problems, []);
});

test("prose that two bodies share is said in the batch, one parent first", async () => {
  const page = await fresh();
  const prose = "全年公开水质监测、河道整治、供水价格三类信息，门户网站开设防汛专栏，指定两名专人每天巡查留言，做到当日转办、三日内回复，群众可以随时查询办理进度。";
  const write = (organ) => writeFileSync(join(folder, `${organ}.txt`), earlier.replace("某市某局", organ).replace("全年公开信息120条。", prose));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const organ of ["青江市人民政府", "青江市水利局", "青江市教育局"]) write(organ);
  await page.click("#many");
  await page.waitForSelector("#batch:not([hidden]) .empty");
  await page.setInputFiles("#batch-folder", folder);
  await page.waitForFunction(() => /全部校核完毕/.test(document.getElementById("batch-said").textContent) && !document.querySelector(".together").hidden);
  const together = await page.innerText(".together");
  assert.match(together, /雷同（3 处），请核实/);
  assert.match(together, /第一部分除机关名称外一字不差（同一上级）：青江市人民政府、青江市教育局、青江市水利局。/);
  assert.match(together, /表三每个数都相同（同一上级）/);
  await shot(page, "alike");
  assert.deepEqual(await scan(page), []);
  assert.deepEqual(page.problems, []);
});
