// CKEditor 4: CKEDITOR.replace(…).on("instanceReady", ({ editor }) => attach(editor)).

import { type } from "./caret.js";
import { watch } from "./inplace.js";

/** Watches what an editor that is ready holds, also after its source was looked at; the list stands below. */
export function attach(editor, options) {
  const rootOf = () => editor.editable().$;
  const watching = watch(rootOf(), Object.assign({
    below: editor.container.$,
    skip: (element) => element.hasAttribute("data-cke-temp") || element.hasAttribute("data-cke-hidden-sel") || element.hasAttribute("data-cke-magic-line"),
    fill(changes) {
      if (editor.readOnly) return false;
      editor.focus();
      editor.fire("saveSnapshot");
      const done = type(changes);
      editor.fire("saveSnapshot");
      return done;
    },
    caret(range) {
      editor.focus();
      const selection = range.startContainer.ownerDocument.defaultView.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
    },
  }, options));
  // The source takes the place of the document; coming back makes another one.
  editor.on("contentDom", () => watching.move(rootOf()));
  editor.on("destroy", () => watching.stop());
  return watching;
}
