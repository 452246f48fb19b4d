// Tidy tables from many reports: whether writing Parquet takes a tenth of checking at most, and whether memory stays
// flat. Part of `cargo xtask bench`; wants target/release/gouji and the site built. By itself, for the most that was
// ever run:
//   node tests/bench/tables.mjs 100000
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { engine, root } from "../web/harness.mjs";
import { texts } from "../web/many.mjs";
import { ratio } from "./figures.mjs";

const most = Number(process.argv[2] ?? 10_000);
const TURNS = 5;
const [form] = (await engine()).forms();
const folder = (count) => join(root, "target/bench", `tables-${count}`);
const out = join(root, "target/bench/tables-out");

/** Seconds of processor time and the peak of memory in MB of one thread, by the shell's own account. */
function run(args) {
  return new Promise((done, failed) => {
    const child = spawn("/usr/bin/time", ["-f", "%U %S %M", join(root, "target/release/gouji"), "check", "--quiet", "--jobs", "1", ...args], { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (data) => { said += data; });
    child.on("error", failed);
    child.on("exit", () => {
      const [user, system, kilo] = said.trim().split("\n").pop().split(" ").map(Number);
      done({ seconds: user + system, mega: kilo / 1024 });
    });
  });
}

/** The least of some turns, in each of which all run one after the other. */
async function measured(count) {
  const ways = { alone: [], parquet: ["--tables", out, "--format", "parquet"], csv: ["--tables", out, "--format", "csv"] };
  const least = {};
  for (let turn = 0; turn < (count > 10_000 ? 1 : TURNS); turn += 1) {
    for (const [way, args] of Object.entries(ways)) {
      rmSync(out, { recursive: true, force: true });
      const { seconds, mega } = await run([...args, folder(count)]);
      const before = least[way] ?? { seconds, mega };
      least[way] = { seconds: Math.min(seconds, before.seconds), mega: Math.max(mega, before.mega) };
    }
  }
  return least;
}

console.log("\nreports  what        s of processor time  speed of checking alone  peak MB");
const each = {};
for (const count of [most / 10, most]) {
  texts(folder(count), form, count);
  each[count] = await measured(count);
  for (const [way, { seconds, mega }] of Object.entries(each[count])) {
    console.log(`${String(count).padStart(7)}  ${way.padEnd(8)} ${seconds.toFixed(2).padStart(22)} ${(each[count].alone.seconds / seconds).toFixed(2).padStart(24)} ${mega.toFixed(0).padStart(8)}`);
  }
}
ratio("Parquet of many reports, against checking alone", each[most].parquet.seconds / each[most].alone.seconds);
ratio("peak memory of Parquet, ten times the reports", each[most].parquet.mega / each[most / 10].parquet.mega);
