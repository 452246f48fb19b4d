//! A report's figures as blocks of text, printed the way some offices print them.

use super::figures::Figures;
use super::grid::grid;
use super::{Block, Rng};
use gouji::form::{CellId, Kind, TableId};
use std::collections::{BTreeMap, BTreeSet};

/// How the numbers are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    Plain,
    /// Zeros left out or marked `/`, `-`, `—`, `无`, mixed.
    Blank,
    /// As `Blank`, but never quite nothing: for shapes in which nothing leaves no trace.
    Marked,
    /// The total column of the result rows is not filled.
    NoTotals,
    /// Remarks, units and separators at some numbers.
    Dressed,
}

/// A report as blocks, and the cells that are printed as a blank.
pub struct Printed {
    pub blocks: Vec<Block>,
    pub blank: BTreeSet<CellId>,
}

pub const HEADINGS: [&str; 6] = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
];

/// Writes a report out.
pub fn print(figures: &Figures, style: Style, rng: &mut Rng) -> Printed {
    let mut dressed = figures.clone();
    let mut blank = BTreeSet::new();
    let totals = |cell: &CellId| {
        let row = figures.tables[1].row(cell.row.into()).id;
        cell.table == TableId::T3 && cell.column == 6 && row.matches('_').count() > 0
    };
    let texts: BTreeMap<CellId, String> = figures
        .cells
        .iter()
        .map(|(&cell, text)| {
            let zero = text == "0";
            let marks: &[&str] = match style {
                Style::Blank if zero => &["", "", "", "/", "-", "—", "无"],
                Style::Marked if zero => &["/", "-", "—", "无", "0"],
                Style::NoTotals if totals(&cell) => &[""],
                Style::Dressed if !is_amount(figures, cell) && rng.chance(12) => {
                    return (cell, dress(text, rng));
                }
                _ => return (cell, text.clone()),
            };
            let mark = rng.pick(marks);
            if mark != "0" {
                blank.insert(cell);
            }
            (cell, mark.to_owned())
        })
        .collect();
    dressed.cells = texts;
    let (organ, year) = (&figures.organ, figures.year);
    let received = figures.number(CellId {
        table: TableId::T3,
        row: 0,
        column: 6,
    });
    let mut blocks = vec![
        Block::Title(format!("{organ}{year}年政府信息公开工作年度报告")),
        Block::Prose(format!(
            "本报告依据《中华人民共和国政府信息公开条例》编制。所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。如对本报告有疑问，请与{organ}办公室联系（电话：0000-1234567）。"
        )),
        Block::Heading(HEADINGS[0].into()),
        Block::Prose(format!(
            "（一）主动公开。全年主动公开各类信息 {} 条，其中行政许可类 {} 条。",
            rng.below(3000),
            rng.below(90)
        )),
        Block::Prose(format!(
            "（二）依申请公开。本年新收政府信息公开申请 {received} 件，上年结转政府信息公开申请若干件，予以公开 {} 件，属于国家秘密 0 件。",
            rng.below(20)
        )),
        Block::Heading(HEADINGS[1].into()),
    ];
    for (index, table) in figures.tables.into_iter().enumerate() {
        if index > 0 {
            blocks.push(Block::Heading(HEADINGS[index + 1].into()));
        }
        blocks.push(Block::Table(grid(&dressed, table, rng)));
    }
    blocks.extend([
        Block::Heading(HEADINGS[4].into()),
        Block::Prose("存在的主要问题：一是公开的主动性还不够；二是人员力量不足。下一步将加强培训，提高答复质量。".into()),
        Block::Heading(HEADINGS[5].into()),
        Block::Prose(format!("{year}年未收取信息处理费。无其他需要报告的事项。")),
        Block::Prose(organ.clone()),
        Block::Prose(format!("{}年1月{}日", year + 1, 5 + rng.below(20))),
    ]);
    Printed { blocks, blank }
}

/// A remark, a unit or separators at a number; the same number.
fn dress(text: &str, rng: &mut Rng) -> String {
    let plain = text.bytes().all(|b| b.is_ascii_digit());
    match rng.below(4) {
        0 if plain => format!("{text}（含自然失效{}件）", rng.below(30)),
        1 if plain => format!("{text}(其中修订 {} 件)", rng.below(30)),
        2 if plain => format!("{text}件"),
        3 if plain && text.len() > 3 => {
            let (high, low) = text.split_at(text.len() - 3);
            match high.len() {
                4.. => format!(
                    "{},{},{low}",
                    &high[..high.len() - 3],
                    &high[high.len() - 3..]
                ),
                _ => format!("{high},{low}"),
            }
        }
        _ => text.to_owned(),
    }
}

fn is_amount(figures: &Figures, cell: CellId) -> bool {
    let (row, _) = figures.form().place(cell);
    row.columns[usize::from(cell.column)].kind == Kind::Amount
}
