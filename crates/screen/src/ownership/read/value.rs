//! Parts of a JSON object, where they are of the kind that is looked for.

use serde_json::Value;

/// A text of an object, else nothing.
pub(super) fn text<'v>(object: &'v Value, key: &str) -> &'v str {
    object.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The items of an array of an object, or the one value in its place.
pub(super) fn items<'v>(object: &'v Value, key: &str) -> &'v [Value] {
    match object.get(key) {
        None | Some(Value::Null) => &[],
        Some(Value::Array(items)) => items,
        Some(one) => std::slice::from_ref(one),
    }
}
