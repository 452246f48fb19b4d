//! The printed tables as grids of spots, and what page breaks do to them.

use super::Rng;
use super::figures::Figures;
use gouji::form::{CellId, Line, TableForm, TableId};

/// A cell of a printed table: label or value, where it stands and what it spans.
#[derive(Clone, Debug)]
pub struct Spot {
    pub row: usize,
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
    pub text: String,
    pub cell: Option<CellId>,
    /// A value that the form does not know (an extra row).
    pub extra: bool,
}

impl Spot {
    pub fn is_label(&self) -> bool {
        self.cell.is_none() && !self.extra
    }
}

/// A printed table.
#[derive(Clone, Debug)]
pub struct Grid {
    pub id: TableId,
    pub width: usize,
    pub height: usize,
    pub heads: usize,
    pub spots: Vec<Spot>,
}

/// Notes that one province printed behind labels of table 2.
const HUBEI: [(&str, &str); 6] = [
    ("规章", "(设区的市、自治州人民政府应提供相关数据)"),
    ("规范性文件", "(行政机关制定发布的决定、公告、通告等)"),
    ("上一年项目数量", "(指2019年事项数)"),
    (
        "本年增/减",
        "(指2020年增加或减少的事项数,减用负值表示,如-8)",
    ),
    ("处理决定数量", "(指2020年办件量)"),
    ("行政许可", "(指依申请办理的许可)"),
];

/// The grid of a table with the figures in it.
pub fn grid(figures: &Figures, table: &'static TableForm, rng: &mut Rng) -> Grid {
    let mut grid = Grid {
        id: table.id(),
        width: match &table.lines[0] {
            Line::Head(labels) => labels.iter().map(|label| usize::from(label.columns)).sum(),
            Line::Rows(_) | Line::Abreast(_) => unreachable!("a table begins with its head"),
        },
        height: 0,
        heads: 0,
        spots: Vec::new(),
    };
    let mut row = 0u8;
    for line in table.lines {
        let here = grid.height;
        match line {
            Line::Head(labels) => {
                for label in *labels {
                    grid.put(here, label.columns, label.lines, label.text, None);
                }
                grid.height += 1;
                grid.heads = grid.heads.max(if row == 0 { grid.height } else { 0 });
            }
            Line::Rows(rows) => {
                for form in *rows {
                    let here = grid.height;
                    for label in form.labels {
                        grid.put(here, label.columns, label.lines, label.text, None);
                    }
                    for (column, shape) in form.columns.iter().enumerate() {
                        let cell = CellId {
                            table: table.id(),
                            row,
                            column: column as u8,
                        };
                        let text = figures.cells[&cell].as_str();
                        grid.put(here, shape.span, 1, text, Some(cell));
                    }
                    row += 1;
                    grid.height += 1;
                }
            }
            Line::Abreast(rows) => {
                for form in *rows {
                    for (column, shape) in form.columns.iter().enumerate() {
                        let cell = CellId {
                            table: table.id(),
                            row,
                            column: column as u8,
                        };
                        let text = figures.cells[&cell].as_str();
                        grid.put(here, shape.span, 1, text, Some(cell));
                    }
                    row += 1;
                }
                grid.height += 1;
            }
        }
    }
    if figures.hubei && table.id() == TableId::T2 {
        grid.extend_hubei(rng);
    }
    grid
}

impl Grid {
    fn put(&mut self, row: usize, columns: u8, rows: u8, text: &str, cell: Option<CellId>) {
        let mut column = 0;
        while let Some(other) = self.at(row, column) {
            column = other.column + other.columns;
        }
        self.spots.push(Spot {
            row,
            column,
            rows: rows.into(),
            columns: columns.into(),
            text: text.to_owned(),
            cell,
            extra: false,
        });
    }

    /// The spot that covers a place.
    pub fn at(&self, row: usize, column: usize) -> Option<&Spot> {
        self.spots.iter().find(|spot| {
            (spot.row..spot.row + spot.rows).contains(&row)
                && (spot.column..spot.column + spot.columns).contains(&column)
        })
    }

    /// The spots that begin in a row, from left to right.
    pub fn row(&self, row: usize) -> Vec<&Spot> {
        let mut spots: Vec<&Spot> = self.spots.iter().filter(|spot| spot.row == row).collect();
        spots.sort_by_key(|spot| spot.column);
        spots
    }

    /// The row of the grid in which a cell stands.
    pub fn row_of(&self, cell: CellId) -> usize {
        let spot = self.spots.iter().find(|spot| spot.cell == Some(cell));
        spot.map_or(0, |spot| spot.row)
    }

    fn insert_row(&mut self, at: usize) {
        for spot in &mut self.spots {
            if spot.row >= at {
                spot.row += 1;
            } else if spot.row + spot.rows > at {
                spot.rows += 1;
            }
        }
        self.height += 1;
    }

    fn extend_hubei(&mut self, rng: &mut Rng) {
        let after = self.spots.iter().find(|s| s.text == "规范性文件");
        let at = after.map_or(4, |spot| spot.row) + 1;
        self.insert_row(at);
        let texts = [
            ("其他主动公开文件", 1, false),
            (&rng.below(400).to_string(), 1, true),
            (&rng.below(400).to_string(), 2, true),
            (&rng.below(4000).to_string(), 1, true),
        ];
        let mut column = 0;
        for (text, columns, extra) in texts {
            self.spots.push(Spot {
                row: at,
                column,
                rows: 1,
                columns,
                text: text.to_owned(),
                cell: None,
                extra,
            });
            column += columns;
        }
        for spot in self.spots.iter_mut().filter(|spot| spot.is_label()) {
            if let Some((_, note)) = HUBEI.iter().find(|(label, _)| *label == spot.text) {
                spot.text.push_str(note);
            }
        }
    }

    /// What a page break before a row does: labels over several lines end and begin anew, and the
    /// head is repeated if the table says so.
    pub fn break_before(&mut self, row: usize, repeat_head: bool, repeat_label: bool) {
        let mut below = Vec::new();
        for spot in &mut self.spots {
            if spot.row < row && spot.row + spot.rows > row {
                let rest = spot.row + spot.rows - row;
                spot.rows -= rest;
                below.push(Spot {
                    row,
                    rows: rest,
                    text: if repeat_label {
                        spot.text.clone()
                    } else {
                        String::new()
                    },
                    ..spot.clone()
                });
            }
        }
        self.spots.extend(below);
        if repeat_head {
            let heads = self.heads;
            for _ in 0..heads {
                self.insert_row(row);
            }
            let head = |spot: &&Spot| spot.row < heads;
            let copies: Vec<Spot> = self
                .spots
                .iter()
                .filter(head)
                .map(|spot| Spot {
                    row: spot.row + row,
                    ..spot.clone()
                })
                .collect();
            self.spots.extend(copies);
        }
    }

    /// The rows from `from` on as a table of their own; the rest stays.
    pub fn cut(&mut self, from: usize) -> Grid {
        let (above, below): (Vec<Spot>, Vec<Spot>) =
            self.spots.drain(..).partition(|spot| spot.row < from);
        self.spots = above;
        let lower = Grid {
            height: self.height - from,
            spots: below
                .into_iter()
                .map(|spot| Spot {
                    row: spot.row - from,
                    ..spot
                })
                .collect(),
            heads: 0,
            ..*self
        };
        self.height = from;
        lower
    }
}
