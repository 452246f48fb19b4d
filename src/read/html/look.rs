//! What a page shows of its text: not what its tags, their `style` or its own style sheets hide, and
//! not what they strike out.
//!
//! Of a style sheet those rules are kept that hide, strike out or bring back, and of their selectors
//! tags, classes, ids and attributes: `.a`, `td.a`, `#b`, `table .a`, `[data-c=d]`. An element matches where it fits
//! the last of these and elements are open that fit the others. What is more specific wins, then what is later, and
//! `style` over both, but for `!important`. Where digits of a cell are dropped for anything but the attribute `hidden` or
//! its own `display:none`, and no others are left, the cell is unreadable (□). What
//! only some media or states have (`@media print`, `:hover`) says nothing. A few classes are hidden
//! by style sheets that a saved page lacks: those of the usual libraries.
//!
//! White text is hidden in a table's cell that no colour lies behind; elsewhere it stands on pictures. A block
//! that is white on a page without any other colour, or whose letters have no size, is hidden where nothing in it says
//! otherwise.
//!
//! Digits that a style sheet puts before or behind a cell's own, and those that stand in another direction, make
//! the cell unreadable (□), as does a rule that hides an element for what is not followed: its place among others
//! (`:nth-child`, `+`, `~`), what it is not (`:not`), a condition (`@media (min-width: 1px)`, `@supports`, `@layer`),
//! the rule around it. So does one that shows for such a reason what another hides (`.d-none` with `.d-md-inline`), in
//! a cell or of one. Of conditions, paper and screens that are narrower than 1600 points do not hold, and `all` and
//! `screen` do; whatever else is asked for is in doubt. At most sixteen conditions and rules are followed one in
//! another. `:is` and `:where` are what they list; `tbody` is there whether or not it is written. What is shown as
//! a block is apart from what stands before and behind it.

use super::blocks::{StyleBlocks, without_comments};
use super::declared::{DISPLAY, DeclaredStyle, SHOWN, important, is_white};
use super::names::{VOID, has_tag};
use super::selector::{SelectorSteps, StyleStep, alternatives, top};
use crate::language::FIRST;
use crate::read::markup::{Attributes, decode};

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
pub(super) const RULES: usize = 128;
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
    /// What it says an element stands in, and how many elements were open with the outermost that fits; 0 where
    /// none is open.
    around: Vec<(StyleStep, usize)>,
    element: StyleStep,
    own: DeclaredStyle,
    /// How specific it is.
    weight: usize,
}

/// More than any selector weighs.
const IMPORTANT: usize = 1 << 30;
/// Elements that are followed while they are open.
const OPEN: usize = 256;

/// The rules of a page's own style sheets.
pub(super) struct StyleSheets<'h> {
    /// The more specific stand behind, as do the later of those that are alike.
    rules: Vec<StyleRule>,
    /// The elements that are open, where a rule asks for them.
    open: Vec<String>,
    /// Whether they give anything a background.
    pub backgrounds: bool,
    /// Whether they hide, strike out, raise or show anything, which the first engine leaves to the larger one.
    pub left: bool,
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
    /// There is no doubt that it is not shown.
    pub sure: bool,
    /// Whether it may have a colour behind it.
    pub shaded: bool,
    /// Whether it is shown as a block, whatever its name.
    pub apart: bool,
    /// Whether other digits are shown than stand in it.
    pub odd: bool,
    /// It is hidden, and a rule that may hold shows it.
    pub perhaps: bool,
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

impl<'h> StyleSheets<'h> {
    pub fn of(html: &str) -> Self {
        let mut styles = StyleSheets {
            rules: Vec::new(),
            open: Vec::new(),
            backgrounds: false,
            left: false,
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

    /// Whether there are any that have to be held against elements.
    fn has_rules(&self) -> bool {
        !FIRST && !self.rules.is_empty()
    }

    fn add(&mut self, css: &str) {
        let css = without_comments(css);
        if FIRST {
            self.suspect(&css);
            return;
        }
        for block in StyleBlocks::of(&css) {
            let mut own = DeclaredStyle::default();
            own.read(block.declarations, false);
            self.backgrounds |= own.shaded;
            let mut above = DeclaredStyle::default();
            if block.declarations.contains('!') {
                above.read(&important(block.declarations), false);
            }
            let mut all = Vec::new();
            for selector in top(block.selectors) {
                alternatives(selector.trim(), &mut all);
            }
            for selector in &all {
                self.add_selector(selector, [own, above], block.doubt);
            }
        }
    }

    /// Takes note of what a style sheet does that the first engine does not follow, whatever it does it to: but of
    /// sounds, which are not read anyhow, and spreadsheets hide them.
    fn suspect(&mut self, css: &str) {
        for rule in css.split('}') {
            let (selector, declarations) = rule.rsplit_once('{').unwrap_or_default();
            let mut own = DeclaredStyle::default();
            own.read(declarations, false);
            self.backgrounds |= own.shaded;
            self.left |= own.said & SHOWN | own.set != 0 && selector.trim() != "rt";
        }
        // What hides otherwise, and digits that are put beside others.
        self.left |= ["content:", "font:0", "zoom:0"]
            .iter()
            .any(|one| css.contains(one));
    }

    /// What one selector's elements are declared to be, and what is marked as important among it.
    fn add_selector(&mut self, selector: &str, [own, above]: [DeclaredStyle; 2], doubt: bool) {
        let Some(mut read) = SelectorSteps::of(selector) else {
            return;
        };
        if read.beside && !own.adds {
            return;
        }
        let Some(element) = read.steps.pop() else {
            return;
        };
        let tag = |step: &&&str| !step.starts_with(&['.', '#', '[', '*'][..]);
        let tags = read.steps.iter().chain([&element]).filter(tag).count();
        let weight = selector.bytes().map(|b| match b {
            b'#' => 10_000,
            b'.' | b'[' => 100,
            _ => 0,
        });
        let weight = weight.sum::<usize>() + tags;
        for (mut own, weight) in [(own, weight), (above, weight + IMPORTANT)] {
            if doubt || read.doubt || read.beside {
                let hides = read.beside || own.look(Look::Plain) == Look::Gone;
                own = DeclaredStyle {
                    odd: hides,
                    perhaps: !hides && own.said & SHOWN != 0,
                    ..DeclaredStyle::default()
                };
            }
            let says = own.said & SHOWN | own.set != 0;
            if !(says || own.odd || own.perhaps || own.apart) || self.rules.len() >= RULES {
                continue;
            }
            let below = self.rules.iter().rposition(|rule| rule.weight <= weight);
            let around = read.steps.iter().map(|&step| (StyleStep::of(step), 0));
            let rule = StyleRule {
                around: around.collect(),
                element: StyleStep::of(element),
                own,
                weight,
            };
            self.rules.insert(below.map_or(0, |at| at + 1), rule);
        }
    }

    /// An element ends, and all that is open in it.
    pub fn close(&mut self, name: &str) {
        if FIRST {
            return;
        }
        let Some(at) = self.open.iter().rposition(|open| open == name) else {
            return;
        };
        self.open.truncate(at);
        for rule in &mut self.rules {
            for (_, met) in &mut rule.around {
                if *met > at {
                    *met = 0;
                }
            }
        }
    }

    /// What a start tag says of the text in its element.
    pub fn tag(&mut self, name: &str, attributes: &'h str) -> Tag {
        let kind = StyleKind::of(name);
        // With rules it is the name that counts, and what was met before.
        if attributes.len() < 3 || self.has_rules() {
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
        let (look, sure, own) = self.look(name, kind, attributes, &mut spans);
        Tag {
            look,
            sure,
            shaded: own.shaded,
            apart: own.apart,
            odd: own.odd,
            perhaps: own.perhaps && look == Look::Gone,
            spans: spans.map(|span| span.map_or(1, |value| number(&decode(value)))),
        }
    }

    /// How the text of an element looks, whether there is no doubt that it is not shown, and what declarations say.
    fn look<'a>(
        &mut self,
        name: &str,
        kind: StyleKind,
        attributes: &'a str,
        spans: &mut [Option<&'a str>; 2],
    ) -> (Look, bool, DeclaredStyle) {
        let mut own = DeclaredStyle::default();
        let before = match kind {
            StyleKind::Struck => Look::Struck,
            StyleKind::Raised => Look::Raised,
            StyleKind::Gone => return (Look::Gone, false, own),
            StyleKind::Whole if !self.has_rules() => return (Look::Plain, false, own),
            _ => Look::Plain,
        };
        if attributes.len() < 3 && !self.has_rules() {
            return (before, false, own);
        }
        let given = Given::of(attributes, spans);
        own.shaded = given.shaded || self.backgrounds && given.class.is_some();
        let class = decode(given.class.unwrap_or_default());
        if is_hidden_elsewhere(&class) {
            own.set = DISPLAY;
        }
        let mut above = DeclaredStyle::default();
        if self.has_rules() {
            let id = decode(given.id.unwrap_or_default());
            self.follow(name, [&class, &id, attributes], [&mut own, &mut above]);
        }
        if kind == StyleKind::Whole {
            return (before, false, DeclaredStyle::default());
        }
        let mut sure = given.hidden;
        if let Some(style) = given.style {
            let inline = matches!(kind, StyleKind::Span | StyleKind::Font);
            let mut declared = DeclaredStyle::default();
            declared.read(&decode(style), inline);
            own.take(&declared);
            sure |= declared.set & DISPLAY != 0;
        }
        own.take(&above);
        if let Some(style) = given.style.filter(|style| !FIRST && style.contains('!')) {
            let mut declared = DeclaredStyle::default();
            declared.read(&important(&decode(style)), false);
            own.take(&declared);
        }
        let mut look = own.look(before);
        if given.hidden {
            look = Look::Gone;
        }
        let white = |color| is_white(&decode(color));
        if kind == StyleKind::Font && given.color.is_some_and(white) {
            look = Look::White;
        }
        if look == Look::White && own.shaded {
            look = Look::Plain;
        }
        (look, sure, own)
    }

    /// Takes what the rules say of an element that begins, of its class, id and attributes; what is important by itself.
    fn follow(
        &mut self,
        name: &str,
        [class, id, attributes]: [&str; 3],
        [own, above]: [&mut DeclaredStyle; 2],
    ) {
        // One that was left open ends where the next begins.
        if matches!(name, "p" | "td" | "th" | "tr") {
            let is = |open: &&String| *open == name || *open == "table";
            if self.open.iter().rfind(is).is_some_and(|open| open == name) {
                self.close(name);
            }
        }
        let follows = !VOID.contains(&name) && self.open.len() < OPEN;
        let mut asks = false;
        for rule in &mut self.rules {
            if rule.around.iter().all(|step| step.1 > 0)
                && rule.element.fits(name, class, id, attributes)
            {
                match rule.weight >= IMPORTANT {
                    true => above.take(&rule.own),
                    false => own.take(&rule.own),
                }
            }
            for (step, met) in &mut rule.around {
                asks = true;
                if *met == 0 && follows && step.fits(name, class, id, attributes) {
                    *met = self.open.len() + 1;
                }
            }
        }
        if asks && follows {
            self.open.push(name.to_owned());
        }
    }
}

/// The attributes of an element that say how it looks, as they are written.
#[derive(Default)]
struct Given<'a> {
    class: Option<&'a str>,
    id: Option<&'a str>,
    style: Option<&'a str>,
    color: Option<&'a str>,
    hidden: bool,
    /// Whether it has a background.
    shaded: bool,
}

impl<'a> Given<'a> {
    /// Reads them, and `colspan` and `rowspan` beside them.
    fn of(attributes: &'a str, spans: &mut [Option<&'a str>; 2]) -> Self {
        let mut given = Given::default();
        for (name, value) in Attributes(attributes) {
            let is = |known: &str| name.eq_ignore_ascii_case(known);
            let of = match name.len() {
                2 if is("id") => &mut given.id,
                5 if is("class") => &mut given.class,
                5 if is("style") => &mut given.style,
                5 if is("color") => &mut given.color,
                6 if is("hidden") => {
                    given.hidden = true;
                    continue;
                }
                7 if is("colspan") => &mut spans[0],
                7 if is("rowspan") => &mut spans[1],
                7 | 10 if is("bgcolor") || is("background") => {
                    given.shaded = true;
                    continue;
                }
                _ => continue,
            };
            // Of two attributes of one name the first counts.
            of.get_or_insert(value);
        }
        given
    }
}

/// Whether the usual libraries hide one of an element's classes: `d-none d-md-block` is hidden on small screens only.
fn is_hidden_elsewhere(class: &str) -> bool {
    let mut classes = class.split_ascii_whitespace();
    classes.clone().any(|one| HIDDEN.contains(&one))
        && !classes.any(|one| one.contains(':') || one.starts_with("d-") && one != "d-none")
}
