// Several engines at work on a queue, one file at a time each. A worker that fails or hangs is ended
// and another one takes its place; only its file is lost.

import { work } from "./job.js";

// Milliseconds after which a file is given up; the largest reports take a fraction of one.
const PATIENCE = 60000;

/** As many as the machine has to give; more than four only wait for the disk. */
export const workers = () => Math.max(1, Math.min(4, navigator.hardwareConcurrency || 2));

export class Pool {
  /** `patience` is how many milliseconds a file may take. */
  constructor(size, patience = PATIENCE) {
    this.size = size;
    this.patience = patience;
    this.queue = [];
    this.crew = [];
    this.inline = false;
  }

  /** Resolves to { answer } or { trouble: a word for what went wrong }. */
  ask(job) {
    return new Promise((done) => {
      this.queue.push({ job, done });
      this.feed();
    });
  }

  /** Forgets what has not begun. */
  cancel() {
    for (const { done } of this.queue.splice(0)) done({ trouble: "cancelled" });
  }

  /** Ends all workers; the next question starts new ones. */
  end() {
    this.cancel();
    for (const member of this.crew.splice(0)) this.dismiss(member, "cancelled");
  }

  feed() {
    while (this.queue.length) {
      let member = this.crew.find((other) => !other.task);
      if (!member) {
        if (this.crew.length >= (this.inline ? 1 : this.size)) return;
        member = this.inline ? { worker: null, ready: true, task: null } : this.hire();
        if (!member) continue;
        this.crew.push(member);
      }
      member.task = this.queue.shift();
      this.give(member);
    }
  }

  /** A new worker; null where the browser has none of the kind, and from then on the page works itself. */
  hire() {
    let worker;
    try {
      worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    } catch (refused) {
      this.inline = true;
      return null;
    }
    const member = { worker, ready: false, task: null };
    worker.onmessage = ({ data }) => {
      if (data === "ready") member.ready = true;
      else this.finish(member, data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      // One that never came up will not the next time either.
      if (!member.ready) this.inline = true;
      this.replace(member, member.ready ? "crashed" : null);
    };
    return member;
  }

  give(member) {
    const { job } = member.task;
    if (!member.worker) {
      // In turns with what the reader does.
      setTimeout(() => work(job).then((said) => this.finish(member, said), () => this.finish(member, { trouble: "no_engine" })), 0);
      return;
    }
    member.timer = setTimeout(() => this.replace(member, "slow"), this.patience);
    member.worker.postMessage(job);
  }

  finish(member, said) {
    if (!member.task) return;
    if (said.trouble === "crashed" && member.worker) {
      this.replace(member, "crashed");
      return;
    }
    clearTimeout(member.timer);
    const { done } = member.task;
    member.task = null;
    done(said);
    this.feed();
  }

  /** Ends a worker; its task failed with this trouble, or is for another one where there is none. */
  replace(member, trouble) {
    this.crew = this.crew.filter((other) => other !== member);
    if (!trouble && member.task) {
      this.queue.unshift(member.task);
      member.task = null;
    }
    this.dismiss(member, trouble);
    this.feed();
  }

  dismiss(member, trouble) {
    clearTimeout(member.timer);
    if (member.worker) member.worker.terminate();
    if (member.task) member.task.done({ trouble });
    member.task = null;
  }
}
