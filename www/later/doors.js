// What the page opens besides a report: the one to try, many reports, the rules.

import { find } from "../dom.js";
import * as engine from "../engine.js";
import { lazy } from "../lazy.js";
import { language } from "../words.js";
import { alteredOf } from "./edited.js";

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
let widened = false;

// The state of the browser's history while a report out of the list is open: Back leads to the list.
const OPENED = "gouji:opened";

function opened() {
  if (history.state !== OPENED) history.pushState(OPENED, "");
}

/** Back leads from a report to the list it was opened from, Forward to it again; whoever goes there by a button goes back as well. */
function returns(view) {
  const show = view.show.bind(view);
  const listed = () => document.body.classList.contains("in-batch");
  view.show = () => {
    show();
    if (history.state === OPENED) history.back();
  };
  addEventListener("popstate", () => {
    if (location.hash || !view.items.length) return;
    if (history.state !== OPENED) {
      if (!listed()) show();
    } else if (listed()) view.again();
  });
  return view;
}

/** What the list knows, the page knows: it asks the engine that the list asked. */
async function known({ busy, learn }) {
  if (widened) return;
  engine.widen();
  busy("loading");
  try {
    await engine.deepen();
    widened = true;
    learn();
  } catch (error) {
    // It answers with what it has.
    console.error(error);
  }
  busy("");
}

/** Many reports have a view of their own; `given` are files or entries of a drop. */
export function many(page, given) {
  const { clear, intake, state } = page;
  batch = batch || lazy("batch/view.js", () => import("../batch/view.js")).then(({ many: start }) => start(find("intake").parentNode, {
    async show(file, last) {
      opened();
      clear();
      state.session.trim();
      const { round } = intake;
      await known(page);
      // Another one was opened meanwhile.
      if (round !== intake.round) return;
      intake.open([file], true);
      if (last && state.last) state.last.open([last]);
    },
    edited(file) {
      const { session, name } = state;
      const [{ source } = {}] = session.parts;
      return source === file && session.report ? alteredOf(session, file, name) : undefined;
    },
    join(files) {
      clear();
      intake.open(files, true);
    },
  })).then(returns).catch((error) => {
    batch = null;
    throw error;
  });
  return batch.then((view) => {
    state.batch = view;
    return view.take(given);
  });
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
