//! The marks of a path: the lines drawn, those that a thin filled shape is, and filled boxes.

use super::measure::{Matrix, PagePoint, length, separates};

/// Thinner than this a filled shape is a line: 0.9 mm.
const THIN: i64 = 9_000;

/// A part of a path that hangs together.
#[derive(Default)]
struct Subpath {
    points: Vec<PagePoint>,
    /// Whether a curve is among it.
    curved: bool,
}

/// What a path leaves on the page.
#[derive(Debug, Clone, Copy)]
pub(super) enum Mark {
    /// A line between two points.
    Line(PagePoint, PagePoint),
    /// A filled upright box with opposite corners.
    Box(PagePoint, PagePoint),
}

impl Subpath {
    /// What it is when filled: a thin one is a line through its middle.
    fn mark(&self) -> Option<Mark> {
        let (first, rest) = self.points.split_first()?;
        let (mut low, mut high) = (*first, *first);
        for point in rest {
            low = (low.0.min(point.0), low.1.min(point.1));
            high = (high.0.max(point.0), high.1.max(point.1));
        }
        let (wide, tall) = (high.0 - low.0, high.1 - low.1);
        let middle = (low.0 + wide / 2, low.1 + tall / 2);
        let corner =
            |&(x, y): &PagePoint| (x == low.0 || x == high.0) && (y == low.1 || y == high.1);
        match () {
            () if self.curved => None,
            () if tall <= THIN && wide > tall => {
                Some(Mark::Line((low.0, middle.1), (high.0, middle.1)))
            }
            () if wide <= THIN && tall > wide => {
                Some(Mark::Line((middle.0, low.1), (middle.0, high.1)))
            }
            () if (4..=5).contains(&self.points.len()) && self.points.iter().all(corner) => {
                Some(Mark::Box(low, high))
            }
            () => None,
        }
    }
}

/// How many numbers go together after a command.
fn numbers_of(command: u8) -> usize {
    match command {
        b'S' | b'M' | b'L' => 2,
        b'Q' => 4,
        b'B' => 6,
        b'A' => 7,
        _ => 0,
    }
}

/// Calls `each` with every mark of a path whose data is `data`; it says whether to go on.
pub(super) fn marks(
    data: &str,
    matrix: &Matrix,
    stroked: bool,
    filled: bool,
    mut each: impl FnMut(Mark) -> bool,
) {
    let mut sub = Subpath::default();
    let mut rest = data;
    let end = |sub: Subpath, each: &mut dyn FnMut(Mark) -> bool| match sub.mark() {
        Some(mark) if filled => each(mark),
        _ => true,
    };
    while let Some(at) = rest.find(|c: char| c.is_ascii_alphabetic() && !matches!(c, 'e' | 'E')) {
        let command = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        let stop = rest.find(|c: char| c.is_ascii_alphabetic() && !matches!(c, 'e' | 'E'));
        let mut numbers = rest[..stop.unwrap_or(rest.len())]
            .split(separates)
            .filter(|word| !word.is_empty())
            .map_while(length);
        let count = numbers_of(command);
        if command == b'C' {
            if let (Some(&first), Some(&last)) = (sub.points.first(), sub.points.last())
                && stroked
                && !each(Mark::Line(last, first))
            {
                return;
            }
            continue;
        }
        // The last two numbers of each group are where it leads.
        let mut started = matches!(command, b'S' | b'M');
        loop {
            let group: Vec<i64> = numbers.by_ref().take(count).collect();
            let [.., x, y] = group[..] else { break };
            if group.len() < count {
                break;
            }
            let point = matrix.point((x, y));
            if std::mem::take(&mut started) {
                if !end(std::mem::take(&mut sub), &mut each) {
                    return;
                }
            } else if count > 2 {
                sub.curved = true;
            } else if let Some(&last) = sub.points.last()
                && stroked
                && !each(Mark::Line(last, point))
            {
                return;
            }
            sub.points.push(point);
        }
    }
    end(sub, &mut each);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(data: &str, stroked: bool, filled: bool) -> Vec<[i64; 4]> {
        let mut found = Vec::new();
        marks(data, &Matrix::PAGE, stroked, filled, |mark| {
            if let Mark::Line(from, to) = mark {
                found.push([from.0, from.1, to.0, to.1].map(|n| n / 10_000));
            }
            true
        });
        found
    }

    #[test]
    fn a_drawn_box_is_four_lines_and_a_filled_one_none() {
        let data = "M 0 0 L 9 0 L 9 5 L 0 5 C";
        let four = [[0, 0, 9, 0], [9, 0, 9, 5], [9, 5, 0, 5], [0, 5, 0, 0]];
        assert_eq!(of(data, true, false), four);
        assert!(of(data, false, true).is_empty());
        assert_eq!(of("M0,0L9,0L9,5L0,5C", true, true), four);
    }

    #[test]
    fn a_thin_filled_shape_is_one_line() {
        let data = "S 0 0 M 0 0 L 90 0 L 89.5 0.5 L 0.5 0.5 C M 20 1 L 20.4 1 L 20.4 60 L 20 60 C";
        assert_eq!(of(data, false, true), [[0, 0, 90, 0], [20, 1, 20, 60]]);
    }

    #[test]
    fn curves_are_no_lines_and_what_is_broken_ends_the_data() {
        assert_eq!(of("M 0 0 B 1 1 2 2 3 3 L 5 3", true, false), [[3, 3, 5, 3]]);
        assert_eq!(
            of("M 0 0 A 1 1 0 0 1 3 3 Q 1 1 2 2", true, true),
            [[0; 4]; 0]
        );
        assert_eq!(of("M 0 0 L 1", true, true), [[0; 4]; 0]);
        assert_eq!(
            of("L 1 1 L 2 2 X 3 C", true, false),
            [[1, 1, 2, 2], [2, 2, 1, 1]]
        );
        assert_eq!(of("M 1e0 1 L 2 1", true, false), [[1, 1, 2, 1]]);
    }
}
