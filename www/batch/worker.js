// One engine of several.

import { work } from "./job.js";

// One after the other: the next may be there before the last is done.
let last = Promise.resolve();

self.onmessage = ({ data: job }) => {
  const tell = (said) => self.postMessage(Object.assign({}, said, { id: job.id }));
  last = last.then(() => work(job)).then(tell, (error) => {
    console.error(error);
    tell({ trouble: "no_engine" });
  });
};
self.postMessage("ready");
