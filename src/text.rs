//! The only normalising of characters.
//!
//! The full Unicode tables (NFKC, Unihan) would cost more than a third of the page's byte budget;
//! what these reports need of them is small, written out here, and held against a full
//! implementation by a test.

use crate::language::FIRST;

/// A set of characters that may have more than were put in, never fewer.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct CharacterSet([u64; 16]);

impl CharacterSet {
    const fn add(&mut self, code: u32) {
        let bit = code as usize % 1024;
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Whether a character may be there.
    #[inline]
    pub const fn has(&self, c: char) -> bool {
        let bit = c as usize % 1024;
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// Whether every character of a word may be there.
    #[cfg(feature = "explain")]
    pub fn may_have(&self, word: &str) -> bool {
        word.chars().all(|c| self.has(c))
    }
}

impl Extend<char> for CharacterSet {
    fn extend<I: IntoIterator<Item = char>>(&mut self, chars: I) {
        for c in chars {
            self.add(c as u32);
        }
    }
}

impl FromIterator<char> for CharacterSet {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Self {
        let mut set = CharacterSet::default();
        set.extend(chars);
        set
    }
}

/// The character that `c` stands for: full-width and compatibility forms, Kangxi radicals and
/// radicals of the supplement block folded to what a keyboard types. One character in, one out, so
/// that positions stay what they were.
#[inline]
pub fn fold(c: char) -> char {
    // Nearly every character stands for itself.
    match c {
        ..'\u{a0}' | '\u{3001}'..'\u{f900}' => c,
        _ => folded(c),
    }
}

fn folded(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => ' ',
        '\u{ff64}' | '\u{fe51}' => '、',
        '\u{fe50}' => ',',
        '\u{fe52}' => '.',
        '\u{fe55}' => ':',
        '\u{fe59}' => '(',
        '\u{fe5a}' => ')',
        // Content with any of these waits for the larger engine.
        '\u{2f00}'..='\u{2fd5}' if !FIRST => nth(KANGXI, c as usize - 0x2f00).unwrap_or(c),
        '\u{2e80}'..='\u{2eff}' if !FIRST => paired(&RADICALS, c).unwrap_or(c),
        '\u{f900}'..='\u{faff}' if !FIRST => paired(&COMPATIBLE, c).unwrap_or(c),
        _ => c,
    }
}

/// Whether `c` takes no room: soft hyphens, joiners, direction marks.
#[inline]
pub fn is_invisible(c: char) -> bool {
    // Ideographs, digits and letters at once.
    !matches!(c, ..'\u{ad}' | '\u{3000}'..'\u{fe00}')
        && matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// The character as label keys have it: folded, simplified; none for anything but an ideograph.
pub fn key_char(c: char) -> Option<char> {
    if c < '\u{a0}' {
        return None;
    }
    let folded = fold(c);
    matches!(folded, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇')
        .then(|| simplified(folded))
}

/// The simplified form of a folded character.
fn simplified(c: char) -> char {
    match MAYBE_TRADITIONAL.has(c) {
        true => paired(&TRADITIONAL, c).unwrap_or(c),
        false => c,
    }
}

/// What labels are compared by: the ideographs alone, simplified. Spaces, numbering, punctuation,
/// brackets and romanised noise between them all drop out.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    key.extend(text.chars().filter_map(key_char));
    key
}

/// Whether one name is another with characters left out: 市科委, 市科学技术委员会.
#[cfg(feature = "explain")]
pub fn shortens(short: &[char], long: &[char]) -> bool {
    let mut long = long.iter();
    short.iter().all(|c| long.any(|l| l == c))
}

/// The text folded, simplified, without spaces and without the romanisation that mirror sites put
/// in brackets behind ideographs.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().filter(|&c| !is_invisible(c)).map(fold);
    while let Some(c) = chars.next() {
        if matches!(c, '\u{4e00}'..='\u{9fff}') {
            out.push(simplified(c));
            continue;
        }
        let inside = chars.clone().take_while(|&c| c != ')').take(8);
        if c == '(' && out.ends_with(is_ideograph) && inside.clone().all(is_sound) {
            chars.nth(inside.count());
        } else if !c.is_whitespace() {
            out.push(key_char(c).unwrap_or(c));
        }
    }
    out
}

/// Whether `c` writes sounds: a Latin letter, tones and all, one of bopomofo, or a space between them.
/// (All that is alphabetic anywhere would take a table of 1.5 kB.)
fn is_sound(c: char) -> bool {
    c.is_ascii_alphabetic()
        || c.is_whitespace()
        || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{3105}'..='\u{312f}')
}

/// Takes the white space off both ends of a text, without another one.
#[cfg(feature = "office")]
pub(crate) fn trim(text: &mut String) {
    text.truncate(text.trim_end().len());
    let before = text.len() - text.trim_start().len();
    if before > 0 {
        text.drain(..before);
    }
}

/// Texts with a mark between them. (The standard library's `join` is a kilobyte of wasm for each type.)
pub(crate) fn joined<T: AsRef<str>>(texts: &[T], mark: &str) -> String {
    let mut whole = String::new();
    for (n, text) in texts.iter().enumerate() {
        if n > 0 {
            whole.push_str(mark);
        }
        whole.push_str(text.as_ref());
    }
    whole
}

/// Whether a character is an ideograph once folded.
pub fn is_ideograph(c: char) -> bool {
    key_char(c).is_some()
}

/// Similarity of two keys: twice the longest common subsequence over the sum of the lengths, in
/// thousandths (1000 = equal). Keys of over 64 characters are cut.
pub fn similarity(a: &str, b: &str) -> u32 {
    let [a, b] = [a, b].map(|text| text.chars().collect::<Vec<_>>());
    likeness(&a, &b)
}

/// [`similarity`] of keys that are lists of characters.
pub(crate) fn likeness(a: &[char], b: &[char]) -> u32 {
    let (a, b) = (&a[..a.len().min(64)], &b[..b.len().min(64)]);
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    // The table of the textbook row by row, a bit for each step that a row does not take up to there
    // (Hyyrö 2004): all its cells at once.
    let mut level = u64::MAX;
    for &x in a {
        let mut same = 0u64;
        for (j, &y) in b.iter().enumerate() {
            same |= u64::from(x == y) << j;
        }
        let both = level & same;
        level = level.wrapping_add(both) | (level - both);
    }
    let steps = (!level & (u64::MAX >> (64 - b.len()))).count_ones();
    2000 * steps / (a.len() + b.len()) as u32
}

/// Where a text last holds another, as `rfind` has it, which prepares for longer ones.
pub(crate) fn last_of(text: &str, part: &str) -> Option<usize> {
    if part.is_empty() {
        return Some(text.len());
    }
    let mut places = text.as_bytes().windows(part.len());
    let end = part.as_bytes().last();
    places.rposition(|bytes| bytes.last() == end && bytes == part.as_bytes())
}

/// Units of UTF-16 that a text takes.
pub fn utf16_len(text: &str) -> u32 {
    // A character begins with each byte that continues none; those of four bytes are two units.
    let units = |b: u8| u32::from(b & 0xc0 != 0x80) + u32::from(b >= 0xf0);
    text.bytes().map(units).sum()
}

fn nth(table: &str, index: usize) -> Option<char> {
    // Every character of these tables takes three bytes.
    table.get(3 * index..)?.chars().next()
}

/// What `c` is paired with in a sorted table.
fn paired(table: &[(u16, u16)], c: char) -> Option<char> {
    let c = u16::try_from(c as u32).ok()?;
    let at = table.binary_search_by_key(&c, |pair| pair.0).ok()?;
    char::from_u32(table[at].1.into())
}

/// The pairs of characters of a text, sorted when the crate is compiled.
const fn sorted<const N: usize>(text: &str) -> [(u16, u16); N] {
    assert!(text.len() == 6 * N);
    let mut pairs = [(0, 0); N];
    let mut n = 0;
    while n < N {
        let pair = (character(text, 6 * n), character(text, 6 * n + 3));
        let mut at = n;
        while at > 0 && pairs[at - 1].0 > pair.0 {
            pairs[at] = pairs[at - 1];
            at -= 1;
        }
        pairs[at] = pair;
        n += 1;
    }
    pairs
}

/// The character of three bytes at an offset.
const fn character(text: &str, at: usize) -> u16 {
    let bytes = text.as_bytes();
    let (high, middle, low) = (bytes[at] as u16, bytes[at + 1] as u16, bytes[at + 2] as u16);
    (high & 0x0f) << 12 | (middle & 0x3f) << 6 | low & 0x3f
}

/// U+2F00 … U+2FD5 in order; as NFKC has it but for 户 and the simplified forms, which `TRADITIONAL` gives.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// CJK Radicals Supplement, which NFKC leaves alone.
static RADICALS: [(u16, u16); 34] = sorted(
    "⺠民⻅见⻓长⻔门⻛风⻥鱼⻬齐⻋车⻚页⻢马⻘青⻄西⻆角⻉贝⻜飞⻝食⻩黄⻰龙⻁虎⺝月⺟母⻣骨⻤鬼⻦鸟⻨麦⻮齿⻳龟⺌小⺍小⺪疋⺫目⺶羊⺼肉⻂衣",
);

/// CJK Compatibility Ideographs that occur in the labels and in names of organs.
static COMPATIBLE: [(u16, u16); 23] = sorted(
    "\u{f90a}金\u{f94f}累\u{f966}復\u{f967}不\u{f969}數\u{f97e}量\u{f98c}歷\u{f98e}年\u{f99c}列\u{f9d0}類\u{f9d1}六\u{f9d8}律\u{f9e4}理\u{fa01}度\u{fa08}行\u{fa17}益\u{fa4c}社\u{fa71}况\u{fa72}全\u{faa6}益\u{faa8}直\u{faae}类\u{fabb}請",
);

/// Traditional → simplified for the alphabet of the labels. 檔案 stands for 文件 on wiki mirrors:
/// that is an alias, not a character.
static TRADITIONAL: [(u16, u16); 140] = sorted(
    "規规條条項项內内數数發发廢废現现處处決决許许罰罚強强費费額额單单萬万業业請请況况組组織织機机構构會会務务總总計计開开結结轉转辦办區区這这屬属於于國国穩稳護护權权類类過过執执詢询無无關关沒没補补後后確确認认訪访舉举報报訴诉複复復复獲获繳缴納纳繼继續续議议訟讼維维糾纠審审經经係系與与間间對对減减採采購购體体進进問问題题營营態态書书級级縣县鎮镇鄉乡廳厅衛卫習习濟济戶户見见貝贝車车長长門门頁页風风飛飞馬马魚鱼鳥鸟麥麦黃黄齊齐齒齿龍龙龜龟靑青製制爲为為为將将應应標标個个從从並并來来員员號号種种統统實实據据時时說说讓让責责資资範范檔档網网環环劃划財财師师歷历運运輸输",
);

/// Most characters are not among them.
static MAYBE_TRADITIONAL: CharacterSet = {
    let mut set = CharacterSet([0; 16]);
    let mut n = 0;
    while n < TRADITIONAL.len() {
        set.add(TRADITIONAL[n].0 as u32);
        n += 1;
    }
    set
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    /// The longest common subsequence as the textbook has it.
    fn longest(a: &[char], b: &[char]) -> u32 {
        let mut row = vec![0u32; b.len() + 1];
        for x in a {
            let mut diagonal = 0;
            for (j, y) in b.iter().enumerate() {
                let above = row[j + 1];
                row[j + 1] = match x == y {
                    true => diagonal + 1,
                    false => above.max(row[j]),
                };
                diagonal = above;
            }
        }
        row[b.len()]
    }

    proptest! {
        #[test]
        fn likeness_is_that_of_the_longest_common_subsequence(a in "[a-d]{0,70}", b in "[a-d]{0,70}") {
            let [a, b] = [a, b].map(|text| text.chars().take(64).collect::<Vec<_>>());
            let both = (a.len() + b.len()) as u32;
            let wanted = if a.is_empty() || b.is_empty() { 0 } else { 2000 * longest(&a, &b) / both };
            prop_assert_eq!(likeness(&a, &b), wanted);
        }

        #[test]
        fn what_is_quickly_told_is_told_rightly(c: char) {
            prop_assert_eq!(fold(c), folded(c));
            prop_assert_eq!(simplified(c), paired(&TRADITIONAL, c).unwrap_or(c));
        }
    }

    #[test]
    fn folding_agrees_with_nfkc_where_it_speaks() {
        for code in (0x2f00..=0x2fd5).chain(0xff01..=0xff5e) {
            let c = char::from_u32(code).unwrap();
            let full: String = c.nfkc().collect();
            // NFKC gives 戶 for ⼾; reports mean 户.
            let full = if full == "戶" { "户".into() } else { full };
            assert_eq!(fold(c).to_string(), full, "U+{code:04X}");
        }
        for (from, to) in COMPATIBLE {
            let [from, to] = [from, to].map(|c| char::from_u32(c.into()).unwrap());
            let full: String = from.nfkc().collect();
            assert!(full == to.to_string() || key_char(full.chars().next().unwrap()) == Some(to));
        }
    }

    #[test]
    fn keys_forget_how_a_label_was_written() {
        for text in [
            "（一）予以公开",
            "(一) 予以公开",
            "（⼀）予以公开",
            "(一)予以公開",
            "（一）予以公開(kāi)",
            "（一）\n予以 公\u{a0}开",
        ] {
            assert_eq!(key(text), "一予以公开", "{text}");
        }
    }

    #[test]
    fn typos_stay_similar_and_different_labels_do_not() {
        assert!(
            similarity(
                &key("2.其他法律行政止公开"),
                &key("2.其他法律行政法规禁止公开")
            ) >= 800
        );
        assert!(
            similarity(
                &key("5.属于三类内容事务信息"),
                &key("5.属于三类内部事务信息")
            ) >= 800
        );
        assert!(similarity("不予公开", "予以公开") < 800);
        assert!(
            similarity(
                "上年结转政府信息公开申请数量",
                "本年新收政府信息公开申请数量"
            ) < 800
        );
    }
}
