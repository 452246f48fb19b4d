//! HTML: a clipboard fragment, a saved page, a Word or WPS export.
//!
//! Only the flow of tokens is used, no tree: tables open and close, cells begin and end, everything
//! else is text. That survives what a tree would have to guess at (cells without rows, tables never
//! closed), and it cannot run anything.

use crate::document::{Bounds, Cell, Document, Row, RowKind};
use crate::place::Place;
use crate::read::feet::is_page_number;
use crate::read::markup::{Token, Tokens, attribute};
use crate::read::text::WIDEST;
use crate::text::utf16_len;
use std::borrow::Cow;

/// Reads HTML. `first_table` and `first_line` are the numbers its first table and line get.
pub fn read(html: &str, first_table: u32, first_line: u32, bounds: &Bounds) -> Document {
    let mut reader = Reader {
        document: Document::default(),
        tables: Vec::new(),
        next_table: first_table,
        next_line: first_line,
        cells: 0,
        paragraph: String::new(),
        title: None,
        silent: 0,
        pre: 0,
        stretches: Vec::new(),
        unopened: 0,
        bounds,
    };
    for token in Tokens::of(html) {
        match token {
            Token::Start { name, attributes } => reader.start(&name, attributes),
            Token::End { name } => reader.end(&name),
            Token::Text(text) => reader.text(&text),
        }
    }
    reader.finish()
}

struct Reader<'b> {
    document: Document,
    tables: Vec<Table>,
    next_table: u32,
    next_line: u32,
    cells: usize,
    /// Text outside every cell, up to the next block boundary.
    paragraph: String,
    /// The text of `<title>` while it is open.
    title: Option<String>,
    /// Depth of elements whose text is not shown.
    silent: usize,
    pre: usize,
    /// Stretches that are open, up to [`STRETCHES`]: names of their elements and their look.
    stretches: Vec<(&'static str, Look)>,
    /// Tables beyond the nesting bound, read as plain blocks.
    unopened: usize,
    bounds: &'b Bounds,
}

struct Table {
    number: u32,
    row: u32,
    cells: Vec<Cell>,
    /// For each grid column, the first row that nothing above covers.
    covered: Vec<u32>,
    column: u32,
    open: Option<OpenCell>,
    in_row: bool,
}

struct OpenCell {
    text: String,
    column: u32,
    /// A table inside it has ended: it is layout, and its text is paragraphs.
    layout: bool,
}

/// How a stretch of text looks, as far as that changes what is read.
#[derive(Clone, Copy, PartialEq)]
enum Look {
    Plain,
    /// Struck out: somebody took it back.
    Struck,
    /// Raised: after other text, the mark of a note.
    Raised,
}

/// Elements whose look is followed, and how deep: what is deeper looks like what it is in.
const INLINE: [&str; 6] = ["span", "font", "s", "strike", "del", "sup"];
const STRETCHES: usize = 64;

const BLOCKS: [&str; 31] = [
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "header",
    "footer",
    "nav",
    "aside",
    "main",
    "dl",
    "dt",
    "dd",
    "hr",
    "form",
    "blockquote",
    "caption",
    "figure",
    "fieldset",
    "address",
    "option",
    "pre",
];
const SILENT: [&str; 7] = [
    "script", "style", "noscript", "template", "svg", "math", "select",
];

impl Reader<'_> {
    fn start(&mut self, name: &str, attributes: &str) {
        match name {
            // `<svg/>` is closed in itself; of a script that is not so, and it has an end tag.
            _ if SILENT.contains(&name) && !attributes.ends_with('/') => {
                self.silent += 1;
            }
            "title" => self.title = Some(String::new()),
            "meta"
                if attribute(attributes, "name")
                    .is_some_and(|name| name.eq_ignore_ascii_case("articletitle")) =>
            {
                self.document.title = attribute(attributes, "content").map(Cow::into_owned);
            }
            "img" => self.document.pictures += 1,
            "table" => self.open_table(),
            "tr" => {
                self.close_row();
                if self.tables.is_empty() {
                    self.open_table();
                }
                if let Some(table) = self.tables.last_mut() {
                    table.in_row = true;
                }
            }
            "td" | "th" => self.open_cell(
                span(attributes, "colspan", 100),
                span(attributes, "rowspan", 1000),
            ),
            "pre" | "textarea" => {
                self.break_line();
                self.pre += 1;
            }
            _ if BLOCKS.contains(&name) => self.break_line(),
            _ => {
                if let Some(&name) = INLINE.iter().find(|&&inline| inline == name)
                    && self.stretches.len() < STRETCHES
                {
                    self.stretches.push((name, look(name, attributes)));
                }
            }
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            _ if SILENT.contains(&name) => self.silent = self.silent.saturating_sub(1),
            "title" => {
                if let Some(title) = self.title.take()
                    && self.document.title.is_none()
                {
                    self.document.title = Some(title);
                }
            }
            "table" => {
                if self.unopened > 0 {
                    self.unopened -= 1;
                } else {
                    self.close_table();
                }
            }
            "tr" => self.close_row(),
            "td" | "th" => self.close_cell(),
            "pre" | "textarea" => {
                self.break_line();
                self.pre = self.pre.saturating_sub(1);
            }
            _ if BLOCKS.contains(&name) => self.break_line(),
            _ => {
                if let Some(at) = self.stretches.iter().rposition(|&(open, _)| open == name) {
                    self.stretches.truncate(at);
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(title) = &mut self.title {
            title.push_str(text);
            return;
        }
        if self.silent > 0 || self.document.cut {
            return;
        }
        if self.pre > 0 {
            let mut first = true;
            for line in text.split('\n') {
                if !first {
                    self.break_line();
                }
                first = false;
                self.push(line, false);
            }
        } else {
            self.push(text, true);
        }
    }

    fn push(&mut self, text: &str, collapse: bool) {
        let most = self.bounds.cell_chars;
        let is = |look| self.stretches.iter().any(|&(_, other)| other == look);
        let (struck, raised) = (is(Look::Struck), is(Look::Raised));
        let sink = match self.tables.last_mut().and_then(|table| table.open.as_mut()) {
            Some(cell) => &mut cell.text,
            None => &mut self.paragraph,
        };
        if struck || (raised && !sink.trim().is_empty()) {
            return;
        }
        for c in text.chars() {
            if sink.len() > most * 4 {
                break;
            }
            match c {
                '\t' | '\n' | '\r' | ' ' | '\u{c}' if collapse => {
                    if !sink.ends_with([' ', '\n']) {
                        sink.push(' ');
                    }
                }
                c => sink.push(c),
            }
        }
    }

    /// A block boundary: a line ends.
    fn break_line(&mut self) {
        match self.tables.last_mut().and_then(|table| table.open.as_mut()) {
            Some(cell) if !cell.layout => {
                if !cell.text.ends_with('\n') {
                    cell.text.push('\n');
                }
            }
            Some(cell) => {
                let text = std::mem::take(&mut cell.text);
                self.paragraphs(&text);
            }
            None => {
                self.stretches.clear();
                let text = std::mem::take(&mut self.paragraph);
                self.paragraphs(&text);
            }
        }
    }

    fn open_table(&mut self) {
        if self.tables.len() >= self.bounds.nesting {
            self.unopened += 1;
            self.break_line();
            return;
        }
        // What holds a table is layout: its text so far is paragraphs.
        if let Some(cell) = self.tables.last_mut().and_then(|table| table.open.as_mut()) {
            cell.layout = true;
        }
        self.break_line();
        self.tables.push(Table {
            number: self.next_table,
            row: 0,
            cells: Vec::new(),
            covered: Vec::new(),
            column: 0,
            open: None,
            in_row: false,
        });
        self.next_table += 1;
    }

    fn close_table(&mut self) {
        self.close_row();
        self.tables.pop();
    }

    fn open_cell(&mut self, columns: u32, rows: u32) {
        if self.tables.is_empty() {
            self.open_table();
        }
        self.close_cell();
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        table.in_row = true;
        while table
            .covered
            .get(table.column as usize)
            .is_some_and(|&until| until > table.row)
        {
            table.column += 1;
        }
        let column = table.column;
        let end = (column + columns).min(2000) as usize;
        if table.covered.len() < end {
            table.covered.resize(end, 0);
        }
        if rows > 1 {
            table.covered[(column as usize).min(end)..end].fill(table.row + rows);
        }
        table.column = end as u32;
        self.stretches.clear();
        table.open = Some(OpenCell {
            text: String::new(),
            column,
            layout: false,
        });
    }

    fn close_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let Some(open) = table.open.take() else {
            return;
        };
        self.stretches.clear();
        if open.layout {
            self.paragraphs(&open.text);
            return;
        }
        self.cells += 1;
        if self.cells > self.bounds.cells {
            self.document.cut = true;
            return;
        }
        let at = Place::Cell {
            table: table.number,
            row: table.row,
            column: open.column,
        };
        let text = open.text.trim().to_owned();
        table.cells.push(Cell { text, at });
    }

    fn close_row(&mut self) {
        self.close_cell();
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        if !std::mem::take(&mut table.in_row) {
            return;
        }
        table.row += 1;
        table.column = 0;
        let cells = std::mem::take(&mut table.cells);
        // Of blank rows only one as long as table 4 may be a row of the form.
        if cells.len() < WIDEST && cells.iter().all(|cell| cell.text.is_empty()) {
            return;
        }
        if let [cell] = &cells[..] {
            // A row of one cell is a line of text, or layout around several.
            let at = cell.at;
            for line in cell.text.split('\n').filter(|line| !line.trim().is_empty()) {
                let text = line.trim().to_owned();
                self.document.rows.push(Row {
                    cells: vec![Cell { text, at }],
                    kind: RowKind::Line,
                });
            }
        } else {
            self.document.rows.push(Row {
                cells,
                kind: RowKind::Grid,
            });
        }
    }

    fn paragraphs(&mut self, text: &str) {
        for line in text.split('\n') {
            let text = line.trim();
            if text.is_empty() || is_page_number(text) || self.document.cut {
                continue;
            }
            self.cells += 1;
            self.document.cut |= self.cells > self.bounds.cells;
            let at = Place::Span {
                line: self.next_line,
                start: 0,
                end: utf16_len(text),
            };
            self.next_line += 1;
            self.document.rows.push(Row {
                cells: vec![Cell {
                    text: text.to_owned(),
                    at,
                }],
                kind: RowKind::Line,
            });
        }
    }

    fn finish(mut self) -> Document {
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.break_line();
        self.document
    }
}

/// How the text of an element looks.
fn look(name: &str, attributes: &str) -> Look {
    match name {
        "s" | "strike" | "del" => return Look::Struck,
        "sup" => return Look::Raised,
        _ => {}
    }
    let style = attribute(attributes, "style").unwrap_or_default();
    if style.contains("line-through") {
        Look::Struck
    } else if style.contains("vertical-align:super") || style.contains("vertical-align: super") {
        Look::Raised
    } else {
        Look::Plain
    }
}

/// `colspan` or `rowspan`, within reason.
fn span(attributes: &str, name: &str, most: u32) -> u32 {
    let value = attribute(attributes, name);
    let value = value.and_then(|value| value.trim().parse().ok());
    value.unwrap_or(1).clamp(1, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(html: &str) -> Vec<String> {
        let document = read(html, 0, 0, &Bounds::default());
        let row = |row: &Row| {
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
            cells.join("|")
        };
        document.rows.iter().map(row).collect()
    }

    #[test]
    fn rows_cost_the_same_however_wide_a_table_is() {
        // 4·10⁹ steps, if every row looked at every column.
        let wide = "<td colspan=100>x".repeat(20);
        let html = format!("<table><tr>{wide}{}<td>last", "<tr>".repeat(2_000_000));
        assert_eq!(rows(&html).last().unwrap(), "last");
    }

    #[test]
    fn cells_in_their_order_whatever_is_left_open() {
        assert_eq!(
            rows("<table><tr><td>a<td>b<tr><td>c<td>d</table>"),
            ["a|b", "c|d"]
        );
        assert_eq!(rows("<tr><td>a</td><td>b</td></tr>"), ["a|b"]);
        assert_eq!(rows("<td>a<td>b"), ["a|b"]);
    }

    #[test]
    fn a_layout_table_is_seen_through() {
        let html = "<table><tr><td>nav</td><td><p>一、x</p><table><tr><td>a</td><td>1</td></tr></table><p>五、y</p></td></tr></table>";
        assert_eq!(rows(html), ["一、x", "a|1", "五、y", "nav"]);
    }

    #[test]
    fn grid_columns_count_spans() {
        let html = "<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr></table>";
        let document = read(html, 3, 0, &Bounds::default());
        assert_eq!(
            document.rows[1].cells[1].at,
            Place::Cell {
                table: 3,
                row: 1,
                column: 2
            }
        );
    }

    #[test]
    fn what_is_struck_out_and_marks_of_notes_are_not_read() {
        for (cell, read) in [
            ("<s>7</s>8", "8"),
            ("<strike><b>7</b></strike> 8", "8"),
            ("<del>7</del><ins>8</ins>", "8"),
            (
                "<span style='color:red;text-decoration:line-through'>7<span>1</span></span>8",
                "8",
            ),
            ("8<sup>1</sup>", "8"),
            ("8<span style='vertical-align:super'>注</span>", "8"),
            // Raised from the start, it is all there is.
            ("<sup>8</sup>", "8"),
            ("<font size=2>8</font></s></span>", "8"),
            // Left open, it ends with its cell.
            ("8<s>7", "8"),
            (&("<span>".repeat(100) + "8" + &"</span>".repeat(100)), "8"),
        ] {
            let html = format!("<table><tr><td>{cell}<td>9</table><p>5");
            assert_eq!(rows(&html), [format!("{read}|9"), "5".to_owned()], "{cell}");
        }
    }

    #[test]
    fn scripts_say_nothing_and_entities_are_text() {
        assert_eq!(
            rows("<script>var a='<td>1'</script><p>1&nbsp;&lt;2</p><style>p{}</style>"),
            ["1\u{a0}<2"]
        );
    }
}
