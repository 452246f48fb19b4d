// Marks in the very table that somebody edits, in the editors that content systems use: each types, takes a
// paste from a word processor, has a sum broken, shows the mark, takes the proposal and takes it back; what it
// saves at each step is byte for byte what the same editor saves where gouji is not there.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { browsers, engine, eventually, open, root } from "./harness.mjs";
import { host } from "./host.mjs";
import { wordClipboard } from "./inplace/clipboard.mjs";
import { CELL, wrong } from "./wrong.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "out");
mkdirSync(out, { recursive: true });
const KINDS = ["plain", "tinymce", "tinymce4", "ckeditor5", "ckeditor4", "wangeditor", "ueditor"];
const ROW = "（一）予以公开";

let gouji;
let report;
let server;
let browser;
before(async () => {
  gouji = await engine("full");
  report = wrong(gouji);
  server = await host({ "/gouji/": join(root, "dist/site"), "/lib/": join(here, "node_modules"), "/": join(here, "inplace") });
  browser = await browsers.chromium();
});
after(async () => {
  await browser?.close();
  server?.stop();
});

/** A page with an editor, and the report on the clipboard as a word processor puts it there. */
async function begin(kind, more = "") {
  const context = await browser.newContext({ viewport: { width: 1100, height: 1000 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await open(context, `${server.origin}/editor.html?kind=${kind}${more}`);
  await page.waitForSelector("html[data-ready]");
  await page.evaluate(async (html) => {
    const blob = (text, type) => new Blob([text], { type });
    await navigator.clipboard.write([new ClipboardItem({ "text/html": blob(html, "text/html"), "text/plain": blob("-", "text/plain") })]);
  }, wordClipboard(report.form, report.right));
  await page.evaluate(() => {
    /** The cell of a row's first number, and where it is in the window. */
    window.cellOf = (label) => {
      const row = Array.from(window.editor.body().querySelectorAll("tr")).find((tr) => tr.textContent.includes(label));
      return Array.from(row.children).find((td) => /^\d+$/.test(td.textContent.replace(/[^\d一-龥]/g, "")));
    };
    window.placeOf = (label) => {
      const cell = window.cellOf(label);
      cell.scrollIntoView({ block: "center" });
      const range = cell.ownerDocument.createRange();
      range.selectNodeContents(cell);
      const walker = cell.ownerDocument.createTreeWalker(cell, 4);
      while (walker.nextNode()) if (/\d/.test(walker.currentNode.data)) range.selectNodeContents(walker.currentNode);
      const { left, top, width, height } = range.getBoundingClientRect();
      const frame = cell.ownerDocument.defaultView.frameElement;
      const outer = frame ? frame.getBoundingClientRect() : { left: 0, top: 0 };
      return { x: outer.left + left + width / 2, y: outer.top + top + height / 2 };
    };
  });
  return { context, page };
}

/** Selects the number in a row's first cell by a double click and writes another over it. */
async function write(page, text) {
  const { x, y } = await page.evaluate((label) => window.placeOf(label), ROW);
  await page.mouse.dblclick(x, y);
  // The editors hear of a selection a moment later.
  await eventually(() => page.evaluate(() => window.editor.body().ownerDocument.getSelection().toString().trim() !== ""), true);
  await page.waitForTimeout(150);
  await page.keyboard.type(text);
  // A moment after a key, UEditor lets the cell's text break anywhere; that is saved too.
  if (page.url().includes("ueditor")) await eventually(() => page.evaluate((label) => window.cellOf(label).style.wordBreak, ROW), "break-all");
}

const numbered = (page, number) => eventually(() => page.evaluate((label) => window.cellOf(label).textContent.replace(/\D/g, ""), ROW), number);
const save = (page) => page.evaluate(() => window.editor.save());
const answered = (page, verdict) => eventually(() => page.evaluate(() => {
  const { answer } = window.watching;
  return answer && answer.complete && answer.reports[0].verdict;
}), verdict);

/** What somebody does, and what is saved at each step. */
async function work(kind, watched) {
  const { context, page } = await begin(kind, watched ? "" : "&alone");
  const saved = {};
  await page.evaluate(() => window.editor.focus());
  await page.keyboard.type("2023");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+v");
  await eventually(() => page.evaluate(() => window.editor.body().querySelectorAll("table").length), 3);
  if (watched) await answered(page, "consistent");
  saved.pasted = await save(page);
  await write(page, String(report.at[CELL]));
  await numbered(page, String(report.at[CELL]));
  if (watched) {
    await answered(page, "inconsistent");
    const seen = await page.evaluate((label) => {
      const { marks } = window.watching;
      const [cell, mark] = Array.from(marks).find(([, { look }]) => look === "suspect");
      return { right: cell === window.cellOf(label), id: mark.id, alone: Array.from(marks.values()).filter(({ look }) => look === "suspect").length };
    }, ROW);
    assert.deepEqual(seen, { right: true, id: CELL, alone: 1 });
  }
  saved.broken = await save(page);
  if (watched) {
    await page.keyboard.press("F8");
    await eventually(() => page.evaluate(() => /^第 1 条，共 2 条：.*Alt\+F8/.test(window.watching.layer.live.textContent)), true);
    await page.screenshot({ path: join(out, `inplace-${kind}.png`) });
    await page.keyboard.press("Alt+F8");
    await answered(page, "consistent");
    assert.equal(await page.evaluate(() => window.watching.marks.size), 0);
  } else await write(page, String(report.right[CELL]));
  await numbered(page, String(report.right[CELL]));
  saved.filled = await save(page);
  if (!watched) return { context, page, saved };
  await page.keyboard.press("Control+z");
  await numbered(page, String(report.at[CELL]));
  await answered(page, "inconsistent");
  saved.undone = await save(page);
  return { context, page, saved };
}

for (const kind of KINDS) {
  describe(`in place in ${kind}`, () => {
    test("typed, pasted, broken, marked, filled in, undone: it saves what it would have saved alone", async () => {
      const { context, page, saved } = await work(kind, true);
      const other = await work(kind, false);
      for (const step of Object.keys(other.saved)) assert.equal(saved[step], other.saved[step], `${kind}: ${step}`);
      assert.equal(saved.undone, saved.broken);

      // However it changed what was pasted, what it saves is read.
      const read = (text) => gouji.check([{ kind: "html", text }]);
      const { message, summary, cells } = read(saved.pasted);
      const { read: number, blank, inferred, missing, unreadable } = summary;
      assert.deepEqual([message, number + blank, inferred, missing, unreadable], ["42 条勾稽关系全部成立，没有发现不一致。", Object.keys(cells).length, 0, 0, 0]);
      assert.deepEqual(read(saved.broken).explanations[0].candidates[0].changes, [{ cell: CELL, from: report.at[CELL], to: report.right[CELL] }]);
      assert.deepEqual(page.problems, []);
      await other.context.close();

      // Who publishes is asked.
      await page.click("button[value=publish]");
      await eventually(() => page.evaluate(() => window.confirmed), "2 条勾稽关系不成立。");
      await context.close();
    });
  });
}
