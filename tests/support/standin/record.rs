//! Records of documents as the API prints them.

use serde_json::{Map, Value, json};

use super::world::{Document, Inspection, World, bureau};

/// Every field of a document that can be asked for.
const FIELDS: &str = "abstract action agencies agency_names body_html_url cfr_references citation comment_url \
    comments_close_on correction_of corrections dates disposition_notes docket_id docket_ids dockets document_number \
    effective_on end_page excerpts executive_order_notes executive_order_number explanation full_text_xml_url html_url \
    images images_metadata json_url mods_url not_received_for_publication page_length page_views pdf_url president \
    presidential_document_number proclamation_number public_inspection_pdf_url publication_date raw_text_url \
    regulation_id_number_info regulation_id_numbers regulations_dot_gov_info regulations_dot_gov_url significant \
    signing_date start_page subtype title toc_doc toc_subject topics type volume";
/// Those of a search that names none.
const FIELDS_OF_A_SEARCH: &str = "title type abstract document_number html_url pdf_url public_inspection_pdf_url \
    publication_date agencies excerpts";
/// Every field of a document on public inspection.
const FIELDS_OF_INSPECTION: &str = "agencies agency_letters agency_names docket_numbers document_number editorial_note \
    excerpts filed_at filing_type html_url json_url last_public_inspection_issue num_pages page_views pdf_file_name \
    pdf_file_size pdf_updated_at pdf_url publication_date raw_text_url subject_1 subject_2 subject_3 title toc_doc \
    toc_subject type";

/// Which fields an answer holds.
pub(super) struct Chosen(Option<Vec<String>>);

impl Chosen {
    /// The fields that a query asks for; the first that does not exist is an error.
    pub(super) fn of_documents(asked: Vec<String>, search: bool) -> Result<Self, String> {
        let default = search.then_some(FIELDS_OF_A_SEARCH);
        Self::checked(asked, FIELDS, default)
    }

    pub(super) fn of_inspection(asked: Vec<String>) -> Result<Self, String> {
        Self::checked(asked, FIELDS_OF_INSPECTION, None)
    }

    fn checked(asked: Vec<String>, known: &str, default: Option<&str>) -> Result<Self, String> {
        let unknown = asked.iter().find(|field| !known.split_whitespace().any(|known| known == **field));
        match unknown {
            Some(field) => Err(field.clone()),
            None if asked.is_empty() => {
                Ok(Self(default.map(|default| default.split_whitespace().map(str::to_owned).collect())))
            }
            None => Ok(Self(Some(asked))),
        }
    }

    fn cut(&self, mut record: Map<String, Value>, known: &str) -> Value {
        for field in known.split_whitespace() {
            record.entry(field).or_insert(Value::Null);
        }
        let chosen = |field: &String| self.0.as_ref().is_none_or(|fields| fields.contains(field));
        record.retain(|field, _| chosen(field));
        Value::Object(record)
    }
}

/// The host that answers name.
pub(super) fn host_named<'a>(world: &World, host: &'a str) -> &'a str {
    if world.public_names { "https://www.federalregister.gov" } else { host }
}

/// Where a text of a document lies below the host.
pub(super) fn place(document: &Document, kind: &str) -> String {
    let Document { number, published, .. } = document;
    let ending = if kind == "text" { "txt" } else { kind };
    format!("/documents/full_text/{kind}/{}/{number}.{ending}", published.format("%Y/%m/%d"))
}

pub(super) fn document(world: &World, host: &str, document: &Document, chosen: &Chosen) -> Value {
    let host = host_named(world, host);
    let text = |there: bool, kind| {
        if there { Value::String(format!("{host}{}", place(document, kind))) } else { Value::Null }
    };
    let mut record = document.record.clone();
    let number = &document.number;
    let day = document.published.format("%Y/%m/%d");
    for (key, value) in [
        ("document_number", json!(number)),
        ("publication_date", json!(document.published)),
        ("full_text_xml_url", text(document.xml.is_some(), "xml")),
        ("body_html_url", text(document.html.is_some(), "html")),
        ("raw_text_url", text(document.raw.is_some(), "text")),
        ("html_url", json!(format!("{host}/documents/{day}/{number}/a-rule"))),
        ("json_url", json!(format!("{host}/api/v1/documents/{number}?publication_date={}", document.published))),
    ] {
        record.insert(key.to_owned(), value);
    }
    chosen.cut(record, FIELDS)
}

pub(super) fn inspection(world: &World, host: &str, filed: &Inspection, chosen: &Chosen) -> Value {
    let host = host_named(world, host);
    let number = &filed.number;
    let raw = filed.raw.as_ref().map(|_| format!("{host}/documents/full_text/text/inspection/{number}.txt"));
    let record = json!({
        "agencies": bureau(), "agency_names": ["Commerce Department", "Industry and Security Bureau"],
        "docket_numbers": [], "document_number": number, "filed_at": filed.filed_at,
        "filing_type": filed.filing_type, "html_url": format!("{host}/public-inspection/{number}/a-rule"),
        "json_url": format!("{host}/api/v1/public-inspection-documents/{number}"), "num_pages": 8,
        "pdf_url": format!("https://public-inspection.federalregister.gov/{number}.pdf"),
        "publication_date": filed.publication, "raw_text_url": raw, "title": filed.title, "type": filed.kind,
    });
    let Value::Object(record) = record else { unreachable!() };
    chosen.cut(record, FIELDS_OF_INSPECTION)
}
