// Who is asked: a worker beside this file; where the browser or the page's policy has none, the engine in the
// page itself, between two tasks of it.

/** Gives ask(job, tell), which resolves after the last answer, and end(). */
export function asker() {
  const waiting = new Map();
  let count = 0;
  let worker = null;
  let here = false;

  const inline = ({ job, tell, done, failed }) => {
    setTimeout(() => import("./told.js").then(({ work }) => work(job, tell)).then(done, failed), 0);
  };

  /** What was asked of a worker that is no more is asked here, or failed. */
  function lose(error) {
    if (worker) worker.terminate();
    worker = null;
    const left = Array.from(waiting.values());
    waiting.clear();
    for (const one of left) {
      if (here) inline(one);
      else one.failed(error);
    }
  }

  function hire() {
    let ready = false;
    try {
      worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    } catch (refused) {
      here = true;
      return;
    }
    worker.onerror = (event) => {
      event.preventDefault();
      // One that never came up will not the next time either.
      here = !ready;
      lose(new Error("the worker stopped"));
    };
    worker.onmessage = ({ data }) => {
      if (data === "ready") {
        ready = true;
        return;
      }
      const one = waiting.get(data.id);
      if (!one) return;
      if (data.said) one.tell(data.said);
      else {
        waiting.delete(data.id);
        if (data.error) one.failed(new Error(data.error));
        else one.done();
      }
    };
  }

  return {
    ask: (job, tell) => new Promise((done, failed) => {
      const one = { job, tell, done, failed };
      if (!worker && !here) hire();
      if (here) {
        inline(one);
        return;
      }
      count += 1;
      waiting.set(count, one);
      worker.postMessage({ id: count, job });
    }),
    end() {
      here = false;
      lose(new Error("ended"));
    },
  };
}
