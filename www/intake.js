// Taking content in: paste, typing, files. What is taken in stays until it is removed.

import { h, put } from "./dom.js";
import { encodingOf, start } from "./engine.js";
import { lazy } from "./lazy.js";
import { language, say } from "./words.js";

// What the engine takes, in characters; and bytes of a file that it reads itself.
export const LIMIT = 16 * 1024 * 1024;
const LARGEST = 4 * LIMIT;
// Endings of text; a file of any other is read by the full engine, which looks at its content.
const KINDS = { html: "html", htm: "html", xhtml: "html", txt: "text", text: "text", md: "text", tsv: "text", csv: "csv" };

export class Intake {
  /**
   * `source` holds a list, a textarea and a file input; `changed` hears of every change and may promise its
   * answer.
   */
  constructor(source, { changed, trouble }) {
    this.list = source.querySelector(".parts");
    this.box = source.querySelector("textarea");
    this.picker = source.querySelector("input[type=file]");
    this.changed = changed;
    this.trouble = trouble;
    this.parts = [];
    /** How often it was cleared. */
    this.round = 0;
    this.box.addEventListener("paste", (event) => this.paste(event));
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.take();
      }
    });
    this.picker.addEventListener("change", () => {
      this.open(Array.from(this.picker.files));
      this.picker.value = "";
    });
  }

  /** What a paste event carries: rich content first, its plain flavour kept beside it. */
  paste(event) {
    const data = event.clipboardData;
    if (!data) return;
    if (data.files && data.files.length) {
      event.preventDefault();
      this.open(Array.from(data.files));
      return;
    }
    const html = data.getData("text/html");
    const plain = data.getData("text/plain");
    // A word or two put into what is being typed is typing.
    if (this.box.value && event.target === this.box && plain.length < 200 && !/[\n\t]/.test(plain)) return;
    const part = html.trim() ? { kind: "html", text: html, plain } : { kind: "text", text: plain };
    if (!part.text.trim()) return;
    event.preventDefault();
    performance.mark("gouji:paste");
    this.add(part);
  }

  /** Turns what was typed into a part. */
  keep() {
    const text = this.box.value;
    if (!text.trim()) return;
    this.box.value = "";
    this.parts.push({ kind: "text", text });
  }

  take() {
    this.keep();
    this.tell();
  }

  add(...parts) {
    this.keep();
    this.parts.push(...parts);
    return this.tell();
  }

  async open(files) {
    const parts = [];
    const { round } = this;
    let trouble = "";
    for (const file of files) {
      const kind = KINDS[file.name.split(".").pop().toLowerCase()];
      const limit = kind ? LIMIT : LARGEST;
      if (file.size > limit) trouble = say("file_too_large", file.name, megabytes(file.size), megabytes(limit));
      else {
        try {
          const bytes = new Uint8Array(await file.arrayBuffer());
          if (kind) {
            await start();
            const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
            parts.push({ kind, text, name: file.name });
          } else parts.push(await (await lazy("later/file.js", () => import("./later/file.js"))).take(bytes, file.name, this.list));
        } catch (error) {
          if (error.lost) {
            console.error(error);
            // No fault of the file: it is kept, to be taken in once more.
            this.trouble(say("no_engine"), () => this.open(files));
            return;
          }
          trouble = error.sentence || say("file_failed", file.name);
        }
      }
    }
    // What was cleared meanwhile is not wanted any more.
    if (round !== this.round) return;
    // The answer takes away what was said before it.
    const had = !parts.length || await this.add(...parts);
    if (trouble && had !== false) this.trouble(trouble);
  }

  clear() {
    this.round += 1;
    this.parts = [];
    this.box.value = "";
    this.tell();
  }

  tell() {
    this.draw();
    return this.changed();
  }

  /** Length of everything taken in. */
  get size() {
    return this.parts.reduce((sum, part) => sum + part.text.length, 0);
  }

  /** Name of the file, where there is exactly one. */
  get name() {
    return this.parts.length === 1 && this.parts[0].file !== false ? this.parts[0].name : undefined;
  }

  /** Whether one is among them that only the full engine reads. */
  get files() {
    return this.parts.some(({ kind, bytes }) => bytes || kind === "csv");
  }

  /** The parts as the engine takes them. */
  get given() {
    return this.parts.map(({ kind, text, bytes, name, pages }) => (bytes ? { kind, bytes, name, pages } : { kind, text }));
  }

  /** The same with the plain flavour of rich content, or null where there is none. */
  get plain() {
    if (!this.parts.some((part) => part.plain && part.plain.trim())) return null;
    return this.given.map((part, index) => {
      const { plain } = this.parts[index];
      return plain && plain.trim() ? { kind: "text", text: plain } : part;
    });
  }

  draw() {
    this.list.hidden = !this.parts.length;
    put(this.list, this.parts.map((part, index) => this.chip(part, index)));
    this.box.placeholder = say(this.parts.length ? "paste_more" : this.box.dataset.sayHint);
  }

  chip(part, index) {
    const name = part.sample ? say("part_sample") : part.name || say("part_pasted", index + 1);
    const drop = (keep) => () => {
      this.parts = this.parts.filter((other) => (other === part) === keep);
      this.tell();
      this.box.focus();
    };
    const edit = () => {
      this.parts = this.parts.filter((other) => other !== part);
      this.keep();
      this.box.value = part.text;
      this.tell();
      this.box.focus();
    };
    return h(
      "li",
      { class: "part" },
      h("b", null, name),
      h("span", { class: "about" }, part.bytes ? say("part_bytes", part.bytes.length) : `${say(`part_${part.kind}`)} · ${say("part_size", part.text.length)}`),
      part.kind === "text" && part.text.length < 200000 && h("button", { type: "button", class: "quiet", onclick: edit }, say("part_edit")),
      this.parts.length > 1 && h("button", { type: "button", class: "quiet", onclick: drop(true) }, say("part_only")),
      h("button", { type: "button", class: "quiet remove", onclick: drop(false), "aria-label": say("part_remove_title", name), title: say("part_remove_title", name) }, "×"),
    );
  }
}

export const megabytes = (size) => (size / 1024 / 1024).toLocaleString(language(), { maximumFractionDigits: 1 });
