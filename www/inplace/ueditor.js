// UEditor and what came of it (Neditor, UEditor Plus): editor.ready(() => attach(editor)).

import { select, type } from "./caret.js";
import { watch } from "./inplace.js";

/** Watches what an editor that is ready holds; the list stands below the editor. */
export function attach(editor, options) {
  const { body } = editor;
  const watching = watch(body, Object.assign({
    below: editor.container,
    // What it keeps the selection with while it works.
    skip: (element) => /^_baidu_bookmark/.test(element.id) || element.classList.contains("anchorclass"),
    fill(changes) {
      if (body.contentEditable === "false") return false;
      editor.focus();
      editor.fireEvent("saveScene");
      const done = type(changes);
      editor.fireEvent("saveScene");
      editor.fireEvent("contentchange");
      return done;
    },
    caret(range) {
      editor.focus();
      select(range);
    },
  }, options));
  editor.addListener("beforedestroy", () => watching.stop());
  editor.addListener("destroy", () => watching.stop());
  return watching;
}
