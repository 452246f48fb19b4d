//! What a page shows of its text: not what its tags, their `style` or its own style sheets hide, and
//! not what they strike out.
//!
//! Of a style sheet those rules are kept that hide, strike out or bring back, and of their selectors
//! tags, classes and ids: `.a`, `td.a`, `#b`, `table .a`. An element matches where it fits the last of
//! these and the others have been met. Later rules win over earlier ones and `style` over both. What
//! only some media or states have (`@media print`, `:hover`) says nothing. A few classes are hidden
//! by style sheets that a saved page lacks: those of the usual libraries.
//!
//! White text is hidden in a table's cell that no colour lies behind; elsewhere it stands on pictures.

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
    /// Not shown.
    Gone,
}

/// Rules of style sheets at most.
const RULES: usize = 128;
/// Classes that the usual libraries hide, some of them only for readers of the screen.
const HIDDEN: [&str; 10] = [
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
];

struct StyleRule {
    /// What it says an element stands in, and whether that was met.
    around: Vec<(StyleStep, bool)>,
    element: StyleStep,
    look: Look,
}

/// `tag`, `tag.class`, `.class.other`, `#id`: the tag, and what follows it.
struct StyleStep {
    tag: String,
    rest: String,
}

impl StyleStep {
    fn of(step: &str) -> Self {
        let (tag, rest) = step.split_at(step.find(&['.', '#'][..]).unwrap_or(step.len()));
        StyleStep {
            tag: tag.into(),
            rest: rest.into(),
        }
    }

    fn fits(&self, name: &str, class: &str, id: &str) -> bool {
        let mut wanted = self.rest.get(1..).unwrap_or_default().split('.');
        (self.tag.is_empty() || self.tag.eq_ignore_ascii_case(name))
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
fn has_tag(html: &str, names: [&str; 2]) -> bool {
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
            let Some(look) = declared(declarations, false, &mut self.backgrounds) else {
                continue;
            };
            for selector in selectors.split(',') {
                let mut steps: Vec<&str> = selector
                    .split(|c: char| c.is_ascii_whitespace() || c == '>')
                    .filter(|step| !step.is_empty())
                    .collect();
                let Some(element) = steps.pop() else {
                    continue;
                };
                if selector.contains(&[':', '[', '*', '+', '~'][..]) || self.rules.len() >= RULES {
                    continue;
                }
                self.rules.push(StyleRule {
                    around: steps
                        .iter()
                        .map(|&step| (StyleStep::of(step), false))
                        .collect(),
                    element: StyleStep::of(element),
                    look,
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
        let (look, shaded) = self.look(name, kind, attributes, &mut spans);
        Tag {
            look,
            shaded,
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
    ) -> (Look, bool) {
        let mut look = match kind {
            StyleKind::Struck => Look::Struck,
            StyleKind::Raised => Look::Raised,
            StyleKind::Gone => return (Look::Gone, false),
            StyleKind::Whole => return (Look::Plain, false),
            StyleKind::Span | StyleKind::Font | StyleKind::Other => Look::Plain,
        };
        if attributes.len() < 3 && self.rules.is_empty() {
            return (look, false);
        }
        let (mut class, mut id, mut style, mut color) = (None, None, None, None);
        let (mut is_hidden, mut shaded) = (false, false);
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
                    shaded = true;
                    continue;
                }
                _ => continue,
            };
            // Of two attributes of one name the first counts.
            of.get_or_insert(value);
        }
        shaded |= self.backgrounds && class.is_some();
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
                    *met = *met || step.fits(name, &class, &id);
                }
                if rule.around.iter().all(|step| step.1) && rule.element.fits(name, &class, &id) {
                    look = rule.look;
                }
            }
        }
        if let Some(style) = style
            && let Some(own) = declared(
                &decode(style),
                matches!(kind, StyleKind::Span | StyleKind::Font),
                &mut shaded,
            )
        {
            look = own;
        }
        if is_hidden {
            look = Look::Gone;
        }
        if kind == StyleKind::Font && color.is_some_and(|color| is_white(&decode(color))) {
            look = Look::White;
        }
        if look == Look::White && shaded {
            look = Look::Plain;
        }
        (look, shaded)
    }
}

fn is_white(color: &str) -> bool {
    let white = ["white", "#fff", "#ffffff", "rgb(255,255,255)"];
    white.iter().any(|white| color.eq_ignore_ascii_case(white))
}

/// Properties that hide text, strike it out or raise it.
const PROPERTIES: [&str; 15] = [
    "display",
    "mso-hide",
    "visibility",
    "opacity",
    "clip",
    "clip-path",
    "left",
    "top",
    "text-indent",
    "margin-left",
    "font-size",
    "color",
    "text-decoration",
    "text-decoration-line",
    "vertical-align",
];

/// What declarations make of text; none where they say nothing of it. And whether they give it a colour
/// to stand on.
fn declared(style: &str, inline: bool, shaded: &mut bool) -> Option<Look> {
    let mut look = None;
    // Whether it has no room, and what has none is cut off.
    let (mut narrow, mut cut) = (false, false);
    let mut rest = style;
    while !rest.is_empty() {
        // Declarations are short: byte by byte is faster than what looks far ahead.
        let end = rest.bytes().position(|b| b == b';');
        let declaration = rest[..end.unwrap_or(rest.len())].trim_ascii_start();
        rest = end.map_or("", |end| &rest[end + 1..]);
        let Some(colon) = declaration.bytes().position(|b| b == b':') else {
            continue;
        };
        let (name, value) = (
            declaration[..colon].trim_ascii_end(),
            &declaration[colon + 1..],
        );
        let begins = |start: &str| {
            let own = name.as_bytes().get(..start.len());
            own.is_some_and(|own| own.eq_ignore_ascii_case(start.as_bytes()))
        };
        if begins("background") || begins("mso-background") {
            *shaded = true;
            continue;
        }
        let of = |known: &str| known.eq_ignore_ascii_case(name);
        let nothing = matches!(declaration[colon + 1..].trim_ascii(), "0" | "0px");
        if !FIRST && (of("transform") || of("overflow") || of("width") || of("height")) {
            narrow |= nothing || declaration.contains("scale(0)");
            cut |= declaration.ends_with("hidden") || declaration.contains("scale(0)");
            continue;
        }
        let is_known = |known: &&str| known.eq_ignore_ascii_case(name);
        let Some(&name) = PROPERTIES.iter().find(|known| is_known(known)) else {
            continue;
        };
        let mut value = Cow::Borrowed(value.trim_ascii());
        // Most values are short words, and Word gives every stretch several.
        if value
            .bytes()
            .any(|b| b == b'!' || b.is_ascii_whitespace() || b.is_ascii_uppercase())
        {
            let close = value.replace(&[' ', '\n', '\t', '\r'][..], "");
            let own = close.strip_suffix("!important").unwrap_or(&close);
            value = Cow::Owned(own.to_ascii_lowercase());
        }
        let off = value.starts_with("-9") || value.starts_with("-1000");
        let is = |start: &str| value.starts_with(start);
        let found = match name {
            "display" | "mso-hide" if matches!(&*value, "none" | "all" | "screen") => Look::Gone,
            "visibility" if is("hidden") || is("collapse") => Look::Gone,
            "display" | "visibility" => look.unwrap_or(Look::Plain),
            "opacity" if matches!(&*value, "0" | "0.0" | "0%") => Look::Gone,
            "clip" if is("rect(0") || is("rect(1px") => Look::Gone,
            "clip-path" if is("inset(50%") || is("inset(100%") => Look::Gone,
            "left" | "top" | "text-indent" | "margin-left" if off => Look::Gone,
            "font-size" if inline && (value == "0" || is("0p")) => Look::Gone,
            "color" if value == "transparent" => Look::Gone,
            "color" if is_white(&value) => Look::White,
            "text-decoration" | "text-decoration-line" if value.contains("line-through") => {
                Look::Struck
            }
            "vertical-align" if value == "super" => Look::Raised,
            _ => continue,
        };
        if look != Some(Look::Gone) {
            look = Some(found);
        }
    }
    if narrow && cut {
        Some(Look::Gone)
    } else {
        look
    }
}
