//! The text of a report outside its tables: paragraphs of folded characters, each of which knows
//! where it stood, under the section it belongs to.

use super::headings::{self, Heading};
use crate::document::{Cell, Document};
use crate::place::Place;
use crate::sorted::InOrder;
use crate::sorted::Sorted;
pub(super) use crate::text::CharacterSet;
use crate::text::{fold, is_ideograph, is_invisible, key_char};
use std::ops::Range;
use std::sync::OnceLock;

/// Lines below this many characters are titles or headings: the next line does not continue them.
const SHORT: usize = 16;

/// Characters of a sentence that are quoted at most.
const QUOTED: usize = 70;

/// A character of the text, folded; white space is left out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub c: char,
    /// The character as written.
    raw: char,
    /// Index of the document row.
    row: usize,
    /// UTF-16 units from the start of the row's cell.
    from: u32,
    to: u32,
}

/// A paragraph, its lines joined.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    pub chars: Vec<char>,
    glyphs: Vec<Glyph>,
    /// The section it stands in, 0 to 5; none before the first heading.
    pub section: Option<usize>,
    /// Which characters there may be: most words that are looked for have one that is not.
    marks: CharacterSet,
}

/// A report's prose.
#[derive(Debug, Clone, Default)]
pub(super) struct ProsePage {
    pub paragraphs: Vec<Paragraph>,
    /// Headings in the order of the document.
    pub headings: Vec<(Heading, Place)>,
    /// Where each line of text stands, by document row.
    places: Sorted<usize, Place>,
}

/// For each document row that a table takes part of, the stretch taken, in UTF-16 units of its line.
pub(crate) type CoveredRanges = Sorted<usize, Range<u32>>;

impl ProsePage {
    pub fn of(document: &Document, taken: &CoveredRanges) -> ProsePage {
        let mut page = ProsePage::default();
        let mut open: Option<Paragraph> = None;
        let mut section = None;
        for (index, row) in document.rows.iter().enumerate() {
            // A row with text in one cell only is a line of text.
            let mut texts = row.cells.iter().filter(|cell| !cell.text.trim().is_empty());
            let (Some(cell), None) = (texts.next(), texts.next()) else {
                page.close(&mut open);
                continue;
            };
            page.places.insert(index, cell.at);
            let glyphs = glyphs(cell, index);
            let chars: Vec<char> = glyphs.iter().map(|g| g.c).collect();
            let found = headings::find(&chars);
            let table = taken.get(&index).map(|range| within(&glyphs, cell, range));
            let mut from = 0;
            for heading in found.into_iter().map(Some).chain([None]) {
                let to = heading.as_ref().map_or(chars.len(), |h| h.at.start);
                let before_table = matches!(&heading, Some(h) if (1..=3).contains(&h.section));
                let in_prose = match section {
                    Some(4 | 5) => true,
                    None | Some(0) => before_table,
                    _ => false,
                };
                let stretches = match &table {
                    Some(table) if !in_prose && !is_sentence(&glyphs[table.clone()]) => [
                        from..to.min(table.start.max(from)),
                        table.end.clamp(from, to)..to,
                    ],
                    _ => [from..to, to..to],
                };
                for stretch in stretches.into_iter().filter(|s| s.start < s.end) {
                    page.add(&mut open, section, &glyphs[stretch]);
                }
                if let Some(heading) = heading {
                    page.close(&mut open);
                    section = Some(heading.section);
                    from = heading.at.end;
                    let at = page.place(&glyphs[heading.at.clone()]);
                    page.headings.push((heading, at));
                }
            }
        }
        page.close(&mut open);
        page
    }

    /// Adds a stretch of a line, as the rest of the open paragraph or as a new one.
    fn add(&mut self, open: &mut Option<Paragraph>, section: Option<usize>, glyphs: &[Glyph]) {
        let continues = open.as_ref().is_some_and(|paragraph| {
            let last = paragraph.glyphs[paragraph.glyphs.len() - 1];
            let line = paragraph.glyphs.iter().rev();
            let length = line.take_while(|g| g.row == last.row).count();
            paragraph.section == section
                && last.row < glyphs[0].row
                && length >= SHORT
                && !"。！？!?；;：:".contains(last.c)
                && !starts_numbered(glyphs)
                && [&paragraph.glyphs[..], glyphs]
                    .iter()
                    .all(|g| !ends_title(g))
                && glyphs.iter().any(|g| is_ideograph(g.c))
        });
        if !continues {
            self.close(open);
        }
        let paragraph = open.get_or_insert_with(|| Paragraph {
            chars: Vec::new(),
            glyphs: Vec::new(),
            section,
            marks: CharacterSet::default(),
        });
        let from = paragraph.chars.len();
        paragraph.chars.extend(glyphs.iter().map(|g| g.c));
        let more = paragraph.chars[from..].iter().copied();
        paragraph.marks.extend(more);
        paragraph.glyphs.extend(glyphs);
    }

    fn close(&mut self, open: &mut Option<Paragraph>) {
        self.paragraphs.extend(open.take());
    }

    /// Where a stretch of a paragraph stands; of several lines, the last.
    pub fn at(&self, paragraph: &Paragraph, range: Range<usize>) -> Place {
        self.place(&paragraph.glyphs[range])
    }

    fn place(&self, glyphs: &[Glyph]) -> Place {
        let last = glyphs[glyphs.len() - 1];
        let of_line = glyphs.iter().find(|g| g.row == last.row);
        match self.places[&last.row] {
            Place::Span { line, start, .. } => Place::Span {
                line,
                start: start + of_line.map_or(last.from, |g| g.from),
                end: start + last.to,
            },
            at => at,
        }
    }

    /// Whether the input marks parts that it leaves out: an excerpt.
    pub fn is_excerpt(&self) -> bool {
        let marks = ["[…]", "[...]", "[……]", "【…】", "(略)", "(节选)"];
        self.paragraphs
            .iter()
            .any(|p| marks.iter().any(|mark| p.find(mark).is_some()))
    }
}

impl Paragraph {
    /// Where a text first stands in it.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        self.marks.may_have(text).then(|| find(&self.chars, text))?
    }

    /// Whether a text may stand in it: where not it does not.
    pub fn may_have(&self, text: &str) -> bool {
        self.marks.may_have(text)
    }

    /// A stretch of it as it was written, without the spaces.
    pub fn text(&self, range: Range<usize>) -> String {
        self.glyphs[range].iter().map(|g| g.raw).collect()
    }

    /// A sentence as it is quoted for a phrase in it: whole where it is short, else what stands around
    /// the phrase.
    pub fn quote(&self, sentence: Range<usize>, phrase: &Range<usize>) -> String {
        let mut end = sentence.end;
        while end > sentence.start && "。!?".contains(self.chars[end - 1]) {
            end -= 1;
        }
        if end - sentence.start <= QUOTED {
            return self.text(sentence.start..end);
        }
        let from = phrase.start.saturating_sub(QUOTED / 2).max(sentence.start);
        let from = from.min(end.saturating_sub(QUOTED)).max(sentence.start);
        let to = (from + QUOTED).max(phrase.end).min(end);
        let dots = |cut: bool| if cut { "……" } else { "" };
        let (before, after) = (dots(from > sentence.start), dots(to < end));
        format!("{before}{}{after}", self.text(from..to))
    }

    /// Its sentences, each with its closing mark.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let mut from = 0;
        let mut sentences = Vec::new();
        for (i, c) in self.chars.iter().enumerate() {
            if matches!(c, '。' | '!' | '?') {
                sentences.push(from..i + 1);
                from = i + 1;
            }
        }
        if from < self.chars.len() {
            sentences.push(from..self.chars.len());
        }
        sentences
    }
}

/// Whether a text stands at a place in a run of characters.
pub(super) fn starts(chars: &[char], at: usize, text: &str) -> bool {
    let mut rest = chars[at.min(chars.len())..].iter();
    text.chars().all(|c| rest.next() == Some(&c))
}

/// Where a text first stands in a run of characters.
pub(super) fn find(chars: &[char], text: &str) -> Option<Range<usize>> {
    let first = text.chars().next()?;
    let length = text.chars().count();
    let mut from = 0;
    // Most characters are not the first one: those are passed over fast.
    while let Some(ahead) = chars[from..].iter().position(|c| *c == first) {
        let at = from + ahead;
        let rest = &chars[at..];
        if rest.len() >= length && text.chars().zip(rest).all(|(a, b)| a == *b) {
            return Some(at..at + length);
        }
        from = at + 1;
    }
    None
}

/// Traditional characters of sentences, each before its simplified form, beside those of the labels.
const TRADITIONAL: &str = "動动兩两檢检論论導导聯联傳传專专較较約约郵邮電电線线場场講讲訓训產产義义憲宪眾众衆众團团圖图覆复佈布準准備备僅仅餘余佔占錯错敗败勝胜誤误終终該该給给適适歸归屆届達达幹干樣样擴扩聽听証证證证讀读塊块齡龄縮缩";

/// The simplified form of a folded character.
fn simplified(c: char) -> char {
    static PAIRS: OnceLock<Vec<(char, char)>> = OnceLock::new();
    if c.is_ascii() {
        return c;
    }
    let plain = key_char(c).unwrap_or(c);
    let pairs = PAIRS.get_or_init(|| {
        let chars: Vec<char> = TRADITIONAL.chars().collect();
        let mut pairs: Vec<_> = chars.chunks(2).map(|pair| (pair[0], pair[1])).collect();
        pairs.put_in_order();
        pairs
    });
    let at = pairs.binary_search_by_key(&plain, |(old, _)| *old);
    at.map_or(plain, |at| pairs[at].1)
}

fn glyphs(cell: &Cell, row: usize) -> Vec<Glyph> {
    let mut at = 0;
    let mut glyphs: Vec<Glyph> = Vec::new();
    let mut space = false;
    for c in cell.text.chars() {
        let from = at;
        at += c.len_utf16() as u32;
        let (raw, c) = (c, simplified(fold(c)));
        if is_invisible(c) || c.is_whitespace() {
            space = true;
            continue;
        }
        // Two numbers side by side are not one.
        if space && c.is_ascii_digit() && glyphs.last().is_some_and(|g| g.c.is_ascii_digit()) {
            let (from, to) = (from - 1, from);
            glyphs.push(Glyph {
                c: ' ',
                raw: ' ',
                row,
                from,
                to,
            });
        }
        space = false;
        glyphs.push(Glyph {
            c,
            raw,
            row,
            from,
            to: at,
        });
    }
    glyphs
}

/// The glyphs of a line that a stretch of it covers.
fn within(glyphs: &[Glyph], cell: &Cell, range: &Range<u32>) -> Range<usize> {
    let start = match cell.at {
        Place::Span { start, .. } => start,
        _ => return 0..glyphs.len(),
    };
    let index = |unit: u32| glyphs.partition_point(|g| start + g.from < unit);
    index(range.start)..index(range.end)
}

/// Whether what a table took of a line is a sentence that speaks of its rows, and not a row that is written as one:
/// `（一）予以公开：自然人6件，商业企业1件，…`.
fn is_sentence(glyphs: &[Glyph]) -> bool {
    const LONGEST: usize = 400;
    const ROW: usize = 6;
    let digit = |g: &Glyph| g.c.is_ascii_digit();
    let row = || {
        let runs = glyphs.chunk_by(|a, b| digit(a) == digit(b));
        let numbers = runs.filter(|run| digit(&run[0])).count();
        starts_numbered(glyphs) && numbers >= ROW && glyphs.iter().any(|g| g.c == ':')
    };
    glyphs.len() <= LONGEST && glyphs.last().is_some_and(|g| g.c == '。') && !row()
}

/// Whether a line ends as a title does: 年度报告, its characters in whatever order.
fn ends_title(glyphs: &[Glyph]) -> bool {
    let tail: Vec<char> = glyphs.iter().rev().take(4).map(|g| g.c).collect();
    "年度报告".chars().all(|c| tail.contains(&c))
}

/// 一、 （一） 1. 第一: the line begins something of its own.
fn starts_numbered(glyphs: &[Glyph]) -> bool {
    let c = |i: usize| glyphs.get(i).map_or(' ', |g| g.c);
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let digits = (0..3).take_while(|&i| c(i).is_ascii_digit()).count();
    (numeral(c(0)) && (c(1) == '、' || numeral(c(1)) && c(2) == '、'))
        || (c(0) == '(' && (numeral(c(1)) || c(1).is_ascii_digit()) && (c(2) == ')' || c(3) == ')'))
        || (digits > 0 && matches!(c(digits), '.' | '、') && !c(digits + 1).is_ascii_digit())
}
