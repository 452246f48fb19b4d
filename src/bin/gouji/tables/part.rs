//! One part: the rows of a slice of the inputs.

use super::Job;
use super::columns::ReportColumns;
use super::record::{self, Record, Tally};
use super::text;
use crate::command::OutputFormat;
use crate::progress::Bar;
use crate::{files, identity, many};
use gouji::tables::{CheckedFile, TABLES, Table, TidyValue};
use gouji::{Input, Options, check};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Tables that are made of the reports; the code book is the same for all.
const OF_REPORTS: [usize; 3] = [0, 1, 2];

/// Rows of one table that wait to be written.
pub enum PartRows {
    /// Lines of CSV, no head.
    Csv(Box<csv::Writer<Vec<u8>>>),
    /// Columns of Parquet.
    Parquet(Box<ReportColumns>),
    /// A line of JSON each, for the workbook.
    Lines(Vec<u8>),
}

impl PartRows {
    /// None yet.
    pub fn of(table: &'static Table, format: OutputFormat) -> Self {
        match format {
            OutputFormat::Csv => PartRows::Csv(Box::new(text::writer())),
            OutputFormat::Parquet => PartRows::Parquet(Box::new(ReportColumns::of(table))),
            OutputFormat::Xlsx => PartRows::Lines(Vec::new()),
        }
    }

    /// One more.
    pub fn push(&mut self, values: &[TidyValue]) -> io::Result<()> {
        match self {
            PartRows::Csv(writer) => text::row(writer, values),
            PartRows::Parquet(columns) => {
                columns.push(values);
                Ok(())
            }
            PartRows::Lines(out) => text::line(out, values),
        }
    }

    /// Says that an input has no further rows.
    pub fn close(&mut self) -> io::Result<()> {
        match self {
            PartRows::Parquet(columns) => columns.close(),
            PartRows::Csv(_) | PartRows::Lines(_) => Ok(()),
        }
    }

    /// The file that holds them.
    pub fn finish(self) -> io::Result<Vec<u8>> {
        match self {
            PartRows::Csv(writer) => writer.into_inner().map_err(|error| error.into_error()),
            PartRows::Parquet(columns) => columns.file(),
            PartRows::Lines(out) => Ok(out),
        }
    }
}

impl Job<'_> {
    /// Makes the part of a slice, unless it is there.
    pub fn part(
        &self,
        index: usize,
        slice: &[files::Input],
        key: &str,
        bar: &Bar,
    ) -> io::Result<Record> {
        let there = self.resume.then(|| self.there(index, key)).flatten();
        if let Some(record) = there {
            slice.iter().for_each(|_| bar.step());
            return Ok(record);
        }
        let mut tally = Tally::default();
        let mut tables = OF_REPORTS.map(|table| PartRows::of(&TABLES[table], self.format));
        for input in slice {
            self.input(input, &mut tables, &mut tally)?;
            tables.iter_mut().try_for_each(PartRows::close)?;
            bar.step();
        }
        let mut bytes = [0; OF_REPORTS.len()];
        for ((rows, table), bytes) in tables.into_iter().zip(&TABLES).zip(&mut bytes) {
            let content = rows.finish()?;
            *bytes = content.len() as u64;
            whole(&self.file(index, table.name), &content)?;
        }
        let record = Record {
            key: key.to_owned(),
            bytes,
            tally,
        };
        // Last: what has a record is whole.
        let path = self.parts.join(record::name(index));
        whole(&path, &serde_json::to_vec(&record)?)?;
        Ok(record)
    }

    /// The file of a table's part.
    pub fn file(&self, index: usize, table: &str) -> PathBuf {
        self.parts.join(format!("{index:06}.{table}"))
    }

    /// The rows of one input.
    fn input(
        &self,
        input: &files::Input,
        tables: &mut [PartRows; 3],
        tally: &mut Tally,
    ) -> io::Result<()> {
        let [numbers, reports, findings] = tables;
        let mut done = Ok(());
        let mut into = |rows: &mut PartRows, count: &mut u64, values: &[TidyValue]| {
            *count += 1;
            if done.is_ok() {
                done = rows.push(values);
            }
        };
        let file = match input {
            Ok(path) => files::shown(path),
            Err(unread) => unread.path.clone(),
        };
        let read = match input {
            Ok(path) => files::bytes(path),
            Err(unread) => Err(unread.to_string()),
        };
        let hash = read.as_ref().ok().map(|bytes| identity::sha256(bytes));
        let size = read.as_ref().map_or(0, |bytes| bytes.len() as u64);
        let source = CheckedFile {
            file: &file,
            bytes: hash.as_deref().map(|hash| (hash, size)),
        };
        let options = Options {
            name: (file != "-").then(|| file.clone()),
            ..self.options.clone()
        };
        let report = read
            .and_then(|bytes| many::guarded(&file, || Ok(check(Input::file(&bytes), &options))));
        let mut rows = tally.rows;
        match report {
            Ok(report) => {
                tally.count(report.verdict);
                let run = &self.run;
                run.numbers(&source, &report, |row| into(numbers, &mut rows[0], row));
                run.report(&source, &report, |row| into(reports, &mut rows[1], row));
                run.findings(&source, &report, |row| into(findings, &mut rows[2], row));
            }
            Err(error) => {
                tally.unread += 1;
                let run = &self.run;
                run.unread(&source, &error, |row| into(reports, &mut rows[1], row));
            }
        }
        tally.rows = rows;
        done
    }
}

/// Writes a file that is there as a whole or not at all, wherever the program is stopped.
pub fn whole(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut new = path.as_os_str().to_owned();
    new.push(".new");
    let written = fs::write(&new, content).and_then(|()| fs::rename(&new, path));
    if written.is_err() {
        // On a full disk half a file is in the way.
        let _ = fs::remove_file(&new);
    }
    written
}
