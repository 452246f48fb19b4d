// A report to try: organ and figures are invented, one cell is wrong. It is written out from the
// form itself, as someone would copy it out of a document.

const FIGURES = {
  "t2.normative_docs.made": 2, "t2.normative_docs.repealed": 1, "t2.normative_docs.valid": 17,
  "t2.permits": 318, "t2.penalties": 24, "t2.coercions": 3, "t2.fees": "12.60",
  "t3.r1.natural": 46, "t3.r1.business": 5, "t3.r1.welfare": 1, "t3.r1.legal": 2, "t3.r1.total": 54,
  "t3.r2.natural": 3, "t3.r2.total": 3,
  "t3.r3_1.natural": 21, "t3.r3_1.business": 3, "t3.r3_1.welfare": 1, "t3.r3_1.legal": 1, "t3.r3_1.total": 26,
  "t3.r3_2.natural": 6, "t3.r3_2.business": 1, "t3.r3_2.total": 7,
  "t3.r3_3_4.natural": 2, "t3.r3_3_4.total": 2,
  "t3.r3_3_6.natural": 1, "t3.r3_3_6.total": 1,
  // Should be 11: a digit too many.
  "t3.r3_4_1.natural": 110, "t3.r3_4_1.business": 1, "t3.r3_4_1.legal": 1, "t3.r3_4_1.total": 13,
  "t3.r3_4_2.natural": 1, "t3.r3_4_2.total": 1,
  "t3.r3_5_1.natural": 3, "t3.r3_5_1.total": 3,
  "t3.r3_6_1.natural": 1, "t3.r3_6_1.total": 1,
  "t3.r3_7.natural": 46, "t3.r3_7.business": 5, "t3.r3_7.welfare": 1, "t3.r3_7.legal": 2, "t3.r3_7.total": 54,
  "t3.r4.natural": 3, "t3.r4.total": 3,
  "t4.reconsideration.upheld": 1, "t4.reconsideration.pending": 1, "t4.reconsideration.total": 2,
  "t4.after.corrected": 1, "t4.after.total": 1,
};
const TITLE = "青禾县水务局2024年政府信息公开工作年度报告";
// What the notices ask of section one: every topic has its sentence.
const WORDS = [
  "2024年，本机关收到政府信息公开申请54件，上年结转3件，均依法办理。",
  "（一）主动公开。通过政府网站公开机构职能、水利规划和行政许可结果。",
  "（二）依申请公开。逐件登记，按期答复。",
  "（三）政府信息管理。公开前逐件审查，行政规范性文件及时清理。",
  "（四）政府信息公开平台建设。政府网站的公开专栏按时更新。",
  "（五）监督保障。组织培训1次，结果纳入年度考核。",
];

/** The sample as text, in the newest edition of the form. */
export function sample(forms) {
  const { tables } = forms[0];
  const text = [TITLE, "", "一、总体情况", ...WORDS];
  for (const { heading, lines } of Object.values(tables)) {
    text.push("", heading);
    // Cells that reach over columns or down into lines leave empty ones there.
    const grid = lines.map(() => []);
    lines.forEach((line, y) => {
      let x = 0;
      for (const cell of line) {
        while (grid[y][x] !== undefined) x += 1;
        for (let dy = 0; dy < (cell.lines || 1); dy += 1) for (let dx = 0; dx < cell.columns; dx += 1) grid[y + dy][x + dx] = "";
        grid[y][x] = "text" in cell ? cell.text : FIGURES[cell.cell] || 0;
      }
    });
    for (const row of grid) text.push(row.join("\t"));
  }
  text.push("", "五、存在的主要问题及改进情况", "个别答复不够及时，已改进。", "", "六、其他需要报告的事项", "本年度未收取信息处理费。");
  return text.join("\n");
}
