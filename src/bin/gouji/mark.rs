//! `gouji mark`: the file that was checked, back with its broken cells marked, or with other values in
//! some of its cells.

use crate::files;
use gouji::mark::{Corrected, Marks, correct, mark};
use gouji::report::Report;
use gouji::sorted::Sorted;
use gouji::{Input, Options, check};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What was done.
pub struct Done {
    /// The report on the file as it is.
    pub report: Report,
    /// Where the new file is; none where there was nothing to mark.
    pub written: Option<PathBuf>,
    /// Cells whose values the file could not take.
    pub left: Vec<String>,
}

/// Checks a file and writes it with marks, or where there are `edits` (cell id → text), with those.
///
/// # Errors
/// A sentence, where the file cannot be read, marked or written.
pub fn run(
    input: &Path,
    output: Option<PathBuf>,
    edits: &Sorted<String, String>,
    options: Options,
) -> Result<Done, String> {
    let bytes = files::bytes(input)?;
    let options = Options {
        name: Some(input.display().to_string()),
        // What is said is of the file as it stands.
        edits: Sorted::default(),
        ..options
    };
    let report = check(Input::file(&bytes), &options);
    if report.findings.is_empty() && edits.is_empty() {
        return Ok(Done {
            report,
            written: None,
            left: Vec::new(),
        });
    }
    let fail = |error: &dyn std::fmt::Display| format!("{}: {error}", input.display());
    let marks = Marks::from(&report);
    let done = match edits.is_empty() {
        true => mark(&bytes, &marks, &options).map(|bytes| Corrected {
            bytes,
            left: Vec::new(),
        }),
        false => correct(&bytes, &marks, edits, &options),
    };
    let Corrected { bytes, left } = done.map_err(|error| fail(&error))?;
    let suffix = if edits.is_empty() {
        "-标注"
    } else {
        "-改正"
    };
    let path = output.clone().unwrap_or_else(|| beside(input, suffix));
    // A name that was not asked for never replaces a file.
    let mut open = File::options();
    open.write(true);
    match output {
        Some(_) => open.create(true).truncate(true),
        None => open.create_new(true),
    };
    let written = open.open(&path).and_then(|mut file| file.write_all(&bytes));
    match written {
        Ok(()) => Ok(Done {
            report,
            written: Some(path),
            left,
        }),
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}

/// `报告.docx` → `报告-标注.docx`.
fn beside(input: &Path, suffix: &str) -> PathBuf {
    let mut name = input.file_stem().unwrap_or_default().to_owned();
    name.push(suffix);
    if let Some(ending) = input.extension() {
        name.push(".");
        name.push(ending);
    }
    input.with_file_name(name)
}
