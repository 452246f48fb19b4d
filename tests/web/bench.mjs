// The first figures of `cargo xtask bench`: what the page weighs, and how long it takes from the paste to the form.
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { root } from "./harness.mjs";

// ---- weight

const www = join(root, "dist/site");
const LOADED = [".html", ".css", ".js", ".wasm", ".svg", ".png", ".ico", ".webmanifest"];
const files = readdirSync(www, { recursive: true }).filter((file) => LOADED.includes(extname(file))).sort();
const sizes = files.map((file) => {
  const bytes = readFileSync(join(www, file));
  return [file, bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
});
// The page's files are those that are in no other flavour's folder and in none of what is fetched later.
const record = readFileSync(join(root, "wasm-pack.toml"), "utf8");
const flavours = [...record.matchAll(/^\[flavour\.(\w+)\].*?^out = "www\/(\w+)".*?^gzip-budget = ([\d_]+)/gms)];
const [, apart] = /^\[apart\].*?^folders = \[(.*?)\]/ms.exec(record);
const later = flavours.filter(([, name]) => name !== "page").map(([, , out]) => `${out}/`)
  .concat([...apart.matchAll(/"(\w+)"/g)].map(([, folder]) => `${folder}/`));

console.log("\nbytes                          raw    gzip  brotli");
const line = (name, numbers) => console.log(name.padEnd(26), ...numbers.map((number) => String(number).padStart(7)));
for (const [file, ...numbers] of sizes) line(file, numbers);
for (const [, name, out, budget] of flavours) {
  const counts = ([file]) => (name === "page" ? !later.some((folder) => file.startsWith(folder)) : file.startsWith(`${out}/`));
  const sums = [1, 2, 3].map((column) => sizes.filter(counts).reduce((sum, size) => sum + size[column], 0));
  line(`all of ${name}`, sums);
  console.log(`  of ${budget.replaceAll("_", " ")} gzipped, ${Number(budget.replaceAll("_", "")) - sums[1]} left`);
}

// ---- from the paste to the highlighted form
await import("./paste.mjs");
