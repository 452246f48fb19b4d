use super::ctc::LabelColumns;
use super::place::place;
use super::weights::Net;
use super::*;

/// What the training wrote: crops, and the scores that its own arithmetic gives them.
struct KnownCrop {
    width: usize,
    pixels: Vec<u8>,
    scores: Vec<i32>,
}

fn known(text: &str) -> Vec<KnownCrop> {
    let mut lines = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .peekable();
    let mut all = Vec::new();
    while let Some(head) = lines.next() {
        let numbers: Vec<usize> = head
            .split(' ')
            .skip(1)
            .map(|n| n.parse().unwrap())
            .collect();
        let [height, width] = numbers[..] else {
            panic!("{head}");
        };
        let mut pixels = Vec::new();
        for row in lines.by_ref().take(height) {
            let byte = |at| u8::from_str_radix(&row[at..at + 2], 16).unwrap();
            pixels.extend((0..2 * width).step_by(2).map(byte));
        }
        let mut scores = Vec::new();
        while let Some(column) = lines.next_if(|line| !line.starts_with("crop")) {
            scores.extend(column.split(' ').map(|score| score.parse::<i32>().unwrap()));
        }
        all.push(KnownCrop {
            width,
            pixels,
            scores,
        });
    }
    all
}

#[test]
fn the_nets_score_as_in_training_to_the_last_bit() {
    let readers = Readers::new();
    for (net, vectors) in [
        (&readers.first, include_str!("first.txt")),
        (&readers.second, include_str!("second.txt")),
        (&readers.labels, include_str!("labels.txt")),
    ] {
        assert!(!net.layers.is_empty(), "the weights cannot be read");
        let known = known(vectors);
        assert!(known.len() >= 2);
        for known in known {
            assert_eq!(net.columns(&known.pixels, known.width), known.scores);
        }
    }
}

#[test]
fn the_reader_of_labels_knows_the_characters_of_every_form() {
    let words = Readers::new().label(Gray::new(&[255], 1, 1).unwrap(), &[]);
    for text in printed() {
        let key = crate::text::key(text);
        assert!(
            words.likelihood(&key).is_some(),
            "train it anew with {text}"
        );
    }
}

#[test]
fn weights_that_are_cut_short_or_mixed_up_are_none() {
    let whole = include_bytes!("first.bin");
    assert!(Net::read(whole).is_some());
    for length in (0..whole.len()).step_by(977) {
        assert!(Net::read(&whole[..length]).is_none(), "{length} bytes");
    }
    let mut longer = whole.to_vec();
    longer.push(0);
    assert!(Net::read(&longer).is_none());
}

#[test]
fn a_line_is_resampled_to_the_rows_of_a_net() {
    // A digit of ten rows, black on white, its middle at row 10.
    let (width, height) = (20, 20);
    let mut pixels = vec![255; width * height];
    for y in 5..15 {
        pixels[y * width + 9..y * width + 11].fill(0);
    }
    let crop = Gray::new(&pixels, width, height).unwrap();
    let line = measure(crop, None).unwrap();
    assert_eq!((line.size, line.middle), (10.0, 10.0));
    assert_eq!((line.paper, line.ink), (255, 0));
    let placed = place(crop, line, 32, 20).unwrap();
    // Two columns of ink and seven beside them for the margin, and one more, twice as large; the crop ends
    // first on neither side.
    assert_eq!(placed.width, 2 * (2 + 2 * 8));
    let row = |y: usize| &placed.pixels[y * placed.width..][..placed.width];
    assert_eq!(row(3), vec![0; placed.width]);
    assert_eq!(row(16)[16..20], [153, 204, 204, 153]);
    assert_eq!(row(28), vec![0; placed.width]);
}

#[test]
fn what_cannot_be_a_line_is_not_placed() {
    let crop = Gray::new(&[0; 100], 10, 10).unwrap();
    let line = TextLine {
        size: 8.0,
        middle: 5.0,
        paper: 255,
        ink: 0,
    };
    assert!(place(crop, line, 32, 20).is_some());
    for wrong in [
        TextLine {
            size: f32::NAN,
            ..line
        },
        TextLine {
            size: f32::INFINITY,
            ..line
        },
        TextLine { size: 0.0, ..line },
        TextLine {
            middle: f32::NAN,
            ..line
        },
        TextLine {
            middle: -1.0,
            ..line
        },
        TextLine {
            middle: 11.0,
            ..line
        },
        TextLine {
            paper: 10,
            ink: 0,
            ..line
        },
    ] {
        assert_eq!(place(crop, wrong, 32, 20), None, "{wrong:?}");
    }
    assert_eq!(
        place(Gray::new(&[255; 100], 10, 10).unwrap(), line, 32, 20),
        None
    );
    assert!(Gray::new(&[], 0, 3).is_none());
    assert!(Gray::new(&[0; 5], 2, 3).is_none());
}

#[test]
fn two_lines_and_nothing_are_no_line() {
    let mut pixels = vec![255; 20 * 40];
    assert_eq!(
        measure(Gray::new(&pixels, 20, 40).unwrap(), Some(10.0)),
        None
    );
    for top in [5, 22] {
        for y in top..top + 10 {
            pixels[y * 20 + 8..y * 20 + 12].fill(0);
        }
    }
    assert_eq!(
        measure(Gray::new(&pixels, 20, 40).unwrap(), Some(10.0)),
        None
    );
}

/// Columns that are sure of one class each.
fn columns(classes: &[usize], count: usize) -> Vec<Vec<f64>> {
    let column = |&class: &usize| {
        let mut shares = vec![0.01 / (count - 1) as f64; count];
        shares[class] = 0.99;
        shares
    };
    classes.iter().map(column).collect()
}

#[test]
fn repeats_are_one_character_unless_nothing_is_between() {
    let net = Net {
        alphabet: "01".chars().collect(),
        ..Net::default()
    };
    let read = net.best(&columns(&[0, 1, 1, 0, 1, 2, 2, 0], 3));
    assert_eq!(read.best, "001");
    assert!(read.share > 0.9, "{read:?}");
    assert!(read.second.is_some());
    assert_eq!(net.best(&[]).best, "");
    assert_eq!(net.best(&columns(&[0, 0], 3)).best, "");
}

#[test]
fn what_is_written_like_no_number_is_not_plain() {
    let plain = |best: &str| {
        let best = best.to_owned();
        let reading = NetReading {
            best,
            ..NetReading::default()
        };
        reading.is_plain()
    };
    for text in [
        "0",
        "12",
        "-12",
        "1,234",
        "12,345,678.90",
        "0.5",
        "31.2%",
        "/",
        "-",
        "——",
        "—",
    ] {
        assert!(plain(text), "{text}");
    }
    for text in [
        "",
        "?",
        "3?",
        "一",
        "○",
        "1.",
        ".5",
        "1.2.3",
        "501.162.07",
        "59564,966",
        "4,304864",
        "1,23",
        ",123",
        "1-2",
        "12-",
        "1/2",
        "%",
        "-%",
    ] {
        assert!(!plain(text), "{text}");
    }
}

#[test]
fn readers_agree_on_a_number_only_when_neither_doubts_its_marks() {
    let reading = |best: &str, share, second: &str| NetReading {
        best: best.to_owned(),
        share,
        second: Some(second.to_owned()),
        second_share: 0.0,
    };
    let sure = |best| reading(best, 0.98, "7");
    let both = |one: NetReading, two: NetReading| agreed(&[one, two]).map(str::to_owned);
    assert_eq!(both(sure("12"), sure("12")).as_deref(), Some("12"));
    assert_eq!(both(sure("-"), sure("/")).as_deref(), Some("—"));
    assert_eq!(both(sure("12"), sure("13")), None);
    assert_eq!(both(sure("12"), reading("12", 0.3, "42")), None);
    assert_eq!(
        both(sure("12"), reading("12", 0.6, "42")).as_deref(),
        Some("12")
    );
    assert_eq!(both(sure("12"), reading("12", 0.6, "1.2")), None);
    assert_eq!(both(sure("288"), reading("288", 0.6, "-288")), None);
    assert_eq!(both(sure("—"), reading("—", 0.6, "一")), None);
    assert_eq!(both(sure("3?"), sure("3?")), None);
    assert_eq!(agreed(&Default::default()), None);
}

#[test]
fn a_label_is_likelier_than_its_like() {
    let net = Net {
        alphabet: "行政处罚许可·?".chars().collect(),
        ..Net::default()
    };
    let mut words = LabelColumns::of(&net);
    // A bracket, then 行政; on the next line 处罚.
    words.push(columns(&[0, 7, 0, 1, 0, 2, 2], 9));
    words.push(columns(&[3, 0, 4, 0], 9));
    assert_eq!(words.text(), "行政处罚");
    let of = |key| words.likelihood(key).unwrap();
    assert!(of("行政处罚") > -0.3);
    assert!(of("行政许可") < -8.0);
    assert!(of("行政") < -8.0);
    assert_eq!(words.likelihood("征收"), None);
}

/// What the forms print in their tables, and other spellings of it, in order.
fn printed() -> std::collections::BTreeSet<&'static str> {
    let mut texts = std::collections::BTreeSet::new();
    for edition in crate::form::EDITIONS {
        for table in edition.tables {
            for line in table.lines {
                if let crate::form::Line::Head(labels) = line {
                    texts.extend(labels.iter().map(|label| label.text));
                }
            }
            for row in table.rows() {
                texts.extend(row.labels.iter().map(|label| label.text));
                texts.insert(row.name);
                texts.extend(row.aliases);
                for column in row.columns {
                    texts.insert(column.label);
                    texts.extend(column.aliases);
                }
            }
        }
    }
    texts.remove("");
    texts
}

/// With GOUJI_BLESS=1 it writes the list that the training reads.
#[test]
fn the_training_of_labels_knows_what_the_forms_print() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scan/train/labels.txt");
    let list: String = printed().iter().map(|text| format!("{text}\n")).collect();
    if std::env::var_os("GOUJI_BLESS").is_some() {
        std::fs::write(path, &list).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(path).unwrap(),
        list,
        "GOUJI_BLESS=1, and train it anew"
    );
}

#[test]
fn a_label_of_two_lines_and_a_rule_at_its_edge_is_two_lines() {
    let (width, height) = (60, 50);
    let mut pixels = vec![240; width * height];
    let mut fill = |left, right, top, bottom| {
        for y in top..bottom {
            pixels[y * width + left..y * width + right].fill(20);
        }
    };
    // Two ideographs of two strokes each above two others; the rule left of them.
    for (left, top) in [(10, 5), (28, 5), (10, 29), (28, 29)] {
        fill(left, left + 14, top, top + 3);
        fill(left, left + 14, top + 11, top + 14);
    }
    fill(0, 2, 0, height);
    let found = lines(Gray::new(&pixels, width, height).unwrap(), Some(14.0));
    let middles: Vec<f32> = found.iter().map(|line| line.middle).collect();
    assert_eq!(middles, [12.0, 36.0]);
    assert!(lines(Gray::new(&[240; 100], 10, 10).unwrap(), None).is_empty());
}
