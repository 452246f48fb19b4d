// A published page, checked as it stands in the browser: its marks, the list at its edge, its attachments.

import { decode, fetched, hand } from "./files.js";
import { watch } from "./inplace.js";
import { make } from "./make.js";
import { inner } from "./reading.js";

const WORDS = {
  "zh-CN": {
    check: "校核本页年报",
    attachments: "附件，在勾稽里打开",
    opened: "附件已在新的页面打开。",
    not_opened: "这个附件取不到。请先下载，再拖进校核页面。",
    foreign: "页面里嵌着别的网站的网页，看不到里面：请单独打开它再校核。",
  },
  en: {
    check: "Check the annual report on this page",
    attachments: "Attachments, to open in Gouji",
    opened: "The attachment was opened in a new page.",
    not_opened: "This attachment cannot be fetched. Please download it and drop it on the checker's page.",
    foreign: "A page of another site is embedded here and cannot be looked into: open it by itself and check it there.",
  },
};
const languageOf = (document) => (/^en/i.test(document.documentElement.lang) ? "en" : "zh-CN");

/** What is said on published pages, in the language of one. */
export const saidOn = (document) => WORDS[languageOf(document)];

// Formats that the checker's own page reads, by the ends of addresses.
const FILES = /\.(pdf|docx?|docm|wps|xlsx?|et|ofd|odt|ods|rtf|csv)$/i;
const MANY = 20;
// Pixels of a frame that may hold a report; those of counters and players are smaller.
const WIDE = 400;
const HIGH = 250;

let running = null;

/** Links to files in the content, each address once: [address, name]. A server's script may give one by its name. */
function attachments(trees) {
  const found = new Map();
  for (const tree of trees) {
    for (const link of tree.querySelectorAll("a[href]")) {
      const { protocol, pathname, search, href, textContent, title } = link;
      const last = decode(pathname).split("/").pop();
      const asked = Array.from(new URLSearchParams(search).values());
      const name = [last, ...asked, title, textContent].map((one) => (one || "").trim()).find((one) => FILES.test(one));
      if (/^https?:$/.test(protocol) && name && !found.has(href)) found.set(href, [textContent.trim() || name, name.split(/[\\/]/).pop()]);
    }
  }
  return Array.from(found).slice(0, MANY);
}

/** Whether there is a frame that the reader sees and this script does not. */
const foreign = (trees) => trees.some((tree) => Array.from(tree.querySelectorAll("iframe,frame")).some((frame) => !inner(frame) && frame.clientWidth > WIDE && frame.clientHeight > HIGH));

/** Opens the checker's own page beside this script, and hands it a file once it has started. */
async function opened(address, name) {
  const page = window.open(new URL("../index.html", import.meta.url).href);
  if (!page) throw new Error("the page was not opened");
  const file = await fetched(address, name);
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
 * Checks the page in view, or once more where that was done; `open(address, name)` shows a file in the checker. Gives
 * what is watched, as `watch` does.
 * @param {import("./inplace.js").Options & { open?(address: string, name: string): Promise<unknown>, closed?(): void }} options
 */
export function check({ open = opened, closed = () => {}, ...options } = {}) {
  const language = options.language || languageOf(document);
  if (running) {
    running.refresh();
    return running;
  }
  const words = WORDS[language];
  const said = make(document, "p", { class: "said later", role: "status" });
  const more = ({ trees, reports }) => {
    const found = attachments(trees);
    const none = reports.every(({ verdict }) => verdict === "unrecognised");
    const outside = none && foreign(trees) ? [make(document, "p", { class: "said" }, words.foreign)] : [];
    if (!found.length) return outside;
    const show = ([address, [shown, name]]) => make(document, "button", { type: "button", onclick: () => open(address, name).then(() => { said.textContent = words.opened; }, (error) => {
      console.error(error);
      said.textContent = words.not_opened;
    }) }, shown);
    return [...outside, make(document, "div", { class: "more" }, make(document, "h2", {}, words.attachments), make(document, "div", { class: "offers" }, found.map(show)), said)];
  };
  const close = () => {
    running = null;
    closed();
  };
  running = watch(document, { more, close, ...options, language });
  return running;
}
