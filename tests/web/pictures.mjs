// The pictures of the README: the page with its own sample, light and dark. After a change of looks:
//   cargo xtask build && node tests/web/pictures.mjs
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { browsers, open, root, serve } from "./harness.mjs";

const server = await serve();
const browser = await browsers.chromium();
for (const theme of ["light", "dark"]) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, colorScheme: theme });
  const page = await open(context, server.url);
  await page.waitForSelector("html[data-ready]");
  await page.click("#sample");
  await page.waitForSelector(".cause");
  await page.waitForSelector("#take summary");
  await page.click(".cause .finding .go >> nth=0");
  await page.waitForSelector(".finding.chosen .more button");
  await page.mouse.move(0, 0);
  await page.evaluate(() => {
    document.querySelector("#findings").scrollTop = 0;
    scrollTo(0, 0);
    document.activeElement.blur();
  });
  // Only this way Chromium writes WebP.
  const devtools = await context.newCDPSession(page);
  const { data } = await devtools.send("Page.captureScreenshot", { format: "webp", quality: 82 });
  writeFileSync(join(root, `docs/page-${theme}.webp`), Buffer.from(data, "base64"));
  await context.close();
}
await browser.close();
server.stop();
