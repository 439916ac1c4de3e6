//! Headings that stay on the list against an order to strike them.

use super::{Release, State};
use crate::amendment::{Amendment, Edit};
use crate::finding::{Code, Finding};
use crate::law::country;

/// What is to be said of an order to strike a heading without its entries, at the end of the release: entries that
/// stood below it before and stand there still keep it on the list.
pub(super) fn kept(before: &State, after: &State, release: &Release, amendment: &Amendment) -> Option<Finding> {
    let Edit::RemoveCountry { country, with_entries: false, .. } = &amendment.edit else {
        return None;
    };
    let (list, old) = (after.lists.get(&amendment.list)?, before.lists.get(&amendment.list)?);
    let heading = list.heading(country)?.printed;
    // A heading that the document adds again may bear the entries that come with it.
    let again = release.amendments.iter().any(|other| {
        other.list == amendment.list
            && matches!(&other.edit, Edit::AddCountry { country: added } if country::key(added) == country::key(country))
    });
    let left: Vec<_> = list
        .entries
        .values()
        .filter(|entry| entry.country == heading)
        .filter(|entry| !again || old.entries.contains_key(&entry.id))
        .map(|entry| format!("“{}”", entry.name()))
        .collect();
    (!left.is_empty()).then(|| {
        let message = format!(
            "the heading {heading} is to be removed, but entries remain below it: {}; the heading is kept",
            left.join(", ")
        );
        let mut finding = Finding::new(Code::HeadingNotEmpty, message)
            .with_list(amendment.list)
            .with_quote(amendment.quote.clone(), &amendment.place);
        finding.country = Some(heading);
        finding
    })
}
