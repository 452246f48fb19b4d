// A page of a PDF taken apart: every glyph with its place, every ruling line. pdf.js interprets the
// page; what it would draw is followed here. Glyph by glyph, because its text content joins glyphs to
// runs by gaps of its own measure, over the lines of narrow columns.
//
// What the page does not show is not taken: layers that are off, text outside what it is clipped to,
// text that something opaque is painted over, white text that nothing lies behind. A page whose text
// runs sideways is taken as who reads it turns it.

const THIN = 3;
const IDENTITY = [1, 0, 0, 1, 0, 0];
// How far a line of type reaches above and below its base line, in parts of its size.
const ASCENT = 0.85;
const DESCENT = 0.15;
const INVISIBLE = 3;
const MOST = 200000;
const SHADES = 500;
const LOOKS = 2e7;
const MOVE = 0;
const LINE = 1;
const CURVE = 2;
const QUADRATIC = 3;

/** The matrix that does `b` first, then `a`. */
export const times = (a, b) => [
  a[0] * b[0] + a[2] * b[1],
  a[1] * b[0] + a[3] * b[1],
  a[0] * b[2] + a[2] * b[3],
  a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4],
  a[1] * b[4] + a[3] * b[5] + a[5],
];
const point = (m, x, y) => [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];

/** What a glyph says; the replacement character for one without a character of its own. */
function saying(glyph) {
  const text = glyph.unicode || "";
  // Private use is where pdf.js puts glyphs whose font does not say what they are.
  return text && !/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ue000-\uf8ff]/.test(text) ? text : "\ufffd";
}

const WHITE = /^#fff(fff)?$/i;
const center = ({ x, y, width, height }) => [x + width / 2, y + height / 2];
/**
 * @param {number[]} box
 * @param {number[]} point
 */
const holds = ([left, top, right, bottom], [x, y]) => x >= left && x <= right && y >= top && y <= bottom;
const shared = (a, b) => [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];

/** The box around places. */
function around(places) {
  const [xs, ys] = [places.map((place) => place[0]), places.map((place) => place[1])];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

class Interpreter {
  constructor(page, ops, layers, turned) {
    this.page = page;
    this.ops = ops;
    this.layers = layers;
    // Whether each stretch that is open is of a layer that is shown.
    this.marked = [];
    // Boxes of colour and pictures, behind which white text shows.
    this.shades = [];
    // How many glyphs may still be looked at for being painted over.
    this.looks = LOOKS;
    // Glyphs by the direction they run in, in quarter turns clockwise.
    this.votes = [0, 0, 0, 0];
    const viewport = page.getViewport({ scale: 1, rotation: (page.rotate + turned) % 360 });
    this.result = { width: viewport.width, height: viewport.height, pictures: 0, runs: [], lines: [] };
    this.base = viewport.transform;
    this.stack = [];
    this.state = { ctm: viewport.transform, font: null, size: 0, direction: 1, spacing: 0, words: 0, scale: 1, leading: 0, rise: 0, mode: 0, paint: "", ink: "", alpha: 1, blend: "normal", shaped: false, clip: [-Infinity, -Infinity, Infinity, Infinity] };
    this.startText();
  }

  startText() {
    this.matrix = IDENTITY;
    this.x = this.y = this.lineX = this.lineY = 0;
  }

  move(x, y) {
    this.x = this.lineX += x;
    this.y = this.lineY += y;
  }

  save() {
    this.stack.push(Object.assign({}, this.state));
  }

  restore() {
    if (this.stack.length) this.state = this.stack.pop();
  }

  setFont(name, size) {
    const { commonObjs, objs } = this.page;
    const from = String(name).startsWith("g_") ? commonObjs : objs;
    this.state.font = from.has(name) ? from.get(name) : null;
    this.state.direction = size < 0 ? -1 : 1;
    this.state.size = Math.abs(size);
  }

  show(glyphs) {
    const { font, size, direction, spacing, words, scale, rise, mode, ctm } = this.state;
    if (!size) return;
    const matrix = (font && font.fontMatrix) || [0.001, 0, 0, 0.001, 0, 0];
    const vertical = Boolean(font && font.vertical);
    const text = times(ctm, this.matrix);
    let ahead = 0;
    for (const glyph of glyphs) {
      if (typeof glyph === "number") {
        ahead += ((vertical ? 1 : -1) * glyph * size) / 1000;
        continue;
      }
      if (!glyph) continue;
      const extra = ((glyph.isSpace ? words : 0) + spacing) * direction;
      const measure = vertical && glyph.vmetric ? -glyph.vmetric[0] : glyph.width;
      const own = measure * size * matrix[0];
      // By its character: what pdf.js calls a space is the code of one, which a subset may give to any glyph.
      if (mode !== INVISIBLE && saying(glyph).trim() && this.result.runs.length < MOST) {
        if (vertical) {
          const [shift, down] = glyph.vmetric ? [glyph.vmetric[1], glyph.vmetric[2]] : [glyph.width / 2, 880];
          this.put(text, this.x - shift * size * matrix[0], this.y + rise + ahead - (down - 880) * size * matrix[0] - size * ASCENT, Math.abs(glyph.width * size * matrix[0]), glyph);
        } else this.put(text, this.x + ahead * scale * direction, this.y + rise, own * scale * direction, glyph);
      }
      ahead += vertical ? own - extra : own + extra;
    }
    if (vertical) this.y -= ahead;
    else this.x += ahead * scale * direction;
  }

  /** A glyph at a place of the text's own measure, as the box that it takes on the page. */
  put(text, x, y, width, glyph) {
    const { size } = this.state;
    const corners = [[x, y - size * DESCENT], [x + width, y - size * DESCENT], [x, y + size * ASCENT], [x + width, y + size * ASCENT]].map(([a, b]) => point(text, a, b));
    const [xs, ys] = [corners.map((corner) => corner[0]), corners.map((corner) => corner[1])];
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    const box = { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
    const { width: wide, height: high } = this.result;
    const seen = left < wide && top < high && left + box.width > 0 && top + box.height > 0;
    // Slanted text is a mark across the page.
    const [along, across] = [Math.abs(text[0]), Math.abs(text[1])];
    const slanted = Math.min(along, across) > 0.05 * Math.max(along, across);
    if (!seen || slanted || !Object.values(box).every(Number.isFinite) || !this.shows(center(box))) return;
    this.votes[(Math.round(Math.atan2(text[1], text[0]) / (Math.PI / 2)) + 4) % 4] += 1;
    this.result.runs.push(Object.assign(box, { text: saying(glyph) }));
  }

  /** Whether text in the present colour shows at a place. */
  shows(place) {
    const { clip, alpha, paint, mode } = this.state;
    if (this.marked.includes(false) || alpha === 0 || !holds(clip, place)) return false;
    return mode !== 0 || !WHITE.test(paint) || this.shades.some((box) => holds(box, place));
  }

  /** Something is painted over a box: what stood there is gone, if it is opaque. */
  cover(box, opaque, shade) {
    const { alpha, blend, clip } = this.state;
    const seen = shared(box, clip);
    if (this.marked.includes(false) || alpha === 0 || seen[2] <= seen[0] || seen[3] <= seen[1]) return;
    const { runs } = this.result;
    // What is clipped to another shape than a box may leave text uncovered.
    if (opaque && alpha === 1 && blend === "normal" && !this.state.shaped && this.looks > runs.length) {
      this.looks -= runs.length;
      this.result.runs = runs.filter((run) => !holds(seen, center(run)));
    }
    if (shade) this.shades.push(seen);
    else this.shades = this.shades.filter((one) => !holds(seen, [one[0], one[1]]) || !holds(seen, [one[2], one[3]]));
    if (this.shades.length > SHADES) this.shades.shift();
  }

  /** What comes is only shown within a path. */
  clip(data) {
    const parts = subpaths(data);
    const places = parts.flat();
    if (parts.length !== 1 || !isBox(places)) this.state.shaped = true;
    if (!places.length || places.includes(null)) return;
    const [left, top, right, bottom] = around(places.map((corner) => point(this.state.ctm, corner[0], corner[1])));
    this.state.clip = shared(this.state.clip, [left - 1, top - 1, right + 1, bottom + 1]);
  }

  set(states) {
    for (const [key, value] of states) {
      if (key === "ca") this.state.alpha = value;
      if (key === "SMask" && value) this.state.shaped = true;
      if (key === "BM") this.state.blend = value === "source-over" ? "normal" : String(value).toLowerCase();
    }
  }

  begin(tag, layer) {
    let seen = true;
    if (tag === "OC" && this.layers) {
      try {
        seen = this.layers.isVisible(layer);
      } catch (error) {
        // A layer that nothing describes is shown.
      }
    }
    this.marked.push(seen);
  }

  picture() {
    if (this.marked.includes(false)) return;
    this.result.pictures += 1;
    const corners = [[0, 0], [1, 0], [0, 1], [1, 1]].map(([x, y]) => point(this.state.ctm, x, y));
    this.cover(around(corners), false, true);
  }

  path(op, data) {
    const { ops, state } = this;
    if (this.clipping && data) this.clip(data);
    this.clipping = false;
    if (this.marked.includes(false)) return;
    this.drawn = true;
    const strokes = [ops.stroke, ops.closeStroke, ops.fillStroke, ops.eoFillStroke, ops.closeFillStroke, ops.closeEOFillStroke].includes(op);
    const fills = [ops.fill, ops.eoFill, ops.rawFillPath].includes(op);
    if (!data || !(strokes || fills)) return;
    // White on paper is no line.
    const white = WHITE.test(strokes ? state.ink : state.paint);
    const solid = fills || [ops.fillStroke, ops.eoFillStroke, ops.closeFillStroke, ops.closeEOFillStroke].includes(op);
    for (const corners of subpaths(data)) {
      const places = corners.map((corner) => corner && point(state.ctm, corner[0], corner[1]));
      if (solid && isBox(places)) this.cover(around(places), Boolean(state.paint), !WHITE.test(state.paint));
      if (white) continue;
      if (strokes) this.stroked(places);
      else this.filled(places);
    }
  }

  stroked(places) {
    for (let i = 1; i < places.length; i += 1) {
      const [a, b] = [places[i - 1], places[i]];
      if (a && b) this.line(a[0], a[1], b[0], b[1]);
    }
  }

  /** A filled box is a line where it is thin. */
  filled(places) {
    const inner = places.filter(Boolean);
    if (inner.length < 3 || inner.length !== places.length) return;
    const [left, top, right, bottom] = around(inner);
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    if (Math.min(right - left, bottom - top) > THIN) return;
    if (right - left > bottom - top) this.line(left, y, right, y);
    else this.line(x, top, x, bottom);
  }

  line(...ends) {
    const level = Math.abs(ends[1] - ends[3]) < 1 || Math.abs(ends[0] - ends[2]) < 1;
    if (level && ends.every(Number.isFinite) && this.result.lines.length < MOST) this.result.lines.push(ends);
  }

  step(op, args) {
    const { ops, state } = this;
    switch (op) {
      case ops.save: return this.save();
      case ops.restore: return this.restore();
      case ops.beginMarkedContent: return this.begin(args[0]);
      case ops.beginMarkedContentProps: return this.begin(args[0], args[1]);
      case ops.endMarkedContent: this.marked.pop(); return;
      case ops.clip:
      case ops.eoClip: this.clipping = true; return;
      case ops.setGState: return this.set(args[0] || []);
      case ops.transform: state.ctm = times(state.ctm, args); return;
      case ops.beginText: return this.startText();
      case ops.setCharSpacing: state.spacing = args[0]; return;
      case ops.setWordSpacing: state.words = args[0]; return;
      case ops.setHScale: state.scale = args[0] / 100; return;
      case ops.setLeading: state.leading = -args[0]; return;
      case ops.setFont: return this.setFont(args[0], args[1]);
      case ops.setTextRenderingMode: state.mode = args[0]; return;
      case ops.setTextRise: state.rise = args[0]; return;
      case ops.moveText: return this.move(args[0], args[1]);
      case ops.setLeadingMoveText: state.leading = args[1]; return this.move(args[0], args[1]);
      case ops.setTextMatrix:
        this.startText();
        this.matrix = args.length === 6 ? args : Array.from(args[0]);
        return;
      case ops.nextLine: return this.move(0, state.leading);
      case ops.showText:
      case ops.showSpacedText: return this.show(args[0]);
      case ops.nextLineShowText: this.move(0, state.leading); return this.show(args[0]);
      case ops.nextLineSetSpacingShowText: [state.words, state.spacing] = args; this.move(0, state.leading); return this.show(args[2]);
      case ops.constructPath: return this.path(args[0], args[1] && args[1][0]);
      case ops.setStrokeRGBColor: state.ink = String(args[0]); return;
      case ops.setFillRGBColor: state.paint = String(args[0]); return;
      case ops.setStrokeColorN: state.ink = ""; return;
      case ops.setFillColorN: state.paint = ""; return;
      case ops.paintFormXObjectBegin:
        this.save();
        if (args[0]) this.state.ctm = times(this.state.ctm, args[0]);
        return;
      case ops.paintFormXObjectEnd: return this.restore();
      case ops.beginGroup:
        this.save();
        if (args[0] && args[0].matrix) this.state.ctm = times(this.state.ctm, args[0].matrix);
        return;
      case ops.endGroup: return this.restore();
      case ops.beginAnnotation:
        this.save();
        this.state.ctm = times(times(this.base, args[2] || IDENTITY), args[3] || IDENTITY);
        return;
      case ops.endAnnotation: return this.restore();
      case ops.paintImageXObject:
      case ops.paintInlineImageXObject:
      case ops.paintImageXObjectRepeat:
      case ops.paintImageMaskXObject: return this.picture();
    }
  }
}

/** Whether places are the corners of an upright box wide and high enough to lie over text. */
function isBox(places) {
  if (places.length < 4 || places.length > 5 || places.includes(null)) return false;
  const [left, top, right, bottom] = around(places);
  const corner = ([x, y]) => Math.min(x - left, right - x) < 0.5 && Math.min(y - top, bottom - y) < 0.5;
  return Math.min(right - left, bottom - top) > THIN && places.every(corner);
}

/** The corners of each part of a path; a curve is a gap between two corners. */
function subpaths(data) {
  const parts = [];
  let part = [];
  for (let i = 0; i < data.length;) {
    const op = data[i];
    i += 1;
    if (op === MOVE) {
      part = [[data[i], data[i + 1]]];
      parts.push(part);
      i += 2;
    } else if (op === LINE) {
      part.push([data[i], data[i + 1]]);
      i += 2;
    } else if (op === CURVE || op === QUADRATIC) {
      i += op === CURVE ? 4 : 2;
      part.push(null, [data[i], data[i + 1]]);
      i += 2;
    } else if (part.length) {
      // A box is closed by itself, and by many programs once more.
      const [[x, y], last] = [part[0], part[part.length - 1]];
      if (!last || last[0] !== x || last[1] !== y) part.push(part[0]);
    }
  }
  return parts;
}

/** A page as the engine takes it: points, from the top left corner, as the page is shown. */
export async function takeApart(page, ops, layers) {
  const { fnArray, argsArray } = await page.getOperatorList();
  const interpret = (turned) => {
    const interpreter = new Interpreter(page, ops, layers, turned);
    for (let i = 0; i < fnArray.length; i += 1) interpreter.step(fnArray[i], argsArray[i] || []);
    return interpreter;
  };
  let interpreter = interpret(0);
  // Where two directions tie, the first: upright.
  const most = interpreter.votes.indexOf(Math.max(...interpreter.votes));
  if (most) {
    const turned = (4 - most) * 90;
    interpreter = interpret(turned);
    interpreter.result.turned = turned;
  }
  // Text that is drawn as outlines is a picture.
  if (interpreter.drawn && !interpreter.result.runs.length) interpreter.result.pictures += 1;
  return interpreter.result;
}
