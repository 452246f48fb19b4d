// A row or a block of figures, pasted into a cell of the form: it fills cells to the right and down, as a
// sheet would. Anything else with tabs or lines in it is a report.

import { language } from "../words.js";
import { below, line } from "./keys.js";

export const words = {
  "zh-CN": { beyond: (n, more) => `已填 ${n} 格；另有 ${more} 个数超出这张表，没有填。` },
  en: { beyond: (n, more) => `${n} ${n === 1 ? "cell" : "cells"} filled; ${more} more would lie outside this table.` },
};

const FIGURE = /^[\s\d.,，．０-９+＋\-－—–/／\\（）()〇零]*$/;

/** The fields of a text by rows, or null where it holds anything but figures. */
function blockOf(text) {
  const rows = text.replace(/\r?\n$/, "").split(/\r?\n/).map((row) => row.split("\t").map((field) => field.trim()));
  const fields = [].concat(...rows);
  return fields.every((field) => FIGURE.test(field)) && fields.some(Boolean) ? rows : null;
}

/** `held` is what the clipboard held; `form` and `intake` are the view's. */
export function fill(form, id, held, session, intake) {
  const rows = blockOf(held.text);
  if (!rows || !session.base) {
    intake.receive(held);
    return;
  }
  const entries = [];
  let beyond = 0;
  let cell = id;
  for (const row of rows) {
    const cells = cell ? line(form, cell) : [];
    row.forEach((text, at) => {
      if (cells[at]) entries.push([cells[at], text]);
      else beyond += 1;
    });
    cell = cell && below(form, cell, 1);
  }
  session.change(entries);
  if (beyond) intake.trouble(words[language()].beyond(entries.length, beyond));
}
