// What is taken away from the page: what it would print, and files that it saves.

/** The text of what a button prints; the page's `window.print` keeps it in `window.paper`. */
export async function paper(page, key) {
  await page.evaluate(() => { window.paper = ""; });
  await page.click(`[data-take=${key}]`);
  await page.waitForFunction(() => window.paper);
  const text = await page.evaluate(() => window.paper);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  return text;
}

/** The bytes of the file that an act saves. */
export async function saved(page, act) {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks);
}
