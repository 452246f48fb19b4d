//! The numbers of a clause and what they count.

use crate::prose::numbers::{self, Decimal};
use crate::prose::page::starts;
use std::ops::Range;

/// Units, longer ones first, and what they are taken for.
const UNITS: [(&str, &str); 40] = [
    ("万人次", "万人次"),
    ("亿元", "亿元"),
    ("万人", "万人"),
    ("万次", "万次"),
    ("万条", "万条"),
    ("万件", "万件"),
    ("人次", "人次"),
    ("件次", "件"),
    ("件(次)", "件"),
    ("平方米", "平方米"),
    ("个工作日", "天"),
    ("件", "件"),
    ("条", "条"),
    ("篇", "篇"),
    ("次", "次"),
    ("名", "名"),
    ("人", "名"),
    ("个", "个"),
    ("项", "项"),
    ("宗", "宗"),
    ("起", "起"),
    ("份", "份"),
    ("例", "例"),
    ("笔", "笔"),
    ("期", "期"),
    ("场", "场"),
    ("幅", "幅"),
    ("家", "家"),
    ("处", "处"),
    ("部", "部"),
    ("册", "册"),
    ("户", "户"),
    ("批", "批"),
    ("则", "则"),
    ("封", "封"),
    ("万元", "万元"),
    ("元", "元"),
    ("台", "台"),
    ("套", "套"),
    ("张", "张"),
];
/// Words before a number that make it a rough one.
const ROUGH: [&str; 10] = [
    "约",
    "近",
    "逾",
    "超",
    "超过",
    "达到近",
    "不足",
    "至少",
    "突破",
    "大约",
];
/// A number within a clause.
pub(super) struct FoundNumber {
    pub number: Decimal,
    pub unit: &'static str,
    pub at: Range<usize>,
    pub vague: bool,
}

/// The counts and percentages of a clause, without dates, numbers of documents and the like.
pub(super) fn numbers(chars: &[char], clause: &Range<usize>) -> Vec<FoundNumber> {
    let mut found: Vec<FoundNumber> = Vec::new();
    let mut i = clause.start;
    while i < clause.end {
        let rest = &chars[i..clause.end];
        let Some((number, length)) = numbers::quantity(rest) else {
            i += 1;
            continue;
        };
        let before: String = chars[clause.start..i].iter().collect();
        let numeral = !rest[0].is_ascii_digit();
        let end = i + length;
        let after = &chars[end..clause.end];
        let at_unit = |unit: &str| starts(after, 0, unit);
        let next = after.first().copied().unwrap_or(' ');
        let date = "年月日号时点〕]版届版章".contains(next) && !at_unit("号召");
        let named = before.ends_with('第') || before.ends_with('〔') || before.ends_with('[');
        let unit = UNITS.iter().find(|(unit, _)| at_unit(unit));
        if numeral && "余多几".contains(next) {
            found.push(FoundNumber {
                number,
                unit: "",
                at: i..end,
                vague: true,
            });
            i = end;
            continue;
        }
        if numeral && (named || unit.is_none()) {
            i += 1;
            continue;
        }
        let rough = ROUGH.iter().any(|word| before.ends_with(word));
        if date || named {
            i = end;
            continue;
        }
        if next == '%' {
            let follows = chars.get(end + 1).copied().unwrap_or(' ');
            let vague = rough || "以左上多余".contains(follows);
            found.push(FoundNumber {
                number,
                unit: "%",
                at: i..end + 1,
                vague,
            });
            i = end + 1;
            continue;
        }
        let Some((written, unit)) = unit else {
            // Without a unit only where nothing follows; a range or ten thousands are rough.
            let vague = rough || !after.is_empty();
            found.push(FoundNumber {
                number,
                unit: "",
                at: i..end,
                vague,
            });
            i = end;
            continue;
        };
        let to = end + written.chars().count();
        let follows = chars.get(to).copied().unwrap_or(' ');
        let words: String = chars[to..clause.end.min(to + 2)].iter().collect();
        let vague = rough
            || "余多".contains(follows)
            || ["以上", "以下", "左右", "上下"].contains(&words.as_str());
        found.push(FoundNumber {
            number,
            unit,
            at: i..to,
            vague,
        });
        i = to;
    }
    // 300至320条: a range.
    for k in 1..found.len() {
        let between = &chars[found[k - 1].at.end..found[k].at.start];
        if matches!(between, ['至' | '到' | '-' | '~' | '—' | '–'] | ['—', '—']) {
            found[k - 1].vague = true;
            found[k].vague = true;
        }
    }
    found
}
