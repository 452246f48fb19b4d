//! Rows as columns of Parquet, by the crate `parquet` without Arrow: the values are at hand one row after
//! the other and leave as they are, so nothing would be gained by Arrow's arrays between.

use bytes::Bytes;
use gouji::tables::{Book, Column, STATES, Table, Type, Value};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnCloseResult;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::{KeyValue, ParquetMetaDataReader};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{ColumnPath, Type as Schema, TypePtr};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// Texts that every report repeats: ids, labels and units of the code book. They live as long as the program, so
/// that a row with one of them counts no references.
pub struct Vocabulary(Vec<&'static str>);

/// Texts of a column that are looked for in the vocabulary, at most: a column with more is no repetition.
const LOOKED_FOR: usize = 4096;

/// The columns of a table, each as long as there are rows.
pub struct ReportColumns<'a> {
    table: &'static Table,
    vocabulary: &'a Vocabulary,
    columns: Vec<ColumnValues>,
    rows: usize,
}

/// The values of one column.
struct ColumnValues {
    /// Whether each row has one; kept where a row may have none.
    there: Vec<i16>,
    data: Data,
}

enum Data {
    Texts(Texts),
    Integers(Vec<i64>),
    Numbers(Vec<f64>),
}

/// Texts, most of which come again in the order in which they came: one report is like the other.
#[derive(Default)]
struct Texts {
    /// One after the other.
    all: Vec<u8>,
    /// Where each of them stands; one that came unexpectedly may stand twice.
    known: Vec<Range<usize>>,
    /// Which came after it last, itself unless told.
    next: Vec<usize>,
    /// Which each row has.
    rows: Vec<usize>,
}

impl Texts {
    fn push(&mut self, text: &[u8]) {
        let last = self.rows.last().copied();
        let is = |at: &usize| self.all[self.known[*at].clone()] == *text;
        let expected = last.and_then(|last| [self.next[last], last].into_iter().find(is));
        let at = expected.unwrap_or_else(|| {
            let start = self.all.len();
            self.all.extend_from_slice(text);
            self.known.push(start..self.all.len());
            self.next.push(self.next.len());
            self.next.len() - 1
        });
        if let Some(last) = last.filter(|&last| last != at) {
            self.next[last] = at;
        }
        self.rows.push(at);
    }

    /// A text a row.
    fn values(self, vocabulary: &Vocabulary) -> Vec<ByteArray> {
        let all = Bytes::from(self.all);
        let looked_for = self.known.iter().take(LOOKED_FOR);
        let kept: Vec<_> = looked_for
            .map(|range| vocabulary.get(&all[range.clone()]))
            .collect();
        let text = |&at: &usize| match kept.get(at).copied().flatten() {
            Some(kept) => Bytes::from_static(kept),
            None => all.slice(self.known[at].clone()),
        };
        self.rows.iter().map(text).map(ByteArray::from).collect()
    }
}

impl Vocabulary {
    /// That of a code book; it is never freed.
    pub fn of(book: &Book) -> Self {
        let mut texts = BTreeSet::from(STATES.map(str::to_owned));
        book.rows(|row| {
            texts.extend(row.iter().filter_map(|value| match value {
                Value::Text(text) => Some((*text).to_owned()),
                _ => None,
            }));
        });
        let kept = texts.into_iter().map(|text| &*text.leak());
        Vocabulary(kept.collect())
    }

    fn get(&self, text: &[u8]) -> Option<&'static [u8]> {
        let at = self.0.binary_search_by(|one| one.as_bytes().cmp(text));
        at.ok().map(|at| self.0[at].as_bytes())
    }
}

impl<'a> ReportColumns<'a> {
    /// No rows yet.
    pub fn of(table: &'static Table, vocabulary: &'a Vocabulary) -> Self {
        let values = |column: &Column| ColumnValues {
            there: Vec::new(),
            data: match column.r#type {
                Type::Text => Data::Texts(Texts::default()),
                Type::Integer => Data::Integers(Vec::new()),
                Type::Probability => Data::Numbers(Vec::new()),
            },
        };
        ReportColumns {
            table,
            vocabulary,
            columns: table.columns.iter().map(values).collect(),
            rows: 0,
        }
    }

    /// One more row.
    pub fn push(&mut self, values: &[Value]) {
        self.rows += 1;
        for (column, value) in self.columns.iter_mut().zip(values) {
            column.push(value);
        }
    }

    /// A file with one group of these rows, or none where there are none.
    pub fn file(self) -> io::Result<Vec<u8>> {
        self.written().map_err(io::Error::other)
    }

    fn written(self) -> Result<Vec<u8>, ParquetError> {
        let mut writer = SerializedFileWriter::new(
            Vec::new(),
            schema(self.table)?,
            properties(self.table, None),
        )?;
        if self.rows > 0 {
            let mut group = writer.next_row_group()?;
            for (values, column) in self.columns.into_iter().zip(self.table.columns) {
                let next = group.next_column()?;
                let mut next = next.ok_or(ParquetError::EOF("a column too many".into()))?;
                values.write(column, self.vocabulary, &mut next)?;
                next.close()?;
            }
            group.close()?;
        }
        writer.into_inner()
    }
}

impl ColumnValues {
    fn push(&mut self, value: &Value) {
        self.there.push(i16::from(!matches!(value, Value::Nothing)));
        match (&mut self.data, value) {
            (Data::Texts(texts), Value::Text(text)) => texts.push(text.as_bytes()),
            (Data::Integers(all), Value::Integer(n)) => all.push(*n),
            (Data::Numbers(all), Value::Thousandths(n)) => all.push(f64::from(*n) / 1000.0),
            _ => debug_assert!(matches!(value, Value::Nothing), "{value:?}"),
        }
    }

    fn write(
        self,
        column: &Column,
        vocabulary: &Vocabulary,
        to: &mut SerializedColumnWriter,
    ) -> Result<(), ParquetError> {
        let there = (!column.required).then_some(&self.there[..]);
        match self.data {
            Data::Texts(texts) => {
                to.typed::<ByteArrayType>()
                    .write_batch(&texts.values(vocabulary), there, None)?;
            }
            Data::Integers(all) => {
                to.typed::<Int64Type>().write_batch(&all, there, None)?;
            }
            Data::Numbers(all) => {
                to.typed::<DoubleType>().write_batch(&all, there, None)?;
            }
        }
        Ok(())
    }
}

/// Joins parts into one file, column by column as they are.
pub fn join(
    to: impl Write + Send,
    table: &'static Table,
    parts: impl Iterator<Item = PathBuf>,
    about: Vec<KeyValue>,
) -> io::Result<()> {
    let joined = || -> Result<(), ParquetError> {
        let mut writer =
            SerializedFileWriter::new(to, schema(table)?, properties(table, Some(about)))?;
        for part in parts {
            let part = File::open(part)?;
            let known = ParquetMetaDataReader::new().parse_and_finish(&part)?;
            for group in known.row_groups() {
                let mut next = writer.next_row_group()?;
                for column in group.columns() {
                    let close = ColumnCloseResult {
                        bytes_written: column.compressed_size().unsigned_abs(),
                        rows_written: group.num_rows().unsigned_abs(),
                        metadata: column.clone(),
                        bloom_filter: None,
                        column_index: None,
                        offset_index: None,
                    };
                    next.append_column(&part, close)?;
                }
                next.close()?;
            }
        }
        writer.close().map(drop)
    };
    joined().map_err(|error| match error {
        // What the disk said.
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(own) => *own,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    })
}

/// What every reader of Parquet reads: the first version of its pages, Snappy.
fn properties(table: &Table, about: Option<Vec<KeyValue>>) -> WriterPropertiesPtr {
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_created_by(format!("gouji {}", crate::identity::ENGINE))
        .set_key_value_metadata(about);
    // The least and the greatest of texts tell no reader what to leave out, and cost a comparison each.
    let texts = table
        .columns
        .iter()
        .filter(|column| column.r#type == Type::Text);
    for column in texts {
        properties = properties
            .set_column_statistics_enabled(ColumnPath::from(column.name), EnabledStatistics::None);
    }
    Arc::new(properties.build())
}

fn schema(table: &Table) -> Result<TypePtr, ParquetError> {
    let field = |column: &Column| {
        let (physical, logical) = match column.r#type {
            Type::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Type::Integer => (Physical::INT64, None),
            Type::Probability => (Physical::DOUBLE, None),
        };
        let repetition = match column.required {
            true => Repetition::REQUIRED,
            false => Repetition::OPTIONAL,
        };
        let field = Schema::primitive_type_builder(column.name, physical);
        let field = field.with_logical_type(logical).with_repetition(repetition);
        field.build().map(Arc::new)
    };
    let fields = table.columns.iter().map(field).collect::<Result<_, _>>()?;
    let schema = Schema::group_type_builder(table.name).with_fields(fields);
    schema.build().map(Arc::new)
}
