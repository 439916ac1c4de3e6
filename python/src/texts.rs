//! What a column of a table holds as texts.

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    Decimal128Type, Decimal256Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use earwatch::screen::columns::Role;
use earwatch::screen::input::row::Cell;

/// The cell of a row.
pub(crate) type Cells = Box<dyn Fn(usize) -> Cell + Send + Sync>;

/// Why a column of this type cannot be what it is taken for.
pub(crate) fn refused(of: &DataType, role: Role) -> Option<String> {
    let is_several = matches!(role, Role::Name | Role::OtherNames | Role::Address);
    match of {
        DataType::Null | DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => None,
        number if number.is_integer() => None,
        DataType::Float32 | DataType::Float64 | DataType::Decimal128(..) | DataType::Decimal256(..) => None,
        DataType::Dictionary(_, values) => refused(values, role),
        DataType::List(of) | DataType::LargeList(of) | DataType::ListView(of) | DataType::FixedSizeList(of, _)
            if is_several =>
        {
            refused(of.data_type(), role)
        }
        DataType::Struct(fields) if role == Role::Address => {
            fields.iter().find_map(|field| refused(field.data_type(), role))
        }
        other => Some(format!("it holds {other}, which is not read as {}; cast it to text", role.name())),
    }
}

macro_rules! plain {
    ($array:expr, $get:ident $(::<$of:ty>)?, |$value:ident| $text:expr) => {{
        let array = $array.$get$(::<$of>)?().clone();
        Box::new(move |at| Cell::Text(if array.is_null(at) { String::new() } else { let $value = array.value(at); $text }))
    }};
}

macro_rules! list {
    ($array:expr, $get:ident $(::<$of:ty>)?) => {{
        let array = $array.$get$(::<$of>)?().clone();
        let of = cells(array.values());
        let texts = move |from: usize, to: usize| (from..to).flat_map(|at| texts(of(at))).collect();
        (array, texts)
    }};
}

/// The cells of a column whose type is not refused.
pub(crate) fn cells(array: &ArrayRef) -> Cells {
    match array.data_type() {
        DataType::Utf8 => plain!(array, as_string::<i32>, |text| text.to_owned()),
        DataType::LargeUtf8 => plain!(array, as_string::<i64>, |text| text.to_owned()),
        DataType::Utf8View => plain!(array, as_string_view, |text| text.to_owned()),
        DataType::Int8 => plain!(array, as_primitive::<Int8Type>, |number| number.to_string()),
        DataType::Int16 => plain!(array, as_primitive::<Int16Type>, |number| number.to_string()),
        DataType::Int32 => plain!(array, as_primitive::<Int32Type>, |number| number.to_string()),
        DataType::Int64 => plain!(array, as_primitive::<Int64Type>, |number| number.to_string()),
        DataType::UInt8 => plain!(array, as_primitive::<UInt8Type>, |number| number.to_string()),
        DataType::UInt16 => plain!(array, as_primitive::<UInt16Type>, |number| number.to_string()),
        DataType::UInt32 => plain!(array, as_primitive::<UInt32Type>, |number| number.to_string()),
        DataType::UInt64 => plain!(array, as_primitive::<UInt64Type>, |number| number.to_string()),
        DataType::Float32 => plain!(array, as_primitive::<Float32Type>, |number| whole(number.into())),
        DataType::Float64 => plain!(array, as_primitive::<Float64Type>, |number| whole(number)),
        DataType::Decimal128(..) => {
            let array = array.as_primitive::<Decimal128Type>().clone();
            Box::new(move |at| Cell::Text(if array.is_null(at) { String::new() } else { array.value_as_string(at) }))
        }
        DataType::Decimal256(..) => {
            let array = array.as_primitive::<Decimal256Type>().clone();
            Box::new(move |at| Cell::Text(if array.is_null(at) { String::new() } else { array.value_as_string(at) }))
        }
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            let (nulls, keys, of) =
                (dictionary.nulls().cloned(), dictionary.normalized_keys(), cells(dictionary.values()));
            Box::new(move |at| match keys.get(at) {
                Some(key) if nulls.as_ref().is_none_or(|nulls| nulls.is_valid(at)) => of(*key),
                _ => nothing(),
            })
        }
        DataType::List(_) => {
            let (array, texts) = list!(array, as_list::<i32>);
            Box::new(move |at| {
                let to = |at: usize| array.value_offsets().get(at).map_or(0, |to| usize::try_from(*to).unwrap_or(0));
                if array.is_null(at) { nothing() } else { Cell::Texts(texts(to(at), to(at + 1))) }
            })
        }
        DataType::LargeList(_) => {
            let (array, texts) = list!(array, as_list::<i64>);
            Box::new(move |at| {
                let to = |at: usize| array.value_offsets().get(at).map_or(0, |to| usize::try_from(*to).unwrap_or(0));
                if array.is_null(at) { nothing() } else { Cell::Texts(texts(to(at), to(at + 1))) }
            })
        }
        DataType::ListView(_) => {
            let (array, texts) = list!(array, as_list_view::<i32>);
            Box::new(move |at| {
                let from = usize::try_from(array.value_offset(at)).unwrap_or(0);
                let length = usize::try_from(array.value_size(at)).unwrap_or(0);
                if array.is_null(at) { nothing() } else { Cell::Texts(texts(from, from + length)) }
            })
        }
        DataType::FixedSizeList(..) => {
            let (array, texts) = list!(array, as_fixed_size_list);
            Box::new(move |at| {
                let length = usize::try_from(array.value_length()).unwrap_or(0);
                let from = array.value_offset_at(at);
                if array.is_null(at) { nothing() } else { Cell::Texts(texts(from, from + length)) }
            })
        }
        DataType::Struct(_) => {
            let array = array.as_struct().clone();
            let parts: Vec<Cells> = array.columns().iter().map(cells).collect();
            Box::new(move |at| {
                let all = parts.iter().flat_map(|part| texts(part(at)));
                let told: Vec<_> = if array.is_null(at) { Vec::new() } else { all.collect() };
                Cell::Text(told.join(", "))
            })
        }
        _ => Box::new(|_| nothing()),
    }
}

fn nothing() -> Cell {
    Cell::Text(String::new())
}

/// The texts of a cell.
fn texts(cell: Cell) -> Vec<String> {
    match cell {
        Cell::Text(text) => Some(text).filter(|text| !text.is_empty()).into_iter().collect(),
        Cell::Texts(texts) => texts,
        Cell::Unreadable(_) => Vec::new(),
    }
}

/// A number as a table has it that knows no whole ones; what is no number is missing.
fn whole(number: f64) -> String {
    if number.is_nan() {
        String::new()
    } else if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}
