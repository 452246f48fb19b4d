// www/pdf/lib/: pdf.js and its worker for the oldest browser meant, the character maps that Chinese
// documents name, and what decodes scans. What newer browsers have and it uses, core-js brings along.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
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

// A glyph that the file gives no character is, to pdf.js, the character of its code; such a code is often
// the glyph's number in its font, and reads as a wrong digit. So it says nothing (U+FFFD) unless the file
// tells: by a map to Unicode, a known collection or encoding, or the glyph's standard name. What is drawn
// does not change.
const TELLS = `properties.composite
  ? !(properties.toUnicode instanceof IdentityToUnicodeMap) || (properties.hasIncludedToUnicodeMap && Boolean(properties.cidToGidMap))
  : properties.hasIncludedToUnicodeMap || properties.hasEncoding || properties.type !== "TrueType" || !this.isSymbolicFont || !file || file.isEmpty`;
const SILENT = [
  ["this.composite = properties.composite;", (found) => `${found} this.tells = ${TELLS};`],
  ["this.toUnicode.get(charcode) || charcode;", () => "(this.tells && this.toUnicode.get(charcode)) || 0xfffd;"],
  // A name like G31 or c49 numbers a glyph.
  ["if (code > 0 && code <= 0x10ffff && Number.isInteger(code))", () => "if (unicode > 0)"],
];
const silent = {
  name: "silent",
  setup({ onLoad }) {
    onLoad({ filter: /pdf\.worker\.mjs$/ }, ({ path }) => {
      let contents = readFileSync(path, "utf8");
      for (const [found, instead] of SILENT) {
        const parts = contents.split(found);
        if (parts.length !== 2) throw new Error(`pdf.js has ${parts.length - 1} times: ${found}`);
        contents = parts.join(instead(found));
      }
      return { contents, loader: "js" };
    });
  },
};

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
    plugins: [silent],
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
cpSync(join(from, "LICENSE"), join(to, "LICENSE.txt"));
// What decodes JBIG2 and JPEG 2000, in which scanners write, with and without WebAssembly, and their licences.
mkdirSync(join(to, "wasm"));
for (const file of readdirSync(join(from, "wasm"))) if (/^(jbig2|openjpeg)[._]|^LICENSE_.*(JBIG2|OPENJPEG)/.test(file)) cpSync(join(from, "wasm", file), join(to, "wasm", file));
