// Reasons for findings that are accepted as they are. They belong to the numbers they were written for:
// where those have changed, a reason is stale and says so. They stay in memory unless the reader asks
// for them to be kept on this computer; a small file carries them elsewhere.

import { h } from "../dom.js";
import { keyOf, tellApart, textOf } from "../marks.js";
import { recall, remember } from "../memory.js";
import { language } from "../words.js";

const KIND = "gouji-reasons";
const LONGEST = 2000;
const MOST = 1000;

export const words = {
  "zh-CN": {
    write: "写说明…",
    rewrite: "改说明…",
    label: "这一条为什么可以这样",
    save: "保存说明",
    cancel: "取消",
    remove: "删除说明",
    reason: "说明",
    refused: "浏览器不让保存或存储已满，说明没有记在这台电脑上（仍在本页，可以导出）。点页面底部“本机保存的内容”清除后再试。",
    stale: "写这条说明以后，有关的数已经变了，请重新核对。",
    other_report: (organ, year) => `这些说明是为“${[organ, year].filter(Boolean).join(" ")}”写的，没有读入。`,
    not_reasons: "这个文件不是导出的说明，没有读入。",
    got: (n, stale, without) => `读入 ${n} 条说明${stale ? `，其中 ${stale} 条有关的数已变` : ""}${without ? `，${without} 条在这里没有对应的问题` : ""}。`,
  },
  en: {
    write: "Write a reason…",
    rewrite: "Change the reason…",
    label: "Why this may stay as it is",
    save: "Save the reason",
    cancel: "Cancel",
    remove: "Delete the reason",
    reason: "Reason",
    refused: "The browser refuses to store anything or has no room left: the reasons are not kept on this computer (they are still on this page and can be exported). Clear “Kept on this computer” at the foot of the page and try again.",
    stale: "The figures have changed since this was written; to be checked again.",
    other_report: (organ, year) => `These reasons were written for “${[organ, year].filter(Boolean).join(" ")}” and were not read in.`,
    not_reasons: "This file holds no exported reasons and was not read in.",
    got: (n, stale, without) => `${n} ${n === 1 ? "reason" : "reasons"} read in${stale ? `, ${stale} of them with changed figures` : ""}${without ? `, ${without} without a finding here` : ""}.`,
  },
};

/** What a reason was written for. */
const figuresOf = ({ cells, left, right }, report) => [left, right].concat(cells.map((id) => textOf(report.cells[id]))).join(" ");

/** Organ and year name a report, else its file. */
const nameOf = ({ organ, year, file }) => [organ, year, organ || year ? "" : file].join("|");

/** The numbers as they were read: they tell reports apart that nothing names. */
const numbersOf = ({ cells }) => Object.keys(cells).map((id) => textOf(cells[id])).join(" ");

/** Report → its reasons, while the page is open. */
const known = new Map();

export class Reasons {
  constructor() {
    this.known = known;
    /** Called after every change. */
    this.changed = () => {};
  }

  /** Turns to a report, with the reasons that were kept for it; `base` is the same before changes. */
  open(report, base = report) {
    this.report = report;
    tellApart(report);
    const { organ, year, file } = report;
    const name = organ || year || file ? nameOf(report) : numbersOf(base);
    if (name === this.name) return;
    // Until the larger engine has said whose report it is, it goes by its numbers.
    const before = this.name === numbersOf(base) && this.known.get(this.name);
    if (before && before.size && !this.known.has(name) && !(name in stored())) this.known.set(name, before);
    this.name = name;
    this.kept = name in stored();
    if (!this.known.has(name)) this.known.set(name, new Map(Object.entries(stored()[name] || {})));
    this.all = this.known.get(name);
    /** Keys whose reasons were written here and are kept nowhere else yet. */
    this.fresh = new Set();
    this.editing = this.draft = null;
    /** Whether whoever writes one is at it. */
    this.writing = false;
  }

  /** Whether something was written that would be lost with the page. */
  get unsaved() {
    return (!this.kept && this.fresh.size > 0) || Boolean(this.draft && this.draft.trim());
  }

  get size() {
    return this.all.size;
  }

  text(finding) {
    const reason = this.all.get(keyOf(finding));
    return reason ? reason.text : "";
  }

  /** Whether it may stay as it is, for a reason that still holds. */
  accepts(finding) {
    return this.text(finding) !== "" && !this.stale(finding);
  }

  stale(finding, report = this.report) {
    const reason = this.all.get(keyOf(finding));
    return Boolean(reason) && reason.figures !== figuresOf(finding, report);
  }

  /** The reason in words, with what has to be said of it. */
  told(finding, report) {
    const say = words[language()];
    return this.text(finding) && `${say.reason}: ${this.text(finding)}${this.stale(finding, report) ? ` (${say.stale})` : ""}`;
  }

  /** The report, each finding with its reason and whether the figures have changed since. */
  with(report) {
    const reasoned = (finding) => (this.text(finding) ? Object.assign({}, finding, { reason: { text: this.text(finding), stale: this.stale(finding, report) } }) : finding);
    return Object.assign({}, report, { findings: report.findings.map(reasoned) });
  }

  /** The reason under its finding. */
  note(finding) {
    const say = words[language()];
    const text = this.text(finding);
    return text && h("div", { class: this.stale(finding) ? "reason stale" : "reason" },
      h("p", null, h("b", null, say.reason), " ", text), this.stale(finding) && h("p", { class: "aside" }, say.stale));
  }

  /** What to write one with. */
  editor(finding) {
    const say = words[language()];
    const key = keyOf(finding);
    const button = (text, onclick, main) => h("button", { type: "button", class: main ? "small" : "quiet", onclick }, text);
    if (this.editing !== key) {
      return h("p", { class: "buttons" },
        button(say[this.all.has(key) ? "rewrite" : "write"], () => this.edit(key)),
        this.all.has(key) && button(say.remove, () => this.set(finding, "")));
    }
    const box = h("textarea", { rows: 3, maxlength: LONGEST, "aria-label": say.label, placeholder: say.label });
    // What is being written outlives a new drawing of the list.
    box.value = this.draft === null ? this.text(finding) : this.draft;
    box.addEventListener("input", () => { this.draft = box.value; });
    // Whoever is writing goes on where the list is drawn anew; whoever has left is not called back.
    box.addEventListener("focus", () => { this.writing = true; });
    box.addEventListener("blur", ({ relatedTarget }) => {
      if (relatedTarget) this.writing = false;
      // A box that is drawn anew loses the focus as well.
      else setTimeout(() => {
        if (box.isConnected) this.writing = document.activeElement === box;
      });
    });
    // Once it stands in the page.
    if (this.writing) setTimeout(() => box.focus());
    return h("div", { class: "write" }, box, h("p", { class: "buttons" },
      button(say.save, () => this.set(finding, box.value.trim()), true), button(say.cancel, () => this.edit(null))));
  }

  edit(key) {
    this.editing = key;
    this.writing = key !== null;
    this.draft = null;
    this.changed();
  }

  set(finding, text) {
    const key = keyOf(finding);
    if (text) this.all.set(key, { text, figures: figuresOf(finding, this.report), about: finding.message });
    else this.all.delete(key);
    this.editing = this.draft = null;
    this.fresh.add(key);
    if (this.kept) this.store();
    this.changed();
  }

  /** Whether they stay on this computer; tells what is to be said of it. */
  keep(kept) {
    this.kept = kept;
    if (kept) for (const key of this.all.keys()) this.fresh.add(key);
    return this.store();
  }

  /** Only what was written here is stored: another window may have written others meanwhile. */
  store() {
    const all = stored();
    if (this.kept) {
      const there = Object.assign({}, all[this.name]);
      for (const key of this.fresh) {
        if (this.all.has(key)) there[key] = this.all.get(key);
        else delete there[key];
      }
      all[this.name] = there;
      for (const [key, reason] of Object.entries(there)) this.all.set(key, reason);
    } else delete all[this.name];
    const some = Object.keys(all).length > 0;
    if (remember("reasons", some ? JSON.stringify(all) : null)) {
      if (this.kept) this.fresh.clear();
      return "";
    }
    this.kept = false;
    return words[language()].refused;
  }

  /** Another window has stored something. */
  heard() {
    if (!this.report) return;
    const there = stored()[this.name];
    if (!there && !this.kept) return;
    this.kept = Boolean(there);
    for (const key of this.all.keys()) if (!this.fresh.has(key) && there && !(key in there)) this.all.delete(key);
    for (const [key, reason] of Object.entries(there || {})) if (!this.fresh.has(key)) this.all.set(key, reason);
    this.changed();
  }

  /** The small file. */
  written() {
    this.fresh.clear();
    const { organ, year, file } = this.report;
    return JSON.stringify({ kind: KIND, schema: 1, organ, year, file, reasons: Object.fromEntries(this.all) }, null, 1);
  }

  /** Takes such a file in; resolves to what is to be said of it. */
  async read(file) {
    const say = words[language()];
    let given;
    try {
      given = JSON.parse(await file.text());
    } catch (error) {
      given = null;
    }
    const reasons = given && given.kind === KIND && valid(given.reasons);
    if (!reasons) return say.not_reasons;
    if (nameOf(given) !== nameOf(this.report)) return say.other_report(given.organ, given.year);
    for (const [key, reason] of reasons) {
      this.all.set(key, reason);
      this.fresh.add(key);
    }
    if (this.kept) this.store();
    this.changed();
    const here = new Map(this.report.findings.map((finding) => [keyOf(finding), finding]));
    const met = reasons.filter(([key]) => here.has(key));
    return say.got(reasons.length, met.filter(([key]) => this.stale(here.get(key))).length, reasons.length - met.length);
  }
}

/** Report → its reasons; what others have put there is left out. */
export function stored() {
  let all;
  try {
    all = JSON.parse(recall("reasons"));
  } catch (error) {
    all = null;
  }
  if (!all || typeof all !== "object") return {};
  return Object.fromEntries(Object.entries(all).map(([name, reasons]) => [name, valid(reasons)]).filter(([, reasons]) => reasons).map(([name, reasons]) => [name, Object.fromEntries(/** @type {any} */ (reasons))]));
}

/** Entries of an object as `written` makes it, or null. */
function valid(reasons) {
  if (!reasons || typeof reasons !== "object" || Array.isArray(reasons)) return null;
  const entries = Object.entries(reasons);
  const sound = ([, reason]) => reason && ["text", "figures", "about"].every((field) => typeof reason[field] === "string") && reason.text.length <= LONGEST;
  return entries.length && entries.length <= MOST && entries.every(sound) ? entries : null;
}
