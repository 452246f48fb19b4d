// Who is asked: a worker beside this file, one for all that is watched on the page; where the browser or the
// page's policy has none, the engine in the page itself, between two tasks of it.

const waiting = new Map();
let worker = null;
/** Whether the page itself answers, for it can have no worker. */
let here = false;
let asked = 0;
let clients = 0;
let open = 0;

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

/** Gives ask(job, tell), which resolves after the last answer, and end(). */
export function asker() {
  clients += 1;
  open += 1;
  const of = clients;
  return {
    ask: (job, tell) => new Promise((done, failed) => {
      job.of = of;
      const one = { job, tell, done, failed };
      if (!worker && !here) hire();
      if (here) {
        inline(one);
        return;
      }
      asked += 1;
      waiting.set(asked, one);
      worker.postMessage({ id: asked, job });
    }),
    end() {
      open -= 1;
      for (const [id, { job, failed }] of waiting) {
        if (job.of !== of) continue;
        waiting.delete(id);
        failed(new Error("ended"));
      }
      if (!open && worker) {
        worker.terminate();
        worker = null;
      }
    },
  };
}
