//! What a version changed: entries, and what stands around them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::run::RunError;
use crate::store::Store;
use crate::store::applications::TextAmendment;
use crate::store::versions::Version;
use earwatch_law::amendment::Edit;
use earwatch_law::diff::frame::{self, FrameChange};
use earwatch_law::diff::{self, ListDiff, Origin};
use earwatch_law::entry::Entry;
use earwatch_law::entry::public_id::Ids;
use earwatch_law::instruction::Stayed;
use earwatch_law::law::ListId;
use earwatch_law::law::canonical;
use earwatch_law::law::country;
use earwatch_law::law::designation::Designations;
use earwatch_law::list::state::{Frame, ListState, State};
use earwatch_report::report::Section;
use earwatch_report::report::texts::{Became, Subject, TextRecord};

/// Adds what differs between two sets of entries of one database, and between their frames. The public ids are those
/// before and after.
pub(super) fn add(
    section: &mut Section,
    (old, new): (&[Arc<Entry>], &[Arc<Entry>]),
    texts: Vec<FrameChange>,
    origin: &Origin,
    ids: (&Ids, &Ids),
) {
    let mut texts_of: BTreeMap<ListId, Vec<FrameChange>> = BTreeMap::new();
    for text in texts {
        texts_of.entry(text.list).or_default().push(text);
    }
    let mut diffs: Vec<_> = ListId::ALL
        .into_iter()
        .map(|list| {
            let of = |entries: &[Arc<Entry>]| {
                entries.iter().filter(|entry| entry.list == list).map(|entry| (entry.id, Arc::clone(entry))).collect()
            };
            ListDiff {
                texts: texts_of.remove(&list).unwrap_or_default(),
                ..diff::compare(list, diff::by_identity(&of(old), &of(new)))
            }
        })
        .collect();
    diff::transfers::join(&mut diffs);
    for diff in diffs.iter().filter(|diff| !diff.is_empty()) {
        section.add(diff, &|_| origin.clone(), ids);
    }
}

/// What a version changed around the entries.
pub(super) fn texts(store: &Store, version: &Version) -> Result<Vec<FrameChange>, RunError> {
    let reader = store.reader();
    let Some(parent) = version.parent else {
        return Ok(Vec::new());
    };
    // Most versions change entries alone; these need no entries read.
    if reader.frames(parent)? == reader.frames(version.number)? {
        return Ok(Vec::new());
    }
    let (before, after) = (reader.state(parent)?.state, reader.state(version.number)?.state);
    Ok(both(&before, &after)
        .flat_map(|(list, old, new)| frame::compare(list, (old, new), &diff::Matched::default(), true))
        .collect())
}

/// What the designations mean by the footnotes of a version.
pub(super) fn meanings(store: &Store, version: &Version) -> Result<Designations, RunError> {
    let frames = store.reader().frames(version.number)?;
    Ok(frames.get(&ListId::EntityList).map(Frame::designations).unwrap_or_default())
}

/// Lists that two states have, in order.
pub(super) fn both<'a>(old: &'a State, new: &'a State) -> impl Iterator<Item = (ListId, &'a ListState, &'a ListState)> {
    old.lists.iter().filter_map(|(list, before)| Some((*list, before, new.lists.get(list)?)))
}

/// Orders that concern no single entry and that the section does not show as a change of text.
pub(super) fn not_shown(
    orders: impl IntoIterator<Item = TextAmendment>,
    section: &Section,
) -> impl Iterator<Item = String> {
    orders.into_iter().filter(|order| !shows(&section.texts, order)).map(|order| order.to_string())
}

/// Whether changes of text show all that an order says.
fn shows(texts: &[TextRecord], order: &TextAmendment) -> bool {
    let any = |shown: &dyn Fn(&TextRecord) -> bool| texts.iter().any(|text| text.list == order.list && shown(text));
    // An order that is withdrawn shows as its opposite.
    let is_stay = |text: &TextRecord| matches!(text.change, Became::Stayed | Became::Lifted);
    let stay = |what: &Stayed| match what {
        Stayed::Intro => any(&|text| text.subject == Subject::IntroductoryText && is_stay(text)),
        Stayed::Footnote(number) => any(&|text| text.footnote == Some(*number) && is_stay(text)),
        Stayed::Entries(entries) => entries.names.iter().all(|name| {
            let named = |shown: &String| canonical::equal(shown, name);
            any(&|text| is_stay(text) && text.name.as_ref().is_some_and(named))
        }),
        Stayed::Supplement => any(&|text| text.subject == Subject::List),
    };
    match &order.edit {
        Edit::AddCountry { country }
        | Edit::RemoveCountry { country, .. }
        | Edit::MoveCountry { country, .. }
        | Edit::RenameCountry { country, .. } => any(&|text| {
            let heading = text.country.as_ref();
            text.subject == Subject::Heading
                && heading.is_some_and(|heading| country::key(heading) == country::key(country))
        }),
        Edit::ReviseFootnote { number, .. } => any(&|text| text.footnote == Some(*number) && !is_stay(text)),
        Edit::ReviseIntro { .. } => any(&|text| text.subject == Subject::IntroductoryText && !is_stay(text)),
        Edit::Stay { what, .. } | Edit::LiftStay { what, .. } => stay(what),
        _ => false,
    }
}
