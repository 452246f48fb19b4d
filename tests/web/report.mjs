// A report made up from the form: consistent unless told otherwise.

const COLUMNS = ["natural", "business", "research", "welfare", "legal", "other"];
const OUTCOMES = ["upheld", "corrected", "other", "pending"];
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

/** Cell id → number, every relation holding. */
export function values(form) {
  const at = {};
  const ids = Object.values(form.tables).flatMap((table) => table.lines.flat()).filter((cell) => cell.cell);
  ids.forEach(({ cell }, i) => { at[cell] = (i * 7) % 13; });
  const rows = [...new Set(ids.map(({ cell }) => cell).filter((id) => id.startsWith("t3.")).map((id) => id.split(".")[1]))];
  const outcomes = rows.filter((row) => row.startsWith("r3_") && row !== "r3_7");
  for (const column of COLUMNS) {
    const cell = (row) => `t3.${row}.${column}`;
    at[cell("r3_7")] = sum(outcomes.map((row) => at[cell(row)]));
    at[cell("r2")] = Math.min(at[cell("r2")], at[cell("r3_7")]);
    at[cell("r1")] = at[cell("r3_7")] + at[cell("r4")] - at[cell("r2")];
  }
  for (const row of rows) at[`t3.${row}.total`] = sum(COLUMNS.map((column) => at[`t3.${row}.${column}`]));
  for (const row of ["reconsideration", "direct", "after"]) {
    at[`t4.${row}.total`] = sum(OUTCOMES.map((column) => at[`t4.${row}.${column}`]));
  }
  return at;
}

const TITLE = "某市某局2023年政府信息公开工作年度报告";
const words = (cell, at) => cell.text ?? String(at[cell.cell] ?? "");

/** The report as a word processor puts it on the clipboard as text: a tab between grid cells. */
export function asText(form, at) {
  const lines = [TITLE, "一、总体情况", "本年度依法公开政府信息。"];
  for (const table of Object.values(form.tables)) {
    lines.push(table.heading, ...grid(table, at).map((row) => row.join("\t")));
  }
  return `${lines.join("\n")}\n五、存在的主要问题及改进情况\n无。\n六、其他需要报告的事项\n无。\n`;
}

/** The grid of a table; a merged cell has its text in its first place. */
function grid(table, at) {
  const rows = table.lines.map(() => []);
  table.lines.forEach((line, y) => {
    let x = 0;
    for (const cell of line) {
      while (rows[y][x] !== undefined) x += 1;
      for (let dy = 0; dy < (cell.lines ?? 1); dy += 1) {
        for (let dx = 0; dx < cell.columns; dx += 1) rows[y + dy][x + dx] = dx || dy ? "" : words(cell, at);
      }
    }
  });
  return rows;
}

/** The report as a web page. */
export function asHtml(form, at) {
  const cell = (c) => `<td colspan="${c.columns}" rowspan="${c.lines ?? 1}">${words(c, at)}</td>`;
  const table = (t) =>
    `<h2>${t.heading}</h2><table>${t.lines.map((line) => `<tr>${line.map(cell).join("")}</tr>`).join("")}</table>`;
  return `<!doctype html><meta charset="utf-8"><title>${TITLE}</title><h1>${TITLE}</h1><h2>一、总体情况</h2>${
    Object.values(form.tables).map(table).join("")}<h2>五、存在的主要问题及改进情况</h2><p>无。</p>`;
}

/** The report as a word processor puts it on the clipboard as HTML: every cell dressed up. */
export function asWord(form, at) {
  const style = "mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt 0cm 5.4pt;height:22.7pt;border:solid windowtext 1.0pt";
  const span = "font-size:10.5pt;font-family:宋体;mso-bidi-font-family:宋体;color:black;mso-font-kerning:0pt";
  const cell = (c) => `<td width="64" colspan="${c.columns}" rowspan="${c.lines ?? 1}" style="width:48.0pt;${style}"><p class="MsoNormal" align="center" style="text-align:center;line-height:18.0pt"><span lang="EN-US" style="${span}">${words(c, at)}<o:p></o:p></span></p></td>`;
  const table = (t) => `<p class="MsoNormal"><b>${t.heading}</b></p><table class="MsoNormalTable" border="1" cellspacing="0">${t.lines.map((line) => `<tr style="mso-yfti-irow:0;height:22.7pt">${line.map(cell).join("")}</tr>`).join("")}</table>`;
  return `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8"></head><body><p class="MsoNormal">${TITLE}</p><p class="MsoNormal">一、总体情况</p>${
    Object.values(form.tables).map(table).join("")}<p class="MsoNormal">五、存在的主要问题及改进情况</p><p class="MsoNormal">无。</p></body></html>`;
}
