// What the page does, told below the box while nothing was taken in.

import { find, h, put } from "../dom.js";
import { say, words } from "../words.js";

Object.assign(words["zh-CN"], {
  does_title: "它做什么",
  does_sums: "逐条核对",
  does_sums_text: "按国务院办公厅印发的格式重画三张表，逐条核对勾稽关系和每一行、每一列的合计，连同算式一起列出。",
  does_names: "指出哪一格",
  does_names_text: "不只说哪一行不平，还推断最可能写错的那一格和应有的数；说不准时，告诉您先查哪里。",
  does_honest: "不替您做主",
  does_honest_text: "读不到、靠推断、空着的格都分别标明；没能核对的，绝不说成对的。",
});

export function welcome() {
  const told = (tag, key, more) => h(tag, Object.assign({ "data-say": key }, more), say(key));
  put(find("does"), told("h2", "does_title", { class: "vh", id: "does-title" }),
    ["does_sums", "does_names", "does_honest"].map((key) => h("div", null, told("h3", key), told("p", `${key}_text`))));
}
