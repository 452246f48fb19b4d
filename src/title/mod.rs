//! Authority and year, as a clerk reads them.
//!
//! A title names both: on one line, on two or three, before the words for the report, around them or in
//! brackets after them ([`name`]). Where none does, a sentence that presents the report (现将…公布如下)
//! and the `<title>` are asked, then the field 发文机关 for the authority and the period of the figures
//! (统计期限) for the year. What a notice, a system or a format is called names neither; nor do the
//! neighbours of a page in its list. A wrong authority pairs reports that have nothing to do with one
//! another, so one that reads like no authority is none.

mod name;
#[cfg(test)]
mod tests;

use crate::bytes::has;
use crate::document::Document;
use crate::text::{fold, is_invisible, key_char, plain};
use name::{Named, named};
pub(crate) use name::{is_authority, year_of};

/// Lines looked at: a title stands before the first section.
const LINES: usize = 400;
/// Characters of a title at most; what is longer is a sentence, or a whole page.
const LONGEST: usize = 60;
/// Characters of what is longer that are looked at.
const SENTENCES: usize = 2000;
/// Fields that name the authority.
const FIELDS: [&str; 6] = [
    "发文机关",
    "发布机构",
    "公开主体",
    "编制单位",
    "填报单位",
    "发文单位",
];
/// What the period of the figures is called.
const PERIODS: [&str; 5] = ["统计期限", "统计时限", "统计周期", "统计时间", "数据期限"];

/// How the name of a report ends.
pub(crate) const REPORT_ENDS: [&str; 2] = ["报告", "年报"];

/// The organ and the year that a title names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Title {
    pub organ: Option<String>,
    pub year: Option<u16>,
}

/// Reads the title of a document.
pub(crate) fn title(document: &Document) -> Title {
    let rows = || document.rows.iter().take(LINES);
    let lines: Vec<String> = rows()
        .filter_map(|row| {
            let mut filled = row.cells.iter().filter(|cell| !cell.text.is_empty());
            let only = filled.next()?;
            filled.next().is_none().then(|| plain(&only.text))
        })
        .collect();
    let mut titles: Vec<Named> = Vec::new();
    // Every name of a report says 公开, be it over the end of a line.
    let speaks = |line: &String| line.contains('公');
    for extent in 1..=3 {
        for lines in lines
            .windows(extent)
            .filter(|lines| lines.iter().any(speaks))
        {
            let whole = lines.concat();
            if whole.chars().count() <= LONGEST {
                let found = named(&whole);
                // A line of its own before the title is its authority, not whatever stands on a page.
                let joined = extent == 1 || found.iter().all(|n| n.is_sound());
                titles.extend(found.into_iter().filter(|_| joined));
            }
        }
    }
    let long = lines.iter().filter(|line| line.chars().count() > LONGEST);
    for line in long.map(String::as_str).chain(document.title.as_deref()) {
        let start: String = line.chars().take(SENTENCES).collect();
        titles.extend(named(&plain(&start)));
    }
    // A title says more than a sentence, and what names both more than what names one.
    let best = |wanted: fn(&Named) -> bool| {
        let of = |sentence| {
            titles
                .iter()
                .find(move |t| wanted(t) && t.sentence == sentence)
        };
        of(false).or(of(true))
    };
    let whole = best(|t| t.organ.is_some() && t.year.is_some());
    let organ = whole.or(best(|t| t.organ.is_some()));
    let year = whole.or(best(|t| t.year.is_some()));
    let organ = organ.and_then(|named| named.organ.clone());
    let organ = organ.or_else(|| rows().find_map(|row| field(&row.cells)));
    let organ = organ.or_else(|| lines.iter().find_map(|line| author(line)));
    Title {
        organ: organ.map(|organ| as_written(organ, document)),
        year: year
            .and_then(|named| named.year)
            .or_else(|| lines.iter().find_map(|line| period(line))),
    }
}

/// What the heading that ends in a row calls the report below it, and the row in which it begins.
pub(crate) fn heading(document: &Document, row: usize) -> Option<(usize, Title)> {
    let mut whole = String::new();
    let mut best: Option<(usize, Title)> = None;
    for from in (row.saturating_sub(2)..=row).rev() {
        let mut filled = document.rows[from].cells.iter();
        let mut filled = filled.by_ref().filter(|cell| !cell.text.is_empty());
        let (Some(cell), None) = (filled.next(), filled.next()) else {
            break;
        };
        whole.insert_str(0, &plain(&cell.text));
        if whole.chars().count() > LONGEST {
            break;
        }
        let found = named(&whole).into_iter();
        let mut found = found.filter(|named| !named.sentence && (from == row || named.is_sound()));
        let says =
            |title: &Title| usize::from(title.organ.is_some()) + usize::from(title.year.is_some());
        if let Some(Named { organ, year, .. }) = found.next() {
            let title = Title { organ, year };
            if best
                .as_ref()
                .is_none_or(|(_, best)| says(&title) > says(best))
            {
                best = Some((from, title));
            }
        }
    }
    best
}

/// The authority that a field of a page's head names: `发文机关：某局`, in one cell or two.
fn field(cells: &[crate::document::Cell]) -> Option<String> {
    let words = cells
        .iter()
        .flat_map(|cell| cell.text.split(&[' ', '|', '\t', '\n', '：', ':'][..]));
    let mut words = words.map(plain).filter(|word| !word.is_empty());
    words.find(|word| FIELDS.contains(&&**word))?;
    words.next().filter(|word| is_authority(word))
}

/// Who has made the report by the sentence that says so: `本报告由某局按照……编制`.
fn author(line: &str) -> Option<String> {
    // Not another report that the line speaks of.
    let says = |word| has(line, word).then_some(word);
    let (before, after) = line.split_once(says("报告由")?)?;
    let own = before.strip_suffix("年度").map_or(before, |own| {
        let own = own.strip_suffix("工作").unwrap_or(own);
        own.strip_suffix("政府信息公开").unwrap_or(own)
    });
    if !own.is_empty() && !own.ends_with(&['本', '，', ',', '。', '；', ';'][..]) {
        return None;
    }
    let end = ["按照", "根据", "依据", "依照", "编制", "负责", "发布"].iter();
    let end = end.filter_map(|word| after.find(word)).min()?;
    let name = after[..end].trim_end_matches([',', '，', '(', '负', '组', '织']);
    is_authority(name).then(|| name.to_owned())
}

/// The year of the period that a line gives: both of its days are in it.
fn period(line: &str) -> Option<u16> {
    let at = PERIODS
        .iter()
        .find_map(|name| line.find(has(line, name).then_some(*name)?))?;
    let mut years = (at..line.len()).filter_map(|at| Some((at, year_of(line.get(at..)?)?)));
    let (first, year) =
        years.find(|(at, _)| !line[..*at].ends_with(|c: char| c.is_ascii_digit()))?;
    let begins = line[first + 4..].trim_start_matches(&['年', '-', '.', '/', '0'][..]);
    let begins = begins.starts_with('1') && !begins[1..].starts_with(|c: char| c.is_ascii_digit());
    let mut others = years.filter(|(at, _)| at - first < 40);
    (begins && others.all(|(_, other)| other == year)).then_some(year)
}

/// A name with the characters that it is written in, not those that it was compared by.
fn as_written(organ: String, document: &Document) -> String {
    let name: Vec<char> = organ.chars().collect();
    let cells = document.rows.iter().take(LINES).flat_map(|row| &row.cells);
    for cell in cells {
        let text = cell.text.chars().take(1000);
        let text: Vec<char> = text
            .filter(|&c| !c.is_whitespace() && !is_invisible(c))
            .collect();
        let plain = |c: char| key_char(c).unwrap_or(fold(c));
        let is = |window: &&[char]| window.iter().map(|&c| plain(c)).eq(name.iter().copied());
        if let Some(written) = text.windows(name.len()).find(is) {
            // A bracket is as it is written, too.
            let character = |&c: &char| match c {
                '（' | '）' => c,
                c if key_char(c).is_some() => c,
                c => fold(c),
            };
            return written.iter().map(character).collect();
        }
    }
    organ
}
