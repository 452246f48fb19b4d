//! What Word 97 files lay behind text: a colour, or a pattern of two, behind a stretch, a paragraph or a cell.
//!
//! Text in the colour of the nearest of them is not seen; where there is none, that is the colour of paper.

use super::bytes::LittleEndian;
use super::colour::Colour;

/// Bytes of a shade by the parts of its colours.
const LONG: usize = 10;

/// A colour by its parts, of four bytes.
pub(super) fn parts(colour: &[u8]) -> Option<Colour> {
    let &[red, green, blue, unset] = colour.get(..4)? else {
        return None;
    };
    Some(match unset {
        0xff => Colour::Auto,
        _ => Colour::Parts([red, green, blue]),
    })
}

/// The colour of a pattern: of what is behind it, of itself, or of both.
fn of_pattern(pattern: u16, fore: Colour, back: Colour) -> Colour {
    match (pattern, fore) {
        (0 | 0xffff, _) => back,
        (1, Colour::Parts(_)) => fore,
        // Solid without a colour of its own is black.
        (1, _) => Colour::Parts([0; 3]),
        _ => Colour::Unknown,
    }
}

/// A shade by the numbers of its colours and of its pattern, in two bytes.
pub(super) fn short(shade: &[u8]) -> Option<Colour> {
    let bits = shade.u16(0)?;
    let colour = |from: u16| Colour::numbered(usize::from(bits >> from & 31));
    Some(match bits {
        0xffff => Colour::Auto,
        bits => of_pattern(bits >> 10, colour(0), colour(5)),
    })
}

/// A shade by the parts of its colours, behind its length.
pub(super) fn long(operand: &[u8]) -> Option<Colour> {
    of_parts(operand.get(1..)?)
}

fn of_parts(shade: &[u8]) -> Option<Colour> {
    let (fore, back) = (parts(shade)?, parts(shade.get(4..)?)?);
    Some(of_pattern(shade.u16(8)?, fore, back))
}

/// Takes note of a property that lays something behind cells of a row; of no other.
pub(super) fn note_cells(code: u16, operand: &[u8], shades: &mut Vec<Colour>) {
    let list = operand.get(1..).unwrap_or_default();
    let mut put = |at: usize, shade: Option<Colour>| {
        if shades.len() <= at {
            shades.resize(at + 1, Colour::Auto);
        }
        shades[at] = shade.unwrap_or(Colour::Unknown);
    };
    // A row has 63 cells at most: those by their parts stand in three lists.
    let mut put_all = |first: usize| {
        let all = list.chunks_exact(LONG).take(64).enumerate();
        all.for_each(|(at, shade)| put(first + at, of_parts(shade)));
    };
    match code {
        0xd609 => {
            let all = list.chunks_exact(2).take(64).enumerate();
            all.for_each(|(at, shade)| put(at, short(shade)));
        }
        0xd612 => put_all(0),
        0xd616 => put_all(22),
        0xd60c => put_all(44),
        // Of some cells, the first and the one after the last.
        0xd62d => {
            let (first, limit) = (list.u8(0).unwrap_or(0), list.u8(1).unwrap_or(0).min(64));
            let shade = list.get(2..).and_then(of_parts);
            (first..limit).for_each(|at| put(usize::from(at), shade));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shade_is_the_colour_behind_its_pattern_or_the_pattern_itself() {
        let red = Colour::Parts([255, 0, 0]);
        let of = |pattern: u16, fore: u16, back: u16| {
            short(&(pattern << 10 | back << 5 | fore).to_le_bytes())
        };
        assert_eq!(of(0, 1, 6), Some(red));
        assert_eq!(of(1, 6, 1), Some(red));
        assert_eq!(of(0, 0, 0), Some(Colour::Auto));
        assert_eq!(of(9, 6, 1), Some(Colour::Unknown));
        assert_eq!(short(&[0xff, 0xff]), Some(Colour::Auto));
        assert_eq!(short(&[0]), None);
        let list = [10, 0, 0, 0, 0xff, 255, 0, 0, 0, 0, 0];
        assert_eq!(long(&list), Some(red));
        for cut in 0..list.len() {
            assert_eq!(long(&list[..cut]), None, "{cut}");
        }
    }

    #[test]
    fn shades_of_cells_stand_in_lists_that_follow_each_other() {
        let red = [0, 0, 0, 0xff, 255, 0, 0, 0, 0, 0];
        let mut shades = Vec::new();
        note_cells(0xd616, &[&[20][..], &red, &red].concat(), &mut shades);
        assert_eq!((shades.len(), shades[21]), (24, Colour::Auto));
        assert_eq!(shades[22..], [Colour::Parts([255, 0, 0]); 2]);
        note_cells(0xd609, &[4, 0, 0, 0xff, 0xff], &mut shades);
        note_cells(0xd62d, &[&[12, 1, 200][..], &red].concat(), &mut shades);
        assert_eq!((shades.len(), shades[0]), (64, Colour::Auto));
        note_cells(0xd60c, &[3, 1, 2, 3], &mut shades);
        assert_eq!(shades.len(), 64);
    }
}
