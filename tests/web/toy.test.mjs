// A form that is not built in, in a real browser: the page draws it, marks it and lists its rules from what
// the engine says of it alone. The command line is that engine here: it takes the form from its file.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browsers, eventually, gouji, open, root, scan, serve } from "./harness.mjs";

const FORM = join(root, "tests/toy/form.json");

let server;
let browser;
let module;
before(async () => {
  const run = (...args) => {
    const { stdout, error } = spawnSync(gouji(), args.concat("--form", FORM), { encoding: "utf8", maxBuffer: 1 << 26 });
    if (error) throw error;
    return stdout.trim();
  };
  const bad = readFileSync(join(root, "tests/toy/case.md"), "utf8").split("```text\n")[2].split("```")[0];
  const file = join(mkdtempSync(join(tmpdir(), "toy-")), "meals.txt");
  writeFileSync(file, bad);
  const both = (...args) => Object.fromEntries(["zh-CN", "en"].map((language) => [language, run(...args, "--language", language)]));
  const [forms, rules, reports] = [both("forms"), both("rules", "--json"), both("check", "--json", file)];
  const each = (texts, read) => `({ ${Object.entries(texts).map(([language, text]) => `"${language}": ${read(text)}`).join(", ")} })`;
  module = `
    const forms_ = ${each(forms, (text) => text)}, rules_ = ${each(rules, (text) => `[${text.split("\n").join(",")}]`)};
    const reports = ${each(reports, (text) => text)};
    export default async () => {};
    export const forms = (language = "zh-CN") => forms_[language];
    export const rules = (language = "zh-CN") => rules_[language];
    export const version = () => "0";
    export const encodingOf = () => "utf-8";
    // The larger engine, by which rules are listed.
    export const readFile = () => structuredClone(reports["zh-CN"]);
    export const check = (parts, { language = "zh-CN" } = {}) => structuredClone(reports[language]);
  `;
  server = await serve();
  browser = await browsers.chromium();
});
after(async () => {
  await browser?.close();
  server?.stop();
});

test("a form from a file is drawn, marked, named and its rules are listed", async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.route(/(pkg|full)\/gouji\.js/, (route) => route.fulfill({ contentType: "text/javascript", body: module }));
  const page = await open(context, server.url);
  await page.waitForSelector("html[data-ready]");
  await page.fill("#source textarea", "任意");
  await page.click("#check");
  await page.waitForSelector("#result:not([hidden])");
  const input = (cell) => `[data-cell="${cell}"]`;
  assert.equal(await page.locator("#tables section.table").count(), 1);
  assert.equal(await page.textContent("#tables caption"), "一、机关食堂用餐情况");
  assert.equal(await page.locator("#tables [data-cell]").count(), 9);
  assert.equal(await page.inputValue(input("meals.lunch.all")), "353");
  assert.equal(await page.getAttribute(input("meals.lunch.all"), "aria-label"), "用餐表 · 午餐人次 · 用餐合计");
  assert.match(await page.getAttribute(`td:has(> ${input("meals.lunch.all")})`, "class"), /broken/);
  // Both sides of its equation are shown when it is chosen.
  await page.keyboard.press("F8");
  await eventually(() => page.locator("td.right").count(), 1);
  assert.equal(await page.locator("td.left").count(), 2);
  assert.deepEqual(await scan(page), []);
  await page.goto(`${server.url}#rules`);
  await page.waitForSelector("[id='canteen2024-meals.guests.lunch']", { state: "attached" });
  const text = await page.textContent(".rules");
  for (const said of ["用餐表：各餐合计", "每一餐的合计应为职工与访客之和。", "职工与访客之和 = 用餐合计"]) assert.ok(text.includes(said), said);
  await context.close();
});
