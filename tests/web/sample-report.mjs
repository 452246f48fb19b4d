// A report written by hand, with everything the page must be able to show, and an engine that
// answers with it whatever it is asked: so the page is tested apart from the real engine.

const cell = (value, text = String(value ?? ""), state = "read", at = null) => ({ value, text, state, at });

/** The report, over the newest form. */
export function sampleReport(form) {
  const cells = {};
  let line = 3;
  for (const { lines } of Object.values(form.tables)) {
    for (const row of lines) {
      for (const { cell: id } of row) if (id) cells[id] = cell(0, "0", "read", { line, start: 0, end: 1 });
      line += 1;
    }
  }
  Object.assign(cells, {
    "t3.r1.natural": cell(13, "１３件", "read", { table: 1, row: 3, column: 3 }),
    "t3.r1.total": cell(13),
    "t3.r3_1.natural": cell(21),
    "t3.r3_1.total": cell(12),
    "t3.r3_7.natural": cell(12),
    "t3.r3_7.total": cell(12, "", "inferred"),
    "t3.r4.natural": cell(null, "/", "blank"),
    "t3.r4.total": cell(null, "", "missing"),
    "t3.r2.other": cell(null, "〇?", "unreadable"),
    "t2.fees": cell("2.530", "2.530"),
    "t4.direct.total": cell(2),
  });
  const broken = (rule, message, cells, more = {}) => ({
    rule, status: "broken", severity: "error", message, arithmetic: "21 = 21，而右边为 12 = 12，相差 9",
    left: 21, right: 12, difference: 9, cells, sides: { left: cells.slice(0, -1), right: cells.slice(-1) }, at: null, ...more,
  });
  const undecided = (rule, message, cells) => ({
    rule, status: "undecided", severity: "error", message, arithmetic: "", left: null, right: null, difference: null, cells, sides: { left: cells.slice(0, -1), right: cells.slice(-1) }, at: null,
  });
  const row = (id) => ["natural", "business", "research", "welfare", "legal", "other", "total"].map((column) => `t3.${id}.${column}`);
  const identity = (column) => ["r1", "r2", "r3_7", "r4"].map((id) => `t3.${id}.${column}`);
  const findings = [
    broken("t3.subtotal.natural", "甲：自然人一列合计不符。", ["t3.r3_1.natural", "t3.r3_2.natural", "t3.r3_7.natural"]),
    broken("t3.rowsum.r3_1", "乙：予以公开一行总计不符。", row("r3_1")),
    broken("t4.rowsum.direct", "丙：未经复议直接起诉总计不符。", ["upheld", "corrected", "other", "pending", "total"].map((id) => `t4.direct.${id}`)),
    broken("prose.received", "丁：正文说收到 14 件，表中是 13 件。", ["t3.r1.total"], { severity: "hint", arithmetic: "", sides: null, at: { line: 1, start: 6, end: 9 } }),
    undecided("t3.rowsum.r2", "戊：其他一格认不出，无法判定。", row("r2")),
    undecided("t3.identity.natural", "己：结转一格空白。", identity("natural")),
    undecided("t3.identity.business", "庚：无法判定。", identity("business")),
    undecided("t3.identity.total", "辛：总计一格缺失，无法判定。", identity("total")),
    undecided("t3.identity.legal", "壬：无法判定。", identity("legal")),
  ];
  const explanations = [
    {
      findings: [0, 1],
      message: "两种说法一样说得通。",
      look_first: "t3.r3_1.natural",
      cut: false,
      suspicion: { "t3.r3_1.natural": 0.81, "t3.r3_1.total": 0.14, "t3.r3_7.natural": 0.12 },
      candidates: [
        { kind: "transposed", probability: 0.81, message: "予以公开·自然人写成 21，应为 12（数字颠倒）。", changes: [{ cell: "t3.r3_1.natural", from: 21, to: 12 }] },
        {
          kind: "stale-total+stale-total", probability: 0.12, message: "两个总计都没有更新。",
          changes: [{ cell: "t3.r3_1.total", from: 12, to: 21 }, { cell: "t3.r3_7.natural", from: 12, to: 21 }],
        },
      ],
      further: [
        { kind: "dropped", probability: 0.04, message: "予以公开·总计漏加了 9。", changes: [{ cell: "t3.r3_1.total", from: 12, to: 21 }] },
      ],
    },
    { findings: [2], message: "看不出是哪一格。", look_first: null, cut: true, suspicion: { "t4.direct.total": 0.3 }, candidates: [], further: [] },
    {
      findings: [7], message: "（七）总计·总计应为 12（这一格没有读到数）。", look_first: null, cut: false,
      suspicion: { "t3.r3_7.total": 0.985 }, further: [],
      candidates: [{ kind: "lost", probability: 0.985, message: "总计应为 12，可能性 99 %", changes: [{ cell: "t3.r3_7.total", from: null, to: 12 }] }],
    },
  ];
  const states = Object.values(cells).map(({ state }) => state);
  const count = (state) => states.filter((other) => other === state).length;
  return {
    schema: 1, file: null, organ: "某县某局", year: 2023, edition: { t2: form.id, t3: form.id, t4: form.id },
    verdict: "inconsistent", message: "三条关系不成立，五条无法判定。",
    summary: {
      relations: 42, holds: 34, broken: 3, undecided: 5,
      read: count("read"), blank: count("blank"), inferred: count("inferred"), missing: count("missing"), unreadable: count("unreadable"),
    },
    cells, findings, explanations, claims: [],
    notes: [{ code: "blank-as-zero", message: "空白 1 格，按 0 计。", at: null }],
  };
}

/** A module that stands in for pkg/gouji.js. */
export function fakeEngine(forms) {
  const report = sampleReport(forms[0]);
  return `
    const forms_ = ${JSON.stringify(forms)}, report = ${JSON.stringify(report)};
    export default async () => {};
    export const forms = () => forms_;
    const titles = { "t3.subtotal": "表三：各列（七）总计", "t3.identity": "表三：第一项加第二项之和，等于第三项加第四项之和" };
    export const rules = () => report.findings.map(({ rule }) => {
      const kind = rule.replace(/\\.[^.]*$/, "");
      return { id: rule, kind, title: titles[kind] || kind, edition: "2021", severity: "error", sentence: "合计", why: "总计应为各项之和。", source: "表三" };
    });
    export const version = () => "0";
    export const encodingOf = () => "utf-8";
    export const check = (parts, { edits = {} } = {}) => {
      if (parts.some(({ text }) => text.includes("trap"))) throw new WebAssembly.RuntimeError("unreachable");
      const next = structuredClone(report);
      // The first candidate mends everything.
      if (edits["t3.r3_1.natural"] === "12") Object.assign(next, { verdict: "consistent", message: "全部成立。", findings: [], explanations: [] });
      for (const [id, text] of Object.entries(edits)) next.cells[id] = { value: Number(text), text, state: "read", at: null };
      return next;
    };
  `;
}
