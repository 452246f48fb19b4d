// For a portal: <script type="module" src="/gouji/inplace/page.js"></script> puts a button at the edge of its
// pages that checks the annual report in view.

import { check, saidOn } from "./check.js";
import { BASE } from "./looks.js";
import { box, make } from "./make.js";

const BUTTON = `
:host{all:initial!important;direction:ltr!important;display:block!important;position:fixed!important;right:16px!important;bottom:16px!important;z-index:2147483646!important}
button{${BASE}color:#fff;background:#1d4e7a;border:1px solid #fff;border-radius:20px;padding:8px 18px;cursor:pointer;box-shadow:0 2px 12px rgba(28,33,38,.35)}
button:hover{background:#163c5e}
button:focus-visible{outline:3px solid #1d4e7a;outline-offset:2px}
@media print{:host{display:none!important}}`;

const { host, root } = box(document, BUTTON);
// Beside the body: pages draw that anew.
const put = () => document.documentElement.append(host);
root.append(make(document, "button", { type: "button", onclick: () => {
  host.remove();
  check({ closed: put });
} }, saidOn(document).check));
put();
