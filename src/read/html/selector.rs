//! Selectors of style sheets, as far as they are held against elements: tags, classes, ids and attributes.

use super::look::RULES;
use crate::read::markup::Attributes;

/// `tag`, `tag.class`, `.class.other`, `#id`, `[name=value]`: the tag, what follows it, and the attribute, how it is
/// compared (`?` where it need only be there), and its value.
pub(super) struct StyleStep {
    pub(super) tag: String,
    pub(super) rest: String,
    pub(super) attribute: Option<(String, char, String)>,
}

impl StyleStep {
    pub(super) fn of(step: &str) -> Self {
        let (step, attribute) = step.split_once('[').unwrap_or((step, ""));
        let (tag, rest) = step.split_at(step.find(&['.', '#'][..]).unwrap_or(step.len()));
        let attribute = attribute.trim_end_matches(']');
        let (name, how, value) = match attribute.split_once('=') {
            Some((name, value)) => (name, name.chars().last().unwrap_or('='), value),
            None => (attribute, '?', ""),
        };
        let name = name.trim_end_matches(&['~', '|', '^', '$', '*'][..]);
        StyleStep {
            tag: tag.into(),
            rest: rest.into(),
            attribute: (!name.is_empty()).then(|| {
                (
                    name.into(),
                    how,
                    value.trim_matches(&['"', '\''][..]).into(),
                )
            }),
        }
    }

    /// Whether the attributes of a tag have the wanted one, with a value as wanted.
    pub(super) fn has(&self, attributes: &str) -> bool {
        let Some((name, how, value)) = self.attribute.as_ref() else {
            return true;
        };
        let found = Attributes(attributes).find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.is_some_and(|(_, own)| match how {
            '?' => true,
            '^' => own.starts_with(&**value),
            '$' => own.ends_with(&**value),
            '*' => own.contains(&**value),
            '~' => own.split_ascii_whitespace().any(|word| word == value),
            '|' => own
                .strip_prefix(&**value)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-')),
            _ => own == value,
        })
    }

    pub(super) fn fits(&self, name: &str, class: &str, id: &str, attributes: &str) -> bool {
        let mut wanted = self.rest.get(1..).unwrap_or_default().split('.');
        (self.tag.is_empty() || self.tag == "*" || self.tag.eq_ignore_ascii_case(name))
            && self.has(attributes)
            && match self.rest.strip_prefix('#') {
                Some(wanted) => wanted == id,
                None => wanted.all(|one| {
                    one.is_empty() || class.split_ascii_whitespace().any(|other| other == one)
                }),
            }
    }
}

/// What commas part that stand within no brackets.
pub(super) fn top(selectors: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    selectors.split(move |c| {
        depth += i32::from(matches!(c, '(' | '[')) - i32::from(matches!(c, ')' | ']'));
        c == ',' && depth == 0
    })
}

/// A selector, once for each that its `:is(…)` or `:where(…)` lists.
pub(super) fn alternatives(selector: &str, all: &mut Vec<String>) {
    const LISTS: [&str; 5] = [
        ":is(",
        ":where(",
        ":matches(",
        ":-webkit-any(",
        ":-moz-any(",
    ];
    let list = LISTS.iter().find_map(|list| selector.split_once(list));
    let Some((before, after)) = list.filter(|_| all.len() < RULES) else {
        all.push(selector.to_owned());
        return;
    };
    let mut depth = 1;
    let end = after.find(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    });
    let end = end.unwrap_or(after.len());
    let rest = after.get(end + 1..).unwrap_or_default();
    let begins = before.is_empty() || before.ends_with([' ', '>', '+', '~']);
    for one in top(&after[..end]) {
        let one = one.trim();
        // A tag behind the rest of its compound cannot be put there.
        let whole = match begins || one.starts_with(['.', '#', '[', ':']) {
            true => format!("{before}{one}{rest}"),
            false => format!("{before}:not(){rest}"),
        };
        match whole.len() < 4096 {
            true => alternatives(&whole, all),
            false => continue,
        }
    }
}

/// The compounds of a selector that is held against elements.
pub(super) struct SelectorSteps<'s> {
    pub(super) steps: Vec<&'s str>,
    /// Whether it asks for more than is followed: for elements beside, or a place among them.
    pub(super) doubt: bool,
    /// Whether it is of what stands before or behind an element.
    pub(super) beside: bool,
}

impl<'s> SelectorSteps<'s> {
    /// None where it is of a state that a page has not as it is.
    pub(super) fn of(selector: &'s str) -> Option<SelectorSteps<'s>> {
        let (mut steps, mut doubt, mut beside) = (Vec::new(), false, false);
        let (mut from, mut depth) = (0, 0);
        for (at, c) in selector.char_indices().chain([(selector.len(), ' ')]) {
            depth += i32::from(matches!(c, '(' | '[')) - i32::from(matches!(c, ')' | ']'));
            if depth > 0 || !(c.is_ascii_whitespace() || matches!(c, '>' | '+' | '~')) {
                continue;
            }
            if from < at {
                steps.push(&selector[from..at]);
            }
            if matches!(c, '+' | '~') {
                steps.pop();
                doubt = true;
            }
            from = at + 1;
        }
        let last = steps.len().checked_sub(1)?;
        let mut kept = Vec::new();
        for (at, step) in steps.into_iter().enumerate() {
            let step = step.trim_start_matches(['&', '|', '*']);
            let colon = step
                .find(':')
                .filter(|colon| step.find('[').is_none_or(|open| *colon < open));
            let (element, state) = step.split_at(colon.unwrap_or(step.len()));
            let state = state.trim_start_matches(':');
            let among = [
                "not(", "has(", "nth-", "first-", "last-", "only-", "lang(", "dir(",
            ];
            match state {
                "" | "root" => {}
                "before" | "after" if at == last => beside = true,
                "first-letter" | "first-line" => return None,
                _ if among.iter().any(|among| state.starts_with(among)) => doubt = true,
                _ => return None,
            }
            doubt |= element.matches('[').count() > 1;
            let element = element.split_inclusive(']').next().unwrap_or_default();
            // A table has a body whether or not it says so.
            let given = matches!(element, "" | "html" | "body" | "tbody");
            if at == last || !given {
                kept.push(element);
            }
        }
        // Nobody hides all there is.
        let all = kept.len() == 1 && kept[0].is_empty();
        (!all).then_some(SelectorSteps {
            steps: kept,
            doubt,
            beside,
        })
    }
}
