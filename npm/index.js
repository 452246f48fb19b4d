// In browsers and bundlers: every function of the engine, once `init` has resolved.
import start from "./full/gouji.js";

export * from "./full/gouji.js";

/**
 * Starts the engine. Without an argument the wasm beside this module is fetched, which webpack, Vite,
 * Rollup and Parcel understand; a URL, a Response, bytes or a WebAssembly.Module may be given instead.
 */
export async function init(source = new URL("./full/gouji_bg.wasm", import.meta.url)) {
  await start({ module_or_path: source });
}
