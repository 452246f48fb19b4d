//! `gouji stages`: what each stage made of a file.

use crate::terminal::complain;
use crate::{files, show};
use gouji::stages::{self, Bounds, RowKind};
use gouji::{Input, Language, Options};
use std::io::{self, Write};
use std::path::Path;

/// Writes every row that was read, every cell that was found, and the report.
pub fn run(out: &mut impl Write, path: &Path) -> io::Result<u8> {
    let bytes = match files::bytes(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            complain(error);
            return Ok(2);
        }
    };
    let options = Options {
        name: Some(files::shown(path)),
        ..Options::default()
    };
    let document = stages::read(
        Input::file(&bytes).named(path.display()),
        &Bounds::default(),
    )
    .unwrap_or_default();
    writeln!(out, "== read: {} rows", document.rows.len())?;
    for row in &document.rows {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        let mark = match row.kind {
            RowKind::Line => ' ',
            RowKind::Tabs => '→',
            RowKind::Grid => '|',
        };
        writeln!(out, "{mark} {}", cells.join(" | ").replace('\n', "⏎"))?;
    }
    let report = gouji::check(Input::file(&bytes), &options);
    writeln!(out, "== align, infer: {:?}", report.edition)?;
    for (id, cell) in report.cells.iter() {
        writeln!(
            out,
            "{id}\t{:?}\t{:?}\t{}",
            cell.state, cell.value, cell.text
        )?;
    }
    writeln!(out, "== check, judge")?;
    show::report(out, &report, Language::Chinese)?;
    Ok(0)
}
