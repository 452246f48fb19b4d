// A PDF's bytes → its pages as the engine takes them. Bounded in pages and in the time that passes
// without a page; a reader that hangs is ended with its worker.

import { load } from "./lib.js";
import { takeApart } from "./pages.js";

const MOST_PAGES = 2000;
const PATIENCE = 20000;
// Pictures beyond so many pixels are not decoded: nothing can be read from them.
const PIXELS = 1 << 22;

/** Why a PDF cannot be read: `locked`, `damaged`, `stuck`, `cancelled`, `absent`, `offline`. */
export class Refused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** What pdf.js is asked to do, and no more: no scripts, no forms, nothing from elsewhere. */
const plainly = { isEvalSupported: false, enableXfa: false, disableAutoFetch: true, disableStream: true, stopAtErrors: false, verbosity: 0, useSystemFonts: true };

/** A worker that has done its work waits for the next PDF. */
let spare = null;

/** Opens a PDF; `end()` lets go of it. The bytes stay the caller's. */
export async function document(bytes, options) {
  const { pdfjs, given } = await load().catch(() => {
    throw new Refused(navigator.onLine === false ? "offline" : "absent");
  });
  const worker = spare || new pdfjs.PDFWorker({ verbosity: 0 });
  spare = null;
  const task = pdfjs.getDocument(Object.assign({ data: bytes.slice(), worker }, plainly, given, options));
  const end = async (well) => {
    // One that hangs would not answer: it is ended as it is.
    if (well) await task.destroy().catch(() => {});
    if (well && !spare) spare = worker;
    else worker.destroy();
  };
  try {
    return { pdf: await patiently(task.promise), pdfjs, end };
  } catch (error) {
    const refused = refusal(error);
    end(refused.code !== "stuck");
    throw refused;
  }
}

function refusal(error) {
  if (error instanceof Refused) return error;
  return new Refused(error && error.name === "PasswordException" ? "locked" : "damaged");
}

/** What a promise gives, unless it keeps silent for too long. */
function patiently(promise) {
  return new Promise((done, failed) => {
    const clock = setTimeout(() => failed(new Refused("stuck")), PATIENCE);
    promise.then(done, failed).finally(() => clearTimeout(clock));
  });
}

/**
 * Takes a PDF apart. `progress(done, all)` hears of every page; an aborted `signal` ends it.
 * A page that cannot be read is left empty and counted in `lost`.
 * @param {Uint8Array} bytes
 * @param {{ progress?: (done: number, all: number) => void, signal?: AbortSignal }} [options]
 */
export async function open(bytes, { progress, signal } = {}) {
  const stop = () => signal && signal.aborted;
  const { pdf, pdfjs, end } = await document(bytes, { maxImageSize: PIXELS });
  let well = false;
  try {
    const all = Math.min(pdf.numPages, MOST_PAGES);
    const pages = [];
    const layers = await patiently(pdf.getOptionalContentConfig().catch(() => null));
    let lost = 0;
    for (let number = 1; number <= all; number += 1) {
      if (stop()) throw new Refused("cancelled");
      if (progress) progress(number - 1, all);
      try {
        const page = await patiently(pdf.getPage(number));
        const apart = await patiently(takeApart(page, pdfjs.OPS, layers));
        // A page with nothing to read is a picture: a scan, perhaps with text that was recognised.
        if (!apart.runs.length && !apart.pictures) apart.pictures = 1;
        pages.push(apart);
        page.cleanup();
      } catch (error) {
        if (error instanceof Refused) throw error;
        lost += 1;
        pages.push({ width: 595, height: 842, pictures: 1, runs: [], lines: [] });
      }
    }
    if (lost === all) throw new Refused("damaged");
    if (progress) progress(all, all);
    well = true;
    return { pages, lost, cut: pdf.numPages > all };
  } finally {
    end(well);
  }
}
