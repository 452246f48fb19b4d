//! The named styles of Word 97 files: what they make of text, as far as it matters.

use super::bytes::LittleEndian;
use super::colour::Colour;
use super::fkp::modifiers;
use super::shade;

/// Where the file information block says where they are.
const STYLES: usize = 0xa2;
/// How far one style leads to another.
const CHAIN: usize = 16;
/// The style that stands for none.
const NONE: u16 = 0xfff;

/// What a list of properties says of a switch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Toggle {
    #[default]
    Unsaid,
    Off,
    On,
    /// As the style says, or the opposite of it.
    Style,
    Opposite,
}

impl Toggle {
    fn of(operand: &[u8]) -> Self {
        match operand.u8(0) {
            Some(0) => Toggle::Off,
            Some(1) => Toggle::On,
            Some(0x81) => Toggle::Opposite,
            _ => Toggle::Style,
        }
    }

    fn of_bool(on: bool) -> Self {
        match on {
            true => Toggle::On,
            false => Toggle::Off,
        }
    }

    /// What comes of it over a style.
    fn over(self, style: bool) -> Self {
        match self {
            Toggle::Off | Toggle::On => self,
            Toggle::Unsaid | Toggle::Style => Toggle::of_bool(style),
            Toggle::Opposite => Toggle::of_bool(!style),
        }
    }
}

/// A colour by its number.
fn numbered(operand: &[u8]) -> Option<Colour> {
    operand.u8(0).map(|number| Colour::numbered(number.into()))
}

/// Whether a measure is so small at most; nothing where there is none.
fn at_most(operand: &[u8], most: u16) -> Option<Toggle> {
    Some(Toggle::of_bool(operand.u16(0)? <= most))
}

/// What properties make of text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Effects {
    pub hidden: Toggle,
    /// Struck out by hand, with one line and with two.
    pub struck: Toggle,
    pub struck_twice: Toggle,
    /// The colour of the text; of the pen that marks it, of what else is behind it, and behind its paragraph.
    pub ink: Option<Colour>,
    pub pen: Option<Colour>,
    pub shade: Option<Colour>,
    pub ground: Option<Colour>,
    /// Set higher or lower than the line as marks of notes are, or by hand.
    pub raised: Toggle,
    pub lifted: Toggle,
    /// So small, and so narrow, that nobody sees it: as whatever is nearest to the text says.
    pub tiny: Toggle,
    pub narrow: Toggle,
    /// Of a paragraph: it has a number of a list.
    pub listed: Toggle,
}

impl Effects {
    /// Takes note of a property.
    pub fn note(&mut self, code: u16, operand: &[u8]) {
        match code {
            0x083c => self.hidden = Toggle::of(operand),
            0x0837 => self.struck = Toggle::of(operand),
            0x2a53 => self.struck_twice = Toggle::of(operand),
            // A colour by its number, and by its parts.
            0x2a42 => self.ink = numbered(operand).or(self.ink),
            0x6870 => self.ink = shade::parts(operand).or(self.ink),
            0x2a0c => self.pen = numbered(operand).or(self.pen),
            0x4866 => self.shade = shade::short(operand).or(self.shade),
            0xca71 => self.shade = shade::long(operand).or(self.shade),
            0x442d => self.ground = shade::short(operand).or(self.ground),
            0xc64d => self.ground = shade::long(operand).or(self.ground),
            0x2a48 => self.raised = Toggle::of_bool(operand.u8(0) != Some(0)),
            0x4845 => self.lifted = Toggle::of_bool(operand.u16(0) != Some(0)),
            // In half points, and in hundredths of its width.
            0x4a43 => self.tiny = at_most(operand, 4).unwrap_or(self.tiny),
            0x4852 => self.narrow = at_most(operand, 10).unwrap_or(self.narrow),
            0x460b => {
                let list = operand
                    .u16(0)
                    .is_some_and(|list| (1..0x7ff).contains(&list));
                self.listed = Toggle::of_bool(list);
            }
            _ => {}
        }
    }

    /// These, over the style of the stretch and that of its paragraph: of switches, what both switch on is off;
    /// of colours, sizes and places the nearest holds.
    pub fn over(self, style: Effects, paragraph: Effects) -> Effects {
        let on = |of: fn(Effects) -> Toggle| {
            of(self).over((of(style) == Toggle::On) != (of(paragraph) == Toggle::On))
        };
        let plain = |of: fn(Effects) -> Toggle| {
            let said = of(style.or(paragraph));
            of(self).over(said == Toggle::On)
        };
        let near = |of: fn(Effects) -> Option<Colour>| of(self).or(of(style)).or(of(paragraph));
        Effects {
            hidden: on(|effects| effects.hidden),
            struck: on(|effects| effects.struck),
            struck_twice: on(|effects| effects.struck_twice),
            ink: near(|effects| effects.ink),
            pen: near(|effects| effects.pen),
            shade: near(|effects| effects.shade),
            ground: near(|effects| effects.ground),
            raised: plain(|effects| effects.raised),
            lifted: plain(|effects| effects.lifted),
            tiny: plain(|effects| effects.tiny),
            narrow: plain(|effects| effects.narrow),
            listed: plain(|effects| effects.listed),
        }
    }

    /// Whether text is seen of which this holds.
    pub fn is_seen(self) -> bool {
        ![self.hidden, self.tiny, self.narrow].contains(&Toggle::On)
    }

    /// These, and where they say nothing, those of the style that they come from.
    fn or(self, from: Effects) -> Effects {
        let or = |own: Toggle, from: Toggle| match own {
            Toggle::Unsaid => from,
            own => own,
        };
        Effects {
            hidden: or(self.hidden, from.hidden),
            struck: or(self.struck, from.struck),
            struck_twice: or(self.struck_twice, from.struck_twice),
            ink: self.ink.or(from.ink),
            pen: self.pen.or(from.pen),
            shade: self.shade.or(from.shade),
            ground: self.ground.or(from.ground),
            raised: or(self.raised, from.raised),
            lifted: or(self.lifted, from.lifted),
            tiny: or(self.tiny, from.tiny),
            narrow: or(self.narrow, from.narrow),
            listed: or(self.listed, from.listed),
        }
    }
}

/// The styles by their numbers: which they come from, and what they say.
#[derive(Default)]
pub(super) struct StyleSheet(Vec<(u16, Effects)>);

impl StyleSheet {
    pub fn read(text: &[u8], table: &[u8]) -> Self {
        StyleSheet(styles(text, table).unwrap_or_default())
    }

    /// What a style makes of text.
    pub fn effects(&self, style: u16) -> Effects {
        let (mut effects, mut at) = (Effects::default(), style);
        for _ in 0..CHAIN {
            let Some((from, own)) = self.0.get(usize::from(at)) else {
                break;
            };
            effects = effects.or(*own);
            at = *from;
        }
        effects
    }
}

fn styles(text: &[u8], table: &[u8]) -> Option<Vec<(u16, Effects)>> {
    let at = text.u32(STYLES)? as usize;
    let length = text.u32(STYLES + 4)? as usize;
    let sheet = table.get(at..at.checked_add(length)?)?;
    let header = usize::from(sheet.u16(0)?);
    let count = usize::from(sheet.u16(2)?).min(usize::from(NONE));
    let fixed = usize::from(sheet.u16(4)?);
    let mut rest = sheet.get(2 + header..)?;
    let mut styles = Vec::new();
    for _ in 0..count {
        let Some(length) = rest.u16(0).map(usize::from) else {
            break;
        };
        let Some(style) = rest.get(2..2 + length) else {
            break;
        };
        rest = &rest[2 + length..];
        styles.push(style_of(style, fixed).unwrap_or((NONE, Effects::default())));
    }
    Some(styles)
}

/// A style's description: fixed fields, its name, and lists of properties that each begin at an even byte.
fn style_of(style: &[u8], fixed: usize) -> Option<(u16, Effects)> {
    let kind_and_base = style.u16(2)?;
    let (kind, base) = (kind_and_base & 0xf, kind_and_base >> 4);
    // Of the lists of a paragraph's style the first is of it, behind a number, and the second of its text;
    // a stretch's has the second alone.
    let lists = match kind {
        1 => &[2, 0][..],
        2 => &[0],
        _ => return Some((base, Effects::default())),
    };
    let mut at = fixed + 2 * (usize::from(style.u16(fixed)?) + 2);
    let mut effects = Effects::default();
    for &number in lists {
        at += at % 2;
        let length = usize::from(style.u16(at)?);
        let list = style.get(at + 2..at + 2 + length)?;
        modifiers(list.get(number..).unwrap_or_default(), |code, operand| {
            effects.note(code, operand);
        });
        at += 2 + length;
    }
    Some((base, effects))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(kind: u16, base: u16, name: &str, lists: &[&[u8]]) -> Vec<u8> {
        let mut style = [0, kind | base << 4, 0, 0, 0]
            .map(u16::to_le_bytes)
            .concat();
        style.extend((name.len() as u16).to_le_bytes());
        style.extend(name.bytes().flat_map(|byte| [byte, 0]));
        style.extend([0, 0]);
        for list in lists {
            style.resize(style.len().next_multiple_of(2), 0);
            style.extend((list.len() as u16).to_le_bytes());
            style.extend(*list);
        }
        [&(style.len() as u16).to_le_bytes()[..], &style].concat()
    }

    #[test]
    fn styles_hide_and_strike_through_those_they_come_from() {
        let hidden = [0x3c, 0x08, 1];
        let struck = [0x37, 0x08, 1];
        let styles = [
            style(1, NONE, "Normal", &[&[0, 0], &[]]),
            style(1, 0, "Draft", &[&[1, 0, 9], &hidden]),
            style(1, 1, "Draft2", &[&[2, 0], &struck]),
            style(2, NONE, "Gone", &[&hidden]),
            0u16.to_le_bytes().to_vec(),
            style(1, 1, "Shown", &[&[5, 0], &[0x3c, 0x08, 0]]),
        ];
        let mut table = [18, styles.len() as u16, 10, 0, 0, 0, 0, 0, 0, 0];
        let mut sheet = table
            .as_mut_slice()
            .iter()
            .flat_map(|n| n.to_le_bytes())
            .collect::<Vec<u8>>();
        sheet.extend(styles.concat());
        let mut text = vec![0; 0xaa];
        text[0xa6..].copy_from_slice(&(sheet.len() as u32).to_le_bytes());
        let read = StyleSheet::read(&text, &sheet);
        let on = |style: u16| {
            let effects = read.effects(style);
            (effects.hidden == Toggle::On, effects.struck == Toggle::On)
        };
        let expected = [false, true, true, true, false, false].into_iter();
        let expected: Vec<_> = expected
            .zip([false, false, true, false, false, false])
            .collect();
        assert_eq!((0..6).map(on).collect::<Vec<_>>(), expected);
        let over = |own: Effects, style: u16, paragraph: u16| {
            own.over(read.effects(style), read.effects(paragraph))
                .hidden
        };
        let own = |hidden| Effects {
            hidden,
            ..Effects::default()
        };
        assert_eq!(over(own(Toggle::Unsaid), 3, 0), Toggle::On);
        assert_eq!(over(own(Toggle::Unsaid), 3, 1), Toggle::Off);
        assert_eq!(over(own(Toggle::Off), 9, 1), Toggle::Off);
        assert_eq!(over(own(Toggle::Opposite), 9, 1), Toggle::Off);
        for cut in 0..sheet.len() {
            StyleSheet::read(&text, &sheet[..cut]);
            text[0xa6..].copy_from_slice(&(cut as u32).to_le_bytes());
            StyleSheet::read(&text, &sheet[..cut]);
        }
    }

    #[test]
    fn a_size_and_a_width_hold_that_are_nearest_to_the_text() {
        let of = |list: &[u8]| {
            let mut effects = Effects::default();
            modifiers(list, |code, operand| {
                effects.note(code, operand);
            });
            effects
        };
        let none = of(&[]);
        let [tiny, large] = [2u8, 21].map(|size| of(&[0x43, 0x4a, size, 0]));
        let [narrow, wide] = [5u8, 100].map(|width| of(&[0x52, 0x48, width, 0]));
        let hidden = of(&[0x3c, 0x08, 1]);
        for (own, style, paragraph, seen) in [
            (none, none, tiny, false),
            (large, none, tiny, true),
            (none, large, tiny, true),
            (none, tiny, large, false),
            (none, tiny, tiny, false),
            (large, tiny, tiny, true),
            (tiny, none, none, false),
            (none, none, narrow, false),
            (wide, narrow, none, true),
            (none, narrow, narrow, false),
            (wide, tiny, none, false),
            // A size says nothing of what is hidden.
            (large, hidden, none, false),
            // One of two lists that end too early.
            (of(&[0x43, 0x4a, 2]), none, none, true),
        ] {
            let over = own.over(style, paragraph);
            assert_eq!(over.is_seen(), seen, "{own:?} {style:?} {paragraph:?}");
        }
        // Of styles that come from others too.
        assert!(large.or(tiny).over(none, none).is_seen());
    }
}
