// What runs in the page on which the button was clicked: the marks; the engine is in the extension's process.

import { check } from "../www/inplace/check.js";
import { fetched } from "../www/inplace/files.js";

const { chrome } = globalThis;
const waiting = new Map();
let port = null;
let count = 0;

/** The way to the engine; a browser puts an idle process to sleep, and wakes it when it is asked again. */
function way() {
  if (port) return port;
  port = chrome.runtime.connect();
  port.onMessage.addListener(({ id, said, done, error }) => {
    const one = waiting.get(id);
    if (!one) return;
    if (said) one.tell(said);
    if (!done && !error) return;
    waiting.delete(id);
    if (error) one.failed(new Error(error));
    else one.done();
  });
  port.onDisconnect.addListener(() => {
    port = null;
    for (const { failed } of waiting.values()) failed(new Error("the engine stopped"));
    waiting.clear();
  });
  return port;
}

const ask = (job, tell) => new Promise((done, failed) => {
  const to = way();
  count += 1;
  waiting.set(count, { tell, done, failed });
  to.postMessage({ id: count, job });
});

/** A file's bytes, written so that a message carries them. */
const written = (file) => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result);
  reader.onerror = () => failed(reader.error);
  reader.readAsDataURL(file);
});

async function open(address, name) {
  const file = await fetched(address, name);
  await chrome.runtime.sendMessage({ type: "open", file: { name: file.name, data: await written(file) } });
}

// The browser runs this anew at every click, in the same world: the page is watched once.
globalThis.goujiCheck = globalThis.goujiCheck || (() => check({ ask, open }));
globalThis.goujiCheck();
