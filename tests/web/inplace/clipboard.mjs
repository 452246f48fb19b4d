// A report as Word puts it on the clipboard: its own styles and names, a fragment between comments, and under
// each table the row without height with which it says how wide the columns are.
import { asWord } from "../report.mjs";

const HEAD = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--><style><!-- p.MsoNormal, li.MsoNormal {mso-style-parent:""; margin:0cm; text-align:justify; font-size:10.5pt;} table.MsoNormalTable {mso-style-name:普通表格; border-collapse:collapse;} @page WordSection1 {size:595.3pt 841.9pt;} --></style></head><body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->`;

const widths = (columns) => `<![if !supportMisalignedColumns]><tr height=0>${"<td width=64 style='border:none'></td>".repeat(columns)}</tr><![endif]>`;

export function wordClipboard(form, at) {
  const [, body] = /<body>([^]*)<\/body>/.exec(asWord(form, at));
  const tables = Object.values(form.tables);
  let n = 0;
  const whole = body.replace(/<\/table>/g, () => {
    const [line] = tables[n].lines;
    n += 1;
    return `${widths(line.reduce((sum, { columns }) => sum + columns, 0))}</table>`;
  });
  return `${HEAD}${whole.replace(/<\/tr>/g, "\r\n </tr>").replace(/<td /g, "\r\n  <td ")}<!--EndFragment--></body></html>`;
}
