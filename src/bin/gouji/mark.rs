//! `gouji mark`: the file that was checked, back with its broken cells marked, or with other values in
//! some of its cells.

use crate::command::Mark;
use crate::files::{self, Ask};
use crate::output::{self, Outputs};
use crate::terminal::{complain, one_line};
use crate::{USAGE, exit_code, show};
use gouji::batch::{CORRECTED, MARKED};
use gouji::form::Forms;
use gouji::mark::{Corrected, Marks, correct, mark};
use gouji::report::Report;
use gouji::{Input, Options, check};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes the file back with marks; the exit code says what was found, as that of `check` does.
pub fn run(out: &mut impl Write, asked: &Mark, forms: Forms) -> io::Result<u8> {
    let ask = Ask {
        common: &asked.common,
        previous: asked.previous.as_deref(),
        edits: &asked.edit,
    };
    let done = ask
        .options(forms)
        .map_err(|error| (USAGE, error))
        .and_then(|options| write(asked, options).map_err(|error| (2, error)));
    let Done {
        report,
        written,
        left,
    } = match done {
        Ok(done) => done,
        Err((code, error)) => {
            complain(error);
            return Ok(code);
        }
    };
    show::report(out, &report, asked.common.forms.language)?;
    match written {
        Some(path) => writeln!(out, "→ {}", one_line(&files::shown(&path)))?,
        None => writeln!(
            out,
            "没有可标注的内容，没有写文件。 Nothing to mark; no file written."
        )?,
    }
    if !left.is_empty() {
        let cells = left.join(", ");
        writeln!(
            out,
            "没有写进文件的格（文件里没有、由公式算出，或格里还有别的内容） Cells that the file does not take: {cells}"
        )?;
    }
    Ok(exit_code(report.verdict))
}

/// What was done.
struct Done {
    /// The report on the file as it is, or with the edits that were written.
    report: Report,
    /// Where the new file is; none where there was nothing to mark.
    written: Option<PathBuf>,
    /// Cells whose values the file could not take.
    left: Vec<String>,
}

/// Checks a file and writes it with marks, or where the options have edits (cell id → text), with those.
///
/// # Errors
/// A sentence, where the file cannot be read, marked or written.
fn write(asked: &Mark, mut options: Options) -> Result<Done, String> {
    let input = &asked.input;
    let outputs = Outputs {
        named: asked.output.iter().map(|path| ("-o", &**path)).collect(),
        force: asked.force,
    };
    let read = files::read_besides(&asked.common, [&asked.previous]);
    outputs.ready(read.into_iter().chain([input.as_path()]))?;
    let original = files::bytes(input)?;
    // Marks are of the file as it stands.
    let edits = std::mem::take(&mut options.edits);
    let options = Options {
        name: Some(files::shown(input)),
        ..options
    };
    let report = check(Input::file(&original), &options);
    if report.findings.is_empty() && edits.is_empty() {
        return Ok(Done {
            report,
            written: None,
            left: Vec::new(),
        });
    }
    let fail = |error: &dyn std::fmt::Display| format!("{}: {error}", files::shown(input));
    let marks = Marks::from(&report);
    let done = match edits.is_empty() {
        true => mark(&original, &marks, &options).map(|bytes| Corrected {
            bytes,
            left: Vec::new(),
        }),
        false => correct(&original, &marks, &edits, &options),
    };
    let Corrected { bytes, left } =
        done.map_err(|error| fail(&error.sentence(options.language)))?;
    let suffix = if edits.is_empty() { MARKED } else { CORRECTED };
    let path = (asked.output.clone()).unwrap_or_else(|| beside(input, suffix));
    output::write(&path, &bytes, asked.force)?;
    // Of what was written, with what stood there before and the answer before and after.
    let written: Vec<_> = edits
        .into_iter()
        .filter(|(cell, _)| !left.contains(cell))
        .collect();
    let report = match written.is_empty() {
        true => report,
        false => {
            let edits = written.into_iter().collect();
            check(Input::file(&original), &Options { edits, ..options })
        }
    };
    Ok(Done {
        report,
        written: Some(path),
        left,
    })
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
