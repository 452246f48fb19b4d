//! `gouji check`: reports over files and folders.

use crate::command::Check;
use crate::files::{self, Ask, Found};
use crate::output::{self, Outputs};
use crate::progress::Bar;
use crate::terminal::complain;
use crate::together::{DeclaredSums, Together};
use crate::{many, receipt, show, tables};
use gouji::batch::{self, Digest, Overview};
use gouji::form::Forms;
use gouji::report::{Report, Verdict};
use gouji::{Language, Options};
use std::io::{self, Write};

/// Checks every input; the exit code says the worst that was found.
pub fn run(out: &mut impl Write, asked: &Check, forms: Forms) -> io::Result<u8> {
    if asked.tables.is_some() {
        return tables::run(out, asked, forms);
    }
    if let Some(to) = &asked.receipt {
        return receipt::check_one(out, asked, to, forms);
    }
    let ready = prepare(asked, forms);
    let (options, parent) = match ready {
        Ok(ready) => ready,
        Err(error) => {
            complain(error);
            return Ok(3);
        }
    };
    let found = files::expand(&asked.inputs);
    let outputs = Outputs {
        named: [
            ("--csv", &asked.csv),
            ("--xlsx", &asked.xlsx),
            ("--together", &asked.together),
        ]
        .into_iter()
        .filter_map(|(option, path)| Some((option, path.as_deref()?)))
        .collect(),
        force: asked.force,
    };
    let besides = files::read_besides(&asked.common, [&asked.previous, &asked.parent]);
    if let Err(error) = outputs.ready(found.paths().chain(besides)) {
        complain(error);
        return Ok(2);
    }
    let kept = read_all(out, asked, &options, &found)?;
    let language = asked.common.forms.language;
    let overview = batch::overview(&kept.reports, language);
    let together = Together {
        reports: &kept.reports,
        language,
        forms,
    };
    let parent = parent.as_ref().map(Digest::from);
    let sums = parent.as_ref().map(|parent| together.sums(parent));
    if !asked.json && !asked.quiet {
        let last_is_given = options.previous.is_some();
        say(
            out,
            &kept,
            &together,
            &overview,
            sums.as_ref(),
            last_is_given,
        )?;
    }
    if kept.reports.is_empty() && !outputs.named.is_empty() {
        // Earlier lists are worth more than empty ones.
        complain(
            "一份也没有读成，原有的清单没有改动 nothing was read: lists are left as they were",
        );
        return Ok(kept.exit_code());
    }
    match lists(asked, &together, &overview, sums.as_ref()) {
        Ok(()) => Ok(kept.exit_code()),
        Err(error) => {
            complain(error);
            Ok(2)
        }
    }
}

/// What holds for every file, and the parent's report where one is named.
fn prepare(asked: &Check, forms: Forms) -> Result<(Options, Option<Report>), String> {
    if let (false, false, [first, rest @ ..]) =
        (asked.edit.is_empty(), asked.pages, &asked.inputs[..])
        && (!rest.is_empty() || first.is_dir())
    {
        return Err("--edit: 只能给一个文件 one file".into());
    }
    let ask = Ask {
        common: &asked.common,
        previous: asked.previous.as_deref(),
        edits: &asked.edit,
    };
    let options = ask.options(forms)?;
    let parent = asked.parent.as_ref();
    let parent = parent
        .map(|path| files::report(path, &Options::default()))
        .transpose();
    let parent = parent.map_err(|error| format!("--parent: {error}"))?;
    Ok((options, parent))
}

/// The reports, worst first, then what they say together.
fn say(
    out: &mut impl Write,
    kept: &Kept,
    together: &Together,
    overview: &Overview,
    sums: Option<&DeclaredSums>,
    last_is_given: bool,
) -> io::Result<()> {
    for index in batch::worst_first(&kept.reports) {
        out.write_all(&kept.texts[index])?;
        if !last_is_given {
            together.year(out, overview, index)?;
            together.enforcement(out, overview, index)?;
        }
    }
    if let Some(sums) = sums {
        together.parent(out, sums)?;
    }
    if kept.reports.len() > 1 {
        together.summary(out, overview)?;
    }
    Ok(())
}

/// The files that were asked for beside what is printed.
fn lists(
    asked: &Check,
    together: &Together,
    overview: &Overview,
    sums: Option<&DeclaredSums>,
) -> Result<(), String> {
    let write = |path, content: &[u8]| output::write(path, content, asked.force);
    let rows = || batch::list(together.reports, overview, together.language);
    if let Some(path) = &asked.csv {
        write(path, batch::csv(&rows()).as_bytes())?;
    }
    if let Some(path) = &asked.together {
        let json = together.json(overview, sums);
        write(path, &json.map_err(|error| error.to_string())?)?;
    }
    if let Some(path) = &asked.xlsx {
        let name = batch::sheet_name(together.language);
        write(path, &batch::xlsx(name, &rows()))?;
    }
    Ok(())
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
fn read_all(
    out: &mut impl Write,
    asked: &Check,
    options: &Options,
    found: &Found,
) -> io::Result<Kept> {
    let written = |report: Report| -> io::Result<(Digest, Vec<u8>)> {
        let text = text(&report, asked, options.language)?;
        Ok((Digest::from(&report), text))
    };
    let threads = many::threads(asked.jobs);
    let paths = &found.inputs;
    // A report each, or all of them one.
    let inputs: Vec<&[files::Input]> = match asked.pages {
        true => paths.chunks(paths.len().max(1)).collect(),
        false => paths.chunks(1).collect(),
    };
    if paths.is_empty() {
        complain("没有找到可以读的文件 no file to read was found");
    }
    let bar = Bar::new(inputs.len(), asked.progress, asked.quiet);
    let mut kept = Kept::default();
    many::each(&inputs, threads, options, written, |result| {
        match result {
            Ok(made) => {
                let (digest, text) = made?;
                if asked.json {
                    bar.aside(|| out.write_all(&text))?;
                } else {
                    kept.texts.push(text);
                }
                kept.reports.push(digest);
            }
            Err(error) => {
                bar.aside(|| complain(error));
                kept.failed = true;
            }
        }
        bar.step();
        io::Result::Ok(())
    })?;
    bar.finish();
    files::tell(&found.left, asked.quiet, options.language);
    Ok(kept)
}

/// What is printed of a report.
fn text(report: &Report, asked: &Check, language: Language) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    if asked.json {
        writeln!(text, "{}", show::json(report)?)?;
    } else if !asked.quiet {
        show::report(&mut text, report, language)?;
    }
    // It is kept of each of many reports until all are there.
    text.shrink_to_fit();
    Ok(text)
}
