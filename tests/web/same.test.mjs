// One engine, several doors: the command line and the largest wasm say the same of every input, to the letter.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { engine, gouji as built, root } from "./harness.mjs";

/** Files asked about at once: a command line is only so long. */
const AT_ONCE = 500;

/** Every file below a folder, by name; none where there is no such folder. */
const files = (folder) =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true }).sort().map((file) => join(folder, file)).filter((file) => statSync(join(root, file)).isFile())
    : [];

/** What the command line says of the files, in their order. */
function native(names) {
  const { stdout, status, error } = spawnSync(built(), ["check", "--json", ...names], { cwd: root, encoding: "utf8", maxBuffer: 1 << 30 });
  assert.ok(!error && status < 3, String(error ?? status));
  return stdout.trim().split("\n").map((line) => JSON.parse(line));
}

for (const [what, folders] of [
  ["the fixtures, the cases and what fuzzing keeps", ["tests/fixtures", "tests/cases", "tests/fuzz/corpus"]],
  ["the real reports", ["../shared/corpus/reports"]],
  // A folder with inputs by the thousand: `cargo xtask fuzz --wasm`.
  ["what fuzzing found here", [process.env.GOUJI_FOUND ?? "none"]],
]) {
  const names = folders.flatMap(files);
  test(`${what} read the same natively and as wasm`, { skip: names.length === 0 && "they are not here" }, async () => {
    const gouji = await engine("whole");
    for (let from = 0; from < names.length; from += AT_ONCE) {
      const some = names.slice(from, from + AT_ONCE);
      const reports = native(some);
      assert.equal(reports.length, some.length);
      for (const [index, name] of some.entries()) {
        const here = gouji.readFile(new Uint8Array(readFileSync(join(root, name))), name, {});
        assert.deepEqual(JSON.parse(JSON.stringify(here)), reports[index], name);
      }
    }
  });
}
