// Last year's report, which stands in a box of its own and is held against the one that is checked.

import { find, h, put } from "../dom.js";
import * as engine from "../engine.js";
import { Intake } from "../intake.js";
import { Session } from "../session.js";
import { language, say, words as own } from "../words.js";
import { refusal } from "./notice.js";

Object.assign(own["zh-CN"], {
  previous: "和上一年度报告对照（可不填）",
  previous_hint: "放入同一机关上一年度的报告，就能核对“上年结转”等跨年数字。",
  previous_label: "在这里粘贴上一年度报告",
});

export const words = {
  "zh-CN": { got: (organ, year, message) => `${organ || "上年报告"}${year ? ` ${year} 年` : ""}：${message}` },
  en: { got: (organ, year, message) => `${organ || "Last year’s report"}${year ? `, ${year}` : ""}: ${message}` },
};

/** The box, in what unfolds. */
function build() {
  const told = (tag, key, more) => h(tag, Object.assign({ "data-say": key }, more), say(key));
  const box = h("div", { class: "source" },
    h("ul", { class: "parts", "data-say-label": "parts", "aria-label": say("parts"), hidden: true }),
    h("textarea", { rows: 2, spellcheck: "false", autocomplete: "off", "data-say-label": "previous_label", "aria-label": say("previous_label"), "data-say-hint": "previous_label", placeholder: say("previous_label") }),
    h("input", { type: "file", class: "vh", tabindex: "-1", multiple: true, "data-say-label": "file_label", "aria-label": say("file_label") }));
  const details = find("previous");
  put(details, told("summary", "previous"), told("p", "previous_hint"), box, told("button", "choose", { type: "button", id: "previous-choose" }), h("p", { class: "answer", id: "previous-answer", hidden: true }),
    h("p", { class: "notice", id: "previous-notice", role: "status", hidden: true }));
  details.hidden = false;
  return box;
}

/** What takes it in; `page` is what ready.js is given. */
export function previous({ busy, complain, failed, large, reread, state: { session } }) {
  const box = build();
  const answer = find("previous-answer");
  const before = new Session(engine.asked, {
    options: () => ({ language: language() }),
    parts: () => intake.draw(),
    show: () => {
      const { report } = before;
      answer.hidden = !report;
      const { last } = before;
      put(answer, report && words[language()].got(report.organ, report.year, report.message), last && last.kind === "refused" && h("b", { class: "fate" }, ` ${refusal(last)}`));
      // What cannot be read is told above, and clearing is told, and taken back, with the report that is checked.
      if (!last || !/^(refused|cleared)$/.test(last.kind)) intake.note();
      else find("previous-notice").hidden = true;
      const known = report && report.verdict !== "unrecognised" ? report : null;
      const given = Boolean(report);
      if (known === session.previous && given === session.given) return;
      session.previous = known;
      session.given = given;
      reread();
    },
    told() {},
    loading() {},
    busy: (word) => busy(word, before),
    failed: (error, again) => failed(error, again, before),
    large: (size) => large(size, before),
  });
  const intake = new Intake(box, before, (sentence, again) => complain(sentence, again, before), find("previous-notice"));
  find("previous-choose").addEventListener("click", () => intake.picker.click());
  const { clear } = intake;
  /** What was cleared with the report that is checked, and the step of that. */
  let held = null;
  intake.clear = () => {
    const { content } = before;
    clear.call(intake);
    if (content) held = { content, step: session.steps[session.steps.length - 1] };
    find("previous").open = false;
  };
  const { undo } = session;
  // With the report comes back what was cleared with it.
  session.undo = () => {
    const taken = session.steps[session.steps.length - 1];
    const done = undo();
    if (taken && held && held.step === taken && !before.content) {
      before.content = held.content;
      before.view.parts();
      before.again().catch(() => {});
    }
    return done;
  };
  return intake;
}
