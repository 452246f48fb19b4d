//! What is kept of a report's prose among many: enough to say how much of it another has too, whatever
//! its length.
//!
//! A section is cut into shingles, runs of [`RUN`] ideographs; of the hashes of all of them the smallest
//! [`KEPT`] are kept, which are as good as drawn by lot, and the same ones wherever the same text stands.

use crate::report::Report;
use crate::sorted::{InOrder, Sorted};
use crate::text::{fold, is_ideograph, key_char};
use std::fmt::Write;

/// Ideographs of a shingle.
const RUN: usize = 6;
/// Hashes kept of a section at most.
const KEPT: usize = 96;
/// Sections that a body writes in its own words: 总体情况 and 存在的主要问题及改进情况, 0 and 4.
pub(super) const SECTIONS: [u8; 2] = [0, 4];

/// A section's prose in little.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sketch {
    /// How many shingles it has, no two the same.
    pub shingles: u32,
    /// Stands for all of its ideographs and digits in their order, the body's names set aside.
    pub whole: u32,
    /// The smallest hashes in order.
    pub least: Vec<u32>,
}

/// Section → its sketch as a text of hexadecimal numbers; nothing for a section without prose.
pub(super) fn sketches(report: &Report) -> Sorted<String, String> {
    let organ: Vec<char> = report
        .organ
        .iter()
        .flat_map(|organ| organ.chars())
        .collect();
    let mut all = Sorted::default();
    for section in SECTIONS {
        let mut text: Vec<char> = Vec::new();
        let of = |passage: &&crate::report::Passage| passage.section == Some(section);
        for passage in report.passages.iter().filter(of) {
            text.extend(passage.text.chars().map(fold));
        }
        let sketch = Sketch::of(&text, &organ);
        if sketch.shingles > 0 {
            all.insert((section + 1).to_string(), sketch.written());
        }
    }
    all
}

impl Sketch {
    fn of(text: &[char], organ: &[char]) -> Sketch {
        let (mut signs, mut numbers) = (Vec::new(), Vec::new());
        let mut i = 0;
        while i < text.len() {
            let skipped = own_name(&text[i..], organ);
            if skipped > 0 {
                i += skipped;
                continue;
            }
            let c = text[i];
            if is_ideograph(c) {
                signs.push(key_char(c).unwrap_or(c));
            }
            if is_ideograph(c) || c.is_ascii_digit() {
                numbers.push(c);
            }
            i += 1;
        }
        let mut least: Vec<u32> = signs.windows(RUN).map(hash).collect();
        least.put_in_order();
        least.dedup();
        let shingles = least.len() as u32;
        least.truncate(KEPT);
        Sketch {
            shingles,
            whole: hash(&numbers),
            least,
        }
    }

    fn written(&self) -> String {
        let mut text = format!("{:x} {:x}", self.shingles, self.whole);
        for hash in &self.least {
            let _ = write!(text, " {hash:x}");
        }
        // It is kept of each of many reports.
        text.shrink_to_fit();
        text
    }

    /// What [`Self::written`] wrote; nothing of another text.
    pub fn read(text: &str) -> Option<Sketch> {
        let mut numbers = text.split(' ').map(|n| u32::from_str_radix(n, 16));
        let (shingles, whole) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
        let least = numbers.collect::<Result<Vec<u32>, _>>().ok()?;
        (shingles > 0 && !least.is_empty()).then_some(Sketch {
            shingles,
            whole,
            least,
        })
    }

    /// How much of this text stands in the other, in hundredths: exact where both are short, else by a sample.
    pub fn share(&self, other: &Sketch) -> u32 {
        // Beyond its greatest hash a list that was cut says nothing.
        let bound = |sketch: &Sketch| match (sketch.is_all(), sketch.least.last()) {
            (false, Some(last)) => *last,
            _ => u32::MAX,
        };
        let bound = bound(self).min(bound(other));
        let asked = self.least.partition_point(|hash| *hash <= bound);
        let mut rest = other.least.iter().peekable();
        let mut is_there = |hash: &&u32| {
            while rest.next_if(|next| *next < *hash).is_some() {}
            rest.peek() == Some(hash)
        };
        let both = self.least[..asked]
            .iter()
            .filter(|hash| is_there(hash))
            .count();
        (100 * both).checked_div(asked).unwrap_or(0) as u32
    }

    /// Whether every shingle was kept.
    fn is_all(&self) -> bool {
        self.shingles as usize <= self.least.len()
    }
}

/// Characters at the start of a text that are a body's own name: what its title calls it, 我局, 本机关.
fn own_name(text: &[char], organ: &[char]) -> usize {
    if organ.len() > 2 && text.starts_with(organ) {
        return organ.len();
    }
    let kinds = "局委厅办镇乡街县市区省院所处中单机部";
    match text {
        ['我' | '本' | '全', kind, ..] if kinds.contains(*kind) => match (kind, text.get(2)) {
            ('单', Some('位')) | ('机', Some('关')) | ('街', Some('道')) | ('部', Some('门')) => {
                3
            }
            ('单' | '机', _) => 0,
            _ => 2,
        },
        _ => 0,
    }
}

/// FNV-1a over characters, its bits mixed once more.
fn hash(chars: &[char]) -> u32 {
    let step = |hash: u32, c: &char| (hash ^ u32::from(*c)).wrapping_mul(0x0100_0193);
    let hash = chars.iter().fold(0x811c_9dc5, step);
    let hash = (hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d);
    hash ^ (hash >> 13)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn of(text: &str) -> Sketch {
        let organ: Vec<char> = "青江市水利局".chars().collect();
        Sketch::of(&text.chars().collect::<Vec<char>>(), &organ)
    }

    #[test]
    fn a_sketch_is_read_as_it_was_written_and_own_names_are_set_aside() {
        let one = of("青江市水利局定期更新公开目录，我局共更新3次。");
        assert_eq!(Sketch::read(&one.written()), Some(one.clone()));
        let two = of("本机关定期更新公开目录，本单位共更新3次。");
        assert_eq!(one, two);
        assert_ne!(one.whole, of("我局定期更新公开目录，我局共更新4次。").whole);
        assert_eq!(Sketch::read("0 0"), None);
        assert_eq!(Sketch::read("x"), None);
    }

    #[test]
    fn the_share_of_long_texts_is_near() {
        let mut state = 1u32;
        let mut text = |length: usize| -> String {
            let mut sign = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                char::from_u32(0x4e00 + (state >> 8) % 3_000)
            };
            (0..length).filter_map(|_| sign()).collect()
        };
        let common = text(1_600);
        let (one, two) = (common.clone() + &text(400), text(3_000) + &common);
        let (one, two) = (of(&one), of(&two));
        assert!((70..=90).contains(&one.share(&two)), "{}", one.share(&two));
        assert!((24..=46).contains(&two.share(&one)), "{}", two.share(&one));
        assert_eq!((one.share(&one), one.share(&of(&text(500)))), (100, 0));
    }

    proptest! {
        /// Against the sets of shingles themselves, of texts whose shingles are all kept.
        #[test]
        fn the_share_is_that_of_the_shingles(
            common in "[一-十]{0,40}", one in "[百-皿]{1,40}", two in "[刀-刹]{1,40}",
        ) {
            let plain = |text: &str| text.chars().filter_map(key_char).collect::<Vec<char>>();
            let shingles = |text: &str| -> BTreeSet<Vec<char>> {
                plain(text).windows(RUN).map(<[char]>::to_vec).collect()
            };
            let (one, two) = (format!("{one}{common}"), format!("{two}{common}"));
            let (a, b) = (shingles(&one), shingles(&two));
            prop_assume!(!a.is_empty() && !b.is_empty());
            let exact = 100 * a.intersection(&b).count() / a.len();
            prop_assert_eq!(of(&one).share(&of(&two)), exact as u32);
        }
    }
}
