//! `gouji mark`: the file that was checked, back with its broken cells marked.

use crate::files;
use gouji::mark::{Marks, mark};
use gouji::report::Report;
use gouji::{Options, check_bytes};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Checks a file and writes it with marks. Gives the report, and where the marked file is: none where
/// nothing was found that could be marked.
///
/// # Errors
/// A sentence, where the file cannot be read, marked or written.
pub fn run(
    input: &Path,
    output: Option<PathBuf>,
    options: Options,
) -> Result<(Report, Option<PathBuf>), String> {
    let bytes = files::bytes(input)?;
    let options = Options {
        name: Some(input.display().to_string()),
        ..options
    };
    let report = check_bytes(&bytes, &options);
    if report.findings.is_empty() {
        return Ok((report, None));
    }
    let fail = |error: &dyn std::fmt::Display| format!("{}: {error}", input.display());
    let marked = mark(&bytes, &Marks::from(&report), &options).map_err(|error| fail(&error))?;
    let path = output.clone().unwrap_or_else(|| beside(input));
    // A name that was not asked for never replaces a file.
    let mut open = File::options();
    open.write(true);
    match output {
        Some(_) => open.create(true).truncate(true),
        None => open.create_new(true),
    };
    let written = open
        .open(&path)
        .and_then(|mut file| file.write_all(&marked));
    match written {
        Ok(()) => Ok((report, Some(path))),
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}

/// `报告.docx` → `报告-标注.docx`.
fn beside(input: &Path) -> PathBuf {
    let mut name = input.file_stem().unwrap_or_default().to_owned();
    name.push("-标注");
    if let Some(ending) = input.extension() {
        name.push(".");
        name.push(ending);
    }
    input.with_file_name(name)
}
