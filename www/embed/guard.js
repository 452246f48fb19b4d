// "Validate before publish": holds a form back until its content was checked.

// Checking must never be what keeps an office from publishing: after this many milliseconds, or where
// the checker cannot run, the form goes out.
const PATIENCE = 15000;

// Sentences that a dialog without room for more gives of a report.
const FEW = 3;

/** What is wrong, as text: the answer, and what is probably behind it or else what is broken. */
function summed({ message, explanations = [], findings = [] }) {
  const broken = findings.filter(({ status, severity }) => status === "broken" && severity === "error");
  const said = (explanations.length ? explanations : broken).slice(0, FEW);
  return [message, ...said.map((one) => `· ${one.message}`)].join("\n\n");
}

/**
 * Before `form` is sent, has `content()` checked by `check` (of `<gouji-check>`, of `embed()`, or any
 * function that resolves to a report). `decide` may answer "allow", "warn" or "block" for a report;
 * without it, broken relations get `mode` and everything else is allowed. Who is warned is asked by
 * `confirm(report)`; who is blocked is told by `blocked(report)`; `failed(error)` hears when nothing
 * could be checked. `when(button)` says which buttons publish, where others of the form save a draft or show
 * a preview; the button is null where a script sends the form. What throws lets the form go, but for
 * `blocked`. While it checks, the button is `aria-busy`. Gives a function that takes the guard off.
 */
export function guard(form, { content, check, when = () => true, mode = "warn", decide, confirm, blocked, failed = (error) => console.error(error) }) {
  if (!form || !form.addEventListener) throw new TypeError("guard: there is no such form");
  const judge = decide || (({ verdict }) => (verdict === "inconsistent" ? mode : "allow"));
  const asked = confirm || ((report) => window.confirm(`${summed(report)}\n\n仍然发布？`));
  const told = blocked || ((report) => window.alert(summed(report)));
  let passing = false;
  let busy = false;

  async function allowed() {
    let answer;
    try {
      const report = await Promise.race([
        Promise.resolve(content()).then(check),
        new Promise((_, late) => setTimeout(() => late(new Error("gouji did not answer in time")), PATIENCE)),
      ]);
      if (!report) throw new Error("gouji was given something else meanwhile");
      answer = judge(report);
      if (answer === "block") told(report);
      else if (answer === "warn") return await asked(report);
    } catch (error) {
      try {
        failed(error);
      } catch (another) {
        console.error(another);
      }
    }
    return answer !== "block";
  }

  function publishes(button) {
    try {
      return when(button);
    } catch (error) {
      // Better one check too many.
      console.error(error);
      return true;
    }
  }

  function held(event) {
    const submitter = event.submitter || null;
    if (passing || !publishes(submitter)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (busy) return;
    busy = true;
    if (submitter) submitter.setAttribute("aria-busy", "true");
    // Never within this very event, however soon the answer is there: a form does not send itself while
    // it is asking whether to.
    allowed().then((go) => setTimeout(() => {
      busy = false;
      if (submitter) submitter.removeAttribute("aria-busy");
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
  const button = submitter && submitter.form === form ? submitter : undefined;
  if (form.requestSubmit) form.requestSubmit(button);
  else if (form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }))) {
    // Safari before 16: submit() asks no one and leaves the button out.
    const named = document.createElement("input");
    named.type = "hidden";
    if (button && button.name) Object.assign(named, { name: button.name, value: button.value });
    form.append(named);
    HTMLFormElement.prototype.submit.call(form);
    named.remove();
  }
}
