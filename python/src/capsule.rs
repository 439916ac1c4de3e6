//! The Arrow `PyCapsule` interface: tables that come in and go out without being copied.
//!
//! Here alone is unsafe code: what a capsule of the right name points to is taken over, as the interface says.

#![expect(unsafe_code, reason = "the C data interface hands over pointers")]

use std::ffi::CStr;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{Array as _, RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray};
use arrow_schema::{DataType, Schema};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

use crate::failure::wrong;

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

/// Record batches, one after the other.
pub(crate) type Reader = Box<dyn RecordBatchReader + Send>;

/// A stream for whoever takes one. The schema that is asked for is a wish; whoever has it casts.
pub(crate) fn of_stream<'py>(
    py: Python<'py>,
    reader: impl RecordBatchReader + Send + 'static,
    _wish: Option<Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyCapsule>> {
    let reader: Reader = Box::new(reader);
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), STREAM)
}

/// A schema for whoever takes one.
pub(crate) fn of_schema<'py>(py: Python<'py>, schema: &Schema) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowSchema::try_from(schema).map_err(cannot_be_read)?, SCHEMA)
}

/// The batches of a table.
pub(crate) fn reader(table: &Bound<'_, PyAny>) -> PyResult<Reader> {
    if table.hasattr("__arrow_c_stream__")? {
        let capsule = table.call_method0("__arrow_c_stream__")?.cast_into::<PyCapsule>()?;
        let stream = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
        // SAFETY: a capsule of this name holds such a stream; taking it over leaves a released one behind.
        let reader = unsafe { RecordBatchStreamReader::from_raw(stream.as_ptr()) };
        return Ok(Box::new(reader.map_err(cannot_be_read)?));
    }
    if table.hasattr("__arrow_c_array__")? {
        let batch = batch(&table.call_method0("__arrow_c_array__")?.cast_into::<PyTuple>()?)?;
        let schema = batch.schema();
        return Ok(Box::new(RecordBatchIterator::new([Ok(batch)], schema)));
    }
    let kind = table.get_type().qualname()?;
    Err(PyTypeError::new_err(format!(
        "expected a table of Arrow, such as pyarrow, pandas, Polars and DuckDB have them (an object with \
         __arrow_c_stream__), but found {kind}; pyarrow.Table.from_pylist makes one of dicts"
    )))
}

/// A batch of a schema and an array.
fn batch(pair: &Bound<'_, PyTuple>) -> PyResult<RecordBatch> {
    let (schema, array) = (pair.get_item(0)?.cast_into::<PyCapsule>()?, pair.get_item(1)?.cast_into::<PyCapsule>()?);
    let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
    // SAFETY: capsules of these names hold such a schema and such an array of it; taking them over leaves released ones
    // behind.
    let data = unsafe {
        let schema = FFI_ArrowSchema::from_raw(schema.as_ptr());
        from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), &schema)
    };
    let data = data.map_err(cannot_be_read)?;
    if !matches!(data.data_type(), DataType::Struct(_)) {
        return Err(cannot_be_read(format!("it is an array of {}, and no table", data.data_type())));
    }
    let rows = StructArray::from(data);
    if rows.null_count() > 0 {
        return Err(cannot_be_read("a row of it is null"));
    }
    Ok(RecordBatch::from(rows))
}

/// Why what was given is no table.
fn cannot_be_read(why: impl std::fmt::Display) -> PyErr {
    wrong(format!("the table cannot be read: {why}"))
}
