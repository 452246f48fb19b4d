//! One page → the fragments of tables on it, as it has to be turned to be read.

use super::barcode::Barcode;
use super::colour::{Picture, RedInk};
use super::labels::{LabelReader, Match};
use super::page::{Fragment, fragments};
use super::plane::{DARK, Plane};
use super::seen::SeenPage;
use super::sight::Sight;

/// Fits of a fragment whose labels are read to tell whether it stands upright.
const FITS: usize = 3;

/// A page that was looked at.
pub(super) struct LookedAt {
    pub page: SeenPage,
    /// How many of the picture's pixels one of the reduced page is.
    pub scale: f64,
    pub red: RedInk,
    pub found: Vec<Fragment>,
}

/// Looks at a page, first as the one before it was turned.
pub(super) fn look_at<S: Sight + ?Sized>(
    picture: Picture,
    number: usize,
    tables: &[Barcode],
    turn: u8,
    sight: &S,
) -> LookedAt {
    let Picture { gray, red } = picture;
    let (width, height) = (gray.width, gray.height);
    let page = gray.bounded();
    let (mut quarters, mut outlines, mut found) = turned(&page, number, tables, turn);
    // A screen in its dark dress: light on dark.
    if page.percentile(50) < DARK {
        let other = turned(&page.negative(), number, tables, turn);
        if worth(&other.2) > worth(&found) {
            (quarters, outlines, found) = other;
        }
    }
    // Walls that fit upside down as well are told apart by labels.
    if !found.is_empty() && named(&found, tables, sight) == 0 {
        let over = (quarters + 2) % 4;
        let (other, most) = fragments(&page.turned(over), number, tables);
        if named(&other, tables, sight) > 0 {
            (quarters, outlines, found) = (over, outlines.max(most), other);
        }
    }
    let red = match red {
        Some(red) if !found.is_empty() => {
            RedInk::of(&page.turned(quarters), &red.bounded().turned(quarters))
        }
        _ => RedInk::default(),
    };
    LookedAt {
        page: SeenPage {
            width,
            height,
            quarters,
            outlines,
            text: false,
        },
        scale: width as f64 / page.width as f64,
        red,
        found,
    }
}

/// A page's fragments as it stands or, where it shows none that fit well, as it is turned best; as it was the last time
/// first.
fn turned(
    page: &Plane,
    number: usize,
    tables: &[Barcode],
    first: u8,
) -> (u8, usize, Vec<Fragment>) {
    let mut most = 0;
    let mut best = (first, 0.0, Vec::new());
    for quarters in [first, first + 1, first + 3, first + 2] {
        let (found, outlines) = match quarters % 4 {
            0 => fragments(page, number, tables),
            turn => fragments(&page.turned(turn), number, tables),
        };
        most = most.max(outlines);
        let worth = worth(&found);
        let upright = found.iter().any(|one| one.score() > 0.95);
        if worth > best.1 {
            best = (quarters % 4, worth, found);
        }
        // A table upside down has walls that fit a little.
        if upright && quarters == first {
            break;
        }
        // Nothing ruled stands on it whichever way it is turned.
        if quarters == first + 1 && most == 0 {
            break;
        }
    }
    (best.0, most, best.2)
}

/// How many labels of the tables that fragments fit best are read on them.
fn named<S: Sight + ?Sized>(found: &[Fragment], tables: &[Barcode], sight: &S) -> usize {
    let mut labels = LabelReader::new(sight, tables);
    let mut own = 0;
    for (at, fragment) in found.iter().enumerate() {
        // A shifted row has the same walls.
        let best = fragment.score();
        for fit in fragment
            .fits
            .iter()
            .filter(|fit| fit.score >= best - 0.02)
            .take(FITS)
        {
            let all = tables[fit.table].labels.iter();
            own += all
                .filter(|label| labels.is(at, fragment, fit, label) == Match::Own)
                .count();
        }
    }
    own
}

/// How much fragments explain.
fn worth(found: &[Fragment]) -> f32 {
    found.iter().map(Fragment::worth).sum()
}
