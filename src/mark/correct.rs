//! The user's own file back with other values in some of its cells, each with a comment that says what
//! stood there. Everything else is as it was.

use super::{Marks, Plan, cells_of, computed, container, edit, marked};
use crate::Options;
use crate::place::Place;
use crate::read::Refusal;
use crate::report::Number;
use crate::sorted::InOrder;
use crate::sorted::Sorted;
use crate::words::Words;

/// A file with other values in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// The file.
    pub bytes: Vec<u8>,
    /// Cells that are as they were: the file has no such cell, computes it, or says more in it than
    /// its number.
    pub left: Vec<String>,
}

/// Puts values into a docx or xlsx file: cell id → what is to stand there, empty for nothing. `marks` is
/// the report on the file as it is.
///
/// # Errors
/// A sentence, where the file is of another kind, is not the one that was checked, is damaged, or where
/// none of the cells can be changed.
pub fn correct(
    bytes: &[u8],
    marks: &Marks,
    values: &Sorted<String, String>,
    options: &Options,
) -> Result<Corrected, String> {
    let words = Words(options.language);
    let mut left: Vec<&String> = Vec::new();
    let mut plan = Plan::default();
    let mut ids: Sorted<Place, &String> = Sorted::default();
    for (id, value) in values {
        match changed(marks, id, value) {
            Some((place, old, new)) => {
                ids.insert(place, id);
                plan.texts.insert(place, new);
                plan.comments.push((place, words.was(old)));
            }
            None => left.push(id),
        }
    }
    container(bytes, words)?;
    if plan.texts.is_empty() {
        return Err(words.not_corrected().to_owned());
    }
    let before = cells_of(bytes);
    // A cell that reads otherwise than it was written, by its format say, is left alone the second time.
    for _ in 0..2 {
        let (after, written) = marked(bytes, marks, &plan, options)?;
        let read: Sorted<Place, String> = cells_of(&after).into_iter().collect();
        let astray: Vec<Place> = written
            .iter()
            .filter(|place| {
                let is = read.get(place).map_or("", |text| text);
                plan.texts
                    .get(place)
                    .is_some_and(|new| bare(new) != bare(is))
            })
            .copied()
            .collect();
        let unwritten = ids.keys().filter(|place| !written.contains(place));
        let dropped: Vec<Place> = unwritten.chain(&astray).copied().collect();
        left.extend(dropped.iter().filter_map(|place| ids.remove(place)));
        if ids.is_empty() {
            return Err(words.not_corrected().to_owned());
        }
        if astray.is_empty() {
            let computed = computed(&after);
            let same = |(place, text): &(Place, String)| {
                ids.contains_key(place) || computed.contains(place) || read.get(place) == Some(text)
            };
            let alike = before.len() == read.len() && before.iter().all(same);
            let mut left: Vec<String> = left.into_iter().cloned().collect();
            left.put_in_order();
            return alike
                .then_some(Corrected { bytes: after, left })
                .ok_or_else(|| words.refused(Refusal::Corrupt));
        }
        for place in dropped {
            plan.texts.remove(&place);
            plan.comments.retain(|(at, _)| *at != place);
        }
    }
    Err(words.not_corrected().to_owned())
}

/// Where a cell stands, what it says and what it is to say; none where that cannot be told.
fn changed<'m>(marks: &'m Marks, id: &str, value: &str) -> Option<(Place, &'m str, String)> {
    let cell = marks.cells.get(id)?;
    let place = cell.at.filter(|at| matches!(at, Place::Cell { .. }))?;
    // Two numbers in one cell of the file.
    let here = |other: &&crate::report::Cell| other.at == Some(place);
    if marks.cells.values().filter(here).count() > 1 {
        return None;
    }
    let (old, new) = (cell.text.as_str(), value.trim());
    let number = match &cell.value {
        Some(Number::Count(n)) => n.to_string(),
        Some(Number::Amount(text)) => text.clone(),
        None => return Some((place, old, new.to_owned())),
    };
    if old.is_empty() || bare(old) == bare(&number) {
        return Some((place, old, new.to_owned()));
    }
    // `21件`: what is said beside the number stays.
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-');
    let mut runs = old.split(|c| !digit(c)).filter(|run| !run.is_empty());
    match (runs.next(), runs.next()) {
        (Some(run), None) if run == number && !new.is_empty() => {
            Some((place, old, old.replacen(run, new, 1)))
        }
        _ => None,
    }
}

/// A text less white space, what groups its digits, and zeros after a point that a format shows.
fn bare(text: &str) -> String {
    let grouped = |c: &char| !c.is_whitespace() && !matches!(c, ',' | '，');
    let bare: String = text.chars().filter(grouped).collect();
    match bare.split_once('.') {
        Some((whole, rest)) if !whole.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()) => {
            let rest = rest.trim_end_matches('0');
            let point = if rest.is_empty() { "" } else { "." };
            format!("{whole}{point}{rest}")
        }
        _ => bare,
    }
}

/// Whether a text is a number as a spreadsheet keeps it.
pub(super) fn is_plain(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
    digits(whole) && digits(rest) && (whole == "0" || !whole.starts_with('0')) && text.len() <= 15
}

/// What a cell of a Word file is made to say.
pub(super) enum Put {
    /// Its texts give way to others.
    Instead(Vec<(std::ops::Range<usize>, String)>),
    /// It has none: a run goes into its first paragraph.
    Run(String),
}

/// The texts of a Word cell, the first of which is to say `new`: none where something else than its own
/// runs of text makes what it shows.
pub(super) fn put(
    text: &str,
    range: &std::ops::Range<usize>,
    shown: &str,
    new: &str,
) -> Option<Put> {
    use crate::read::package::xml;
    use quick_xml::events::Event;
    let cell = &text[range.clone()];
    let mut tokens = xml::reader(cell);
    let (mut texts, mut said) = (Vec::new(), String::new());
    let mut inside: Option<usize> = None;
    // Properties of the run, else of the paragraph's mark: what is put in looks like its neighbours.
    let (mut prefix, mut look) = (String::new(), String::new());
    let mut looks: Option<usize> = None;
    loop {
        let from = tokens.buffer_position() as usize;
        let event = tokens.read_event().ok()?;
        let to = tokens.buffer_position() as usize;
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => inside = Some(to),
                "tbl" | "fldChar" | "fldSimple" | "instrText" | "txbxContent"
                | "AlternateContent" | "sdt" => return None,
                "rPr" if look.is_empty() => looks = Some(from),
                "p" => {
                    let full = tag.name();
                    let full: &str = full.as_ref();
                    prefix = full[..full.len() - 1].to_owned();
                }
                _ => {}
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "fldChar" => return None,
                "p" => {
                    let full = tag.name();
                    let full: &str = full.as_ref();
                    prefix = full[..full.len() - 1].to_owned();
                }
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => {
                    let start = inside.take()?;
                    texts.push(range.start + start..range.start + from);
                }
                "rPr" => {
                    if let Some(start) = looks.take() {
                        look = cell[start..to].to_owned();
                    }
                }
                _ => {}
            },
            Event::Text(text) if inside.is_some() => said.push_str(&text),
            Event::CData(text) if inside.is_some() => said.push_str(&text),
            Event::GeneralRef(name) if inside.is_some() => said.extend(xml::reference(&name)),
            Event::Eof => break,
            _ => {}
        }
    }
    if bare(&said) != bare(shown) {
        return None;
    }
    if said.trim().is_empty() {
        let w = prefix;
        let new = edit::escape(new);
        return Some(Put::Run(format!("<{w}r>{look}<{w}t>{new}</{w}t></{w}r>")));
    }
    let mut new = Some(edit::escape(new));
    let own = texts.into_iter().filter(|range| !range.is_empty());
    Some(Put::Instead(
        own.map(|range| (range, new.take().unwrap_or_default()))
            .collect(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_compared_without_what_a_format_adds() {
        for (shown, text) in [
            ("1,203.50", "1203.5"),
            ("21.00", "21"),
            (" 21 ", "21"),
            ("20", "20"),
        ] {
            assert_eq!(bare(shown), text, "{shown}");
        }
        assert_eq!(bare("12.3件"), "12.3件");
    }

    #[test]
    fn numbers_as_spreadsheets_keep_them() {
        for plain in ["0", "12", "0.5", "1203.50"] {
            assert!(is_plain(plain), "{plain}");
        }
        for other in [
            "",
            "007",
            "1,203",
            "12.",
            ".5",
            "1e3",
            "-",
            "1234567890123456",
        ] {
            assert!(!is_plain(other), "{other}");
        }
    }
}
