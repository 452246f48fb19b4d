// How a session asks the engine: started where needed, the larger one fetched for what it alone can do, and what
// failed tried again by the user.

import { LEFT } from "./content.js";

export class Asking {
  constructor(engine, view) {
    this.engine = engine;
    this.view = view;
    /** Whether the larger engine could not be had. */
    this.lost = false;
    /** How many tasks wait, and what is said of the last one until none does. */
    this.waiting = 0;
    this.word = "";
  }

  /**
   * Runs a task with the engine, the `large` one where it takes that, after a frame where it is `slow`. A failure
   * leaves all that was taken in or typed as it is, and is told to `stuck`; `again` tries the same task once more.
   * Resolves to false where the engine cannot be had.
   */
  run(task, large, slow, again, stuck) {
    const { engine, view } = this;
    const run = () => {
      try {
        task();
        view.busy(this.waiting ? this.word : "");
      } catch (error) {
        if (error === LEFT && !large) return this.run(task, true, slow, again, stuck);
        stuck();
        view.failed(error, again);
        throw error;
      }
    };
    const enough = engine.ready() && (!large || engine.full());
    if (enough && !slow) {
      try {
        return Promise.resolve(run());
      } catch (error) {
        return Promise.reject(error);
      }
    }
    view.busy(this.word = enough ? "working" : large && engine.ready() ? "loading" : "starting");
    this.waiting += 1;
    return (large ? engine.deepen() : engine.start()).then(() => slow && new Promise((done) => setTimeout(done, 30))).then(() => {
      this.waiting -= 1;
      return run();
    }, (error) => {
      this.waiting -= 1;
      view.failed(error, again);
      return false;
    });
  }

  /** Fetches the larger engine, then asks `again`; where it cannot be had and an answer `stands`, says so. */
  deepen(again, stands) {
    const { engine, view } = this;
    if (this.lost) {
      this.lost = false;
      view.loading();
    }
    if (!this.coming) {
      // After the frame that shows the first answer.
      this.coming = new Promise((done) => setTimeout(done, 30)).then(() => engine.deepen()).then(() => {
        this.coming = null;
        this.lost = false;
        return again();
      }, (error) => {
        // The first answer stands; the next one tries again.
        console.error(error);
        this.coming = null;
        this.lost = true;
        if (stands()) view.loading();
      });
    }
    return this.coming;
  }
}
