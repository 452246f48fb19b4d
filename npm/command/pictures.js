// Pages of a PDF that are pictures, read by the engine of pictures; it is started where there are such pages.
import { readFileSync } from "node:fs";
import { check } from "../node.js";
import { lacks, merged, pictured } from "./mixed.js";

/** Pages that are read at most: what the engine takes. */
const MOST = 40;

let engine = null;

async function start() {
  if (engine) return engine;
  engine = await import("../scan/gouji.js");
  engine.initSync({ module: readFileSync(new URL("../scan/gouji_bg.wasm", import.meta.url)) });
  return engine;
}

/**
 * What pictures among the pages of a PDF say, for `checkPictures` and `digestPictures`; null where there are none, where the
 * pages of text have all there is, or where they are a report and the pictures cannot be read: the report on those says that
 * pages are pictures. Fails with a `code` where there is no such report and a page cannot be painted.
 */
async function seenIn(bytes, pages, options) {
  const numbers = pictured(pages);
  const all = numbers.length === pages.length;
  const report = !numbers.length || all ? null : check([{ kind: "pages", pages }], { language: options.language });
  if (!numbers.length || (report && !lacks(report)) || options.forms?.length) return null;
  const seen = await see(bytes, numbers).catch((error) => {
    if (!error.code || !report || report.reason !== null) throw error;
    return null;
  });
  if (!seen) return null;
  if (!report) return seen;
  // Pictures beside a report of text, of no table: the text is all there is.
  return seen.tables.length ? merged(seen, numbers, pages, report) : null;
}

async function see(bytes, numbers) {
  if (numbers.length > MOST) throw Object.assign(new Error("too many pages"), { code: "pictures" });
  const { scanned } = await import("../pdf/scanned.js");
  const { seePictures } = await start();
  return seePictures(await scanned(new Uint8Array(bytes), numbers));
}

/** The report on a PDF some of whose pages are pictures, and its digest where that is wanted; null where they add nothing. */
export async function fromPictures(bytes, pages, options, digest) {
  const seen = await seenIn(bytes, pages, options);
  if (!seen) return null;
  const { checkPictures, digestPictures } = engine;
  return { report: checkPictures(seen, options), digest: digest && digestPictures(seen, options) };
}
