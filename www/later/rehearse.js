// Everything once for nothing while the reader still reads the first sentence, so that the first paste
// is answered as fast as the tenth: browsers compile what runs, and well what runs often.

import * as engine from "../engine.js";
import { contentOf } from "../content.js";
import { language } from "../words.js";
import { sample } from "./sample.js";

// By then what the engine does most often has been compiled well.
const ROUNDS = 6;
// A cell as word processors copy it.
const CELL = "<td style='border:none;mso-border-alt:solid windowtext'><p class=MsoNormal style='line-height:18pt'><span lang=EN-US style='font-size:10.5pt;color:black'>";

/** `state` is the page's; `show()` draws what stands in its session. */
export function rehearse({ forms, session }, show) {
  const idle = window.requestIdleCallback || ((task) => setTimeout(task, 50));
  const text = sample(forms);
  const table = text.replace(/^/gm, `<tr>${CELL}`).replace(/\t/g, CELL);
  const round = (n) => {
    if (session.parts.length || session.steps.length || !engine.ready()) return;
    const base = engine.check([n % 2 ? { kind: "html", text: `<table>${table}</table>` } : { kind: "text", text }], { language: language() });
    // A form without numbers, say, is the larger engine's.
    if (!base) return;
    // Painted and hidden again before anyone sees it.
    Object.assign(session, { base, content: contentOf([]) });
    session.judge();
    session.forget();
    show();
    if (n < ROUNDS) idle(() => round(n + 1));
  };
  idle(() => round(1));
}
