// What stands around the findings once the full engine is there: what can be taken away, reasons, and
// which kinds of hints are shown.

import * as kinds from "./kinds.js";
import { Reasons } from "./reasons.js";
import * as take from "./exports.js";

let reasons = null;
let last = null;

/**
 * Draws it. `boxes` are where; `state` is the page's; `redraw()` draws the findings anew, `reread()` checks
 * again, `tell` says a sentence.
 */
export function draw({ boxes, state, tell, redraw, reread }) {
  const { session, rules, name } = state;
  const { base, report } = session;
  const takes = () => take.draw(boxes.take, { session, name, reasons, tell });
  if (!reasons) {
    reasons = new Reasons();
    addEventListener("storage", ({ key }) => (key === "gouji.reasons" || key === null) && reasons.heard());
  }
  reasons.changed = () => {
    redraw();
    takes();
  };
  // What was told belongs to the report as it was then.
  if (report !== last) tell("");
  last = report;
  reasons.open(report, base);
  state.reasons = reasons;
  session.accepted = (finding) => reasons.report === session.report && reasons.accepts(finding);
  kinds.draw(boxes.kinds, rules, reread);
  takes();
  // Once they are known to whoever draws.
  if (reasons.size) Promise.resolve().then(redraw);
}
