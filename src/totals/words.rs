//! What is said of sums that were read from words.

use super::check::{CheckedSum, WhyOpen};
use super::decimal::ExactDecimal;
use super::grid::{Grid, title};
use super::likely::Likely;
use super::structure::{SumKind, SumSpot};
use super::table::LabelledTable;
use crate::words::Words;
use crate::words::said;

/// Terms of a sum that are written out.
const SHOWN: usize = 8;

/// A table with what it is called.
pub(super) struct NamedTable<'a> {
    pub grid: &'a Grid,
    pub table: &'a LabelledTable,
    /// From 1, in the order of the document.
    pub number: usize,
    /// What its form calls it, where it is of one.
    pub form: Option<[&'static str; 2]>,
    /// Whether it is one of final accounts, which have the sums that their words say.
    pub is_account: bool,
    pub words: Words,
}

impl NamedTable<'_> {
    /// 收入决算表, or 第 2 张表.
    pub fn bare_title(&self) -> String {
        let number = self.number;
        let counted = || {
            said!(
                self.words,
                format!("第 {number} 张表"),
                format!("Table {number}")
            )
        };
        let form = || self.form.map(|form| self.words.of(form).to_owned());
        let above = title(self.table.titles.iter().map(String::as_str));
        above.or_else(form).unwrap_or_else(counted)
    }

    /// The same in a sentence: 《收入决算表》.
    pub fn title(&self) -> String {
        match title(self.table.titles.iter().map(String::as_str)) {
            Some(title) => format!("《{title}》"),
            None => self.bare_title(),
        }
    }

    /// The rule of its sums of a kind.
    pub fn rule(&self, kind: SumKind) -> &'static str {
        match self.is_account && !kind.is_declared() {
            true => "accounts.sums",
            false => kind.id(),
        }
    }

    /// Whether a form says that these are added up, and not words alone.
    fn is_declared(&self, kind: SumKind) -> bool {
        self.is_account || kind.is_declared()
    }

    pub fn row(&self, spot: &SumSpot) -> String {
        self.table.halves[spot.half].rows[spot.row].name.clone()
    }

    pub fn column(&self, spot: &SumSpot) -> String {
        self.table.halves[spot.half].columns[spot.column].name()
    }

    /// “合计”·罚款; the row alone where there is only one column.
    pub fn cell(&self, spot: &SumSpot) -> String {
        let half = &self.table.halves[spot.half];
        let (row, column) = (self.row(spot), self.column(spot));
        match () {
            () if row.is_empty() => format!("“{column}”"),
            () if half.columns.len() == 1 || column.is_empty() => format!("“{row}”"),
            () => format!("“{row}”·{column}"),
        }
    }

    /// Where a sum is looked at: in a row for columns, in a column for rows.
    fn place(&self, sum: &CheckedSum) -> String {
        let words = self.words;
        let half = &self.table.halves[sum.spot.half];
        let title = self.title();
        if sum.kind == SumKind::Balance {
            return title;
        }
        if sum.kind.is_of_columns() {
            let row = self.row(&sum.spot);
            if half.rows.len() == 1 || row.is_empty() {
                return title;
            }
            return said!(
                words,
                format!("{title}“{row}”行"),
                format!("{title}, row “{row}”")
            );
        }
        if half.columns.len() == 1 {
            return title;
        }
        let column = self.column(&sum.spot);
        said!(
            words,
            format!("{title}“{column}”列"),
            format!("{title}, column “{column}”"),
        )
    }

    /// What is added up and what it should come to, by name.
    fn named(&self, sum: &CheckedSum) -> String {
        let name = |spot: &SumSpot| {
            let (name, zh, en) = match sum.kind.is_of_columns() {
                true => (
                    self.column(spot),
                    "没有名称的一列",
                    "a column without a name",
                ),
                false => (self.row(spot), "没有名称的一行", "a row without a name"),
            };
            match name.is_empty() {
                true => self.words.pick(zh, en).to_owned(),
                false => name,
            }
        };
        let total = name(&sum.spot);
        if let SumKind::Ratio(_, change) = sum.kind
            && let [one, other] = &sum.spots[..]
        {
            let across = match sum.kind.is_of_columns() {
                true => one.column == other.column,
                false => one.row == other.row,
            };
            // A share of a total has the same column as the total.
            let name = |spot: &SumSpot| match across != sum.kind.is_of_columns() {
                true => self.column(spot),
                false => self.row(spot),
            };
            let (one, other) = (name(one), name(other));
            return match change {
                true => format!("（{one} − {other}）÷ {other} = {total}"),
                false => format!("{one} ÷ {other} = {total}"),
            };
        }
        let filled: Vec<&SumSpot> = sum
            .spots
            .iter()
            .zip(&sum.terms)
            .filter(|(_, term)| {
                self.grid.cells[**term]
                    .value
                    .is_none_or(|value| !value.is_zero())
            })
            .filter(|(_, term)| !self.grid.cells[**term].text.trim().is_empty())
            .map(|(spot, _)| spot)
            .collect();
        if filled.is_empty() || filled.len() > SHOWN {
            let count = sum.terms.len();
            return said!(
                self.words,
                format!("{count} 项之和 = {total}"),
                format!("{count} items add up to {total}"),
            );
        }
        let names: Vec<String> = filled.into_iter().map(name).collect();
        format!("{} = {total}", names.join(" + "))
    }

    /// 3.00 + 2.00 = 5.00，而合计为 6.00，相差 1.00.
    pub fn arithmetic(&self, sum: &CheckedSum) -> String {
        let Some((left, right)) = sum.sides else {
            return String::new();
        };
        let places = sum.places;
        let gap = left
            .minus(right)
            .map_or(ExactDecimal::ZERO, ExactDecimal::size)
            .to_places(places);
        let (left, right) = (left.to_places(places), right.to_places(places));
        let cells = sum.terms.iter().map(|&term| &self.grid.cells[term]);
        let shown: Vec<String> = cells
            .filter_map(|cell| cell.value)
            .filter(|value| !value.is_zero())
            .map(|value| value.to_string())
            .collect();
        let left = match shown.len() {
            2 if matches!(sum.kind, SumKind::Ratio(_, true)) => {
                format!("（{} − {}）÷ {} = {left}", shown[0], shown[1], shown[1])
            }
            2 if matches!(sum.kind, SumKind::Ratio(_, false)) => {
                format!("{} ÷ {} = {left}", shown[0], shown[1])
            }
            2..=SHOWN => format!("{} = {left}", shown.join(" + ")),
            _ => left.to_string(),
        };
        said!(
            self.words,
            format!("{left}，而表中为 {right}，相差 {gap}"),
            format!("{left}, but the table has {right}, difference {gap}"),
        )
    }

    /// A table whose head cannot be told.
    pub fn unclear(&self) -> String {
        let title = self.title();
        said!(
            self.words,
            format!("{title}的表头看不出每一列是什么，其中的合计没有核对。"),
            format!(
                "{title}: the head does not tell what each column is, so its totals were not checked."
            ),
        )
    }

    /// A table of which labels or codes were not read whole.
    pub fn lost_labels(&self) -> String {
        let title = self.title();
        said!(
            self.words,
            format!("{title}有的名称或编码没有读全，与它有关的合计没有核对。"),
            format!(
                "{title}: a label or a code was not read whole, and what hangs on it was not checked."
            ),
        )
    }

    /// Columns and rows whose numbers are in nothing that was checked.
    pub fn uncovered(&self, names: &[String]) -> String {
        let title = self.title();
        let shown = names.iter().take(SHOWN);
        let shown: Vec<String> = shown.map(|name| format!("“{name}”")).collect();
        let all = shown.join("、");
        let more = if names.len() > SHOWN { "等" } else { "" };
        said!(
            self.words,
            format!("{title}的{all}{more}看不出由哪些数算出，没有核对。"),
            format!("{title}: {all} were not checked, since nothing tells what they come to."),
        )
    }

    /// A sum that does not hold.
    pub fn broken(&self, sum: &CheckedSum) -> String {
        let (place, named, figures) = (self.place(sum), self.named(sum), self.arithmetic(sum));
        if self.is_declared(sum.kind) {
            return said!(
                self.words,
                format!("{place}：{named}，不成立：{figures}。"),
                format!("{place}: {named} does not hold: {figures}."),
            );
        }
        let total = self.basis(sum);
        said!(
            self.words,
            format!("{place}：按{total}推断的关系不成立：{named}（{figures}）。"),
            format!(
                "{place}: a relation inferred from {total} does not hold: {named} ({figures})."
            ),
        )
    }

    /// What a relation was inferred from: the words of the total, or codes.
    fn basis(&self, sum: &CheckedSum) -> String {
        let words = self.words;
        // The words of a difference are those of what is added to the smaller one.
        let own = match (sum.kind, sum.spots.get(1)) {
            (SumKind::Difference(_), Some(own)) => own,
            _ => &sum.spot,
        };
        match sum.kind {
            SumKind::Codes => words
                .pick("科目编码的层级", "the levels of the codes")
                .to_owned(),
            SumKind::Rows
            | SumKind::Balance
            | SumKind::Difference(false)
            | SumKind::Ratio(false, _) => {
                let row = self.row(own);
                said!(words, format!("“{row}”字样"), format!("the words “{row}”"))
            }
            _ => {
                let column = self.table.halves[own.half].columns[own.column].own_name();
                said!(
                    words,
                    format!("“{column}”字样"),
                    format!("the words “{column}”")
                )
            }
        }
    }

    /// A sum that could not be decided.
    pub fn undecided(&self, sum: &CheckedSum) -> String {
        let (place, named) = (self.place(sum), self.named(sum));
        let figures = self.arithmetic(sum);
        let words = self.words;
        let why = match sum.why {
            Some(WhyOpen::Blank) => said!(
                words,
                format!("空白格按 0 计则不成立（{figures}），可能是漏填"),
                format!("with blanks as 0 it fails ({figures}); a number may have been left out"),
            ),
            Some(WhyOpen::NoTotal) => {
                said!(words, "合计格是空白".into(), "the total is blank".into())
            }
            Some(WhyOpen::Readings) => said!(
                words,
                format!("表的结构不止一种读法（{figures}）"),
                format!("the table can be read in more than one way ({figures})"),
            ),
            Some(WhyOpen::Mostly) => said!(
                words,
                format!("同类关系大多不成立，可能并不是求和（{figures}）"),
                format!("most relations of this kind fail, so it may be no sum ({figures})"),
            ),
            Some(WhyOpen::Label) => said!(
                words,
                format!("表中有的名称或编码没有读全（{figures}）"),
                format!("a label or a code of the table was not read whole ({figures})"),
            ),
            Some(WhyOpen::Cases) => said!(
                words,
                format!("一件案件可能并处几种处罚（{figures}）"),
                format!("one case may have several kinds of penalties ({figures})"),
            ),
            Some(WhyOpen::Running) => said!(
                words,
                format!("可能还包括表中没有的数（{figures}）"),
                format!("it may count more than the table has ({figures})"),
            ),
            Some(WhyOpen::Unsaid) => said!(
                words,
                format!("只是从数看像是求和，名称没有说明（{figures}）"),
                format!("only the numbers look like a sum, no label says so ({figures})"),
            ),
            Some(WhyOpen::NoNumber) | None => said!(
                words,
                "有的格里不是数字".into(),
                "some cells hold no number".into(),
            ),
        };
        if self.is_declared(sum.kind) {
            return said!(
                words,
                format!("{place}：{named}，无法判定：{why}。"),
                format!("{place}: {named} cannot be decided: {why}."),
            );
        }
        let basis = self.basis(sum);
        said!(
            words,
            format!("{place}：按{basis}推断的关系无法判定：{named}，{why}。"),
            format!("{place}: a relation inferred from {basis} cannot be decided: {named}; {why}."),
        )
    }

    /// The only cell that explains what is broken.
    pub fn likely(&self, sum: &CheckedSum, likely: &Likely) -> String {
        let mut spots = sum
            .spots
            .iter()
            .zip(&sum.terms)
            .chain([(&sum.spot, &sum.total)]);
        let spot = spots
            .find(|(_, cell)| **cell == likely.cell)
            .map(|(spot, _)| spot);
        let cell = spot.map_or_else(String::new, |spot| self.cell(spot));
        let from = self.grid.cells[likely.cell].text.trim();
        let to = likely.to;
        said!(
            self.words,
            format!("只有{cell}一格能解释：{from} 若为 {to}，有关的合计都成立。"),
            format!(
                " Only one cell explains it: if {cell}, now {from}, were {to}, all totals with it would hold."
            ),
        )
    }
}
