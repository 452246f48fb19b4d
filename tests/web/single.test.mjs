// The single file, opened from a folder as from a stick: same answers, no request of any kind.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { browsers, engine, eventually, open, root } from "./harness.mjs";
import { CELL, paste, wrong } from "./wrong.mjs";

const file = join(root, "dist/gouji.html");
const url = pathToFileURL(file).href;
let report;
before(async () => { report = wrong(await engine("full")); });

test("the checksums are those of the files", () => {
  const lines = readFileSync(join(root, "dist/SHA256SUMS"), "utf8").trim().split("\n");
  assert.ok(lines.some((line) => line.endsWith("  gouji.html")));
  assert.ok(lines.some((line) => line.endsWith("  site/index.html")));
  for (const line of lines) {
    const [sum, path] = line.split("  ");
    assert.equal(createHash("sha256").update(readFileSync(join(root, "dist", path))).digest("hex"), sum, path);
  }
});

for (const [name, launch] of Object.entries(browsers)) {
  describe(`single file in ${name}`, () => {
    let browser;
    let page;
    before(async () => {
      browser = await launch();
      page = await open(await browser.newContext(), url);
      await page.waitForSelector("html[data-ready]");
    });
    after(() => browser?.close());

    test("a pasted report is checked and the wrong cell named", async () => {
      await paste(page, "#source textarea", report.text);
      await page.waitForSelector(`td.suspect [data-cell="${CELL}"]`);
      assert.match(await page.textContent("#verdict-title"), /2 条关系不成立/);
      await page.press("body", "F8");
      await eventually(async () => (await page.locator("td.left").count()) > 0, true);
    });

    test("the other language and the original are inside", async () => {
      await page.click("#language");
      await page.waitForFunction(() => /do not hold|broken/i.test(document.querySelector("#verdict-title").textContent));
      await page.click("#original summary");
      await page.waitForSelector("#original .line");
    });

    test("working with findings and the rules are inside", async () => {
      await page.click(".cause .finding .go >> nth=0");
      await page.click(".finding.chosen .write, .finding.chosen .more .buttons:last-child button");
      await page.fill(".write textarea", "A reason.");
      await page.click("text=Save the reason");
      await page.waitForSelector(".reason");
      assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector(".reason")).borderLeftWidth), "0px");
      await page.click(".foot a");
      await page.waitForSelector("[id='prose.new']");
      await page.click(".rules .back");
    });

    test("several files and folders that are dropped are checked, or it is said what to do instead", async () => {
      const drop = await dropping(page, name);
      const said = (words) => page.waitForFunction((some) => new RegExp(some).test(document.getElementById("batch-said")?.textContent), words);
      if (await page.evaluate(() => document.documentElement.lang) === "en") await page.click("#language");
      await drop(["inconsistent-2019.docx", "consistent-2021.docx"]);
      await said("^2 份全部校核完毕");
      assert.equal(await page.locator(".batch-list tbody tr.inconsistent").count(), 1);
      if (name === "chromium") {
        // It gives no page from a disk what is in a folder.
        await drop(["."]);
        await said("^3 份全部校核完毕");
        assert.match(await page.innerText(".batch .trouble"), /请用上面的“选择文件夹…”/);
        assert.match(await page.innerText(".batch-list tbody"), /请用上面的“选择文件夹…”/);
        // Chosen with the button, as it says.
        const chooser = page.waitForEvent("filechooser");
        await page.click("[data-batch=add_folder]");
        await (await chooser).setFiles(join(root, "tests/fixtures"));
        await page.waitForFunction(() => /^\d\d 份全部校核完毕/.test(document.getElementById("batch-said").textContent), null, { timeout: 120_000 });
      }
      // It works offline from the start: everything is in it.
      assert.match(await page.textContent(".foot"), /断网也能用/);
    });

    test("other forms are checked by the site, and it says so", async () => {
      // Cleared: what comes now is alone.
      await page.reload();
      await page.waitForSelector("html[data-ready]");
      for (const text of ["行政处罚实施情况统计表\n单位名称\t警告\t罚款\t合计（宗）\n东湖所\t2\t5\t7\n西山所\t1\t9\t10\n合 计\t3\t14\t17\n", `${report.text}\n各科室办件情况表\n科室\t收件\t办结\n综合科\t12\t10\n业务科\t8\t8\n合计\t21\t18\n`]) {
        await page.fill("#source textarea", text);
        await page.click("#check");
        await page.waitForFunction(() => /单文件版只核对政府信息公开工作年度报告/.test(document.querySelector(".asks")?.textContent));
        assert.ok(await page.locator(".asks").isVisible());
      }
      assert.match(await page.textContent(".covered"), /其他表 1 张没有核对/);
    });

    test("nothing was asked for and nothing complained", async () => {
      assert.deepEqual(page.asked.filter((asked) => asked !== url && !asked.startsWith("data:")), []);
      assert.deepEqual(page.problems, []);
    });

    test("its policy refuses whatever would send or run something else", async () => {
      const seen = await page.evaluate(async () => {
        const refused = new Set();
        document.addEventListener("securitypolicyviolation", (event) => refused.add(event.effectiveDirective));
        const add = (tag, more) => document.body.append(Object.assign(document.createElement(tag), more));
        add("script", { textContent: "window.inlineRan = true" });
        add("img", { src: "http://127.0.0.1:9/a.png" });
        await fetch("http://127.0.0.1:9/").catch(() => {});
        navigator.sendBeacon("http://127.0.0.1:9/", "x");
        const evaluated = await new Promise((done) => setTimeout(() => {
          try { done(new Function("return 'ran'")()); } catch (error) { done(error.name); }
        }));
        // What is not told of within ten seconds is missed below.
        const all = () => ["connect-src", "img-src", "script-src-elem"].every((directive) => refused.has(directive));
        for (let n = 0; n < 500 && !all(); n += 1) await new Promise((done) => setTimeout(done, 20));
        return { refused: [...refused].sort(), ran: "inlineRan" in window, evaluated };
      });
      assert.equal(seen.ran, false);
      assert.equal(seen.evaluated, "EvalError");
      for (const directive of ["connect-src", "img-src", "script-src-elem"]) assert.ok(seen.refused.includes(directive), `${directive}: ${seen.refused}`);
    });
  });
}

/** Drops files of the fixtures on the page: in Chromium as a file manager does, in Firefox as an event with files. */
async function dropping(page, name) {
  const path = (file) => join(root, "tests/fixtures", file);
  if (name === "chromium") {
    const devtools = await page.context().newCDPSession(page);
    return async (files) => {
      for (const type of ["dragEnter", "dragOver", "drop"]) {
        await devtools.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data: { items: [], files: files.map(path), dragOperationsMask: 1 } });
      }
    };
  }
  return (files) => page.evaluate((given) => {
    const dataTransfer = new DataTransfer();
    for (const [file, base64] of given) dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0))], file));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, files.map((file) => [file, readFileSync(path(file), "base64")]));
}
