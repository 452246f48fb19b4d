// What the page opens besides a report: the one to try, many reports, the rules.

import { find } from "../dom.js";
import * as engine from "../engine.js";
import { lazy } from "../lazy.js";
import { language } from "../words.js";

export const words = {
  "zh-CN": { pasted: (time) => `粘贴的报告 ${time}` },
  en: { pasted: (time) => `Pasted report ${time}` },
};

/** The report to try, taken in. */
export async function sample({ begin, clear, intake, state }) {
  await engine.start();
  const { sample: write } = await lazy("later/sample.js", () => import("./sample.js"));
  begin();
  intake.box.value = "";
  return state.session.take([{ kind: "text", text: write(state.forms), sample: true }]).catch(() => {});
}

let batch = null;

/** Many reports have a view of their own; `given` are files or entries of a drop. */
export function many({ clear, intake, last: before }, given) {
  batch = batch || lazy("batch/view.js", () => import("../batch/view.js")).then(({ many: start }) => start(find("intake").parentNode, {
    show(file, last) {
      clear();
      intake.open([file], true);
      if (last) before.open([last], true);
    },
    join(files) {
      clear();
      intake.open(files, true);
    },
  })).catch((error) => {
    batch = null;
    throw error;
  });
  return batch.then((view) => view.take(given));
}

/** What is pasted into it is one of the reports. */
export function pasted(page, { files, html, text }) {
  const name = words[language()].pasted(new Date().toLocaleTimeString(language()));
  return many(page, files.length ? files : [new File([html || text], `${name}.${html ? "html" : "txt"}`)]);
}

let rules = null;

/** The rules have an address. */
export async function route() {
  if (location.hash === "#rules") {
    rules = await lazy("rules/view.js", () => import("../rules/view.js"));
    await rules.open(document.querySelector("main"));
  } else if (rules) rules.close();
}
