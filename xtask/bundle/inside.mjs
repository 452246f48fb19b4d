// The engine and the element's style inside a bundle.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { root } from "./paths.mjs";

const www = join(root, "www");

/** bindgen's script as a function, so that a fresh engine can be had after a trap. */
async function factory() {
  const { outputFiles } = await build({
    entryPoints: [join(www, "full/gouji.js")],
    bundle: true,
    format: "cjs",
    write: false,
    // The default address of the wasm, which is never asked for.
    define: { "import.meta.url": '"about:blank"' },
  });
  return `export default () => { const module = { exports: {} }; ${outputFiles[0].text}; return module.exports; };`;
}

/** Modules that fetch something give way to others that have it inside. */
export const engineInside = {
  name: "the engine inside",
  setup(build) {
    const instead = (filter, file) => build.onResolve({ filter }, () => ({ path: fileURLToPath(new URL(file, import.meta.url)) }));
    instead(/\/load\.js$/, "load.mjs");
    instead(/\/style\.js$/, "style.mjs");
    instead(/\/lib\.js$/, "nolib.mjs");
    instead(/\/dress\.js$/, "nodress.mjs");
    build.onResolve({ filter: /^gouji:/ }, ({ path }) => ({ path, namespace: "gouji" }));
    build.onLoad({ filter: /:glue$/, namespace: "gouji" }, async () => ({ contents: await factory() }));
    build.onLoad({ filter: /:wasm$/, namespace: "gouji" }, () => ({ contents: readFileSync(join(www, "full/gouji_bg.wasm"), "base64"), loader: "text" }));
    build.onLoad({ filter: /:css$/, namespace: "gouji" }, () => ({ contents: readFileSync(join(root, "dist/site/element/gouji-check.css"), "utf8"), loader: "text" }));
  },
};
