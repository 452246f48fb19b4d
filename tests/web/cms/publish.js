// A CMS on one origin, gouji's folder embed/ on another, named in the address.
import { embed } from "/js/host.js";
import { guard } from "/js/guard.js";

window.heard = [];
const hear = (type) => (message) => window.heard.push([type, message]);
window.gouji = embed(document.getElementById("place"), {
  src: new URLSearchParams(location.search).get("gouji"),
  lang: "zh-CN",
  heard: { ready: hear("ready"), report: hear("report"), close: hear("close"), resize: hear("resize") },
});
const form = document.getElementById("article");
guard(form, {
  mode: new URLSearchParams(location.search).get("mode"),
  when: (button) => button.value === "publish",
  content: () => form.elements.body.value,
  check: window.gouji.check,
  blocked: (report) => { window.blocked = report.message; },
});
