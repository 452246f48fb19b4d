// Dark or light, the language, the help: what stands at the top of the page.

import { find } from "../dom.js";
import { lazy } from "../lazy.js";
import { remember } from "../memory.js";
import { change } from "./language.js";
import { language } from "../words.js";

/** `page` is what main.js lends. */
export function settings(page) {
  const root = document.documentElement;
  const on = (id, listener) => find(id).addEventListener("click", listener);
  const theme = (dark) => {
    root.dataset.theme = dark ? "dark" : "light";
    find("theme").setAttribute("aria-pressed", String(dark));
  };
  theme(root.dataset.theme === "dark");
  on("theme", () => {
    theme(root.dataset.theme !== "dark");
    remember("theme", root.dataset.theme);
  });
  on("language", () => {
    const next = language() === "en" ? "zh-CN" : "en";
    remember("language", next);
    change(page, next);
  });
  const help = () => lazy("later/help.js", () => import("./help.js")).then(({ open }) => open(), (error) => page.lacking(error, help));
  on("help-open", help);
}
