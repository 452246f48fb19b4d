// Texts at the command line, by an older build and by this one in turns: reports a second on one thread and on two, and
// the peak of memory over ten times as many. Part of `cargo xtask bench --against`, which builds both:
//   node tests/bench/command.mjs FOLDER OLD NEW
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asText, values } from "../web/report.mjs";
import { median } from "./figures.mjs";

const FEW = 1000;
const MANY = 10 * FEW;
const ROUNDS = 5;
const [folder, ...programs] = process.argv.slice(2);
const [form] = JSON.parse(readFileSync(join(folder, "forms.json"), "utf8"));
const text = asText(form, values(form));

/** A folder of so many reports, each of an authority of its own. */
function texts(count) {
  const out = join(folder, `texts-${count}`);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (let n = 0; n < count; n += 1) writeFileSync(join(out, `${n}.txt`), text.replaceAll("某市某局", `某市第${n}局`));
  return out;
}

/** One run: seconds, and the peak of memory in MB. */
function run(program, texts, threads) {
  return new Promise((done, failed) => {
    const start = performance.now();
    const child = spawn(program, ["check", "--threads", String(threads), texts], { stdio: "ignore" });
    let peak = 0;
    const look = setInterval(() => {
      try {
        peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? 0) / 1024);
      } catch {
        // It has ended, or there is no /proc.
      }
    }, 5);
    child.on("error", failed);
    child.on("exit", () => {
      clearInterval(look);
      done({ seconds: (performance.now() - start) / 1000, peak });
    });
  });
}

const few = texts(FEW);
for (const threads of [1, 2]) {
  const rates = programs.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, program] of programs.entries()) rates[at].push(FEW / (await run(program, few, threads)).seconds);
  }
  const [old, now] = rates.map(median);
  console.log(`command line, ${FEW} texts, ${threads} thread(s): ${old.toFixed(0)} → ${now.toFixed(0)} reports/s, ${(now / old).toFixed(2)} times as many`);
}
const many = texts(MANY);
for (const [at, program] of programs.entries()) {
  const { seconds, peak } = await run(program, many, 1);
  console.log(`${at ? "now" : "before"}, ${MANY} texts: ${((seconds * 1000) / MANY).toFixed(3)} ms each, peak ${peak.toFixed(0)} MB`);
}
for (const out of [few, many]) rmSync(out, { recursive: true, force: true });
