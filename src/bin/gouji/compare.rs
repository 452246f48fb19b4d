//! `gouji compare`: what changed between two versions of one report.

use crate::command::Compare;
use crate::files::{self, Ask};
use crate::terminal::{complain, one_line};
use gouji::form::Forms;
use gouji::report::Finding;
use gouji::versions::{CellChange, SentenceChange, Versions, versions};
use gouji::{Language, Options};
use std::io::{self, Write};

/// Compares the two; the exit code says whether they differ.
pub fn run(out: &mut impl Write, asked: &Compare, forms: Forms) -> io::Result<u8> {
    let ask = Ask {
        common: &asked.common,
        previous: None,
        edits: &[],
    };
    let options: Options = match ask.options(forms) {
        Ok(options) => options,
        Err(error) => {
            complain(error);
            return Ok(3);
        }
    };
    let read = |path| files::report(path, &options);
    let (before, after) = match (read(&asked.before), read(&asked.after)) {
        (Ok(before), Ok(after)) => (before, after),
        (Err(error), _) | (_, Err(error)) => {
            complain(error);
            return Ok(2);
        }
    };
    let compared = versions(&before, &after, options.language);
    match asked.json {
        true => writeln!(out, "{}", serde_json::to_string(&compared)?)?,
        false => say(out, &compared, options.language)?,
    }
    Ok(match compared.are_alike() {
        _ if !compared.were_compared() => 2,
        false => 1,
        true if compared.unread.is_empty() => 0,
        true => 2,
    })
}

fn say(out: &mut impl Write, compared: &Versions, language: Language) -> io::Result<()> {
    let pick = |zh: &'static str, en: &'static str| match language {
        Language::Chinese => zh,
        Language::English => en,
    };
    for (sign, version) in [("−", &compared.before), ("+", &compared.after)] {
        let file = version.file.as_deref().unwrap_or("-");
        writeln!(out, "{sign} {}  {}", one_line(file), version.message)?;
    }
    writeln!(out, "{}", compared.message)?;
    for note in &compared.notes {
        writeln!(out, "  i {note}")?;
    }
    let blank = |text: &str| match text {
        "" => pick("空白", "blank").to_owned(),
        text => text.to_owned(),
    };
    let cell = |cell: &CellChange| {
        let (before, after) = (blank(&cell.before), blank(&cell.after));
        let (before, after) = (one_line(&before), one_line(&after));
        format!("  {}：{before} → {after}", cell.name)
    };
    for change in &compared.cells {
        writeln!(out, "{}", cell(change))?;
    }
    if !compared.unread.is_empty() {
        let title = pick("没有比较的格", "Cells that were not compared");
        writeln!(out, "{title}")?;
    }
    for unread in &compared.unread {
        writeln!(out, "{}", cell(unread))?;
    }
    for change in &compared.sentences {
        sentence(out, change, language)?;
    }
    let changed: Vec<Finding> = compared.changed.iter().map(|(_, is)| is.clone()).collect();
    let lists = [
        (pick("新出现的意见", "Findings that came"), &compared.come),
        (pick("消失的意见", "Findings that went"), &compared.gone),
        (
            pick(
                "数有变化的意见（后一份）",
                "Findings whose numbers changed, as they are",
            ),
            &changed,
        ),
    ];
    for (title, findings) in lists.iter().filter(|(_, findings)| !findings.is_empty()) {
        writeln!(out, "{title}")?;
        for finding in findings.iter() {
            writeln!(out, "  {}", finding.message)?;
        }
    }
    Ok(())
}

fn sentence(out: &mut impl Write, change: &SentenceChange, language: Language) -> io::Result<()> {
    let place = match (change.section, language) {
        (None, Language::Chinese) => "开头".to_owned(),
        (None, Language::English) => "Opening".to_owned(),
        (Some(n), Language::Chinese) => {
            let numeral = ["一", "二", "三", "四", "五", "六"].get(usize::from(n) - 1);
            format!("第{}部分", numeral.unwrap_or(&"?"))
        }
        (Some(n), Language::English) => format!("Section {n}"),
    };
    writeln!(out, "  {place}")?;
    if let Some(before) = &change.before {
        writeln!(out, "    − {before}")?;
    }
    if let Some(after) = &change.after {
        writeln!(out, "    + {after}")?;
    }
    Ok(())
}
