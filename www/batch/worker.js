// One engine of several.

import { work } from "./job.js";

self.onmessage = (event) => {
  work(event.data).then((said) => self.postMessage(said), (error) => {
    console.error(error);
    self.postMessage({ trouble: "no_engine" });
  });
};
self.postMessage("ready");
