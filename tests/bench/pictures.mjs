// How long the pages of one report take in the wasm that reads pictures, in Node's one thread: seconds of the processor's time and
// of the clock, four times over. Pages are gray PGM files in their order, as OpenCV writes them or `pdftoppm -gray`:
//   cargo xtask build && node tests/bench/pictures.mjs 1.pgm 2.pgm 3.pgm
import { readFileSync } from "node:fs";
import { engine } from "../web/harness.mjs";

/** A page of a PGM file, whose head is a line or three. */
function plane(path) {
  const bytes = readFileSync(path);
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString("latin1", 0, 64));
  if (!head) throw new Error(`${path}: no gray PGM of eight bits`);
  const [width, height] = [Number(head[1]), Number(head[2])];
  return { width, height, pixels: new Uint8Array(bytes.subarray(head[0].length, head[0].length + width * height)) };
}

const pages = process.argv.slice(2).map(plane);
const reader = await engine("scan");
for (let round = 0; round < 4; round += 1) {
  const [cpu, clock] = [process.cpuUsage(), performance.now()];
  reader.checkPictures(reader.seePictures(pages, () => {}), {});
  const { user, system } = process.cpuUsage(cpu);
  console.log(`${pages.length} pages: ${((user + system) / 1e6).toFixed(2)} s of processor time, ${((performance.now() - clock) / 1e3).toFixed(2)} s`);
}
