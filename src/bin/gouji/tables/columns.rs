//! Rows as columns of Parquet, by the crate `parquet` without Arrow: the values are at hand one row after
//! the other and leave as they are, so nothing would be gained by Arrow's arrays between.

use super::chunk;
use super::values::ColumnValues;
use gouji::tables::{Column, Table, TidyValue, Type};
use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnCloseResult;
use parquet::errors::ParquetError;
use parquet::file::metadata::{KeyValue, ParquetMetaDataReader};
use parquet::file::properties::{WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type as Schema, TypePtr};
use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

/// Bytes of values beyond which rows become a group: memory stays flat however much a report says.
const GROUP: usize = 8 << 20;

/// The columns of a table.
pub struct ReportColumns {
    table: &'static Table,
    columns: Vec<ColumnValues>,
    rows: u32,
    /// Groups that are full.
    file: Option<SerializedFileWriter<Vec<u8>>>,
}

impl ReportColumns {
    /// No rows yet.
    pub fn of(table: &'static Table) -> Self {
        ReportColumns {
            table,
            columns: none(table),
            rows: 0,
            file: None,
        }
    }

    /// One more row.
    pub fn push(&mut self, values: &[TidyValue]) {
        self.rows += 1;
        for (column, value) in self.columns.iter_mut().zip(values) {
            column.push(value);
        }
    }

    /// What came so far becomes a group where it is much.
    pub fn close(&mut self) -> io::Result<()> {
        let bytes: usize = self.columns.iter().map(|column| column.bytes).sum();
        match bytes > GROUP {
            true => self.group().map_err(io::Error::other),
            false => Ok(()),
        }
    }

    /// A file with these rows; one without a group where there are none.
    pub fn file(mut self) -> io::Result<Vec<u8>> {
        let mut finish = || {
            if self.rows > 0 {
                self.group()?;
            }
            let file = self.file.take().map_or_else(|| file(self.table), Ok);
            file?.into_inner()
        };
        finish().map_err(io::Error::other)
    }

    fn group(&mut self) -> Result<(), ParquetError> {
        let mut file = match self.file.take() {
            Some(file) => file,
            None => file(self.table)?,
        };
        let of_schema = file.schema_descr().columns().to_vec();
        let full = std::mem::replace(&mut self.columns, none(self.table));
        let rows = std::mem::take(&mut self.rows);
        let mut group = file.next_row_group()?;
        for ((values, column), of_schema) in full.iter().zip(self.table.columns).zip(of_schema) {
            let (bytes, about) = chunk::of(column, values, rows, of_schema)?;
            group.append_column(&bytes, about)?;
        }
        group.close()?;
        self.file = Some(file);
        Ok(())
    }
}

fn none(table: &Table) -> Vec<ColumnValues> {
    table.columns.iter().map(ColumnValues::of).collect()
}

fn file(table: &Table) -> Result<SerializedFileWriter<Vec<u8>>, ParquetError> {
    SerializedFileWriter::new(Vec::new(), schema(table)?, properties(None))
}

/// Joins parts into one file, column by column as they are.
pub fn join(
    to: impl Write + Send,
    table: &'static Table,
    parts: impl Iterator<Item = PathBuf>,
    about: Vec<KeyValue>,
) -> io::Result<()> {
    let joined = || -> Result<(), ParquetError> {
        let mut writer = SerializedFileWriter::new(to, schema(table)?, properties(Some(about)))?;
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

/// What a file says of itself.
fn properties(about: Option<Vec<KeyValue>>) -> WriterPropertiesPtr {
    let properties = WriterProperties::builder()
        .set_offset_index_disabled(true)
        .set_created_by(format!("gouji {}", crate::identity::ENGINE))
        .set_key_value_metadata(about);
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
