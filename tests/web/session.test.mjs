// The controller by itself, and the same script over page and element: they behave alike.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { browsers, engine, open, root, serve } from "./harness.mjs";
import { host } from "./host.mjs";
import { asText, values } from "./report.mjs";

const here = dirname(fileURLToPath(import.meta.url));
mkdirSync(join(here, "out"), { recursive: true });

let gouji;
let form;
before(async () => {
  gouji = await engine("full");
  [form] = gouji.forms();
});

const CELL = "t3.r3_1.natural";
/** A report, `change` of whose figures are others. */
const report = (change = {}) => asText(form, Object.assign(values(form), change));
const text = (content, more) => Object.assign({ kind: "text", text: content }, more);
const wrong = () => report({ [CELL]: values(form)[CELL] + 9 });

/** A session over the real engine, and what its view heard. */
async function session() {
  globalThis.document = { documentElement: { lang: "zh-CN" } };
  const { Session } = await import(join(root, "www/session.js"));
  await import(join(root, "www/later/hands.js"));
  const heard = [];
  const hear = (name) => (...given) => { heard.push([name, ...given]); };
  const real = Object.assign({}, gouji, { ready: () => true, full: () => true, start: async () => {}, deepen: async () => {} });
  const view = { options: () => ({ language: "zh-CN" }) };
  for (const name of ["parts", "show", "paint", "told", "busy", "large", "failed", "go", "place"]) view[name] = hear(name);
  return Object.assign(new Session(real, view), { heard });
}

/** Types over a cell, and does not wait for a pause. */
function type(one, id, words) {
  one.edit(id, words);
  one.judged();
}

describe("what comes next", () => {
  const verdictOf = ({ report: { verdict } }) => verdict;

  test("replaces where it holds a table that is there; undo brings back what was there", async () => {
    const one = await session();
    await one.take([text(wrong())]);
    assert.equal(verdictOf(one), "inconsistent");
    type(one, CELL, "77");
    await one.take([text(report())]);
    assert.equal(verdictOf(one), "consistent");
    assert.equal(one.parts.length, 1);
    assert.equal(one.last.kind, "replaced");
    assert.equal(one.edits.size, 0);
    one.undo();
    assert.equal(verdictOf(one), "inconsistent");
    assert.equal(one.edits.get(CELL), "77");
    one.undo();
    assert.equal(one.edits.size, 0);
    one.redo();
    one.redo();
    assert.equal(verdictOf(one), "consistent");
    assert.equal(one.redo(), false);
  });

  test("continues where its tables are not there yet; what was typed stays", async () => {
    const one = await session();
    const whole = report();
    const cut = whole.indexOf("四、政府信息公开行政复议");
    await one.take([text(whole.slice(0, cut))]);
    type(one, CELL, "77");
    await one.take([text(whole.slice(cut))]);
    assert.equal(one.parts.length, 2);
    assert.equal(one.last.kind, "joined");
    assert.deepEqual(Object.keys(one.report.edition), ["t2", "t3", "t4"]);
    assert.equal(one.edits.get(CELL), "77");
    // One of its tables anew takes the place of the part that held it.
    await one.take([text(whole.slice(cut).replace("五、存在的主要问题", "五、存在的问题"))]);
    assert.equal(one.parts.length, 2);
    assert.match(one.parts[1].text, /五、存在的问题/);
    assert.equal(one.edits.get(CELL), "77");
    // Both together, where one wants it.
    await one.merge();
    assert.equal(one.parts.length, 4);
  });

  test("a table alone takes the place of that table; the rest of the report stays", async () => {
    const one = await session();
    const table = (change, cut = /三、收到[^]*?(?=四、政府信息公开行政复议)/) => cut.exec(report(change))[0];
    await one.take([text(wrong())]);
    const before = one.report;
    type(one, "t2.permits", "77");
    type(one, CELL, "78");
    await one.take([text(table())]);
    assert.equal(one.last.kind, "table");
    assert.equal(verdictOf(one), "consistent");
    assert.deepEqual(Object.keys(one.report.edition), ["t2", "t3", "t4"]);
    assert.deepEqual([one.report.organ, one.report.year], [before.organ, before.year]);
    // What was typed over other tables stays, over this one nothing was typed yet.
    assert.deepEqual(Array.from(one.edits), [["t2.permits", "77"]]);
    assert.equal(one.base.cells[CELL].value, values(form)[CELL]);
    assert.equal(one.base.cells[CELL].at, null);
    assert.equal(one.parts.length, 2);
    // Once more, and wrong; then another table, as HTML.
    await one.take([text(table({ [CELL]: values(form)[CELL] + 5 }))]);
    assert.equal(one.parts.length, 2);
    assert.equal(one.base.cells[CELL].value, values(form)[CELL] + 5);
    assert.equal(verdictOf(one), "inconsistent");
    await one.take([text(table({ "t4.direct.total": 99 }, /四、政府信息公开行政复议[^]*?(?=五、)/))]);
    assert.equal(one.parts.length, 3);
    assert.equal(one.base.cells["t4.direct.total"].value, 99);
    assert.equal(one.base.cells[CELL].value, values(form)[CELL] + 5);
    for (let n = 0; n < 3; n += 1) one.undo();
    assert.equal(verdictOf(one), "inconsistent");
    assert.equal(one.edits.get(CELL), "78");
    // What it replaced is removed: then it is read by itself.
    for (let n = 0; n < 3; n += 1) one.redo();
    await one.keep(one.parts.slice(1, 2));
    assert.deepEqual(Object.keys(one.report.edition), ["t3"]);
    assert.equal(one.report.cells[CELL].value, values(form)[CELL] + 5);
  });

  test("what holds more than tables, or not all of one, replaces everything", async () => {
    const cut = (change) => /三、收到[^]*?(?=四、政府信息公开行政复议)/.exec(report(change))[0];
    for (const next of [report(), `一、总体情况\n本年度依法公开政府信息。\n${cut()}`, cut().split("\n").filter((line) => !/（七）总计/.test(line)).join("\n")]) {
      const one = await session();
      await one.take([text(wrong())]);
      await one.take([text(next)]);
      assert.equal(one.last.kind, "replaced");
      assert.equal(one.parts.length, 1);
    }
  });

  test("replaces a sample, what could not be read, and another organ's report", async () => {
    const one = await session();
    await one.take([text(wrong(), { sample: true })]);
    await one.take([text(report())]);
    assert.equal(one.parts.length, 1);
    assert.equal(verdictOf(one), "consistent");
    const locked = { kind: "file", bytes: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), text: "", name: "甲.docx" };
    await one.take([locked]);
    assert.equal(verdictOf(one), "unrecognised");
    assert.equal(one.parts.length, 1);
    await one.take([text(report(), { name: "甲.txt" })]);
    assert.equal(verdictOf(one), "consistent");
    assert.equal(one.parts.length, 1);
    // A report of another organ without a table that can be read is not a part of this one.
    await one.take([text("某县某局2023年政府信息公开工作年度报告\n一、总体情况\n见附件。")]);
    assert.equal(one.parts.length, 1);
    assert.equal(verdictOf(one), "unrecognised");
    // Words that name nobody go before the tables that come.
    await one.clear();
    await one.take([text("今天天气很好。")]);
    await one.take([text(report())]);
    assert.equal(one.parts.length, 1);
    await one.take([text("补充说明一段。")]);
    assert.equal(one.parts.length, 2);
    assert.equal(verdictOf(one), "consistent");
  });

  test("what was cleared, removed or lifted out to be rewritten comes back with what was typed over it", async () => {
    const one = await session();
    await one.take([text(wrong())]);
    type(one, CELL, "77");
    await one.clear();
    assert.equal(one.report, null);
    one.undo();
    assert.equal(one.edits.get(CELL), "77");
    await one.keep([]);
    one.undo();
    assert.equal(one.report.cells[CELL].text, "77");
    // Rewritten, it keeps them.
    await one.lift(one.parts[0], []);
    assert.equal(one.report, null);
    await one.take([text(wrong().replace("本年度依法", "本年依法"), { typed: true })]);
    assert.equal(one.edits.get(CELL), "77");
    // Another report does not.
    await one.lift(one.parts[0], []);
    await one.take([text(report().replaceAll("某市某局", "某县某局"))]);
    assert.equal(one.edits.size, 0);
  });

  test("a file that is opened again keeps what was typed over it", async () => {
    const one = await session();
    const [first, second] = [{}, {}];
    await one.open([text(wrong(), { source: first, name: "甲.txt" })]);
    type(one, CELL, "77");
    one.clear();
    await one.open([text(report(), { source: second, name: "乙.txt" })]);
    assert.equal(one.edits.size, 0);
    one.clear();
    await one.take([text(wrong(), { source: first, name: "甲.txt" })]);
    assert.equal(one.edits.get(CELL), "77");
    // So are the steps of it.
    one.undo();
    assert.equal(one.edits.size, 0);
    one.redo();
    assert.equal(one.edits.get(CELL), "77");
    // Going from file to file leaves no steps; what was typed over a paste is a step to go back to.
    one.clear();
    one.trim();
    assert.equal(one.undo(), false);
    await one.take([text(wrong())]);
    type(one, CELL, "78");
    one.clear();
    one.trim();
    await one.take([text(report(), { source: second, name: "乙.txt" })]);
    one.undo();
    one.undo();
    assert.equal(one.edits.get(CELL), "78");
  });
});

test("a number that was inferred is confirmed by the same number", async () => {
  const one = await session();
  const total = `${CELL.slice(0, CELL.lastIndexOf("."))}.total`;
  // A row without its last cell.
  await one.take([text(report().replace(/^(.*予以公开.*\t)\d+$/m, "$1"))]);
  const id = [total, CELL].find((other) => one.base.cells[other].state === "inferred");
  assert.ok(id, "a cell is inferred");
  const was = one.report.summary;
  one.confirm(id);
  assert.equal(one.report.cells[id].state, "read");
  assert.equal(one.report.summary.inferred, was.inferred - 1);
  assert.ok(one.report.summary.undecided <= was.undecided);
  one.undo();
  assert.equal(one.report.cells[id].state, "inferred");
  const number = String(one.base.cells[id].value);
  type(one, id, number);
  assert.equal(one.report.cells[id].state, "read");
  one.restore(id);
  assert.equal(one.edits.size, 0);
});

test("whoever leaves a cell is answered at once, however long reading takes", async () => {
  const one = await session();
  await one.take([text(report())]);
  // Read again only after a pause.
  one.cost = 1000;
  one.edit(CELL, "99");
  assert.equal(one.report.verdict, "consistent");
  one.settle();
  assert.equal(one.report.verdict, "inconsistent");
  // Nothing waits any more.
  const { report: answer } = one;
  one.settle();
  assert.equal(one.report, answer);
});

test("walking goes through every finding in the order shown, and round", async () => {
  const one = await session();
  await one.take([text(wrong())]);
  const all = one.order.length;
  assert.ok(all >= 2);
  const seen = Array.from({ length: all + 1 }, () => one.walk(1));
  assert.equal(new Set(seen).size, all);
  assert.equal(seen[all], seen[0]);
  assert.equal(one.walk(-1), seen[all - 1]);
  one.accepted = (finding) => finding === seen[0];
  one.sort();
  assert.equal(one.order.length, all - 1);
});

for (const [name, launch] of Object.entries(browsers)) {
  describe(`alike in ${name}`, () => {
    let browser;
    let served;
    let hosted;
    before(async () => {
      browser = await launch();
      served = await serve();
      hosted = await host({ "/gouji/": join(root, "dist/site"), "/": `<!doctype html><html lang="zh-CN"><title>甲</title><script type="module" src="gouji/element/define.js"></script><body><gouji-check></gouji-check>` });
    });
    after(async () => {
      await browser?.close();
      served?.stop();
      hosted?.stop();
    });

    /** What a view shows of a session, in both. */
    const looks = (page) => page.evaluate(([cell]) => {
      const top = document.querySelector("gouji-check") ? document.querySelector("gouji-check").shadowRoot : document;
      const words = (node) => node && node.textContent;
      return {
        verdict: words(top.querySelector(".verdict h2")),
        whose: words(top.querySelector(".verdict .whose")),
        cell: top.querySelector(`[data-cell="${cell}"]`).value,
        parts: top.querySelectorAll(".parts .part").length,
        findings: Array.from(top.querySelectorAll(".finding .words"), words),
        chosen: words(top.querySelector(".finding.chosen .words")),
        sides: Array.from(top.querySelectorAll("td.left, td.right"), (td) => td.firstChild.dataset.cell),
        focus: (top.activeElement && top.activeElement.dataset.cell) || null,
        changes: Array.from(top.querySelectorAll(".changes li .text"), words),
      };
    }, [CELL]);

    /** One script: gives what was seen after each step. */
    async function play(page) {
      const seen = [];
      const box = page.locator("textarea").first();
      const state = async (selector) => {
        await page.locator(selector).first().waitFor();
        seen.push(await looks(page));
      };
      const put = async (content) => {
        await box.fill(content);
        await box.press("Control+Enter");
      };
      await put(wrong());
      await state("td.suspect");
      await page.keyboard.press("F8");
      seen.push(await looks(page));
      await page.keyboard.press("F8");
      await page.keyboard.press("Shift+F8");
      seen.push(await looks(page));
      const cell = page.locator(`[data-cell="${CELL}"]`);
      await cell.fill(String(values(form)[CELL]));
      await state(".verdict.consistent");
      await cell.press("Control+z");
      await state(".verdict.inconsistent");
      await cell.press("Control+y");
      await state(".verdict.consistent");
      await page.locator(".changes .buttons button", { hasText: "全部恢复" }).click();
      await state(".verdict.inconsistent");
      await cell.press("Control+z");
      await state(".verdict.consistent");
      await cell.press("Escape");
      await state(".verdict.inconsistent");
      await page.locator(".try").first().click();
      await state(".verdict.consistent");
      await put(report());
      await page.locator(".changes").waitFor({ state: "detached" });
      await state(".verdict.consistent");
      await cell.press("Control+z");
      await state(".changes");
      return seen;
    }

    test("the same script shows the same on the page and in the element", async () => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const page = await open(context, served.url);
      await page.waitForSelector("html[data-ready]");
      const element = await open(context, `${hosted.origin}/`);
      await element.locator("gouji-check textarea").waitFor();
      const [mine, its] = [await play(page), await play(element)];
      assert.equal(mine.length, its.length);
      mine.forEach((step, n) => assert.deepEqual(step, its[n], `step ${n}`));
      assert.ok(mine[1].chosen && mine[1].sides.length && mine[1].focus);
      assert.deepEqual(page.problems.concat(element.problems), []);
      await context.close();
    });
  });
}
