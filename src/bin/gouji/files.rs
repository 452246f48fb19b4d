//! Files and folders as input.

use gouji::report::Report;
use gouji::{Options, Part, PartKind, check, encoding};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Endings taken from a folder; a file that is named is read whatever its ending.
const ENDINGS: [&str; 8] = ["html", "htm", "txt", "md", "csv", "tsv", "mht", "xhtml"];
/// Bytes of a file beyond which it is not read.
const LARGEST: u64 = 64 << 20;

/// The files that the arguments name, folders walked through in the order of names.
pub fn expand(inputs: &[PathBuf]) -> Vec<Result<PathBuf, String>> {
    let mut files = Vec::new();
    for input in inputs {
        if input.is_dir() {
            walk(input, &mut files);
        } else {
            files.push(Ok(input.clone()));
        }
    }
    files
}

fn walk(dir: &Path, files: &mut Vec<Result<PathBuf, String>>) {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) => return files.push(Err(format!("{}: {error}", dir.display()))),
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        // A link may lead back up.
        if path.is_dir() && !path.is_symlink() {
            walk(&path, files);
        } else if ending(&path).is_some_and(|ending| ENDINGS.contains(&ending.as_str())) {
            files.push(Ok(path));
        }
    }
}

fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

/// Reads and checks a file; `-` is standard input.
pub fn report(path: &Path, options: &Options) -> Result<Report, String> {
    let options = Options {
        name: (path != Path::new("-")).then(|| path.display().to_string()),
        ..options.clone()
    };
    Ok(check(&parts(path)?, &options))
}

/// The text of a file, and how it is to be read.
pub fn parts(path: &Path) -> Result<Vec<Part>, String> {
    let fail = |error: io::Error| format!("{}: {error}", path.display());
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin()
            .take(LARGEST)
            .read_to_end(&mut bytes)
            .map_err(fail)?;
        bytes
    } else {
        let size = fs::metadata(path).map_err(fail)?.len();
        if size > LARGEST {
            return Err(format!(
                "{}: 文件太大 too large ({size} bytes)",
                path.display()
            ));
        }
        fs::read(path).map_err(fail)?
    };
    let text = encoding::decode(&bytes);
    let kind = match ending(path).as_deref() {
        Some("html" | "htm" | "xhtml") => PartKind::Html,
        Some("csv") => PartKind::Csv,
        Some("txt" | "md" | "tsv") => PartKind::Text,
        _ if looks_like_html(&text) => PartKind::Html,
        _ => PartKind::Text,
    };
    Ok(vec![Part { kind, text }])
}

fn looks_like_html(text: &str) -> bool {
    let start: String = text
        .chars()
        .take(2000)
        .collect::<String>()
        .to_ascii_lowercase();
    start.trim_start().starts_with('<')
        && ["<html", "<!doctype", "<table", "<body", "<div", "<p"]
            .iter()
            .any(|tag| start.contains(tag))
}
