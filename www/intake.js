// Taking content in: paste, typing, files. What is taken in stays until it is removed.

import { h, put } from "./dom.js";
import { soon } from "./engine.js";
import { lazy } from "./lazy.js";
import { language, say } from "./words.js";

/**
 * What a clipboard holds. Office programs put a picture of the table beside the table: it counts only
 * where there is nothing else. What was copied as a file, a picture too, has its name beside it as text.
 */
export function flavours(data) {
  const files = Array.from(data.files || []);
  const html = data.getData("text/html");
  const text = data.getData("text/plain");
  const documents = files.filter(({ name, type }) => !/^image\//.test(type) || text.trim().endsWith(name));
  const says = () => text.trim() || html.replace(/<(style|head|xml)\b[^]*?<\/\1>|<!--[^]*?-->|<[^>]*>|&nbsp;/gi, "").trim();
  return { files: documents.length ? documents : files.length && says() ? [] : files, html, text };
}

/** Whether that is no more than one cell holds. */
export const brief = ({ files, text }) => !files.length && text.length < 60 && !/[\t\n]/.test(text.trim());

export class Intake {
  /**
   * `source` holds a list, a textarea and a file input; `session` gets what is taken in; `trouble(sentence,
   * again)`; in `notice` stands what became of what was there.
   */
  constructor(source, session, trouble, notice) {
    this.list = source.querySelector(".parts");
    this.box = source.querySelector("textarea");
    this.picker = source.querySelector("input[type=file]");
    this.session = session;
    this.trouble = trouble;
    this.notice = notice;
    /** How often it was cleared. */
    this.round = 0;
    /** Where many reports are taken, in a view that takes them. */
    this.many = null;
    this.box.addEventListener("paste", (event) => this.paste(event));
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.take();
      }
    });
    // While the files are looked for.
    this.picker.addEventListener("click", soon);
    this.picker.addEventListener("change", () => {
      this.open(Array.from(this.picker.files));
      this.picker.value = "";
    });
  }

  paste(event) {
    const data = event.clipboardData;
    if (!data) return;
    const held = flavours(data);
    // A word or two put into what is being typed is typing.
    if (this.box.value && event.target === this.box && !held.files.length && held.text.length < 200 && !/[\n\t]/.test(held.text)) return;
    if (this.receive(held)) event.preventDefault();
  }

  /** What a clipboard held: rich content first, its plain flavour kept beside it. Tells whether that was anything. */
  receive({ files, html, text }) {
    if (files.length) {
      this.open(files);
      return true;
    }
    const part = html.trim() ? { kind: "html", text: html, plain: text } : { kind: "text", text };
    if (!part.text.trim()) return false;
    performance.mark("gouji:paste");
    this.add(part);
    return true;
  }

  /** What was typed as a part, and the box empty. */
  typed() {
    const text = this.box.value;
    if (!text.trim()) return [];
    this.box.value = "";
    return [{ kind: "text", text, typed: true }];
  }

  /** Takes in what was typed; without anything new, checks what is there once more. False where there is nothing. */
  take() {
    const typed = this.typed();
    if (!typed.length && !this.session.parts.length) return false;
    (typed.length ? this.session.take(typed) : this.session.again().then(() => this.session.deepen())).catch(() => {});
    return true;
  }

  add(...parts) {
    return this.session.take(this.typed().concat(parts)).catch(() => false);
  }

  /** Files that were chosen, dropped or copied; several are many reports, unless they are `one`. */
  open(files, one) {
    const { round } = this;
    return lazy("later/file.js", () => import("./later/file.js")).then(({ open }) => open(this, files, one, round)).catch((error) => {
      console.error(error);
      // No fault of the files: they are kept, to be taken in once more.
      this.trouble(say("no_engine"), () => this.open(files, one));
    });
  }

  clear() {
    this.round += 1;
    this.box.value = "";
    this.session.clear();
  }

  draw() {
    const { parts } = this.session;
    this.list.hidden = !parts.length;
    put(this.list, parts.map((part, index) => this.chip(part, index, parts)));
    this.box.placeholder = say(parts.length ? "paste_more" : this.box.dataset.sayHint);
  }

  note() {
    const { box, notice, session } = this;
    if (session.last || notice.dataset.kind) lazy("later/notice.js", () => import("./later/notice.js")).then(({ draw }) => draw(notice, session, box), (error) => console.error(error));
  }

  chip(part, index, parts) {
    const name = part.sample ? say("part_sample") : part.name || say("part_pasted", index + 1);
    const keep = (some) => () => {
      this.session.keep(some).catch(() => {});
      this.box.focus();
    };
    const others = parts.filter((other) => other !== part);
    const edit = () => {
      const typed = this.typed();
      this.box.value = part.text;
      this.session.lift(part, typed).catch(() => {});
      this.box.focus();
    };
    return h(
      "li",
      { class: "part" },
      h("b", null, name),
      h("span", { class: "about" }, part.about ? part.about() : part.bytes ? say("part_bytes", part.bytes.length) : `${say(`part_${part.kind}`)} · ${say("part_size", part.text.length)}`),
      part.kind === "text" && part.text.length < 200000 && h("button", { type: "button", class: "quiet", onclick: edit }, say("part_edit")),
      parts.length > 1 && h("button", { type: "button", class: "quiet", onclick: keep([part]) }, say("part_only")),
      h("button", { type: "button", class: "quiet remove", onclick: keep(others), "aria-label": say("part_remove_title", name), title: say("part_remove_title", name) }, "×"),
    );
  }
}

export const megabytes = (size) => (size / 1024 / 1024).toLocaleString(language(), { maximumFractionDigits: 1 });
