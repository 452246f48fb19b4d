//! Heads copied as text, in which a label over several columns is written once: every way in which the labels may
//! stand over each other.

use super::grid::{Content, Grid};
use super::head::{HeadLabel, Paths, Stretch, label};
use super::label::{Role, role};
use crate::text::key;

/// Ways at most in which a head is read, and steps in which they are looked for.
const WAYS: usize = 100;
pub(super) const STEPS: usize = 4000;
/// Lines of a head at most for which there are several.
pub(super) const DEEP: usize = 4;
/// Labels over columns that hold labels themselves.
pub(super) const STUBS: [&str; 14] = [
    "类",
    "款",
    "项",
    "编码",
    "代码",
    "科目编码",
    "科目名称",
    "功能分类科目编码",
    "经济分类科目编码",
    "栏次",
    "栏目",
    "行次",
    "名称",
    "序号",
];

/// A head whose lines are shorter than the body, since a label over several columns is written once.
pub(super) struct Ragged {
    pub lines: Vec<Vec<HeadLabel>>,
    pub widest: usize,
    /// Whether lines of the body begin with names: so many of the first labels are theirs.
    pub names: usize,
}

impl Ragged {
    pub fn of(grid: &Grid, stretch: &Stretch) -> Option<Ragged> {
        let width = |&row: &usize| grid.row(row).count();
        let line = |&row: &usize| -> Vec<HeadLabel> {
            let labels = (0..grid.width()).filter_map(|column| label(grid, row, column));
            labels.collect()
        };
        let named = stretch.body.iter().any(|&row| {
            let first = grid.row(row).next();
            first.is_some_and(|cell| cell.content == Content::Words)
        });
        Some(Ragged {
            lines: stretch.head.iter().map(line).collect(),
            widest: stretch.body.iter().map(width).max()?,
            names: usize::from(named),
        })
    }
}

/// Every way in which labels may stand over those of the line below them, in so many steps at most.
pub(super) fn ways(
    lines: &[Vec<HeadLabel>],
    width: usize,
    names: usize,
    left: &mut usize,
) -> Vec<Paths> {
    let mut found = Vec::new();
    let Some((last, before)) = lines.split_last() else {
        return found;
    };
    let Some(missing) = width.checked_sub(last.len()).filter(|_| !before.is_empty()) else {
        found.extend(fill(lines, width, names));
        return found;
    };
    let stubs = stubs(last);
    // A single line that has a label for every column comes before one where columns of labels have none.
    let is_whole = |groups: usize| before.len() > 1 || missing + groups == before[0].len();
    let (first, rest): (Vec<usize>, Vec<usize>) = (1..=last.len() / 2).partition(|n| is_whole(*n));
    for counts in [first, rest] {
        for width in counts.into_iter().map(|groups| missing + groups) {
            let over = ways(before, width, names, left).into_iter();
            for over in over.filter(|over| over.len() == width) {
                let mut groups = LabelGroups {
                    over: &over,
                    last,
                    sizes: vec![0; over.len()],
                };
                // The first label is that of the names, and of what columns of labels have below it.
                if stubs > 0 {
                    groups.sizes[0] = stubs;
                    groups.each(1, last.len() - stubs, missing, left, &mut found);
                } else if let Some(alone) = missing.checked_sub(names) {
                    groups.each(names, last.len(), alone, left, &mut found);
                }
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// How many labels of a line stand under each of those above: none, or two and more.
struct LabelGroups<'a> {
    over: &'a [Vec<HeadLabel>],
    last: &'a [HeadLabel],
    sizes: Vec<usize>,
}

impl LabelGroups<'_> {
    /// Goes on at a label with so many labels and so many that have none below them still to be placed.
    fn each(
        &mut self,
        at: usize,
        rest: usize,
        alone: usize,
        left: &mut usize,
        out: &mut Vec<Paths>,
    ) {
        let after = self.over.len() - at.min(self.over.len());
        if *left == 0 || alone > after || out.len() >= WAYS {
            return;
        }
        *left -= 1;
        if after == 0 {
            if rest == 0 {
                out.push(self.paths());
            }
            return;
        }
        if alone > 0 {
            self.each(at + 1, rest, alone - 1, left, out);
        }
        if after > alone {
            for size in 2..=rest {
                self.sizes[at] = size;
                self.each(at + 1, rest - size, alone, left, out);
            }
            self.sizes[at] = 0;
        }
    }

    fn paths(&self) -> Paths {
        let mut labels = self.last.iter();
        let mut paths = Vec::new();
        for (path, &size) in self.over.iter().zip(&self.sizes) {
            let mut below = labels.by_ref().take(size).peekable();
            if below.peek().is_none() {
                paths.push(path.clone());
            }
            for label in below {
                let mut path = path.clone();
                path.push(label.clone());
                paths.push(path);
            }
        }
        paths
    }
}

pub(super) fn fill(
    lines: &[Vec<HeadLabel>],
    width: usize,
    names: usize,
) -> Option<Vec<Vec<HeadLabel>>> {
    let (last, before) = lines.split_last()?;
    let one = |label: &HeadLabel| vec![label.clone()];
    if before.is_empty() {
        return match width.checked_sub(last.len())? {
            0 => Some(last.iter().map(one).collect()),
            // The columns of labels have none of their own in this line.
            missing @ 1..=2 => {
                let none = vec![Vec::new(); missing];
                Some(none.into_iter().chain(last.iter().map(one)).collect())
            }
            _ => None,
        };
    }
    let missing = width.checked_sub(last.len())?;
    if missing == 0 {
        // The last line is whole: labels over it stand for as many each, if they divide it.
        let over = before.last()?.len();
        if over > 0 && width.is_multiple_of(over) && before.len() == 1 {
            let each = width / over;
            let paths = last
                .iter()
                .enumerate()
                .map(|(at, label)| vec![before[0][at / each].clone(), label.clone()]);
            return Some(paths.collect());
        }
        // Where those over it cannot be placed, its own labels have to do.
        let alone = || Some(last.iter().map(one).collect());
        let Some(kinds) = distinct(last) else {
            return alone();
        };
        let Some(over) = fill(before, width / kinds, names) else {
            return alone();
        };
        let paths = last.iter().enumerate().map(|(at, label)| {
            let mut path = over[at / kinds].clone();
            path.push(label.clone());
            path
        });
        return Some(paths.collect());
    }
    let plain = fill(before, before.last()?.len(), names)
        .and_then(|over| under(&over, last, missing, names));
    if before.len() == 1
        || before.len() >= DEEP
        || plain.as_ref().is_some_and(|paths| paths.len() == width)
    {
        return plain;
    }
    // A label of the first lines may stand beside those of the line above the last.
    let more = |groups: usize| {
        let over = fill(before, missing + groups, names)?;
        under(&over, last, missing, names).filter(|paths| paths.len() == width)
    };
    let mut found = (1..=last.len() / 2).filter_map(more);
    let first = found.next();
    first.filter(|_| found.next().is_none()).or(plain)
}

/// A line of labels below others, of which so many have none below them.
fn under(
    over: &[Vec<HeadLabel>],
    last: &[HeadLabel],
    missing: usize,
    names: usize,
) -> Option<Paths> {
    // Labels of the columns of labels stand under the first of those above them.
    let stubs = stubs(last);
    if stubs > 0 {
        let (first, rest) = over.split_first()?;
        let under = |label: &HeadLabel| {
            let mut path = first.clone();
            path.push(label.clone());
            path
        };
        let mut paths: Vec<Vec<HeadLabel>> = last[..stubs].iter().map(under).collect();
        paths.extend(spread(rest, &last[stubs..], missing, 0)?);
        return Some(paths);
    }
    spread(over, last, missing, names)
}

/// How many labels a line begins with that are of columns of labels; none where all are.
fn stubs(line: &[HeadLabel]) -> usize {
    let is_stub = |label: &&HeadLabel| STUBS.contains(&&*key(&label.text));
    let stubs = line.iter().take_while(is_stub).count();
    match stubs < line.len() {
        true => stubs,
        false => 0,
    }
}

/// So many labels of the line above stand over columns of their own, the others over the last line.
fn spread(
    over: &[Vec<HeadLabel>],
    last: &[HeadLabel],
    missing: usize,
    names: usize,
) -> Option<Vec<Vec<HeadLabel>>> {
    let groups = over.len().checked_sub(missing)?;
    if groups == 0 || !last.len().is_multiple_of(groups) {
        return None;
    }
    let stands = group(over, last, groups, names)?;
    let mut parts = last.chunks(last.len() / groups);
    let mut paths = Vec::new();
    for path in over.iter().cloned() {
        if path.last().is_none_or(|label| key(&label.text) != stands) {
            paths.push(path);
            continue;
        }
        for label in parts.next()? {
            let mut path = path.clone();
            path.push(label.clone());
            paths.push(path);
        }
    }
    (parts.next().is_none()).then_some(paths)
}

/// The label that stands over the last line, where only one can: the only one there is, the one over columns
/// of labels, the one whose words come again below it, or the one that says how many there were.
fn group(
    over: &[Vec<HeadLabel>],
    last: &[HeadLabel],
    groups: usize,
    names: usize,
) -> Option<String> {
    let keys: Vec<String> = over
        .iter()
        .filter_map(|path| path.last().map(|label| key(&label.text)))
        .collect();
    let below: Vec<String> = last.iter().map(|label| key(&label.text)).collect();
    if groups == 1 && below.iter().all(|key| STUBS.contains(&key.as_str())) {
        return keys.first().cloned();
    }
    let often = |key: &&String| keys.iter().filter(|other| other == key).count() == groups;
    let mut candidates: Vec<&String> = keys.iter().skip(names).filter(often).collect();
    candidates.sort_unstable();
    candidates.dedup();
    candidates.retain(|key| role(key) == Role::Part || role(key) == Role::OfWhich);
    let shares = |candidate: &str| below.iter().map(|below| shared(candidate, below)).max();
    let most = candidates.iter().filter_map(|key| shares(key)).max()?;
    let counts = |key: &str| {
        ["数量", "情况", "其中", "结果", "种类"]
            .iter()
            .any(|word| key.contains(word))
    };
    let only = |is: &dyn Fn(&str) -> bool| {
        let mut those = candidates.iter().filter(|key| is(key));
        those
            .next()
            .filter(|_| those.next().is_none())
            .map(|key| (*key).clone())
    };
    match candidates[..] {
        [one] => Some(one.clone()),
        _ if most > 1 => only(&|key| shares(key) == Some(most)),
        _ => only(&counts),
    }
}

/// Characters of the longest piece that two labels share.
fn shared(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut most = 0;
    for from in 0..one.len().min(64) {
        for at in 0..other.len().min(64) {
            let alike = one[from..].iter().zip(&other[at..]);
            most = most.max(alike.take_while(|(one, other)| one == other).count());
        }
    }
    most
}

/// After how many labels a line begins again, where it does throughout.
fn distinct(line: &[HeadLabel]) -> Option<usize> {
    let key = |at: usize| key(&line[at].text);
    let begins = |&kinds: &usize| {
        line.len().is_multiple_of(kinds) && (kinds..line.len()).all(|at| key(at) == key(at - kinds))
    };
    (1..line.len()).find(begins)
}
