//! Input → [`Report`], stage after stage. Read it top to bottom: each stage is a function of what the
//! stages before it made, and knows nothing of those after it.

use crate::align;
#[cfg(feature = "explain")]
use crate::beside;
use crate::document::Bounds;
use crate::examine::{Examined, examine};
#[cfg(feature = "explain")]
use crate::explain;
use crate::given;
use crate::judge;
use crate::language::FIRST;
use crate::options::{Input, Options, Piece, Values};
#[cfg(feature = "scan")]
use crate::read::scan;
use crate::read::{How, Reading, read};
use crate::report::{Report, Verdict};
use crate::sheet::Sheet;
use crate::sorted::Sorted;
use crate::title::{Title, title};
#[cfg(feature = "totals")]
use crate::totals;
#[cfg(feature = "explain")]
use crate::words::Words;
use std::cell::Cell;

/// Checks an input.
pub(crate) fn check_input(input: Input, options: &Options) -> Report {
    match input {
        Input::Pieces(pieces) => {
            check_pieces(&pieces, options).expect("what the library leaves to no other engine")
        }
        Input::Values(values) => of_values(&values, options),
    }
}

/// Checks what has to be read; none where the first engine leaves it to the larger one.
pub(crate) fn check_pieces(pieces: &[Piece], options: &Options) -> Option<Report> {
    let how = How {
        bounds: &Bounds::default(),
        #[cfg(feature = "office")]
        name: options.name.as_deref(),
        // What a file hides is read only where it has cells that are lacking otherwise.
        #[cfg(feature = "office")]
        hidden: &|shown, whole| align::adds(shown, whole, options.forms),
    };
    #[cfg(all(feature = "scan", feature = "office", not(target_arch = "wasm32")))]
    if let Some(report) = check_pictures(pieces, options) {
        return Some(report);
    }
    match read(pieces, &how) {
        Ok(reading) => of_reading(&reading, options),
        Err(refusal) => Some(judge::refused(refusal, options)),
    }
}

/// What was read of an input → its report.
fn of_reading(reading: &Reading, options: &Options) -> Option<Report> {
    let of_all = match FIRST {
        true => Title::default(),
        false => title(&reading.document),
    };
    let mut aligned = align::align(&reading.document, options.forms, of_all.year);
    let first = aligned.rest.map(|row| reading.document.until(row));
    let document = first.as_ref().unwrap_or(&reading.document);
    let title = match document.rows.len() == reading.document.rows.len() {
        _ if FIRST => of_all,
        true => of_all,
        false => title(document),
    };
    aligned.sheet.form.settle(title.year);
    let sheet = std::mem::take(&mut aligned.sheet);
    let left = Cell::new(FIRST && (aligned.left || document.cut));
    let judged = |sheet: Sheet, edits: &Sorted<String, String>| {
        let examined = examine(sheet, edits);
        let mut report = judge::judge(&examined, title.organ.clone(), title.year, options);
        #[cfg(feature = "explain")]
        explain::document(
            &mut report,
            &examined,
            document,
            &aligned.taken,
            &title,
            options,
        );
        judge::settle(&mut report, &examined, options);
        if FIRST && (report.verdict == Verdict::Unrecognised || !examined.inferred.is_empty()) {
            left.set(true);
        }
        let unread = judge::reading(&mut report, reading, &aligned, options);
        #[cfg(feature = "totals")]
        let others = totals::others(&mut report, document, &examined.sheet, unread, options);
        #[cfg(not(feature = "totals"))]
        let _ = unread;
        #[cfg(feature = "explain")]
        {
            #[cfg(feature = "totals")]
            let looked_at = others.looked_at.as_deref();
            #[cfg(not(feature = "totals"))]
            let looked_at = Some(&[][..]);
            if let Some(looked_at) = looked_at {
                let words = Words(options.language);
                let note = beside::unchecked(document, &examined.sheet, looked_at, &report, words);
                report.notes.extend(note);
            }
        }
        #[cfg(feature = "totals")]
        totals::conclude(&mut report, others, options);
        (report, examined)
    };
    let report = whole(sheet, judged, options);
    (!left.get()).then_some(report)
}

/// Checks pieces that are pictures, and nothing else: the pages of one report in their order.
#[cfg(all(feature = "scan", feature = "office", not(target_arch = "wasm32")))]
fn check_pictures(pieces: &[Piece], options: &Options) -> Option<Report> {
    let pictures = crate::read::pictures(pieces)?;
    let mut refusal = None;
    // One after the other: a page is reduced before the next is decoded.
    let planes = pictures.map_while(|plane| plane.map_err(|why| refusal = Some(why)).ok());
    let seen = scan::read(
        planes,
        options.forms,
        &scan::net::Readers::new(),
        &mut |_| (),
    );
    let report = of_seen(&seen, options);
    Some(match refusal {
        Some(refusal) => judge::refused(refusal, options),
        None => report,
    })
}

/// What is on pictures of the pages of one report → its report.
#[cfg(feature = "scan")]
#[cfg_attr(not(any(feature = "office", feature = "wasm")), allow(dead_code))]
pub(crate) fn of_seen(seen: &scan::Seen, options: &Options) -> Report {
    let mut sheet = scan::sheet(seen, options.forms);
    sheet.form.settle(seen.year);
    let judged = |sheet: Sheet, edits: &Sorted<String, String>| {
        let examined = examine(sheet, edits);
        let mut report = judge::judge(&examined, seen.organ.clone(), seen.year, options);
        judge::settle(&mut report, &examined, options);
        judge::pictures(&mut report, &examined, seen, options);
        (report, examined)
    };
    whole(sheet, judged, options)
}

/// Values that need no reading → their report.
fn of_values(values: &Values, options: &Options) -> Report {
    let (sheet, unknown) = given::sheet(values, options.forms);
    // What was typed over the cells of an earlier report, and what is typed now.
    #[cfg(feature = "explain")]
    let options = &Options {
        edits: given::edits(values)
            .into_iter()
            .chain(options.edits.clone())
            .collect(),
        ..options.clone()
    };
    let judged = |sheet: Sheet, edits: &Sorted<String, String>| {
        let examined = examine(sheet, edits);
        let mut report = judge::judge(&examined, values.organ.clone(), values.year, options);
        report.file = report.file.or_else(|| values.file.clone());
        #[cfg(feature = "explain")]
        explain::values(&mut report, &examined, values, options);
        judge::settle(&mut report, &examined, options);
        judge::unknown(&mut report, &unknown, options);
        (report, examined)
    };
    whole(sheet, judged, options)
}

/// The report with the edits, with which cell is probably wrong, and beside it the answer without them.
fn whole(
    sheet: Sheet,
    judged: impl Fn(Sheet, &Sorted<String, String>) -> (Report, Examined),
    options: &Options,
) -> Report {
    let untouched = (!options.edits.is_empty()).then(|| sheet.clone());
    let (mut report, examined) = judged(sheet, &options.edits);
    let edited = !examined.edits.before.is_empty();
    if let Some(sheet) = untouched.filter(|_| edited) {
        let original = judged(sheet, &Sorted::default()).0;
        report.original = Some((&original).into());
    }
    #[cfg(feature = "explain")]
    explain::explanations(&mut report, &examined, options);
    report
}
