//! What proves that two entries are one: the former name stands as f.k.a., or citations and addresses agree.

use std::collections::BTreeSet;

use crate::entry::Entry;
use crate::entry::cell::AliasKind;
use crate::law::canonical::canonical;
use crate::law::citation::FrCitation;

/// Evidence in a form that old and new entry share.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Evidence {
    /// The name of the old entry, a former name of the new one.
    FormerName(String),
    /// All citations of the old entry, with which those of the new one begin, and the addresses of both.
    Record(Vec<FrCitation>, BTreeSet<String>),
}

/// What a new entry has to show to be this old one.
pub(super) fn of_old(entry: &Entry) -> Vec<Evidence> {
    let mut evidence = record(entry);
    evidence.push(Evidence::FormerName(entry.key.clone()));
    evidence
}

/// What a new entry shows.
pub(super) fn of_new(entry: &Entry) -> Vec<Evidence> {
    let former = entry.view.aliases.iter().filter(|alias| alias.kind == AliasKind::FormerlyKnownAs);
    let mut evidence = records_until(entry);
    evidence.extend(former.map(|alias| Evidence::FormerName(canonical(&alias.name))));
    evidence
}

/// The record of an old entry, where it has both citations and addresses.
pub(super) fn record(entry: &Entry) -> Vec<Evidence> {
    records_until(entry).pop().into_iter().collect()
}

/// The records that a new entry has had, the first ones first: it has gained citations since.
pub(super) fn records_until(entry: &Entry) -> Vec<Evidence> {
    let addresses = addresses(entry);
    if addresses.is_empty() {
        return Vec::new();
    }
    let citations = &entry.citations;
    (1..=citations.len())
        .map(|n| {
            let until = citations.iter().take(n).copied().collect();
            Evidence::Record(until, addresses.clone())
        })
        .collect()
}

/// The addresses in canonical form.
pub(super) fn addresses(entry: &Entry) -> BTreeSet<String> {
    entry.view.addresses.iter().map(|address| canonical(address)).collect()
}
