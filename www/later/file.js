// Files that are taken in: what kind of part each makes. A folder in one file goes where many reports are taken.

import { deepen, encodingOf, full } from "../engine.js";
import { megabytes } from "../intake.js";
import { lazy } from "../lazy.js";
import { LIMIT } from "../content.js";
import { isPicture } from "../pictures/kind.js";
import { language, say as told } from "../words.js";
import { sha256 } from "./sha256.js";

export const words = {
  "zh-CN": {
    too_large: (name, mb, most) => `“${name}”有 ${mb} MB，超过 ${most} MB 的上限，没有读入。`,
    failed: (name) => `“${name}”读不出来，可能已被移动或正被占用。`,
    no_pdf: (name, offline) => `${offline ? "现在没有网络，读 PDF 的组件还没有装入" : "读 PDF 的组件没能装入"}：“${name}”没有读，文件还在。${offline ? "联网后" : "请"}再试一次，或打开 PDF，复制表格粘贴。`,
    no_pictures: (name, offline) => `${offline ? "现在没有网络，识图的部分还没有装入" : "识图的部分没能装入"}：“${name}”没有读，文件还在。${offline ? "联网后" : "请"}再试一次，或用文字版的报告。`,
  },
  en: {
    too_large: (name, mb, most) => `“${name}” has ${mb} MB, more than the limit of ${most} MB, and was not read.`,
    failed: (name) => `“${name}” cannot be read; it may have been moved or be in use.`,
    no_pdf: (name, offline) => `${offline ? "There is no network now, and what reads PDF is not here yet" : "What reads PDF could not be loaded"}: “${name}” was not read and is kept. Try again${offline ? " once there is one" : ""}, or open the PDF, copy the tables and paste them.`,
    no_pictures: (name, offline) => `${offline ? "There is no network now, and what reads pictures is not here yet" : "What reads pictures could not be loaded"}: “${name}” was not read and is kept. Try again${offline ? " once there is one" : ""}, or use the report as text.`,
  },
};

// Bytes of a file that the engine reads itself; of text it takes LIMIT characters.
const LARGEST = 4 * LIMIT;
// Endings of text; a file of any other is read by the full engine, which looks at its content.
const KINDS = { html: "html", htm: "html", xhtml: "html", shtml: "html", txt: "text", text: "text", md: "text", tsv: "text", csv: "csv" };
const PACKED = /\.(zip|rar|7z)$/i;

/** Takes files into an intake, as `one` report or each as one, unless it was cleared since its `round`. Pictures alone are the pages of one. */
export async function open(intake, files, one, round) {
  const seen = await Promise.all(files.map((file) => isPicture(file).catch(() => false)));
  const pictures = files.length && seen.every(Boolean);
  if (intake.many && !one && !pictures && (files.length > 1 || files.some(({ name }) => PACKED.test(name)))) {
    intake.many(files);
    return;
  }
  const say = words[language()];
  const parts = [];
  let trouble = "";
  if (pictures) {
    try {
      const reader = await picturing(files[0].name);
      const [before, ...others] = intake.session.parts;
      const part = await reader.take(files, intake.list, !one && !others.length && before);
      parts.push(Object.assign(part, { source: part.pages.length > 1 ? { files } : files[0] }));
    } catch (error) {
      if (error.lost) {
        console.error(error);
        intake.trouble(error.sentence, () => intake.open(files, one));
        return;
      }
      if (!error.sentence) console.error(error);
      trouble = error.sentence || told("crashed");
    }
  }
  for (const file of pictures ? [] : files) {
    if (seen[files.indexOf(file)]) {
      trouble = (await lazy("pictures/words.js", () => import("../pictures/words.js"))).words[language()].apart(file.name);
      continue;
    }
    const kind = KINDS[file.name.split(".").pop().toLowerCase()];
    const limit = kind ? LIMIT : LARGEST;
    if (file.size > limit) trouble = say.too_large(file.name, megabytes(file.size), megabytes(limit));
    else {
      try {
        const bytes = new Uint8Array(await file.arrayBuffer());
        // First: what reads a PDF takes the bytes with it.
        const hash = await sha256(bytes);
        const part = kind ? { kind, text: await textOf(bytes), name: file.name } : await take(bytes, file.name, intake.list);
        parts.push(Object.assign(part, { source: file, sha256: hash }));
      } catch (error) {
        if (error.lost) {
          console.error(error);
          // No fault of the file: it is kept, to be taken in once more.
          intake.trouble(error.sentence || told("no_engine"), () => intake.open(files, one));
          return;
        }
        trouble = error.sentence || say.failed(file.name);
      }
    }
  }
  // What was cleared meanwhile is not wanted any more.
  if (round !== intake.round) return;
  // The answer takes away what was said before it.
  const had = !parts.length || await intake.add(...parts);
  if (trouble && had !== false) intake.trouble(trouble);
}

/** What reads pictures. */
const picturing = (name) => lazy("pictures/take.js", () => import("../pictures/take.js")).catch((error) => {
  throw Object.assign(error, { sentence: words[language()].no_pictures(name, navigator.onLine === false) });
});

/** The part of an OFD whose pages are pictures; null of any other. */
async function ofd(bytes, name, list) {
  const { picturesIn } = await lazy("pictures/ofd.js", () => import("../pictures/ofd.js"));
  const files = await picturesIn(bytes, name).catch(() => null);
  if (!files || !(await Promise.all(files.map(isPicture))).every(Boolean)) return null;
  const reader = await picturing(name);
  return reader.take(files, list);
}

/** The text of a file of text. What is UTF-8 beyond ASCII says so itself; other encodings the larger engine tells. */
async function textOf(bytes) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (/[^\x00-\x7f]/.test(text) && !text.includes("\0")) return text;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  if (!full()) await deepen();
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** A part of a file that is no text; fails with an error that carries a `sentence`. `list` is what the progress is shown above. */
async function take(bytes, name, list) {
  // Whatever it is, the larger engine will be wanted: it comes while the file is opened.
  deepen().catch(() => {});
  const scanned = bytes[0] === 0x50 && /\.ofd$/i.test(name) && await ofd(bytes, name, list);
  if (scanned) return scanned;
  if (String.fromCharCode(...bytes.slice(0, 5)) !== "%PDF-") return { kind: "file", bytes, text: "", name };
  const pdf = await lazy("pdf/take.js", () => import("../pdf/take.js")).catch((error) => {
    throw Object.assign(error, { sentence: words[language()].no_pdf(name, navigator.onLine === false) });
  });
  return pdf.take(bytes, name, list);
}
