// What is said to whoever looks on, as the native command says it: names and cells of strangers can do no harm there,
// and nobody has to read to the end.

const code = (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A text in which nothing steers a terminal; JSON takes what stands in its place for the same characters. */
const escaped = (text) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, code);

/** A name that takes up one line, whatever is in it. */
export const oneLine = (name) => escaped(name).replace(/[\n\t]/g, code);

export const print = (...lines) => process.stdout.write(escaped(lines.map((line) => `${line}\n`).join("")));
/** Says on standard error what is wrong, on one line. */
export const complain = (what) => process.stderr.write(`gouji: ${oneLine(String(what))}\n`);

/** Once whoever reads has closed the pipe the rest is dropped: the exit code is still wanted. */
export function outlast() {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error) => {
      if (["EPIPE", "ERR_STREAM_DESTROYED"].includes(error.code)) return;
      process.exitCode = 2;
      if (stream === process.stdout) complain(`没有写完 not written to its end (${error.message})`);
    });
  }
}
