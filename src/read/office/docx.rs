//! Word's own format, transitional or strict, and its one-file XML form of 2003: the main part read
//! in one pass over its tokens.
//!
//! What the reader of the page sees is read: deleted, struck out, hidden and superseded text is not,
//! neither are marks of notes, instructions of fields and placeholders of forms; a text box counts once.

use super::rows::Rows;
use crate::document::Bounds;
use crate::read::package::xml::{attribute, is_on, number, reader, reference};
use crate::read::{Reading, Remark};
use quick_xml::events::{BytesStart, Event};

/// Elements in one another at most; deeper text is left out.
const DEPTH: usize = 400;

/// An open element that something depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Other,
    Paragraph,
    ParagraphProperties,
    Run,
    RunProperties,
    Text,
    Table,
    Row,
    RowProperties,
    Cell,
    TextBox,
    /// `sdt`: a form field, perhaps showing its placeholder.
    Field,
    Alternate,
    Choice,
}

struct Reader<'b> {
    rows: Rows<'b>,
    open: Vec<Open>,
    /// Depth at which skipping began.
    skipped: Option<usize>,
    /// Fields, innermost last: whether their instruction is being read.
    fields: Vec<bool>,
    /// The run is hidden, or struck out by hand.
    hidden: bool,
    /// The run is raised: after other text, the mark of a note.
    raised: bool,
    /// The end of the paragraph was deleted: it goes on in the next.
    joined: bool,
    /// Depths of form fields that show a placeholder.
    placeholders: Vec<usize>,
    /// Depths of alternatives of which one was read.
    chosen: Vec<usize>,
    remarks: Vec<Remark>,
}

/// Reads the main part. Spots are the insides of cells, and paragraphs.
pub(crate) fn read(xml: &str, bounds: &Bounds) -> Reading {
    let mut tokens = reader(xml);
    let mut reader = Reader {
        rows: Rows::new(bounds),
        open: Vec::new(),
        skipped: None,
        fields: Vec::new(),
        hidden: false,
        raised: false,
        joined: false,
        placeholders: Vec::new(),
        chosen: Vec::new(),
        remarks: Vec::new(),
    };
    loop {
        let before = tokens.buffer_position() as usize;
        match tokens.read_event() {
            Ok(Event::Start(tag)) => {
                reader.rows.here = tokens.buffer_position() as usize;
                reader.start(&tag);
            }
            Ok(Event::Empty(tag)) => {
                reader.rows.here = tokens.buffer_position() as usize;
                reader.start(&tag);
                reader.end();
            }
            Ok(Event::End(_)) => {
                reader.rows.here = before;
                reader.end();
            }
            Ok(Event::Text(text)) => reader.text(&text),
            Ok(Event::CData(text)) => reader.text(&text),
            Ok(Event::GeneralRef(name)) => {
                if let Some(c) = reference(&name) {
                    reader.text(c.encode_utf8(&mut [0; 4]));
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => {
                reader.remarks.push(Remark::Damaged);
                break;
            }
        }
        if reader.rows.is_full() {
            break;
        }
    }
    if !reader.open.is_empty() && !reader.rows.is_full() {
        reader.remarks.push(Remark::Damaged);
    }
    reader.rows.finish();
    Reading {
        document: reader.rows.document,
        spots: reader.rows.spots,
        remarks: reader.remarks,
        ..Reading::default()
    }
}

impl Reader<'_> {
    fn parent(&self) -> Open {
        self.open.last().copied().unwrap_or(Open::Other)
    }

    fn skip(&mut self) -> Open {
        self.skipped = Some(self.open.len());
        Open::Other
    }

    fn start(&mut self, tag: &BytesStart) {
        if self.skipped.is_some() || self.open.len() >= DEPTH {
            self.open.push(Open::Other);
            return;
        }
        let name = tag.local_name();
        let parent = self.parent();
        let open = match name.as_ref() {
            "p" => Open::Paragraph,
            "pPr" => Open::ParagraphProperties,
            "r" => {
                (self.hidden, self.raised) = (false, false);
                Open::Run
            }
            "rPr" => Open::RunProperties,
            "vanish" | "strike" | "dstrike" if parent == Open::RunProperties => {
                let of_run = self.open.iter().rev().nth(1) == Some(&Open::Run);
                self.hidden |= of_run && is_on(tag);
                Open::Other
            }
            "vertAlign" if parent == Open::RunProperties => {
                self.raised = attribute(tag, "val").is_some_and(|val| val == "superscript");
                Open::Other
            }
            "t" => Open::Text,
            "tbl" => {
                self.rows.open_table();
                Open::Table
            }
            "tr" => {
                self.rows.open_row();
                Open::Row
            }
            "trPr" => Open::RowProperties,
            "tc" => {
                self.rows.open_cell();
                Open::Cell
            }
            "tab" | "ptab" if parent == Open::Run => self.say("\t"),
            "br" | "cr" if parent == Open::Run => self.say("\n"),
            "noBreakHyphen" => self.say("-"),
            // A character of a font of its own, which may be a digit: in a number it cannot be read.
            "sym" if parent == Open::Run => self.say("□"),
            "del" => match parent {
                Open::RunProperties => {
                    // Of the paragraph's own mark, or superseded formatting.
                    self.joined |= self.open.contains(&Open::ParagraphProperties);
                    Open::Other
                }
                Open::RowProperties => {
                    self.rows.drop_row();
                    Open::Other
                }
                _ => self.skip(),
            },
            "moveFrom" if parent == Open::RunProperties => {
                self.joined = true;
                Open::Other
            }
            "hidden" if parent == Open::RowProperties => {
                if is_on(tag) {
                    self.rows.drop_row();
                }
                Open::Other
            }
            "cellDel" => {
                self.rows.cover();
                Open::Other
            }
            "gridSpan" => {
                self.rows.span(number(tag, "val").unwrap_or(1));
                Open::Other
            }
            "gridBefore" => {
                self.rows.skip_columns(number(tag, "val").unwrap_or(0));
                Open::Other
            }
            // `vmerge` in the form of 2003.
            "vMerge" | "hMerge" | "vmerge" | "hmerge" => {
                if attribute(tag, "val").is_none_or(|value| value == "continue") {
                    self.rows.cover();
                }
                Open::Other
            }
            "fldChar" => {
                self.field(attribute(tag, "fldCharType").as_deref());
                Open::Other
            }
            "sdt" => Open::Field,
            "showingPlcHdr" => {
                if is_on(tag)
                    && let Some(depth) = self.open.iter().rposition(|&open| open == Open::Field)
                {
                    self.placeholders.push(depth);
                }
                Open::Other
            }
            "txbxContent" => {
                self.rows.open_aside();
                Open::TextBox
            }
            "AlternateContent" => Open::Alternate,
            "Choice" | "Fallback" if parent == Open::Alternate => {
                let depth = self.open.len() - 1;
                if self.chosen.contains(&depth) {
                    self.skip()
                } else {
                    self.chosen.push(depth);
                    Open::Choice
                }
            }
            "blip" | "imagedata" => {
                self.rows.document.pictures += 1;
                Open::Other
            }
            "altChunk" => {
                self.remarks.push(Remark::Embedded);
                Open::Other
            }
            // The form of 2003 names deletions so.
            "annotation" if attribute(tag, "type").is_some_and(|t| t.contains("Deletion")) => {
                self.skip()
            }
            // Superseded, not shown, or not of the body.
            "moveFrom" | "instrText" | "delText" | "delInstrText" | "pPrChange" | "rPrChange"
            | "tcPrChange" | "trPrChange" | "tblPrChange" | "tblPrExChange" | "sectPrChange"
            | "rt" | "hdr" | "ftr" | "footnote" | "endnote" => self.skip(),
            _ => Open::Other,
        };
        self.open.push(open);
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else {
            return;
        };
        let depth = self.open.len();
        if let Some(skipped) = self.skipped {
            if skipped == depth {
                self.skipped = None;
            }
            return;
        }
        match open {
            Open::Paragraph if !std::mem::take(&mut self.joined) => {
                self.rows.break_line();
            }
            Open::Run => (self.hidden, self.raised) = (false, false),
            Open::Table => self.rows.close_table(),
            Open::Row => self.rows.close_row(),
            Open::Cell => self.rows.close_cell(),
            Open::TextBox => self.rows.close_aside(),
            Open::Field => self.placeholders.retain(|&at| at != depth),
            Open::Alternate => self.chosen.retain(|&at| at != depth),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.parent() == Open::Text && self.skipped.is_none() {
            self.say(text);
        }
    }

    /// Text that is shown, unless something hides it.
    fn say(&mut self, text: &str) -> Open {
        let note = self.raised && !self.rows.is_at_start();
        let shown = !self.hidden && !note && self.placeholders.is_empty();
        if shown && !self.fields.contains(&true) {
            self.rows.push(text);
        }
        Open::Other
    }

    fn field(&mut self, step: Option<&str>) {
        match step {
            Some("begin") if self.fields.len() < DEPTH => self.fields.push(true),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    *field = false;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }
}
