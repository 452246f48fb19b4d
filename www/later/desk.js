// What stands around the findings once the full engine is there: what can be taken away, reasons, and
// which kinds of hints are shown.

import { h } from "../dom.js";
import * as kinds from "./kinds.js";
import { Reasons } from "./reasons.js";
import * as take from "./take.js";

let reasons = null;
let last = null;

// Where all is one file, the style is in it.
if (import.meta.url) document.head.append(h("link", { rel: "stylesheet", href: new URL("desk.css", import.meta.url).href }));

/**
 * Draws it. `boxes` are where; `report` is what is shown, `base` the same before the user's changes;
 * `redraw()` draws the list of findings, `reread()` checks again. Gives the reasons.
 */
export function draw({ boxes, parts, base, report, rules, name, tell, redraw, reread }) {
  const takes = () => take.draw(boxes.take, { parts, base, report, name, reasons, tell });
  reasons = reasons || new Reasons();
  reasons.changed = () => {
    redraw();
    takes();
  };
  // What was told belongs to the report it was told of.
  if (base !== last) tell("");
  last = base;
  reasons.open(report, base);
  kinds.draw(boxes.kinds, rules, reread);
  takes();
  // Once they are known to whoever draws.
  if (reasons.size) Promise.resolve().then(redraw);
  return reasons;
}
