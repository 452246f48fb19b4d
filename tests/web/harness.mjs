// The page as `cargo xtask serve` serves it, the browsers, and the engine in Node.js.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { chromium, firefox } from "playwright-core";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Serves www, built before; resolves to { url, stop }. */
export async function serve() {
  // `cargo xtask test` says where it is, so that cargo is not asked again.
  const [program, ...words] = process.env.XTASK ? [process.env.XTASK] : ["cargo", "xtask"];
  const child = spawn(program, [...words, "serve", "--no-build", "--no-open", "--port", "0"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("http://")) return { url: line, stop: () => child.kill() };
  }
  throw new Error("the server did not start");
}

let native;
/** The command line as its sources are now: what an earlier build left may be another. */
export function gouji() {
  if (!native) {
    execFileSync("cargo", ["build", "--quiet", "--locked", "-p", "gouji-cli"], { cwd: root, stdio: "inherit" });
    const folder = resolve(root, process.env.CARGO_TARGET_DIR ?? "target");
    native = join(folder, "debug", process.platform === "win32" ? "gouji.exe" : "gouji");
  }
  return native;
}

const quiet = [
  "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
  // Chromium has no sandbox for root.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];
const debian = { chromium: "/usr/bin/chromium-headless-shell", firefox: "/usr/bin/firefox-esr" };

/** Name → launch(). Debian's browsers where they are, else the ones that playwright-core installs. */
export const browsers = {
  chromium: (more = []) =>
    chromium.launch({ executablePath: existsSync(debian.chromium) ? debian.chromium : undefined, args: [...quiet, ...more] }),
  // Over WebDriver BiDi; playwright-core after 1.64 asks for what Firefox ESR 153 does not know.
  firefox: () =>
    firefox.launch(existsSync(debian.firefox) ? { channel: "moz-firefox", executablePath: debian.firefox } : {}),
};

/**
 * Opens an address in a new page of the context. `page.problems` collects what the page complains
 * of, `page.asked` the addresses it asks for.
 */
export async function open(context, url) {
  const page = await context.newPage();
  page.problems = [];
  page.asked = [];
  page.on("pageerror", (error) => page.problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
  page.on("request", (request) => page.asked.push(request.url()));
  await page.goto(url, { waitUntil: "load" });
  return page;
}

/** Gives the page a text and has it checked, as who pastes it does. */
export async function submit(page, text) {
  await page.evaluate((given) => { document.querySelector("#source textarea").value = given; }, text);
  await page.click("#check");
}

/** The same, and waits for the full engine's answer. */
export async function answered(page, text) {
  await submit(page, text);
  await page.waitForSelector("#kinds details");
}

/** The page in a window of its own; paper is looked at (`window.paper`), not printed. */
export async function desk(browser, url, viewport = { width: 1366, height: 625 }) {
  const context = await browser.newContext({ viewport, acceptDownloads: true, hasTouch: viewport.width < 500 });
  const page = await open(context, url);
  await page.waitForSelector("html[data-ready]");
  await page.evaluate(() => { window.print = () => { window.paper = document.querySelector(".opinions:not([hidden])")?.innerText; }; });
  return page;
}

/** Reads until what is read is what is wanted: a page answers a click a moment later, on a busy machine much later. */
export async function eventually(read, wanted, patience = 30_000) {
  const end = Date.now() + patience;
  let found = await read();
  while (!isDeepStrictEqual(found, wanted) && Date.now() < end) {
    await new Promise((done) => setTimeout(done, 20));
    found = await read();
  }
  assert.deepEqual(found, wanted);
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What an accessibility scan finds, a line each, but for rules that do not apply; evaluate() runs outside the page's policy. */
export async function scan(page, without = []) {
  if (await page.evaluate(() => !window.axe)) await page.evaluate(axe);
  const found = await page.evaluate(() =>
    axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      // Only what is shown here is worked out.
      resultTypes: ["violations"], selectors: false,
    }));
  return found.violations.filter(({ id }) => !without.includes(id)).map((v) => `${v.id}: ${v.nodes.slice(0, 5).map((node) => node.html).join(" | ")}`);
}

/** The engine as a page gets it, in Node.js: that of a folder of www/. */
export async function engine(folder = "pkg") {
  const pkg = new URL(`../../www/${folder}/`, import.meta.url);
  const module = await import(new URL("gouji.js", pkg));
  await module.default({ module_or_path: readFileSync(new URL("gouji_bg.wasm", pkg)) });
  return module;
}
