// In the extension's own page: takes the attachment for which it was opened.

import { hand } from "../www/inplace/files.js";

const { chrome } = globalThis;
const number = location.hash.slice(1);

async function take() {
  const given = await chrome.runtime.sendMessage({ type: "take", number });
  if (!given) return;
  const bytes = Uint8Array.from(atob(given.data.slice(given.data.indexOf(",") + 1)), (unit) => unit.charCodeAt(0));
  while (!document.documentElement.hasAttribute("data-ready")) await new Promise((done) => setTimeout(done, 50));
  hand(window, new File([bytes], given.name));
}

if (number) {
  history.replaceState(null, "", location.pathname);
  take();
}
