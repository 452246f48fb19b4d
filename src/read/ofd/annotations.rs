//! Annotations of a page: what was put over it, as stamped text is.

use super::measure::{PagePoint, area};
use crate::read::package::xml::{attribute, number};
use crate::read::package::{local, tokens};
use quick_xml::events::Event;

/// Annotations of a page at most.
const MOST: usize = 4096;

/// The parts that a list of annotations names, with the ids of their pages.
pub(super) fn parts(xml: &str) -> Vec<(u32, String)> {
    let mut tokens = tokens(xml);
    let (mut page, mut inside, mut parts) = (None, false, Vec::new());
    loop {
        match tokens.token() {
            Ok(Event::Start(tag)) => match local(&tag) {
                "Page" => page = number(&tag, "PageID"),
                name => inside = name == "FileLoc",
            },
            Ok(Event::Text(text)) if inside => {
                parts.extend(page.map(|page| (page, text.trim().to_owned())));
            }
            Ok(Event::End(_)) => inside = false,
            Ok(Event::Eof) | Err(_) => return parts,
            Ok(_) => {}
        }
    }
}

/// What the annotations of a part show, and where.
pub(super) fn shown(xml: &str) -> Vec<(PagePoint, &str)> {
    let mut tokens = tokens(xml);
    let (mut visible, mut open, mut found) = (true, None, Vec::new());
    loop {
        let before = tokens.position();
        match tokens.token() {
            Ok(Event::Start(tag)) => match local(&tag) {
                "Annot" => {
                    let is = |name, value| attribute(&tag, name).is_some_and(|is| is == value);
                    visible = !is("Visible", "false") && !is("Type", "Watermark");
                }
                "Appearance" => {
                    let boundary = attribute(&tag, "Boundary").and_then(|at| area(&at));
                    let [x, y, ..] = boundary.unwrap_or_default();
                    open = Some(((x, y), tokens.position()));
                }
                _ => {}
            },
            Ok(Event::End(tag)) if tag.local_name().as_ref() == "Appearance" => {
                if let Some((origin, from)) = open.take()
                    && visible
                    && found.len() < MOST
                {
                    found.push((origin, &xml[from..before]));
                }
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_annotation_stands_where_it_appears_unless_it_is_hidden_or_a_watermark() {
        let annot = |more: &str| {
            format!("<Annot {more}><Appearance Boundary='1 2 3 4'><a/></Appearance></Annot>")
        };
        for (more, count) in [
            ("Type='Stamp'", 1),
            ("Visible='false'", 0),
            ("Type='Watermark'", 0),
        ] {
            assert_eq!(shown(&annot(more)).len(), count, "{more}");
        }
        assert_eq!(shown(&annot(""))[0], ((10_000, 20_000), "<a/>"));
        let list = "<Annotations><Page PageID='7'><FileLoc>a.xml</FileLoc></Page></Annotations>";
        assert_eq!(parts(list), [(7, "a.xml".to_owned())]);
    }
}
