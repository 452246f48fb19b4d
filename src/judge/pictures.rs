//! What has to be said of a report that was read from pictures.

use super::verdict::note;
use crate::options::Options;
use crate::read::scan::{SMALLEST, Seen, Told};
use crate::report::{PicturePage, PictureReading, PictureTable, Reason, Report, Source, Verdict};
use crate::sheet::State;
use crate::words::Words;
use std::borrow::Cow;

/// Pixels along the short side below which no page of a report can be read.
const NARROWEST: usize = 300;

/// Of so many cells with something in them one must have been read, or the picture is too worn.
const WORN: usize = 3;

/// Adds to a report what is known of its pictures, and why nothing is where nothing was read.
pub(crate) fn pictures(report: &mut Report, seen: &Seen, options: &Options) {
    let words = Words(options.language);
    report.source = Some(Source::Picture);
    report.pages = seen.pages.iter().map(page).collect();
    let whole = |pixels: f64| pixels.round() as i32;
    for table in &seen.tables {
        for (page, quad) in &table.outlines {
            if let Some(page) = report.pages.get_mut(*page) {
                page.tables.push(PictureTable {
                    table: table.form.key().to_owned(),
                    quad: quad.map(|(x, y)| [whole(x), whole(y)]),
                });
            }
        }
        for cell in &table.cells {
            let Some(known) = report.cells.get_mut(&table.form.name(cell.cell)) else {
                continue;
            };
            // What somebody typed is no reading.
            if known.edited.is_some() {
                continue;
            }
            let reading = |(text, share): &(String, f32)| PictureReading {
                text: text.clone(),
                p: (share * 1000.0).round() / 1000.0,
            };
            known.readings = cell.readings.iter().map(reading).collect();
            if let (Told::Unread(why), State::Unreadable) = (&cell.told, known.state) {
                known.why = Some(Cow::Borrowed(why.code()));
            }
        }
    }
    let too_small = seen.digits.is_some_and(|size| size < SMALLEST)
        || seen
            .pages
            .iter()
            .all(|page| page.width.min(page.height) < NARROWEST);
    if seen.tables.is_empty() {
        let (code, message) = match seen.pages.iter().any(|page| page.outlines > 0) {
            _ if too_small => ("scan.too-small", words.picture_too_small()),
            true => ("scan.not-a-form", words.picture_not_a_form()),
            false => ("scan.no-rules", words.picture_no_rules()),
        };
        report.verdict = Verdict::Unrecognised;
        report.reason = Some(Reason::Picture);
        report.message = message.to_owned();
        report.notes.push(note(code, message.to_owned()));
        return;
    }
    let state = |state: State| {
        report
            .cells
            .values()
            .filter(|cell| cell.state == state)
            .count()
    };
    let (read, inferred) = (
        state(State::Read) + state(State::Blank),
        state(State::Inferred),
    );
    let open = state(State::Unreadable) + state(State::Missing);
    let message = words.picture_read(read, inferred, open);
    report.notes.insert(0, note("scan.read", message));
    if too_small {
        report
            .notes
            .push(note("scan.too-small", words.picture_too_small().to_owned()));
    } else if open > read * WORN {
        report
            .notes
            .push(note("scan.worn", words.picture_worn().to_owned()));
    }
}

fn page(page: &crate::read::scan::SeenPage) -> PicturePage {
    PicturePage {
        width: page.width as u32,
        height: page.height as u32,
        rotation: u16::from(page.quarters) * 90,
        tables: Vec::new(),
    }
}
