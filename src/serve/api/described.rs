//! The `OpenAPI` document: the routes describe themselves, and the schemas of this program describe what they answer.

use crate::serve::body::bodies;
use crate::serve::yente::answers;
use earwatch_report::schemas;
use serde_json::{Map, Value, json};
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder};

/// Bodies that are described by a schema of this program, by its name.
macro_rules! described {
    ($($body:ident = $schema:literal,)*) => {
        bodies! { $($body: concat!("What `earwatch schema ", $schema, "` describes."),)* }
        const BODIES: &[(&str, &str)] = &[$((stringify!($body), $schema),)*];
    };
}

described! {
    AcknowledgementsBody = "acknowledgements",
    DiffBody = "diff",
    DocumentsBody = "documents",
    EntriesBody = "entries",
    EntryBody = "entry",
    FindingsBody = "findings",
    HistoryBody = "history",
    ListsBody = "lists",
    ReportBody = "report",
    ScreenBody = "screen",
    TextBody = "text",
    VersionsBody = "versions",
}

/// The document before the routes are in it.
pub(super) fn document() -> OpenApi {
    let about = "The restricted-party lists of 15 CFR Part 744, replayed rule by rule. A potential match is for a person to \
                 review, and no potential match does not mean that a party may be dealt with. Official versions are those \
                 of the Federal Register and the Code of Federal Regulations.";
    let info = InfoBuilder::new().title("earwatch").version(env!("CARGO_PKG_VERSION")).description(Some(about));
    OpenApiBuilder::new().info(info.build()).build()
}

/// The document with the schemas of what is answered.
///
/// # Errors
/// Where a schema of this program is no JSON.
pub(super) fn whole(document: &OpenApi) -> Result<Value, serde_json::Error> {
    let mut document = serde_json::to_value(document)?;
    let mut components = Map::new();
    for (body, name) in BODIES.iter().copied() {
        let Some(text) = schemas::schema(name)? else {
            continue;
        };
        let mut schema: Value = serde_json::from_str(&text)?;
        refer_to_components(&mut schema);
        if let Some(schema) = schema.as_object_mut() {
            // The schemas stand in this document, and name no other one.
            schema.remove("$schema");
            schema.remove("$id");
            // Generators of clients name a class by its title.
            schema.insert("title".to_owned(), body.into());
            if let Some(Value::Object(shared)) = schema.remove("$defs") {
                components.extend(shared);
            }
        }
        components.insert(body.to_owned(), schema);
    }
    for (body, mut schema) in answers::schemas()? {
        refer_to_components(&mut schema);
        components.insert(body, schema);
    }
    let known = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut);
    match known {
        Some(known) => known.extend(components),
        None => document["components"]["schemas"] = Value::Object(components),
    }
    Ok(document)
}

/// `#/$defs/entry` → `#/components/schemas/entry`, everywhere.
fn refer_to_components(schema: &mut Value) {
    match schema {
        Value::Object(keys) => {
            for (key, value) in keys {
                match value {
                    // Generators of clients know no schema that is a truth value.
                    Value::Bool(false) if key == "items" => *value = json!({ "not": {} }),
                    Value::String(to) if key == "$ref" => *to = to.replace("#/$defs/", "#/components/schemas/"),
                    other => refer_to_components(other),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(refer_to_components),
        _ => {}
    }
}
