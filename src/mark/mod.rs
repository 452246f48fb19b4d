//! The user's own file back: cells of broken relations shaded, the probable culprit more strongly,
//! and a comment for each finding; or with other values in some cells. Nothing else in the file changes.

mod correct;
mod docx;
mod edit;
mod numbers;
mod table;
#[cfg(test)]
mod tests;
mod xlsx;

pub use crate::read::Refusal;
pub use correct::{Corrected, correct};
pub(crate) use edit::escape;
pub use table::{FillStyle, table_html, table_tsv};

use crate::align;
use crate::document::Bounds;
use crate::form::Forms;
use crate::language::Language;
use crate::options::Options;
use crate::place::Place;
use crate::read::file;
use crate::read::package::zip::Archive;
use crate::read::sniff::{ZipKind, packed};
use crate::read::{Reading, Remark, package};
use crate::report::{Cell, Explanation, Finding, Report, Status};
use crate::sheet::State;
use crate::sorted::Sorted;
use crate::words::Words;
use serde::{Deserialize, Serialize};

/// Kinds of findings in tables that are none of the report's: they have a place and no cells of a form.
const OTHER_TABLES: [&str; 3] = ["totals.", "enforcement.", "accounts."];

/// Author of every comment.
pub(crate) const AUTHOR: &str = "gouji 勾稽";

/// What of a report is needed to mark a file: a [`Report`] itself is one, read back from JSON too.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Marks {
    /// Table id → edition id, for the recognised tables.
    #[serde(default)]
    pub edition: Sorted<String, String>,
    /// Cell id → cell.
    pub cells: Sorted<String, Cell>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// Which cells are probably wrong.
    #[serde(default)]
    pub explanations: Vec<Explanation>,
}

impl From<&Report> for Marks {
    fn from(report: &Report) -> Self {
        Marks {
            edition: report.edition.clone(),
            cells: report.cells.clone(),
            findings: report.findings.clone(),
            explanations: report.explanations.clone(),
        }
    }
}

/// How strongly a cell is shaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shade {
    /// In a relation that does not hold.
    Broken,
    /// Probably the wrong one.
    Culprit,
}

impl Shade {
    /// Every shade.
    pub const ALL: [Shade; 2] = [Shade::Broken, Shade::Culprit];

    /// Red, green and blue in hexadecimal digits: far apart in lightness, not only in hue.
    pub const fn colour(self) -> &'static str {
        match self {
            Shade::Broken => "FFF2CC",
            Shade::Culprit => "F4B183",
        }
    }
}

/// What is put where.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub shades: Sorted<Place, Shade>,
    /// In the order of the findings.
    pub comments: Vec<(Place, String)>,
    /// What is to stand in a cell instead; where that cannot be, its comments are not put either.
    pub texts: Sorted<Place, String>,
}

/// What the report says stands at a place.
pub(crate) type TextAt<'t> = dyn Fn(Place) -> Option<&'t str> + 't;

/// Why a file is not marked or corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unmarked {
    /// Only docx and xlsx can be.
    Kind,
    /// It is not the file that was checked.
    AnotherFile,
    /// None of the cells can be changed.
    Unchanged,
    /// It cannot be read, or not what would come of it.
    Unreadable(Refusal),
}

impl Unmarked {
    /// What is said of it, and what can be done.
    pub fn sentence(self, language: Language) -> String {
        let words = Words(language);
        match self {
            Unmarked::Kind => words.cannot_mark().to_owned(),
            Unmarked::AnotherFile => words.another_file().to_owned(),
            Unmarked::Unchanged => words.not_corrected().to_owned(),
            Unmarked::Unreadable(refusal) => words.refused(refusal),
        }
    }
}

impl std::fmt::Display for Unmarked {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(&self.sentence(Language::default()))
    }
}

impl std::error::Error for Unmarked {}

impl From<Refusal> for Unmarked {
    fn from(refusal: Refusal) -> Unmarked {
        Unmarked::Unreadable(refusal)
    }
}

/// Marks a docx or xlsx file with what was found in it.
///
/// # Errors
/// Where the file is of another kind, is not the one that was checked, or is damaged.
pub fn mark(bytes: &[u8], marks: &Marks, options: &Options) -> Result<Vec<u8>, Unmarked> {
    let plan = plan(marks, Words(options.language));
    if plan.shades.is_empty() && plan.comments.is_empty() {
        return container(bytes).map(|_| bytes.to_vec());
    }
    let forms = options.forms;
    let (marked, _) = marked(bytes, marks, &plan, forms)?;
    match cells_of(bytes, forms) == cells_of(&marked, forms) {
        true => Ok(marked),
        false => Err(Refusal::Corrupt.into()),
    }
}

/// The archive of a file that can be marked, and its kind.
fn container(bytes: &[u8]) -> Result<(Archive<'_>, ZipKind), Unmarked> {
    if !bytes.starts_with(b"PK") {
        return Err(Unmarked::Kind);
    }
    let archive = package::open(bytes)?;
    match packed(&archive) {
        kind @ (ZipKind::Word(_) | ZipKind::Excel(_)) => Ok((archive, kind)),
        _ => Err(Unmarked::Kind),
    }
}

/// Carries a plan out: the file, and the cells whose text is another now. The file it makes is as sound
/// as the one given.
fn marked(
    bytes: &[u8],
    marks: &Marks,
    plan: &Plan,
    forms: Forms,
) -> Result<(Vec<u8>, Vec<Place>), Unmarked> {
    let (archive, kind) = container(bytes)?;
    let told = |place: Place| {
        let cell = marks.cells.values().find(|cell| cell.at == Some(place))?;
        // In the file stands what stood there before somebody typed over the report.
        let text = cell
            .edited
            .as_ref()
            .map_or(&cell.text, |before| &before.text);
        Some(text.as_str())
    };
    let package = edit::Package::new(archive);
    let mut written = Vec::new();
    let marked = match kind {
        ZipKind::Word(part) => docx::mark(package, &part, plan, &told, &mut written),
        ZipKind::Excel(part) => xlsx::mark(package, &part, plan, &told, &mut written),
        _ => return Err(Unmarked::Kind),
    };
    match marked? {
        Some(marked)
            if remarks(bytes, forms).is_some_and(|b| remarks(&marked, forms) == Some(b)) =>
        {
            Ok((marked, written))
        }
        Some(_) => Err(Refusal::Corrupt.into()),
        None if plan.texts.is_empty() => Err(Unmarked::AnotherFile),
        None => Err(Unmarked::Unchanged),
    }
}

/// A file as [`crate::check`] reads it.
fn formatted(bytes: &[u8], forms: Forms) -> Option<Result<Reading, Refusal>> {
    let hidden = |shown: &_, whole: &_| align::adds(shown, whole, forms);
    file::formatted(bytes, &Bounds::default(), &hidden)
}

/// What is said of a file's reading. None of one whose XML is damaged: what word processors and
/// spreadsheets make of it with marks in it, nobody knows.
fn remarks(bytes: &[u8], forms: Forms) -> Option<Vec<Remark>> {
    let reading = formatted(bytes, forms)?.ok()?;
    (!reading.remarks.contains(&Remark::Damaged)).then_some(reading.remarks)
}

/// The cells of a file whose formulas are computed as it is read: what they say changes with others.
fn computed(bytes: &[u8], forms: Forms) -> Vec<Place> {
    let reading = formatted(bytes, forms);
    reading
        .and_then(Result::ok)
        .map(|reading| reading.computed)
        .unwrap_or_default()
}

/// What every cell of a file reads as, in reading order.
fn cells_of(bytes: &[u8], forms: Forms) -> Vec<(Place, String)> {
    let Some(Ok(reading)) = formatted(bytes, forms) else {
        return Vec::new();
    };
    let rows = reading.document.rows.into_iter();
    let cells = rows.flat_map(|row| row.cells);
    cells.map(|cell| (cell.at, cell.text)).collect()
}

/// Which cells are shaded, and which comments are put where.
pub(crate) fn plan(marks: &Marks, words: Words) -> Plan {
    let mut plan = Plan::default();
    let place = |id: &String| marks.cells.get(id.as_str()).and_then(|cell| cell.at);
    for (id, shade) in plan_cells(marks) {
        if let Some(place) = place(&id) {
            plan.shades.insert(place, shade);
        }
    }
    let of_others = marks.findings.iter().filter(|finding| {
        let rule = &finding.rule;
        finding.status == Status::Broken && OTHER_TABLES.iter().any(|kind| rule.starts_with(kind))
    });
    for at in of_others.filter_map(|finding| finding.at) {
        plan.shades.insert(at, Shade::Broken);
    }
    let culprits: Vec<(&Explanation, Vec<&String>)> = marks
        .explanations
        .iter()
        .map(|e| (e, culprits(e)))
        .collect();
    for (index, finding) in marks.findings.iter().enumerate() {
        let explained = culprits.iter().find(|(e, _)| e.findings.contains(&index));
        let suspects = explained.map_or(&[][..], |(_, cells)| &cells[..]);
        let unread = |id: &&String| {
            let state = marks.cells.get(id.as_str()).map(|cell| cell.state);
            finding.status == Status::Undecided && state.is_some_and(|s| s != State::Read)
        };
        let suspect = |id: &&String| suspects.contains(id);
        let cells = || finding.cells.iter().filter(|id| place(id).is_some());
        // The total stands last.
        let anchor = cells()
            .find(suspect)
            .or_else(|| cells().find(unread))
            .or_else(|| {
                cells()
                    .next_back()
                    .filter(|_| finding.status == Status::Broken)
            });
        let Some(at) = anchor.and_then(place).or(finding.at) else {
            continue;
        };
        let mut text = finding.message.clone();
        for candidate in explained.iter().flat_map(|(e, _)| likely(e)) {
            text.push('\n');
            text.push_str(&words.story(candidate));
        }
        plan.comments.push((at, text));
    }
    plan
}

/// Which cells of the form are shaded.
pub(crate) fn plan_cells(marks: &Marks) -> Sorted<String, Shade> {
    let broken = marks.findings.iter().filter(|f| f.status == Status::Broken);
    let mut shades: Sorted<String, Shade> = broken
        .flat_map(|finding| &finding.cells)
        .map(|id| (id.clone(), Shade::Broken))
        .collect();
    for id in marks.explanations.iter().flat_map(culprits) {
        shades.insert(id.clone(), Shade::Culprit);
    }
    shades
}

/// The stories that are about as good as the best.
fn likely(explanation: &Explanation) -> impl Iterator<Item = &crate::report::Candidate> {
    let best = explanation
        .candidates
        .first()
        .map_or(0.0, |c| c.probability);
    let good = move |candidate: &&crate::report::Candidate| candidate.probability * 2.0 >= best;
    explanation.candidates.iter().filter(good).take(3)
}

/// The cells that such stories change, and those more likely wrong than right.
fn culprits(explanation: &Explanation) -> Vec<&String> {
    let changed = likely(explanation).flat_map(|c| c.changes.iter().map(|change| &change.cell));
    let suspected = explanation.suspicion.iter().filter(|(_, p)| **p >= 0.5);
    changed.chain(suspected.map(|(id, _)| id)).collect()
}
