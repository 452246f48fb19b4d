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

pub const WRITERS: [(&str, Writer); 7] = [
    ("html", html),
    ("tabs as a browser copies them", copied),
    ("tabs with every place filled", filled),
    ("html without spans", flat),
    ("docx", docx),
    ("xlsx", xlsx),
    ("pages with ruling lines", pages),
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

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";

/// A file of parts, the first of which is the document that the others belong to.
fn package(main: &str, kind: &str, parts: Vec<(String, String)>) -> gouji::Input {
    let relations = format!(
        "{XML}<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"r\" Type=\"{OFFICE}/officeDocument\" Target=\"{main}\"/></Relationships>"
    );
    let types = format!(
        "{XML}<Types xmlns=\"{TYPES}\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/{main}\" ContentType=\"application/vnd.openxmlformats-officedocument.{kind}.main+xml\"/></Types>"
    );
    let own = [("[Content_Types].xml", types), ("_rels/.rels", relations)];
    let own = own.map(|(name, text)| (name.to_owned(), text));
    let all = own
        .into_iter()
        .chain(parts)
        .map(|(name, text)| (name, text.into_bytes()));
    gouji::Input::file(gouji::batch::pack(all.collect()))
}

/// Cells that reach down stand in every line they reach, as Word has them.
fn docx(tables: &[Printed]) -> gouji::Input {
    let mut out = String::new();
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    for table in tables {
        out += &paragraph(&table.title);
        out += &paragraph(&table.unit);
        out += "<w:tbl>";
        let width: usize = table.lines[0].iter().map(|cell| cell.1).sum();
        // For each column, how many lines a cell from above still covers, and how wide it is.
        let mut above = vec![(0, 1); width];
        for line in &table.lines {
            out += "<w:tr>";
            let mut cells = line.iter();
            let mut at = 0;
            while at < width {
                let (text, columns, merge) = match above[at] {
                    (left @ 1.., columns) => {
                        above[at].0 = left - 1;
                        ("", columns, "<w:vMerge/>")
                    }
                    _ => {
                        let Cell(text, columns, lines) = cells.next().expect("a cell");
                        above[at] = (lines - 1, *columns);
                        let merge = if *lines > 1 {
                            "<w:vMerge w:val=\"restart\"/>"
                        } else {
                            ""
                        };
                        (text.as_str(), *columns, merge)
                    }
                };
                out += &format!(
                    "<w:tc><w:tcPr><w:gridSpan w:val=\"{columns}\"/>{merge}</w:tcPr>{}</w:tc>",
                    paragraph(text)
                );
                at += columns;
            }
            out += "</w:tr>";
        }
        out += "</w:tbl>";
    }
    let document = format!(
        "{XML}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{out}</w:body></w:document>"
    );
    package(
        "word/document.xml",
        "wordprocessingml.document",
        vec![("word/document.xml".to_owned(), document)],
    )
}

fn column(at: usize) -> String {
    let letter = |n: usize| char::from(b'A' + n as u8);
    match at {
        0..26 => letter(at).to_string(),
        _ => format!("{}{}", letter(at / 26 - 1), letter(at % 26)),
    }
}

/// A sheet a table: numbers as numbers, areas merged.
fn xlsx(tables: &[Printed]) -> gouji::Input {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let (mut sheets, mut relations, mut parts) = (String::new(), String::new(), Vec::new());
    for (number, table) in tables.iter().enumerate() {
        let number = number + 1;
        let texts = places(table);
        let (mut rows, mut merges) = (String::new(), Vec::new());
        for (row, title) in [&table.title, &table.unit].into_iter().enumerate() {
            let row = row + 1;
            rows += &format!(
                "<row r=\"{row}\"><c r=\"A{row}\" t=\"inlineStr\"><is><t>{title}</t></is></c></row>"
            );
        }
        for (line, texts) in texts.iter().enumerate() {
            rows += &format!("<row r=\"{}\">", line + 3);
            for (at, text) in texts.iter().enumerate() {
                let place = format!("{}{}", column(at), line + 3);
                rows += &match text.parse::<f64>() {
                    _ if text.is_empty() => format!("<c r=\"{place}\"/>"),
                    // A code is a text.
                    Ok(number) if text.contains('.') => {
                        format!("<c r=\"{place}\"><v>{number}</v></c>")
                    }
                    _ => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
                };
            }
            rows += "</row>";
        }
        // Where each cell begins.
        let mut taken = vec![vec![false; texts[0].len()]; texts.len()];
        for (line, cells) in table.lines.iter().enumerate() {
            for Cell(_, columns, lines) in cells {
                let at = taken[line].iter().position(|taken| !taken).expect("room");
                for line in &mut taken[line..line + lines] {
                    line[at..at + columns].fill(true);
                }
                if columns * lines > 1 {
                    let end = (column(at + columns - 1), line + lines + 2);
                    merges.push(format!(
                        "<mergeCell ref=\"{}{}:{}{}\"/>",
                        column(at),
                        line + 3,
                        end.0,
                        end.1
                    ));
                }
            }
        }
        sheets += &format!("<sheet name=\"表{number}\" sheetId=\"{number}\" r:id=\"s{number}\"/>");
        relations += &format!(
            "<Relationship Id=\"s{number}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
        let sheet = format!(
            "{XML}<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData><mergeCells>{}</mergeCells></worksheet>",
            merges.concat()
        );
        parts.push((format!("xl/worksheets/sheet{number}.xml"), sheet));
    }
    let book = format!(
        "{XML}<workbook xmlns=\"{main}\" xmlns:r=\"{OFFICE}\"><sheets>{sheets}</sheets></workbook>"
    );
    let relations =
        format!("{XML}<Relationships xmlns=\"{RELATIONS}\">{relations}</Relationships>");
    parts.insert(0, ("xl/workbook.xml".to_owned(), book));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), relations));
    package("xl/workbook.xml", "spreadsheetml.sheet", parts)
}

/// Hundredths of a point: a column, a character, a line.
const COLUMN: usize = 5400;
const CHARACTER: usize = 900;
const LINE: usize = 1100;
const MARGIN: usize = 5000;

/// A page a table, as a PDF shows it: words at places, a frame around every cell.
fn pages(tables: &[Printed]) -> gouji::Input {
    let pages = tables.iter().map(page);
    gouji::Input::from(vec![gouji::Piece::Pages(pages.collect(), None)])
}

fn page(table: &Printed) -> gouji::read::placed::Page {
    let mut runs = Vec::new();
    let mut rules = Vec::new();
    let wide = |text: &str| -> usize {
        text.chars()
            .map(|c| {
                if c.is_ascii() {
                    CHARACTER / 2
                } else {
                    CHARACTER
                }
            })
            .sum()
    };
    let mut put = |x: usize, y: usize, text: &str| {
        runs.push(serde_json::json!({ "x": x, "y": y, "width": wide(text), "height": CHARACTER, "text": text }));
    };
    put(MARGIN, 4000, &table.title);
    put(MARGIN, 6000, &table.unit);
    let width = places(table)[0].len();
    // Text of a cell, broken where its columns end.
    let broken = |text: &str, columns: usize| -> Vec<String> {
        let most = (columns * COLUMN - 400) / CHARACTER;
        let characters: Vec<char> = text.chars().collect();
        match text.is_ascii() {
            true => vec![text.to_owned()],
            false => characters
                .chunks(most)
                .map(|line| line.iter().collect())
                .collect(),
        }
    };
    let height = |line: &Vec<Cell>| {
        let lines = line
            .iter()
            .filter(|cell| cell.2 == 1)
            .map(|cell| broken(&cell.0, cell.1).len());
        lines.max().unwrap_or(1).max(1) * LINE + 800
    };
    let mut tops = vec![8000];
    for line in &table.lines {
        tops.push(tops[tops.len() - 1] + height(line));
    }
    let mut taken = vec![vec![false; width]; table.lines.len()];
    for (row, line) in table.lines.iter().enumerate() {
        for Cell(text, columns, lines) in line {
            let at = taken[row].iter().position(|taken| !taken).expect("room");
            for line in &mut taken[row..row + lines] {
                line[at..at + columns].fill(true);
            }
            let (x0, x1) = (MARGIN + at * COLUMN, MARGIN + (at + columns) * COLUMN);
            let (y0, y1) = (tops[row], tops[row + lines]);
            for (from, to) in [
                ((x0, y0), (x1, y0)),
                ((x1, y0), (x1, y1)),
                ((x0, y1), (x1, y1)),
                ((x0, y0), (x0, y1)),
            ] {
                rules.push(
                    serde_json::json!({ "x0": from.0, "y0": from.1, "x1": to.0, "y1": to.1 }),
                );
            }
            for (nth, part) in broken(text, *columns).iter().enumerate() {
                let x = if text.is_ascii() {
                    x1 - 200 - wide(part)
                } else {
                    x0 + 200
                };
                put(x, y0 + 400 + nth * LINE, part);
            }
        }
    }
    let page = serde_json::json!({
        "width": MARGIN * 2 + width * COLUMN,
        "height": tops[tops.len() - 1] + MARGIN,
        "runs": runs,
        "rules": rules,
    });
    serde_json::from_value(page).expect("a page")
}
