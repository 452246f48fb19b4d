// What the element says in Chinese beside the page's sentences: the page has these in its index.html.

import { words } from "../words.js";

Object.assign(words["zh-CN"], {
  input: "报告原文",
  paste_label: "在这里粘贴或输入报告内容",
  paste_hint: "打开报告，全选（Ctrl+A）、复制（Ctrl+C），再到这里粘贴（Ctrl+V）。网页、Word、WPS、表格软件里复制的都可以，也可以把文件拖进来。",
  file_label: "选择报告文件",
  parts: "已放入的内容",
  check: "校核",
  choose: "选择文件…",
  clear: "清空重来",
  privacy: "数据只在本机浏览器中处理。",
  findings: "问题",
  legend: "图例",
  form: "表格",
});
