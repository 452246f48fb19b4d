//! Says in words what was located: every sentence of a result is put together here, from the names and
//! clauses of the kinds of mistake.

use super::mistake::{LOST, Slip, slip};
use super::{Changed, Hypothesis, Located, Mistake};
use crate::form::{CellId, Form};
use crate::language::Language::{self, Chinese, English};
use crate::report::{Candidate, Change, Explanation};
use crate::sorted::InOrder;
use crate::words::Words as Common;

/// Stories beyond those that are shown, at most.
const FURTHER: usize = 5;
/// Cells that were not read and are named one by one, at most.
const FIRST_LOST: usize = 4;
/// No more than this is said, in hundredths: sums prove contradictions, not hypotheses.
const MOST_SURE: u16 = 99;

/// A located group as the report has it. `finding` says which finding an equation of the checked
/// list became.
pub fn explanation(
    located: &Located,
    form: &Form,
    language: Language,
    finding: impl Fn(usize) -> Option<usize>,
) -> Explanation {
    let words = HypothesisWords { form, language };
    let thousandths = |share: u16| f64::from(share.min(10 * MOST_SURE)) / 1000.0;
    let change = |change: &Changed| Change {
        cell: form.name(change.cell),
        from: change.from,
        to: change.to,
    };
    let candidate = |hypothesis: &Hypothesis| Candidate {
        kind: kinds(hypothesis),
        probability: thousandths(hypothesis.probability),
        message: words.candidate(hypothesis),
        changes: hypothesis.changes.iter().map(change).collect(),
    };
    let suspicion = located.suspicion.iter();
    let (shown, further) = located.hypotheses.split_at(located.shown);
    Explanation {
        findings: located
            .relations
            .iter()
            .filter_map(|&rule| finding(rule))
            .collect(),
        candidates: shown.iter().map(candidate).collect(),
        further: further.iter().take(FURTHER).map(candidate).collect(),
        message: words.group(located),
        look_first: located.look_first.map(|cell| form.name(cell)),
        suspicion: suspicion
            .map(|&(cell, p)| (form.name(cell), thousandths(p)))
            .collect(),
        cut: located.cut,
    }
}

fn kinds(hypothesis: &Hypothesis) -> String {
    let ids: Vec<&str> = hypothesis
        .mistakes
        .iter()
        .map(|mistake| mistake.kind.id)
        .collect();
    ids.join("+")
}

struct HypothesisWords<'a> {
    form: &'a Form,
    language: Language,
}

impl HypothesisWords<'_> {
    fn pick<'t>(&self, texts: [&'t str; 2]) -> &'t str {
        match self.language {
            Chinese => texts[0],
            English => texts[1],
        }
    }

    /// How sure it is and what to do first.
    fn group(&self, located: &Located) -> String {
        let Some(best) = located.hypotheses.first() else {
            return self
                .pick([
                    "没有找到说得通的解释，有关的行和列需要逐格核对。",
                    "Nothing explains this well; the rows and columns concerned need checking cell by cell.",
                ])
                .into();
        };
        let mut text = self.verdict(located, best);
        let fewest = located.fewest.filter(|&n| n == best.changes.len() && n > 1);
        if let Some(fewest) = fewest.filter(|_| !located.single_edit) {
            let rivalled = located.rivalled && best.mistakes.len() == 1;
            text += &match (self.language, rivalled) {
                (Chinese, false) => format!("改动少于 {fewest} 格，都不能使等式成立。"),
                (Chinese, true) => {
                    format!(
                        "改动少于 {fewest} 格，都不能使等式成立；改动别的 {fewest} 格，也可能成立。"
                    )
                }
                (English, false) => format!(" No change of fewer than {fewest} cells would do."),
                (English, true) => {
                    format!(
                        " No change of fewer than {fewest} cells would do, but {fewest} others may."
                    )
                }
            };
        }
        if located.cut {
            text += self.pick([
                "搜索到了上限，可能还有更好的解释。",
                " The search hit its bound, so a better explanation may exist.",
            ]);
        }
        text
    }

    fn verdict(&self, located: &Located, best: &Hypothesis) -> String {
        let hypothesis = self.hypothesis(best);
        let misread = best.is_misread();
        if misread && located.shown == 1 {
            return match self.language {
                Chinese => format!("很可能识读有误，报告未必有错，请对照图片：{hypothesis}。"),
                English => format!(
                    "Probably misread, and the report may well be right; compare with the picture: {hypothesis}."
                ),
            };
        }
        let known = best.is_known();
        let sole = located.shown == 1;
        let several = located.shown;
        let close = super::close(&located.hypotheses[..several]);
        let less = several - close;
        let first = located.look_first.map(|cell| self.cell(cell));
        let first = match (first, self.language) {
            (None, _) => String::new(),
            (Some(cell), Chinese) => format!("最该先核对的格：{cell}。"),
            (Some(cell), English) => format!(" The cell to look up first: {cell}."),
        };
        match (best.count(), self.language) {
            (_, Chinese) if located.single_edit && (best.count() > 0 || misread) => {
                format!("单凭一个等式不能确定错在哪一格，较可能的是：{hypothesis}。{first}")
            }
            (_, English) if located.single_edit && (best.count() > 0 || misread) => format!(
                "One equation cannot tell which of its cells is wrong; more likely than others: {hypothesis}.{first}"
            ),
            (3.., Chinese) => format!("有几处错误，请核对这些行：{}。{first}", self.rows(best)),
            (3.., English) => {
                format!(
                    "There are several mistakes; rows to check: {}.{first}",
                    self.rows(best)
                )
            }
            (0, Chinese) if !misread => format!("{hypothesis}。"),
            (0, English) if !misread => format!("{hypothesis}."),
            (_, Chinese) if located.certain() => format!("几乎可以确定：{hypothesis}。"),
            (_, English) if located.certain() => format!("Almost certain: {hypothesis}."),
            (_, Chinese) if sole && known => format!("很可能：{hypothesis}。"),
            (_, English) if sole && known => format!("Probable: {hypothesis}."),
            (_, Chinese) if sole => format!("能使等式成立，但不像常见的错误：{hypothesis}。"),
            (_, English) if sole => {
                format!("This would make the sums agree but is no usual mistake: {hypothesis}.")
            }
            (_, Chinese) if close == several => {
                format!("有 {several} 种解释差不多同样说得通。{first}")
            }
            (_, English) if close == several => {
                format!("{several} explanations fit about equally well.{first}")
            }
            (_, Chinese) if close > 1 => {
                format!("有 {close} 种解释差不多同样说得通，另有 {less} 种可能性较小。{first}")
            }
            (_, English) if close > 1 => format!(
                "{close} explanations fit about equally well, {less} more are less likely.{first}"
            ),
            (_, Chinese) => {
                format!("最可能：{hypothesis}；另有 {less} 种解释可能性较小。{first}")
            }
            (_, English) => {
                format!("Most likely: {hypothesis}; less likely explanations: {less}.{first}")
            }
        }
    }

    fn candidate(&self, hypothesis: &Hypothesis) -> String {
        let percent = ((hypothesis.probability + 5) / 10).min(MOST_SURE);
        let text = self.hypothesis(hypothesis);
        match self.language {
            Chinese => format!("{text}，可能性 {percent} %"),
            English => format!("{text}; probability {percent} %"),
        }
    }

    /// Its mistakes; of many cells that were not read how many, and the first.
    fn hypothesis(&self, hypothesis: &Hypothesis) -> String {
        let (lost, made): (Vec<&Mistake>, Vec<&Mistake>) =
            (hypothesis.mistakes.iter()).partition(|mistake| mistake.kind == LOST);
        let short = lost.len() > FIRST_LOST;
        let listed: Vec<&Mistake> = match short {
            true => made
                .into_iter()
                .chain(lost.iter().copied().take(FIRST_LOST))
                .collect(),
            false => hypothesis.mistakes.iter().collect(),
        };
        let told: Vec<String> = listed.into_iter().map(|m| self.mistake(m)).collect();
        let told = told.join(self.pick(["；", "; "]));
        match (short, self.language) {
            (false, _) => told,
            (true, Chinese) => format!("{told}；没有读到数的格共 {} 格", lost.len()),
            (true, English) => format!("{told}; {} cells in all were not read", lost.len()),
        }
    }

    fn mistake(&self, mistake: &Mistake) -> String {
        let clause = self.clause(mistake);
        let misread = mistake.kind.is_misread();
        let row = mistake.changes[0].cell.row;
        let one_row = mistake.changes.iter().all(|change| change.cell.row == row);
        let changes: Vec<String> = match &mistake.changes[..] {
            [change] => vec![self.change(&self.cell(change.cell), change, misread)],
            changes if one_row => {
                let column = |change: &Changed| self.form.place(change.cell).1.label;
                changes
                    .iter()
                    .map(|change| self.change(column(change), change, misread))
                    .collect()
            }
            changes => changes
                .iter()
                .map(|c| self.change(&self.cell(c.cell), c, misread))
                .collect(),
        };
        let changes = changes.join(self.pick(["，", ", "]));
        let row = match one_row && mistake.changes.len() > 1 {
            true => self.row(mistake.changes[0].cell) + self.pick(["：", ": "]),
            false => String::new(),
        };
        match self.language {
            // Said before it.
            _ if misread => format!("{row}{changes}"),
            Chinese => format!("{row}{changes}（{clause}）"),
            English => format!("{row}{changes} ({clause})"),
        }
    }

    fn change(&self, cell: &str, change: &Changed, misread: bool) -> String {
        if let (Some(from), true) = (change.from, misread) {
            return match self.language {
                Chinese => format!("{cell}读成 {from}，可能是 {}", change.to),
                English => format!("{cell} was read as {from} and may be {}", change.to),
            };
        }
        match (change.from, self.language) {
            (Some(from), Chinese) => format!("{cell}写成 {from}，应为 {}", change.to),
            (Some(from), English) => format!("{cell} says {from} and should be {}", change.to),
            (None, Chinese) => format!("{cell}应为 {}", change.to),
            (None, English) => format!("{cell} should be {}", change.to),
        }
    }

    fn clause(&self, mistake: &Mistake) -> &'static str {
        let texts = match &mistake.changes[..] {
            [
                Changed {
                    from: Some(from),
                    to,
                    ..
                },
            ] if mistake.kind.id == "typing" => match slip(*to, *from).map(|slip| slip.0) {
                Some(Slip::Added) => ["多打一位", "a digit too many"],
                Some(Slip::Dropped) => ["少打一位", "a digit missing"],
                Some(Slip::Transposed) => ["数字颠倒", "two digits in the wrong order"],
                Some(Slip::Substituted) => ["打错一位", "one digit wrong"],
                None => mistake.kind.clause,
            },
            _ => mistake.kind.clause,
        };
        self.pick(texts)
    }

    /// The rows a hypothesis touches, lost cells apart.
    fn rows(&self, hypothesis: &Hypothesis) -> String {
        let made = hypothesis
            .mistakes
            .iter()
            .filter(|mistake| !mistake.kind.is_nobodys());
        let mut cells: Vec<CellId> = made
            .flat_map(|mistake| &mistake.changes)
            .map(|change| change.cell)
            .collect();
        cells.put_in_order();
        cells.dedup_by_key(|cell| (cell.table, cell.row));
        let rows: Vec<String> = cells.into_iter().map(|cell| self.row(cell)).collect();
        rows.join(self.pick(["、", ", "]))
    }

    fn cell(&self, cell: CellId) -> String {
        Common(self.language).cell(self.form, cell)
    }

    fn row(&self, cell: CellId) -> String {
        Common(self.language).row(self.form, cell.table, cell.row.into())
    }
}
