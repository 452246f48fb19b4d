// Planes of gray → what is seen on them, in a worker of its own: the page stays alive, and ending it is ending the worker.

import { see } from "./job.js";

/** Why pictures were not read: `cancelled`, `crashed`, `lost`. */
class Failed extends Error {
  constructor(code) {
    super(code);
    this.code = code;
    this.lost = code === "lost";
  }
}

/** `told(what, done, all)` hears how far it is; an aborted `signal` ends it. */
export async function read(pages, { told, signal }) {
  let worker = null;
  let said;
  try {
    said = await new Promise((done, failed) => {
      signal.addEventListener("abort", () => failed(new Failed("cancelled")));
      if (signal.aborted) throw new Failed("cancelled");
      // Where a browser has no workers made of modules the page reads itself.
      const inline = () => setTimeout(() => see(pages, told).then(done, () => done({ trouble: "lost" })), 30);
      let begun = false;
      try {
        worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
      } catch (refused) {
        inline();
        return;
      }
      worker.onerror = (event) => {
        event.preventDefault();
        // One that never came up takes nothing along.
        if (begun) done({ trouble: "crashed" });
        else inline();
      };
      worker.onmessage = ({ data }) => {
        if (data === "ready") {
          begun = true;
          worker.postMessage(pages, [].concat(...pages.map(({ pixels, red }) => (red ? [pixels.buffer, red.buffer] : [pixels.buffer]))));
        } else if (data.what) told(data.what, data.done, data.all);
        else done(data);
      };
    });
  } finally {
    if (worker) worker.terminate();
  }
  if (said.trouble) throw new Failed(said.trouble);
  return said.seen;
}
