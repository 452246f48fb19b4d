//! A table as sums see it: rows and columns with what they are called, halves that stand side by side
//! apart, bands that stand one below the other joined.

use super::grid::{Content, Grid};
use super::head::{HeadLabel, Heads, Paths, Stretch, heads, stretches};
use super::label::{self, PrintedUnit, Role, bare_key, name, role};
use super::months::Months;
use super::numbers::spoken_for;
use super::sums::Summand;
use super::turns::settle;
use crate::text::{key, plain};

/// Rows of a table that are looked at where several ways to read its head are tried.
const ROWS: usize = 30;
/// Stands for what a document does not show of a text.
const LOST: char = char::REPLACEMENT_CHARACTER;

/// A row of values.
#[derive(Debug, Clone)]
pub(super) struct LabelledRow {
    pub name: String,
    /// What it is compared by, with the names of what it stands in.
    pub key: String,
    pub role: Role,
    pub unit: Option<PrintedUnit>,
    pub depth: Option<u8>,
    pub months: Option<Months>,
    /// On which page it stands.
    pub page: usize,
    /// 类款项 and the like, where it has one.
    pub code: Option<String>,
}

/// A column of values.
#[derive(Debug, Clone)]
pub(super) struct LabelledColumn {
    /// The labels over it, from top to bottom, without what stands over all of them.
    pub path: Vec<HeadLabel>,
    pub unit: Option<PrintedUnit>,
}

impl LabelledColumn {
    /// What it is called in a sentence: its own label, with the one above where that does not tell.
    pub fn name(&self) -> String {
        let Some((last, above)) = self.path.split_last() else {
            return String::new();
        };
        let own = name(&last.text);
        match above.last() {
            Some(above) if own.chars().count() <= 3 => format!("{}·{own}", name(&above.text)),
            _ => own,
        }
    }

    /// Its own label alone.
    pub fn own_name(&self) -> String {
        self.path
            .last()
            .map_or_else(String::new, |label| name(&label.text))
    }

    pub fn role(&self) -> Role {
        label::role_under(&self.path)
    }

    pub fn key(&self) -> String {
        self.path
            .last()
            .map_or_else(String::new, |label| bare_key(&label.text))
    }
}

/// One half of a table, or a whole one: the columns of values that belong to the same labels of rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Half {
    pub rows: Vec<LabelledRow>,
    pub columns: Vec<LabelledColumn>,
    /// Row → column → the cell of the grid.
    pub cells: Vec<Vec<Option<usize>>>,
    /// The line of the grid in which each row stands.
    pub lines: Vec<usize>,
    /// Whether a label or a code of its rows, or one over its columns, could not be read whole: what it is the
    /// sum or a part of is not known then.
    pub lost_rows: bool,
    pub lost_columns: bool,
}

impl Half {
    /// The rows as a sequence that may have sums.
    pub fn row_items(&self, grid: &Grid) -> Vec<Summand> {
        let blank = |cells: &Vec<Option<usize>>| {
            let mut cells = cells.iter().flatten();
            cells.all(|&cell| grid.cells[cell].content == Content::Blank)
        };
        let item = |(row, cells): (&LabelledRow, &Vec<Option<usize>>)| Summand {
            role: row.role,
            unit: row.unit,
            depth: row.depth,
            key: row.key.clone(),
            months: row.months,
            page: row.page,
            blank: blank(cells),
        };
        self.rows.iter().zip(&self.cells).map(item).collect()
    }
}

/// A table of its own: one head, or several bands under each other.
#[derive(Debug, Clone, Default)]
pub(super) struct LabelledTable {
    /// Lines above it, nearest last.
    pub titles: Vec<String>,
    pub halves: Vec<Half>,
    /// Whether the head could not be told.
    pub unclear: bool,
}

impl LabelledTable {
    pub fn has_lost_labels(&self) -> bool {
        let mut halves = self.halves.iter();
        halves.any(|half| half.lost_rows || half.lost_columns)
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Labels,
    Codes,
    Values,
    /// Numbers of lines, remarks.
    Nothing,
}

/// The tables of a grid.
pub(super) fn tables(grid: &mut Grid) -> Vec<LabelledTable> {
    let mut tables: Vec<LabelledTable> = Vec::new();
    for stretch in stretches(grid) {
        settle(grid, &stretch);
        let mut titles = grid.above.clone();
        if !tables.is_empty() {
            titles.clear();
        }
        let lines = stretch.titles.iter().flat_map(|&row| grid.row(row));
        titles.extend(lines.map(|cell| cell.text.trim().to_owned()));
        let Heads { told, mut all } = heads(grid, &stretch);
        let short = Stretch {
            body: stretch.body.iter().copied().take(ROWS).collect(),
            ..stretch.clone()
        };
        let of = |paths: &Paths| table(grid, &short, paths, titles.clone());
        let paths = match all.len() {
            0 => told,
            _ => spoken_for(grid, told.as_ref().map(of), all.iter().map(of))
                .map(|way| all.swap_remove(way))
                .or(told),
        };
        let table = match paths {
            Some(paths) => table(grid, &stretch, &paths, titles),
            None => LabelledTable {
                titles,
                unclear: true,
                ..LabelledTable::default()
            },
        };
        if let Some(before) = tables.last_mut()
            && continues(before, &table)
        {
            join(before, table);
        } else {
            tables.push(table);
        }
    }
    tables
}

fn table(
    grid: &Grid,
    stretch: &Stretch,
    paths: &[Vec<HeadLabel>],
    titles: Vec<String>,
) -> LabelledTable {
    let holds: Vec<Holds> = (0..grid.width())
        .map(|column| holds(grid, stretch, column, &paths[column]))
        .collect();
    let holds = coded(grid, stretch, holds);
    let unit = titles.iter().rev().find_map(|title| PrintedUnit::of(title));
    let mut halves = Vec::new();
    let mut stubs: Vec<usize> = Vec::new();
    let mut values: Vec<usize> = Vec::new();
    for (column, what) in holds.iter().enumerate() {
        match what {
            Holds::Labels | Holds::Codes => {
                if !values.is_empty() {
                    halves.push((std::mem::take(&mut stubs), std::mem::take(&mut values)));
                }
                stubs.push(column);
            }
            Holds::Values => values.push(column),
            Holds::Nothing => {}
        }
    }
    if !values.is_empty() {
        halves.push((stubs, values));
    }
    let half = |(stubs, values): (Vec<usize>, Vec<usize>)| {
        half(grid, stretch, paths, &holds, &stubs, &values, unit)
    };
    LabelledTable {
        titles,
        halves: halves.into_iter().map(half).collect(),
        unclear: false,
    }
}

fn holds(grid: &Grid, stretch: &Stretch, column: usize, path: &[HeadLabel]) -> Holds {
    let head = path
        .last()
        .map_or_else(String::new, |label| key(&label.text));
    let apart = ["行次", "序号", "栏次", "备注", "说明", "排名"];
    if apart.iter().any(|word| head.contains(word)) {
        return Holds::Nothing;
    }
    let cells = stretch.body.iter().filter_map(|&row| grid.at(row, column));
    let (mut words, mut filled, mut total) = (0, 0, false);
    let mut cells = cells.peekable();
    let empty = cells.peek().is_none();
    for cell in cells {
        filled += usize::from(cell.content != Content::Blank);
        let is_words = cell.content == Content::Words;
        words += usize::from(is_words);
        total |= is_words && matches!(role(&cell.text), Role::Total(_));
    }
    let codes =
        head.contains("编码") || head.contains("代码") || ["类", "款", "项"].contains(&&*head);
    match () {
        // What a label carried down covers.
        () if empty || filled == 0 && head.is_empty() => Holds::Nothing,
        () if codes && filled > 0 => Holds::Codes,
        () if total || words > 0 && words * 2 >= filled => Holds::Labels,
        () if head == "年份" || head == "年度" => Holds::Labels,
        () => Holds::Values,
    }
}

/// A column of codes before names may have no label that says so.
fn coded(grid: &Grid, stretch: &Stretch, mut holds: Vec<Holds>) -> Vec<Holds> {
    for column in 0..holds.len() {
        let names = matches!(holds.get(column + 1), Some(Holds::Labels));
        let before = column.checked_sub(1).map(|at| holds[at]);
        if !names
            || !matches!(holds[column], Holds::Values | Holds::Labels)
            || before == Some(Holds::Labels)
        {
            continue;
        }
        let cells = stretch.body.iter().filter_map(|&row| grid.at(row, column));
        let mut filled = cells.filter(|cell| {
            cell.content != Content::Blank
                && !cell.text.contains(LOST)
                && !matches!(role(&cell.text), Role::Total(_))
        });
        let mut count = 0;
        let all = filled.all(|cell| {
            count += 1;
            cell.content != Content::Words
                && label::code(&cell.text).is_some_and(|code| code == cell.text.trim())
        });
        if all && count > 0 {
            holds[column] = Holds::Codes;
        }
    }
    holds
}

fn half(
    grid: &Grid,
    stretch: &Stretch,
    paths: &[Vec<HeadLabel>],
    holds: &[Holds],
    stubs: &[usize],
    values: &[usize],
    unit: Option<PrintedUnit>,
) -> Half {
    let mut half = Half {
        columns: columns(paths, values, unit),
        lost_columns: values
            .iter()
            .flat_map(|&column| &paths[column])
            .any(|label| label.text.contains(LOST)),
        ..Half::default()
    };
    // What stands in each column of labels, carried down where a cell spans lines.
    let mut carried: Vec<String> = vec![String::new(); stubs.len()];
    let mut digits: Vec<String> = vec![String::new(); stubs.len()];
    for &line in &stretch.body {
        let cells: Vec<Option<usize>> = values.iter().map(|&c| grid.rows[line][c]).collect();
        let own: Vec<Option<&str>> = stubs
            .iter()
            .map(|&column| {
                let cell = grid.at(line, column)?;
                (cell.content != Content::Blank).then_some(cell.text.as_str())
            })
            .collect();
        for (at, text) in own.iter().enumerate() {
            if let Some(text) = text {
                carried[at] = (*text).to_owned();
                carried[at + 1..].fill(String::new());
            } else if grid.at(line, stubs[at]).is_some() && !grid.placed {
                carried[at].clear();
            }
        }
        let is_words = |text: &&str| text.chars().any(crate::text::is_ideograph);
        half.lost_rows |= own.iter().zip(stubs).any(|(text, &column)| {
            let is_lost = |text: &str| {
                let no_code = text.contains(|c: char| c.is_ascii_digit()) && !is_words(&text);
                let no_code = holds[column] == Holds::Codes && no_code && !is_code(text);
                no_code || text.contains(LOST)
            };
            text.is_some_and(is_lost)
        });
        let mut names: Vec<&str> = own.iter().flatten().copied().filter(is_words).collect();
        if names.is_empty() {
            names.extend(numbered_total(grid, line, holds));
        }
        let code = code(&own, stubs, holds, &mut digits)
            .or_else(|| names.last().and_then(|name| label::code(name)));
        let filled = cells
            .iter()
            .flatten()
            .any(|&cell| grid.cells[cell].content != Content::Blank);
        if cells.iter().flatten().next().is_none() || names.is_empty() && code.is_none() && !filled
        {
            continue;
        }
        let total = names.iter().map(|name| role(name));
        let total = total
            .rev()
            .find(|role| !matches!(role, Role::Part | Role::OfWhich));
        let last = names.last().copied().unwrap_or("");
        let shown = match names.is_empty() {
            true => carried
                .iter()
                .rev()
                .find(|text| !text.is_empty())
                .map_or("", String::as_str),
            false => last,
        };
        half.rows.push(LabelledRow {
            name: match &code {
                Some(code) if shown.is_empty() => code.clone(),
                _ => name(shown),
            },
            key: carried.iter().map(|text| bare_key(text)).collect(),
            role: total.unwrap_or_else(|| role(last)),
            unit: PrintedUnit::of(last),
            depth: label::depth(last),
            months: Months::of(last),
            page: stretch.pages.iter().filter(|&&page| page <= line).count(),
            code: code.filter(|_| !matches!(total, Some(Role::Total(_)))),
        });
        half.cells.push(cells);
        half.lines.push(line);
    }
    half
}

/// The word for a total that begins where other lines have their number, as a merged cell does.
fn numbered_total<'a>(grid: &'a Grid, line: usize, holds: &[Holds]) -> Option<&'a str> {
    let apart = (0..holds.len()).filter(|&column| holds[column] == Holds::Nothing);
    let mut texts = apart
        .filter_map(|column| grid.at(line, column))
        .map(|cell| cell.text.as_str());
    texts.find(|text| matches!(role(text), Role::Total(_)))
}

fn is_code(text: &str) -> bool {
    let text = plain(text);
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// The code of a row from its columns of codes: 201 | 06 | 01 and 2010601 alike.
fn code(
    own: &[Option<&str>],
    stubs: &[usize],
    holds: &[Holds],
    digits: &mut [String],
) -> Option<String> {
    let mut whole = String::new();
    let mut found = false;
    for (at, text) in own.iter().enumerate() {
        if holds[stubs[at]] != Holds::Codes {
            continue;
        }
        if let Some(text) = text {
            if text.contains(LOST) {
                // Nothing is known of its digits, nor of what stands below it.
                digits[at..].fill(String::new());
                return None;
            }
            if !is_code(text) {
                continue;
            }
            found = true;
            digits[at] = plain(text);
            digits[at + 1..].fill(String::new());
        } else if found {
            continue;
        }
        let part = &digits[at];
        match part.starts_with(&*whole) && !whole.is_empty() {
            true => whole.clone_from(part),
            false => whole.push_str(part),
        }
    }
    (found && whole.len() >= 3).then_some(whole)
}

fn columns(
    paths: &[Vec<HeadLabel>],
    values: &[usize],
    unit: Option<PrintedUnit>,
) -> Vec<LabelledColumn> {
    let column = |&column: &usize| LabelledColumn {
        unit: paths[column]
            .iter()
            .rev()
            .find_map(|label| PrintedUnit::of(&label.text))
            .or(unit),
        path: paths[column].clone(),
    };
    let mut columns: Vec<LabelledColumn> = values.iter().map(column).collect();
    strip(&mut columns);
    columns
}

/// What stands over all columns says nothing of any.
fn strip(columns: &mut [LabelledColumn]) {
    loop {
        let Some(first) = columns
            .first()
            .and_then(|column| column.path.first())
            .cloned()
        else {
            return;
        };
        let over = |column: &LabelledColumn| column.path.len() > 1 && column.path[0] == first;
        if !columns.iter().all(over) {
            return;
        }
        for column in columns.iter_mut() {
            column.path.remove(0);
        }
    }
}

/// Whether a table is the next band of the one above it: as many lines, the same labels or none, and the
/// first has no total of its own.
fn continues(before: &LabelledTable, next: &LabelledTable) -> bool {
    let ([one], [other]) = (&before.halves[..], &next.halves[..]) else {
        return false;
    };
    let labels =
        |half: &Half| -> Vec<String> { half.rows.iter().map(|row| row.key.clone()).collect() };
    let unlabelled = other.rows.iter().all(|row| row.key.is_empty());
    let has_total = |half: &Half| {
        half.columns
            .iter()
            .any(|column| matches!(column.role(), Role::Total(_)))
    };
    next.titles.is_empty()
        && one.rows.len() == other.rows.len()
        && (unlabelled || labels(one) == labels(other))
        && !has_total(one)
        && has_total(other)
}

fn join(before: &mut LabelledTable, next: LabelledTable) {
    let (Some(one), Some(other)) = (before.halves.first_mut(), next.halves.into_iter().next())
    else {
        return;
    };
    one.columns.extend(other.columns);
    for (cells, more) in one.cells.iter_mut().zip(other.cells) {
        cells.extend(more);
    }
}
