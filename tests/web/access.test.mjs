// For everybody: every state of the page scanned, on paper, in forced colours, in 320 pixels and twice
// as large; and all of it by the keyboard alone.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { answered, browsers, engine, open, scan, serve, submit } from "./harness.mjs";
import { asText, values } from "./report.mjs";

let server;
let browser;
let text;
before(async () => {
  const [form] = (await engine()).forms();
  const at = values(form);
  at["t3.r3_1.natural"] += 9;
  text = asText(form, at).replace("本年度依法公开政府信息。", "2023年，本机关收到政府信息公开申请999件。");
  server = await serve();
  browser = await browsers.chromium();
});
after(async () => {
  await browser?.close();
  server?.stop();
});

async function fresh(options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await open(context, server.url);
  await page.waitForSelector("html[data-ready]");
  return page;
}

async function check(page, report = text) {
  await answered(page, report);
}

/** Nothing to complain of, and nothing that has to be scrolled sideways but a table's own box. */
async function fine(page, state, scanned) {
  // What happens to be half under something that stays in sight would be called too small.
  await page.evaluate(() => {
    document.querySelector("#findings").scrollTop = 0;
    document.querySelector("#inspector").style.position = "static";
  });
  if (scanned) assert.deepEqual(await scan(page), [], state);
  assert.deepEqual(await page.evaluate(spilt), [], state);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${state}: ${wide} px too wide`);
}

/** Runs in the page: texts that lie outside the boxes they are in, a line each. */
function spilt() {
  // A font's own height is more than that of a narrow line.
  const outside = (inner, outer, above) => inner.left < outer.left - 2 || inner.right > outer.right + 2 || inner.top < outer.top - above || inner.bottom > outer.bottom + above;
  // What is only heard is clipped to nothing.
  const heard = (node) => getComputedStyle(node).clip !== "auto";
  const seen = (node) => node.checkVisibility() && !node.closest(".vh, .skips, .seal, .pages") && !heard(node);
  return [...document.querySelectorAll("body *")].filter(seen).flatMap((node) => {
    const texts = [...node.childNodes].filter((child) => child.nodeType === 3 && child.data.trim());
    let box = node;
    while (getComputedStyle(box).display === "inline") box = box.parentElement;
    const range = document.createRange();
    return texts.filter((child) => {
      range.selectNodeContents(child);
      return outside(range.getBoundingClientRect(), box.getBoundingClientRect(), parseFloat(getComputedStyle(node).fontSize) * 0.3);
    }).map(({ data }) => `${node.tagName} ${node.className} ${data.trim().slice(0, 30)}`);
  });
}

/** Name → what to do to be in that state, one after another. */
const STATES = {
  empty: () => {},
  "nothing to check": (page) => page.click("#check").then(() => page.waitForSelector("#trouble:not([hidden])")),
  "last year asked for": (page) => page.click("#previous summary"),
  findings: (page) => check(page),
  "a finding, its reason being written": async (page) => {
    await page.click(".cause .finding .go >> nth=0");
    await page.click("text=写说明…");
  },
  "the reason": async (page) => {
    await page.fill(".write textarea", "口径不同。");
    await page.click("text=保存说明");
    await page.waitForSelector(".reason");
  },
  "everything unfolded": async (page) => {
    await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));
    await page.waitForSelector("#original .line");
  },
  "a hint switched off": async (page) => {
    await page.uncheck("#kinds input[data-rule='prose.new']");
    await page.waitForSelector("#kinds .off");
  },
  "a candidate tried": async (page) => {
    await page.click(".try >> nth=0");
    await page.waitForSelector(".changes");
  },
  "keyboard help": (page) => page.click("#help-open").then(() => page.waitForSelector("#help[open]")),
  "no report": async (page) => {
    await page.click("#help-close");
    await page.click("#clear");
    await page.fill("#source textarea", "今天天气很好。");
    await page.click("#check");
    await page.waitForSelector("#verdict.unrecognised");
  },
  "many, none yet": (page) => page.click("#clear").then(() => page.click("#many")).then(() => page.waitForSelector("#batch")),
  "many reports": async (page) => {
    const file = (name) => ({ name: `${name}.txt`, mimeType: "text/plain", buffer: Buffer.from(text.replaceAll("某市", name)) });
    await page.setInputFiles("#batch-files", [file("甲县"), file("乙县")]);
    await page.waitForFunction(() => /放在一起看/.test(document.querySelector(".batch").innerText));
  },
  "the rules": async (page) => {
    await page.click(".foot a");
    await page.waitForSelector("[id='prose.new']");
  },
};

// Where colours and widths are as elsewhere, these say enough.
const FULLEST = ["findings", "everything unfolded", "many reports", "the rules"];
const WAYS = {
  "in the dark": { colorScheme: "dark" },
  "in 320 pixels": { viewport: { width: 320, height: 640 } },
  "in forced colours": { forcedColors: "active", few: true },
  "with letters, words and lines set apart": { spaced: true, few: true },
  // What a browser shows of 1280 × 900 where all is twice as large.
  "at 200 %": { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2, reducedMotion: "reduce", few: true },
};

describe("every state of the page", () => {
  for (const [way, { few, spaced, ...options }] of Object.entries(WAYS)) {
    test(way, async () => {
      const page = await fresh(options);
      // As WCAG 1.4.12 has it, by a reader's own style.
      if (spaced) {
        await page.evaluate(() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
          document.adoptedStyleSheets = [sheet];
        });
      }
      for (const [state, enter] of Object.entries(STATES)) {
        await enter(page);
        await fine(page, `${way}, ${state}`, !spaced && (!few || FULLEST.includes(state)));
      }
      assert.deepEqual(page.problems, []);
    });
  }

  test("on paper, whatever the screen was like", async () => {
    const page = await fresh({ colorScheme: "dark" });
    await check(page);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    // Nothing is pressed on paper.
    assert.deepEqual(await scan(page, ["target-size"]), []);
    const [paper, ink] = await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(document.body);
      return [backgroundColor, color];
    });
    assert.equal(paper, "rgb(255, 255, 255)");
    assert.notEqual(ink, "rgb(233, 230, 223)");
    for (const hidden of [".settings", "#source", "#take", "#inspector", ".try"]) assert.equal(await page.isVisible(hidden), false, hidden);
    for (const shown of ["#verdict", ".cause", ".matrix table"]) assert.equal(await page.isVisible(shown), true, shown);
  });

  test("nothing moves by itself but a place shown on a page, and that not for whoever wants nothing to move", async () => {
    const page = await fresh();
    await check(page);
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    await page.evaluate(() => new Promise((done) => {
      const style = document.createElement("link");
      Object.assign(style, { rel: "stylesheet", href: "pdf/pdf.css", onload: done });
      document.head.append(style);
    }));
    for (const [reducedMotion, animations] of [["reduce", 0], ["no-preference", 1]]) {
      await page.emulateMedia({ reducedMotion });
      const seen = await page.evaluate(() => {
        const spot = document.createElement("div");
        spot.className = "spot";
        document.body.append(spot);
        const { length } = document.getAnimations();
        spot.remove();
        return length;
      });
      assert.equal(seen, animations, reducedMotion);
    }
  });

  test("in forced colours a wrong cell still stands out", async () => {
    const page = await fresh({ forcedColors: "active" });
    await check(page);
    const outline = (cell) => page.evaluate((id) => getComputedStyle(document.querySelector(`td:has(> [data-cell="${id}"])`)).outlineStyle, cell);
    assert.equal(await outline("t3.r3_1.natural"), "solid");
    assert.equal(await outline("t3.r3_1.total"), "dashed");
    assert.equal(await outline("t3.r2.natural"), "none");
  });
});

describe("by the keyboard alone", () => {
  /** Where the keyboard is, in a word, and whether that can be seen. */
  const here = (page) => page.evaluate(() => {
    const { activeElement: node } = document;
    const { width, height } = node.getBoundingClientRect();
    const ring = [node, node.parentNode].some((at) => at.nodeType === 1 && (getComputedStyle(at).outlineStyle !== "none" || getComputedStyle(at).boxShadow !== "none"));
    return { name: node.dataset.cell || node.id || node.className || node.textContent.trim() || node.tagName, seen: width > 1 && height > 1 && ring, body: node === document.body };
  });
  const until = async (page, name, key = "Tab") => {
    for (let n = 0; n < 90; n += 1) {
      await page.keyboard.press(key);
      if ((await here(page)).name === name) return;
    }
    assert.fail(`${name} is not reached with ${key}`);
  };

  test("from the paste to the corrected report, the help, the rules and back", async () => {
    const page = await fresh();
    await page.evaluate((given) => navigator.clipboard.writeText(given), text);
    // A paste needs no field, but the field is the first thing to type in.
    await page.keyboard.press("Control+v");
    await page.waitForSelector("#kinds details");
    // The first stop leads past the head of the page.
    await page.evaluate(() => { document.activeElement.blur(); getSelection().removeAllRanges(); });
    await until(page, "skip-findings");
    await page.keyboard.press("Enter");
    assert.equal((await here(page)).name, "findings");
    await until(page, "go");
    await page.keyboard.press("Enter");
    const { name: cell } = await here(page);
    assert.match(cell, /^t3\./);
    // F8 walks on, its number is typed over, Escape brings the old one back.
    await page.keyboard.press("F8");
    const { name: next } = await here(page);
    const was = await page.inputValue(`[data-cell="${next}"]`);
    await page.keyboard.type("77");
    await page.waitForSelector(".changes");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector(".changes"));
    assert.equal(await page.inputValue(`[data-cell="${next}"]`), was);
    // The likeliest correction is tried and taken back.
    await until(page, "skip-findings", "Shift+Tab");
    await page.keyboard.press("Enter");
    await until(page, "small try");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".changes");
    assert.equal((await here(page)).name, "undo");
    await page.keyboard.press("Enter");
    // What is left of the changes is the way to do them again.
    await page.waitForFunction(() => !document.querySelector("td.edited"));
    // The help opens, holds the focus and closes.
    await until(page, "help-open", "Shift+Tab");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#help[open]");
    assert.equal(await page.evaluate(() => document.querySelector("#help").contains(document.activeElement)), true);
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector("#help[open]"));
    assert.equal((await here(page)).name, "help-open");
    assert.deepEqual(page.problems, []);
  });

  test("the full answer, when it comes, leaves the keyboard at the finding where it was", async () => {
    const context = await browser.newContext();
    let release;
    const released = new Promise((done) => { release = done; });
    await context.route(/full\/gouji_bg\.wasm/, (route) => released.then(() => route.continue()));
    const page = await open(context, server.url);
    await page.waitForSelector("html[data-ready]");
    await submit(page, text);
    await page.focus("#list .finding .go >> nth=1");
    const focused = () => page.evaluate(() => document.activeElement.textContent);
    const was = await focused();
    assert.equal(await page.locator(".cause").count(), 0);
    release();
    await page.waitForSelector(".cause");
    await page.waitForSelector("#kinds details");
    assert.equal(await focused(), was);
    await context.close();
  });

  test("every stop can be seen, and none holds the keyboard", async () => {
    const page = await fresh();
    await check(page);
    await page.focus("#skip-findings");
    const stops = ["skip-findings"];
    for (let n = 0; n < 330; n += 1) {
      await page.keyboard.press("Tab");
      const stop = await here(page);
      if (stop.body || (stops.length > 20 && stop.name === stops[0])) break;
      assert.ok(stop.seen, `${stop.name} cannot be seen`);
      stops.push(stop.name);
    }
    for (const name of ["skip-findings", "check", "go", "t2.fees", "t3.r1.natural", "t4.after.total"]) assert.ok(stops.includes(name), `${name} is no stop`);
    assert.ok(stops.length < 330, "the end is never reached");
  });
});
