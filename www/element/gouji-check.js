// <gouji-check>: the checker as an element. This module defines the class and registers nothing;
// define.js does.

import { learn } from "../words.js";
import { dress } from "./style.js";
import { View } from "./view.js";

/** The report of what was taken in; comes once quickly and once `complete`, then at every change. */
export class GoujiReportEvent extends Event {
  constructor(report, complete) {
    super("gouji-report", { bubbles: true, composed: true });
    this.report = report;
    this.complete = complete;
  }
}

/** The element has drawn itself and can be used. */
export class GoujiReadyEvent extends Event {
  constructor() {
    super("gouji-ready", { bubbles: true, composed: true });
  }
}

/** Something did not work; `message` is a sentence for the user, `error` its cause. */
export class GoujiErrorEvent extends Event {
  constructor(message, error) {
    super("gouji-error", { bubbles: true, composed: true });
    this.message = message;
    this.error = error;
  }
}

const languageOf = (lang) => (/^en\b/i.test(lang || "") ? "en" : "zh-CN");

// Where there is no document (Node.js, a page made on a server) there is a class, and no element.
const Base = globalThis.HTMLElement || class {};

export class GoujiCheck extends Base {
  static get observedAttributes() {
    return ["lang", "theme", "no-intake", "previous"];
  }

  /** Registers the element; a second time under the same name is no error. */
  static define(tag = "gouji-check", registry = globalThis.customElements) {
    if (registry && !registry.get(tag)) registry.define(tag, this);
    return this;
  }

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    this.view = new View(root, {
      told: ({ report, complete }) => {
        this.setAttribute("verdict", report.verdict);
        this.dispatchEvent(new GoujiReportEvent(report, complete));
      },
      troubled: (message, error) => this.dispatchEvent(new GoujiErrorEvent(message, error)),
    });
    this.view.box.hidden = true;
    this.drawn = dress(root).then(() => {
      this.view.box.hidden = false;
    });
    this.spoken = Promise.resolve();
  }

  connectedCallback() {
    this.takeOwn();
    this.paint();
    this.ready();
  }

  /** Resolves, and tells the page, once everything is drawn in the language asked for. */
  ready() {
    if (!this.told) {
      this.told = this.drawn.then(() => this.speak()).then(() => {
        this.dispatchEvent(new GoujiReadyEvent());
      });
    }
    return this.told;
  }

  /** What a page set before the element was one hides its properties until it is set once more. */
  takeOwn() {
    for (const name of ["theme", "noIntake", "previous"]) {
      if (!Object.prototype.hasOwnProperty.call(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  }

  attributeChangedCallback(name, was, now) {
    if (was === now) return;
    if (name === "lang" && this.told) this.speak();
    else if (name === "previous") this.takePrevious();
    else this.paint();
  }

  speak() {
    const next = languageOf(this.lang || (this.closest("[lang]") || document.documentElement).lang);
    this.spoken = learn(next).then(() => this.view.speak(next), (error) => {
      this.dispatchEvent(new GoujiErrorEvent(String(error.message), error));
      return this.view.speak("zh-CN");
    });
    return this.spoken;
  }

  paint() {
    const { theme } = this;
    const dark = theme === "dark" || (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
    this.view.box.dataset.theme = dark ? "dark" : "light";
    this.view.box.classList.toggle("no-intake", this.noIntake);
  }

  /** "light" (as most portals are), "dark", or "auto" for what the system asks for. */
  get theme() {
    return this.getAttribute("theme") || "light";
  }

  set theme(value) {
    this.setAttribute("theme", value);
  }

  /** Whether the place to paste is left out: the page hands the content over itself. */
  get noIntake() {
    return this.hasAttribute("no-intake");
  }

  set noIntake(value) {
    this.toggleAttribute("no-intake", Boolean(value));
  }

  /** Last year's report, as an object; the attribute holds it as JSON. */
  get previous() {
    return this.view.previous;
  }

  set previous(report) {
    if (report) this.setAttribute("previous", JSON.stringify(report));
    else this.removeAttribute("previous");
  }

  takePrevious() {
    const text = this.getAttribute("previous");
    try {
      this.view.previous = text ? JSON.parse(text) : null;
    } catch (error) {
      this.dispatchEvent(new GoujiErrorEvent(`previous: ${error.message}`, error));
      return;
    }
    this.view.again();
  }

  /** The last report; null before the first. */
  get report() {
    return this.view.report;
  }

  /** Checks a text, HTML where it looks like it, or parts as the engine takes them; resolves to the report. */
  async check(content, { name, off } = {}) {
    if (typeof content !== "string" && !Array.isArray(content)) throw new TypeError("check: expected a text, HTML or an array of parts");
    await this.ready();
    await this.spoken;
    return this.view.check(partsOf(content), Object.assign({}, name && { name }, off && { off }));
  }

  /** Checks values by cell id, as the engine's function of the same name. */
  async checkCells(values) {
    await this.ready();
    await this.spoken;
    return this.view.checkCells(values);
  }
}

/** A string as one part: HTML where a tag of a table or paragraph is in it. */
export function partsOf(content) {
  if (typeof content !== "string") return content;
  return [{ kind: /<(table|p|div|td|br|html|body)\b/i.test(content) ? "html" : "text", text: content }];
}
