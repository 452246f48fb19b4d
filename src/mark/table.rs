//! The form with its figures as HTML and as tab-separated text, for the clipboard.

use super::{Marks, Shade, edit::escape, plan_cells};
use crate::form::{Column, Form, Forms, Label, Line, Row};
use crate::report::{Cell, Number};
use crate::sheet::State;

/// What stands in the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FillStyle {
    /// What was read, the doubtful cells shaded.
    Marked,
    /// What was read and nothing else, numbers in the middle of their cells: to be pasted back.
    Plain,
}

/// A cell of the printed form.
struct PrintedCell {
    text: String,
    columns: u8,
    lines: u8,
    head: bool,
    shade: Option<Shade>,
}

/// The recognised tables, or the one of this id, as HTML, with inline styles only, as word processors
/// keep them. A number that was inferred stands in no cell.
pub fn table_html(marks: &Marks, fill: FillStyle, only: Option<&str>) -> String {
    let mut html = String::from("<meta charset=\"utf-8\">");
    for table in tables(marks, fill, only) {
        html.push_str("<table border=\"1\" style=\"border-collapse:collapse\">");
        for line in table {
            html.push_str("<tr>");
            for cell in line {
                let tag = if cell.head { "th" } else { "td" };
                html.push_str(&format!("<{tag}"));
                for (name, count) in [("colspan", cell.columns), ("rowspan", cell.lines)] {
                    if count > 1 {
                        html.push_str(&format!(" {name}=\"{count}\""));
                    }
                }
                if let Some(shade) = cell.shade {
                    html.push_str(&format!(" style=\"background-color:#{}\"", shade.colour()));
                } else if fill == FillStyle::Plain && !cell.head {
                    html.push_str(" style=\"text-align:center\"");
                }
                html.push_str(&format!(">{}</{tag}>", escape(&cell.text)));
            }
            html.push_str("</tr>");
        }
        html.push_str("</table><p></p>");
    }
    html
}

/// The same as text: a tab between columns, what a span covers left empty.
pub fn table_tsv(marks: &Marks, fill: FillStyle, only: Option<&str>) -> String {
    let mut tsv = String::new();
    for table in tables(marks, fill, only) {
        if !tsv.is_empty() {
            tsv.push('\n');
        }
        // Lines that each column is still covered from above.
        let mut covered: Vec<u8> = Vec::new();
        for line in table {
            let mut cells = line.into_iter();
            let mut out: Vec<String> = Vec::new();
            let mut below = vec![0; covered.len()];
            loop {
                let column = out.len();
                if let Some(lines) = covered.get(column).filter(|lines| **lines > 0) {
                    below[column] = lines - 1;
                    out.push(String::new());
                    continue;
                }
                let Some(cell) = cells.next() else {
                    break;
                };
                let end = column + usize::from(cell.columns);
                if below.len() < end {
                    below.resize(end, 0);
                }
                below[column..end].fill(cell.lines - 1);
                out.push(cell.text);
                out.resize(end, String::new());
            }
            covered = below;
            tsv.push_str(&out.join("\t"));
            tsv.push('\n');
        }
    }
    tsv
}

/// The printed lines of each recognised table.
fn tables(marks: &Marks, fill: FillStyle, only: Option<&str>) -> Vec<Vec<Vec<PrintedCell>>> {
    let names = marks.edition.iter().map(|(table, id)| (&**table, &**id));
    let wanted = |name: &(&str, &str)| only.is_none_or(|only| name.0 == only);
    let form = Form::named(Forms::known(), names.filter(wanted));
    let shades = plan_cells(marks);
    let value = |id: &str, column: &Column| {
        let shade = shades.get(id).copied();
        PrintedCell {
            text: marks.cells.get(id).map(text_of).unwrap_or_default(),
            columns: column.span,
            lines: 1,
            head: false,
            shade: shade.filter(|_| fill == FillStyle::Marked),
        }
    };
    let mut tables = Vec::new();
    for table in form.tables() {
        let mut cells = table.cells();
        let mut lines: Vec<Vec<PrintedCell>> = Vec::new();
        let mut row_of = |row: &Row, line: &mut Vec<PrintedCell>| {
            line.extend(row.labels.iter().map(head));
            for (column, cell) in row.columns.iter().zip(cells.by_ref()) {
                line.push(value(&table.name(cell), column));
            }
        };
        for line in table.lines {
            match line {
                Line::Head(labels) => lines.push(labels.iter().map(head).collect()),
                Line::Rows(rows) => {
                    for row in *rows {
                        let mut line = Vec::new();
                        row_of(row, &mut line);
                        lines.push(line);
                    }
                }
                Line::Abreast(rows) => {
                    let mut line = Vec::new();
                    for row in *rows {
                        row_of(row, &mut line);
                    }
                    lines.push(line);
                }
            }
        }
        tables.push(lines);
    }
    tables
}

/// What is written into a cell: nothing that was only inferred.
fn text_of(cell: &Cell) -> String {
    match &cell.value {
        _ if cell.state == State::Inferred => String::new(),
        Some(Number::Count(n)) => n.to_string(),
        Some(Number::Amount(text)) => text.clone(),
        None => cell.text.clone(),
    }
}

fn head(label: &Label) -> PrintedCell {
    PrintedCell {
        text: label.text.to_owned(),
        columns: label.columns,
        lines: label.lines,
        head: true,
        shade: None,
    }
}
