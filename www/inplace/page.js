// For a portal: <script type="module" src="/gouji/inplace/page.js"></script> puts a button at the edge of its
// pages that checks the annual report in view.

import { check } from "./check.js";
import { box, make } from "./make.js";
import { BUTTON } from "./looks.js";
import { wordsOf } from "./words.js";

const { host, root } = box(document, BUTTON);
const words = wordsOf(/^en/i.test(document.documentElement.lang) ? "en" : "zh-CN");
root.append(make(document, "button", { type: "button", onclick: () => {
  host.remove();
  check({ closed: () => document.body.append(host) });
} }, words.check));
document.body.append(host);
