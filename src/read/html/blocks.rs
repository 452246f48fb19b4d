//! The rules of a style sheet one after another: its blocks, and those whose conditions may not hold.

use super::condition::condition;

/// Blocks of rules in others that are followed.
const DEEP: usize = 16;

/// What some elements are declared to be.
pub(super) struct StyleBlock<'c> {
    /// Which elements: selectors between commas.
    pub selectors: &'c str,
    /// Up to the first rule within the rule.
    pub declarations: &'c str,
    /// Whether it stands under a condition that may not hold, or holds rules of its own.
    pub doubt: bool,
}

/// A style sheet without its comments.
pub(super) fn without_comments(css: &str) -> String {
    let parts = css.split("/*").enumerate();
    let shown = parts.map(|(n, text)| match n {
        0 => text,
        _ => text.split_once("*/").map_or("", |(_, after)| after),
    });
    shown.collect()
}

/// The blocks of a style sheet, in their order.
pub(super) struct StyleBlocks<'c> {
    rest: &'c str,
    /// Where blocks end whose rules may not hold, as bytes that are left, and which rule they are in.
    doubtful: Vec<(usize, &'c str)>,
}

impl<'c> StyleBlocks<'c> {
    pub fn of(css: &'c str) -> Self {
        StyleBlocks {
            rest: css,
            doubtful: Vec::new(),
        }
    }

    /// How long the block is that has just begun.
    fn block(&self) -> usize {
        let mut depth = 1;
        let end = self.rest.find(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            depth == 0
        });
        end.unwrap_or(self.rest.len())
    }

    /// Remembers that the block that has just begun may not hold, or is in a rule.
    fn doubt(&mut self, within: &'c str) {
        if self.doubtful.len() < DEEP {
            self.doubtful.push((self.rest.len() - self.block(), within));
        }
    }

    /// The rule that a condition's declarations are of; none where it does not hold or stands in none.
    fn under(&mut self, asked: &str) -> Option<&'c str> {
        let within = self.doubtful.last().map_or("", |&(_, within)| within);
        match condition(asked) {
            // The rules for the screen are read as if they stood alone.
            Some(true) => {}
            Some(false) => self.doubt(within),
            None => {
                self.rest = &self.rest[self.block()..];
                return None;
            }
        }
        (!within.is_empty()).then_some(within)
    }
}

impl<'c> Iterator for StyleBlocks<'c> {
    type Item = StyleBlock<'c>;

    fn next(&mut self) -> Option<StyleBlock<'c>> {
        while let Some((before, after)) = self.rest.split_once('{') {
            self.rest = after;
            let selectors = before.rsplit(&['}', ';'][..]).next().unwrap_or_default();
            // What follows a block that is open only under a condition is certain again.
            let left = selectors.len() + after.len() + 1;
            self.doubtful.retain(|&(end, _)| end < left);
            let selectors = selectors.trim();
            let bare = selectors.strip_prefix("<!--").unwrap_or(selectors);
            let mut selectors = bare.trim_start();
            if selectors.starts_with('@') {
                let Some(within) = self.under(selectors) else {
                    continue;
                };
                selectors = within;
            }
            return Some(self.rule(selectors));
        }
        None
    }
}

impl<'c> StyleBlocks<'c> {
    /// The rule whose block has just begun.
    fn rule(&mut self, selectors: &'c str) -> StyleBlock<'c> {
        let rest = self.rest;
        // Only up to the next of both: rules that never end are not looked through for each of them.
        let end = rest.find(&['{', '}'][..]).unwrap_or(rest.len());
        let mut declarations = &rest[..end];
        match rest[end..].starts_with('{') {
            // Rules within a rule: which elements they are of is not followed.
            true => {
                declarations = declarations.rsplit_once(';').map_or("", |(own, _)| own);
                self.doubt(selectors);
            }
            false => self.rest = rest.get(end + 1..).unwrap_or_default(),
        }
        StyleBlock {
            selectors,
            declarations,
            doubt: !self.doubtful.is_empty(),
        }
    }
}
