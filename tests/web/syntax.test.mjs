// Scripts and styles use no syntax newer than the oldest browser: esbuild finds nothing to lower, neither
// in the sources nor in what the site is made of.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { test } from "node:test";
import { transform } from "esbuild";
import { root } from "./harness.mjs";

const files = ["www", "dist/site"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true }).filter((file) => [".js", ".css"].includes(extname(file))).map((file) => join(folder, file)));
// With Chromium 86 the oldest of the others that have what the wasm needs (see wasm-pack.toml). Styles
// are held to Chromium alone: elsewhere a rule that is not known is only left out.
const oldest = { ".js": ["chrome86", "firefox79", "safari15"], ".css": ["chrome86"] };
// Chromium parses ?. since 80; esbuild counts from 91, where its last mistake with spread arguments
// was mended.
const supported = { "optional-chain": true };

for (const file of files) {
  test(`${file.replaceAll("\\", "/")} is plain enough for ${oldest[extname(file)].join(", ")}`, async () => {
    const source = readFileSync(join(root, file), "utf8");
    const loader = extname(file).slice(1);
    const lines = async (target) => (await transform(source, { loader, target, supported })).code.split("\n");
    const [old, now] = await Promise.all([lines(oldest[`.${loader}`]), lines("esnext")]);
    const changed = old.findIndex((line, i) => line !== now[i]);
    assert.equal(old[changed], now[changed]);
  });
}
