// Ways out of the page: the clipboard and files.

import { h } from "../dom.js";

/** Offers content as a file. */
export function save(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The download has its own hold on the content once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

/** Puts text, and the same as HTML where given, on the clipboard; tells whether that worked. */
export function copy(plain, html) {
  // By the command, which also works where a page opened without https has no clipboard object.
  const box = h("textarea", { class: "vh" });
  const fill = (event) => {
    if (html) event.clipboardData.setData("text/html", html);
    event.clipboardData.setData("text/plain", plain);
    event.preventDefault();
  };
  const focused = document.activeElement;
  box.value = plain;
  document.body.append(box);
  box.select();
  document.addEventListener("copy", fill);
  const worked = document.execCommand("copy");
  document.removeEventListener("copy", fill);
  box.remove();
  if (focused) focused.focus({ preventScroll: true });
  return worked;
}
