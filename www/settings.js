// Dark or light, the language, the help: what stands at the top of the page.

import { find } from "./dom.js";
import { remember } from "./memory.js";
import { language } from "./words.js";

/** `speak(language)` changes the language. */
export function settings(speak) {
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
    speak(next);
  });
  on("help-open", () => import("./later/help.js").then(({ open }) => open(), (error) => console.error(error)));
}
