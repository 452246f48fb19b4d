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

/// The screenshot with every pixel as `paint` makes it of its tone and place.
fn painted(paint: impl Fn(u8, u32, u32) -> [u8; 3]) -> Input {
    let bytes = fs::read(format!("{FOLDER}/S-1.png")).expect("a picture");
    let gray = image::load_from_memory(&bytes).expect("a PNG").to_luma8();
    let colours = image::RgbImage::from_fn(gray.width(), gray.height(), |x, y| {
        image::Rgb(paint(gray.get_pixel(x, y).0[0], x, y))
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    colours
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("a picture");
    Input::file(bytes.into_inner())
}

/// A cell of the screenshot in which a number stands, and its box.
fn a_number() -> (String, [u64; 4]) {
    let case = case("S-1");
    let mut boxes = case["boxes"].as_object().expect("boxes").iter();
    let is_number = |cell: &str| {
        case["cells"][cell]
            .as_str()
            .is_some_and(|text| text.len() > 1)
    };
    let (cell, places) = boxes.find(|(cell, _)| is_number(cell)).expect("a number");
    let side = |at: usize| places[0][at].as_u64().expect("a side");
    (cell.clone(), [1, 2, 3, 4].map(side))
}

/// Of a picture its red part is read, in which a seal is paper: so would be a number written in red.
#[test]
fn what_is_written_in_red_is_not_taken_for_an_empty_cell() {
    let (cell, [left, top, right, bottom]) = a_number();
    let report = check(
        painted(|tone, x, y| {
            let (x, y) = (u64::from(x), u64::from(y));
            let inside = (left + 2..right - 2).contains(&x) && (top + 2..bottom - 2).contains(&y);
            if inside && tone < 200 {
                [230, 20, 30]
            } else {
                [tone; 3]
            }
        }),
        &Options::default(),
    );
    assert_eq!(report.cells[&cell].why.as_deref(), Some("red"));
    assert_ne!(report.verdict, Verdict::Consistent);
    let said = report
        .notes
        .iter()
        .any(|note| note.message.contains("红字或红笔的笔迹"));
    assert!(said, "{:?}", notes(&report));
}

/// The screenshot with one number in a colour, on light paper or dark.
fn coloured(ink: [u8; 3], dark: bool, ring: bool) -> (String, Report) {
    let (cell, [left, top, right, bottom]) = a_number();
    let middle = [(left + right) / 2, (top + bottom) / 2];
    let picture = painted(|tone, x, y| {
        let (x, y) = (u64::from(x), u64::from(y));
        let inside = (left + 2..right - 2).contains(&x) && (top + 2..bottom - 2).contains(&y);
        let paper = if dark { [30u8; 3] } else { [255; 3] };
        let black = if dark { [230u8; 3] } else { [0; 3] };
        let far = (x.abs_diff(middle[0]).pow(2) + y.abs_diff(middle[1]).pow(2)).isqrt();
        if ring && (66..70).contains(&far) {
            return ink;
        }
        let ink = if inside { ink } else { black };
        [0, 1, 2].map(|part| {
            let (paper, ink, tone) = (paper[part], ink[part], u32::from(tone));
            ((u32::from(paper) * tone + u32::from(ink) * (255 - tone)) / 255) as u8
        })
    });
    (cell, check(picture, &Options::default()))
}

#[test]
fn a_figure_in_colour_is_never_an_empty_cell() {
    for (ink, dark, ring) in [
        // Gold and yellow, which are as light as paper where red is taken alone.
        ([255, 192, 0], false, false),
        ([255, 220, 0], false, false),
        // Cyan, green and blue on a dark screen.
        ([0, 220, 220], true, false),
        ([0, 230, 60], true, false),
        ([40, 110, 255], true, false),
        // In a red ring, which is no seal over a black figure.
        ([220, 20, 30], false, true),
    ] {
        let (cell, report) = coloured(ink, dark, ring);
        let case = case("S-1");
        let found = &report.cells[&cell];
        match found.why.as_deref() {
            Some(_) => assert_ne!(report.verdict, Verdict::Consistent, "{ink:?}"),
            None => assert_eq!(
                found.text,
                case["cells"][&cell].as_str().unwrap_or_default(),
                "{ink:?}"
            ),
        }
        let seen = report.summary.read + report.summary.blank;
        assert!(seen > 100, "{ink:?}: {seen} cells");
    }
}

#[test]
fn a_screen_in_its_dark_dress_is_read_like_a_light_one() {
    let light = check(painted(|tone, _, _| [tone; 3]), &Options::default());
    let dark = check(
        painted(|tone, _, _| [(255 - tone) / 5 * 4 + 20; 3]),
        &Options::default(),
    );
    let read = |report: &Report| report.summary.read + report.summary.blank;
    assert!(
        read(&dark) * 10 > read(&light) * 9,
        "{} of {}",
        read(&dark),
        read(&light)
    );
    for (id, cell) in &dark.cells {
        if cell.state == light.cells[id].state {
            assert_eq!(cell.value, light.cells[id].value, "{id}");
        }
    }
}

/// Walls of a table are the same upside down.
#[test]
fn a_page_upside_down_is_read() {
    let bytes = fs::read(format!("{FOLDER}/S-1.png")).expect("a picture");
    let over = image::load_from_memory(&bytes).expect("a PNG").rotate180();
    let mut bytes = std::io::Cursor::new(Vec::new());
    over.write_to(&mut bytes, image::ImageFormat::Png)
        .expect("a picture");
    let report = check(Input::file(bytes.into_inner()), &Options::default());
    assert_eq!(report.pages[0].rotation, 180);
    assert!(report.summary.read + report.summary.blank > 150);
    let case = case("S-1");
    for (id, cell) in report.cells.iter().filter(|(_, cell)| cell.why.is_none()) {
        let printed = case["cells"][id].as_str().unwrap_or_default();
        let said = cell.text.replace('—', "-");
        assert_eq!(said, printed.replace('—', "-"), "{id}");
    }
}

#[test]
fn an_ofd_whose_pages_are_pictures_is_read() {
    let report = check(picture("scanned.ofd"), &Options::default());
    let alone = check(picture("S-1.png"), &Options::default());
    let texts = |report: &Report| -> Vec<(String, String)> {
        let cells = report.cells.iter();
        cells
            .map(|(id, cell)| (id.clone(), cell.text.clone()))
            .collect()
    };
    assert_eq!(texts(&report), texts(&alone));
    assert_eq!(report.message, alone.message);
}

/// What a picture ends in is not blurred.
#[test]
fn a_table_that_goes_on_below_the_picture_is_said_to_be_cut_off() {
    let bytes = fs::read(format!("{FOLDER}/S-1.png")).expect("a picture");
    let whole = image::load_from_memory(&bytes).expect("a PNG");
    let half = whole.crop_imm(0, 0, whole.width(), whole.height() / 2);
    let mut bytes = std::io::Cursor::new(Vec::new());
    half.write_to(&mut bytes, image::ImageFormat::Png)
        .expect("a picture");
    let report = check(Input::file(bytes.into_inner()), &Options::default());
    let codes = notes(&report);
    assert!(codes.contains(&"scan.cut"), "{codes:?} {}", report.message);
    assert!(!codes.contains(&"scan.worn"));
    assert_ne!(report.verdict, Verdict::Consistent);
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
