//! What is said of a relation: that it does not hold, or why it cannot be decided.

use super::{Words, said, side};
use crate::form::{CellId, Form, Rule};

impl Words {
    /// A broken equation.
    pub fn broken(self, form: &Form, rule: &Rule, arithmetic: &str) -> String {
        let rule = self.rule(form, rule);
        said!(
            self,
            format!("{rule}，不成立：{arithmetic}。"),
            format!("{rule} does not hold: {arithmetic}."),
        )
    }

    /// `13 + 0 = 13，而右边为 12 + 0 = 12，相差 1`. Zeros of a long sum are left out.
    pub fn arithmetic(self, left: &[i64], right: &[i64]) -> String {
        let (l, r) = (side(left), side(right));
        let (ls, rs): (i64, i64) = (left.iter().sum(), right.iter().sum());
        let difference = (ls - rs).abs();
        if difference == 0 {
            return said!(self, format!("{l}，{r}，相等"), format!("{l}, {r}, equal"));
        }
        said!(
            self,
            format!("{l}，而右边为 {r}，相差 {difference}"),
            format!("{l}, but the right side is {r}, difference {difference}"),
        )
    }

    /// An equation with cells that are not known.
    pub fn unknown(self, form: &Form, rule: &Rule, cells: &[CellId]) -> String {
        let (names, rule) = (self.span(form, cells), self.rule(form, rule));
        said!(
            self,
            format!("{rule}，无法判定：{names}没有读到数字。"),
            format!("{rule} cannot be decided: no number was read for {names}."),
        )
    }

    /// An equation that only an inferred value makes hold.
    pub fn by_inference(self, form: &Form, rule: &Rule, cells: &[CellId]) -> String {
        let (names, rule) = (self.span(form, cells), self.rule(form, rule));
        said!(
            self,
            format!("{rule}，无法判定：{names}的数是推断出来的，不能用来证明等式成立。"),
            format!("{rule} cannot be decided: {names} was inferred, which proves nothing."),
        )
    }

    /// An equation that a forgotten blank would mend; `written` is a sign for nothing that stands in one.
    pub fn blank_matters(
        self,
        form: &Form,
        rule: &Rule,
        arithmetic: &str,
        written: Option<&str>,
    ) -> String {
        let rule = self.rule(form, rule);
        let (zh, en) = match written {
            None => ("空白格".to_owned(), "blanks".to_owned()),
            Some(text) => (
                format!("空白或写作“{text}”的格"),
                format!("blanks and “{text}”"),
            ),
        };
        said!(
            self,
            format!("{rule}，无法判定：{zh}按 0 计则不成立（{arithmetic}），可能是漏填。"),
            format!(
                "{rule} cannot be decided: with {en} as 0 it fails ({arithmetic}); a number may have been left out."
            ),
        )
    }
}
