// Pages of a PDF that show nothing but pictures, as pictures: pdf.js paints them. Others may stand beside them.

import { document as openPdf, Refused as Unread } from "../pdf/open.js";
import { merged, pictured } from "./mixed.js";
import { grayOf, MOST, Refused } from "./pixels.js";
import { joined, taken } from "./take.js";

// The longer side in pixels: A4 at 200 dots an inch.
const LONG = 2339;

class Page {
  constructor(pdf, number, name) {
    this.pdf = pdf;
    this.number = number;
    this.name = name;
  }

  async painted() {
    const { pdf } = await this.pdf;
    const page = await pdf.getPage(this.number);
    const natural = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: LONG / Math.max(natural.width, natural.height) });
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.floor(viewport.width));
    canvas.height = Math.max(1, Math.floor(viewport.height));
    await page.render({ canvas, viewport }).promise;
    page.cleanup();
    return canvas;
  }

  async gray() {
    return grayOf(await this.painted().catch((error) => {
      console.error(error);
      throw new Refused("damaged");
    }));
  }

  async draw(canvas, width, at) {
    const whole = await this.painted();
    const { x, y, width: wide, height: high } = at || { x: 0, y: 0, width: whole.width, height: whole.height };
    canvas.width = Math.min(width, wide * 2);
    canvas.height = Math.max(1, Math.round(canvas.width * high / wide));
    canvas.getContext("2d").drawImage(whole, x, y, wide, high, 0, 0, canvas.width, canvas.height);
  }
}

/**
 * The part that a PDF of scanned pages makes; where a `report` says what stands on those that are text, with that beside it, and none
 * where no table is seen. It stays open: its pages are painted again where one looks at them.
 */
export async function take(bytes, name, pages, report, before) {
  const pdf = openPdf(bytes, { maxImageSize: MOST });
  const end = () => pdf.then((opened) => opened.end(true), () => {});
  const all = pages.map((page, at) => new Page(pdf, at + 1, name));
  const numbers = report ? pictured(pages) : null;
  try {
    const part = await taken(numbers ? numbers.map((number) => all[number - 1]) : all, name, before);
    if (!numbers) return part;
    if (!part.seen.tables.length) {
      end();
      return null;
    }
    return joined(part, merged(part.seen, numbers, pages, report), among(part.pages, numbers, pages, all));
  } catch (error) {
    end();
    if (error instanceof Unread) throw Object.assign(new Error(error.code), { code: error.code });
    throw error;
  }
}

/** The same with the pages of text in their places. */
function among(seen, numbers, pages, pictures) {
  const whole = pages.map(({ width, height }, n) => ({ width, height, runs: [], lines: [], picture: pictures[n] }));
  numbers.forEach((number, n) => { whole[number - 1] = seen[n]; });
  return whole;
}
