// The extension's own process: it has the engine, which answers the marks in a page, and hands attachments on
// to the extension's own page. It asks no server for anything.

import { work } from "../www/inplace/told.js";

const { chrome } = globalThis;

/** The checker's own page. */
const PAGE = "site/open.html";

// A click is what gives it this one tab. Where no extension may run (the browser's own pages, its viewer of PDF),
// there is the checker's page, which takes files and what is pasted.
chrome.action.onClicked.addListener((tab) => {
  chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ["content.js"] }).catch((error) => {
    console.error(error);
    chrome.tabs.create({ url: chrome.runtime.getURL(PAGE) });
  });
});

let ports = 0;
chrome.runtime.onConnect.addListener((port) => {
  ports += 1;
  const of = `port ${ports}`;
  let open = true;
  port.onDisconnect.addListener(() => { open = false; });
  const tell = (message) => { if (open) port.postMessage(message); };
  port.onMessage.addListener(({ id, job }) => {
    work(Object.assign({}, job, { of }), (said) => tell({ id, said })).then(() => tell({ id, done: true }), (error) => tell({ id, error: String((error && error.message) || error) }));
  });
});

/** Number → a file that waits for its page. */
const files = new Map();
let count = 0;

chrome.runtime.onMessage.addListener((message, sender, answer) => {
  if (sender.id !== chrome.runtime.id) return;
  if (message.type === "open") {
    count += 1;
    files.set(String(count), message.file);
    chrome.tabs.create({ url: chrome.runtime.getURL(`${PAGE}#${count}`) });
    answer(true);
  }
  if (message.type === "take") {
    answer(files.get(message.number) || null);
    files.delete(message.number);
  }
});
