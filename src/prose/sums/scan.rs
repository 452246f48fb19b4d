//! A run of sentences as what is counted in it: 动态类141条, its share, its brackets, and the words
//! that say what belongs to what.

use super::each::{goes_on_comparing, is_of_each, name_each, names_before, numeral};
use super::found::{FoundNumber, numbers};
use crate::prose::numbers::Decimal;
use crate::prose::page::{CharacterSet, find, starts};
use std::ops::Range;

/// A number with what it counts.
#[derive(Debug, Clone)]
pub(super) struct CountedNumber {
    /// The words of its clause before the number.
    pub label: String,
    pub number: Decimal,
    /// What it is counted in; nothing where no unit is written.
    pub unit: &'static str,
    /// The number and its unit.
    pub at: Range<usize>,
    /// 占 62%, where it follows.
    pub share: Option<(Decimal, Range<usize>)>,
    /// How it compares with last year, where that follows.
    pub change: YearChange,
    /// About, more than, from … to.
    pub vague: bool,
}

/// 比上年216件增加36件，增长16.7%.
#[derive(Debug, Clone, Default)]
pub(super) struct YearChange {
    pub last: Option<Decimal>,
    pub by: Option<Decimal>,
    pub rate: Option<Decimal>,
    pub down: bool,
    pub vague: bool,
}

/// What a run is made of.
#[derive(Debug, Clone)]
pub(super) enum RunPiece {
    Item(CountedNumber),
    /// 其中, or a colon behind a number: parts of the last number follow. Whether a colon is there.
    OfWhich(bool),
    /// 按申请方式分: parts of a number before follow.
    Divided,
    /// Words that make a list an open one, or its parts overlap: 包括, 主要, 同步.
    Loose,
    /// 包括, at the start of a clause: parts follow, of which more may be there.
    Including,
    /// A, B, C分别发布…: the names of what the numbers behind it count, the words between, and whether those are shares.
    Each(Vec<String>, String, bool),
    /// 采纳率40%: the quotient of two numbers of its sentence.
    Rate(CountedNumber),
    /// 较上年的80件减少24件: a change whose result is not said yet.
    Was(CountedNumber),
    /// A clause without a number.
    Words,
    Open,
    Close,
    Semicolon,
    Stop,
}

/// Words of a list that is not all of it, or whose parts may be counted twice.
const LOOSE: [&str; 29] = [
    "附图",
    "配图",
    "主要",
    "包括",
    "包含",
    "例如",
    "比如",
    "重点是",
    "同步",
    "同时",
    "全部在",
    "均在",
    "均通过",
    "全部通过",
    "延期",
    "补正",
    "第三方",
    "当日",
    "当天",
    "每",
    "平均",
    "累计",
    "以来",
    "最多",
    "多为",
    "居前",
    "涉及",
    "撤回",
    "逾期",
];
/// Words of a comparison with another time.
pub(super) const COMPARED: [&str; 12] = [
    "同比",
    "环比",
    "较上",
    "比上",
    "较去",
    "比去",
    "较20",
    "比20",
    "与上年",
    "与去年",
    "增长",
    "下降",
];
/// Words that begin a list which may leave some out.
const INCLUDING: [&str; 4] = ["包括", "包含", "涵盖", "含有"];
/// Words of a list of numbers behind the list of what they count.
const EACH: [&str; 5] = ["分别", "依次", "各占", "各为", "各有"];
const FEWER: [&str; 6] = ["下降", "减少", "降低", "降幅", "少", "回落"];
const MORE: [&str; 7] = ["增长", "增加", "上升", "增幅", "多", "提高", "新增"];

/// Reads a run of sentences.
pub(super) fn scan(chars: &[char], run: Range<usize>) -> Vec<RunPiece> {
    let mut pieces: Vec<RunPiece> = Vec::new();
    let mut from = run.start;
    let mut i = run.start;
    while i <= run.end {
        let c = if i == run.end { '\n' } else { chars[i] };
        let each = i > run.start && chars[i - 1] == ',' && starts(chars, i, "分别为");
        let of_which = each || starts(chars, i, "其中");
        let point = (c == ',' || c == ':')
            && i > run.start
            && chars[i - 1].is_ascii_digit()
            && chars.get(i + 1).is_some_and(char::is_ascii_digit);
        if !of_which && (point || !",，、;:。!?()\n".contains(c)) || i < from {
            i += 1;
            continue;
        }
        let clause = from..i;
        if from < i {
            read_clause(chars, clause, &mut pieces);
        }
        from = i + 1;
        match c {
            ';' => pieces.push(RunPiece::Semicolon),
            '。' | '!' | '?' => pieces.push(RunPiece::Stop),
            '(' => pieces.push(RunPiece::Open),
            ')' => pieces.push(RunPiece::Close),
            ':' => match pieces.last_mut() {
                Some(RunPiece::OfWhich(colon)) => *colon = true,
                Some(RunPiece::Item(_)) => pieces.push(RunPiece::OfWhich(true)),
                _ => {}
            },
            _ if of_which => {
                pieces.push(RunPiece::OfWhich(false));
                from = i + if each { 3 } else { 2 };
            }
            _ => {}
        }
        i += 1;
    }
    name_each(&mut pieces);
    pieces
}

fn read_clause(chars: &[char], clause: Range<usize>, pieces: &mut Vec<RunPiece>) {
    let including = INCLUDING
        .iter()
        .find(|word| starts(chars, clause.start, word));
    let clause = match including {
        Some(word) => {
            pieces.push(RunPiece::Including);
            (clause.start + word.chars().count()).min(clause.end)..clause.end
        }
        None => clause,
    };
    let words = &chars[clause.clone()];
    if goes_on_comparing(chars, clause.start) {
        pieces.push(RunPiece::Words);
        return;
    }
    let marks: CharacterSet = words.iter().copied().collect();
    let find = |word: &str| marks.may_have(word).then(|| find(words, word))?;
    let has = |list: &[&str]| list.iter().any(|word| find(word).is_some());
    let mut found = numbers(chars, &clause);
    let text = |range: Range<usize>| chars[range].iter().collect::<String>();
    let loose = |word: &&str| match *word {
        "主要" => find(word).is_some_and(|at| {
            !["负责", "领导"]
                .iter()
                .any(|head| starts(words, at.end, head))
        }),
        _ => find(word).is_some(),
    };
    if has(&["等"]) || LOOSE.iter().any(loose) && !has(&COMPARED) {
        pieces.push(RunPiece::Loose);
    }
    // 两个平台共发布900条: how many were named, and what they come to.
    let named = found.len() == 2
        && found[0].at.start == clause.start
        && numeral(words[0]).is_some()
        && ["共", "合计", "总计"]
            .iter()
            .any(|word| find(word).is_some_and(|at| clause.start + at.start >= found[0].at.end));
    if named {
        found.remove(0);
    }
    if found.is_empty() && words.is_empty() {
        return;
    }
    if found.is_empty() {
        pieces.push(if is_division(words) {
            RunPiece::Divided
        } else {
            RunPiece::Words
        });
        return;
    }
    if let Some(item) = from_to(chars, &clause, &found) {
        // What it was is no part of a list.
        pieces.push(RunPiece::Loose);
        pieces.push(RunPiece::Item(item));
        return;
    }
    let last_year = ["上年", "去年", "上一年", "往年"]
        .iter()
        .any(|word| find(word).is_some_and(|at| clause.start + at.start < found[0].at.start))
        && !has(&["结转", "转入", "未办结"]);
    let compares = has(&COMPARED) || last_year || is_change(words);
    // What compares with last year says nothing of this list.
    let compare_from = [&COMPARED[..], &["上年", "去年", "增加", "减少"]].concat();
    let compare_from = compare_from
        .iter()
        .filter_map(|word| find(word))
        .map(|at| clause.start + at.start)
        .min();
    let (own, compared): (Vec<FoundNumber>, Vec<FoundNumber>) = found
        .into_iter()
        .partition(|n| !compares || compare_from.is_some_and(|from| n.at.end <= from));
    if compares && own.is_empty() {
        // 点击量增长25.6%: of something else than what was counted last.
        let of: String = match compare_from {
            Some(from) => text(clause.start..from),
            None => String::new(),
        };
        let same = ["", "数量", "总量", "总数", "件数", "总体", "整体", "全年"];
        if let Some(item) = last(pieces).filter(|_| same.contains(&&*of)) {
            change(item, &compared, words, clause.start);
            return;
        }
        // 申请量较上年的80件减少24件.
        let mut was = CountedNumber {
            label: of,
            number: Decimal::default(),
            unit: compared[0].unit,
            at: compared[0].at.start..compared[compared.len() - 1].at.end,
            share: None,
            change: YearChange::default(),
            vague: false,
        };
        change(&mut was, &compared, words, clause.start);
        // 下降到今年3件 is no change by 3.
        let by = compared.iter().rev().find(|found| found.unit != "%");
        let directly = by.is_some_and(|by| "少加降长升多了增减".contains(chars[by.at.start - 1]));
        if was.change.last.is_some() && was.change.by.is_some() && directly {
            pieces.push(RunPiece::Was(was));
        }
        return;
    }
    if own
        .first()
        .is_some_and(|first| is_of_each(&chars[clause.start..first.at.start]))
    {
        pieces.push(RunPiece::Loose);
    }
    let each = EACH.iter().filter_map(|word| find(word)).next();
    let each = each.filter(|_| !compares && !own.is_empty());
    let each = each.filter(|at| clause.start + at.end <= own[0].at.start);
    if let Some(at) = &each {
        let names = names_before(chars, clause.start, clause.start + at.start);
        let shares = own[0].unit == "%";
        let of_shares =
            shares && find("占").is_some_and(|at| clause.start + at.start < own[0].at.start);
        if shares && !of_shares {
            pieces.push(RunPiece::Loose);
            return;
        }
        let tail = text(clause.start + at.end..own[0].at.start);
        pieces.push(RunPiece::Each(names, tail, shares));
    }
    let mut counts = own.iter().filter(|n| n.unit != "%");
    let count = counts.next();
    if counts.next().is_some() {
        pieces.push(RunPiece::Loose);
        return;
    }
    let share = own.iter().find(|n| n.unit == "%");
    let rate = has(&["率"]);
    let Some(count) = count else {
        let Some(share) = share else {
            pieces.push(RunPiece::Words);
            return;
        };
        let label = text(clause.start..share.at.start);
        let item = |label: String, share: &FoundNumber| CountedNumber {
            label,
            number: share.number,
            unit: "%",
            at: share.at.clone(),
            share: None,
            change: YearChange::default(),
            vague: share.vague,
        };
        if rate {
            pieces.push(RunPiece::Rate(item(label, share)));
            return;
        }
        let goes_on = label.is_empty()
            && matches!(pieces.last(), Some(RunPiece::Item(last)) if last.unit == "%");
        if each.is_some() || goes_on {
            pieces.push(RunPiece::Item(item(label, share)));
            return;
        }
        let of_last = [
            "占",
            "占比",
            "占比为",
            "占比达",
            "比例为",
            "所占比例为",
            "占总数的",
            "占总量的",
            "占全部申请的",
            "占申请总数的",
            "占办结总数的",
            "占答复总数的",
            "占全部答复的",
            "占总数",
            "占总量",
            "",
        ];
        if of_last.contains(&label.as_str()) {
            if let Some(item) = last(pieces).filter(|item| item.unit != "%" && item.share.is_none())
            {
                if share.vague {
                    item.vague = true;
                }
                item.share = Some((share.number, share.at.clone()));
            }
        } else if label.contains('占') && !label.contains("占全") && !label.ends_with('的') {
            pieces.push(RunPiece::Item(item(label, share)));
        } else {
            // 占新媒体阅读量的60%: of a whole that is not said.
            pieces.push(match label.contains('占') {
                true => RunPiece::Loose,
                false => RunPiece::Words,
            });
        }
        return;
    };
    let mut item = CountedNumber {
        label: text(clause.start..count.at.start),
        number: count.number,
        unit: count.unit,
        at: count.at.clone(),
        share: share
            .filter(|s| s.at.start >= count.at.end && !s.vague && !rate)
            .filter(|s| text(count.at.end..s.at.start).starts_with('占'))
            .map(|s| (s.number, s.at.clone())),
        change: YearChange::default(),
        vague: count.vague,
    };
    if !compared.is_empty() {
        change(&mut item, &compared, words, clause.start);
    }
    if is_division(&chars[clause.start..count.at.start]) {
        pieces.push(RunPiece::Divided);
    }
    if ["达到", "达", "为", "总数达", "总量达", "达到了"].contains(&item.label.as_str())
        && let Some(RunPiece::Was(was)) = pieces.last()
        && was.unit == item.unit
    {
        item.change = was.change.clone();
        pieces.pop();
    }
    let after = &chars[item.at.end..clause.end];
    pieces.push(RunPiece::Item(item));
    // 56件申请中, …
    let among = after.last() == Some(&'中')
        && !matches!(
            after,
            ['在' | '正' | '仍' | '尚' | '处' | '从' | '于', ..] | ['中']
        )
        && ![
            "过程中",
            "工作中",
            "进行中",
            "其中",
            "办理中",
            "建设中",
            "审理中",
        ]
        .iter()
        .any(|end| after.ends_with(&end.chars().collect::<Vec<_>>()));
    if among || after == ['中'] {
        pieces.push(RunPiece::OfWhich(false));
    }
}

/// 留言由150条增加到165条: the number that it is now, with what it was.
fn from_to(chars: &[char], clause: &Range<usize>, found: &[FoundNumber]) -> Option<CountedNumber> {
    let [was, now] = found else { return None };
    let between: String = chars[was.at.end..now.at.start].iter().collect();
    let verb = between.trim_end_matches(|c: char| "的度年".contains(c) || c.is_ascii_digit());
    let verb = verb.trim_end_matches(&['到', '至', '为'][..]);
    let moves = |words: &[&str]| words.contains(&verb);
    let down = moves(&["下降", "减少", "降低", "回落", "降", "减"]);
    let up = moves(&["增加", "增长", "上升", "提高", "增", "升"]);
    let same = was.unit == now.unit && now.unit != "%" && verb.len() < between.len();
    let label: String = chars[clause.start..was.at.start].iter().collect();
    let (label, _) = label.rsplit_once(['由', '从'])?;
    (same && (down || up)).then(|| CountedNumber {
        label: label.to_owned(),
        number: now.number,
        unit: now.unit,
        at: now.at.clone(),
        share: None,
        change: YearChange {
            last: Some(was.number),
            down,
            ..YearChange::default()
        },
        vague: was.vague || now.vague,
    })
}

/// The number that was named last, not in brackets that are closed again. Where it is a part of another,
/// it is not said which of them what follows compares.
fn last(pieces: &mut [RunPiece]) -> Option<&mut CountedNumber> {
    let mut depth = 0usize;
    if matches!(pieces.last(), Some(RunPiece::Was(_))) {
        return match pieces.last_mut() {
            Some(RunPiece::Was(was)) => Some(was),
            _ => None,
        };
    }
    let at = pieces.iter().rposition(|piece| {
        match piece {
            RunPiece::Close => depth += 1,
            RunPiece::Open => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(piece, RunPiece::Item(_))
    })?;
    let sentence = pieces[..at].iter().rev();
    let mut sentence = sentence.take_while(|piece| !matches!(piece, RunPiece::Stop));
    let part = sentence.any(|piece| matches!(piece, RunPiece::OfWhich(_)));
    match &mut pieces[at] {
        RunPiece::Item(item) => {
            item.change.vague |= part;
            Some(item)
        }
        _ => None,
    }
}

/// 多2件, 增36件: a change that names no time.
fn is_change(words: &[char]) -> bool {
    let head: String = words.iter().take(2).collect();
    ["降幅", "升幅", "降低", "上升", "回落"].contains(&head.as_str())
        || head.starts_with(['增', '减'])
}

/// Keeps what a clause says of last year.
fn change(item: &mut CountedNumber, compared: &[FoundNumber], words: &[char], start: usize) {
    let has = |list: &[&str]| list.iter().any(|word| find(words, word).is_some());
    let (more, fewer) = (has(&MORE), has(&FEWER));
    let change = &mut item.change;
    change.vague |= has(&["分别", "环比", "百分点", "倍", "前年", "同期"]) || more && fewer;
    change.down |= fewer;
    let moves = MORE
        .iter()
        .chain(&FEWER)
        .filter_map(|word| find(words, word));
    let moves = moves.map(|at| at.start).min();
    for found in compared {
        change.vague |= found.vague;
        let slot = match found.unit {
            "%" => &mut change.rate,
            unit if unit != item.unit => {
                change.vague = true;
                continue;
            }
            // 比上年216件增加36件: before the verb stands what was, behind it the change.
            _ if moves.is_some_and(|moves| moves + start <= found.at.start) => &mut change.by,
            _ => &mut change.last,
        };
        if slot.replace(found.number).is_some() {
            change.vague = true;
        }
    }
}

/// 按申请方式分, 从内容看: what follows divides a number before.
fn is_division(words: &[char]) -> bool {
    let text: String = words.iter().collect();
    let by = ["按", "从", "就", "依"]
        .iter()
        .any(|word| text.starts_with(word) || text.contains("其中按"));
    by && ["分", "看", "划分", "分类", "统计", "区分", "方面"]
        .iter()
        .any(|word| text.ends_with(word))
}
