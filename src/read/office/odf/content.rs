//! What stands in the elements of a document: text, objects, controls, and changes that are tracked.

use super::equation::equation;
use super::{MOST, OdfElement, OdfReader};
use crate::read::office::events::Handler;
use crate::read::office::rows::{PICTURE, UNKNOWN};
use crate::read::package::local;
use crate::read::package::xml::{attribute, number};
use quick_xml::events::BytesStart;

/// Drawings that may stand alone in a cell.
const SHAPES: [&str; 10] = [
    "custom-shape",
    "rect",
    "ellipse",
    "circle",
    "line",
    "polyline",
    "polygon",
    "path",
    "connector",
    "measure",
];

/// Whether an element shows what a program knows of the document, and perhaps no text of its own: not a
/// field to be filled in, nor a link.
fn is_field(name: &str, tag: &BytesStart) -> bool {
    match name {
        "table-formula" | "bookmark-ref" | "reference-ref" | "sequence" | "sequence-ref"
        | "expression" | "variable-get" | "variable-set" | "user-field-get"
        | "database-display" | "conditional-text" | "page-number" | "page-count" | "date"
        | "time" => true,
        "fieldmark" | "fieldmark-start" => {
            let kind = attribute(tag, "type").unwrap_or_default();
            !["FORMTEXT", "FORMDROPDOWN", "HYPERLINK"]
                .iter()
                .any(|quiet| kind.ends_with(quiet))
        }
        _ => false,
    }
}

impl OdfReader<'_> {
    /// What is shown, and what is deleted, hidden, or beside the text.
    pub(super) fn content(&mut self, name: &str, tag: &BytesStart) -> Option<OdfElement> {
        match name {
            "span" => return Some(self.span(tag)),
            "s" => {
                let count = number(tag, "c").unwrap_or(1).min(100) as usize;
                self.text(&" ".repeat(count));
            }
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            "change-start" | "change-end" => self.change(tag),
            "tracked-changes" => {
                self.change(tag);
                return Some(self.skip());
            }
            // Of the paragraph that it stands in.
            "hidden-paragraph" => {
                if attribute(tag, "is-hidden").as_deref() == Some("true") {
                    let looks = self.looks.iter_mut().rev();
                    for (of, look) in looks {
                        look.gone = Some(true);
                        if *of == OdfElement::Paragraph {
                            break;
                        }
                    }
                }
            }
            "placeholder" => self.text(UNKNOWN),
            // The number of a list, the mark of a note, and fields without their results.
            "list-item" => self.hold(UNKNOWN),
            "note" => {
                self.hold(UNKNOWN);
                return Some(self.skip());
            }
            "hidden-text" if attribute(tag, "is-hidden").as_deref() == Some("false") => {}
            "variable-set" | "user-field-get" | "user-defined"
                if attribute(tag, "display").as_deref() == Some("none") =>
            {
                return Some(self.skip());
            }
            _ if is_field(name, tag) => self.hold(UNKNOWN),
            "hidden-text" | "script" | "annotation" | "annotation-end" | "shapes" | "styles"
            | "master-styles" | "ruby-text" | "meta" | "desc" | "title" => {
                // Styles are noted where they are skipped.
                if name == "styles" {
                    return None;
                }
                return Some(self.skip());
            }
            _ => return self.drawn(name, tag),
        }
        Some(OdfElement::Other)
    }

    /// A stretch of text begins: what its style does not say, that of the stretch or the paragraph around it
    /// does. The mark of a note is left out.
    fn span(&mut self, tag: &BytesStart) -> OdfElement {
        let own = self.styles.look("text", tag);
        let around = self.looks.last().map(|(_, look)| *look);
        let mut look = own.or(around.unwrap_or_default());
        // What is behind the paragraph is behind all of it.
        look.shaded = Some([own.shaded, around.and_then(|look| look.shaded)].contains(&Some(true)));
        let start = self.sheet.is_none() && self.rows.is_at_start();
        let unseen = look.is_hidden() || look.struck == Some(true) || self.is_white(look);
        // Raised digits before all others are a mark as well, or the number: who knows?
        let in_cell = self.sheet.is_none() && self.rows.is_in_cell();
        let raised = own.raised == Some(true) && (in_cell || !start);
        if raised && !unseen {
            self.hold(UNKNOWN);
            return self.skip();
        }
        self.looks.push((OdfElement::Span, look));
        OdfElement::Span
    }

    /// Pictures, objects, equations and controls.
    fn drawn(&mut self, name: &str, tag: &BytesStart) -> Option<OdfElement> {
        if let Some(anchor) = attribute(tag, "anchor-type") {
            self.anchored = anchor != "as-char";
        }
        match name {
            "image" => {
                self.rows.document.pictures += 1;
                self.hold(PICTURE);
            }
            "object" => {
                let content = attribute(tag, "href").and_then(|href| (self.object)(&href));
                match content.and_then(|content| equation(&content)) {
                    Some(text) => self.say(&text),
                    None => self.hold(PICTURE),
                }
            }
            "object-ole" | "plugin" => self.hold(PICTURE),
            name if SHAPES.contains(&name) => {
                self.hold(PICTURE);
                // What is written in one is no part of the text around it.
                if self.sheet.is_none() && !self.open.is_left_out() {
                    self.rows.open_aside();
                    return Some(OdfElement::TextBox);
                }
            }
            "mfrac" | "msup" | "msub" | "msqrt" | "mroot" | "mover" | "munder" | "mtable" => {
                self.say("□");
            }
            "control" => {
                let id = attribute(tag, "control").unwrap_or_default();
                match self.controls.get(&*id).cloned() {
                    Some(value) => self.say(&value),
                    None => self.hold(PICTURE),
                }
            }
            "param" => {
                let value = attribute(tag, "value").unwrap_or_default();
                match attribute(tag, "name").as_deref() {
                    Some("Dropdown_ListEntry") if self.choices.len() < MOST => {
                        self.choices.push(value.into_owned());
                    }
                    Some("Dropdown_Selected") => self.choice = value.trim().parse().unwrap_or(0),
                    _ => {}
                }
            }
            _ => return None,
        }
        Some(OdfElement::Other)
    }

    /// Deletions that are tracked: which regions are, and where their text stands.
    pub(super) fn change(&mut self, tag: &BytesStart) {
        let id = |name| attribute(tag, name).map(|id| id.into_owned());
        match local(tag) {
            "changed-region" => self.region = id("id"),
            "deletion" if self.deletions.len() < MOST => {
                self.deletions.extend(self.region.take().map(|id| (id, ())));
            }
            "change-start" => {
                let id = id("change-id").filter(|id| self.deletions.contains_key(id));
                self.deleted.extend(id.map(|id| (id, ())));
            }
            "change-end" => {
                if let Some(id) = id("change-id") {
                    self.deleted.remove(&id);
                }
            }
            _ => {}
        }
    }

    /// A control of a form, and the value it shows.
    pub(super) fn form(&mut self, tag: &BytesStart) -> OdfElement {
        let value = |name| attribute(tag, name);
        if let Some(id) = value("id") {
            self.control = Some(id.into_owned());
        }
        let chosen =
            ["current-selected", "selected"].map(|name| value(name).as_deref() == Some("true"));
        let shown = match chosen.contains(&true) {
            true => value("label"),
            false => value("current-value").or(value("value")),
        };
        if let (Some(control), Some(shown)) = (&self.control, shown)
            && self.controls.len() < MOST
        {
            self.controls.insert(control.clone(), shown.into_owned());
        }
        OdfElement::Other
    }
}
