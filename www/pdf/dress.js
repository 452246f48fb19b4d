// The style of pages and of their progress, fetched once.

import { h } from "../dom.js";

let dressed = null;

/** Resolves when the style is there, or cannot be had. */
export function dress() {
  if (!dressed) dressed = new Promise((done) => {
    const link = h("link", { rel: "stylesheet", href: new URL("pdf.css", import.meta.url).href });
    link.onload = link.onerror = done;
    document.head.append(link);
  });
  return dressed;
}
