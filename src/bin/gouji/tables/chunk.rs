//! A column of Parquet made of values each of which is there once, by the page writer of the crate `parquet`.
//!
//! The crate's own column writers take a value a row and look each of them up in a dictionary of theirs, which for
//! the cells of reports cost a seventh of checking them; here the dictionary is there already, so what is left is
//! to write which of its entries each row has. Read back by the crate, and in the tests of the Python package by
//! PyArrow and DuckDB.

use super::values::{ColumnValues, Distinct};
use bytes::Bytes;
use gouji::tables::{Column, Type};
use parquet::basic::{Compression, Encoding};
use parquet::column::page::{CompressedPage, Page, PageWriteSpec, PageWriter};
use parquet::column::writer::ColumnCloseResult;
use parquet::errors::ParquetError;
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::statistics::Statistics;
use parquet::file::writer::{SerializedPageWriter, TrackedWrite};
use parquet::schema::types::ColumnDescPtr;

/// A column of so many rows as it stands in a file, and what is to be said of it there.
pub fn of(
    column: &Column,
    values: &ColumnValues,
    rows: u32,
    of_schema: ColumnDescPtr,
) -> Result<(Bytes, ColumnCloseResult), ParquetError> {
    if values.there.is_none() && values.count != rows {
        let what = format!("{}: a row without a value", column.name);
        return Err(ParquetError::General(what));
    }
    let mut sink = TrackedWrite::new(Vec::new());
    let mut to = SerializedPageWriter::new(&mut sink);
    let plain = plain(column, &values.distinct);
    let mut data = levels(values);
    // Where no value comes twice the plain values are the column.
    let repeats = values.count as usize > values.distinct.len();
    let dictionary = match repeats {
        true => Some(to.write_page(dictionary_page(&plain, values.distinct.len())?)?),
        false => None,
    };
    let encoding = match repeats {
        true => {
            let width = width(values.distinct.len());
            data.push(width);
            hybrid(&mut data, width, values.rows.iter());
            Encoding::RLE_DICTIONARY
        }
        false => {
            data.extend_from_slice(&plain);
            Encoding::PLAIN
        }
    };
    let page = to.write_page(data_page(&data, rows, encoding)?)?;
    to.close()?;
    let pages = [dictionary.as_ref(), Some(&page)];
    let sum = |size: fn(&PageWriteSpec) -> usize| {
        pages.iter().flatten().copied().map(size).sum::<usize>() as i64
    };
    let mut about = ColumnChunkMetaData::builder(of_schema)
        .set_compression(Compression::SNAPPY)
        .set_encodings(match repeats {
            true => vec![Encoding::PLAIN, Encoding::RLE, Encoding::RLE_DICTIONARY],
            false => vec![Encoding::PLAIN, Encoding::RLE],
        })
        .set_num_values(rows.into())
        .set_total_compressed_size(sum(|page| page.compressed_size))
        .set_total_uncompressed_size(sum(|page| page.uncompressed_size))
        .set_dictionary_page_offset(dictionary.as_ref().map(|page| page.offset as i64))
        .set_data_page_offset(page.offset as i64);
    if let Some(statistics) = statistics(column, values, rows) {
        about = about.set_statistics(statistics);
    }
    let close = ColumnCloseResult {
        bytes_written: sum(|page| page.compressed_size).unsigned_abs(),
        rows_written: rows.into(),
        metadata: about.build()?,
        bloom_filter: None,
        column_index: None,
        offset_index: None,
    };
    Ok((sink.into_inner()?.into(), close))
}

/// The different values one after the other, a text behind its length in four bytes.
fn plain(column: &Column, values: &Distinct) -> Vec<u8> {
    let mut out = Vec::new();
    match values {
        Distinct::Texts(all) => {
            for text in all {
                out.extend_from_slice(&(text.len() as u32).to_le_bytes());
                out.extend_from_slice(text.as_bytes());
            }
        }
        Distinct::Numbers(all) => {
            for &n in all {
                out.extend_from_slice(&match column.r#type {
                    Type::Probability => thousandths(n).to_le_bytes(),
                    _ => n.to_le_bytes(),
                });
            }
        }
    }
    out
}

fn thousandths(n: i64) -> f64 {
    n as f64 / 1000.0
}

/// Least, greatest and how many have none. Those of texts tell no reader what to leave out.
fn statistics(column: &Column, values: &ColumnValues, rows: u32) -> Option<Statistics> {
    let Distinct::Numbers(all) = &values.distinct else {
        return None;
    };
    let nothing = Some(u64::from(rows - values.count));
    let (least, most) = (all.iter().min().copied(), all.iter().max().copied());
    Some(match column.r#type {
        Type::Probability => Statistics::double(
            least.map(thousandths),
            most.map(thousandths),
            None,
            nothing,
            false,
        ),
        _ => Statistics::int64(least, most, None, nothing, false),
    })
}

fn dictionary_page(plain: &[u8], values: usize) -> Result<CompressedPage, ParquetError> {
    let page = Page::DictionaryPage {
        buf: squeezed(plain)?,
        num_values: values as u32,
        encoding: Encoding::PLAIN,
        is_sorted: false,
    };
    Ok(CompressedPage::new(page, plain.len()))
}

fn data_page(data: &[u8], rows: u32, encoding: Encoding) -> Result<CompressedPage, ParquetError> {
    let page = Page::DataPage {
        buf: squeezed(data)?,
        num_values: rows,
        encoding,
        def_level_encoding: Encoding::RLE,
        rep_level_encoding: Encoding::RLE,
        statistics: None,
    };
    Ok(CompressedPage::new(page, data.len()))
}

fn squeezed(bytes: &[u8]) -> Result<Bytes, ParquetError> {
    let made = snap::raw::Encoder::new().compress_vec(bytes);
    made.map(Bytes::from)
        .map_err(|error| ParquetError::General(error.to_string()))
}

/// Which rows have a value, as a data page begins.
fn levels(values: &ColumnValues) -> Vec<u8> {
    let Some(there) = &values.there else {
        return Vec::new();
    };
    let mut out = vec![0; 4];
    hybrid(&mut out, 1, there.iter());
    let length = (out.len() - 4) as u32;
    out[..4].copy_from_slice(&length.to_le_bytes());
    out
}

/// Bits that the places of so many values take.
fn width(values: usize) -> u8 {
    (usize::BITS - values.saturating_sub(1).leading_zeros()) as u8
}

/// Numbers of so many bits in Parquet's hybrid of runs and packed bits ("RLE/Bit-Packing Hybrid" in its Encodings.md):
/// what comes at least eight times in succession is a run, all else is packed in groups of eight.
fn hybrid(out: &mut Vec<u8>, width: u8, runs: impl Iterator<Item = (u32, u32)>) {
    let mut single: Vec<u32> = Vec::new();
    for (number, mut times) in runs {
        // Only the last group of all may be filled up with nothing.
        let missing = (single.len().next_multiple_of(8) - single.len()) as u32;
        let taken = times.min(missing);
        single.extend(std::iter::repeat_n(number, taken as usize));
        times -= taken;
        if times >= 8 {
            packed(out, width, &mut single);
            length(out, u64::from(times) << 1);
            out.extend_from_slice(&number.to_le_bytes()[..usize::from(width.div_ceil(8))]);
        } else {
            single.extend(std::iter::repeat_n(number, times as usize));
        }
    }
    packed(out, width, &mut single);
}

/// Groups of eight, least bits first.
fn packed(out: &mut Vec<u8>, width: u8, numbers: &mut Vec<u32>) {
    if numbers.is_empty() {
        return;
    }
    let groups = numbers.len().div_ceil(8);
    numbers.resize(groups * 8, 0);
    length(out, (groups as u64) << 1 | 1);
    let (mut bits, mut there) = (0_u64, 0_u32);
    for number in numbers.drain(..) {
        bits |= u64::from(number) << there;
        there += u32::from(width);
        while there >= 8 {
            out.push(bits as u8);
            bits >>= 8;
            there -= 8;
        }
    }
}

/// Seven bits a byte, the least first.
fn length(out: &mut Vec<u8>, mut n: u64) {
    while n > 127 {
        out.push(n as u8 | 128);
        n >>= 7;
    }
    out.push(n as u8);
}
