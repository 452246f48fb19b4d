// `gouji compare`: what changed between two versions of one report.
import { compare as compared } from "../node.js";
import { optionsOf, partsOf } from "./files.js";
import { pick } from "./show.js";
import { oneLine } from "./terminal.js";

const NUMERALS = "一二三四五六";

export async function compare([before, after], options, print) {
  const made = compared(await partsOf(before), await partsOf(after), await optionsOf(options));
  // Where they were read from is known here only.
  for (const [one, path] of [[made.before, before], [made.after, after]]) one.file = path === "-" ? null : path;
  if (options.json) print(JSON.stringify(made));
  else print(...lines(made, options.language));
  if ([made.before, made.after].some(({ verdict, reason }) => verdict === "unrecognised" || reason === "blank-form")) return 2;
  if (["cells", "sentences", "come", "gone", "changed"].some((list) => made[list].length)) return 1;
  return made.unread.length ? 2 : 0;
}

function lines(made, language) {
  const say = (zh, en) => pick(language, zh, en);
  const blank = (text) => text || say("空白", "blank");
  const place = (section) => (section === null ? say("开头", "Opening") : say(`第${NUMERALS[section - 1] ?? "?"}部分`, `Section ${section}`));
  const cell = ({ name, before, after }) => `  ${name}：${oneLine(blank(before))} → ${oneLine(blank(after))}`;
  const list = (title, findings) => (findings.length ? [title, ...findings.map(({ message }) => `  ${message}`)] : []);
  return [
    ...[["−", made.before], ["+", made.after]].map(([sign, { file, message }]) => `${sign} ${oneLine(file ?? "-")}  ${message}`),
    made.message,
    ...made.notes.map((note) => `  i ${note}`),
    ...made.cells.map(cell),
    ...(made.unread.length ? [say("没有比较的格", "Cells that were not compared"), ...made.unread.map(cell)] : []),
    ...made.sentences.flatMap(({ section, before, after }) => [`  ${place(section)}`, ...(before === null ? [] : [`    − ${before}`]), ...(after === null ? [] : [`    + ${after}`])]),
    ...list(say("新出现的意见", "Findings that came"), made.come),
    ...list(say("消失的意见", "Findings that went"), made.gone),
    ...list(say("数有变化的意见（后一份）", "Findings whose numbers changed, as they are"), made.changed.map(([, is]) => is)),
  ];
}
