// Reads one report's pictures and has then done its work.

import { see } from "./job.js";

self.onmessage = ({ data }) => {
  see(data, (what, done, all) => self.postMessage({ what, done, all })).then((said) => self.postMessage(said), (error) => {
    console.error(error);
    self.postMessage({ trouble: "lost" });
  });
};
self.postMessage("ready");
