// The package as it is packed, installed without a network into a sample: Node.js, the command, types,
// a bundled page.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { browsers, engine, gouji, open, root } from "./harness.mjs";
import { host } from "./host.mjs";
import { CELL, wrong } from "./wrong.mjs";

const sample = join(root, "tests/web/out/sample");
const dist = join(root, "dist/npm");
const npm = (...args) => execFileSync("npm", args, { cwd: sample, encoding: "utf8", shell: process.platform === "win32" });
const put = (file, text) => writeFileSync(join(sample, file), text);
let report;

before(async () => {
  report = wrong(await engine("full"));
  rmSync(sample, { recursive: true, force: true });
  mkdirSync(sample, { recursive: true });
  put("package.json", '{ "name": "sample", "private": true, "type": "module" }');
  const [archive] = readdirSync(dist).filter((file) => file.endsWith(".tgz"));
  npm("install", "--offline", "--no-audit", "--no-fund", join(dist, archive));
  put("wrong.html", report.html);
  put("fine.txt", report.fine);
  put("other.txt", "一段不相干的话");
});

test("in Node.js the engine is there at once", () => {
  put("use.mjs", `
    import { readFileSync } from "node:fs";
    import { check, init, readFile, version } from "gouji";
    await init();
    const [report, file] = [check([{ kind: "text", text: readFileSync("fine.txt", "utf8") }]), readFile(readFileSync("wrong.html"), "wrong.html")];
    console.log(JSON.stringify([report.verdict, file.verdict, file.explanations[0].candidates[0].changes[0].cell, version()]));`);
  const said = JSON.parse(execFileSync(process.execPath, ["use.mjs"], { cwd: sample, encoding: "utf8" }));
  assert.deepEqual(said.slice(0, 3), ["consistent", "inconsistent", CELL]);
});

test("a documented form of one's own and other tables are checked by the command", () => {
  const page = readFileSync(join(root, "docs/forms.md"), "utf8");
  const block = (language) => page.split(`\`\`\`${language}\n`)[1].split("```")[0];
  // Notepad puts a mark before it.
  put("letters.json", `\ufeff${block("json")}`);
  put("no.json", block("json").slice(0, -20));
  put("letters.txt", block("text"));
  put("broken.json", block("json").replace('"columns": "ways"', '"columns": "way"'));
  put("totals.txt", "办件情况表\n科室\t收件\n甲\t12\n乙\t8\n合计\t21\n");
  const command = (...args) => spawnSync("npx", ["--no-install", "gouji", "check", "--json", ...args], { cwd: sample, encoding: "utf8", shell: process.platform === "win32" });
  const { findings } = JSON.parse(command("--form", "letters.json", "letters.txt").stdout);
  const said = [...page.matchAll(/^- `(letters\.[^`]*)`: (.*)$/gm)].map(([, rule, message]) => [rule, message]);
  assert.deepEqual(findings.map(({ rule, message }) => [rule, message]), said);
  const wrong = command("--form", "broken.json", "letters.txt");
  assert.equal(wrong.status, 3);
  assert.match(wrong.stderr, /--form: broken\.json: .*way/);
  assert.match(command("--form", "no.json", "letters.txt").stderr, /--form: no\.json: 写法不对/);
  assert.deepEqual(JSON.parse(command("--totals", "totals.txt").stdout).findings.map(({ rule }) => rule), ["totals.rows"]);
});

test("pages of a PDF that are pictures are read, in what scanners write them", () => {
  const small = (file) => join(root, "tests/scan/small", file);
  const { cells } = JSON.parse(readFileSync(small("truth.json"), "utf8")).find((one) => one.case === "S-1");
  const printed = (id) => cells[id].replace("—", "-");
  for (const name of ["jbig2", "jpx", "strips", "mixed"]) {
    const { stdout, stderr } = spawnSync("npx", ["--no-install", "gouji", "check", "--json", small(`${name}.pdf`)], { cwd: sample, encoding: "utf8", shell: process.platform === "win32" });
    assert.equal(stderr, "", name);
    const report = JSON.parse(stdout);
    assert.equal(report.source, "picture", name);
    const read = Object.entries(report.cells).filter(([, { state }]) => state === "read" || state === "blank");
    assert.ok(read.length > 140, `${name}: ${read.length} cells are read`);
    for (const [id, { text }] of read) assert.equal(text.replace("—", "-"), printed(id), `${name} ${id}`);
    assert.equal(report.notes.some(({ code }) => code === "scan.mixed"), name === "mixed");
  }
});

/** A PDF of one page: a white picture all over it, and what is drawn after that. */
function pdf(drawn) {
  const picture = "q 200 0 0 100 0 0 cm /P Do Q";
  const stream = (head, text) => `<<${head}/Length ${text.length}>>stream\n${text}\nendstream`;
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</XObject<</P 5 0 R/M 6 0 R>>>>>>",
    stream("", `${picture}\n${drawn}`),
    stream("/Type/XObject/Subtype/Image/Width 16/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/ASCIIHexDecode", `${"ff".repeat(128)}>`),
    stream("/Type/XObject/Subtype/Image/ImageMask true/Width 8/Height 2/BitsPerComponent 1/Filter/ASCIIHexDecode", "3c66>"),
  ];
  let text = "%PDF-1.4\n";
  const places = objects.map((object, n) => {
    const place = text.length;
    text += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, "0")} 00000 n \n`;
  });
  return `${text}xref\n0 7\n0000000000 65535 f \n${places.join("")}trailer<</Size 7/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF`;
}

test("a scanned page of a PDF on which more is drawn than its picture is not read as if it were not", () => {
  for (const [drawn, refused] of [
    ["", false],
    ["1 g 20 20 30 10 re f", true],
    ["1 0 0 RG 2 w 20 20 m 60 20 l S", true],
    ["0 g q 9 0 0 9 20 20 cm BI /IM true /W 1 /H 1 /BPC 1 ID \0 EI Q", true],
    // A mask takes its colour, and a picture over all of the page hides what is below.
    ["1 g q 40 0 0 20 20 20 cm /M Do Q", false],
    ["0 g 20 20 30 10 re f q 200 0 0 100 0 0 cm /P Do Q", false],
  ]) {
    put("drawn.pdf", pdf(drawn));
    const { stderr } = spawnSync("npx", ["--no-install", "gouji", "check", "--json", "drawn.pdf"], { cwd: sample, encoding: "utf8", shell: process.platform === "win32" });
    assert.equal(/PDF 的图片上另有图形/.test(stderr), refused, `${drawn}: ${stderr}`);
  }
});

test("the element imported where there is no document is a class and nothing else", () => {
  put("server.mjs", `
    import "gouji/element/define";
    import { GoujiCheck, partsOf } from "gouji/element";
    console.log(typeof GoujiCheck, partsOf("<p>一").length);`);
  assert.equal(execFileSync(process.execPath, ["server.mjs"], { cwd: sample, encoding: "utf8" }).trim(), "function 1");
});

test("the command says what the native one says, with its exit codes", () => {
  const command = (...args) => {
    const { status, stdout, stderr } = spawnSync("npx", ["--no-install", "gouji", ...args], { cwd: sample, encoding: "utf8", shell: process.platform === "win32" });
    return { status, stdout, stderr };
  };
  const all = command("check", "fine.txt", "other.txt", "wrong.html");
  assert.equal(all.status, 1);
  assert.match(all.stdout, /^✗ 不一致  wrong\.html[^]*→ [^]*— 无法识别  other\.txt[^]*✓ 一致  fine\.txt/);
  assert.deepEqual(
    [["fine.txt"], ["other.txt"], ["missing.txt"], []].map((files) => command("check", ...files).status),
    [0, 2, 2, 3],
  );
  assert.equal(command("rules", "--colour").status, 3);
  assert.match(command("check", "missing.txt").stderr, /missing\.txt: 没有这个文件/);
  const json = command("check", "--json", "--language", "en", "wrong.html");
  const other = spawnSync(gouji(), ["check", "--json", "--language", "en", "wrong.html"], { cwd: sample, encoding: "utf8" });
  assert.equal(json.status, other.status);
  assert.deepEqual(JSON.parse(json.stdout), JSON.parse(other.stdout));
  const compared = ["compare", "--json", "fine.txt", "wrong.html"];
  const [ours, theirs] = [command(...compared), spawnSync(gouji(), compared, { cwd: sample, encoding: "utf8" })];
  assert.deepEqual([ours.status, JSON.parse(ours.stdout)], [theirs.status, JSON.parse(theirs.stdout)]);
  assert.equal(command("compare", "fine.txt", "fine.txt").status, 0);
  assert.equal(command("compare", "fine.txt").status, 3);
  // Statistics of enforcement against the annual report of the same body and year, which is another file.
  const title = /^.*2023年/.exec(report.fine)[0];
  put("penalties.txt", `${title}度行政执法统计年报\n行政处罚实施情况统计表\n单位名称\t警告\t罚款\t没收违法所得\t合计（宗）\t罚没金额（万元）\n本机关\t2\t5000\t0\t5002\t1.20\n`);
  const pair = ["check", "penalties.txt", "fine.txt"];
  const [stated, native] = [command(...pair), spawnSync(gouji(), pair, { cwd: sample, encoding: "utf8" })];
  assert.equal(stated.status, native.status);
  assert.match(stated.stdout, /↔ 与年度报告对照 {2}fine\.txt\n.*为 5002，年度报告表二“行政处罚”处理决定数量为 \d+，/);
  for (const { stdout } of [stated, native]) assert.match(stdout, /行政执法统计与年度报告对照 1 份，1 份不同。/);
  put("local.json", '{ "deadine": "01-20" }');
  const local = command("check", "--profile", "local.json", "fine.txt");
  assert.deepEqual([local.status, /deadine：没有这一项/.test(local.stderr)], [3, true]);
});

test("its types serve whoever uses it", () => {
  put("use.ts", `
    import { init, check, type Report } from "gouji";
    import { GoujiCheck, type GoujiReportEvent } from "gouji/element";
    import { attach } from "gouji/fields";
    import { embed } from "gouji/host";
    import { guard } from "gouji/guard";
    import { watch, type Watching } from "gouji/inplace";
    import { attach as inEditor } from "gouji/inplace/tinymce";
    const watching: Watching = watch(document.body, { beside: false, fill: (changes) => changes.length > 0, told: ({ reports }) => reports.map(({ verdict }) => verdict) });
    inEditor(null, { language: "en" }).report().then(({ verdict }) => verdict);
    for (const [, { look }] of watching.marks) look === "suspect";
    await init(new URL("https://example.org/gouji.wasm"));
    const report: Report = check([{ kind: "text", text: "" }], { language: "en" });
    const element = document.createElement("gouji-check");
    element.theme = "auto";
    import address from "gouji/gouji.wasm";
    document.addEventListener("gouji-report", ({ report: { verdict } }) => [verdict, address.length]);
    guard(document.querySelector("form")!, { content: () => "", check: (content) => element.check(content), when: (button) => !button || button.name === "publish", decide: ({ verdict }) => (verdict === "inconsistent" ? "block" : "allow") });
    element.addEventListener("gouji-report", (event: GoujiReportEvent) => event.report.summary.broken + report.summary.broken);
    GoujiCheck.define("my-check");
    const form = document.querySelector("form")!;
    attach(form, { edition: { t3: "2021" }, told: ({ verdict }) => verdict });
    const framed = embed(document.body, { src: "/gouji/embed/", heard: { close() {} } });
    guard(form, { content: () => "", check: framed.check, mode: "block" });
    guard(form, { content: () => "", check: (content) => element.check(content) });
    // @ts-expect-error no such theme
    element.theme = "blue";`);
  execFileSync(process.execPath, [
    join(root, "tests/web/node_modules/typescript/bin/tsc"), "--noEmit", "--strict", "--types", "", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler", "use.ts",
  ], { cwd: sample, stdio: "pipe", encoding: "utf8" });
});

test("bundled into a page it asks for nothing but the bundle and the wasm", async () => {
  put("app.js", `
    import { init, check } from "gouji";
    import wasm from "gouji/gouji.wasm";
    import "gouji/element/define";
    await init(new URL(wasm, import.meta.url));
    const element = document.createElement("gouji-check");
    document.body.append(element);
    window.answers = async (text) => [check([{ kind: "text", text }]).verdict, (await element.check(text)).verdict];`);
  put("index.html", '<!doctype html><meta charset="utf-8"><title>样例</title><link rel="icon" href="data:,"><script type="module" src="built/app.js"></script><body></body>');
  await build({
    entryPoints: [join(sample, "app.js")], outdir: join(sample, "built"), bundle: true, format: "esm", loader: { ".wasm": "file" }, absWorkingDir: sample, logLevel: "error",
  });
  const server = await host({ "/app/": sample }, {
    headers: { "Content-Security-Policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:" },
  });
  const browser = await browsers.chromium();
  after(async () => { await browser.close(); server.stop(); });
  const page = await open(await browser.newContext(), `${server.origin}/app/`);
  await page.waitForFunction(() => window.answers);
  assert.deepEqual(await page.evaluate((text) => window.answers(text), report.text), ["inconsistent", "inconsistent"]);
  await page.locator("gouji-check").locator(`td.suspect [data-cell="${CELL}"]`).waitFor();
  // Its style came along, past a policy that allows no style at all.
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("gouji-check").shadowRoot.querySelector("td.suspect")).fontWeight), "700");
  assert.deepEqual(page.problems, []);
  const asked = page.asked.map((url) => new URL(url)).filter(({ protocol }) => protocol !== "data:");
  assert.deepEqual(asked.map(({ pathname }) => pathname.replace(/-[A-Z0-9]+\./, ".")).sort(), ["/app/", "/app/built/app.js", "/app/built/gouji_bg.wasm"]);
});

test("marks in place come with their engine, in a worker of their own", async () => {
  put("edit.html", `<!doctype html><meta charset="utf-8"><title>样例</title><link rel="icon" href="data:,"><div id="content" contenteditable></div>
    <script type="module">
      import { watch } from "/app/node_modules/gouji/inplace/inplace.js";
      document.getElementById("content").innerHTML = await (await fetch("/app/wrong.html")).text();
      window.watching = watch(document.getElementById("content"));
    </script>`);
  const server = await host({ "/app/": sample });
  const browser = await browsers.chromium();
  after(async () => { await browser.close(); server.stop(); });
  const page = await open(await browser.newContext(), `${server.origin}/app/edit.html`);
  await page.waitForFunction(() => window.watching && window.watching.answer && window.watching.answer.complete);
  assert.deepEqual(await page.evaluate(() => Array.from(window.watching.marks.values()).filter(({ look }) => look === "suspect").map(({ id }) => id)), [CELL]);
  assert.equal(page.workers().length, 1);
  assert.deepEqual(page.problems, []);
  // Nothing but scripts of the package: no wasm, no style.
  assert.deepEqual(page.asked.filter((url) => !/\.(js|html)$/.test(url) && !url.startsWith("data:")), []);
});
