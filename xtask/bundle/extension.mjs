// The browser extension, unpacked: its own page is the site; what runs in other pages and the engine beside
// them are a script each. Firefox wants another word for the same background.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./paths.mjs";

const from = join(root, "extension");
const site = join(root, "dist/site");
// Browsers with this kind of extension; `min` of manifest.json and of FIREFOX.
const target = ["chrome103", "firefox115"];
const FIREFOX = { gecko: { id: "gouji@gouji.invalid", strict_min_version: "140.0", data_collection_permissions: { required: ["none"] } } };

/** The engine of the site that comes with it; a service worker imports nothing late. */
const engineBeside = {
  name: "the engine beside",
  setup(building) {
    building.onResolve({ filter: /\/load\.js$/ }, () => ({ path: "load", namespace: "gouji" }));
    building.onLoad({ filter: /^load$/, namespace: "gouji" }, () => ({
      contents: `import init, * as engine from "./full/gouji.js";
        export async function load() { await init({ module_or_path: fetch(new URL("site/full/gouji_bg.wasm", self.location.href)) }); return engine; }`,
      resolveDir: join(root, "www"),
    }));
  },
};

/** In a page nobody is asked but the extension's own process. */
const engineElsewhere = {
  name: "the engine elsewhere",
  setup(building) {
    building.onResolve({ filter: /\/ask\.js$/ }, () => ({ path: "ask", namespace: "gouji" }));
    building.onLoad({ filter: /^ask$/, namespace: "gouji" }, () => ({ contents: "export const asker = null;" }));
  },
};

/** Makes `to` and, beside it, the one for Firefox. */
export async function extension(to, firefox) {
  const manifest = JSON.parse(readFileSync(join(from, "manifest.json"), "utf8"));
  [, manifest.version] = /^version = "(.+)"$/m.exec(readFileSync(join(root, "Cargo.toml"), "utf8"));
  rmSync(to, { recursive: true, force: true });
  rmSync(firefox, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  const script = (name, format, plugins = []) => build({
    entryPoints: [join(from, `${name}.js`)],
    outfile: join(to, `${name}.js`),
    bundle: true,
    format,
    minify: true,
    charset: "utf8",
    logLevel: "error",
    target,
    plugins,
    // Where the site stands is not asked: the extension opens its own.
    define: name === "background" ? {} : { "import.meta.url": "location.href" },
  });
  await script("background", "esm", [engineBeside]);
  await script("content", "iife", [engineElsewhere]);
  await script("open", "iife");
  for (const size of [16, 32, 48, 128]) cpSync(join(from, `icon-${size}.png`), join(to, `icon-${size}.png`));
  cpSync(join(root, "LICENSE"), join(to, "LICENSE"));
  cpSync(site, join(to, "site"), { recursive: true });
  // A page of its own for attachments: the site's files stay as its list of checksums has them.
  const html = readFileSync(join(to, "site/index.html"), "utf8");
  const end = "</body>";
  if (html.split(end).length !== 2) throw new Error("index.html ends more than once");
  writeFileSync(join(to, "site/open.html"), html.replace(end, `<script src="../open.js"></script>\n${end}`));
  const write = (folder, given) => writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(given, null, 2)}\n`);
  write(to, manifest);
  cpSync(to, firefox, { recursive: true });
  const { minimum_chrome_version: _, background, ...rest } = manifest;
  write(firefox, { ...rest, background: { scripts: [background.service_worker], type: background.type }, browser_specific_settings: FIREFOX });
}
