// Many reports at once: files go to a pool of engines, a digest of each comes back into a list. Nothing
// else of a report is kept; one that is opened or printed is read again.

import { h, put } from "../dom.js";
import { Reasons } from "../later/reasons.js";
import { off } from "../off.js";
import { language } from "../words.js";
import { collect, LARGEST } from "./files.js";
import { List } from "./list.js";
import { opinion } from "./opinion.js";
import { Pool, workers } from "./pool.js";
import { Together } from "./together.js";
import { say } from "./words.js";

// Milliseconds between two drawings while results come in.
const PACE = 250;
// Opinions that are printed at once.
const SHEETS = 200;

const options = () => ({ language: language(), off: off() });

const number = (n) => n.toLocaleString(language());

/** A file that gave no report, in the shape of one. */
const failed = (path, trouble) => ({
  file: path, organ: null, year: null, edition: {}, verdict: "unrecognised", message: say(trouble), first: null,
  broken: 0, undecided: 0, warnings: 0, hints: 0, kinds: {}, figures: {},
});

/** The view, once its style is there. */
export async function many(main, hooks) {
  // Where all is one file, the style is in it.
  if (import.meta.url) {
    await new Promise((done, failed) => {
      document.head.append(h("link", { rel: "stylesheet", href: new URL("batch.css", import.meta.url).href, onload: done, onerror: failed }));
    });
  }
  return new Batch(main, hooks);
}

class Batch {
  /** `main` is the page's main element; `show` opens one file by itself, `join` several as one report. */
  constructor(main, { show, join }) {
    this.main = main;
    this.hooks = { show, join };
    /** { file, path, digest }; the digest is null until it is there. */
    this.items = [];
    this.skipped = 0;
    this.stopped = false;
    this.pool = new Pool(workers());
    this.kinds = new Map();
    this.overview = null;
    this.list = new List({
      open: (item) => this.open(item),
      print: (items) => this.print(items),
      kindName: (kind) => this.kinds.get(kind) || kind,
    });
    this.together = new Together({ ask: (call, ...args) => this.call(call, ...args), item: (index) => this.compared[index], open: (item) => this.open(item) });
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
    this.draw();
    if (this.overview) this.finish();
  }

  /** Shows the list, as it was left. */
  show() {
    document.body.classList.add("in-batch");
    this.back.hidden = true;
    // Another choice of hints, made meanwhile on a report, holds for all.
    if (this.items.length && this.unwanted !== off()) this.recheck();
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
    this.back.textContent = say("back", number(this.items.length));
    scrollTo(0, 0);
  }

  /** Takes files in and begins at once. */
  async take(given) {
    this.show();
    const { files, skipped } = await collect(given);
    const had = new Set(this.items.map(({ path }) => path));
    const fresh = files.filter(({ path }) => !had.has(path));
    this.skipped += skipped;
    this.overview = null;
    this.together.clear();
    const items = fresh.map(({ file, path }) => ({ file, path, digest: null, last: null }));
    this.items.push(...items);
    this.stopped = false;
    this.unwanted = off();
    this.check(items);
    this.list.changed = true;
    this.draw();
  }

  recheck() {
    this.unwanted = off();
    this.pool.cancel();
    this.overview = null;
    this.together.clear();
    for (const item of this.items) item.digest = item.last = null;
    this.check(this.items);
    this.list.changed = true;
  }

  check(items) {
    for (const item of items) {
      const { file, path } = item;
      if (!file || file.size > LARGEST) {
        this.got(item, failed(path, file ? "too_large" : "moved"));
        continue;
      }
      this.pool.ask({ call: "digestFile", file, path, options: options() }).then(({ answer, trouble }) => {
        if (trouble !== "cancelled" && this.items.includes(item)) this.got(item, answer || failed(path, trouble));
      });
    }
  }

  got(item, digest) {
    item.digest = digest;
    this.list.changed = true;
    if (!this.items.some((other) => !other.digest)) this.finish();
    else this.soon();
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
      this.overview = null;
      this.check(this.items.filter(({ digest }) => !digest));
      this.draw();
    }
  }

  /** A question to one of the engines. */
  call(call, ...args) {
    return this.pool.ask({ call, args: args.concat(language()) }).then(({ answer, trouble }) => {
      if (trouble) throw new Error(trouble);
      return answer;
    });
  }

  /** Once all are there: who belongs to whom. */
  async finish() {
    this.draw();
    this.compared = this.items.filter(({ digest }) => digest);
    if (!this.compared.length) return;
    const digests = this.compared.map(({ digest }) => digest);
    const names = new Set(digests.flatMap(({ kinds }) => Object.keys(kinds)));
    try {
      for (const kind of names) this.kinds.set(kind, await this.call("kindName", kind));
      const overview = await this.call("overviewOf", digests);
      // More may have come in meanwhile.
      if (this.items.filter(({ digest }) => digest).length !== digests.length) return;
      this.overview = overview;
      for (const pair of overview.pairs) pair.findings = pair.findings.filter(({ rule }) => !off().includes(rule));
      if (off().includes("family.sum")) overview.families = [];
      for (const item of this.items) item.last = null;
      const mark = (index, last) => { this.compared[index].last = last; };
      for (const pair of overview.pairs) mark(pair.this, { pair, path: this.compared[pair.last].path });
      for (const index of overview.unnamed) mark(index, { key: "no_name" });
      for (const index of overview.repeated.flatMap(({ reports }) => reports)) mark(index, { key: "twice" });
      for (const item of this.compared) if (!item.last && item.digest.verdict !== "unrecognised") item.last = { key: "no_previous" };
      this.together.show(overview, this.compared);
    } catch (error) {
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
    this.stop.hidden = done === all;
    this.stop.textContent = say(this.stopped ? "resume" : "stop");
    this.saves.hidden = !done;
    this.joined.hidden = !this.hooks.join || done < all || all < 2 || all > 9 || this.items.some(({ path }) => path.includes("/"));
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
    const { pair } = item.last || {};
    this.hooks.show(item.file, pair ? this.compared[pair.last].file : null);
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
  }

  clear() {
    this.items = [];
    this.skipped = 0;
    this.overview = null;
    this.pool.end();
    this.together.clear();
    this.list.reset();
  }

  async save(format) {
    const digests = this.items.map(({ digest }) => digest).filter(Boolean);
    try {
      const bytes = await this.call("listOf", digests, format);
      const type = format === "csv" ? "text/csv;charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      const url = URL.createObjectURL(new Blob([bytes], { type }));
      const link = h("a", { href: url, download: `${say("file_name")}.${format}`, hidden: true });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(url), 60000);
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
    document.body.classList.add("printing-opinions");
    this.sheets.hidden = false;
    const over = () => {
      document.body.classList.remove("printing-opinions");
      this.sheets.hidden = true;
      put(this.sheets);
    };
    addEventListener("afterprint", over, { once: true });
    print();
  }
}
