// A report as text, word for word as the native command prints it.

import { oneLine } from "./terminal.js";

/** Worst first. */
export const SIGNS = { inconsistent: ["✗ 不一致", "✗ inconsistent"], undecided: ["? 未判定", "? undecided"], unrecognised: ["— 无法识别", "— unrecognised"], consistent: ["✓ 一致", "✓ consistent"] };
/** Undecided findings shown one by one. */
const FEW = 3;

export const pick = (language, zh, en) => (language === "en" ? en : zh);

export function lines(report, language) {
  const say = (zh, en) => pick(language, zh, en);
  const unsure = report.findings.filter(({ status }) => status === "undecided");
  const shown = report.findings.filter((finding) => finding.status !== "undecided" || unsure.indexOf(finding) < FEW);
  // The id by which it is switched off, where it may be.
  const switchable = ({ severity, rule }) => (severity === "error" ? "" : ` [${rule}]`);
  const sign = (finding) => (finding.status === "undecided" ? "?" : { error: "✗", warning: "!", hint: "·" }[finding.severity]);
  const more = unsure.length - FEW;
  return [
    [say(...SIGNS[report.verdict]), oneLine(report.file ?? "-"), report.organ, report.year].filter(Boolean).join("  "),
    `  ${report.message}`,
    ...(report.original ? [`  ${say("改动前：", "Before the edits: ")}${report.original.message}`] : []),
    ...report.explanations.flatMap(({ message, candidates }) => [`  → ${message}`, ...candidates.map((one) => `      · ${one.message}`)]),
    ...shown.map((finding) => `  ${sign(finding)} ${finding.message}${switchable(finding)}`),
    ...(more > 0 ? [say(`  ? 另有 ${more} 条无法判定`, `  ? ${more} more could not be decided`)] : []),
    // The sentence is everybody's; here there is an option for it.
    ...report.notes.map(({ code, message }) => `  i ${message}${code === "totals-unchecked" ? say("用 --totals 核对。", " --totals checks them.") : ""}`),
  ];
}

/** 0 all consistent, 1 something inconsistent, 2 anything else. */
export function exitCode(verdicts, failed = false) {
  if (verdicts.includes("inconsistent")) return 1;
  return verdicts.length && !failed && verdicts.every((one) => one === "consistent") ? 0 : 2;
}
