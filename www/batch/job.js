// What a worker does, apart from being one: the page does it itself where a browser has no workers
// made of modules.

import { lazy } from "../lazy.js";
import { load } from "../load.js";
import { begins } from "../pictures/kind.js";

let engine = null;
/** The one that reads pictures, where one came. */
let eyes = null;

/** The same of parts as of a file. */
const ANY = { digestFile: "digestParts", readFile: "check" };
const SEEN = { digestFile: "digestPictures", readFile: "checkPictures" };

/** Bytes of a file, none where it is gone. */
export const bytesOf = (file) => file.arrayBuffer().then((buffer) => new Uint8Array(buffer), () => null);

/** The report on a file, marked in it; null where nothing was found. */
function marked(bytes, path, options) {
  const report = engine.readFile(bytes, path, options);
  return report.findings.length ? engine.mark(bytes, path, report, options) : null;
}

/** Last year's report, where its file is still there. */
async function previous(file, path) {
  const bytes = file && await bytesOf(file);
  const report = bytes && bytes[0] !== 37 && engine.readFile(bytes, path, {});
  return report && report.verdict !== "unrecognised" ? report : undefined;
}

/** The rows of a file for tables, each checked by itself. */
async function tidied(job) {
  const said = await work(Object.assign({}, job, { call: "readFile", last: null }));
  if (!said.answer) return said;
  const { tidy } = await lazy("batch/tables.js", () => import("./tables.js"));
  const { language } = job.options;
  return { answer: await tidy((name, ...args) => engine[name](...args), said.answer, job.path, await bytesOf(job.file), { language, format: job.format }) };
}

/**
 * Calls a function of the engine: with `args`, or with the bytes of a file and what belongs to it; `last` is
 * last year's file, `tidy` asks for rows in a format. What was read already comes as `bytes`, null for a file that is
 * gone. An engine that trapped is thrown away.
 * @param {{ call: string, args?: any[], file?: File, bytes?: Uint8Array, path?: string, options?: object, last?: File, format?: string }} job
 */
export async function work(job) {
  if (job.call === "tidy") return tidied(job);
  const { call, args, file, path, options, last } = job;
  if (!engine) engine = await load("whole");
  const bytes = job.bytes === undefined ? file && await bytesOf(file) : job.bytes;
  if (!bytes && (file || bytes === null)) return { trouble: "moved" };
  try {
    if (args) return { answer: engine[call](...(file ? [bytes, ...args] : args)) };
    const asked = last ? Object.assign({}, options, { previous: await previous(last, path) }) : options;
    if (begins(bytes)) return await pictured(call, file, path, asked);
    if (String.fromCharCode(...bytes.subarray(0, 5)) === "%PDF-") return await laid(call, bytes, path, asked);
    return { answer: call === "markFile" ? marked(bytes, path, asked) : engine[call](bytes, path, asked) };
  } catch (error) {
    if (error.lost) throw error;
    // A sentence of the engine; what is no plain error is a trap.
    if (error.constructor === Error) return { trouble: "refused", sentence: error.message };
    console.error(error);
    engine = null;
    return { trouble: "crashed" };
  }
}

/** The same of a PDF. Its reader that cannot be had is no fault of the file: that error goes on. */
async function laid(call, bytes, path, options) {
  const { open } = await lazy("pdf/open.js", () => import("../pdf/open.js"));
  let pages;
  try {
    ({ pages } = await open(bytes));
  } catch (error) {
    if (error.code === "offline") throw Object.assign(error, { lost: true });
    return { trouble: `pdf_${error.code || "damaged"}` };
  }
  return { answer: engine[ANY[call]]([{ kind: "pages", pages, name: path }], Object.assign({}, options, { name: path })) };
}

/** The same of a picture, which is a report of its own. */
async function pictured(call, file, path, options) {
  // There is nothing to mark in it.
  if (!(call in SEEN)) return { answer: null };
  const [{ Picture }, { words }] = await Promise.all([
    lazy("pictures/pixels.js", () => import("../pictures/pixels.js")),
    lazy("pictures/words.js", () => import("../pictures/words.js")),
  ]);
  const say = words[options.language || "zh-CN"];
  const refused = (sentence) => ({ trouble: "refused", sentence });
  try {
    if (!eyes) eyes = await load("scan");
    const seen = eyes.seePictures([await new Picture(file).gray()]);
    return { answer: eyes[SEEN[call]](seen, Object.assign({}, options, { name: path })) };
  } catch (error) {
    if (error.absent) return refused(say.absent);
    if (error.lost) throw error;
    const sentence = say[error.code];
    if (sentence) return refused(typeof sentence === "function" ? sentence(path) : sentence);
    console.error(error);
    eyes = null;
    return { trouble: "crashed" };
  }
}
