// Tables beside the annual report's own: forms that are known by their heads come unasked where there is no
// report, all others by a switch, a form of the reader's own from a file; what does not hold stands in them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { documents, html } from "./forms.mjs";
import { browsers, engine, eventually, open, root, scan, serve } from "./harness.mjs";
import { wrong } from "./wrong.mjs";

const PENALTIES = "行政处罚实施情况统计表\n单位名称\t警告\t罚款\t没收违法所得\t合计（宗）\t罚没金额（万元）\n东湖所\t2\t5\t1\t8\t1.20\n西山所\t1\t9\t0\t10\t3.00\n合 计\t3\t14\t1\t19\t4.20\n";
const OTHER = "各科室办件情况表\n科室\t收件\t办结\n综合科\t12\t10\n业务科\t8\t8\n合计\t21\t18\n";
const SIZES = [{ width: 1366, height: 625 }, { width: 390, height: 844 }];

const documented = readFileSync(join(root, "docs/forms.md"), "utf8");
const block = (language) => documented.split(`\`\`\`${language}\n`)[1].split("```")[0];
/** What the documented form says of the documented table: [rule, message]. */
const said = [...documented.matchAll(/^- `(letters\.[^`]*)`: (.*)$/gm)].map(([, ...both]) => both);

let server, browser, firefox, whole, report;
before(async () => {
  [server, browser, firefox, whole] = await Promise.all([serve(), browsers.chromium(), browsers.firefox(), engine("whole")]);
  report = wrong(await engine("full"));
});
after(async () => {
  await browser?.close();
  await firefox?.close();
  server?.stop();
});

async function page(viewport = SIZES[0], from = browser) {
  const context = await from.newContext({ viewport });
  const it = await open(context, server.url);
  await it.waitForSelector("html[data-ready]");
  return it;
}

async function check(it, text) {
  await it.locator("#source textarea").fill(text);
  await it.locator("#check").click();
}

const picture = async (it, name) => process.env.SHOT && it.screenshot({ path: `${process.env.SHOT}-${name}.png`, fullPage: true });
const digits = (locator) => locator.innerText().then((text) => text.replace(/\D/g, ""));

test("the engine of its own reads other tables and own forms, the one before it says that it does not", async () => {
  const part = [{ kind: "text", text: PENALTIES }];
  assert.equal(whole.check(part, {}).others[0].form, "penalties");
  const full = await engine("full");
  assert.equal(full.check(part, {}).others, undefined);
  assert.throws(() => full.check(part, { totals: true }), /totals/);
  const found = whole.check([{ kind: "text", text: block("text") }], { forms: [JSON.parse(block("json"))] });
  assert.deepEqual(found.findings.map(({ rule, message }) => [rule, message]), said);
  // A unit in brackets hides no total, also where it stands in a part of its own.
  const row = "行政处罚实施情况统计表\n单位\t警告\t罚款\t没收违法所得\t合计（宗）\n清江县\t12\t25\t4\t40\n";
  const beside = full.check([{ kind: "html", text: report.html }, { kind: "text", text: row }], {});
  assert.deepEqual(beside.notes.filter(({ code }) => code === "totals-unchecked").map(({ count }) => count), [1]);
  // Of the annual report both say the same, word for word.
  const own = [{ kind: "html", text: report.html }];
  assert.deepEqual(whole.check(own, {}), full.check(own, {}));
});

for (const size of SIZES) {
  test(`statistics of enforcement are drawn and told unasked at ${size.width}`, async () => {
    const it = await page(size);
    await check(it, PENALTIES);
    await it.locator(".others td.broken").first().waitFor();
    assert.match(await it.locator("#verdict h2").innerText(), /条关系不成立/);
    assert.match(await it.locator(".others h3").innerText(), /行政处罚实施情况统计表/);
    assert.equal(await it.locator("#tables section:visible").count(), 0);
    assert.match(await it.locator("#list").innerText(), /19 若为 18/);
    // The only cell that explains it says what should stand there.
    assert.match(await it.locator(".others .likely").innerText(), /19\s*可能应为 18/);
    // Heads stand as in the source, cells over several columns too.
    assert.deepEqual(await it.locator(".others tr:first-child > *").allInnerTexts(), ["单位名称", "警告", "罚款", "没收违法所得", "合计（宗）", "罚没金额（万元）"]);
    // A finding shows both its sides in the table, and its words below.
    await it.locator("#list .go").first().click();
    await it.locator(".others .right").waitFor();
    assert.equal(await digits(it.locator(".others .right")), "1918");
    assert.ok(await it.locator(".others .left").count() >= 2);
    assert.match(await it.locator(".others .told").innerText(), /不成立/);
    // From a cell one comes to its finding.
    await it.keyboard.press("Escape");
    await it.locator(".others .likely button").click();
    await it.locator("#list .chosen").waitFor();
    assert.deepEqual(await scan(it), []);
    assert.ok(await it.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page is too wide");
    await picture(it, `penalties-${size.width}`);
    assert.deepEqual(it.problems, []);
    await it.context().close();
  });

  test(`totals of any other table are asked for by a switch, which is remembered, at ${size.width}`, async () => {
    const it = await page(size);
    await check(it, OTHER);
    const turn = it.locator("[data-others=totals]");
    await turn.waitFor();
    await eventually(() => it.locator(".others .arriving").count(), 0);
    assert.equal(await it.locator(".others table").count(), 0);
    await picture(it, `switch-${size.width}`);
    await turn.focus();
    await it.keyboard.press("Space");
    await it.locator(".others td.broken").waitFor();
    assert.equal(await digits(it.locator(".others td.broken")), "21");
    assert.match(await it.locator("#list").innerText(), /按“合计”字样推断的关系不成立/);
    assert.match(await it.locator("#verdict").innerText(), /没有找到.*核对了其他 1 张表格/s);
    // Whoever turned it goes on from there.
    await eventually(() => it.evaluate(() => document.activeElement.matches("[data-others=totals]")), true);
    await picture(it, `other-${size.width}`);
    await it.reload();
    await it.waitForSelector("html[data-ready]");
    await check(it, OTHER);
    await it.locator(".others td.broken").waitFor();
    await it.locator("[data-others=totals]").uncheck();
    await it.locator(".others table").waitFor({ state: "detached" });
    assert.deepEqual(it.problems, []);
    await it.context().close();
  });
}

for (const size of SIZES) {
  test(`final accounts are known by their titles and drawn table by table at ${size.width}`, async () => {
    const [made] = documents(join(root, "tests/fixtures/forms/")).filter(({ tables }) => tables.length === 7);
    const it = await page(size);
    const put = (name, source) => it.setInputFiles("#source input[type=file]", { name, mimeType: "text/html", buffer: Buffer.from(source) });
    // A style of the document's own is nothing that the page applies, or complains of.
    const source = html(made).replace("<h1>", "<h1 style=\"color:red\">");
    await put("决算.html", source);
    await it.locator(".others table").nth(6).waitFor();
    // A wide page says it where it has room.
    assert.match(await it.locator("#verdict").textContent(), /部门决算公开表（7 张表）：\d+ 条关系都成立/);
    assert.equal(await it.locator(".others td.broken").count(), 0);
    await picture(it, `accounts-${size.width}`);
    // The total of a table, wrong by a thousand, does not hold in its own table nor against others.
    const [, values] = made.tables[1][1].find(([[label]]) => label === "合计");
    const changed = source.replace(`<td colspan="1" rowspan="1">${values[0]}</td>`, `<td colspan="1" rowspan="1">${Number(values[0]) + 1000}</td>`);
    await put("决算.html", changed);
    await it.locator(".others td.broken").first().waitFor();
    assert.match(await it.locator("#verdict").innerText(), /部门决算公开表（7 张表）：\d+ 条关系不成立/);
    await it.locator("#list .go").first().click();
    await it.locator(".others .right").waitFor();
    assert.ok(await it.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page is too wide");
    assert.deepEqual(await scan(it), []);
    await picture(it, `accounts-wrong-${size.width}`);
    assert.deepEqual(it.problems, []);
    await it.context().close();
  });
}

test("beside an annual report other tables are drawn below its own where that is asked for, and the larger engine comes only where there are some", async () => {
  const it = await page();
  const fetched = () => it.asked.some((url) => url.includes("whole/"));
  await check(it, report.fine);
  await it.locator("[data-others=totals]").waitFor();
  assert.equal(fetched(), false);
  // They may be of a form that needs not be asked for.
  await check(it, `${report.fine}\n\n${OTHER}`);
  await eventually(fetched, true);
  await eventually(() => it.locator(".others .arriving").count(), 0);
  assert.equal(await it.locator(".others table").count(), 0);
  await it.locator("[data-others=totals]").check();
  await it.locator(".others td.broken").waitFor();
  assert.ok(await it.locator("#tables section.table:visible").count() >= 3);
  assert.match(await it.locator("#list").innerText(), /各科室办件情况表/);
  // The table for the clipboard.
  await it.locator("[data-others='copy 0']").click();
  await eventually(() => it.locator(".others .tally [role=status]").innerText(), "已复制，不符的格带底色。");
  await picture(it, "beside");
  assert.deepEqual(it.problems, []);
  await it.context().close();
});

test("labels over several lines and columns are drawn as they stand", async () => {
  const it = await page();
  const rows = "<tr><td rowspan=2>单位名称</td><td colspan=4>行政处罚实施数量（宗）</td><td rowspan=2>罚没金额（万元）</td></tr><tr><td>警告</td><td>罚款</td><td>没收违法所得</td><td>合计（宗）</td></tr><tr><td>东湖所</td><td>2</td><td>5</td><td>1</td><td>9</td><td>1.20</td></tr><tr><td>西山所</td><td>2</td><td>5</td><td>1</td><td>8</td><td>1.20</td></tr><tr><td>合计</td><td>4</td><td>10</td><td>2</td><td>16</td><td>2.40</td></tr>";
  await it.setInputFiles("#source input[type=file]", { name: "执法.html", mimeType: "text/html", buffer: Buffer.from(`<p>行政处罚实施情况统计表</p><table>${rows}</table>`) });
  await it.locator(".others td.broken").first().waitFor();
  const spans = await it.locator(".others tr").evaluateAll((rows) => rows.slice(0, 3).map((row) => Array.from(row.cells, ({ colSpan, rowSpan }) => `${colSpan}x${rowSpan}`)));
  assert.deepEqual(spans, [["1x2", "4x1", "1x2"], Array(4).fill("1x1"), Array(6).fill("1x1")]);
  await picture(it, "spans");
  assert.deepEqual(it.problems, []);
  await it.context().close();
});

test("an engine that cannot be had is said, and is tried again", async () => {
  const it = await page();
  await it.route("**/whole/*.wasm", (route) => route.abort());
  await check(it, OTHER);
  await it.locator("[data-others=again]").waitFor();
  assert.match(await it.locator("#verdict").innerText(), /没有找到/);
  await it.unroute("**/whole/*.wasm");
  await it.locator("[data-others=again]").click();
  await it.locator("[data-others=again]").waitFor({ state: "detached" });
  await it.locator("[data-others=totals]").check();
  await it.locator(".others td.broken").waitFor();
  await it.context().close();
});

for (const name of ["chromium", "firefox"]) test(`the documented form is loaded, kept, checked, shown and removed in ${name}`, async () => {
  const it = await page(SIZES[0], name === "firefox" ? firefox : browser);
  await check(it, block("text"));
  await it.locator("[data-others=own]").click();
  const load = async (name, text) => {
    const [chooser] = await Promise.all([it.waitForEvent("filechooser"), it.locator("[data-others=load]").click()]);
    await chooser.setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  };
  const status = () => it.locator(".own [role=status]").innerText();
  // What is wrong with one is said.
  await load("a.json", "{");
  await eventually(status, "没有载入：这个文件不是 JSON");
  await load("b.json", block("json").replace("\"columns\": \"ways\"", "\"columns\": \"way\""));
  await eventually(async () => /^没有载入：.*way/.test(await status()), true);
  await load("letters.json", block("json"));
  await it.waitForSelector("[data-cell='letters.received.all']");
  assert.equal(await it.inputValue("[data-cell='letters.received.letters']"), "12");
  assert.equal(await it.locator("#tables section.table").count(), 1);
  for (const [, message] of said) assert.ok((await it.locator("#list").innerText()).replace(/\s/g, "").includes(message.split("：").pop().split("，")[0].replace(/\s/g, "")), message);
  assert.match(await it.locator("#covered").innerText(), /信访表 已核对/);
  await picture(it, "own");
  // It is edited like any other, and its table is copied back.
  await it.fill("[data-cell='letters.settled.all']", "78");
  await eventually(async () => /不成立/.test(await it.locator("#verdict h2").innerText()), false);
  await it.locator("[data-take=corrected_letters]").click();
  await eventually(async () => /已复制/.test(await it.locator("#told").innerText()), true);
  await it.reload();
  await it.waitForSelector("html[data-ready]");
  await check(it, block("text"));
  await it.waitForSelector("[data-cell='letters.received.all']:visible");
  await it.locator("[data-others=own]").click();
  await it.locator("[data-others='drop letters']").click();
  await eventually(async () => /没有找到/.test(await it.locator("#verdict").innerText()), true);
  assert.equal(await it.evaluate(() => localStorage.getItem("gouji.forms")), null);
  assert.deepEqual(it.problems, []);
  await it.context().close();
});

// No word of a total: of such a table the engine that knows no other forms cannot say that it is there.
const COUNTED = "行政处罚情况统计表\n单位\t警告\t罚款\t没收违法所得\t行政拘留\t案件总数（件）\t罚没金额（元）\n东湖所\t2\t5\t1\t0\t8\t1200\n西山所\t1\t9\t0\t2\t13\t3000\n";

/** What is said on top, below it and in the list, once nothing is to come any more. */
async function answerOf(it) {
  await eventually(async () => /正在/.test(await it.locator("#result").innerText()), false);
  return Promise.all(["#verdict h2", "#verdict .message", "#list", ".covered"].map(async (one) => (await it.locator(one).allInnerTexts()).join()));
}

for (const name of ["chromium", "firefox"]) {
  test(`with the switch off again the answer is that of a page that never had it, in ${name}`, async () => {
    const from = name === "firefox" ? firefox : browser;
    const [never, it] = await Promise.all([page(SIZES[0], from), page(SIZES[0], from)]);
    await check(it, `${report.fine}\n\n${OTHER}`);
    await it.locator("[data-others=totals]").check();
    await it.locator(".others td.broken").waitFor();
    // No clean bill beside sums that do not hold, and none of them counted twice.
    const own = whole.check([{ kind: "text", text: report.fine }], {}).findings.length;
    assert.equal(await it.locator("#verdict h2").innerText(), `报告各表成立，其他表 1 个合计不符，另有 ${own} 条提示`);
    assert.equal(await it.locator("#verdict .message").innerText(), whole.check([{ kind: "text", text: `${report.fine}\n\n${OTHER}` }], { totals: true }).message);
    assert.match(await it.locator("#verdict .message").innerText(), new RegExp(`^\\d+ 条勾稽关系全部成立；另有 ${own} 条提示，请核对。按“合计”等字样核对了其他 1 张表格：合计 1 个相符，1 个不符。$`));
    await it.locator("[data-others=totals]").uncheck();
    await it.locator(".others table").waitFor({ state: "detached" });
    for (const beside of [COUNTED, PENALTIES, OTHER, ""]) {
      for (const one of [never, it]) await check(one, `${report.fine}\n\n${beside}`);
      if (beside === PENALTIES) for (const one of [never, it]) await one.locator(".others td.broken").first().waitFor();
      assert.deepEqual(await answerOf(it), await answerOf(never), beside);
    }
    // Asked for, it is told.
    await check(it, `${report.fine}\n\n${COUNTED}`);
    await it.locator("[data-others=totals]").check();
    await it.locator(".others table").waitFor();
    for (const one of [never, it]) {
      assert.deepEqual(one.problems, []);
      await one.context().close();
    }
  });
}

test("permits beside an annual report are checked, or it is said that they were not", async () => {
  const permits = "行政许可实施情况统计表\n申请数量\t受理数量\t许可数量\t不予许可数量\t撤销许可数量\n30\t31\t28\t2\t0\n";
  // The engine that knows none of them says that there is one.
  const { notes } = (await engine("full")).check([{ kind: "text", text: `${report.fine}\n\n${permits}` }], {});
  assert.deepEqual(notes.filter(({ code }) => code === "totals-unchecked").map(({ message }) => /^另有 1 张表.*没有核对/.test(message)), [true]);
  const it = await page();
  await check(it, `${report.fine}\n\n${permits}`);
  await it.locator(".others table").waitFor();
  assert.match(await it.locator("#list").innerText(), /受理数量 31 大于申请数量 30/);
  assert.deepEqual(it.problems, []);
  await it.context().close();
});

test("among many files those of enforcement have their own answer", async () => {
  const it = await page();
  await it.locator("#many").click();
  await it.locator("#batch-files").setInputFiles([
    { name: "执法.txt", mimeType: "text/plain", buffer: Buffer.from(PENALTIES) },
    { name: "报告.txt", mimeType: "text/plain", buffer: Buffer.from(report.fine) },
  ]);
  const listed = () => it.locator(".batch").innerText();
  await eventually(async () => /2 份全部校核完毕/.test(await listed()), true);
  assert.match(await listed(), /不一致[^]*执法\.txt[^]*《行政处罚实施情况统计表》“合计（宗）”列[^]*一致[^]*报告\.txt/);
  assert.deepEqual(it.problems, []);
  await it.context().close();
});
