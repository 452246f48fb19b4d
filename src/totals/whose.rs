//! Whose tables these are, and of which year: a document of final accounts or of enforcement has a title of
//! its own, which names no report.

use crate::document::Document;
use crate::text::plain;
use crate::title::{is_authority, year_of};

/// Lines looked at.
const LINES: usize = 400;
/// Characters of a title at most.
const LONGEST: usize = 60;
/// What such documents are called.
const NAMES: [&str; 7] = [
    "部门决算",
    "单位决算",
    "行政执法",
    "行政处罚",
    "行政许可",
    "行政强制",
    "决算",
];
/// Fields over a table that name who filled it in.
const FIELDS: [&str; 6] = [
    "编制单位:",
    "填报单位:",
    "部门名称:",
    "单位名称:",
    "编制部门:",
    "部门:",
];
/// What presents a title.
const PRESENTS: [&str; 4] = ["关于", "附件", "公开", "公布"];

/// Authority and year, as far as the document tells.
pub(super) fn whose(document: &Document) -> (Option<String>, Option<u16>) {
    let rows = document.rows.iter().take(LINES);
    let texts = rows.flat_map(|row| row.cells.iter().map(|cell| plain(&cell.text)));
    let titled = document.title.iter().map(|title| plain(title));
    let texts: Vec<String> = texts.chain(titled).collect();
    let mut best: (Option<String>, Option<u16>) = (None, None);
    let says = |found: &(Option<String>, Option<u16>)| {
        usize::from(found.0.is_some()) + usize::from(found.1.is_some())
    };
    for text in &texts {
        let found = titled_by(text).unwrap_or_default();
        if says(&found) > says(&best) {
            best = found;
        }
    }
    let field = || texts.iter().find_map(|text| filled_in_by(text));
    (best.0.or_else(field), best.1)
}

/// 某局2024年度部门决算, 2023年某市行政执法统计年报, 某局部门决算（2024年度）.
fn titled_by(text: &str) -> Option<(Option<String>, Option<u16>)> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let name = NAMES.iter().filter_map(|name| text.find(name)).min()?;
    let places = text.char_indices().map(|(at, _)| at);
    let mut years = places.filter_map(|at| {
        let inside = text[..at].ends_with(|c: char| c.is_ascii_digit());
        let year = year_of(&text[at..]).filter(|_| !inside)?;
        text[at + 4..].starts_with('年').then_some((at, year))
    });
    let found = years.next();
    let authority = |part: &str| {
        let part = PRESENTS
            .iter()
            .fold(part, |part, word| part.trim_start_matches(word));
        let part = part.trim_matches(|c: char| !c.is_alphanumeric() && !"()".contains(c));
        is_authority(part).then(|| part.to_owned())
    };
    let organ = match found {
        Some((at, _)) if at < name => {
            let after = text[at + 4..name]
                .trim_start_matches("年度")
                .trim_start_matches('年');
            authority(&text[..at]).or_else(|| authority(after))
        }
        _ => authority(&text[..name]),
    };
    Some((organ, found.map(|(_, year)| year)))
}

/// 编制单位：某局 金额单位：万元.
fn filled_in_by(text: &str) -> Option<String> {
    let field = FIELDS.iter().find(|field| text.starts_with(**field))?;
    let rest = &text[field.len()..];
    let ends = ["金额", "单位:", "日期", "填报", "编制"];
    let end = ends.iter().filter_map(|end| rest.find(end)).min();
    let name = &rest[..end.unwrap_or(rest.len())];
    is_authority(name).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_name_whose_they_are() {
        for (text, organ, year) in [
            ("东湖区某局2024年度部门决算", Some("东湖区某局"), Some(2024)),
            (
                "2023年度东湖区某局行政执法统计年报",
                Some("东湖区某局"),
                Some(2023),
            ),
            ("东湖区2022年行政执法数据公示", Some("东湖区"), Some(2022)),
            ("行政处罚实施情况统计表", None, None),
            (
                "关于东湖区某局2021年度决算公开的说明",
                Some("东湖区某局"),
                Some(2021),
            ),
            ("2019年度单位决算", None, Some(2019)),
        ] {
            let found = titled_by(text).expect(text);
            assert_eq!((found.0.as_deref(), found.1), (organ, year), "{text}");
        }
        assert_eq!(titled_by("东湖区某局2024年度工作总结"), None);
        let field = filled_in_by("编制单位:东湖区某局金额单位:万元");
        assert_eq!(field.as_deref(), Some("东湖区某局"));
        assert_eq!(filled_in_by("单位:万元"), None);
    }
}
