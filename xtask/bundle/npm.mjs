// The npm package, packed and not published: the engine for Node.js, browsers and bundlers, the element
// and what goes with it as modules that fetch nothing.
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { engineInside } from "./inside.mjs";
import { oldest, root } from "./paths.mjs";

/** Makes the folder `to`/package and the archive beside it. */
export async function npmPackage(to) {
  rmSync(to, { recursive: true, force: true });
  const at = join(to, "package");
  const copy = (from, file) => {
    mkdirSync(dirname(join(at, file)), { recursive: true });
    cpSync(join(root, from), join(at, file));
  };
  for (const file of ["index.js", "index.d.ts", "node.js", "cli.js", "command.json", "tables.json", "README.md"]) copy(`npm/${file}`, file);
  cpSync(join(root, "npm/command"), join(at, "command"), { recursive: true });
  for (const file of ["rows.js", "workbook.js"]) copy(`www/batch/${file}`, `command/${file}`);
  chmodSync(join(at, "cli.js"), 0o755);
  copy("LICENSE", "LICENSE");
  copy("dist/site/rules/LICENSES.txt", "LICENSES.txt");
  // The package has the whole engine only: what the page's first one lacks is nothing to say here.
  for (const file of ["gouji.d.ts", "many.d.ts", "others.d.ts"]) {
    const types = readFileSync(join(root, "www", file), "utf8");
    writeFileSync(join(at, file), types.replace(/^\/\/ What is marked[^]*?\n\n/, "").replace(/^ *\/\*\* `csv`: @full \*\/\n/m, "").replace(/ @full/g, ""));
  }
  for (const file of ["gouji.js", "gouji_bg.wasm"]) copy(`www/whole/${file}`, `full/${file}`);
  for (const file of ["gouji.js", "gouji_bg.wasm"]) copy(`www/scan/${file}`, `scan/${file}`);
  for (const file of ["open.js", "pages.js"]) copy(`www/pdf/${file}`, `pdf/${file}`);
  copy("www/pictures/tone.js", "pdf/tone.js");
  copy("npm/pdf/scanned.js", "pdf/scanned.js");
  copy("www/pictures/mixed.js", "command/mixed.js");
  for (const file of ["pdf/lib.js", "pdf.d.ts", "wasm.d.ts"]) copy(`npm/${file}`, file);
  cpSync(join(root, "www/pdf/lib"), join(at, "pdf/lib"), { recursive: true });
  for (const file of ["gouji-check.d.ts", "fields.d.ts"]) copy(`www/element/${file}`, `element/${file}`);
  for (const file of ["host.js", "host.d.ts", "guard.js", "guard.d.ts"]) copy(`www/embed/${file}`, `embed/${file}`);
  for (const file of ["inplace.d.ts", "editors.d.ts"]) copy(`www/inplace/${file}`, `inplace/${file}`);
  const entries = ["gouji-check", "define", "fields"].map((name) => `element/${name}`).concat(["inplace", "tinymce", "ckeditor4", "ckeditor5", "wangeditor", "ueditor", "worker"].map((name) => `inplace/${name}`));
  await build({
    entryPoints: entries.map((out) => ({ in: join(root, `www/${out}.js`), out })),
    outdir: at,
    bundle: true,
    // One engine, whichever of them are loaded; what starts the worker names it as a neighbour.
    splitting: true,
    chunkNames: "inplace/shared-[hash]",
    format: "esm",
    minify: true,
    charset: "utf8",
    logLevel: "error",
    plugins: [engineInside],
    ...oldest,
  });
  await mcpServer(at);
  copy("npm/SKILL.md", "SKILL.md");
  const [, version] = /^version = "(.+)"$/m.exec(readFileSync(join(root, "Cargo.toml"), "utf8"));
  const manifest = JSON.parse(readFileSync(join(root, "npm/package.json"), "utf8"));
  writeFileSync(join(at, "package.json"), `${JSON.stringify({ ...manifest, version }, null, 2)}\n`);
  const npm = process.platform === "win32" ? ["cmd", "/C", "npm"] : ["npm"];
  execFileSync(npm[0], [...npm.slice(1), "pack", "--silent", "--pack-destination", to], { cwd: at, stdio: ["ignore", "ignore", "inherit"] });
  rmSync(at, { recursive: true });
}

/** The server for agents in one file, with what it needs of its SDK and the licences of that. */
async function mcpServer(at) {
  const built = await build({
    entryPoints: [join(root, "npm/mcp/door.js")],
    outfile: join(at, "mcp.js"),
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    minify: true,
    charset: "utf8",
    logLevel: "error",
    metafile: true,
    absWorkingDir: root,
    nodePaths: [join(root, "xtask/bundle/node_modules")],
    // The engine is beside it, once for all commands.
    plugins: [{ name: "beside", setup: ({ onResolve }) => onResolve({ filter: /^\.\.\/(node|command\/files)\.js$/ }, ({ path }) => ({ path: path.replace("..", "."), external: true })) }],
  });
  const packages = new Set(Object.keys(built.metafile.inputs).map((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean));
  const licence = (folder) => {
    const { name, version } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    const [file] = readdirSync(join(root, folder)).filter((one) => /^licen[cs]e/i.test(one));
    if (!file) throw new Error(`${name} has no licence`);
    return `${name} ${version}\n\n${readFileSync(join(root, folder, file), "utf8").trim()}\n`;
  };
  writeFileSync(join(at, "mcp.LICENSES.txt"), [...packages].sort().map(licence).join(`\n${"-".repeat(72)}\n\n`));
}
