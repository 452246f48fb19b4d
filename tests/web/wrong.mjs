// A report in which one cell is wrong by nine: what every way in must find.
import { asHtml, asText, values } from "./report.mjs";

export const CELL = "t3.r3_1.natural";

/** Its numbers and the report as text and as a web page, over the newest form of an engine. */
export function wrong(gouji) {
  const [form] = gouji.forms();
  const at = values(form);
  const right = { ...at };
  at[CELL] += 9;
  return { at, right, text: asText(form, at), html: asHtml(form, at), fine: asText(form, right), form };
}

/** Pastes a text by the keyboard alone: typed, cut, pasted. */
export async function paste(page, selector, text) {
  await page.fill(selector, text);
  await page.focus(selector);
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+X");
  await page.keyboard.press("Control+V");
}
