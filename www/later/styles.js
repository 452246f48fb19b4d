// Style sheets beside the scripts that need them.

import { h } from "../dom.js";

const had = new Map();

/** Resolves once the sheet at a path from `base`, the address of a script, is there; it is fetched once, and anew where that failed. */
export function sheet(path, base) {
  // Where all is one file, the style is in it.
  if (!base) return Promise.resolve();
  const { href } = new URL(path, base);
  if (!had.has(href)) {
    had.set(href, new Promise((done, failed) => {
      const link = h("link", { rel: "stylesheet", href, onload: done, onerror: () => {
        link.remove();
        had.delete(href);
        failed(new Error(`${href} cannot be had`));
      } });
      document.head.append(link);
    }));
  }
  return had.get(href);
}
