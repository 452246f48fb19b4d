//! What the tables beside the report's make of the answer.

use super::{ACCOUNTS, Others};
use crate::options::Options;
use crate::report::{Finding, OtherTable, Reason, Report, Severity, Status, Verdict};
use crate::words::{Words, said};

/// Where there is no report, the answer is that of the other tables; where there is one, what a form says of
/// the others takes part in it.
pub(crate) fn conclude(report: &mut Report, others: Others, options: &Options) {
    if report.others.is_empty() {
        return;
    }
    // Noughts that nobody wrote hold nothing.
    for table in &mut report.others {
        if !is_filled(table) {
            table.holds = 0;
        }
    }
    let words = Words(options.language);
    let alone = report.verdict == Verdict::Unrecognised;
    if alone {
        report.organ = report.organ.take().or_else(|| others.organ.clone());
        report.year = report.year.or(others.year);
        count_cells(report);
    }
    if !alone {
        own_tables(report, words);
    }
    let told = told(report, words, alone);
    if report.others.iter().any(is_declared) {
        declared(report, &others, &told, words);
        return;
    }
    if !alone {
        report.message.push_str(&told);
        return;
    }
    SumCounts::of(report.others.iter()).enter(report);
    report.message = format!("{}{told}", words.no_table());
    // What is only inferred is neither consistent nor not; but it was recognised.
    if report.summary.relations > 0 {
        report.verdict = Verdict::Undecided;
    }
}

fn is_declared(table: &OtherTable) -> bool {
    table.form.is_some()
}

/// What is said of tables of which only words are known.
fn told(report: &Report, words: Words, alone: bool) -> String {
    let told = report.others.iter().filter(|table| !is_declared(table));
    match told.clone().count() {
        0 => String::new(),
        tables => words.totals(tables, SumCounts::of(told), alone),
    }
}

/// What tables of a form make of the answer, and `told` of others beside them.
fn declared(report: &mut Report, others: &Others, told: &str, words: Words) {
    let alone = report.verdict == Verdict::Unrecognised;
    let declared = report.others.iter().filter(|table| is_declared(table));
    let tables = declared.clone().count();
    let is_account = |table: &OtherTable| table.form.as_deref() == Some(ACCOUNTS);
    let name = match declared.clone().any(is_account) {
        true => ["部门决算公开表", "Final accounts"],
        false => ["行政执法统计年报", "Enforcement statistics"],
    };
    let blank = !declared.clone().any(is_filled);
    let hard = |rule: &str| {
        let all = report.findings.iter();
        let hard = all.filter(|f| f.severity == Severity::Error && f.status == Status::Broken);
        hard.filter(|finding| finding.rule.starts_with(rule))
            .count() as u32
    };
    // What is carried over stands in one table.
    let between = hard("accounts.same");
    let mut counts = SumCounts::of(declared);
    counts.holds += if blank { 0 } else { others.same };
    counts.broken += between + hard("accounts.carried");
    let own = verdict(report, &counts, blank || others.unread);
    counts.enter(report);
    let mut message = match blank {
        true => words.declared_blank(name, tables),
        false => words.declared(name, tables, &counts, between, own),
    };
    message.push_str(told);
    if alone {
        report.reason = blank.then_some(Reason::BlankForm);
        (report.verdict, report.message) = (own, message);
        return;
    }
    report.message.push_str(&message);
    report.verdict = match (report.verdict, own) {
        (Verdict::Inconsistent, _) | (_, Verdict::Inconsistent) => Verdict::Inconsistent,
        (Verdict::Consistent, Verdict::Consistent) => Verdict::Consistent,
        // A blank form beside a report leaves its answer as it is.
        (Verdict::Consistent, _) if blank && !others.unread => Verdict::Consistent,
        _ => Verdict::Undecided,
    };
}

/// That of the tables of a form, taken when all that may speak against it is known; `unread`: not all was there to be
/// checked.
fn verdict(report: &Report, counts: &SumCounts, unread: bool) -> Verdict {
    let soft = [
        "enforcement.goods",
        "enforcement.accepted",
        "enforcement.decided",
    ];
    let mut findings = report.findings.iter();
    let doubtful = findings.any(|finding| soft.contains(&&*finding.rule));
    match () {
        () if counts.broken > 0 => Verdict::Inconsistent,
        () if counts.open > 0 || counts.holds == 0 || doubtful || unread => Verdict::Undecided,
        () => Verdict::Consistent,
    }
}

/// What is said of the report's own tables, where something is wrong with others: no clean bill, and what is said of
/// those is no hint of its own.
fn own_tables(report: &mut Report, words: Words) {
    let mut tables = report.others.iter();
    let hard = |finding: &&Finding| {
        finding.severity == Severity::Error && finding.rule.starts_with("accounts.")
    };
    let is_wrong = tables.any(|table| table.broken > 0) || report.findings.iter().any(|f| hard(&f));
    let is_hint = |finding: &&Finding| {
        let beside = finding.rule.starts_with("totals.") && finding.severity == Severity::Warning;
        finding.status == Status::Broken && finding.severity != Severity::Error && !beside
    };
    let hints = report.findings.iter().filter(is_hint).count() as u32;
    let holds = report.summary.holds;
    match report.verdict {
        Verdict::Consistent if hints > 0 => report.message = words.consistent_but(holds, hints),
        Verdict::Consistent if is_wrong => report.message = words.own_hold(holds),
        Verdict::Undecided if is_wrong => report.message = words.of_own(&report.message),
        _ => {}
    }
}

fn is_filled(table: &OtherTable) -> bool {
    table.lines.iter().flatten().any(|cell| cell.number)
}

/// Where the tables are all there is, their cells are those that were read.
fn count_cells(report: &mut Report) {
    let cells = report
        .others
        .iter()
        .flat_map(|table| table.lines.iter().flatten());
    let (numbers, rest): (Vec<_>, Vec<_>) = cells.partition(|cell| cell.number);
    report.summary.read = numbers.len() as u32;
    let blank = rest.iter().filter(|cell| cell.text.trim().is_empty());
    report.summary.blank = blank.count() as u32;
}

/// How many sums hold, do not, and are open.
struct SumCounts {
    holds: u32,
    broken: u32,
    open: u32,
}

impl SumCounts {
    fn of<'a>(tables: impl Iterator<Item = &'a OtherTable> + Clone) -> SumCounts {
        let sum = |of: fn(&OtherTable) -> u32| tables.clone().map(of).sum();
        SumCounts {
            holds: sum(|table| table.holds),
            broken: sum(|table| table.broken),
            open: sum(|table| table.undecided),
        }
    }

    /// Adds them to what was counted; where there is no report, they are all there is.
    fn enter(&self, report: &mut Report) {
        let summary = &mut report.summary;
        if report.verdict == Verdict::Unrecognised {
            summary.relations = 0;
        }
        summary.relations += self.holds + self.broken + self.open;
        summary.holds += self.holds;
        summary.broken += self.broken;
        summary.undecided += self.open;
    }
}

impl Words {
    fn no_table(self) -> &'static str {
        self.pick(
            "没有找到政府信息公开工作年度报告的表格。",
            "No table of a government information disclosure annual report was found.",
        )
    }

    fn own_hold(self, holds: u32) -> String {
        said!(
            self,
            format!("报告各表的 {holds} 条勾稽关系全部成立。"),
            format!("All {holds} relations of the report's own tables hold."),
        )
    }

    fn of_own(self, message: &str) -> String {
        said!(
            self,
            format!("报告各表：{message}"),
            format!("The report's own tables: {message}"),
        )
    }

    /// What only words are known of.
    fn totals(self, tables: usize, counts: SumCounts, alone: bool) -> String {
        let SumCounts {
            holds,
            broken,
            open,
        } = counts;
        let zh = tally(&[(holds, "个相符"), (broken, "个不符"), (open, "个无法判定")]);
        let en = tally(&[(holds, "hold"), (broken, "do not"), (open, "are open")]);
        let (zh, en) = match holds + broken + open {
            0 => (
                "没有可以核对的合计".to_owned(),
                "nothing to add up".to_owned(),
            ),
            _ => (format!("合计 {zh}"), en.replace('，', ", ")),
        };
        let gap = if alone { "" } else { " " };
        said!(
            self,
            format!("按“合计”等字样核对了其他 {tables} 张表格：{zh}。"),
            format!("{gap}In {tables} other tables totals were checked by their words: {en}."),
        )
    }

    fn declared_blank(self, name: [&'static str; 2], tables: usize) -> String {
        let name = self.of(name);
        said!(
            self,
            format!("{name}（{tables} 张表）是空表，没有数可以核对。"),
            format!("{name} ({tables} tables): a blank form, nothing to check."),
        )
    }

    /// What a form says of its tables; `between` of what does not hold is between tables.
    fn declared(
        self,
        name: [&'static str; 2],
        tables: usize,
        counts: &SumCounts,
        between: u32,
        verdict: Verdict,
    ) -> String {
        let SumCounts {
            holds,
            broken,
            open,
        } = *counts;
        let zh = match () {
            () if holds + broken + open == 0 => "没有可以核对的关系".to_owned(),
            () if verdict == Verdict::Consistent => format!("{holds} 条关系都成立"),
            () if broken + open == 0 => format!("{holds} 条关系成立，另有需要核实的内容"),
            () => {
                let of_these = match between {
                    0 => String::new(),
                    _ => format!("（其中 {between} 条在两张表之间）"),
                };
                let broken_words = format!("条关系不成立{of_these}");
                let kinds = [
                    (broken, &*broken_words),
                    (open, "条无法判定"),
                    (holds, "条成立"),
                ];
                tally(&kinds)
            }
        };
        let en = match () {
            () if holds + broken + open == 0 => "no relation to be checked".to_owned(),
            () if verdict == Verdict::Consistent => format!("all {holds} relations hold"),
            () if broken + open == 0 => {
                format!("{holds} relations hold, something is to be looked at")
            }
            () => {
                let kinds = [(broken, "do not hold"), (open, "are open"), (holds, "hold")];
                tally(&kinds).replace('，', ", ")
            }
        };
        let name = self.of(name);
        said!(
            self,
            format!("{name}（{tables} 张表）：{zh}。"),
            format!("{name} ({tables} tables): {en}."),
        )
    }
}

/// Counts of which none is nought, each with its word.
fn tally(counts: &[(u32, &str)]) -> String {
    let some = counts.iter().filter(|(n, _)| *n > 0);
    let some: Vec<String> = some.map(|(n, word)| format!("{n} {word}")).collect();
    some.join("，")
}
