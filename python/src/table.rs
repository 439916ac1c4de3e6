//! A table that is there as a whole.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::types::Date32Type;
use arrow_array::{ArrayRef, Date32Array, Int64Array, RecordBatch, RecordBatchIterator, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use earwatch_report::render::table::{self, Cell};
use earwatch_report::report::Report;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::capsule;

/// Rows for whoever takes a table of Arrow, without a copy: `pyarrow.table(t)`, `polars.DataFrame(t)`,
/// `duckdb.sql("FROM t")`, `pandas.DataFrame.from_arrow(t)`. The same as JSON with `to_json()` and `to_python()`.
#[pyclass(frozen, module = "earwatch")]
pub(crate) struct Table {
    batch: RecordBatch,
    json: String,
}

impl Table {
    pub(crate) fn new(batch: RecordBatch, json: String) -> Self {
        Self { batch, json }
    }
}

#[pymethods]
impl Table {
    /// A stream of one batch, by the Arrow `PyCapsule` interface.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let batches = RecordBatchIterator::new([Ok(self.batch.clone())], self.batch.schema());
        capsule::of_stream(py, batches, requested_schema)
    }

    /// The schema, by the Arrow `PyCapsule` interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::of_schema(py, &self.batch.schema())
    }

    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("<earwatch.Table: {} rows, {} columns>", self.batch.num_rows(), self.batch.num_columns())
    }

    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.batch.schema().fields().iter().map(|field| field.name().clone()).collect()
    }

    /// The JSON of the command line.
    fn to_json(&self) -> &str {
        &self.json
    }

    /// That JSON as dicts and lists.
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        of_json(py, &self.json)
    }
}

/// JSON as Python has it.
pub(crate) fn of_json<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json,))
}

/// Columns of what changed that are no texts.
const NUMBERS: [&str; 2] = ["entry_id", "version"];
const DAYS: [&str; 3] = ["effective", "published", "report_as_of"];

/// What a report changes: the rows and columns of its CSV, with days as days.
pub(crate) fn changed(report: &Report) -> Result<RecordBatch, ArrowError> {
    let table = table::changed(report);
    let column = |(at, header): (usize, &table::Header)| {
        let cells = table.rows.iter().map(|row| row.get(at).unwrap_or(&Cell::Empty));
        let (data_type, values): (_, ArrayRef) = if NUMBERS.contains(&header.name) {
            let number = |cell: &Cell| match cell {
                Cell::Number(number) => i64::try_from(*number).ok(),
                Cell::Empty | Cell::Text(_) | Cell::Day(_) | Cell::Instant(_) | Cell::Link { .. } => None,
            };
            (DataType::Int64, Arc::new(cells.map(number).collect::<Int64Array>()))
        } else if DAYS.contains(&header.name) {
            let day = |cell: &Cell| match cell {
                Cell::Day(day) => Some(Date32Type::from_naive_date(*day)),
                Cell::Empty | Cell::Text(_) | Cell::Number(_) | Cell::Instant(_) | Cell::Link { .. } => None,
            };
            (DataType::Date32, Arc::new(cells.map(day).collect::<Date32Array>()))
        } else {
            let text = |cell: &Cell| match cell {
                Cell::Text(text) | Cell::Link { url: text, .. } => Some(text.clone()),
                Cell::Number(number) => Some(number.to_string()),
                Cell::Day(day) => Some(day.to_string()),
                Cell::Instant(instant) => Some(instant.to_rfc3339()),
                Cell::Empty => None,
            };
            (DataType::Utf8, Arc::new(cells.map(text).collect::<StringArray>()))
        };
        (Field::new(header.name, data_type, true), values)
    };
    let (fields, arrays): (Vec<_>, Vec<_>) = table.headers.iter().enumerate().map(column).unzip();
    RecordBatch::try_new(Arc::new(Schema::new_with_metadata(fields, HashMap::new())), arrays)
}
