// What a result is the result of, as the native command says it.
import { createHash } from "node:crypto";
import { forms, rules, version } from "../node.js";
import { FINGERPRINT, ruleSet as textOf } from "./rows.js";

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
export const engine = version;

/** Fingerprint of forms and rules. */
export const ruleSet = () => sha256(textOf(forms("zh-CN"), rules("zh-CN"))).slice(0, FINGERPRINT);
