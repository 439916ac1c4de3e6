//! What the service says of itself.

use serde::Serialize;

use earwatch_law::law::ListId;

/// A list, as the type of its entries.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Kind {
    id: &'static str,
    pub(super) name: &'static str,
}

impl Kind {
    /// The type of all entries.
    pub(super) const ANY: &str = "listed-party";

    pub(super) const fn of(list: ListId) -> Self {
        Self { id: list.name(), name: list.title() }
    }
}

/// All types.
pub(super) const KINDS: [Kind; 4] = [
    Kind { id: Kind::ANY, name: "Listed party" },
    Kind::of(ListId::EntityList),
    Kind::of(ListId::UnverifiedList),
    Kind::of(ListId::MeuList),
];

/// What the service can do, and where.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Manifest {
    versions: [&'static str; 1],
    name: &'static str,
    identifier_space: &'static str,
    schema_space: &'static str,
    service_version: &'static str,
    default_types: [Kind; 4],
    view: Place,
    preview: Preview,
    suggest: Suggest,
    extend: Extend,
}

#[derive(Debug, Serialize)]
struct Place {
    url: String,
}

#[derive(Debug, Serialize)]
struct Preview {
    url: String,
    width: u32,
    height: u32,
}

#[derive(Debug, Serialize)]
struct Suggest {
    entity: Service,
    property: Service,
    r#type: Service,
}

#[derive(Debug, Serialize)]
struct Service {
    service_url: String,
    service_path: &'static str,
}

#[derive(Debug, Serialize)]
struct Extend {
    propose_properties: Service,
    property_settings: [(); 0],
}

impl Manifest {
    /// The manifest of a service that is asked at this address.
    pub(super) fn new(base: &str) -> Self {
        let service = |service_path| Service { service_url: base.to_owned(), service_path };
        Self {
            versions: ["0.2"],
            name: "Restricted-party lists of 15 CFR Part 744 (earwatch)",
            identifier_space: "urn:earwatch:entry:",
            schema_space: "urn:earwatch:property:",
            service_version: env!("CARGO_PKG_VERSION"),
            default_types: KINDS,
            view: Place { url: format!("{base}/api/v1/entries/{{{{id}}}}") },
            preview: Preview { url: format!("{base}/reconcile/preview?id={{{{id}}}}"), width: 500, height: 350 },
            suggest: Suggest {
                entity: service("/reconcile/suggest/entity"),
                property: service("/reconcile/suggest/property"),
                r#type: service("/reconcile/suggest/type"),
            },
            extend: Extend { propose_properties: service("/reconcile/extend"), property_settings: [] },
        }
    }
}
