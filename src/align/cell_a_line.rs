//! Texts with a cell a line, in which a line with digits and something else is one cell and not several.

use crate::document::{Cell, Document, Row, RowKind};
use crate::number::{self, Said};
use crate::text::{is_invisible, key_char};

/// Numbers with another or a blank cell below them, by which a text is known to have a cell a line.
const LIST: usize = 20;

/// Whether a text has a cell a line.
pub(super) fn is_list(document: &Document) -> bool {
    let below = document.rows.windows(2);
    let both = |pair: &&[Row]| {
        let texts = [bare(&pair[0]), bare(&pair[1])];
        texts.iter().all(Option::is_some) && texts.iter().flatten().any(|text| !text.is_empty())
    };
    below.filter(both).take(LIST).count() == LIST
}

/// The text of a line that is nothing but a number, or nothing.
fn bare(row: &Row) -> Option<&str> {
    let [cell] = &row.cells[..] else {
        return None;
    };
    let number = cell.text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    (row.kind == RowKind::Line && number).then_some(&*cell.text)
}

/// Of a list of cells, one that has digits beside something else (`15→16`, `见附件3`): as a whole it is no number, and
/// none of its digits is.
pub(super) fn spoilt(document: &Document, index: usize) -> Option<(&Cell, Said)> {
    let [cell] = &document.rows[index].cells[..] else {
        return None;
    };
    if document.rows[index].kind != RowKind::Line || cell.text.len() > 60 {
        return None;
    }
    let seen: String = cell.text.chars().filter(|&c| !is_invisible(c)).collect();
    let text = seen.trim();
    let short = text.len() < 24 && text.contains(|c: char| c.is_ascii_digit());
    if !short || bare(&document.rows[index]).is_some() {
        return None;
    }
    let words = text.chars().filter_map(key_char).count();
    let label = number::is_numbered(text)
        || words > 3
        || text.contains(char::is_whitespace)
        || text.contains(&['年', '月', '日', '第', '：', ':', '章', '条', '表'][..])
            && !text.contains('见');
    if label {
        return None;
    }
    Some((
        cell,
        match number::read(text) {
            Said::Words | Said::Blank => Said::Unreadable,
            said => said,
        },
    ))
}

#[cfg(test)]
mod tests {
    use crate::align::flow::Flow;
    use crate::document::Bounds;
    use crate::number::Said;
    use crate::text::{CharacterSet, joined};

    #[test]
    fn in_a_list_of_cells_no_digit_is_taken_out_of_a_word() {
        let mut lines: Vec<String> = (0..40).map(|n| n.to_string()).collect();
        lines.splice(
            9..9,
            ["见附件3", "15→16", "0", "l7", "≥4", "1", "12件", "2023年"].map(String::from),
        );
        let text = joined(&lines.iter().map(String::as_str).collect::<Vec<_>>(), "\n");
        let document = crate::read::text::read(&text, 0, 0, &Bounds::default());
        let flow = Flow::of(&document, &CharacterSet::default());
        let items = flow
            .items
            .iter()
            .filter(|item| !item.text.bytes().all(|b| b.is_ascii_digit()));
        let said: Vec<(&str, bool)> = items
            .map(|item| (&*item.text, item.said == Said::Unreadable))
            .collect();
        assert_eq!(
            said,
            [
                ("见附件3", true),
                ("15→16", true),
                ("l7", true),
                ("≥4", true),
                ("12件", false),
                ("年", false)
            ]
        );
    }
}
