use super::strings::read_units;
use super::*;
use crate::read::office::bytes::utf16;

/// Formulas of a sheet whose first cell holds a number: what is shown of each.
fn shown(value: f64, formulas: &[(&[u8], [u8; 8])]) -> Vec<String> {
    let record = |id: u16, content: &[u8]| {
        let length = content.len() as u16;
        [&id.to_le_bytes()[..], &length.to_le_bytes(), content].concat()
    };
    let number = [&[0; 6][..], &value.to_le_bytes()].concat();
    let mut sheet = record(BOF, &[0, 6, 16, 0]);
    sheet.extend(record(NUMBER, &number));
    for (row, (tokens, result)) in (1..).zip(formulas) {
        let place = [row, 0, 0u16].map(u16::to_le_bytes).concat();
        let length = (tokens.len() as u16).to_le_bytes();
        let content = [&place[..], result, &[0; 6], &length, tokens].concat();
        sheet.extend(record(FORMULA, &content));
    }
    sheet.extend(record(EOF, &[]));
    let bounds = Bounds::default();
    let (mut grid, mut sheets) = (SheetGrid::default(), Sheets::new(&bounds));
    Globals::default().sheet(&sheet, &mut grid, &bounds);
    sheets.add(0, grid, false);
    let rows = sheets.finish().document.rows;
    let cells = rows.iter().flat_map(|row| &row.cells);
    cells.skip(1).map(|cell| cell.text.clone()).collect()
}

#[test]
fn formulas_whose_results_are_all_dummies_are_computed_or_open() {
    let (zero, empty) = ([0; 8], [3, 0, 0, 0, 0, 0, 0xff, 0xff]);
    // A1+3, SUM(A1:A1), SUM(A1,2), -A1/2, IF(A1)
    let sum = [0x44, 0, 0, 0, 0xc0, 0x1e, 3, 0, 0x03];
    let area = [0x25, 0, 0, 0, 0, 0, 0xc0, 0, 0xc0, 0x19, 0x10, 0, 0];
    let both = [0x24, 0, 0, 0, 0xc0, 0x1e, 2, 0, 0x42, 2, 4, 0];
    let half = [0x44, 0, 0, 0, 0xc0, 0x13, 0x1e, 2, 0, 0x06];
    let more = [0x44, 0, 0, 0, 0xc0, 0x42, 1, 1, 0];
    let all = |result| [&sum[..], &area, &both, &half, &more].map(|tokens| (tokens, result));
    let computed = ["10", "7", "9", "-3.5", "#N/A"];
    assert_eq!(shown(7.0, &all(zero)), computed);
    assert_eq!(shown(7.0, &all(empty)), computed);
    assert_eq!(shown(7.0, &[(&area, zero)]), ["7"]);
    assert_eq!(shown(7.0, &[(&more, zero)]), ["#N/A"]);
    assert_eq!(shown(0.0, &[(&more, zero), (&area, zero)]), ["0", "0"]);
    // One result that is none: the others are none either.
    let stored = [(&more[..], zero), (&area, 5f64.to_le_bytes())];
    assert_eq!(shown(7.0, &stored), ["0", "5"]);
    for cut in 0..both.len() {
        tokens::formula(&[&[12, 0][..], &both[..cut]].concat(), false);
        tokens::formula(&[&[cut as u8, 0][..], &both].concat(), true);
    }
}

#[test]
fn stretches_struck_out_and_marks_of_notes_are_not_read() {
    let font = |flags: u8, raised: u8| [0, 0, flags, 0, 0, 0, 0, 0, raised, 0];
    let fonts = [font(0, 0), font(8, 0), font(0, 1)].map(|font| FontEffect::of(&font));
    let units: Vec<u8> = b"7812".iter().flat_map(|&byte| [byte, 0]).collect();
    let read = |runs: &[(usize, usize)]| utf16(&read_units(&units, runs, &fonts));
    assert_eq!(read(&[]), "7812");
    assert_eq!(read(&[(0, 1), (1, 0)]), "812");
    assert_eq!(read(&[(3, 2)]), "781");
    assert_eq!(read(&[(0, 2), (1, 5)]), "7812");
    assert_eq!(read(&[(3, 0), (1, 1), (900, 2)]), "781");
}

#[test]
fn runs_that_go_back_and_forth_read_a_text_once() {
    let units: Vec<u8> = b"7812".iter().flat_map(|&byte| [byte, 0]).collect();
    let runs = [(0, 0), (65_535, 0)].repeat(9);
    assert_eq!(utf16(&read_units(&units, &runs, &[])), "7812");
}

#[test]
fn one_long_text_in_every_cell_is_bounded() {
    let bounds = Bounds {
        bytes: 1000,
        ..Bounds::default()
    };
    let globals = Globals {
        strings: vec!["1".repeat(300)],
        ..Globals::default()
    };
    let record = |id: u16, content: &[u8]| {
        let head = [id, content.len() as u16].map(u16::to_le_bytes);
        [&head.concat(), content].concat()
    };
    let cell = |row: u8| record(LABELSST, &[row, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let stream = [record(BOF, &[]), (0..9).flat_map(cell).collect()].concat();
    let (mut grid, mut document) = (SheetGrid::default(), crate::document::Document::default());
    globals.sheet(&stream, &mut grid, &bounds);
    grid.pour(0, &mut document, &bounds);
    assert!(document.cut && document.rows.len() == 3);
}

#[test]
fn packed_numbers() {
    assert_eq!(rk(0x3ff0_0000), 1.0);
    assert_eq!(rk(12 << 2 | 2), 12.0);
    assert_eq!(rk((-8i32 << 2) as u32 | 2), -8.0);
    assert_eq!(rk(1234 << 2 | 3), 12.34);
}

#[test]
fn a_shared_string_runs_on_in_the_next_record() {
    let first: &[u8] = &[2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 0x3b, 0x60];
    let second: &[u8] = &[0, b'a', b'b', 1, 0, 0, b'c'];
    let bounds = Bounds::default();
    assert_eq!(strings(&[first, second], &[], &bounds).0, ["总ab", "c"]);
}

#[test]
fn garbage_ends_quietly() {
    let bounds = Bounds::default();
    let mut stream = vec![9, 8, 8, 0, 0, 6, 5, 0, 0, 0, 0, 0];
    stream.extend((0..4000u32).flat_map(|n| (n.wrapping_mul(2_654_435_761)).to_le_bytes()));
    let _ = read(&stream, &bounds);
    assert_eq!(read(b"", &bounds).unwrap_err(), Refusal::Corrupt);
}
