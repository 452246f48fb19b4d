//! The tables themselves: parts joined, under their names only when they are whole.

use super::part::{PartRows, whole};
use super::record::Record;
use super::{Job, columns, package, text, workbook};
use crate::command::OutputFormat;
use gouji::tables::{SCHEMA, TABLES, Table, TidyValue};
use parquet::file::metadata::KeyValue;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The table that is the same whatever the reports.
pub const CODE_BOOK: usize = 3;

/// The names of the files.
pub fn names(format: OutputFormat) -> impl Iterator<Item = String> {
    let each = move |table: &Table| match format {
        OutputFormat::Xlsx => workbook::NAME.to_owned(),
        _ => format!("{}.{}", table.name, format.ending()),
    };
    let mut names: Vec<String> = TABLES.iter().map(each).collect();
    names.dedup();
    names.into_iter()
}

/// The files of an earlier run in another format: a folder holds the tables of one run, and whoever takes them by
/// their names is not to take those of another.
pub fn stale(dir: &Path, format: OutputFormat) -> Vec<String> {
    let others = OutputFormat::ALL.into_iter().filter(|one| *one != format);
    let there = |name: &String| dir.join(name).symlink_metadata().is_ok();
    others.flat_map(names).filter(there).collect()
}

/// Takes them away.
pub fn remove(dir: &Path, stale: &[String]) -> io::Result<()> {
    (stale.iter()).try_for_each(|name| fs::remove_file(dir.join(name)))
}

/// Joins the parts. Until the last of them is ready nothing under a table's name is touched.
pub fn write(dir: &Path, job: &Job, records: &[Record], stale: &[String]) -> io::Result<()> {
    let made = joined_ready(job, records);
    if made.is_err() {
        // On a full disk they are in the way of those who make room.
        for name in names(job.format) {
            let _ = fs::remove_file(ready(job, &name));
        }
    }
    made?;
    // The package says what is there, and so whose the others are: it goes after them.
    remove(dir, stale)?;
    // While names change there is none.
    package::remove(dir)?;
    names(job.format).try_for_each(|name| fs::rename(ready(job, &name), dir.join(name)))
}

/// Where a table stands until all are ready.
fn ready(job: &Job, name: &str) -> PathBuf {
    job.parts.join(format!("ready-{name}"))
}

fn joined_ready(job: &Job, records: &[Record]) -> io::Result<()> {
    let mut book = PartRows::of(&TABLES[CODE_BOOK], job.format);
    let mut done = Ok(());
    job.run.book.rows(|row| {
        if done.is_ok() {
            done = book.push(row);
        }
    });
    done?;
    whole(&job.parts.join(TABLES[CODE_BOOK].name), &book.finish()?)?;
    let parts = |table: &Table| -> Vec<PathBuf> {
        match table.name == TABLES[CODE_BOOK].name {
            true => vec![job.parts.join(table.name)],
            false => (0..records.len())
                .map(|at| job.file(at, table.name))
                .collect(),
        }
    };
    match job.format {
        OutputFormat::Xlsx => {
            workbook::write(&ready(job, workbook::NAME), parts, workbook::rows())?
        }
        format => {
            for (table, name) in TABLES.iter().zip(names(format)) {
                let mut file = BufWriter::new(File::create(ready(job, &name))?);
                match format {
                    OutputFormat::Parquet => {
                        columns::join(&mut file, table, parts(table).into_iter(), about(job))?;
                    }
                    _ => joined(&mut file, table, parts(table))?,
                }
                file.flush()?;
                file.get_ref().sync_all()?;
            }
        }
    }
    Ok(())
}

/// A head, then the lines of every part.
fn joined(out: &mut impl Write, table: &Table, parts: Vec<PathBuf>) -> io::Result<()> {
    out.write_all(text::MARK.as_bytes())?;
    let mut head = text::writer();
    let names: Vec<TidyValue> = table
        .columns
        .iter()
        .map(|column| TidyValue::Text(column.name))
        .collect();
    text::row(&mut head, &names)?;
    out.write_all(&head.into_inner().map_err(|error| error.into_error())?)?;
    for part in parts {
        io::copy(&mut File::open(part)?, out)?;
    }
    Ok(())
}

/// What a Parquet file says of itself.
fn about(job: &Job) -> Vec<KeyValue> {
    let pair = |key: &str, value: String| KeyValue::new(format!("gouji.{key}"), value);
    vec![
        pair("schema", SCHEMA.to_string()),
        pair("engine", job.run.engine.to_owned()),
        pair("rules", job.run.rules.to_owned()),
    ]
}
