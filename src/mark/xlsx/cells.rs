//! Cells of a sheet that are to hold something else.

use super::address::{At, CellCursor, value_of};
use crate::mark::edit::{Package, TextEdits, escape};
use crate::mark::numbers::is_plain;
use crate::read::Refusal;
use crate::read::package::xml;
use crate::sorted::Sorted;
use quick_xml::events::{BytesStart, Event};

/// A cell that is open.
struct CellInFile {
    at: At,
    /// Where its tag begins.
    from: usize,
    /// Its tag without its kind.
    tag: String,
    name: String,
    /// Whether it says that it holds no number.
    text: bool,
    /// Whether there is something in it.
    filled: bool,
    computed: bool,
}

/// Puts texts into cells; tells which are done. What a formula computes is left to it.
pub(super) fn put(text: &str, texts: &Sorted<At, &String>, edits: &mut TextEdits) -> Vec<At> {
    let mut tokens = xml::reader(text);
    let mut address = CellCursor::default();
    let mut open: Option<CellInFile> = None;
    let mut done = Vec::new();
    loop {
        let from = tokens.buffer_position() as usize;
        let event = tokens.read_event();
        let to = tokens.buffer_position() as usize;
        let empty = matches!(event, Ok(Event::Empty(_)));
        let mut closes = false;
        match event {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "row" => address.row(&tag),
                "c" => {
                    let at = address.cell(&tag);
                    open = texts.contains_key(&at).then(|| cell(&tag, at, from));
                    closes = empty;
                }
                "f" => open.iter_mut().for_each(|open| open.computed = true),
                "v" | "t" if !empty => open.iter_mut().for_each(|open| open.filled = true),
                _ => {}
            },
            Ok(Event::End(tag)) => closes = tag.local_name().as_ref() == "c",
            Ok(Event::Eof) | Err(_) => return done,
            Ok(_) => {}
        }
        if closes
            && let Some(cell) = open.take()
            && !cell.computed
            && let Some(new) = texts.get(&cell.at)
        {
            edits.replace(cell.from..to, cell.with(new));
            done.push(cell.at);
        }
    }
}

fn cell(tag: &BytesStart, at: At, from: usize) -> CellInFile {
    let mut whole: String = (**tag).to_owned();
    let name = tag.name();
    let name: &str = name.as_ref();
    let kind = xml::attribute(tag, "t");
    if let Some(range) = value_of(tag, "t") {
        let key = whole[..range.start]
            .trim_end_matches(['"', '\'', '=', ' '])
            .len()
            - 1;
        whole.replace_range(key..range.end + 1, "");
    }
    CellInFile {
        at,
        from,
        tag: whole.trim_end().to_owned(),
        name: name.to_owned(),
        text: kind.is_some_and(|kind| kind != "n"),
        filled: false,
        computed: false,
    }
}

impl CellInFile {
    /// The same holding another text: a number where it held one, or nothing.
    fn with(&self, new: &str) -> String {
        let (tag, name) = (&self.tag, &self.name);
        let p = &name[..name.len() - 1];
        match new {
            "" => format!("<{tag}/>"),
            new if is_plain(new) && !(self.text && self.filled) => {
                format!("<{tag}><{p}v>{new}</{p}v></{name}>")
            }
            new => {
                let new = escape(new);
                format!("<{tag} t=\"inlineStr\"><{p}is><{p}t>{new}</{p}t></{p}is></{name}>")
            }
        }
    }
}

/// Whether a sheet has formulas.
pub(super) fn computes(text: &str) -> bool {
    let mut tokens = xml::reader(text);
    loop {
        match tokens.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == "f" => {
                return true;
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// Has a workbook computed anew when it is opened. One that does not say who computed it is anyway.
pub(super) fn compute_on_opening(package: &mut Package, workbook: &str) -> Result<(), Refusal> {
    let text = package.text(workbook)?;
    let mut tokens = xml::reader(&text);
    let mut edits = TextEdits::default();
    loop {
        let from = tokens.buffer_position() as usize;
        match tokens.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == "calcPr" => {
                match value_of(&tag, "fullCalcOnLoad") {
                    Some(range) => edits.replace(from + 1 + range.start..from + 1 + range.end, "1"),
                    None => {
                        let name_end = from + 1 + tag.name().as_ref().len();
                        edits.insert(name_end, " fullCalcOnLoad=\"1\"");
                    }
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    if !edits.is_empty() {
        package.put(workbook, edits.apply(&text));
    }
    Ok(())
}
