// The engine beside the page: no frame waits for it.

import { work } from "./told.js";

self.onmessage = ({ data: { id, job } }) => {
  work(job, (said) => self.postMessage({ id, said })).then(() => self.postMessage({ id, done: true }), (error) => self.postMessage({ id, error: String((error && error.message) || error) }));
};
self.postMessage("ready");
