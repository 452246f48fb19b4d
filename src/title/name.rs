//! What a text calls a report: `某局2023年政府信息公开工作年度报告`, in every order that is met.

use super::REPORT_ENDS;

/// What a report is called after 信息公开, in any order, its year among them.
const PARTS: [&str; 7] = ["工作", "情况", "年度", "的", "及", "总结", "年"];
/// What makes of a report's name the name of something else.
const OTHER: [&str; 20] = [
    "制度",
    "格式",
    "的通知",
    "通知",
    "编制",
    "编写",
    "填报",
    "编报",
    "模板",
    "样式",
    "范本",
    "指南",
    "规定",
    "办法",
    "要求",
    "的函",
    "的意见",
    "培训",
    "工作会",
    "公布制度",
];
/// What presents a report, before its name.
const PRESENTS: [&str; 22] = [
    "将",
    "就",
    "把",
    "向社会公众",
    "向社会各界",
    "向全社会",
    "向社会",
    "向公众",
    "予以",
    "予",
    "公布",
    "发布",
    "公开",
    "公告",
    "编制了",
    "编制",
    "形成",
    "制定",
    "关于",
    "附件",
    "标题",
    "本",
];
/// How the name of an authority ends.
const ENDS: [&str; 38] = [
    "局", "厅", "委", "部", "办", "院", "府", "省", "市", "县", "区", "镇", "乡", "道", "处",
    "中心", "会", "所", "站", "队", "馆", "社", "校", "学", "行", "司", "署", "州", "盟", "旗",
    "团", "场", "室", "公司", "组", "村", "园", "中国",
];
/// What no authority has in its name.
const FOREIGN: [&str; 14] = [
    "关于",
    "做好",
    "根据",
    "依据",
    "按照",
    "公布",
    "发布",
    "简称",
    "现将",
    "年度",
    "报告",
    "信息公开工作",
    "中华人民共和国政府",
    "位置",
];

/// What a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub organ: Option<String>,
    pub year: Option<u16>,
    /// A sentence says so, which presents the report.
    pub sentence: bool,
}

impl Named {
    /// Whether its authority, if it names one, ends like one.
    pub fn is_sound(&self) -> bool {
        self.organ.as_deref().is_none_or(is_authority)
    }
}

/// Whether a text reads like the name of an authority.
pub(crate) fn is_authority(text: &str) -> bool {
    let text = text.trim_end_matches(&[')', ']'][..]);
    ENDS.iter().any(|end| text.ends_with(end)) && is_name(text)
}

fn is_name(text: &str) -> bool {
    let length = text.chars().count();
    let ours = ["我", "本", "各", "全", "该", "其", "区各", "市各", "县各"];
    (2..=40).contains(&length)
        && text != "中华人民共和国"
        && !ours.iter().any(|ours| text.starts_with(ours))
        && !FOREIGN.iter().any(|word| text.contains(word))
        && match text.contains('、') {
            // Several that report together.
            true => text.split('、').all(is_authority),
            false => text
                .chars()
                .all(|c| c.is_alphanumeric() || "()·-".contains(c)),
        }
}

/// The year in four digits that a text begins with.
pub(crate) fn year_of(text: &str) -> Option<u16> {
    let digits = text
        .get(..4)
        .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    let apart = !text[4..].starts_with(|c: char| c.is_ascii_digit());
    let year: u16 = digits.parse().ok()?;
    (apart && (2000..2100).contains(&year)).then_some(year)
}

/// `二〇二三年` with digits; a zero is written in many ways.
fn in_digits(text: &str) -> String {
    if !text.contains('二') || !text.contains('年') {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let digit = |c: char| match c {
        '〇' | '○' | '零' | 'O' | 'o' | '◯' | '0' => Some('0'),
        c => "一二三四五六七八九"
            .chars()
            .position(|d| d == c)
            .and_then(|at| char::from_digit(at as u32 + 1, 10)),
    };
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let year = chars
            .get(at..at + 5)
            .filter(|five| five[0] == '二' && five[4] == '年');
        let digits: Option<String> =
            year.and_then(|five| five[..4].iter().map(|&c| digit(c)).collect());
        match digits {
            Some(digits) => {
                out.push_str(&digits);
                at += 4;
            }
            None => {
                out.push(c);
                at += 1;
            }
        }
    }
    out
}

/// What a plain text names, at each place where it speaks of a report.
pub(super) fn named(text: &str) -> Vec<Named> {
    if !text.contains("公开") {
        return Vec::new();
    }
    let text = in_digits(text);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("公开") {
        let at = from + at;
        from = at + "公开".len();
        let before = &text[..at];
        let Some(before) = before.strip_suffix("信息").or(before.strip_suffix("政务")) else {
            continue;
        };
        let before = before
            .strip_suffix("政府")
            .or(before.strip_suffix("政务"))
            .unwrap_or(before);
        found.extend(report(before, &text[from..]));
    }
    found
}

/// What stands before 政府信息公开 and after it.
fn report(before: &str, after: &str) -> Option<Named> {
    let mut rest = after;
    let (mut within, mut yearly) = (None, false);
    while !rest.is_empty() {
        if let Some(year) = year_of(rest) {
            within = Some(year);
            rest = &rest[4..];
        } else if let Some(part) = PARTS.iter().find(|part| rest.starts_with(**part)) {
            yearly |= *part == "年度";
            rest = match rest.starts_with("年报") {
                true => break,
                false => &rest[part.len()..],
            };
        } else {
            break;
        }
    }
    let clause = before.rsplit([
        '。', ';', '；', '|', '>', '》', '_', '!', '?', ',', '，', ':',
    ]);
    let clause = clause.take(1).next().unwrap_or(before);
    let presents = ["现", "特", "兹", "今"]
        .iter()
        .any(|word| clause.starts_with(word));
    let end = REPORT_ENDS.iter().find_map(|end| rest.strip_prefix(end));
    yearly |= rest.starts_with("年报");
    let after = match end {
        Some(after) => after,
        // `现将2023年度政府信息公开情况予以公布`
        None if presents && ["予", "公", "如"].iter().any(|word| rest.starts_with(word)) => "",
        None => return None,
    };
    if OTHER.iter().any(|word| after.starts_with(word))
        || after.split('》').next()?.ends_with("通知")
    {
        return None;
    }
    // A neighbour in a list, not this report.
    if ["上一", "下一", "相关", "上篇", "下篇"]
        .iter()
        .any(|word| before.contains(word))
    {
        return None;
    }
    let stop = ['。', ',', '，', ';', '；'];
    let within_sentence = before[..before.len() - clause.len()].ends_with(stop);
    let quoted = clause.rsplit_once('《');
    let clause = quoted.map_or(clause, |(_, inside)| inside);
    let sentence = presents || quoted.is_some() || within_sentence || after.starts_with(stop);
    let clause = without_mark(clause);
    let (clause, period) = without_period(clause);
    let (organ, year) = apart(clause, presents && quoted.is_none(), sentence);
    let year = year.or(period);
    // Of one authority that passes on another's report, the other's.
    let organ = organ.map(|organ| match organ.split_once("转发") {
        Some((_, other)) => other.to_owned(),
        None => organ,
    });
    let bracketed = after.trim_start_matches(&['(', '[', '〔', '—', '-'][..]);
    let behind = year_of(bracketed).filter(|_| {
        let after = bracketed[4..].trim_start_matches(&['年', '度'][..]);
        after.is_empty() || after.starts_with(&[')', ']', '〕'][..])
    });
    let year = year.or(within).or(behind);
    if year.is_none() && !yearly {
        return None;
    }
    let organ = organ.filter(|organ| is_name(organ) && (!sentence || is_authority(organ)));
    Some(Named {
        organ,
        year,
        sentence,
    })
}

/// A clause without the mark of a list before it: `[部门]`, `【水务】`.
fn without_mark(clause: &str) -> &str {
    let marked = clause.starts_with(['[', '【']);
    let end = clause.find([']', '】']).filter(|&end| marked && end < 40);
    end.map_or(clause, |end| clause[end..].trim_start_matches([']', '】']))
}

/// A clause without the period in brackets at its end, `(2023年1月1日—2023年12月31日)`, and the year of that.
fn without_period(clause: &str) -> (&str, Option<u16>) {
    let inside = clause
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('));
    let period = inside.filter(|(_, inside)| inside.contains('月') && inside.contains('日'));
    match period.and_then(|(before, inside)| Some((before, year_of(inside)?))) {
        Some((before, year)) => (before, Some(year)),
        None => (clause, None),
    }
}

/// The authority and the year of what stands before the name of the report.
fn apart(clause: &str, presents: bool, sentence: bool) -> (Option<String>, Option<u16>) {
    // `(以下简称某局)`
    let short = clause.find('(').filter(|&at| clause[at..].contains("简称"));
    let end = short.and_then(|at| Some(at + clause[at..].find(')')? + 1));
    let mut clause = match short.zip(end) {
        Some((at, end)) => [&clause[..at], &clause[end..]].concat(),
        None => clause.to_owned(),
    };
    let strip = |clause: &mut String| {
        if presents {
            clause.drain(..clause.chars().next().map_or(0, char::len_utf8));
        }
        let first = if sentence {
            0
        } else {
            PRESENTS.iter().position(|p| *p == "关于").unwrap_or(0)
        };
        while let Some(word) = PRESENTS[first..]
            .iter()
            .find(|word| clause.starts_with(**word))
        {
            clause.drain(..word.len());
        }
    };
    strip(&mut clause);
    // The last year that is no part of a date.
    let mut years = (0..clause.len())
        .rev()
        .filter_map(|at| Some((at, year_of(clause.get(at..)?)?)));
    let is_apart = |at: usize| !clause[..at].ends_with(|c: char| c.is_ascii_digit());
    let last = years.find(|(at, _)| is_apart(*at));
    let trim = |text: &str| {
        let text = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != ')');
        let text = text.strip_prefix("关于").unwrap_or(text);
        text.strip_suffix("关于").unwrap_or(text).to_owned()
    };
    let Some((at, year)) = last else {
        return (Some(trim(&clause)), None);
    };
    let after = clause[at + 4..].trim_start_matches(&['年', '度', '-'][..]);
    if after.starts_with(|c: char| c.is_ascii_digit()) {
        return (None, None);
    }
    let before = trim(&clause[..at]);
    // `2022-2023年`: the year before is none of the authority's name.
    let before = match before.char_indices().rev().nth(3) {
        Some((from, _)) if year_of(&before[from..]).is_some() => trim(&before[..from]),
        _ => before,
    };
    let organ = match before.is_empty() {
        true => trim(after),
        // `2023年某局2023年`
        false => before
            .trim_start_matches(|c: char| c.is_ascii_digit() || "年度".contains(c))
            .to_owned(),
    };
    (Some(organ), Some(year))
}
