// What a result is the result of, as the native command says it.
import { createHash } from "node:crypto";
import { forms, rules, version } from "../node.js";

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
export const engine = version;

/** Fingerprint of forms and rules: a line for each cell of each edition, then one for each rule. */
export function ruleSet() {
  const cells = forms("zh-CN").flatMap(({ id, tables }) => Object.values(tables).flatMap(({ lines }) => lines.flat().filter(({ cell }) => cell).map(({ cell, name }) => [id, cell, name])));
  const all = [...cells, ...rules("zh-CN").map(({ edition, id, severity, sentence }) => [edition, id, severity, sentence])];
  return sha256(all.map((fields) => `${fields.join("\t")}\n`).join("")).slice(0, 16);
}
