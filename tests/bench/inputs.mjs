// A report as text, as HTML and as Word copies it, for `cargo xtask bench --against`: written into the
// folder that is named, out of the forms (forms.json) that stand there.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asHtml, asText, asWord, values } from "../web/report.mjs";

const folder = process.argv[2];
const [form] = JSON.parse(readFileSync(join(folder, "forms.json"), "utf8"));
const numbers = values(form);
for (const [file, write] of [["text.txt", asText], ["page.html", asHtml], ["word.html", asWord]]) {
  writeFileSync(join(folder, file), write(form, numbers));
}
