// The boundary under arbitrary values: an object or an Error with a sentence comes back, never a trap.
// A failure prints its seed and the smallest arguments that fail. `RUNS=100000 node --test any.test.mjs`
// tries harder.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import fc from "fast-check";
import { engine, root } from "./harness.mjs";
import { asText, values } from "./report.mjs";

const numRuns = Number(process.env.RUNS ?? 300);

let gouji;
let report;
let digest;
const docx = new Uint8Array(readFileSync(join(root, "tests/fixtures/consistent-2021.docx")));
before(async () => {
  gouji = await engine("full");
  const [form] = gouji.forms();
  report = gouji.check([{ kind: "text", text: asText(form, values(form)) }]);
  digest = gouji.digestFile(docx, "报告.docx");
});

const anything = () => fc.anything({ withBigInt: true, withBoxedValues: true, withDate: true, withMap: true, withNullPrototype: true, withObjectString: true, withSet: true, withSparseArray: true, withTypedArray: true });
const number = () => fc.oneof(fc.double(), fc.integer(), fc.constantFrom(2 ** 53, -0, 1e300, NaN, Infinity, 1n));
const text = () => fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("表", "总计", "t3.r1.natural", "t4.reconsideration.total", "2021", "zh-CN", "\ud800"));
const odd = () => fc.oneof(anything(), number(), text());
const run = () => fc.record({ x: number(), y: number(), width: number(), height: number(), text: text() });
const page = () => fc.record({ width: number(), height: number(), pictures: fc.nat(), runs: fc.array(run()), lines: fc.array(fc.tuple(number(), number(), number(), number())) });
const part = () => fc.oneof(
  odd(),
  fc.record({ kind: fc.constantFrom("html", "text", "csv", "file", "pages", "pdf"), text: odd(), bytes: odd(), name: odd(), pages: odd() }),
  fc.record({ kind: fc.constantFrom("html", "text", "csv"), text: text() }),
  fc.record({ kind: fc.constant("file"), bytes: fc.uint8Array(), name: fc.oneof(text(), fc.constant(null)) }),
  fc.record({ kind: fc.constant("pages"), pages: fc.array(page(), { maxLength: 3 }) }),
);
const options = () => fc.oneof(odd(), fc.record({ language: odd(), name: odd(), previous: odd(), off: odd() }, { requiredKeys: [] }), fc.constant({}));

/** A plain object with some values, at any depth, exchanged for odd ones. */
const spoilt = (from) =>
  fc.array(fc.tuple(fc.nat(), odd()), { minLength: 1, maxLength: 4 }).map((changes) => {
    const whole = structuredClone(from());
    for (const [turn, value] of changes) {
      let at = whole;
      let left = turn;
      while (true) {
        const keys = Object.keys(at);
        // Odd values that an earlier change put there are left alone.
        if (keys.length === 0 || ![Object.prototype, Array.prototype].includes(Object.getPrototypeOf(at))) break;
        const key = keys[left % keys.length];
        left = Math.floor(left / keys.length);
        if (left === 0 || at[key] === null || typeof at[key] !== "object" || ArrayBuffer.isView(at[key])) {
          Reflect.set(at, key, value);
          break;
        }
        at = at[key];
      }
    }
    return whole;
  });

const doors = {
  check: () => fc.tuple(fc.oneof(odd(), fc.array(part(), { maxLength: 4 })), options()),
  digestParts: () => fc.tuple(fc.array(part(), { maxLength: 3 }), options()),
  checkCells: () => fc.tuple(fc.oneof(odd(), spoilt(() => report)), fc.oneof(options(), spoilt(() => ({ previous: report })))),
  forms: () => fc.tuple(odd()),
  rules: () => fc.tuple(odd()),
  encodingOf: () => fc.tuple(fc.oneof(odd(), fc.uint8Array())),
  readFile: () => fc.tuple(fc.oneof(odd(), fc.uint8Array()), odd(), options()),
  digestFile: () => fc.tuple(fc.oneof(odd(), fc.uint8Array()), odd(), options()),
  mark: () => fc.tuple(fc.oneof(odd(), fc.constant(docx)), fc.oneof(odd(), fc.constant("a.docx")), fc.oneof(odd(), spoilt(() => report)), options()),
  compare: () => fc.tuple(fc.oneof(odd(), fc.array(part(), { maxLength: 2 })), fc.oneof(odd(), fc.array(part(), { maxLength: 2 })), options()),
  correct: () => fc.tuple(fc.oneof(odd(), fc.constant(docx)), fc.oneof(odd(), spoilt(() => report)), fc.oneof(odd(), fc.dictionary(fc.constantFrom("t2.permits", "t3.r1.total", "nowhere"), fc.oneof(fc.string(), odd()))), options()),
  tableHtml: () => fc.tuple(fc.oneof(odd(), spoilt(() => report)), fc.oneof(fc.boolean(), odd()), fc.oneof(fc.constantFrom("t2", "t3", "t9"), odd())),
  tableTsv: () => fc.tuple(fc.oneof(odd(), spoilt(() => report)), fc.oneof(fc.boolean(), odd()), odd()),
  unpack: () => fc.tuple(fc.oneof(odd(), fc.uint8Array(), fc.constant(docx)), fc.oneof(fc.constant(["xml"]), odd())),
  pack: () => fc.tuple(fc.oneof(odd(), fc.array(fc.oneof(odd(), fc.record({ path: fc.string(), bytes: fc.uint8Array() })), { maxLength: 3 }))),
  overviewOf: () => fc.tuple(fc.oneof(odd(), fc.array(spoilt(() => digest), { maxLength: 3 })), odd()),
  familyOf: () => fc.tuple(fc.oneof(odd(), spoilt(() => digest)), fc.array(spoilt(() => digest), { maxLength: 3 }), odd()),
  listOf: () => fc.tuple(fc.array(fc.oneof(odd(), spoilt(() => digest)), { maxLength: 3 }), fc.oneof(fc.constantFrom("csv", "xlsx"), odd()), odd(), fc.oneof(fc.constant([0]), odd())),
  pagesOf: () => fc.tuple(fc.oneof(odd(), fc.uint8Array(), fc.constant(docx))),
  kindName: () => fc.tuple(odd(), odd()),
};

for (const [name, given] of Object.entries(doors)) {
  test(`${name} answers or refuses whatever it is given`, { timeout: 600_000 }, () => {
    fc.assert(fc.property(given(), (given) => {
      try {
        gouji[name](...given);
      } catch (error) {
        // Not a trap, nor too deep or too much. What a getter throws comes through as it is.
        const refused = error instanceof Error && !(error instanceof WebAssembly.RuntimeError) && !(error instanceof RangeError);
        assert.ok(refused, `${error?.stack ?? error}`);
        assert.ok(error.message.length > 3);
      }
      assert.equal(typeof gouji.version(), "string");
    }), { numRuns });
  });
}

test("every function of the boundary is tried here", () => {
  const known = ["default", "initSync", "version"];
  const exported = Object.keys(gouji).filter((name) => typeof gouji[name] === "function" && !known.includes(name));
  assert.deepEqual(exported.sort(), Object.keys(doors).sort());
});
