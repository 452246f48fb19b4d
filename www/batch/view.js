// Many reports at once: files go to a pool of engines, a digest of each comes back into a list. Nothing
// else of a report is kept; one that is opened or printed is read again.

import { h } from "../dom.js";
import { sheet } from "../later/styles.js";
import { off } from "../off.js";
import { language } from "../words.js";
import { changed, collect, ENDINGS, LARGEST } from "./files.js";
import { List } from "./list.js";
import { options } from "./options.js";
import { markable, toCorrect } from "./output.js";
import { Outputs } from "./outputs.js";
import { Pool, workers } from "./pool.js";
import { Reader } from "./reader.js";
import { Together } from "./together.js";
import { number, say } from "./words.js";

// Milliseconds between two drawings while results come in.
const PACE = 250;

/** A file that gave no report, in the shape of one; `sentence` is the engine's own, where it has one. */
const failed = (path, trouble, sentence = say(trouble)) => ({
  file: path, organ: null, year: null, edition: {}, verdict: "unrecognised", message: sentence, first: sentence,
  broken: 0, undecided: 0, warnings: 0, hints: 0, kinds: {}, figures: {}, prose: {},
});

/** The view, once its style is there. */
export async function many(main, hooks) {
  await sheet("batch.css", import.meta.url);
  return new Batch(main, hooks);
}

class Batch {
  /**
   * `main` is the page's main element; `show` opens one file by itself, `join` several as one report; `edited` gives
   * what was typed over a file that is open, undefined where it is not.
   */
  constructor(main, { show, join, edited }) {
    this.main = main;
    this.hooks = { show, join, edited };
    /**
     * { file, path, trouble, digest, last, asked, seen, edited, was }; the digest is null until it is there, `asked`
     * while an engine has the file, `was` is the one that it took the place of.
     */
    this.items = [];
    this.skipped = new Set();
    /** What the last drop changed among those that were there. */
    this.news = { updated: 0, known: 0, lost: 0 };
    /** Drops that are still being opened. */
    this.opening = 0;
    this.stopped = false;
    /** Whether something is being made of the reports. */
    this.making = false;
    this.pool = new Pool(workers());
    this.kinds = new Map();
    this.list = new List({
      open: (item) => this.open(item),
      print: (items) => {
        this.quiet();
        this.outputs.print(items);
      },
      kindName: (kind) => this.kinds.get(kind) || kind,
    });
    /** A function of one of the engines, by its name. */
    this.engine = (call, ...args) => this.pool.ask({ call, args }).then(({ answer, trouble, sentence }) => {
      if (trouble) throw new Error(sentence || trouble);
      return answer;
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
    this.list.node.addEventListener("narrowed", () => {
      this.quiet();
      this.draw();
    });
    this.live = h("p", { class: "vh", role: "status", "aria-live": "polite" });
    this.stop = h("button", { type: "button", onclick: () => this.toggle() });
    this.joined = button("join", () => this.join());
    // What was told of an earlier one is told no longer.
    const anew = (act) => {
      this.tellNote("");
      this.complain("");
      act();
    };
    const output = (key, act) => h("button", { type: "button", "data-output": key, onclick: () => anew(act) });
    /** What is made of the reports shown, and the buttons for it. */
    this.outputs = new Outputs(this);
    this.buttons = [
      output("save_xlsx", () => this.outputs.save("xlsx")), output("save_csv", () => this.outputs.save("csv")), output("save_text", () => this.outputs.tell()),
      output("tidy_xlsx", () => this.outputs.tidy("xlsx")), output("tidy_csv", () => this.outputs.tidy("csv")), output("save_marked", () => this.outputs.mark()), output("print_all", () => this.outputs.print(this.list.shown)),
    ];
    this.saves = h("span", { class: "saves" }, this.buttons);
    this.note = h("p", { class: "note", role: "status", hidden: true });
    this.trouble = h("p", { class: "trouble", role: "alert", hidden: true });
    this.node = h("section", { class: "batch", id: "batch", "aria-labelledby": "batch-title" },
      h("div", { class: "batch-head" }, this.title,
        h("span", { class: "buttons" },
          button("add_folder", () => folder.click(), { id: "batch-add" }), button("add_files", () => files.click()), this.joined,
          button("close", () => this.close(), { class: "quiet" })), folder, files),
      this.empty = h("p", { class: "empty", "data-batch": "none" }),
      this.run = h("div", { class: "run" }, this.progress, this.said, this.stop, this.saves),
      this.trouble, this.note, this.list.node, this.together.node, this.live);
    this.sheets = h("div", { class: "opinions", hidden: true });
    this.reader = new Reader({
      show: () => this.show(),
      open: (item) => this.open(item),
      seen: () => { this.list.changed = true; },
    });
    this.main.prepend(this.reader.node, this.node, this.sheets);
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
    this.learn();
    this.reader.hide();
    this.renew();
    this.draw();
    const from = this.opened && this.list.buttonOf(this.opened);
    scrollTo(0, this.scrolled || 0);
    (from || this.title).focus({ preventScroll: Boolean(from) });
    this.opened = null;
  }

  /** The items that something was typed over, the one that is open first. */
  changed() {
    this.learn();
    const some = this.items.filter(({ edited }) => edited);
    return some.filter((item) => item === this.latest).concat(some.filter((item) => item !== this.latest));
  }

  /** Files that come with what was typed over them: File → what is said of that. */
  edited(changes) {
    for (const item of this.items) if (changes.has(item.file)) item.edited = changes.get(item.file);
    this.list.changed = true;
    this.draw();
  }

  /** What was typed over the report that is open is known in the list. */
  learn() {
    const { opened } = this;
    const edited = opened ? this.hooks.edited(opened.file) : undefined;
    if (edited === undefined || !(edited || opened.edited)) return;
    opened.edited = edited;
    this.list.changed = true;
  }

  /** Opens what was opened last once more. */
  again() {
    if (this.items.includes(this.latest)) this.open(this.latest);
  }

  /** Leaves the list for one report; the list waits. */
  leave() {
    this.scrolled = scrollY;
    document.body.classList.remove("in-batch");
    scrollTo(0, 0);
  }

  /** Takes files in and begins at once. */
  async take(given) {
    this.show();
    if (!given.length) return;
    this.quiet();
    this.opening += 1;
    this.draw();
    const unpack = (file) => this.pool.ask({ call: "unpack", file, args: [ENDINGS] });
    const { files, skipped } = await collect(given, unpack).finally(() => { this.opening -= 1; });
    for (const path of skipped) this.skipped.add(path);
    this.news = { updated: 0, known: 0, lost: 0 };
    const had = new Map(this.items.map((item) => [item.path, item]));
    let fresh = 0;
    for (const { file, path, trouble } of files) {
      const was = had.get(path);
      if (was && !(await changed(was.file, file))) {
        this.news.known += 1;
        continue;
      }
      const item = { file, path, trouble, digest: null, last: null, asked: null, seen: false, was };
      if (was) {
        was.asked = null;
        this.items.splice(this.items.indexOf(was), 1, item);
        this.news.updated += 1;
        if (was.edited) this.news.lost += 1;
      } else this.items.push(item);
      fresh += 1;
    }
    if (fresh) this.check();
    if (files.some(({ trouble }) => trouble === "no_folder")) this.complain(say("no_folder"));
    this.draw();
  }

  /** One that came under the name of another report, from another folder say, stands beside it. */
  apart(item) {
    const { was, digest } = item;
    item.was = null;
    const two = (key) => was.digest[key] && digest[key] && was.digest[key] !== digest[key];
    if (!was || !was.digest || !(two("organ") || two("year"))) return;
    const paths = new Set(this.items.map(({ path }) => path));
    let n = 2;
    while (paths.has(`${item.path} (${n})`)) n += 1;
    item.path = `${item.path} (${n})`;
    this.items.push(was);
    this.news.updated -= 1;
    if (was.edited) this.news.lost -= 1;
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
    const { answer, trouble, sentence } = await (!file ? { trouble: item.trouble || "moved" } : file.size > LARGEST ? { trouble: "too_large" } : this.pool.ask(job));
    // Meanwhile it was asked for anew.
    if (item.asked !== asked) return;
    item.asked = null;
    if (trouble === "cancelled") return;
    // Without an engine nothing is known of the file: it waits to be tried again.
    if (trouble !== "no_engine") item.digest = answer || failed(path, trouble, sentence);
    if (item.digest) this.apart(item);
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

  /** The same in the page's language. */
  call(call, ...args) {
    return this.engine(call, ...args, language());
  }


  /** Once all are there: who belongs to whom. */
  async finish() {
    this.draw();
    const compared = this.compared = this.items.filter(({ digest }) => digest);
    if (!compared.length) return;
    const digests = compared.map(({ digest }) => digest);
    const names = new Set(["year"].concat(...digests.map(({ kinds }) => Object.keys(kinds))));
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
    this.empty.hidden = all > 0 || this.opening > 0;
    this.run.hidden = !all && !this.opening;
    this.list.node.hidden = !all;
    this.progress.max = Math.max(1, all);
    this.progress.value = done;
    this.progress.hidden = done === all;
    const key = this.opening ? "opening" : done === all ? "finished" : this.stopped ? "stopped" : "running";
    const blanks = key === "opening" ? [] : key === "finished" ? [number(all)] : [number(done), number(all)];
    const { updated, known, lost } = this.news;
    this.said.textContent = say(key, ...blanks) + (updated ? ` ${say("updated", number(updated))}` : "") + (lost ? ` ${say("lost", number(lost))}` : "") + (known ? ` ${say("known", number(known))}` : "") + (this.skipped.size ? ` ${say("skipped", number(this.skipped.size))}` : "") + (off().length ? ` ${say("off", number(off().length))}` : "");
    const held = document.activeElement === this.stop;
    this.stop.hidden = done === all;
    if (held && this.stop.hidden) this.title.focus({ preventScroll: true });
    this.stop.textContent = say(this.stopped ? "resume" : "stop");
    this.saves.hidden = !done;
    this.joined.hidden = !this.hooks.join || done < all || all < 2 || all > 9 || this.items.some(({ path }) => path.includes("/"));
    this.list.show(this.items);
    this.reader.translate(number(all));
    const { shown } = this.list;
    const counts = { save_text: shown.filter(toCorrect).length, save_marked: shown.filter(markable).length };
    for (const button of this.buttons) {
      const key = button.dataset.output;
      const count = key in counts ? counts[key] : shown.length;
      button.textContent = say(key, number(count));
      button.disabled = !count || done < all && !this.stopped || this.making;
    }
  }

  /** Says how something went that takes a while. */
  tellNote(sentence) {
    this.note.hidden = !sentence;
    this.note.textContent = sentence;
  }

  /** What was said of other reports than those that are shown now is said no longer. */
  quiet() {
    if (!this.making) this.tellNote("");
  }

  complain(sentence) {
    this.trouble.hidden = !sentence;
    this.trouble.textContent = sentence;
  }

  /** Opens a report; those shown with it are the ones before and after it. */
  open(item) {
    if (!item.file) return;
    this.learn();
    if (!this.opened) {
      this.quiet();
      this.leave();
      this.reader.list = this.list.shown.filter(({ file }) => file);
    }
    this.opened = this.latest = item;
    this.reader.at(item, number(this.items.length));
    this.hooks.show(item.file, item.last && item.last.file);
  }

  join() {
    const edited = this.items.filter((item) => item.edited).length;
    if (edited && !confirm(say("join_sure", edited))) return;
    const files = this.items.map(({ file }) => file).filter(Boolean);
    this.leave();
    this.clear();
    this.hooks.join(files);
  }

  close() {
    const edited = this.items.filter((item) => item.edited).length;
    if ((this.items.length > 1 || edited) && !confirm(say("close_sure", edited))) return;
    this.clear();
    document.body.classList.remove("in-batch");
    this.from.focus({ preventScroll: true });
  }

  clear() {
    this.items = [];
    this.opened = this.latest = null;
    this.skipped = new Set();
    this.news = { updated: 0, known: 0, lost: 0 };
    this.tellNote("");
    this.pool.end();
    this.forget();
    this.list.reset();
  }
}
