//! The XML of Word 2003: what a docx holds, in one file of text.

use super::Block;
use super::grid::Grid;
use std::fmt::Write;

/// The file.
pub fn render(blocks: &[Block]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\"?><w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\"><w:body>",
    );
    for block in blocks {
        match block {
            Block::Title(text) | Block::Heading(text) | Block::Prose(text) => {
                paragraph(&mut out, text);
            }
            Block::Table(grid) => table(&mut out, grid),
        }
    }
    out.push_str("</w:body></w:wordDocument>");
    out
}

fn paragraph(out: &mut String, text: &str) {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let _ = write!(out, "<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
}

fn table(out: &mut String, grid: &Grid) {
    out.push_str("<w:tbl>");
    for row in 0..grid.height {
        out.push_str("<w:tr>");
        let mut column = 0;
        while column < grid.width {
            let Some(spot) = grid.at(row, column) else {
                column += 1;
                continue;
            };
            out.push_str("<w:tc><w:tcPr>");
            if spot.columns > 1 {
                let _ = write!(out, "<w:gridSpan w:val=\"{}\"/>", spot.columns);
            }
            if spot.rows > 1 {
                let begins = spot.row == row;
                out.push_str(if begins {
                    "<w:vmerge w:val=\"restart\"/>"
                } else {
                    "<w:vmerge/>"
                });
            }
            out.push_str("</w:tcPr>");
            paragraph(out, if spot.row == row { &spot.text } else { "" });
            out.push_str("</w:tc>");
            column = spot.column + spot.columns;
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
}
