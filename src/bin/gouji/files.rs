//! Files and folders as input.

use crate::command::{Common, TypedEdit};
use crate::{forms, profile};
use encoding_rs::GB18030;
use gouji::batch::ENDINGS;
use gouji::form::Forms;
use gouji::report::Report;
use gouji::{Options, Previous, check};
use std::borrow::Cow;
use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Bytes of a file beyond which it is not read.
const LARGEST: u64 = 100 << 20;

/// What is asked of every file.
pub struct Ask<'a> {
    pub common: &'a Common,
    pub previous: Option<&'a Path>,
    pub edits: &'a [TypedEdit],
}

impl Ask<'_> {
    /// The same as the library takes it.
    ///
    /// # Errors
    /// A sentence, where a cell is of no form or last year's report cannot be read.
    pub fn options(&self, forms: Forms) -> Result<Options, String> {
        for (cell, _) in self.edits {
            forms::has_cell(forms, cell)?;
        }
        if let Some([zh, en]) = self
            .common
            .off
            .iter()
            .find_map(|kind| profile::unknown(kind))
        {
            return Err(format!("--off: {zh} {en}"));
        }
        let report = self.previous.map(|path| report(path, &Options::default()));
        let report = report.transpose();
        let report = report.map_err(|error| format!("--previous: {error}"))?;
        let profile = self.common.profile.as_deref().map(profile::read);
        Ok(Options {
            profile: profile.transpose()?,
            language: self.common.forms.language,
            previous: report.as_ref().map(Previous::from),
            off: self.common.off.clone(),
            totals: self.common.totals,
            edits: self.edits.iter().cloned().collect(),
            forms,
            ..Options::default()
        })
    }
}

/// A file, or what stands in a folder's way or in the place of a file.
pub type Input = Result<PathBuf, Unread>;

/// What was found but cannot be read.
#[derive(Clone, Debug)]
pub struct Unread {
    /// Where, in characters.
    pub path: String,
    why: String,
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.why)
    }
}

/// The files that the arguments name, folders walked through in the order of names. What is no file but
/// a pattern (`报告/*.docx`), as shells that expand none hand it on, is what it matches.
pub fn expand(inputs: &[PathBuf]) -> Vec<Input> {
    let mut files = Vec::new();
    for input in inputs {
        let found = if input.exists() {
            Vec::new()
        } else {
            matches(input)
        };
        let named = match &found[..] {
            [] => std::slice::from_ref(input),
            found => found,
        };
        for path in named {
            match path.is_dir() {
                true => walk(path, &mut files),
                false => files.push(Ok(path.clone())),
            }
        }
    }
    files
}

/// What a pattern matches, in the order of names; nothing for what is none.
fn matches(pattern: &Path) -> Vec<PathBuf> {
    let text = pattern
        .to_str()
        .filter(|text| text.contains(['*', '?', '[']));
    let found = text.and_then(|text| glob::glob(text).ok());
    found.into_iter().flatten().flatten().collect()
}

fn walk(dir: &Path, files: &mut Vec<Input>) {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) => {
            return files.push(Err(Unread {
                path: shown(dir),
                why: reason(dir, &error),
            }));
        }
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        // A link may lead back up.
        if path.is_dir() && !path.is_symlink() {
            walk(&path, files);
        } else if ending(&path).is_some_and(|ending| ENDINGS.contains(&ending.as_str())) {
            // Nobody named it: a pipe would be waited for without end.
            let odd = fs::metadata(&path).is_ok_and(|about| !about.is_file());
            files.push(if odd {
                Err(Unread {
                    path: shown(&path),
                    why: "不是普通的文件，没有读 no regular file, not read".into(),
                })
            } else {
                Ok(path)
            });
        }
    }
}

fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

/// A path in characters. A name that is no UTF-8 mostly came out of a Chinese archive on another system: it is
/// in GB 18030, and all such names would be one without its characters.
pub fn shown(path: &Path) -> String {
    let each = |part: &OsStr| match part.to_str() {
        Some(text) => text.to_owned(),
        None => GB18030
            .decode_without_bom_handling_and_without_replacement(part.as_encoded_bytes())
            .map_or_else(|| part.to_string_lossy().into_owned(), Cow::into_owned),
    };
    match path.to_str() {
        Some(text) => text.to_owned(),
        None => {
            let parts: PathBuf = path.iter().map(each).collect();
            parts.display().to_string()
        }
    }
}

/// Reads and checks a file; `-` is standard input.
pub fn report(path: &Path, options: &Options) -> Result<Report, String> {
    let options = Options {
        name: (path != Path::new("-")).then(|| shown(path)),
        ..options.clone()
    };
    Ok(check(gouji::Input::file(&bytes(path)?), &options))
}

/// Reads and checks files that are the pages of one report, named after the first.
pub fn report_of_pages(paths: &[Input], options: &Options) -> Result<Report, String> {
    let mut pages: Option<gouji::Input> = None;
    let mut first = None;
    for path in paths {
        let path = path.as_ref().map_err(ToString::to_string)?;
        let page = gouji::Input::file(bytes(path)?);
        pages = Some(match pages {
            Some(before) => before.and(page),
            None => page,
        });
        first = first.or(Some(path));
    }
    let named = first.filter(|path| *path != Path::new("-"));
    let options = Options {
        name: named.map(|path| shown(path)),
        ..options.clone()
    };
    let pages = pages.ok_or_else(|| "没有给出文件 no file is named".to_owned())?;
    Ok(check(pages, &options))
}

/// The bytes of a file or of standard input, of which no more is read than a report may have.
pub fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let fail = |error: io::Error| format!("{}: {}", shown(path), reason(path, &error));
    let input: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        let file = File::open(path).map_err(fail)?;
        // What has no length, such as a pipe, is read up to the bound.
        if file.metadata().map_err(fail)?.len() > LARGEST {
            return Err(too_large(path));
        }
        Box::new(file)
    };
    let mut bytes = Vec::new();
    input
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(fail)?;
    match bytes.len() as u64 > LARGEST {
        true => Err(too_large(path)),
        false => Ok(bytes),
    }
}

/// Why a file cannot be read, for who is no programmer.
fn reason(path: &Path, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "没有读取它的权限 it may not be read".to_owned(),
        // One to itself is no kind of error of its own.
        _ if path.is_symlink() && fs::metadata(path).is_err() => {
            "这个链接没有通到文件 this link leads to no file".to_owned()
        }
        io::ErrorKind::NotFound => "没有这个文件 there is no such file".to_owned(),
        io::ErrorKind::IsADirectory => {
            "这是文件夹，请写明文件 this is a folder; name its files".to_owned()
        }
        _ => format!("读不了 it cannot be read ({error})"),
    }
}

fn too_large(path: &Path) -> String {
    let most = LARGEST >> 20;
    format!(
        "{}: 文件太大，没有读（最大 {most} MB） too large, not read ({most} MB at most)",
        shown(path)
    )
}

#[cfg(test)]
mod tests {
    use super::ENDINGS;

    #[test]
    fn a_folder_of_the_page_and_one_of_the_command_line_hold_the_same_files() {
        let page = include_str!("../../../www/batch/files.js");
        let of_page = page
            .split_once("ENDINGS = \"")
            .and_then(|(_, rest)| rest.split_once('"'));
        let mut of_page: Vec<&str> = of_page.expect("a list").0.split(' ').collect();
        let mut own = ENDINGS.to_vec();
        of_page.sort_unstable();
        own.sort_unstable();
        assert_eq!(own, of_page);
    }
}
