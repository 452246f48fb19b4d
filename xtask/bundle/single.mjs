// A page of www/ as one file that asks for nothing: opened from a folder, a stick, a mail.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, transform } from "esbuild";
import { engineInside } from "./inside.mjs";
import { oldest, root } from "./paths.mjs";

const www = join(root, "www");
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Scripts become one classic script: browsers refuse modules from file:. */
async function script(entry) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: "iife",
    minify: true,
    charset: "utf8",
    write: false,
    logLevel: "error",
    plugins: [engineInside],
    ...oldest,
  });
  return outputFiles[0].text;
}

async function style(files) {
  const parts = files.map(({ file, media }) => {
    const css = readFileSync(join(www, file), "utf8");
    return media ? `@media ${media} {${css}}` : css;
  });
  const { code } = await transform(parts.join("\n"), { loader: "css", minify: true, charset: "utf8", ...oldest });
  return code;
}

/** Makes `to` of www/`page`. */
export async function single(page, to) {
  let html = readFileSync(join(www, page), "utf8");
  const take = (pattern) => {
    const found = [...html.matchAll(pattern)];
    html = html.replace(pattern, "");
    return found;
  };
  const sheets = take(/<link rel="stylesheet" href="([^"]+)"(?: media="([^"]+)")?>\n?/g).map(([, file, media]) => ({ file, media }));
  // What the page adds where it needs it.
  if (page === "index.html") sheets.push({ file: "batch/batch.css" }, { file: "later/desk.css" }, { file: "later/help.css" }, { file: "later/checklist.css" }, { file: "later/screens.css" }, { file: "rules/rules.css" }, { file: "pdf/pdf.css" }, { file: "later/print.css", media: "print" });
  const early = take(/<script src="([^"]+)"><\/script>\n?/g).map(([, file]) => file);
  const modules = take(/<script type="module" src="([^"]+)"><\/script>\n?/g).map(([, file]) => file);
  if (early.length !== 1 || modules.length !== 1) throw new Error(`${page}: expected one early script and one module`);
  // An icon would be a request, even if to the file itself; what is fetched early is inside.
  take(/<link rel="(icon|preload|modulepreload)"[^>]*>\n?/g);

  const css = await style(sheets);
  const main = await script(join(www, modules[0]));
  // The early script narrows the policy where it can; here it names the scripts instead of a folder.
  const first = readFileSync(join(www, early[0]), "utf8").replace("script-src 'self'", `script-src ${hash(main)}`);
  const policy = [
    "default-src 'none'",
    `script-src ${hash(first)} ${hash(main)} 'wasm-unsafe-eval' 'unsafe-eval'`,
    `style-src ${hash(css)}`,
    "form-action 'none'",
    "base-uri 'none'",
  ].join("; ");

  const put = (pattern, text) => {
    if (!pattern.test(html)) throw new Error(`${page}: no ${pattern}`);
    html = html.replace(pattern, () => text);
  };
  put(/(?<=http-equiv="Content-Security-Policy" content=")[^"]*/, policy);
  put(/(?=<\/head>)/, `<script>${first}</script>\n<style>${css}</style>\n`);
  // What the engine is made of goes with its licences.
  const notices = readFileSync(join(root, "dist/site/rules/LICENSES.txt"), "utf8");
  if (notices.includes("-->")) throw new Error("a licence would end the comment that it is in");
  // A classic script runs where it stands: last. Put in at once with the notices: it names `</body>` itself.
  put(/(?=<\/body>)/, `<!--\n${notices}-->\n<script>${main}</script>\n`);
  // What is not inside would be asked for.
  const outside = /(?:\ssrc=|<link\b)[^>]*/.exec(html.replace(/<(script|style)>[^]*?<\/\1>/g, ""));
  if (outside) throw new Error(`${page}: ${outside[0]} is not inside the single file`);
  writeFileSync(to, html);
}
