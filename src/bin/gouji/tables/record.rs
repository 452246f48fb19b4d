//! What is known of a part: what it was made of, and that it is whole.

use super::Job;
use crate::command::Check;
use crate::{files, identity};
use gouji::report::Verdict;
use gouji::tables::{SCHEMA, TABLES};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// A part that is whole.
#[derive(Serialize, Deserialize)]
pub struct Record {
    /// What its content depends on; a part with another is made again.
    pub key: String,
    /// Bytes of its files, in the order of the tables.
    pub bytes: [u64; 3],
    /// What was found in it.
    pub tally: Tally,
}

/// What was found, counted.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Tally {
    pub consistent: u64,
    pub inconsistent: u64,
    pub undecided: u64,
    pub unrecognised: u64,
    /// Inputs that could not be read at all.
    pub unread: u64,
    /// Rows of each table.
    pub rows: [u64; TABLES.len()],
}

impl Tally {
    /// One more report.
    pub fn count(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Consistent => self.consistent += 1,
            Verdict::Inconsistent => self.inconsistent += 1,
            Verdict::Undecided => self.undecided += 1,
            Verdict::Unrecognised => self.unrecognised += 1,
        }
    }

    /// All parts together.
    pub fn over(records: &[Record]) -> Tally {
        let mut all = Tally::default();
        for Record { tally, .. } in records {
            all.consistent += tally.consistent;
            all.inconsistent += tally.inconsistent;
            all.undecided += tally.undecided;
            all.unrecognised += tally.unrecognised;
            all.unread += tally.unread;
            for (sum, rows) in all.rows.iter_mut().zip(tally.rows) {
                *sum += rows;
            }
        }
        all
    }

    /// Every input.
    pub fn inputs(&self) -> u64 {
        self.consistent + self.inconsistent + self.undecided + self.unrecognised + self.unread
    }

    /// The exit code, as that of `check` without tables.
    pub fn exit_code(&self) -> u8 {
        match self {
            _ if self.inconsistent > 0 => 1,
            _ if self.consistent > 0 && self.consistent == self.inputs() => 0,
            _ => 2,
        }
    }
}

/// What every part depends on: the version of everything, and what was asked.
pub fn key(asked: &Check, rules: &str) -> io::Result<String> {
    let hash = |path: &Option<PathBuf>| -> io::Result<Option<String>> {
        let bytes = path.as_ref().map(fs::read).transpose()?;
        Ok(bytes.map(|bytes| identity::sha256(&bytes)))
    };
    let (previous, profile) = (hash(&asked.previous)?, hash(&asked.common.profile)?);
    let all = (
        (SCHEMA, identity::ENGINE, rules),
        (asked.format.ending(), asked.common.forms.language.tag()),
        (&asked.common.off, previous, profile, asked.common.totals),
    );
    Ok(serde_json::to_string(&all)?)
}

impl Job<'_> {
    /// What the part of a slice depends on: of each file its name, its size and when it was changed.
    pub fn slice_key(&self, slice: &[files::Input]) -> String {
        let mut text = self.key.clone();
        for input in slice {
            let known = input.as_ref().ok().and_then(|path| {
                let about = fs::metadata(path).ok()?;
                let changed = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
                Some((about.len(), changed.as_nanos()))
            });
            let name = match input {
                Ok(path) => files::shown(path),
                Err(unread) => unread.path.clone(),
            };
            text.push_str(&format!("\n{name}\0{known:?}"));
        }
        identity::sha256(text.as_bytes())
    }

    /// The record of a part that is there and whole, made of just this.
    pub fn there(&self, index: usize, key: &str) -> Option<Record> {
        let text = fs::read(self.parts.join(name(index))).ok()?;
        let record: Record = serde_json::from_slice(&text).ok()?;
        let size = |path: &Path| fs::metadata(path).map(|about| about.len()).ok();
        let whole = (TABLES.iter().zip(record.bytes))
            .all(|(table, bytes)| size(&self.file(index, table.name)) == Some(bytes));
        (record.key == key && whole).then_some(record)
    }
}

/// The file of a record.
pub fn name(index: usize) -> String {
    format!("{index:06}.json")
}
