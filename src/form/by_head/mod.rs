//! Forms whose tables are told by the labels of their columns, in whatever order and number these are
//! printed: a column is what its label says, and an edition is told by which columns there are.
//!
//! What reads and checks them is `totals/`, so this is data and nothing else.

mod enforcement;

pub(crate) use enforcement::FORMS;

use super::{Column, Row};
use crate::text::key;

/// What a label adds to say that something is counted.
const COUNTED: [&str; 8] = ["数量", "案件", "件数", "宗数", "起数", "次数", "人次", "数"];
/// Part of the label under which an annual report counts decisions.
const DECISIONS: &str = "处理决定数量";

impl Row {
    /// Whether a column counts the decisions of an annual report's row.
    pub fn counts_decisions(&self, row: &str, column: &Column) -> bool {
        let named = key(self.name) == row;
        named && (self.columns.len() == 1 || key(column.label).contains(DECISIONS))
    }
}

/// A column that a form knows.
#[derive(Debug)]
pub(crate) struct KnownForm {
    /// `fine`, `total`, …
    pub id: &'static str,
    /// Its labels: the ideographs alone, without what stands in brackets; what [`Declared::bare`] leaves out is
    /// left out of them too.
    pub labels: &'static [&'static str],
    pub is: Is,
}

/// What a column is to the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Is {
    /// A kind: one of the terms.
    Kind,
    Total,
    /// Decisions, of each of which there may be several kinds.
    Cases,
    /// A kind in some places, and none in others.
    Maybe,
    /// A term of another sum that comes to the same total.
    Procedure,
    /// Money, or whatever else is not added up.
    Apart,
}

/// Columns as one place and year prints them.
#[derive(Debug)]
pub(crate) struct Variant {
    pub id: &'static str,
    /// The columns, in the printed order, from the first kind to the last column that every table has.
    pub columns: &'static [&'static str],
}

/// A form.
#[derive(Debug)]
pub(crate) struct Declared {
    pub id: &'static str,
    /// What sentences call it (zh-CN, English).
    pub title: [&'static str; 2],
    /// What all of it counts, which labels may say once more.
    pub own: &'static str,
    pub columns: &'static [KnownForm],
    /// Words of which labels of kinds are made, alone or several together, and what else stands in such labels.
    pub words: &'static [&'static str],
    pub joins: &'static [&'static str],
    pub variants: &'static [Variant],
    /// So many known columns make a table one of this form, besides those of `needs`.
    pub least: usize,
    pub needs: &'static [&'static str],
    /// A word that one of the kinds has.
    pub mark: &'static str,
    /// The column of the annual report's table 2 that says the same: its row's name as a key.
    pub annual: Option<&'static str>,
}

impl Declared {
    /// What a label says: of which known column it is, or that it is a kind.
    pub fn column(&self, label: &str) -> Option<(Option<&'static str>, Is)> {
        let bare = self.bare(label);
        let is = |known: &&KnownForm| known.labels.iter().any(|label| self.bare(label) == bare);
        let known = self.columns.iter().find(is);
        match known {
            Some(known) => Some((Some(known.id), known.is)),
            None => (self.is_made_of_words(&bare)).then_some((None, Is::Kind)),
        }
    }

    /// A label without what labels of the same column say or leave out.
    fn bare(&self, label: &str) -> String {
        let whole = label.replace("行政", "");
        let mut bare = &*whole;
        let counted = |bare: &str| {
            let rest = COUNTED.iter().find_map(|word| bare.strip_suffix(word))?;
            (!rest.is_empty() && !rest.ends_with('总')).then_some(rest.len())
        };
        while let Some(end) = counted(bare) {
            bare = &bare[..end];
        }
        let rest = bare.strip_prefix(self.own).filter(|rest| !rest.is_empty());
        rest.unwrap_or(bare).to_owned()
    }

    /// Whether a label is made of the words of kinds and what joins them.
    fn is_made_of_words(&self, label: &str) -> bool {
        // For each byte, whether what stands before it is made of them, and whether there is a word among it.
        let mut made = vec![(false, false); label.len() + 1];
        made[0].0 = true;
        for (at, _) in label.char_indices().filter(|_| !self.words.is_empty()) {
            let (reached, worded) = made[at];
            let words = self.words.iter().map(|word| (word, true));
            let joins = self.joins.iter().map(|join| (join, worded));
            for (word, worded) in words.chain(joins).filter(|_| reached) {
                if label[at..].starts_with(word) {
                    let (reached, before) = &mut made[at + word.len()];
                    *reached = true;
                    *before |= worded;
                }
            }
        }
        made[label.len()].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_kinds_are_known_by_their_words() {
        let [penalties, permits, coercion] = &FORMS;
        for (form, label, known) in [
            (
                penalties,
                "警告通报批评",
                Some((Some("warn_notice"), Is::Kind)),
            ),
            (penalties, "罚款件数", Some((Some("fine"), Is::Kind))),
            (
                penalties,
                "限制开展生产经营活动责令停产停业责令关闭限制从业",
                Some((None, Is::Kind)),
            ),
            (
                penalties,
                "法律行政法规规定的其他行政处罚",
                Some((None, Is::Kind)),
            ),
            (penalties, "行政处罚总数", Some((Some("total"), Is::Total))),
            (
                penalties,
                "行政处罚案件总数",
                Some((Some("cases"), Is::Cases)),
            ),
            (penalties, "罚没款总额", Some((Some("amount"), Is::Apart))),
            (penalties, "许可证", None),
            (penalties, "罚款金额", None),
            (penalties, "责令改正", None),
            (
                permits,
                "行政许可申请数量",
                Some((Some("applied"), Is::Apart)),
            ),
            (permits, "行政许可数量", Some((Some("granted"), Is::Apart))),
            (permits, "不予受理", None),
            (coercion, "扣押财物", Some((Some("impound"), Is::Kind))),
            (coercion, "查封扣押", Some((None, Is::Kind))),
        ] {
            assert_eq!(form.column(label), known, "{label}");
        }
    }
}
