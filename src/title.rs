//! Organ and year, from the report's title.

use crate::document::Document;
use crate::text::plain;

/// Endings of a title; the first that fits counts.
const ENDINGS: [&str; 9] = [
    "政府信息公开工作年度报告",
    "政府信息公开工作情况年度报告",
    "政府信息公开工作情况的年度报告",
    "政府信息公开工作情况报告",
    "政府信息公开年度报告",
    "政府信息公开工作年报",
    "政府信息公开年报",
    "政务公开工作年度报告",
    "信息公开工作年度报告",
];
/// Lines looked at: a title stands before the first section.
const LINES: usize = 400;

/// The organ and the year that a title names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Title {
    pub organ: Option<String>,
    pub year: Option<u16>,
}

/// Reads the title of a document.
pub(crate) fn title(document: &Document) -> Title {
    let lines: Vec<String> = document
        .rows
        .iter()
        .take(LINES)
        .filter_map(|row| {
            let mut filled = row.cells.iter().filter(|cell| !cell.text.is_empty());
            let only = filled.next()?;
            filled.next().is_none().then(|| plain(&only.text))
        })
        .collect();
    let mut candidates: Vec<Title> = Vec::new();
    // A title may be set on two or three lines; what is long is a sentence.
    for extent in 1..=3 {
        for lines in lines.windows(extent) {
            let whole = lines.concat();
            if whole.chars().count() <= 60 {
                candidates.extend(parse(&whole));
            }
        }
    }
    // Page text that is one long line begins with its title.
    for line in lines.iter().filter(|line| line.chars().count() > 60) {
        candidates.extend(parse(&line.chars().take(60).collect::<String>()));
    }
    candidates.extend(document.title.as_deref().and_then(|t| parse(&plain(t))));
    let complete = |title: &&Title| title.organ.is_some() && title.year.is_some();
    candidates
        .iter()
        .find(complete)
        .or_else(|| candidates.iter().find(|t| t.year.is_some()))
        .or(candidates.first())
        .cloned()
        .unwrap_or_default()
}

/// `某局2023年政府信息公开工作年度报告`, `2023年某局政府信息公开…`, `某局政府信息公开年度报告(2023年)`.
fn parse(text: &str) -> Option<Title> {
    let (at, ending) = ENDINGS
        .iter()
        .find_map(|ending| Some((text.find(ending)?, ending)))?;
    let before = &text[..at];
    let before = before
        .rsplit([':', '|', '>', '《', '_'])
        .next()
        .unwrap_or(before);
    let after = &text[at + ending.len()..];
    // A sentence that names the report is not its title.
    if before.contains(['。', '，', ',', ';', '；', '、']) || before.chars().count() > 45 {
        return None;
    }
    let year_in = |text: &str| -> Option<(usize, u16)> {
        let bytes = text.as_bytes();
        (0..bytes.len().saturating_sub(3)).find_map(|i| {
            let digits = text.get(i..i + 4)?;
            let apart = i == 0 || !bytes[i - 1].is_ascii_digit();
            let year: u16 = digits.parse().ok()?;
            (apart && (2000..2100).contains(&year)).then_some((i, year))
        })
    };
    let (organ, year) = match year_in(before) {
        Some((0, year)) => (strip_year(&before[4..]), Some(year)),
        Some((i, year)) => (&before[..i], Some(year)),
        None => (before, year_in(after).map(|(_, year)| year)),
    };
    let organ = organ.trim_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != ')');
    let organ = organ.strip_prefix("标题").unwrap_or(organ);
    // `关于某局2023年…`, `某局关于2023年…`
    let organ = organ.strip_prefix("关于").unwrap_or(organ);
    let organ = organ.strip_suffix("关于").unwrap_or(organ);
    Some(Title {
        organ: (organ.chars().count() >= 2).then(|| organ.to_owned()),
        year,
    })
}

fn strip_year(text: &str) -> &str {
    ["年度", "年", "-", "度"]
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix))
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (Option<String>, Option<u16>) {
        let title = title(&crate::read::text::read(
            text,
            0,
            0,
            &crate::document::Bounds::default(),
        ));
        (title.organ, title.year)
    }

    #[test]
    fn titles_in_every_order() {
        let expected = (Some("青江市水利局".to_owned()), Some(2023));
        for text in [
            "青江市水利局 2023 年政府信息公开工作年度报告",
            "青江市水利局\n2023年政府信息公开工作年度报告",
            "2023年青江市水利局政府信息公开工作\n年度报告",
            "青江市水利局2023年度政府信息公开年报",
            "标题: 青江市水利局2023年度政府信息公开工作年度报告",
            "关于青江市水利局2023年度政府信息公开工作年度报告",
            "青江市水利局关于2023年政府信息公开工作年度报告",
            "青江市水利局关于2023年度政府信息公开工作情况的年度报告",
            "青江市水利局2023年政府信息公开工作情况报告",
            "青江市水利局政府信息公开工作年度报告（2023年）",
            "青江市水利局2023年政府信息公開(kāi)工作年度報(bào)告",
            "根据要求，编制青江市水利局2022年政府信息公开工作年度报告。\n青江市水利局２０２３年政府信息公开工作年度报告",
        ] {
            assert_eq!(of(text), expected, "{text}");
        }
    }
}
