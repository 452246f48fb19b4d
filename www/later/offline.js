// Once the page has been ready for a minute, all that it may need later is fetched, so that it works without a
// network from then on; and it says what works.

import { h } from "../dom.js";
import { deepen } from "../engine.js";
import { language, learn } from "../words.js";
import { sheet } from "./styles.js";

export const words = {
  "zh-CN": {
    whole: "断网也能用（读 PDF 和图片，核对行政执法统计、部门决算和其他表格除外）。",
    partly: "现在没有网络：粘贴的内容照常核对各数；错格、文字、批量等还没有装入，联网后可用。",
  },
  en: {
    whole: "It works offline too (but for PDF and pictures, statistics of enforcement, final accounts and other tables).",
    partly: "There is no network now: what is pasted is checked; causes, texts and many reports are not here yet and need it.",
  },
};

// Milliseconds after which nobody waits for anything.
const MINUTE = 60000;

// By their literal names, so that whoever packs all into one file finds them.
const MODULES = [
  () => import("./away.js"), () => import("./causes.js"), () => import("./coverage.js"), () => import("./desk.js"), () => import("./doors.js"), () => import("./draw.js"),
  () => import("./file.js"), () => import("./fill.js"), () => import("./finding.js"), () => import("./help.js"), () => import("./inspect.js"), () => import("./notice.js"), () => import("./opinion.js"), () => import("./original.js"),
  () => import("./sample.js"), () => import("./exports.js"), () => import("./checklist.js"), () => import("./versions.js"), () => import("../batch/view.js"), () => import("../rules/view.js"),
  // Pages of OFD are shown by it too.
  () => import("../pdf/sheets.js"),
];
const SHEETS = ["desk.css", "help.css", "checklist.css", "../batch/batch.css", "../rules/rules.css"];

/** An engine of its own for many reports: workers cannot be had without a network, so the page works itself. */
const spare = () => import("../batch/job.js").then(({ work }) => work({ call: "version", args: [] }));

const rest = () => Promise.all([deepen(), learn("en"), ...MODULES.map((module) => module()), ...SHEETS.map((path) => sheet(path, import.meta.url))]).then(spare);

/** Begins. `saving` is whether the reader pays for what is fetched. */
export function watch() {
  const root = document.documentElement;
  const told = Array.from(document.querySelectorAll("[data-say=privacy]"), (place) => [place, h("span", { class: "offline" })]);
  const draw = () => {
    const say = words[language()];
    const sentence = "offline" in root.dataset ? say.whole : navigator.onLine === false ? say.partly : "";
    for (const [place, span] of told) {
      span.textContent = sentence && ` ${sentence}`;
      if (span.parentNode !== place) place.append(span);
    }
  };
  const done = () => {
    root.dataset.offline = "";
    draw();
  };
  addEventListener("online", draw);
  addEventListener("offline", draw);
  // The words beside it are written anew.
  new MutationObserver(draw).observe(root, { attributes: true, attributeFilter: ["lang"] });
  draw();
  // Where all is one file, everything is here.
  if (!import.meta.url) done();
  else if (!(navigator.connection && navigator.connection.saveData)) setTimeout(() => rest().then(done, (error) => console.error(error)), MINUTE);
}
