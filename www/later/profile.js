// What a place asks for beyond the national rules: read from a file, kept on this computer, and part of what the
// engine is asked from then on.

import { h, put } from "../dom.js";
import { call, full } from "../engine.js";
import { recall, remember } from "../memory.js";
import { language, say as sentence } from "../words.js";

export const words = {
  "zh-CN": {
    load: "载入本地要求…",
    hint: "本地要求是一个 JSON 文件（公布期限、第一部分的篇幅和必写的事项、允许的用语、不要的提示），只添加和关掉提示，不改勾稽关系。它记在这台电脑上，批量校核也照此办理。",
    loaded: (name) => `本地要求：${name}`,
    unnamed: "已载入",
    drop: "去掉",
    wrong: (what) => `没有载入：${what}`,
    no_json: "这个文件不是 JSON",
    unkept: "浏览器不让保存，关掉网页就不再起作用。",
  },
  en: {
    load: "Load local requirements…",
    hint: "Local requirements are a JSON file (deadlines, length of section 1 and what it names, words allowed, hints not wanted). They add and switch off hints; relations stay what they are. They stay on this computer and hold for many reports as well.",
    loaded: (name) => `Local requirements: ${name}`,
    unnamed: "loaded",
    drop: "Remove",
    wrong: (what) => `Not loaded: ${what}`,
    no_json: "the file is no JSON",
    unkept: "The browser refuses to keep them: they hold until the page is closed.",
  },
};

/** What was loaded, as the engine takes it; undefined where it was not looked for yet. */
let profile;
let sound = false;
// What the next drawing has to know: whether something was pressed here, and whether the browser kept it.
let pressed = false;
let unkept = false;

export function local() {
  if (profile !== undefined) return profile;
  profile = null;
  try {
    profile = JSON.parse(recall("profile") || "null");
  } catch (error) {
    // Somebody else's, or cut off.
  }
  return profile;
}

/** The same for the engine, once it has said that it takes it: what was kept may be of another version. */
export function asked() {
  if (local() && !sound && full()) {
    sound = true;
    if (trouble(profile)) profile = null;
  }
  return profile && { profile };
}

/** The session asks with it from now on. */
export function begin({ view }) {
  const own = view.options;
  view.options = () => Object.assign(own.call(view), asked());
}

/** Whether the engine takes it; its sentence where it does not. */
function trouble(wanted) {
  try {
    call("check", [], { profile: wanted, language: language() });
    return "";
  } catch (error) {
    if (error.constructor !== Error) throw error;
    return error.message;
  }
}

/** The button, what was loaded, and what was wrong; `changed()` is called after every change. */
export function box(changed) {
  const say = words[language()];
  const told = h("p", { class: "aside", role: "status" });
  const set = (wanted) => {
    profile = wanted;
    pressed = true;
    unkept = !remember("profile", wanted && JSON.stringify(wanted)) && Boolean(wanted);
    changed();
  };
  const read = async () => {
    let wanted;
    try {
      wanted = JSON.parse(await picker.files[0].text());
    } catch (error) {
      told.textContent = say.wrong(say.no_json);
      return;
    }
    try {
      const wrong = wanted ? trouble(wanted) : say.no_json;
      if (wrong) told.textContent = say.wrong(wrong);
      else set(wanted);
    } catch (error) {
      console.error(error);
      told.textContent = sentence("crashed");
    }
  };
  const picker = h("input", { type: "file", class: "vh", tabindex: "-1", accept: ".json,application/json", "aria-hidden": "true", onchange: read });
  const choose = () => {
    // The same file once more, mended.
    picker.value = "";
    picker.click();
  };
  const node = h("section", { class: "local" });
  const now = local();
  put(node,
    now && h("p", null, say.loaded(typeof now.name === "string" ? now.name : say.unnamed), " ", h("button", { type: "button", class: "small", "data-local": "drop", onclick: () => set(null) }, say.drop)),
    h("p", null, h("button", { type: "button", class: "small", "data-local": "load", onclick: choose }, say.load), picker),
    told);
  if (unkept) told.textContent = say.unkept;
  // Whoever pressed something here goes on from here, once it is drawn.
  if (pressed) Promise.resolve().then(() => node.querySelector("button").focus({ preventScroll: true }));
  pressed = false;
  return node;
}
