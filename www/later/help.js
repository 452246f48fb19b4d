// What the keyboard can do, in a dialog.

import { h, put } from "../dom.js";
import { language } from "../words.js";
import { sheet } from "./styles.js";

export const words = {
  "zh-CN": {
    title: "键盘操作",
    close: "关闭",
    keys: [
      ["Ctrl+V", "在页面任意处粘贴报告：还没有的表、表的后半、文字接在后面，别的替换原来的（可撤销、可合并）"],
      ["Ctrl+Enter", "校核输入框里的内容"],
      ["F8 / Shift+F8", "到下一条 / 上一条问题所在的格"],
      ["Tab / Shift+Tab", "到下一格 / 上一格"],
      ["↑ ↓ Enter", "在表格中上下移动"],
      ["Esc", "在改过的格里：恢复原文；否则取消选中的问题"],
      ["Ctrl+Z / Ctrl+Y", "撤销 / 重做：改格、清空、替换都可以"],
      ["Ctrl+V", "在格里粘贴一行或一块数，向右、向下填"],
      ["Ctrl+P", "打印校核页"],
    ],
  },
  en: {
    title: "Keyboard",
    close: "Close",
    keys: [
      ["Ctrl+V", "Paste a report anywhere on the page: tables not there yet, the rest of one, and words are added; anything else replaces what is there (to be undone, or joined)"],
      ["Ctrl+Enter", "Check what is in the box"],
      ["F8 / Shift+F8", "To the cell of the next / previous finding"],
      ["Tab / Shift+Tab", "To the next / previous cell"],
      ["↑ ↓ Enter", "Move up and down in the form"],
      ["Esc", "In a changed cell: restore it; otherwise leave the selected finding"],
      ["Ctrl+Z / Ctrl+Y", "Undo / redo: cells, clearing, what was replaced"],
      ["Ctrl+V", "In a cell: paste a row or block of figures to the right and down"],
      ["Ctrl+P", "Print"],
    ],
  },
};

let dialog = null;

export async function open() {
  // Without its style it can be read as well.
  await sheet("help.css", import.meta.url).catch(() => {});
  const { title, close, keys } = words[language()];
  if (!dialog) {
    dialog = h("dialog", { id: "help", "aria-labelledby": "help-title" });
    document.body.append(dialog);
  }
  put(dialog,
    h("h2", { id: "help-title" }, title),
    h("dl", null, keys.map(([pressed, does]) => [h("dt", null, pressed.split(" / ").map((key, n) => [n > 0 && " / ", h("kbd", null, key)])), h("dd", null, does)])),
    h("button", { type: "button", class: "main", id: "help-close", onclick: () => (dialog.close ? dialog.close() : dialog.removeAttribute("open")) }, close));
  if (!dialog.showModal) dialog.setAttribute("open", "");
  else if (!dialog.open) dialog.showModal();
}
