//! Rows as a workbook of one sheet: a bold head that stays in sight, filters, widths.
//!
//! Written by hand on the archive that marking writes back with: the crates for writing workbooks bring
//! their own archives and weigh several times as much as this page's whole budget for office files.

use super::ListCell;
use crate::read::package::zip::Archive;
use std::fmt::Write;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
/// Cell formats: 0 plain, 1 head, 2 wrapped.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF0EEE7"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>"#;
/// Characters that a cell may hold.
const LONGEST: usize = 32_767;
/// Width of the widest column, in characters of a digit's width.
const WIDEST: usize = 60;

/// A workbook whose only sheet has these rows, the first of them a head.
pub fn xlsx(name: &str, rows: &[Vec<ListCell>]) -> Vec<u8> {
    let part = |name: &str, text: String| (name.to_owned(), text.into_bytes());
    Archive::empty().with(&[
        part("[Content_Types].xml", TYPES.to_owned()),
        part("_rels/.rels", RELATIONS.to_owned()),
        part("xl/workbook.xml", book(name)),
        part("xl/_rels/workbook.xml.rels", BOOK_RELATIONS.to_owned()),
        part("xl/styles.xml", STYLES.to_owned()),
        part("xl/worksheets/sheet1.xml", sheet(rows)),
    ])
}

fn book(name: &str) -> String {
    let name: String = name
        .chars()
        .filter(|c| !"[]:*?/\\'".contains(*c))
        .take(31)
        .collect();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{}" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        crate::mark::escape(&name)
    )
}

fn sheet(rows: &[Vec<ListCell>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut out = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>"#,
    );
    for column in 0..columns {
        let widths = rows.iter().filter_map(|row| row.get(column)).map(width);
        let width = widths.max().unwrap_or(0).clamp(6, WIDEST) + 2;
        let number = column + 1;
        let _ = write!(
            out,
            r#"<col min="{number}" max="{number}" width="{width}" customWidth="1"/>"#
        );
    }
    out.push_str("</cols><sheetData>");
    for (index, row) in rows.iter().enumerate() {
        let _ = write!(out, r#"<row r="{}">"#, index + 1);
        for item in row {
            let style = match item {
                _ if index == 0 => 1,
                ListCell::Text(_) if width(item) > WIDEST => 2,
                _ => 0,
            };
            match item {
                ListCell::Count(n) => {
                    let _ = write!(out, r#"<c s="{style}"><v>{n}</v></c>"#);
                }
                ListCell::Text(text) => {
                    let text: String = text.chars().take(LONGEST).collect();
                    let text = crate::mark::escape(&text);
                    let _ = write!(
                        out,
                        r#"<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#
                    );
                }
            }
        }
        out.push_str("</row>");
    }
    out.push_str("</sheetData>");
    if columns > 0 && rows.len() > 1 {
        let last = column_name(columns - 1);
        let _ = write!(out, r#"<autoFilter ref="A1:{last}{}"/>"#, rows.len());
    }
    out.push_str("</worksheet>");
    out
}

/// An ideograph is as wide as two digits.
fn width(item: &ListCell) -> usize {
    match item {
        ListCell::Count(n) => n.to_string().len(),
        ListCell::Text(text) => text.chars().map(|c| 1 + usize::from(!c.is_ascii())).sum(),
    }
}

/// A, B, … Z, AA, …
fn column_name(mut index: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + (index % 26) as u8));
        match index / 26 {
            0 => return name,
            rest => index = rest - 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Bounds;

    #[test]
    fn what_is_written_is_read_back() {
        let text = |text: &str| ListCell::Text(text.to_owned());
        let rows = [
            vec![text("机关"), text("条数")],
            vec![text("=甲 & <乙>"), ListCell::Count(12)],
        ];
        let bytes = xlsx("校核[结果]", &rows);
        let document = crate::read::file::read(&bytes, None, &Bounds::default(), &|_, _| false)
            .unwrap()
            .document;
        let cells = |row: &crate::document::Row| -> Vec<String> {
            row.cells.iter().map(|cell| cell.text.clone()).collect()
        };
        let read: Vec<_> = document.rows.iter().map(cells).collect();
        assert!(
            read.contains(&vec!["=甲 & <乙>".to_owned(), "12".to_owned()]),
            "{read:?}"
        );
    }

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        assert_eq!(
            [0, 25, 26, 27, 701, 702].map(column_name),
            ["A", "Z", "AA", "AB", "ZZ", "AAA"]
        );
    }
}
