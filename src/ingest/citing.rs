//! Documents of any agency that cite a rule on record: a freeze of all rules of the department, or a correction by the
//! Office of the Federal Register, is filed neither under the bureau nor under Part 744.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::source_health::of_source;
use super::transaction::Ingest;
use crate::run::{Occasion, RunError};
use crate::source::{Listed, Source, SourceError, Window};
use crate::store::findings::Which;
use crate::store::runs::Run;
use crate::store::{Reader, Store, Writer};
use earwatch_law::finding::Code;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::quantity::quantity;

/// For so long after it was published a rule is looked for in the texts of others, and longer as long as a day of effect
/// is to come.
const RECENT: Days = Days::new(365);

/// The name of the search.
const SEARCH: &str = "search-by-citation";

/// What the search brought.
#[derive(Debug, Default)]
pub(super) struct Citing {
    /// Documents that no other search has.
    pub(super) listed: Vec<Listed>,
    /// How many rules were looked for.
    rules: usize,
    failure: Option<SourceError>,
}

impl Citing {
    /// Asks for what cites the rules on record and those that are `listed`. That it fails is told, and the rest of the run
    /// goes on.
    pub(super) async fn ask<S: Source>(
        store: &Store,
        source: &mut S,
        listed: &[Listed],
        window: Window,
        occasion: &Occasion,
    ) -> Result<Self, RunError> {
        let named = named(store.reader(), listed, window)?;
        let pending = named.iter().any(|named| named.is_pending);
        if !pending && has_asked(store.reader(), occasion)? {
            return Ok(Self::default());
        }
        let phrases: Vec<String> = named.iter().flat_map(Named::phrases).collect::<BTreeSet<_>>().into_iter().collect();
        let mut citing = Self { rules: named.len(), ..Self::default() };
        if phrases.is_empty() || !source.lists_all() {
            return Ok(citing);
        }
        let known: BTreeSet<_> = listed.iter().map(|listed| (&listed.kind, listed.published)).collect();
        match search(source, window, &phrases).await {
            Ok(found) => {
                let mut seen = BTreeSet::new();
                citing.listed = found;
                citing.listed.retain(|found| {
                    let key = (found.kind.clone(), found.published);
                    !known.contains(&(&key.0, key.1)) && seen.insert(key)
                });
            }
            Err(error) => {
                tracing::warn!("{error}");
                citing.failure = Some(error);
            }
        }
        Ok(citing)
    }

    /// What a reader of the run should know of it.
    pub(super) fn remark(&self) -> Option<String> {
        match &self.failure {
            Some(error) => Some(format!("what cites the rules on record could not be searched for ({error})")),
            None if self.listed.is_empty() => None,
            None => {
                Some(format!("{} found by words that cite a rule on record", quantity(self.listed.len(), "document")))
            }
        }
    }

    /// Tells once that the search fails, and takes it back when it works.
    pub(super) fn record(&self, writer: &Writer<'_>, ingest: &mut Ingest) -> Result<(), RunError> {
        let Some(error) = &self.failure else {
            return Ok(writer.supersede_source_findings(SEARCH, &[Code::SearchIncomplete], ingest.run)?);
        };
        let message = format!(
            "a document of another agency that delays, withdraws or corrects one of {} may be missed: the search for \
             documents that cite them failed ({error})",
            quantity(self.rules, "rule")
        );
        ingest.tell_once(writer, of_source(Code::SearchIncomplete, SEARCH, message))
    }
}

/// The documents that have one of the phrases. That a server looks for phrases at all is asked for where it finds many.
async fn search<S: Source>(source: &mut S, window: Window, phrases: &[String]) -> Result<Vec<Listed>, SourceError> {
    /// Documents that cite rules of the bureau are few.
    const FEW: usize = 12;
    /// A phrase that no document has.
    const NOWHERE: &str = "a phrase that no document of the Federal Register has 0744-ZZ99";
    let found = source.citing(window, phrases).await?;
    if found.len() <= FEW {
        return Ok(found);
    }
    match source.citing(window, &[NOWHERE.to_owned()]).await?.first() {
        None => Ok(found),
        Some(anything) => {
            let problem = format!("a search for words that stand nowhere finds {}", anything.kind);
            Err(SourceError::Shape { url: "the search by words".to_owned(), problem })
        }
    }
}

/// Whether a run that went well has asked for this day already: what is in force is looked for once a day.
fn has_asked(reader: Reader<'_>, occasion: &Occasion) -> Result<bool, RunError> {
    let incomplete = reader.findings(&Which::Beside)?.iter().any(|finding| finding.code == Code::SearchIncomplete);
    let asked = |run: &Run| {
        let this_program = run.program.as_deref() == Some(env!("CARGO_PKG_VERSION"));
        this_program && run.as_of == occasion.as_of && run.asked_the_register()
    };
    Ok(!incomplete && reader.runs()?.iter().any(asked))
}

/// A rule by what others may cite.
struct Named {
    /// Whether a day of effect is to come.
    is_pending: bool,
    number: DocumentNumber,
    page: Option<(u32, u32)>,
    dockets: Vec<String>,
}

impl Named {
    fn phrases(&self) -> Vec<String> {
        let page = self.page.map(|(volume, page)| format!("{volume} FR {page}"));
        let dockets = self.dockets.iter().filter_map(|docket| printed(docket));
        std::iter::once(self.number.to_string()).chain(page).chain(dockets).collect()
    }
}

/// A docket or regulation identifier as documents print it: `2609010001` is `260901-0001`, `0694ZZ01` is `0694-ZZ01`.
fn printed(docket: &str) -> Option<String> {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    match docket.len() {
        8 => docket.split_at_checked(4).filter(|(agency, _)| digits(agency)),
        10 => docket.split_at_checked(6).filter(|_| digits(docket)),
        _ => None,
    }
    .map(|(first, last)| format!("{first}-{last}"))
}

/// The rules that a document of the window can still act on.
fn named(reader: Reader<'_>, listed: &[Listed], window: Window) -> Result<Vec<Named>, RunError> {
    let since = window.from.checked_sub_days(RECENT).unwrap_or(NaiveDate::MIN);
    let mut named = Vec::new();
    for document in reader.documents()? {
        let moved = document.standing.moves.values().flatten();
        let last = document.effective.iter().chain(moved).copied().max();
        if document.published >= since || last.is_some_and(|last| last >= window.from) {
            named.push(Named {
                is_pending: last.is_some_and(|last| last > window.to),
                page: document.start_page.map(|page| (u32::from(document.volume), page)),
                number: document.number,
                dockets: document.acts.dockets,
            });
        }
    }
    for record in listed.iter().filter_map(|listed| listed.record.as_ref()) {
        let known = named.iter().any(|named: &Named| named.number.is_same(&record.document_number));
        let rule = record.document_type.as_deref() == Some("Rule") && record.names_part_744();
        if rule && !known {
            let dockets = record.docket_ids.iter().chain(&record.regulation_id_numbers);
            named.push(Named {
                is_pending: record.effective_on.is_none_or(|effective| effective > window.to),
                number: record.document_number.clone(),
                page: record.volume.zip(record.start_page),
                dockets: dockets.filter_map(|docket| earwatch_law::document::act::docket(docket)).collect(),
            });
        }
    }
    Ok(named)
}
