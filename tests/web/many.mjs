// A county's worth of made-up reports: years, a family, every format, and files that are no report.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./harness.mjs";
import { asHtml, asText, values } from "./report.mjs";

const fixtures = join(root, "tests/fixtures");
const KINDS = ["水利", "教育", "民政", "财政", "交通运输", "农业农村", "卫生健康", "文化和旅游", "应急管理", "审计", "统计", "司法", "公安", "市场监督管理", "医疗保障", "自然资源", "住房和城乡建设", "人力资源和社会保障", "发展和改革", "科学技术"];

/** The n-th organ of a county. */
export const organ = (n) => `清江县${KINDS[n % KINDS.length]}${n < KINDS.length ? "" : `第${Math.floor(n / KINDS.length)}`}局`;

/** Tables with the carry of two years in step; `wrong` puts one cell off. */
function numbers(form, { wrong } = {}) {
  const at = values(form);
  for (const column of ["natural", "business", "research", "welfare", "legal", "other", "total"]) at[`t3.r2.${column}`] = at[`t3.r4.${column}`];
  for (const column of ["natural", "business", "research", "welfare", "legal", "other"]) at[`t3.r1.${column}`] = at[`t3.r3_7.${column}`];
  at["t3.r1.total"] = at["t3.r3_7.total"];
  for (const id of Object.keys(at)) if (/^t2\.(regulations\.|normative_docs\.(made|repealed))/.test(id)) at[id] = 0;
  if (wrong) at[wrong] += 9;
  return at;
}

const titled = (text, name, year) => text.split("某市某局2023年").join(`${name}${year}年`);
const text = (form, name, year, options) => titled(asText(form, numbers(form, options)), name, year);
const html = (form, name, year, options) => titled(asHtml(form, numbers(form, options)), name, year);

/** 63 files under a folder; what is to be found of them is in the test. */
export function county(folder, form) {
  rmSync(folder, { recursive: true, force: true });
  const put = (name, content) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  for (let n = 0; n < 20; n += 1) {
    const name = organ(n);
    const options = n % 7 === 3 ? { wrong: "t3.r3_1.natural" } : {};
    if (n % 2) put(`2023/${name}.html`, html(form, name, 2023, options));
    else put(`2023/${name}.txt`, text(form, name, 2023, options));
    // One organ has no report of last year; one's does not lead on to this year's.
    if (n !== 5) put(`2022/${name}.txt`, text(form, name, 2022, n === 8 ? { wrong: "t3.r4.total" } : {}));
  }
  put("2023/清江县人民政府.txt", text(form, "清江县人民政府", 2023));
  put("2022/清江县人民政府.txt", text(form, "清江县人民政府", 2022));
  // A copy of one report under another name.
  put("2023/副本.txt", text(form, organ(0), 2023));
  const office = readdirSync(fixtures).filter((name) => /\.(docx?|xlsx?|ods|odt|rtf)$/.test(name));
  for (const name of office) put(`其他/${name}`, readFileSync(join(fixtures, name)));
  put("其他/坏的.docx", Buffer.from("PK\u0003\u0004 nothing more"));
  put("其他/加密.doc", Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600, 7)]));
  put("其他/空.txt", "");
  put("其他/通知.txt", "关于召开会议的通知\n请准时参加。");
  put("其他/扫描.pdf", "%PDF-1.4\n%nothing");
  put("其他/照片.jpg", "no report");
  put("其他/.DS_Store", "no report");
  return { office: office.length };
}

/** Mixed files in any number, for the bench. */
export function mixed(folder, form, count) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const office = readdirSync(fixtures).filter((name) => /\.(docx?|xlsx?|ods|odt)$/.test(name)).map((name) => [name, readFileSync(join(fixtures, name))]);
  for (let n = 0; n < count; n += 1) {
    const name = organ(n % 500);
    const year = 2020 + Math.floor(n / 500);
    const options = n % 10 === 3 ? { wrong: "t3.r3_1.natural" } : {};
    const file = (ending, content) => writeFileSync(join(folder, `${String(n).padStart(4, "0")}.${ending}`), content);
    if (n % 10 === 9) {
      const [of, bytes] = office[Math.floor(n / 10) % office.length];
      file(of.split(".").pop(), bytes);
    } else if (n % 2) file("html", html(form, name, year, options));
    else file("txt", text(form, name, year, options));
  }
}

/** As many text reports, all consistent but every tenth. */
export function texts(folder, form, count) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (let n = 0; n < count; n += 1) {
    writeFileSync(join(folder, `${String(n).padStart(4, "0")}.txt`), text(form, organ(n), 2023, n % 10 === 3 ? { wrong: "t3.r3_1.natural" } : {}));
  }
}
