// The page in real browsers: its wasm starts, its policy holds, nothing leaves.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers, open, serve } from "./harness.mjs";

// Where nobody listens.
const ELSEWHERE = "http://127.0.0.1:9/";

let server;
before(async () => { server = await serve(); });
after(() => server?.stop());

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    let browser;
    let context;
    before(async () => { browser = await launch(); });
    after(() => browser?.close());
    const fresh = async () => {
      await context?.close();
      context = await browser.newContext();
      return open(context, server.url);
    };

    test("the wasm starts and answers, without a complaint or a request elsewhere", async () => {
      const page = await fresh();
      const { left, report, forms } = await page.evaluate(async () => {
        const engine = async (flavour) => {
          const gouji = await import(new URL(`${flavour}/gouji.js`, location.href));
          await gouji.default();
          return gouji;
        };
        const ask = (gouji) => gouji.check([{ kind: "text", text: "一、总体情况" }], { name: "甲.txt" });
        const [first, full] = [await engine("pkg"), await engine("full")];
        return { left: ask(first), report: ask(full), forms: first.forms() };
      });
      // What holds no report the first engine leaves to the larger one.
      assert.equal(left, null);
      assert.equal(report.file, "甲.txt");
      assert.equal(report.verdict, "unrecognised");
      assert.equal(forms.length, 2);
      assert.deepEqual(page.problems, []);
      const origin = new URL(server.url).origin;
      assert.deepEqual(page.asked.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith("data:")), []);
    });

    test("the policy refuses scripts in the page, eval and any other address", async () => {
      const page = await fresh();
      const seen = await page.evaluate(async (elsewhere) => {
        const refused = new Set();
        document.addEventListener("securitypolicyviolation", (event) => refused.add(event.effectiveDirective));
        const add = (tag, more) => document.body.append(Object.assign(document.createElement(tag), more));
        add("script", { textContent: "window.inlineRan = true" });
        add("script", { src: `${elsewhere}a.js` });
        add("img", { src: `${elsewhere}a.png` });
        add("style", { textContent: "body { color: red }" });
        // In a timer: a debugger's own evaluate() may run eval where the page may not.
        const evaluated = await new Promise((done) => setTimeout(() => {
          try { done(new Function("return 'ran'")()); } catch (error) { done(error.name); }
        }));
        const fetched = await fetch(elsewhere).then(() => "fetched", () => "refused");
        // All five are told of; what is not told of within ten seconds is missed below.
        for (let n = 0; n < 500 && refused.size < 5; n += 1) await new Promise((done) => setTimeout(done, 20));
        return { refused: [...refused].sort(), ran: "inlineRan" in window, evaluated, fetched };
      }, ELSEWHERE);
      assert.equal(seen.ran, false);
      assert.equal(seen.evaluated, "EvalError");
      assert.equal(seen.fetched, "refused");
      assert.deepEqual(seen.refused, ["connect-src", "img-src", "script-src", "script-src-elem", "style-src-elem"]);
    });
  });
}
