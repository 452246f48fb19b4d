//! Tables in Arrow's memory, handed over by its PyCapsule interface: pandas, Polars, DuckDB and PyArrow
//! take them as they are, and none of them is needed.

use arrow_array::builder::{Float64Builder, Int64Builder, StringBuilder};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use gouji::tables::{Column, Table as Shape, TidyValue, Type};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use std::sync::Arc;

/// Rows of a batch: a text column of more could outgrow its 32-bit offsets.
const ROWS: usize = 1 << 20;

/// The columns of a table as rows come in.
pub struct Columns {
    shape: &'static Shape,
    schema: SchemaRef,
    builders: Vec<Builder>,
    rows: usize,
    batches: Vec<Result<RecordBatch, ArrowError>>,
}

enum Builder {
    Text(StringBuilder),
    Integer(Int64Builder),
    Number(Float64Builder),
}

impl Columns {
    pub fn of(shape: &'static Shape) -> Self {
        let field = |column: &Column| {
            let kind = match column.r#type {
                Type::Text => DataType::Utf8,
                Type::Integer => DataType::Int64,
                Type::Probability => DataType::Float64,
            };
            Field::new(column.name, kind, !column.required)
        };
        let fields: Vec<Field> = shape.columns.iter().map(field).collect();
        Columns {
            shape,
            schema: Arc::new(Schema::new(fields)),
            builders: builders(shape),
            rows: 0,
            batches: Vec::new(),
        }
    }

    pub fn name(&self) -> &'static str {
        self.shape.name
    }

    pub fn push(&mut self, values: &[TidyValue]) {
        for (builder, value) in self.builders.iter_mut().zip(values) {
            match (builder, value) {
                (Builder::Text(all), TidyValue::Text(text) | TidyValue::Listed(_, text)) => {
                    all.append_value(text)
                }
                (Builder::Text(all), _) => all.append_null(),
                (Builder::Integer(all), TidyValue::Integer(n)) => all.append_value(*n),
                (Builder::Integer(all), _) => all.append_null(),
                (Builder::Number(all), TidyValue::Thousandths(n)) => {
                    all.append_value(f64::from(*n) / 1000.0);
                }
                (Builder::Number(all), _) => all.append_null(),
            }
        }
        self.rows += 1;
        if self.rows == ROWS {
            self.close();
        }
    }

    /// What has come in so far becomes a batch.
    fn close(&mut self) {
        let finish = |builder: Builder| -> ArrayRef {
            match builder {
                Builder::Text(mut all) => Arc::new(all.finish()),
                Builder::Integer(mut all) => Arc::new(all.finish()),
                Builder::Number(mut all) => Arc::new(all.finish()),
            }
        };
        let full = std::mem::replace(&mut self.builders, builders(self.shape));
        let arrays = full.into_iter().map(finish).collect();
        self.batches
            .push(RecordBatch::try_new(self.schema.clone(), arrays));
        self.rows = 0;
    }

    /// The rows of another after these.
    pub fn append(&mut self, mut more: Columns) {
        if self.rows > 0 {
            self.close();
        }
        if more.rows > 0 {
            more.close();
        }
        self.batches.append(&mut more.batches);
    }

    pub fn table(mut self) -> PyResult<Table> {
        if self.rows > 0 {
            self.close();
        }
        let batches = self.batches.into_iter().collect::<Result<_, _>>();
        let batches = batches.map_err(|error| PyValueError::new_err(error.to_string()))?;
        Ok(Table {
            schema: self.schema,
            batches,
        })
    }
}

fn builders(shape: &Shape) -> Vec<Builder> {
    let builder = |column: &Column| match column.r#type {
        Type::Text => Builder::Text(StringBuilder::new()),
        Type::Integer => Builder::Integer(Int64Builder::new()),
        Type::Probability => Builder::Number(Float64Builder::new()),
    };
    shape.columns.iter().map(builder).collect()
}

/// A table in Arrow's memory.
#[pyclass(frozen, module = "gouji")]
pub struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

#[pymethods]
impl Table {
    /// The Arrow PyCapsule interface.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets a producer answer with its own schema.
        drop(requested_schema);
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, self.schema.clone());
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        let fields = self.schema.fields().iter();
        fields.map(|field| field.name().clone()).collect()
    }

    fn __repr__(&self) -> String {
        format!(
            "<gouji.Table {} × {}>",
            self.__len__(),
            self.schema.fields().len()
        )
    }
}
