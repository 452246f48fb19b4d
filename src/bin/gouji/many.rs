//! Many files over several threads, results in the order of the files.

use crate::files;
use gouji::Options;
use gouji::report::Report;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Results that may wait for whoever puts them in order; there they are small, and wait for those before.
const AHEAD: usize = 64;

/// Checks every input, a file or the pages of one report, makes something small of each report while its
/// thread still has it, and hands that over in the order of the inputs. One that cannot be read, or on which
/// the engine fails, is an error with a sentence and stops nothing.
pub fn each<T: Send, E>(
    inputs: &[&[files::Input]],
    threads: usize,
    options: &Options,
    make: impl Fn(Report) -> T + Sync,
    mut take: impl FnMut(Result<T, String>) -> Result<(), E>,
) -> Result<(), E> {
    let next = AtomicUsize::new(0);
    let one = |input: &[files::Input]| match input {
        [Ok(path)] => files::report(path, options).map(&make),
        pages => files::report_of_pages(pages, options).map(&make),
    };
    let guarded = |index: usize| guarded(&name(&inputs[index][0]), || one(inputs[index]));
    thread::scope(|scope| {
        let (send, receive) = mpsc::sync_channel(AHEAD);
        for _ in 0..threads.clamp(1, inputs.len().max(1)) {
            let (send, next, guarded) = (send.clone(), &next, &guarded);
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    // Nobody listens any more where writing has failed.
                    if index >= inputs.len() || send.send((index, guarded(index))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        let mut waiting = BTreeMap::new();
        let mut due = 0;
        for (index, result) in receive {
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&due) {
                take(result)?;
                due += 1;
            }
        }
        Ok(())
    })
}

/// What a task gives, or a sentence where the engine fails in it.
pub fn guarded<T>(name: &str, task: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    let stopped = || format!("{name}: 校核中途停止 the check stopped");
    catch_unwind(AssertUnwindSafe(task)).unwrap_or_else(|_| Err(stopped()))
}

/// How many threads work: as many as are asked for, else as the machine has.
pub fn threads(asked: Option<usize>) -> usize {
    let own = || Some(thread::available_parallelism().ok()?.get());
    asked.or_else(own).unwrap_or(1).max(1)
}

fn name(path: &files::Input) -> String {
    path.as_deref()
        .map_or_else(|_| "-".to_owned(), files::shown)
}
