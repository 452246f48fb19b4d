//! Pictures drawn from the form itself: a value is as many bars as it counts, a label the bits of its place among all
//! labels. So what stands in every box is known, and what is tested is where it is taken to stand.

use super::barcode::{Area, Barcode};
use super::ink::blobs;
use super::net::{Choice, NetReading, TextLine};
use super::plane::Plane;
use super::read::read;
use super::seen::{Seen, Told, Why};
use super::sight::Sight;
use crate::form::Forms;
use crate::text::key;

/// Width of each column and height of each row.
const BOX: (usize, usize) = (100, 34);
const MARGIN: usize = 60;
const BITS: usize = 7;

/// Reads what is drawn here.
struct Eyes {
    /// Whether it makes out labels.
    reads_labels: bool,
}

impl Sight for Eyes {
    fn number(&self, crop: &Plane, line: TextLine) -> [NetReading; 2] {
        let bars = blobs(crop, line.paper / 2 + line.ink / 2);
        let reading = NetReading {
            best: bars.len().to_string(),
            share: 0.9,
            second: None,
            second_share: 0.0,
        };
        [reading.clone(), reading]
    }

    fn label(&self, crop: &Plane, _: &[String]) -> Option<Choice> {
        let mut bars = blobs(crop, 130);
        // What is left of a rule is no bar.
        bars.retain(|bar| bar.high() > 6.0 && bar.left > 0 && bar.right < crop.width);
        bars.sort_by_key(|bar| bar.left);
        let bits = bars.iter().rev().map(|bar| usize::from(bar.wide() > 6.5));
        (self.reads_labels && bars.len() == BITS).then(|| Choice {
            index: bits.fold(0, |index, bit| index * 2 + bit),
            each: 0.0,
            margin: 20.0,
        })
    }
}

fn barcode(key: &str, edition: usize) -> Barcode {
    let mut all = Barcode::all(Forms::default());
    all.retain(|one| one.form.key() == key);
    all.swap_remove(edition)
}

fn keys() -> Vec<String> {
    let all = Barcode::all(Forms::default());
    let labels = all.iter().flat_map(|one| &one.labels);
    let mut keys: Vec<String> = labels.map(|label| key(label.text)).collect();
    keys.sort_unstable();
    keys.dedup();
    assert!(keys.len() < 1 << BITS);
    keys
}

fn fill(page: &mut Plane, left: usize, top: usize, wide: usize, high: usize) {
    for y in top..top + high {
        page.pixels[y * page.width + left..][..wide].fill(20);
    }
}

/// How many bars stand for the value of a cell.
fn value(index: usize) -> usize {
    1 + index * 7 % 5
}

/// The rows of a table as a page shows them.
fn drawn(table: &Barcode, rows: std::ops::Range<usize>) -> Plane {
    let (wide, high) = BOX;
    let size = (
        2 * MARGIN + table.columns * wide,
        2 * MARGIN + rows.len() * high,
    );
    let mut page = Plane::filled(size.0, size.1, 245);
    let rule = |page: &mut Plane, area: Area| {
        let (from, to) = (
            area.row.max(rows.start),
            (area.row + area.high).min(rows.end),
        );
        if from >= to {
            return None;
        }
        let (left, top) = (
            MARGIN + area.column * wide,
            MARGIN + (from - rows.start) * high,
        );
        let (across, down) = (area.wide * wide, (to - from) * high);
        fill(page, left, top, across + 2, 2);
        fill(page, left, top + down, across + 2, 2);
        fill(page, left, top, 2, down + 2);
        fill(page, left + across, top, 2, down + 2);
        (from == area.row).then_some((left + 10, top + 10))
    };
    let keys = keys();
    for label in &table.labels {
        if let Some((left, top)) = rule(&mut page, label.area) {
            let index = keys.binary_search(&key(label.text)).unwrap();
            for bit in 0..BITS {
                let wide = if index >> bit & 1 == 1 { 8 } else { 4 };
                fill(&mut page, left + bit * 11, top, wide, 14);
            }
        }
    }
    for (index, (_, area)) in table.values.iter().enumerate() {
        if let Some((left, top)) = rule(&mut page, *area) {
            for bar in 0..value(index) {
                fill(&mut page, left + bar * 10, top, 5, 14);
            }
        }
    }
    page
}

/// Askew: every column so much lower than the one before, in thousandths of a pixel.
fn askew(page: &Plane, slope: i64) -> Plane {
    let mut out = Plane::filled(page.width, page.height, 245);
    for y in 0..page.height {
        for x in 0..page.width {
            let down = y as i64 - (x as i64 - page.width as i64 / 2) * slope / 1000;
            let right = x as i64 + (y as i64 - page.height as i64 / 2) * slope / 1000;
            let inside =
                (0..page.height as i64).contains(&down) && (0..page.width as i64).contains(&right);
            if inside {
                out.pixels[y * page.width + x] = page.at(right as usize, down as usize);
            }
        }
    }
    out
}

fn seen(pages: Vec<Plane>) -> Seen {
    read(
        pages,
        Forms::default(),
        &Eyes { reads_labels: true },
        &mut |_| (),
    )
}

/// Every cell of a table says what is drawn there.
#[track_caller]
fn assert_read(seen: &Seen, table: &Barcode) {
    let [of] = &seen.tables[..] else {
        panic!(
            "{:?}",
            seen.tables
                .iter()
                .map(|table| table.form.key())
                .collect::<Vec<_>>()
        );
    };
    assert!(std::ptr::eq(of.form, table.form), "the edition");
    for (index, cell) in of.cells.iter().enumerate() {
        let name = table.form.name(cell.cell);
        assert_eq!(cell.told, Told::Text(value(index).to_string()), "{name}");
    }
}

#[test]
fn every_table_of_every_edition_is_known_by_its_walls_and_read() {
    for table in Barcode::all(Forms::default()) {
        assert_read(&seen(vec![drawn(&table, 0..table.rows)]), &table);
    }
}

#[test]
fn a_page_may_lie_askew_or_be_turned() {
    let table = barcode("t3", 0);
    let page = drawn(&table, 0..table.rows);
    for slope in [-30, 17, 45] {
        assert_read(&seen(vec![askew(&page, slope)]), &table);
    }
    for quarters in 1..4 {
        let seen = seen(vec![page.turned(quarters)]);
        assert_eq!(seen.pages[0].quarters, 4 - quarters);
        assert_read(&seen, &table);
        let (at, [left, top, right, bottom]) = seen.tables[0].cells[0].at.unwrap();
        let (width, height) = (seen.pages[at].width as f64, seen.pages[at].height as f64);
        assert!(left < right && top < bottom && right < width && bottom < height);
    }
}

#[test]
fn a_table_goes_on_over_pages() {
    for edition in 0..2 {
        let table = barcode("t3", edition);
        for cut in [5, 9, 17, 22] {
            let pages = vec![drawn(&table, 0..cut), drawn(&table, cut..table.rows)];
            assert_read(&seen(pages), &table);
        }
    }
}

#[test]
fn rows_that_are_on_no_page_are_absent_and_what_two_editions_print_alike_is_of_neither() {
    let table = barcode("t3", 0);
    let seen = seen(vec![drawn(&table, 0..12)]);
    for (index, cell) in seen.tables[0].cells.iter().enumerate() {
        let told = match usize::from(cell.cell.row) < 9 {
            true => Told::Unread(Why::EditionNotSure),
            false => Told::Absent,
        };
        assert_eq!(cell.told, told, "{index}");
    }
}

#[test]
fn of_a_row_that_is_there_twice_neither_is_believed() {
    let table = barcode("t3", 0);
    let whole = drawn(&table, 0..table.rows);
    let lower = drawn(&table, 12..table.rows);
    for (pages, from) in [
        (vec![whole.clone(), whole.clone()], 0),
        (vec![whole, lower], 12),
    ] {
        let seen = seen(pages);
        let cells = seen.tables[0].cells.iter().zip(&table.values);
        for (cell, (_, area)) in cells {
            let is_twice = cell.told == Told::Unread(Why::Twice);
            assert_eq!(
                is_twice,
                area.row >= from,
                "{:?} of row {}",
                cell.told,
                area.row
            );
        }
    }
}

#[test]
fn without_its_label_no_row_is_believed() {
    for key in ["t2", "t3", "t4"] {
        let table = barcode(key, 0);
        let page = drawn(&table, 0..table.rows);
        let seen = read(
            vec![page],
            Forms::default(),
            &Eyes {
                reads_labels: false,
            },
            &mut |_| (),
        );
        for cell in &seen.tables[0].cells {
            let why = [Why::RowNotSure, Why::EditionNotSure].map(Told::Unread);
            assert!(why.contains(&cell.told), "{key} {:?}", cell.told);
        }
    }
}

#[test]
fn what_is_no_table_of_the_form_is_none() {
    let mut chessboard = Plane::filled(900, 700, 245);
    for line in 0..9 {
        fill(&mut chessboard, 50, 50 + line * 70, 560, 2);
        fill(&mut chessboard, 50 + line * 70, 50, 2, 560);
    }
    for page in [
        chessboard,
        Plane::filled(600, 800, 250),
        Plane::filled(1, 1, 0),
        Plane::filled(3, 5000, 128),
    ] {
        let seen = seen(vec![page]);
        assert!(seen.tables.is_empty());
    }
}
