// Tables of forms beside the annual report, from lists of their values (tests/fixtures/forms and, where it is
// there, ../shared/forms) as pages of HTML: what Chromium prints of them is read as a PDF.
import { readFileSync } from "node:fs";

const json = (folder, name) => JSON.parse(readFileSync(`${folder}${name}`, "utf8"));
const lines = (folder, name) => readFileSync(`${folder}${name}`, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const text = (value) => (value === null || value === undefined ? "" : String(value));
const cell = (value) => [text(value), 1, 1];
const cells = (list) => list.map(cell);

const KINDS = { 201: "一般公共服务支出", 204: "公共安全支出", 205: "教育支出", 206: "科学技术支出", 208: "社会保障和就业支出", 210: "卫生健康支出", 212: "城乡社区支出", 213: "农林水支出", 220: "自然资源海洋气象等支出", 221: "住房保障支出", 229: "其他支出" };
const named = (code) => KINDS[code] || `科目${code.replace(/\d/g, (digit) => "〇一二三四五六七八九"[digit])}支出`;
const numeral = (n) => (n <= 10 ? "一二三四五六七八九十"[n - 1] : n < 20 ? `十${numeral(n - 10)}` : n === 20 ? "二十" : `二十${numeral(n - 20)}`);
const numbered = (at, label) => `${numeral(at + 1)}、${label}`;
const kindsOf = ({ expenditure }, which) => (Array.isArray(expenditure) ? expenditure : expenditure[which]);

function overall(form, values) {
  const kinds = kindsOf(form, "seen in two of three real copies (26 rows)");
  const value = (side, label) => values[`${side}.${label}`];
  const body = kinds.map((kind, at) => {
    const income = form.income[at];
    return cells([income ? numbered(at, income) : "", income ? value("in", income) : "", numbered(at, kind), value("out", kind)]);
  });
  const tail = form.income_tail.map((left, at) => cells([left, value("in", left), form.expenditure_tail[at], value("out", form.expenditure_tail[at])]));
  return ["收入支出决算总表", [[["收入", 2, 1], ["支出", 2, 1]], cells(["项目", "决算数", "项目", "决算数"]), ...body, ...tail]];
}

function byCode(title, { columns }, values) {
  const rows = Object.entries(values).map(([code, row]) => [...(code === "合计" ? [["合计", 2, 1]] : cells([code, named(code)])), ...cells(row)]);
  rows.sort((a, b) => (b[0][0] === "合计") - (a[0][0] === "合计"));
  return [title, [[["项目", 2, 1], ...columns.map((label) => [label, 1, 2])], cells(["功能分类科目编码", "科目名称"]), ...rows]];
}

function ofGrants(forms, values) {
  const form = forms.T4;
  const given = (label) => values[`in.${label}`];
  const line = (left, label, key) => cells([...left, label, ...(values[`out.${key}`] || [null, null, null, null])]);
  const kinds = kindsOf(forms.T1, "template (24 rows)").map((kind, at) => {
    const income = form.income[at];
    return line(income ? [numbered(at, income), given(income)] : ["", ""], numbered(at, kind), kind);
  });
  const [left, carried] = ["年初财政拨款结转和结余", "年末财政拨款结转和结余"];
  return ["财政拨款收入支出决算总表", [
    [["收入", 2, 1], ["支出", 5, 1]], cells(form.columns), ...kinds,
    line(["本年收入合计", given("本年收入合计")], "本年支出合计", "本年支出合计"),
    line([left, given(left)], carried, carried),
    ...form.income.map((kind) => line([kind, given(`${kind}(结转)`)], "", "")),
    line(["总计", given("总计")], "总计", "总计"),
  ]];
}

function basic({ items }, values) {
  const list = (codes) => codes.flatMap((code) => [[code, named(code), values[code]], ...items[code].map((item) => {
    const [number, ...name] = item.split(" ");
    return [number, name.join(" "), values[number]];
  })]);
  const [left, right] = [list(["301", "303"]), list(["302", "310"])];
  const body = Array.from({ length: Math.max(left.length, right.length) }, (_, at) => cells([...(left[at] || ["", "", ""]), ...(right[at] || ["", "", ""])]));
  const head = ["经济分类科目编码", "科目名称", "决算数"];
  const total = (label) => [[label, 2, 1], cell(values[label])];
  return ["一般公共预算财政拨款基本支出决算表", [cells([...head, ...head]), ...body, [...total("人员经费合计"), ...total("公用经费合计")]]];
}

function three(values) {
  const kinds = ["小计", "公务用车购置费", "公务用车运行维护费"];
  return ["财政拨款“三公”经费支出决算表", [
    [["合计", 2, 2], ["因公出国（境）费", 2, 2], ["公务用车购置及运行维护费", 6, 1], ["公务接待费", 2, 2]],
    kinds.map((kind) => [kind, 2, 1]), cells(Array(6).fill(["预算数", "决算数"]).flat()), cells(values),
  ]];
}

function accounts(folder) {
  const { tables: forms } = json(folder, "final-accounts.json");
  return lines(folder, "final-accounts-samples.jsonl").map((sample) => ({
    name: `${sample.organ}${sample.year}年度部门决算`, unit: sample.unit || "万元",
    tables: [
      overall(forms.T1, sample.t1), byCode("收入决算表", forms.T2, sample.t2), byCode("支出决算表", forms.T3, sample.t3), ofGrants(forms, sample.t4),
      byCode("一般公共预算财政拨款支出决算表", forms.T5, sample.t5), basic(forms.T6, sample.t6), three(sample.t7),
    ],
  }));
}

function enforcement(folder) {
  const { tables: { penalties, permits } } = json(folder, "enforcement.json");
  const one = ({ table, edition, cells: at, organ, year }) => {
    const name = `${organ}${year}年度行政执法统计年报`;
    if (table === "permits") {
      return { name, unit: "件", form: "permits", tables: [["行政许可实施情况统计表", [[["行政许可实施数量（件）", permits.columns.length, 1]], cells(permits.columns), cells(permits.column_ids.map((id) => at[id]))]]] };
    }
    const form = penalties.editions[edition];
    if (!form) return null;
    const { columns, bands, band_split: split, amount_unit: unit } = form;
    const labels = columns.map((id) => (id === "amount" ? `罚没金额（${unit}）` : penalties.column_ids[id]));
    const values = columns.map((id) => at[id]);
    const last = columns.length - 1;
    const table_ = bands === 2
      ? [[["单位名称", 1, 2], ["行政处罚实施数量（宗）", split, 1]], cells(labels.slice(0, split)), [[organ, 1, 3], ...cells(values.slice(0, split))], cells(labels.slice(split)), cells(values.slice(split))]
      : [[["行政处罚实施数量（宗）", last, 1], [labels[last], 1, 2]], cells(labels.slice(0, last)), cells(values)];
    return { name, unit: "宗", form: "penalties", edition, tables: [["行政处罚实施情况统计表", table_]] };
  };
  return lines(folder, "enforcement-samples.jsonl").map(one).filter(Boolean);
}

/** Documents of a folder: { name, unit, tables: [title, lines of [text, columns, lines]], form, edition }. */
export const documents = (folder) => [...accounts(folder), ...enforcement(folder)];

/** One as a page. */
export function html({ name, unit, tables }) {
  const table = ([title, rows]) => `<h3>${title}</h3><p>单位：${unit}</p><table>${rows.map((row) => `<tr>${row.map(([words, wide, tall]) => `<td colspan="${wide}" rowspan="${tall}">${words}</td>`).join("")}</tr>`).join("")}</table>`;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><style>table{border-collapse:collapse}td{border:1px solid;padding:2px 6px;font-size:12px}h3{page-break-before:auto}</style></head><body><h1>${name}</h1>${tables.map(table).join("")}</body></html>`;
}
