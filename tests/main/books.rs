//! Reports as files of spreadsheets, made here byte by byte: flat OpenDocument, Excel's own format, and the one
//! before it. Each may hide something: rows and columns with other numbers, a sheet, numbers in the colour behind
//! them.

use crate::broken;
use crate::render::grid::Grid;
use crate::render::{Block, Rng, figures, print};
use gouji::sheet::State;
use gouji::{Input, Options, Piece, check};
use std::fmt::Write;
use std::io::{Cursor, Write as _};

/// A cell of a sheet: where it begins, how far it reaches, its text.
pub struct Placed {
    pub row: usize,
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
    pub text: String,
}

impl Placed {
    fn number(&self) -> Option<f64> {
        self.text
            .parse()
            .ok()
            .filter(|_| !self.text.starts_with('+'))
    }
}

/// A sheet: cells in the order of rows, and the rows and columns that are hidden.
#[derive(Default)]
pub struct Sheet {
    pub cells: Vec<Placed>,
    pub rows: Vec<usize>,
    pub columns: Vec<usize>,
    /// Numbers that are not nought are in the colour behind them.
    pub red: bool,
    pub hidden: bool,
}

fn placed(grid: &Grid, row: usize, top: usize, left: usize) -> impl Iterator<Item = Placed> + '_ {
    let begins = grid
        .row(row)
        .into_iter()
        .filter(move |spot| spot.row == row);
    begins.map(move |spot| Placed {
        row: top,
        column: left + spot.column,
        rows: spot.rows,
        columns: spot.columns,
        text: spot.text.clone(),
    })
}

/// The blocks one below the other; where it hides something, with a hidden column on the left and hidden rows of
/// other numbers above rows that no cell from above reaches into.
pub fn sheet(blocks: &[Block], hides: bool) -> Sheet {
    let (mut sheet, mut row, left) = (Sheet::default(), 0, usize::from(hides));
    for block in blocks {
        let Block::Table(grid) = block else {
            let (Block::Title(text) | Block::Heading(text) | Block::Prose(text)) = block else {
                continue;
            };
            let text = text.clone();
            sheet.cells.push(Placed {
                row,
                column: left,
                rows: 1,
                columns: 1,
                text,
            });
            row += 1;
            continue;
        };
        for at in 0..grid.height {
            let reached = grid.row(at).iter().any(|spot| spot.row < at);
            let numbers = placed(grid, at, row, left).any(|cell| cell.number().is_some());
            if hides
                && !reached
                && numbers
                && placed(grid, at, row, left).all(|cell| cell.rows == 1)
            {
                sheet
                    .cells
                    .extend(placed(grid, at, row, left).map(|mut cell| {
                        if let Some(number) = cell.number() {
                            cell.text = (number + 7.0).to_string();
                        }
                        cell
                    }));
                sheet.rows.push(row);
                row += 1;
            }
            if hides {
                let text = (row % 10).to_string();
                sheet.cells.push(Placed {
                    row,
                    column: 0,
                    rows: 1,
                    columns: 1,
                    text,
                });
            }
            sheet.cells.extend(placed(grid, at, row, left));
            row += 1;
        }
    }
    sheet.columns.extend(hides.then_some(0));
    sheet
}

/// A workbook that hides nothing, or a sheet of other numbers before the shown one as well.
pub fn book(blocks: &[Block], hides: bool) -> Vec<Sheet> {
    let shown = sheet(blocks, hides);
    let mut first = sheet(blocks, false);
    first.hidden = true;
    for cell in &mut first.cells {
        if let Some(number) = cell.number() {
            cell.text = (number + 3.0).to_string();
        }
    }
    match hides {
        true => vec![first, shown],
        false => vec![shown],
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn name(row: usize, column: usize) -> String {
    // No table of the form has as many columns as there are letters.
    format!("{}{}", char::from(b'A' + column as u8), row + 1)
}

/// Excel's own format.
pub fn xlsx(sheets: &[Sheet]) -> Vec<u8> {
    let mut parts = Vec::new();
    let (mut listed, mut relations) = (String::new(), String::new());
    for (n, sheet) in sheets.iter().enumerate() {
        let state = if sheet.hidden { "hidden" } else { "visible" };
        let _ = write!(
            listed,
            "<sheet name=\"s{n}\" sheetId=\"{n}\" state=\"{state}\" r:id=\"r{n}\"/>"
        );
        let _ = write!(
            relations,
            "<Relationship Id=\"r{n}\" Type=\"http://x/worksheet\" Target=\"{n}.xml\"/>"
        );
        parts.push((format!("xl/{n}.xml"), worksheet(sheet)));
    }
    relations.push_str("<Relationship Id=\"s\" Type=\"http://x/styles\" Target=\"styles.xml\"/>");
    let styles = "<styleSheet><fonts><font/><font><color rgb=\"FFFF0000\"/></font></fonts><fills><fill/><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFF0000\"/></patternFill></fill></fills><cellXfs><xf/><xf fontId=\"1\" fillId=\"1\"/></cellXfs></styleSheet>";
    parts.push(("xl/styles.xml".into(), styles.into()));
    parts.push((
        "xl/workbook.xml".into(),
        format!("<workbook><sheets>{listed}</sheets></workbook>"),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".into(),
        format!("<Relationships>{relations}</Relationships>"),
    ));
    zip(&parts)
}

fn worksheet(sheet: &Sheet) -> String {
    let mut out = String::from("<worksheet><cols>");
    for column in &sheet.columns {
        let _ = write!(
            out,
            "<col min=\"{0}\" max=\"{0}\" hidden=\"1\"/>",
            column + 1
        );
    }
    out.push_str("</cols><sheetData>");
    let mut merges = String::new();
    for cells in sheet.cells.chunk_by(|a, b| a.row == b.row) {
        let row = cells[0].row;
        let hidden = if sheet.rows.contains(&row) {
            " hidden=\"1\""
        } else {
            ""
        };
        let _ = write!(out, "<row r=\"{}\"{hidden}>", row + 1);
        for cell in cells {
            let at = name(row, cell.column);
            let red = sheet.red && cell.number().is_some_and(|number| number != 0.0);
            let style = if red { " s=\"1\"" } else { "" };
            let _ = match (cell.number(), cell.text.is_empty()) {
                (Some(_), _) => write!(out, "<c r=\"{at}\"{style}><v>{}</v></c>", cell.text),
                (None, true) => write!(out, "<c r=\"{at}\"/>"),
                _ => write!(
                    out,
                    "<c r=\"{at}\" t=\"str\"><v>{}</v></c>",
                    escaped(&cell.text)
                ),
            };
            if cell.rows * cell.columns > 1 {
                let last = name(row + cell.rows - 1, cell.column + cell.columns - 1);
                let _ = write!(merges, "<mergeCell ref=\"{at}:{last}\"/>");
            }
        }
        out.push_str("</row>");
    }
    out + "</sheetData><mergeCells>" + &merges + "</mergeCells></worksheet>"
}

/// An archive of parts that are not compressed, with no sums of what they hold.
pub fn zip(parts: &[(String, String)]) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        let (from, size) = (out.len() as u32, text.len() as u32);
        let mut head = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        head.extend(crc(text.as_bytes()).to_le_bytes());
        head.extend([size, size].map(u32::to_le_bytes).concat());
        head.extend([name.len() as u16, 0].map(u16::to_le_bytes).concat());
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend(name.bytes());
        out.extend(text.bytes());
        list.extend(b"PK\x01\x02\x14\0");
        list.extend(&head);
        list.extend([0; 10]);
        list.extend(from.to_le_bytes());
        list.extend(name.bytes());
    }
    let (from, size, count) = (out.len() as u32, list.len() as u32, parts.len() as u16);
    out.extend(list);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count, count].map(u16::to_le_bytes).concat());
    out.extend([size, from].map(u32::to_le_bytes).concat());
    out.extend([0, 0]);
    out
}

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = !0u32;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = crc >> 1 ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
        }
    }
    !crc
}

fn record(out: &mut Vec<u8>, id: u16, content: &[u8]) {
    out.extend([id, content.len() as u16].map(u16::to_le_bytes).concat());
    out.extend(content);
}

/// Excel 97, in its container.
pub fn xls(sheets: &[Sheet]) -> Vec<u8> {
    let bodies: Vec<Vec<u8>> = sheets.iter().map(biff).collect();
    let globals = |offset: usize| {
        let mut out = Vec::new();
        record(&mut out, 0x809, &[0, 6, 5, 0]);
        let font = |colour: u16| [&[200, 0, 0, 0][..], &colour.to_le_bytes(), &[0; 10]].concat();
        record(&mut out, 0x31, &font(0x7fff));
        record(&mut out, 0x31, &font(10));
        let format = |font: u16, fill: [u16; 2]| {
            [
                &font.to_le_bytes()[..],
                &[0; 14],
                &fill.map(u16::to_le_bytes).concat(),
            ]
            .concat()
        };
        record(&mut out, 0xe0, &format(0, [0, 64 | 65 << 7]));
        record(&mut out, 0xe0, &format(1, [1 << 10, 10 | 65 << 7]));
        let mut at = offset;
        for (n, (sheet, body)) in sheets.iter().zip(&bodies).enumerate() {
            let named = [u8::from(sheet.hidden), 0, 1, 0, b'a' + n as u8];
            record(
                &mut out,
                0x85,
                &[&(at as u32).to_le_bytes()[..], &named].concat(),
            );
            at += body.len();
        }
        record(&mut out, 0x0a, &[]);
        out
    };
    let stream = [globals(globals(0).len()), bodies.concat()].concat();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
    let mut book = file.create_stream("/Workbook").expect("a stream");
    book.write_all(&stream).expect("room");
    drop(book);
    file.into_inner().into_inner()
}

fn biff(sheet: &Sheet) -> Vec<u8> {
    let mut out = Vec::new();
    record(&mut out, 0x809, &[0, 6, 16, 0]);
    let shorts = |numbers: &[usize]| -> Vec<u8> {
        numbers
            .iter()
            .flat_map(|&n| (n as u16).to_le_bytes())
            .collect()
    };
    for &column in &sheet.columns {
        record(&mut out, 0x7d, &shorts(&[column, column, 2000, 0, 1, 0]));
    }
    for &row in &sheet.rows {
        record(&mut out, 0x208, &shorts(&[row, 0, 20, 300, 0, 0, 0x20, 0]));
    }
    let mut merges = Vec::new();
    for cell in &sheet.cells {
        let red = sheet.red && cell.number().is_some_and(|number| number != 0.0);
        let place = shorts(&[cell.row, cell.column, usize::from(red)]);
        if let Some(number) = cell.number() {
            record(
                &mut out,
                0x203,
                &[&place[..], &number.to_le_bytes()].concat(),
            );
        } else if cell.text.is_empty() {
            record(&mut out, 0x201, &place);
        } else {
            let units: Vec<u8> = cell
                .text
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect();
            let head = [&shorts(&[units.len() / 2])[..], &[1]].concat();
            record(&mut out, 0x204, &[&place[..], &head, &units].concat());
        }
        if cell.rows * cell.columns > 1 {
            let (last_row, last_column) =
                (cell.row + cell.rows - 1, cell.column + cell.columns - 1);
            merges.push(shorts(&[cell.row, last_row, cell.column, last_column]));
        }
    }
    let count = shorts(&[merges.len()]);
    record(&mut out, 0xe5, &[count, merges.concat()].concat());
    record(&mut out, 0x0a, &[]);
    out
}

/// A flat OpenDocument.
pub fn fods(sheets: &[Sheet]) -> Vec<u8> {
    let style = |name: &str, family: &str, inner: &str| {
        format!(
            "<style:style style:name=\"{name}\" style:family=\"{family}\">{inner}</style:style>"
        )
    };
    let styles = style(
        "away",
        "table",
        "<style:table-properties table:display=\"false\"/>",
    ) + &style(
        "red",
        "table-cell",
        "<style:table-cell-properties fo:background-color=\"#ff0000\"/><style:text-properties fo:color=\"#ff0000\"/>",
    );
    let sheets: String = sheets.iter().map(table).collect();
    format!("<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document>").into_bytes()
}

fn table(sheet: &Sheet) -> String {
    let away = if sheet.hidden {
        " table:style-name=\"away\""
    } else {
        ""
    };
    let mut out = format!("<table:table table:name=\"a\"{away}>");
    if sheet.columns.contains(&0) {
        out.push_str("<table:table-column table:visibility=\"collapse\"/>");
    }
    let mut below = 0;
    for cells in sheet.cells.chunk_by(|a, b| a.row == b.row) {
        for _ in below..cells[0].row {
            out.push_str("<table:table-row/>");
        }
        below = cells[0].row + 1;
        let collapsed = sheet.rows.contains(&cells[0].row);
        out.push_str(if collapsed {
            "<table:table-row table:visibility=\"collapse\">"
        } else {
            "<table:table-row>"
        });
        let mut column = 0;
        for cell in cells {
            if cell.column > column {
                let _ = write!(
                    out,
                    "<table:covered-table-cell table:number-columns-repeated=\"{}\"/>",
                    cell.column - column
                );
            }
            column = cell.column + 1;
            let number = cell.number();
            let typed = number.map_or(String::new(), |_| {
                format!(
                    " office:value-type=\"float\" office:value=\"{}\"",
                    cell.text
                )
            });
            let red = sheet.red && number.is_some_and(|number| number != 0.0);
            let style = if red { " table:style-name=\"red\"" } else { "" };
            let _ = write!(
                out,
                "<table:table-cell table:number-columns-spanned=\"{}\" table:number-rows-spanned=\"{}\"{typed}{style}><text:p>{}</text:p></table:table-cell>",
                cell.columns,
                cell.rows,
                escaped(&cell.text)
            );
        }
        out.push_str("</table:table-row>");
    }
    out + "</table:table>"
}

/// A format of files, and what writes it.
type Format = (&'static str, fn(&[Sheet]) -> Vec<u8>);
const FORMATS: [Format; 3] = [("fods", fods), ("xlsx", xlsx), ("xls", xls)];

fn read(file: Vec<u8>) -> gouji::report::Report {
    check(Input::from(&[Piece::File(file, None)]), &Options::default())
}

fn blocks(seed: u64) -> Vec<Block> {
    let mut rng = Rng::new(seed);
    let mut figures = figures::figures(&mut rng);
    if rng.chance(50) {
        figures.change(&mut rng);
    }
    print::print(&figures, print::Style::Plain, &mut rng).blocks
}

#[test]
fn what_workbooks_hide_never_changes_the_answer() {
    for seed in 3_100_000..3_100_012 {
        let blocks = blocks(seed);
        for (name, format) in FORMATS {
            let [plain, hiding] = [false, true].map(|hides| {
                let report = read(format(&book(&blocks, hides)));
                let cells = report.cells.iter();
                let cells: Vec<String> = cells
                    .map(|(id, cell)| format!("{id} {:?} {:?}", cell.value, cell.state))
                    .collect();
                (cells, broken(&report), report.verdict)
            });
            assert!(plain.0.len() > 150, "{name} {seed} is not read");
            assert_eq!(plain, hiding, "{name} {seed}");
        }
    }
}

#[test]
fn numbers_in_the_colour_behind_them_are_not_read() {
    for seed in 3_200_000..3_200_006 {
        let blocks = blocks(seed);
        for (name, format) in FORMATS {
            let mut sheets = book(&blocks, false);
            sheets[0].red = true;
            let report = read(format(&sheets));
            for (id, cell) in report.cells.iter() {
                let nought = ["0", "", "□"].contains(&&*cell.text);
                assert!(
                    cell.state != State::Read || nought || cell.text.starts_with('+'),
                    "{name} {seed} {id}: {:?}",
                    cell.text
                );
            }
        }
    }
}
