//! What two unlike readers say together of one cell.

use super::net::NetReading;
use super::seen::{Told, Why};
use crate::form::Kind;

/// The share below which a reader is taken not to know.
const KNOWS: f32 = 0.5;

/// What two readers say together.
pub(super) fn joined(both: [NetReading; 2], kind: Kind, readings: &mut Vec<(String, f32)>) -> Told {
    for reading in &both {
        let said = plain(&reading.best);
        match readings.iter_mut().find(|(known, _)| *known == said) {
            _ if said.is_empty() => {}
            // Of two the one that is less sure.
            Some((_, share)) => *share = share.min(reading.share),
            None => readings.push((said, reading.share)),
        }
    }
    let best = readings.len();
    for reading in &both {
        let said = plain(reading.second.as_deref().unwrap_or_default());
        match readings.iter_mut().position(|(known, _)| *known == said) {
            _ if said.is_empty() => {}
            // Of two that thought of it next the one that is in more doubt.
            Some(at) if at >= best => readings[at].1 = readings[at].1.max(reading.second_share),
            Some(_) => {}
            None => readings.push((said, reading.second_share)),
        }
    }
    readings.sort_by(|one, two| two.1.total_cmp(&one.1));
    let [one, two] = both;
    if one.best.is_empty() || two.best.is_empty() {
        return Told::Unread(Why::Faint);
    }
    if plain(&one.best) != plain(&two.best) {
        return Told::Unread(Why::Differ);
    }
    if one.share.min(two.share) < KNOWS || one.doubts_a_mark() || two.doubts_a_mark() {
        return Told::Unread(Why::Faint);
    }
    match number(&plain(&one.best), kind) {
        Some(text) => Told::Text(text),
        None => Told::Unread(Why::NotANumber),
    }
}

/// A text with one sign for every dash.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| {
            if matches!(c, '—' | '－' | '–') {
                '-'
            } else {
                c
            }
        })
        .collect()
}

/// The number, as a cell of a kind may hold it; separators of thousands stay.
fn number(text: &str, kind: Kind) -> Option<String> {
    if matches!(text, "-" | "--" | "/") {
        return Some(text.to_owned());
    }
    let unsigned = match (text.strip_prefix('-'), kind) {
        (Some(rest), Kind::Change) => rest,
        (Some(_), _) => return None,
        (None, _) => text,
    };
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = whole.contains(',');
    let sound =
        digits(first) && first.len() <= if grouped { 3 } else { 9 } && groups.clone().count() <= 2;
    let sound = sound && groups.all(|group| group.len() == 3 && digits(group));
    let plain = first == "0" && !grouped || !first.starts_with('0');
    let fraction = match fraction {
        None => true,
        Some(fraction) => kind == Kind::Amount && digits(fraction) && fraction.len() <= 6,
    };
    (sound && plain && fraction).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(best: &str, share: f32) -> NetReading {
        NetReading {
            best: best.to_owned(),
            share,
            second: None,
            second_share: 0.0,
        }
    }

    #[test]
    fn what_readers_thought_of_next_keeps_its_share() {
        let of = |share, second: &str, second_share| NetReading {
            second: Some(second.to_owned()),
            second_share,
            ..said("8", share)
        };
        let mut readings = Vec::new();
        let both = [of(0.9, "3", 0.05), of(0.75, "3", 0.2)];
        assert_eq!(
            joined(both, Kind::Count, &mut readings),
            Told::Text("8".to_owned())
        );
        assert_eq!(readings, [("8".to_owned(), 0.75), ("3".to_owned(), 0.2)]);
    }

    #[test]
    fn only_what_both_say_is_read() {
        let told =
            |one: NetReading, two: NetReading, kind| joined([one, two], kind, &mut Vec::new());
        let text = |text: &str| Told::Text(text.to_owned());
        assert_eq!(
            told(said("49", 0.9), said("49", 0.8), Kind::Count),
            text("49")
        );
        assert_eq!(
            told(said("49", 0.9), said("19", 0.9), Kind::Count),
            Told::Unread(Why::Differ)
        );
        assert_eq!(
            told(said("49", 0.9), said("", 0.0), Kind::Count),
            Told::Unread(Why::Faint)
        );
        assert_eq!(
            told(said("49", 0.9), said("49", 0.2), Kind::Count),
            Told::Unread(Why::Faint)
        );
        assert_eq!(
            told(said("一", 0.9), said("—", 0.9), Kind::Count),
            Told::Unread(Why::Differ)
        );
        assert_eq!(
            told(said("4?", 0.9), said("4?", 0.9), Kind::Count),
            Told::Unread(Why::NotANumber)
        );
    }

    #[test]
    fn a_number_is_what_a_cell_of_its_kind_may_hold() {
        for (text, kind, sound) in [
            ("0", Kind::Count, true),
            ("007", Kind::Count, false),
            ("12.5", Kind::Count, false),
            ("12.5", Kind::Amount, true),
            ("0.030000", Kind::Amount, true),
            ("12.", Kind::Amount, false),
            ("1,234", Kind::Count, true),
            ("1,23", Kind::Count, false),
            ("-3", Kind::Count, false),
            ("-3", Kind::Change, true),
            ("-", Kind::Count, true),
            ("/", Kind::Amount, true),
            ("1234567890", Kind::Count, false),
            ("", Kind::Count, false),
        ] {
            assert_eq!(number(text, kind).is_some(), sound, "{text} {kind:?}");
        }
    }
}
