// Pictures among what was taken in: the pages of one report in their order. They are read with a progress bar that
// can be stopped; the part that they make judges itself, by the engine that reads pictures.

import { h } from "../dom.js";
import { load } from "../load.js";
import { dress } from "../pdf/dress.js";
import { words as file } from "../later/file.js";
import { language } from "../words.js";
import { graysOf, Picture } from "./pixels.js";
import { read } from "./read.js";
import { words } from "./words.js";

/** Pictures of one report at most: what the engine takes. */
const MOST = 40;
/** Pixels of a picture stand for hundredths of a point where pages are drawn. */
const POINT = 100;

let engine = null;

/** The engine, fetched once. One that trapped is thrown away. */
async function start() {
  if (!engine) engine = await load("scan");
}

function judged(seen, options) {
  if (!engine) {
    start().catch(() => {});
    throw new ReferenceError("the engine has not started");
  }
  try {
    return engine.checkPictures(seen, options);
  } catch (error) {
    if (error.constructor !== Error) engine = null;
    throw error;
  }
}

/**
 * The part that files make; fails with an error that carries a `sentence`. `before` is what the progress is shown above.
 * Where they go on with the pictures of `last`, a part that is there, all of them are read together as its `next`.
 */
export async function take(files, before, last) {
  const pictures = files.map((file) => new Picture(file));
  const part = await taken(pictures, files[0].name, before);
  if (!last || !last.judge || !goesOn(last.seen, part.seen)) return part;
  const all = last.pages.map(({ picture }) => picture).concat(pictures);
  return all.length > MOST ? part : Object.assign(await taken(all, last.name, before), { next: last });
}

/** Whether pictures show tables or rows that others lack, and none of those; a page break may leave a row on both. */
function goesOn(before, after) {
  const rows = ({ tables }) => new Set([].concat(...tables.map(({ cells }) => cells.filter(({ told }) => told !== "absent").map(({ cell }) => cell.replace(/\.[^.]*$/, "")))));
  const [old, fresh] = [rows(before), rows(after)];
  return old.size > 0 && fresh.size > 0 && Array.from(fresh).filter((row) => old.has(row)).length <= 1;
}

/** A part of pages on which so much is seen, so many of them pictures. */
const partOf = (name, pages, seen, all) => ({ kind: "pictures", text: "", name, pages, seen, judge: (options) => judged(seen, options), about: () => words[language()].about(all) });

/** A part with more pages, which are no pictures, and what is seen on all of them. */
export const joined = ({ name, pages: { length } }, seen, pages) => partOf(name, pages, seen, length);

/** The same of pictures that are no files: each knows its `gray()` and draws itself. */
export async function taken(pictures, name, before) {
  const say = words[language()];
  if (pictures.length > MOST) throw Object.assign(new Error("too many"), { sentence: say.too_many(MOST) });
  dress();
  const ending = new AbortController();
  const { signal } = ending;
  const bar = h("progress", { max: 1, "aria-label": say.opening(name) });
  const arriving = h("span", { class: "arriving" });
  const told = h("span", { role: "status" }, say.opening(name));
  const box = h("div", { class: "reading" }, h("span", null, told, arriving), bar, h("button", { type: "button", class: "small", onclick: () => ending.abort() }, say.stop));
  before.before(box);
  const at = (words_, done, all) => {
    told.textContent = words_;
    bar.max = all;
    if (done === undefined) bar.removeAttribute("value");
    else bar.value = done;
  };
  const all = pictures.length;
  let opened = name;
  try {
    at(say.loading, undefined, 1);
    await start();
    arriving.remove();
    const planes = await graysOf(pictures, (n) => {
      opened = pictures[n].name;
      at(say.opening(opened), n, all);
      if (signal.aborted) throw Object.assign(new Error("cancelled"), { code: "cancelled" });
    });
    const sizes = planes.map(({ width, height }) => ({ width, height }));
    at(say.pages(1, all), 0, all);
    const seen = await read(planes, {
      signal,
      // A few times a second is enough to hear.
      told: (what, done, of) => (what === "pages" ? at(say.pages(Math.min(done + 1, of), of), done, of) : done % 8 || at(say.cells(done, of), done, of)),
    });
    const pages = sizes.map(({ width, height }, n) => ({ width: width / POINT, height: height / POINT, runs: [], lines: [], picture: pictures[n] }));
    return partOf(name, pages, seen, all);
  } catch (error) {
    if (error.absent) throw Object.assign(new Error("absent"), { sentence: say.absent });
    if (error.lost) throw Object.assign(error, { sentence: file[language()].no_pictures(name, navigator.onLine === false) });
    const sentence = say[error.code];
    if (!sentence) throw error;
    throw Object.assign(new Error(error.code), { sentence: typeof sentence === "function" ? sentence(opened) : sentence });
  } finally {
    box.remove();
  }
}
