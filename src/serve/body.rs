//! Bodies of answers that a schema describes which stands elsewhere.

use utoipa::openapi::schema::Object;
use utoipa::openapi::{RefOr, Schema};

/// An empty schema, until the one of the same name is put in its place when the document is whole.
pub(super) fn placeholder() -> RefOr<Schema> {
    Object::new().into()
}

/// Types that stand for bodies in the descriptions of routes: each with what is said of it.
macro_rules! bodies {
    ($($body:ident: $about:expr,)*) => {
        $(
            #[doc = $about]
            #[derive(Debug)]
            pub(super) struct $body;

            impl utoipa::PartialSchema for $body {
                fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                    $crate::serve::body::placeholder()
                }
            }

            impl utoipa::ToSchema for $body {
                fn name() -> std::borrow::Cow<'static, str> {
                    stringify!($body).into()
                }
            }
        )*
    };
}

pub(super) use bodies;
