// `gouji mcp` from the packed package, by the client of its own SDK. Invented organs.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
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

test("the package says whose work is bundled", () => {
  const at = join(out, "node_modules/gouji");
  const licences = readFileSync(join(at, "mcp.LICENSES.txt"), "utf8");
  for (const name of ["@modelcontextprotocol/server", "zod"]) assert.ok(licences.includes(name));
  assert.ok(existsSync(join(at, "SKILL.md")));
});
