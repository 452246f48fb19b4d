//! What a page shows of its text: not what its tags, their `style` or its own style sheets hide, and
//! not what they strike out.
//!
//! Of a style sheet those rules are kept that hide, strike out or bring back, and of their selectors
//! tags, classes, ids and attributes: `.a`, `td.a`, `#b`, `table .a`, `[data-c=d]`. An element matches where it fits
//! the last of these and the others have been met. Later rules win over earlier ones and `style` over both. What
//! only some media or states have (`@media print`, `:hover`) says nothing. A few classes are hidden
//! by style sheets that a saved page lacks: those of the usual libraries.
//!
//! White text is hidden in a table's cell that no colour lies behind; elsewhere it stands on pictures. A block
//! that is white on a page without any other colour, or whose letters have no size, is hidden where nothing in it says
//! otherwise.
//!
//! Digits that a style sheet puts before or behind a cell's own, and those that stand in another direction, make
//! the cell unreadable (□), as does a rule that hides an element for its place among others (`:nth-child`). What is
//! shown as a block is apart from what stands before and behind it.

use super::declared::{DeclaredStyle, is_white};
use crate::bytes;
use crate::language::FIRST;
use crate::read::markup::{Attributes, decode};
use std::borrow::Cow;

/// How a stretch of text looks, as far as that changes what is read.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Look {
    Plain,
    /// Struck out: somebody took it back.
    Struck,
    /// Raised: after other text, the mark of a note.
    Raised,
    /// The colour of paper.
    White,
    /// Letters without a size.
    Tiny,
    /// Not shown.
    Gone,
}

/// Rules of style sheets at most.
const RULES: usize = 128;
/// Classes that the usual libraries hide, some of them only for readers of the screen.
const HIDDEN: [&str; 18] = [
    "sr-only",
    "visually-hidden",
    "screen-reader-text",
    "d-none",
    "hidden",
    "hide",
    "layui-hide",
    "ng-hide",
    "katex-mathml",
    "tablesaw-cell-label",
    "invisible",
    "is-hidden",
    "el-hidden",
    "ms-hide",
    "am-hide",
    "uk-hidden",
    "mui-hidden",
    "cdk-visually-hidden",
];

struct StyleRule {
    /// What it says an element stands in, and whether that was met.
    around: Vec<(StyleStep, bool)>,
    element: StyleStep,
    look: Option<Look>,
    apart: bool,
    odd: bool,
}

/// `tag`, `tag.class`, `.class.other`, `#id`, `[name=value]`: the tag, what follows it, and the attribute with its value.
struct StyleStep {
    tag: String,
    rest: String,
    attribute: Option<(String, String)>,
}

impl StyleStep {
    fn of(step: &str) -> Self {
        let (step, attribute) = step.split_once('[').unwrap_or((step, ""));
        let (tag, rest) = step.split_at(step.find(&['.', '#'][..]).unwrap_or(step.len()));
        let attribute = attribute.trim_end_matches(']');
        let (name, value) = attribute.split_once('=').unwrap_or((attribute, ""));
        StyleStep {
            tag: tag.into(),
            rest: rest.into(),
            attribute: (!name.is_empty())
                .then(|| (name.into(), value.trim_matches(&['"', '\''][..]).into())),
        }
    }

    /// Whether the attributes of a tag have the wanted one, with its value or a part of it.
    fn has(&self, attributes: &str) -> bool {
        let Some((name, value)) = self.attribute.as_ref().filter(|_| !FIRST) else {
            return true;
        };
        let bare = name.trim_end_matches(&['~', '|', '^', '$', '*'][..]);
        let found = Attributes(attributes).find(|(own, _)| own.eq_ignore_ascii_case(bare));
        found.is_some_and(|(_, own)| {
            value.is_empty() || own == value || bare.len() < name.len() && own.contains(&**value)
        })
    }

    fn fits(&self, name: &str, class: &str, id: &str, attributes: &str) -> bool {
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

/// The rules of a page's own style sheets.
pub(super) struct StyleSheets<'h> {
    rules: Vec<StyleRule>,
    /// Whether a class may give a background.
    backgrounds: bool,
    /// Tags as they were met lately, and where the next is kept. A word processor writes the same few over
    /// and over.
    met: Vec<(StyleKind, &'h str, Tag)>,
    next: usize,
}

/// Tags that are kept.
const MET: usize = 16;

/// What a start tag says of what is in it.
#[derive(Clone, Copy)]
pub(super) struct Tag {
    pub look: Look,
    /// Whether it may have a colour behind it.
    pub shaded: bool,
    /// Whether it is shown as a block, whatever its name.
    pub apart: bool,
    /// Whether other digits are shown than stand in it.
    pub odd: bool,
    /// Its `colspan` and `rowspan`.
    pub spans: [u32; 2],
}

/// What an element's name alone says of its text.
#[derive(Clone, Copy, PartialEq)]
enum StyleKind {
    Struck,
    Raised,
    Gone,
    /// All of the page.
    Whole,
    Span,
    Font,
    Other,
}

impl StyleKind {
    fn of(name: &str) -> StyleKind {
        match name {
            "span" => StyleKind::Span,
            "font" => StyleKind::Font,
            "s" | "strike" | "del" => StyleKind::Struck,
            "sup" | "sub" => StyleKind::Raised,
            "rt" | "rp" | "mphantom" | "mjx-assistive-mml" => StyleKind::Gone,
            "html" | "body" => StyleKind::Whole,
            _ => StyleKind::Other,
        }
    }
}

/// The number that an attribute gives; 1 where it gives none.
pub(super) fn number(value: &str) -> u32 {
    value.trim().parse().unwrap_or(1)
}

/// Whether one of these names of a tag stands somewhere behind a `<`.
pub(super) fn has_tag(html: &str, names: [&str; 2]) -> bool {
    let mut rest = html.as_bytes();
    while let Some(at) = bytes::find(rest, b'<') {
        rest = &rest[at + 1..];
        if names.iter().any(|name| rest.starts_with(name.as_bytes())) {
            return true;
        }
    }
    false
}

impl<'h> StyleSheets<'h> {
    pub fn of(html: &str) -> Self {
        let mut styles = StyleSheets {
            rules: Vec::new(),
            backgrounds: false,
            met: Vec::new(),
            next: 0,
        };
        if !has_tag(html, ["style", "STYLE"]) {
            return styles;
        }
        for tag in ["<style", "<STYLE"] {
            for sheet in html.split(tag).skip(1) {
                if let Some((attributes, css)) = sheet.split_once('>')
                    && !attributes.contains("print")
                {
                    styles.add(css.split("</").next().unwrap_or_default());
                }
            }
        }
        styles
    }

    fn add(&mut self, css: &str) {
        let comments = css.split("/*").enumerate();
        let css: String = comments
            .map(|(n, text)| match n {
                0 => text,
                _ => text.split_once("*/").map_or("", |(_, after)| after),
            })
            .collect();
        let mut rest = &*css;
        while let Some((before, after)) = rest.split_once('{') {
            rest = after;
            let selectors = before.rsplit(&['}', ';'][..]).next().unwrap_or_default();
            let selectors = selectors.trim();
            let selectors = selectors
                .strip_prefix("<!--")
                .unwrap_or(selectors)
                .trim_start();
            if selectors.starts_with('@') {
                // The rules for the screen are read as if they stood alone.
                if !selectors.starts_with("@media") || selectors.contains(&['(', 'p'][..]) {
                    let mut depth = 1;
                    let end = rest.find(|c| {
                        depth += i32::from(c == '{') - i32::from(c == '}');
                        depth == 0
                    });
                    rest = &rest[end.unwrap_or(rest.len())..];
                }
                continue;
            }
            let (declarations, after) = rest.split_once('}').unwrap_or((rest, ""));
            rest = after;
            let mut own = DeclaredStyle::default();
            own.read(declarations, false);
            self.backgrounds |= own.shaded;
            for selector in selectors.split(',') {
                let (look, mut odd) = (own.look, own.odd);
                let mut selector = Cow::Borrowed(selector.trim());
                if !FIRST && let Some((element, state)) = selector.split_once(':') {
                    let state = state.trim_start_matches(':');
                    let beside = matches!(state, "before" | "after") && own.adds;
                    let some = ["nth-", "first-", "last-", "only-"];
                    let among =
                        look == Some(Look::Gone) && some.iter().any(|some| state.starts_with(some));
                    if !beside && !among || state.contains([' ', '>']) {
                        continue;
                    }
                    odd = true;
                    selector = Cow::Owned(element.to_owned());
                }
                let look = look.filter(|_| !odd || own.odd);
                if look.is_none() && !odd && !own.apart {
                    continue;
                }
                let mut steps: Vec<&str> = selector
                    .split(|c: char| c.is_ascii_whitespace() || c == '>')
                    .filter(|step| !step.is_empty())
                    .collect();
                let Some(element) = steps.pop() else {
                    continue;
                };
                let several =
                    element.matches('[').count() > 1 || steps.iter().any(|s| s.contains('['));
                let other = selector.contains(&[':', '+'][..])
                    || !element.contains('[') && selector.contains(&['*', '~'][..]);
                if other || several || self.rules.len() >= RULES {
                    continue;
                }
                self.rules.push(StyleRule {
                    around: steps
                        .iter()
                        .map(|&step| (StyleStep::of(step), false))
                        .collect(),
                    element: StyleStep::of(element),
                    look,
                    apart: own.apart,
                    odd,
                });
            }
        }
    }

    /// What a start tag says of the text in its element.
    pub fn tag(&mut self, name: &str, attributes: &'h str) -> Tag {
        let kind = StyleKind::of(name);
        // With rules it is the name that counts, and what was met before.
        if attributes.len() < 3 || !self.rules.is_empty() {
            return self.read(name, kind, attributes);
        }
        let same = |met: &&(StyleKind, &str, Tag)| met.1 == attributes && met.0 == kind;
        if let Some(&(_, _, tag)) = self.met.iter().find(same) {
            return tag;
        }
        let tag = self.read(name, kind, attributes);
        match self.met.len() {
            MET => self.met[self.next] = (kind, attributes, tag),
            _ => self.met.push((kind, attributes, tag)),
        }
        self.next = (self.next + 1) % MET;
        tag
    }

    fn read(&mut self, name: &str, kind: StyleKind, attributes: &str) -> Tag {
        let mut spans = [None; 2];
        let own = self.look(name, kind, attributes, &mut spans);
        Tag {
            look: own.look.unwrap_or(Look::Plain),
            shaded: own.shaded,
            apart: own.apart,
            odd: own.odd,
            spans: spans.map(|span| span.map_or(1, |value| number(&decode(value)))),
        }
    }

    /// How the text of an element looks, and whether it may have a colour behind it.
    fn look<'a>(
        &mut self,
        name: &str,
        kind: StyleKind,
        attributes: &'a str,
        spans: &mut [Option<&'a str>; 2],
    ) -> DeclaredStyle {
        let mut look = match kind {
            StyleKind::Struck => Look::Struck,
            StyleKind::Raised => Look::Raised,
            StyleKind::Gone => return DeclaredStyle::of(Look::Gone),
            StyleKind::Whole => return DeclaredStyle::of(Look::Plain),
            StyleKind::Span | StyleKind::Font | StyleKind::Other => Look::Plain,
        };
        if attributes.len() < 3 && self.rules.is_empty() {
            return DeclaredStyle::of(look);
        }
        let mut own = DeclaredStyle::default();
        let (mut class, mut id, mut style, mut color) = (None, None, None, None);
        let mut is_hidden = false;
        for (name, value) in Attributes(attributes) {
            let is = |known: &str| name.eq_ignore_ascii_case(known);
            let of = match name.len() {
                2 if is("id") => &mut id,
                5 if is("class") => &mut class,
                5 if is("style") => &mut style,
                5 if is("color") => &mut color,
                6 if is("hidden") => {
                    is_hidden = true;
                    continue;
                }
                7 if is("colspan") => &mut spans[0],
                7 if is("rowspan") => &mut spans[1],
                7 | 10 if is("bgcolor") || is("background") => {
                    own.shaded = true;
                    continue;
                }
                _ => continue,
            };
            // Of two attributes of one name the first counts.
            of.get_or_insert(value);
        }
        own.shaded |= self.backgrounds && class.is_some();
        let class = decode(class.unwrap_or_default());
        let mut classes = class.split_ascii_whitespace();
        // `d-none d-md-block` is hidden on small screens only.
        if classes.clone().any(|one| HIDDEN.contains(&one))
            && !classes.any(|one| one.contains(':') || one.starts_with("d-") && one != "d-none")
        {
            look = Look::Gone;
        }
        if !self.rules.is_empty() {
            let id = decode(id.unwrap_or_default());
            for rule in &mut self.rules {
                for (step, met) in &mut rule.around {
                    *met = *met || step.fits(name, &class, &id, attributes);
                }
                if rule.around.iter().all(|step| step.1)
                    && rule.element.fits(name, &class, &id, attributes)
                {
                    look = rule.look.unwrap_or(look);
                    own.apart |= rule.apart;
                    own.odd |= rule.odd;
                }
            }
        }
        if let Some(style) = style {
            let inline = matches!(kind, StyleKind::Span | StyleKind::Font);
            own.read(&decode(style), inline);
            look = own.look.unwrap_or(look);
        }
        if is_hidden {
            look = Look::Gone;
        }
        if kind == StyleKind::Font && color.is_some_and(|color| is_white(&decode(color))) {
            look = Look::White;
        }
        if look == Look::White && own.shaded {
            look = Look::Plain;
        }
        own.look = Some(look);
        own
    }
}
