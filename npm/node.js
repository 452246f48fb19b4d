// In Node.js the engine is there as soon as the module is.
import { readFileSync } from "node:fs";
import { initSync } from "./full/gouji.js";

initSync({ module: readFileSync(new URL("./full/gouji_bg.wasm", import.meta.url)) });

export * from "./full/gouji.js";

/** Nothing is left to start; for code that runs in browsers as well. */
export async function init() {}
