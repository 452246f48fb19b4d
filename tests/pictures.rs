//! Pages of invented reports as pictures, a kind of damage each: nothing is read wrongly, and most is read where it can be.
//! `tests/scan/README.md` says how they came about, and how the large set is judged.

#[path = "scan/score.rs"]
mod score;

use gouji::report::{Report, Verdict};
use gouji::{Input, Options, check};
use score::count;
use serde_json::Value;
use std::fs;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scan/small");

fn cases() -> Vec<Value> {
    let truth = fs::read_to_string(format!("{FOLDER}/truth.json")).expect("truth.json");
    serde_json::from_str(&truth).expect("JSON")
}

fn case(name: &str) -> Value {
    let mut cases = cases();
    cases.retain(|case| case["case"] == name);
    cases.pop().expect("a case")
}

/// At least so many of a hundred cells are read, none wrongly, and no relation turns out otherwise than on paper.
#[track_caller]
fn assert_read(name: &str, least: usize) {
    let counts = count(FOLDER, &case(name), false);
    assert_eq!((counts.wrong, counts.inferred_wrong), (0, 0), "{name}");
    assert_eq!(counts.decided_wrong, 0, "{name}");
    let share = counts.read * 100 / counts.cells;
    assert!(
        share >= least,
        "{name}: {share} of 100 read, {:?}",
        counts.why
    );
}

#[test]
fn a_screenshot_is_read() {
    assert_read("S-1", 98);
    assert_read("SJ-1", 60);
}

#[test]
fn a_scan_is_read() {
    assert_read("P150-3", 80);
}

#[test]
fn a_photo_is_read() {
    assert_read("PHOTO-1", 60);
}

#[test]
fn what_lies_under_a_seal_is_left_open() {
    assert_read("SEAL-0", 40);
}

#[test]
fn a_table_whose_strokes_are_broken_is_declined() {
    // Its 4s have lost their slanting strokes: two readers, and people, take them for 1s.
    assert_read("FAX-0", 0);
}

fn picture(name: &str) -> Input {
    Input::file(fs::read(format!("{FOLDER}/{name}")).expect("a picture"))
}

fn notes(report: &Report) -> Vec<&str> {
    report.notes.iter().map(|note| note.code.as_ref()).collect()
}

#[test]
fn what_is_no_picture_of_a_table_is_said_in_one_sentence() {
    let gray = |width, height| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let picture = image::GrayImage::from_pixel(width, height, image::Luma([250]));
        picture
            .write_to(&mut bytes, image::ImageFormat::Png)
            .expect("a picture");
        Input::file(bytes.into_inner())
    };
    for (picture, code, words) in [
        (gray(200, 100), "scan.too-small", "图片太小"),
        (gray(900, 1200), "scan.no-rules", "没有看到表格线"),
    ] {
        let report = check(picture, &Options::default());
        assert_eq!(report.verdict, Verdict::Unrecognised);
        assert!(report.message.contains(words), "{}", report.message);
        assert_eq!(notes(&report), [code]);
    }
}

#[test]
fn a_picture_that_cannot_be_decoded_is_said_and_ends_the_report() {
    let cut = fs::read(format!("{FOLDER}/S-1.png")).expect("a picture");
    let input = picture("S-1.png").and(Input::file(&cut[..cut.len() / 2]));
    let report = check(input, &Options::default());
    assert_eq!(report.verdict, Verdict::Unrecognised);
    assert!(report.message.contains("已损坏"), "{}", report.message);
    assert!(report.cells.is_empty());
}

#[test]
fn a_cell_that_was_not_read_says_why_and_what_is_typed_counts() {
    let read = |options: &Options| check(picture("SEAL-0.jpg"), options);
    let report = read(&Options::default());
    assert_ne!(report.verdict, Verdict::Consistent);
    assert_eq!(notes(&report)[0], "scan.read");
    let mut open = report.cells.iter().filter(|(_, cell)| cell.why.is_some());
    let (name, cell) = open.next().expect("an open cell");
    assert!(cell.value.is_none() && cell.at.is_some());
    assert!(report.notes.iter().any(|note| note.code == "unreadable"));
    let edits = [(name.clone(), "7".to_owned())].into_iter().collect();
    let typed = read(&Options {
        edits,
        ..Options::default()
    });
    let cell = &typed.cells[name.as_str()];
    assert!(cell.why.is_none() && cell.readings.is_empty() && cell.edited.is_some());
}
