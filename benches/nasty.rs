//! How long naming the wrong cells takes in twenty tables made to take long.
//!
//! `cargo bench --bench nasty` prints milliseconds of processor time a table, the least of five runs, and at the end the
//! median, the most, and a number that changes where any answer does. As a test it does nothing.

use cpu_time::ThreadTime;
use gouji::check::check;
use gouji::evidence::Evidence;
use gouji::form::{CellId, Form, TableId, edition};
use gouji::locate::{Limits, Located, explain};
use gouji::number::Value;
use gouji::sheet::{Entry, Sheet, State};
use std::hint::black_box;

const RUNS: usize = 5;
const ROWS: usize = 25;
const COLUMNS: usize = 7;
/// Rows of table 3 as the form of 2021 has them: received, carried in, the outcomes, their total, carried on.
const NEW: usize = 0;
const BEFORE: usize = 1;
const OUTCOMES: std::ops::RangeInclusive<usize> = 2..=22;
const DONE: usize = 23;
const AFTER: usize = 24;
/// The column of the totals.
const TOTAL: usize = 6;

type Table = [[i64; COLUMNS]; ROWS];

/// The same numbers every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> usize {
        self.0 = (self.0)
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % most) as usize
    }

    fn outcome(&mut self) -> usize {
        OUTCOMES.start() + self.below(21)
    }
}

/// A table in which every sum holds, with these outcomes.
fn whole(mut outcome: impl FnMut(usize, usize) -> i64) -> Table {
    let mut table = [[0; COLUMNS]; ROWS];
    (0..TOTAL).for_each(|column| {
        for row in OUTCOMES {
            table[row][column] = outcome(row, column);
            table[DONE][column] += table[row][column];
        }
        table[BEFORE][column] = table[DONE][column] / 5;
        table[AFTER][column] = table[DONE][column] / 7;
        table[NEW][column] = table[DONE][column] + table[AFTER][column] - table[BEFORE][column];
    });
    for row in &mut table {
        row[TOTAL] = row[..TOTAL].iter().sum();
    }
    table
}

/// Twenty tables with what is wrong in them; a cell below 0 was not read.
fn tables() -> Vec<(&'static str, Table)> {
    let dense = |most: u64| {
        let mut numbers = Numbers(most);
        whole(move |_, _| numbers.below(most) as i64 + 1)
    };
    let ones = whole(|_, _| 1);
    let mut numbers = Numbers(7);
    let mut off = |mut table: Table, cells: usize, by: i64| {
        for nth in 0..cells {
            table[numbers.outcome()][nth % TOTAL] += by + nth as i64;
        }
        table
    };
    let mut all = vec![
        ("three outcomes off", off(dense(90), 3, 3)),
        ("five outcomes off", off(dense(90), 5, 3)),
        ("seven outcomes off", off(dense(90), 7, 3)),
        ("twelve outcomes off", off(dense(90), 12, 3)),
        ("seven off by the same", off(dense(9), 7, 1)),
        ("all ones, one off", off(ones, 1, 1)),
        ("all ones, three off", off(ones, 3, 1)),
        ("all ones, seven off", off(ones, 7, 1)),
        (
            "powers of two, four off",
            off(whole(|row, column| 1 << ((row + column) % 12)), 4, 1),
        ),
        (
            "millions, three off",
            off(
                whole(|row, column| (row * 7919 + column * 104_729) as i64 * 1_000),
                3,
                10,
            ),
        ),
        (
            "few numbers, three off",
            off(
                whole(|row, column| i64::from((row * column) % 11 == 3)),
                3,
                1,
            ),
        ),
    ];
    let mut change = |name, mut table: Table, change: &dyn Fn(&mut Table)| {
        change(&mut table);
        all.push((name, table));
    };
    change("every total of a row off", dense(40), &|table| {
        (0..ROWS).for_each(|row| table[row][TOTAL] += row as i64 + 1);
    });
    change("every total of a column off", dense(40), &|table| {
        (0..COLUMNS).for_each(|column| table[DONE][column] += column as i64 + 1);
    });
    change(
        "outcomes slid by a row in three columns",
        dense(40),
        &|table| {
            let slide = |column: usize| {
                let last = table[*OUTCOMES.end()][column];
                (OUTCOMES.start() + 1..=*OUTCOMES.end())
                    .rev()
                    .for_each(|row| table[row][column] = table[row - 1][column]);
                table[*OUTCOMES.start()][column] = last;
            };
            (0..3).for_each(slide);
        },
    );
    change("rows slid by a column", dense(40), &|table| {
        [4, 9, 15]
            .into_iter()
            .for_each(|row: usize| table[row].rotate_right(1));
    });
    change(
        "two pairs of columns exchanged in two rows",
        dense(40),
        &|table| {
            table[5].swap(0, 1);
            table[12].swap(2, 3);
        },
    );
    change("carried in of another year", dense(40), &|table| {
        (0..COLUMNS).for_each(|column| table[BEFORE][column] = 3 * column as i64);
    });
    change("no total written", dense(40), &|table| {
        (0..ROWS).for_each(|row| table[row][TOTAL] = 0);
        table[DONE] = [0; COLUMNS];
    });
    change("every fourth cell not read, two off", dense(40), &|table| {
        (0..ROWS * COLUMNS)
            .step_by(4)
            .for_each(|at| table[at / COLUMNS][at % COLUMNS] = -1);
        table[3][2] += 5;
        table[8][1] += 9;
    });
    change("every cell off", dense(40), &|table| {
        let cells = table.iter_mut().flatten().enumerate();
        cells.for_each(|(at, cell)| *cell += (at % 5) as i64);
    });
    all
}

fn sheet(form: Form, table: &Table) -> Sheet {
    let entry = |cell: CellId| {
        let value = table[usize::from(cell.row)][usize::from(cell.column)];
        let read = value >= 0;
        Entry {
            text: value.to_string(),
            state: if read { State::Read } else { State::Unreadable },
            value: read.then_some(Value::Count(value)),
            at: None,
        }
    };
    let cells = form.table(TableId::T3).expect("the table").cells();
    Sheet {
        form,
        entries: cells.map(|cell| (cell, entry(cell))).collect(),
    }
}

/// A number for a text (FNV-1a).
fn fold(so_far: u64, text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(so_far, step)
}

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let mut form = Form::default();
    form.set(
        edition("2021")
            .expect("the edition in force")
            .table(TableId::T3),
    );
    let (mut times, mut answers) = (Vec::new(), 0xcbf2_9ce4_8422_2325);
    println!("      ms  groups  cut");
    for (name, table) in tables() {
        let sheet = sheet(form, &table);
        let checked = check(&sheet);
        let mut least = f64::INFINITY;
        let mut located: Vec<Located> = Vec::new();
        for _ in 0..RUNS {
            let start = ThreadTime::now();
            located = black_box(explain(
                &sheet,
                &checked,
                &Evidence::default(),
                &Limits::default(),
            ));
            least = least.min(start.elapsed().as_secs_f64() * 1e3);
        }
        let cut = located.iter().filter(|group| group.cut).count();
        println!("{least:8.2} {:7} {cut:4}  {name}", located.len());
        answers = fold(answers, &format!("{located:?}"));
        times.push(least);
    }
    times.sort_by(f64::total_cmp);
    let most = times[times.len() - 1];
    println!(
        "{} tables: median {:.2} ms, most {most:.2} ms, answers {answers:016x}",
        times.len(),
        times[times.len() / 2]
    );
}
