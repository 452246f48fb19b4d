// `gouji mcp` from the packed package, by the client of its own SDK. Invented organs.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Client } from "../../xtask/bundle/node_modules/@modelcontextprotocol/client/dist/index.mjs";
import { StdioClientTransport } from "../../xtask/bundle/node_modules/@modelcontextprotocol/client/dist/stdio.mjs";
import { engine, root } from "./harness.mjs";
import { county } from "./many.mjs";
import { CELL, wrong } from "./wrong.mjs";

const out = join(root, "tests/web/out/mcp");
const reports = join(out, "reports");
let client;
let html;

before(async () => {
  const full = await engine("full");
  ({ html } = wrong(full));
  rmSync(out, { recursive: true, force: true });
  county(reports, full.forms()[0]);
  writeFileSync(join(reports, "wrong.html"), html);
  writeFileSync(join(out, "secret.txt"), "not to be read");
  if (process.platform !== "win32") symlinkSync(join(out, "secret.txt"), join(reports, "link.txt"));
  writeFileSync(join(out, "package.json"), '{ "name": "sample", "private": true, "type": "module" }');
  const dist = join(root, "dist/npm");
  const [archive] = readdirSync(dist).filter((file) => file.endsWith(".tgz"));
  execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", join(dist, archive)], { cwd: out, encoding: "utf8", shell: process.platform === "win32" });
  client = new Client({ name: "test", version: "1" });
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [join(out, "node_modules/gouji/cli.js"), "mcp", reports], cwd: out }));
});
after(() => client.close());

const raw = (name, args) => client.callTool({ name, arguments: args });
async function call(name, args) {
  const { content: [{ text }], isError } = await raw(name, args);
  assert.ok(!isError, text);
  return JSON.parse(text);
}

test("the tools say what they do, and that they change nothing", async () => {
  const { tools } = await client.listTools();
  assert.deepEqual(tools.map(({ name }) => name).sort(), ["check_report", "code_book", "compare", "explain_cell", "list_rules"]);
  for (const { annotations, description } of tools) {
    assert.equal(annotations.readOnlyHint, true);
    assert.ok(description.length > 40);
  }
  assert.match(client.getInstructions(), /never change a report without a person's decision/);
});

test("a wrong report, by its file and by its HTML, is answered in little", async () => {
  const [file, text] = await Promise.all([call("check_report", { path: "wrong.html", cells: [CELL] }), call("check_report", { html, language: "en" })]);
  assert.equal(file.verdict, "inconsistent");
  assert.equal(file.explanations[0].candidates[0].changes[0].cell, CELL);
  assert.equal(file.cells[CELL].state, "read");
  assert.equal(text.verdict, "inconsistent");
  assert.ok(JSON.stringify(file).length < 8000);
  assert.ok(!("cells" in text));
});

test("a cell is told with its sums and what is suspected of it", async () => {
  const told = await call("explain_cell", { path: "wrong.html", cell: CELL });
  assert.ok(told.sums.some(({ outcome, arithmetic }) => outcome === "broken" && arithmetic));
  assert.ok(told.suspected.some(({ changes }) => changes?.some(({ cell }) => cell === CELL)));
  assert.match(told.name, /^表/);
  const none = await raw("explain_cell", { path: "wrong.html", cell: "t9.x" });
  assert.equal(none.isError, true);
});

test("two years are compared", async () => {
  const { findings, changed, last } = await call("compare", { path: "2023/清江县农业农村局.txt", previous: "2022/清江县卫生健康局.txt" }).catch(() => call("compare", { path: "2023/清江县应急管理局.txt", previous: "2022/清江县应急管理局.txt" }));
  assert.ok(Array.isArray(findings) && Array.isArray(changed));
  assert.equal(last.year, 2022);
});

test("two versions are compared as the command compares them; one of the two has to be named", async () => {
  const { message, cells, come, before, after } = await call("compare", { path: "2023/清江县教育局.html", before: "2022/清江县教育局.txt" });
  assert.deepEqual([before.year, after.year], [2022, 2023]);
  assert.match(message, /格、\d+ 句不同/);
  assert.ok(Array.isArray(come) && Array.isArray(cells));
  for (const asked of [{}, { before: "wrong.html", previous: "wrong.html" }]) {
    const { isError, content: [{ text }] } = await raw("compare", { path: "wrong.html", ...asked });
    assert.equal(isError, true);
    assert.match(text, /^before, previous: 给出其中一种/);
  }
});

test("a form that nobody has filled in differs from no year", async () => {
  const full = readFileSync(join(reports, "2022/清江县教育局.txt"), "utf8");
  writeFileSync(join(reports, "blank.txt"), full.split("\n").map((line) => line.split("\t").map((cell) => (/^[\d.]+$/.test(cell) ? "" : cell)).join("\t")).join("\n"));
  const { changed, findings, notes } = await call("compare", { path: "2023/清江县教育局.html", previous: "blank.txt" });
  assert.deepEqual([changed, findings], [[], []]);
  assert.ok(notes.some(({ message }) => /没有填写的空白表格/.test(message)), JSON.stringify(notes));
  const { cells, sentences, message } = await call("compare", { path: "2023/清江县教育局.html", before: "blank.txt" });
  assert.deepEqual([cells, sentences, message], [[], [], "前一份是没有填写的空白表格，没有比较。"]);
});

test("rules and cells are listed by kind and by words", async () => {
  const { kinds } = await call("list_rules", {});
  assert.ok(kinds.some(({ kind, rules }) => kind === "t3.rowsum" && rules > 20));
  const { rules } = await call("list_rules", { kind: "t3.identity", language: "en" });
  assert.ok(rules.every(({ sentence, why, source }) => sentence && why && source));
  const { cells } = await call("code_book", { search: "总计 自然人" });
  assert.ok(cells.length && cells.every(({ name }) => name.includes("总计") && name.includes("自然人")));
  assert.equal((await call("code_book", { edition: "2019" })).cells.length, 60);
});

test("nothing but what is below the folders is read, wherever a link leads", async () => {
  const outside = ["../secret.txt", join(out, "secret.txt"), "/etc/passwd", "2023/../../secret.txt", "nowhere.txt", ".", ...(process.platform === "win32" ? [] : ["link.txt"])];
  const said = [];
  for (const path of outside) {
    const { isError, content: [{ text }] } = await raw("check_report", { path });
    assert.equal(isError, true, path);
    assert.doesNotMatch(text, /not to be read/);
    said.push(text.replace(path, ""));
  }
  // Whether there is such a file outside is not told.
  assert.equal(new Set(said).size, 1);
  const { isError } = await raw("check_report", { path: "wrong.html", text: "x" });
  assert.equal(isError, true);
});

test("what is no file is not waited for, and no answer says where the folder stands", async () => {
  if (process.platform !== "win32") execFileSync("mkfifo", [join(reports, "pipe.txt")]);
  writeFileSync(join(reports, "large.txt"), "");
  truncateSync(join(reports, "large.txt"), 101 * 1024 * 1024);
  const odd = { "pipe.txt": /^pipe\.txt: 不是普通的文件/, "2023": /^2023: 不是普通的文件/, "large.txt": /^large\.txt: 文件太大/, "其他/扫描.pdf": /^其他\/扫描\.pdf: PDF 已损坏/ };
  if (process.platform === "win32") delete odd["pipe.txt"];
  for (const [path, wanted] of Object.entries(odd)) {
    for (const asked of [{ path }, { path: "wrong.html", previous: path }]) {
      const { isError, content: [{ text }] } = await raw("check_report", asked);
      assert.equal(isError, true, path);
      assert.match(text, wanted);
    }
  }
  rmSync(join(reports, "large.txt"));
});

/** What the server says to lines that come all at once, after which its input ends. */
function told(lines, { folders = [reports], end = "\n" } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(out, "node_modules/gouji/cli.js"), "mcp", ...folders], { cwd: out, encoding: "utf8", input: lines.map((line) => (typeof line === "string" ? line : JSON.stringify({ jsonrpc: "2.0", ...line }))).join("\n") + end, timeout: 60_000 });
  return { status, stderr, answers: stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line)) };
}
const HELLO = [{ id: 0, method: "initialize", params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "pipe", version: "1" } } }, { method: "notifications/initialized" }];
const asking = (id, name, args) => ({ id, method: "tools/call", params: { name, arguments: args } });

test("every request is answered before the end, also where the input ends at once", () => {
  const pdf = { path: "年报.pdf" };
  cpSync(join(root, "tests/fixtures/consistent-2021.pdf"), join(reports, pdf.path));
  const asked = [asking(1, "check_report", { path: "wrong.html" }), asking(2, "check_report", pdf), { id: 3, method: "tools/list" }, asking(4, "check_report", { path: "nowhere.txt" }), { id: 5, method: "no/such" }, asking(6, "compare", { ...pdf, before: "wrong.html" })];
  for (const end of ["\n", ""]) {
    const { status, stderr, answers } = told([...HELLO, ...asked], { end });
    assert.deepEqual([status, stderr], [0, ""]);
    assert.deepEqual(answers.map(({ id }) => id).sort(), [0, 1, 2, 3, 4, 5, 6]);
    const by = new Map(answers.map((one) => [one.id, one]));
    assert.equal(JSON.parse(by.get(1).result.content[0].text).verdict, "inconsistent");
    assert.equal(JSON.parse(by.get(2).result.content[0].text).verdict, "consistent");
    assert.equal(by.get(4).result.isError, true);
    assert.ok(by.get(5).error);
  }
  // Nothing at all, and what is no request, are no reason to wait.
  assert.deepEqual(told([], { end: "" }), { status: 0, stderr: "", answers: [] });
  const { status, stderr, answers } = told([...HELLO, "no request", '{ "no": "request" }', asked[0]]);
  assert.deepEqual([status, answers.map(({ id }) => id)], [0, [0, 1]]);
  assert.match(stderr, /^gouji: mcp: 有一行不是请求，没有回答 a line is no request and was not answered/);
});

test("folders that are none are said to be none", () => {
  for (const [folder, wanted] of [["没有", /^gouji: mcp: 没有: 没有这个文件夹 there is no such folder\n$/], [join(reports, "wrong.html"), /wrong\.html: 这不是文件夹，请写明文件夹 this is no folder; name one\n$/]]) {
    const { status, stderr, answers } = told(HELLO, { folders: [reports, folder] });
    assert.deepEqual([status, answers], [3, []]);
    assert.match(stderr, wanted);
  }
});

test("a comparison says what was not compared, and why nothing was", async () => {
  const text = readFileSync(join(reports, "2022/清江县教育局.txt"), "utf8");
  writeFileSync(join(reports, "lost.txt"), text.replace(/^.*国家秘密.*\n/m, ""));
  const { unread, cells } = await call("compare", { path: "lost.txt", before: "2022/清江县教育局.txt" });
  assert.ok(unread.length > 0 && unread.every(({ after }) => after === "没有读到" || /（推断）$/.test(after)), JSON.stringify(unread));
  assert.deepEqual(cells, []);
  const { message } = await call("compare", { path: "lost.txt", before: "其他/空.txt" });
  assert.match(message, /^前一份没有读成年度报告，没有比较：/);
});

test("the package says whose work is bundled", () => {
  const at = join(out, "node_modules/gouji");
  const licences = readFileSync(join(at, "mcp.LICENSES.txt"), "utf8");
  for (const name of ["@modelcontextprotocol/server", "zod"]) assert.ok(licences.includes(name));
  assert.ok(existsSync(join(at, "SKILL.md")));
});
