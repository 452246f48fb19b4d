// Which kinds of warnings and hints are shown: the choice, and always what is not shown.

import { h, put } from "../dom.js";
import { off, turn } from "../off.js";
import { language } from "../words.js";
import { box as place, local, words as placed } from "./profile.js";

export const words = {
  "zh-CN": {
    title: "显示哪些提示",
    hint: "勾稽关系总是核对；这里只选提示的种类。选择记在这台电脑上，批量校核也照此办理。",
    off: (n) => `已关闭 ${n} 类提示`,
    on: "恢复",
    all_on: "全部恢复",
  },
  en: {
    title: "Which hints are shown",
    hint: "Relations are always checked; only kinds of hints are chosen here. The choice stays on this computer and holds for many reports as well.",
    off: (n) => `${n} ${n === 1 ? "kind" : "kinds"} of hints switched off`,
    on: "Switch on",
    all_on: "Switch all on",
  },
};

/** `rules` by id; `changed()` is called after every change. */
export function draw(box, rules, changed) {
  const say = words[language()];
  const set = (rule, on) => {
    turn(rule, on);
    changed();
  };
  const name = (id) => (rules.has(id) ? rules.get(id).sentence : id);
  const soft = Array.from(rules.values()).filter(({ severity }) => severity !== "error");
  const families = new Map(soft.map(({ kind, title }) => [kind, title]));
  const open = box.querySelector("details[open]");
  const { rule } = box.contains(document.activeElement) ? document.activeElement.dataset : {};
  const list = off();
  put(box,
    list.length > 0 && h("section", { class: "off" },
      h("h3", null, say.off(list.length)),
      h("ul", null, list.map((id) => h("li", null, h("span", null, name(id)), h("button", { type: "button", class: "small", "data-rule": "", "aria-label": `${say.on}: ${name(id)}`, onclick: () => set(id, true) }, say.on)))),
      list.length > 1 && h("p", { class: "buttons" }, h("button", { type: "button", class: "small", "data-rule": "", onclick: () => set(null, true) }, say.all_on))),
    local() && place(changed),
    h("details", { class: "kinds", open: Boolean(open) },
      h("summary", null, say.title),
      h("p", { class: "aside" }, say.hint),
      h("p", { class: "aside" }, placed[language()].hint),
      !local() && place(changed),
      Array.from(families, ([family, title]) => h("fieldset", null,
        h("legend", null, title),
        soft.filter(({ id }) => id.startsWith(`${family}.`)).map(({ id, sentence }) => h("label", null,
          h("input", { type: "checkbox", checked: !list.includes(id), "data-rule": id, onchange: (event) => set(id, event.target.checked) }), " ", sentence))))));
  // Whoever pressed something here goes on from here.
  if (rule !== undefined) (box.querySelector(`input[data-rule="${rule}"]`) || box.querySelector("summary")).focus({ preventScroll: true });
}
