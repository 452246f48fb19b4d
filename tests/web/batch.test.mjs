// Many reports at once in the page: a folder with years, a family, every format and files that are no
// report; workers that fail; opening one and coming back; what is exported.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browsers, engine, eventually, open, root, scan, serve } from "./harness.mjs";
import { county, organ } from "./many.mjs";

const folder = join(root, "target/batch-test/county");
const shots = process.env.SHOTS;
let server;
let full;
let made;
before(async () => {
  full = await engine("full");
  made = county(folder, full.forms()[0]);
  server = await serve();
});
after(() => server?.stop());

test("both languages say everything of the batch view", async () => {
  globalThis.document = { documentElement: { lang: "zh-CN" } };
  const { words } = await import(join(root, "www/batch/words.js"));
  const [chinese, english] = [words["zh-CN"], words.en];
  assert.deepEqual(Object.keys(english), Object.keys(chinese));
  for (const key of Object.keys(chinese)) {
    assert.equal(typeof english[key], typeof chinese[key], key);
    assert.ok(english[key] && chinese[key], key);
    if (typeof chinese[key] === "function") assert.equal(english[key].length, chinese[key].length, key);
  }
  const used = ["view", "list", "together", "opinion", "output", "reader"].flatMap((file) =>
    [...readFileSync(join(root, `www/batch/${file}.js`), "utf8").matchAll(/say\("(\w+)"/g)].map(([, key]) => key));
  for (const key of used) assert.ok(key in chinese, key);
});

describe("a folder in Chromium", () => {
  let browser;
  let page;
  before(async () => {
    browser = await browsers.chromium();
    page = await open(await browser.newContext({ viewport: { width: 1366, height: 900 } }), server.url);
    await page.waitForSelector("html[data-ready]");
  });
  after(() => browser?.close());

  const tile = (filter) => page.locator(`[data-filter=${filter}] b`).innerText().then(Number);
  const shot = async (name) => {
    if (!shots) return;
    mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  };
  const finished = () => page.waitForFunction(() => /全部校核完毕/.test(document.getElementById("batch-said").textContent) && !document.querySelector(".together").hidden);

  test("every file is answered for, the worst first", async () => {
    await page.click("#many");
    await page.waitForSelector("#batch:not([hidden]) .empty");
    // Under the pointer no row would move to its place.
    await page.mouse.move(2, 2);
    await shot("empty");
    await page.setInputFiles("#batch-folder", folder);
    await finished();
    await shot("list");
    const all = 20 + 19 + 2 + 1 + made.office + 5;
    assert.equal(await tile("all"), all);
    assert.match(await page.innerText("#batch-said"), /另有 [12] 个文件不是报告的格式/);
    assert.equal(await tile("unrecognised"), 5);
    const first = page.locator(".batch-list tbody tr").first();
    assert.match(await first.getAttribute("class"), /inconsistent/);
    assert.match(await first.innerText(), /^\s*不一致/);
    assert.equal(await tile("inconsistent") + await tile("undecided") + await tile("unrecognised") + await tile("consistent"), all);
    assert.deepEqual(page.problems, []);
  });

  test("the years are paired and what is not there is listed", async () => {
    const text = await page.innerText(".together");
    assert.match(text, new RegExp(`${organ(5)}，2022 年`));
    assert.match(text, /同一机关同一年度有几份/);
    await page.fill("#batch-search", organ(8));
    const row = page.locator(".batch-list tbody tr", { hasText: `${organ(8)}.txt` }).filter({ hasText: "2023" });
    await row.locator("summary").first().click();
    assert.match(await row.innerText(), /上年结转/);
    await page.fill("#batch-search", "");
  });

  test("the list is narrowed by result, kind and words", async () => {
    await page.click("[data-filter=inconsistent]");
    const rows = () => page.locator(".batch-list tbody tr").count();
    assert.equal(await rows(), await tile("inconsistent"));
    await page.selectOption("#batch-kind", "t3.subtotal");
    assert.ok(await rows() >= 3);
    assert.match(await page.locator("#batch-kind option:checked").innerText(), /（七）总计/);
    await page.fill("#batch-search", "没有这个机关");
    assert.match(await page.innerText(".batch-list tbody"), /没有符合条件的报告/);
    await page.fill("#batch-search", "");
    await page.selectOption("#batch-kind", "");
    await page.click("[data-filter=all]");
  });

  test("a family is summed up only once somebody agrees", async () => {
    assert.equal(await page.locator(".sums > p").count(), 0);
    await page.locator(".families button", { hasText: "核对汇总数" }).first().click();
    await page.waitForSelector(".sums > p");
    assert.match(await page.innerText(".sums"), /比较了 \d+ 格，\d+ 格不等于各下级之和/);
    // The button is gone; the keyboard goes on beside it, and where a family goes, at the next.
    const focused = () => page.evaluate(() => document.activeElement.textContent);
    assert.equal(await focused(), "下级报告");
    await page.locator(".families button", { hasText: "不是" }).last().click();
    assert.match(await focused(), /下级报告|核对汇总数|不是|像是上下级/);
    await shot("family");
  });

  test("one report is opened and the list is as it was left", async () => {
    await page.fill("#batch-search", organ(3));
    const button = page.locator("[data-act=open]", { hasText: organ(3) }).first();
    const name = await button.innerText();
    await button.focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction((organName) => document.querySelector("#verdict .whose")?.textContent.includes(organName), name);
    assert.equal(await page.isVisible("#batch"), false);
    await shot("single");
    await page.click(".batch-back");
    await eventually(() => page.isVisible("#batch"), true);
    assert.equal(await page.inputValue("#batch-search"), organ(3));
    assert.equal(await page.evaluate(() => document.activeElement.textContent), name);
    await page.fill("#batch-search", "");
  });

  test("as many hints are counted in the list as the opened report shows, what the years say among them", async () => {
    await page.fill("#batch-search", organ(8));
    const row = page.locator(".batch-list tbody tr", { hasText: `${organ(8)}.txt` }).filter({ hasText: "2023" }).first();
    const hints = Number(await row.locator("td.n").last().innerText());
    await row.locator("[data-act=open]").click();
    await page.waitForFunction((n) => document.querySelectorAll("#list .finding.warned").length === n && /上年结转/.test(document.querySelector("#list").textContent), hints);
    await page.click(".batch-back");
    await eventually(() => page.isVisible("#batch"), true);
    await page.fill("#batch-search", "");
  });

  test("the list is exported for Excel and as CSV", async () => {
    const save = async (key) => {
      const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[data-output=${key}]`)]);
      return readFileSync(await download.path());
    };
    const csv = await save("save_csv");
    assert.deepEqual([...csv.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const all = await tile("all");
    const book = full.readFile(await save("save_xlsx"), "list.xlsx");
    // It holds no report, but it is a workbook that the reader opens.
    assert.equal(book.verdict, "unrecognised");
    assert.ok(csv.toString("utf8").trim().split("\r\n").length >= all + 1);
  });

  test("an opinion is printed, with the reasons that are kept", async () => {
    await page.evaluate(async (file) => {
      const { Reasons } = await import(new URL("later/reasons.js", location.href));
      const engine = await import(new URL("full/gouji.js", location.href).href);
      await engine.default();
      const report = engine.readFile(new TextEncoder().encode(file.text), file.name, {});
      const reasons = new Reasons();
      reasons.open(report);
      reasons.set(report.findings.find(({ status }) => status === "broken"), "已向提供单位核实");
      reasons.keep(true);
    }, { name: `${organ(3)}.html`, text: readFileSync(join(folder, "2023", `${organ(3)}.html`), "utf8") });
    await page.evaluate(() => { window.print = () => { window.printed = (window.printed || 0) + 1; }; });
    await page.fill("#batch-search", `2023/${organ(3)}`);
    await page.click("[data-act=print]");
    await page.waitForFunction(() => window.printed === 1);
    await page.emulateMedia({ media: "print" });
    assert.match(await page.innerText(".opinions"), /校核意见[^]*不成立的关系[^]*说明: 已向提供单位核实[^]*校核人/);
    await shot("opinion");
    await page.emulateMedia({ media: null });
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await page.fill("#batch-search", "");
  });

  test("in English, in the dark, for everybody", async () => {
    await page.click("#language");
    await page.waitForFunction(() => document.getElementById("batch-title").textContent === "Many reports");
    await page.waitForFunction(() => /compared with last/.test(document.querySelector(".together").textContent));
    await page.click("#theme");
    await shot("dark-english");
    assert.deepEqual(await scan(page), []);
    await page.click("#theme");
    assert.deepEqual(await scan(page), []);
    await page.setViewportSize({ width: 390, height: 800 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await shot("narrow");
    assert.deepEqual(page.problems, []);
  });
});

describe("engines that fail", () => {
  let browser;
  let page;
  before(async () => {
    browser = await browsers.chromium();
    page = await open(await browser.newContext(), server.url);
  });
  after(() => browser?.close());

  test("a trap costs its file and no other", async () => {
    const said = await page.evaluate(async () => {
      const { Pool } = await import(new URL("batch/pool.js", location.href));
      const pool = new Pool(2);
      const file = (text) => ({ call: "digestFile", file: new File([text], "a.txt"), path: "a.txt", options: {} });
      // What no engine has stands for one that traps.
      const jobs = [file("甲"), { call: "nothing", args: [] }, file("乙"), { call: "nothing", args: [] }, file("丙")];
      const answers = await Promise.all(jobs.map((job) => pool.ask(job)));
      const again = await pool.ask(file("丁"));
      // A sentence of the engine is none.
      const refused = await pool.ask({ call: "overviewOf", args: ["丁"] });
      pool.end();
      return [refused.sentence, ...[...answers, again].map(({ answer, trouble }) => trouble || answer.verdict)];
    });
    assert.match(said.shift(), /^digests: /);
    assert.deepEqual(said, ["unrecognised", "crashed", "unrecognised", "crashed", "unrecognised", "unrecognised"]);
  });

  test("a worker that hangs or dies costs its file and no other; what had not begun can be taken back", async () => {
    const said = await page.evaluate(async () => {
      const Real = window.Worker;
      // A real worker, but for two jobs: one is never answered, at the other it ends.
      window.Worker = class {
        constructor(...given) {
          this.real = new Real(...given);
          this.real.onmessage = (event) => this.onmessage(event);
        }
        postMessage(job) {
          if (job.call === "hang") return;
          if (job.call === "die") this.onerror({ preventDefault() {} });
          else this.real.postMessage(job);
        }
        terminate() { this.real.terminate(); }
      };
      const { Pool } = await import(new URL("batch/pool.js?hanging", location.href));
      const pool = new Pool(1, 3000);
      const ask = (call) => pool.ask({ call, file: new File(["甲"], "a.txt"), path: "a.txt", options: {} });
      const word = ({ answer, trouble }) => trouble || answer.verdict;
      // The worker is up before it dies: one that never came up is another matter.
      const first = word(await ask("digestFile"));
      const answers = (await Promise.all(["hang", "digestFile", "die", "digestFile"].map(ask))).map(word);
      const waiting = ["hang", "digestFile", "digestFile"].map(ask);
      pool.cancel();
      const cancelled = (await Promise.all(waiting)).map(word);
      const last = word(await ask("digestFile"));
      window.Worker = Real;
      return [first, ...answers, "|", ...cancelled, last];
    });
    assert.deepEqual(said, ["unrecognised", "slow", "unrecognised", "crashed", "unrecognised", "|", "slow", "cancelled", "cancelled", "unrecognised"]);
  });

  test("without workers the page does it itself", async () => {
    const said = await page.evaluate(async () => {
      window.Worker = class { constructor() { throw new Error("none here"); } };
      const { Pool } = await import(new URL("batch/pool.js?again", location.href));
      const pool = new Pool(2);
      const job = { call: "digestFile", file: new File(["甲"], "a.txt"), path: "a.txt", options: {} };
      const answers = await Promise.all([job, { call: "nothing", args: [] }, job].map((one) => pool.ask(one)));
      return answers.map(({ answer, trouble }) => trouble || answer.verdict);
    });
    assert.deepEqual(said, ["unrecognised", "crashed", "unrecognised"]);
  });
});

describe("a dropped folder", () => {
  let browser;
  let page;
  before(async () => {
    browser = await browsers.chromium();
    page = await open(await browser.newContext(), server.url);
    await page.waitForSelector("html[data-ready]");
  });
  after(() => browser?.close());

  const said = () => page.textContent("#batch-said");
  const rows = () => page.locator(".batch-list tbody tr");

  /** Drops a folder as a file manager does, as an entry that is asked for what it holds, some at a time; and stops at once. */
  const drop = (many) => page.evaluate(async (many) => {
    const file = (fullPath, text) => ({ isFile: true, fullPath, file: (done) => done(new File([text], fullPath.split("/").pop())) });
    const gone = { isFile: true, fullPath: "/县/已移走.txt", file: (_, failed) => failed(new DOMException("gone", "NotFoundError")) };
    const folder = (fullPath, entries) => ({
      isDirectory: true,
      fullPath,
      createReader: () => {
        const left = [...entries];
        return { readEntries: (done) => done(left.splice(0, 100)) };
      },
    });
    const texts = Array.from({ length: many }, (_, n) => file(`/县/乡镇/${n}.txt`, `第 ${n} 份`));
    const whole = folder("/县", [folder("/县/乡镇", texts), gone, file("/县/~$锁.docx", ""), file("/县/照片.jpg", ""), folder("/县/空", [])]);
    const event = new Event("drop", { bubbles: true, cancelable: true });
    Object.defineProperty(event, "dataTransfer", { value: { types: ["Files"], files: [], items: [{ kind: "file", getAsFile: () => null, webkitGetAsEntry: () => whole }] } });
    document.body.dispatchEvent(event);
    const stop = () => [...document.querySelectorAll(".run button")].find((button) => button.textContent === "停止" && !button.hidden);
    while (!stop()) await new Promise((done) => setTimeout(done));
    stop().click();
  }, many);

  test("is walked through, stopped and gone on with; nothing is forgotten", { timeout: 120_000 }, async () => {
    await drop(900);
    await page.waitForFunction(() => /已停止/.test(document.getElementById("batch-said").textContent));
    const [done, all] = /(\d+) \/ (\d+)/.exec(await said()).slice(1).map(Number);
    assert.equal(all, 901);
    assert.ok(done < all, String(done));
    await page.locator(".run button", { hasText: "继续" }).click();
    await page.waitForFunction(() => /901 份全部校核完毕/.test(document.getElementById("batch-said").textContent));
    // What was pressed is gone, or drawn anew; the keyboard goes on from there.
    assert.equal(await page.evaluate(() => document.activeElement.id), "batch-title");
    const turn = page.locator(".pager [data-turn=page_next]");
    await turn.focus();
    for (let n = 1; n <= 9; n += 1) await page.keyboard.press("Enter");
    assert.match(await page.textContent(".pager"), /第 901–901 份/);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.turn), "page_back");
    for (const [words, there] of [["已移走", "已被移动"], ["899", "899.txt"], ["锁", "没有符合条件"]]) {
      await page.fill("#batch-search", words);
      await rows().filter({ hasText: there }).waitFor();
      assert.equal(await rows().count(), 1);
    }
    assert.deepEqual(page.problems, []);
  });
});

describe("a run that is stopped, or has to be done again", () => {
  let browser;
  let page;
  before(async () => {
    browser = await browsers.chromium();
    page = await open(await browser.newContext(), server.url);
    await page.waitForSelector("html[data-ready]");
    // Workers that get a report only once it is let go.
    await page.evaluate(() => {
      const Real = window.Worker;
      window.held = [];
      window.Worker = class extends Real {
        postMessage(job) {
          if (job.call === "digestFile" && window.held) window.held.push(() => super.postMessage(job));
          else super.postMessage(job);
        }
      };
    });
  });
  after(() => browser?.close());

  const hold = () => page.evaluate(() => { window.held = []; });
  const release = () => page.evaluate(() => {
    const held = window.held;
    window.held = null;
    for (const go of held) go();
  });
  const said = (words) => page.waitForFunction((some) => new RegExp(some).test(document.getElementById("batch-said").textContent), words);
  const press = (words) => page.locator(".run button", { hasText: words }).click();
  const report = (year, n) => ({ name: `${year} ${organ(n)}.txt`, mimeType: "text/plain", buffer: readFileSync(join(folder, year, `${organ(n)}.txt`)) });

  test("what was with an engine when it was stopped is compared as well", async () => {
    await page.click("#many");
    const rest = [1, 2, 3, 4, 5, 6, 7].map((n) => ({ name: `${n}.txt`, mimeType: "text/plain", buffer: Buffer.from("别的") }));
    const years = [["2022", "1"], ["2023", "2"]].map(([year, first]) => Object.assign(report(year, 8), { name: `0${first}.txt` }));
    await page.setInputFiles("#batch-files", [...years, ...rest]);
    await press("停止");
    await said("已停止：完成了 0 / 9 份");
    await release();
    await page.waitForFunction(() => /对照了 1 对/.test(document.querySelector(".together").textContent));
  });

  test("files added to what was stopped set all going again", async () => {
    await page.setInputFiles("#batch-files", [{ name: "10.txt", mimeType: "text/plain", buffer: Buffer.from("又一份") }]);
    await said("10 份全部校核完毕");
  });

  test("coming back without new files changes nothing", async () => {
    await page.waitForSelector(".together:not([hidden])");
    await page.locator("[data-act=open]").first().click();
    // The list is gone; the way back to it has the focus.
    await eventually(() => page.evaluate(() => document.activeElement.className), "batch-back");
    await page.click("#many");
    await eventually(() => page.isVisible(".together"), true);
  });

  test("in another language all is said anew, also after a stop", async () => {
    await page.locator("[data-act=open]").first().click();
    await page.click("#language");
    await page.waitForFunction(() => document.querySelector(".batch-back").textContent === "← Back to the list (10)");
    await hold();
    await page.click(".batch-back");
    await press("Stop");
    await said("Stopped: 0 of 10");
    await page.click("#language");
    await said("正在校核：已完成 0 / 10 份");
    await page.click("#language");
    await said("Checking: 0 of 10 done");
    await release();
    await said("All 10 checked");
    assert.doesNotMatch(await page.locator(".batch-list tbody .c-first").allInnerTexts().then((all) => all.join("")), /没有|不/);
  });

  test("closed, it gives the focus back to what opened it", async () => {
    page.once("dialog", (dialog) => dialog.accept());
    await page.click("[data-batch=close]");
    await page.click("#many");
    await page.click("[data-batch=close]");
    await eventually(() => page.evaluate(() => document.activeElement.id), "many");
    assert.deepEqual(page.problems, []);
  });
});

test("what could not be had is said once, and tried again", async () => {
  const browser = await browsers.chromium();
  after(() => browser.close());
  const page = await open(await browser.newContext(), server.url);
  await page.waitForSelector("html[data-ready]");
  const lost = (path) => page.context().route(path, (route) => route.abort());
  const found = (path) => page.context().unroute(path);
  const said = (words) => page.waitForFunction((some) => document.getElementById("batch-said").textContent.startsWith(some), words);
  const again = () => page.locator(".run button", { hasText: "继续" }).click();
  await lost("**/whole/*.wasm");
  await page.click("#many");
  await page.setInputFiles("#batch-files", [["甲.txt", "甲"], ["乙.pdf", "%PDF-1.7 乙"]].map(([name, text]) => ({ name, mimeType: "", buffer: Buffer.from(text) })));
  await said("已停止：完成了 0 / 2 份");
  assert.match(await page.innerText(".batch .trouble"), /没能启动/);
  await lost("**/pdf/open.js*");
  await found("**/whole/*.wasm");
  await again();
  // The reader of PDF is missing, not the file damaged.
  await said("已停止：完成了 1 / 2 份");
  await found("**/pdf/open.js*");
  await again();
  await said("2 份全部校核完毕");
  assert.equal(await page.isVisible(".batch .trouble"), false);
  assert.match(await page.innerText(".batch-list"), /PDF 已损坏/);
});

test("a few files in Firefox", async () => {
  const browser = await browsers.firefox();
  after(() => browser.close());
  const page = await open(await browser.newContext(), server.url);
  await page.waitForSelector("html[data-ready]");
  await page.click("#many");
  await page.setInputFiles("#batch-files", [0, 1, 2, 3].map((n) => join(folder, "2022", `${organ(n)}.txt`)));
  await page.waitForFunction(() => /4 份全部校核完毕/.test(document.getElementById("batch-said").textContent));
  assert.equal(await page.locator(".batch-list tbody tr").count(), 4);
  assert.deepEqual(page.problems, []);
});
