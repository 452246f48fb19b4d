//! OLE2, the container of Office before 2007 and of Kingsoft's wps and et: which streams it has says
//! what it is.

use super::bytes::LittleEndian;
use super::{doc, xls};
use crate::document::Bounds;
use crate::read::package::PART;
use crate::read::{Reading, Refusal, Remark};
use cfb::CompoundFile;
use std::borrow::Cow;
use std::io::{Cursor, Read};

/// Reads what the container holds.
pub(crate) fn read(bytes: &[u8], bounds: &Bounds) -> Result<Reading, Refusal> {
    let mut file = CompoundFile::open(Cursor::new(trimmed(bytes))).map_err(|_| Refusal::Corrupt)?;
    let mut short = false;
    let mut stream = |name: &str| -> Option<Vec<u8>> {
        let mut data = Vec::new();
        let opened = file.open_stream(name).ok()?;
        let most = opened.len().min(PART as u64);
        // What a damaged chain still gives is tried.
        let _ = opened.take(most).read_to_end(&mut data);
        short |= (data.len() as u64) < most;
        Some(data)
    };
    let damaged = |short: bool, mut reading: Reading| {
        reading.remarks.extend(short.then_some(Remark::Damaged));
        reading
    };
    if let Some(text) = stream("/WordDocument") {
        let of_fib = |at: usize| text.get(at).copied().unwrap_or(0);
        // fWhichTblStm
        let name = if of_fib(0x0b) & 2 != 0 {
            "/1Table"
        } else {
            "/0Table"
        };
        let table = stream(name).unwrap_or_default();
        let data = stream("/Data").unwrap_or_default();
        return doc::read(&text, &table, &data, bounds).map(|reading| damaged(short, reading));
    }
    if let Some(book) = stream("/Workbook").or_else(|| stream("/Book")) {
        return xls::read(&book, bounds).map(|reading| damaged(short, reading));
    }
    let has = |name: &str| file.exists(name);
    Err(match () {
        () if has("/EncryptedPackage") => Refusal::Encrypted,
        () if has("/PowerPoint Document") => Refusal::Format("ppt"),
        () if has("/CONTENTS") => Refusal::Format("Microsoft Works"),
        () => Refusal::Unknown,
    })
}

/// Where the header says which sectors hold the table of sectors; the rest of a longer list stands
/// elsewhere, in files larger than any report, which are left as they are.
const TABLE: std::ops::Range<usize> = 0x4c..0x200;
/// What the table says of the last sector of a stream.
const LAST: u32 = 0xffff_fffe;

/// The file with a table of sectors that ends where the file does. Some writers (SheetJS) fill the
/// table up with streams of one sector that nothing refers to and the file lacks; the crate takes
/// them for lost. A sector that something refers to is lost indeed.
fn trimmed(bytes: &[u8]) -> Cow<'_, [u8]> {
    let shift = match bytes.u16(0x1e) {
        Some(12) => 12,
        _ => 9,
    };
    let there = (bytes.len() >> shift).saturating_sub(1);
    let of_table = TABLE.step_by(4).filter_map(|at| bytes.u32(at));
    let entries = of_table
        .map(|sector| sector as usize)
        .filter(|&sector| sector < there)
        .flat_map(|sector| ((sector + 1) << shift..(sector + 2) << shift).step_by(4))
        .filter_map(|at| Some((at, bytes.u32(at)?)))
        .enumerate();
    // Of the directory and of the table of small streams.
    let roots = [0x30, 0x3c].map(|at| bytes.u32(at));
    let next = entries.clone().map(|(_, (_, next))| next);
    let mut referred = vec![false; entries.clone().count()];
    for sector in next.chain(roots.into_iter().flatten()) {
        if let Some(referred) = referred.get_mut(sector as usize) {
            *referred = true;
        }
    }
    let mut trimmed = Cow::Borrowed(bytes);
    for (sector, (at, next)) in entries {
        if sector >= there && next == LAST && !referred[sector] {
            trimmed.to_mut()[at..at + 4].fill(0xff);
        }
    }
    trimmed
}
