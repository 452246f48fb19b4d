// www/gouji.d.ts against what really comes out: real reports, written down as literals of the
// declared types, are given to the TypeScript compiler, which refuses a key too few or too many. It also
// looks through the scripts of www/ (www/tsconfig.json).
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { engine, root } from "./harness.mjs";
import { asHtml, asText, values } from "./report.mjs";

const declared = ["gouji.d.ts", "many.d.ts", "others.d.ts"].map((name) => readFileSync(new URL(`../../www/${name}`, import.meta.url), "utf8")).join("\n");
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
const out = fileURLToPath(new URL("out/", import.meta.url));

let gouji;
let first;
before(async () => {
  gouji = await engine("full");
  first = await engine("pkg");
});

function compile(source) {
  mkdirSync(out, { recursive: true });
  const file = join(out, "literals.ts");
  writeFileSync(file, `import type * as gouji from "../../../www/gouji.js";\n${source}\n`);
  const options = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--ignoreConfig", "--types", ""];
  const run = spawnSync(process.execPath, [tsc, ...options, file], { encoding: "utf8" });
  return { fine: run.status === 0, said: run.stdout + run.stderr };
}

test("what comes out is what is declared, and what is declared can be handed in", () => {
  const literals = [];
  const literal = (type, value) => literals.push(`export const x${literals.length}: gouji.${type} = ${JSON.stringify(value)};`);
  for (const form of gouji.forms()) {
    const right = values(form);
    const wrong = { ...right, "t3.r3_7.natural": right["t3.r3_7.natural"] + 10, "t4.direct.total": "一二", "t3.r1.legal": "" };
    for (const at of [right, wrong]) {
      for (const parts of [[{ kind: "text", text: asText(form, at) }], [{ kind: "html", text: asHtml(form, at) }], []]) {
        for (const options of [{}, { language: "en", name: "a.htm", previous: gouji.check(parts) }]) {
          literal("Part[]", parts);
          literal("Options", options);
          literal("Report", gouji.check(parts, options));
        }
      }
      const given = { edition: { t3: form.id, t4: form.id }, cells: at, year: 2023 };
      literal("Report", gouji.checkCells(given));
      literals.push(`export const x${literals.length}: Parameters<typeof gouji.checkCells>[0] = ${JSON.stringify(given)};`);
    }
  }
  for (const language of ["zh-CN", "en"]) {
    literal("FormEdition[]", gouji.forms(language));
    literal("RuleInfo[]", gouji.rules(language));
  }
  const { fine, said } = compile(literals.join("\n"));
  assert.ok(fine, said);
});

test("a key too few, a key too many and a wrong type would be noticed", () => {
  const report = gouji.check([]);
  const { verdict, ...without } = report;
  for (const changed of [without, { ...report, more: 1 }, { ...report, verdict: `${verdict}?` }, { ...report, year: "2023" }]) {
    assert.ok(!compile(`export const x: gouji.Report = ${JSON.stringify(changed)};`).fine);
  }
});

test("the scripts of the page pass the compiler, by what they say of themselves and by what old browsers have", () => {
  const run = spawnSync(process.execPath, [tsc, "-p", join(root, "www"), "--pretty", "false"], { encoding: "utf8", cwd: root });
  // pdf.js is looked at because it is imported; it is another's.
  const said = run.stdout.split("\n").filter((line) => /^\S+\(\d/.test(line) && !line.startsWith("www/pdf/lib/"));
  assert.deepEqual(said, []);
  assert.notEqual(run.status, null, String(run.error));
});

test("every function that is declared is there, and no other", () => {
  const names = [...declared.matchAll(/^export function (\w+)/gm)].map((match) => match[1]);
  // The two that bindgen adds to start the wasm.
  const starters = ["default", "initSync"];
  const given = (module) => Object.keys(module).filter((name) => !starters.includes(name)).sort();
  assert.deepEqual(given(gouji), names.sort());
  // What the page loads first has some of them.
  assert.ok(given(first).includes("check") && given(first).every((name) => names.includes(name)));
});
