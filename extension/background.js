// The extension's own process: it has the engine, which answers the marks in a page, and hands attachments on
// to the extension's own page. It asks no server for anything.

import { work } from "../www/inplace/told.js";

const { chrome } = globalThis;

// A click is what gives it this one tab.
chrome.action.onClicked.addListener((tab) => {
  chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ["content.js"] }).catch((error) => console.error(error));
});

chrome.runtime.onConnect.addListener((port) => {
  port.onMessage.addListener(({ id, job }) => {
    work(job, (said) => port.postMessage({ id, said })).then(() => port.postMessage({ id, done: true }), (error) => port.postMessage({ id, error: String((error && error.message) || error) }));
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
    chrome.tabs.create({ url: chrome.runtime.getURL(`site/open.html#${count}`) });
    answer(true);
  }
  if (message.type === "take") {
    answer(files.get(message.number) || null);
    files.delete(message.number);
  }
});
