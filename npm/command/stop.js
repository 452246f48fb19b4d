// When a long run ends before its time.

/** Why a run has ended; a signal is raised again once nothing is left half. */
export class Stopped extends Error {
  constructor(signal) {
    super("校核中途停止 the check was stopped");
    this.signal = signal;
  }
}

const parent = process.ppid;
// A run in the background outlives the shell it was started from, but not npx, which waits for it.
const byNpx = process.env.npm_command === "exec";
let signal = null;

/** From now on a signal ends the run only where nothing is left half. */
export function heed() {
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(name, () => { signal = name; });
}

/** Between two files: throws where somebody has ended the run, or npx, which started it, is gone. */
export async function turn() {
  await new Promise((done) => { setImmediate(done); });
  if (signal || (byNpx && process.ppid !== parent)) throw new Stopped(signal);
}
