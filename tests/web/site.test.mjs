// The site on another static host: under a path, with the policy of the hosting notes as a header, and
// where the host does not know wasm's type. Nothing outside its own folder is asked for.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browsers, engine, open, root } from "./harness.mjs";
import { host } from "./host.mjs";
import { CELL, paste, wrong } from "./wrong.mjs";

const site = join(root, "dist/site");
const [, policy] = /add_header Content-Security-Policy "([^"]+)"/.exec(readFileSync(join(root, "docs/hosting.md"), "utf8"));
let report;
before(async () => { report = wrong(await engine("full")); });

for (const [name, launch] of Object.entries(browsers)) {
  describe(`under a path, in ${name}`, () => {
    let browser;
    before(async () => { browser = await launch(); });
    after(() => browser?.close());
    test("before the first answer seven files are asked for, each once", async () => {
      const server = await host({ "/": site });
      after(() => server.stop());
      const context = await browser.newContext();
      const page = await open(context, `${server.origin}/`);
      await page.waitForSelector("html[data-ready]");
      // What comes later may be on its way.
      const asked = server.asked.filter((path) => !path.startsWith("/later/"));
      assert.deepEqual(asked.sort(), ["/", "/main.js", "/pkg/gouji.js", "/pkg/gouji_bg.wasm", "/shared.js", "/start.js", "/style.css"]);
      assert.deepEqual(page.problems, []);
      await context.close();
    });
    for (const [what, options] of [
      ["the policy of the notes", { headers: { "Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff" } }],
      ["no type for wasm", { types: { ".html": "text/html", ".js": "application/javascript", ".css": "text/css", ".svg": "image/svg+xml" } }],
    ]) {
      test(`with ${what}`, async () => {
        const server = await host({ "/zwgk/nb/gouji/": site }, options);
        after(() => server.stop());
        const context = await browser.newContext();
        const page = await open(context, `${server.origin}/zwgk/nb/gouji/`);
        await page.waitForSelector("html[data-ready]");
        await paste(page, "#source textarea", report.text);
        await page.waitForSelector(`td.suspect [data-cell="${CELL}"]`);
        const outside = [...server.asked.map((path) => server.origin + path), ...page.asked]
          .filter((url) => !url.startsWith(`${server.origin}/zwgk/nb/gouji/`) && !url.startsWith("data:"));
        assert.deepEqual(outside, []);
        assert.deepEqual(page.problems, []);
        await context.close();
      });
    }
    test("the identifiers of the fields come from the line of the notes", async () => {
      const [, line] = /`(const gouji = await import\("\/gouji\/[^`]*)`/.exec(readFileSync(join(root, "docs/embedding.md"), "utf8"));
      const server = await host({ "/gouji/": site });
      after(() => server.stop());
      const context = await browser.newContext();
      const page = await open(context, `${server.origin}/gouji/`);
      const forms = await page.evaluate(`(async () => { ${line.replace("; gouji.forms", "; return gouji.forms")} })()`);
      const cells = forms.flatMap(({ tables }) => Object.values(tables)).flatMap(({ lines }) => lines).flat();
      assert.ok(cells.some(({ cell }) => cell === "t3.r1.natural"));
      await context.close();
    });
  });
}
