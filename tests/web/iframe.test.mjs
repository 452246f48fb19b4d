// The frame in a page of another origin, publishing held back by what it says; and numbers that stand
// in a form's own fields.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { browsers, engine, eventually, open, root } from "./harness.mjs";
import { host } from "./host.mjs";
import { CELL, wrong } from "./wrong.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "out");
mkdirSync(out, { recursive: true });
const site = join(root, "dist/site");
let report;
let cms;
let gouji;
before(async () => {
  report = wrong(await engine("full"));
  const folders = { "/gouji/": site, "/closed/": site };
  gouji = await host(folders);
  cms = await host({ "/": join(here, "cms"), "/js/": join(site, "embed"), "/own/": site }, {
    headers: { "Content-Security-Policy": `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src data:; form-action 'self'; frame-src ${gouji.origin}` },
  });
  // Who keeps the frame says whom it serves.
  folders["/gouji/embed/hosts.json"] = JSON.stringify([cms.origin]);
});
after(() => { cms?.stop(); gouji?.stop(); });

for (const [name, launch] of Object.entries(browsers)) {
  describe(`frame in ${name}`, () => {
    let browser;
    let context;
    before(async () => {
      browser = await launch();
      context = await browser.newContext({ viewport: { width: 1100, height: 900 } });
    });
    after(() => browser?.close());
    const fresh = async (mode) => {
      const page = await open(context, `${cms.origin}/?mode=${mode}&gouji=${encodeURIComponent(`${gouji.origin}/gouji/embed/`)}`);
      await page.evaluate(() => window.gouji.ready);
      return page;
    };
    // Plain logic, the same in every browser: the slower one is spared it.
    const logic = name === "chromium" ? test : () => {};
    const outside = (page) => page.asked.filter((url) => !url.startsWith(`${cms.origin}/`) && !url.startsWith(`${gouji.origin}/gouji/`) && !url.startsWith("data:"));

    test("what does not add up is not published; what does, is", async () => {
      const page = await fresh("block");
      await page.fill("textarea", report.text);
      await page.click("[value=publish]");
      await page.waitForFunction(() => window.blocked);
      assert.match(await page.evaluate(() => window.blocked), /2 条勾稽关系不成立/);
      assert.match(page.url(), /mode=block/);
      // The reader sees why, in the frame, as high as it has to be.
      const frame = page.frameLocator("#place iframe");
      await frame.locator(`td.suspect [data-cell="${CELL}"]`).waitFor();
      await page.waitForFunction(() => Number(document.querySelector("iframe").height) > 1000);
      // In Firefox the picture itself puts a style in, which the policy refuses.
      if (name === "chromium") await page.screenshot({ path: join(out, "frame.png"), fullPage: true });
      const heard = await page.evaluate(() => window.heard.map(([type, { report: said, complete }]) => [type, complete, said && said.verdict].join(" ")));
      assert.equal(heard[0].trim() === "ready" || heard.includes("ready  "), true);
      assert.ok(heard.includes("report true inconsistent"));
      await page.fill("textarea", report.fine);
      await page.click("[value=publish]");
      await page.waitForURL(/published\.html\?.*do=publish/);
      assert.deepEqual(outside(page), []);
      assert.deepEqual(page.problems, []);
      await page.close();
    });

    logic("a frame that names nobody else answers its own origin only, and says so", async () => {
      const page = await open(context, `${cms.origin}/?mode=block&gouji=${encodeURIComponent(`${gouji.origin}/closed/embed/`)}`);
      const frame = page.frameLocator("#place iframe");
      await frame.locator(".sorry.shown").waitFor();
      assert.match(await frame.locator(".sorry").textContent(), /没有为 http:\/\/127.0.0.1:\d+ 开放/);
      assert.deepEqual(await page.evaluate(() => window.heard), []);
      await page.close();
    });

    logic("a file is dropped into the frame, beside the element too", async () => {
      const page = await fresh("warn");
      const frame = page.frameLocator("#place iframe");
      await frame.locator("textarea").waitFor();
      const inside = page.frames().find((one) => one.url().includes("/embed/"));
      await inside.evaluate((html) => {
        const files = new DataTransfer();
        files.items.add(new File([html], "网页.html", { type: "text/html" }));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
      }, report.html);
      await frame.locator(".verdict.inconsistent").waitFor();
      assert.match(await frame.locator(".part b").textContent(), /网页\.html/);
      await page.close();
    });

    logic("a warning can be overruled", async () => {
      const page = await fresh("warn");
      const asked = [];
      page.on("dialog", (dialog) => {
        asked.push(dialog.message());
        return asked.length === 1 ? dialog.dismiss() : dialog.accept();
      });
      await page.fill("textarea", report.text);
      await page.click("[value=publish]");
      await page.waitForFunction(() => window.heard.some(([type, { complete }]) => type === "report" && complete));
      await page.click("[value=publish]");
      await page.waitForURL(/published\.html/);
      assert.equal(asked.length, 2);
      assert.match(asked[0], /2 条勾稽关系不成立/);
      await page.close();
    });

    logic("a draft is saved whatever it says", async () => {
      const page = await fresh("block");
      await page.fill("textarea", report.text);
      await page.click("[value=draft]");
      await page.waitForURL(/published\.html\?.*do=draft/);
      await page.close();
    });

    logic("an answer that is there at once lets the form go", async () => {
      // Once as Safari before 16 does it, and still heard by the page's other scripts.
      for (const old of [false, true]) {
        const page = await open(context, `${cms.origin}/published.html`);
        await page.evaluate(async (without) => {
          document.body.innerHTML = '<form action="/published.html"><button name="do" value="publish">发布</button></form>';
          const { guard } = await import("/js/guard.js");
          const [form] = document.forms;
          if (without) form.requestSubmit = undefined;
          guard(form, { content: () => "", check: async () => ({ verdict: "consistent" }) });
          form.addEventListener("submit", () => sessionStorage.setItem("sent", "heard"));
        }, old);
        await page.click("[value=publish]");
        await page.waitForURL(/\?do=publish$/);
        assert.equal(await page.evaluate(() => sessionStorage.getItem("sent")), "heard");
        await page.close();
      }
    });

    logic("Escape closes the frame, but not where it only takes back what is being composed", async () => {
      const page = await fresh("warn");
      const press = (given) => page.frames()[1].evaluate((more) => {
        document.querySelector("gouji-check").shadowRoot.querySelector("textarea").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, composed: true, ...more }));
      }, given);
      await press({ isComposing: true });
      await press({});
      await page.waitForFunction(() => window.heard.some(([type]) => type === "close"));
      assert.equal(await page.evaluate(() => window.heard.filter(([type]) => type === "close").length), 1);
      await page.close();
    });

    logic("what goes wrong in the page's own functions never locks the form", async () => {
      const tries = ["other content came in", "a decision that throws", "a question that throws", "a script that sends it"];
      for (const what of tries) {
        const page = await open(context, `${cms.origin}/published.html`);
        await page.evaluate(async (tried) => {
          document.body.innerHTML = '<form action="/published.html"><button name="do" value="publish">发布</button></form>';
          const { guard } = await import("/js/guard.js");
          const [form] = document.forms;
          window.failed = 0;
          const given = {
            "other content came in": { check: async () => null },
            "a decision that throws": { decide: () => undefined.verdict },
            "a question that throws": { decide: () => "warn", confirm: () => { throw new Error("no dialog"); } },
            // The condition did not think of a form without a button.
            "a script that sends it": { when: (button) => button.name === "do", check: async () => ({ verdict: "consistent" }) },
          };
          const usual = { content: () => "", check: async () => ({ verdict: "inconsistent", message: "" }), failed: () => { window.failed += 1; } };
          guard(form, Object.assign(usual, given[tried]));
          form.addEventListener("submit", () => sessionStorage.setItem("failed", String(window.failed)));
          if (tried === "a script that sends it") form.requestSubmit();
          else form.querySelector("button").click();
        }, what);
        await page.waitForURL(/published\.html\?/);
        assert.equal(await page.evaluate(() => sessionStorage.getItem("failed")), what === "a script that sends it" ? "0" : "1", what);
        await page.close();
      }
      // One that cannot say that it blocks still blocks, and can be tried again.
      const page = await open(context, `${cms.origin}/published.html`);
      await page.evaluate(async () => {
        document.body.innerHTML = '<form action="/published.html"><button name="do" value="publish">发布</button></form>';
        const { guard } = await import("/js/guard.js");
        window.failed = [];
        guard(document.forms[0], { content: () => "", check: async () => ({ verdict: "inconsistent", message: "" }), mode: "block", blocked: () => { throw new Error("no place"); }, failed: (error) => window.failed.push(error.message) });
      });
      for (const times of [1, 2]) {
        await page.click("[value=publish]");
        await page.waitForFunction((n) => window.failed.length === n && !document.querySelector("[aria-busy]"), times);
      }
      assert.equal(new URL(page.url()).search, "");
      await page.close();
    });

    logic("a frame that never answers is said to be one", async () => {
      const page = await open(context, `${cms.origin}/published.html`);
      await page.clock.install();
      await page.evaluate(async () => {
        const { embed } = await import("/js/host.js");
        window.heard = [];
        const made = embed(document.body, { src: "/nothing-here/", heard: { error: ({ message }) => window.heard.push(message) } });
        window.answers = Promise.allSettled([made.check("一"), made.ready]);
      });
      await page.clock.fastForward(5_000);
      assert.deepEqual(await page.evaluate(() => window.heard), []);
      await page.clock.fastForward(5_000);
      const answers = await page.evaluate(() => window.answers);
      assert.deepEqual(answers.map(({ status }) => status), ["rejected", "rejected"]);
      assert.match((await page.evaluate(() => window.heard)).join(), /校核框架没有回答/);
      await page.close();
    });

    test("neither side listens to anyone else", async () => {
      const page = await fresh("warn");
      // A message from this window pretending to come from the frame.
      await page.evaluate(() => window.postMessage({ gouji: 1, type: "report", report: { verdict: "consistent" } }, "*"));
      // Another frame of the checker's origin, told of another host: it does nothing for us.
      await page.evaluate((src) => new Promise((done) => {
        const other = document.createElement("iframe");
        Object.assign(other, { id: "other", src, onload: done });
        document.body.append(other);
      }), `${gouji.origin}/gouji/embed/#host=https://elsewhere.example`);
      const frame = page.frames().find((one) => one.url().includes("elsewhere"));
      await frame.evaluate(() => {
        window.obeyed = [];
        const element = document.querySelector("gouji-check");
        element.check = async (content) => { window.obeyed.push(content); };
        window.arrived = new Promise((done) => addEventListener("message", () => setTimeout(done)));
      });
      await page.evaluate(() => document.querySelector("#other").contentWindow.postMessage({ gouji: 1, type: "check", id: 1, content: "一" }, "*"));
      assert.deepEqual(await frame.evaluate(() => window.arrived.then(() => window.obeyed)), []);
      assert.deepEqual(await page.evaluate(() => window.heard.filter(([type]) => type === "report")), []);
      await page.close();
    });

    test("numbers in a form's own fields are checked, and the findings say which field", async () => {
      const page = await open(context, `${cms.origin}/?mode=warn&gouji=${encodeURIComponent(`${gouji.origin}/gouji/embed/`)}`);
      const message = await page.evaluate(async (at) => {
        const form = document.querySelector("#numbers");
        for (const [cell, value] of Object.entries(at).filter(([id]) => id.startsWith("t3."))) {
          const field = document.createElement("input");
          field.dataset.goujiCell = cell;
          field.name = cell;
          field.value = value;
          field.setAttribute("aria-label", cell);
          field.setAttribute("aria-describedby", "article");
          form.append(field);
        }
        const { attach } = await import("/own/element/fields.js");
        window.attached = attach(form, { told: (said) => { window.fields = said; } });
        return (await window.attached.check()).message;
      }, report.at);
      assert.match(message, /2 条勾稽关系不成立/);
      const field = page.locator(`[name="${CELL}"]`);
      assert.equal(await field.getAttribute("aria-invalid"), "true");
      const said = await field.evaluate((node) => node.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id)).filter((one) => one.id !== "article").map((one) => one.textContent));
      assert.equal(said.length, 2);
      assert.match(said[0], /^表三/);
      // The field that is most probably wrong stands out, and is where the sentences lead.
      assert.deepEqual(await page.evaluate(() => Array.from(document.querySelectorAll("[data-gouji-suspect]"), (one) => one.name)), [CELL]);
      await page.locator(".gouji-findings button").first().click();
      await eventually(() => page.evaluate(() => document.activeElement.name), CELL);
      // An id that is none is named, not passed over.
      await page.evaluate(() => {
        const field = document.createElement("input");
        field.dataset.goujiCell = "t3.r1.natual";
        document.querySelector("#numbers").append(field);
        return window.attached.check().then(() => field.remove());
      });
      assert.match(await page.locator(".gouji-findings").textContent(), /不认识的表格版本或单元格编号，没有校验：t3\.r1\.natual/);
      await field.fill(String(report.right[CELL]));
      await page.waitForFunction(() => window.fields.summary.broken === 0);
      assert.equal(await field.getAttribute("aria-invalid"), null);
      assert.equal(await field.getAttribute("aria-describedby"), "article");
      // A check that is still waiting when the form is let go marks nothing any more.
      await field.evaluate((node, value) => { node.value = value; }, String(report.at[CELL]));
      await page.evaluate(() => {
        const waiting = window.attached.check();
        window.attached.detach();
        return waiting;
      });
      assert.equal(await page.locator(".gouji-findings, [data-gouji], [data-gouji-suspect]").count(), 0);
      assert.deepEqual(outside(page), []);
      assert.deepEqual(page.problems, []);
      await page.close();
    });
  });
}
