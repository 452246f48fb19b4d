// The pages of a part as sheets with the places of findings outlined on them: a PDF's as pdf.js paints
// them, others' as their text stands. A sheet is painted when it comes into view.

import { h } from "../dom.js";
import { language } from "../words.js";
import { dress } from "./dress.js";
import { document as openPdf } from "./open.js";

const WIDTH = 820;
const POINT = 100;
const pages = { "zh-CN": "各页", en: "Pages" };
const label = { "zh-CN": (page) => `第 ${page} 页`, en: (page) => `Page ${page}` };

export class Sheets {
  /** `first` is the number of the first page among all parts. */
  constructor(part, first) {
    this.dressed = dress();
    this.part = part;
    this.first = first;
    this.pdf = null;
    this.sheets = part.pages.map((page, index) => {
      // Its size keeps the place until it is painted.
      const canvas = h("canvas", { "aria-hidden": "true", width: Math.ceil(page.width), height: Math.ceil(page.height) });
      return h("div", { class: "leaf", role: "group", "aria-label": label[language()](index + 1) }, canvas);
    });
    this.box = h("div", { class: "leaves", role: "group", tabindex: "0", "aria-label": pages[language()] }, this.sheets);
    this.painted = new Set();
    const seen = (entries) => entries.forEach(({ target, isIntersecting }) => isIntersecting && this.paint(this.sheets.indexOf(target)));
    this.watch = new IntersectionObserver(seen, { rootMargin: "400px" });
    this.sheets.forEach((sheet) => this.watch.observe(sheet));
  }

  /** Outlines a place; gives the outline and what takes it away. */
  mark(at) {
    const index = at.page - this.first;
    const page = this.part.pages[index];
    if (!page) return null;
    const part = (value, whole) => `${(value / POINT / whole) * 100}%`;
    const node = h("div", { class: "spot" });
    Object.assign(node.style, {
      left: part(at.x, page.width),
      top: part(at.y, page.height),
      width: part(at.width, page.width),
      height: part(at.height, page.height),
    });
    this.sheets[index].append(node);
    this.paint(index);
    return { node, undo: () => node.remove() };
  }

  paint(index) {
    if (this.painted.has(index)) return;
    this.painted.add(index);
    const { picture } = this.part.pages[index];
    const draw = picture ? picture.draw(this.sheets[index].firstChild, 2 * WIDTH) : this.part.bytes ? this.paintPdf(index) : Promise.reject();
    draw.catch(() => this.paintText(index));
  }

  async paintPdf(index) {
    if (!this.pdf) this.pdf = openPdf(this.part.bytes);
    const { pdf } = await this.pdf;
    const page = await pdf.getPage(index + 1);
    const rotation = (page.rotate + (this.part.pages[index].turned || 0)) % 360;
    const natural = page.getViewport({ scale: 1, rotation });
    const viewport = page.getViewport({ rotation, scale: (WIDTH / natural.width) * Math.min(2, devicePixelRatio || 1) });
    const canvas = this.sheets[index].firstChild;
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    await page.render({ canvas, viewport }).promise;
    page.cleanup();
  }

  /** Text and ruling lines where they stand: for what nothing paints. */
  paintText(index) {
    const { width, height, runs, lines } = this.part.pages[index];
    const canvas = this.sheets[index].firstChild;
    const scale = WIDTH / width;
    canvas.width = WIDTH;
    canvas.height = height * scale;
    const brush = canvas.getContext("2d");
    brush.fillStyle = "#fff";
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.fillStyle = "#000";
    brush.strokeStyle = "#767676";
    brush.beginPath();
    for (const [x0, y0, x1, y1] of lines) {
      brush.moveTo(x0 * scale, y0 * scale);
      brush.lineTo(x1 * scale, y1 * scale);
    }
    brush.stroke();
    for (const run of runs) {
      brush.font = `${run.height * scale * 0.9}px sans-serif`;
      brush.fillText(run.text, run.x * scale, (run.y + run.height * 0.85) * scale, run.width * scale * 1.2 + 1);
    }
  }

  /** Lets go of the PDF. */
  end() {
    this.watch.disconnect();
    if (this.pdf) this.pdf.then(({ end }) => end(true), () => {});
  }
}
