//! How far a long run has come, where somebody looks on.

use crate::command::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// Fewer inputs than these are done before a bar could be read.
const MANY: usize = 50;
/// Times a second that it is drawn.
const RATE: u8 = 5;

/// A bar on standard error, or none.
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar for so many inputs, where one is wanted.
    pub fn new(inputs: usize, when: Progress, quiet: bool) -> Self {
        let looked_on = std::io::stderr().is_terminal() && !quiet && inputs >= MANY;
        let shown = match when {
            Progress::Always => true,
            Progress::Auto => looked_on,
            Progress::Never => false,
        };
        if !shown {
            return Bar(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(
            Some(inputs as u64),
            ProgressDrawTarget::stderr_with_hz(RATE),
        );
        let style =
            ProgressStyle::with_template("{bar:40} {pos}/{len}  {elapsed}  剩余 left {eta}");
        Bar(bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())))
    }

    /// One more is done.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// Writes something else without disturbing the bar.
    pub fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.0.suspend(write)
    }

    /// Takes it away.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}
