// <gouji-check> in a page that does everything to it: Bootstrap 3, jQuery 1, resets with !important,
// changed prototypes, a strict policy.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { browsers, engine, eventually, open, root, scan } from "./harness.mjs";
import { host } from "./host.mjs";
import { CELL, paste, wrong } from "./wrong.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "out");
mkdirSync(out, { recursive: true });
const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'";
let report;
let server;
before(async () => {
  report = wrong(await engine("full"));
  server = await host(
    { "/gouji/": join(root, "dist/site"), "/lib/": join(here, "node_modules"), "/": join(here, "hostile") },
    { headers: { "Content-Security-Policy": STRICT } },
  );
});
after(() => server?.stop());

test("the element's shapes are the page's", async () => {
  const html = readFileSync(join(root, "www/index.html"), "utf8");
  const { SHAPES } = await import(join(root, "www/element/frame.js"));
  const drawn = Object.entries(SHAPES).map(([id, nodes]) => {
    const inside = nodes.map(([tag, attributes]) => `<${tag} ${Object.entries(attributes).map(([name, value]) => `${name}="${value}"`).join(" ")}/>`);
    return `<symbol id="i-${id}" viewBox="0 0 24 24">${inside.join("")}</symbol>`;
  });
  for (const symbol of drawn) assert.ok(html.includes(symbol), symbol);
  assert.equal([...html.matchAll(/<symbol/g)].length, drawn.length);
});

test("on a phone a bar at the foot of the window says what is left, while the answer is in sight", async () => {
  const browser = await browsers.chromium();
  const page = await open(await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true }), `${server.origin}/`);
  await page.waitForFunction(() => window.heard.some(([type]) => type === "gouji-ready"));
  await paste(page, "#checker textarea", report.text);
  const inside = (selector) => page.locator(`#checker ${selector}`);
  await inside(`td.suspect [data-cell="${CELL}"]`).waitFor();
  const bar = inside(".at-foot");
  await inside(".verdict").evaluate((node) => node.scrollIntoView());
  const foot = () => bar.evaluate((node) => Math.round(innerHeight - node.getBoundingClientRect().bottom));
  await eventually(foot, 0);
  assert.equal(await inside(".panel-head .walk").isVisible(), false);
  await bar.getByText("下一条").click();
  await eventually(() => bar.locator("span").textContent(), `1 / ${await page.evaluate(() => document.querySelector("#checker").report.findings.length)}`);
  await eventually(foot, 0);
  await page.screenshot({ path: join(out, "element-phone.png") });
  // Past the element there is nothing to walk through.
  await page.evaluate(() => { document.body.append(Object.assign(document.createElement("div"), { id: "after" })); document.getElementById("after").style.height = "3000px"; scrollTo(0, document.documentElement.scrollHeight); });
  await eventually(() => bar.evaluate((node) => node.getBoundingClientRect().bottom < 0), true);
  await browser.close();
});

for (const [name, launch] of Object.entries(browsers)) {
  describe(`element in ${name}`, () => {
    let browser;
    let page;
    const inside = (selector) => page.locator(`#checker ${selector}`);
    before(async () => {
      browser = await launch();
      page = await open(await browser.newContext({ viewport: { width: 1280, height: 900 } }), `${server.origin}/`);
      await page.waitForFunction(() => window.heard.some(([type]) => type === "gouji-ready"));
    });
    after(() => browser?.close());

    test("a pasted report is checked, the wrong cell named, the page told twice", async () => {
      await paste(page, "#checker textarea", report.text);
      await inside(`td.suspect [data-cell="${CELL}"]`).waitFor();
      const heard = await page.evaluate(() => window.heard.map((one) => one.join(" ")));
      assert.equal(heard[0], "gouji-ready checker  ");
      assert.deepEqual(heard.slice(1), ["gouji-report checker false inconsistent", "gouji-report checker true inconsistent"]);
      assert.equal(await page.getAttribute("#checker", "verdict"), "inconsistent");
      assert.equal(await page.evaluate(() => document.querySelector("#checker").report.summary.broken), 2);
      // In Firefox the picture itself puts a style in, which the policy refuses.
      if (name === "chromium") await page.screenshot({ path: join(out, "element.png"), fullPage: true });
    });

    test("a finding leads to its cell, and a number typed over it is checked at once", async () => {
      await inside(".finding .go").first().click();
      assert.ok(await inside("td.left").count() > 0);
      await page.keyboard.press("F8");
      await inside(`[data-cell="${CELL}"]`).fill(String(report.right[CELL]));
      await inside(".verdict.consistent").waitFor();
      assert.equal(await page.evaluate(() => document.querySelector("#checker").report.verdict), "consistent");
      // The field keeps the focus of whoever types.
      assert.equal(await page.evaluate(() => document.querySelector("#checker").shadowRoot.activeElement.dataset.cell), CELL);
    });

    test("nothing of the page's styles comes in, what is offered does, nothing goes out", async () => {
      const style = (selector, property, from = "#checker") => page.evaluate(([selector_, property_, from_]) => {
        const root_ = from_ ? document.querySelector(from_).shadowRoot : document;
        return getComputedStyle(root_.querySelector(selector_))[property_];
      }, [selector, property, from]);
      assert.equal(await style(".gouji", "fontSize"), "15px");
      assert.equal(await style(".gouji", "letterSpacing"), "normal");
      assert.equal(await style(".gouji", "textTransform"), "none");
      assert.equal(await style("td", "display"), "table-cell");
      assert.equal(await style(".trouble", "display"), "none");
      assert.equal(await style("button.main", "backgroundColor"), "rgb(138, 31, 91)");
      assert.equal(await style(".verdict", "borderTopColor"), "rgb(1, 2, 3)");
      assert.equal(await style("p.verdict", "display", null), "block");
      assert.equal(await style("h1", "fontFamily", null), await style("p", "fontFamily", null));
    });

    test("a file of an office program is chosen and read", async () => {
      await inside("button[part~=clear]").click();
      // The button is gone; the next thing to do is to paste.
      await eventually(() => page.evaluate(() => document.querySelector("#checker").shadowRoot.activeElement.nodeName), "TEXTAREA");
      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), inside("button[part~=choose]").click()]);
      await chooser.setFiles(join(root, "tests/fixtures/inconsistent-2019.docx"));
      await page.waitForFunction(() => {
        const { report } = document.querySelector("#checker");
        return report && report.file === "inconsistent-2019.docx" && report.verdict === "inconsistent";
      });
      assert.match(await inside(".part b").last().textContent(), /inconsistent-2019\.docx/);
    });

    test("a file is dropped and read", async () => {
      await inside("button[part~=clear]").click();
      await page.evaluate((html) => {
        const files = new DataTransfer();
        files.items.add(new File([html], "网页.html", { type: "text/html" }));
        const box = document.querySelector("#checker").shadowRoot.querySelector(".gouji");
        for (const type of ["dragover", "drop"]) box.dispatchEvent(new DragEvent(type, { dataTransfer: files, bubbles: true, cancelable: true, composed: true }));
      }, report.html);
      await page.waitForFunction(() => {
        const { report } = document.querySelector("#checker");
        return report && report.file === "网页.html";
      });
      assert.equal(await inside(".gouji.dropping").count(), 0);
    });

    test("attributes and properties are the same", async () => {
      const seen = await page.evaluate(async () => {
        const element = document.querySelector("#checker");
        element.theme = "dark";
        element.noIntake = true;
        element.lang = "en";
        await element.spoken;
        const text = element.shadowRoot.querySelector("[data-say=check]").textContent;
        const dark = element.shadowRoot.querySelector(".gouji").dataset.theme;
        const attributes = [element.getAttribute("theme"), element.hasAttribute("no-intake"), element.getAttribute("lang")];
        element.previous = element.report;
        const previous = JSON.parse(element.getAttribute("previous")).schema;
        element.removeAttribute("previous");
        return { text, dark, attributes, previous, none: element.previous };
      });
      assert.deepEqual(seen, { text: "Check", dark: "dark", attributes: ["dark", true, "en"], previous: 1, none: null });
    });

    test("content handed over by the page is checked; a second registration is no error", async () => {
      const seen = await page.evaluate(async (html) => {
        await import("/gouji/element/define.js?again");
        const element = document.querySelector("#checker");
        const broken = await element.check(html, { name: "稿件.html" });
        const other = document.createElement("gouji-check");
        document.querySelector("main").append(other);
        const none = await other.check("一段不相干的话");
        return [broken.verdict, broken.file, none.verdict];
      }, report.html);
      assert.deepEqual(seen, ["inconsistent", "稿件.html", "unrecognised"]);
    });

    test("another language and another last year change neither what was typed nor what is read", async () => {
      const seen = await page.evaluate(async ({ text, cell }) => {
        const element = document.createElement("gouji-check");
        document.querySelector("main").append(element);
        await element.ready();
        const { shadowRoot } = element;
        // A clipboard whose rich flavour is only a picture's name.
        const data = new DataTransfer();
        data.setData("text/html", "<p>图片</p>");
        data.setData("text/plain", text);
        const event = new Event("paste", { bubbles: true, cancelable: true });
        Object.defineProperty(event, "clipboardData", { value: data });
        shadowRoot.querySelector("textarea").dispatchEvent(event);
        const answered = () => new Promise((done) => element.addEventListener("gouji-report", ({ report, complete }) => complete && done(report.verdict)));
        const said = [await answered()];
        const field = shadowRoot.querySelector(`[data-cell="${cell}"]`);
        field.value = "77";
        field.dispatchEvent(new Event("input", { bubbles: true }));
        element.lang = "en";
        await element.spoken;
        said.push(/^[ -~]+$/.test(element.report.message), shadowRoot.querySelector(`[data-cell="${cell}"]`).value);
        element.previous = element.report;
        said.push(await answered(), element.report.cells[cell].text);
        // Values that need no reading speak the other language too.
        await element.checkCells({ edition: { t3: "2021" }, cells: { [cell]: 1 } });
        element.lang = "zh-CN";
        await element.spoken;
        said.push(/条/.test(element.report.message));
        element.remove();
        return said;
      }, { text: report.text, cell: CELL });
      assert.deepEqual(seen, ["inconsistent", true, "77", "inconsistent", "77", true]);
    });

    test("a last year that is no report is refused in the engine's words, and is no crash", async () => {
      const seen = await page.evaluate(async (text) => {
        const element = document.createElement("gouji-check");
        document.querySelector("main").append(element);
        await element.check(text);
        const told = new Promise((done) => element.addEventListener("gouji-error", ({ message }) => done(message)));
        element.previous = {};
        const trouble = element.shadowRoot.querySelector(".trouble");
        const said = [await told, trouble.textContent];
        element.previous = null;
        said.push((await element.check(text)).verdict, trouble.hidden);
        element.remove();
        return said;
      }, report.text);
      const refused = "options.previous.cells: expected the cells of a report";
      for (const sentence of seen.slice(0, 2)) assert.ok(sentence.startsWith(refused), sentence);
      assert.deepEqual(seen.slice(2), ["inconsistent", true]);
    });

    test("what was set before the element was one is taken", async () => {
      const seen = await page.evaluate(async () => {
        const element = document.createElement("gouji-late");
        Object.assign(element, { theme: "dark", noIntake: true, previous: { year: 2023 } });
        document.querySelector("main").append(element);
        const { GoujiCheck } = await import("/gouji/element/gouji-check.js");
        (class extends GoujiCheck {}).define("gouji-late");
        element.remove();
        return [element.getAttribute("theme"), element.hasAttribute("no-intake"), element.previous.year, Object.keys(element).includes("theme")];
      });
      assert.deepEqual(seen, ["dark", true, 2023, false]);
    });

    test("while the larger engine is under way every paste is answered; without it no answer is called complete", async () => {
      const other = await page.context().newPage();
      let lose;
      const lost = new Promise((done) => { lose = done; });
      await other.route(/full\/gouji_bg\.wasm/, (route) => lost.then(() => route.abort()));
      await other.goto(`${server.origin}/`);
      const heard = (n) => other.waitForFunction((wanted) => window.heard.filter(([type]) => type === "gouji-report").length >= wanted, n);
      await other.waitForFunction(() => window.heard.length);
      for (const [n, text] of [[1, report.fine], [2, report.text]]) {
        await other.evaluate((given) => { window.checked = document.querySelector("#checker").check(given); }, text);
        await heard(n);
      }
      lose();
      assert.equal(await other.evaluate(() => window.checked.then(({ verdict }) => verdict)), "inconsistent");
      // A number typed over it is answered by the same engine.
      await other.locator(`#checker [data-cell="${CELL}"]`).fill(String(report.right[CELL]));
      await heard(3);
      assert.deepEqual(await other.evaluate(() => window.heard.filter(([type]) => type === "gouji-report").map(([, , complete, verdict]) => `${complete} ${verdict}`)), ["false consistent", "false inconsistent", "false consistent"]);
      await other.close();
    });

    test("in 320 pixels nothing but a table's own box scrolls sideways", async () => {
      await page.setViewportSize({ width: 320, height: 640 });
      const [whole, seen] = await page.evaluate(() => {
        const box = document.querySelector("#checker").shadowRoot.querySelector(".gouji");
        return [box.scrollWidth, box.clientWidth];
      });
      assert.ok(whole <= seen, `${whole} > ${seen}`);
      await page.setViewportSize({ width: 1280, height: 900 });
    });

    test("no accessibility violation inside, no complaint, no request elsewhere", async () => {
      // jQuery 1 tries an inline handler of its own, which the policy refuses.
      assert.deepEqual(page.problems.filter((text) => !/inline event handler|blocked an event handler/.test(text)), []);
      assert.deepEqual(page.asked.filter((url) => !url.startsWith(`${server.origin}/`)), []);
      // Last: the scanner puts in styles of its own.
      assert.deepEqual((await scan(page)).filter((line) => line.includes("gouji") || line.includes("data-cell=\"t")), []);
    });
  });
}
