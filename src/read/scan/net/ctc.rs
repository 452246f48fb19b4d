//! From the scores of columns to texts: connectionist temporal classification (Graves et al., 2006).
//!
//! Exponentials and logarithms are made of sums and products here, since those of the standard library are
//! the platform's own.

use super::NetReading;
use super::weights::Net;

/// Beginnings of texts that are followed at once.
const BEAM: usize = 12;

/// Shares of a column that are not worth following.
const LEAST: f64 = 1e-5;

/// What a column says of each class, adding up to 1.
type ClassShares = Vec<f64>;

/// 2 to the power of `-(0..)`.
fn power(negative: f64) -> f64 {
    let whole = negative.floor();
    if whole > 1000.0 {
        return 0.0;
    }
    // 2^-x for x below 1: e^-(x ln 2), whose tenth term is below a billionth.
    let x = (negative - whole) * std::f64::consts::LN_2;
    let mut sum = 1.0;
    for term in (1..=11).rev() {
        sum = 1.0 - sum * x / f64::from(term);
    }
    sum * f64::from_bits((1023 - whole as u64) << 52)
}

/// The natural logarithm of a number that is above 0 and no denormal.
fn logarithm(x: f64) -> f64 {
    let bits = x.to_bits();
    let exponent = (bits >> 52) as i32 - 1023;
    let mantissa = f64::from_bits(bits & ((1 << 52) - 1) | 1023 << 52);
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let mut sum = 0.0;
    for term in (0..12).rev() {
        sum = sum * s * s + 1.0 / f64::from(2 * term + 1);
    }
    2.0 * s * sum + f64::from(exponent) * std::f64::consts::LN_2
}

/// Scores of a column's classes, in 1/1024 of a natural logarithm, as shares.
fn column(scores: &[i32]) -> ClassShares {
    let most = scores.iter().copied().max().unwrap_or(0);
    let per = std::f64::consts::LOG2_E / 1024.0;
    let shares: Vec<f64> = scores
        .iter()
        .map(|&score| power(f64::from(most - score) * per))
        .collect();
    let all: f64 = shares.iter().sum();
    shares.iter().map(|share| share / all).collect()
}

impl Net {
    /// Shares column by column.
    pub(super) fn shares(&self, pixels: &[u8], width: usize) -> Vec<ClassShares> {
        let scores = self.columns(pixels, width);
        scores
            .chunks_exact(self.alphabet.len() + 1)
            .map(column)
            .collect()
    }

    /// The likeliest texts of columns.
    pub(super) fn best(&self, columns: &[ClassShares]) -> NetReading {
        let beginnings = search(columns);
        let all: f64 = beginnings.iter().map(Beginning::share).sum();
        let mut texts = beginnings.iter().map(|beginning| {
            let class = |&class: &u8| self.alphabet.get(usize::from(class).wrapping_sub(1));
            beginning
                .classes
                .iter()
                .filter_map(class)
                .collect::<String>()
        });
        let share_of = |at: usize| {
            let share = beginnings.get(at).map_or(0.0, Beginning::share);
            (share / all.max(1.0)) as f32
        };
        // Of all that there is, not of what was followed, but for rounding.
        NetReading {
            best: texts.next().unwrap_or_default(),
            share: share_of(0),
            second: texts.next(),
            second_share: share_of(1),
        }
    }
}

/// A beginning of a text, with its shares.
#[derive(Debug)]
struct Beginning {
    classes: Vec<u8>,
    /// Of it with nothing behind, and with its last character still going on.
    closed: f64,
    open: f64,
}

impl Beginning {
    fn share(&self) -> f64 {
        self.closed + self.open
    }
}

/// The likeliest texts, best first.
fn search(columns: &[ClassShares]) -> Vec<Beginning> {
    let mut now = vec![Beginning {
        classes: Vec::new(),
        closed: 1.0,
        open: 0.0,
    }];
    for column in columns {
        let mut next: Vec<Beginning> = Vec::new();
        let mut add = |classes: &[u8], more: Option<u8>, closed: f64, open: f64| {
            let same = |known: &&mut Beginning| match more {
                None => known.classes == classes,
                Some(more) => known.classes.split_last() == Some((&more, classes)),
            };
            if let Some(known) = next.iter_mut().find(same) {
                known.closed += closed;
                known.open += open;
            } else {
                let mut classes = classes.to_vec();
                classes.extend(more);
                next.push(Beginning {
                    classes,
                    closed,
                    open,
                });
            }
        };
        let followed = column
            .iter()
            .enumerate()
            .filter(|&(_, &share)| share > LEAST);
        for beginning in &now {
            let last = beginning.classes.last().copied();
            for (class, &share) in followed.clone() {
                let whole = beginning.share() * share;
                match class as u8 {
                    0 => add(&beginning.classes, None, whole, 0.0),
                    class if Some(class) == last => {
                        add(&beginning.classes, None, 0.0, beginning.open * share);
                        add(
                            &beginning.classes,
                            Some(class),
                            0.0,
                            beginning.closed * share,
                        );
                    }
                    class => add(&beginning.classes, Some(class), 0.0, whole),
                }
            }
        }
        next.sort_by(|one, other| {
            let by_share = other.share().total_cmp(&one.share());
            by_share.then_with(|| one.classes.cmp(&other.classes))
        });
        next.truncate(BEAM);
        now = next;
    }
    now.retain(|beginning| beginning.share() > 0.0);
    now
}

/// What the reader of labels saw of one label, line by line.
#[derive(Debug, Clone, Default)]
pub struct LabelColumns {
    columns: Vec<ClassShares>,
    alphabet: Vec<char>,
    /// The class of all that is printed and no ideograph.
    mark: usize,
}

/// Which of some labels is printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// Its index among them.
    pub index: usize,
    /// Its likelihood by character ([`LabelColumns::likelihood`]): below -1 or so it is none of them.
    pub each: f64,
    /// By how much it is likelier than the next one; infinite where there is no other.
    pub margin: f64,
}

impl Choice {
    /// Whether it is this label and no other, as far as was measured (`benches/readers.rs`): each of its characters is read
    /// well or, where the print is poor, no other label comes anywhere near it.
    pub fn is_sure(&self) -> bool {
        self.each > -1.0 && self.margin > 4.0 || self.each > -2.7 && self.margin > 15.0
    }
}

impl LabelColumns {
    pub(super) fn of(net: &Net) -> Self {
        let mark = net.alphabet.iter().position(|&c| c == '·');
        LabelColumns {
            columns: Vec::new(),
            alphabet: net.alphabet.clone(),
            mark: mark.map_or(0, |index| index + 1),
        }
    }

    /// Goes on with the next line of the label.
    pub(super) fn push(&mut self, mut columns: Vec<ClassShares>) {
        // Marks tell no label from another, so they are nothing, like what is between two ideographs.
        for column in &mut columns {
            if self.mark > 0 {
                column[0] += std::mem::take(&mut column[self.mark]);
            }
        }
        if !self.columns.is_empty() {
            let mut between = vec![0.0; self.alphabet.len() + 1];
            between[0] = 1.0;
            self.columns.push(between);
        }
        self.columns.append(&mut columns);
    }

    /// The likeliest of these labels, each given by its key; none where the reader knows the characters of none.
    pub fn choose<'k>(&self, keys: impl Iterator<Item = &'k str>) -> Option<Choice> {
        let mut best: Option<(usize, f64, usize)> = None;
        let mut next = f64::NEG_INFINITY;
        for (index, key) in keys.enumerate() {
            let Some(likelihood) = self.likelihood(key) else {
                continue;
            };
            match best {
                Some((_, most, _)) if likelihood <= most => next = next.max(likelihood),
                _ => {
                    next = best.map_or(next, |(_, most, _)| most);
                    best = Some((index, likelihood, key.chars().count()));
                }
            }
        }
        let (index, likelihood, length) = best?;
        Some(Choice {
            index,
            each: likelihood / length.max(1) as f64,
            margin: likelihood - next,
        })
    }

    /// What is printed, plainly: ideographs that the form's labels have, "?" for others.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut before = 0;
        for column in &self.columns {
            let mut best = 0;
            for (class, share) in column.iter().enumerate() {
                if share > &column[best] {
                    best = class;
                }
            }
            if best != before && best > 0 {
                text.extend(self.alphabet.get(best - 1));
            }
            before = best;
        }
        text
    }

    /// The natural logarithm of the share of a label, given by its key ([`crate::text::key`]), of all texts there
    /// are: 0 is certain, and labels are compared by it. None where the reader does not know its characters.
    pub fn likelihood(&self, key: &str) -> Option<f64> {
        let class = |c: char| Some(self.alphabet.iter().position(|&known| known == c)? + 1);
        let classes = key.chars().map(class).collect::<Option<Vec<_>>>()?;
        // Where in the text a path may be: before a character or on one, by turns.
        let states = 2 * classes.len() + 1;
        let mut now = vec![0.0; states];
        now[0] = 1.0;
        let mut sum = 0.0;
        for column in &self.columns {
            let mut next = vec![0.0; states];
            for state in 0..states {
                let on = state % 2 == 1;
                let class = if on { classes[state / 2] } else { 0 };
                let mut from = now[state];
                if state > 0 {
                    from += now[state - 1];
                }
                if on && state > 1 && classes[state / 2 - 1] != class {
                    from += now[state - 2];
                }
                // A little for what the reader did not think of: one bad column does not rule a label out.
                next[state] = from * (column[class] + 1e-4);
            }
            let all: f64 = next.iter().sum();
            if all < 1e-250 {
                return Some(f64::NEG_INFINITY);
            }
            sum += logarithm(all);
            for state in &mut next {
                *state /= all;
            }
            now = next;
        }
        let end: f64 = now.iter().rev().take(2).sum();
        Some(match end < 1e-250 {
            true => f64::NEG_INFINITY,
            false => sum + logarithm(end),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Choice;

    #[test]
    fn a_label_of_poor_print_is_sure_where_no_other_is_near() {
        let is_sure = |each, margin| {
            let choice = Choice {
                index: 0,
                each,
                margin,
            };
            choice.is_sure()
        };
        assert!(is_sure(-0.2, 5.0));
        assert!(!is_sure(-0.2, 3.0), "two labels alike");
        assert!(is_sure(-2.5, 30.0));
        assert!(!is_sure(-2.5, 9.0), "poor, and another is near");
        assert!(!is_sure(-4.0, 30.0), "none of them");
    }
}
