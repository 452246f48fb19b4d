// Where pdf.js comes from: the folder beside this file, which `cargo xtask build` fills where there is
// Node.js. The single file has another module in this one's place.

import { lazy } from "../lazy.js";

const here = (file) => new URL(`lib/${file}`, import.meta.url).href;

/** pdf.js, and where it finds what it fetches; fails where it was not built in. */
export async function load() {
  // A worker of the batch starts one of its own; pdf.js looks for the address under this name.
  if (typeof window === "undefined") self.window = self;
  const pdfjs = await lazy("pdf/lib/pdf.js", () => import("./lib/pdf.js"));
  pdfjs.GlobalWorkerOptions.workerSrc = here("worker.js");
  return { pdfjs, given: { cMapUrl: here("cmaps/"), cMapPacked: true, wasmUrl: here("wasm/"), useWorkerFetch: false } };
}
