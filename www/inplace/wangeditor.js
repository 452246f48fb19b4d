// wangEditor 5: attach(createEditor(…), { DomEditor }), both from "@wangeditor/editor"; the script of its
// site has them as window.wangEditor.

import { numberOf } from "./caret.js";
import { watch } from "./inplace.js";

/** Watches what an editor holds; the list stands below the editor. */
export function attach(editor, { DomEditor = globalThis.wangEditor && globalThis.wangEditor.DomEditor, ...options } = {}) {
  if (!DomEditor) throw new TypeError("attach: wangEditor's DomEditor is needed to write into its cells");
  const container = editor.getEditableContainer();
  const rangeOf = (range) => DomEditor.toSlateRange(editor, range, { exactMatch: false, suppressThrow: true });
  const root = container.querySelector("[data-slate-editor]") || container;
  const watching = watch(root, Object.assign({
    below: container.parentElement,
    fill(changes) {
      if (editor.isDisabled()) return false;
      // Cells stay in their places while others are written.
      const ranges = changes.map(({ element }) => rangeOf(numberOf(element)));
      if (!ranges.every(Boolean)) return false;
      changes.forEach(({ text }, n) => {
        editor.select(ranges[n]);
        editor.insertText(text);
      });
      return true;
    },
    caret(range) {
      const found = rangeOf(range);
      editor.focus();
      if (found) editor.select(found);
    },
  }, options));
  editor.on("destroyed", () => watching.stop());
  return watching;
}
