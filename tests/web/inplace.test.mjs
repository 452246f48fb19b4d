// Marks over a page that is not ours: nothing of them is in its content, they follow it wherever it goes, and
// what is read anew is what changed.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { browsers, engine, eventually, open, root, scan } from "./harness.mjs";
import { host } from "./host.mjs";
import { around, article, report as reportOf } from "./inplace/articles.mjs";
import { CELL, wrong } from "./wrong.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "out");
mkdirSync(out, { recursive: true });
const WATCH = (options) => `<script type="module">
  import { watch } from "/gouji/inplace/inplace.js";
  window.watching = watch(document.getElementById("content"), ${options});
</script>`;

let made;
let server;
before(async () => {
  made = wrong(await engine("full"));
  const body = article(made.html).replace("<table", "<p>　</p><table");
  const edited = (options, more = "") => around(`<div id="outer" style="height:520px;width:760px;overflow:auto;border:2px solid"><div style="height:60px"></div><div id="content" contenteditable style="width:1100px">${body}</div></div><div id="beside"></div>${more}`, { tail: WATCH(options) });
  server = await host({
    "/gouji/": join(root, "dist/site"),
    "/lib/": join(here, "inplace"),
    "/highlights.html": edited("{ beside: document.getElementById('beside') }"),
    "/frames.html": edited("{ beside: document.getElementById('beside'), highlights: false }"),
    "/english.html": edited("{ beside: document.getElementById('beside'), language: 'en' }"),
    "/prose.html": around(`<div id="content">${reportOf(made, "某县某委", { "t4.direct.total": 4 }, "<p>2023年，本局共新收政府信息公开申请 <b>999</b> 件，办结 <i>758</i> 件。</p>")}</div>`, { tail: WATCH("{}") }),
    // A policy without workers, and content in a dialog that makes all else inert.
    "/dialog.html": around(`<dialog id="dialog"><div id="content" contenteditable>${body}</div></dialog>`, { head: "<meta http-equiv=\"Content-Security-Policy\" content=\"worker-src 'none'\"><style>dialog{width:900px;height:700px;overflow:auto}</style>", tail: `<script>document.getElementById("dialog").showModal();</script>${WATCH("{}")}` }),
    "/none.html": around("<div id=content><p>一段不相干的话。</p></div>", { tail: WATCH("{}") }),
    "/hostile.html": around(`<div id="curtain"></div><article id="content">${body}</article>`, { head: "<link rel=stylesheet href=/lib/hostile.css>", tail: `${WATCH("{}")}<script src="/lib/hostile.js"></script>` }),
    "/hostile-shadow.html": around(`<div id="shadow"></div><template id="template"><style>*{all:initial}td{display:table-cell;border:1px solid}tr{display:table-row}table{display:table}h1,h2,article{display:block}</style><article>${body}</article></template><p id="ticker"></p>`, {
      head: "<style>:host,*{z-index:2147483647;position:static}body{transform:scale(.9);filter:contrast(1.1)}</style>",
      tail: `<script src="/lib/redraw.js"></script>${WATCH("{}").replace('document.getElementById("content")', "document")}`,
    }),
  });
});
after(() => server?.stop());

/** Marks whose frame is not where their cell is, or is shown where nothing of it can be seen, or the other way round. */
const askew = (page) => page.evaluate(() => {
  const { layer, marks } = window.watching;
  const box = document.getElementById("outer");
  const off = [];
  for (const [thing, { element }] of marks) {
    const one = layer.drawn.get(thing);
    if (!one) continue;
    const is = one.frame.getBoundingClientRect();
    const cell = element.getBoundingClientRect();
    const inner = box ? box.getBoundingClientRect() : { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    const width = Math.min(cell.right, inner.right, innerWidth) - Math.max(cell.left, inner.left, 0);
    const height = Math.min(cell.bottom, inner.bottom, innerHeight) - Math.max(cell.top, inner.top, 0);
    // At the very edge either is right.
    if (Math.abs(width - 1) < 3 || Math.abs(height - 1) < 3) continue;
    const name = thing.textContent;
    if ((width > 1 && height > 1) !== is.width > 0) off.push([name, "shown or not", width, height]);
    else if (is.width && ["left", "top", "right", "bottom"].some((side) => Math.abs(is[side] - cell[side]) > 1)) off.push([name, is.left - cell.left, is.top - cell.top]);
  }
  return off;
});
const answered = (page, verdict) => eventually(() => page.evaluate(() => {
  const { answer } = window.watching || {};
  return answer && answer.complete && answer.reports[0].verdict;
}), verdict);
const suspects = (page) => page.evaluate(() => Array.from(window.watching.marks).filter(([, { look }]) => look === "suspect").map(([cell, { id }]) => [cell.textContent, id]));

test("what an adapter loads before the engine weighs at most 15 kB", () => {
  const folder = join(root, "dist/site/inplace");
  // What runs beside the page is the engine's side; the published page's part is another door; English is fetched for who wants it.
  const beside = ["told.js", "worker.js", "check.js", "page.js", "files.js", "english.js"];
  const adapters = ["tinymce.js", "ckeditor4.js", "ckeditor5.js", "wangeditor.js", "ueditor.js"];
  const weight = (file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
  const scripts = readdirSync(folder).filter((file) => file.endsWith(".js") && !beside.includes(file));
  const marking = scripts.filter((file) => !adapters.includes(file)).reduce((sum, file) => sum + weight(file), 0);
  for (const adapter of adapters) {
    assert.ok(marking + weight(adapter) <= 15_000, `${adapter}: ${marking} + ${weight(adapter)}`);
    const lines = readFileSync(join(root, "www/inplace", adapter), "utf8").split("\n").length;
    assert.ok(lines <= 100, `${adapter}: ${lines} lines`);
  }
});

for (const [name, launch] of Object.entries(browsers)) {
  describe(`in place in ${name}`, () => {
    let browser;
    before(async () => { browser = await launch(); });
    after(() => browser?.close());
    const visit = async (path, size = { width: 1000, height: 900 }) => open(await browser.newContext({ viewport: size }), `${server.origin}${path}`);

    for (const mode of ["highlights", "frames"]) {
      test(`${mode}: the wrong cell is marked, the content is as it was, and stopping leaves nothing`, async () => {
        const page = await visit(`/${mode}.html`);
        const before_ = await page.evaluate(() => document.getElementById("content").outerHTML);
        await answered(page, "inconsistent");
        assert.deepEqual(await suspects(page), [[String(made.at[CELL]), CELL]]);
        assert.equal(await page.evaluate(() => document.getElementById("content").outerHTML), before_);
        const can = await page.evaluate(() => Boolean(window.CSS.highlights));
        const marked = await page.evaluate(() => [CSS.highlights ? CSS.highlights.has("gouji-suspect") && CSS.highlights.get("gouji-suspect").size : 0, window.watching.layer.drawn.size]);
        assert.deepEqual([marked[0] > 0, marked[1] > 0], mode === "highlights" && can ? [true, false] : [false, true]);
        await page.evaluate(() => window.watching.stop());
        const left = await page.evaluate(() => [document.documentElement.children.length, document.getElementById("beside").children.length, document.adoptedStyleSheets ? document.adoptedStyleSheets.length : 0, CSS.highlights ? Array.from(CSS.highlights.values()).reduce((sum, { size }) => sum + size, 0) : 0]);
        assert.deepEqual(left, [2, 0, 0, 0]);
        assert.equal(await page.evaluate(() => document.getElementById("content").outerHTML), before_);
        assert.deepEqual(page.problems, []);
        await page.context().close();
      });
    }

    test("frames stay on their cells: nested scrolling, wide tables, another window, zoom, rows that come in, images that load", async () => {
      const page = await visit("/frames.html");
      await answered(page, "inconsistent");
      const still = async (what) => {
        await eventually(() => askew(page), []);
        if (name === "chromium") await page.screenshot({ path: join(out, `inplace-${what}.png`) });
      };
      await page.evaluate(() => { window.outer.scrollTo(330, 640); });
      await still("scrolled");
      const shown = await page.evaluate(() => Array.from(window.watching.layer.drawn.values(), ({ frame }) => frame.style.display !== "none"));
      assert.ok(shown.includes(true) && shown.includes(false), "some cells are scrolled away");
      await page.evaluate(() => { document.body.style.paddingTop = "300px"; window.scrollTo(0, 220); });
      await still("page-scrolled");
      await page.setViewportSize({ width: 640, height: 600 });
      await still("narrow");
      await page.evaluate(() => { document.body.style.zoom = "1.3"; });
      await still("zoomed");
      await page.evaluate(() => { document.body.style.zoom = ""; document.documentElement.style.zoom = "0.8"; });
      await still("zoomed-root");
      await page.evaluate(() => { document.documentElement.style.zoom = ""; window.outer.style.transform = "scale(.8)"; });
      await still("scaled");
      await page.evaluate(() => {
        window.outer.style.transform = "";
        const row = document.querySelectorAll("#content table")[0].rows[0];
        for (let n = 0; n < 3; n += 1) row.parentNode.insertBefore(row.cloneNode(true), row);
      });
      await still("rows");
      // By itself and slowly, as what a stylesheet moves.
      await page.evaluate(() => { window.outer.style.transition = "margin-top .4s"; window.outer.style.marginTop = "50px"; });
      await eventually(() => page.evaluate(() => window.outer.getBoundingClientRect().top > 40 && getComputedStyle(window.outer).marginTop), "50px");
      await still("moved");
      assert.deepEqual(await suspects(page), [[String(made.at[CELL]), CELL]]);
      await page.context().close();
    });

    test("by keyboard: F8 walks, the list and the voice say what is wrong, the value is taken and taken back", async () => {
      const page = await visit("/highlights.html");
      await answered(page, "inconsistent");
      const voice = () => page.evaluate(() => window.watching.layer.live.textContent);
      await eventually(voice, "2 条勾稽关系不成立。");
      await page.focus("#content");
      await page.keyboard.press("F8");
      assert.match(await voice(), /^第 1 条，共 2 条：表三“自然人”列.*填入：Alt\+F8。$/);
      await page.keyboard.press("F8");
      assert.match(await voice(), /^第 2 条，共 2 条：/);
      await page.keyboard.press("Shift+F8");
      assert.equal(await page.evaluate(() => document.getSelection().toString()), String(made.at[CELL]));
      const note = () => page.evaluate(() => window.watching.layer.note.textContent);
      assert.match(await note(), /很可能写错（\d+ %）.*不成立 表三.*填入 \d+/);
      await page.keyboard.press("Escape");
      assert.equal(await page.evaluate(() => window.watching.layer.note.hidden), true);
      await page.keyboard.press("Alt+F8");
      await answered(page, "consistent");
      await eventually(voice, "42 条勾稽关系全部成立，没有发现不一致。");
      await page.keyboard.press("Control+z");
      await answered(page, "inconsistent");
      assert.deepEqual(page.problems, []);
      await page.context().close();
    });

    test("the mouse: what is under it is explained, a button of the note fills in", async () => {
      const page = await visit("/highlights.html");
      await answered(page, "inconsistent");
      const at = () => page.evaluate(() => {
        const [[cell]] = Array.from(window.watching.marks).filter(([, { look }]) => look === "suspect");
        cell.scrollIntoView({ block: "center" });
        const { left, top, width, height } = cell.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      });
      const { x, y } = await at();
      await page.mouse.move(x, y);
      await eventually(() => page.evaluate(() => window.watching.layer.note.hidden), false);
      // Once it stands where it will stay.
      await eventually(() => page.evaluate(() => window.watching.layer.note.style.visibility !== "hidden" && window.watching.layer.note.style.transform !== ""), true);
      const button = await page.evaluate(() => {
        const { left, top, width, height } = window.watching.layer.note.querySelector("button.fill").getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      });
      await page.mouse.move(button.x, button.y, { steps: 4 });
      await page.mouse.click(button.x, button.y);
      await answered(page, "consistent");
      await page.context().close();
    });

    test("what the prose claims is marked in the prose; what is no report is said to be none", async () => {
      const page = await visit("/prose.html");
      await answered(page, "inconsistent");
      const claims = await page.evaluate(() => Array.from(window.watching.marks.keys()).filter(({ nodeType }) => !nodeType).map(String));
      assert.deepEqual(claims, ["新收政府信息公开申请 999 件", "办结 758 件"]);
      await page.goto(`${server.origin}/none.html`);
      await answered(page, "unrecognised");
      assert.equal(await page.evaluate(() => window.watching.marks.size), 0);
      await page.context().close();
    });
  });
}

describe("in place, further", () => {
  let browser;
  before(async () => { browser = await browsers.chromium(); });
  after(() => browser?.close());
  const visit = async (path) => open(await browser.newContext({ viewport: { width: 1000, height: 900 } }), `${server.origin}${path}`);

  test("in English, with no accessibility violation in the list and the note", async () => {
    const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
    // The scanner looks into open trees only.
    await page.addInitScript(() => {
      const { attachShadow } = Element.prototype;
      Element.prototype.attachShadow = function open() { return attachShadow.call(this, { mode: "open" }); };
    });
    await page.goto(`${server.origin}/english.html`);
    await answered(page, "inconsistent");
    await page.focus("#content");
    await page.keyboard.press("F8");
    assert.match(await page.evaluate(() => window.watching.layer.note.textContent), /probably wrong.*does not hold.*Fill in 12/);
    assert.match(await page.evaluate(() => window.watching.panel.box.textContent), /2 relations do not hold.*1 \/ 2.*Previous.*Next/);
    const found = (await scan(page)).filter((line) => /panel|note|gouji|go"|fill/.test(line));
    assert.deepEqual(found, []);
    await page.close();
  });

  test("two hostile pages neither break it nor are broken by it", async () => {
    for (const path of ["/hostile.html", "/hostile-shadow.html"]) {
      const page = await visit(path);
      await answered(page, "inconsistent");
      assert.deepEqual(await suspects(page), [[String(made.at[CELL]), CELL]]);
      // The layer is there again although it was thrown out, and looks as it should.
      await eventually(() => page.evaluate(() => window.watching.layer.host.isConnected), true);
      const styles = await page.evaluate(() => {
        const { host: own, note } = window.watching.layer;
        const { box } = window.watching.panel;
        const style = getComputedStyle(own);
        return [style.position, style.visibility, style.opacity, style.transform, style.filter, getComputedStyle(box).fontSize, getComputedStyle(box).color, getComputedStyle(note).display];
      });
      assert.deepEqual(styles, ["fixed", "visible", "1", "none", "none", "14px", "rgb(28, 33, 38)", "none"]);
      if (path === "/hostile.html") {
        // Its styles are taken away from it again and again: frames take the place of highlights.
        await eventually(() => page.evaluate(() => window.watching.highlights === null && window.watching.layer.drawn.size > 0), true);
        await eventually(() => askew(page), []);
      }
      await page.keyboard.press("F8");
      await eventually(() => page.evaluate(() => window.watching.layer.note.hidden), false);
      await page.screenshot({ path: join(out, `inplace${path.replace(/\W/g, "-")}.png`) });
      // Whatever lies over the page, the list can be clicked.
      const next = await page.evaluate(() => {
        const { left, top, width, height } = window.watching.panel.steps.lastElementChild.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      });
      await page.mouse.click(next.x, next.y);
      await eventually(() => page.evaluate(() => window.watching.panel.position.textContent), "2 / 2");
      assert.deepEqual(page.problems, []);
      const nodes = () => page.evaluate(() => document.querySelectorAll("article, #shadow").length);
      assert.equal(await nodes(), 1);
      await page.context().close();
    }
  });

  test("in a modal dialog, and where the policy allows no worker, all of it works", async () => {
    const page = await visit("/dialog.html");
    await answered(page, "inconsistent");
    assert.equal(page.workers().length, 0);
    assert.deepEqual(await suspects(page), [[String(made.at[CELL]), CELL]]);
    await page.focus("#content");
    await page.keyboard.press("F8");
    await eventually(() => page.evaluate(() => window.watching.layer.note.hidden), false);
    await eventually(() => page.evaluate(() => window.watching.panel.position.textContent), "1 / 2");
    // What is inert cannot be clicked; and the panel stands where it stays once two frames agree.
    const next = await page.evaluate(async () => {
      const middle = () => {
        const { left, top, width, height } = window.watching.panel.steps.lastElementChild.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      };
      for (let last = null, now = middle(); ; last = now, now = middle()) {
        if (last && last.x === now.x && last.y === now.y) return now;
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      }
    });
    await page.mouse.click(next.x, next.y);
    await eventually(() => page.evaluate(() => window.watching.panel.position.textContent), "2 / 2");
    assert.equal(await page.evaluate(() => document.getElementById("content").innerHTML.includes("gouji")), false);
    await page.context().close();
  });

  test("hundreds of edits leave no node, no listener and no mark behind", async () => {
    const page = await visit("/frames.html");
    await answered(page, "inconsistent");
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Performance.enable");
    const held = async () => {
      await devtools.send("HeapProfiler.collectGarbage");
      const { metrics } = await devtools.send("Performance.getMetrics");
      return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    };
    const edit = (times) => page.evaluate(async (n) => {
      const cell = Array.from(window.watching.marks).find(([, { id }]) => id === "t3.r3_1.natural")[0];
      for (let i = 0; i < n; i += 1) {
        cell.textContent = String(20 + (i % 2) * 3);
        await new Promise((done) => setTimeout(done, 0));
        await window.watching.check();
      }
    }, times);
    await edit(40);
    const first = await held();
    await edit(160);
    const last = await held();
    assert.ok(last.Nodes - first.Nodes < 60, `${first.Nodes} nodes, then ${last.Nodes}`);
    assert.ok(last.JSEventListeners - first.JSEventListeners < 10, `${first.JSEventListeners} listeners, then ${last.JSEventListeners}`);
    assert.ok(last.JSHeapUsedSize - first.JSHeapUsedSize < 1_000_000, `${first.JSHeapUsedSize} bytes, then ${last.JSHeapUsedSize}`);
    await page.context().close();
  });
});
