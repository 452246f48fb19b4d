// The style of pages and of their progress, fetched once.

import { h } from "../dom.js";

let dressed = false;

export function dress() {
  if (!dressed) document.head.append(h("link", { rel: "stylesheet", href: new URL("pdf.css", import.meta.url).href }));
  dressed = true;
}
