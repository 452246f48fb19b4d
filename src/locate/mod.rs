//! Names the wrong cell.
mod case;
mod evidence;
mod fixed;
mod frame;
mod mistake;
mod prior;
mod proposals;
mod search;
mod situation;

pub use evidence::{Claim, Evidence};
pub use fixed::Cost;

/// try
pub fn raw(sheet: &crate::sheet::Sheet, checked: &[crate::check::Checked], evidence: &Evidence) -> Vec<(Vec<(i64, Vec<(crate::form::CellId,i64)>, Vec<&'static str>)>, bool)> {
    frame::frames(checked).into_iter().map(|f| {
        let case = case::Case::new(f, sheet, evidence);
        let found = search::search(&case, 300, 6000);
        (found.answers.into_iter().map(|a| (a.cost, a.values.iter().map(|(&c,&v)| (case.frame.cells[c], v)).collect(), a.steps.iter().map(|s| mistake::KINDS[s.kind as usize].id).collect())).collect(), found.cut)
    }).collect()
}
