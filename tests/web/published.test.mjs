// Published reports, checked in the page on which they stand: by a script that the portal adds, under a strict
// policy, and by the browser extension in a Chromium that has loaded it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { browsers, engine, eventually, open, root } from "./harness.mjs";
import { host } from "./host.mjs";
import { around, report } from "./inplace/articles.mjs";
import { wrong } from "./wrong.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "out");
mkdirSync(out, { recursive: true });
// What a careful portal sends; wasm is the one thing that gouji's own script asks for.
const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";
// One that allows no wasm, no worker and no connection either: the extension needs none of the page.
const STRICTEST = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; frame-src 'self'; connect-src 'self'";
const CELLS = ["t3.r3_1.natural", "t3.r3_2.business", "t3.r3_4_1.research", "t3.r3_5_2.other"];

let server;
let strictest;
before(async () => {
  const made = wrong(await engine("full"));
  const [one, two, three, four] = ["某市甲局", "某市乙委", "某市丙办", "某市丁处"].map((organ, n) => report(made, organ, { [CELLS[n]]: n ? 10 : 9 }));
  const head = "<link rel=stylesheet href=/lib/portal.css>";
  const links = "<p><a href=\"/files/inconsistent-2019.docx\">2019 年报告.docx</a> <a href=\"/files/no-such.pdf\">旧报告</a> <a href=\"/other/\">其他</a></p>";
  // Two in one page, one in a frame of this origin, one in a shadow tree; the second draws itself again and again.
  const body = `<h1>年度报告</h1><article>${one}</article><article id="redrawn">${two}</article><iframe src="/framed.html" width="900" height="400" title="丙办"></iframe><div id="shadow"></div><template id="template"><article>${four}</article></template>${links}<p id="ticker"></p>`;
  const pages = {
    "/framed.html": around(`<article>${three}</article>`, { head }),
    "/portal.html": around(body, { head, tail: "<script src=\"/lib/redraw.js\"></script><script type=\"module\" src=\"/gouji/inplace/page.js\"></script>" }),
    "/plain.html": around(body, { head, tail: "<script src=\"/lib/redraw.js\"></script>" }),
    "/one.html": around(`<article>${one}</article>${links}`, { head }),
    // Part three alone of two bodies, side by side in nothing: the same cell is wrong in both.
    "/thirds.html": around(["某市甲局", "某市乙委"].map((organ) => {
      const all = report(made, organ, { [CELLS[0]]: 9 });
      const [third] = /<h2>三、.*?<\/table>/s.exec(all);
      return `<h1>${organ}2024年政府信息公开工作年度报告</h1>${third}`;
    }).join(""), { head, tail: "<script type=\"module\" src=\"/gouji/inplace/page.js\"></script>" }),
  };
  const folders = { "/gouji/": join(root, "dist/site"), "/lib/": join(here, "inplace"), "/files/": join(root, "tests/fixtures"), ...pages };
  server = await host(folders, { headers: { "Content-Security-Policy": STRICT } });
  strictest = await host(folders, { headers: { "Content-Security-Policy": STRICTEST } });
});
after(() => {
  server?.stop();
  strictest?.stop();
});

/** Names and cells that are marked as most likely wrong, by the highlights of the page and of its frames. */
const suspects = (page) => page.evaluate(() => {
  const windows = [window].concat(Array.from(document.querySelectorAll("iframe"), (frame) => frame.contentWindow));
  const found = [];
  for (const view of windows) {
    for (const range of view.CSS.highlights.get("gouji-suspect") || []) {
      const cell = range.startContainer;
      // What was drawn anew is marked anew a moment later.
      if (cell.nodeName !== "TD" || !cell.isConnected) continue;
      const of = cell.closest("article").querySelector("h1").textContent.slice(0, 4);
      found.push(`${of} ${cell.parentNode.cells[0].textContent.slice(0, 12)} ${cell.textContent}`);
    }
  }
  return found.sort();
});

/** A context in which what is closed to the page is open to the test. */
async function opened(browser) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 } });
  await context.addInitScript(() => {
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function opened(options) {
      const made = attachShadow.call(this, { ...options, mode: "open" });
      return made;
    };
  });
  return context;
}

describe("a portal's script", () => {
  let browser;
  before(async () => { browser = await browsers.chromium(); });
  after(() => browser?.close());

  test("one click checks the page in view under its policy: several reports, a frame, a shadow tree, one that redraws itself", async () => {
    const context = await opened(browser);
    const page = await open(context, `${server.origin}/portal.html`);
    assert.equal(await page.evaluate(() => document.querySelector("article").outerHTML.includes("gouji")), false);
    await page.getByRole("button", { name: "校核本页年报" }).click();
    await eventually(async () => (await suspects(page)).map((line) => line.slice(0, 4)), ["某市丁处", "某市丙办", "某市乙委", "某市甲局"].sort());
    await page.getByRole("button", { name: "下一条" }).first().click();
    await page.screenshot({ path: join(out, "inplace-portal.png") });
    // The one that is drawn anew every half second keeps its mark.
    await page.evaluate(() => { window.seen = document.querySelector("#redrawn table"); });
    await eventually(() => page.evaluate(() => window.seen.isConnected), false);
    await eventually(async () => (await suspects(page)).length, 4);

    // An attachment opens in the checker's own page.
    const [checker] = await Promise.all([context.waitForEvent("page"), page.getByRole("button", { name: "2019 年报告.docx" }).click()]);
    await checker.waitForSelector("#verdict-title");
    await eventually(async () => /关系不成立/.test(await checker.textContent("#verdict-title")), true);
    await checker.close();
    await page.getByRole("button", { name: "旧报告" }).click();
    await eventually(() => page.evaluate(() => Array.from(document.querySelectorAll("html > div"), ({ shadowRoot }) => shadowRoot && shadowRoot.textContent).join().includes("这个附件取不到")), true);

    // Closed, nothing is left but the button.
    await page.getByRole("button", { name: "关闭" }).click();
    assert.deepEqual(await suspects(page), []);
    assert.equal(await page.getByRole("button", { name: "校核本页年报" }).count(), 1);
    const complaints = page.problems.filter((text) => !/404|no-such/.test(text));
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test("part three of two bodies under a title each is two reports, and the same wrong cell is marked in both", async () => {
    const context = await opened(browser);
    const page = await open(context, `${server.origin}/thirds.html`);
    await page.getByRole("button", { name: "校核本页年报" }).click();
    const tables = () => page.evaluate(() => {
      const all = Array.from(document.querySelectorAll("table"));
      return Array.from(CSS.highlights.get("gouji-suspect") || [], ({ startContainer }) => all.indexOf(startContainer.closest("table"))).sort();
    });
    await eventually(tables, [0, 1]);
    await context.close();
  });
});

/** Chromium with windows, though none is shown: without them there are no extensions. */
const whole = "/usr/bin/chromium";
describe("the extension", { skip: existsSync(whole) ? false : "there is no whole Chromium here" }, () => {
  const extension = join(root, "dist/extension");
  let profile;
  let context;
  let id;
  before(async () => {
    profile = mkdtempSync(join(tmpdir(), "gouji-profile-"));
    context = await chromium.launchPersistentContext(profile, {
      executablePath: whole,
      headless: false,
      viewport: { width: 1100, height: 900 },
      ignoreDefaultArgs: ["--disable-extensions"],
      args: ["--headless=new", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), `--disable-extensions-except=${extension}`, `--load-extension=${extension}`, "--enable-unsafe-extension-debugging"],
    });
    const worker = context.serviceWorkers()[0] || await context.waitForEvent("serviceworker");
    id = new URL(worker.url()).host;
  });
  after(async () => {
    await context?.close();
    rmSync(profile, { recursive: true, force: true });
  });

  /** Clicks the extension's button, as a person does, who clicks again when nothing comes: that is what gives it the page. */
  async function click(page) {
    let clicked = 0;
    await eventually(async () => {
      if (Date.now() - clicked > 5_000) {
        await trigger(page);
        clicked = Date.now();
      }
      return page.evaluate(() => document.querySelectorAll("html > div").length);
    }, 1);
  }

  async function trigger(page) {
    // The button is that of the tab in front.
    await page.bringToFront();
    const devtools = await context.browser().newBrowserCDPSession();
    const { targetInfos } = await devtools.send("Target.getTargets", { filter: [{ type: "tab" }] });
    const { targetId } = targetInfos.find(({ url }) => url === page.url());
    await devtools.send("Extensions.triggerAction", { id, targetId });
    await devtools.detach();
  }

  test("it asks for nothing but the page that is clicked on", () => {
    const manifest = JSON.parse(readFileSync(join(extension, "manifest.json"), "utf8"));
    assert.deepEqual(manifest.permissions, ["activeTab", "scripting"]);
    for (const key of ["host_permissions", "content_scripts", "web_accessible_resources", "externally_connectable"]) assert.ok(!(key in manifest), key);
  });

  test("one click marks what stands in the page, under a policy that allows nothing", async () => {
    const page = await open(context, `${strictest.origin}/plain.html`);
    const html = await page.evaluate(() => document.querySelector("article").outerHTML);
    await click(page);
    await eventually(async () => (await suspects(page)).map((line) => line.slice(0, 4)), ["某市丁处", "某市丙办", "某市乙委", "某市甲局"].sort());
    await page.keyboard.press("F8");
    await page.screenshot({ path: join(out, "inplace-extension.png") });
    assert.equal(await page.evaluate(() => document.querySelector("article").outerHTML), html);
    const asked = page.asked.filter((address) => !address.startsWith(`${strictest.origin}/`) && !address.startsWith("data:"));
    assert.deepEqual(asked, []);
    assert.deepEqual(page.problems, []);
    // Another click looks again; the page is still watched once.
    await click(page);
    await page.evaluate(() => { document.querySelector("article tr td").textContent += " "; });
    await eventually(async () => (await suspects(page)).length, 4);
    assert.equal(await page.evaluate(() => document.querySelectorAll("html > div").length), 1);
    await page.close();
  });

  test("an attachment opens in the extension's own page", async () => {
    const page = await open(context, `${strictest.origin}/one.html`);
    await click(page);
    await eventually(async () => (await suspects(page)).length, 1);
    // The list is in a closed tree; by keyboard one gets there.
    const [checker] = await Promise.all([context.waitForEvent("page"), (async () => {
      for (let n = 0; n < 30; n += 1) {
        await page.keyboard.press("Tab");
        if (await focused(page) === "2019 年报告.docx") break;
      }
      await page.keyboard.press("Enter");
    })()]);
    await checker.waitForSelector("#verdict-title");
    assert.equal(new URL(checker.url()).protocol, "chrome-extension:");
    await eventually(async () => /关系不成立/.test(await checker.textContent("#verdict-title")), true);
    await checker.close();
    await page.close();
  });

  /** The name of what has the focus, also in a closed tree. */
  async function focused(page) {
    const devtools = await context.newCDPSession(page);
    const { nodes } = await devtools.send("Accessibility.getFullAXTree");
    await devtools.detach();
    const node = nodes.find(({ role, properties = [] }) => role?.value === "button" && properties.some(({ name, value }) => name === "focused" && value.value));
    return node?.name?.value;
  }

  test("Firefox's linter finds nothing wrong in the one for Firefox", () => {
    const linter = join(here, "node_modules/addons-linter/bin/addons-linter");
    const run = spawnSync(process.execPath, [linter, join(root, "dist/extension-firefox"), "--output", "json"], { encoding: "utf8", maxBuffer: 1 << 26 });
    const { errors, summary } = JSON.parse(run.stdout);
    assert.deepEqual(errors, []);
    assert.equal(summary.errors, 0);
  });
});
