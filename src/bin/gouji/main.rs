//! The command line: the same functions as the page, over files and folders.

mod check;
mod command;
#[cfg(test)]
mod command_json;
mod compare;
mod files;
mod forms;
mod identity;
mod many;
mod mark;
mod output;
mod profile;
mod progress;
mod receipt;
mod show;
mod stages;
mod tables;
mod terminal;
mod together;
mod verify;

use crate::terminal::{Terminal, complain};
use command::Command;
use gouji::report::Verdict;
use std::io::{self, Write};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Exit code of wrong usage.
const USAGE: u8 = 3;

fn main() -> ExitCode {
    let command = match command::parse() {
        Ok(command) => command,
        Err(error) => {
            let code = if error.use_stderr() { USAGE } else { 0 };
            // Nobody to tell where that fails.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let mut out = Terminal::over(io::BufWriter::new(io::stdout().lock()));
    match run(&mut out, command).and_then(|code| out.flush().map(|()| code)) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            complain(format!("没有写完：{}", output::reason(&error)));
            ExitCode::from(2)
        }
    }
}

fn run(out: &mut impl Write, command: Command) -> io::Result<u8> {
    let own = match &command {
        Command::Check(asked) => &asked.common.forms,
        Command::Mark(asked) => &asked.common.forms,
        Command::Compare(asked) => &asked.common.forms,
        Command::Rules(asked) => &asked.forms,
        Command::Forms(asked) => asked,
        _ => &command::FormOptions::default(),
    };
    let known = match forms::known(own) {
        Ok(known) => known,
        Err(error) => {
            complain(error);
            return Ok(USAGE);
        }
    };
    match command {
        Command::Check(asked) => check::run(out, &asked, known),
        Command::Mark(asked) => mark::run(out, &asked, known),
        Command::Compare(asked) => compare::run(out, &asked, known),
        Command::Verify(asked) => verify::run(out, &asked),
        Command::Rules(asked) => forms::rules(out, &asked, known).map(|()| 0),
        Command::Forms(asked) => forms::forms(out, &asked, known).map(|()| 0),
        Command::Stages(asked) => stages::run(out, &asked.input),
        Command::Mcp { folders: _ } => {
            complain("mcp: 请用 npx gouji mcp the npm command does this");
            Ok(USAGE)
        }
        Command::Completions { shell } => out.write_all(&command::completions(shell)).map(|()| 0),
        Command::Man { command } => manual(out, command.as_deref()),
    }
}

fn manual(out: &mut impl Write, command: Option<&str>) -> io::Result<u8> {
    match command::manual(command) {
        Some(page) => out.write_all(&page).map(|()| 0),
        None => {
            complain("man: 没有这个命令 no such command");
            Ok(USAGE)
        }
    }
}

/// The exit code that says what was found.
fn exit_code(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Consistent => 0,
        Verdict::Inconsistent => 1,
        Verdict::Undecided | Verdict::Unrecognised => 2,
    }
}
