//! Many files as tidy tables, over several threads, while Python does something else.

use crate::{Asked, arrow};
use gouji::form::Forms;
use gouji::tables::{Book, CheckedFile, FINGERPRINT, TABLES, TablesRun, rule_set};
use gouji::{Input, Options, check};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Files that a thread takes at a time; each makes a batch.
const SLICE: usize = 64;
/// Bytes of a file beyond which it is not read.
const LARGEST: u64 = 100 << 20;

/// What stands in the place of a file.
#[derive(FromPyObject)]
pub enum Content {
    /// What it holds, read by somebody else.
    Bytes(PyBackedBytes),
    /// Why it could not be read.
    Why(String),
}

/// A file's name in the tables, and its path or its content.
type File = (String, Option<PathBuf>, Option<Content>);

/// The tables of these files, each by its name, the code book last. `told` is called with how many files
/// were done since it was called before; what it raises ends the run.
#[pyfunction]
pub fn tables(
    py: Python<'_>,
    files: Vec<File>,
    workers: usize,
    told: Option<Py<PyAny>>,
    asked: Asked,
) -> PyResult<Vec<(&'static str, arrow::Table)>> {
    let options = asked.options()?;
    let columns = py.detach(|| all(&files, workers, &options, told))?;
    let each = |columns: arrow::Columns| Ok((columns.name(), columns.table()?));
    columns.into_iter().map(each).collect()
}

fn all(
    files: &[File],
    workers: usize,
    options: &Options,
    told: Option<Py<PyAny>>,
) -> PyResult<Vec<arrow::Columns>> {
    let book = Book::new(Forms::default(), options.language);
    let rules = fingerprint();
    let run = TablesRun {
        book: &book,
        engine: gouji::VERSION,
        rules: &rules,
    };
    let slices: Vec<&[File]> = files.chunks(SLICE).collect();
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let done = thread::scope(|scope| {
        let (send, receive) = mpsc::channel();
        for _ in 0..workers.clamp(1, slices.len().max(1)) {
            let (send, next, stop, run, slices) = (send.clone(), &next, &stop, &run, &slices);
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= slices.len() || stop.load(Ordering::Relaxed) {
                        return;
                    }
                    // Nobody listens any more where the run was ended.
                    if send
                        .send((index, slice(slices[index], run, options)))
                        .is_err()
                    {
                        return;
                    }
                }
            });
        }
        drop(send);
        let mut done = Vec::new();
        for (index, columns) in receive {
            done.push((index, columns));
            let heard = Python::attach(|py| -> PyResult<()> {
                py.check_signals()?;
                let told = told.as_ref();
                told.map_or(Ok(()), |told| {
                    told.call1(py, (slices[index].len(),)).map(drop)
                })
            });
            if let Err(error) = heard {
                stop.store(true, Ordering::Relaxed);
                return Err(error);
            }
        }
        Ok(done)
    });
    Ok(joined(done?, &book))
}

/// The tables of all slices, in their order, and the code book.
fn joined(mut slices: Vec<(usize, Vec<arrow::Columns>)>, book: &Book) -> Vec<arrow::Columns> {
    slices.sort_by_key(|(index, _)| *index);
    let mut tables: Vec<arrow::Columns> = TABLES.iter().map(arrow::Columns::of).collect();
    for (_, slice) in slices {
        for (table, more) in tables.iter_mut().zip(slice) {
            table.append(more);
        }
    }
    if let Some(last) = tables.last_mut() {
        book.rows(|row| last.push(row));
    }
    tables
}

/// The rows of some files.
fn slice(files: &[File], run: &TablesRun, options: &Options) -> Vec<arrow::Columns> {
    let mut tables: Vec<arrow::Columns> = TABLES[..3].iter().map(arrow::Columns::of).collect();
    let [numbers, reports, findings] = &mut tables[..] else {
        return tables;
    };
    for (file, path, content) in files {
        let own: Result<Vec<u8>, String>;
        let read = match (content, path) {
            (Some(Content::Bytes(bytes)), _) if bytes.len() as u64 > LARGEST => {
                Err(too_large(file))
            }
            (Some(Content::Bytes(bytes)), _) => Ok(&bytes[..]),
            (Some(Content::Why(why)), _) => Err(why.clone()),
            (None, path) => {
                own = bytes(file, path.as_deref().unwrap_or(Path::new(file)));
                own.as_deref().map_err(Clone::clone)
            }
        };
        let hash = read.as_ref().ok().map(|bytes| sha256(bytes));
        let size = read.as_ref().map_or(0, |bytes| bytes.len()) as u64;
        let source = CheckedFile {
            file,
            bytes: hash.as_deref().map(|hash| (hash, size)),
        };
        let options = Options {
            name: Some(file.clone()),
            ..options.clone()
        };
        let report = read.and_then(|bytes| {
            let task = || check(Input::file(bytes), &options);
            let stopped = |_| format!("{file}: 校核中途停止 the check stopped");
            catch_unwind(AssertUnwindSafe(task)).map_err(stopped)
        });
        match report {
            Ok(report) => {
                run.numbers(&source, &report, |row| numbers.push(row));
                run.report(&source, &report, |row| reports.push(row));
                run.findings(&source, &report, |row| findings.push(row));
            }
            Err(why) => run.unread(&source, &why, |row| reports.push(row)),
        }
    }
    tables
}

fn bytes(file: &str, path: &Path) -> Result<Vec<u8>, String> {
    let fail = |error: std::io::Error| format!("{file}: {}", reason(path, &error));
    let about = fs::metadata(path).map_err(fail)?;
    match about.len() {
        // One that could be walked through would not be here.
        _ if about.is_dir() => Err(format!("{file}: 没有读取它的权限 it may not be read")),
        _ if !about.is_file() => Err(format!(
            "{file}: 不是普通的文件，没有读 no regular file, not read"
        )),
        ..=LARGEST => fs::read(path).map_err(fail),
        _ => Err(too_large(file)),
    }
}

/// Why a file cannot be read, in the words of the command line.
fn reason(path: &Path, error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "没有读取它的权限 it may not be read".to_owned(),
        _ if path.is_symlink() && fs::metadata(path).is_err() => {
            "这个链接没有通到文件 this link leads to no file".to_owned()
        }
        ErrorKind::NotFound => "没有这个文件 there is no such file".to_owned(),
        _ => format!("读不了 it cannot be read ({error})"),
    }
}

fn too_large(file: &str) -> String {
    format!("{file}: 文件太大，没有读（最大 100 MB） too large, not read (100 MB at most)")
}

/// Which forms and rules are in this engine: the first digits of their SHA-256.
#[pyfunction]
pub fn fingerprint() -> String {
    let mut rules = sha256(rule_set(Forms::default()).as_bytes());
    rules.truncate(FINGERPRINT);
    rules
}

/// SHA-256 in hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
