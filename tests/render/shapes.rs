//! The shapes, by name, and whole cases from a seed.

use super::figures::{Figures, figures};
use super::html::Html;
use super::lines::Lines;
use super::noise::{Noise, apply};
use super::print::{Style, print};
use super::tabs::Tabs;
use super::{Block, Rendered, Rng, html, lines, tabs};
use gouji::Part;
use gouji::form::CellId;
use std::collections::BTreeSet;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    Html(Html),
    Tabs(Tabs),
    Lines(Lines),
}

impl Shape {
    pub const ALL: [(&str, Shape); 22] = [
        ("html", Shape::Html(Html::Clean)),
        ("html-word", Shape::Html(Html::Word)),
        ("html-wps", Shape::Html(Html::Wps)),
        ("html-cms", Shape::Html(Html::Cms)),
        ("html-excel", Shape::Html(Html::Excel)),
        ("html-bad-spans", Shape::Html(Html::BadSpans)),
        ("html-cut", Shape::Html(Html::Cut)),
        ("html-page", Shape::Html(Html::Page)),
        ("html-divs", Shape::Html(Html::Divs)),
        ("tab-excel", Shape::Tabs(Tabs::Excel)),
        ("tab-word", Shape::Tabs(Tabs::Word)),
        ("tab-bare", Shape::Tabs(Tabs::Bare)),
        ("csv", Shape::Tabs(Tabs::Csv)),
        ("pipe", Shape::Tabs(Tabs::Markdown)),
        ("pipe-pieces", Shape::Tabs(Tabs::Pieces)),
        ("space", Shape::Lines(Lines::Space)),
        ("line", Shape::Lines(Lines::Cells)),
        ("line-airy", Shape::Lines(Lines::Airy)),
        ("shifted", Shape::Tabs(Tabs::Shifted)),
        ("flat", Shape::Lines(Lines::Flat)),
        ("tab-padded", Shape::Tabs(Tabs::Padded)),
        ("named", Shape::Lines(Lines::Named)),
    ];

    /// Whether cell borders or separators stand between all values.
    pub fn is_exact(self) -> bool {
        !matches!(
            self,
            Shape::Tabs(Tabs::Shifted) | Shape::Lines(Lines::Flat | Lines::Named)
        )
    }

    /// Whether an empty cell leaves a trace.
    fn has_borders(self) -> bool {
        !matches!(
            self,
            Shape::Lines(_) | Shape::Html(Html::Divs) | Shape::Tabs(Tabs::Pieces | Tabs::Shifted)
        )
    }

    pub fn render(self, blocks: &[Block], rng: &mut Rng) -> Rendered {
        match self {
            Shape::Html(style) => html::render(blocks, style, rng),
            Shape::Tabs(style) => tabs::render(blocks, style, rng),
            Shape::Lines(style) => lines::render(blocks, style, rng),
        }
    }
}

/// One report in one shape, with what is true of it.
pub struct Case {
    pub figures: Figures,
    pub style: Style,
    pub noise: Noise,
    pub blank: BTreeSet<CellId>,
    pub lost: BTreeSet<CellId>,
    pub parts: Vec<Part>,
}

/// The case of a seed in a shape; `change` alters the figures before they are printed.
pub fn case(shape: Shape, seed: u64, change: impl FnOnce(&mut Figures, &mut Rng)) -> Case {
    let mut rng = Rng::new(seed);
    let mut figures = figures(&mut rng);
    let style = match rng.below(8) {
        0 | 1 if shape.has_borders() => Style::Blank,
        0 | 1 if shape.is_exact() => Style::Marked,
        2 if shape.has_borders() => Style::NoTotals,
        3 if shape.is_exact() => Style::Dressed,
        _ => Style::Plain,
    };
    let noise = match rng.below(3) {
        0 => Noise::None,
        _ => Noise::ALL[rng.below(Noise::ALL.len())],
    };
    change(&mut figures, &mut Rng::new(seed ^ 0x5eed));
    let mut printed = print(&figures, style, &mut rng);
    apply(&mut printed.blocks, noise, &mut rng);
    let Rendered { parts, lost } = shape.render(&printed.blocks, &mut rng);
    Case {
        figures,
        style,
        noise,
        blank: printed.blank,
        lost,
        parts,
    }
}
