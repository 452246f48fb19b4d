// "Validate before publish": holds a form back until its content was checked.

// Checking must never be what keeps an office from publishing: after this many milliseconds, or where
// the checker cannot run, the form goes out.
const PATIENCE = 15000;

/**
 * Before `form` is sent, has `content()` checked by `check` (of `<gouji-check>`, of `embed()`, or any
 * function that resolves to a report). `decide` may answer "allow", "warn" or "block" for a report;
 * without it, broken relations get `mode` and everything else is allowed. Who is warned is asked by
 * `confirm(report)`; who is blocked is told by `blocked(report)`; `failed(error)` hears when nothing
 * could be checked. `when(button)` says which buttons publish, where others of the form save a draft or show
 * a preview. Gives a function that takes the guard off.
 */
export function guard(form, { content, check, when = () => true, mode = "warn", decide, confirm, blocked, failed = (error) => console.error(error) }) {
  const judge = decide || ((report) => (report && report.verdict === "inconsistent" ? mode : "allow"));
  const asked = confirm || ((report) => window.confirm(`${report.message}\n\n仍然发布？`));
  const told = blocked || ((report) => window.alert(report.message));
  let passing = false;
  let busy = false;

  async function allowed() {
    let report;
    try {
      report = await Promise.race([
        Promise.resolve(content()).then(check),
        new Promise((_, late) => setTimeout(() => late(new Error("gouji did not answer in time")), PATIENCE)),
      ]);
    } catch (error) {
      failed(error);
      return true;
    }
    const answer = judge(report);
    if (answer === "block") {
      told(report);
      return false;
    }
    return answer !== "warn" || asked(report);
  }

  function held(event) {
    const { submitter } = event;
    if (passing || !when(submitter)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (busy) return;
    busy = true;
    // Never within this very event, however soon the answer is there: a form does not send itself while
    // it is asking whether to.
    allowed().then((go) => setTimeout(() => {
      busy = false;
      if (!go) return;
      passing = true;
      send(form, submitter);
      passing = false;
    }));
  }

  form.addEventListener("submit", held, true);
  return () => form.removeEventListener("submit", held, true);
}

/** Sends a form as its button would have: with its name, and heard by everyone else's listeners. */
function send(form, submitter) {
  if (form.requestSubmit) form.requestSubmit(submitter && submitter.form === form ? submitter : undefined);
  else HTMLFormElement.prototype.submit.call(form);
}
