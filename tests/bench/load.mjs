// From opening the page to an engine that can answer, beside what a page on Pyodide has to fetch and
// start before it could run any Python: without pandas, which would come on top. Both come from this
// machine, so no network is in the figures: bytes are counted apart. Part of `cargo xtask bench`.
import { createReadStream, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { browsers, serve } from "../web/harness.mjs";
import { median, ratio, spread } from "./figures.mjs";

const ROUNDS = 11;
const pyodide = fileURLToPath(new URL("node_modules/pyodide", import.meta.url));
const TYPES = { ".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm", ".zip": "application/zip", ".json": "application/json" };
const PAGE = `<!doctype html><meta charset="utf-8"><script type="module">
  import { loadPyodide } from "./pyodide.mjs";
  const python = await loadPyodide();
  if (python.runPython("1 + 1") === 2) document.documentElement.dataset.ready = "";
</script>`;

const peer = createServer((request, response) => {
  const name = new URL(request.url, "http://peer").pathname.slice(1);
  if (name === "") return response.writeHead(200, { "Content-Type": "text/html" }).end(PAGE);
  if (!/^[\w.-]+$/.test(name)) return response.writeHead(404).end();
  const file = createReadStream(join(pyodide, name));
  file.on("error", () => response.writeHead(404).end());
  file.on("open", () => {
    response.writeHead(200, { "Content-Type": TYPES[extname(name)] ?? "text/plain", "Cache-Control": "max-age=600" });
    file.pipe(response);
  });
});
await new Promise((done) => peer.listen(0, "127.0.0.1", done));
const ours = await serve();
const addresses = { gouji: ours.url, "Pyodide alone": `http://127.0.0.1:${peer.address().port}/` };

const browser = await browsers.chromium();
/** Milliseconds from the start of the navigation until the page says that it is ready. */
async function ready(page, go) {
  await go();
  await page.waitForSelector("html[data-engine], html[data-ready]", { state: "attached", timeout: 120_000 });
  return page.evaluate(() => performance.now());
}

const times = {};
for (const name of Object.keys(addresses)) times[name] = { cold: [], warm: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, url] of Object.entries(addresses)) {
    const context = await browser.newContext();
    const page = await context.newPage();
    times[name].cold.push(await ready(page, () => page.goto(url)));
    times[name].warm.push(await ready(page, () => page.reload()));
    await context.close();
  }
}

const names = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"];
const weigh = (pack) => names.reduce((sum, name) => sum + pack(readFileSync(join(pyodide, name))).length, 0);
const raw = names.reduce((sum, name) => sum + statSync(join(pyodide, name)).size, 0);
const quick = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
console.log(`\nms until the page can answer        median   middle half`);
for (const [name, { cold, warm }] of Object.entries(times)) {
  console.log(`${name}, first visit`.padEnd(34), spread(cold, 0));
  console.log(`${name}, again`.padEnd(34), spread(warm, 0));
}
console.log(`Pyodide alone weighs ${raw} bytes, ${weigh((bytes) => gzipSync(bytes))} gzipped, ${weigh(quick)} in brotli (quality 5)`);
ratio("time to ready, first visit, against Pyodide alone", median(times.gouji.cold) / median(times["Pyodide alone"].cold));
ratio("time to ready, again, against Pyodide alone", median(times.gouji.warm) / median(times["Pyodide alone"].warm));

await browser.close();
ours.stop();
peer.close();
