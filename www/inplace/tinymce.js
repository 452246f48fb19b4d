// TinyMCE 4 and later. In `setup`: editor.on("init", () => attach(editor)).

import { type } from "./caret.js";
import { watch } from "./inplace.js";

/** Watches what an editor that has started holds; the list stands below the editor. */
export function attach(editor, options) {
  const watching = watch(editor.getBody(), Object.assign({
    below: editor.getContainer(),
    // What the editor itself puts in and does not save.
    skip: (element) => element.getAttribute("data-mce-bogus") === "all",
    fill(changes) {
      let done = false;
      editor.focus();
      // What was typed before is a step of its own, however it was typed.
      editor.undoManager.add();
      editor.undoManager.transact(() => { done = type(changes); });
      editor.nodeChanged();
      return done;
    },
    caret(range) {
      editor.selection.setRng(range);
      editor.focus();
    },
  }, options));
  editor.on("remove", () => watching.stop());
  return watching;
}
