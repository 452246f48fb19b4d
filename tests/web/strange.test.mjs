// Pages and editors as nobody meant them to be: folded up, in frames of old, drawn anew for ever, huge, deep,
// printed, from right to left; editors taken away without a word. Marks in place say nothing untrue there, write
// nothing, and let go of what is gone.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { browsers, engine, eventually, open, root } from "./harness.mjs";
import { host } from "./host.mjs";
import { around, report } from "./inplace/articles.mjs";
import { CELL, wrong } from "./wrong.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "out");
mkdirSync(out, { recursive: true });

let made;
let broken;
let server;
let other;
let browser;
before(async () => {
  made = wrong(await engine("full"));
  broken = report(made, "某市某局", { [CELL]: 9 });
  browser = await browsers.chromium();
  const watching = (options = "{}", of = "document.getElementById('content')") => `<script type="module">
    import { watch } from "/gouji/inplace/inplace.js";
    window.watch = watch;
    window.watching = watch(${of}, ${options});
  </script>`;
  const page = (body, options, of, head) => around(body, { tail: watching(options, of), ...(head ? { head } : {}) });
  const button = "<script type=\"module\" src=\"/gouji/inplace/page.js\"></script>";
  other = await host({ "/elsewhere.html": around("<p>别的网站</p>") });
  server = await host({
    "/gouji/": join(root, "dist/site"),
    "/folded.html": page(`<div id="content"><details id="fold"><summary>2023 年</summary>${broken}</details></div>`),
    "/accordion.html": page(`<div id="content"><div id="fold" style="max-height:0;overflow:hidden">${broken}</div></div>`),
    "/plain.html": page(`<div id="content">${broken}</div>`),
    "/edited.html": page(`<div id="content" contenteditable>${broken}</div>`, "{ beside: document.body.appendChild(document.createElement('div')) }"),
    "/rtl.html": page(`<div id="content">${broken}</div>`).replace("<html", "<html dir=\"rtl\""),
    "/document.html": page(`<div id="content">${broken}</div><div id="more"></div>`, "{}", "document"),
    "/frame.html": around(broken),
    "/frameset.html": `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>旧站</title><link rel="icon" href="data:,">${watching("{}", "document")}</head><frameset cols="200,*"><frame src="/menu.html"><frame src="/frame.html"></frameset></html>`,
    "/menu.html": around("<p>目录</p>"),
    "/none.html": around(`<p>公告</p><p><a href="/down.jsp?name=2023%E5%B9%B4%E6%8A%A5.docx">2023 年报告</a></p><iframe src="${other.origin}/elsewhere.html" width="600" height="400" title="别处"></iframe>`, { tail: button }),
    "/portal.html": around(`<article>${broken}</article>`, { tail: button }),
    "/blank.html": around("<div id=\"host\"></div>", { tail: `<script type="module">import { watch } from "/gouji/inplace/inplace.js"; window.watch = watch;</script>` }),
  });
});
after(async () => {
  await browser?.close();
  server?.stop();
  other?.stop();
});

const visit = async (path, size = { width: 1000, height: 900 }) => open(await browser.newContext({ viewport: size }), `${server.origin}${path}`);
const answered = (page, verdict) => eventually(() => page.evaluate(() => {
  const { answer } = window.watching || {};
  return answer && answer.complete && answer.reports[0].verdict;
}), verdict);
const suspects = (page) => page.evaluate(() => Array.from(window.watching.marks.values()).filter(({ look }) => look === "suspect").map(({ id }) => id));
const said = (page) => page.evaluate(() => window.watching.offers.box.innerText);

for (const [what, unfold] of [["folded", "details"], ["accordion", "max-height"]]) {
  test(`what is folded up is not read, and is once it is unfolded: ${unfold}`, async () => {
    const page = await visit(`/${what}.html`);
    await answered(page, "unrecognised");
    await page.evaluate(() => {
      const fold = document.getElementById("fold");
      if (fold.localName === "details") fold.open = true;
      else fold.style.maxHeight = "none";
    });
    await answered(page, "inconsistent");
    assert.deepEqual(await suspects(page), [CELL]);
    await page.context().close();
  });
}

test("rows that reach out of their group, a foot written first and numbers that only styles show are taken as they are seen", async () => {
  const page = await visit("/plain.html");
  await answered(page, "inconsistent");
  await page.evaluate((id) => {
    const cell = Array.from(window.watching.marks).find(([, mark]) => mark.id === id)[0];
    const row = cell.closest("tr");
    const [body] = row.closest("table").tBodies;
    // The row's label claims ten rows more, of which its own group has none.
    const group = document.createElement("tbody");
    const rest = document.createElement("tbody");
    for (const next of Array.from(body.rows).slice(row.rowIndex + 1)) rest.append(next);
    group.append(row);
    body.after(group, rest);
    row.cells[0].rowSpan = 11;
  }, CELL);
  await eventually(() => suspects(page), [CELL]);
  await page.evaluate((id) => {
    const cell = Array.from(window.watching.marks).find(([, mark]) => mark.id === id)[0];
    cell.id = "drawn";
    cell.dataset.number = cell.textContent;
    cell.textContent = "";
    document.head.append(Object.assign(document.createElement("style"), { textContent: "#drawn::before{content:attr(data-number)}" }));
  }, CELL);
  // Not blank, and so no zero: nobody knows.
  await answered(page, "undecided");
  await page.context().close();
});

test("a frameset of old is looked into", async () => {
  const page = await visit("/frameset.html");
  await answered(page, "inconsistent");
  assert.deepEqual(await suspects(page), [CELL]);
  await page.keyboard.press("F8");
  await eventually(() => page.evaluate(() => window.watching.layer.note.hidden), false);
  await page.screenshot({ path: join(out, "strange-frameset.png") });
  await page.context().close();
});

test("trees that a page throws away are let go of: shadow roots and frames, one after another", async () => {
  const page = await visit("/document.html");
  await answered(page, "inconsistent");
  const trees = () => page.evaluate(() => [window.watching.trees.length, window.watching.layer.views.size, window.watching.highlights.sheets.size]);
  const [before_] = [await trees()];
  for (let n = 0; n < 12; n += 1) {
    await page.evaluate(async (html) => {
      const more = document.getElementById("more");
      more.textContent = "";
      const holder = more.appendChild(document.createElement("div"));
      holder.attachShadow({ mode: "open" }).innerHTML = html;
      const frame = more.appendChild(document.createElement("iframe"));
      frame.contentDocument.body.innerHTML = "<p>框架</p>";
      await window.watching.check();
    }, report(made, "某市乙局", { [CELL]: 9 }));
  }
  await eventually(async () => (await trees())[0], before_[0] + 2);
  await page.evaluate(async () => {
    document.getElementById("more").textContent = "";
    await window.watching.check();
    await window.watching.check();
  });
  await eventually(trees, before_);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a huge page that moves all the time is read, the later the longer reading it takes", async () => {
  const page = await visit("/document.html");
  await answered(page, "inconsistent");
  await page.evaluate(() => {
    document.getElementById("more").innerHTML = `${"<p class=x><span>一段</span><b>文字</b></p>".repeat(8000)}<table>${"<tr><td>甲</td><td>1</td><td>2</td></tr>".repeat(4000)}</table>`;
  });
  await page.evaluate(() => window.watching.check());
  assert.deepEqual(await suspects(page), [CELL]);
  const delays = await page.evaluate(() => {
    const { setTimeout: before_ } = window;
    const asked = [];
    window.setTimeout = (act, delay) => { asked.push(delay); return before_(() => {}, 0); };
    for (const took of [10, 500]) {
      window.watching.took = took;
      window.watching.waiting = 0;
      window.watching.soon();
    }
    // What changes all the time is not put off for ever.
    window.watching.first = Date.now() - 60_000;
    window.watching.soon();
    window.setTimeout = before_;
    return asked;
  });
  assert.deepEqual(delays, [250, 2000, 0]);
  // However often the whole of it may look another way, that is gone through once a reading.
  const whole = await page.evaluate(() => {
    for (let n = 0; n < 50; n += 1) window.watching.reading.changed(document.body, true);
    return window.watching.reading.whole.size;
  });
  assert.equal(whole, 1);
  await page.context().close();
});

test("hundreds of elements in one another end nothing", async () => {
  const page = await visit("/document.html");
  await page.evaluate(() => {
    for (const name of ["div", "span"]) {
      let at = document.getElementById("more");
      for (let n = 0; n < 900; n += 1) at = at.appendChild(document.createElement(name));
      at.textContent = "1";
    }
  });
  await answered(page, "inconsistent");
  await page.evaluate(() => window.watching.refresh());
  assert.deepEqual(await suspects(page), [CELL]);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("paper has the page as it is", async () => {
  const page = await visit("/plain.html");
  await answered(page, "inconsistent");
  await page.emulateMedia({ media: "print" });
  const marked = await page.screenshot();
  await page.evaluate(() => window.watching.stop());
  assert.ok(marked.equals(await page.screenshot()));
  await page.context().close();
});

test("from right to left, at four times the size and on a phone the list and the note stand where they can be read", async () => {
  for (const [path, size] of [["/rtl.html", { width: 1000, height: 900 }], ["/plain.html", { width: 320, height: 256 }], ["/plain.html", { width: 390, height: 844 }]]) {
    const page = await visit(path, size);
    await answered(page, "inconsistent");
    await page.keyboard.press("F8");
    await eventually(() => page.evaluate(() => window.watching.layer.note.hidden), false);
    const inside = () => page.evaluate(() => [window.watching.layer.note, window.watching.offers.box].map((box) => {
      const { left, top, right, bottom } = box.getBoundingClientRect();
      return [left >= 0, top >= 0, right <= innerWidth, bottom <= innerHeight, getComputedStyle(box).direction];
    }));
    await eventually(inside, [[true, true, true, true, "ltr"], [true, true, true, true, "ltr"]]);
    // Neither lies over the other, nor over the cell.
    const over = () => page.evaluate(() => {
      const { layer, offers, chosen } = window.watching;
      const [note, list, cell] = [layer.note, offers.box, chosen.target].map((one) => one.getBoundingClientRect());
      const meet = (one, two) => one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;
      return [meet(note, list), meet(note, cell), meet(list, cell)];
    });
    await eventually(over, [false, false, false]);
    await page.screenshot({ path: join(out, `strange-${size.width}${path.replace(/\W/g, "-")}.png`) });
    await page.context().close();
  }
});

test("what stands around a number, a table in the cell too, stays when another is filled in, and undo brings the first back", async () => {
  const page = await visit("/edited.html");
  await answered(page, "inconsistent");
  const cell = () => page.evaluate(() => document.querySelector("#content .here").innerHTML);
  const wrong_ = made.right[CELL] + 9;
  await page.evaluate(([id, number]) => {
    const [found] = Array.from(window.watching.marks).find(([, mark]) => mark.id === id);
    found.className = "here";
    window.before = window.watching.answer;
    found.innerHTML = `<b>${number}</b> 件<table><tbody><tr><td></td></tr></tbody></table>`;
  }, [CELL, wrong_]);
  // The answer before it named the same cell.
  await eventually(() => page.evaluate(() => window.watching.answer !== window.before && window.watching.answer.complete), true);
  await eventually(() => suspects(page), [CELL]);
  await page.focus("#content");
  await page.keyboard.press("F8");
  await page.keyboard.press("Alt+F8");
  await eventually(cell, `<b>${made.right[CELL]}</b> 件<table><tbody><tr><td></td></tr></tbody></table>`);
  await page.keyboard.press("Control+z");
  await eventually(cell, `<b>${wrong_}</b> 件<table><tbody><tr><td></td></tr></tbody></table>`);
  await page.context().close();
});

test("several editors on a page have one engine, each its own marks, keys and list; a list at the edge hides no other", async () => {
  const page = await visit("/blank.html");
  await page.evaluate((html) => {
    window.all = [0, 1, 2].map((n) => {
      const content = document.body.appendChild(document.createElement("div"));
      content.contentEditable = "true";
      content.id = `of${n}`;
      content.innerHTML = html;
      return window.watch(content, n < 2 ? { below: content } : {});
    });
  }, broken);
  await eventually(() => page.evaluate(() => window.all.map(({ answer }) => Boolean(answer && answer.complete && answer.reports[0].verdict === "inconsistent"))), [true, true, true]);
  assert.equal(page.workers().length, 1);
  await page.focus("#of1");
  await page.keyboard.press("F8");
  await eventually(() => page.evaluate(() => window.all.map(({ chosen }) => Boolean(chosen))), [false, true, false]);
  // One is taken away; the others go on.
  await page.evaluate(() => { window.all[1].stop(); document.getElementById("of1").remove(); });
  await page.evaluate(() => { document.querySelector("#of0 h1").textContent += "（改）"; });
  await eventually(() => page.evaluate(() => window.all[0].marks.size > 0 && window.all[2].marks.size > 0), true);
  const left = await page.evaluate(async () => {
    const before_ = Array.from(CSS.highlights.get("gouji-suspect")).length;
    window.all[0].stop();
    window.all[2].stop();
    return [before_, Array.from(CSS.highlights.get("gouji-suspect")).length, document.documentElement.children.length];
  });
  assert.deepEqual(left, [2, 0, 2]);
  await eventually(() => page.workers().length, 0);
  await page.context().close();
});

test("what was watched and is taken off the page is spoken of no more, until it comes back", async () => {
  const page = await visit("/plain.html");
  await answered(page, "inconsistent");
  const shown = () => page.evaluate(() => window.watching.offers.box.hidden);
  await page.evaluate(() => { window.kept = document.getElementById("content"); window.kept.remove(); });
  await eventually(shown, true);
  await page.evaluate(() => document.body.append(window.kept));
  await eventually(shown, false);
  await eventually(() => suspects(page), [CELL]);
  await page.context().close();
});

test("two hundred editors come and go, and nothing of them stays", async () => {
  const page = await visit("/blank.html");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  const held = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    const { metrics } = await devtools.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const come = (times) => page.evaluate(async ([html, n]) => {
    for (let i = 0; i < n; i += 1) {
      const content = document.body.appendChild(document.createElement("div"));
      content.contentEditable = "true";
      content.innerHTML = html;
      const watching = window.watch(content, { below: content });
      // Some go before there is an answer.
      if (i % 10 === 0) await watching.check();
      watching.stop();
      content.remove();
    }
  }, [broken, times]);
  await come(20);
  const first = await held();
  await come(200);
  const last = await held();
  await eventually(() => page.workers().length, 0);
  assert.ok(last.Nodes - first.Nodes < 200, `${first.Nodes} nodes, then ${last.Nodes}`);
  assert.ok(last.JSEventListeners - first.JSEventListeners < 20, `${first.JSEventListeners} listeners, then ${last.JSEventListeners}`);
  assert.ok(last.JSHeapUsedSize - first.JSHeapUsedSize < 2_000_000, `${first.JSHeapUsedSize} bytes, then ${last.JSHeapUsedSize}`);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("where it cannot be checked again, the list says that it is of before, and a button tries once more", async () => {
  const page = await visit("/blank.html");
  await page.evaluate((html) => {
    document.getElementById("host").innerHTML = html;
    window.answers = true;
    const given = { verdict: "consistent", reason: null, message: "全部成立。", organ: null, year: null, cells: {}, findings: [], proposals: [], causes: [], notes: [], from: 0, to: 9, fresh: true };
    const ask = (job, tell) => (window.answers ? Promise.resolve(tell({ complete: true, reports: [given] })) : Promise.reject(new Error("gone")));
    window.watching = window.watch(document.getElementById("host"), { ask });
  }, broken);
  await answered(page, "consistent");
  await page.evaluate(() => { window.answers = false; document.querySelector("#host td").textContent += "1"; });
  await eventually(async () => /改动之后没能再校核/.test(await said(page)), true);
  await page.evaluate(() => { window.answers = true; window.watching.offers.aged.querySelector("button").click(); });
  await eventually(async () => /改动之后没能再校核/.test(await said(page)), false);
  await page.context().close();
});

test("a page without a report says so in words for who reads, and shows where one may be", async () => {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function opened(options) { return attachShadow.call(this, { ...options, mode: "open" }); };
  });
  const page = await open(context, `${server.origin}/none.html`);
  await page.getByRole("button", { name: "校核本页年报" }).click();
  await page.getByText("这里没有找到年度报告的表格。").first().waitFor();
  assert.equal(await page.getByText("粘贴").count(), 0);
  assert.equal(await page.getByText("页面里嵌着别的网站的网页").count(), 1);
  assert.equal(await page.getByRole("button", { name: "2023 年报告" }).count(), 1);
  await page.screenshot({ path: join(out, "strange-none.png") });
  await context.close();
});

test("the portal's button outlives a page that draws its body anew, and so do the marks", async () => {
  const page = await visit("/portal.html");
  const has = () => page.evaluate(() => document.documentElement.children.length);
  await eventually(has, 3);
  await page.evaluate(() => {
    const body = document.createElement("body");
    body.append(...document.body.childNodes);
    document.body.replaceWith(body);
  });
  await eventually(has, 3);
  await page.mouse.click(940, 870);
  const marked = () => page.evaluate(() => Array.from(CSS.highlights.get("gouji-suspect") || []).filter(({ startContainer }) => startContainer.isConnected).length);
  await eventually(marked, 1);
  await page.evaluate(() => { document.body.outerHTML = document.body.outerHTML; });
  await eventually(marked, 1);
  await page.context().close();
});
