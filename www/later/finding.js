// What opens under a finding that was chosen: its basis, and what can be done with it.

import { h, put } from "../dom.js";
import { keyOf, sentenceOf, textOf } from "../marks.js";
import { equationOf } from "./sides.js";
import { language, say as told } from "../words.js";
import { copy } from "./away.js";
import { editedOf, told as changed, words as edited } from "./edited.js";

export const words = {
  "zh-CN": {
    why: "依据",
    copy: "复制",
    copied: "已复制，可以发给同事。",
    copy_failed: "浏览器不允许复制，请手工选取。",
    off: "不再提示这一类",
    reason: (text) => `说明：${text}`,
  },
  en: {
    why: "Basis",
    copy: "Copy",
    copied: "Copied; it can be sent to a colleague.",
    copy_failed: "The browser refuses to copy; the text can be selected by hand.",
    off: "No more of this kind",
    reason: (text) => `Reason: ${text}`,
  },
};

/** Draws it into `box`; `state` and `act` are the panel's. */
export function draw(box, finding, { session, rules, name, placeless, reasons }, act) {
  const { report } = session;
  const say = words[language()];
  const key = keyOf(finding);
  const placed = !placeless && (finding.at || finding.cells.some((id) => (session.base.cells[id] || {}).at));
  const rule = rules.get(finding.rule);
  const done = h("span", { class: "aside", role: "status" });
  const button = (text, onclick) => h("button", { type: "button", class: "quiet", onclick }, text);
  put(box,
    rule && h("p", { class: "aside" }, `${say.why}: ${rule.why} ${rule.source}`),
    h("p", { class: "buttons" },
      placed && button(told("show_original"), () => act.original(finding)),
      button(say.copy, () => {
        // Of the original; after what was changed on the page, only what the original has not.
        const { base } = session;
        const own = base.findings.find((other) => keyOf(other) === key);
        const text = [textOfFinding(own || finding, own ? base : report, name, changed(editedOf(session, name)).concat(own ? [] : edited[language()].only)), reasons && reasons.text(finding) && say.reason(reasons.text(finding))];
        done.textContent = copy(text.filter(Boolean).join("\n")) ? say.copied : say.copy_failed;
      }),
      finding.severity !== "error" && act.off && button(say.off, () => act.off(finding.rule)),
      done),
    reasons && reasons.editor(finding));
}

/** A finding to send to someone; `first` are lines to be said before it. */
function textOfFinding(finding, report, name, first = []) {
  const { left, right } = equationOf(finding);
  const value = (id) => `  ${name(id)}: ${textOf(report.cells[id]) || told("nothing_there")}`;
  return [told("report_of", report.organ, report.year), ...first, ...sentenceOf(finding), ...left.concat(right).map(value)]
    .filter(Boolean)
    .join("\n");
}
