// The 校核意见 on the one report that is open: on paper, or as a file that browsers and word processors read.

import { onPaper, opinion } from "../batch/opinion.js";
import { h, put } from "../dom.js";
import { call } from "../engine.js";
import { language } from "../words.js";
import { save } from "./away.js";
import { receiptOf } from "./receipt.js";
import { sheet } from "./styles.js";
import { words } from "./exports.js";

// What a page of its own needs; on paper batch.css says the same.
const STYLE = "body{max-width:42em;margin:2em auto;padding:0 1em;font:12pt/1.7 serif}h1{font-size:18pt;text-align:center}h2{font-size:13pt;margin:.8em 0 .2em}dl{display:grid;grid-template-columns:5em 1fr;gap:.2em 1em;padding:.5em 0;border-top:2px solid;border-bottom:1px solid}dt{font-weight:bold}dd{margin:0}.signed{margin-top:3em}.receipt{font-size:9pt;overflow-wrap:anywhere}";

// Somewhere in the page for paper only.
const sheets = h("div", { class: "opinions", hidden: true });

const made = async (report, path, reasons, edited, parts, gaps) => opinion(report, path, null, reasons, edited, await receiptOf(async (name, ...given) => call(name, ...given), parts), gaps);

export async function printed(report, path, reasons, edited, parts, gaps) {
  await sheet("../batch/batch.css", import.meta.url);
  document.querySelector("main").prepend(sheets);
  put(sheets, await made(report, path, reasons, edited, parts, gaps));
  onPaper(sheets);
}

export async function saved(report, path, reasons, edited, parts, gaps, file) {
  const node = await made(report, path, reasons, edited, parts, gaps);
  const title = node.querySelector("h1").textContent;
  const head = `<!doctype html><html lang="${language()}"><head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head>`;
  save(file("html", words[language()].opinion_name), `${head}<body>${node.outerHTML}</body></html>`, "text/html");
}
