// How much of the larger engine has come, said wherever one waits for it.

import { language } from "../words.js";

const said = {
  "zh-CN": (had, all) => `（${had}${all ? ` / ${all}` : ""} MB）`,
  en: (had, all) => ` (${had}${all ? ` / ${all}` : ""} MB)`,
};
const mega = (bytes) => (bytes / 1e6).toFixed(1);

/** The page, and the elements in it. */
const roots = () => /** @type {any[]} */ ([document]).concat(Array.from(document.querySelectorAll("gouji-check"), (element) => element.shadowRoot || element));

function tell(words) {
  for (const root of roots()) for (const node of root.querySelectorAll(".arriving")) node.textContent = words;
}

/** The same response, heard while it arrives; as it is where a browser cannot, and in a worker. */
export function arriving(response) {
  if (!response.body || typeof TransformStream === "undefined" || typeof document === "undefined") return response;
  // What is packed on the way says its packed length.
  const all = response.headers.get("Content-Encoding") ? 0 : Number(response.headers.get("Content-Length"));
  let had = 0;
  const count = new TransformStream({
    transform(chunk, out) {
      had += chunk.byteLength;
      tell(said[language()](mega(had), all && mega(all)));
      out.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(count), { headers: response.headers });
}
