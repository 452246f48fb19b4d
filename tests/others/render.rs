//! A table with labels over several cells, written as documents write it.

/// A cell: its text, and how many columns and lines it covers.
#[derive(Clone)]
pub struct Cell(pub String, pub usize, pub usize);

/// A table in words: lines of cells, each standing once, where it begins.
#[derive(Clone, Default)]
pub struct Printed {
    pub title: String,
    pub unit: String,
    pub lines: Vec<Vec<Cell>>,
}

pub fn cell(text: impl Into<String>) -> Cell {
    Cell(text.into(), 1, 1)
}

pub fn wide(text: &str, columns: usize, lines: usize) -> Cell {
    Cell(text.to_owned(), columns, lines)
}

/// One way to write tables.
pub type Writer = fn(&[Printed]) -> gouji::Input;

pub const WRITERS: [(&str, Writer); 4] = [
    ("html", html),
    ("tabs as a browser copies them", copied),
    ("tabs with every place filled", filled),
    ("html without spans", flat),
];

fn html(tables: &[Printed]) -> gouji::Input {
    let mut out = String::new();
    for table in tables {
        out += &format!("<p>{}</p><p>{}</p><table>", table.title, table.unit);
        for line in &table.lines {
            out += "<tr>";
            for Cell(text, columns, lines) in line {
                out += &format!("<td colspan={columns} rowspan={lines}>{text}</td>");
            }
            out += "</tr>";
        }
        out += "</table>";
    }
    gouji::Input::html(out)
}

fn copied(tables: &[Printed]) -> gouji::Input {
    let mut out = String::new();
    for table in tables {
        out += &format!("{}\n{}\n", table.title, table.unit);
        for line in &table.lines {
            let cells: Vec<&str> = line.iter().map(|cell| cell.0.as_str()).collect();
            out += &cells.join("\t");
            out.push('\n');
        }
    }
    gouji::Input::text(out)
}

/// Line → column → text; blank where a cell reaches that begins elsewhere.
fn places(table: &Printed) -> Vec<Vec<String>> {
    let width: usize = table.lines[0].iter().map(|cell| cell.1).sum();
    let mut taken = vec![vec![false; width]; table.lines.len()];
    let mut out = vec![vec![String::new(); width]; table.lines.len()];
    for (row, line) in table.lines.iter().enumerate() {
        for Cell(text, columns, lines) in line {
            let Some(at) = taken[row].iter().position(|taken| !taken) else {
                panic!("{}: line {row} is too wide", table.title);
            };
            out[row][at].clone_from(text);
            for line in &mut taken[row..row + lines] {
                line[at..at + columns].fill(true);
            }
        }
    }
    out
}

fn filled(tables: &[Printed]) -> gouji::Input {
    let mut out = String::new();
    for table in tables {
        out += &format!("{}\n{}\n", table.title, table.unit);
        for line in places(table) {
            out += &line.join("\t");
            out.push('\n');
        }
    }
    gouji::Input::text(out)
}

fn flat(tables: &[Printed]) -> gouji::Input {
    let mut out = String::new();
    for table in tables {
        out += &format!("<p>{}</p><p>{}</p><table>", table.title, table.unit);
        for line in places(table) {
            out += &format!("<tr><td>{}</td></tr>", line.join("</td><td>"));
        }
        out += "</table>";
    }
    gouji::Input::html(out)
}
