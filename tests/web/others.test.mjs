// Tables beside the annual report's own: forms that are known by their heads come unasked where there is no
// report, all others by a switch, and what does not hold stands in them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browsers, eventually, open, serve } from "./harness.mjs";

const PENALTIES = "行政处罚实施情况统计表\n单位名称\t警告\t罚款\t没收违法所得\t合计（宗）\t罚没金额（万元）\n东湖所\t2\t5\t1\t8\t1.20\n西山所\t1\t9\t0\t10\t3.00\n合 计\t3\t14\t1\t19\t4.20\n";
const OTHER = "各科室办件情况表\n科室\t收件\t办结\n综合科\t12\t10\n业务科\t8\t8\n合计\t21\t18\n";

let server, browser;
before(async () => {
  server = await serve();
  browser = await browsers.chromium();
});
after(async () => {
  await browser?.close();
  server?.stop();
});

async function page() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  return open(context, server.url);
}

async function check(page, text) {
  await page.locator("#source textarea").fill(text);
  await page.locator("#check").click();
}

test("statistics of enforcement are drawn and told unasked", async () => {
  const it = await page();
  await check(it, PENALTIES);
  await it.locator(".others .broken").first().waitFor();
  assert.match(await it.locator("#verdict h2").innerText(), /不一致/);
  assert.match(await it.locator(".others h3").innerText(), /行政处罚实施情况统计表.*不符/s);
  assert.equal(await it.locator("#tables section:visible").count(), 0);
  assert.match(await it.locator("#list").innerText(), /19 若为 18/);
  // The only cell that explains it says what should stand there.
  assert.match(await it.locator(".others .likely").innerText(), /19.*可能应为 18/s);
  assert.deepEqual(it.problems, []);
  if (process.env.SHOT) await it.screenshot({ path: `${process.env.SHOT}-1.png`, fullPage: true });
});

test("totals of any other table are asked for by a switch, which is remembered", async () => {
  const it = await page();
  await check(it, OTHER);
  const turn = it.locator(".others input");
  await turn.waitFor();
  assert.equal(await it.locator(".others table").count(), 0);
  await turn.focus();
  await it.keyboard.press("Space");
  await it.locator(".others .broken").waitFor();
  assert.equal(await it.locator(".others .broken").innerText().then((text) => text.replace(/\D/g, "")), "21");
  assert.match(await it.locator("#list").innerText(), /按“合计”字样推断的关系不成立/);
  assert.match(await it.locator("#verdict").innerText(), /没有找到.*核对了其他 1 张表格/s);
  // Whoever turned it goes on from there.
  await eventually(() => it.evaluate(() => document.activeElement.matches(".others input")), true);
  if (process.env.SHOT) await it.screenshot({ path: `${process.env.SHOT}-2.png`, fullPage: true });
  await it.reload();
  await check(it, OTHER);
  await it.locator(".others .broken").waitFor();
  await it.locator(".others input").uncheck();
  await it.locator(".others table").waitFor({ state: "detached" });
  assert.deepEqual(it.problems, []);
});
