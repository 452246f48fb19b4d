// What only paper needs: the day, and nothing folded.

import { language } from "../words.js";

export const words = {
  "zh-CN": { printed: (date) => `校核日期：${date}` },
  en: { printed: (date) => `Checked on ${date}` },
};

export function listen() {
  addEventListener("beforeprint", () => {
    const day = new Date().toLocaleDateString(language(), { year: "numeric", month: "long", day: "numeric" });
    document.querySelector(".top").dataset.printed = words[language()].printed(day);
    for (const fold of document.querySelectorAll(".family:not([open]), .in-rules .rules details:not([open])")) {
      fold.open = true;
      fold.dataset.folded = "";
    }
  });
  addEventListener("afterprint", () => {
    for (const fold of document.querySelectorAll("[data-folded]")) {
      fold.open = false;
      delete fold.dataset.folded;
    }
  });
}
