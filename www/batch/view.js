// Many reports at once: files go to a pool of engines, a digest of each comes back into a list. Nothing
// else of a report is kept; one that is opened or printed is read again.

import { h, put } from "../dom.js";
import { save } from "../later/away.js";
import { Reasons } from "../later/reasons.js";
import { sheet } from "../later/sheet.js";
import { off } from "../off.js";
import { language } from "../words.js";
import { collect, LARGEST } from "./files.js";
import { List } from "./list.js";
import { onPaper, opinion } from "./opinion.js";
import { Pool, workers } from "./pool.js";
import { Together } from "./together.js";
import { say } from "./words.js";

// Milliseconds between two drawings while results come in.
const PACE = 250;
// Opinions that are printed at once.
const SHEETS = 200;

const options = () => ({ language: language(), off: off() });

const number = (n) => n.toLocaleString(language());

/** A file that gave no report, in the shape of one; `sentence` is the engine's own, where it has one. */
const failed = (path, trouble, sentence) => ({
  file: path, organ: null, year: null, edition: {}, verdict: "unrecognised", message: sentence || say(trouble), first: null,
  broken: 0, undecided: 0, warnings: 0, hints: 0, kinds: {}, figures: {},
});

/** The view, once its style is there. */
export async function many(main, hooks) {
  await sheet("batch.css", import.meta.url);
  return new Batch(main, hooks);
}

class Batch {
  /** `main` is the page's main element; `show` opens one file by itself, `join` several as one report. */
  constructor(main, { show, join }) {
    this.main = main;
    this.hooks = { show, join };
    /** { file, path, digest, last, asked }; the digest is null until it is there, `asked` while an engine has the file. */
    this.items = [];
    this.skipped = 0;
    this.stopped = false;
    this.pool = new Pool(workers());
    this.kinds = new Map();
    this.list = new List({
      open: (item) => this.open(item),
      print: (items) => this.print(items),
      kindName: (kind) => this.kinds.get(kind) || kind,
    });
    this.together = new Together({ ask: (call, ...args) => this.call(call, ...args) });
    this.build();
    new MutationObserver(() => this.translate()).observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
  }

  build() {
    const button = (key, act, more) => h("button", Object.assign({ type: "button", "data-batch": key, onclick: act }, more));
    const folder = h("input", { type: "file", class: "vh", tabindex: "-1", webkitdirectory: true, multiple: true, id: "batch-folder", "aria-hidden": "true" });
    const files = h("input", { type: "file", class: "vh", tabindex: "-1", multiple: true, id: "batch-files", "aria-hidden": "true" });
    for (const input of [folder, files]) {
      input.addEventListener("change", () => {
        this.take(Array.from(input.files));
        input.value = "";
      });
    }
    this.title = h("h2", { id: "batch-title", tabindex: "-1", "data-batch": "title" });
    this.progress = h("progress", { value: "0", max: "1", "aria-labelledby": "batch-said" });
    this.said = h("p", { class: "said", id: "batch-said" });
    // What the list shows decides what is printed.
    this.list.node.addEventListener("narrowed", () => this.draw());
    this.live = h("p", { class: "vh", role: "status", "aria-live": "polite" });
    this.stop = h("button", { type: "button", onclick: () => this.toggle() });
    this.joined = button("join", () => this.join());
    this.saves = h("span", { class: "saves" },
      button("save_xlsx", () => this.save("xlsx")), button("save_csv", () => this.save("csv")),
      this.printAll = h("button", { type: "button", onclick: () => this.print(this.list.shown) }));
    this.trouble = h("p", { class: "trouble", role: "alert", hidden: true });
    this.node = h("section", { class: "batch", id: "batch", "aria-labelledby": "batch-title" },
      h("div", { class: "batch-head" }, this.title,
        h("span", { class: "buttons" },
          button("add_folder", () => folder.click(), { id: "batch-add" }), button("add_files", () => files.click()), this.joined,
          button("close", () => this.close(), { class: "quiet" })), folder, files),
      this.empty = h("p", { class: "empty", "data-batch": "none" }),
      this.run = h("div", { class: "run" }, this.progress, this.said, this.stop, this.saves),
      this.trouble, this.list.node, this.together.node, this.live);
    this.sheets = h("div", { class: "opinions", hidden: true });
    this.back = h("button", { type: "button", class: "batch-back", onclick: () => this.show() });
    this.back.hidden = true;
    this.main.prepend(this.back, this.node, this.sheets);
    this.translate();
  }

  translate() {
    for (const node of this.node.querySelectorAll("[data-batch]")) node.textContent = say(node.dataset.batch);
    this.kinds.clear();
    this.list.translate();
    // What the engines said is in the language they were asked in.
    if (document.body.classList.contains("in-batch")) this.renew();
    this.draw();
  }

  /** Shows the list, as it was left. */
  show() {
    if (!document.body.classList.contains("in-batch") && !this.items.length) this.from = document.activeElement;
    document.body.classList.add("in-batch");
    this.back.hidden = true;
    this.renew();
    this.draw();
    const from = this.opened && this.list.buttonOf(this.opened);
    scrollTo(0, this.scrolled || 0);
    (from || this.title).focus({ preventScroll: Boolean(from) });
    this.opened = null;
  }

  /** Leaves the list for one report; the list waits. */
  leave() {
    this.scrolled = scrollY;
    document.body.classList.remove("in-batch");
    this.back.hidden = false;
    this.back.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  /** Takes files in and begins at once. */
  async take(given) {
    this.show();
    const { files, skipped } = await collect(given);
    const had = new Set(this.items.map(({ path }) => path));
    const fresh = files.filter(({ path }) => !had.has(path));
    this.skipped += skipped;
    if (fresh.length) {
      for (const { file, path } of fresh) this.items.push({ file, path, digest: null, last: null, asked: null });
      this.check();
    }
    this.draw();
  }

  /** Checks all again in another language, or with another choice of hints: made on a report, it holds for all. */
  renew() {
    if (!this.items.length || this.given === JSON.stringify(options())) return;
    this.pool.cancel();
    for (const item of this.items) item.digest = item.last = item.asked = null;
    this.check();
  }

  /** Has everything checked that has no digest and that no engine has yet. */
  check() {
    this.forget();
    this.complain("");
    this.stopped = false;
    this.given = JSON.stringify(options());
    this.list.changed = true;
    for (const item of this.items.filter(({ digest, asked }) => !digest && !asked)) this.ask(item);
  }

  async ask(item) {
    const { file, path } = item;
    const asked = item.asked = {};
    const job = { call: "digestFile", file, path, options: options() };
    const { answer, trouble, sentence } = await (!file ? { trouble: "moved" } : file.size > LARGEST ? { trouble: "too_large" } : this.pool.ask(job));
    // Meanwhile it was asked for anew.
    if (item.asked !== asked) return;
    item.asked = null;
    if (trouble === "cancelled") return;
    // Without an engine nothing is known of the file: it waits to be tried again.
    if (trouble !== "no_engine") item.digest = answer || failed(path, trouble, sentence);
    this.list.changed = true;
    const waits = this.items.some(({ digest }) => !digest);
    if (waits && !this.items.some((other) => other.asked)) {
      if (!this.stopped) this.complain(say("no_engine"));
      this.stopped = true;
    }
    if (this.stopped || !waits) this.finish();
    else this.soon();
  }

  /** What was said of all together holds no longer. */
  forget() {
    this.compared = null;
    this.together.clear();
  }

  soon() {
    if (!this.timer) this.timer = setTimeout(() => this.draw(), PACE);
  }

  toggle() {
    this.stopped = !this.stopped;
    if (this.stopped) {
      this.pool.cancel();
      this.finish();
    } else {
      this.check();
      this.draw();
    }
  }

  /** A question to one of the engines. */
  call(call, ...args) {
    return this.pool.ask({ call, args: args.concat(language()) }).then(({ answer, trouble, sentence }) => {
      if (trouble) throw new Error(sentence || trouble);
      return answer;
    });
  }

  /** Once all are there: who belongs to whom. */
  async finish() {
    this.draw();
    const compared = this.compared = this.items.filter(({ digest }) => digest);
    if (!compared.length) return;
    const digests = compared.map(({ digest }) => digest);
    const names = new Set(digests.flatMap(({ kinds }) => Object.keys(kinds)));
    try {
      for (const kind of names) this.kinds.set(kind, await this.call("kindName", kind));
      const overview = await this.call("overviewOf", digests);
      // More has come in meanwhile.
      if (compared !== this.compared) return;
      for (const pair of overview.pairs) pair.findings = pair.findings.filter(({ rule }) => !off().includes(rule));
      if (off().includes("family.sum")) overview.families = [];
      for (const item of this.items) item.last = null;
      const mark = (index, last) => { compared[index].last = last; };
      for (const pair of overview.pairs) mark(pair.this, { pair, path: compared[pair.last].path, file: compared[pair.last].file });
      for (const index of overview.unnamed) mark(index, { key: "no_name" });
      for (const index of overview.repeated.flatMap(({ reports }) => reports)) mark(index, { key: "twice" });
      for (const item of compared) if (!item.last && item.digest.verdict !== "unrecognised") item.last = { key: "no_previous" };
      this.together.show(overview, compared);
    } catch (error) {
      if (compared !== this.compared) return;
      console.error(error);
      this.complain(say("no_engine"));
    }
    this.list.changed = true;
    this.draw();
    this.live.textContent = this.said.textContent;
  }

  draw() {
    clearTimeout(this.timer);
    this.timer = null;
    const all = this.items.length;
    let done = 0;
    for (const { digest } of this.items) if (digest) done += 1;
    this.empty.hidden = all > 0;
    this.run.hidden = this.list.node.hidden = !all;
    this.progress.max = Math.max(1, all);
    this.progress.value = done;
    this.progress.hidden = done === all;
    const key = done === all ? "finished" : this.stopped ? "stopped" : "running";
    const blanks = key === "finished" ? [number(all)] : [number(done), number(all)];
    this.said.textContent = say(key, ...blanks) + (this.skipped ? ` ${say("skipped", number(this.skipped))}` : "") + (off().length ? ` ${say("off", number(off().length))}` : "");
    const held = document.activeElement === this.stop;
    this.stop.hidden = done === all;
    if (held && this.stop.hidden) this.title.focus({ preventScroll: true });
    this.stop.textContent = say(this.stopped ? "resume" : "stop");
    this.saves.hidden = !done;
    this.joined.hidden = !this.hooks.join || done < all || all < 2 || all > 9 || this.items.some(({ path }) => path.includes("/"));
    this.back.textContent = say("back", number(all));
    this.list.show(this.items);
    this.printAll.textContent = say("print_all", number(this.list.shown.length));
    this.printAll.disabled = !this.list.shown.length || done < all && !this.stopped;
  }

  complain(sentence) {
    this.trouble.hidden = !sentence;
    this.trouble.textContent = sentence;
  }

  open(item) {
    if (!item.file) return;
    this.opened = item;
    this.leave();
    this.hooks.show(item.file, item.last && item.last.file);
  }

  join() {
    const files = this.items.map(({ file }) => file).filter(Boolean);
    this.leave();
    this.clear();
    this.back.hidden = true;
    this.hooks.join(files);
  }

  close() {
    if (this.items.length > 1 && !confirm(say("close_sure"))) return;
    this.clear();
    document.body.classList.remove("in-batch");
    this.from.focus({ preventScroll: true });
  }

  clear() {
    this.items = [];
    this.skipped = 0;
    this.pool.end();
    this.forget();
    this.list.reset();
  }

  async save(format) {
    const digests = this.items.map(({ digest }) => digest).filter(Boolean);
    try {
      const bytes = await this.call("listOf", digests, format);
      const type = format === "csv" ? "text/csv;charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      save(`${say("file_name")}.${format}`, bytes, type);
    } catch (error) {
      console.error(error);
      this.complain(say("no_engine"));
    }
  }

  /** Reads reports again and prints what is to be said of each. */
  async print(items) {
    if (items.length > SHEETS) {
      this.complain(say("print_many", SHEETS));
      return;
    }
    this.complain("");
    put(this.sheets);
    let done = 0;
    for (const item of items) {
      if (items.length > 1) this.said.textContent = say("printing", number(done), number(items.length));
      done += 1;
      const { file, path } = item;
      const { answer } = file ? await this.pool.ask({ call: "readFile", file, path, options: options() }) : {};
      // Those that are kept on this computer.
      const reasons = new Reasons();
      if (answer) reasons.open(answer);
      this.sheets.append(opinion(answer || item.digest, path, item.last && item.last.pair, answer && reasons));
    }
    this.draw();
    onPaper(this.sheets);
  }
}
