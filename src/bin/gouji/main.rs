//! The command line: the same functions as the page, over files and folders.

mod files;
mod mark;
mod show;

use gouji::document::RowKind;
use gouji::report::{Report, Verdict};
use gouji::{Language, Options, Previous, catalog};
use lexopt::prelude::*;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
gouji 勾稽 — 校验政府信息公开工作年度报告 / checks government information disclosure annual reports

用法 Usage:
  gouji check [--json] [--previous FILE] [--off KIND] [--language zh-CN|en] FILE|DIR|- …
  gouji mark [-o OUT] [--previous FILE] [--off KIND] [--language zh-CN|en] FILE
  gouji rules [--json] [--language zh-CN|en]
  gouji stages FILE
  gouji --help | --version

退出码 Exit: 0 全部一致 all consistent · 1 有不一致 something inconsistent
             2 有未判定或无法识别 undecided, unrecognised or unreadable · 3 用法错误 wrong usage
";

/// What the arguments ask for.
enum Task {
    Check {
        inputs: Vec<PathBuf>,
        json: bool,
        previous: Option<PathBuf>,
        off: Vec<String>,
        language: Language,
    },
    Mark {
        input: PathBuf,
        output: Option<PathBuf>,
        previous: Option<PathBuf>,
        off: Vec<String>,
        language: Language,
    },
    Rules {
        json: bool,
        language: Language,
    },
    Stages(PathBuf),
    Say(String),
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
        Task::Mark {
            input,
            output,
            previous,
            off,
            language,
        } => marked(&mut out, &input, output, previous, off, language),
        Task::Rules { json, language } => rules(&mut out, json, language).map(|()| 0),
        Task::Stages(path) => stages(&mut out, &path),
        Task::Check {
            inputs,
            json,
            previous,
            off,
            language,
        } => check(&mut out, &inputs, json, previous, off, language),
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
    let (mut inputs, mut json, mut previous, mut off) = (Vec::new(), false, None, Vec::new());
    let (mut output, mut language) = (None, Language::Chinese);
    while let Some(arg) = args.next()? {
        match arg {
            Long("help") | Short('h') => return Ok(Task::Say(USAGE.into())),
            Long("version") | Short('V') => {
                return Ok(Task::Say(format!("gouji {}\n", env!("CARGO_PKG_VERSION"))));
            }
            Long("json") => json = true,
            Long("previous") => previous = Some(args.value()?.into()),
            Long("output") | Short('o') => output = Some(args.value()?.into()),
            Long("off") => off.push(args.value()?.string()?),
            Long("language") => {
                language = args.value()?.parse_with(|text| match text {
                    "zh-CN" | "zh" => Ok(Language::Chinese),
                    "en" => Ok(Language::English),
                    _ => Err("zh-CN or en"),
                })?;
            }
            Value(value) if command.is_none() => command = Some(value.string()?),
            Value(value) => inputs.push(PathBuf::from(value)),
            _ => return Err(arg.unexpected()),
        }
    }
    match (command.as_deref(), &inputs[..]) {
        (Some("check"), [_, ..]) => Ok(Task::Check {
            inputs,
            json,
            previous,
            off,
            language,
        }),
        (Some("check"), []) => Err("check: 没有给出文件 no file given".into()),
        (Some("mark"), [input]) => Ok(Task::Mark {
            input: input.clone(),
            output,
            previous,
            off,
            language,
        }),
        (Some("mark"), _) => Err("mark: 只能给一个文件 one file".into()),
        (Some("rules"), []) => Ok(Task::Rules { json, language }),
        (Some("stages"), [path]) => Ok(Task::Stages(path.clone())),
        (Some("stages"), _) => Err("stages: 只能给一个文件 one file".into()),
        (Some(other), _) => Err(format!("{other}?").into()),
        (None, _) => Err("没有给出命令 no command".into()),
    }
}

/// What holds for every file that is checked.
fn options(
    previous: Option<PathBuf>,
    off: Vec<String>,
    language: Language,
) -> Result<Options, String> {
    let report = previous.map(|path| files::report(&path, &Options::default()));
    let report = report.transpose();
    let report = report.map_err(|error| format!("--previous: {error}"))?;
    Ok(Options {
        language,
        previous: report.as_ref().map(Previous::from),
        off,
        ..Options::default()
    })
}

/// Writes the file back with marks; the exit code says what was found, as that of `check` does.
fn marked(
    out: &mut impl Write,
    input: &Path,
    output: Option<PathBuf>,
    previous: Option<PathBuf>,
    off: Vec<String>,
    language: Language,
) -> io::Result<u8> {
    let done = options(previous, off, language)
        .map_err(|error| (3, error))
        .and_then(|options| mark::run(input, output, options).map_err(|error| (2, error)));
    let (report, written) = match done {
        Ok(done) => done,
        Err((code, error)) => {
            eprintln!("gouji: {error}");
            return Ok(code);
        }
    };
    show::report(out, &report, language)?;
    match written {
        Some(path) => writeln!(out, "→ {}", path.display())?,
        None => writeln!(
            out,
            "没有可标注的内容，没有写文件。 Nothing to mark; no file written."
        )?,
    }
    Ok(match report.verdict {
        Verdict::Consistent => 0,
        Verdict::Inconsistent => 1,
        Verdict::Undecided | Verdict::Unrecognised => 2,
    })
}

/// Checks every input; the exit code says the worst that was found.
fn check(
    out: &mut impl Write,
    inputs: &[PathBuf],
    json: bool,
    previous: Option<PathBuf>,
    off: Vec<String>,
    language: Language,
) -> io::Result<u8> {
    let options = match options(previous, off, language) {
        Ok(options) => options,
        Err(error) => {
            eprintln!("gouji: {error}");
            return Ok(3);
        }
    };
    let mut reports: Vec<Report> = Vec::new();
    let mut failed = false;
    for path in files::expand(inputs) {
        match path.and_then(|path| files::report(&path, &options)) {
            Ok(report) if json => {
                writeln!(out, "{}", show::json(&report)?)?;
                reports.push(Report {
                    cells: Default::default(),
                    ..report
                });
            }
            Ok(report) => reports.push(report),
            Err(error) => {
                eprintln!("gouji: {error}");
                failed = true;
            }
        }
    }
    let rank = |report: &Report| match report.verdict {
        Verdict::Inconsistent => 0,
        Verdict::Undecided => 1,
        Verdict::Unrecognised => 2,
        Verdict::Consistent => 3,
    };
    if !json {
        reports.sort_by_key(rank);
        for report in &reports {
            show::report(out, report, language)?;
        }
    }
    let worst = reports.iter().map(rank).min().unwrap_or(3);
    Ok(match worst {
        0 => 1,
        3 if !failed && !reports.is_empty() => 0,
        _ => 2,
    })
}

fn rules(out: &mut impl Write, json: bool, language: Language) -> io::Result<()> {
    for rule in catalog::rules(language) {
        if json {
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
fn stages(out: &mut impl Write, path: &Path) -> io::Result<u8> {
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
    let document = gouji::document(&bytes, options.name.as_deref()).unwrap_or_default();
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
    let report = gouji::check_bytes(&bytes, &options);
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
