//! Stays end by themselves: on the day after its last day, stayed text is in force again, with no document to say so.

use std::sync::Arc;

use chrono::{Days, NaiveDate};

use super::{Frame, State, Stay};
use crate::entry::EntryId;
use crate::law::citation::DocumentNumber;

/// Stays of one document that end on one day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lapse {
    /// The first day on which the text is in force again.
    pub effective: NaiveDate,
    /// The document that had stayed it; `None` where the baseline says so.
    pub document: Option<DocumentNumber>,
}

impl Stay {
    fn lapse(&self) -> Option<Lapse> {
        Some(Lapse { effective: self.until?.checked_add_days(Days::new(1))?, document: self.document.clone() })
    }
}

impl State {
    /// The lists after all stays that end by a day.
    #[must_use]
    pub fn lapsed(self, by: NaiveDate) -> Self {
        let mut state = self;
        while let Some((_, after)) = state.next_lapse(Some(by)) {
            state = after;
        }
        state
    }

    /// The next end of a stay up to a day, and the lists from then on.
    pub fn next_lapse(&self, by: Option<NaiveDate>) -> Option<(Lapse, Self)> {
        let all = self.lists.values().flat_map(|list| stays(&list.frame));
        let next = all.filter_map(Stay::lapse).min()?;
        if by.is_some_and(|by| next.effective > by) {
            return None;
        }
        let mut after = self.clone();
        for list in after.lists.values_mut() {
            let ends = |stay: &Stay| stay.lapse().as_ref() == Some(&next);
            if stays(&list.frame).any(ends) {
                lift(Arc::make_mut(&mut list.frame), &ends);
            }
        }
        Some((next, after))
    }
}

fn stays(frame: &Frame) -> impl Iterator<Item = &Stay> {
    let footnotes = frame.footnotes.values();
    std::iter::once(&frame.intro)
        .chain(footnotes)
        .filter_map(|provision| provision.stay.as_ref())
        .chain(&frame.stay)
        .chain(frame.stayed.values())
}

fn lift(frame: &mut Frame, ends: &dyn Fn(&Stay) -> bool) {
    for provision in std::iter::once(&mut frame.intro).chain(frame.footnotes.values_mut()) {
        provision.stay.take_if(|stay| ends(stay));
    }
    frame.stay.take_if(|stay| ends(stay));
    frame.stayed.retain(|_: &EntryId, stay| !ends(stay));
}
