// Time from an office file to its verdict, beside what others need only to convert or parse it.
//
//   node tests/bench/office.mjs [FILE…]
//
// Part of `cargo xtask bench`, which installs the peers. Everything in one run and in turns, so that a
// busy machine slows all of them; medians.
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import mammoth from "mammoth";
import xlsx from "xlsx";
import { ratio } from "./figures.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const given = process.argv.slice(2);

const gouji = await import(join(root, "www/full/gouji.js"));
await gouji.default({ module_or_path: readFileSync(join(root, "www/full/gouji_bg.wasm")) });

const fixtures = join(root, "tests/fixtures");
const files = given.length
  ? given
  : readdirSync(fixtures).filter((name) => /\.(docx|xlsx|xls|ods)$/.test(name)).sort().map((name) => join(fixtures, name));

const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];
const ms = (number) => `${number.toFixed(2)} ms`.padStart(10);

async function timed(run) {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

for (const file of files) {
  const bytes = readFileSync(file);
  const ours = new Uint8Array(bytes);
  const word = file.endsWith(".docx");
  const peer = word
    ? () => mammoth.convertToHtml({ buffer: bytes })
    : () => xlsx.read(bytes, { type: "buffer" });
  const samples = { ours: [], peer: [] };
  for (let round = 0; round < 25; round += 1) {
    const times = {
      ours: await timed(() => gouji.readFile(ours, basename(file), {})),
      peer: await timed(peer),
    };
    // The first rounds warm up.
    if (round >= 5) for (const who of ["ours", "peer"]) samples[who].push(times[who]);
  }
  const [mine, theirs] = [median(samples.ours), median(samples.peer)];
  if (!given.length) ratio(`${basename(file)} against ${word ? "mammoth" : "SheetJS"}`, mine / theirs);
  const { verdict } = gouji.readFile(ours, basename(file), {});
  console.log(
    `${basename(file).padEnd(28)} verdict ${ms(mine)}   ${word ? "mammoth" : "SheetJS"} ${ms(theirs)}   ×${(theirs / mine).toFixed(1)}   ${verdict}`,
  );
}
