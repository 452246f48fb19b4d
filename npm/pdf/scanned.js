// Pages of a PDF that show nothing but pictures, painted without a canvas: the pictures that pdf.js decodes are put in their places.
import { document as openPdf, Refused } from "./open.js";
import { Toned } from "./tone.js";

// The longer side in pixels: A4 at 200 dots an inch. What a picture may hold, and all of a page.
const LONG = 2339;
const MOST = 64e6;
const MOST_PICTURES = 2000;
// Points of a picture that are looked at for one of the page, along each side.
const FINEST = 4;
const PATIENCE = 60000;

const times = (a, b) => [a[0] * b[0] + a[2] * b[1], a[1] * b[0] + a[3] * b[1], a[0] * b[2] + a[2] * b[3], a[1] * b[2] + a[3] * b[3], a[0] * b[4] + a[2] * b[5] + a[4], a[1] * b[4] + a[3] * b[5] + a[5]];

function inverse([a, b, c, d, e, f]) {
  const whole = a * d - b * c;
  return whole ? [d / whole, -b / whole, -c / whole, a / whole, (c * f - d * e) / whole, (b * e - a * f) / whole] : null;
}

/** What a pixel of a picture is, by what pdf.js says it holds: red, green, blue, and how much it covers. */
function sampler({ width, kind, data }, mask) {
  const row = (width + 7) >> 3;
  const bit = (x, y) => (data[y * row + (x >> 3)] >> (7 - (x & 7))) & 1;
  if (mask) return (x, y) => (bit(x, y) ? [0, 0, 0, 0] : [0, 0, 0, 255]);
  if (kind === 1) return (x, y) => (bit(x, y) ? [255, 255, 255, 255] : [0, 0, 0, 255]);
  const bytes = kind === 2 ? 3 : 4;
  return (x, y) => {
    const at = (y * width + x) * bytes;
    return [data[at], data[at + 1], data[at + 2], bytes === 4 ? data[at + 3] : 255];
  };
}

/** Puts a picture, whose unit square goes where `matrix` says, on a page. */
function put(paper, picture, matrix, mask) {
  const { width, height, data } = picture;
  const back = inverse(matrix);
  if (!data || !back || !width || !height) throw new Refused("damaged");
  const [a, b, c, d, e, f] = matrix;
  const [xs, ys] = [[e, e + a, e + c, e + a + c], [f, f + b, f + d, f + b + d]];
  const [left, right] = [Math.max(0, Math.floor(Math.min(...xs))), Math.min(paper.width, Math.ceil(Math.max(...xs)))];
  const [top, bottom] = [Math.max(0, Math.floor(Math.min(...ys))), Math.min(paper.height, Math.ceil(Math.max(...ys)))];
  const at = sampler(picture, mask);
  const fine = Math.max(1, Math.min(FINEST, Math.round(Math.max(width / Math.hypot(a, b), height / Math.hypot(c, d)))));
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      let [red, green, blue, covered] = [0, 0, 0, 0];
      for (let part = 0; part < fine * fine; part += 1) {
        const px = x + ((part % fine) + 0.5) / fine;
        const py = y + (Math.floor(part / fine) + 0.5) / fine;
        const u = Math.floor((back[0] * px + back[2] * py + back[4]) * width);
        const v = Math.floor((1 - back[1] * px - back[3] * py - back[5]) * height);
        if (u < 0 || v < 0 || u >= width || v >= height) continue;
        const seen = at(u, v);
        const opaque = seen[3] / 255;
        red += seen[0] * opaque;
        green += seen[1] * opaque;
        blue += seen[2] * opaque;
        covered += opaque;
      }
      const rest = 1 - covered / (fine * fine);
      const to = (y * paper.width + x) * 3;
      const of = fine * fine;
      paper.pixels[to] = Math.round(paper.pixels[to] * rest + red / of);
      paper.pixels[to + 1] = Math.round(paper.pixels[to + 1] * rest + green / of);
      paper.pixels[to + 2] = Math.round(paper.pixels[to + 2] * rest + blue / of);
    }
  }
}

const found = (page, name) => new Promise((done, failed) => {
  const clock = setTimeout(() => failed(new Refused("stuck")), PATIENCE);
  const objects = String(name).startsWith("g_") ? page.commonObjs : page.objs;
  objects.get(name, (picture) => {
    clearTimeout(clock);
    done(picture);
  });
});

/** One page as the engine takes it. */
async function painted(page, ops) {
  const natural = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: LONG / Math.max(natural.width, natural.height) });
  const [width, height] = [viewport.width, viewport.height].map((side) => Math.max(1, Math.floor(side)));
  const paper = { width, height, pixels: new Uint8Array(width * height * 3).fill(255) };
  const { fnArray, argsArray } = await page.getOperatorList();
  let matrix = viewport.transform;
  let left = MOST;
  let pictures = 0;
  const stack = [];
  const one = async (given, mask) => {
    const picture = typeof given === "string" ? await found(page, given) : given;
    const whole = picture && typeof picture.data === "string" ? Object.assign({}, await found(page, picture.data), { width: picture.width, height: picture.height }) : picture;
    // One that could not be decoded is missing.
    if (!whole) throw new Refused("damaged");
    left -= whole.width * whole.height;
    pictures += 1;
    if (left < 0 || pictures > MOST_PICTURES) throw new Refused("too_large");
    put(paper, whole, matrix, mask);
  };
  for (let n = 0; n < fnArray.length; n += 1) {
    const args = argsArray[n] || [];
    switch (fnArray[n]) {
      case ops.save:
      case ops.paintFormXObjectBegin:
        stack.push(matrix);
        if (fnArray[n] === ops.paintFormXObjectBegin && args[0]) matrix = times(matrix, args[0]);
        break;
      case ops.restore:
      case ops.paintFormXObjectEnd:
        if (stack.length) matrix = stack.pop();
        break;
      case ops.transform:
        matrix = times(matrix, args);
        break;
      case ops.paintImageXObject:
      case ops.paintInlineImageXObject:
        await one(args[0], false);
        break;
      case ops.paintImageMaskXObject:
        await one(args[0], true);
        break;
    }
  }
  const toned = new Toned(width, height);
  toned.take(paper.pixels, 3, 0, width * height);
  return toned.page;
}

/** These pages of a PDF, counted from one, each { width, height, pixels, red }; fails with a `code`. */
export async function scanned(bytes, numbers) {
  const { pdf, pdfjs, end } = await openPdf(bytes, { maxImageSize: MOST });
  let well = false;
  try {
    const pages = [];
    for (const number of numbers) {
      const page = await pdf.getPage(number);
      pages.push(await painted(page, pdfjs.OPS));
      page.cleanup();
    }
    well = true;
    return pages;
  } finally {
    end(well);
  }
}
