//! A zip as a folder: the reports packed into it, and what was made of reports packed again.

use crate::encoding::decode_as;
use crate::read::Refusal;
use crate::read::package::PART;
use crate::read::package::zip::Archive;
use crate::sorted::Sorted;

/// Endings of the files that are taken from a folder, in lower case; a file that is named is read whatever
/// its ending. The page has the same list.
pub const ENDINGS: [&str; 39] = [
    "html", "htm", "xhtml", "shtml", "mht", "mhtml", "eml", "txt", "text", "md", "csv", "tsv",
    "docx", "docm", "doc", "wps", "wpt", "rtf", "odt", "fodt", "xlsx", "xlsm", "xlsb", "xls", "et",
    "ett", "ods", "fods", "uof", "uot", "uos", "pdf", "ofd", "ceb", "sep", "gd", "caj", "rar",
    "7z",
];
/// Zips within zips that are opened.
const DEPTH: u32 = 3;
/// Entries of all of them at most, and bytes inflated.
const ENTRIES: usize = 10_000;
const BYTES: usize = 4 * PART;

/// A file in a zip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// Its folders and its name, those of the zips it lies in before them.
    pub path: String,
    /// Its bytes; none of a file that is not asked for.
    pub content: Result<Vec<u8>, Trouble>,
}

/// Why a file's bytes are not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Its ending is none of those asked for.
    Other,
    /// Protected by a password.
    Locked,
    /// Damaged.
    Damaged,
    /// Beyond what is inflated of one zip, in bytes, entries or depth.
    Beyond,
}

impl Trouble {
    /// Its name outside.
    pub fn word(self) -> &'static str {
        match self {
            Trouble::Other => "other",
            Trouble::Locked => "zip_locked",
            Trouble::Damaged => "zip_damaged",
            Trouble::Beyond => "zip_beyond",
        }
    }
}

/// The files of a zip that have one of these endings (without their dot, in lower case), those of zips in
/// it too. All others are named without bytes, and a zip that cannot be opened is one of them, so that
/// nothing is dropped without a word.
pub fn unpack(bytes: &[u8], endings: &[String]) -> Vec<Packed> {
    let mut unpacking = Unpacking {
        endings,
        found: Vec::new(),
        left: BYTES,
    };
    if let Err(trouble) = unpacking.open(bytes, "", DEPTH) {
        unpacking.say(String::new(), trouble);
    }
    unpacking.found
}

struct Unpacking<'e> {
    endings: &'e [String],
    found: Vec<Packed>,
    left: usize,
}

impl Unpacking<'_> {
    fn say(&mut self, path: String, trouble: Trouble) {
        let content = Err(trouble);
        self.found.push(Packed { path, content });
    }

    fn open(&mut self, bytes: &[u8], folder: &str, depth: u32) -> Result<(), Trouble> {
        let archive = Archive::open(bytes).map_err(|_| Trouble::Damaged)?;
        for (n, (name, utf8)) in archive.names().enumerate() {
            let name = name_of(name, utf8);
            if name.ends_with('/') {
                continue;
            }
            let path = format!("{folder}{name}");
            if self.found.len() >= ENTRIES {
                return Err(Trouble::Beyond);
            }
            let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
            if ending != "zip" && !self.endings.contains(&ending) {
                self.say(path, Trouble::Other);
                continue;
            }
            let bytes = match archive.read_nth(n, self.left.min(PART)) {
                Ok(part) if part.cut => Err(Trouble::Beyond),
                Ok(part) => Ok(part.bytes),
                Err(Refusal::Encrypted) => Err(Trouble::Locked),
                Err(_) => Err(Trouble::Damaged),
            };
            let bytes = match bytes {
                Ok(bytes) => bytes,
                Err(trouble) => {
                    self.say(path, trouble);
                    continue;
                }
            };
            self.left -= bytes.len().min(self.left);
            if ending != "zip" {
                let content = Ok(bytes.into_owned());
                self.found.push(Packed { path, content });
            } else if depth <= 1 {
                self.say(path, Trouble::Beyond);
            } else if let Err(trouble) = self.open(&bytes, &format!("{path}/"), depth - 1) {
                self.say(path, trouble);
            }
        }
        Ok(())
    }
}

/// Names that do not say that they are UTF-8 are in the code page of the machine that wrote them: here
/// that of Chinese Windows, unless they are UTF-8 all the same. One that leads out of its folder does not.
fn name_of(name: &[u8], utf8: bool) -> String {
    let text = match std::str::from_utf8(name) {
        Ok(text) => text.to_owned(),
        Err(_) if utf8 => String::from_utf8_lossy(name).into_owned(),
        Err(_) => decode_as("gb18030", name),
    };
    let text = text.replace('\\', "/");
    let end = if text.ends_with('/') { "/" } else { "" };
    let parts = text.split('/');
    let parts: Vec<&str> = parts
        .filter(|part| !matches!(*part, "" | "." | ".."))
        .collect();
    parts.join("/") + end
}

/// One zip of these files: path → bytes. A path that is there already gets a number.
pub fn pack(files: Vec<(String, Vec<u8>)>) -> Vec<u8> {
    let mut named: Vec<(String, Vec<u8>)> = Vec::with_capacity(files.len());
    let mut taken = Sorted::default();
    for (path, bytes) in files {
        let (stem, ending) = match path.rfind('.') {
            Some(dot) if !path[dot..].contains('/') => path.split_at(dot),
            _ => (path.as_str(), ""),
        };
        let numbered = (2..).map(|n| format!("{stem} ({n}){ending}"));
        let mut names = std::iter::once(path.clone()).chain(numbered);
        let free = names.find(|name| !taken.contains_key(&name.to_uppercase()));
        let name = free.unwrap_or_default();
        taken.insert(name.to_uppercase(), ());
        named.push((name, bytes));
    }
    Archive::empty().with(&named)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        pack(
            files
                .iter()
                .map(|(path, bytes)| (path.to_string(), bytes.to_vec()))
                .collect(),
        )
    }

    fn endings() -> Vec<String> {
        ["txt", "docx"].map(str::to_owned).to_vec()
    }

    /// Path, and text or the word for what went wrong.
    fn shown(bytes: &[u8]) -> Vec<(String, String)> {
        let content = |packed: Packed| match packed.content {
            Ok(bytes) => (packed.path, String::from_utf8(bytes).unwrap()),
            Err(trouble) => (packed.path, trouble.word().to_owned()),
        };
        unpack(bytes, &endings()).into_iter().map(content).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected
            .iter()
            .map(|(a, b)| (a.to_string(), b.to_string()))
            .collect()
    }

    #[test]
    fn folders_and_zips_within_are_walked_and_nothing_is_dropped_without_a_word() {
        let inner = zip(&[("丙.TXT", b"3"), ("图.png", b"x")]);
        let outer = zip(&[
            ("甲.txt", b"1"),
            ("县/乙.docx", b"2"),
            ("县/内.zip", &inner),
            ("坏.zip", b"PK"),
        ]);
        assert_eq!(
            shown(&outer),
            pairs(&[
                ("甲.txt", "1"),
                ("县/乙.docx", "2"),
                ("县/内.zip/丙.TXT", "3"),
                ("县/内.zip/图.png", "other"),
                ("坏.zip", "zip_damaged"),
            ])
        );
        assert_eq!(shown(b"nothing"), pairs(&[("", "zip_damaged")]));
    }

    #[test]
    fn depth_entries_and_bytes_are_bounded() {
        let mut deep = zip(&[("a.txt", b"1")]);
        for _ in 0..3 {
            deep = zip(&[("b.zip", &deep)]);
        }
        assert_eq!(shown(&deep), pairs(&[("b.zip/b.zip/b.zip", "zip_beyond")]));
        let long = vec![b'1'; PART + 1];
        assert_eq!(
            shown(&zip(&[("a.txt", &long)])),
            pairs(&[("a.txt", "zip_beyond")])
        );
        let part = vec![b'1'; PART];
        let many: Vec<_> = (0..6).map(|_| ("a.txt", &part[..])).collect();
        let packed = zip(&many);
        let nested = zip(&[("a.zip", &packed), ("b.zip", &packed)]);
        let found = unpack(&nested, &endings());
        let whole = found.iter().filter(|packed| packed.content.is_ok()).count();
        assert!((1..=4).contains(&whole), "{whole}");
        assert!(
            found
                .iter()
                .all(|packed| packed.content.is_ok() || packed.content == Err(Trouble::Beyond))
        );
        assert_eq!(found.len(), 12);
    }

    #[test]
    fn names_are_read_as_they_were_written() {
        let gbk = b"\xd7\xdc\xbc\xc6.txt"; // 总计.txt
        assert_eq!(name_of(gbk, false), "总计.txt");
        assert_eq!(name_of("总计.txt".as_bytes(), false), "总计.txt");
        assert_eq!(name_of(b"..\\..\\a\\b.txt", false), "a/b.txt");
        assert_eq!(name_of(b"/a//", true), "a/");
    }

    #[test]
    fn two_of_one_name_are_both_packed() {
        let bytes = zip(&[("甲.txt", b"1"), ("甲.txt", b"2"), ("a.b/c", b"3")]);
        assert_eq!(
            shown(&bytes),
            pairs(&[("甲.txt", "1"), ("甲 (2).txt", "2"), ("a.b/c", "other")])
        );
    }
}
