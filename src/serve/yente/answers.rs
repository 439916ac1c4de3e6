//! What `yente` answers, as its models have it: `tests/outside/yente_schemas.py` makes the schemas from them.

use std::borrow::Cow;

use serde_json::{Map, Value};
use utoipa::openapi::schema::Object;
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// Bodies that the schemas describe.
macro_rules! bodies {
    ($($body:ident,)*) => {
        $(
            #[doc = concat!("The model `", stringify!($body), "`.")]
            #[derive(Debug)]
            pub(super) struct $body;

            impl PartialSchema for $body {
                fn schema() -> RefOr<Schema> {
                    // The schema is put in its place when the document is whole.
                    Object::new().into()
                }
            }

            impl ToSchema for $body {
                fn name() -> Cow<'static, str> {
                    stringify!($body).into()
                }
            }
        )*
    };
}

bodies! {
    AdjacentResultsResponse,
    AlgorithmResponse,
    DataCatalogModel,
    EntityAdjacentResponse,
    EntityMatchQuery,
    EntityMatchResponse,
    EntityResponse,
    ErrorResponse,
    SearchResponse,
}

/// The schemas by their names.
///
/// # Errors
/// Where they are no JSON.
pub(in crate::serve) fn schemas() -> Result<Map<String, Value>, serde_json::Error> {
    let mut all: Value = serde_json::from_str(include_str!("answers.json"))?;
    Ok(all.get_mut("$defs").and_then(Value::as_object_mut).map(std::mem::take).unwrap_or_default())
}
