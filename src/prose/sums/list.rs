//! Parts and their total, and shares of it.

use super::counted::CountedNumber;
use super::counted::{List, Wholes};
use super::kinds::is_whole;
use super::labels::{is_flow, is_intake, is_one_of_them, names_parts, sums_up};
use super::parts::sum;
use super::pieces::RunPiece;
use super::shares::{hundred, quotient};
use super::{Wrong, scaled};
use crate::prose::numbers::Decimal;

/// Brackets within brackets that are looked into.
const NESTED: usize = 4;

/// The lists of a run that do not add up.
pub(super) fn wrong_sums(pieces: &[RunPiece], wholes: &mut Wholes) -> Vec<Wrong> {
    let mut level = Level::default();
    level.read(pieces, wholes);
    level.wrong
}

#[derive(Default)]
struct Level {
    /// How many brackets stand around it.
    depth: usize,
    heads: Vec<CountedNumber>,
    list: Option<List>,
    /// Whether something since the last full stop makes a sum behind it unclear.
    loose: bool,
    wrong: Vec<Wrong>,
}

impl Level {
    fn read(&mut self, pieces: &[RunPiece], wholes: &mut Wholes) {
        let mut i = 0;
        while i < pieces.len() {
            match &pieces[i] {
                RunPiece::Item(item) => self.item(item, wholes),
                RunPiece::OfWhich(colon) => self.parts_follow(*colon, false, wholes),
                RunPiece::Including => self.parts_follow(false, true, wholes),
                RunPiece::Divided => {
                    self.close(wholes);
                    self.list = Some(List {
                        divided: true,
                        colon: true,
                        total: self.heads.last().cloned(),
                        ..List::default()
                    });
                }
                RunPiece::Loose => match &mut self.list {
                    Some(list) => list.loose = true,
                    None => self.loose = true,
                },
                RunPiece::Open => {
                    let end = matching(pieces, i);
                    self.bracket(
                        &pieces[i + 1..end],
                        matches!(pieces.get(i.wrapping_sub(1)), Some(RunPiece::Item(_))),
                        wholes,
                    );
                    i = end;
                }
                RunPiece::Semicolon => {
                    // Semicolons part what is listed where they stand behind its first part.
                    match &mut self.list {
                        Some(list) if list.parts.len() < 2 => list.colon = true,
                        Some(list) if !list.colon => self.close(wholes),
                        _ => {}
                    }
                }
                RunPiece::Stop => {
                    self.close(wholes);
                    self.unsaid(wholes);
                    self.loose = false;
                    wholes.extend(self.heads.iter().map(|item| (item.number, item.unit)));
                }
                RunPiece::Words
                | RunPiece::Close
                | RunPiece::Rate(_)
                | RunPiece::Was(_)
                | RunPiece::Each(..) => {}
            }
            i += 1;
        }
        self.close(wholes);
        if !matches!(pieces.last(), Some(RunPiece::Stop)) {
            self.unsaid(wholes);
        }
        wholes.extend(self.heads.iter().map(|item| (item.number, item.unit)));
    }

    /// Behind a number its parts follow, all of them unless the list is `open`.
    fn parts_follow(&mut self, colon: bool, open: bool, wholes: &mut Wholes) {
        if self
            .list
            .as_ref()
            .is_some_and(|list| !list.parts.is_empty())
        {
            // Parts of a part, without brackets: where they end is not said.
            self.list = None;
            self.loose = true;
            return;
        }
        self.close(wholes);
        let total = self.heads.last().cloned();
        self.list = total.map(|total| List {
            total: Some(total),
            colon,
            open,
            ..List::default()
        });
        self.loose |= open && self.list.is_none();
    }

    /// What stands in brackets behind a number is a list of its parts.
    fn bracket(&mut self, inner: &[RunPiece], of_item: bool, wholes: &mut Wholes) {
        let last = self
            .list
            .as_ref()
            .and_then(|list| list.parts.last())
            .or(self.heads.last());
        let total = last.filter(|_| of_item).cloned();
        if self.depth >= NESTED {
            self.loose = true;
            return;
        }
        let mut level = Level {
            depth: self.depth + 1,
            ..Level::default()
        };
        if total.is_some() {
            level.heads.extend(total.clone());
            level.list = Some(List {
                total,
                bracket: true,
                open: matches!(inner, [RunPiece::Including, ..]),
                ..List::default()
            });
        }
        let inner = match inner {
            [RunPiece::OfWhich(_) | RunPiece::Including, rest @ ..] => rest,
            inner => inner,
        };
        let mut own = wholes.clone();
        own.extend(self.heads.iter().map(|item| (item.number, item.unit)));
        level.read(inner, &mut own);
        self.wrong.append(&mut level.wrong);
    }

    fn item(&mut self, item: &CountedNumber, wholes: &mut Wholes) {
        match self.list.take() {
            Some(list) => self.of_list(list, item, wholes),
            None => {
                self.total(item, wholes);
                self.rest(item);
                self.heads.push(item.clone());
            }
        }
    }

    /// A number where a list is open: its total, a part of it, or what stands behind it.
    fn of_list(&mut self, mut list: List, item: &CountedNumber, wholes: &mut Wholes) {
        let same = |other: &CountedNumber| other.unit == item.unit || item.unit.is_empty();
        if list.parts.is_empty() {
            // The number that is divided is the last of the same unit.
            list.total = self.heads.iter().rev().find(|head| same(head)).cloned();
            if list.total.is_none() && !list.divided {
                self.heads.push(item.clone());
                return;
            }
            list.some = item.label.starts_with('含');
            list.parts.push(item.clone());
            self.list = Some(list);
            return;
        }
        let alike = list.parts.iter().all(same);
        if sums_up(&item.label) && alike {
            list.total = Some(item.clone());
            list.divided = false;
            self.list = Some(list);
            self.close(wholes);
            return;
        }
        let begun = is_flow(&list.parts[0].label);
        let besides = ["另", "此外", "还有"];
        let other = is_flow(&item.label) && !begun
            || besides.iter().any(|word| item.label.starts_with(word));
        if alike && !other {
            list.parts.push(item.clone());
            self.list = Some(list);
            return;
        }
        list.some |= !other;
        // 56件申请中，予以公开48件、无法提供6件，结转2件: the last is what lacks.
        let all = list.total.iter().chain(&list.parts).chain([item]);
        let all: Vec<Decimal> = all.map(|item| item.number).collect();
        let lacked = scaled(&all).is_some_and(|(all, _)| all[0] == all[1..].iter().sum::<i128>());
        if !lacked {
            self.list = Some(list);
            self.close(wholes);
        }
        self.heads.push(item.clone());
    }

    /// A number that says that it is the total of those before.
    fn total(&mut self, item: &CountedNumber, wholes: &Wholes) {
        let sums = sums_up(&item.label);
        if self.loose || !sums && !names_parts(&item.label, &self.heads) {
            return;
        }
        let alike = |head: &CountedNumber| head.unit == item.unit && head.share.is_none();
        if self.heads.len() > 1 && self.heads.iter().all(alike) {
            let list = List {
                total: Some(item.clone()),
                parts: self.heads.clone(),
                colon: true,
                ..List::default()
            };
            let near = |wrong: &Wrong| sums || is_near(wrong, 20);
            self.wrong.extend(sum(&list, wholes, true).filter(near));
        }
    }

    /// 收到35件，已办结31件，其余5件正在办理.
    fn rest(&mut self, item: &CountedNumber) {
        let rest = ["其余", "剩余", "余下"]
            .iter()
            .any(|word| item.label.starts_with(word));
        let pending = ["正在", "在办", "未办结", "尚未"]
            .iter()
            .any(|word| item.label.starts_with(word));
        let [whole, done] = &self.heads[..] else {
            return;
        };
        let carried =
            |head: &CountedNumber| head.label.contains("结转") || head.label.contains("申请");
        let rest = rest || pending && ![whole, done].into_iter().any(carried);
        let flows = is_intake(&whole.label) && is_flow(&done.label) && !is_intake(&done.label);
        if rest && flows && !self.loose && [whole, done].iter().all(|head| head.unit == item.unit) {
            let list = List {
                total: Some(whole.clone()),
                parts: vec![done.clone(), item.clone()],
                ..List::default()
            };
            self.wrong.extend(sum(&list, &Vec::new(), true));
        }
    }

    /// Parts that are a whole without a word that says so: 答复60件，予以公开25件，部分公开4件, ….
    fn unsaid(&mut self, wholes: &Wholes) {
        if self.loose || !self.wrong.is_empty() {
            return;
        }
        let mut all = wholes.clone();
        all.extend(self.heads.iter().map(|item| (item.number, item.unit)));
        let last = |of: fn(&CountedNumber) -> bool| {
            let count = self.heads.iter().rev().take_while(|head| of(head)).count();
            self.heads[self.heads.len() - count..].to_vec()
        };
        let of_hundred = |parts: Vec<CountedNumber>| {
            hundred(&List {
                parts,
                ..List::default()
            })
        };
        let shares = last(|head| head.unit == "%");
        let shared = last(|head| head.share.is_some());
        if shares.is_empty() && shared.len() > 2 {
            self.wrong.extend(of_hundred(shared));
        }
        if shares.len() > 2 {
            self.wrong.extend(of_hundred(shares));
            return;
        }
        if let Some(list) = self.whole() {
            self.wrong.extend(sum(&list, &all, false));
            return;
        }
        let wrong = self.shares_of_heads(&all);
        self.wrong.extend(wrong);
    }

    /// The last numbers that together are all kinds there are, with the one before as their total.
    fn whole(&self) -> Option<List> {
        (1..self.heads.len()).find_map(|from| {
            let (before, parts) = self.heads.split_at(from);
            let total = &before[from - 1];
            if parts.len() < 2 || parts.iter().any(|part| part.unit != total.unit) {
                return None;
            }
            let labels: Vec<&str> = parts.iter().map(|part| part.label.as_str()).collect();
            (is_whole(&labels) && !is_one_of_them(total, parts)).then(|| List {
                total: Some(total.clone()),
                parts: parts.to_vec(),
                divided: true,
                ..List::default()
            })
        })
    }

    /// 收到50件，网络申请35件，占70%: the first share that is not that of its number in the one before.
    fn shares_of_heads(&self, all: &Wholes) -> Option<Wrong> {
        let shared = self.heads.iter().skip(1);
        let mut shared = shared.filter(|head| head.share.is_some());
        shared.find_map(|part| {
            let before = self.heads.iter();
            let before = before.take_while(|head| head.at.start < part.at.start);
            let total = before
                .filter(|head| head.unit == part.unit && head.share.is_none())
                .last()?;
            let list = List {
                total: Some(total.clone()),
                parts: vec![part.clone()],
                ..List::default()
            };
            quotient(&list, all)
        })
    }

    fn close(&mut self, wholes: &Wholes) {
        let Some(list) = self.list.take().filter(|list| !list.parts.is_empty()) else {
            return;
        };
        let mut all = wholes.clone();
        all.extend(self.heads.iter().map(|item| (item.number, item.unit)));
        let wrong = sum(&list, &all, false)
            .or_else(|| quotient(&list, &all))
            .or_else(|| hundred(&list));
        self.wrong.extend(wrong);
    }
}

fn matching(pieces: &[RunPiece], open: usize) -> usize {
    let mut depth = 0;
    for (i, piece) in pieces.iter().enumerate().skip(open) {
        match piece {
            RunPiece::Open => depth += 1,
            RunPiece::Close if depth == 1 => return i,
            RunPiece::Close => depth -= 1,
            _ => {}
        }
    }
    pieces.len()
}

/// Whether both sides are no more than so many per cent apart.
fn is_near(wrong: &Wrong, percent: i64) -> bool {
    wrong.sides.is_none_or(|(whole, sum)| {
        let apart = (whole - sum).abs();
        apart <= 2 || apart.saturating_mul(100) <= whole.saturating_mul(percent)
    })
}
