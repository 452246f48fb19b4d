// A PDF among what was taken in: reads it with a progress bar that can be stopped.

import { h } from "../dom.js";
import { check, deepen } from "../engine.js";
import { words as file } from "../later/file.js";
import { lazy } from "../lazy.js";
import { language } from "../words.js";
import { dress } from "./dress.js";
import { open } from "./open.js";

export const words = {
  "zh-CN": {
    reading: (name, page, all) => (all ? `正在读取 ${name}：第 ${page} 页，共 ${all} 页` : `正在读取 ${name}`),
    stop: "停止",
    locked: (name) => `“${name}”设有密码，无法读取。请取消密码后另存，或打开后复制表格粘贴。`,
    damaged: (name) => `“${name}”已损坏或不完整，无法读取。请重新导出 PDF，或用原来的 docx。`,
    stuck: (name) => `“${name}”读取时间过长，已停止。请重新导出 PDF，或用原来的 docx。`,
    cancelled: (name) => `已停止读取“${name}”。`,
    absent: () => "这里没有装入 PDF 阅读组件，PDF 不能直接读取。请用网页版，或打开 PDF 后复制表格粘贴。",
  },
  en: {
    reading: (name, page, all) => (all ? `Reading ${name}: page ${page} of ${all}` : `Reading ${name}`),
    stop: "Stop",
    locked: (name) => `“${name}” is protected by a password. Save it without one, or open it, copy the tables and paste them.`,
    damaged: (name) => `“${name}” is damaged or incomplete. Export the PDF again, or use the original docx.`,
    stuck: (name) => `“${name}” took too long and was given up. Export the PDF again, or use the original docx.`,
    cancelled: (name) => `Reading “${name}” was stopped.`,
    absent: () => "The PDF reader is not built in here. Use the site, or open the PDF, copy the tables and paste them.",
  },
};

/** The report on the pages of text where others are pictures that may have what it lacks. */
async function among(pages) {
  if (!pages.some(({ runs, pictures }) => pictures && !runs.length)) return null;
  const { lacks } = await lazy("pictures/mixed.js", () => import("../pictures/mixed.js"));
  await deepen();
  const report = check([{ kind: "pages", pages }], { language: language() });
  return lacks(report) ? report : null;
}

/** The part that pages make which are pictures, see `take` of `pictures/scanned.js`. */
async function pictured(bytes, name, pages, report, before) {
  const scanned = await lazy("pictures/scanned.js", () => import("../pictures/scanned.js")).catch((lost) => {
    throw Object.assign(lost, { sentence: file[language()].no_pictures(name, navigator.onLine === false) });
  });
  return scanned.take(bytes, name, pages, report, before);
}

/** The part that a PDF makes; fails with an error that carries a `sentence`. `before` is what the progress is shown above. */
export async function take(bytes, name, before) {
  const say = words[language()];
  dress();
  const ending = new AbortController();
  const bar = h("progress", { max: 1 });
  const told = h("span", { role: "status" }, say.reading(name));
  const box = h("div", { class: "reading" }, told, bar, h("button", { type: "button", class: "small", onclick: () => ending.abort() }, say.stop));
  bar.setAttribute("aria-label", say.reading(name));
  before.before(box);
  try {
    const { pages } = await open(bytes, {
      signal: ending.signal,
      progress: (done, all) => {
        bar.max = all;
        bar.value = done;
        told.textContent = say.reading(name, Math.min(done + 1, all), all);
      },
    });
    // Nothing is written in it: it was scanned. Or some pages were, and those of text lack what they may show.
    const nothing = pages.every(({ runs }) => !runs.length);
    const report = nothing ? null : await among(pages).catch(() => null);
    if (nothing || report) {
      box.remove();
      const part = await pictured(bytes, name, pages, report, before).catch((error) => {
        // What stands on the pages of text is read all the same; the report on them says that others are pictures.
        if (!report || report.reason !== null || error.code === "cancelled") throw error;
        return null;
      });
      if (part) return part;
    }
    return { kind: "pages", pages, bytes, text: "", name };
  } catch (error) {
    if (error.sentence) throw error;
    // No fault of the file.
    if (error.code === "offline") throw Object.assign(error, { lost: true, sentence: file[language()].no_pdf(name, true) });
    throw Object.assign(new Error(error.code), { sentence: (say[error.code] || say.damaged)(name) });
  } finally {
    box.remove();
  }
}
