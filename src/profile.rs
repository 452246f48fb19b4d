//! What one place asks for beyond the national rules: a small JSON object of single keys, loaded by the
//! page, the command line and the npm package. The built-in rules stay national.
//!
//! | key | value | what it does |
//! | --- | --- | --- |
//! | `name` | text | what the profile is called in findings |
//! | `deadline_departments`, `deadline_governments`, `deadline_towns` | `"MM-DD"` | published later is told of; none is later than the national one |
//! | `opening_least`, `opening_most` | whole number | characters of section one, without spaces |
//! | `mention` | texts | section one names each; `a\|b`: one of them |
//! | `allow` | texts | findings of wording that quote one of them are not made |
//! | `off` | texts | kinds of findings that are not wanted: rule ids, or their first part |

use crate::form::Forms;
use crate::rules;
use crate::sorted::InOrder;
use crate::text::similarity;

/// What one place asks for, checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// What it is called.
    pub(crate) name: String,
    /// Month and day by which departments, governments, towns publish.
    pub(crate) deadlines: [Option<(u8, u8)>; 3],
    /// Characters of section one, at least and at most.
    pub(crate) opening: [Option<u32>; 2],
    /// What section one names: of each one of several words.
    pub(crate) mention: Vec<Vec<String>>,
    /// Words that are not told of.
    pub(crate) allow: Vec<String>,
    /// Kinds of findings that are not wanted.
    pub(crate) off: Vec<String>,
}

/// A value of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// A text.
    Text(String),
    /// A whole number that is not negative.
    Number(u32),
    /// Several texts.
    Texts(Vec<String>),
    /// Anything else.
    Other,
}

/// Every key there is.
pub const KEYS: [&str; 9] = [
    "name",
    "deadline_departments",
    "deadline_governments",
    "deadline_towns",
    "opening_least",
    "opening_most",
    "mention",
    "allow",
    "off",
];
/// The national deadlines, none for towns: no local one is later.
const NATIONAL: [(u8, u8); 3] = [(1, 31), (3, 31), (12, 31)];
/// Thousandths of likeness from which a kind is what somebody may have meant.
const NEAR: u32 = 600;
/// Texts of a list at most, and characters of one.
const TEXTS: usize = 100;
const LONG: usize = 60;
/// Days of the months; a deadline may be 29 February in no year.
const DAYS: [u8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

impl Profile {
    /// Reads the keys and values of a profile's JSON object.
    ///
    /// # Errors
    /// One sentence in both languages on the first key that is not known or whose value is none.
    pub fn new(settings: impl IntoIterator<Item = (String, Setting)>) -> Result<Profile, String> {
        let mut profile = Profile::default();
        for (key, setting) in settings {
            profile.set(&key, setting)?;
        }
        if let [Some(least), Some(most)] = profile.opening
            && least > most
        {
            return fail(
                "opening_least",
                "大于 opening_most",
                "is more than opening_most",
            );
        }
        Ok(profile)
    }

    fn set(&mut self, key: &str, setting: Setting) -> Result<(), String> {
        let place = KEYS.iter().position(|known| *known == key);
        match place {
            Some(0) => self.name = text(key, setting)?,
            Some(at @ 1..=3) => self.deadlines[at - 1] = Some(deadline(key, setting, at - 1)?),
            Some(at @ 4..=5) => match setting {
                Setting::Number(n) => self.opening[at - 4] = Some(n),
                _ => {
                    return fail(
                        key,
                        "应为不小于 0 的整数",
                        "expected a whole number, 0 or more",
                    );
                }
            },
            Some(6) => {
                let words = |text: String| text.split('|').map(str::to_owned).collect();
                self.mention = texts(key, setting)?.into_iter().map(words).collect();
                if self.mention.iter().flatten().any(String::is_empty) {
                    return fail(
                        key,
                        "“|”两边都应有字",
                        "expected a word on either side of “|”",
                    );
                }
            }
            Some(7) => self.allow = texts(key, setting)?,
            Some(8) => {
                self.off = texts(key, setting)?;
                if let Some([zh, en]) = self.off.iter().find_map(|kind| unknown(kind)) {
                    return fail(key, &zh, &en);
                }
            }
            _ => {
                let known = KEYS.join(", ");
                let (zh, en) = (
                    format!("没有这一项，可用的有 {known}"),
                    "is no key of a profile",
                );
                return fail(key, &zh, en);
            }
        }
        Ok(())
    }
}

fn fail<T>(key: &str, zh: &str, en: &str) -> Result<T, String> {
    let key: String = key.chars().take(LONG).collect();
    Err(format!("{key}：{zh} {key}: {en}"))
}

/// A text with something in it.
fn text(key: &str, setting: Setting) -> Result<String, String> {
    match setting {
        Setting::Text(text) if is_short(&text) => Ok(text),
        _ => fail(
            key,
            "应为 1–60 个字的文字",
            "expected a text of 1 to 60 characters",
        ),
    }
}

fn texts(key: &str, setting: Setting) -> Result<Vec<String>, String> {
    match setting {
        Setting::Texts(all) if all.len() <= TEXTS && all.iter().all(|t| is_short(t)) => Ok(all),
        _ => fail(
            key,
            "应为文字的列表，最多 100 条，每条 1–60 个字",
            "expected a list of at most 100 texts of 1 to 60 characters",
        ),
    }
}

fn is_short(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= LONG
}

/// `01-20`, no later than the national deadline.
fn deadline(key: &str, setting: Setting, who: usize) -> Result<(u8, u8), String> {
    let day = match &setting {
        Setting::Text(text) => text.split_once('-').and_then(|(month, day)| {
            let two = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
            let (month, day) = (
                Some(month).filter(|m| two(m))?,
                Some(day).filter(|d| two(d))?,
            );
            let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
            let days = DAYS.get(usize::from(month).checked_sub(1)?)?;
            (1..=*days).contains(&day).then_some((month, day))
        }),
        _ => None,
    };
    match day {
        None => fail(
            key,
            "应为“月-日”，如 01-20",
            "expected month-day, such as 01-20",
        ),
        Some(day) if day > NATIONAL[who] => {
            let (month, last) = NATIONAL[who];
            let zh = format!("晚于全国的期限 {month}月{last}日");
            fail(
                key,
                &zh,
                &format!("is later than the national {month:02}-{last:02}"),
            )
        }
        Some(day) => Ok(day),
    }
}

/// What is said of a word that is no kind of findings that may be switched off (zh-CN, English), with those that are
/// spelt nearly like it; nothing where it is one: the id of such a rule, or its first part.
pub fn unknown(kind: &str) -> Option<[String; 2]> {
    let rules = rules::all(Forms::default());
    let off = rules
        .iter()
        .filter(|rule| rule.severity != crate::report::Severity::Error);
    let mut kinds: Vec<&str> = Vec::new();
    for rule in off {
        for kind in [rules::kind(rule.id), rule.id] {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
    }
    if kinds.contains(&kind.strip_suffix('.').unwrap_or(kind)) {
        return None;
    }
    let mut near: Vec<(u32, &str)> = kinds
        .into_iter()
        .map(|known| (similarity(known, kind), known))
        .filter(|(likeness, _)| *likeness >= NEAR)
        .collect();
    near.put_in_order_by_key(|(likeness, _)| std::cmp::Reverse(*likeness));
    near.truncate(3);
    let near: Vec<&str> = near.into_iter().map(|(_, known)| known).collect();
    let (zh, en) = match near.is_empty() {
        true => (String::new(), String::new()),
        false => (
            format!("；相近的有 {}", near.join("、")),
            format!("; near it: {}", near.join(", ")),
        ),
    };
    let kind: String = kind.chars().take(LONG).collect();
    Some([
        format!("没有可以关掉的规则“{kind}”{zh}；gouji rules 列出全部"),
        format!("no rule “{kind}” that may be switched off{en}; gouji rules lists all"),
    ])
}
