// Which cells stand on which side of what was chosen.

import { keyOf } from "../marks.js";

/** The cells left and right of the equals sign; without an equation all are left. */
export const equationOf = ({ sides, cells }) => sides || { left: cells, right: [] };

/** Cell id → its side in what was chosen: the key of a finding, the two sides of an equation, cells, or nothing. */
export function sidesOf(chosen, { findings }) {
  const finding = typeof chosen === "string" && findings.find((one) => keyOf(one) === chosen);
  const { left, right } = finding ? equationOf(finding) : chosen && chosen.left ? chosen : { left: chosen || [], right: [] };
  return new Map(left.map((id) => [id, "left"]).concat(right.map((id) => [id, "right"])));
}
