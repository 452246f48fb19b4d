//! Two versions of one report, a draft and what was published, or a page and its PDF: what changed, cell
//! by cell and sentence by sentence, and which finding came or went.
//!
//! Sentences are aligned by their longest common subsequence. That is thirty lines here; the crates that
//! do it weigh several kilobytes of the page's wasm.

use crate::catalog;
use crate::form::{Form, Forms, TableForm};
use crate::language::Language;
use crate::report::{Cell, Finding, Number, Reason, Report, Verdict};
use crate::sheet::State;
use crate::sorted::{InOrder, Sorted};
use crate::text::{likeness, plain};
use crate::words::Words;
use serde::Serialize;

/// Pairs of sentences that are looked at in one section; beyond that they are told apart without order.
const PAIRS: usize = 4_000_000;
/// Thousandths of likeness from which one sentence is another, changed.
const LIKENESS: u32 = 500;
/// Sentences between two that stayed, within which one is looked for that was changed.
const GAP: usize = 60;

/// What changed from one version of a report to another.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Versions {
    /// The version that is compared from.
    pub before: Version,
    /// The version that is compared to.
    pub after: Version,
    /// What changed, counted, in one sentence.
    pub message: String,
    /// Cells that do not hold the same, in the order of the form.
    pub cells: Vec<CellChange>,
    /// Cells that were not compared: what stands there was not read in one of the two, or is inferred.
    pub unread: Vec<CellChange>,
    /// Sentences that are not in both, in the order of the report.
    pub sentences: Vec<SentenceChange>,
    /// Findings that only the later version raises.
    pub come: Vec<Finding>,
    /// Findings that only the earlier version raises.
    pub gone: Vec<Finding>,
    /// Findings of both, of which the numbers differ: as it was, as it is.
    pub changed: Vec<(Finding, Finding)>,
    /// What was not compared, and what was taken for the same.
    pub notes: Vec<String>,
}

/// One of two versions.
#[derive(Debug, Clone, Serialize)]
pub struct Version {
    /// Name of the file.
    pub file: Option<String>,
    /// The organ, from the title.
    pub organ: Option<String>,
    /// The report year, from the title.
    pub year: Option<u16>,
    /// The answer in one word.
    pub verdict: Verdict,
    /// Why there is none; with one nothing was compared.
    pub reason: Option<Reason>,
    /// The answer in one sentence.
    pub message: String,
}

/// A cell that does not hold the same in both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellChange {
    /// Public id of the cell.
    pub cell: String,
    /// Its full name in words.
    pub name: String,
    /// What stood there, as it is shown; empty where it was blank.
    pub before: String,
    /// What stands there.
    pub after: String,
}

/// A sentence that is not in both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SentenceChange {
    /// The section it stands in, 1 to 6; none before the first heading.
    pub section: Option<u8>,
    /// The sentence as it was; none where it is new.
    pub before: Option<String>,
    /// The sentence as it is; none where it was taken out.
    pub after: Option<String>,
}

impl Versions {
    /// Whether there was something to compare: both were read as reports, and filled in.
    pub fn were_compared(&self) -> bool {
        [&self.before, &self.after].iter().all(|version| {
            version.verdict != Verdict::Unrecognised && version.reason != Some(Reason::BlankForm)
        })
    }

    /// Whether nothing that was compared differs.
    pub fn are_alike(&self) -> bool {
        let findings = self.come.len() + self.gone.len() + self.changed.len();
        self.cells.is_empty() && self.sentences.is_empty() && findings == 0
    }
}

impl From<&Report> for Version {
    fn from(report: &Report) -> Self {
        Version {
            file: report.file.clone(),
            organ: report.organ.clone(),
            year: report.year,
            verdict: report.verdict,
            reason: report.reason,
            message: report.message.clone(),
        }
    }
}

/// Compares two reports as [`check`](crate::check()) gave them; a report read back from JSON has no sentences.
pub fn versions(before: &Report, after: &Report, language: Language) -> Versions {
    let words = Words(language);
    let mut notes = Vec::new();
    // Nor does what was not read differ from anything, or what nobody has filled in: its blanks are no numbers.
    let unread = |report: &Report| report.verdict == Verdict::Unrecognised;
    let blank = |report: &Report| report.reason == Some(Reason::BlankForm);
    let none = match [unread(before), unread(after), blank(before), blank(after)] {
        [true, true, ..] => Some(words.versions_unread()),
        [true, ..] => Some(words.version_unread(false, &before.message)),
        [_, true, ..] => Some(words.version_unread(true, &after.message)),
        [.., false, false] => None,
        [.., earlier, later] => Some(words.version_blank(later, earlier && later)),
    };
    if let Some(message) = none {
        return Versions {
            before: before.into(),
            after: after.into(),
            message,
            cells: Vec::new(),
            unread: Vec::new(),
            sentences: Vec::new(),
            come: Vec::new(),
            gone: Vec::new(),
            changed: Vec::new(),
            notes,
        };
    }
    if before.organ != after.organ || before.year != after.year {
        notes.push(words.of_another());
    }
    let (cells, unread) = cells(before, after, words, &mut notes);
    let (sentences, moved) = sentences(before, after);
    notes.extend((moved > 0).then(|| words.moved(moved)));
    let (come, gone, changed) = findings(before, after);
    let found = [come.len(), gone.len(), changed.len()];
    let message = words.versions([cells.len(), sentences.len(), unread.len()], found);
    Versions {
        before: before.into(),
        after: after.into(),
        message,
        cells,
        unread,
        sentences,
        come,
        gone,
        changed,
        notes,
    }
}

fn form(editions: &Sorted<String, String>) -> Form {
    let names = editions.iter().map(|(table, id)| (&**table, &**id));
    Form::named(Forms::known(), names)
}

/// The cells that differ, and those that were not compared.
fn cells(
    before: &Report,
    after: &Report,
    words: Words,
    notes: &mut Vec<String>,
) -> (Vec<CellChange>, Vec<CellChange>) {
    let (was, is) = (form(&before.edition), form(&after.edition));
    let (mut changes, mut unread) = (Vec::new(), Vec::new());
    let mut blanks = 0;
    let missing = |of: &Form, other: &Form| -> Vec<&'static TableForm> {
        let lacks = |table: &&'static TableForm| other.table(table.id()).is_none();
        of.tables().filter(lacks).collect()
    };
    for (later, tables) in [(false, missing(&was, &is)), (true, missing(&is, &was))] {
        notes.extend(tables.iter().map(|t| words.table_in_one(t.table, later)));
    }
    for table in was.tables() {
        let Some(other) = is.table(table.id()) else {
            continue;
        };
        if !std::ptr::eq(table, other) {
            notes.push(words.table_of_another_form(table.table));
            continue;
        }
        for cell in table.cells() {
            let id = table.name(cell);
            let [was, is] = [before, after].map(|report| report.cells.get(&id));
            let blank = |cell: Option<&Cell>| cell.is_some_and(|cell| cell.state == State::Blank);
            let nought = |cell, text: &str| blank(cell) || text == "0";
            let ((before, stood), (after, stands)) = (shown(was, words), shown(is, words));
            let list = match stood && stands {
                true if before == after => continue,
                true if nought(was, &before) && nought(is, &after) => {
                    blanks += 1;
                    continue;
                }
                true => &mut changes,
                false => &mut unread,
            };
            list.push(CellChange {
                cell: id,
                name: catalog::name(table, cell, words.0),
                before,
                after,
            });
        }
    }
    notes.extend((blanks > 0).then(|| words.blanks_for_noughts(blanks)));
    (changes, unread)
}

/// What a cell holds, as it is shown, numbers without what their writing differs in; and whether it is known to
/// stand there.
fn shown(cell: Option<&Cell>, words: Words) -> (String, bool) {
    let Some(cell) = cell else {
        return (words.not_read().to_owned(), false);
    };
    let number = match &cell.value {
        Some(Number::Count(n)) => n.to_string(),
        Some(Number::Amount(text)) => text.clone(),
        None => String::new(),
    };
    match cell.state {
        State::Read => (number, true),
        State::Blank => (cell.text.trim().to_owned(), true),
        State::Unreadable if !cell.text.is_empty() => (words.unreadable_text(&cell.text), true),
        State::Inferred => (words.inferred_number(&number), false),
        State::Missing | State::Unreadable => (words.not_read().to_owned(), false),
    }
}

/// A sentence: as written, and by what it is compared.
struct ComparedSentence {
    text: String,
    key: String,
}

/// The sentences of a section, from 0; none before the first heading.
fn sentences_of(report: &Report, section: Option<u8>) -> Vec<ComparedSentence> {
    let of = |passage: &&crate::report::Passage| passage.section == section;
    let passages = report.passages.iter().filter(of);
    let each = passages.flat_map(|p| p.text.split_inclusive(['。', '！', '？', '!', '?']));
    let sentence = |text: &str| {
        let key: String = plain(text)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect();
        (!key.is_empty()).then(|| ComparedSentence {
            text: text.to_owned(),
            key,
        })
    };
    each.filter_map(sentence).collect()
}

/// Sentences that are not in both, and how many only stand elsewhere.
fn sentences(before: &Report, after: &Report) -> (Vec<SentenceChange>, usize) {
    let mut changes: Vec<(SentenceChange, [String; 2])> = Vec::new();
    for section in [None].into_iter().chain((0..6).map(Some)) {
        let (was, is) = (sentences_of(before, section), sentences_of(after, section));
        let number = section.map(|section| section + 1);
        for (old, new) in steps(&was, &is) {
            let text = |one: Option<&ComparedSentence>| one.map(|one| one.text.clone());
            let key =
                |one: Option<&ComparedSentence>| one.map_or(String::new(), |one| one.key.clone());
            let change = SentenceChange {
                section: number,
                before: text(old),
                after: text(new),
            };
            changes.push((change, [key(old), key(new)]));
        }
    }
    // What was taken out here and put in there was moved.
    let mut put_in: Vec<(String, usize)> = Vec::new();
    for (at, (change, [_, key])) in changes.iter().enumerate() {
        if change.before.is_none() {
            put_in.push((key.clone(), at));
        }
    }
    put_in.put_in_order();
    let mut there: Sorted<String, Vec<usize>> = Sorted::default();
    let mut moved = 0;
    for (key, at) in put_in {
        there.entry(key).push(at);
    }
    for i in 0..changes.len() {
        let taken_out = changes[i].0.after.is_none() && changes[i].0.before.is_some();
        let here = taken_out.then(|| there.get_mut(&changes[i].1[0]));
        if let Some(k) = here.flatten().and_then(Vec::pop) {
            (changes[k].0.after, changes[i].0.before) = (None, None);
            moved += 1;
        }
    }
    let changes = changes.into_iter().map(|(change, _)| change);
    let is_change = |c: &SentenceChange| c.before.is_some() || c.after.is_some();
    (changes.filter(is_change).collect(), moved)
}

type Pairing<'s> = (Option<&'s ComparedSentence>, Option<&'s ComparedSentence>);

/// What leads from one list of sentences to another: taken out, put in, changed.
fn steps<'s>(was: &'s [ComparedSentence], is: &'s [ComparedSentence]) -> Vec<Pairing<'s>> {
    let mut steps = Vec::new();
    let (mut i, mut k) = (0, 0);
    let ends = [(was.len(), is.len())];
    for (at, to) in common(was, is).into_iter().chain(ends) {
        gap(&was[i..at], &is[k..to], &mut steps);
        (i, k) = (at + 1, to + 1);
    }
    steps
}

/// What stands between two sentences that stayed: the likest are the same, changed.
fn gap<'s>(was: &'s [ComparedSentence], is: &'s [ComparedSentence], steps: &mut Vec<Pairing<'s>>) {
    let mut from = 0;
    let chars = |one: &ComparedSentence| one.key.chars().collect::<Vec<char>>();
    for old in was {
        // Where much was changed at once it is not asked what became of what.
        let most = if was.len() <= GAP { GAP } else { 0 };
        let near = is[from..].iter().take(most).enumerate();
        let alike = near.map(|(at, new)| (likeness(&chars(old), &chars(new)), at));
        // Of equal ones the first.
        let best = alike.filter(|(likeness, _)| *likeness >= LIKENESS);
        let best = best.max_by_key(|(likeness, at)| (*likeness, std::cmp::Reverse(*at)));
        match best {
            Some((_, at)) => {
                steps.extend(is[from..from + at].iter().map(|new| (None, Some(new))));
                steps.push((Some(old), Some(&is[from + at])));
                from += at + 1;
            }
            None => steps.push((Some(old), None)),
        }
    }
    steps.extend(is[from..].iter().map(|new| (None, Some(new))));
}

/// The pairs of equal sentences that keep their order, as many as there can be.
fn common(was: &[ComparedSentence], is: &[ComparedSentence]) -> Vec<(usize, usize)> {
    let same = |i: usize, k: usize| was[i].key == is[k].key;
    let most = was.len().min(is.len());
    let head = (0..most).take_while(|&i| same(i, i)).count();
    let tail = |n: &usize| same(was.len() - 1 - n, is.len() - 1 - n);
    let tail = (0..most - head).take_while(tail).count();
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|i| (i, i)).collect();
    let (rows, columns) = (was.len() - head - tail, is.len() - head - tail);
    if rows * columns <= PAIRS {
        // longest[i][k]: of what is left from there on.
        let wide = columns + 1;
        let mut longest = vec![0u32; (rows + 1) * wide];
        for i in (0..rows).rev() {
            for k in (0..columns).rev() {
                longest[i * wide + k] = match same(head + i, head + k) {
                    true => longest[(i + 1) * wide + k + 1] + 1,
                    false => longest[(i + 1) * wide + k].max(longest[i * wide + k + 1]),
                };
            }
        }
        let (mut i, mut k) = (0, 0);
        while i < rows && k < columns {
            if same(head + i, head + k) {
                pairs.push((head + i, head + k));
                (i, k) = (i + 1, k + 1);
            } else if longest[(i + 1) * wide + k] >= longest[i * wide + k + 1] {
                i += 1;
            } else {
                k += 1;
            }
        }
    }
    let ends = (0..tail)
        .rev()
        .map(|n| (was.len() - 1 - n, is.len() - 1 - n));
    pairs.extend(ends);
    pairs
}

type Findings = (Vec<Finding>, Vec<Finding>, Vec<(Finding, Finding)>);

/// Findings that came, went, and those of which the numbers changed.
fn findings(before: &Report, after: &Report) -> Findings {
    let mut gone: Vec<Finding> = before.findings.clone();
    let mut come: Vec<Finding> = after.findings.clone();
    let same = |one: &Finding, other: &Finding| {
        (&one.rule, &one.cells, one.status) == (&other.rule, &other.cells, other.status)
    };
    let kept = |one: &Finding, other: &Finding| same(one, other) && one.message == other.message;
    come.retain(|new| match gone.iter().position(|old| kept(old, new)) {
        Some(at) => {
            gone.remove(at);
            false
        }
        None => true,
    });
    let mut changed = Vec::new();
    come.retain(|new| match gone.iter().position(|old| same(old, new)) {
        Some(at) => {
            changed.push((gone.remove(at), new.clone()));
            false
        }
        None => true,
    });
    (come, gone, changed)
}
