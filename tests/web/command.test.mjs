// One table over both commands: the native one and that of the npm package, installed from its archive into a
// fresh folder, do the same with the same arguments — what they print, their exit codes, the files they write.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { before, test } from "node:test";
import { engine, root } from "./harness.mjs";
import { county } from "./many.mjs";

const out = join(root, "tests/web/out/command");
const native = join(root, "target/debug", process.platform === "win32" ? "gouji.exe" : "gouji");
const command = join(out, "node_modules/gouji/cli.js");

/** A report on the year before, and this year's that does not follow from it. */
let form;
let full;

before(async () => {
  full = await engine("full");
  [form] = full.forms();
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, "package.json"), '{ "name": "sample", "private": true, "type": "module" }');
  const dist = join(root, "dist/npm");
  const [archive] = readdirSync(dist).filter((file) => file.endsWith(".tgz"));
  execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", join(dist, archive)], { cwd: out, encoding: "utf8", shell: process.platform === "win32" });
  assert.ok(existsSync(native), "the native tests build it");
});

const files = (folder) => readdirSync(folder, { recursive: true }).map((file) => relative(folder, join(folder, String(file)))).filter((file) => statSync(join(folder, file)).isFile()).sort();

/** Runs a command in a folder of its own; what it said, and what it wrote. */
function run(program, args, { input = "", profile } = {}) {
  const at = join(out, program);
  county(join(at, "in"), form);
  // PDF is what only one of them reads.
  rmSync(join(at, "in/其他/扫描.pdf"));
  cpSync(join(root, "tests/fixtures/inconsistent-2019.xlsx"), join(at, "in/一份.xlsx"));
  for (const file of files(at)) if (!file.startsWith("in")) rmSync(join(at, file));
  if (profile) writeFileSync(join(at, "profile.json"), profile);
  const known = new Set(files(at));
  const [file, ...first] = program === "native" ? [native] : [process.execPath, command];
  const { status, stdout, stderr } = spawnSync(file, [...first, ...args], { cwd: at, encoding: "utf8", input });
  const written = Object.fromEntries(files(at).filter((one) => !known.has(one)).map((one) => [one, readFileSync(join(at, one))]));
  return { status, stdout, stderr, written };
}

/** What is the clock's, or of the one run alone. */
const timeless = (text) => text.replace(/"time": "[^"]+"/, '"time": ""');

const CASES = [
  ["a folder: text, worst first, what reports say together", ["check", "in"]],
  ["the same in English", ["check", "--language", "en", "in/2022", "in/2023"]],
  ["lines of JSON", ["check", "--json", "in/2022"]],
  ["nothing but the exit code", ["check", "--quiet", "in/2022"]],
  ["a pattern and a file", ["check", "in/2023/*.html", "in/其他/空.txt"]],
  ["a parent, the lists, and what they say together", ["check", "--parent", "in/2023/清江县人民政府.txt", "--csv", "a.csv", "--xlsx", "a.xlsx", "--together", "a.json", "in/2023"]],
  ["last year's report", ["check", "--previous", "in/2022/清江县教育局.txt", "in/2023/清江县教育局.html"]],
  ["a cell that is typed over, hints that are not wanted", ["check", "--edit", "t3.r1.total=999", "--off", "wording", "--off", "prose", "in/一份.xlsx"]],
  ["standard input", ["check", "-"], { input: "第一季度工作总结" }],
  ["an old name of an option, and one thread", ["check", "--threads", "1", "-q", "in/2022"]],
  ["no bar where nobody looks on", ["check", "--progress", "auto", "-j", "2", "in/2022"]],
  ["tidy tables as CSV", ["check", "--tables", "表", "--format", "csv", "in", "没有.txt"]],
  ["tidy tables as a workbook", ["check", "--tables", "表", "--format", "xlsx", "in", "没有.txt"], { values: true }],
  ["two versions", ["compare", "in/2022/清江县教育局.txt", "in/2023/清江县教育局.html"]],
  ["two versions as JSON, of which one is no report", ["compare", "--json", "in/2022/清江县教育局.txt", "in/其他/空.txt"]],
  ["what a place asks for", ["check", "--profile", "in/../profile.json", "in/一份.xlsx"], { profile: '{ "mention": ["甲乙丙丁"] }' }],
  ["a profile that is none", ["check", "--profile", "in/其他/空.txt", "in/一份.xlsx"], { refused: true }],
  ["a receipt", ["check", "--receipt", "回执.json", "in/一份.xlsx"]],
  ["a marked file", ["mark", "-o", "标注.xlsx", "in/一份.xlsx"]],
  ["a corrected file", ["mark", "--edit", "t3.r3_7.natural=32", "--output", "改正.xlsx", "in/一份.xlsx"]],
  ["rules to be read", ["rules"]],
  ["rules as JSON, in English", ["rules", "--json", "--language", "en"]],
  ["forms", ["forms"]],
  ["help", ["--help"]],
  ["help of a command", ["check", "--help"]],
  ["the version", ["--version"]],
  // Wrong usage: the sentences are each parser's own, what counts is that both refuse.
  ["no command", [], { refused: true }],
  ["no file", ["check"], { refused: true }],
  ["an option that is none", ["check", "--colour", "in"], { refused: true }],
  ["a language that is none", ["rules", "--language", "fr"], { refused: true }],
  ["a cell that is none", ["check", "--edit", "t9.x=1", "in/一份.xlsx"], { refused: true }],
  ["options that do not go together", ["check", "--json", "--tables", "t", "in"], { refused: true }],
  ["edits of many files", ["check", "--edit", "t3.r1.total=1", "in"], { refused: true }],
  ["a receipt of many files", ["check", "--receipt", "r.json", "in"], { refused: true }],
  ["a receipt that is none", ["verify", "in/其他/空.txt", "in/一份.xlsx"], { refused: true }],
];

/** The values in a workbook's sheets, by their names, whoever wrote it. */
function sheets(bytes) {
  const parts = Object.fromEntries(full.unpack(bytes, ["xml"]).filter(({ path }) => path.endsWith(".xml")).map(({ path, bytes: part }) => [path, Buffer.from(part).toString("utf8")]));
  const named = [...parts["xl/workbook.xml"].matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name);
  const text = (inner) => inner.replace(/&(lt|gt|quot|amp|#13);/g, (_, name) => ({ lt: "<", gt: ">", quot: '"', amp: "&", "#13": "\r" })[name]);
  const cell = (inner) => (/<v>/.test(inner) ? Number(/<v>(.*)<\/v>/.exec(inner)[1]) : text(/<t[^>]*>([^]*)<\/t>/.exec(inner)[1]));
  const row = (inner) => {
    const values = [];
    for (const [, about, content] of inner.matchAll(/<c([^>]*?)(?:\/>|>([^]*?)<\/c>)/g)) {
      const [, letters] = / r="([A-Z]+)/.exec(about) ?? [];
      const at = letters ? [...letters].reduce((n, letter) => 26 * n + letter.charCodeAt(0) - 64, 0) - 1 : values.length;
      values[at] = content ? cell(content) : undefined;
    }
    while (values.length && values[values.length - 1] === undefined) values.pop();
    return Array.from(values, (value) => value ?? null);
  };
  return Object.fromEntries(named.map((name, n) => [name, [...parts[`xl/worksheets/sheet${n + 1}.xml`].matchAll(/<row[^>]*>([^]*?)<\/row>/g)].map(([, inner]) => row(inner))]));
}

for (const [what, args, { refused, values, ...given } = {}] of CASES) {
  test(what, () => {
    const [one, other] = ["native", "npm"].map((program) => run(program, args, given));
    assert.equal(other.status, one.status);
    if (refused) {
      assert.equal(one.status, 3);
      assert.ok(one.stderr && other.stderr && !one.stdout && !other.stdout);
    } else if (args.includes("--json") || args[0] === "forms") {
      const lines = ({ stdout }) => stdout.trim().split("\n").map((line) => JSON.parse(line));
      assert.deepEqual(lines(other), lines(one));
    } else {
      assert.equal(other.stdout, one.stdout);
    }
    // A description of the tables is what only the native one writes.
    const names = ({ written }) => Object.keys(written).filter((name) => !name.endsWith("datapackage.json"));
    assert.deepEqual(names(other), names(one));
    for (const name of names(one)) {
      const [a, b] = [one, other].map(({ written }) => written[name]);
      if (values) {
        const [sheet, wanted] = [sheets(b), sheets(a)];
        assert.deepEqual(sheet, wanted);
        assert.ok(wanted.numbers.length > 3000 && wanted.findings.some((row) => row.some((value) => typeof value === "number" && value % 1)));
      } else if (name.endsWith(".json")) assert.deepEqual(JSON.parse(timeless(b.toString())), JSON.parse(timeless(a.toString())), name);
      else assert.ok(a.equals(b), `${name} differs: ${b.toString("utf8").split("\n").find((line, at) => line !== a.toString("utf8").split("\n")[at])}`);
    }
  });
}

test("either says of the other's receipt that nothing has changed", () => {
  for (const [maker, reader] of [["native", "npm"], ["npm", "native"]]) {
    const { written } = run(maker, ["check", "--receipt", "回执.json", "--off", "prose", "in/一份.xlsx"]);
    mkdirSync(join(out, reader, "in"), { recursive: true });
    const at = join(out, "回执.json");
    writeFileSync(at, written["回执.json"]);
    const { status, stdout } = run(reader, ["verify", at, "in/一份.xlsx"]);
    assert.equal(status, 0, stdout);
  }
});

test("a receipt that was cut or tampered with is none, by either", () => {
  const { written } = run("native", ["check", "--receipt", "回执.json", "in/一份.xlsx"]);
  const known = JSON.parse(written["回执.json"]);
  const asking = (more) => JSON.stringify({ ...known, asked: { ...known.asked, ...more } });
  const wrong = ["null", "[]", written["回执.json"].subarray(0, 200).toString(), JSON.stringify({ ...known, receipt: 2 }), JSON.stringify({ ...known, asked: 1 }),
    asking({ edits: null }), asking({ edits: [["t9.x", "1"]] }), asking({ edits: [["__proto__", "1"]] }), asking({ language: "fr" }), asking({ previous: known.sha256 })];
  run("npm", ["--version"]);
  for (const text of wrong) {
    writeFileSync(join(out, "坏.json"), text);
    for (const program of ["native", "npm"]) {
      const [file, ...first] = program === "native" ? [native] : [process.execPath, command];
      const { status, stdout, stderr } = spawnSync(file, [...first, "verify", join(out, "坏.json"), "in/一份.xlsx"], { cwd: join(out, program), encoding: "utf8" });
      assert.deepEqual([status, stdout, stderr.startsWith("gouji: ")], [3, "", true], `${program}: ${text}: ${stderr}`);
    }
  }
  // Others of which it is told what has changed, each by its exit code.
  for (const [more, code] of [[{ engine: "9" }, 2], [{ rules: "0" }, 2], [{ answer: "0" }, 1], [{ verdict: "consistent" }, 1], [{ sha256: "0" }, 1]]) {
    writeFileSync(join(out, "别的.json"), JSON.stringify({ ...known, ...more }));
    const said = ["native", "npm"].map((program) => run(program, ["verify", join(out, "别的.json"), "in/一份.xlsx"]));
    assert.deepEqual(said.map(({ status }) => status), [code, code]);
    assert.equal(said[0].stdout, said[1].stdout);
  }
});

test("a pipe in a folder is not waited for", { skip: process.platform === "win32" }, () => {
  for (const program of ["native", "npm"]) {
    run(program, ["--version"]);
    execFileSync("mkfifo", [join(out, program, "in/2022/管道.txt")]);
    const [file, ...first] = program === "native" ? [native] : [process.execPath, command];
    const { status, stderr } = spawnSync(file, [...first, "check", "--quiet", "in/2022"], { cwd: join(out, program), encoding: "utf8", timeout: 60_000 });
    assert.equal(status, 1, stderr);
    assert.match(stderr, /in\/2022\/管道\.txt: 不是普通的文件/);
    rmSync(join(out, program, "in/2022/管道.txt"));
  }
});

test("a link that leads to itself or to nothing is said to, in a folder and named, and so is an empty folder", { skip: process.platform === "win32" }, () => {
  const said = ["native", "npm"].map((program) => {
    run(program, ["--version"]);
    const at = join(out, program);
    symlinkSync("绕.txt", join(at, "in/2022/绕.txt"));
    symlinkSync("没有.txt", join(at, "in/2022/断.txt"));
    const [file, ...first] = program === "native" ? [native] : [process.execPath, command];
    mkdirSync(join(at, "in/空"));
    const each = [["--quiet", "in/2022"], ["in/2022/绕.txt", "in/2022/断.txt"], ["in/空"]].map((args) => spawnSync(file, [...first, "check", ...args], { cwd: at, encoding: "utf8", timeout: 60_000 }));
    for (const name of ["绕", "断"]) rmSync(join(at, `in/2022/${name}.txt`));
    return each.map(({ status, stdout, stderr }) => [status, stdout, stderr]);
  });
  assert.deepEqual(said[1], said[0]);
  const lines = (names) => names.map((name) => `gouji: in/2022/${name}.txt: 这个链接没有通到文件 this link leads to no file\n`).join("");
  assert.deepEqual(said[0].map(([status, , stderr]) => [status, stderr]), [[1, lines(["断", "绕"])], [2, lines(["绕", "断"])], [2, "gouji: 没有找到可以读的文件 no file to read was found\n"]]);
});

test("names that are no UTF-8 are shown in GB 18030, each file by itself; a hidden name is no ending", { skip: process.platform !== "linux" }, () => {
  const said = ["native", "npm"].map((program) => {
    run(program, ["--version"]);
    const at = join(out, program);
    const folder = Buffer.concat([Buffer.from(join(at, "in/")), Buffer.from([0xb1, 0xa8])]);
    mkdirSync(folder);
    const known = readFileSync(join(at, "in/一份.xlsx"));
    writeFileSync(Buffer.concat([folder, Buffer.from([0x2f, 0xb8, 0xe6]), Buffer.from(".xlsx")]), known);
    writeFileSync(join(at, "in/.txt"), "x");
    const [file, ...first] = program === "native" ? [native] : [process.execPath, command];
    const { status, stdout, stderr } = spawnSync(file, [...first, "check", "in"], { cwd: at, encoding: "utf8" });
    return [status, stdout, stderr];
  });
  assert.deepEqual(said[1], said[0]);
  assert.match(said[0][1], /in\/报\/告\.xlsx/);
});

test("what only the native command does is said so", () => {
  for (const args of [["stages", "in/一份.xlsx"], ["completions", "bash"], ["check", "--tables", "t", "--format", "parquet", "in"], ["check", "--pages", "in/一份.xlsx"]]) {
    const { status, stderr } = run("npm", args);
    assert.equal(status, 3);
    assert.match(stderr, /本机命令/);
  }
});
