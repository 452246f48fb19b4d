// PDF: made by LibreOffice (tests/fixtures) and by Chromium's print, read in the page to the figures
// they were made from; what cannot be read ends in a sentence.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browsers, engine, eventually, open, root, scan, serve } from "./harness.mjs";
import { asHtml, values } from "./report.mjs";

const fixture = (name) => join(root, "tests/fixtures", name);
const real = join(root, "../shared/corpus/reports/003-hongze-2023.pdf");

/** What the page's own modules read of a PDF: the report, or the code of the refusal. */
const readIn = (page, bytes) =>
  page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const at = (file) => new URL(file, location.href).href;
    const [pdf, gouji] = await Promise.all([import(at("pdf/open.js")), import(at("full/gouji.js"))]);
    await gouji.default();
    try {
      const { pages } = await pdf.open(bytes);
      return gouji.check([{ kind: "pages", pages }]);
    } catch (error) {
      return error.code || String(error.stack);
    }
  }, Buffer.from(bytes).toString("base64"));

/** A PDF with a white box without a border added over a part of a page, as an addition to the file. */
function annotated(bytes, number, [left, bottom, right, top]) {
  const text = bytes.toString("latin1");
  const pages = [...text.matchAll(/(\d+) 0 obj\s*<<\/Type\/Page\/[^]*?endobj/g)];
  const [whole, id] = pages[number - 1];
  const size = Number(/\/Size (\d+)/.exec(text)[1]);
  const drawing = `1 1 1 rg ${left} ${bottom} ${right - left} ${top - bottom} re h f`;
  const box = `[${left} ${bottom} ${right} ${top}]`;
  const added = [
    [id, whole.replace("/Type/Page/", `/Type/Page/Annots[${size} 0 R]/`)],
    [size, `${size} 0 obj\n<</Type/Annot/Subtype/Square/Rect${box}/F 4/AP<</N ${size + 1} 0 R>>>>\nendobj`],
    [size + 1, `${size + 1} 0 obj\n<</Type/XObject/Subtype/Form/BBox${box}/Length ${drawing.length}>>\nstream\n${drawing}\nendstream\nendobj`],
  ];
  let out = `${text}\n`;
  const table = added.map(([of, object]) => {
    const line = `${of} 1\n${String(out.length).padStart(10, "0")} 00000 n \n`;
    out += `${object}\n`;
    return line;
  });
  const before = /startxref\s+(\d+)/.exec(text)[1];
  const root = /\/Root \d+ 0 R/.exec(text)[0];
  out += `xref\n${table.join("")}trailer\n<</Size ${size + 2}${root}/Prev ${before}>>\nstartxref\n${out.length}\n%%EOF\n`;
  return Buffer.from(out, "latin1");
}

/** Every figure stands in its cell, read. */
function exact(report, figures, what) {
  for (const [id, figure] of Object.entries(figures)) {
    const { value, state } = report.cells[id] ?? {};
    if (figure === "" || figure === null) assert.equal(state, "blank", `${what} ${id}`);
    else assert.deepEqual([String(value), state], [String(figure), "read"], `${what} ${id}`);
  }
}
const broken = (report) => report.findings.filter(({ severity, status }) => severity === "error" && status === "broken").map(({ rule }) => rule).sort();

for (const name of ["chromium", "firefox"]) {
  describe(`PDF in ${name}`, { timeout: 180_000 }, () => {
    let server;
    let browser;
    let page;
    before(async () => {
      server = await serve();
      browser = await browsers[name]();
      page = await open(await browser.newContext(), server.url);
      await page.waitForSelector("html[data-ready]", { state: "attached" });
    });
    after(async () => {
      await browser?.close();
      server?.stop();
    });

    for (const [file, rules] of [
      ["consistent-2021", []],
      ["inconsistent-2019", ["t3.identity.natural", "t3.identity.total", "t3.subtotal.natural", "t3.subtotal.total", "t4.rowsum.direct"]],
    ]) {
      test(`${file}, as LibreOffice writes it, is read exactly`, async () => {
        const report = await readIn(page, readFileSync(fixture(`${file}.pdf`)));
        exact(report, JSON.parse(readFileSync(fixture(`${file}.json`))).cells, file);
        assert.deepEqual(broken(report), rules);
      });
    }

    test("a published report is read exactly", { skip: !existsSync(real) && "../shared/corpus is not here" }, async () => {
      const report = await readIn(page, readFileSync(real));
      const truth = JSON.parse(readFileSync(join(root, "../shared/corpus/truth/003.json")));
      exact(report, truth.cells, "003");
      assert.deepEqual(broken(report), [...truth.broken].sort());
    });

    for (const ending of ["pdf", "ofd"]) test(`a chosen ${ending} is read, and a finding is outlined on its page`, async () => {
      await page.reload();
      await page.setInputFiles("input[type=file]", fixture(`inconsistent-2019.${ending}`));
      await page.waitForSelector("#verdict-title", { timeout: 30_000 });
      await page.waitForFunction(() => /不成立/.test(document.querySelector("#verdict-title").textContent), null, { timeout: 30_000 });
      const where = page.locator(".inspector button:has-text('原文第')");
      // The answer may be drawn anew just now, once what explains it has come.
      for (let n = 0; n < 40; n += 1) {
        await page.keyboard.press("F8");
        if (await where.waitFor({ timeout: 2_000 }).then(() => true, () => false)) break;
      }
      await where.click();
      await page.waitForSelector(".leaf .spot", { timeout: 60_000 });
      const painted = () => {
        const canvas = document.querySelector(".leaf .spot").parentNode.querySelector("canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return data.some((value, index) => index % 4 === 0 && value < 100 && data[index + 3] > 0);
      };
      await page.waitForFunction(painted, null, { timeout: 60_000 });
      assert.deepEqual(await scan(page), []);
      assert.deepEqual(page.problems, []);
      assert.deepEqual(page.asked.filter((url) => !url.startsWith(server.url)), []);
    });

    test("a worker of the batch reads PDFs, one that is locked among them", async () => {
      const files = ["consistent-2021.pdf", "locked.pdf", "inconsistent-2019.pdf"].map((file) => readFileSync(fixture(file)).toString("base64"));
      // Its answers are kept in the page and asked for: Firefox as it is driven here may forget a promise that is
      // awaited while a worker starts.
      await page.evaluate((files) => {
        const answers = window.answers = [];
        const worker = new Worker(new URL("batch/worker.js", location.href), { type: "module" });
        worker.onerror = ({ message }) => { answers.push(`failed: ${message}`); };
        worker.onmessage = ({ data }) => {
          if (data !== "ready") answers.push(data.trouble || data.answer.verdict);
          if (answers.length === files.length) return;
          const bytes = Uint8Array.from(atob(files[answers.length]), (c) => c.charCodeAt(0));
          worker.postMessage({ call: "digestFile", file: new File([bytes], "a.pdf"), path: "a.pdf", options: {} });
        };
      }, files);
      await eventually(() => page.evaluate(() => window.answers), ["consistent", "pdf_locked", "inconsistent"], 120_000);
    });

    test("what cannot be read is said in a sentence, and nothing is lost", async () => {
      await page.click("#clear");
      const choose = async (name, buffer, sentence) => {
        await page.setInputFiles("input[type=file]", { name, mimeType: "application/pdf", buffer });
        await page.waitForFunction((wanted) => document.querySelector("#trouble").textContent.includes(wanted), sentence, { timeout: 30_000 });
        assert.equal(await page.$(".reading"), null);
      };
      await page.fill("#source textarea", "一、总体情况");
      await choose("加密.pdf", readFileSync(fixture("locked.pdf")), "设有密码");
      await choose("坏的.pdf", Buffer.from("%PDF-1.7\n1 0 obj\n<<"), "已损坏或不完整");
      assert.equal(await page.inputValue("#source textarea"), "一、总体情况");
    });
  });
}

describe("PDF made by Chromium's print", { timeout: 240_000 }, () => {
  let server;
  let browser;
  let page;
  let print;
  let forms;
  before(async () => {
    forms = (await engine("full")).forms();
    server = await serve();
    browser = await browsers.chromium();
    const context = await browser.newContext();
    page = await open(context, server.url);
    print = await context.newPage();
  });
  after(async () => {
    await browser?.close();
    server?.stop();
  });

  const printed = async (html, css, options) => {
    await print.setContent(`<!doctype html><meta charset="utf-8"><style>body{font-size:12pt}${css}</style>${html}`);
    return print.pdf({ format: "A4", margin: { top: "15mm", bottom: "15mm", left: "12mm", right: "12mm" }, ...options });
  };
  const whole = "table{border-collapse:collapse;width:100%}";
  const numbered = { displayHeaderFooter: true, headerTemplate: "<span></span>", footerTemplate: '<div style="font-size:9px;width:100%;text-align:center">- <span class="pageNumber"></span> -</div>' };
  for (const [what, css, options] of [
    ["ruled, broken over pages with page numbers", `${whole}td{border:1px solid;font-size:11pt;padding:8px;text-align:center}`, numbered],
    ["ruled on a turned page", `${whole}td{border:.5pt solid;font-size:10pt;text-align:right}`, { landscape: true }],
    ["narrow columns on A5", `${whole}table{table-layout:fixed}td{border:1px solid #777;font-size:7.5pt;padding:0}`, { format: "A5" }],
    ["numbers that break for want of room", `${whole}table{table-layout:fixed}td{border:1px solid;font-size:12pt;padding:1px 9px;word-break:break-all}`, {}],
    ["a slanted mark over all of it", `${whole}td{border:1px solid;font-size:9pt}body::before{content:"1234 仅供核对 5678";position:fixed;font-size:60pt;opacity:.3;top:40%;transform:rotate(-35deg)}`, {}],
    ["dotted rules", `${whole}td{border:1px dotted;font-size:9pt;text-align:center}`, {}],
    ["doubled rules", "table{border-collapse:separate;border-spacing:2px;border:1px solid;width:100%}td{border:1px solid;font-size:9pt}", {}],
    ["rules between rows alone", `${whole}td{border-bottom:1px solid;font-size:9pt;padding:3px 6px;text-align:center}`, {}],
    ["no rules", `${whole}td{font-size:9pt;padding:3px 8px;text-align:center}`, numbered],
  ]) {
    test(`${what}: read exactly, in either edition`, async () => {
      for (const form of forms) {
        const at = values(form);
        const report = await readIn(page, await printed(asHtml(form, at), css, options));
        exact(report, at, `${what} ${form.id}`);
        assert.equal(report.verdict, "consistent");
        at["t3.r3_1.legal"] += 90;
        assert.deepEqual(broken(await readIn(page, await printed(asHtml(form, at), css, options))), ["t3.rowsum.r3_1", "t3.subtotal.legal"]);
      }
    });
  }

  for (const [what, css] of [
    ["ruled", "border:1px solid"],
    ["ruled between rows alone", "border-bottom:1px solid;padding:3px 6px"],
    ["without rules", "padding:3px 8px"],
  ]) {
    test(`blank cells of a table ${what} are blank`, async () => {
      const [form] = forms;
      const at = values(form);
      const shown = Object.fromEntries(Object.entries(at).map(([id, value]) => [id, value || ""]));
      const report = await readIn(page, await printed(asHtml(form, shown), `${whole}td{font-size:9pt;text-align:center;${css}}`));
      // A label without a number beside it may be any text: only lines or columns make it a row.
      const alone = (id) => id.startsWith("t2.") && !shown[id] && what !== "ruled";
      exact(report, Object.fromEntries(Object.entries(shown).filter(([id]) => !alone(id))), what);
      assert.deepEqual(broken(report), []);
    });
  }

  test("codes of glyphs are never taken for characters", async () => {
    const [form] = forms;
    const pdf = await printed(asHtml(form, values(form)), `${whole}td{border:1px solid;font-size:9pt}`);
    // The maps to Unicode are there under another name.
    const dumb = Buffer.from(pdf.toString("latin1").replace(/\/ToUnicode/g, "/ToUnicodX"), "latin1");
    assert.notDeepEqual(dumb, pdf);
    const report = await readIn(page, dumb);
    assert.deepEqual([report.verdict, report.cells], ["unrecognised", {}]);
    assert.match(report.message, /无法读取/);
    const library = readFileSync(fixture("consistent-2021.pdf")).toString("latin1");
    const other = await readIn(page, Buffer.from(library.replace(/\/ToUnicode/g, "/ToUnicodX"), "latin1"));
    assert.deepEqual(Object.values(other.cells).filter(({ state }) => state === "read"), []);
  });

  test("a number under a white box, which a program for PDF laid over it, is not read", async () => {
    const report = await readIn(page, annotated(readFileSync(fixture("consistent-2021.pdf")), 3, [213, 679, 247, 695]));
    assert.deepEqual([report.verdict, report.cells["t3.r3_5_1.natural"].state], ["undecided", "inferred"]);
    assert.equal(Object.values(report.cells).filter(({ state }) => state !== "read").length, 1);
  });

  test("a number that is struck out is unreadable, also with another beside it; one that is underlined is read", async () => {
    const [form] = forms;
    const at = values(form);
    const html = asHtml(form, Object.assign({}, at, { "t3.r1.natural": "<s>9871</s>", "t3.r2.natural": `<s>9872</s> ${at["t3.r2.natural"]}`, "t3.r1.legal": `<u>${at["t3.r1.legal"]}</u>` }));
    const { cells } = await readIn(page, await printed(html, `${whole}td{border:1px solid;font-size:9pt}`));
    assert.deepEqual(["t3.r1.natural", "t3.r2.natural"].map((id) => cells[id].state), ["unreadable", "unreadable"]);
    exact({ cells }, { "t3.r1.legal": at["t3.r1.legal"], "t3.r2.legal": at["t3.r2.legal"] }, "beside");
  });

  test("pictures alone are declined", async () => {
    const report = await readIn(page, await printed('<svg width="600" height="800"><rect width="600" height="700" fill="#ddd"/></svg>', ""));
    assert.equal(report.verdict, "unrecognised");
    assert.match(report.message, /图片/);
  });

  test("300 pages show how far they are read, and reading can be stopped", async () => {
    const [form] = forms;
    const pages = Array.from({ length: 299 }, (_, n) => `<p style="break-after:page">第 ${n} 号文件，正文若干。</p>`).join("");
    const long = await printed(pages + asHtml(form, values(form)), `${whole}td{border:1px solid;font-size:9pt}`);
    await page.waitForSelector("html[data-ready]", { state: "attached" });
    const choose = (name) => page.setInputFiles("input[type=file]", { name, mimeType: "application/pdf", buffer: long });
    await page.evaluate(() => {
      window.seen = [];
      new MutationObserver(() => {
        const bar = document.querySelector(".reading progress");
        if (bar && bar.max > 1) window.seen.push(bar.value);
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    await choose("长.pdf");
    await page.waitForSelector("#verdict-title", { timeout: 90_000 });
    assert.match(await page.textContent("#verdict"), /某市某局/);
    const seen = await page.evaluate(() => window.seen);
    assert.ok(new Set(seen).size > 50 && seen.every((value, n) => n === 0 || value >= seen[n - 1]));
    await page.click("#clear");
    // Sooner than a hand could.
    await page.evaluate(() => {
      new MutationObserver((_, observer) => {
        const stop = document.querySelector(".reading button");
        if (stop) observer.disconnect();
        if (stop) stop.click();
      }).observe(document.body, { subtree: true, childList: true });
    });
    await choose("长.pdf");
    await page.waitForFunction(() => /已停止/.test(document.querySelector("#trouble").textContent), null, { timeout: 20_000 });
    assert.equal(await page.isHidden("#result"), true);
    assert.deepEqual(page.problems, []);
  });

  test("damaged in any place it ends in a report or a refusal, in time", async () => {
    const whole = readFileSync(fixture("consistent-2021.pdf"));
    let seed = 1;
    const random = (below) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return (seed >>> 8) % below;
    };
    const references = [...whole.toString("latin1").matchAll(/\d+(?= \d+ R)|(?<=\/(?:Count|Length|Size) )\d+/g)];
    for (let n = 0; n < 40; n += 1) {
      let bytes = Buffer.from(whole);
      if (n % 4 === 0) bytes = bytes.subarray(0, random(bytes.length));
      else if (n % 4 === 1) for (let k = 0; k < 30; k += 1) bytes[random(bytes.length)] = random(256);
      else if (n % 4 === 2) bytes.copyWithin(random(bytes.length), random(bytes.length), random(bytes.length));
      else {
        // An object that refers to itself or to one of another kind, a count that is not so.
        const { index, 0: number } = references[random(references.length)];
        bytes.write(String(random(99)).padEnd(number.length).slice(0, number.length), index, "latin1");
      }
      const answer = await readIn(page, bytes);
      assert.ok(answer.schema === 1 || ["locked", "damaged", "stuck"].includes(answer), `${n}: ${JSON.stringify(answer).slice(0, 200)}`);
    }
  });
});
