//! What is said to whoever looks on: standard output and standard error, where names and cells of strangers can do no
//! harm and where nobody has to read to the end.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

/// Standard output. Control characters go out as `\u001b`, which JSON takes for the same character; once whoever
/// reads has closed the pipe, the rest is dropped, since the exit code is still wanted.
pub struct Terminal<W> {
    out: W,
    is_closed: bool,
}

impl<W: Write> Terminal<W> {
    /// Over a writer that is written to in whole texts.
    pub fn over(out: W) -> Self {
        Terminal {
            out,
            is_closed: false,
        }
    }

    fn unless_closed(&mut self, done: io::Result<()>) -> io::Result<()> {
        match done {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.is_closed = true;
                Ok(())
            }
            other => other,
        }
    }
}

impl<W: Write> Write for Terminal<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.is_closed {
            let done = match std::str::from_utf8(bytes) {
                Ok(text) => self.out.write_all(escaped(text, LINES).as_bytes()),
                Err(_) => self.out.write_all(bytes),
            };
            self.unless_closed(done)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = match self.is_closed {
            true => Ok(()),
            false => self.out.flush(),
        };
        self.unless_closed(done)
    }
}

/// What ends lines and columns of what is printed on purpose.
const LINES: &[char] = &['\n', '\t'];

/// A name that takes up one line, whatever is in it.
pub fn one_line(name: &str) -> Cow<'_, str> {
    escaped(name, &[])
}

/// A text in which nothing steers a terminal: neither control characters nor what turns the direction of writing.
fn escaped<'a>(text: &'a str, kept: &[char]) -> Cow<'a, str> {
    let steers = |c: char| {
        (c.is_control() && !kept.contains(&c))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match steers(c) {
            true => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            false => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Says on standard error what is wrong, on one line.
pub fn complain(what: impl Display) {
    let what = what.to_string();
    // Nobody to tell where that fails.
    let _ = writeln!(io::stderr(), "gouji: {}", one_line(&what));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_written_out() {
        let mut out = Terminal::over(Vec::new());
        writeln!(out, "年报\u{1b}[2J\u{9b}31m\u{202e}\t一").unwrap();
        let said = String::from_utf8(out.out).unwrap();
        assert_eq!(said, "年报\\u001b[2J\\u009b31m\\u202e\t一\n");
        assert_eq!(one_line("a\nb\r"), "a\\u000ab\\u000d");
    }

    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(ErrorKind::BrokenPipe.into())
        }
    }

    #[test]
    fn what_nobody_reads_is_dropped_and_nothing_fails() {
        let mut out = Terminal::over(Closed);
        writeln!(out, "one").unwrap();
        writeln!(out, "two").unwrap();
        out.flush().unwrap();
    }
}
