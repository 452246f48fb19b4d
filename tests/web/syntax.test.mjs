// Scripts and styles use no syntax newer than the oldest browser: esbuild finds nothing to lower.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { test } from "node:test";
import { transform } from "esbuild";
import { root } from "./harness.mjs";

const www = join(root, "www");
const files = readdirSync(www, { recursive: true }).filter((file) => [".js", ".css"].includes(extname(file)));
// Also the oldest of the others that have what the wasm needs (see wasm-pack.toml).
const oldest = ["chrome86", "firefox79", "safari15"];

for (const file of files) {
  test(`${file.replaceAll("\\", "/")} is plain enough for ${oldest.join(", ")}`, async () => {
    const source = readFileSync(join(www, file), "utf8");
    const written = (target) => transform(source, { loader: extname(file).slice(1), target, legalComments: "none" });
    const [old, now] = await Promise.all([written(oldest), written("esnext")]);
    assert.equal(old.code, now.code);
  });
}
