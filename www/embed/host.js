// For the page that holds the frame: makes it, keeps it as high as its content, asks it and hears it.
// Only messages from that very frame and of its origin are taken.

// Milliseconds after which a frame that has said nothing is taken for one that will not come.
const PATIENCE = 10000;
const SILENT = {
  "zh-CN": "校核框架没有回答：请检查地址（src）、对方的 frame-ancestors 和本页的 frame-src。",
  en: "The checker's frame did not answer: look at its address (src), its frame-ancestors and this page's frame-src.",
};

/**
 * Puts the frame into `place`. `src` is the address of gouji's folder embed/. `heard` has a function a
 * type: ready, report({ report, complete }), resize({ height }), error({ message }), close. Gives { frame,
 * check, cells, set, ready, remove }; check and cells resolve to a report. A frame that says nothing for ten
 * seconds is an error, and so is what was asked of it; should it come later, it is heard.
 */
export function embed(place, { src, lang, theme, noIntake, title = "勾稽 · 年度报告校核", heard = {} }) {
  const address = new URL(src, location.href);
  const words = new URLSearchParams({ host: location.origin });
  if (lang) words.set("lang", lang);
  if (theme) words.set("theme", theme);
  if (noIntake) words.set("no-intake", "");
  address.hash = words.toString();
  const frame = document.createElement("iframe");
  frame.title = title;
  frame.setAttribute("referrerpolicy", "no-referrer");
  frame.setAttribute("allow", "clipboard-read; clipboard-write");
  // Its own origin is not the page's, or the page could do the same itself; it needs no more than this.
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin");
  Object.assign(frame.style, { display: "block", width: "100%", border: "0" });
  frame.height = "320";

  const waiting = new Map();
  let count = 0;
  let open = false;
  let unsent = [];
  let start;
  let give;
  const ready = new Promise((done, failed) => {
    start = done;
    give = failed;
  });
  // Whoever waits for it hears; whoever does not has `heard.error`.
  ready.catch(() => {});

  function fail(error) {
    give(error);
    unsent = [];
    for (const { failed } of waiting.values()) failed(error);
    waiting.clear();
  }

  const late = setTimeout(() => {
    const message = SILENT[lang] || SILENT["zh-CN"];
    console.error(message);
    if (heard.error) heard.error({ message });
    fail(new Error(message));
  }, PATIENCE);

  function hear({ source, origin, data }) {
    if (source !== frame.contentWindow || origin !== address.origin || !data || data.gouji !== 1) return;
    if (data.type === "ready") {
      clearTimeout(late);
      open = true;
      start();
      for (const message of unsent.splice(0)) post(message);
    }
    if (data.type === "resize" && data.height > 0) frame.height = String(Math.min(data.height, 20000));
    if (data.type === "answer" && waiting.has(data.id)) {
      const { done, failed } = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.error !== undefined) failed(new Error(data.error));
      else done(data.report);
    }
    if (typeof heard[data.type] === "function") heard[data.type](data);
  }

  const post = (message) => frame.contentWindow.postMessage(Object.assign({ gouji: 1 }, message), address.origin);
  const tell = (message) => {
    if (open) post(message);
    else unsent.push(message);
  };
  const ask = (message) => new Promise((done, failed) => {
    count += 1;
    waiting.set(count, { done, failed });
    tell(Object.assign({ id: count }, message));
  });

  window.addEventListener("message", hear);
  frame.src = address.href;
  place.append(frame);
  return {
    frame,
    ready,
    check: (content, options) => ask({ type: "check", content, options }),
    cells: (values) => ask({ type: "cells", values }),
    set: (settings) => {
      tell(Object.assign({ type: "set" }, settings));
      return ready;
    },
    remove() {
      clearTimeout(late);
      window.removeEventListener("message", hear);
      fail(new Error("the frame was removed"));
      frame.remove();
    },
  };
}
