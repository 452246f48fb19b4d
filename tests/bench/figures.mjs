// Figures that are kept: ratios of what was measured side by side in one run, which another machine
// can be held to. `cargo xtask bench` collects them and compares them with those of docs/benchmarks.json.
import { appendFileSync } from "node:fs";

/** Notes a ratio; `better` says which way is the good one. */
export function ratio(name, value, better = "lower") {
  if (process.env.GOUJI_FIGURES) appendFileSync(process.env.GOUJI_FIGURES, `${JSON.stringify({ name, value: Number(value.toPrecision(3)), better })}\n`);
}

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);

/** The value at a part of the way through the sorted numbers: .5 is the median. */
export const at = (numbers, part) => sorted(numbers)[Math.floor(part * (numbers.length - 1))];
export const median = (numbers) => at(numbers, 0.5);

/** Median and middle half. */
export const spread = (numbers, digits = 1) =>
  `${median(numbers).toFixed(digits).padStart(9)}  ${at(numbers, 0.25).toFixed(digits)}–${at(numbers, 0.75).toFixed(digits)}`;
