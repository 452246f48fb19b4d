// Several engines at work on a queue, one file at a time each. A worker that fails or hangs is ended
// and another one takes its place; only its file is lost. Of files that are only to be looked at a worker has the next
// at hand, read and handed over whole, so that it waits neither for the disk nor for the page.

import { bytesOf, work } from "./job.js";
import { begins } from "../pictures/kind.js";

// Milliseconds after which a file is given up; the largest reports take a fraction of one.
const PATIENCE = 60000;
// Bytes of a file that is read ahead.
const AHEAD = 4e6;

/** As many as the machine has to give; more than four only wait for the disk. */
export const workers = () => Math.max(1, Math.min(4, navigator.hardwareConcurrency || 2));

const isPlain = ({ job: { call, file } }) => call === "digestFile" && file.size < AHEAD;

export class Pool {
  /** `patience` is how many milliseconds a file may take. */
  constructor(size, patience = PATIENCE) {
    this.size = size;
    this.patience = patience;
    this.queue = [];
    this.crew = [];
    this.inline = false;
    this.asked = 0;
  }

  /** Resolves to { answer } or { trouble: a word for what went wrong }. */
  ask(job) {
    return new Promise((done) => {
      this.asked += 1;
      this.queue.push({ id: this.asked, job, done });
      this.feed();
    });
  }

  /** Forgets what has not begun. */
  cancel() {
    const ahead = this.crew.map(({ tasks }) => tasks.splice(1));
    for (const { done } of this.queue.splice(0).concat(...ahead)) done({ trouble: "cancelled" });
  }

  /** Ends all workers; the next question starts new ones. */
  end() {
    this.cancel();
    for (const member of this.crew.splice(0)) this.dismiss(member, "cancelled");
  }

  feed() {
    while (this.queue.length) {
      let member = this.crew.find(({ tasks }) => !tasks.length);
      if (!member && this.crew.length < (this.inline ? 1 : this.size)) {
        member = this.inline ? { worker: null, ready: true, tasks: [] } : this.hire();
        if (!member) continue;
        this.crew.push(member);
      }
      if (!member && isPlain(this.queue[0])) member = this.crew.find(({ worker, ready, tasks }) => worker && ready && tasks.length === 1 && isPlain(tasks[0]));
      if (!member) return;
      const task = this.queue.shift();
      member.tasks.push(task);
      this.give(member, task);
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
    const member = { worker, ready: false, tasks: [], told: Promise.resolve() };
    worker.onmessage = ({ data }) => {
      if (data === "ready") {
        member.ready = true;
        this.feed();
      } else this.finish(member, data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      // One that never came up will not the next time either.
      if (!member.ready) this.inline = true;
      this.replace(member, member.ready ? "crashed" : null);
    };
    return member;
  }

  give(member, task) {
    const { id, job } = task;
    if (!member.worker) {
      // In turns with what the reader does.
      const tell = (said) => this.finish(member, Object.assign({}, said, { id }));
      setTimeout(() => work(job).then(tell, () => tell({ trouble: "no_engine" })), 0);
      return;
    }
    if (member.tasks.length === 1) this.wait(member);
    if (!isPlain(task)) {
      member.worker.postMessage(Object.assign({ id }, job));
      return;
    }
    const read = bytesOf(job.file);
    // In their order, whichever is read first.
    member.told = member.told.then(() => read).then((bytes) => {
      if (!member.tasks.includes(task)) return;
      // Of a picture the file is wanted too.
      const file = bytes && begins(bytes) ? job.file : undefined;
      member.worker.postMessage(Object.assign({ id }, job, { file, bytes }), bytes ? [bytes.buffer] : []);
    });
  }

  wait(member) {
    member.timer = setTimeout(() => this.replace(member, "slow"), this.patience);
  }

  finish(member, { id, ...said }) {
    const task = member.tasks.find((other) => other.id === id);
    // One that was taken back.
    if (!task) return;
    member.tasks.splice(member.tasks.indexOf(task), 1);
    if (said.trouble === "crashed" && member.worker) {
      member.tasks.unshift(task);
      this.replace(member, "crashed");
      return;
    }
    clearTimeout(member.timer);
    if (member.worker && member.tasks.length) this.wait(member);
    task.done(said);
    this.feed();
  }

  /** Ends a worker; its task failed with this trouble, or is for another one where there is none. */
  replace(member, trouble) {
    this.crew = this.crew.filter((other) => other !== member);
    this.queue.unshift(...member.tasks.splice(trouble ? 1 : 0));
    this.dismiss(member, trouble);
    this.feed();
  }

  dismiss(member, trouble) {
    clearTimeout(member.timer);
    if (member.worker) member.worker.terminate();
    for (const { done } of member.tasks.splice(0)) done({ trouble });
  }
}
