// What stands in a cell on a picture, beside what was made of it.

import { h } from "../dom.js";
import { language } from "../words.js";
import { words } from "./words.js";

// Pixels of the picture around it, and how wide it is drawn.
const AROUND = 6;
const WIDTH = 320;

/** Puts the crop at a place of a picture, with what the readers made of a cell that was not read, into a box. */
export async function crop(box, picture, at, { state, readings = [] }) {
  const say = words[language()];
  const canvas = h("canvas", { class: "crop", role: "img", "aria-label": say.crop });
  await picture.draw(canvas, WIDTH, { x: at.x - AROUND, y: at.y - AROUND, width: at.width + 2 * AROUND, height: at.height + 2 * AROUND });
  for (const old of box.querySelectorAll(".crop")) old.remove();
  const texts = state === "unreadable" ? readings.map(({ text }) => text).filter(Boolean) : [];
  box.append(canvas, ...(texts.length ? [h("p", { class: "crop" }, say.readings(texts.join("、")))] : []));
}
