// What tools answer: small enough to read, and what was left out is counted.

/** Findings, notes and cells named one by one. */
const FINDINGS = 25;
const NOTES = 10;
const CELLS = 40;

const some = (all, most) => ({ shown: all.slice(0, most), more: Math.max(0, all.length - most) });
const brief = ({ rule, severity, status, message, cells }) => ({ rule, severity, status, message, ...(cells.length && cells.length < 12 ? { cells } : {}) });
const percent = (probability) => Math.round(probability * 1000) / 1000;
const listed = (name, all, most, each = (one) => one) => {
  const { shown, more } = some(all, most);
  return { [name]: shown.map(each), ...(more ? { [`more_${name}`]: more } : {}) };
};

function causes({ explanations }) {
  return explanations.map(({ message, candidates, look_first }) => ({
    message, look_first,
    candidates: candidates.map(({ message: said, probability, changes }) => ({ message: said, probability: percent(probability), changes })),
  }));
}

export function checkAnswer(report, wanted) {
  const { verdict, message, reason, organ, year, edition, summary, findings, notes, cells } = report;
  const broken = [...findings].sort((a, b) => Number(a.status === "undecided") - Number(b.status === "undecided"));
  return {
    verdict, message, ...(reason ? { reason } : {}), organ, year, edition, summary,
    ...listed("findings", broken, FINDINGS, brief),
    explanations: causes(report),
    ...listed("notes", notes, NOTES, ({ code, message: said }) => ({ code, message: said })),
    ...(wanted ? { cells: Object.fromEntries(wanted.map((id) => [id, cells[id] ? shown(cells[id]) : null])) } : {}),
  };
}

const shown = ({ value, text, state }) => ({ value, text, state });

/** What this year's report says only beside last year's, and the cells that differ most. */
export function compareAnswer(beside, last, alone) {
  const known = new Set(alone.findings.map(({ rule, message }) => `${rule}\t${message}`));
  const against = beside.findings.filter(({ rule, message }) => !known.has(`${rule}\t${message}`));
  const notes = beside.notes.filter(({ message }) => !alone.notes.some((one) => one.message === message));
  // A blank is not filled in: null, which differs from a number and not from 0. A blank form differs from nothing.
  const isKnown = (one) => one?.state === "blank" || typeof one?.value === "number";
  const whole = (one) => (typeof one.value === "number" ? one.value : null);
  const changed = [beside, last].some(({ reason }) => reason === "blank-form") ? [] : Object.entries(beside.cells)
    .filter(([cell, now]) => isKnown(now) && isKnown(last.cells[cell]))
    .map(([cell, now]) => ({ cell, from: whole(last.cells[cell]), to: whole(now) }))
    .filter(({ from, to }) => (from ?? 0) !== (to ?? 0))
    .sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from) || (a.cell < b.cell ? -1 : 1));
  const head = ({ verdict, message, organ, year }) => ({ verdict, message, organ, year });
  return { this: head(beside), last: head(last), ...listed("notes", notes, NOTES, ({ code, message }) => ({ code, message })), ...listed("findings", against, FINDINGS, brief), ...listed("changed", changed, CELLS) };
}

/** What `gouji compare` says of two versions of one report. */
export function versionsAnswer({ before, after, message, cells, unread, sentences, come, gone, changed, notes }) {
  const head = ({ verdict, message: said, organ, year }) => ({ verdict, message: said, organ, year });
  return {
    before: head(before), after: head(after), message, notes,
    ...listed("cells", cells, CELLS), ...listed("unread", unread, CELLS), ...listed("sentences", sentences, CELLS),
    ...listed("come", come, FINDINGS, brief), ...listed("gone", gone, FINDINGS, brief), ...listed("changed", changed, FINDINGS, ([was, is]) => ({ was: brief(was), is: brief(is) })),
  };
}

export function cellAnswer(report, cell, rules, forms) {
  const named = forms.flatMap(({ id, tables }) => Object.values(tables).flatMap(({ lines }) => lines.flat().filter((one) => one.cell === cell).map(({ name, kind, unit }) => ({ edition: id, name, kind, unit }))));
  if (!named.length) throw new Error(`${cell}: 没有这个编号的单元格，见 code_book no cell has this id, see code_book`);
  const edition = report.edition[cell.split(".")[0]];
  const found = report.cells[cell];
  const inSums = rules.filter(({ edition: of, sides }) => of === edition && sides && [...sides.left, ...sides.right].includes(cell));
  const broken = new Map(report.findings.map((finding) => [finding.rule, finding]));
  const suspected = report.explanations.flatMap(({ candidates, suspicion }) => [
    ...(cell in suspicion ? [{ suspicion: percent(suspicion[cell]) }] : []),
    ...candidates.filter(({ changes }) => changes.some((change) => change.cell === cell)).map(({ message, probability, changes }) => ({ message, probability: percent(probability), changes })),
  ]);
  return {
    cell, ...(named.find((one) => one.edition === edition) ?? named[0]),
    stands: found ? shown(found) : null,
    sums: inSums.map(({ id, sentence }) => ({ rule: id, sentence, outcome: broken.get(id)?.status ?? (edition ? "holds" : "unknown"), ...(broken.get(id)?.arithmetic ? { arithmetic: broken.get(id).arithmetic } : {}) })),
    others: report.findings.filter(({ rule, cells }) => cells.includes(cell) && !inSums.some(({ id }) => id === rule)).map(brief),
    suspected,
  };
}

export function ruleList(rules, kind) {
  if (kind) {
    const own = rules.filter((rule) => rule.kind === kind);
    if (!own.length) throw new Error(`${kind}: 没有这类规则，不给 kind 即列出各类 no such kind; without one the kinds are listed`);
    return listed("rules", own, 60, ({ id, edition, severity, sentence, why, source }) => ({ id, edition, severity, sentence, why, source }));
  }
  const kinds = new Map();
  for (const rule of rules) {
    const one = kinds.get(rule.kind) ?? { kind: rule.kind, title: rule.title, severity: rule.severity, rules: 0 };
    kinds.set(rule.kind, { ...one, rules: one.rules + 1 });
  }
  return { kinds: [...kinds.values()] };
}

export function codeBook(forms, edition, search) {
  const { tables } = forms.find(({ id }) => id === edition);
  const all = Object.values(tables).flatMap(({ lines }) => lines.flat().filter(({ cell }) => cell));
  const words = (search ?? "").split(/\s+/).filter(Boolean);
  const found = all.filter(({ cell, name }) => words.every((word) => cell.includes(word) || name.includes(word)));
  return { edition, ...listed("cells", found, 60, ({ cell, name, kind, unit }) => ({ cell, name, kind, unit })) };
}
