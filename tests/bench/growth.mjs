// Time and memory of the command line from 1 report to 10,000: time is to grow with their number,
// memory is not. Part of `cargo xtask bench`; wants target/release/gouji built. By itself, up to another number:
//   node tests/bench/growth.mjs 100000
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { engine, root } from "../web/harness.mjs";
import { texts } from "../web/many.mjs";
import { median, ratio } from "./figures.mjs";

const most = Number(process.argv[2] ?? 10_000);
const [form] = (await engine()).forms();

/** One run: milliseconds, and the peak of its memory in MB. */
function run(folder) {
  return new Promise((done, failed) => {
    const start = performance.now();
    const child = spawn(join(root, "target/release/gouji"), ["check", "--threads", "1", folder], { stdio: "ignore" });
    let peak = 0;
    const look = setInterval(() => {
      try {
        const [, kilo] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"));
        peak = Math.max(peak, Number(kilo) / 1024);
      } catch {
        // It has ended, or there is no /proc.
      }
    }, 5);
    child.on("error", failed);
    child.on("exit", () => {
      clearInterval(look);
      done({ ms: performance.now() - start, peak });
    });
  });
}

console.log("\nreports        ms   ms a report   peak MB");
const each = {};
for (const count of [1, 10, 100, 1000, 10_000, 100_000].filter((count) => count <= most)) {
  const folder = join(root, "target/bench", `growth-${count}`);
  texts(folder, form, count);
  const runs = [];
  for (let round = 0; round < (count > 1000 ? 1 : 5); round += 1) runs.push(await run(folder));
  const ms = median(runs.map((one) => one.ms));
  const peak = Math.max(...runs.map((one) => one.peak));
  each[count] = { ms: ms / count, peak };
  console.log(`${String(count).padStart(7)} ${ms.toFixed(0).padStart(9)} ${(ms / count).toFixed(3).padStart(13)} ${peak.toFixed(1).padStart(9)}`);
}
ratio("time a report, 10,000 against 100", each[10_000].ms / each[100].ms);
ratio("peak memory, 10,000 reports against 1,000", each[10_000].peak / each[1000].peak);
