// Published reports as parts of pages: each with another wrong cell and of another organ.
import { asHtml } from "../report.mjs";

/** What stands in the body of a report's page. */
export const article = (html) => html.replace(/<!doctype html>|<meta[^>]*>|<title>.*?<\/title>/g, "");

/** A report with `more` added to some of its cells. */
export function report({ form, right }, organ, more, prose = "") {
  const at = { ...right };
  for (const [id, number] of Object.entries(more)) at[id] += number;
  return article(asHtml(form, at)).replace(/某市某局/g, organ).replace("<h2>一、总体情况</h2>", `<h2>一、总体情况</h2><p>本年度依法公开政府信息。</p>${prose}`);
}

export const STYLE = "<style>body{font:16px/1.5 sans-serif}td{border:1px solid #999;padding:4px}table{border-collapse:collapse}</style>";

/** A page around a body; without `style`, for a policy that allows none inside. */
export const around = (body, { head = STYLE, tail = "" } = {}) => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>年度报告公开栏</title><link rel="icon" href="data:,">${head}</head><body>${body}${tail}</body></html>`;
