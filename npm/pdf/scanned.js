// Pages of a PDF that show nothing but pictures, painted without a canvas: the pictures that pdf.js decodes are put in their places.
// Where anything else shows on a page it is declined: a line through a figure, or white over it, would be overlooked.
import { document as openPdf, Refused } from "./open.js";
import { times } from "./pages.js";
import { Toned } from "./tone.js";

// The longer side in pixels: A4 at 200 dots an inch. What a picture may hold, and all of a page.
const LONG = 2339;
const MOST = 64e6;
const MOST_PICTURES = 2000;
// Points of a picture that are looked at for one of the page, along each side.
const FINEST = 4;
const PATIENCE = 60000;
// The mode of text that is not shown.
const INVISIBLE = 3;

function inverse([a, b, c, d, e, f]) {
  const whole = a * d - b * c;
  return whole ? [d / whole, -b / whole, -c / whole, a / whole, (c * f - d * e) / whole, (b * e - a * f) / whole] : null;
}

/** The parts of a colour as pdf.js writes them; null where it is none. */
function partsOf(colour) {
  const [, ...parts] = /^#(..)(..)(..)$/.exec(colour) || [];
  return parts.length ? parts.map((part) => parseInt(part, 16)) : null;
}

/** What a pixel of a picture is, by what pdf.js says it holds: red, green, blue, and how much it covers. A mask has the colour `ink`. */
function sampler({ width, kind, data }, ink) {
  const row = (width + 7) >> 3;
  const bit = (x, y) => (data[y * row + (x >> 3)] >> (7 - (x & 7))) & 1;
  if (ink) return (x, y) => (bit(x, y) ? [0, 0, 0, 0] : [...ink, 255]);
  if (kind === 1) return (x, y) => (bit(x, y) ? [255, 255, 255, 255] : [0, 0, 0, 255]);
  const bytes = kind === 2 ? 3 : 4;
  return (x, y) => {
    const at = (y * width + x) * bytes;
    return [data[at], data[at + 1], data[at + 2], bytes === 4 ? data[at + 3] : 255];
  };
}

/** Puts a picture, whose unit square goes where `matrix` says, on a page: whether it covers all of that. */
function put(paper, picture, matrix, ink) {
  const { width, height, data } = picture;
  const back = inverse(matrix);
  if (!data || !back || !width || !height) throw new Refused("damaged");
  const [a, b, c, d, e, f] = matrix;
  const [xs, ys] = [[e, e + a, e + c, e + a + c], [f, f + b, f + d, f + b + d]];
  const [left, right] = [Math.max(0, Math.floor(Math.min(...xs))), Math.min(paper.width, Math.ceil(Math.max(...xs)))];
  const [top, bottom] = [Math.max(0, Math.floor(Math.min(...ys))), Math.min(paper.height, Math.ceil(Math.max(...ys)))];
  const at = sampler(picture, ink);
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
  const straight = (Math.abs(b) < 1e-6 && Math.abs(c) < 1e-6) || (Math.abs(a) < 1e-6 && Math.abs(d) < 1e-6);
  return straight && !ink && (picture.kind === 1 || picture.kind === 2) && right - left >= paper.width - 1 && bottom - top >= paper.height - 1;
}

const found = (page, name) => new Promise((done, failed) => {
  const clock = setTimeout(() => failed(new Refused("stuck")), PATIENCE);
  const objects = String(name).startsWith("g_") ? page.commonObjs : page.objs;
  objects.get(name, (picture) => {
    clearTimeout(clock);
    done(picture);
  });
});

/** Whether a layer is shown; one that nothing describes is. */
function isOn(layers, layer) {
  try {
    return !layers || layers.isVisible(layer);
  } catch (error) {
    return true;
  }
}

/** One page as the engine takes it; declined as `drawn` where anything but pictures shows on it. */
async function painted(page, ops, layers) {
  const natural = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: LONG / Math.max(natural.width, natural.height) });
  const [width, height] = [viewport.width, viewport.height].map((side) => Math.max(1, Math.floor(side)));
  const paper = { width, height, pixels: new Uint8Array(width * height * 3).fill(255) };
  const { fnArray, argsArray } = await page.getOperatorList();
  let state = { matrix: viewport.transform, paint: "#000000", ink: "#000000", alpha: 1, plain: true, mode: 0 };
  let left = MOST;
  let pictures = 0;
  // Whether something is drawn that no picture covers.
  let drawn = false;
  const stack = [];
  // Whether each stretch that is open is of a layer that is shown, and how deep in annotations it is.
  const marked = [];
  let noted = 0;
  const strokes = [ops.stroke, ops.closeStroke, ops.fillStroke, ops.eoFillStroke, ops.closeFillStroke, ops.closeEOFillStroke];
  const fills = [ops.fill, ops.eoFill, ops.rawFillPath, ops.fillStroke, ops.eoFillStroke, ops.closeFillStroke, ops.closeEOFillStroke];
  const hidden = () => marked.includes(false);
  const draw = (colours) => {
    // White on paper is nothing.
    if (!hidden() && state.alpha !== 0 && (pictures || colours.some((colour) => !/^#ffffff$/i.test(colour)))) drawn = true;
  };
  const one = async (given, mask) => {
    if (hidden() || state.alpha === 0) return;
    const ink = mask ? partsOf(state.paint) : null;
    if (noted || state.alpha !== 1 || !state.plain || (mask && !ink)) throw new Refused("drawn");
    const picture = typeof given === "string" ? await found(page, given) : given;
    const whole = picture && typeof picture.data === "string" ? Object.assign({}, await found(page, picture.data), { width: picture.width, height: picture.height }) : picture;
    // One that could not be decoded is missing.
    if (!whole) throw new Refused("damaged");
    left -= whole.width * whole.height;
    pictures += 1;
    if (left < 0 || pictures > MOST_PICTURES) throw new Refused("too_large");
    if (put(paper, whole, state.matrix, ink)) drawn = false;
  };
  for (let n = 0; n < fnArray.length; n += 1) {
    const args = argsArray[n] || [];
    switch (fnArray[n]) {
      case ops.save:
      case ops.beginGroup:
      case ops.paintFormXObjectBegin: {
        stack.push(Object.assign({}, state));
        const own = fnArray[n] === ops.beginGroup ? args[0] && args[0].matrix : args[0];
        if (own) state.matrix = times(state.matrix, own);
        break;
      }
      case ops.restore:
      case ops.endGroup:
      case ops.paintFormXObjectEnd:
        if (stack.length) state = stack.pop();
        break;
      case ops.beginAnnotation:
        stack.push(Object.assign({}, state));
        noted += 1;
        break;
      case ops.endAnnotation:
        if (stack.length) state = stack.pop();
        noted -= 1;
        break;
      case ops.transform:
        state.matrix = times(state.matrix, args);
        break;
      case ops.beginMarkedContent:
        marked.push(true);
        break;
      case ops.beginMarkedContentProps:
        marked.push(args[0] !== "OC" || isOn(layers, args[1]));
        break;
      case ops.endMarkedContent:
        marked.pop();
        break;
      case ops.setGState:
        for (const [key, value] of args[0] || []) {
          if (key === "ca") state.alpha = value;
          if (key === "SMask" || key === "BM") state.plain = key === "BM" ? /^(source-over|normal)$/i.test(String(value)) : !value;
        }
        break;
      case ops.setFillRGBColor:
        state.paint = String(args[0]);
        break;
      case ops.setStrokeRGBColor:
        state.ink = String(args[0]);
        break;
      case ops.setFillColorN:
      case ops.setFillTransparent:
        state.paint = "";
        break;
      case ops.setStrokeColorN:
        state.ink = "";
        break;
      case ops.setTextRenderingMode:
        [state.mode] = args;
        break;
      case ops.constructPath: {
        const colours = [strokes.includes(args[0]) ? [state.ink] : [], fills.includes(args[0]) ? [state.paint] : []].flat();
        if (colours.length) draw(colours);
        break;
      }
      case ops.shadingFill:
      case ops.rawFillPath:
        draw([""]);
        break;
      // What was recognised on a scan is written unseen, or below its picture.
      case ops.showText:
      case ops.showSpacedText:
      case ops.nextLineShowText:
      case ops.nextLineSetSpacingShowText:
        if (state.mode !== INVISIBLE) draw([state.paint]);
        break;
      case ops.paintImageXObject:
      case ops.paintInlineImageXObject:
        await one(args[0], false);
        break;
      case ops.paintImageMaskXObject:
        await one(args[0], true);
        break;
      case ops.paintImageMaskXObjectGroup:
      case ops.paintInlineImageXObjectGroup:
      case ops.paintImageXObjectRepeat:
      case ops.paintImageMaskXObjectRepeat:
      case ops.paintSolidColorImageMask:
        if (!hidden()) throw new Refused("drawn");
        break;
    }
  }
  if (drawn) throw new Refused("drawn");
  const toned = new Toned(width, height);
  toned.take(paper.pixels, 3, 0, width * height);
  return toned.page;
}

/** These pages of a PDF, counted from one, each { width, height, pixels, red }; fails with a `code`: `drawn` where more than pictures shows. */
export async function scanned(bytes, numbers) {
  const { pdf, pdfjs, end } = await openPdf(bytes, { maxImageSize: MOST });
  let well = false;
  try {
    const pages = [];
    const layers = await pdf.getOptionalContentConfig().catch(() => null);
    for (const number of numbers) {
      const page = await pdf.getPage(number);
      pages.push(await painted(page, pdfjs.OPS, layers));
      page.cleanup();
    }
    well = true;
    return pages;
  } finally {
    end(well);
  }
}
