//! What stands in a bundle besides the rows on record, all of it a function of them: what it is of, report and lists.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::container::Member;
use super::error::BundleError;
use super::names::{CONFIG, CONTENTS, README, REPORT, REPORT_PAGE};
use super::selection::Selection;
use crate::query::{compare, provisions, report};
use crate::run::{Occasion, RunError};
use crate::store::Store;
use crate::store::records::{StoredCapture, TABLES};
use crate::store::versions::VersionNumber;
use earwatch_law::law::ListId;
use earwatch_report::render::Rendering;
use earwatch_report::report::export::ListExport;

/// What `bundle.json` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Contents {
    /// `earwatch/bundle/1`.
    pub(super) schema: String,
    /// Version of the program that made it.
    pub(super) program: String,
    /// What it is of.
    pub(super) selection: Selection,
    /// The version whose lists are in it.
    pub(super) version: VersionFacts,
    /// The end of the chain of runs.
    pub(super) chain: Option<String>,
    /// What was received.
    pub(super) captures: Vec<CaptureFacts>,
}

/// A version, as `bundle.json` says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct VersionFacts {
    pub(super) number: i64,
    pub(super) document: Option<String>,
    pub(super) effective: String,
    pub(super) published: String,
    pub(super) content_hash: String,
    pub(super) entries: BTreeMap<String, usize>,
}

/// A capture, as `bundle.json` says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CaptureFacts {
    pub(super) id: i64,
    pub(super) member: String,
    pub(super) url: String,
    pub(super) retrieved: String,
    pub(super) media_type: String,
    pub(super) sha256: String,
}

pub(super) const SCHEMA: &str = "earwatch/bundle/1";

impl Contents {
    /// What a bundle of a database says that it holds.
    pub(super) fn of(store: &Store, selection: Selection) -> Result<Self, BundleError> {
        let reader = store.reader();
        let version = reader.version(VersionNumber(selection.version))?.ok_or(RunError::NoBaseline)?;
        let captures = reader.captures()?.into_iter().map(|capture| CaptureFacts {
            id: capture.id.0,
            member: member(&capture),
            url: capture.url,
            retrieved: capture.retrieved,
            media_type: capture.media_type,
            sha256: capture.sha256,
        });
        Ok(Self {
            schema: SCHEMA.to_owned(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            selection,
            version: VersionFacts {
                number: version.number.0,
                document: version.document.map(|number| number.to_string()),
                effective: version.effective.to_string(),
                published: version.published.to_string(),
                content_hash: version.content_hash,
                entries: version.entries.into_iter().map(|(list, count)| (list.name().to_owned(), count)).collect(),
            },
            chain: reader.links()?.pop().map(|(.., sha256)| sha256),
            captures: captures.collect(),
        })
    }

    pub(super) fn json(&self) -> Result<Vec<u8>, BundleError> {
        Ok((serde_json::to_string_pretty(self)? + "\n").into_bytes())
    }
}

/// Where a capture lies in a bundle: under its row, and the name that it had where it came from.
fn member(capture: &StoredCapture) -> String {
    const LONGEST: usize = 80;
    let path = capture.url.split(['?', '#']).next().unwrap_or_default();
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let plain = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' };
    let name: String = last.chars().map(plain).collect();
    let name = name.trim_start_matches('.');
    let kinds = [("xml", "xml"), ("json", "json"), ("html", "html"), ("pdf", "pdf"), ("csv", "csv"), ("text", "txt")];
    let kind = kinds.iter().find(|(said, _)| capture.media_type.contains(said)).map_or("bin", |(_, kind)| kind);
    let stem = name.strip_suffix(&format!(".{kind}")).unwrap_or(name);
    let stem: String = stem.chars().take(LONGEST).collect();
    format!("captures/{:06}-{stem}.{kind}", capture.id.0)
}

/// The member that holds the rows of a table.
pub(super) fn records(table: &str) -> String {
    format!("records/{table}.ndjson")
}

/// Whether a bundle may have a member, apart from its captures.
pub(super) fn is_known(name: &str) -> bool {
    const PLAIN: [&str; 5] = [CONTENTS, README, CONFIG, REPORT, REPORT_PAGE];
    PLAIN.contains(&name)
        || TABLES.iter().any(|table| name == records(table))
        || ListId::ALL.iter().any(|list| name == list_member(*list))
        || SCREENING.iter().any(|table| name == format!("screening/{table}.ndjson"))
}

/// What is on record of screenings, if it was asked for.
pub(super) const SCREENING: [&str; 4] = ["runs", "subjects", "hits", "decisions"];

fn list_member(list: ListId) -> String {
    format!("lists/{}.json", list.name())
}

/// Report and lists, made from what is on record.
pub(super) fn outputs(store: &Store, selection: &Selection) -> Result<Vec<Member>, BundleError> {
    let as_of = selection.as_of;
    let occasion = Occasion { command: "report".to_owned(), as_of, now: selection.at, is_today: false };
    let told = report::build(store, &selection.report.scope(), &occasion)?;
    let mut members = vec![
        Member { name: REPORT.to_owned(), bytes: Rendering::Json.render(&told)? },
        Member { name: REPORT_PAGE.to_owned(), bytes: Rendering::Html.render(&told)? },
    ];
    let number = VersionNumber(selection.version);
    let version = store.reader().version(number)?.ok_or(RunError::NoBaseline)?;
    let lists = compare::at_version(store, &number.0.to_string(), &version)?;
    let doubts = report::doubts(store)?;
    for (list, state) in &lists.state.lists {
        let entries = report::entries(state, &lists.origins, &lists.ids, &doubts);
        let provisions = provisions::provisions(store, *list, as_of, None)?;
        let export = ListExport::new(lists.info.clone(), *list, entries, provisions);
        let bytes = (serde_json::to_string_pretty(&export)? + "\n").into_bytes();
        members.push(Member { name: list_member(*list), bytes });
    }
    Ok(members)
}
