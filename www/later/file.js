// A file that is no text: what kind of part it makes.

import { deepen } from "../engine.js";
import { lazy } from "../lazy.js";

/** A part; fails with an error that carries a `sentence`. `list` is what the progress is shown above. */
export async function take(bytes, name, list) {
  // Whatever it is, the larger engine will be wanted: it comes while the file is opened.
  deepen().catch(() => {});
  if (String.fromCharCode(...bytes.slice(0, 5)) === "%PDF-") return (await lazy("pdf/take.js", () => import("../pdf/take.js"))).take(bytes, name, list);
  return { kind: "file", bytes, text: "", name };
}
