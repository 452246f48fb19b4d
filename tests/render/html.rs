//! HTML as browsers, Word, WPS and content systems put it on a clipboard or a page.

use super::grid::{Grid, Spot};
use super::{Block, Rendered, Rng};
use gouji::form::TableId;
use gouji::{Part, PartKind};
use std::fmt::Write;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Html {
    Clean,
    Word,
    Wps,
    Cms,
    Excel,
    /// Spans wrong or left out; cells that a span covers left out or empty.
    BadSpans,
    /// Tables in several pieces.
    Cut,
    /// A whole page with navigation, the article in a layout table.
    Page,
    /// No tables at all: a block for every cell.
    Divs,
}

pub fn render(blocks: &[Block], style: Html, rng: &mut Rng) -> Rendered {
    let mut out = String::new();
    head(&mut out, style, blocks);
    for block in blocks {
        match block {
            Block::Title(text) => {
                let _ = write!(out, "<h1>{}</h1>", inline(text, style, rng));
            }
            Block::Heading(text) | Block::Prose(text) => {
                paragraph(&mut out, text, style, rng);
            }
            Block::Table(grid) => pieces(&mut out, grid.clone(), style, rng),
        }
        if rng.chance(20) {
            out.push('\n');
        }
    }
    out.push_str(match style {
        Html::Page => {
            "</td></tr></table><div class=footer><table><tr><td>主办：市人民政府</td><td>2024</td></tr></table></div></body></html>"
        }
        Html::Clean | Html::Divs | Html::Wps | Html::BadSpans => "",
        _ => "<!--EndFragment--></body></html>",
    });
    Rendered {
        parts: vec![Part {
            kind: PartKind::Html,
            text: out,
        }],
        ..Rendered::default()
    }
}

fn head(out: &mut String, style: Html, blocks: &[Block]) {
    match style {
        Html::Word | Html::Cut => out.push_str(
            "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta name=Generator content=\"Microsoft Word 15\"><style><!-- p.MsoNormal {mso-style-parent:\"\"; margin:0cm 12pt 3pt} --></style><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:Zoom>100</w:Zoom></w:WordDocument></xml><![endif]--></head><body lang=ZH-CN><!--StartFragment-->",
        ),
        Html::Excel => out.push_str("<html><head><style>td {mso-ignore:padding}</style></head><body><!--StartFragment-->"),
        Html::Page => {
            let title = blocks.iter().find_map(|block| match block {
                Block::Title(text) => Some(text.as_str()),
                _ => None,
            });
            let _ = write!(
                out,
                "<!DOCTYPE html><html><head><title>{}</title><script>var a=[1,2,3];document.write('<td>9</td>')</script></head><body><div class=nav><ul><li><a href=#>首页</a></li><li><a href=#>政府信息公开</a></li><li>政府信息公开年报</li><li>行政许可</li><li>行政处罚</li><li>其他</li></ul></div><table width=980><tr><td width=200><div>2021年</div><div>2022年</div><div>规章</div></td><td>",
                title.unwrap_or("")
            );
        }
        _ => {}
    }
}

fn pieces(out: &mut String, mut grid: Grid, style: Html, rng: &mut Rng) {
    let breaks = match style {
        Html::Cut => 70,
        Html::Word | Html::Cms => 40,
        _ => 0,
    };
    if grid.id == TableId::T3 && rng.chance(breaks) {
        let at = grid.heads + 3 + rng.below(grid.height - grid.heads - 4);
        let (head, label) = (rng.chance(50), rng.chance(80));
        grid.break_before(at, head, label);
        if style == Html::Cut || rng.chance(30) {
            let below = grid.cut(at);
            table(out, &grid, style, rng);
            if rng.chance(40) {
                paragraph(
                    out,
                    rng.pick(&["- 4 -", "— 5 —", "&nbsp;"]),
                    Html::Clean,
                    rng,
                );
            }
            table(out, &below, style, rng);
            return;
        }
    }
    if style == Html::Cut && grid.id == TableId::T2 && rng.chance(60) {
        let at = 2 + rng.below(grid.height - 3);
        grid.break_before(at, false, true);
        let below = grid.cut(at);
        table(out, &grid, style, rng);
        table(out, &below, style, rng);
        return;
    }
    table(out, &grid, style, rng);
}

fn table(out: &mut String, grid: &Grid, style: Html, rng: &mut Rng) {
    if style == Html::Divs {
        for row in 0..grid.height {
            for spot in grid.row(row) {
                let _ = write!(out, "<div class=\"td\"><span>{}</span></div>", spot.text);
            }
        }
        return;
    }
    out.push_str(match style {
        Html::Word | Html::Cut => {
            "<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;mso-yfti-tbllook:1184;mso-padding-alt:0cm 5.4pt 0cm 5.4pt'>"
        }
        Html::Cms => "<div style=\"overflow:auto\"><table><tbody>",
        _ => "<table border=1>",
    });
    // Whether covered places below a tall label get an empty cell, though the label has no rowspan.
    let filled = rng.chance(50);
    for row in 0..grid.height {
        out.push_str(if style == Html::Word {
            " <tr style='mso-yfti-irow:1;height:21.0pt'>"
        } else {
            "<tr>"
        });
        let mut column = 0;
        while column < grid.width {
            let Some(spot) = grid.at(row, column) else {
                column += 1;
                continue;
            };
            if spot.row == row {
                cell(out, spot, row < grid.heads, style, rng);
            } else if style == Html::BadSpans && filled {
                out.push_str("<td></td>");
            }
            column = spot.column + spot.columns;
        }
        // Unclosed rows are common.
        out.push_str(if style == Html::BadSpans { "" } else { "</tr>" });
    }
    out.push_str(match style {
        Html::Cms => "</tbody></table></div>",
        _ => "</table>",
    });
}

fn cell(out: &mut String, spot: &Spot, head: bool, style: Html, rng: &mut Rng) {
    let name = if (head && matches!(style, Html::Clean | Html::Cms))
        || (style == Html::Cms && spot.is_label() && rng.chance(30))
    {
        "th"
    } else {
        "td"
    };
    let _ = write!(out, "<{name}");
    match style {
        Html::BadSpans => {
            if spot.columns > 1 && rng.chance(40) {
                let _ = write!(out, " colspan={}", spot.columns + rng.below(2));
            }
        }
        Html::Excel if spot.columns > 1 => {
            let _ = write!(out, " colspan={} style='mso-ignore:colspan'", spot.columns);
            if spot.rows > 1 {
                let _ = write!(out, " rowspan={}", spot.rows);
            }
        }
        _ => {
            if spot.columns > 1 {
                let _ = write!(out, " colspan=\"{}\"", spot.columns);
            }
            if spot.rows > 1 {
                let _ = write!(out, " rowspan=\"{}\"", spot.rows);
            }
        }
    }
    if matches!(style, Html::Word | Html::Cut) {
        out.push_str(" width=84 valign=top style='width:62.75pt;border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt'");
    }
    let text = match (spot.text.as_str(), style) {
        ("", Html::Word | Html::Cut) => "<o:p>&nbsp;</o:p>".to_owned(),
        ("", Html::Wps | Html::Cms) => "&nbsp;".to_owned(),
        (text, style) => inline(text, style, rng),
    };
    let text = match style {
        Html::Word | Html::Cut => format!("<p class=MsoNormal align=center>{text}</p>"),
        Html::Wps => {
            format!("<p style=\"margin:0pt\"><span style=\"font-family:宋体\">{text}</span></p>")
        }
        Html::Cms => match rng.below(3) {
            0 => format!("<p style=\"text-align:center\"><font size=2>{text}</font></p>"),
            1 => format!("<div><div><p>{text}</p></div></div>"),
            _ => format!("\n\t\t<p>{text}</p><p></p>\n\t"),
        },
        _ => text,
    };
    let _ = write!(out, ">{text}</{name}>");
}

/// A text with the markup that editors scatter over words.
fn inline(text: &str, style: Html, rng: &mut Rng) -> String {
    let text = text.replace('<', "&lt;");
    let split = match style {
        Html::Word | Html::Cut | Html::Cms => 25,
        Html::Wps => 10,
        _ => return text,
    };
    // A break inside the text only where it holds no digits: a number stands on one line.
    let breakable = style == Html::Cms && !text.chars().any(is_digit);
    let mut out = String::from(
        "<span lang=EN-US style='font-family:仿宋_GB2312;mso-ascii-font-family:\"Times New Roman\"'>",
    );
    for c in text.chars() {
        if rng.chance(split) && !c.is_ascii_punctuation() {
            out.push_str(match rng.below(6) {
                0 if breakable => "</span><br/><span>",
                1 if breakable => "</span></p><p><span>",
                2 if style != Html::Cms => "</span>\r\n  <span lang=EN-US>",
                _ => "</span><span style='mso-spacerun:yes'>",
            });
        }
        out.push(c);
    }
    // A source line broken within a number would part it in the page, too.
    let out = if text.chars().any(is_digit) {
        out.replace("\r\n  ", "")
    } else {
        out
    };
    out + "</span>"
}

fn paragraph(out: &mut String, text: &str, style: Html, rng: &mut Rng) {
    let text = if text.starts_with('&') {
        text.to_owned()
    } else {
        inline(text, style, rng)
    };
    let _ = match style {
        Html::Word | Html::Cut => write!(
            out,
            "<p class=MsoNormal style='text-indent:32.0pt'>{text}<span lang=EN-US><o:p></o:p></span></p>\r\n"
        ),
        Html::Divs => write!(out, "<div>{text}</div>"),
        _ => write!(out, "<p>{text}</p>"),
    };
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}
