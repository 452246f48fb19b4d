//! How well the readers of pictures read: `cargo bench --bench readers -- CROPS`, CROPS from
//! `tests/scan/train/kinds.py`, and `-- CROPS labels` where those are labels.
//!
//! Of numbers a table by kind of damage and by font: crops, those that are seen to be one line, exactly read by
//! each reader, wrongly read by it in 10,000, and the same of the two together (`agreed`). One dash is as good as
//! another and as a slash: they all say that there is no number. Of labels: which of the form's labels it is, how
//! many of the answers are sure, and how often it would surely be taken for another, were it none of them.
//! GOUJI_WRONG=1 lists what is wrong.

use std::collections::{BTreeMap, BTreeSet};

use cpu_time::ProcessTime;
use gouji::form::{EDITIONS, Line};
use gouji::read::scan::net::{Gray, NetReading, Readers, agreed, lines, measure};

/// A crop, as `kinds.py` writes it.
struct Crop<'a> {
    kind: &'a str,
    font: &'a str,
    text: &'a str,
    size: f32,
    picture: Gray<'a>,
}

fn crops(mut rest: &[u8]) -> Vec<Crop<'_>> {
    let mut crops = Vec::new();
    while let Some(end) = rest.iter().position(|&byte| byte == b'\n') {
        let head = std::str::from_utf8(&rest[..end]).expect("a head");
        let [kind, font, text, size, width, height] = head.split(' ').collect::<Vec<_>>()[..]
        else {
            panic!("{head}");
        };
        let [width, height] = [width, height].map(|n| n.parse::<usize>().expect("a number"));
        let (pixels, after) = rest[end + 1..].split_at(width * height);
        rest = after;
        crops.push(Crop {
            kind,
            font,
            text,
            size: size.parse().expect("a size"),
            picture: Gray::new(pixels, width, height).expect("a crop"),
        });
    }
    crops
}

/// Crops of a kind, those of them that could be looked at, and right and wrong answers of whoever was asked.
#[derive(Default)]
struct Tally {
    crops: u32,
    seen: u32,
    right: [u32; 3],
    wrong: [u32; 3],
}

impl Tally {
    fn add(&mut self, seen: bool, answers: [Option<bool>; 3]) {
        self.crops += 1;
        self.seen += u32::from(seen);
        for (i, answer) in answers.into_iter().enumerate() {
            self.right[i] += u32::from(answer == Some(true));
            self.wrong[i] += u32::from(answer == Some(false));
        }
    }
}

fn print(asked: [&str; 3], tallies: &BTreeMap<(u8, &str), Tally>) {
    let head = asked.map(|who| format!("{who:>8} %   /10k"));
    println!("{:28}  crops  seen %  {}", "", head.join("  "));
    for ((_, name), tally) in tallies {
        let percent = |count: u32| 100.0 * f64::from(count) / f64::from(tally.crops);
        let parts = [0, 1, 2].map(|i| {
            let (right, wrong) = (percent(tally.right[i]), 100.0 * percent(tally.wrong[i]));
            format!("{right:10.2} {wrong:6.1}")
        });
        println!(
            "{name:28} {:6}  {:6.2}  {}",
            tally.crops,
            percent(tally.seen),
            parts.join("  ")
        );
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let Some(path) = arguments.first() else {
        println!("no crops to read: see benches/readers.rs");
        return;
    };
    let bytes = std::fs::read(path).expect("a file of crops");
    let crops = crops(&bytes);
    let readers = Readers::new();
    let begun = ProcessTime::now();
    match arguments.get(1).is_some_and(|kind| kind == "labels") {
        true => labels(&readers, &crops),
        false => numbers(&readers, &crops),
    }
    let spent = begun.elapsed().as_secs_f64() * 1e3;
    println!(
        "{:.3} ms of processor time a crop",
        spent / crops.len().max(1) as f64
    );
}

fn numbers(readers: &Readers, crops: &[Crop]) {
    let mut tallies: BTreeMap<(u8, &str), Tally> = BTreeMap::new();
    let list = std::env::var_os("GOUJI_WRONG").is_some();
    for crop in crops {
        let line = measure(crop.picture, Some(crop.size));
        let read = line.map_or_else(Default::default, |line| readers.number(crop.picture, line));
        let said = |reading: &NetReading| reading.is_plain().then(|| value(&reading.best));
        let [one, two] = [said(&read[0]), said(&read[1])];
        let both = agreed(&read).map(str::to_owned);
        let wanted = value(crop.text);
        let right = [one, two, both].map(|said| said.map(|said| said == wanted));
        if list && right[2] == Some(false) {
            println!(
                "{} {}: {} is read as {}",
                crop.kind, crop.font, crop.text, read[0].best
            );
        }
        for key in [(0, crop.kind), (1, crop.font), (2, "all")] {
            tallies.entry(key).or_default().add(line.is_some(), right);
        }
    }
    print(["one", "two", "both"], &tallies);
}

/// What a cell says: every dash and slash says nothing.
fn value(text: &str) -> String {
    match text.chars().all(|c| "-—/".contains(c)) {
        true => "—".to_owned(),
        false => text.to_owned(),
    }
}

fn labels(readers: &Readers, crops: &[Crop]) {
    let mut keys = BTreeSet::new();
    for table in EDITIONS.iter().flat_map(|edition| edition.tables) {
        for line in table.lines {
            if let Line::Head(labels) = line {
                keys.extend(labels.iter().map(|label| gouji::text::key(label.text)));
            }
        }
        for row in table.rows() {
            keys.extend(row.labels.iter().map(|label| gouji::text::key(label.text)));
            keys.extend(
                row.columns
                    .iter()
                    .map(|column| gouji::text::key(column.label)),
            );
        }
    }
    let keys: Vec<String> = keys.into_iter().collect();
    let list = std::env::var_os("GOUJI_WRONG").is_some();
    let mut tallies: BTreeMap<(u8, &str), Tally> = BTreeMap::new();
    for crop in crops {
        let wanted = gouji::text::key(crop.text);
        if !keys.contains(&wanted) {
            continue; // another spelling of one
        }
        let lines = lines(crop.picture, None);
        let words = readers.label(crop.picture, &lines);
        let choice = words.choose(keys.iter().map(String::as_str));
        let right = choice.map(|choice| keys[choice.index] == wanted);
        let sure = right.filter(|_| choice.is_some_and(|choice| choice.is_sure()));
        // Would it be taken for another label, were it none of the form's?
        let strange = words.choose(
            keys.iter()
                .map(String::as_str)
                .filter(|key| **key != wanted),
        );
        let strange = strange.filter(|choice| choice.is_sure()).map(|_| false);
        if list && right != Some(true) {
            println!(
                "{} {}: {} is read as {} in {} lines, {choice:?}",
                crop.kind,
                crop.font,
                crop.text,
                words.text(),
                lines.len()
            );
        }
        for key in [(0, crop.kind), (1, crop.font), (2, "all")] {
            tallies
                .entry(key)
                .or_default()
                .add(!lines.is_empty(), [right, sure, strange]);
        }
    }
    print(["label", "sure", "none"], &tallies);
}
