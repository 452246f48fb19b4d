use super::*;

#[test]
fn formulas_whose_results_are_all_dummies_are_not_computed() {
    let record = |id: u16, content: &[u8]| {
        let length = content.len() as u16;
        [&id.to_le_bytes()[..], &length.to_le_bytes(), content].concat()
    };
    let number = |value: f64| record(NUMBER, &[&[0; 6][..], &value.to_le_bytes()].concat());
    let formula = |result: [u8; 8]| record(FORMULA, &[&[0; 6][..], &result, &[0; 8]].concat());
    let (zero, empty) = ([0; 8], [3, 0, 0, 0, 0, 0, 0xff, 0xff]);
    let sheet = |value: f64, results: &[[u8; 8]]| {
        let formulas: Vec<Vec<u8>> = results.iter().copied().map(formula).collect();
        [
            number(value),
            formulas.concat(),
            record(EOF, &[]),
            number(5.0),
        ]
        .concat()
    };
    for (value, results, uncomputed) in [
        (7.0, &[zero, zero, zero][..], true),
        (7.0, &[empty, empty, empty], true),
        (0.0, &[zero, zero, zero], false),
        (7.0, &[zero, zero], false),
        (7.0, &[zero, zero, 7f64.to_le_bytes()], false),
    ] {
        assert_eq!(
            Globals::is_uncomputed(&sheet(value, results)),
            uncomputed,
            "{value} {results:?}"
        );
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
    assert_eq!(strings(&[first, second], &[], &bounds), ["总ab", "c"]);
}

#[test]
fn garbage_ends_quietly() {
    let bounds = Bounds::default();
    let mut stream = vec![9, 8, 8, 0, 0, 6, 5, 0, 0, 0, 0, 0];
    stream.extend((0..4000u32).flat_map(|n| (n.wrapping_mul(2_654_435_761)).to_le_bytes()));
    let _ = read(&stream, &bounds);
    assert_eq!(read(b"", &bounds).unwrap_err(), Refusal::Corrupt);
}
