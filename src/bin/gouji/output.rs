//! What is written, all of it by one rule: an output takes the place of no input, and of nobody's file unless it is
//! asked to; nothing is there half.

use crate::files::{self, shown};
use gouji::batch::beginnings;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// What the arguments name as outputs, each with its option.
pub struct Outputs<'a> {
    pub named: Vec<(&'static str, &'a Path)>,
    /// Whether files of others may be replaced.
    pub force: bool,
}

impl Outputs<'_> {
    /// Whether all of them may be written; asked before anything is read. `inputs` are the files that will be.
    ///
    /// # Errors
    /// A sentence on the first that may not.
    pub fn ready<'p>(&self, inputs: impl IntoIterator<Item = &'p Path>) -> Result<(), String> {
        if self.named.is_empty() {
            return Ok(());
        }
        let inputs: BTreeSet<PathBuf> = inputs.into_iter().map(files::identity).collect();
        let mut others = BTreeSet::new();
        for (option, path) in &self.named {
            let fail = |why: String| Err(format!("{option}: {}: {why}", shown(path)));
            let place = files::identity(path);
            if inputs.contains(&place) {
                return fail("这是要读的文件，不能写成结果，请另起名字 it is read, so it is not written to: choose another name".into());
            }
            if let Err(why) = may_write(path, self.force) {
                return fail(why);
            }
            if !is_device(path) && !others.insert(place) {
                return fail("两个结果不能写成同一个文件 two results cannot be one file".into());
            }
        }
        Ok(())
    }
}

/// Whether a file of this name may be made.
fn may_write(path: &Path, force: bool) -> Result<(), String> {
    match fs::metadata(path) {
        Ok(about) if about.is_dir() => {
            Err("这是文件夹，请写明文件名 this is a folder: name a file".into())
        }
        Ok(about) if about.is_file() && !force && !is_ours(path) => Err(
            "已有这个文件，不覆盖；要覆盖请加 --force it is there already and is not replaced; --force replaces it".into(),
        ),
        Ok(_) => Ok(()),
        Err(_) if path.as_os_str().is_empty() => Err("没有写明文件名 no name of a file".into()),
        Err(_) if !folder(path).is_dir() => {
            Err("没有这个文件夹 there is no such folder".into())
        }
        Err(_) => Ok(()),
    }
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A pipe or a device takes what is written and loses nothing by it.
fn is_device(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir())
}

/// Writes a file as a whole, or leaves what is there.
///
/// # Errors
/// A sentence, where it may not or cannot be written.
pub fn write(path: &Path, content: &[u8], force: bool) -> Result<(), String> {
    let fail = |why: String| format!("{}: {why}", shown(path));
    may_write(path, force).map_err(fail)?;
    let done = match is_device(path) {
        true => (File::options().write(true).open(path))
            .and_then(|mut device| device.write_all(content)),
        false => replaced(path, content),
    };
    done.map_err(|error| fail(format!("没有写成：{}", reason(&error))))
}

fn replaced(path: &Path, content: &[u8]) -> io::Result<()> {
    // What a link leads to is written, and the link stays.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.new", std::process::id()));
    let new = path.with_file_name(name);
    let written = fs::write(&new, content).and_then(|()| fs::rename(&new, path));
    if written.is_err() {
        // On a full disk half a file is in the way.
        let _ = fs::remove_file(&new);
    }
    written
}

/// Why something could not be written, for who is no programmer.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘满了 the disk is full".into(),
        ErrorKind::PermissionDenied => "没有写入的权限 it may not be written".into(),
        ErrorKind::ReadOnlyFilesystem => "这里只能读，不能写 it can only be read here".into(),
        ErrorKind::NotFound => "没有这个文件夹 there is no such folder".into(),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            "这里有同名的文件 a file of this name is in the way".into()
        }
        ErrorKind::InvalidFilename => {
            "文件名太长或不合规则 the name is too long or not allowed".into()
        }
        _ => format!("写不了 it cannot be written ({error})"),
    }
}

/// Whether a file is one of the lists, tables and receipts that are written here: by how it begins, or for Parquet
/// by what it says of itself at its end.
pub fn is_ours(path: &Path) -> bool {
    static BEGINNINGS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(beginnings);
    let longest = BEGINNINGS.iter().map(Vec::len).max().unwrap_or(0) as u64;
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(longest).read_to_end(&mut start));
    let begins = BEGINNINGS.iter().any(|one| start.starts_with(one));
    read.is_ok() && (begins || (start.starts_with(b"PAR1") && is_our_parquet(path)))
}

/// Bytes at the end of a Parquet file in which it says who made it.
const FOOT: u64 = 4096;

fn is_our_parquet(path: &Path) -> bool {
    let end = || -> io::Result<Vec<u8>> {
        let mut file = File::open(path)?;
        let from = file.metadata()?.len().saturating_sub(FOOT);
        file.seek(SeekFrom::Start(from))?;
        let mut end = Vec::new();
        file.read_to_end(&mut end)?;
        Ok(end)
    };
    let says = b"gouji.schema";
    end().is_ok_and(|end| end.windows(says.len()).any(|part| part == says))
}
