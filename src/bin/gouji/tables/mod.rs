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

pub use package::{NAME as DESCRIPTION, files as described};

use crate::command::{Check, OutputFormat};
use crate::files::{self, Ask};
use crate::identity;
use crate::output;
use crate::progress::Bar;
use crate::terminal::{complain, one_line};
use crate::{USAGE, many};
use gouji::form::Forms;
use gouji::tables::{Book, TABLES, TablesRun};
use gouji::{Language, Options};
use record::{Record, Tally};
use std::collections::BTreeSet;
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
/// The file in it that one run holds.
const LOCK: &str = "lock";

/// What is the same for every part.
struct Job<'a> {
    /// The folder of the parts.
    parts: PathBuf,
    format: OutputFormat,
    /// Tables of an earlier run in another format, which these replace.
    stale: Vec<String>,
    run: TablesRun<'a>,
    options: &'a Options,
    /// What the content of every part depends on beside its inputs.
    key: String,
    /// Whether parts that are there are taken.
    resume: bool,
}

/// Why there are no tables: the exit code and a sentence.
type Refused = (u8, String);

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
    let made = match ask.options(forms) {
        Ok(options) => tables(out, dir, asked, &options)?,
        Err(error) => Err((USAGE, error)),
    };
    Ok(made.unwrap_or_else(|(code, sentence)| {
        complain(sentence);
        code
    }))
}

/// The tables of every input in a folder, and what was made; the exit code says the worst that was found.
fn tables(
    out: &mut impl Write,
    dir: &Path,
    asked: &Check,
    options: &Options,
) -> io::Result<Result<u8, Refused>> {
    let found = files::expand(&asked.inputs);
    let inputs = &found.inputs;
    let absent = |path: &PathBuf| !path.exists() && path.as_os_str() != "-";
    if inputs.iter().all(|input| input.as_ref().is_ok_and(absent)) {
        // Earlier tables are worth more than empty ones.
        let why = "没有找到可以读的文件，表没有改动 no file to read was found: tables are left as they were";
        return Ok(Err((2, why.to_owned())));
    }
    let besides = files::read_besides(&asked.common, [&asked.previous]);
    let read = || {
        let all = found.paths().chain(besides.iter().copied());
        all.map(files::identity).collect()
    };
    let stale = match ready(dir, asked, read) {
        Ok(stale) => stale,
        Err(refused) => return Ok(Err(refused)),
    };
    let book = Book::new(options.forms, options.language);
    let rules = identity::rule_set(options.forms);
    let job = Job {
        parts: dir.join(PARTS),
        format: asked.format,
        stale,
        run: TablesRun {
            book: &book,
            engine: identity::ENGINE,
            rules: &rules,
        },
        key: record::key(asked, &rules)?,
        options,
        resume: asked.resume,
    };
    let tally = match tally(dir, &job, inputs, asked) {
        Ok(tally) => tally,
        Err(refused) => return Ok(Err(refused)),
    };
    files::tell(&found.left, asked.quiet, options.language);
    if !asked.quiet {
        say(out, dir, job.format, &tally, options.language)?;
        replaced(out, &job.stale, options.language)?;
    }
    Ok(Ok(tally.exit_code()))
}

/// What the tables come to: of an earlier run that finished, where one is to go on, or made now.
fn tally(dir: &Path, job: &Job, inputs: &[files::Input], asked: &Check) -> Result<Tally, Refused> {
    let slices: Vec<&[files::Input]> = inputs.chunks(slice(inputs.len())).collect();
    let keys: Vec<String> = slices.iter().map(|slice| job.slice_key(slice)).collect();
    let whole = identity::sha256(keys.join("\n").as_bytes());
    if let Some(tally) = package::finished(dir, &whole).filter(|_| asked.resume) {
        left_over(&job.parts);
        return match final_files::remove(dir, &job.stale) {
            Ok(()) => Ok(tally),
            Err(error) => Err((
                2,
                format!("{}: {}", files::shown(dir), output::reason(&error)),
            )),
        };
    }
    let bar = Bar::new(inputs.len(), asked.progress, asked.quiet);
    let is_new = !dir.exists();
    let made = match alone(&job.parts) {
        Ok(None) => return Err((USAGE, busy(dir))),
        Ok(Some(_lock)) => make(dir, job, &slices, &keys, asked.jobs, &bar, &whole),
        Err(error) => Err(error),
    };
    bar.finish();
    made.map_err(|error| (2, stopped(dir, &job.parts, is_new, &error)))
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
    final_files::write(dir, job, &records, &job.stale)?;
    package::write(dir, job, &tally, whole)?;
    fs::remove_dir_all(&job.parts)?;
    Ok(tally)
}

/// The folder of the parts for this run alone; none where another has it. The system lets go of the lock however
/// a run ends.
fn alone(parts: &Path) -> io::Result<Option<File>> {
    fs::create_dir_all(parts)?;
    let lock = File::create(parts.join(LOCK))?;
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
        files::shown(dir)
    )
}

/// Why the tables are not there, and how to go on where something is made already; nothing else is left.
fn stopped(dir: &Path, parts: &Path, is_new: bool, error: &io::Error) -> String {
    let why = output::reason(error);
    let dir_shown = files::shown(dir);
    if is_begun(parts) {
        return format!(
            "{dir_shown}: 没有写完：{why}；同一条命令加 --resume 接着做 the tables are not finished; the same command with --resume goes on"
        );
    }
    // Of what cannot be removed either there is nothing more to say.
    let _ = fs::remove_dir_all(parts);
    if is_new {
        let _ = fs::remove_dir(dir);
    }
    format!("{dir_shown}: 没有写成：{why}")
}

/// Whether there is something in the folder of the parts that a run can go on from.
fn is_begun(parts: &Path) -> bool {
    let inside = fs::read_dir(parts).into_iter().flatten().flatten();
    inside.into_iter().any(|one| one.file_name() != LOCK)
}

/// What a run that was stopped left behind, where the tables are there all the same.
fn left_over(parts: &Path) {
    if parts.exists()
        && let Ok(Some(_lock)) = alone(parts)
    {
        // It is in nobody's way.
        let _ = fs::remove_dir_all(parts);
    }
}

/// Whether the folder may be written to: what is read, tables of somebody else and a run that was stopped stay.
/// Tables of ours in another format are named: they go when the new ones come.
fn ready(
    dir: &Path,
    asked: &Check,
    read: impl Fn() -> BTreeSet<PathBuf>,
) -> Result<Vec<String>, Refused> {
    let shown = files::shown(dir);
    if dir.exists() && !dir.is_dir() {
        let why =
            "--tables: 这里有同名的文件，请另起名字 a file of this name is here: choose another";
        return Err((2, format!("{shown}: {why}")));
    }
    let parts = dir.join(PARTS);
    let begun = is_begun(&parts);
    if begun && !asked.resume {
        // Nobody is told to delete what is being written.
        let lock = File::open(parts.join(LOCK));
        if lock.is_ok_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock))) {
            return Err((USAGE, busy(dir)));
        }
        return Err((
            USAGE,
            format!(
                "{shown}: 有一次没做完的校核；接着做请加 --resume，重做请先删去其中的 {PARTS} a run that was stopped is here: go on with --resume, or delete {PARTS} in it"
            ),
        ));
    }
    let ours = package::files(dir);
    let names = final_files::names(asked.format).chain([package::NAME.to_owned()]);
    let there: Vec<String> = names.filter(|name| dir.join(name).exists()).collect();
    let stale = final_files::stale(dir, asked.format);
    let read = match there.is_empty() && stale.is_empty() {
        true => BTreeSet::new(),
        false => read(),
    };
    for name in &stale {
        let path = dir.join(name);
        let ours = ours.contains(name) || output::is_ours(&path);
        if read.contains(&files::identity(&path)) || !ours {
            // Not by --force either: nobody else's file is removed.
            let why = format!(
                "其中已有别的 {name}，一个文件夹只放一次的表：请另起文件夹 another {name} is here, and a folder holds the tables of one run: choose another folder"
            );
            return Err((2, format!("{shown}: {why}")));
        }
    }
    for name in there {
        let path = dir.join(&name);
        if read.contains(&files::identity(&path)) {
            let why = format!(
                "其中的 {name} 是要读的文件，不能写成结果 {name} in it is read, so it is not written to"
            );
            return Err((2, format!("{shown}: {why}")));
        }
        let known = begun || asked.force || ours.contains(&name) || output::is_ours(&path);
        if !known {
            let why = format!(
                "已有别的 {name}，不覆盖；要覆盖请加 --force another {name} is here and is not replaced; --force replaces it"
            );
            return Err((2, format!("{shown}: {why}")));
        }
    }
    Ok(stale)
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

/// What of an earlier run is not there any more.
fn replaced(out: &mut impl Write, stale: &[String], language: Language) -> io::Result<()> {
    let names = |between: &str| stale.join(between);
    match language {
        _ if stale.is_empty() => Ok(()),
        Language::Chinese => writeln!(
            out,
            "上次用另一种格式写的表已删去（一个文件夹只放一次的表）：{}",
            names("、")
        ),
        Language::English => writeln!(
            out,
            "Tables of an earlier run in another format were removed (a folder holds those of one run): {}",
            names(", ")
        ),
    }
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
            one_line(&files::shown(&dir.join(name))),
            table.name
        )?;
    }
    Ok(())
}
