//! Office files → [`Document`](crate::document::Document), one file a format.

use crate::encoding;

pub(crate) mod address;
mod bytes;
mod colour;
mod conditional;
pub(super) mod doc;
pub(crate) mod docx;
mod events;
mod fields;
mod fkp;
mod format;
mod formula;
mod grid;
mod marks;
pub(super) mod odf;
pub(super) mod ole;
mod rows;
pub(super) mod rtf;
mod shade;
mod sheets;
pub(super) mod spreadsheet2003;
mod stsh;
#[cfg(test)]
pub(crate) mod tests;
pub(super) mod uof;
pub(super) mod xls;
pub(crate) mod xlsx;

/// Text in bytes of a code page. One that is not said, or is said to be Latin, is UTF-8 where all beyond
/// ASCII is of characters of three bytes, as ideographs are, and GBK where every byte beyond ASCII is half
/// of a character of it and one at least is of a common ideograph: programs that know of no code pages
/// write the bytes they have.
fn legacy(bytes: &[u8], page: i32) -> String {
    let label = match page {
        936 | 54936 | 10008 => "gb18030",
        950 | 10002 => "big5",
        932 | 10001 => "shift_jis",
        _ if is_utf8(bytes) => "utf-8",
        _ if is_gbk(bytes) => "gb18030",
        _ => return bytes.iter().map(|&byte| encoding::windows(byte)).collect(),
    };
    encoding::decode_as(label, bytes)
}

fn is_utf8(bytes: &[u8]) -> bool {
    let text = std::str::from_utf8(bytes);
    !bytes.is_ascii() && text.is_ok_and(|text| text.chars().all(|c| matches!(c.len_utf8(), 1 | 3)))
}

fn is_gbk(bytes: &[u8]) -> bool {
    let (mut at, mut common) = (0, false);
    while let Some(&lead) = bytes.get(at) {
        at += 1;
        if lead < 0x80 {
            continue;
        }
        match bytes.get(at) {
            Some(0x40..=0xfe) if lead != 0x80 && lead != 0xff && bytes[at] != 0x7f => {
                common |= (0xb0..=0xf7).contains(&lead) && bytes[at] >= 0xa1;
                at += 1;
            }
            _ => return false,
        }
    }
    common
}
