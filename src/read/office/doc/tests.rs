use super::*;
use crate::read::STRUCK;
use crate::read::office::rows::{PICTURE, UNKNOWN};
use crate::read::office::stsh::{Effects, Toggle};

/// A file with one row: for each cell its text, the properties of the text, the style of its paragraph.
fn file(cells: &[(&str, &[u8], u16)], sheet: &[u8], data: &[u8]) -> Vec<String> {
    table(cells, &[], sheet, data)
}

/// The same, where the row has properties of its own, of an even number of bytes.
fn table(cells: &[(&str, &[u8], u16)], row: &[u8], sheet: &[u8], data: &[u8]) -> Vec<String> {
    let last = ("", &[][..], 0);
    let mut text: Vec<u8> = Vec::new();
    let (mut ends, mut own) = (vec![0x400u32], Vec::new());
    for (cell, properties, style) in cells.iter().chain([&last]) {
        let units = cell.encode_utf16().chain([7]);
        text.extend(units.flat_map(u16::to_le_bytes));
        ends.push(0x400 + text.len() as u32);
        own.push((*properties, *style));
    }
    let count = own.len();
    let page = |list: &dyn Fn(usize) -> Vec<u8>, size: usize| {
        let mut page: Vec<u8> = ends.iter().flat_map(|end| end.to_le_bytes()).collect();
        page.resize(512, 0);
        let mut at = 510;
        for n in 0..count {
            let list = list(n);
            at = (at - list.len()) / 2 * 2;
            page[at..at + list.len()].copy_from_slice(&list);
            page[4 * (count + 1) + size * n] = (at / 2) as u8;
        }
        page[511] = count as u8;
        page
    };
    let characters = page(&|n| [&[own[n].0.len() as u8][..], own[n].0].concat(), 1);
    let paragraphs = page(
        &|n| {
            let mut list = own[n].1.to_le_bytes().to_vec();
            list.extend([0x16, 0x24, 1]);
            list.extend([0x17, 0x24, u8::from(n + 1 == count)]);
            list.extend(row.iter().filter(|_| n + 1 == count));
            [&[(list.len() / 2 + 1) as u8][..], &list, &[0]].concat()
        },
        13,
    );
    let mut stream = vec![0; 0x400];
    stream.extend(&text);
    stream.resize(0x1000, 0);
    stream.extend(characters);
    stream.extend(paragraphs);
    let mut table = vec![2, 16, 0, 0, 0];
    table.extend([0, (text.len() / 2) as u32].map(u32::to_le_bytes).concat());
    table.extend([0, 0, 0, 4, 0, 0, 0, 0]);
    let lists = table.len() as u32;
    for page in [8, 9u32] {
        table.extend([0x400, 0x1000, page].map(u32::to_le_bytes).concat());
    }
    let styles = table.len() as u32;
    table.extend(sheet);
    let mut put = |at: usize, bytes: &[u8]| stream[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &[0xec, 0xa5, 0xc1]);
    for (at, from, length) in [
        (CLX, 0, 21),
        (0xfa, lists, 12),
        (0x102, lists + 12, 12),
        (0xa2, styles, sheet.len() as u32),
    ] {
        put(at, &[from, length].map(u32::to_le_bytes).concat());
    }
    put(LENGTHS, &((text.len() / 2) as u32).to_le_bytes());
    let reading = read(&stream, &table, data, &Bounds::default());
    let rows = reading.expect("a file of Word").document.rows;
    let cells = rows.into_iter().flat_map(|row| row.cells);
    cells.map(|cell| cell.text).collect()
}

/// A field's data: its list, which is chosen, which was usual.
fn list(entries: &[&str], chosen: u16, usual: u16) -> Vec<u8> {
    let text = |text: &str| {
        let length = (text.len() as u16).to_le_bytes();
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [length.to_vec(), units.collect()].concat()
    };
    let mut data = vec![0; 0x44];
    data[4] = 0x44;
    data.extend([0xff; 4]);
    data.extend([2 | chosen << 2, 0, 0].map(u16::to_le_bytes).concat());
    data.extend([text("name"), vec![0; 2]].concat());
    data.extend(usual.to_le_bytes());
    data.extend([0; 20]);
    let count = entries.len() as u16;
    data.extend([0xffff, count, 0].map(u16::to_le_bytes).concat());
    data.extend(entries.iter().flat_map(|entry| text(entry)));
    data
}

#[test]
fn a_cell_shows_neither_hidden_nor_struck_nor_white_text() {
    let (hidden, struck) = (&[0x3c, 8, 1][..], &[0x37, 8, 1][..]);
    let white = &[0x70, 0x68, 0xff, 0xff, 0xff, 0][..];
    // A cell whose paragraph is of the second style, which hides; shown again; the opposite of it.
    let (shown, opposite) = (&[0x3c, 8, 0][..], &[0x3c, 8, 0x81][..]);
    let style = |list: &[u8]| {
        let style = [0, 0xfff1, 0, 0, 0, 0, 0].map(u16::to_le_bytes).concat();
        let lists = [&[2, 0, 0, 0, list.len() as u8, 0][..], list].concat();
        let length = (style.len() + lists.len()) as u16;
        [&length.to_le_bytes()[..], &style, &lists].concat()
    };
    let header = [18, 2, 10, 0, 0, 0, 0, 0, 0, 0].map(u16::to_le_bytes);
    let sheet = [header.concat(), style(&[]), style(hidden)].concat();
    let cells = [
        ("7", &[][..], 0),
        ("7", hidden, 0),
        ("7", struck, 0),
        ("7", white, 0),
        ("7", &[], 1),
        ("7", shown, 1),
        ("7", opposite, 1),
        ("\u{1}", &[], 0),
    ];
    let expected = ["7", "", STRUCK, STRUCK, "", "7", "7", PICTURE];
    assert_eq!(file(&cells, &sheet, &[]), expected);
}

/// Text in the colour of the nearest thing behind it: a pen, a shade of the stretch, of the cell, paper.
#[test]
fn text_in_the_colour_behind_it_is_not_read_and_in_any_other_it_is() {
    let red = [0x70, 0x68, 255, 0, 0, 0];
    let white = [0x70, 0x68, 255, 255, 255, 0];
    // Pens by their numbers, 6 and 7; a shade by its parts.
    let pen = |number: u8| [0x0c, 0x2a, number];
    let shade = [0x71, 0xca, 10, 0, 0, 0, 0xff, 254, 1, 0, 0, 0, 0];
    let is = |parts: &[&[u8]]| file(&[("46", &parts.concat(), 0)], &[], &[]).concat();
    assert_eq!(is(&[&red]), "46");
    assert_eq!(is(&[&red, &pen(6)]), STRUCK);
    assert_eq!(is(&[&red, &pen(7)]), "46");
    assert_eq!(is(&[&red, &shade]), STRUCK);
    // The pen lies over the shade.
    assert_eq!(is(&[&red, &shade, &pen(7)]), "46");
    assert_eq!(is(&[&white, &pen(0)]), STRUCK);
    assert_eq!(is(&[&white, &pen(6)]), "46");
    assert_eq!(is(&[&[0x42, 0x2a, 6], &pen(6)]), STRUCK);
    // The shades of two cells, clear on red and without one, and a pattern of red and black.
    let cells = |first: u16| {
        let shades = [first.to_le_bytes(), [0, 0]].concat();
        [&[0x05, 0x24, 0, 0x09, 0xd6, 4][..], &shades].concat()
    };
    let row = |row: &[u8], look: &[u8]| {
        table(&[("46", look, 0), ("47", look, 0)], row, &[], &[]).join(" ")
    };
    assert_eq!(row(&cells(6 << 5), &red), format!("{STRUCK} 47"));
    assert_eq!(row(&cells(6 << 5), &white), format!("46 {STRUCK}"));
    assert_eq!(row(&cells(9 << 10 | 1 << 5 | 6), &red), "46 47");
    assert_eq!(row(&[], &red), "46 47");
}

#[test]
fn a_drop_down_field_shows_what_is_chosen() {
    let field = "\u{13} FORMDROPDOWN \u{1}\u{14}\u{15}";
    let at = &[3, 0x6a, 0, 0, 0, 0][..];
    let read = |data: &[u8]| file(&[(field, at, 0)], &[], data);
    assert_eq!(read(&list(&["3", "41", "5"], 1, 0)), ["41"]);
    assert_eq!(read(&list(&["3", "41", "5"], 25, 2)), ["5"]);
    let data = list(&["3", "41"], 1, 0);
    for cut in 0..data.len() {
        assert_eq!(read(&data[..cut]), [UNKNOWN], "{cut}");
    }
    assert_eq!(read(&list(&["3", "41"], 9, 0)), [UNKNOWN]);
}

/// What Word counts or computes for itself, what is too small to be seen, and digits beside the line.
#[test]
fn what_is_seen_without_a_text_leaves_no_blank_and_what_nobody_sees_is_not_read() {
    let one = |text: &str, properties: &[u8]| file(&[(text, properties, 0)], &[], &[]).concat();
    let list = |number: u8| [0x0b, 0x46, number, 0];
    for (text, properties, shown) in [
        // Fields without a result, one to be filled in, a result.
        ("\u{13} =SUM(LEFT) \u{14}\u{15}", &[][..], UNKNOWN),
        ("\u{13} =SUM(LEFT) \u{15}", &[], UNKNOWN),
        ("\u{13} EQ \\f(1,2) \u{15}", &[], UNKNOWN),
        ("4\u{13} EQ \\o(6,5) \u{15}", &[], "4□"),
        ("\u{13} FORMTEXT \u{1}\u{14}\u{15}", &[], ""),
        ("\u{13} FORMTEXT \u{1}\u{14}46\u{15}", &[], "46"),
        (
            "\u{13} IF \u{13} REF a \u{14}9\u{15} = 9 \u{14}46\u{15}",
            &[],
            "46",
        ),
        ("\u{13} REF a \u{15}", &[0x3c, 8, 1], ""),
        // The mark of a note, raised and lowered digits; as words they are read.
        ("\u{2}", &[], UNKNOWN),
        ("46\u{2}", &[], "46"),
        ("46", &[0x48, 0x2a, 1], UNKNOWN),
        ("46", &[0x48, 0x2a, 2], UNKNOWN),
        ("二", &[0x48, 0x2a, 1], "二"),
        // One point, four per cent of the width, a colour next to white.
        ("46", &[0x43, 0x4a, 2, 0], ""),
        ("46", &[0x52, 0x48, 4, 0], ""),
        ("46", &[0x70, 0x68, 0xfe, 0xfe, 0xf8, 0], STRUCK),
        ("46", &[0x70, 0x68, 0xfe, 0xfe, 0x80, 0], "46"),
        ("46", &[0x70, 0x68, 0xff, 0xff, 0xff, 0xff], "46"),
        ("46", &[0x45, 0x48, 6, 0], "46"),
    ] {
        assert_eq!(one(text, properties), shown, "{text:?} {properties:?}");
    }
    let numbered = |list: &[u8]| {
        let mut effects = Effects::default();
        crate::read::office::fkp::modifiers(list, |code, operand| {
            effects.note(code, operand);
        });
        effects.listed
    };
    assert_eq!(
        [numbered(&list(3)), numbered(&list(0))],
        [Toggle::On, Toggle::Off]
    );
    assert_eq!(numbered(&[0x0b, 0x46, 1, 0xf8]), Toggle::Off);
}
