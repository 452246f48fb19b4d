// The first engine answers plain reports; what it answers, the full one says of the same cells too.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { engine, root } from "./harness.mjs";
import { asHtml, asText, values } from "./report.mjs";

let first;
let full;
before(async () => { [first, full] = await Promise.all([engine(), engine("full")]); });

const part = (kind, text) => [{ kind, text }];

/** What does not need the cause: cells, editions, and what the sums say. */
const said = ({ cells, edition, summary, organ, year, reason }) => ({ cells, edition, summary, organ, year, reason });

/** Whether the first engine answered, and what both say where it did. */
function both(parts, message) {
  const report = first.check(parts, {});
  if (report.reason === "deferred") return false;
  assert.deepEqual(said(report), said(full.check(parts, {})), message);
  return true;
}

test("a report as it is copied is answered at once, and as the full engine answers it", () => {
  const [form] = first.forms();
  for (const parts of [part("text", asText(form, values(form))), part("html", asHtml(form, values(form)))]) assert.ok(both(parts));
});

test("what the first engine is not made to read it leaves to the full one", () => {
  const [form] = first.forms();
  const text = asText(form, values(form));
  for (const odd of [`<p>${text}</p>`, text.replace(/\t/g, "|"), text.replace(/\t/g, "，"), JSON.stringify(text), `> ${text}`]) {
    const report = first.check(part("text", odd), {});
    assert.equal(report.reason, "deferred");
    assert.equal(report.verdict, "unrecognised");
  }
  const html = asHtml(form, values(form));
  for (const odd of [html.replace("<tr", "<tr style='display:none'"), html.replace(/<td [^>]*>/, "$&<input value=1>")]) assert.equal(first.check(part("html", odd), {}).reason, "deferred");
  // That of the next is not held against it.
  assert.notEqual(first.check(part("text", text), {}).reason, "deferred");
});

const kinds = { html: "html", htm: "html", txt: "text", md: "text" };
for (const folder of ["tests/fixtures", "tests/cases", "../shared/corpus/reports", "../shared/cases"]) {
  const there = existsSync(join(root, folder));
  test(`both engines say the same of the texts in ${folder}, where the first says anything`, { skip: !there && "they are not here" }, (context) => {
    let answered = 0;
    let left = 0;
    for (const name of readdirSync(join(root, folder), { recursive: true }).sort()) {
      const kind = kinds[name.split(".").pop()];
      if (!kind || answered + left > 1500) continue;
      if (both(part(kind, readFileSync(join(root, folder, name), "utf8")), name)) answered += 1;
      else left += 1;
    }
    context.diagnostic(`${answered} answered, ${left} left to the full engine`);
  });
}
