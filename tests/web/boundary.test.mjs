// The boundary itself: whatever JavaScript hands over, an object or an Error with a sentence comes
// back, never a trap.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { engine, root } from "./harness.mjs";
import { asHtml, asText, values } from "./report.mjs";

let gouji;
let full;
before(async () => { [gouji, full] = await Promise.all([engine(), engine("full")]); });

const text = (string) => [{ kind: "text", text: string }];
const whole = () => {
  const [form] = gouji.forms();
  return asText(form, values(form));
};

test("a report comes out as plain data, null for what is not there", () => {
  const [form] = gouji.forms();
  const at = values(form);
  const inputs = [[], text(""), text(asText(form, at)), [{ kind: "html", text: asHtml(form, at) }]];
  for (const parts of inputs) {
    // What is no report the first engine leaves to the larger one.
    const report = (inputs.indexOf(parts) < 2 ? full : gouji).check(parts);
    assert.equal(report.schema, 1);
    assert.equal(Object.getPrototypeOf(report.cells), Object.prototype);
    assert.deepEqual(JSON.parse(JSON.stringify(report)), report);
    assert.deepEqual(structuredClone(report), report);
  }
});

test("the name of the file comes back, whatever it is", () => {
  assert.equal(gouji.check(text(whole()), { name: "报告.htm" }).file, "报告.htm");
  assert.equal(full.check([], { name: undefined, language: undefined, previous: undefined }).file, null);
  assert.equal(full.check([], null).file, null);
});

test("odd text is text", { timeout: 60_000 }, () => {
  const odd = [
    "\ud800", "\udc00\ud800", "表\udfff三", "\0", "\ufeff", "\u202e12\u202c", "１２", "𠀀".repeat(1000), "\r", "\n".repeat(10_000),
    "\t".repeat(100_000), "9".repeat(100_000), "1 ".repeat(50_000), "-".repeat(10_000), "（".repeat(10_000), "总计".repeat(20_000),
    "<table>".repeat(10_000), "<div>".repeat(50_000), "<td rowspan=4294967295 colspan=4294967295>1".repeat(100), "&#x110000;&#xd800;&nbsp",
    "<table><tr>".concat("<td>1".repeat(20_000)), "\"".repeat(10_001), ",".repeat(100_000), `"${"1,\n".repeat(10_000)}`,
  ];
  for (const kind of ["text", "html"]) {
    for (const string of odd) {
      const [first, report] = [gouji, full].map((engine) => engine.check([{ kind, text: string }], { name: string.slice(0, 9) }));
      assert.equal(first, null, JSON.stringify(string.slice(0, 20)));
      assert.notEqual(report.verdict, "consistent", JSON.stringify(string.slice(0, 20)));
    }
  }
});

test("the first engine answers for every edition, and says what the full one does", () => {
  for (const form of gouji.forms()) {
    const at = values(form);
    for (const parts of [text(asText(form, at)), [{ kind: "html", text: asHtml(form, at) }]]) {
      const [first, report] = [gouji, full].map((engine) => engine.check(parts));
      assert.notEqual(first, null, `${form.edition} as ${parts[0].kind}`);
      assert.deepEqual([first.verdict, first.summary, first.edition, first.cells], [report.verdict, report.summary, report.edition, report.cells]);
    }
  }
});

test("of the cases too the first engine says what the full one does, or nothing", async () => {
  const { contentOf } = await import("../../www/content.js");
  const folder = join(root, "tests/cases");
  let answered = 0;
  for (const name of readdirSync(folder)) {
    const [, kind, string] = /^````(text|html)\n([\s\S]*?)^````$/m.exec(readFileSync(join(folder, name), "utf8")) || [];
    const parts = [{ kind, text: string }];
    if (!kind || contentOf(parts).files) continue;
    const [first, report] = [gouji, full].map((engine) => engine.check(parts));
    if (!first) continue;
    answered += 1;
    assert.deepEqual([first.verdict, first.summary, first.edition, first.cells], [report.verdict, report.summary, report.edition, report.cells], name);
  }
  assert.ok(answered > 20, `${answered} of the cases were answered`);
});

test("a whole report, broken in any place, is read", { timeout: 60_000 }, () => {
  const units = [...whole()];
  let seed = 1;
  const random = (below) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % below;
  };
  for (let i = 0; i < 100; i += 1) {
    const broken = [...units];
    for (let j = random(6) + 1; j > 0; j -= 1) {
      broken.splice(random(broken.length), random(20), ...["", "9", "\t", "\n", "\ud800", "总计"][random(6)]);
    }
    const first = gouji.check(text(broken.join("")));
    assert.ok(first === null || typeof first.message === "string");
    assert.equal(typeof full.check(text(broken.join(""))).message, "string");
  }
});

test("a text that memory would not hold is refused in a sentence", () => {
  const long = "1".repeat(9 << 20);
  assert.throws(() => gouji.check([...text(long), ...text(long)]), { name: "Error", message: /^parts\[1\]\.text: expected at most 16777216 characters/ });
});

test("arguments of a wrong shape are refused in a sentence", () => {
  const { check, forms } = gouji;
  // What the first engine leaves to the larger one.
  const { checkCells, encodingOf, rules } = full;
  for (const name of ["checkCells", "encodingOf"]) assert.equal(gouji[name], undefined);
  const edition = { t3: "2021" };
  // `previous` is read by the engine that compares it; the first one leaves it alone.
  assert.equal(check(text(whole()), { previous: [] }).schema, 1);
  const refused = [
    [/^parts: expected an array/, () => check()],
    [/^parts: expected an array/, () => check("文本")],
    [/^parts\[0\]: expected \{ kind, text \}/, () => check([1])],
    [/^parts\[0\]: expected \{ kind, text \}/, () => check([null])],
    [/^parts\[0\]\.kind: expected "html" or "text"$/, () => check([{ kind: "csv", text: "" }])],
    [/^parts\[0\]\.text: expected a string/, () => check([{ kind: "text" }])],
    [/^parts\[1\]\.text: expected a string/, () => check([...text(""), { kind: "text", text: 5 }])],
    [/^parts\[0\]: expected an object whose/, () => check([{ get kind() { throw new Error("mine"); }, text: "" }])],
    [/^options: expected an object of options/, () => check([], 5)],
    [/^options\.language: expected "zh-CN" or "en"/, () => full.check([], { language: "fr" })],
    [/^options\.language: expected "zh-CN" in this build/, () => check([], { language: "en" })],
    [/^options\.name: expected a string/, () => check([], { name: 5 })],
    [/^options\.previous: expected a report/, () => full.check([], { previous: [] })],
    [/^options\.previous\.cells: expected the cells/, () => full.check([], { previous: {} })],
    [/^options\.previous\.year: expected a whole number/, () => full.check([], { previous: { cells: {}, edition: {}, year: 1e9 } })],
    [/^values: expected \{ edition, cells \}/, () => checkCells()],
    [/^values\.cells: expected an object/, () => checkCells({ edition, cells: 5 })],
    [/^values\.edition: expected an object/, () => checkCells({ cells: {} })],
    [/^values\.edition\["t3"\]: expected a string/, () => checkCells({ edition: { t3: 2021 }, cells: {} })],
    [/^values\.cells\["t3\.r1\.natural"\]: expected a whole number/, () => checkCells({ edition, cells: { "t3.r1.natural": 1.5 } })],
    [/^values\.cells\["a"\]: /, () => checkCells({ edition, cells: { a: NaN } })],
    [/^values\.cells\["a"\]: /, () => checkCells({ edition, cells: { a: 2 ** 53 } })],
    [/^values\.cells\["a"\]: /, () => checkCells({ edition, cells: { a: 1n } })],
    [/^values\.cells\["a"\]\.state: /, () => checkCells({ edition, cells: { a: { value: 1 } } })],
    [/^values\.cells\["a"\]\.at\.line: /, () => checkCells({ edition, cells: { a: { value: 1, state: "read", at: { line: -1, start: 0, end: 0 } } } })],
    [/^language: expected/, () => forms("fr")],
    [/^language: expected/, () => rules(5)],
    [/^bytes: expected a Uint8Array/, () => encodingOf("文本")],
    [/^bytes: expected a Uint8Array/, () => encodingOf(undefined)],
  ];
  for (const [message, call] of refused) assert.throws(call, { name: "Error", message }, String(call));
  // None of them was a trap: the same instance goes on.
  assert.equal(check(text(whole())).schema, 1);
  assert.equal(full.check([]).schema, 1);
});

test("values are taken as numbers, texts, cells of a report, null, or not at all", () => {
  const cell = { value: 12, text: "12", state: "read", at: { line: 3, start: 0, end: 2 } };
  const cells = { "t3.r1.natural": 12, "t3.r1.business": "１２", "t3.r1.research": null, "t3.r1.welfare": undefined, "t3.r1.legal": cell };
  assert.equal(full.checkCells({ edition: { t3: "2021" }, cells, year: 2023, organ: null }).schema, 1);
  const report = gouji.check(text(whole()));
  assert.equal(full.check(text(whole()), { previous: report }).schema, 1);
  assert.equal(full.checkCells(report, {}).schema, 1);
});

test("the forms draw every cell once and name it in either language", () => {
  for (const [engine, language, pattern] of [[gouji, "zh-CN", /^表[二三四] · /], [full, "zh-CN", /^表[二三四] · /], [full, "en", /^Table [234] · /]]) {
    const forms = engine.forms(language);
    assert.deepEqual(forms.map((form) => form.id), ["2021", "2019"]);
    for (const form of forms) {
      const cells = Object.values(form.tables).flatMap((table) => table.lines.flat()).filter((cell) => cell.cell);
      assert.equal(new Set(cells.map((cell) => cell.cell)).size, cells.length);
      for (const cell of cells) assert.match(cell.name, pattern);
    }
  }
});

test("rules have a sentence and a source each", () => {
  for (const language of [undefined, "zh-CN", "en"]) {
    const rules = full.rules(language);
    assert.ok(rules.length > 50);
    for (const rule of rules) assert.ok(rule.sentence && rule.why && rule.source, rule.id);
  }
});

test("the encoding of a file is one that TextDecoder knows", () => {
  const of = (...bytes) => full.encodingOf(Uint8Array.from(bytes.flat()));
  const gbk = [0xd7, 0xdc, 0xbc, 0xc6];
  assert.equal(new TextDecoder(of(gbk)).decode(Uint8Array.from(gbk)), "总计");
  assert.equal(of(...new TextEncoder().encode("总计")), "utf-8");
  assert.equal(of(...new TextEncoder().encode("<meta charset=gb2312>"), ...gbk), "gb18030");
  assert.equal(of(0xff, 0xfe, 0x31, 0), "utf-16le");
  for (let i = 0; i < 256; i += 1) assert.ok(new TextDecoder(of(i, 255 - i, i, 0)));
});

test("the version is the crate's", () => {
  assert.match(gouji.version(), /^\d+\.\d+\.\d+\+[0-9a-f]{12}$/);
});

test("what is more than rows and lines is left to the larger engine; of the rest both read the same", async () => {
  globalThis.document = { documentElement: { lang: "zh-CN" } };
  const { contentOf } = await import("../../www/content.js");
  const left = (content) => contentOf(text(content)).files;
  const rows = whole();
  const lines = rows.replaceAll("\t", "\n");
  const mail = rows.replaceAll(/^/gm, "> ");
  const spaced = rows.replaceAll("\t", "  ");
  const remark = `说明（摘自《办法》）：1. 数字、单位；2. 其他，见附件。\n${rows}`;
  for (const content of [rows, lines, mail, spaced, remark]) {
    assert.equal(left(content), false);
    assert.deepEqual(gouji.check(text(content)).cells, full.check(text(content)).cells);
  }
  const piped = rows.replaceAll("\t", " | ");
  for (const content of [piped, piped.replaceAll("|", "｜"), asHtml(...[gouji.forms()[0], values(gouji.forms()[0])]), "&lt;table&gt;", `{"a": "${rows}"}`, '  ["1", "2"]', "ID;PWXL;N;E", "TABLE\r\n0,1", "version:1.5"]) {
    assert.equal(left(content), true, content.slice(0, 40));
  }
  // What labels and order alone do not place: a row that lacks a value, one that stands there twice, digits that
  // nothing separates; a form without numbers, and what is none.
  const line = rows.split("\n").find((row) => /^（二）部分公开/.test(row) || /部分公开/.test(row));
  const other = line.replace(/\d+/, "8");
  const short = line.replace(/\t\d+$/, "");
  for (const content of [rows.replace(line, short), rows.replace(line, `${line}\n${other}`), rows.replace(line, line.replaceAll("\t", "")), rows.replace(/\d/g, ""), "第一季度工作总结", ""]) {
    assert.notEqual(content, rows);
    assert.equal(gouji.check(text(content)), null, content.slice(0, 40));
    assert.equal(full.check(text(content)).schema, 1);
  }
});
