// dist/: the single file, the npm package, the browser extension, the checksums. The site is there already; xtask made it.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { extension } from "./extension.mjs";
import { npmPackage } from "./npm.mjs";
import { root } from "./paths.mjs";
import { single } from "./single.mjs";

const dist = join(root, "dist");
await single("index.html", join(dist, "gouji.html"));
await npmPackage(join(dist, "npm"));
await extension(join(dist, "extension"), join(dist, "extension-firefox"));

/** `sha256sum -c SHA256SUMS` in dist/ tells whether something was changed on its way. */
const sums = readdirSync(dist, { recursive: true })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file !== "SHA256SUMS" && statSync(join(dist, file)).isFile())
  .sort()
  .map((file) => `${createHash("sha256").update(readFileSync(join(dist, file))).digest("hex")}  ${file}\n`);
writeFileSync(join(dist, "SHA256SUMS"), sums.join(""));
