//! What a file hides is not there: other numbers in hidden stretches, rows, columns and sheets of the formats
//! that word processors and spreadsheets write as text. What is zipped is read by the same readers.

use crate::broken;
use crate::render::grid::Grid;
use crate::render::{Block, Rng, figures, print, word};
use gouji::{Input, Options, Piece, check};
use std::fmt::Write;

/// A format as a file, plain and with what it hides.
type Format = fn(&[Block]) -> [String; 2];

const FORMATS: [(&str, Format); 5] = [
    ("Word 2003", word_2003),
    ("RTF", rtf),
    ("fodt", fodt),
    ("fods", fods),
    ("Excel 2003", excel_2003),
];

#[test]
fn what_files_hide_never_changes_the_answer() {
    let mut failures = Vec::new();
    for seed in 3_000_000..3_000_012 {
        let mut rng = Rng::new(seed);
        let mut figures = figures::figures(&mut rng);
        if rng.chance(50) {
            figures.change(&mut rng);
        }
        let blocks = print::print(&figures, print::Style::Plain, &mut rng).blocks;
        for (name, format) in FORMATS {
            let [plain, hiding] = format(&blocks).map(|text| {
                let pieces = [Piece::File(text.into_bytes(), None)];
                let report = check(Input::from(&pieces), &Options::default());
                let cells = report.cells.iter();
                let cells: Vec<String> = cells
                    .map(|(id, cell)| format!("{id} {:?} {:?}", cell.value, cell.state))
                    .collect();
                (cells, broken(&report), report.verdict)
            });
            assert!(
                plain.0.len() > 150,
                "{name} {seed} is not read: {}",
                plain.0.len()
            );
            if plain != hiding {
                let differ = plain.0.iter().zip(&hiding.0).find(|(a, b)| a != b);
                failures.push(format!(
                    "{name} {seed}: {differ:?} {:?} {:?}",
                    plain.2, hiding.2
                ));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The cells of a row that begin in it: column, columns, rows, text; those that are covered have no rows.
fn row(grid: &Grid, row: usize) -> Vec<(usize, usize, usize, &str)> {
    let mut cells = Vec::new();
    let mut column = 0;
    while column < grid.width {
        match grid.at(row, column) {
            Some(spot) => {
                let begins = spot.row == row;
                let rows = if begins { spot.rows } else { 0 };
                cells.push((
                    column,
                    spot.columns,
                    rows,
                    if begins { &*spot.text } else { "" },
                ));
                column = spot.column + spot.columns;
            }
            None => column += 1,
        }
    }
    cells
}

fn line(block: &Block) -> Option<&str> {
    match block {
        Block::Title(text) | Block::Heading(text) | Block::Prose(text) => Some(text),
        Block::Table(_) => None,
    }
}

/// Hidden and deleted stretches, a named style that hides, hidden and deleted rows.
fn word_2003(blocks: &[Block]) -> [String; 2] {
    let plain = word::render(blocks);
    let run = |properties: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>8</w:t></w:r>");
    let (by_hand, by_style) = (run("<w:vanish/>"), run("<w:rStyle w:val=\"gone\"/>"));
    let deleted = "<w:del><w:r><w:delText>6</w:delText></w:r></w:del>";
    let cell = "<w:tc><w:p><w:r><w:t>一、本年新收政府信息公开申请数量</w:t></w:r></w:p></w:tc>";
    let row = |mark: &str| {
        format!(
            "<w:tr><w:trPr>{mark}</w:trPr>{cell}{}</w:tr>",
            cell.repeat(7)
                .replace("一、本年新收政府信息公开申请数量", "9")
        )
    };
    let rows = row("<w:hidden/>") + &row("<w:del/>");
    let style = "<w:styles><w:style w:type=\"character\" w:styleId=\"gone\"><w:rPr><w:vanish/></w:rPr></w:style></w:styles><w:body>";
    let hiding = plain
        .replace(
            "</w:p></w:tc>",
            &format!("{by_hand}{by_style}{deleted}</w:p></w:tc>"),
        )
        .replace("<w:tr>", &format!("{rows}<w:tr>"))
        .replace("<w:body>", style);
    [plain, hiding]
}

/// Hidden and deleted stretches, a style that hides, groups that nobody knows.
fn rtf(blocks: &[Block]) -> [String; 2] {
    let gone = "{\\v 8}{\\cs9 7}{\\deleted 6}{\\*\\unknown 5}";
    ["", gone].map(|gone| {
        let mut out = String::from("{\\rtf1\\ansi{\\stylesheet{\\*\\cs9\\v gone;}}\n");
        let say = |out: &mut String, text: &str| {
            for unit in text.encode_utf16() {
                let _ = write!(out, "\\u{}?", unit as i16);
            }
        };
        for block in blocks {
            if let Some(text) = line(block) {
                out.push_str("\\pard ");
                say(&mut out, text);
                out.push_str("\\par\n");
            }
            let Block::Table(grid) = block else { continue };
            for at in 0..grid.height {
                out.push_str("\\trowd");
                for (column, columns, rows, _) in row(grid, at) {
                    let merge = if rows == 0 { "\\clvmrg" } else { "" };
                    let _ = write!(out, "{merge}\\cellx{}", (column + columns) * 900);
                }
                out.push_str("\\pard\\intbl ");
                for (_, _, rows, text) in row(grid, at) {
                    say(&mut out, text);
                    out.push_str(if rows == 0 { "" } else { gone });
                    out.push_str("\\cell ");
                }
                out.push_str("\\row\n");
            }
        }
        out + "}"
    })
}

/// A flat OpenDocument with these styles and this content.
fn flat(kind: &str, content: &str) -> String {
    let style = |name: &str, family: &str, properties: &str| {
        format!(
            "<style:style style:name=\"{name}\" style:family=\"{family}\">{properties}</style:style>"
        )
    };
    let styles = style(
        "gone",
        "text",
        "<style:text-properties text:display=\"none\"/>",
    ) + &style(
        "away",
        "table",
        "<style:table-properties table:display=\"false\"/>",
    );
    format!(
        "<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.{kind}\"><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:{kind}>{content}</office:{kind}></office:body></office:document>"
    )
}

fn odf_row(grid: &Grid, at: usize, gone: &str) -> String {
    let mut out = String::new();
    for (_, columns, rows, text) in row(grid, at) {
        let covered = "<table:covered-table-cell/>";
        if rows == 0 {
            out.push_str(&covered.repeat(columns));
            continue;
        }
        let typed = match text.parse::<f64>() {
            Ok(_) => format!(" office:value-type=\"float\" office:value=\"{text}\""),
            Err(_) => String::new(),
        };
        let _ = write!(
            out,
            "<table:table-cell table:number-columns-spanned=\"{columns}\" table:number-rows-spanned=\"{rows}\"{typed}><text:p>{}{gone}</text:p></table:table-cell>",
            escaped(text)
        );
        out.push_str(&covered.repeat(columns - 1));
    }
    out
}

/// Stretches of a style that hides, and a hidden section with another table.
fn fodt(blocks: &[Block]) -> [String; 2] {
    let other = "<text:section text:display=\"none\"><table:table><table:table-row><table:table-cell><text:p>规章</text:p></table:table-cell><table:table-cell><text:p>8</text:p></table:table-cell></table:table-row></table:table></text:section>";
    [
        ("", ""),
        ("<text:span text:style-name=\"gone\">8</text:span>", other),
    ]
    .map(|(gone, other)| {
        let mut out = String::new();
        for block in blocks {
            if let Some(text) = line(block) {
                let _ = write!(out, "<text:p>{}</text:p>", escaped(text));
            }
            let Block::Table(grid) = block else { continue };
            out.push_str(other);
            out.push_str("<table:table>");
            for at in 0..grid.height {
                let _ = write!(
                    out,
                    "<table:table-row>{}</table:table-row>",
                    odf_row(grid, at, gone)
                );
            }
            out.push_str("</table:table>");
        }
        flat("text", &out)
    })
}

/// Hidden rows and columns, and a hidden sheet before the shown one.
fn fods(blocks: &[Block]) -> [String; 2] {
    [false, true].map(|hides| {
        let mut out = String::new();
        let nine = "<table:table-cell office:value-type=\"float\" office:value=\"9\"><text:p>9</text:p></table:table-cell>";
        let row = |inner: &str, collapsed: bool| {
            let visibility = if collapsed { " table:visibility=\"collapse\"" } else { "" };
            let first = if hides { nine } else { "" };
            format!("<table:table-row{visibility}>{first}{inner}</table:table-row>")
        };
        for block in blocks {
            let inner = match block {
                Block::Table(grid) => (0..grid.height).map(|at| odf_row(grid, at, "")).collect(),
                other => vec![format!("<table:table-cell><text:p>{}</text:p></table:table-cell>", escaped(line(other).unwrap_or_default()))],
            };
            for inner in inner {
                if hides && inner.contains("float") {
                    out.push_str(&row(&inner.replace("<text:p>", "<text:p>9"), true));
                }
                out.push_str(&row(&inner, false));
            }
        }
        let column = "<table:table-column table:visibility=\"collapse\"/>";
        let shown = format!("<table:table table:name=\"a\">{}{out}</table:table>", if hides { column } else { "" });
        let before = match hides {
            true => format!("<table:table table:name=\"b\" table:style-name=\"away\">{out}</table:table>").replace("value=\"0\"><text:p>0", "value=\"3\"><text:p>3"),
            false => String::new(),
        };
        flat("spreadsheet", &(before + &shown))
    })
}

/// The same in the XML of Excel 2003.
fn excel_2003(blocks: &[Block]) -> [String; 2] {
    [false, true].map(|hides| {
        let mut rows: Vec<String> = Vec::new();
        let data = |text: &str| {
            let kind = if text.parse::<f64>().is_ok() { "Number" } else { "String" };
            format!("<Data ss:Type=\"{kind}\">{}</Data>", escaped(text))
        };
        let shift = usize::from(hides);
        for block in blocks {
            if let Some(text) = line(block) {
                rows.push(format!("<Cell ss:Index=\"{}\">{}</Cell>", 1 + shift, data(text)));
            }
            let Block::Table(grid) = block else { continue };
            for at in 0..grid.height {
                let mut out = String::new();
                for (column, columns, height, text) in row(grid, at) {
                    if height > 0 {
                        let _ = write!(out, "<Cell ss:Index=\"{}\" ss:MergeAcross=\"{}\" ss:MergeDown=\"{}\">{}</Cell>", column + 1 + shift, columns - 1, height - 1, data(text));
                    }
                }
                rows.push(out);
            }
        }
        let mut out = String::new();
        for row in rows {
            let first = if hides { "<Cell><Data ss:Type=\"Number\">9</Data></Cell>" } else { "" };
            if hides && row.contains("Number") && !row.contains("MergeDown=\"1") {
                let other = row.replace("Number\">", "Number\">9");
                let _ = write!(out, "<Row ss:Hidden=\"1\">{other}</Row>");
            }
            let _ = write!(out, "<Row>{first}{row}</Row>");
        }
        let column = if hides { "<Column ss:Hidden=\"1\"/>" } else { "" };
        let sheet = |name: &str, out: &str, options: &str| format!("<Worksheet ss:Name=\"{name}\"><Table>{column}{out}</Table>{options}</Worksheet>");
        let hidden = "<WorksheetOptions xmlns=\"urn:schemas-microsoft-com:office:excel\"><Visible>SheetHidden</Visible></WorksheetOptions>";
        let before = match hides {
            true => sheet("b", &out.replace(">0<", ">3<"), hidden),
            false => String::new(),
        };
        format!("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">{before}{}</Workbook>", sheet("a", &out, ""))
    })
}
