// Pages of a PDF that show nothing but pictures, as pictures: pdf.js paints them.

import { document as openPdf, Refused as Unread } from "../pdf/open.js";
import { grayOf, Refused } from "./pixels.js";
import { taken } from "./take.js";

// The longer side in pixels: A4 at 200 dots an inch. What a page's pictures may hold.
const LONG = 2339;
const MOST = 64e6;

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

/** The part that a PDF of so many scanned pages makes. It stays open: its pages are painted again where one looks at them. */
export async function take(bytes, name, count, before) {
  const pdf = openPdf(bytes, { maxImageSize: MOST });
  const end = () => pdf.then((opened) => opened.end(true), () => {});
  try {
    return await taken(Array.from({ length: count }, (_, at) => new Page(pdf, at + 1, name)), name, before);
  } catch (error) {
    end();
    if (error instanceof Unread) throw Object.assign(new Error(error.code), { code: error.code });
    throw error;
  }
}
