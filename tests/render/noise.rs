//! What happens to labels (and digits) between an office and a clipboard.

use super::{Block, Rng};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Noise {
    None,
    /// Kangxi and supplement radicals, full-width digits, half-width brackets.
    Radicals,
    /// Traditional characters.
    Traditional,
    /// Traditional characters with their romanisation behind them.
    Pinyin,
    /// One or two characters of long labels replaced or dropped.
    Typos,
    /// Labels as some offices shorten them.
    Short,
    /// Numbering lost.
    Unnumbered,
    /// Notes behind labels.
    Notes,
    /// Spaces within labels.
    Spaces,
}

impl Noise {
    pub const ALL: [Noise; 9] = [
        Noise::None,
        Noise::Radicals,
        Noise::Traditional,
        Noise::Pinyin,
        Noise::Typos,
        Noise::Short,
        Noise::Unnumbered,
        Noise::Notes,
        Noise::Spaces,
    ];
}

const RADICALS: &str = "一⼀二⼆人⼈行⾏文⽂止⽌无⽆金⾦大⼤方⽅民⺠见⻅长⻓用⽤生⽣";
const TRADITIONAL: [(char, char, &str); 42] = [
    ('规', '規', "guī"),
    ('条', '條', "tiáo"),
    ('项', '項', "xiàng"),
    ('内', '內', "nèi"),
    ('数', '數', "shù"),
    ('发', '發', "fā"),
    ('废', '廢', "fèi"),
    ('现', '現', "xiàn"),
    ('处', '處', "chù"),
    ('决', '決', "jué"),
    ('许', '許', "xǔ"),
    ('罚', '罰', "fá"),
    ('强', '強', "qiáng"),
    ('费', '費', "fèi"),
    ('额', '額', "é"),
    ('业', '業', "yè"),
    ('请', '請', "qǐng"),
    ('组', '組', "zǔ"),
    ('织', '織', "zhī"),
    ('机', '機', "jī"),
    ('构', '構', "gòu"),
    ('会', '會', "huì"),
    ('务', '務', "wù"),
    ('总', '總', "zǒng"),
    ('计', '計', "jì"),
    ('开', '開', "kāi"),
    ('结', '結', "jié"),
    ('转', '轉', "zhuǎn"),
    ('办', '辦', "bàn"),
    ('区', '區', "qū"),
    ('属', '屬', "shǔ"),
    ('国', '國', "guó"),
    ('护', '護', "hù"),
    ('权', '權', "quán"),
    ('类', '類', "lèi"),
    ('过', '過', "guò"),
    ('执', '執', "zhí"),
    ('询', '詢', "xún"),
    ('无', '無', "wú"),
    ('关', '關', "guān"),
    ('复', '復', "fù"),
    ('议', '議', "yì"),
];
const SHORT: [(&str, &str); 9] = [
    (
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "（二）部分公开",
    ),
    (
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "1.逾期不补正",
    ),
    (
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "2.逾期不缴费",
    ),
    ("（六）其他处理", "（六）其他"),
    ("社会公益组织", "社会公益"),
    ("本年收费金额（单位：万元）", "收费金额"),
    ("行政规范性文件", "规范性文件"),
    ("2.没有现成信息需要另行制作", "2.没有现成信息需要另行制"),
    ("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
];

/// Applies a noise to every label and heading, and to digits where it is of their kind.
pub fn apply(blocks: &mut [Block], noise: Noise, rng: &mut Rng) {
    for block in blocks {
        match block {
            Block::Table(grid) => {
                for spot in &mut grid.spots {
                    if spot.is_label() {
                        spot.text = label(&spot.text, noise, rng);
                    } else if noise == Noise::Radicals && rng.chance(40) {
                        spot.text = full_width(&spot.text);
                    }
                }
            }
            Block::Title(text) | Block::Heading(text) | Block::Prose(text) => {
                if matches!(noise, Noise::Radicals | Noise::Traditional | Noise::Pinyin) {
                    *text = label(text, noise, rng);
                }
            }
        }
    }
}

fn label(text: &str, noise: Noise, rng: &mut Rng) -> String {
    match noise {
        Noise::None => text.to_owned(),
        Noise::Radicals => text
            .chars()
            .map(|c| match c {
                '（' => '(',
                '）' => ')',
                c => pair(RADICALS, c),
            })
            .collect(),
        Noise::Traditional | Noise::Pinyin => {
            let mut out = String::new();
            for c in text.chars() {
                match TRADITIONAL.iter().find(|(simple, ..)| *simple == c) {
                    Some((_, c, _)) if noise == Noise::Traditional => out.push(*c),
                    Some((_, c, sound)) => out.push_str(&format!("{c}({sound})")),
                    None => out.push(c),
                }
            }
            out
        }
        Noise::Typos => typo(text, rng),
        Noise::Short => SHORT
            .iter()
            .find(|(long, _)| *long == text)
            .map_or(text, |(_, short)| short)
            .to_owned(),
        Noise::Unnumbered => unnumbered(text).to_owned(),
        Noise::Notes => match rng.below(9) {
            0 if text.chars().count() > 3 => format!("{text} (历史累计)"),
            1 if text.chars().count() > 3 => format!("{text}（按实际情况填写）"),
            _ => text.to_owned(),
        },
        Noise::Spaces => text
            .chars()
            .flat_map(|c| {
                let space = rng.chance(12) && !c.is_ascii_digit();
                [Some(c), space.then_some(' ')].into_iter().flatten()
            })
            .collect(),
    }
}

/// One or two characters of a long label replaced or dropped.
fn typo(text: &str, rng: &mut Rng) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let ideographs = |chars: &[char]| -> Vec<usize> {
        let has = |&i: &usize| ('\u{4e00}'..='\u{9fff}').contains(&chars[i]);
        (0..chars.len()).filter(has).collect()
    };
    let length = ideographs(&chars).len();
    // What is numbered by an ideograph alone must keep it: 第二十条第（X）项.
    if length < 6 || text.starts_with("第二十条") || rng.chance(60) {
        return text.to_owned();
    }
    for _ in 0..if length >= 11 { 2 } else { 1 } {
        let at = ideographs(&chars);
        let at = at[1 + rng.below(at.len() - 1)];
        if rng.chance(50) {
            chars.remove(at);
        } else {
            chars[at] = ['的', '情', '容', '付', '由'][rng.below(5)];
        }
    }
    chars.into_iter().collect()
}

/// A label without its numbering; kept where nothing else tells two labels apart.
fn unnumbered(text: &str) -> &str {
    let chars: Vec<char> = text.chars().take(3).collect();
    let rest = match chars[..] {
        ['（', _, '）'] => &text[chars.iter().map(|c| c.len_utf8()).sum::<usize>()..],
        [first, '.' | '、', _] => &text[first.len_utf8() + if chars[1] == '.' { 1 } else { 3 }..],
        _ => text,
    };
    if rest.chars().count() > 3 { rest } else { text }
}

fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' => char::from_u32(c as u32 + 0xfee0).unwrap_or(c),
            c => c,
        })
        .collect()
}

fn pair(table: &str, c: char) -> char {
    let mut pairs = table.chars();
    while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
        if from == c {
            return to;
        }
    }
    c
}
