// How far a long run has come, on standard error where somebody looks on.

/** Fewer inputs than these are done before a bar could be read. */
const MANY = 50;
const WIDTH = 40;

export function bar(inputs, when, quiet) {
  const shown = when === "always" || (when === "auto" && process.stderr.isTTY && !quiet && inputs >= MANY);
  let done = 0;
  let drawn = -1;
  return {
    step() {
      done += 1;
      const part = Math.floor((done * WIDTH) / Math.max(inputs, 1));
      if (!shown || part === drawn) return;
      drawn = part;
      process.stderr.write(`\r${"█".repeat(part)}${"░".repeat(WIDTH - part)} ${done}/${inputs}`);
    },
    finish() {
      if (shown) process.stderr.write(`\r${" ".repeat(WIDTH + 2 * String(inputs).length + 2)}\r`);
    },
  };
}
