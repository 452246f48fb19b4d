//! Pages that JavaScript took apart, or shows: measures are points there, hundredths of a point here.

use super::reports::list;
use super::{Argument, Read};
use crate::read::placed::{Page, RulingLine, Run};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Laid {
    width: f64,
    height: f64,
    pictures: u32,
    runs: Vec<LaidRun>,
    /// The ends of ruling lines: x, y, x, y.
    lines: Vec<[f64; 4]>,
}

#[derive(Serialize)]
struct LaidRun {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    text: String,
}

/// Rounded; what is no number or beyond all paper is 0 or the end of the range.
fn hundredths(points: f64) -> i32 {
    (points * 100.0).round() as i32
}

impl From<Laid> for Page {
    fn from(laid: Laid) -> Self {
        let run = |run: LaidRun| Run {
            x: hundredths(run.x),
            y: hundredths(run.y),
            width: hundredths(run.width),
            height: hundredths(run.height),
            text: run.text,
        };
        let rule = |ends: [f64; 4]| {
            let [x0, y0, x1, y1] = ends.map(hundredths);
            RulingLine { x0, y0, x1, y1 }
        };
        Page {
            width: hundredths(laid.width),
            height: hundredths(laid.height),
            pictures: laid.pictures,
            runs: laid.runs.into_iter().map(run).collect(),
            rules: laid.lines.into_iter().map(rule).collect(),
        }
    }
}

impl From<Page> for Laid {
    fn from(page: Page) -> Self {
        let points = |measure: i32| f64::from(measure) / 100.0;
        let run = |run: Run| LaidRun {
            x: points(run.x),
            y: points(run.y),
            width: points(run.width),
            height: points(run.height),
            text: run.text,
        };
        Laid {
            width: points(page.width),
            height: points(page.height),
            pictures: page.pictures,
            runs: page.runs.into_iter().map(run).collect(),
            lines: page
                .rules
                .into_iter()
                .map(|rule| [rule.x0, rule.y0, rule.x1, rule.y1].map(points))
                .collect(),
        }
    }
}

/// Pages as JavaScript has them.
pub(super) fn laid(pages: Vec<Page>) -> Vec<Laid> {
    pages.into_iter().map(Laid::from).collect()
}

impl Argument {
    /// An array of pages.
    pub(super) fn pages(&self) -> Read<Vec<Page>> {
        list(self, |page| {
            let pictures = page.get("pictures")?;
            let lines = page.get("lines")?;
            Ok(Laid {
                width: page.get("width")?.number()?,
                height: page.get("height")?.number()?,
                pictures: match pictures.is_nothing() {
                    true => 0,
                    false => pictures.small()?,
                },
                runs: list(&page.get("runs")?, run)?,
                lines: lines.elements()?.iter().map(ends).collect::<Read<_>>()?,
            }
            .into())
        })
    }
}

fn run(run: &Argument) -> Read<LaidRun> {
    Ok(LaidRun {
        x: run.get("x")?.number()?,
        y: run.get("y")?.number()?,
        width: run.get("width")?.number()?,
        height: run.get("height")?.number()?,
        text: run.get("text")?.text()?,
    })
}

/// The ends of a ruling line.
fn ends(line: &Argument) -> Read<[f64; 4]> {
    match list(line, Argument::number)?.try_into() {
        Ok(ends) => Ok(ends),
        Err(_) => line.expected("four numbers"),
    }
}
