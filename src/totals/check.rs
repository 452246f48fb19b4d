//! Sums → outcomes. Exact, or as intervals where each number was rounded by itself; a structure that the
//! words leave open is decided by what most of its lines say, and never for a single one.

use super::decimal::ExactDecimal;
use super::derived::derived;
use super::grid::{Content, Grid};
use super::label::{PrintedUnit, Role};
use super::structure::{Doubt, Edit, SumKind, SumSpot, is_summed};
use super::table::{Half, LabelledTable};
use crate::check::Outcome;
use crate::sheet::BLANK_STYLE;
use crate::sorted::Sorted;
use crate::text::plain;

/// Lines of a kind from which on it is told that most of them do not hold.
const ENOUGH: usize = 3;

/// Why a sum could not be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WhyOpen {
    /// A cell holds something that is no number.
    NoNumber,
    /// Nothing stands in the cell of the total.
    NoTotal,
    /// A number in a blank cell would mend it.
    Blank,
    /// As it is read it fails, read otherwise it holds.
    Readings,
    /// Most sums of this kind fail: they may be none.
    Mostly,
    /// A label or a code beside it could not be read.
    Label,
    /// Cases are counted, of which each may have several kinds.
    Cases,
    /// What was counted on may have begun before the table does.
    Running,
    /// Numbers alone say that it is a sum.
    Unsaid,
}

/// A sum with its outcome.
#[derive(Debug, Clone)]
pub(super) struct CheckedSum {
    pub kind: SumKind,
    /// Cells of the grid.
    pub total: usize,
    pub terms: Vec<usize>,
    pub spot: SumSpot,
    pub spots: Vec<SumSpot>,
    pub outcome: Outcome,
    pub why: Option<WhyOpen>,
    /// Sum of the terms and the total, where both are known.
    pub sides: Option<(ExactDecimal, ExactDecimal)>,
    /// How many halves of the last place the sides may differ by, and how many places there are.
    pub halves: usize,
    pub places: u8,
    /// Whether any of its cells is other than nought.
    pub filled: bool,
}

/// What holds of one column: how its numbers are written.
#[derive(Clone, Copy)]
pub(super) struct Written {
    pub places: u8,
    /// Each number was rounded by itself.
    pub rounded: bool,
}

/// What became of every sum of a table.
pub(super) fn checked_sums(grid: &Grid, table: &LabelledTable, edits: &[Edit]) -> Vec<CheckedSum> {
    let written: Vec<Vec<Written>> = table
        .halves
        .iter()
        .map(|half| written(grid, half))
        .collect();
    let zero_style = writes_blanks(grid, table);
    let mut checked = Vec::new();
    for family in edits.chunk_by(|one, next| one.family == next.family) {
        checked.extend(decide(grid, table, family, &written, zero_style));
    }
    unlabelled(table, &mut checked);
    doubt(&mut checked);
    checked.extend(derived(grid, table));
    checked
}

/// How the numbers of each column of a half are written.
pub(super) fn written(grid: &Grid, half: &Half) -> Vec<Written> {
    let places = |column: usize| {
        let cells = half.cells.iter().filter_map(|cells| cells[column]);
        let values = cells.filter_map(|cell| grid.cells[cell].value);
        values.map(ExactDecimal::places).max().unwrap_or(0)
    };
    let own: Vec<u8> = (0..half.columns.len()).map(places).collect();
    let with = |(at, column): (usize, &super::table::LabelledColumn)| {
        // The places of shares are those of no other column.
        let alike = half.columns.iter().zip(&own);
        let alike = alike.filter(|(other, _)| other.unit == column.unit && is_summed(other));
        let places = alike.map(|(_, places)| *places).chain([own[at]]);
        let places = places.max().unwrap_or(0);
        let rounded = match column.unit {
            Some(PrintedUnit::Count) => false,
            Some(PrintedUnit::Yuan) => places < 2,
            Some(PrintedUnit::Rounded) => true,
            Some(PrintedUnit::Other) | None => places > 0,
        };
        Written { places, rounded }
    };
    half.columns.iter().enumerate().map(with).collect()
}

/// Whether a table writes its zeros as blanks: it has blanks and prints no nought, or has many.
fn writes_blanks(grid: &Grid, table: &LabelledTable) -> bool {
    let all = table
        .halves
        .iter()
        .flat_map(|half| half.cells.iter().flatten());
    let cells = all.flatten().map(|&cell| &grid.cells[cell]);
    let (mut blanks, mut zeros) = (0, 0);
    for cell in cells {
        blanks += usize::from(cell.content == Content::Blank);
        zeros += usize::from(cell.value.is_some_and(ExactDecimal::is_zero));
    }
    blanks >= BLANK_STYLE || zeros == 0 && blanks > 0
}

/// The outcomes of one family.
fn decide(
    grid: &Grid,
    table: &LabelledTable,
    family: &[Edit],
    written: &[Vec<Written>],
    zero_style: bool,
) -> Vec<CheckedSum> {
    let readings = family
        .iter()
        .map(|edit| edit.readings.len())
        .max()
        .unwrap_or(0);
    let tried: Vec<Vec<Option<CheckedSum>>> = (0..readings)
        .map(|reading| {
            let one = |edit: &Edit| {
                let spots = edit.readings.get(reading)?;
                checked(grid, table, edit, spots, written, zero_style)
            };
            family.iter().map(one).collect()
        })
        .collect();
    let holds = |one: &&CheckedSum| one.outcome == Outcome::Holds && one.filled;
    let count = |reading: &Vec<Option<CheckedSum>>| reading.iter().flatten().filter(holds).count();
    // The plainest of those that most lines hold in.
    let mut best = 0;
    for (at, reading) in tried.iter().enumerate() {
        if count(reading) > count(&tried[best]) {
            best = at;
        }
    }
    // One line alone proves no reading but the plainest.
    let proved = best == 0 || count(&tried[best]) > 1;
    let used = if proved { best } else { 0 };
    let mut found: Vec<CheckedSum> = Vec::new();
    for line in 0..family.len() {
        let holding = |(at, reading): (usize, &Vec<Option<CheckedSum>>)| {
            let one = reading[line].as_ref();
            let holds = one.is_some_and(|one| one.outcome == Outcome::Holds);
            (holds && (at != best || !proved)).then_some(at)
        };
        let otherwise = tried.iter().enumerate().find_map(holding);
        let Some(mut one) = tried.get(used).and_then(|all| all[line].clone()) else {
            continue;
        };
        if one.outcome == Outcome::Broken
            && let Some(other) = otherwise
        {
            // Either is right where a form says so.
            if other.max(used) < family[line].alike {
                one.outcome = Outcome::Holds;
                found.push(one);
                continue;
            }
            one.outcome = Outcome::Undecided;
            one.why = Some(WhyOpen::Readings);
        }
        if one.outcome == Outcome::Broken && used == 0 && family[line].is_unsure {
            one.outcome = Outcome::Undecided;
            one.why = Some(WhyOpen::Readings);
        }
        found.push(one);
    }
    if let Some(doubt) = family.first().and_then(|edit| edit.doubt) {
        doubted(doubt, &mut found);
    }
    found
}

/// Of what may be no sum, nothing is proved; of what was counted on, by most lines alone.
fn doubted(doubt: Doubt, found: &mut Vec<CheckedSum>) {
    let filled = found.iter().filter(|one| one.filled);
    let decided = filled.filter(|one| one.outcome != Outcome::Undecided);
    let all = decided.clone().count();
    let held = decided.filter(|one| one.outcome == Outcome::Holds).count();
    let is_sum = held * 3 >= all * 2;
    let open = match doubt {
        Doubt::Unsaid if held * 2 < all => return found.clear(),
        Doubt::Running if is_sum && held > 1 => return,
        Doubt::Running => WhyOpen::Running,
        Doubt::Unsaid => WhyOpen::Unsaid,
    };
    let is_broken = |one: &CheckedSum| one.outcome == Outcome::Broken;
    if doubt == Doubt::Running && !is_sum {
        // One line says it for all.
        found.retain(|one| one.outcome != Outcome::Holds || !one.filled);
        let first = found.iter().position(is_broken);
        let mut at = 0..;
        found.retain(|one| at.next() == first || !is_broken(one));
    }
    for one in found.iter_mut().filter(|one| is_broken(one)) {
        one.outcome = Outcome::Undecided;
        one.why = Some(open);
    }
}

/// One sum as it is read; none where it says nothing: cells that the table has not, kinds of numbers that are
/// not added up.
fn checked(
    grid: &Grid,
    table: &LabelledTable,
    edit: &Edit,
    spots: &[SumSpot],
    written: &[Vec<Written>],
    zero_style: bool,
) -> Option<CheckedSum> {
    let cell = |spot: &SumSpot| {
        *table
            .halves
            .get(spot.half)?
            .cells
            .get(spot.row)?
            .get(spot.column)?
    };
    let column = |spot: &SumSpot| &table.halves[spot.half].columns[spot.column];
    let row = |spot: &SumSpot| &table.halves[spot.half].rows[spot.row];
    let summed = |spot: &SumSpot| is_summed(column(spot)) && row(spot).role != Role::Aside;
    if !summed(&edit.total)
        || edit.kind.is_of_columns() && row(&edit.total).unit == Some(PrintedUnit::Other)
    {
        return None;
    }
    let total = cell(&edit.total)?;
    let (kept, terms): (Vec<SumSpot>, Vec<usize>) = spots
        .iter()
        .filter_map(|spot| Some((*spot, cell(spot)?)))
        .unzip();
    if terms.is_empty() {
        return None;
    }
    let all = || kept.iter().chain([&edit.total]);
    let how = |spot: &SumSpot| written[spot.half][spot.column];
    let places = all().map(|spot| how(spot).places).max().unwrap_or(0);
    let rounded = all().any(|spot| how(spot).rounded);
    let value = |cell: usize| match grid.cells[cell].content {
        Content::Blank => Some(ExactDecimal::ZERO),
        // Goods are no cases: their number is not added, which is said.
        Content::Unreadable if edit.kind.is_declared() && is_goods(&grid.cells[cell].text) => {
            Some(ExactDecimal::ZERO)
        }
        // Hundredths are not added to what they are hundredths of.
        Content::Share => None,
        _ => grid.cells[cell].value,
    };
    let is_blank = |cell: usize| grid.cells[cell].content == Content::Blank;
    let values: Option<Vec<ExactDecimal>> = terms.iter().map(|&term| value(term)).collect();
    let sum = values.as_ref().and_then(|values| {
        let mut values = values.iter();
        values.try_fold(ExactDecimal::ZERO, |sum, value| sum.plus(*value))
    });
    let counted = values
        .iter()
        .flatten()
        .filter(|value| !value.is_zero())
        .count();
    let sides = sum.zip(value(total));
    let halves = if rounded && !edit.exact {
        counted + 1
    } else {
        0
    };
    let difference = sides.and_then(|(sum, total)| sum.minus(total));
    let (outcome, why) = match difference {
        None => (Outcome::Undecided, Some(WhyOpen::NoNumber)),
        Some(gap) if gap.within(halves, places) => (Outcome::Holds, None),
        Some(_) if is_blank(total) => (Outcome::Undecided, Some(WhyOpen::NoTotal)),
        Some(gap)
            if gap.is_negative() && !zero_style && terms.iter().any(|&term| is_blank(term)) =>
        {
            (Outcome::Undecided, Some(WhyOpen::Blank))
        }
        Some(_) => (Outcome::Broken, None),
    };
    let filled =
        sides.is_some_and(|(sum, total)| !sum.is_zero() || !total.is_zero()) || counted > 0;
    Some(CheckedSum {
        kind: edit.kind,
        total,
        terms,
        spot: edit.total,
        spots: kept,
        outcome,
        why,
        sides,
        halves,
        places,
        filled,
    })
}

/// Where a label or a code could not be read, what the words or codes tell of its neighbours proves nothing.
/// Halves count together: codes run on from one to the next.
fn unlabelled(table: &LabelledTable, checked: &mut [CheckedSum]) {
    let lost_rows = table.halves.iter().any(|half| half.lost_rows);
    let lost_columns = table.halves.iter().any(|half| half.lost_columns);
    let open = |one: &&mut CheckedSum| one.outcome == Outcome::Broken && !one.kind.is_declared();
    for one in checked.iter_mut().filter(open) {
        let lost = match one.kind.is_of_columns() {
            true => lost_columns,
            false => lost_rows,
        };
        if lost {
            one.outcome = Outcome::Undecided;
            one.why = Some(WhyOpen::Label);
        }
    }
}

/// Where most sums of a kind fail, the words were not understood: nothing is proved then.
fn doubt(checked: &mut [CheckedSum]) {
    let mut counts: Sorted<SumKind, (usize, usize)> = Sorted::default();
    for one in checked.iter().filter(|one| one.filled) {
        let (held, all) = counts.entry(one.kind);
        *held += usize::from(one.outcome == Outcome::Holds);
        *all += usize::from(one.outcome != Outcome::Undecided);
    }
    let open = |one: &&mut CheckedSum| one.outcome == Outcome::Broken && !one.kind.is_declared();
    for one in checked.iter_mut().filter(open) {
        let (held, all) = counts.get(&one.kind).copied().unwrap_or_default();
        if all >= ENOUGH && held * 3 < all {
            one.outcome = Outcome::Undecided;
            one.why = Some(WhyOpen::Mostly);
        }
    }
}

/// A number with a unit of things: 304册.
pub(super) fn is_goods(text: &str) -> bool {
    let text = plain(text);
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
    let units = [
        "册", "本", "张", "台", "瓶", "盒", "箱", "袋", "只", "条", "套", "公斤", "千克", "吨",
        "辆", "艘",
    ];
    unit.len() < text.len() && units.contains(&unit)
}
