// The checker in a frame. It talks to the window that holds it and to no other, and only where that
// window is of the origin named in the address: embed/#host=https://cms.example&lang=en&theme=dark
// It serves its own origin; others only where the list beside it, hosts.json, names them.
//
// Every message is { gouji: 1, type, … }. Out: ready, resize { height }, report { report, complete },
// answer { id, report } or { id, error }, error { message }, close. In: check { id, content, options },
// cells { id, values }, set { lang, theme, noIntake, previous }.

import "../element/define.js";

const asked = new URLSearchParams(location.hash.slice(1));
const element = document.querySelector("gouji-check");
const host = originOf(asked.get("host")) || location.origin;
const SORRY = {
  "zh-CN": (origin) => `这个校核框架没有为 ${origin} 开放。请管理员把它写进框架旁边的 hosts.json。`,
  en: (origin) => `This checker's frame does not serve ${origin}: its administrator has to name it in hosts.json beside the frame.`,
};

/** Whether the window that holds it may talk to it. */
let open = host === location.origin || parent === window;
const opened = open ? Promise.resolve() : fetch(new URL("hosts.json", import.meta.url)).then((response) => response.json()).then((list) => {
  open = Array.isArray(list) && list.some((one) => originOf(one) === host);
}).catch((error) => console.error(error)).then(() => {
  if (open) return;
  element.noIntake = true;
  const sorry = document.querySelector(".sorry");
  sorry.textContent = SORRY[asked.get("lang") === "en" ? "en" : "zh-CN"](host);
  sorry.classList.add("shown");
});

/** A full origin, or nothing: "null" and "*" name no one. */
function originOf(text) {
  try {
    const { origin } = new URL(text);
    return origin === "null" ? null : origin;
  } catch (error) {
    return null;
  }
}

function tell(type, more) {
  if (parent !== window && open) parent.postMessage(Object.assign({ gouji: 1, type }, more), host);
}

/** @param {{ lang?: string, theme?: any, noIntake?: boolean, previous?: any }} data */
function set({ lang, theme, noIntake, previous }) {
  if (lang) element.lang = lang;
  if (theme) element.theme = theme;
  if (noIntake !== undefined) element.noIntake = noIntake;
  if (previous !== undefined) element.previous = previous;
}

const tasks = {
  check: ({ content, options }) => element.check(content, options),
  cells: ({ values }) => element.checkCells(values),
};

window.addEventListener("message", (event) => {
  const { source, origin, data } = event;
  if (!open || source !== parent || origin !== host || !data || data.gouji !== 1) return;
  if (data.type === "set") set(data);
  const task = Object.prototype.hasOwnProperty.call(tasks, data.type) && tasks[data.type];
  if (!task) return;
  Promise.resolve()
    .then(() => task(data))
    .then((report) => tell("answer", { id: data.id, report }), (error) => tell("answer", { id: data.id, error: String((error && error.message) || error) }));
});

// What is dropped beside the element is dropped into it; a browser would leave the page for the file.
for (const type of ["dragover", "drop"]) {
  document.addEventListener(type, (/** @type {any} */ event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (type === "drop" && event.dataTransfer.files.length) /** @type {any} */ (element).view.intake.open(Array.from(event.dataTransfer.files));
  });
}

element.addEventListener("gouji-ready", () => opened.then(() => tell("ready")));
element.addEventListener("gouji-report", ({ report, complete }) => tell("report", { report, complete }));
element.addEventListener("gouji-error", ({ message }) => tell("error", { message }));
document.addEventListener("keydown", (event) => {
  // Escape also takes back what an input method is composing, and what a field has a use for.
  if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing) tell("close");
});

let height = 0;
function measure() {
  const now = Math.ceil(element.getBoundingClientRect().height);
  if (now === height) return;
  height = now;
  tell("resize", { height });
}
new ResizeObserver(measure).observe(element);

set({ lang: asked.get("lang"), theme: asked.get("theme"), noIntake: asked.has("no-intake") || undefined });
