// Other forms as PDF: what Chromium prints of final accounts and of statistics of enforcement is read as the same
// tables, nothing right is accused, and every single changed figure is told.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { documents, html } from "./forms.mjs";
import { browsers, engine, open, root, serve } from "./harness.mjs";

const FOLDERS = { "of made-up figures": join(root, "tests/fixtures/forms/"), "that were published": join(root, "../shared/forms/") };

let server, browser, printer, reader, whole;
before(async () => {
  [server, browser, whole] = await Promise.all([serve(), browsers.chromium(), engine("whole")]);
  printer = await (await browser.newContext()).newPage();
  reader = await open(await browser.newContext(), server.url);
});
after(async () => {
  await browser?.close();
  server?.stop();
});

/** The pages that the page's own reader makes of a printed document. */
async function pagesOf(document, style = "") {
  await printer.setContent(html(document) + style);
  const bytes = await printer.pdf({ format: "A4", landscape: true });
  return reader.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const pdf = await import(new URL("pdf/open.js", location.href).href);
    return (await pdf.open(bytes)).pages;
  }, bytes.toString("base64"));
}

const check = (pages) => whole.check([{ kind: "pages", pages }], {});
const accused = ({ findings }) => findings.filter(({ severity, status }) => severity !== "hint" || status === "undecided").map(({ message }) => message);

/** Places of figures: the page and the runs that one is made of, with its text; codes and words are none. */
function figures(pages, texts) {
  const found = [];
  pages.forEach(({ runs }, page) => {
    for (let at = 0; at < runs.length;) {
      // Characters that follow each other on a line are one text; what fills the room between two cells is none of it.
      let end = at + 1;
      let whole = runs[at].text;
      while (end < runs.length && runs[end].text.trim() && whole.trim() && Math.abs(runs[end].y - runs[at].y) < 1 && Math.abs(runs[end].x - runs[end - 1].x - runs[end - 1].width) < 1.5) {
        whole += runs[end].text;
        end += 1;
      }
      if (texts.has(whole.trim())) found.push({ page, runs: runs.slice(at, end), whole });
      at = end;
    }
  });
  return found;
}

/** Another digit in a figure, not among what is rounded away. */
function changed({ runs, whole }, nth) {
  const first = whole.search(/\d/);
  const length = /^\d+/.exec(whole.slice(first))[0].length;
  const at = first + nth % length;
  const other = String((Number(whole[at]) + 3) % 10);
  let left = at;
  for (const run of runs) {
    if (left < run.text.length) {
      const { text } = run;
      run.text = text.slice(0, left) + other + text.slice(left + 1);
      return () => { run.text = text; };
    }
    left -= run.text.length;
  }
  throw new Error("a figure without its digit");
}

for (const [name, folder] of Object.entries(FOLDERS)) {
  test(`printed forms ${name} are read, and every changed figure is told`, { skip: !existsSync(folder) && "../shared/forms is not here", timeout: 600_000 }, async () => {
    for (const document of documents(folder)) {
      const pages = await pagesOf(document);
      const report = check(pages);
      const goods = document.tables.some(([, rows]) => rows.flat().some(([text]) => /^\d+[册本]$/.test(text)));
      assert.equal(report.verdict, goods ? "undecided" : "consistent", `${document.name}: ${report.message}`);
      assert.deepEqual(accused(report), [], document.name);
      assert.equal(report.others.length, document.tables.length, document.name);
      const [, body] = /^(.*?)\d{4}年/.exec(document.name);
      // A shop is no authority.
      assert.equal(report.organ, body.endsWith("店") ? null : body);
      if (document.form) assert.equal(report.others[0].form, document.form);
      if (document.edition) assert.equal(report.others[0].edition, document.edition);
      // 罚没金额 is in no sum, 申请 and 撤销 only bound others.
      const rows = document.tables.flatMap(([, lines]) => lines);
      const loose = document.form ? [rows.at(-1).at(-1)[0], ...(document.form === "permits" ? rows.at(-1).map(([text]) => text) : [])] : [];
      const numbers = rows.flat().map(([text]) => text).filter((text) => (document.form ? /^\d+$/ : /^-?\d+\.\d+$/).test(text) && !loose.includes(text));
      const all = figures(pages, new Set(numbers));
      assert.ok(all.length >= Math.min(numbers.length, 1), document.name);
      const missed = [];
      all.forEach((figure, nth) => {
        const restore = changed(figure, nth);
        if (!accused(check(pages)).length) missed.push(`${figure.whole} → ${figure.runs.map(({ text }) => text).join("")}`);
        restore();
      });
      
      console.log(`${document.name} | PDF | ${report.summary.holds} relations | ${all.length - missed.length} of ${all.length} changed figures told`);
      assert.deepEqual(missed, [], document.name);
    }
  });
}

test("of cells without room, whose words are cut off at the edge, nothing right is accused", { timeout: 600_000 }, async () => {
  // Both what fits barely and what does not.
  for (const style of ["td{padding:0}", "td{padding:0;font-size:9px}", "table{table-layout:fixed;width:100%}td{padding:0;white-space:nowrap}"]) {
    for (const folder of Object.values(FOLDERS).filter((folder) => existsSync(folder))) {
      for (const document of documents(folder)) {
        const report = check(await pagesOf(document, `<style>${style}</style>`));
        const broken = report.findings.filter(({ severity, status }) => severity !== "hint" && status === "broken");
        assert.deepEqual(broken.map(({ message }) => message), [], `${document.name} ${style}`);
      }
    }
  }
});
