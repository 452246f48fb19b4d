// Tidy tables from many reports: whether writing Parquet costs a tenth of checking at most, and whether memory
// stays flat. Wants target/release/gouji and the site built:
//   node tests/bench/tables.mjs [how many reports, 100,000 unless told]
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { engine, root } from "../web/harness.mjs";
import { texts } from "../web/many.mjs";

const most = Number(process.argv[2] ?? 100_000);
const folder = (count) => join(root, "target/bench", `tables-${count}`);
const [form] = (await engine()).forms();

/** Seconds of processor time and the peak of memory in MB, by the shell's own account. */
function run(args) {
  return new Promise((done, failed) => {
    const child = spawn("/usr/bin/time", ["-f", "%U %S %M", join(root, "target/release/gouji"), ...args], { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (data) => { said += data; });
    child.on("error", failed);
    child.on("exit", () => {
      const [user, system, kilo] = said.trim().split("\n").pop().split(" ").map(Number);
      done({ seconds: user + system, mega: Math.round(kilo / 1024) });
    });
  });
}

for (const count of [most / 10, most]) {
  texts(folder(count), form, count);
  const out = join(root, "target/bench/tables-out");
  const alone = await run(["check", "--quiet", folder(count)]);
  for (const format of ["parquet", "csv"]) {
    rmSync(out, { recursive: true, force: true });
    const { seconds, mega } = await run(["check", "--quiet", "--tables", out, "--format", format, folder(count)]);
    const share = Math.round((100 * alone.seconds) / seconds);
    console.log(`${count} reports, ${format}: ${seconds.toFixed(1)} s of processor time, ${share} % of the speed of checking alone (${alone.seconds.toFixed(1)} s); ${mega} MB at most`);
  }
}
