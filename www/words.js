// Sentences of the page in Chinese; those that stand in index.html are taken from there, and
// later/words-en.js has all in English. What is said about a report comes from the engine.

import { deepen } from "./engine.js";
import { lazy } from "./lazy.js";

// By hand: the browser's own way takes most of a frame to get ready.
const grouped = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

export const words = {
  "zh-CN": {
    paste_more: "再放入：缺的接上，别的替换",
    part_html: "网页格式",
    part_text: "文字",
    part_csv: "CSV",
    part_pasted: (n) => `第 ${n} 段`,
    part_sample: "示例（数字均为虚构）",
    part_size: (n) => `${grouped(n)} 字`,
    part_bytes: (n) => `文件 · ${grouped(Math.ceil(n / 1024))} KB`,
    part_edit: "改文字",
    part_only: "只留这段",
    part_remove_title: (name) => `移除“${name}”`,
    too_large: (mb) => `内容有 ${mb} MB，超过 16 MB 的上限，没有校核。内容仍在，请只留下年度报告的正文。`,
    nothing: "还没有内容。请先粘贴报告，或选择文件。",
    starting: "校核程序正在准备……",
    loading: "正在装入读文件的部分……",
    working: "正在校核……",
    no_engine: "校核程序没能全部装入，放入的内容都还在。请再试一次；若仍不行，请换用新版浏览器，或请管理员查看网页是否完整。",
    crashed: "校核程序中途停止了，放入的内容都还在。请再试一次；若仍不行，请只粘贴三张表再试。",
    again: "再试一次",
    leaving: "已清空。",

    verdict_consistent: "全部成立",
    verdict_inconsistent: (n) => `${n} 条关系不成立`,
    verdict_problem: "表中有错",
    verdict_undecided: (n) => `${n} 条关系无法判定`,
    verdict_undecided_only: "无法判定",
    verdict_unrecognised: "没有找到可以校核的表",
    verdict_beside: (n) => `报告各表成立，其他表 ${n} 个合计不符`,
    verdict_open_beside: (open, n) => `${open}，其他表 ${n} 个合计不符`,
    verdict_more: (words) => `，${words}`,
    verdict_accepted: (n) => `另有 ${n} 条已写说明`,
    verdict_hints: (n) => `另有 ${n} 条提示`,
    report_of: (organ, year, report) => [organ, year && `${year} ${report ? "年度报告" : "年"}`].filter(Boolean).join(" · "),
    with_changes: (n) => `已算入您改的 ${n} 格`,
    as_read: (verdict) => `原文：${verdict}`,
    over: (tables) => `用后放入的${tables}`,
    joined: (n) => `由 ${n} 段合并`,
    edition_of: (id, source) => `按 ${id} 年格式（${source}）`,
    edition_mixed: "各表格式不同：",
    edition_table: (table, id) => `${table} ${id} 年格式`,
    relations: (n) => `关系 ${n} 条`,
    holds: "成立",
    broken: "不成立",
    undecided: "无法判定",
    unchecked: "未校验",
    cells: (n) => `格 ${n} 个`,
    read: "读到",
    blank: "未填",
    inferred: "推断",
    missing: "缺失",
    unreadable: "认不出",
    all_good: (relations, cells) => `${relations} 条关系逐条核对，全部成立；共读到 ${cells} 个格的数。`,
    cannot_know: "各数之间对得上，不等于每个数都与事实相符：整行整列同错、表外的数，这里看不出来。",

    legend_suspect: "很可能写错",
    legend_broken: "在不成立的关系里",
    legend_maybe: "可能写错",
    legend_undecided: "在无法判定的关系里",
    legend_warned: "有提示",
    legend_left: "算式左边",
    legend_right: "算式右边",
    legend_inferred: "推断",
    legend_blank: "空白或写作“/”等，按 0 计",
    legend_missing: "缺失",
    legend_unreadable: "认不出",
    legend_edited: "您改过",
    tag_inferred: "推",
    tag_blank: "空",
    tag_nil: "零",
    tag_missing: "缺",
    tag_unreadable: "疑",
    tag_edited: "改",
    table_absent: "原文里没有找到这张表。",
    cell_suspect: (percent) => `很可能写错，可能性 ${percent} %。`,
    cell_maybe: (percent) => `可能写错，可能性 ${percent} %。`,
    cell_broken: (n) => `在 ${n} 条不成立的关系里：`,
    cell_undecided: (n) => `在 ${n} 条无法判定的关系里。`,
    cell_read: (text) => `原文写作“${text}”。`,
    cell_blank: "原文空白，按 0 计。",
    cell_blank_text: (text) => `原文写作“${text}”，按 0 计。`,
    cell_inferred: (text) => `${text && `原文写作“${text}”；`}这个数不是直接读到的，是由关系推断的。`,
    cell_missing: "原文里没有这个数，也推不出来。",
    cell_unreadable: (text) => `原文“${text}”认不出是什么数。`,
    cell_unseen: "图片上的这一格没有读出，请对照原图填写。",
    cell_edited: (text) => `您改过，原来是“${text}”。`,
    cell_edited_empty: "您改过，原来没有数。",

    next: "下一条",
    back: "上一条",
    next_title: "下一条（F8）",
    back_title: "上一条（Shift+F8）",
    position: (n, all, message) => `第 ${n} 条，共 ${all} 条：${message}`,
    count_all: (all) => `共 ${all} 条`,
    count_of: (n, all) => `${n} / ${all}`,
    others: "不成立",
    unsure: "无法判定",
    hints: "提示",
    notes: "说明",
    accepted: "已写说明",
    show_original: "看原文",
    family_count: (name, n) => `${name}（${n} 条）`,
    nothing_there: "空白",

    announce: (verdict, counts) => `${verdict}。${counts}`,
    announce_counts: (holds, broken, undecided) => `成立 ${holds} 条，不成立 ${broken} 条，无法判定 ${undecided} 条。`,
    from_picture: "从图片识读，请对照原图",
    made_by: (version) => `勾稽 ${version}`,
  },
};

let current = "zh-CN";

/** The language in use. */
export const language = () => current;

/** Speaks a language that was learnt. */
export function use(next) {
  current = next;
}

/** A sentence in the language in use; sentences with blanks take them as arguments. */
export function say(key, ...blanks) {
  const sentence = words[current][key];
  return typeof sentence === "function" ? sentence(...blanks) : sentence;
}

/** Fetches the sentences of a language, the engine's among them: what is there from the start speaks Chinese. */
export async function learn(next) {
  if (words[next]) return;
  const [{ en }] = await Promise.all([lazy("later/words-en.js", () => import("./later/words-en.js")), deepen()]);
  words[next] = en;
}

/** Everything marked as a sentence of the page: `act(node, key, attribute)`, without one its text. */
export function marked(act) {
  for (const [mark, attribute] of [["say"], ["say-label", "aria-label"], ["say-hint", "placeholder"]]) {
    for (const node of document.querySelectorAll(`[data-${mark}]`)) act(node, node.getAttribute(`data-${mark}`), attribute);
  }
}

/** Takes the Chinese sentences out of the page, before anything in it has changed. */
export function hear() {
  const own = words["zh-CN"];
  own.title = document.title;
  marked((node, key, attribute) => { own[key] = attribute ? node.getAttribute(attribute) : node.textContent; });
}
