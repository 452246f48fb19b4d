// One table over both commands: the native one and that of the npm package, installed from its archive into a
// fresh folder, do the same with the same arguments — what they print, their exit codes, the files they write.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
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
function run(program, args, { input = "", profile, lost } = {}) {
  const at = join(out, program);
  county(join(at, "in"), form);
  // PDF is what only one of them reads.
  rmSync(join(at, "in/其他/扫描.pdf"));
  cpSync(join(root, "tests/fixtures/inconsistent-2019.xlsx"), join(at, "in/一份.xlsx"));
  for (const file of files(at)) if (!file.startsWith("in")) rmSync(join(at, file));
  if (profile) writeFileSync(join(at, "profile.json"), profile);
  if (lost) writeFileSync(join(at, "少一行.txt"), readFileSync(join(at, lost), "utf8").replace(/^.*国家秘密.*\n/m, ""));
  const known = new Set(files(at));
  const [file, ...first] = program === "native" ? [native] : [process.execPath, command];
  const { status, stdout, stderr } = spawnSync(file, [...first, ...args], { cwd: at, encoding: "utf8", input });
  const written = Object.fromEntries(files(at).filter((one) => !known.has(one)).map((one) => [one, readFileSync(join(at, one))]));
  return { status, stdout, stderr, written };
}

/** Two long texts, of which only the first line that differs is shown. */
function same(is, wanted) {
  const lines = wanted.split("\n");
  const at = is.split("\n").findIndex((line, index) => line !== lines[index]);
  assert.ok(is === wanted, at < 0 ? "it ends before" : `${is.split("\n")[at]}\n  is not\n${lines[at]}`);
}

/** What is the clock's, or of the one run alone. */
const timeless = (text) => text.replace(/"time": "[^"]+"/, '"time": ""');

/** What a file of JSON says, but for that and for the key by which the native command goes on with a run. */
function keyless(bytes) {
  const said = JSON.parse(timeless(bytes.toString()));
  if (said.gouji) delete said.gouji.key;
  return said;
}

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
  ["two versions, of which one was not read in full", ["compare", "in/2022/清江县教育局.txt", "少一行.txt"], { lost: "in/2022/清江县教育局.txt" }],
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
  ["a rule that is none", ["check", "--off", "prosee", "in/一份.xlsx"], { refused: true }],
  ["a number of threads that is none", ["check", "--jobs", "abc", "in"], { refused: true }],
  ["a list without a name", ["check", "--csv", "", "in"], { refused: true }],
  ["lists of a folder that is none", ["check", "--csv", "a.csv", "--xlsx", "a.xlsx", "没有"]],
  ["tables of a folder that is none", ["check", "--tables", "表", "没有"]],
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
      same(other.stdout, one.stdout);
    }
    const names = ({ written }) => Object.keys(written);
    assert.deepEqual(names(other), names(one));
    for (const name of names(one)) {
      const [a, b] = [one, other].map(({ written }) => written[name]);
      if (values && !name.endsWith(".json")) {
        const [sheet, wanted] = [sheets(b), sheets(a)];
        same(JSON.stringify(sheet, null, 1), JSON.stringify(wanted, null, 1));
        assert.ok(wanted.numbers.length > 3000 && wanted.findings.some((row) => row.some((value) => typeof value === "number" && value % 1)));
      } else if (name.endsWith(".json")) assert.deepEqual(keyless(b), keyless(a), name);
      else if (/\.csv$/.test(name)) same(b.toString("utf8"), a.toString("utf8"));
      else assert.ok(a.equals(b), `${name} differs`);
    }
  });
}

/** A command in the folder that `run` made last. */
function again(program, args, more = {}) {
  const [file, ...first] = program === "native" ? [native] : [process.execPath, command];
  return spawnSync(file, [...first, ...args], { cwd: join(out, program), encoding: "utf8", timeout: 120_000, ...more });
}
const BOTH = ["native", "npm"];
const tree = (program) => Object.fromEntries(files(join(out, program)).map((one) => [one, createHash("sha256").update(readFileSync(join(out, program, one))).digest("hex")]));

/** Outputs that are refused, whatever makes them: the option, what stands after it, what is said. */
const ONE = "in/一份.xlsx";
const MAKERS = [["check", "--csv"], ["check", "--xlsx"], ["check", "--together"], ["check", "--receipt"], ["mark", "-o"]];
const READ = /: 这是要读的文件，不能写成结果/;
const TAKEN = /: 已有这个文件，不覆盖；要覆盖请加 --force/;
const REFUSED = [
  ...MAKERS.flatMap(([name, option]) => [
    [`${option} over the report`, [name, option, ONE, ONE], READ],
    [`${option} over the report, spelled otherwise and forced`, [name, option, "./in/../in/一份.xlsx", "--force", ONE], READ],
    [`${option} over last year's report, forced`, [name, option, "in/2022/清江县教育局.txt", "--force", "--previous", "in/2022/清江县教育局.txt", ONE], READ],
    [`${option} over somebody's file`, [name, option, "mine.csv", ONE], TAKEN],
    [`${option} over a folder`, [name, option, "in", ONE], /: 这是文件夹，请写明文件名/],
    [`${option} into no folder`, [name, option, "no/a", ONE], /: 没有这个文件夹/],
  ]),
  ["a list over a file of the folder that is read", ["check", "--csv", "in/其他/通知.txt", "--force", "in"], READ],
  ["a list over the report that sums up", ["check", "--parent", "in/2023/清江县人民政府.txt", "--csv", "in/2023/清江县人民政府.txt", "--force", "in/2022"], READ],
  ["two results in one file", ["check", "--csv", "a", "--xlsx", "./a", ONE], /: 两个结果不能写成同一个文件/],
  ["a marked file over one that is there", ["mark", "in/有.xlsx"], TAKEN],
  ["tables over somebody's", ["check", "--tables", "mine", ONE], /: 已有别的 numbers\.csv，不覆盖/],
  ["tables over what is read, forced", ["check", "--tables", "mine", "--force", "mine/numbers.csv", ONE], /其中的 numbers\.csv 是要读的文件/],
  ["tables in the place of a file", ["check", "--tables", "mine.csv", ONE], /这里有同名的文件/],
];

test("no output takes the place of what is read, nor of anybody's file", () => {
  for (const program of BOTH) {
    run(program, ["--version"]);
    const at = join(out, program);
    for (const [name, content] of [["mine.csv", "mine"], ["in/有-标注.xlsx", "mine"]]) writeFileSync(join(at, name), content);
    cpSync(join(at, ONE), join(at, "in/有.xlsx"));
    mkdirSync(join(at, "mine"), { recursive: true });
    writeFileSync(join(at, "mine/numbers.csv"), "mine");
  }
  for (const [what, args, wanted] of REFUSED) {
    const [one, other] = BOTH.map((program) => {
      const known = tree(program);
      const { status, stdout, stderr } = again(program, args);
      assert.deepEqual(tree(program), known, `${program}: ${what}`);
      return { status, stdout, stderr };
    });
    assert.deepEqual(other, one, what);
    assert.deepEqual([one.status, one.stdout, one.stderr.split("\n").length], [2, "", 2], `${what}: ${one.stderr}`);
    assert.match(one.stderr, wanted, what);
  }
});

test("what gouji wrote is replaced, what somebody wrote where that is asked for, and a device takes what it is given", { skip: process.platform === "win32" }, () => {
  for (const program of BOTH) {
    run(program, ["--version"]);
    const at = join(out, program);
    for (const [name, option] of MAKERS) {
      const file = `${option.replaceAll("-", "")}.out`;
      const args = [name, option, file, ONE];
      assert.equal(again(program, args).status, 1);
      const first = readFileSync(join(at, file));
      // One that comes back with marks may have been worked on since.
      assert.equal(again(program, args).status, name === "mark" ? 2 : 1, `${program} ${option}`);
      writeFileSync(join(at, file), "mine");
      assert.equal(again(program, [...args, "--force"]).status, 1);
      if (option !== "--receipt") assert.ok(readFileSync(join(at, file)).equals(first));
      const { stderr, status } = again(program, [name, option, "/dev/full", ONE]);
      assert.deepEqual([status, stderr], [2, "gouji: /dev/full: 没有写成：磁盘满了 the disk is full\n"], program);
    }
    for (const format of ["csv", "xlsx"]) for (let n = 0; n < 2; n += 1) assert.equal(again(program, ["check", "-q", "--tables", "表", "--format", format, ONE]).status, 1);
    assert.ok(files(at).every((file) => !/\.new$/.test(file)), String(files(at)));
  }
});

test("the exit code is that of the verdict where whoever reads has gone", { skip: process.platform === "win32" }, () => {
  for (const program of BOTH) {
    run(program, ["--version"]);
    const [file, ...first] = program === "native" ? [native] : [process.execPath, command];
    for (const [args, code] of [[["check", "in/2023"], 1], [["check", "--json", "in/2023"], 1], [["rules"], 0]]) {
      const { stdout } = spawnSync("bash", ["-c", '"$@" | true; echo ${PIPESTATUS[0]}', "bash", file, ...first, ...args], { cwd: join(out, program), encoding: "utf8" });
      assert.equal(stdout, `${code}\n`, `${program}: ${args}`);
    }
  }
});

test("a folder is read once however it is spelled; what it holds besides is counted and said", { skip: process.platform === "win32" }, () => {
  const said = BOTH.map((program) => {
    run(program, ["--version"]);
    const at = join(out, program);
    const folder = join(at, "in/各样");
    mkdirSync(join(folder, "__MACOSX"), { recursive: true });
    cpSync(join(at, ONE), join(folder, "报告.xlsx"));
    for (const name of ["~$报告.xlsx", "._报告.xlsx", ".隐藏.txt", "__MACOSX/报告.xlsx", "图.JPG", "无", "旧.jsp"]) cpSync(join(at, ONE), join(folder, name));
    writeFileSync(join(folder, "网页.shtml"), readFileSync(join(at, "in/2023/清江县教育局.html")));
    writeFileSync(join(folder, "一包.zip"), full.pack([{ path: "报告.xlsx", bytes: readFileSync(join(at, ONE)) }]));
    symlinkSync("报告.xlsx", join(folder, "链接.xlsx"));
    const made = [["check", "--csv", "in/各样/表.csv", "--xlsx", "in/各样/表.xlsx", "--together", "in/各样/表.json", "-q", "in/各样"], ["check", "--receipt", "in/各样/回执.json", "-q", "in/各样/报告.xlsx"], ["check", "--tables", "in/各样/结果", "-q", "in/各样"], ["mark", "in/各样/报告.xlsx"]];
    for (const args of made) assert.equal(again(program, args).status, 1, `${program}: ${args}`);
    const each = [["in/各样", "in/各样/", "./in/../in/各样", join(at, "in/各样"), "in/各样/报告.xlsx"], ["--language", "en", "in/各样"], ["-q", "in/各样"], ["--tables", "表", "in/各样", "in/各样/"]];
    return each.map((args) => again(program, ["check", ...args])).map(({ status, stdout, stderr }) => [status, stdout, stderr]);
  });
  assert.deepEqual(said[1], said[0]);
  const [[, text, zh], [, , en], [, , quiet], [, tables, same]] = said[0];
  assert.match(text, /共 3 份：不一致 1，未判定 0，无法识别 1，一致 1。/);
  assert.match(tables, /共 3 份：不一致 1，未判定 0，无法识别 1，一致 1，读不了 0。/);
  assert.match(text, /zip 是压缩包，不能直接读取。请先解压/);
  assert.equal(zh, "gouji: 文件夹里另有 16 个文件没有读：不是报告的格式 3（没有扩展名的 1、.jpg 1、.jsp 1），隐藏文件和 Office 锁文件 3，gouji 自己写的 10\n");
  assert.match(en, /^gouji: 16 more files in folders were not read: 3 of no format of reports \(1 without an ending, 1 \.jpg, 1 \.jsp\); 3 hidden/);
  assert.deepEqual([quiet, same], ["", zh]);
});

test("a receipt of a picture is not said to be changed by the command that reads none", () => {
  for (const program of BOTH) run(program, ["--version"]);
  // White, one pixel: nothing to read, for either.
  const white = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==", "base64");
  for (const program of BOTH) writeFileSync(join(out, program, "in/页.png"), white);
  again("native", ["check", "-q", "--receipt", "../picture.json", "in/页.png"]);
  assert.ok(existsSync(join(out, "picture.json")));
  const { status, stdout, stderr } = again("npm", ["verify", "../picture.json", "in/页.png"]);
  assert.deepEqual([status, stdout], [2, ""]);
  assert.match(stderr, /npm 版不读图片，请用本机命令：gouji verify \.\.\/picture\.json in\/页\.png/);
  rmSync(join(out, "picture.json"));
});

test("a receipt of a PDF is made and verified by the npm command, and the native one says so", () => {
  for (const program of BOTH) {
    run(program, ["--version"]);
    cpSync(join(root, "tests/fixtures/consistent-2021.pdf"), join(out, program, "in/年报.pdf"));
  }
  assert.equal(again("npm", ["check", "-q", "--receipt", "../pdf.json", "in/年报.pdf"]).status, 0);
  assert.equal(again("npm", ["verify", "../pdf.json", "in/年报.pdf"]).status, 0);
  const { status, stdout, stderr } = again("native", ["verify", "../pdf.json", "in/年报.pdf"]);
  assert.deepEqual([status, /结论/.test(stdout)], [2, false]);
  assert.match(stderr, /本机命令不读 PDF，请用 npm 版：npx gouji verify \.\.\/pdf\.json in\/年报\.pdf/);
  rmSync(join(out, "pdf.json"));
});

test("names and cells steer no terminal", { skip: process.platform === "win32" }, () => {
  const said = BOTH.map((program) => {
    run(program, ["--version"]);
    const name = "in/\u001b[2J\n✓ 一致\u202e.txt";
    writeFileSync(join(out, program, name), readFileSync(join(out, program, "in/2022/清江县教育局.txt"), "utf8").replaceAll("教育", "教\u009b31m育"));
    return [["check", name], ["check", "in/\u0007.txt"], ["compare", name, name], ["check", "--json", name]].map((args) => again(program, args)).map(({ status, stdout, stderr }) => [status, stdout, stderr]);
  });
  assert.deepEqual(said[1].slice(0, 3), said[0].slice(0, 3));
  for (const one of said.flat()) assert.doesNotMatch(one[1] + one[2], /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  assert.match(said[0][0][1], /in\/\\u001b\[2J\\u000a✓ 一致\\u202e\.txt/);
  assert.equal(JSON.parse(said[0][3][1]).file, JSON.parse(said[1][3][1]).file);
});

test("a command or an option that is none is said with the one that was meant", () => {
  for (const [args, wanted] of [[["chek", "in"], /^gouji: chek: 没有这个命令；是不是 check？ .*did you mean check\?/], [["check", "--receit", "a", "in"], /^gouji: --receit: 没有这个选项；是不是 --receipt？/], [["zzzzzz"], /没有这个命令，有 check, mark, compare/]]) {
    const { status, stderr } = run("npm", args);
    assert.equal(status, 3);
    assert.match(stderr, wanted);
    assert.equal(stderr.split("\n").length, 2);
  }
  assert.match(run("native", ["chek", "in"]).stderr, /check/);
});

test("a run of npx that is stopped leaves nothing half, and does not go on without npx", { skip: process.platform === "win32", timeout: 120_000 }, async () => {
  run("npm", ["--version"]);
  const at = join(out, "npm");
  const done = (child) => new Promise((end) => { child.once("exit", (code, signal) => end({ code, signal })); });
  const begun = async (folder, gone) => {
    while (!gone() && !existsSync(join(at, folder, "reports.csv.new"))) await new Promise(setImmediate);
  };
  // A signal, as Ctrl-C sends one.
  const child = spawn(process.execPath, [command, "check", "-q", "--tables", "停", "in"], { cwd: at });
  let ended = null;
  const end = done(child).then((how) => { ended = how; });
  await begun("停", () => ended);
  child.kill("SIGTERM");
  await end;
  assert.deepEqual([ended.signal, existsSync(join(at, "停"))], ["SIGTERM", false]);
  // What started it is gone: a shell in the place of npx, which says by its environment that it is.
  const script = '"$@" & echo $!; wait';
  const shell = spawn("bash", ["-c", script, "bash", process.execPath, command, "check", "-q", "--tables", "孤", "in"], { cwd: at, env: { ...process.env, npm_command: "exec" }, stdio: ["ignore", "pipe", "ignore"] });
  await new Promise((first) => { shell.stdout.once("data", first); });
  const whole = () => existsSync(join(at, "孤/reports.csv"));
  await begun("孤", whole);
  shell.kill("SIGKILL");
  // Either it ends and takes away what it began, or it goes on to the end.
  while (existsSync(join(at, "孤")) && !whole()) await new Promise(setImmediate);
  assert.equal(existsSync(join(at, "孤")), false);
});

/** The lines of a document for the npm command. */
const npxLines = (file) => readFileSync(join(root, file), "utf8").split("\n").map((one) => /^ {4}npx gouji ([^#]+)/.exec(one)?.[1].trim()).filter((one) => one && !one.startsWith("mcp"));

test("the lines of the package's documents work as they stand", () => {
  let count = 0;
  for (const document of ["npm/README.md", "npm/SKILL.md", "docs/embedding.md", "docs/tables.md"]) {
    for (const one of npxLines(document)) {
      run("npm", ["--version"]);
      const at = join(out, "npm");
      for (const name of ["报告.docx", "今年.docx", "FILE.docx", "FILE"]) cpSync(join(root, "tests/fixtures/inconsistent-2019.docx"), join(at, name));
      cpSync(join(root, "tests/fixtures/consistent-2021.pdf"), join(at, "年报.pdf"));
      for (const folder of ["一个文件夹", "文件夹", "FOLDER"]) cpSync(join(at, "in/2022"), join(at, folder), { recursive: true });
      const { status, stderr } = again("npm", one.split(/ +/));
      assert.ok([0, 1, 2].includes(status), `${document}: ${one}: ${stderr}`);
      assert.equal(stderr, "", `${document}: ${one}`);
      for (const folder of ["一个文件夹", "文件夹", "FOLDER"]) rmSync(join(at, folder), { recursive: true });
      count += 1;
    }
  }
  assert.ok(count > 5, String(count));
});

test("either says of the other's receipt that nothing has changed", () => {
  for (const [maker, reader] of [["native", "npm"], ["npm", "native"]]) {
    const form = join(root, "tests/toy/form.json");
    for (const asked of [["--off", "prose"], ["--edit", "t3.r1.total=999"], ["--totals", "--form", form, "--language", "en"]]) {
      const { written } = run(maker, ["check", "--receipt", "回执.json", ...asked, "in/一份.xlsx"]);
      mkdirSync(join(out, reader, "in"), { recursive: true });
      const at = join(out, "回执.json");
      writeFileSync(at, written["回执.json"]);
      const given = asked.includes("--form") ? ["--form", form] : [];
      const said = [maker, reader].map((program) => run(program, ["verify", at, "in/一份.xlsx", ...given]));
      assert.deepEqual(said.map(({ status }) => status), [0, 0], said.map(({ stdout, stderr }) => stdout + stderr).join("\n"));
      assert.equal(said[0].stdout, said[1].stdout);
      if (asked[0] === "--edit") assert.match(said[0].stdout, /cells typed over then: t3\.r1\.total=999\n/);
      // The same words again, and others.
      assert.deepEqual([maker, reader].map((program) => run(program, ["verify", at, "in/一份.xlsx", ...asked]).status), [0, 0]);
      assert.deepEqual([maker, reader].map((program) => run(program, ["verify", at, "in/一份.xlsx", ...given, "--off", "sum"]).status), [3, 3]);
    }
  }
});

test("a receipt that was cut or tampered with is none, by either", () => {
  const { written } = run("native", ["check", "--receipt", "回执.json", "in/一份.xlsx"]);
  const known = JSON.parse(written["回执.json"]);
  const asking = (more) => JSON.stringify({ ...known, asked: { ...known.asked, ...more } });
  const wrong = ["null", "[]", written["回执.json"].subarray(0, 200).toString(), JSON.stringify({ ...known, receipt: 1 }), JSON.stringify({ ...known, receipt: 3 }), JSON.stringify({ ...known, summary: {} }), JSON.stringify({ ...known, bytes: -1 }), JSON.stringify({ ...known, verdict: "constructor" }), JSON.stringify({ ...known, message: 5 }), JSON.stringify({ ...known, asked: 1 }),
    asking({ edits: null }), asking({ edits: [["t9.x", "1"]] }), asking({ edits: [["__proto__", "1"]] }), asking({ language: "fr" }), asking({ forms: [1] }), asking({ forms: ["0"] }), asking({ previous: known.sha256 })];
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
  const counted = (more) => ({ summary: { ...known.summary, ...more } });
  for (const [more, code] of [[{ engine: "9" }, 4], [{ rules: "0" }, 4], [{ answer: "0" }, 6], [{ verdict: "consistent" }, 6], [{ message: "好" }, 6], [{ bytes: 1 }, 6], [counted({ read: 0, edited: 9 }), 6], [{ engine: "9", answer: "0" }, 5], [{ sha256: "0" }, 1], [{ sha256: "0", engine: "9", verdict: "consistent" }, 1]]) {
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

test("tables of two formats do not stand beside each other, whoever wrote the first", () => {
  const named = { csv: 5, xlsx: 2 };
  for (const program of ["native", "npm"]) {
    run(program, ["--version"]);
    const at = join(out, program, "表");
    for (const [format, first] of [["csv", "parquet"], ["xlsx", "csv"], ["csv", "xlsx"]]) {
      // The native command alone writes Parquet; the npm command knows it by its end where its description is gone.
      assert.equal(again("native", ["check", "--tables", at, "--format", first, "-q", "--force", "in/2022"]).status, 1);
      if (first === "parquet") rmSync(join(at, "datapackage.json"));
      const { status, stdout, stderr } = again(program, ["check", "--tables", at, "--format", format, "in/2022"]);
      assert.deepEqual([status, stderr], [1, ""]);
      assert.match(stdout, new RegExp(`上次用另一种格式写的表已删去（一个文件夹只放一次的表）：[^\n]*\\.${first}`));
      assert.equal(readdirSync(at).length, named[format], String(readdirSync(at)));
    }
    writeFileSync(join(at, "numbers.parquet"), "PAR1");
    for (const force of [[], ["--force"]]) {
      const { status, stderr } = again(program, ["check", "--tables", at, "--format", "csv", ...force, "in/2022"]);
      assert.equal(status, 2);
      assert.match(stderr, /其中已有别的 numbers\.parquet，一个文件夹只放一次的表/);
    }
    assert.equal(readFileSync(join(at, "numbers.parquet"), "utf8"), "PAR1");
    rmSync(at, { recursive: true });
  }
});

test("what only the native command does is said so", () => {
  for (const args of [["stages", "in/一份.xlsx"], ["completions", "bash"], ["check", "--tables", "t", "--format", "parquet", "in"], ["check", "--pages", "in/一份.xlsx"]]) {
    const { status, stderr } = run("npm", args);
    assert.equal(status, 3);
    assert.match(stderr, /本机命令/);
  }
});
