//! Word's own format, transitional or strict, and its one-file XML form of 2003: the main part read
//! in one pass over its tokens.
//!
//! What the reader of the page sees is read: deleted, struck out, hidden and superseded text is not,
//! whether the run says so or its style, neither are marks of notes, instructions of fields and
//! placeholders of forms; a text box counts once. Of alternatives the first is read whose namespaces
//! are known. White text in a cell without a colour behind it is not read, nor text in the colour that
//! lies behind it. The chosen entry of a drop-down field is its text; a picture, an object or a chart that is all a cell holds cannot be
//! read, nor the number of a list, a field without its result and raised digits alone; a text box that floats
//! may belong to any cell, digits some of which are moved off the line are no one number, and what stands above
//! or below a line in an equation is no run of digits (□).

mod fields;
mod shown;
mod styles;

use super::colour::Colour;
use super::events::{DEPTH, Handler, OpenElements, drive};
use super::fields::{is_drawn, is_quiet};
use super::rows::{PICTURE, TableRows, UNKNOWN};
use crate::document::{Bounds, Document};
use crate::read::package::xml::{attribute, is_on, number};
use crate::read::package::{self, PART, local, relations, xml, zip::Archive};
use crate::read::{Reading, Refusal, Remark};
use fields::FieldStep;
use quick_xml::events::BytesStart;
use styles::{DocxStyles, TextProperties};

/// Namespaces of alternatives that are looked up at most.
const NAMESPACES: usize = 64;
/// Other files that are taken in at most.
const CHUNKS: usize = 64;

/// An open element that something depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DocxElement {
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
    CellProperties,
    TableProperties,
    TextBox,
    /// `sdt`: a form field, perhaps showing its placeholder.
    Field,
    Alternate,
    Choice,
    DropDown,
    /// What a field is to show.
    Instruction,
}

struct DocxReader<'a> {
    rows: TableRows<'a>,
    open: OpenElements<DocxElement>,
    /// Fields, innermost last.
    fields: Vec<FieldStep>,
    styles: DocxStyles<'a>,
    /// What the run says, its style, and its paragraph's style.
    run: TextProperties,
    of_style: TextProperties,
    paragraph: TextProperties,
    /// A colour lies behind the table, the cell.
    shaded_table: bool,
    shaded_cell: bool,
    /// Which.
    behind_table: Option<Colour>,
    behind_cell: Option<Colour>,
    /// The end of the paragraph was deleted: it goes on in the next.
    joined: bool,
    /// The last text stood above or below the line.
    lifted: bool,
    /// The last drawing floats.
    anchored: bool,
    /// Depths of form fields that show a placeholder.
    placeholders: Vec<usize>,
    /// Depths of alternatives of which one was read.
    chosen: Vec<usize>,
    /// The drop-down field's entries, and which is chosen.
    choices: Vec<String>,
    choice: Option<usize>,
    xml: &'a str,
    /// Prefixes of namespaces, and whether they are known.
    namespaces: Vec<(String, bool)>,
    chunks: &'a dyn Fn(&str) -> Option<Document>,
    taken: usize,
    remarks: Vec<Remark>,
}

/// Reads the document in this part of an archive, with the parts that it takes in.
pub(crate) fn read_part(
    archive: &Archive,
    part: &str,
    bounds: &Bounds,
    chunk: &dyn Fn(&str, &[u8]) -> Option<Document>,
) -> Result<Reading, Refusal> {
    let main = archive.read(part, PART)?;
    let related: Vec<package::Relationship> = relations(archive, part);
    let styles = related.iter().find(|relation| relation.kind == "styles");
    let styles = styles
        .filter(|relation| archive.has(&relation.target))
        .and_then(|relation| archive.read(&relation.target, PART).ok());
    let styles = styles.as_ref().map(|styles| xml::text(&styles.bytes));
    let styles = styles.as_deref().map(DocxStyles::of);
    let chunks = |id: &str| {
        let relation = related.iter().find(|relation| relation.id == id)?;
        let bytes = archive.read(&relation.target, PART).ok()?.bytes;
        chunk(&relation.target, &bytes)
    };
    let xml = xml::text(&main.bytes);
    let mut reading = read_main(&xml, styles.unwrap_or_default(), &chunks, bounds);
    reading.document.cut |= main.cut;
    Ok(reading)
}

/// Reads a document in one file.
pub(crate) fn read(xml: &str, bounds: &Bounds) -> Reading {
    read_main(xml, DocxStyles::of(xml), &|_| None, bounds)
}

/// Reads the main part. Spots are the insides of cells, and paragraphs.
fn read_main<'a>(
    xml: &'a str,
    styles: DocxStyles<'a>,
    chunks: &'a dyn Fn(&str) -> Option<Document>,
    bounds: &'a Bounds,
) -> Reading {
    let mut reader = DocxReader {
        rows: TableRows::new(bounds),
        open: OpenElements::new(),
        fields: Vec::new(),
        styles,
        run: TextProperties::default(),
        of_style: TextProperties::default(),
        paragraph: TextProperties::default(),
        shaded_table: false,
        shaded_cell: false,
        behind_table: None,
        behind_cell: None,
        joined: false,
        lifted: false,
        anchored: false,
        placeholders: Vec::new(),
        chosen: Vec::new(),
        choices: Vec::new(),
        choice: None,
        xml,
        namespaces: Vec::new(),
        chunks,
        taken: 0,
        remarks: Vec::new(),
    };
    if drive(xml, &mut reader) {
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

impl Handler for DocxReader<'_> {
    fn start(&mut self, tag: &BytesStart, inside: usize) {
        self.rows.here = inside;
        let open = if self.open.is_beyond() {
            DocxElement::Other
        } else {
            let name = local(tag);
            self.structure(name, tag)
                .or_else(|| self.property(name, tag))
                .or_else(|| self.field_property(name, tag))
                .or_else(|| self.content(name, tag))
                .unwrap_or(DocxElement::Other)
        };
        self.open.begin(open);
    }

    fn end(&mut self, at: usize) {
        self.rows.here = at;
        let Some(open) = self.open.end() else {
            return;
        };
        let depth = self.open.depth();
        match open {
            DocxElement::Paragraph => {
                let paragraph = std::mem::take(&mut self.paragraph);
                if paragraph.listed == Some(true) && !self.open.is_left_out() {
                    self.rows.hold(UNKNOWN);
                }
                if !std::mem::take(&mut self.joined) {
                    self.rows.break_line();
                }
            }
            DocxElement::Run => {
                (self.run, self.of_style) = (TextProperties::default(), TextProperties::default())
            }
            DocxElement::Table => {
                self.rows.close_table();
                (self.shaded_table, self.behind_table) = (false, None);
            }
            DocxElement::Row => self.rows.close_row(),
            DocxElement::Cell => self.rows.close_cell(),
            DocxElement::TextBox => self.rows.close_box(self.anchored),
            DocxElement::Field => self.placeholders.retain(|&at| at != depth),
            DocxElement::Alternate => self.chosen.retain(|&at| at != depth),
            DocxElement::DropDown => self.choose(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.parent() {
            _ if self.open.is_left_out() => {}
            DocxElement::Text => self.say(text),
            // A formula and a sign of another font have no text that shows them.
            DocxElement::Instruction if is_drawn(text) => self.rows.push("□"),
            DocxElement::Instruction if is_quiet(text) => {
                if let Some(step) = self.fields.last_mut() {
                    *step = FieldStep::Quiet;
                }
            }
            _ => {}
        }
    }

    fn is_full(&self) -> bool {
        self.rows.is_full()
    }

    fn is_open(&self) -> bool {
        self.open.depth() > 0
    }
}

impl DocxReader<'_> {
    fn parent(&self) -> DocxElement {
        self.open.last().unwrap_or(DocxElement::Other)
    }

    fn skip(&mut self) -> DocxElement {
        self.open.leave_out();
        DocxElement::Other
    }

    /// Elements that others stand in.
    fn structure(&mut self, name: &str, tag: &BytesStart) -> Option<DocxElement> {
        Some(match name {
            "p" => DocxElement::Paragraph,
            "pPr" => DocxElement::ParagraphProperties,
            "r" => {
                (self.run, self.of_style) = (TextProperties::default(), TextProperties::default());
                DocxElement::Run
            }
            "rPr" => DocxElement::RunProperties,
            "t" => DocxElement::Text,
            "tbl" => {
                self.rows.open_table();
                DocxElement::Table
            }
            "tr" => {
                self.rows.open_row();
                DocxElement::Row
            }
            "trPr" => DocxElement::RowProperties,
            "tc" => {
                self.rows.open_cell();
                (self.shaded_cell, self.behind_cell) = (false, None);
                DocxElement::Cell
            }
            "tcPr" => DocxElement::CellProperties,
            "tblPr" => DocxElement::TableProperties,
            "sdt" => DocxElement::Field,
            "txbxContent" => {
                self.rows.open_aside();
                DocxElement::TextBox
            }
            "AlternateContent" => DocxElement::Alternate,
            "Choice" | "Fallback" if self.parent() == DocxElement::Alternate => {
                let depth = self.open.depth() - 1;
                let known = name == "Fallback" || self.is_known(tag);
                if self.chosen.contains(&depth) || !known {
                    return Some(self.skip());
                }
                self.chosen.push(depth);
                DocxElement::Choice
            }
            "ddList" => {
                self.choices.clear();
                self.choice = None;
                DocxElement::DropDown
            }
            _ => return None,
        })
    }

    /// Properties of runs, paragraphs, rows and cells.
    fn property(&mut self, name: &str, tag: &BytesStart) -> Option<DocxElement> {
        let parent = self.parent();
        let value = || attribute(tag, "val");
        match (name, parent) {
            ("pStyle", DocxElement::ParagraphProperties) => {
                self.paragraph = value().map(|id| self.styles.look(&id)).unwrap_or_default();
            }
            ("rStyle", DocxElement::RunProperties) => {
                self.of_style = value().map(|id| self.styles.look(&id)).unwrap_or_default();
            }
            ("tblStyle", DocxElement::TableProperties) => {
                let look = value().map(|id| self.styles.look(&id)).unwrap_or_default();
                self.shaded_table = look.shaded == Some(true);
                self.behind_table = look.behind;
            }
            ("shd", DocxElement::CellProperties | DocxElement::ParagraphProperties) => {
                let mut look = TextProperties::default();
                look.note(tag);
                self.shaded_cell |= look.shaded == Some(true);
                match parent {
                    DocxElement::CellProperties => self.behind_cell = look.behind,
                    _ => self.paragraph.behind = look.behind.or(self.paragraph.behind),
                }
            }
            ("del" | "moveFrom", DocxElement::RunProperties) => {
                // Of the paragraph's own mark, or superseded formatting.
                self.joined |= self.open.contains(DocxElement::ParagraphProperties);
            }
            // On paper it is shown.
            ("webHidden", DocxElement::RunProperties) => {
                if self.rows.is_in_cell() {
                    self.rows.push("□");
                }
            }
            (_, DocxElement::RunProperties) => {
                if self.open.kinds().iter().rev().nth(1) == Some(&DocxElement::Run) {
                    self.run.note(tag);
                }
            }
            ("del", DocxElement::RowProperties) => self.rows.drop_row(),
            ("hidden", DocxElement::RowProperties) => {
                if is_on(tag) {
                    self.rows.drop_row();
                }
            }
            ("cellDel", _) => self.rows.cover(),
            ("gridSpan", _) => self.rows.span(number(tag, "val").unwrap_or(1)),
            ("gridBefore", _) => self.rows.skip_columns(number(tag, "val").unwrap_or(0)),
            // `vmerge` in the form of 2003.
            ("vMerge" | "hMerge" | "vmerge" | "hmerge", _) => {
                if value().is_none_or(|value| value == "continue") {
                    self.rows.cover();
                }
            }
            _ => return None,
        }
        Some(DocxElement::Other)
    }

    /// What is shown, and what is superseded, not shown, or not of the body.
    fn content(&mut self, name: &str, tag: &BytesStart) -> Option<DocxElement> {
        let parent = self.parent();
        match name {
            "tab" | "ptab" if parent == DocxElement::Run => self.say("\t"),
            "br" | "cr" if parent == DocxElement::Run => self.say("\n"),
            "noBreakHyphen" => self.say("-"),
            // A character of a font of its own, which may be a digit: in a number it cannot be read.
            "sym" if parent == DocxElement::Run => self.say("□"),
            "fldChar" => self.field(attribute(tag, "fldCharType").as_deref()),
            "blip" | "imagedata" | "textpath" => {
                self.rows.document.pictures += 1;
                self.rows.hold(PICTURE);
            }
            "object" | "pict" | "OLEObject" | "chart" | "control" | "drawing" | "contentPart" => {
                self.rows.hold(PICTURE);
            }
            "anchor" => self.anchored = true,
            "inline" => self.anchored = false,
            // What only Word knows: a number of a list or a note, a field without a result, what is stored
            // elsewhere.
            "numId" => self.paragraph.note(tag),
            // What follows is the mark of the note.
            "footnoteReference" | "endnoteReference" if parent == DocxElement::Run => {
                self.rows.hold(UNKNOWN);
                self.run.raised = Some(true);
            }
            "pgNum" | "dataBinding" | "footnoteReference" | "endnoteReference" | "dayShort"
            | "dayLong" | "monthShort" | "monthLong" | "yearShort" | "yearLong" => {
                self.rows.hold(UNKNOWN);
            }
            "instrText" => return Some(DocxElement::Instruction),
            "fldSimple" => {
                self.rows.hold(UNKNOWN);
                if attribute(tag, "instr").is_some_and(|text| is_drawn(&text)) {
                    self.say("□");
                }
            }
            // Against the direction of its digits.
            "bdo" if attribute(tag, "val").as_deref() == Some("rtl") => self.say("□"),
            "f" | "rad" | "sSup" | "sSub" | "sSubSup" | "sPre" | "phant" | "nary" | "limLow"
            | "limUpp" | "m" | "eqArr"
                if tag.name().as_ref().starts_with("m:") =>
            {
                self.say("□");
            }
            "altChunk" => self.chunk(attribute(tag, "id").as_deref()),
            // The form of 2003 names deletions so.
            "annotation"
                if attribute(tag, "type")
                    .is_some_and(|t| t.contains("Deletion") || t.contains("Comment")) =>
            {
                return Some(self.skip());
            }
            "del" | "moveFrom" | "delText" | "delInstrText" | "pPrChange" | "rPrChange"
            | "tcPrChange" | "trPrChange" | "tblPrChange" | "tblPrExChange" | "sectPrChange"
            | "rt" | "hdr" | "ftr" | "footnote" | "endnote" | "styles" | "comment" => {
                return Some(self.skip());
            }
            _ => return None,
        }
        Some(DocxElement::Other)
    }

    /// Whether the namespaces that an alternative requires are those of Word.
    fn is_known(&mut self, tag: &BytesStart) -> bool {
        let required = attribute(tag, "Requires").unwrap_or_default();
        let mut prefixes = required.split_ascii_whitespace();
        prefixes.all(|prefix| {
            if let Some((_, known)) = self.namespaces.iter().find(|(one, _)| one == prefix) {
                return *known;
            }
            let declaration = format!("xmlns:{prefix}=");
            let declared = self.xml.find(&declaration);
            let known = declared.is_some_and(|at| {
                let uri: String = self.xml[at + declaration.len()..]
                    .chars()
                    .take(80)
                    .collect();
                let makers = [
                    "schemas.microsoft.com",
                    "schemas.openxmlformats.org",
                    "purl.oclc.org",
                ];
                uri.contains("urn:schemas-microsoft-com") || makers.iter().any(|m| uri.contains(m))
            });
            if self.namespaces.len() < NAMESPACES {
                self.namespaces.push((prefix.to_owned(), known));
                return known;
            }
            false
        })
    }

    /// Another file that stands here.
    fn chunk(&mut self, id: Option<&str>) {
        self.taken += 1;
        match id.filter(|_| self.taken <= CHUNKS).and_then(self.chunks) {
            Some(document) => self.rows.take_in(document),
            None => self.remarks.push(Remark::Embedded),
        }
    }
}
