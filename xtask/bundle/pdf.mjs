// www/pdf/lib/: pdf.js and its worker for the oldest browser meant, and the character maps that Chinese
// documents name. What newer browsers have and it uses, core-js brings along.
import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { oldest, root } from "./paths.mjs";

const from = join(root, "xtask/bundle/node_modules/pdfjs-dist");
const to = join(root, "www/pdf/lib");
// Those of Japanese and Korean are left out.
const CHINESE = /^(Adobe-(GB1|CNS1)|B5|CNS|ET|GB|HK|UniCNS|UniGB|[HV]\.)/;

rmSync(to, { recursive: true, force: true });
mkdirSync(join(to, "cmaps"), { recursive: true });
// In the page core-js must not touch ArrayBuffer: what it answers for `detached` is not what the engine's
// script has to know of a memory that grew. So there it is neither whole nor inside pdf.js; a worker has
// nothing else in it.
const PAGE = ["array", "error", "iterator", "map", "math", "object", "promise", "set", "string", "structured-clone", "typed-array", "url", "weak-map"];
for (const [name, polyfills, module, names] of [
  ["pdf", PAGE.map((part) => `core-js/actual/${part}`), "build/pdf.mjs", "getDocument, GlobalWorkerOptions, OPS, PDFWorker, version"],
  ["worker", ["core-js/actual"], "legacy/build/pdf.worker.mjs", "WorkerMessageHandler"],
]) {
  await build({
    stdin: {
      contents: [...polyfills.map((path) => `import "${path}";`), `export { ${names} } from "pdfjs-dist/${module}";`].join("\n"),
      resolveDir: join(root, "xtask/bundle"),
    },
    outfile: join(to, `${name}.js`),
    bundle: true,
    format: "esm",
    minify: true,
    charset: "utf8",
    logLevel: "error",
    external: ["node:*", "@napi-rs/canvas"],
    legalComments: "inline",
    ...oldest,
  });
}
for (const file of readdirSync(join(from, "cmaps"))) if (CHINESE.test(file)) cpSync(join(from, "cmaps", file), join(to, "cmaps", file));
cpSync(join(from, "LICENSE"), join(to, "LICENSE"));
