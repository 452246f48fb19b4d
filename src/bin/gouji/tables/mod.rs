//! `gouji check --tables DIR`: everything of many reports as tidy tables, in little memory.
//!
//! The inputs are cut into slices, each checked by one thread, which writes the rows of its slice as a part:
//! a file for each table, then a record that says they are whole. When every part is there, the parts are
//! joined into the tables, which appear under their names only then. A part depends on nothing but its
//! slice, so a run that was stopped goes on from the parts that are there, and what comes out does not
//! depend on how many threads there were or how often it was stopped.

mod chunk;
mod columns;
mod final_files;
mod package;
mod part;
#[cfg(test)]
mod read_back;
mod record;
mod text;
mod values;
mod workbook;

use crate::command::{Check, OutputFormat};
use crate::files::{self, Ask};
use crate::identity;
use crate::progress::Bar;
use crate::{USAGE, many};
use gouji::form::Forms;
use gouji::tables::{Book, TABLES, TablesRun};
use gouji::{Language, Options};
use record::{Record, Tally};
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// Inputs of a slice at most, and at least.
const SLICE: (usize, usize) = (256, 16);
/// Slices that there are before they grow beyond the least.
const SLICES: usize = 64;
/// The folder of the parts, within that of the tables.
const PARTS: &str = ".gouji-tables";

/// What is the same for every part.
struct Job<'a> {
    /// The folder of the parts.
    parts: PathBuf,
    format: OutputFormat,
    run: TablesRun<'a>,
    options: &'a Options,
    /// What the content of every part depends on beside its inputs.
    key: String,
    /// Whether parts that are there are taken.
    resume: bool,
}

/// Checks every input and writes the tables; the exit code says the worst that was found.
pub fn run(out: &mut impl Write, asked: &Check, forms: Forms) -> io::Result<u8> {
    let Some(dir) = &asked.tables else {
        return Ok(USAGE);
    };
    let ask = Ask {
        common: &asked.common,
        previous: asked.previous.as_deref(),
        edits: &[],
    };
    let ready = ask.options(forms).and_then(|options| {
        let format = asked.format;
        ready(dir, asked.resume, format).map(|()| (options, format))
    });
    let (options, format) = match ready {
        Ok(ready) => ready,
        Err(error) => {
            eprintln!("gouji: {error}");
            return Ok(USAGE);
        }
    };
    let book = Book::new(forms, options.language);
    let rules = identity::rule_set(forms);
    let job = Job {
        parts: dir.join(PARTS),
        format,
        run: TablesRun {
            book: &book,
            engine: identity::ENGINE,
            rules: &rules,
        },
        key: record::key(asked, &rules)?,
        options: &options,
        resume: asked.resume,
    };
    let mut inputs = files::expand(&asked.inputs);
    once(&mut inputs);
    let slices: Vec<&[files::Input]> = inputs.chunks(slice(inputs.len())).collect();
    let keys: Vec<String> = slices.iter().map(|slice| job.slice_key(slice)).collect();
    let whole = identity::sha256(keys.join("\n").as_bytes());
    let tally = match package::finished(dir, &whole).filter(|_| asked.resume) {
        Some(tally) => tally,
        None => {
            let Some(_lock) = alone(&job.parts).map_err(|error| stopped(dir, &error))? else {
                eprintln!("gouji: {}", busy(dir));
                return Ok(USAGE);
            };
            let bar = Bar::new(inputs.len(), asked.progress, asked.quiet);
            let made = make(dir, &job, &slices, &keys, asked.jobs, &bar, &whole);
            bar.finish();
            made.map_err(|error| stopped(dir, &error))?
        }
    };
    if !asked.quiet {
        say(out, dir, format, &tally, options.language)?;
    }
    Ok(tally.exit_code())
}

/// The parts that are not there yet, and the tables of all.
fn make(
    dir: &Path,
    job: &Job,
    slices: &[&[files::Input]],
    keys: &[String],
    jobs: Option<usize>,
    bar: &Bar,
    whole: &str,
) -> io::Result<Tally> {
    let records = every(job, slices, keys, jobs, bar)?;
    let mut tally = Tally::over(&records);
    tally.rows[final_files::CODE_BOOK] = job.run.book.entries().len() as u64;
    final_files::write(dir, job, &records)?;
    package::write(dir, job, &tally, whole)?;
    fs::remove_dir_all(&job.parts)?;
    Ok(tally)
}

/// The folder of the parts for this run alone; none where another has it. The system lets go of the lock however
/// a run ends.
fn alone(parts: &Path) -> io::Result<Option<File>> {
    fs::create_dir_all(parts)?;
    let lock = File::create(parts.join("lock"))?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Ok(None),
        // Some shared folders know no locks.
        Err(TryLockError::Error(_)) => Ok(Some(lock)),
    }
}

fn busy(dir: &Path) -> String {
    format!(
        "{}: 另有一次校核正在写这个文件夹 another run is writing this folder",
        dir.display()
    )
}

/// Why the tables are not there, and how to go on.
fn stopped(dir: &Path, error: &io::Error) -> io::Error {
    let why = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "磁盘满了 the disk is full".to_owned()
        }
        io::ErrorKind::PermissionDenied => "没有写入的权限 it may not be written".to_owned(),
        _ => error.to_string(),
    };
    io::Error::new(
        error.kind(),
        format!(
            "{}: 没有写完：{why}；同一条命令加 --resume 接着做 the tables are not finished; the same command with --resume goes on",
            dir.display()
        ),
    )
}

/// Whether the folder may be written to: tables of somebody else stay, and so does a run that was stopped.
fn ready(dir: &Path, resume: bool, format: OutputFormat) -> Result<(), String> {
    let stopped = dir.join(PARTS).exists();
    if stopped && !resume {
        // Nobody is told to delete what is being written.
        let lock = File::open(dir.join(PARTS).join("lock"));
        if lock.is_ok_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock))) {
            return Err(busy(dir));
        }
        return Err(format!(
            "{}: 有一次没做完的校核；接着做请加 --resume，重做请先删去其中的 {PARTS} a run that was stopped is here: go on with --resume, or delete {PARTS} in it",
            dir.display()
        ));
    }
    let others = || final_files::names(format).find(|name| dir.join(name).exists());
    if !stopped
        && !package::is_ours(dir)
        && let Some(name) = others()
    {
        return Err(format!(
            "{}: 已有别的 {name}，不覆盖 another {name} is here and is not replaced",
            dir.display()
        ));
    }
    Ok(())
}

/// The same file named twice is one input.
fn once(inputs: &mut Vec<files::Input>) {
    let mut seen = std::collections::BTreeSet::new();
    inputs.retain(|input| {
        input
            .as_ref()
            .map_or(true, |path| seen.insert(path.clone()))
    });
}

/// How many inputs make a slice: it depends on nothing but how many there are.
fn slice(inputs: usize) -> usize {
    let (most, least) = SLICE;
    inputs.div_ceil(SLICES).clamp(least, most)
}

/// Makes every part that is not there yet, over several threads.
fn every(
    job: &Job,
    slices: &[&[files::Input]],
    keys: &[String],
    jobs: Option<usize>,
    bar: &Bar,
) -> io::Result<Vec<Record>> {
    let threads = many::threads(jobs).min(slices.len().max(1));
    let (next, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
    let work = || -> io::Result<Vec<(usize, Record)>> {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= slices.len() || failed.load(Ordering::Relaxed) {
                return Ok(done);
            }
            let record = job.part(index, slices[index], &keys[index], bar);
            // A full disk is full for everybody.
            failed.fetch_or(record.is_err(), Ordering::Relaxed);
            done.push((index, record?));
        }
    };
    let done: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let join = |thread: thread::ScopedJoinHandle<_>| {
            let panicked = |_| Err(io::Error::other("a thread stopped"));
            thread.join().unwrap_or_else(panicked)
        };
        threads.into_iter().map(join).collect::<io::Result<_>>()
    })?;
    let mut records: Vec<(usize, Record)> = done.into_iter().flatten().collect();
    records.sort_by_key(|(index, _)| *index);
    Ok(records.into_iter().map(|(_, record)| record).collect())
}

/// What was found, and where the tables are.
fn say(
    out: &mut impl Write,
    dir: &Path,
    format: OutputFormat,
    tally: &Tally,
    language: Language,
) -> io::Result<()> {
    let all = tally.inputs();
    let Tally {
        consistent,
        inconsistent,
        undecided,
        unrecognised,
        unread,
        ..
    } = tally;
    match language {
        Language::Chinese => writeln!(
            out,
            "共 {all} 份：不一致 {inconsistent}，未判定 {undecided}，无法识别 {unrecognised}，一致 {consistent}，读不了 {unread}。"
        )?,
        Language::English => writeln!(
            out,
            "{all} inputs: {inconsistent} inconsistent, {undecided} undecided, {unrecognised} unrecognised, {consistent} consistent, {unread} unread."
        )?,
    }
    for (table, rows) in TABLES.iter().zip(tally.rows) {
        let name = match format {
            OutputFormat::Xlsx => workbook::NAME.to_owned(),
            _ => format!("{}.{}", table.name, format.ending()),
        };
        writeln!(
            out,
            "→ {}  {}: {rows}",
            dir.join(name).display(),
            table.name
        )?;
    }
    Ok(())
}
