//! How well the readers of pictures read numbers, alone and together:
//! `cargo bench --bench digits -- CROPS`, CROPS from `tests/scan/train/kinds.py`.
//!
//! A table by kind of damage and one by font: crops, crops that have ink and one line, exactly read by each
//! reader, wrongly read by it, and the same of the two together, which say nothing where they differ; wrong
//! ones of 10,000 crops. A dash is as good as another and as a slash: they all say that there is no number.

use std::collections::BTreeMap;

use cpu_time::ProcessTime;
use gouji::read::scan::net::{Gray, Readers, Reading, measure};

#[derive(Default)]
struct Tally {
    crops: u32,
    measured: u32,
    exact: [u32; 3],
    wrong: [u32; 3],
}

impl Tally {
    fn row(&self, name: &str) {
        let Tally {
            crops,
            measured,
            exact,
            wrong,
        } = self;
        let percent = |count: u32| 100.0 * f64::from(count) / f64::from(*crops);
        let parts = [0, 1, 2].map(|i| {
            format!(
                "{:6.2} {:6.1}",
                percent(exact[i]),
                100.0 * percent(wrong[i])
            )
        });
        println!(
            "{name:28} {crops:6} {:6.2}  {}",
            percent(*measured),
            parts.join("   ")
        );
    }
}

fn main() {
    let mut arguments = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"));
    let Some(path) = arguments.next() else {
        println!("no crops to read: see benches/digits.rs");
        return;
    };
    let least: f32 = arguments
        .next()
        .map_or(0.0, |least| least.parse().expect("a share"));
    let bytes = std::fs::read(&path).expect("a file of crops");
    let mut rest = &bytes[..];
    let readers = Readers::new();
    let mut tallies: BTreeMap<(u8, String), Tally> = BTreeMap::new();
    let begun = ProcessTime::now();
    let mut crops = 0;
    while let Some(end) = rest.iter().position(|&byte| byte == b'\n') {
        let head = std::str::from_utf8(&rest[..end]).expect("a head");
        let [kind, font, text, size, width, height] = head.split(' ').collect::<Vec<_>>()[..]
        else {
            panic!("{head}");
        };
        let [width, height] = [width, height].map(|n| n.parse::<usize>().expect("a number"));
        let (pixels, after) = rest[end + 1..].split_at(width * height);
        rest = after;
        crops += 1;
        let crop = Gray::new(pixels, width, height).expect("a crop");
        let line = measure(crop, Some(size.parse().expect("a size")));
        let [one, two] = line.map_or_else(Default::default, |line| readers.number(crop, line));
        let sure = |reading: &Reading| {
            (reading.is_plain() && reading.share >= least).then(|| value(&reading.best))
        };
        let (one, two) = (sure(&one), sure(&two));
        let both = one.clone().filter(|one| two.as_ref() == Some(one));
        let wanted = value(text);
        if std::env::var_os("GOUJI_WRONG").is_some()
            && both.as_ref().is_some_and(|both| *both != wanted)
        {
            println!(
                "{kind} {font}: {text} is read as {}",
                both.as_deref().unwrap_or_default()
            );
        }
        for key in [(0, kind), (1, font), (2, "all")] {
            let tally = tallies.entry((key.0, key.1.to_owned())).or_default();
            tally.crops += 1;
            tally.measured += u32::from(line.is_some());
            for (i, said) in [&one, &two, &both].into_iter().enumerate() {
                tally.exact[i] += u32::from(said.as_ref() == Some(&wanted));
                tally.wrong[i] += u32::from(said.as_ref().is_some_and(|said| *said != wanted));
            }
        }
    }
    let spent = begun.elapsed();
    println!(
        "{:28} {:>6} {:>6}  {:>6} {:>6}   {:>6} {:>6}   {:>6} {:>6}",
        "", "crops", "line %", "one %", "/10k", "two %", "/10k", "both %", "/10k"
    );
    for ((_, name), tally) in &tallies {
        tally.row(name);
    }
    println!(
        "{:.3} ms of processor time a crop",
        spent.as_secs_f64() * 1e3 / f64::from(crops.max(1))
    );
}

/// What a cell says: every dash and slash says nothing.
fn value(text: &str) -> String {
    match text.chars().all(|c| "-—/".contains(c)) {
        true => "—".to_owned(),
        false => text.to_owned(),
    }
}
