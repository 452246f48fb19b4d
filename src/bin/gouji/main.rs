//! The command line: the same functions as the page, over files and folders.

mod files;
mod many;
mod mark;
mod show;
mod together;

use gouji::batch::{self, Digest};
use gouji::form::{Description, Form, Forms};
use gouji::report::{Report, Verdict};
use gouji::sorted::Sorted;
use gouji::stages::{self, Bounds, RowKind};
use gouji::{Input, Language, Options, Previous, catalog};
use lexopt::prelude::*;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::{fs, thread};
use together::Together;

const USAGE: &str = "\
gouji 勾稽 — 校验政府信息公开工作年度报告 / checks government information disclosure annual reports

用法 Usage:
  gouji check [--json] [--previous FILE] [--parent FILE] [--csv OUT] [--xlsx OUT]
              [--together OUT] [--off KIND] [--threads N] [--language zh-CN|en]
              [--edit CELL=TEXT …] [--form FILE] FILE|DIR|- …
  gouji mark [-o OUT] [--edit CELL=TEXT …] [--previous FILE] [--off KIND]
             [--language zh-CN|en] FILE
  gouji rules [--json] [--form FILE] [--language zh-CN|en]
  gouji forms [--form FILE] [--language zh-CN|en]
  gouji stages FILE
  gouji --help | --version

退出码 Exit: 0 全部一致 all consistent · 1 有不一致 something inconsistent
             2 有未判定或无法识别 undecided, unrecognised or unreadable · 3 用法错误 wrong usage
";

/// What the arguments ask for.
enum Task {
    Check(Asked),
    Mark(Asked),
    Rules(Asked),
    Forms(Asked),
    Stages(PathBuf),
    Say(String),
}

/// What is to be checked, and how it is said.
#[derive(Default)]
struct Asked {
    inputs: Vec<PathBuf>,
    json: bool,
    previous: Option<PathBuf>,
    parent: Option<PathBuf>,
    csv: Option<PathBuf>,
    xlsx: Option<PathBuf>,
    together: Option<PathBuf>,
    output: Option<PathBuf>,
    /// Those that are built in, and those of `--form`.
    forms: Forms,
    off: Vec<String>,
    /// Cell id → what is typed over it, or what it is to hold in the file that is written.
    edits: Sorted<String, String>,
    /// As many as the machine has, unless told otherwise.
    threads: Option<usize>,
    language: Language,
}

fn main() -> ExitCode {
    let task = match task() {
        Ok(task) => task,
        Err(error) => {
            eprintln!("gouji: {error}\n\n{USAGE}");
            return ExitCode::from(3);
        }
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let done = match task {
        Task::Say(text) => write!(out, "{text}").map(|()| 0),
        Task::Rules(task) => rules(&mut out, &task).map(|()| 0),
        Task::Forms(task) => forms(&mut out, &task).map(|()| 0),
        Task::Stages(path) => stages(&mut out, &path),
        Task::Check(task) => check(&mut out, &task),
        Task::Mark(task) => marked(&mut out, task),
    };
    match done.and_then(|code| out.flush().map(|()| code)) {
        Ok(code) => ExitCode::from(code),
        // Whoever reads us has closed the pipe: nothing is wrong.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("gouji: {error}");
            ExitCode::from(2)
        }
    }
}

fn task() -> Result<Task, lexopt::Error> {
    let mut args = lexopt::Parser::from_env();
    let mut command: Option<String> = None;
    let mut task = Asked::default();
    while let Some(arg) = args.next()? {
        match arg {
            Long("help") | Short('h') => return Ok(Task::Say(USAGE.into())),
            Long("version") | Short('V') => {
                return Ok(Task::Say(format!("gouji {}\n", env!("CARGO_PKG_VERSION"))));
            }
            Long("json") => task.json = true,
            Long("previous") => task.previous = Some(args.value()?.into()),
            Long("parent") => task.parent = Some(args.value()?.into()),
            Long("csv") => task.csv = Some(args.value()?.into()),
            Long("together") => task.together = Some(args.value()?.into()),
            Long("xlsx") => task.xlsx = Some(args.value()?.into()),
            Long("output") | Short('o') => task.output = Some(args.value()?.into()),
            Long("threads") => task.threads = Some(args.value()?.parse()?),
            Long("edit") => {
                let text = args.value()?.string()?;
                let Some((cell, text)) = text.split_once('=') else {
                    return Err("--edit: CELL=TEXT".into());
                };
                task.edits.insert(cell.to_owned(), text.to_owned());
            }
            Long("form") => task.forms = form(&args.value()?.into(), task.forms)?,
            Long("off") => task.off.push(args.value()?.string()?),
            Long("language") => {
                let language = |text: &str| match text {
                    "zh" => Ok(Language::Chinese),
                    _ => text.parse().map_err(|_| "zh-CN or en"),
                };
                task.language = args.value()?.parse_with(language)?;
            }
            Value(value) if command.is_none() => command = Some(value.string()?),
            Value(value) => task.inputs.push(PathBuf::from(value)),
            _ => return Err(arg.unexpected()),
        }
    }
    for cell in task.edits.keys() {
        known(cell, task.forms)?;
    }
    match (command.as_deref(), &task.inputs[..]) {
        (Some("check"), inputs @ [first, ..])
            if !task.edits.is_empty() && (inputs.len() > 1 || first.is_dir()) =>
        {
            Err("--edit: 只能给一个文件 one file".into())
        }
        (Some("check"), [_, ..]) => Ok(Task::Check(task)),
        (Some("check"), []) => Err("check: 没有给出文件 no file given".into()),
        (Some("mark"), [_]) => Ok(Task::Mark(task)),
        (Some("mark"), _) => Err("mark: 只能给一个文件 one file".into()),
        (Some("rules"), []) => Ok(Task::Rules(task)),
        (Some("forms"), []) => Ok(Task::Forms(task)),
        (Some("stages"), [path]) => Ok(Task::Stages(path.clone())),
        (Some("stages"), _) => Err("stages: 只能给一个文件 one file".into()),
        (Some(other), _) => Err(format!("{other}?").into()),
        (None, _) => Err("没有给出命令 no command".into()),
    }
}

/// These forms and that of a file: its JSON is described at [`Description`].
fn form(path: &PathBuf, forms: Forms) -> Result<Forms, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string());
    let form = text.and_then(|text| {
        let form: Description = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        forms.with(&form)
    });
    form.map_err(|error| format!("--form: {}: {error}", path.display()))
}

/// Whether an edition has a cell of this id.
fn known(cell: &str, forms: Forms) -> Result<(), String> {
    let mut editions = forms.editions().copied();
    match editions.any(|edition| Form::of(edition).cell(cell).is_some()) {
        true => Ok(()),
        false => Err(format!(
            "--edit: 没有编号为 {cell} 的单元格（编号见 --json） no cell has the id {cell} (--json shows them)"
        )),
    }
}

/// What holds for every file that is checked.
fn options(task: &Asked) -> Result<Options, String> {
    let previous = task.previous.as_ref();
    let report = previous.map(|path| files::report(path, &Options::default()));
    let report = report.transpose();
    let report = report.map_err(|error| format!("--previous: {error}"))?;
    Ok(Options {
        language: task.language,
        previous: report.as_ref().map(Previous::from),
        off: task.off.clone(),
        edits: task.edits.clone(),
        forms: task.forms,
        ..Options::default()
    })
}

/// Writes the file back with marks; the exit code says what was found, as that of `check` does.
fn marked(out: &mut impl Write, task: Asked) -> io::Result<u8> {
    let done = options(&task)
        .map_err(|error| (3, error))
        .and_then(|options| {
            mark::run(&task.inputs[0], task.output, &task.edits, options)
                .map_err(|error| (2, error))
        });
    let mark::Done {
        report,
        written,
        left,
    } = match done {
        Ok(done) => done,
        Err((code, error)) => {
            eprintln!("gouji: {error}");
            return Ok(code);
        }
    };
    show::report(out, &report, task.language)?;
    match written {
        Some(path) => writeln!(out, "→ {}", path.display())?,
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
    Ok(match report.verdict {
        Verdict::Consistent => 0,
        Verdict::Inconsistent => 1,
        Verdict::Undecided | Verdict::Unrecognised => 2,
    })
}

/// Checks every input; the exit code says the worst that was found.
fn check(out: &mut impl Write, task: &Asked) -> io::Result<u8> {
    let parent = task.parent.as_ref();
    let parent = parent.map(|path| {
        files::report(path, &Options::default()).map_err(|error| format!("--parent: {error}"))
    });
    let (options, parent) = match (options(task), parent.transpose()) {
        (Ok(options), Ok(parent)) => (options, parent),
        (Err(error), _) | (_, Err(error)) => {
            eprintln!("gouji: {error}");
            return Ok(3);
        }
    };
    let read = read_all(out, task, &options)?;
    let reports = &read.reports;
    let overview = batch::overview(reports, task.language);
    let together = Together {
        reports,
        language: task.language,
        forms: task.forms,
    };
    let parent = parent.as_ref().map(Digest::from);
    let sums = parent.as_ref().map(|parent| together.sums(parent));
    if !task.json {
        for index in batch::worst_first(reports) {
            out.write_all(&read.texts[index])?;
            if options.previous.is_none() {
                together.year(out, &overview, index)?;
            }
        }
        if let Some(sums) = &sums {
            together.parent(out, sums)?;
        }
        if reports.len() > 1 {
            together.summary(out, &overview)?;
        }
    }
    let rows = batch::list(reports, &overview, task.language);
    if let Some(path) = &task.csv {
        fs::write(path, batch::csv(&rows))?;
    }
    if let Some(path) = &task.together {
        fs::write(path, together.json(&overview, sums.as_ref())?)?;
    }
    if let Some(path) = &task.xlsx {
        fs::write(path, batch::xlsx(batch::sheet_name(task.language), &rows))?;
    }
    Ok(read.exit_code())
}

/// What is kept of the inputs: of a report only its digest and what is written of it.
#[derive(Default)]
struct Kept {
    reports: Vec<Digest>,
    /// Where they are not written at once.
    texts: Vec<Vec<u8>>,
    /// Whether an input could not be read at all.
    failed: bool,
}

impl Kept {
    fn exit_code(&self) -> u8 {
        let any = |verdict| self.reports.iter().any(|report| report.verdict == verdict);
        let all_good = !any(Verdict::Undecided) && !any(Verdict::Unrecognised);
        match any(Verdict::Inconsistent) {
            true => 1,
            false if all_good && !self.failed && !self.reports.is_empty() => 0,
            false => 2,
        }
    }
}

/// Checks every input; objects are written in the order of the inputs, as they come.
fn read_all(out: &mut impl Write, task: &Asked, options: &Options) -> io::Result<Kept> {
    let written = |report: Report| -> io::Result<(Digest, Vec<u8>)> {
        let mut text = Vec::new();
        if task.json {
            writeln!(text, "{}", show::json(&report)?)?;
        } else {
            show::report(&mut text, &report, task.language)?;
        }
        Ok((Digest::from(&report), text))
    };
    let threads = task
        .threads
        .or_else(|| Some(thread::available_parallelism().ok()?.get()));
    let paths = files::expand(&task.inputs);
    let mut kept = Kept::default();
    many::each(&paths, threads.unwrap_or(1), options, written, |result| {
        match result {
            Ok(made) => {
                let (digest, text) = made?;
                if task.json {
                    out.write_all(&text)?;
                } else {
                    kept.texts.push(text);
                }
                kept.reports.push(digest);
            }
            Err(error) => {
                eprintln!("gouji: {error}");
                kept.failed = true;
            }
        }
        io::Result::Ok(())
    })?;
    Ok(kept)
}

/// The forms that are looked for, as the page draws them.
fn forms(out: &mut impl Write, task: &Asked) -> io::Result<()> {
    let forms = catalog::forms(task.forms, task.language);
    writeln!(out, "{}", serde_json::to_string(&forms)?)
}

fn rules(out: &mut impl Write, task: &Asked) -> io::Result<()> {
    for rule in catalog::rules(task.forms, task.language) {
        if task.json {
            writeln!(out, "{}", serde_json::to_string(&rule)?)?;
        } else {
            writeln!(
                out,
                "{} [{}]\n  {}\n  {}（{}）",
                rule.id, rule.edition, rule.sentence, rule.why, rule.source
            )?;
        }
    }
    Ok(())
}

/// What each stage made of a file.
fn stages(out: &mut impl Write, path: &std::path::Path) -> io::Result<u8> {
    let bytes = match files::bytes(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("gouji: {error}");
            return Ok(2);
        }
    };
    let options = Options {
        name: Some(path.display().to_string()),
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
