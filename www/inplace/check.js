// A published page, checked as it stands in the browser: its marks, the list at its edge, its attachments.

import { decode, fetched, hand } from "./files.js";
import { watch } from "./inplace.js";
import { make } from "./make.js";
import { inner } from "./reading.js";
import { wordsOf } from "./words.js";

// Formats that the checker's own page reads, by the ends of addresses.
const FILES = /\.(pdf|docx?|docm|wps|xlsx?|et|ofd|odt|ods|rtf|csv)$/i;
const MANY = 20;

let running = null;

/** Links to files in the content, each address once: [address, name]. */
function attachments(document) {
  const found = new Map();
  const look = (tree) => {
    for (const link of tree.querySelectorAll("a[href]")) {
      const { protocol, pathname, href } = link;
      if (/^https?:$/.test(protocol) && FILES.test(decode(pathname)) && !found.has(href)) found.set(href, link.textContent.trim() || decode(pathname).split("/").pop());
    }
    for (const frame of tree.querySelectorAll("iframe")) if (inner(frame)) look(inner(frame));
  };
  look(document);
  return Array.from(found).slice(0, MANY);
}

/** Opens the checker's own page beside this script, and hands it a file once it has started. */
async function opened(address) {
  const page = window.open(new URL("../index.html", import.meta.url).href);
  if (!page) throw new Error("the page was not opened");
  const file = await fetched(address);
  for (let n = 0; n < 400; n += 1) {
    const { document } = page;
    if (document.documentElement && document.documentElement.hasAttribute("data-ready")) {
      hand(page, file);
      return;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("the page did not start");
}

/**
 * Checks the page in view, or once more where that was done; `open(address)` shows a file in the checker. Gives
 * what is watched, as `watch` does.
 * @param {import("./inplace.js").Options & { open?(address: string): Promise<unknown>, closed?(): void }} options
 */
export function check({ open = opened, closed = () => {}, ...options } = {}) {
  const language = options.language || (/^en/i.test(document.documentElement.lang) ? "en" : "zh-CN");
  if (running) {
    running.refresh();
    return running;
  }
  const words = wordsOf(language);
  const said = make(document, "p", { class: "said later", role: "status" });
  const more = () => {
    const found = attachments(document);
    if (!found.length) return [];
    const show = ([address, name]) => make(document, "button", { type: "button", onclick: () => open(address).then(() => { said.textContent = words.opened; }, (error) => {
      console.error(error);
      said.textContent = words.not_opened;
    }) }, name);
    return [make(document, "div", { class: "more" }, make(document, "h2", {}, words.attachments), make(document, "div", { class: "offers" }, found.map(show)), said)];
  };
  const close = () => {
    running = null;
    closed();
  };
  running = watch(document, { more, close, ...options, language });
  return running;
}
