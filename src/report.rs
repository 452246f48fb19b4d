//! The result object: the only types that leave the crate as data. Field names are a contract with
//! other programs; `www/gouji.d.ts` says the same in TypeScript and a test holds the two together.

#[cfg(feature = "totals")]
mod other;

#[cfg(feature = "scan")]
mod picture;

#[cfg(feature = "totals")]
pub use other::{Decisions, OtherCell, OtherSum, OtherTable};
#[cfg(feature = "scan")]
pub use picture::{PicturePage, PictureReading, PictureTable, Source};

use crate::named::named;
use crate::place::Place;
use crate::sheet::State;
use crate::sorted::Sorted;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Version of the object's shape.
pub const SCHEMA: u32 = 1;

/// What is known of one report.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Name of the file as given; none for pasted text.
    pub file: Option<String>,
    /// The organ, from the title.
    pub organ: Option<String>,
    /// The report year, from the title.
    pub year: Option<u16>,
    /// Table id → edition id, for the recognised tables.
    pub edition: Sorted<String, String>,
    /// The answer in one word.
    pub verdict: Verdict,
    /// Why there is no answer: why a file is not read, or why no report was found in it. None where one
    /// was, unless it is a blank form.
    #[serde(default)]
    pub reason: Option<Reason>,
    /// The answer in one sentence.
    pub message: String,
    /// The answer without what somebody typed over the cells; absent where nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<Original>,
    /// What was checked, counted.
    pub summary: Summary,
    /// Cell id → what is known of it, for every cell of the recognised tables.
    pub cells: Sorted<String, Cell>,
    /// What is broken, undecided or worth a look; relations that hold are only counted.
    pub findings: Vec<Finding>,
    /// Which cells are probably wrong; one entry a connected group of broken relations.
    pub explanations: Vec<Explanation>,
    /// Totals that the prose claims, as far as they speak of cells.
    pub claims: Vec<Claim>,
    /// What else has to be said about the reading.
    pub notes: Vec<Note>,
    /// Tables that are none of the report's, with their totals (see [`crate::Options::totals`]).
    #[cfg(feature = "totals")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<OtherTable>,
    /// What it was read from; absent for text.
    #[cfg(feature = "scan")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// The pictures that it was read from.
    #[cfg(feature = "scan")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<PicturePage>,
    /// What stands outside the tables, for whoever compares reports. It stays here: whoever has the report
    /// as data has the document.
    #[cfg(feature = "explain")]
    #[serde(skip)]
    pub passages: Vec<Passage>,
}

/// A paragraph outside the tables.
#[cfg(feature = "explain")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The section it stands in, 0 to 5; none before the first heading.
    pub section: Option<u8>,
    /// Its text as written, without spaces.
    pub text: String,
}

/// The answer in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The form is recognised, every relation was checked and holds.
    Consistent,
    /// At least one relation or hard format rule is broken.
    Inconsistent,
    /// Nothing is broken, but something could not be decided.
    Undecided,
    /// No form that is checked was found.
    Unrecognised,
}

impl Verdict {
    /// Every verdict, from best to worst.
    pub const ALL: [Verdict; 4] = [
        Verdict::Consistent,
        Verdict::Undecided,
        Verdict::Unrecognised,
        Verdict::Inconsistent,
    ];

    /// The word that stands for it in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Verdict::Consistent => "consistent",
            Verdict::Inconsistent => "inconsistent",
            Verdict::Undecided => "undecided",
            Verdict::Unrecognised => "unrecognised",
        }
    }
}

named!(Verdict, code);

/// The answer that a report gives as it stands in the input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Original {
    /// In one word.
    pub verdict: Verdict,
    /// In one sentence.
    pub message: String,
}

impl From<&Report> for Original {
    fn from(report: &Report) -> Self {
        Original {
            verdict: report.verdict,
            message: report.message.clone(),
        }
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "explain", derive(Serialize))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reason {
    /// A file larger than any report.
    TooLarge,
    /// A file that is protected by a password.
    Encrypted,
    /// A file that is damaged, or not what it says it is.
    Damaged,
    /// A PDF, which has to be taken apart by whoever can: see the page and the npm package.
    Pdf,
    /// A picture.
    Picture,
    /// A format that is known and not read; saved as another it is.
    Format,
    /// A file of no format that is known.
    UnknownFormat,
    /// Nothing was given.
    Empty,
    /// Longer than what is read, and nothing in what was.
    Cut,
    /// The form in use up to the reports on 2018.
    #[serde(rename = "before-2019")]
    Before2019,
    /// Shapes of characters that do not say which characters they are.
    Illegible,
    /// No tables, but pictures: the tables may be among them.
    Pictures,
    /// A file that only embeds another.
    Embedded,
    /// Formulas without a stored result.
    Uncomputed,
    /// No table of any form that is checked.
    NoReport,
    /// Values under ids that no form has.
    UnknownId,
    /// A form without any number in it.
    BlankForm,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Reason; 17] = [
        Reason::TooLarge,
        Reason::Encrypted,
        Reason::Damaged,
        Reason::Pdf,
        Reason::Picture,
        Reason::Format,
        Reason::UnknownFormat,
        Reason::Empty,
        Reason::Cut,
        Reason::Before2019,
        Reason::Illegible,
        Reason::Pictures,
        Reason::Embedded,
        Reason::Uncomputed,
        Reason::NoReport,
        Reason::UnknownId,
        Reason::BlankForm,
    ];

    /// Its stable code: `too-large`, `no-report`, …
    pub fn code(self) -> &'static str {
        match self {
            Reason::TooLarge => "too-large",
            Reason::Encrypted => "encrypted",
            Reason::Damaged => "damaged",
            Reason::Pdf => "pdf",
            Reason::Picture => "picture",
            Reason::Format => "format",
            Reason::UnknownFormat => "unknown-format",
            Reason::Empty => "empty",
            Reason::Cut => "cut",
            Reason::Before2019 => "before-2019",
            Reason::Illegible => "illegible",
            Reason::Pictures => "pictures",
            Reason::Embedded => "embedded",
            Reason::Uncomputed => "uncomputed",
            Reason::NoReport => "no-report",
            Reason::UnknownId => "unknown-id",
            Reason::BlankForm => "blank-form",
        }
    }
}

named!(Reason, code);

/// This build finds no causes and no claims: there is none to write.
#[cfg(not(feature = "explain"))]
impl Serialize for Explanation {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_unit()
    }
}

/// Likewise.
#[cfg(not(feature = "explain"))]
impl Serialize for Claim {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_unit()
    }
}

/// Smaller than what is derived.
#[cfg(not(feature = "explain"))]
impl Serialize for Reason {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

/// Counts over one report.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Summary {
    /// Relations of the full form; none where no form was recognised.
    pub relations: u32,
    /// … that hold; none on a blank form.
    pub holds: u32,
    /// … that are broken.
    pub broken: u32,
    /// … that could not be decided.
    pub undecided: u32,
    /// Cells of the recognised tables, by state.
    pub read: u32,
    /// Blank cells, counted as 0.
    pub blank: u32,
    /// Inferred cells.
    pub inferred: u32,
    /// Missing cells.
    pub missing: u32,
    /// Unreadable cells.
    pub unreadable: u32,
    /// Cells that were typed over, whatever their state is now.
    #[serde(default)]
    pub edited: u32,
}

/// One cell of the form.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Cell {
    /// A whole number, or for an amount the decimal exactly as written; none where there is none.
    pub value: Option<Number>,
    /// What stood there.
    #[serde(default)]
    pub text: String,
    /// How the value was come by.
    pub state: State,
    /// Where it stood.
    #[serde(default)]
    pub at: Option<Place>,
    /// What stood there before somebody typed over it (see
    /// [`Options::edits`](crate::Options::edits)); absent where nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Option<Edited>,
    /// What was made of it in a picture, likeliest first.
    #[cfg(feature = "scan")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<PictureReading>,
    /// Why it was not read from a picture: `red`, `touches-rule`, `differ`, `faint`, `row-not-sure`,
    /// `edition-not-sure`, `cut-by-page`, `not-a-number`, `twice`.
    #[cfg(feature = "scan")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Cow<'static, str>>,
}

impl Cell {
    /// A cell by its value, its text and how the value was come by: at no place, not typed over.
    pub(crate) fn new(value: Option<Number>, text: String, state: State) -> Self {
        Cell {
            value,
            text,
            state,
            at: None,
            edited: None,
            #[cfg(feature = "scan")]
            readings: Vec::new(),
            #[cfg(feature = "scan")]
            why: None,
        }
    }
}

/// What stood in a cell that was typed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edited {
    /// The number, where there was one.
    pub value: Option<Number>,
    /// The text as it stood there; empty where nothing did.
    pub text: String,
    /// How the value was come by.
    pub state: State,
}

/// A number as it leaves the crate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Number {
    /// Within ±(2⁵³ − 1), so that every reader keeps it exact.
    Count(i64),
    /// An amount, digits as written.
    Amount(String),
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Id of the rule: `t3.subtotal.total`, `format.negative`, …
    pub rule: String,
    /// Broken or undecided.
    pub status: Status,
    /// How much it weighs.
    pub severity: Severity,
    /// The finding in the form's own words.
    pub message: String,
    /// The sum in figures: `13 + 0 = 13，而右边为 12 + 0 = 12，相差 1`; empty where there is none.
    pub arithmetic: String,
    /// Left side, where it can be computed.
    pub left: Option<i64>,
    /// Right side, where it can be computed.
    pub right: Option<i64>,
    /// Left − right, where both are known.
    pub difference: Option<i64>,
    /// The cells of the rule, left side first.
    pub cells: Vec<String>,
    /// The cells of either side, for an equation of the form; none for anything else.
    #[serde(default)]
    pub sides: Option<Sides>,
    /// Where it stands, for a finding that is not about cells.
    pub at: Option<Place>,
}

/// The cells that are added up on either side of an equation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sides {
    /// Left of `=`.
    pub left: Vec<String>,
    /// Right of it.
    pub right: Vec<String>,
}

/// Outcome of a rule that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It fails.
    Broken,
    /// A cell it needs is missing or unreadable, or only an inferred value makes it hold.
    Undecided,
}

/// Weight of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A hard relation or format rule of the form.
    Error,
    /// Between years, between parent and children, form and wording.
    Warning,
    /// Worth a look.
    Hint,
}

/// Which cells are probably wrong in one group of broken relations.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "explain", derive(Serialize))]
pub struct Explanation {
    /// Indices into [`Report::findings`]: the group.
    pub findings: Vec<usize>,
    /// About equally good stories, best first; probabilities sum to at most 1.
    pub candidates: Vec<Candidate>,
    /// A few less likely stories, best first.
    #[serde(default)]
    pub further: Vec<Candidate>,
    /// The whole group in one sentence: how sure it is, what to do first.
    pub message: String,
    /// The cell whose true value would settle most, where several stories are left.
    pub look_first: Option<String>,
    /// Cell id → probability that it is wrong, over all stories considered; for shading.
    pub suspicion: Sorted<String, f64>,
    /// Whether the search ran into its bound, so that a better story may exist.
    pub cut: bool,
}

/// One story: the mistakes that explain a group of broken relations.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Candidate {
    /// The kind of mistake; with several mistakes, their kinds joined by `+`.
    pub kind: String,
    /// Probability of this story.
    pub probability: f64,
    /// The story in a sentence.
    pub message: String,
    /// The cells to change.
    pub changes: Vec<Change>,
}

/// One cell to change.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Change {
    /// The cell.
    pub cell: String,
    /// What stands there; none where nothing does.
    pub from: Option<i64>,
    /// What should.
    pub to: i64,
}

/// A total claimed in prose: evidence when a wrong cell is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "explain", derive(Serialize))]
pub struct Claim {
    /// The number.
    pub value: i64,
    /// What it may mean: sums of cells, one of which should be the number.
    pub any_of: Vec<Vec<String>>,
}

/// Something that has to be said about the reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// Stable code: `blank-as-zero`, `table-absent`, …
    pub code: Cow<'static, str>,
    /// The sentence.
    pub message: String,
    /// Where it belongs.
    pub at: Option<Place>,
    /// How many things it speaks of, where the page counts them: the tables of `totals-unchecked`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

#[cfg(any(feature = "office", feature = "scan"))]
impl Note {
    /// Whether it speaks of what was not read or not for certain, and not only of how a report is written.
    pub(crate) fn is_open(&self) -> bool {
        let told = [
            "edited",
            "blank-as-zero",
            "dressed",
            "edition",
            "hybrid",
            "hidden",
            "totals-unchecked",
            "totals-uncovered",
        ];
        !told.contains(&&*self.code)
    }
}
