//! What the words of a label say of its row or column: a total of what level, a part that is counted
//! elsewhere too (其中), or nothing that is added up at all.

use super::head::HeadLabel;
use crate::text::{fold, is_invisible, key, plain};

/// What a row or column is to its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Something that is added up.
    Part,
    /// A sum, of what level: 小计 1, 合计 2, 总计 3.
    Total(u8),
    /// A part of a part: 其中.
    OfWhich,
    /// Counted from the beginning on: 累计. What it comes to stands above it, and it is no part of a total beside that.
    Running,
    /// A share, a difference, an average, a number of lines: nothing that is added up.
    Aside,
}

/// Words of totals, by how their label ends, with their level.
const TOTALS: [(&str, u8); 7] = [
    ("小计", 1),
    ("合计", 2),
    ("合计数", 2),
    ("共计", 3),
    ("总计", 3),
    ("总计数", 3),
    ("总合计", 3),
];

/// What is no amount of anything that could be added up.
const ASIDE: [&str; 21] = [
    "占比",
    "比重",
    "比例",
    "百分比",
    "增减",
    "增幅",
    "增长",
    "同比",
    "环比",
    "差额",
    "差异",
    "平均",
    "人均",
    "户均",
    "均价",
    "单价",
    "序号",
    "行次",
    "栏次",
    "排名",
    "名次",
];

/// What is called 累计 and is an item of its own in accounts.
const ACCRUED: [&str; 4] = ["累计折旧", "累计摊销", "累计盈余", "累计折耗"];

/// Units that count, and units of money by how much they round.
const COUNTS: [&str; 18] = [
    "宗", "件", "起", "个", "次", "人", "人次", "户", "家", "项", "份", "条", "件次", "册", "台",
    "辆", "批次", "例",
];

/// In what a number is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PrintedUnit {
    /// Counted: exact.
    Count,
    /// 元.
    Yuan,
    /// 千元, 万元, 亿元: rounded wherever it is printed.
    Rounded,
    /// Something else, which is not added to any of these.
    Other,
}

impl PrintedUnit {
    fn named(text: &str) -> Option<PrintedUnit> {
        match text {
            "元" | "人民币元" => Some(PrintedUnit::Yuan),
            "千元" | "万元" | "百万元" | "亿元" | "人民币万元" => {
                Some(PrintedUnit::Rounded)
            }
            "%" | "％" | "‰" => Some(PrintedUnit::Other),
            _ if COUNTS.contains(&text) => Some(PrintedUnit::Count),
            _ => None,
        }
    }

    /// The unit that a label names in brackets, or a line behind 单位.
    pub fn of(text: &str) -> Option<PrintedUnit> {
        let text = plain(text);
        let inside = text.rsplit_once('(').and_then(|(_, rest)| {
            let rest = rest.split(')').next().unwrap_or("");
            PrintedUnit::named(rest.trim_start_matches("单位:"))
        });
        inside.or_else(|| text.split("单位:").skip(1).find_map(PrintedUnit::begun))
    }

    /// The unit of money that a text begins with.
    fn begun(text: &str) -> Option<PrintedUnit> {
        let text = text.trim_start_matches("人民币");
        let rounded = ["万元", "千元", "百万元", "亿元"];
        match () {
            () if rounded.iter().any(|unit| text.starts_with(unit)) => Some(PrintedUnit::Rounded),
            () if text.starts_with('元') => Some(PrintedUnit::Yuan),
            () => None,
        }
    }

    /// Whether numbers in both may be added.
    pub fn adds_to(self, other: PrintedUnit) -> bool {
        self == other
    }
}

/// A label without its numbering, its unit and its code: what stands in sentences.
pub(super) fn name(text: &str) -> String {
    let text = text.trim();
    let bold = || text.strip_prefix("**")?.strip_suffix("**");
    let text = bold().unwrap_or(text);
    let bare: Vec<char> = text.chars().filter(|&c| !is_invisible(c)).collect();
    let mut name = String::new();
    for (at, &c) in bare.iter().enumerate() {
        // A space between ideographs only spreads them, or is where a line ended.
        let spread = |at: Option<&char>| at.is_none_or(|&c| c.is_whitespace() || is_wide(c));
        let before = at.checked_sub(1).and_then(|at| bare.get(at));
        match c.is_whitespace() {
            true if spread(before) && spread(bare.get(at + 1)) => {}
            true => name.push(' '),
            false => name.push(c),
        }
    }
    name
}

/// Whether a character is as wide as it is high.
fn is_wide(c: char) -> bool {
    c >= '\u{2e80}' || matches!(c, '“' | '”' | '‘' | '’')
}

/// What a label is compared by: its ideographs, without what stands in brackets and without numbering.
pub(super) fn bare_key(text: &str) -> String {
    let mut depth = 0_u32;
    let mut open = String::new();
    for c in plain(text).chars() {
        match c {
            '(' | '[' | '〔' | '【' => depth += 1,
            ')' | ']' | '〕' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 => open.push(c),
            _ => {}
        }
    }
    let numbered = |rest: &str| {
        let (before, after) = rest.split_once(['、', '.'])?;
        let numeral = |c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit();
        let is = !before.is_empty() && before.chars().count() <= 3 && before.chars().all(numeral);
        is.then(|| after.to_owned())
    };
    key(&numbered(&open).unwrap_or(open))
}

/// How deep the numbering of a label stands: 一、 0, （一） 1, 1. 2, (1) 3; none where it has none.
pub(super) fn depth(text: &str) -> Option<u8> {
    let text = plain(text);
    let mut chars = text.chars();
    let first = chars.next()?;
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let rest: String = chars.collect();
    let after =
        |is: fn(char) -> bool, rest: &str| -> Option<char> { rest.chars().find(|&c| !is(c)) };
    let digit: fn(char) -> bool = |c| c.is_ascii_digit();
    let word: fn(char) -> bool = |c| "一二三四五六七八九十".contains(c);
    match first {
        '(' if rest.starts_with(numeral) => (after(word, &rest) == Some(')')).then_some(1),
        '(' if rest.starts_with(digit) => (after(digit, &rest) == Some(')')).then_some(3),
        c if numeral(c) => (after(word, &rest) == Some('、')).then_some(0),
        c if c.is_ascii_digit() => matches!(after(digit, &rest), Some('、' | '.')).then_some(2),
        _ => None,
    }
}

/// What a label makes of its row or column.
pub(super) fn role(text: &str) -> Role {
    let whole = key(text);
    let bare = bare_key(text);
    let plain = plain(text);
    if whole.starts_with("其中") {
        return Role::OfWhich;
    }
    let share = plain.contains(['%', '‰']) || bare.ends_with('率');
    if share || ASIDE.iter().any(|word| bare.contains(word)) {
        return Role::Aside;
    }
    if bare == "计" {
        return Role::Total(2);
    }
    let ends = TOTALS.iter().rev().find(|(word, _)| bare.ends_with(word));
    let accrued = || ACCRUED.iter().any(|word| bare.contains(word));
    match ends {
        Some((_, level)) => Role::Total(*level),
        None if bare.contains("累计") && !accrued() => Role::Running,
        None => Role::Part,
    }
}

/// What the labels over a column make of it.
pub(super) fn role_under(path: &[HeadLabel]) -> Role {
    let Some((last, above)) = path.split_last() else {
        return Role::Part;
    };
    match role(&last.text) {
        Role::Part | Role::Total(_)
            if above.iter().any(|label| role(&label.text) == Role::OfWhich) =>
        {
            Role::OfWhich
        }
        own => own,
    }
}

/// The code at the start of a label, or the label being one: `2010601`, `30101 基本工资`.
pub(super) fn code(text: &str) -> Option<String> {
    let mut text = text.trim_start().chars().map(fold).peekable();
    let mut code = String::new();
    while let Some(c) = text.next_if(char::is_ascii_digit) {
        code.push(c);
    }
    let ends = !matches!(
        text.peek(),
        Some('.' | ',' | '、' | ')' | '-' | '/' | '%' | '年' | &char::REPLACEMENT_CHARACTER)
    );
    (ends && (3..=12).contains(&code.len())).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_totals_and_what_is_none() {
        for (label, expected) in [
            ("合 计", Role::Total(2)),
            ("合计（宗）", Role::Total(2)),
            ("本年收入合计", Role::Total(2)),
            ("总　计", Role::Total(3)),
            ("小计", Role::Total(1)),
            ("计", Role::Total(2)),
            ("其中：小计", Role::OfWhich),
            ("合计占比", Role::Aside),
            ("占比（%）", Role::Aside),
            ("同比增减", Role::Aside),
            ("办结率", Role::Aside),
            ("1—12月累计", Role::Running),
            ("累计折旧", Role::Part),
            // What is a count of all need not be a sum.
            ("总数", Role::Part),
            ("情况汇总", Role::Part),
            ("会计", Role::Part),
            ("统计", Role::Part),
            ("结余分配", Role::Part),
        ] {
            assert_eq!(role(label), expected, "{label}");
        }
    }

    #[test]
    fn units_stand_in_brackets_or_behind_their_word() {
        assert_eq!(PrintedUnit::of("合计（宗）"), Some(PrintedUnit::Count));
        assert_eq!(
            PrintedUnit::of("罚没金额 (万元)"),
            Some(PrintedUnit::Rounded)
        );
        assert_eq!(
            PrintedUnit::of("编制单位：某局 金额单位：元"),
            Some(PrintedUnit::Yuan)
        );
        assert_eq!(PrintedUnit::of("单位：元"), Some(PrintedUnit::Yuan));
        assert_eq!(PrintedUnit::of("罚款"), None);
    }

    #[test]
    fn codes_stand_before_names() {
        assert_eq!(code("2010601").as_deref(), Some("2010601"));
        assert_eq!(code(" 30101 基本工资").as_deref(), Some("30101"));
        assert_eq!(code("2024年"), None);
        assert_eq!(code("12"), None);
        assert_eq!(code("302.50"), None);
    }

    #[test]
    fn numbering_has_depths_and_is_no_part_of_a_name() {
        assert_eq!(depth("一、收入"), Some(0));
        assert_eq!(depth("（二）支出"), Some(1));
        assert_eq!(depth("3.其他"), Some(2));
        assert_eq!(depth("(4)其他"), Some(3));
        assert_eq!(depth("其他"), None);
        assert_eq!(bare_key("十二、商业服务业等支出"), "商业服务业等支出");
        assert_eq!(name("合 计"), "合计");
        assert_eq!(name(" 年末结转\n和结余（万元） "), "年末结转和结余（万元）");
        assert_eq!(name("A 类 3 号"), "A 类 3 号");
    }
}
