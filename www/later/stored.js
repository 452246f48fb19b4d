// What is kept on this computer: shown and cleared by one button at the foot of the page. The session, with what
// was typed and last year's report, is kept only where the user asks for it, and offered when the page is opened again.

import { contentOf } from "../content.js";
import { find, h, put } from "../dom.js";
import { recall, remember } from "../memory.js";
import { language } from "../words.js";
import { stored } from "./reasons.js";
import { sheet } from "./styles.js";

// Characters that are kept at most: browsers give about five million.
const MOST = 4000000;
const PAUSE = 400;

export const words = {
  "zh-CN": {
    open: "本机保存的内容",
    title: "保存在这台电脑上的内容",
    nothing: "没有保存任何内容。",
    settings: (n) => `页面设置 ${n} 项（深色、语言、已关闭的提示、本地要求、其他表格）`,
    reasons: (name, n) => `“${name}”的说明 ${n} 条`,
    session: (name, when, edits, last) => `上次的内容：${name}，${when}${edits ? `，改了 ${edits} 格` : ""}${last ? "，连同上年报告" : ""}`,
    batch: (when, n) => `上次批量校核中改过的 ${n} 份，${when}`,
    damaged: "有一部分已损坏，读不出来；清除后即可重新保存。",
    clear: "全部清除",
    close: "关闭",
    keep: "保留未完成的工作：放入的内容和改动记在这台电脑上，下次打开时可以接着做",
    refused: "浏览器不让保存，或内容太大、存储已满，这次的内容没有保存。",
    pictures: "图片不保存在这台电脑上：下次要接着做，请再放入图片。",
    beyond: (n) => `本机存储放不下：有 ${n} 份改过的报告没有保存，请先导出更正事项。`,
    offer: (name, when, edits, last) => `上次没有做完：${name}（${when}${edits ? `，改了 ${edits} 格` : ""}${last ? "，连同上年报告" : ""}）。`,
    offer_batch: (when, n) => `上次没有做完：批量校核中改过的 ${n} 份（${when}）。接着做以后，再放入原来的文件夹，其余各份也会列出，改动不丢。`,
    without: "上年报告太大，没有一起保存，请再放一次。",
    waiting: "上次没有做完的还在，存储放不下两份：请先接着做或者清除它，这次的内容没有保存。",
    recover: "接着做",
    drop: "清除",
    unnamed: "未写机关的报告",
  },
  en: {
    open: "Kept on this computer",
    title: "What is kept on this computer",
    nothing: "Nothing is kept.",
    settings: (n) => `${n} ${n === 1 ? "setting" : "settings"} of the page (dark, language, hints switched off, local requirements, other tables)`,
    reasons: (name, n) => `${n} ${n === 1 ? "reason" : "reasons"} for “${name}”`,
    session: (name, when, edits, last) => `Last content: ${name}, ${when}${edits ? `, ${edits} cells changed` : ""}${last ? ", with last year’s report" : ""}`,
    batch: (when, n) => `${n} changed ${n === 1 ? "report" : "reports"} of many, ${when}`,
    damaged: "Something in it is damaged and cannot be read; once cleared it can be kept anew.",
    clear: "Clear everything",
    close: "Close",
    keep: "Keep unfinished work: what was put in and changed stays on this computer and is offered next time",
    refused: "The browser refuses, the content is too large or there is no room left: it is not kept.",
    pictures: "Pictures are not kept on this computer: to go on next time, put them in again.",
    beyond: (n) => `There is no room: ${n} changed ${n === 1 ? "report is" : "reports are"} not kept; save what to correct first.`,
    offer: (name, when, edits, last) => `Unfinished from last time: ${name} (${when}${edits ? `, ${edits} cells changed` : ""}${last ? ", with last year’s report" : ""}).`,
    offer_batch: (when, n) => `Unfinished from last time: ${n} changed ${n === 1 ? "report" : "reports"} of many (${when}). Once it goes on, put the folder in again: the others are listed too, and no change is lost.`,
    without: "Last year’s report was too large to be kept: please put it in again.",
    waiting: "There is no room beside what is unfinished from last time: go on with it or clear it first; this is not kept.",
    recover: "Go on with it",
    drop: "Clear",
    unnamed: "a report that names nobody",
  },
};

const SETTINGS = ["theme", "language", "off", "profile", "totals", "forms"];
const base64 = (bytes) => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return btoa(text);
};
const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const when = (time) => new Date(time).toLocaleString(language(), { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" });

const listOf = (list, sound) => Array.isArray(list) && list.every((one) => one && typeof one === "object" && sound(one));
const text = (word) => typeof word === "string";
const partsOf = (parts) => listOf(parts, ({ kind, text: words_, bytes }) => text(kind) && text(words_) && (bytes === undefined || text(bytes)));
const editsOf = (edits) => listOf(edits, (edit) => Array.isArray(edit) && edit.length === 2 && edit.every(text));
const oneOf = ({ path, file, time, parts, edits, edited }) => text(path) && text(file) && typeof time === "number" && partsOf(parts) && parts.length > 0 && editsOf(edits)
  && edited && text(edited.title) && [edited.lines, edited.answers].every((lines) => Array.isArray(lines) && lines.every(text)) && listOf(edited.cells, () => true);

/** A session that was written down; `damaged` where it is none. */
function sessionOf(written_) {
  try {
    const { name, time, parts, edits, previous = [], without = false, batch = [] } = JSON.parse(written_);
    const sound = partsOf(parts) && editsOf(edits) && partsOf(previous) && listOf(batch, oneOf) && (parts.length || batch.length) && typeof time === "number" && text(name);
    if (sound) return { name, time, parts, edits, previous, without, batch, written: written_ };
  } catch (error) {
    // Somebody else's, or cut off.
  }
  return { damaged: true };
}

/** All that is kept, as it was written down: the session, and those before it that nobody went on with or cleared. */
function kept() {
  const session = recall("session");
  const written_ = session ? [session] : [];
  try {
    written_.push(...JSON.parse(recall("earlier") || "[]"));
  } catch (error) {
    // What is none is damaged.
    written_.push("");
  }
  return written_.map(sessionOf);
}

/** Sessions from last time that were neither gone on with nor cleared; they are not written over. */
let waiting = [];
/** Whether what is kept as the session is one of them. */
let theirs = false;

/** Makes room for the session of now; tells whether there is. */
function aside() {
  if (!theirs) return true;
  const done = remember("earlier", JSON.stringify(waiting.map(({ written: words_ }) => words_)));
  theirs = !done;
  return done;
}

/** One that waited is gone on with, or cleared. */
function answered(one) {
  waiting = waiting.filter((other) => other !== one);
  remember("earlier", waiting.length ? JSON.stringify(waiting.map(({ written: words_ }) => words_)) : null);
  theirs = false;
}

/** Pictures are too large to be kept. */
const pictured = ({ parts }) => parts.some(({ judge }) => judge);

/** Parts as they are written down, and as they were. */
const packed = (parts) => parts.map(({ kind, text: words_, plain, name, bytes, pages, typed, sha256, over }) => ({ kind, text: words_ || "", plain, name, typed, pages, sha256, over, bytes: bytes && base64(bytes) }));
const unpacked = (parts) => parts.map((part) => (part.bytes ? Object.assign({}, part, { bytes: bytesOf(part.bytes) }) : part));

let dialog = null;
let timer = 0;

/** Begins: a button at the foot, what is offered from last time, and keeping where that is wished. `state` is the page's; `notice` is where to offer. */
export function begin(state, intake) {
  const button = h("button", { type: "button", class: "quiet", id: "stored", onclick: () => open(state) });
  const label = () => { button.textContent = words[language()].open; };
  label();
  new MutationObserver(label).observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
  find("version").before(button, " ");
  state.recovers = recall("recover") === "1";
  state.save = () => {
    // Whoever has begun with something else goes on with that.
    if (state.session.parts.length && intake.notice.querySelector("[data-stored]")) {
      intake.notice.hidden = true;
      put(intake.notice);
    }
    clearTimeout(timer);
    timer = setTimeout(() => write(state), PAUSE);
  };
  // What waits is written before the page goes.
  addEventListener("pagehide", () => state.recovers && write(state));
  waiting = kept().filter(({ damaged }) => !damaged);
  theirs = waiting.length > 0;
  if (theirs && !state.session.parts.length) offer(state, intake);
}

/** Offers what waits, the last first. */
function offer(state, intake) {
  const say = words[language()];
  const box = intake.notice;
  const done = () => {
    box.hidden = true;
    put(box);
    intake.box.focus({ preventScroll: true });
  };
  const line = (one) => h("p", null,
    one.batch.length ? say.offer_batch(when(one.time), one.batch.length) : say.offer(one.name || say.unnamed, when(one.time), one.edits.length, one.previous.length), " ", one.without && [say.without, " "],
    h("button", { type: "button", class: "small", "data-stored": "recover", onclick: () => {
      answered(one);
      remember("session", one.written);
      done();
      (one.batch.length ? together(state, intake, one.batch) : alone(state, one)).catch((error) => console.error(error));
    } }, say.recover), " ",
    h("button", { type: "button", class: "small", "data-stored": "drop", onclick: () => {
      answered(one);
      remember("session", null);
      if (waiting.length) offer(state, intake);
      else done();
    } }, say.drop));
  box.hidden = false;
  put(box, waiting.map(line));
}

/** The one report that was open, and last year's beside it. */
async function alone({ session, last: beside }, { parts, edits, previous }) {
  await session.open(unpacked(parts));
  if (edits.length) session.change(edits);
  if (previous.length) await beside.session.open(unpacked(previous));
}

/** The reports of many that were changed, each with what was typed over it. */
async function together(state, intake, batch) {
  const { session } = state;
  const changed = new Map();
  const given = batch.map(({ path, file: bytes, time, parts, edits, edited }) => {
    const file = new File([bytesOf(bytes)], path.split("/").pop(), { lastModified: time });
    const content = contentOf(unpacked(parts).map((part, at) => (at ? part : Object.assign(part, { source: file }))));
    session.over.set(file, { content, edits, steps: [{ cell: null, content, edits: [] }], undone: [] });
    held.set(file, bytes);
    changed.set(file, edited);
    return { file, path };
  });
  await intake.many(given);
  state.batch.edited(changed);
}

/** File → its bytes, once they are there: what goes when the page does cannot wait for them. */
const held = new WeakMap();

/** The reports of many that were changed: the one that is open first. */
function changedOnes(state) {
  const { batch, session } = state;
  const some = batch ? batch.changed() : [];
  const ready = [];
  for (const { file, path, edited } of some) {
    const open = session.parts.some(({ source }) => source === file);
    const { content, edits } = open ? session : session.over.get(file) || {};
    if (!content || pictured(content)) continue;
    if (held.has(file)) ready.push({ path, file: held.get(file), time: file.lastModified, parts: packed(content.parts), edits: Array.from(edits), edited });
    else {
      held.set(file, "");
      file.arrayBuffer().then((buffer) => {
        held.set(file, base64(new Uint8Array(buffer)));
        state.save();
      }, (error) => console.error(error));
    }
  }
  return ready.filter(({ file }) => file);
}

/** Writes the session down, or says that it cannot be; whoever leaves asks whether it could. */
function write(state) {
  const done = written(state);
  const { content } = state.session;
  state.safe = done && !(content && pictured(content));
  return done;
}

function written(state) {
  const { session } = state;
  clearTimeout(timer);
  if (!state.recovers) return true;
  const { content, report, edits } = session;
  const many = changedOnes(state);
  const nothing = !many.length && (!content || content.values || content.parts.some(({ sample }) => sample));
  if (nothing && theirs) return true;
  if (!aside()) {
    find("told").textContent = words[language()].waiting;
    return false;
  }
  if (nothing) {
    // What was cleared is not unfinished.
    if (!session.parts.length && session.last && session.last.kind === "cleared") remember("session", null);
    return true;
  }
  if (!many.length && pictured(content)) {
    remember("session", null);
    find("told").textContent = words[language()].pictures;
    return true;
  }
  const whole = (more) => JSON.stringify(Object.assign({ name: report ? [report.organ, report.year].filter(Boolean).join(" ") : "", time: Date.now(), parts: [], edits: [] }, more));
  const tell = (sentence) => { find("told").textContent = sentence; };
  const fits = (json) => json.length <= MOST && remember("session", json);
  if (many.length) {
    for (let n = many.length; n > 0; n -= 1) {
      if (!fits(whole({ batch: many.slice(0, n) }))) continue;
      if (n < many.length) tell(words[language()].beyond(many.length - n));
      return true;
    }
  } else {
    const parts = packed(content.parts);
    const last = state.last && state.last.session.content;
    const previous = last && !pictured(last) ? packed(last.parts) : [];
    if (fits(whole({ parts, edits: Array.from(edits), previous }))) return true;
    if (previous.length && fits(whole({ parts, edits: Array.from(edits), without: true }))) {
      tell(words[language()].without);
      return true;
    }
  }
  remember("session", null);
  tell(words[language()].refused);
  return false;
}

/** Nothing is kept of any session. */
function forget() {
  for (const name of ["session", "earlier"]) remember(name, null);
  waiting = [];
  theirs = false;
}

/** The dialog. */
async function open(state) {
  // Without its style it can be read as well.
  await sheet("help.css", import.meta.url).catch(() => {});
  if (!dialog) {
    dialog = h("dialog", { id: "kept", "aria-labelledby": "kept-title" });
    document.body.append(dialog);
  }
  fill(state);
  if (!dialog.showModal) dialog.setAttribute("open", "");
  else if (!dialog.open) dialog.showModal();
}

function fill(state) {
  const say = words[language()];
  const settings = SETTINGS.filter((name) => recall(name) !== null).length + (state.recovers ? 1 : 0);
  const all = kept();
  const reasons = Object.entries(stored());
  const damaged = all.some((one) => one.damaged) || (recall("reasons") !== null && !reasons.length);
  const items = [
    ...all.filter((one) => !one.damaged).map((one) => (one.batch.length ? say.batch(when(one.time), one.batch.length) : say.session(one.name || say.unnamed, when(one.time), one.edits.length, one.previous.length))),
    ...reasons.map(([name, some]) => say.reasons(name.split("|").filter(Boolean).join(" ") || say.unnamed, Object.keys(some).length)),
    settings > 0 && say.settings(settings),
    damaged && say.damaged,
  ].filter(Boolean);
  const said = h("p", { class: "aside", role: "status" });
  const box = h("input", { type: "checkbox", checked: state.recovers, onchange: () => {
    state.recovers = box.checked;
    forget();
    const had = remember("recover", box.checked ? "1" : null) && write(state);
    if (!had) state.recovers = false;
    fill(state);
    if (!had) dialog.querySelector("[role=status]").textContent = say.refused;
    dialog.querySelector("input").focus();
  } });
  const close = () => (dialog.close ? dialog.close() : dialog.removeAttribute("open"));
  put(dialog,
    h("h2", { id: "kept-title" }, say.title),
    items.length ? h("ul", null, items.map((item) => h("li", null, item))) : h("p", null, say.nothing),
    h("label", null, box, " ", say.keep),
    said,
    h("p", { class: "buttons" },
      items.length > 0 && h("button", { type: "button", id: "kept-clear", onclick: () => {
        for (const name of SETTINGS.concat("reasons", "recover")) remember(name, null);
        forget();
        state.recovers = false;
        if (state.reasons) state.reasons.kept = false;
        fill(state);
        dialog.querySelector("#kept-close").focus();
      } }, say.clear),
      h("button", { type: "button", class: "main", id: "kept-close", onclick: close }, say.close)));
}
