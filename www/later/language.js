// Another language for the page.

import { find } from "../dom.js";
import * as engine from "../engine.js";
import { language, learn, marked, say, use } from "../words.js";

/** Changes the language of everything that is marked. */
function speak(next) {
  use(next);
  document.documentElement.lang = next;
  document.title = say("title");
  marked((node, key, attribute) => {
    if (attribute) node.setAttribute(attribute, say(key));
    else node.textContent = say(key);
  });
}

/** Changes it once its sentences are there; where they cannot be had, nothing changes. `page` is what main.js lends. */
export async function change(page, next) {
  const { intake, lacking, learn: know, reread, state } = page;
  try {
    await learn(next);
  } catch (error) {
    document.documentElement.lang = language();
    lacking(error, () => change(page, next));
    return;
  }
  speak(next);
  find("language").lang = next === "en" ? "zh-CN" : "en";
  intake.draw();
  if (state.last) state.last.draw();
  if (!engine.ready()) return;
  know();
  reread();
  if (state.last) state.last.session.again().catch(() => {});
}
