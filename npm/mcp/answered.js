// Standard input for the SDK's transport, which drops every request that is not answered when its input ends: here the
// input ends for it when the last answer has gone out.
import { PassThrough } from "node:stream";

/** A subscription has no answer until the server ends. */
const LASTING = "subscriptions/listen";

export class Answered {
  /** `Transport` is the SDK's class, `from` the stream that requests come by. */
  constructor(Transport, from) {
    this.from = from;
    this.held = new PassThrough();
    this.transport = new Transport(this.held);
    /** Requests without an answer: their ids, each as often as it came. */
    this.open = [];
    this.ended = false;
    this.done = new Promise((done) => { this.finish = done; });
  }

  /** Once the transport has somebody to give messages to: until all is answered, or nobody reads any more. */
  async answered() {
    const { transport, held, from } = this;
    const { onmessage, onclose } = transport;
    const send = transport.send.bind(transport);
    transport.onmessage = (message, ...more) => {
      this.came(message);
      onmessage?.(message, ...more);
    };
    transport.send = async (message, ...more) => {
      try {
        return await send(message, ...more);
      } finally {
        this.went(message);
      }
    };
    transport.onclose = () => {
      onclose?.();
      this.finish();
    };
    // After the transport's own listener: what was in this piece is counted.
    held.on("data", () => setImmediate(() => this.settle()));
    let last = "\n";
    from.on("data", (piece) => { last = piece.subarray(-1).toString("latin1"); });
    from.pipe(held, { end: false });
    for (const event of ["end", "close", "error"]) {
      from.once(event, () => {
        if (this.ended) return;
        this.ended = true;
        // A last line is one without a line break too.
        if (last !== "\n") held.write("\n");
        setImmediate(() => this.settle());
      });
    }
    await this.done;
    from.unpipe(held);
    held.destroy();
  }

  came({ id, method, params }) {
    if (method === undefined) return;
    // What is withdrawn is not answered.
    if (method === "notifications/cancelled") this.drop(params?.requestId);
    else if (id !== undefined && method !== LASTING) this.open.push(id);
  }

  went({ id, method }) {
    if (id === undefined || method !== undefined) return;
    this.drop(id);
    this.settle();
  }

  drop(id) {
    const at = this.open.indexOf(id);
    if (at >= 0) this.open.splice(at, 1);
  }

  settle() {
    if (this.ended && !this.open.length && !this.held.readableLength && !this.held.writableLength) this.finish();
  }
}
