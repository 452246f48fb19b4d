// Whether the files of this site are those that were published: each is fetched from the site's own
// folder and its SHA-256 held against the list beside this script. The checksum of the list itself is
// what to compare with the one published; everything else follows from it.

import { h, put } from "../dom.js";
import { language } from "../words.js";
import { words } from "./words.js";

const LIST = "SHA256SUMS";

const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function fetched(url) {
  const answer = await fetch(url, { cache: "no-cache" });
  return answer.ok ? answer.arrayBuffer() : null;
}

const sum = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));

/** Reads every file of the list; `tell(done, all)` is called after each. Resolves to the list's own checksum, how many there are and which differ. */
export async function compare(base, tell) {
  const list = await fetched(new URL(LIST, base));
  if (!list) return null;
  const entries = new TextDecoder().decode(list).trim().split("\n").map((line) => [line.slice(0, 64), line.slice(66)]);
  const differ = [];
  for (const [index, [wanted, path]] of entries.entries()) {
    const bytes = await fetched(new URL(path, new URL("../", base)));
    if (!bytes || (await sum(bytes)) !== wanted) differ.push(path);
    tell(index + 1, entries.length);
  }
  return { list: await sum(list), all: entries.length, differ };
}

/** The part of the page that does so when asked. */
export function section(base) {
  const say = words[language()].files;
  const status = h("div", { role: "status" });
  const sentence = (text, trouble) => put(status, h("p", { class: trouble && "trouble" }, text));
  const run = async ({ target }) => {
    target.disabled = true;
    try {
      const found = await compare(base, (done, all) => put(status, h("p", null, h("progress", { value: done, max: all }), " ", say.reading(done, all))));
      if (!found) sentence(say.no_list, true);
      else {
        put(status,
          found.differ.length ? h("div", { class: "trouble" }, h("p", null, say.differ(found.differ.length, found.all)), h("ul", null, found.differ.map((path) => h("li", null, h("code", null, path))))) : h("p", null, say.same(found.all)),
          h("p", null, say.list, " ", h("code", { class: "sum" }, found.list)));
      }
    } catch (error) {
      console.error(error);
      sentence(say.failed, true);
    }
    target.disabled = false;
  };
  // A single file cannot hold its own checksum, and a browser reckons none on a page that came without https.
  const able = base && typeof crypto === "object" && crypto.subtle;
  return h("section", { class: "files" },
    h("h3", null, say.title),
    h("p", null, base ? say.lead : say.single),
    able && h("p", { class: "buttons" }, h("button", { type: "button", onclick: run }, say.compare)),
    base && !able && h("p", null, say.unable),
    status,
    base && h("p", null, h("a", { href: new URL("LICENSES.txt", base).href }, say.licenses)));
}
