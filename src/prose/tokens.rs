//! A sentence as tokens: known words, numbers with their units, and what is neither.

use super::folds;
use super::lexicon::{Class, Lexicon};
use super::numbers::{CHINESE_UNITS, Decimal, digits, number};
use crate::text::shortens;
use std::ops::Range;

/// Who speaks and of which year.
#[derive(Debug, Clone, Default)]
pub(super) struct Speaker {
    pub organ: Option<Vec<char>>,
    pub year: Option<u16>,
}

/// A word, a number or a mark.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub class: Class,
    /// Its stretch of the paragraph.
    pub at: Range<usize>,
    /// What it does besides: [`Class::All`] and [`Class::Results`] are otherwise plain words.
    pub role: Class,
    /// The number, for [`Class::Count`], [`Class::Percent`] and [`Class::Money`] (in yuan).
    pub number: Decimal,
    /// The number as it is written, where that is in ten thousands.
    pub tenthousands: Option<Decimal>,
}

/// Cuts a stretch of a paragraph into tokens.
pub(super) fn tokens(speaker: &Speaker, chars: &[char], range: Range<usize>) -> Vec<Token> {
    let lexicon = Lexicon::get();
    let mut tokens: Vec<Token> = Vec::new();
    let text = mended(&chars[range.clone()]);
    let mut i = 0;
    while i < text.len() {
        let rest = &text[i..];
        // 临海市水利局 is not the 市水利局 that speaks.
        let apart = tokens.last().is_none_or(|t| t.class != Class::Unknown);
        let name = own_name(speaker, rest).filter(|_| apart);
        let word = name
            .map(|length| (Class::Whole, length))
            .or_else(|| known(lexicon, speaker, rest));
        let numeral = nought(&text, i)
            .filter(|_| word.is_none_or(|(_, length)| length < 2))
            .map(|length| (Class::Count, length, Decimal::default()));
        let found = numeral
            .or_else(|| word.map(|(class, length)| (class, length, Decimal::default())))
            .or_else(|| number(rest, speaker.year, i.checked_sub(1).map(|k| text[k])));
        let (class, length, number) = found.unwrap_or((Class::Unknown, 1, Decimal::default()));
        let at = range.start + i..range.start + i + length;
        i += length;
        match tokens.last_mut() {
            Some(last) if class == Class::Unknown && last.class == Class::Unknown => {
                last.at.end = at.end;
            }
            _ => {
                let plain = matches!(class, Class::All | Class::Results);
                let written = &text[i - length..i];
                let tens = class == Class::Money && written.contains(&'万');
                tokens.push(Token {
                    class: if plain { Class::Plain } else { class },
                    at,
                    role: class,
                    number,
                    tenthousands: digits(written).map(|(n, _)| n).filter(|_| tens),
                });
            }
        }
    }
    name_speaker(&mut tokens, speaker, chars);
    settle_bare(&mut tokens);
    settle_short(&mut tokens, &text, range.start);
    tokens
}

/// The construction or word at the start of a text that takes the most of it.
fn known(lexicon: &Lexicon, speaker: &Speaker, rest: &[char]) -> Option<(Class, usize)> {
    let word = lexicon.longest(rest);
    let fold = folds::longest(rest);
    let best = match (word, fold) {
        (Some(word), Some(fold)) if word.1 > fold.1 => word,
        (_, Some(fold)) => fold,
        (word, None) => word?,
    };
    let (class, length) = best;
    (!(length == 1 && is_filler(class) && in_name(speaker, rest))).then_some(best)
}

/// A slip of the pen in a word that the lexicon has: what is meant.
fn meant(written: (char, char)) -> Option<(char, char)> {
    Some(match written {
        ('题', '起') | ('提', '启') => ('提', '起'),
        ('申', '清' | '情') | ('甲', '请') => ('申', '请'),
        ('复', '意' | '仪') | ('夏', '议') => ('复', '议'),
        ('诉', '颂') | ('述', '讼') => ('诉', '讼'),
        ('结', '传') => ('结', '转'),
        ('公', '幵') => ('公', '开'),
        ('处', '罰') => ('处', '罚'),
        ('办', '节') => ('办', '结'),
        ('受', '里') => ('受', '理'),
        ('范', '型' | '行') => ('范', '性'),
        _ => return None,
    })
}

/// A text without the slips that are known, character for character.
fn mended(chars: &[char]) -> Vec<char> {
    let mut text = chars.to_vec();
    for i in 1..text.len() {
        if let Some(right) = meant((text[i - 1], text[i])) {
            (text[i - 1], text[i]) = right;
        }
    }
    text
}

/// 零件, 为零: nought in words; its length.
fn nought(text: &[char], i: usize) -> Option<usize> {
    if text[i] != '零' {
        return None;
    }
    let next = text.get(i + 1).copied().unwrap_or('。');
    let is = i > 0 && matches!(text[i - 1], '为' | '是') && "，。；、,;)".contains(next);
    let unit = CHINESE_UNITS.contains(&next) || "条份项".contains(next);
    (is || unit).then_some(1 + usize::from(unit))
}

/// A number without a unit counts where a counted thing stands right before it and others are counted
/// with a unit: 予以公开92件，部分公开18.
fn settle_bare(tokens: &mut [Token]) {
    let counted = tokens.iter().any(|t| t.class == Class::Count);
    for i in 0..tokens.len() {
        if tokens[i].class != Class::Bare {
            continue;
        }
        let before = i.checked_sub(1).map(|k| tokens[k].class);
        let named = before.is_some_and(|class| {
            matches!(
                class,
                Class::Granted
                    | Class::Partial
                    | Class::Refused
                    | Class::Unavailable
                    | Class::Declined
                    | Class::OtherOutcome
                    | Class::CarryIn
                    | Class::CarryOut
                    | Class::Handle
                    | Class::Natural
                    | Class::Legal
                    | Class::Permit
                    | Class::Penalty
                    | Class::Coercion
                    | Class::PermitMade
                    | Class::PenaltyMade
                    | Class::CoercionMade
            )
        });
        let none = tokens[i].number.digits == 0 && before == Some(Class::Plain);
        tokens[i].class = if named && counted || none {
            Class::Count
        } else {
            Class::Stop
        };
    }
}

/// 公开97件，部分公开23件: among outcomes 公开 is short for 予以公开, and beside documents made or repealed
/// 有效 for 现行有效.
fn settle_short(tokens: &mut [Token], text: &[char], from: usize) {
    let has = |class| tokens.iter().any(|t| t.class == class);
    let outcomes = has(Class::Partial) && (has(Class::Ask) || has(Class::Request));
    let ledger = has(Class::Docs) && (has(Class::Make) || has(Class::Repeal));
    if !outcomes && !ledger {
        return;
    }
    for i in 1..tokens.len() {
        let marked = i < 2 || matches!(tokens[i - 2].class, Class::Comma | Class::List);
        let word = &tokens[i - 1];
        if tokens[i].class != Class::Count || !marked {
            continue;
        }
        match text[word.at.start - from..word.at.end - from] {
            ['公', '开'] if outcomes => tokens[i - 1].class = Class::Granted,
            ['其', '他' | '它'] if outcomes => tokens[i - 1].class = Class::OtherOutcome,
            ['有', '效'] if ledger => tokens[i - 1].class = Class::Valid,
            _ => {}
        }
    }
}

/// How much of a text is the organ's own name, or the end of it that says which it is: 檀溪街道.
fn own_name(speaker: &Speaker, rest: &[char]) -> Option<usize> {
    let organ = speaker.organ.as_ref()?;
    if !organ.contains(&'街') {
        return None;
    }
    let bare = ["办事处", "人民政府", "管理委员会", "委员会"]
        .iter()
        .find_map(|end| {
            let end: Vec<char> = end.chars().collect();
            organ.strip_suffix(&end[..])
        });
    let street = bare.filter(|bare| bare.ends_with(&['街', '道']))?;
    let mut best = None;
    for name in [&organ[..], street] {
        // At least two characters before what kind of body it is.
        for from in 0..name.len().saturating_sub(3) {
            if rest.starts_with(&name[from..]) {
                best = best.max(Some(name.len() - from));
            }
        }
    }
    // 檀溪街道司法所 is another.
    best.filter(|&length| {
        let next: String = rest[length..].iter().take(4).collect();
        ![
            "办事处",
            "人民政府",
            "司法",
            "综合",
            "各",
            "下属",
            "所属",
            "辖区",
        ]
        .iter()
        .any(|word| next.starts_with(word))
    })
}

/// Words of one character that may be cut out of a name.
fn is_filler(class: Class) -> bool {
    matches!(class, Class::Plain | Class::Sum | Class::Etc | Class::Thing)
}

/// Whether the organ's own name stands here, so that no word is to be cut out of it.
fn in_name(speaker: &Speaker, rest: &[char]) -> bool {
    speaker.organ.as_ref().is_some_and(|organ| {
        let head = &rest[..rest.len().min(3)];
        head.len() == 3 && organ.windows(3).any(|w| w == head)
    })
}

/// Runs of unknown characters that shorten the organ's name are the organ: 市科委. Where the organ
/// is a government with others under it, its name may mean its office alone: that stays unclear. What
/// a whole area received is what its government reports, and more than any other body does.
fn name_speaker(tokens: &mut [Token], speaker: &Speaker, chars: &[char]) {
    for token in tokens.iter_mut().filter(|t| t.class == Class::Area) {
        let named = chars[token.at.clone()].iter().find(|c| AREAS.contains(c));
        let here = matches!(chars[token.at.start], '本') && chars[token.at.clone()].len() > 2;
        let own = speaker.organ.as_ref().is_none_or(|organ| {
            governs(organ) && (here || named.is_none_or(|named| level(organ) == Some(*named)))
        });
        token.class = if own { Class::Whole } else { Class::Off };
    }
    // Of a department the government is another body.
    let office = speaker.organ.as_ref().is_some_and(|organ| !governs(organ));
    let bodies = if office {
        "局委厅镇乡府"
    } else {
        "局委厅镇乡"
    };
    let is_body = |token: &Token| {
        let last = chars[token.at.clone()].last();
        token.class == Class::Unknown && last.is_some_and(|last| bodies.contains(*last))
    };
    let Some(organ) = &speaker.organ else {
        for token in tokens.iter_mut().filter(|t| is_body(t)) {
            token.class = Class::Body;
        }
        return;
    };
    let has_lower = has_lower_bodies(organ);
    for token in tokens {
        match token.class {
            Class::Own if has_lower => token.class = Class::Unknown,
            Class::Unknown => {
                let run = &chars[token.at.clone()];
                let office_alone = has_lower && run.ends_with(&['政', '府']);
                // 县政府 is not the town that speaks.
                let above = run.ends_with(&['政', '府'])
                    && level(run).is_some_and(|of| AREAS.contains(&of) && level(organ) != Some(of));
                if run.len() >= 2 && shortens(run, organ) && !office_alone && !above {
                    token.class = Class::Whole;
                } else if is_body(token) || above {
                    token.class = Class::Body;
                }
            }
            _ => {}
        }
    }
}

/// A government whose report may cover departments and lower governments.
pub(super) fn has_lower_bodies(organ: &[char]) -> bool {
    let organ: String = organ.iter().collect();
    let bare = organ
        .trim_end_matches("办公室")
        .trim_end_matches("办公厅")
        .trim_end_matches("人民政府")
        .trim_end_matches("政府");
    let area = organ.ends_with(AREAS);
    (bare.len() < organ.len() || area) && !bare.ends_with(['镇', '乡'])
}

/// What the name of an area ends with, which stands for its government.
const AREAS: [char; 7] = ['省', '市', '州', '盟', '县', '旗', '区'];

/// What kind of area a government is of, the last character of its name: 市 of 青江市人民政府.
fn level(organ: &[char]) -> Option<char> {
    let mut bare = organ;
    for end in ["人民政府", "政府", "管委会", "管理委员会"] {
        let end: Vec<char> = end.chars().collect();
        bare = bare.strip_suffix(&end[..]).unwrap_or(bare);
    }
    bare.last().copied()
}

/// Whether an organ's report is on the whole of its area.
fn governs(organ: &[char]) -> bool {
    let organ: String = organ.iter().collect();
    ["政府", "办事处", "管委会", "管理委员会", "镇", "乡", "街道"]
        .iter()
        .any(|end| organ.ends_with(end))
        || organ.ends_with(AREAS)
}
