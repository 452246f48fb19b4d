//! What the styles of OpenDocument hide, strike out, raise, or colour, and which hold under conditions.

use crate::float;
use crate::read::office::colour::Colour;
use crate::read::package::xml::{XmlAttributes, attribute, attributes};
use crate::sorted::Sorted;
use quick_xml::events::BytesStart;
use std::cell::Cell;
use std::cmp::Ordering;

/// Styles at most, and how far one leads to another.
const MOST: usize = 8192;
const CHAIN: usize = 16;

/// What a style makes of what has it, as far as it matters; none where it says nothing of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct StyleProperties {
    /// Hidden; of a table: its sheet is hidden.
    pub gone: Option<bool>,
    /// So small, and so narrow, that nobody sees it: whatever it is, the nearest style that sets a size, or a
    /// scale, says so.
    pub tiny: Option<bool>,
    pub narrow: Option<bool>,
    pub struck: Option<bool>,
    /// Set higher than the line: after other text, the mark of a note.
    pub raised: Option<bool>,
    pub white: Option<bool>,
    /// A colour lies behind it.
    pub shaded: Option<bool>,
    /// The colour of the text, and that behind it, where they are named.
    pub colour: Option<Colour>,
    pub behind: Option<Colour>,
}

impl StyleProperties {
    fn note(&mut self, properties: &BytesStart) {
        attributes(properties, |name, value| match name {
            "text-line-through-style" | "text-line-through-type" => {
                self.struck = Some(value != "none");
            }
            "display" => self.gone = Some(matches!(&*value, "none" | "false")),
            "text-position" => self.raised = Some(is_raised(&value)),
            "color" => {
                self.white = Some(is_white(&value));
                self.colour = hexadecimal(&value);
            }
            // What is a part of another size says nothing of itself.
            "font-size" => self.tiny = points(&value).map(|size| size <= 2.0).or(self.tiny),
            "text-scale" => {
                let scale = value.strip_suffix('%').and_then(float::parse);
                self.narrow = scale.map(|scale| scale <= 10.0).or(self.narrow);
            }
            "background-color" => {
                let plain = value == "transparent" || value.eq_ignore_ascii_case("#ffffff");
                self.shaded = Some(!plain);
                self.behind = hexadecimal(&value);
            }
            _ => {}
        });
    }

    /// This, and where it says nothing, what another says that is further from the text.
    pub fn or(self, other: StyleProperties) -> StyleProperties {
        StyleProperties {
            gone: self.gone.or(other.gone),
            tiny: self.tiny.or(other.tiny),
            narrow: self.narrow.or(other.narrow),
            struck: self.struck.or(other.struck),
            raised: self.raised.or(other.raised),
            white: self.white.or(other.white),
            shaded: self.shaded.or(other.shaded),
            colour: self.colour.or(other.colour),
            behind: self.behind.or(other.behind),
        }
    }

    /// Whether nobody sees it, and nothing tells that it is there.
    pub fn is_hidden(&self) -> bool {
        [self.gone, self.tiny, self.narrow].contains(&Some(true))
    }

    /// Whether it says of anything that hides text that it does not.
    pub fn shows(&self) -> bool {
        [self.gone, self.tiny, self.narrow, self.struck, self.white].contains(&Some(false))
    }
}

fn hexadecimal(colour: &str) -> Option<Colour> {
    Colour::hexadecimal(colour.strip_prefix('#')?)
}

/// As good as the colour of paper.
fn is_white(colour: &str) -> bool {
    let parts = colour.strip_prefix('#').filter(|parts| parts.len() == 6);
    parts.is_some_and(|parts| {
        parts
            .bytes()
            .step_by(2)
            .all(|part| matches!(part, b'f' | b'F'))
    })
}

/// A length in points.
fn points(value: &str) -> Option<f64> {
    let units = [
        ("pt", 1.0),
        ("in", 72.0),
        ("cm", 28.35),
        ("mm", 2.835),
        ("pc", 12.0),
        ("px", 0.75),
    ];
    let mut units = units.into_iter();
    units.find_map(|(unit, points)| Some(float::parse(value.strip_suffix(unit)?)? * points))
}

/// `super 58%`, `sub 58%`, or how far from the line: `33% 58%`.
fn is_raised(position: &str) -> bool {
    let height = position.split(' ').next().unwrap_or_default();
    let above = |height: &str| height.ends_with('%') && height.contains(|c| matches!(c, '1'..='9'));
    matches!(height, "super" | "sub") || above(height)
}

/// What a style is told by. Lengths differ more often than what texts begin with, and are sooner compared: they
/// come first.
#[derive(Debug, Clone, PartialEq, Eq)]
struct StyleName {
    name: String,
    family: String,
}

impl StyleName {
    fn order(&self, name: &str, family: &str) -> Ordering {
        let lengths = self.name.len().cmp(&name.len());
        let names = lengths.then_with(|| self.name.as_str().cmp(name));
        names.then_with(|| self.family.as_str().cmp(family))
    }
}

impl PartialOrd for StyleName {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for StyleName {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order(&other.name, &other.family)
    }
}

/// A style, as far as it matters.
#[derive(Default)]
struct OdfStyle {
    parent: Option<String>,
    /// The style of its numbers, by the name of a family of its own.
    numbers: Option<String>,
    look: StyleProperties,
    /// What holds under conditions: as they are written, and the names of other styles.
    maps: Vec<(String, String)>,
    /// What it makes of what has it, with those it comes from, and how much was told of styles by then.
    found: Cell<Option<(usize, StyleProperties)>>,
}

/// The family of styles of numbers.
const NUMBERS: &str = "data-style";
/// Conditions of one style at most.
const MAPS: usize = 16;

/// Styles by name and family.
#[derive(Default)]
pub(super) struct OdfStyles {
    all: Sorted<StyleName, OdfStyle>,
    /// Names by those that are shown, where they differ.
    shown: Sorted<String, String>,
    /// Whether any has others that hold under conditions.
    pub has_maps: bool,
    /// The one that is being described.
    open: Option<StyleName>,
    /// How many tags told something of styles.
    told: usize,
}

impl OdfStyles {
    /// Takes note of a tag of a style's description; of no other.
    pub fn note(&mut self, name: &str, tag: &BytesStart) {
        match name {
            "style" => {
                let said = XmlAttributes::of(tag);
                let of = |name| said.get(name).map(|value| value.into_owned());
                let told = of("family").zip(of("name"));
                let (parent, numbers) = (of("parent-style-name"), of("data-style-name"));
                if let (Some(shown), Some(name)) = (of("display-name"), of("name"))
                    && self.shown.len() < MOST
                {
                    self.shown.insert(shown, name);
                }
                self.begin(told, parent, numbers);
            }
            "number-style" | "currency-style" | "percentage-style" | "date-style"
            | "time-style" | "boolean-style" | "text-style" => {
                let name =
                    attribute(tag, "name").map(|name| (NUMBERS.to_owned(), name.into_owned()));
                self.begin(name, None, None);
            }
            "map" => {
                let of = |name| attribute(tag, name).unwrap_or_default().into_owned();
                self.has_maps = true;
                self.told += 1;
                if let Some(style) = self.open.as_ref().and_then(|key| self.all.get_mut(key))
                    && style.maps.len() < MAPS
                {
                    style.maps.push((of("condition"), of("apply-style-name")));
                }
            }
            "text-properties"
            | "paragraph-properties"
            | "table-cell-properties"
            | "table-properties"
            | "table-row-properties" => {
                if let Some(style) = self.open.as_ref().and_then(|key| self.all.get_mut(key)) {
                    self.told += 1;
                    style.look.note(tag);
                }
            }
            _ => {}
        }
    }

    /// A style begins: its family and its name, where it says both.
    fn begin(
        &mut self,
        told: Option<(String, String)>,
        parent: Option<String>,
        numbers: Option<String>,
    ) {
        self.told += 1;
        self.open = told.map(|(family, name)| StyleName { name, family });
        if let Some(open) = &self.open
            && self.all.len() < MOST
        {
            let style = OdfStyle {
                parent,
                numbers,
                ..OdfStyle::default()
            };
            self.all.insert(open.clone(), style);
        }
    }

    fn find(&self, family: &str, name: &str) -> Option<&OdfStyle> {
        let find = |name: &str| self.all.find(|known| known.order(name, family));
        find(name).or_else(|| find(self.shown.get(name)?))
    }

    /// A style, and those it comes from.
    fn chain<'s>(
        &'s self,
        family: &str,
        style: &'s OdfStyle,
    ) -> impl Iterator<Item = &'s OdfStyle> {
        let next = move |style: &&OdfStyle| self.find(family, style.parent.as_deref()?);
        std::iter::successors(Some(style), next).take(CHAIN)
    }

    /// What the style that a tag names says, with those it comes from.
    pub fn look(&self, family: &str, tag: &BytesStart) -> StyleProperties {
        match attribute(tag, "style-name") {
            Some(name) => self.look_of(family, &name),
            None => StyleProperties::default(),
        }
    }

    /// The same of a style by its name. The colour of its numbers is that of the text, where they have but one.
    pub fn look_of(&self, family: &str, name: &str) -> StyleProperties {
        let Some(style) = self.find(family, name) else {
            return StyleProperties::default();
        };
        match style.found.get() {
            Some((told, look)) if told == self.told => look,
            _ => {
                let look = self.resolved(family, style);
                style.found.set(Some((self.told, look)));
                look
            }
        }
    }

    fn resolved(&self, family: &str, style: &OdfStyle) -> StyleProperties {
        let mut chain = self.chain(family, style);
        let mut numbers = None;
        let look = chain
            .by_ref()
            .fold(StyleProperties::default(), |look, style| {
                numbers = numbers.or(style.numbers.as_deref());
                look.or(style.look)
            });
        let numbers = numbers.and_then(|numbers| self.find(NUMBERS, numbers));
        match numbers.filter(|numbers| numbers.maps.is_empty()) {
            Some(numbers) => numbers.look.or(look),
            None => look,
        }
    }

    /// Conditions of a style of cells, and the styles that hold under them.
    pub fn maps(&self, name: &str) -> Vec<(String, String)> {
        let own = self.find("table-cell", name);
        let mut chain = own
            .into_iter()
            .flat_map(|own| self.chain("table-cell", own));
        let of = chain.find(|style| !style.maps.is_empty());
        of.map(|style| style.maps.clone()).unwrap_or_default()
    }

    /// Whether a style of cells has numbers of its own kind.
    pub fn has_numbers(&self, name: &str) -> bool {
        let own = self.find("table-cell", name);
        own.is_some_and(|style| style.numbers.is_some())
    }
}
