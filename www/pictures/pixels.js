// A picture's file → its pixels in gray. The browser decodes it; the canvas is the page's, for not every browser
// has one in a worker.

import { isWhole } from "./kind.js";
import { Toned } from "./tone.js";

// Pixels of one picture, and of all that are one report; pixels along a side.
export const MOST = 64e6;
const MOST_IN_ALL = 300e6;
const LONGEST = 30000;
// Pixels that are taken out of a canvas at once.
const STRIP = 4e6;

/** Why a picture cannot be read: `damaged`, `too_large`, `guarded`. */
export class Refused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** A picture out of its file. */
export class Picture {
  constructor(file) {
    this.file = file;
    this.name = file.name;
    this.whole = false;
  }

  async bitmap() {
    if (!this.whole) {
      const bytes = new Uint8Array(await this.file.arrayBuffer().catch(() => {
        throw new Refused("damaged");
      }));
      if (!isWhole(bytes)) throw new Refused("damaged");
      this.whole = true;
    }
    const bitmap = await createImageBitmap(this.file).catch(() => {
      throw new Refused("damaged");
    });
    if (bitmap.width * bitmap.height > MOST || Math.max(bitmap.width, bitmap.height) > LONGEST) {
      bitmap.close();
      throw new Refused("too_large");
    }
    return bitmap;
  }

  /** { width, height, pixels }: a byte a pixel. */
  async gray() {
    const bitmap = await this.bitmap();
    try {
      return await grayOf(bitmap);
    } finally {
      bitmap.close();
    }
  }

  /** Draws it into a canvas as wide as `width`, or the part of it at a place. */
  async draw(canvas, width, at) {
    const bitmap = await this.bitmap();
    const { x, y, width: wide, height: high } = at || { x: 0, y: 0, width: bitmap.width, height: bitmap.height };
    canvas.width = Math.min(width, wide * 2);
    canvas.height = Math.max(1, Math.round(canvas.width * high / wide));
    canvas.getContext("2d").drawImage(bitmap, x, y, wide, high, 0, 0, canvas.width, canvas.height);
    bitmap.close();
  }
}

/** The pixels of several pictures, one after the other; `told(n)` hears before each. */
export async function graysOf(pictures, told) {
  const planes = [];
  let sum = 0;
  for (const picture of pictures) {
    told(planes.length);
    const plane = await picture.gray();
    sum += plane.pixels.length;
    if (sum > MOST_IN_ALL) throw new Refused("too_large");
    planes.push(plane);
  }
  return planes;
}

/** A canvas; in a worker of many reports there is no page. */
function blank(width, height) {
  if (typeof document === "undefined") return new OffscreenCanvas(width, height);
  const canvas = document.createElement("canvas");
  return Object.assign(canvas, { width, height });
}

const white = (brush, width, height) => {
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, width, height);
};

/** { width, height, pixels, red }, see Toned. What lets light through lies on white. */
export async function grayOf(source) {
  const { width, height } = source;
  const strip = Math.max(1, Math.min(height, Math.floor(STRIP / width)));
  const canvas = blank(width, strip);
  const brush = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  if (!sees(brush)) throw new Refused("guarded");
  const toned = new Toned(width, height);
  for (let top = 0; top < height; top += strip) {
    const high = Math.min(strip, height - top);
    white(brush, width, strip);
    brush.drawImage(source, 0, top, width, high, 0, 0, width, high);
    const { data } = brush.getImageData(0, 0, width, high);
    toned.take(data, 4, top * width, width * high);
    // The page goes on in between.
    await new Promise((done) => setTimeout(done));
  }
  return toned.page;
}

/** Whether a page is given what stands on its canvas: some browsers give noise in its place. */
function sees(brush) {
  const tones = [0, 90, 180, 255];
  return tones.every((tone) => {
    brush.fillStyle = `rgb(${tone}, ${tone}, ${tone})`;
    brush.fillRect(0, 0, 1, 1);
    return Math.abs(brush.getImageData(0, 0, 1, 1).data[0] - tone) < 8;
  });
}
