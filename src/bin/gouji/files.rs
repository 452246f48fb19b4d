//! Files and folders as input.

use crate::command::{Common, TypedEdit};
use crate::tables::{DESCRIPTION, described};
use crate::terminal::complain;
use crate::{forms, output, profile};
use encoding_rs::GB18030;
use gouji::batch::{CORRECTED, ENDINGS, Left, MARKED, is_hidden};
use gouji::form::Forms;
use gouji::report::Report;
use gouji::{Language, Options, Previous, check};
use std::borrow::Cow;
use std::collections::BTreeSet;
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

/// Every file that is read for a command beside its inputs: none of them may be an output.
pub fn read_besides<'a>(
    common: &'a Common,
    others: impl IntoIterator<Item = &'a Option<PathBuf>>,
) -> Vec<&'a Path> {
    let others = others.into_iter().chain([&common.profile]).flatten();
    others
        .chain(&common.forms.form)
        .map(PathBuf::as_path)
        .collect()
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

/// What the arguments name.
#[derive(Default)]
pub struct Found {
    /// The files to be read, each once however often and in whatever way it is named.
    pub inputs: Vec<Input>,
    /// What folders hold besides.
    pub left: Left,
    known: BTreeSet<PathBuf>,
}

/// Says what was left in folders, where somebody listens.
pub fn tell(left: &Left, quiet: bool, language: Language) {
    if let Some(sentence) = left.sentence(language).filter(|_| !quiet) {
        complain(sentence);
    }
}

/// The files that the arguments name, folders walked through in the order of names. What is no file but
/// a pattern (`报告/*.docx`), as shells that expand none hand it on, is what it matches.
pub fn expand(inputs: &[PathBuf]) -> Found {
    let mut all = Found::default();
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
                true => all.walk(path),
                false => all.add(path, identity(path)),
            }
        }
    }
    // Of a hundred thousand it is no little.
    all.known.clear();
    all
}

/// What a path is whatever way it is spelled, links followed; of what is not there, where it would be.
pub fn identity(path: &Path) -> PathBuf {
    if path == Path::new("-") {
        return path.to_owned();
    }
    let beside = || {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
    };
    let known = fs::canonicalize(path).ok().or_else(beside);
    known.unwrap_or_else(|| path.to_owned())
}

/// What a pattern matches, in the order of names; nothing for what is none.
fn matches(pattern: &Path) -> Vec<PathBuf> {
    let text = pattern
        .to_str()
        .filter(|text| text.contains(['*', '?', '[']));
    let found = text.and_then(|text| glob::glob(text).ok());
    found.into_iter().flatten().flatten().collect()
}

impl Found {
    /// The files, without what cannot be read.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.inputs.iter().filter_map(|input| input.as_deref().ok())
    }

    fn add(&mut self, path: &Path, identity: PathBuf) {
        if self.known.insert(identity) {
            self.inputs.push(Ok(path.to_owned()));
        }
    }

    fn unread(&mut self, path: &Path, why: String) {
        self.inputs.push(Err(Unread {
            path: shown(path),
            why,
        }));
    }

    fn walk(&mut self, dir: &Path) {
        let entries = match fs::read_dir(dir) {
            Ok(entries) => entries,
            Err(error) => return self.unread(dir, reason(dir, &error)),
        };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        let place = identity(dir);
        if !self.known.insert(place.clone()) {
            return;
        }
        let own = Own::of(dir, &paths);
        for path in paths {
            let name = path.file_name().unwrap_or_default();
            let hidden = is_hidden(name.as_encoded_bytes());
            // A link may lead back up.
            if path.is_dir() && !path.is_symlink() {
                if !hidden {
                    self.walk(&path);
                }
            } else if hidden {
                self.left.hidden += 1;
            } else if own.has(&path) {
                self.left.own += 1;
            } else if !is_read(&path) {
                let ending = ending(&path).unwrap_or_default();
                *self.left.others.entry(ending).or_default() += 1;
            } else if fs::metadata(&path).is_ok_and(|about| !about.is_file()) {
                // Nobody named it: a pipe would be waited for without end.
                self.unread(
                    &path,
                    "不是普通的文件，没有读 no regular file, not read".into(),
                );
            } else {
                let identity = match path.is_symlink() {
                    true => identity(&path),
                    false => place.join(name),
                };
                self.add(&path, identity);
            }
        }
    }
}

/// Whether files of this ending are taken from folders: reports, and zips, of which it is said that they have to be
/// unpacked.
fn is_read(path: &Path) -> bool {
    ending(path).is_some_and(|ending| ending == "zip" || ENDINGS.contains(&ending.as_str()))
}

/// What gouji itself wrote into a folder.
struct Own {
    /// Names that the description of tables lists.
    listed: BTreeSet<String>,
}

impl Own {
    fn of(dir: &Path, paths: &[PathBuf]) -> Self {
        let description = dir.join(DESCRIPTION);
        let listed = match paths.binary_search(&description) {
            Ok(_) => described(dir),
            Err(_) => BTreeSet::new(),
        };
        Own { listed }
    }

    fn has(&self, path: &Path) -> bool {
        let name = path.file_name().and_then(OsStr::to_str);
        let listed = name.is_some_and(|name| self.listed.contains(name));
        listed || is_copy(path) || (is_list(path) && output::is_ours(path))
    }
}

fn is_list(path: &Path) -> bool {
    ending(path).is_some_and(|ending| matches!(ending.as_str(), "csv" | "xlsx" | "json"))
}

/// Whether it is another file with marks or corrections, under the name that was not asked for.
fn is_copy(path: &Path) -> bool {
    let stem = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
    let original = [MARKED, CORRECTED]
        .iter()
        .find_map(|suffix| stem.strip_suffix(suffix));
    original.is_some_and(|original| {
        let mut name = std::ffi::OsString::from(original);
        if let Some(ending) = path.extension() {
            name.push(".");
            name.push(ending);
        }
        path.with_file_name(name).is_file()
    })
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
pub fn reason(path: &Path, error: &io::Error) -> String {
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

    /// What is known by its name and not read: it is said what to do.
    const SAID: [&str; 7] = ["ceb", "sep", "gd", "caj", "rar", "7z", "xlsb"];

    #[test]
    fn the_documents_name_every_format_that_is_read() {
        let document = include_str!("../../../docs/command.md");
        let list = document.split_once("\n读取 html");
        let list = list.and_then(|(_, rest)| rest.split_once("以及图片"));
        let list = list.expect("a list").0;
        let words = list.split(|c: char| !c.is_ascii_alphanumeric());
        let mut named: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        named.push("html");
        named.sort_unstable();
        // The npm command alone reads PDF, which is said elsewhere.
        let is_read = |ending: &&str| *ending != "pdf" && !SAID.contains(ending);
        let mut read: Vec<&str> = ENDINGS.iter().copied().filter(is_read).collect();
        read.sort_unstable();
        assert_eq!(named, read);
    }

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
