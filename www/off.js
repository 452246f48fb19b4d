// The kinds of warnings and hints that the reader does not want to see, by rule.

import { recall, remember } from "./memory.js";

let kinds = (recall("off") || "").split(" ").filter(Boolean);

/** Ids of rules, as the engine takes them. */
export const off = () => kinds;

/** Switches a rule off or on again; without one, all on. */
export function turn(rule, on) {
  kinds = rule ? kinds.filter((other) => other !== rule).concat(on ? [] : rule) : [];
  remember("off", kinds.length ? kinds.join(" ") : null);
}
