//! A clause as what is counted in it: 动态类141条, its share, how it compares with another time, and the words
//! that say what belongs to what.

use super::compared::{COMPARED, change, from_to, is_change};
use super::counted::CountedNumber;
use super::each::{goes_on_comparing, is_of_each, names_before, numeral};
use super::found::{FoundNumber, numbers};
use super::pieces::{RunPiece, last};
use crate::prose::numbers::Decimal;
use crate::prose::page::{CharacterSet, find, starts};
use std::ops::Range;

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
/// Words that begin a list which may leave some out.
const INCLUDING: [&str; 4] = ["包括", "包含", "涵盖", "含有"];
/// Words of a list of numbers behind the list of what they count.
const EACH: [&str; 5] = ["分别", "依次", "各占", "各为", "各有"];
/// Words behind which a share is one of the number before.
const OF_LAST: [&str; 16] = [
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

/// Adds what a clause says to the pieces before it.
pub(super) fn read_clause(chars: &[char], mut range: Range<usize>, pieces: &mut Vec<RunPiece>) {
    let including = INCLUDING
        .iter()
        .find(|word| starts(chars, range.start, word));
    if let Some(word) = including {
        pieces.push(RunPiece::Including);
        range.start = (range.start + word.chars().count()).min(range.end);
    }
    let words = &chars[range.clone()];
    let clause = Clause {
        chars,
        words,
        marks: words.iter().copied().collect(),
        range,
    };
    clause.read(pieces);
}

struct Clause<'a> {
    /// Of the whole paragraph.
    chars: &'a [char],
    range: Range<usize>,
    /// Of the clause.
    words: &'a [char],
    marks: CharacterSet,
}

impl Clause<'_> {
    fn read(&self, pieces: &mut Vec<RunPiece>) {
        if goes_on_comparing(self.chars, self.range.start) {
            pieces.push(RunPiece::Words);
            return;
        }
        if self.is_loose() {
            pieces.push(RunPiece::Loose);
        }
        let found = self.numbers();
        if found.is_empty() {
            if !self.words.is_empty() {
                pieces.push(match is_division(self.words) {
                    true => RunPiece::Divided,
                    false => RunPiece::Words,
                });
            }
            return;
        }
        if let Some(item) = from_to(self.chars, &self.range, &found) {
            // What it was is no part of a list.
            pieces.push(RunPiece::Loose);
            pieces.push(RunPiece::Item(item));
            return;
        }
        let compares = self.compares(&found[0]);
        let behind = self.comparison();
        // What compares with last year says nothing of this list.
        let (own, compared): (Vec<FoundNumber>, Vec<FoundNumber>) = found
            .into_iter()
            .partition(|n| !compares || behind.is_some_and(|from| n.at.end <= from));
        let Some(first) = own.first() else {
            self.only_compared(behind, &compared, pieces);
            return;
        };
        if is_of_each(&self.chars[self.range.start..first.at.start]) {
            pieces.push(RunPiece::Loose);
        }
        let each = self.each(first).filter(|_| !compares);
        if let Some(at) = &each {
            let shares = first.unit == "%";
            if shares && !self.has_before("占", first.at.start) {
                pieces.push(RunPiece::Loose);
                return;
            }
            let names = names_before(self.chars, self.range.start, at.start);
            let tail = self.text(at.end..first.at.start);
            pieces.push(RunPiece::Each(names, tail, shares));
        }
        let (shares, counts): (Vec<&FoundNumber>, Vec<&FoundNumber>) =
            own.iter().partition(|n| n.unit == "%");
        match (&counts[..], shares.first()) {
            ([], None) => pieces.push(RunPiece::Words),
            ([], Some(share)) => self.share(share, each.is_some(), pieces),
            ([count], share) => self.count(count, share.copied(), &compared, pieces),
            _ => pieces.push(RunPiece::Loose),
        }
    }

    /// Where a word stands first.
    fn find(&self, word: &str) -> Option<Range<usize>> {
        let at = self
            .marks
            .may_have(word)
            .then(|| find(self.words, word))??;
        Some(self.range.start + at.start..self.range.start + at.end)
    }

    fn has(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.find(word).is_some())
    }

    fn has_before(&self, word: &str, end: usize) -> bool {
        self.find(word).is_some_and(|at| at.start < end)
    }

    fn text(&self, range: Range<usize>) -> String {
        self.chars[range].iter().collect()
    }

    /// Whether it makes a list an open one, or one whose parts overlap.
    fn is_loose(&self) -> bool {
        let heads = |at: Range<usize>| {
            let ends = ["负责", "领导"];
            ends.iter().any(|end| starts(self.chars, at.end, end))
        };
        let loose = |word: &&str| match *word {
            "主要" => self.find(word).is_some_and(|at| !heads(at)),
            _ => self.find(word).is_some(),
        };
        self.has(&["等"]) || LOOSE.iter().any(loose) && !self.has(&COMPARED)
    }

    /// Its numbers; of 两个平台共发布900条 only what they come to, not how many were named.
    fn numbers(&self) -> Vec<FoundNumber> {
        let mut found = numbers(self.chars, &self.range);
        let named = match &found[..] {
            [few, _] => {
                let sums = |word: &&str| self.find(word).is_some_and(|at| at.start >= few.at.end);
                few.at.start == self.range.start
                    && numeral(self.words[0]).is_some()
                    && ["共", "合计", "总计"].iter().any(sums)
            }
            _ => false,
        };
        if named {
            found.remove(0);
        }
        found
    }

    /// Whether some of its numbers are of another time.
    fn compares(&self, first: &FoundNumber) -> bool {
        let last_year = ["上年", "去年", "上一年", "往年"]
            .iter()
            .any(|word| self.has_before(word, first.at.start))
            && !self.has(&["结转", "转入", "未办结"]);
        last_year || self.has(&COMPARED) || is_change(self.words)
    }

    /// Where words of a comparison begin.
    fn comparison(&self) -> Option<usize> {
        let words = COMPARED.iter().chain(&["上年", "去年", "增加", "减少"]);
        words
            .filter_map(|word| self.find(word))
            .map(|at| at.start)
            .min()
    }

    /// All its numbers compare: those of the number before, or of something else whose result may follow.
    fn only_compared(
        &self,
        behind: Option<usize>,
        compared: &[FoundNumber],
        pieces: &mut Vec<RunPiece>,
    ) {
        // 点击量增长25.6%: of something else than what was counted last.
        let of = behind.map_or(String::new(), |from| self.text(self.range.start..from));
        let same = ["", "数量", "总量", "总数", "件数", "总体", "整体", "全年"];
        if let Some(item) = last(pieces).filter(|_| same.contains(&&*of)) {
            change(item, compared, self.words, self.range.start);
            return;
        }
        // 申请量较上年的80件减少24件.
        let mut was = CountedNumber {
            number: Decimal::default(),
            at: compared[0].at.start..compared[compared.len() - 1].at.end,
            vague: false,
            ..CountedNumber::new(of, &compared[0])
        };
        change(&mut was, compared, self.words, self.range.start);
        // 下降到今年3件 is no change by 3.
        let by = compared.iter().rev().find(|found| found.unit != "%");
        let directly =
            by.is_some_and(|by| "少加降长升多了增减".contains(self.chars[by.at.start - 1]));
        if was.change.last.is_some() && was.change.by.is_some() && directly {
            pieces.push(RunPiece::Was(was));
        }
    }

    /// 分别: where the numbers are counted off behind the names of what they count.
    fn each(&self, first: &FoundNumber) -> Option<Range<usize>> {
        let at = EACH.iter().find_map(|word| self.find(word));
        at.filter(|at| at.end <= first.at.start)
    }

    /// A share without a number beside it.
    fn share(&self, share: &FoundNumber, each: bool, pieces: &mut Vec<RunPiece>) {
        let label = self.text(self.range.start..share.at.start);
        if self.has(&["率"]) {
            pieces.push(RunPiece::Rate(CountedNumber::new(label, share)));
            return;
        }
        let goes_on = label.is_empty()
            && matches!(pieces.last(), Some(RunPiece::Item(last)) if last.unit == "%");
        if each || goes_on {
            pieces.push(RunPiece::Item(CountedNumber::new(label, share)));
        } else if OF_LAST.contains(&label.as_str()) {
            let counted = last(pieces).filter(|item| item.unit != "%" && item.share.is_none());
            if let Some(item) = counted {
                item.vague |= share.vague;
                item.share = Some((share.number, share.at.clone()));
            }
        } else if label.contains('占') && !label.contains("占全") && !label.ends_with('的') {
            pieces.push(RunPiece::Item(CountedNumber::new(label, share)));
        } else {
            // 占新媒体阅读量的60%: of a whole that is not said.
            pieces.push(match label.contains('占') {
                true => RunPiece::Loose,
                false => RunPiece::Words,
            });
        }
    }

    /// One number, with its share and how it compares.
    fn count(
        &self,
        count: &FoundNumber,
        share: Option<&FoundNumber>,
        compared: &[FoundNumber],
        pieces: &mut Vec<RunPiece>,
    ) {
        let label = self.chars[self.range.start..count.at.start]
            .iter()
            .collect();
        let mut item = CountedNumber::new(label, count);
        item.share = share
            .filter(|s| s.at.start >= count.at.end && !s.vague && !self.has(&["率"]))
            .filter(|s| self.chars[count.at.end..s.at.start].first() == Some(&'占'))
            .map(|s| (s.number, s.at.clone()));
        if !compared.is_empty() {
            change(&mut item, compared, self.words, self.range.start);
        }
        if is_division(&self.chars[self.range.start..count.at.start]) {
            pieces.push(RunPiece::Divided);
        }
        if ["达到", "达", "为", "总数达", "总量达", "达到了"].contains(&item.label.as_str())
            && let Some(RunPiece::Was(was)) = pieces.last()
            && was.unit == item.unit
        {
            item.change = was.change.clone();
            pieces.pop();
        }
        pieces.push(RunPiece::Item(item));
        if is_among(&self.chars[count.at.end..self.range.end]) {
            pieces.push(RunPiece::OfWhich(false));
        }
    }
}

/// 56件申请中, …: of what was counted parts follow.
fn is_among(after: &[char]) -> bool {
    let under_way = matches!(after, ['在' | '正' | '仍' | '尚' | '处' | '从' | '于', ..]);
    let other = [
        "过程中",
        "工作中",
        "进行中",
        "其中",
        "办理中",
        "建设中",
        "审理中",
    ];
    let is_other = |end: &&str| after.ends_with(&end.chars().collect::<Vec<_>>());
    after.last() == Some(&'中') && !under_way && !other.iter().any(is_other)
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
