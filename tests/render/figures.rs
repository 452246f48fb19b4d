//! Figures that tally, of bodies of every size.

use super::Rng;
use gouji::form::{CellId, EDITIONS, Form, Kind, TableForm, TableId};
use std::collections::BTreeMap;

/// The figures of one report.
#[derive(Clone)]
pub struct Figures {
    pub organ: String,
    pub year: u16,
    pub tables: [&'static TableForm; 3],
    /// The extended table 2 that one province used for 2020.
    pub hubei: bool,
    /// Every cell, as a clerk writes it.
    pub cells: BTreeMap<CellId, String>,
}

impl Figures {
    pub fn form(&self) -> Form {
        let mut form = Form::default();
        for table in self.tables {
            form.set(table);
        }
        form
    }

    pub fn number(&self, cell: CellId) -> i64 {
        self.cells[&cell].parse().unwrap_or(0)
    }
}

impl Figures {
    /// Gives one cell of tables 3 and 4 another value.
    pub fn change(&mut self, rng: &mut Rng) {
        let cells = self.cells.keys().copied();
        let cells: Vec<CellId> = cells.filter(|cell| cell.table != TableId::T2).collect();
        let cell = cells[rng.below(cells.len())];
        let old = self.number(cell);
        let new = match rng.below(3) {
            0 => old + 1 + rng.below(9) as i64,
            1 if old > 0 => rng.below(old as usize) as i64,
            _ => old * 10 + 1 + rng.below(9) as i64,
        };
        self.cells.insert(cell, new.to_string());
    }
}

/// Invents a report.
pub fn figures(rng: &mut Rng) -> Figures {
    let (new, old) = (EDITIONS[0], EDITIONS[1]);
    let (t2, t3, year, hubei) = match rng.below(10) {
        0..=4 => (new, new, 2021 + rng.below(5) as u16, false),
        5 | 6 => (old, old, 2019 + rng.below(2) as u16, false),
        7 => (new, old, 2021 + rng.below(4) as u16, false),
        8 => (old, new, 2021, false),
        _ => (old, old, 2020, true),
    };
    let tables = [
        t2.table(TableId::T2),
        t3.table(TableId::T3),
        t3.table(TableId::T4),
    ];
    let place = rng.pick(&["青江", "云溪", "白石", "安澜", "南湾", "清河口"]);
    let body = rng.pick(&[
        "市水利局",
        "区人民政府",
        "县统计局",
        "市人民政府办公室",
        "镇人民政府",
        "省交通运输厅",
    ]);
    // Applications of natural persons in a year: a bureau, a district, a city, a province.
    let scale = [12, 40, 400, 4_000, 14_000][rng.below(5)];
    let mut figures = Figures {
        organ: format!("{place}{body}"),
        year,
        tables,
        hubei,
        cells: BTreeMap::new(),
    };
    published(&mut figures, scale, rng);
    applications(&mut figures, scale, rng);
    litigation(&mut figures, scale, rng);
    figures
}

fn upto(rng: &mut Rng, most: usize) -> i64 {
    // Small numbers are common at every scale.
    let most = if rng.chance(30) { most.min(9) } else { most };
    rng.below(most + 1) as i64
}

fn published(figures: &mut Figures, scale: usize, rng: &mut Rng) {
    let table = figures.tables[0];
    for cell in table.cells() {
        let kind = table.row(cell.row.into()).columns[usize::from(cell.column)].kind;
        let text = match kind {
            Kind::Count => match rng.below(4) {
                0 => "0".to_owned(),
                1 => upto(rng, scale * 60).to_string(),
                _ => upto(rng, scale).to_string(),
            },
            Kind::Change => {
                let n = upto(rng, 30) - 12;
                if n > 0 && rng.chance(20) {
                    format!("+{n}")
                } else {
                    n.to_string()
                }
            }
            Kind::Amount => match rng.below(4) {
                0 => "0".to_owned(),
                1 => upto(rng, scale * 9).to_string(),
                2 => format!("{}.{:02}", upto(rng, scale * 5), rng.below(100)),
                _ => format!("{}.{:06}", upto(rng, scale * 2), rng.below(1_000_000)),
            },
        };
        figures.cells.insert(cell, text);
    }
}

fn applications(figures: &mut Figures, scale: usize, rng: &mut Rng) {
    let table = figures.tables[1];
    let rows: Vec<&str> = table.rows().map(|row| row.id).collect();
    let leaves: Vec<usize> = (0..rows.len())
        .filter(|&row| !["r1", "r2", "r3_7", "r4"].contains(&rows[row]))
        .collect();
    let row = |id: &str| rows.iter().position(|r| *r == id).unwrap();
    let mut numbers = vec![[0i64; 7]; rows.len()];
    // Down a column, not along a row.
    #[allow(clippy::needless_range_loop)]
    for column in 0..6 {
        let most = match column {
            0 => scale,
            1 => scale / 8,
            _ => scale / 60,
        };
        let received = match rng.below(5) {
            0 if column > 0 => 0,
            _ => upto(rng, most),
        };
        let carried = upto(rng, most / 9);
        let left = upto(rng, ((received + carried) / 6) as usize);
        numbers[row("r1")][column] = received;
        numbers[row("r2")][column] = carried;
        numbers[row("r4")][column] = left;
        let done = received + carried - left;
        numbers[row("r3_7")][column] = done;
        // Most applications end in a few ways.
        let ways = 1 + rng.below(8);
        let used: Vec<usize> = (0..ways).map(|_| leaves[rng.below(leaves.len())]).collect();
        let mut rest = done;
        for &leaf in &used {
            let some = upto(rng, rest as usize);
            numbers[leaf][column] += some;
            rest -= some;
        }
        numbers[used[0]][column] += rest;
    }
    for (row, numbers) in numbers.iter_mut().enumerate() {
        numbers[6] = numbers[..6].iter().sum();
        for (column, n) in numbers.iter().enumerate() {
            let cell = CellId {
                table: TableId::T3,
                row: row as u8,
                column: column as u8,
            };
            figures.cells.insert(cell, n.to_string());
        }
    }
}

fn litigation(figures: &mut Figures, scale: usize, rng: &mut Rng) {
    for row in 0..3 {
        let busy = rng.chance(60);
        let mut numbers = [0i64; 5];
        for n in &mut numbers[..4] {
            *n = if busy { upto(rng, scale / 20) } else { 0 };
        }
        numbers[4] = numbers[..4].iter().sum();
        for (column, n) in numbers.iter().enumerate() {
            let cell = CellId {
                table: TableId::T4,
                row,
                column: column as u8,
            };
            figures.cells.insert(cell, n.to_string());
        }
    }
}
