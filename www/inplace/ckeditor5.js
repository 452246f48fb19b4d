// CKEditor 5: ClassicEditor.create(…).then((editor) => attach(editor)).

import { numberOf } from "./caret.js";
import { watch } from "./inplace.js";

/** Watches what an editor holds; the list stands below the editor. */
export function attach(editor, options) {
  const { view, mapper } = editor.editing;
  const rangeOf = (range) => {
    const found = view.domConverter.domRangeToView(range);
    return found && mapper.toModelRange(found);
  };
  const watching = watch(view.getDomRoot(), Object.assign({
    below: editor.ui.element || view.getDomRoot(),
    // Handles, and what a caret needs.
    skip: (element) => element.matches(".ck-reset_all, .ck-widget__type-around, .ck-table-column-resizer, .ck-fake-selection-container"),
    /** All in one step of the editor's own history. */
    fill(changes) {
      const ranges = changes.map(({ element }) => rangeOf(numberOf(element)));
      if (!ranges.every(Boolean) || editor.isReadOnly) return false;
      editor.model.change((writer) => {
        changes.forEach(({ text }, n) => {
          // Bold stays bold.
          const [first] = Array.from(ranges[n].getItems()).filter((item) => item.is("$textProxy"));
          editor.model.insertContent(writer.createText(text, first ? first.getAttributes() : []), ranges[n]);
        });
      });
      view.focus();
      return true;
    },
    caret(range) {
      const found = rangeOf(range);
      if (!found) return;
      editor.model.change((writer) => writer.setSelection(found));
      view.focus();
    },
  }, options));
  editor.on("destroy", () => watching.stop());
  return watching;
}
