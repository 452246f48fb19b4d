// What a worker does, apart from being one: the page does it itself where a browser has no workers
// made of modules.

import { lazy } from "../lazy.js";
import { load } from "../load.js";

let engine = null;

/** The same of parts as of a file. */
const ANY = { digestFile: "digestParts", readFile: "check" };

/**
 * Calls a function of the engine: with `args`, or with the bytes of a file, its path and options. An
 * engine that trapped is thrown away.
 */
export async function work({ call, args, file, path, options }) {
  if (!engine) engine = await load("full");
  let given = args;
  if (file) {
    let bytes;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch (error) {
      return { trouble: "moved" };
    }
    given = [bytes, path, options];
    if (String.fromCharCode(...bytes.subarray(0, 5)) === "%PDF-") {
      // One that cannot be had is no fault of the file: that error goes on, as the engine's own does.
      const { open } = await lazy("pdf/open.js", () => import("../pdf/open.js"));
      try {
        const { pages } = await open(bytes);
        given = [[{ kind: "pages", pages, name: path }], Object.assign({}, options, { name: path })];
        call = ANY[call];
      } catch (error) {
        return { trouble: `pdf_${error.code || "damaged"}` };
      }
    }
  }
  try {
    return { answer: engine[call](...given) };
  } catch (error) {
    // A sentence of the engine; what is no plain error is a trap.
    if (error.constructor === Error) return { trouble: "refused", sentence: error.message };
    console.error(error);
    engine = null;
    return { trouble: "crashed" };
  }
}
