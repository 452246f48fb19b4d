// What only paper needs: the day, and nothing folded.

import { h } from "../dom.js";
import { marksOf } from "../marks.js";
import { language } from "../words.js";
import { editedOf } from "./edited.js";

export const words = {
  "zh-CN": { printed: (date) => `校核日期：${date}` },
  en: { printed: (date) => `Checked on ${date}` },
};

/** Paper shows the original; what was typed over it stands first, with what became of it. `reasons` are the page's, if any. */
function original({ session, name, reasons }, show) {
  const edited = editedOf(session, name);
  if (!edited) return null;
  const { report, edits, marks, chosen } = session;
  Object.assign(session, { report: session.base, edits: new Map(), marks: marksOf(session.base), chosen: null });
  // They are told of the original at once, not once somebody has drawn them.
  if (reasons) reasons.open(session.base);
  session.sort();
  show();
  const card = h("section", { class: "card changes" },
    h("h3", null, edited.title),
    h("ul", null, edited.lines.map((line) => h("li", null, line))),
    edited.answers.map((answer) => h("p", null, answer)));
  // Beside the list, which is drawn anew whenever something comes in.
  document.getElementById("covered").before(card);
  return () => {
    card.remove();
    if (reasons) reasons.open(report, session.base);
    Object.assign(session, { report, edits, marks, chosen });
    session.sort();
    show();
  };
}

/** `state` is the page's; `show()` draws the report anew. */
export function listen(state, show) {
  let back = null;
  addEventListener("beforeprint", () => {
    if (!back && state.session.report) back = original(state, show);
    const day = new Date().toLocaleDateString(language(), { year: "numeric", month: "long", day: "numeric" });
    document.querySelector(".top").dataset.printed = words[language()].printed(day);
    for (const fold of document.querySelectorAll(".family:not([open]), .in-rules .rules details:not([open])")) {
      fold.open = true;
      fold.dataset.folded = "";
    }
  });
  addEventListener("afterprint", () => {
    if (back) back();
    back = null;
    for (const fold of document.querySelectorAll("[data-folded]")) {
      fold.open = false;
      delete fold.dataset.folded;
    }
  });
}
