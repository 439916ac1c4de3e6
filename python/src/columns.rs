//! Columns of what goes out: their names and types, and record batches of JSON objects, which have the names that JSON has.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use arrow_array::types::Date32Type;
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, ListArray, RecordBatch, StringArray, StructArray,
};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use serde_json::{Map, Value};

/// A name, and what stands there.
pub(crate) type Column = (&'static str, Kind);

/// What stands in a column. Any of it can be missing.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// Yes or no.
    Truth,
    /// A day.
    Day,
    /// Several of a kind; none where it is missing.
    List(&'static Self),
    /// An object.
    Object(&'static [Column]),
}

impl Kind {
    fn data_type(self) -> DataType {
        match self {
            Self::Text => DataType::Utf8,
            Self::Integer => DataType::Int64,
            Self::Number => DataType::Float64,
            Self::Truth => DataType::Boolean,
            Self::Day => DataType::Date32,
            Self::List(of) => DataType::List(Arc::new(item(*of))),
            Self::Object(columns) => DataType::Struct(fields(columns)),
        }
    }
}

fn item(of: Kind) -> Field {
    Field::new_list_field(of.data_type(), true)
}

fn fields(columns: &[Column]) -> Fields {
    columns.iter().map(|(name, kind)| Field::new(*name, kind.data_type(), true)).collect()
}

/// The schema of columns, with what is to be known of all rows.
pub(crate) fn schema(columns: &[Column], about: HashMap<String, String>) -> SchemaRef {
    Arc::new(Schema::new_with_metadata(fields(columns), about))
}

/// A batch of objects. Every key is a column; a column without a key is missing in the row.
pub(crate) fn batch(
    schema: &SchemaRef,
    columns: &[Column],
    rows: &[Map<String, Value>],
) -> Result<RecordBatch, ArrowError> {
    let names: BTreeSet<&str> = columns.iter().map(|(name, _)| *name).collect();
    if let Some(key) = rows.iter().flat_map(Map::keys).find(|key| !names.contains(key.as_str())) {
        return Err(ArrowError::SchemaError(format!("there is no column for {key}")));
    }
    let array = |(name, kind): &Column| {
        let values: Vec<&Value> = rows.iter().map(|row| row.get(*name).unwrap_or(&Value::Null)).collect();
        array(*kind, &values)
    };
    RecordBatch::try_new(Arc::clone(schema), columns.iter().map(array).collect::<Result<_, _>>()?)
}

fn array<'v>(kind: Kind, values: &[&'v Value]) -> Result<ArrayRef, ArrowError> {
    Ok(match kind {
        Kind::Text => Arc::new(StringArray::from(each(values, Value::as_str)?)),
        Kind::Integer => Arc::new(Int64Array::from(each(values, Value::as_i64)?)),
        Kind::Number => Arc::new(Float64Array::from(each(values, Value::as_f64)?)),
        Kind::Truth => Arc::new(BooleanArray::from(each(values, Value::as_bool)?)),
        Kind::Day => {
            let day = |value: &Value| Some(Date32Type::from_naive_date(value.as_str()?.parse().ok()?));
            Arc::new(Date32Array::from(each(values, day)?))
        }
        Kind::List(of) => {
            let lists = each(values, Value::as_array)?;
            let lengths = lists.iter().map(|list| list.map_or(0, Vec::len));
            let offsets = OffsetBuffer::from_lengths(lengths);
            let items: Vec<&Value> = lists.into_iter().flatten().flatten().collect();
            Arc::new(ListArray::try_new(Arc::new(item(*of)), offsets, array(*of, &items)?, None)?)
        }
        Kind::Object(columns) => {
            let objects = each(values, Value::as_object)?;
            let part = |(name, kind): &Column| {
                let of = |object: Option<&'v Map<String, Value>>| object.and_then(|it| it.get(*name));
                let values: Vec<&Value> = objects.iter().map(|object| of(*object).unwrap_or(&Value::Null)).collect();
                array(*kind, &values)
            };
            let parts = columns.iter().map(part).collect::<Result<Vec<_>, _>>()?;
            Arc::new(StructArray::try_new_with_length(fields(columns), parts, None, values.len())?)
        }
    })
}

/// The values, each of its kind or missing.
fn each<'v, T>(values: &[&'v Value], of: impl Fn(&'v Value) -> Option<T>) -> Result<Vec<Option<T>>, ArrowError> {
    let one = |value: &&'v Value| match value {
        Value::Null => Ok(None),
        value => of(value).map(Some).ok_or_else(|| ArrowError::CastError(format!("{value} is not of its kind"))),
    };
    values.iter().map(one).collect()
}
