// What reports say together, as text and as JSON, word for word as the native command says it.
import { familyOf, kindName, overviewOf } from "../node.js";
import { pick } from "./show.js";
import { oneLine } from "./terminal.js";

/** Names listed one by one; the others are counted. */
const NAMES = 20;
const RANKS = ["inconsistent", "undecided", "unrecognised", "consistent"];

const compare = (a, b) => (a === b ? 0 : a === null || (b !== null && a < b) ? -1 : 1);

/** Which report to look at first: by verdict, then by how much is wrong, then by name. */
export function worstFirst(digests) {
  const keys = ["broken", "undecided", "warnings", "hints"];
  const order = (a, b) => RANKS.indexOf(a.verdict) - RANKS.indexOf(b.verdict)
    || keys.map((key) => b[key] - a[key]).find(Boolean)
    || ["organ", "year", "file"].map((key) => compare(a[key], b[key])).find(Boolean) || 0;
  return digests.map((_, index) => index).sort((a, b) => order(digests[a], digests[b]));
}

/** What a report says against last year's. */
export function year(overview, index, digests, language) {
  const pair = overview.pairs.find((one) => one.this === index);
  if (!pair?.findings.length) return [];
  return [`  ↔ ${pick(language, "与上年报告对照", "Against last year's report")}  ${oneLine(digests[pair.last].file ?? "-")}`, ...findings(pair)];
}

/** What statistics of enforcement say against the annual report of the same body and year. */
export function enforcement(overview, index, digests, language) {
  const stated = overview.enforcement.find((one) => one.this === index);
  if (!stated?.findings.length) return [];
  return [`  ↔ ${pick(language, "与年度报告对照", "Against the annual report")}  ${oneLine(digests[stated.annual].file ?? "-")}`, ...findings(stated)];
}

const findings = ({ findings: all }) => all.map(({ message }) => `  ! ${message}`);

/** A report that was declared to sum up the others of its year, against their sums. */
export function sums(parent, digests, language) {
  // Who has the organ and year of whom is the engine's to say.
  const { repeated } = overviewOf([parent, ...digests], language);
  const groups = repeated.map(({ reports }) => reports);
  const itself = groups.find((group) => group.includes(0)) ?? [];
  const seen = new Set();
  const children = digests.map((child, index) => ({ child, index })).filter(({ child, index }) => {
    if (child.file === parent.file || itself.includes(index + 1) || child.verdict === "unrecognised") return false;
    if (child.year !== null && parent.year !== null && child.year !== parent.year) return false;
    const group = groups.find((one) => one.includes(index + 1));
    if (group && seen.has(group)) return false;
    if (group) seen.add(group);
    return true;
  });
  const { compared, findings: found, unknown } = familyOf(parent, children.map(({ child }) => child), language);
  return { parent, file: parent.file, children: children.map(({ index }) => index), compared, findings: found, unknown: unknown.map((at) => children[at].index) };
}

const familyName = ({ organ, file, year: of }, children, language) => {
  const name = `${organ ?? file ?? "—"}${of ? ` ${of}` : ""}`;
  return pick(language, `${name}（${children} 份下级报告）`, `${name} (${children} reports below it)`);
};

export function parentLines({ parent, children, compared, findings: found, unknown }, digests, language) {
  const say = (zh, en) => pick(language, zh, en);
  return [
    "", `${say("上下级汇总", "Parent and children")}  ${familyName(parent, children.length, language)}`,
    say(`  比较了 ${compared} 格，${found.length} 格不等于各下级之和。`, `  ${compared} cells compared, ${found.length} are not the sums.`),
    ...findings({ findings: found }),
    ...(unknown.length ? [`  i ${say("数没有读全，有关的格没有比较", "not every number was read; those cells were not compared")}：`, ...unknown.map((at) => `      ${oneLine(digests[at].file ?? "-")}`)] : []),
  ];
}

/** Counts over all, what is not there, what may belong together. */
export function summary(overview, digests, language) {
  const say = (zh, en) => pick(language, zh, en);
  const file = (index) => digests[index].file ?? "-";
  const [bad, open, unknown, good] = RANKS.map((verdict) => digests.filter((one) => one.verdict === verdict).length);
  const kinds = new Map();
  for (const { kinds: own } of digests) for (const kind of Object.keys(own)) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const byCount = [...kinds].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
  const all = digests.length;
  const differ = overview.enforcement.filter((stated) => stated.findings.length).length;
  const broken = overview.pairs.filter((pair) => pair.findings.length).length;
  const names = (title, list) => (list.length ? [`${title}（${list.length}）`, ...list.slice(0, NAMES).map((name) => `  ${oneLine(name)}`), ...(list.length > NAMES ? ["  …"] : [])] : []);
  return [
    "", say(`共 ${all} 份：不一致 ${bad}，未判定 ${open}，无法识别 ${unknown}，一致 ${good}。`, `${all} reports: ${bad} inconsistent, ${open} undecided, ${unknown} unrecognised, ${good} consistent.`),
    ...byCount.map(([kind, n]) => `  ${String(n).padStart(5)}  ${kindName(kind, language)}`),
    ...(overview.pairs.length ? [say(`与上年对照 ${overview.pairs.length} 对，${broken} 对不衔接。`, `${overview.pairs.length} compared with last year's report, ${broken} do not follow.`)] : []),
    ...(overview.enforcement.length ? [say(`行政执法统计与年度报告对照 ${overview.enforcement.length} 份，${differ} 份不同。`, `${overview.enforcement.length} enforcement statistics compared with annual reports, ${differ} differ.`)] : []),
    ...names(say("没有提供的年度报告", "Reports that are not there"), overview.absent.map(({ organ, year: of }) => `${organ} ${of}`)),
    ...names(say("没有读到机关或年份，未与上年对照", "No organ or year was read; not compared with last year"), overview.unnamed.map(file)),
    ...names(say("同一机关同一年度有几份，未作对照", "Several reports of one organ and year; not compared"), overview.repeated.map(({ reports }) => reports.map(file).join("  =  "))),
    ...names(say("雷同，请核实", "The same as another's; worth a look"), overview.alike.map(({ message }) => message)),
    ...names(say("名称上像是上下级；要核对汇总数，请用 --parent 指明", "May be parent and children; --parent compares the sums"), overview.families.map(({ parent, children }) => `${familyName(digests[parent], children.length, language)}  --parent ${file(parent)}`)),
  ];
}

/** All of it as one JSON object. */
export function json(overview, digests, declared) {
  const { parent: _, ...shown } = declared ?? {};
  return JSON.stringify({ reports: digests.map(({ file }) => file), ...overview, parent: declared ? shown : null });
}
