// The strip over a report that was opened from the list: back, the one before, the one after, 看过了.

import { h } from "../dom.js";
import { number, say } from "./words.js";

export class Reader {
  /** `show()` goes back to the list, `open(item)` opens one, `seen(item)` hears that it was looked at. */
  constructor(hooks) {
    this.hooks = hooks;
    /** Those that the list showed when the first was opened. */
    this.list = [];
    this.item = null;
    const step = (by) => () => hooks.open(this.list[this.list.indexOf(this.item) + by]);
    this.back = h("button", { type: "button", class: "batch-back", onclick: hooks.show });
    this.before = h("button", { type: "button", class: "quiet", "data-step": "before", onclick: step(-1) });
    this.after = h("button", { type: "button", class: "quiet", "data-step": "after", onclick: step(1) });
    this.where = h("span", { role: "status" });
    this.box = h("input", { type: "checkbox", id: "batch-seen", onchange: () => {
      this.item.seen = this.box.checked;
      hooks.seen(this.item);
    } });
    this.label = h("label", { for: "batch-seen" });
    this.node = h("nav", { class: "batch-reader" }, this.back, this.before, this.where, this.after, h("span", { class: "see" }, this.box, this.label));
    this.hide();
  }

  hide() {
    this.node.hidden = true;
    this.item = null;
  }

  /** Shows it over a report, of as many as there are. */
  at(item, all) {
    const first = !this.item;
    this.item = item;
    this.node.hidden = false;
    this.translate(all);
    if (first) this.back.focus({ preventScroll: true });
  }

  translate(all) {
    const { item, list } = this;
    this.node.setAttribute("aria-label", say("reader"));
    this.back.textContent = say("back", all);
    this.before.textContent = say("before");
    this.after.textContent = say("after");
    this.label.textContent = say("seen");
    if (!item) return;
    const at = list.indexOf(item);
    const held = document.activeElement;
    this.before.disabled = at <= 0;
    this.after.disabled = at < 0 || at + 1 >= list.length;
    // At the end only the way back is left.
    if (held.disabled && this.node.contains(held)) (held === this.after ? this.before : this.after).focus();
    if (document.activeElement.disabled || (held.disabled && document.activeElement === document.body)) this.back.focus();
    this.where.textContent = say("where", item.digest.organ || item.path, number(at + 1), number(list.length));
    this.box.checked = item.seen;
  }
}
