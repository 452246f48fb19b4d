//! Parts and their total, and shares of it.

use super::counted::{List, Wholes};
use super::kinds::{Extent, extent, is_channel, is_whole, is_year};
use super::scan::{CountedNumber, RunPiece};
use super::shares::{hundred, quotient};
use super::{Wrong, scaled, written};
use crate::prose::numbers::Decimal;

/// Numbers before a list of which two may together be what is divided.
const NEAR: usize = 8;
/// Brackets within brackets that are looked into.
const NESTED: usize = 4;

/// The lists of a run that do not add up.
pub(super) fn check(pieces: &[RunPiece], wholes: &mut Wholes) -> Vec<Wrong> {
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
                RunPiece::OfWhich(_) | RunPiece::Including => {
                    let open = matches!(pieces[i], RunPiece::Including);
                    let colon = matches!(pieces[i], RunPiece::OfWhich(true));
                    let nested = self
                        .list
                        .as_ref()
                        .is_some_and(|list| !list.parts.is_empty());
                    if nested {
                        // Parts of a part, without brackets: where they end is not said.
                        self.list = None;
                        self.loose = true;
                    } else {
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
                }
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
        let sums = sums_up(&item.label);
        if let Some(list) = &mut self.list {
            let same = |other: &CountedNumber| other.unit == item.unit || item.unit.is_empty();
            if list.parts.is_empty() {
                // The number that is divided is the last of the same unit.
                let total = self.heads.iter().rev().find(|head| same(head));
                list.total = total.cloned();
                if list.total.is_none() && !list.divided {
                    self.list = None;
                    self.heads.push(item.clone());
                    return;
                }
                list.some = item.label.starts_with('含');
                list.parts.push(item.clone());
                return;
            }
            if sums && list.parts.iter().all(same) {
                list.total = Some(item.clone());
                list.divided = false;
                self.close(wholes);
                return;
            }
            let begun = is_flow(&list.parts[0].label);
            let besides = ["另", "此外", "还有"];
            let other = is_flow(&item.label) && !begun
                || besides.iter().any(|word| item.label.starts_with(word));
            if list.parts.iter().all(same) && !other {
                list.parts.push(item.clone());
                return;
            }
            list.some |= !other;
            // 56件申请中，予以公开48件、无法提供6件，结转2件: the last is what lacks.
            let all = list.total.iter().chain(&list.parts).chain([item]);
            let all: Vec<Decimal> = all.map(|item| item.number).collect();
            if let Some((all, _)) = scaled(&all)
                && all[0] == all[1..].iter().sum::<i128>()
            {
                self.list = None;
            }
            self.close(wholes);
            self.heads.push(item.clone());
            return;
        }
        let all = !sums && names_parts(&item.label, &self.heads);
        if (sums || all) && !self.loose {
            let parts: Vec<CountedNumber> = self.heads.clone();
            let alike = parts
                .iter()
                .all(|head| head.unit == item.unit && head.share.is_none());
            if parts.len() > 1 && alike {
                let list = List {
                    total: Some(item.clone()),
                    parts,
                    colon: true,
                    ..List::default()
                };
                let near = |wrong: &Wrong| sums || is_near(wrong, 20);
                self.wrong.extend(sum(&list, wholes, true).filter(near));
            }
        }
        self.rest(item);
        self.heads.push(item.clone());
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
        let shares = self
            .heads
            .iter()
            .rev()
            .take_while(|head| head.unit == "%")
            .count();
        let mut all = wholes.clone();
        all.extend(self.heads.iter().map(|item| (item.number, item.unit)));
        let shared = self.heads.iter().rev();
        let shared = shared.take_while(|head| head.share.is_some()).count();
        if shared > 2 && shares == 0 {
            let parts = self.heads[self.heads.len() - shared..].to_vec();
            let list = List {
                parts,
                ..List::default()
            };
            self.wrong.extend(hundred(&list));
        }
        if shares > 2 {
            let parts = self.heads[self.heads.len() - shares..].to_vec();
            let list = List {
                parts,
                ..List::default()
            };
            self.wrong.extend(hundred(&list));
            return;
        }
        for from in 1..self.heads.len() {
            let (before, parts) = self.heads.split_at(from);
            let total = &before[from - 1];
            if parts.len() < 2 || parts.iter().any(|part| part.unit != total.unit) {
                continue;
            }
            let labels: Vec<&str> = parts.iter().map(|part| part.label.as_str()).collect();
            if is_whole(&labels) && !is_one_of_them(total, parts) {
                let list = List {
                    total: Some(total.clone()),
                    parts: parts.to_vec(),
                    divided: true,
                    ..List::default()
                };
                self.wrong.extend(sum(&list, &all, false));
                return;
            }
        }
        // 收到50件，网络申请35件，占70%.
        let shared = self
            .heads
            .iter()
            .skip(1)
            .filter(|head| head.share.is_some());
        let mut wrong = shared.filter_map(|part| {
            let before = self
                .heads
                .iter()
                .take_while(|head| head.at.start < part.at.start);
            let total = before
                .filter(|head| head.unit == part.unit && head.share.is_none())
                .last()?;
            let list = List {
                total: Some(total.clone()),
                parts: vec![part.clone()],
                ..List::default()
            };
            quotient(&list, &all)
        });
        let wrong = wrong.next();
        self.wrong.extend(wrong);
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

/// Whether the first of several is no total of the others but a kind beside them, of which the last is the rest:
/// 征收类35件、规划类12件、其他9件.
fn is_one_of_them(first: &CountedNumber, others: &[CountedNumber]) -> bool {
    let is_rest = |part: &CountedNumber| {
        let rest = ["其他", "其它", "其余", "剩余", "余下"];
        rest.iter().any(|word| part.label.starts_with(word))
    };
    let numbers: Vec<Decimal> = others.iter().chain([first]).map(|n| n.number).collect();
    let Some((numbers, _)) = scaled(&numbers) else {
        return true;
    };
    let (first_number, parts) = (numbers[others.len()], &numbers[..others.len()]);
    let apart = (parts.iter().sum::<i128>() - first_number).abs();
    let whole = ["共", "总", "收到", "受理", "答复", "办结", "办理", "发现"];
    let is_total = whole.iter().any(|word| first.label.contains(word));
    others.iter().any(is_rest) && (!is_total || apart * 10 > first_number)
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

/// 合计: the number behind it is the sum of those before.
fn sums_up(label: &str) -> bool {
    ["合计", "共计", "总计"]
        .iter()
        .any(|word| label.starts_with(word))
        || ["共", "一共", "总共", "共有"].contains(&label)
        || ["全年共", "全年合计", "全年共计"].contains(&label)
        || ["共", "合计", "总计"]
            .iter()
            .any(|word| label.contains(word))
            && names_them_all(label)
}

/// Whether both sides are no more than so many per cent apart.
fn is_near(wrong: &Wrong, percent: i64) -> bool {
    wrong.sides.is_none_or(|(whole, sum)| {
        let apart = (whole - sum).abs();
        apart <= 2 || apart.saturating_mul(100) <= whole.saturating_mul(percent)
    })
}

/// 网站发布860条，公众号发布500条，共发布1260条; 上半年700条，下半年800条，全年1500条: what is counted is
/// said again of all together, or the parts are a year.
fn names_parts(label: &str, heads: &[CountedNumber]) -> bool {
    let year = ["全年", "年度", "年内"];
    let of_year = year.iter().find_map(|word| label.strip_prefix(word));
    let rest = of_year.unwrap_or(label);
    let labels: Vec<&str> = heads.iter().map(|head| head.label.as_str()).collect();
    if labels.len() < 2 || labels.len() > NEAR {
        return false;
    }
    let together = ["共计", "合计", "总计", "总共", "一共", "共"];
    let what = together.iter().find_map(|word| rest.strip_prefix(word));
    if (of_year.is_some() || what.is_some()) && is_year(&labels) {
        return true;
    }
    let Some(what) = what.filter(|what| what.chars().count() > 1) else {
        return false;
    };
    // 回复市长信箱来信120封、局长信箱来信80封，共回复来信200封.
    let cut = what.char_indices().nth(2).map_or(what.len(), |(at, _)| at);
    let (verb, noun) = what.split_at(cut);
    labels.iter().all(|label| label.ends_with(what))
        || noun.chars().count() > 1
            && labels[0].contains(verb)
            && labels.iter().all(|label| label.ends_with(noun))
}

/// 三个平台共发布, 以上共公开: what was named before, together.
fn names_them_all(label: &str) -> bool {
    let mut chars = label.chars();
    let few = chars
        .next()
        .is_some_and(|c| "两二三四五六七八九".contains(c));
    few && chars.next().is_some_and(|c| "个者项类种".contains(c))
        || ["以上", "上述"].iter().any(|word| label.starts_with(word))
}

/// What becomes of applications, which is no kind of them.
fn is_flow(label: &str) -> bool {
    let flows = [
        "办结", "答复", "办复", "回复", "结转", "顺延", "未办", "正在", "其余",
    ];
    flows.iter().any(|word| label.contains(word)) && !is_carried_in(label) || is_intake(label)
}

fn is_intake(label: &str) -> bool {
    ["收到", "受理", "接收", "接到", "收件"]
        .iter()
        .any(|word| label.contains(word))
        && !label.contains("新收")
}

fn is_carried_in(label: &str) -> bool {
    label.contains("结转")
        && ["上年", "上一年", "往年", "去年"]
            .iter()
            .any(|word| label.contains(word))
}

/// Whether the parts come to their total. `explicit`: the text says that they are all.
fn sum(list: &List, wholes: &Wholes, explicit: bool) -> Option<Wrong> {
    let total = list.total.as_ref()?;
    let vague =
        list.loose || total.vague || list.parts.iter().any(|part| part.vague || part.unit == "%");
    if vague || list.parts.len() < 2 {
        return None;
    }
    let mut numbers = vec![total.number];
    numbers.extend(list.parts.iter().map(|part| part.number));
    let (numbers, places) = scaled(&numbers)?;
    let (whole, parts) = (numbers[0], &numbers[1..]);
    // Where some of them come to the total, the rest is another way of dividing it.
    let mut running = 0;
    for part in parts {
        running += part;
        if running == whole {
            return None;
        }
    }
    let sum: i128 = parts.iter().sum();
    let others = wholes.iter().filter(|(_, unit)| *unit == total.unit);
    let of_others = others.filter_map(|(n, _)| scaled(&[*n, Decimal { digits: 0, places }]));
    // Of two numbers before, the one that they come to is the one that is divided; or both together are.
    let of_others: Vec<i128> = of_others.map(|(n, _)| n[0]).collect();
    let near = &of_others[of_others.len().saturating_sub(NEAR)..];
    let pairs = || near.iter().flat_map(|a| near.iter().map(move |b| a + b));
    let both = !list.divided && pairs().any(|n| n == sum);
    if !explicit && !list.bracket && (of_others.contains(&sum) || both) {
        return None;
    }
    let labels: Vec<&str> = list.parts.iter().map(|part| part.label.as_str()).collect();
    let least = *parts.iter().filter(|part| **part > 0).min()?;
    let rounding = if places > 0 {
        numbers.len() as i128 / 2
    } else {
        0
    };
    let (over, under) = (sum - whole, whole - sum);
    let channels = ["条", "篇", "次"].contains(&total.unit)
        && labels.iter().filter(|label| is_channel(label)).count() > 1;
    let wrong = if over > 0 {
        // One piece may go by several channels; and what comes to far more counts something else.
        let most = match extent(&labels) {
            _ if explicit => whole,
            Extent::All => whole,
            _ if list.open => (whole / 10).max(1),
            _ if channels || total.unit == "人次" => whole * 15 / 100,
            _ => (whole * 30 / 100).max(1),
        };
        // Kinds that are all there is may be further off.
        let far = if extent(&labels) == Extent::All {
            5
        } else {
            10
        };
        over > rounding && over <= most && !(list.divided && over > 2 && over * far > whole)
    } else {
        let complete = parts.len() > 2 || list.bracket;
        let narrow =
            under < least && (under * if complete { 10 } else { 20 } <= whole || under <= 1);
        under > rounding
            && match extent(&labels) {
                _ if explicit => under * 2 <= whole,
                _ if list.some => false,
                Extent::All => under * 2 <= whole,
                Extent::Some => false,
                Extent::Unknown => narrow && !list.open,
            }
    };
    if !wrong {
        return None;
    }
    let terms: Vec<String> = list
        .parts
        .iter()
        .map(|part| part.number.to_string())
        .collect();
    let sides = i64::try_from(whole).ok().zip(i64::try_from(sum).ok());
    Some(Wrong {
        rule: "sum.parts",
        shown: format!("{} = {}", terms.join(" + "), written(sum, places)),
        said: written(whole, places),
        right: written(sum, places),
        sides: sides.filter(|_| places == 0),
        at: span(list, total),
        total: Some(total.at.clone()),
    })
}

/// From the first to the last number of a list.
fn span(list: &List, total: &CountedNumber) -> std::ops::Range<usize> {
    let all = || list.parts.iter().chain([total]).map(|item| &item.at);
    let start = all().map(|at| at.start).min().unwrap_or(total.at.start);
    let end = all().map(|at| at.end).max().unwrap_or(total.at.end);
    start..end
}
