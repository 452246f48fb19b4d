// What a clerk does with the page, in both browsers, with the real engine and once with one that
// shows everything a report can hold.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browsers, engine, eventually, open, root, scan, serve } from "./harness.mjs";
import { asHtml, asText, values } from "./report.mjs";
import { fakeEngine } from "./sample-report.mjs";

const out = join(root, "tests/web/out");
mkdirSync(out, { recursive: true });

let server;
let forms;
before(async () => {
  const gouji = await engine();
  forms = gouji.forms();
  server = await serve();
});
after(() => server?.stop());

/** A report in which one cell is wrong by nine. */
const wrong = () => {
  const at = values(forms[0]);
  at["t3.r3_1.natural"] += 9;
  return at;
};

/** A table of sentences says the same in both languages. */
function same({ "zh-CN": chinese, en: english }) {
  assert.deepEqual(Object.keys(english), Object.keys(chinese));
  for (const key of Object.keys(chinese)) {
    assert.equal(typeof english[key], typeof chinese[key], key);
    assert.ok(english[key] && chinese[key], key);
    if (typeof chinese[key] === "function") assert.equal(english[key].length, chinese[key].length, key);
    if (chinese[key].constructor === Object) assert.deepEqual(Object.keys(english[key]), Object.keys(chinese[key]), key);
    if (Array.isArray(chinese[key])) assert.equal(english[key].length, chinese[key].length, key);
  }
}

describe("words", () => {
  test("both languages say everything, and the page starts with the same words", async () => {
    // Some make what they fill as soon as they are there.
    globalThis.document = { documentElement: { lang: "zh-CN" }, createElement: () => ({ setAttribute() {}, append() {} }) };
    const { words } = await import(join(root, "www/words.js"));
    words.en = (await import(join(root, "www/later/words-en.js"))).en;
    const scripts = (folder) => readdirSync(join(root, "www", folder)).filter((name) => name.endsWith(".js")).map((name) => `${folder}/${name}`);
    const apart = await Promise.all(scripts("later").filter((path) => /^export const words = /m.test(readFileSync(join(root, "www", path), "utf8"))).map((path) => import(join(root, "www", path))));
    assert.ok(apart.length > 20);
    for (const own of apart) same(own.words);
    // What stands in the page is learnt from it; the element brings its own, and what is drawn later too.
    await import(join(root, "www/element/words.js"));
    await import(join(root, "www/later/welcome.js"));
    const chinese = words["zh-CN"];
    const html = readFileSync(join(root, "www/index.html"), "utf8");
    const there = [...html.matchAll(/data-say="(\w+)"[^>]*>([^<]*)</g), ...html.matchAll(/data-say-label="(\w+)" aria-label="([^"]*)"/g), ...html.matchAll(/data-say-hint="(\w+)" placeholder="([^"]*)"/g)];
    assert.equal(there.length, html.split("data-say").length - 1);
    for (const [, key, text] of there) {
      assert.ok(text, key);
      // Where it is said elsewhere too, it is the same.
      assert.equal(text, chinese[key] || (chinese[key] = text), key);
    }
    chinese.title = /<title>(.*)<\/title>/.exec(html)[1];
    const sorted = (all) => Object.fromEntries(Object.keys(all).sort().map((key) => [key, all[key]]));
    same({ "zh-CN": sorted(chinese), en: sorted(words.en) });
    // Whoever says something of these sentences says one that is there.
    for (const file of [".", "later", "element", "batch", "rules"].flatMap(scripts)) {
      const script = readFileSync(join(root, "www", file), "utf8");
      const from = file.startsWith("./") ? "./words.js" : "../words.js";
      const [, names = ""] = new RegExp(`import \\{([^}]*)\\} from "${from}"`).exec(script) || [];
      const say = names.split(",").map((name) => name.trim()).find((name) => /^say\b/.test(name));
      if (!say) continue;
      for (const [, key] of script.matchAll(new RegExp(`\\b${say.split(" as ").pop()}\\("(\\w+)"`, "g"))) assert.ok(key in chinese, `${file}: ${key}`);
    }
  });
});

/** Contrast of two colours. */
function contrast(a, b) {
  const light = (hex) => {
    const [r, g, bl] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl;
  };
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

describe("colours", () => {
  const css = readFileSync(join(root, "www/tokens.css"), "utf8");
  for (const [theme, block] of [["light", css.split(':root[data-theme="dark"]')[0]], ["dark", css.split(':root[data-theme="dark"]')[1]]]) {
    test(`${theme}: text reaches 4.5:1 on everything it stands on, frames 3:1`, () => {
      const token = Object.fromEntries([...block.matchAll(/--([\w-]+): (#\w{6})/g)].map(([, name, value]) => [name, value]));
      const text = {
        ink: ["ground", "sheet", "sunk", "head", "bad-soft", "warn-soft", "good-soft", "accent-soft", "guess-soft"],
        "ink-2": ["ground", "sheet", "sunk", "head", "accent-soft", "bad-soft", "warn-soft", "good-soft"],
        accent: ["ground", "sheet", "sunk", "accent-soft"], "on-accent": ["accent"],
        bad: ["sheet", "bad-soft"], warn: ["sheet", "warn-soft"], good: ["sheet", "good-soft"], guess: ["guess-soft"],
      };
      for (const [ink, grounds] of Object.entries(text)) for (const ground of grounds) {
        assert.ok(contrast(token[ink], token[ground]) >= 4.5, `${ink} on ${ground}: ${contrast(token[ink], token[ground]).toFixed(2)}`);
      }
      // The darkest shade of a cell: that of one that is wrong for all but certain.
      const shade = [1, 3, 5].map((at) => [token.bad, token.sheet].map((hex) => parseInt(hex.slice(at, at + 2), 16)));
      const darkest = `#${shade.map(([over, under]) => Math.round(over * 0.26 + under * 0.74).toString(16).padStart(2, "0")).join("")}`;
      assert.ok(contrast(token.ink, darkest) >= 4.5, `ink on ${darkest}: ${contrast(token.ink, darkest).toFixed(2)}`);
      for (const ground of ["sheet", "ground"]) for (const frame of ["edge", "accent", "bad"]) {
        assert.ok(contrast(token[frame], token[ground]) >= 3, `${frame} on ${ground}: ${contrast(token[frame], token[ground]).toFixed(2)}`);
      }
    });
  }
});

for (const [name, launch] of Object.entries(browsers)) {
  describe(`page in ${name}`, () => {
    let browser;
    let context;
    before(async () => { browser = await launch(); });
    after(() => browser?.close());

    const fresh = async (options = {}, module) => {
      await context?.close();
      context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      if (name === "chromium") await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      if (module) {
        await context.route(/(pkg|full)\/gouji\.js/, (route) => route.fulfill({ contentType: "text/javascript", body: module }));
      }
      const page = await open(context, server.url);
      await page.waitForSelector("html[data-ready]");
      // Firefox is not told of the wish for dark; the page's own switch will do.
      if (options.colorScheme && options.colorScheme !== await page.getAttribute("html", "data-theme")) await page.click("#theme");
      return page;
    };
    /** Through the system's clipboard and the keyboard, as a person pastes. */
    const paste = async (page, flavours, target = "#source textarea") => {
      await page.focus(target);
      await page.evaluate(async (given) => {
        const items = Object.entries(given).map(([type, text]) => [type, new Blob([text], { type })]);
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(items))]);
      }, flavours);
      await page.keyboard.press("Control+v");
    };
    const shown = (page) => page.waitForSelector("#result:not([hidden])");
    const verdict = (page) => page.getAttribute("#verdict", "class");
    const input = (id) => `input[data-cell="${id}"]`;
    const quiet = (page) => {
      assert.deepEqual(page.problems, []);
      const origin = new URL(server.url).origin;
      assert.deepEqual(page.asked.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith("data:")), []);
    };

    test("rich content is pasted, drawn in the form, and never becomes part of the page", async () => {
      const page = await fresh();
      const evil = `<img src="x" onerror="window.ran = 1"><script>window.ran = 1</script>`;
      await paste(page, { "text/html": evil + asHtml(forms[0], wrong()), "text/plain": "不用这个" });
      await shown(page);
      assert.match(await verdict(page), /inconsistent/);
      assert.equal(await page.inputValue(input("t3.r3_1.natural")), String(wrong()["t3.r3_1.natural"]));
      assert.match(await page.getAttribute(`td:has(> ${input("t3.r3_1.natural")})`, "class"), /broken/);
      // The place in the original is found and marked.
      await page.focus(input("t3.r3_1.natural"));
      await page.click("#inspector .buttons button");
      await page.waitForSelector("#original td.here");
      assert.equal(await page.textContent("#original td.here"), String(wrong()["t3.r3_1.natural"]));
      assert.equal(await page.evaluate(() => window.ran), undefined);
      assert.equal(await page.locator("#original img, #original script").count(), 0);
      // Chromium says of the pasted handler that it was refused; nothing else is complained of.
      page.problems = page.problems.filter((problem) => !/^Executing inline event handler violates/.test(problem));
      quiet(page);
    });

    test("plain text is pasted; its place in the original is marked", async () => {
      const page = await fresh();
      await paste(page, { "text/plain": asText(forms[0], wrong()) });
      await shown(page);
      assert.match(await verdict(page), /inconsistent/);
      await page.focus(input("t3.r3_1.natural"));
      await page.click("#inspector .buttons button");
      assert.equal(await page.textContent("#original mark"), String(wrong()["t3.r3_1.natural"]));
      quiet(page);
    });

    test("a report in two pastes is one report; parts can be removed", async () => {
      const page = await fresh();
      const text = asText(forms[0], values(forms[0]));
      const cut = text.indexOf("四、政府信息公开行政复议");
      await paste(page, { "text/plain": text.slice(0, cut) });
      await shown(page);
      assert.match(await verdict(page), /undecided/);
      await paste(page, { "text/plain": text.slice(cut) });
      await page.waitForSelector("#verdict.consistent");
      assert.equal(await page.locator("#source .part").count(), 2);
      await page.click("#source .part:last-child .remove");
      await page.waitForSelector("#verdict.undecided");
      await page.click("#clear");
      await eventually(() => page.isHidden("#result"), true);
      quiet(page);
    });

    test("files are chosen and dropped, GB18030 too; what cannot be read is said", async () => {
      const page = await fresh();
      const gb = Buffer.from(readFileSync(join(root, "tests/web/gb18030.txt")));
      await page.setInputFiles("#source input[type=file]", { name: "报告.txt", mimeType: "text/plain", buffer: gb });
      await shown(page);
      assert.match(await page.textContent("#verdict"), /青禾县水务局/);
      assert.match(await page.textContent("#source .part"), /报告\.txt/);
      await page.setInputFiles("#source input[type=file]", { name: "扫描件.png", mimeType: "image/png", buffer: Buffer.from("\x89PNG\r\n\x1a\n\0", "latin1") });
      // What cannot be read takes no report's place.
      await page.waitForFunction(() => /“扫描件\.png”打不开：图片已损坏/.test(document.getElementById("trouble").textContent));
      // One without any text is told so.
      await page.setInputFiles("#source input[type=file]", { name: "空.txt", mimeType: "text/plain", buffer: Buffer.from(" \n") });
      await page.waitForFunction(() => /里面没有文字/.test(document.getElementById("notice").textContent));
      assert.match(await page.textContent("#verdict"), /青禾县水务局/);
      assert.match(await page.textContent("#source"), /报告\.txt/);
      // Unless somebody wants it to; then undo brings back what was there.
      await page.click("#notice [data-notice=instead]");
      await page.waitForFunction(() => /里面没有文字/.test(document.getElementById("verdict").textContent));
      assert.doesNotMatch(await page.textContent("#source"), /报告\.txt/);
      await page.focus("#check");
      await page.keyboard.press("Control+z");
      await page.waitForFunction(() => /青禾县水务局/.test(document.getElementById("verdict").textContent));
      assert.match(await page.textContent("#source"), /报告\.txt/);
      await page.click("#clear");
      await page.evaluate((html) => {
        const files = new DataTransfer();
        files.items.add(new File([html], "网页.html", { type: "text/html" }));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
      }, asHtml(forms[0], values(forms[0])));
      await page.waitForSelector("#verdict.consistent");
      quiet(page);
    });

    test("by keyboard alone: type, check, walk, correct, undo, restore", async () => {
      const page = await fresh();
      await page.focus("#source textarea");
      await page.evaluate((text) => { document.querySelector("#source textarea").value = text; }, asText(forms[0], wrong()));
      await page.keyboard.press("Control+Enter");
      await shown(page);
      const right = values(forms[0])["t3.r3_1.natural"];
      await page.keyboard.press("F8");
      const first = await page.evaluate(() => document.activeElement.dataset.cell);
      assert.ok(first);
      assert.ok(await page.locator("td.left").count() > 0 && await page.locator("td.right").count() > 0);
      await page.keyboard.press("F8");
      await page.keyboard.press("Shift+F8");
      await eventually(() => page.evaluate(() => document.activeElement.dataset.cell), first);
      await page.focus(input("t3.r3_1.natural"));
      await page.keyboard.press("Control+a");
      await page.keyboard.type(String(right));
      await page.waitForSelector("#verdict.consistent");
      assert.match(await page.textContent("#verdict .changed"), /1/);
      await page.waitForFunction(() => /成立/.test(document.querySelector("#live").textContent));
      await page.keyboard.press("Escape");
      await page.waitForSelector("#verdict.inconsistent");
      await page.keyboard.press("ArrowDown");
      await eventually(() => page.evaluate(() => document.activeElement.dataset.cell), "t3.r3_2.natural");
      quiet(page);
    });

    test("a candidate is tried, the check runs again, and it is undone", async () => {
      const page = await fresh({}, fakeEngine(forms));
      await paste(page, { "text/plain": "任意" });
      await shown(page);
      await page.click(".try >> nth=0");
      await page.waitForSelector("#verdict.consistent");
      assert.equal(await page.inputValue(input("t3.r3_1.natural")), "12");
      assert.equal(await page.evaluate(() => document.activeElement.id), "undo");
      await page.keyboard.press("Enter");
      await page.waitForSelector("#verdict.inconsistent");
      assert.equal(await page.inputValue(input("t3.r3_1.natural")), "21");
      quiet(page);
    });

    test("in the sample the wrong cell is named, and trying its value mends the report", async () => {
      const page = await fresh();
      await page.click("#sample");
      await shown(page);
      assert.match(await verdict(page), /inconsistent/);
      // The engine that explains comes after the first answer.
      await page.waitForSelector(".try");
      await page.click(".try >> nth=0");
      await page.waitForSelector("#verdict.consistent");
      // Nothing is left to say of its text either.
      assert.match(await page.textContent("#verdict-title"), /全部成立/);
      assert.doesNotMatch(await page.textContent("#verdict-title"), /提示/);
      assert.equal(await page.inputValue(input("t3.r3_4_1.natural")), "11");
      return quiet(page);
    });

    // Nothing here is a browser's own, and a field with so much in it is slow.
    if (name === "chromium") test("too much is refused in a sentence, and the text stays", async () => {
      const page = await fresh();
      await page.evaluate(() => { document.querySelector("#source textarea").value = "一".repeat(21 * 1024 * 1024); });
      await page.click("#check");
      await page.waitForSelector("#trouble:not([hidden])");
      assert.match(await page.textContent("#trouble"), /16 MB/);
      assert.equal(await page.locator("#source .part").count(), 1);
    });

    test("everything a report can hold is shown, and said to a screen reader", async () => {
      const page = await fresh({}, fakeEngine(forms));
      await paste(page, { "text/plain": "任意" });
      await shown(page);
      const kind = (id) => page.getAttribute(`td:has(> ${input(id)})`, "class");
      assert.match(await kind("t3.r3_1.natural"), /broken.*suspect/);
      assert.match(await kind("t3.r3_1.total"), /broken.*maybe/);
      for (const [id, state] of [["t3.r3_7.total", "inferred"], ["t3.r4.natural", "blank"], ["t3.r4.total", "missing"], ["t3.r2.other", "unreadable"]]) {
        assert.match(await kind(id), new RegExp(state));
        assert.ok(await page.getAttribute(`td:has(> ${input(id)})`, "data-tag"), id);
      }
      const note = (id) => page.textContent(`[id="note-${id}"]`);
      assert.match(await note("t3.r3_1.natural"), /81.*甲.*乙/);
      assert.match(await note("t3.r1.natural"), /１３件/);
      assert.match(await note("t3.r3_7.total"), /推断/);
      assert.doesNotMatch(await note("t3.r3_7.total"), /写错/);
      // A number that was lost is inferred, never probably wrong.
      assert.doesNotMatch(await kind("t3.r3_7.total"), /suspect|maybe/);
      assert.equal(await page.locator("td.suspect").count(), 1);
      assert.equal(await page.textContent(".cause.lost h3"), "没有读到的数");
      assert.equal(await page.locator(".cause > .candidates li").count(), 3);
      // What is less likely is there, and not as if it were equal.
      assert.equal(await page.locator(".further:not([open]) .candidates li").count(), 1);
      assert.equal(await page.locator("details.family").count(), 1);
      assert.equal(await page.locator(".finding").count(), 9);
      for (let n = 0; n < 9; n += 1) await page.keyboard.press("F8");
      assert.match(await page.textContent(".finding.chosen"), /丁/);
      await page.click("#language");
      await page.waitForSelector("html[lang=en]");
      assert.match(await page.textContent("#verdict-title"), /relations do not hold/);
      assert.equal(await page.getAttribute("html", "lang"), "en");
      assert.equal(await page.locator(".finding").count(), 9);
      await page.reload();
      await page.waitForSelector("html[data-ready]");
      await page.waitForFunction(() => document.querySelector("#check").textContent === "Check");
      quiet(page);
    });

    test("an engine that stops half way is replaced, and the text stays", async () => {
      const page = await fresh({}, fakeEngine(forms));
      await paste(page, { "text/plain": "trap" });
      await page.waitForSelector("#trouble:not([hidden])");
      assert.equal(await page.locator("#source .part").count(), 1);
      await page.click("#source .part .remove");
      await paste(page, { "text/plain": "任意" });
      await shown(page);
      assert.equal(page.asked.filter((url) => url.includes("again=")).length, 1);
    });

    test("an engine that cannot be had is said, and had again", async () => {
      await context?.close();
      context = await browser.newContext();
      let broken = true;
      await context.route(/gouji_bg\.wasm/, (route) => (broken ? route.fulfill({ status: 404 }) : route.continue()));
      const page = await open(context, server.url);
      await page.waitForSelector("#trouble:not([hidden])");
      broken = false;
      await page.evaluate((text) => { document.querySelector("#source textarea").value = text; }, asText(forms[0], values(forms[0])));
      await page.click("#check");
      await page.waitForSelector("#verdict.consistent");
    });

    const looks = [[1280, 900, "light"], [390, 844, "dark"], [1280, 900, "dark"], [390, 844, "light"]];
    // One is enough for the second browser.
    for (const [width, height, colorScheme] of name === "chromium" ? looks : [looks[1]]) {
      test(`nothing to complain of at ${width} × ${height}, ${colorScheme}; pictures taken`, async () => {
        const picture = (page, state) => page.screenshot({ path: join(out, `${name}-${state}-${width}-${colorScheme}.png`) });
        const options = { viewport: { width, height }, colorScheme };
        const page = await fresh(options);
        assert.deepEqual(await scan(page), []);
        await picture(page, "empty");
        await page.click("#sample");
        await shown(page);
        // The full answer draws once more.
        await page.waitForSelector("#kinds details");
        await picture(page, "found");
        assert.deepEqual(await scan(page), []);
        await page.keyboard.press("F8");
        await picture(page, "chosen");
        await page.fill(input("t3.r3_4_1.natural"), "11");
        await page.waitForSelector("#verdict.consistent");
        await picture(page, "corrected");
        await page.click("#clear");
        await page.fill("#source textarea", "今天天气很好。");
        await page.click("#check");
        await page.waitForSelector("#verdict.unrecognised");
        await picture(page, "unrecognised");
        const all = await fresh(options, fakeEngine(forms));
        await paste(all, { "text/plain": "任意" });
        await shown(all);
        await all.evaluate(() => document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));
        await picture(all, "everything");
        assert.deepEqual(await scan(all), []);
        const wide = await all.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `the page is ${wide} px too wide`);
      });
    }
  });
}
