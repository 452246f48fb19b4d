// What is done once the page is ready, and is no part of being so.

import { h } from "../dom.js";
import { lazy } from "../lazy.js";
import { watch as edges } from "./edges.js";
import { listen as keys } from "./keys.js";
import { watch } from "./leave.js";
import { begin as profiles } from "./profile.js";
import { begin as totals } from "./others.js";
import { previous } from "./previous.js";
import { settings } from "./settings.js";
import { welcome } from "./welcome.js";

/** `page` is what main.js lends: `state`, its `intake`, and what it does. */
export function ready(page) {
  const { intake, show, state, walk } = page;
  watch(state);
  edges(page.form.root.parentNode);
  profiles(state.session);
  totals(page);
  keys(document, page.form, state.session, walk, () => document.body.classList.contains("in-batch"));
  state.last = previous(page);
  settings(page);
  welcome();
  lazy("later/stored.js", () => import("./stored.js")).then(({ begin }) => begin(state, intake), (error) => console.error(error));
  const failed = (error) => console.error(error);
  lazy("later/print.js", () => import("./print.js")).then(({ listen }) => listen(state, show), failed);
  lazy("later/offline.js", () => import("./offline.js")).then(({ watch: offline }) => offline(), failed);
  // Where all is one file, the styles are in it.
  const style = (file, media) => import.meta.url && document.head.append(h("link", { rel: "stylesheet", media, href: new URL(file, import.meta.url).href }));
  style("desk.css");
  style("print.css", "print");
  style("screens.css");
  document.documentElement.dataset.ready = "";
  early();
  setTimeout(() => lazy("later/rehearse.js", () => import("./rehearse.js")).then(({ rehearse }) => rehearse(state, show), failed), 200);
}

/** Takes in what was pasted before there was anybody to take it: see start.js. */
function early() {
  const { early: held } = window;
  const box = document.querySelector("#source textarea");
  // What was changed since is the reader's own to send.
  if (!held || box.value.trim() !== held.text.replace(/\r\n?/g, "\n").trim()) return;
  window.early = null;
  box.value = "";
  const clipboardData = { files: [], getData: (kind) => (kind === "text/html" ? held.html : held.text) };
  box.dispatchEvent(Object.assign(new Event("paste", { bubbles: true, cancelable: true }), { clipboardData }));
}
