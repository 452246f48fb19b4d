// What is done once the page is ready, and is no part of being so.

import { h } from "../dom.js";
import { lazy } from "../lazy.js";

/** `forms` as the engine gives them, `rehearsal` as rehearse.js wants it. */
export function ready(forms, rehearsal) {
  const failed = (error) => console.error(error);
  lazy("later/print.js", () => import("./print.js")).then(({ listen }) => listen(), failed);
  // Where all is one file, the style is in it.
  if (import.meta.url) document.head.append(h("link", { rel: "stylesheet", media: "print", href: new URL("print.css", import.meta.url).href }));
  setTimeout(() => lazy("later/rehearse.js", () => import("./rehearse.js")).then(({ rehearse }) => rehearse(forms, rehearsal), failed), 200);
}
