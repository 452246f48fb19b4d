// What an opinion says of itself: of which bytes, by which engine and rules, when. `gouji check --receipt` says the same.

import { known } from "../batch/tables.js";
import { language } from "../words.js";
import { sha256 } from "./sha256.js";

/** `ask` asks the engine; `parts` have the hash of their file, or the text that was pasted. */
export async function receiptOf(ask, parts) {
  const { run } = await known(ask, language());
  const inputs = await Promise.all(parts.map(async (part) => ({ pasted: !part.sha256, sha256: part.sha256 || await sha256(new TextEncoder().encode(part.text)) })));
  return Object.assign({ inputs, time: new Date().toISOString().replace(/\.\d+Z$/, "Z") }, run);
}
