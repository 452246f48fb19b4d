// From opening the page on an empty cache, over a slow line, to being able to check: milliseconds, requests,
// bytes as gzip sends them, and ways to the server and back. Part of `cargo xtask bench`; with folders as arguments, each a built site,
// it measures them beside each other: `node tests/bench/open.mjs dist/site ../before/dist/site`.
import { join, resolve } from "node:path";
import { browsers, root } from "../web/harness.mjs";
import { spread } from "./figures.mjs";
import { host } from "./host.mjs";

const ROUNDS = 7;
/** Megabits a second and milliseconds there and back. */
const LINES = [[1.6, 150], [10, 100], [1.6, 300]];

const folders = process.argv.length > 2 ? process.argv.slice(2) : [join(root, "dist/site")];
const browser = await browsers.chromium();
const hosts = await Promise.all(folders.map((folder) => host(resolve(folder))));
console.log("\nms until the page can answer, empty cache        median   middle half   requests   kB   rounds");
for (const [megabits, delay] of LINES) {
  const times = folders.map(() => []);
  const sent = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, { url, asked }] of hosts.entries()) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const devtools = await context.newCDPSession(page);
      await devtools.send("Network.enable");
      const rate = megabits * 1e6 / 8;
      await devtools.send("Network.emulateNetworkConditions", { offline: false, latency: delay, downloadThroughput: rate, uploadThroughput: rate });
      asked.length = 0;
      await page.goto(url, { waitUntil: "commit" });
      // Builds of before said it in other words.
      await page.waitForSelector("html[data-engine], html[data-ready]", { state: "attached", timeout: 60_000 });
      times[index].push(await page.evaluate(() => performance.now()));
      // What comes once it can answer is another matter.
      const first = asked.filter(([path]) => !path.startsWith("/later/"));
      // How often something is asked for that only an answer told of.
      const rounds = await page.evaluate(() => {
        const [page] = performance.getEntriesByType("navigation");
        const files = performance.getEntriesByType("resource").filter(({ name }) => !name.includes("/later/"));
        const depth = new Map([[page, 1]]);
        for (const file of files.sort((a, b) => a.startTime - b.startTime)) {
          const told = Array.from(depth).filter(([other]) => other.responseStart <= file.startTime);
          depth.set(file, 1 + Math.max(...told.map(([, n]) => n)));
        }
        return Math.max(...depth.values());
      });
      sent[index] = [first.length, first.reduce((sum, [, bytes]) => sum + bytes, 0), rounds];
      await context.close();
    }
  }
  for (const [index, folder] of folders.entries()) {
    const what = `${folders.length > 1 ? folder : "gouji"}, ${megabits} Mbit/s, ${delay} ms`;
    const [requests, bytes, rounds] = sent[index];
    console.log(what.padEnd(48), spread(times[index], 0).padEnd(22), String(requests).padStart(9), (bytes / 1000).toFixed(1).padStart(8), String(rounds).padStart(6));
  }
}
hosts.forEach(({ stop }) => stop());
await browser.close();
