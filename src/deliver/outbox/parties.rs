//! What a channel is told of the user's parties, beside the reports of runs.

use chrono::NaiveDate;

use crate::run::RunError;
use crate::screen::ScreenError;
use crate::screen::telling::{NewsId, Telling};
use crate::store::Store;
use crate::store::deliveries::Standing;
use earwatch_report::report::touched::Touched;

/// What a channel is told of parties.
#[derive(Debug, Clone, Copy)]
pub(super) enum Parties<'a> {
    /// They are no business of the channel.
    Unmeant,
    /// What is in their store.
    Known(&'a Telling),
    /// Their store cannot be used, and why.
    Lost(&'a str),
}

impl Parties<'_> {
    /// The news that the channel is due: new ones, and those of messages that its receiver has not got for certain.
    pub(super) fn due(&self, channel: &str, store: &Store) -> Result<Vec<NewsId>, RunError> {
        let Self::Known(telling) = self else {
            return Ok(Vec::new());
        };
        let mut due = Vec::new();
        for (news, delivery) in or_none(telling.due(channel)) {
            let Some(id) = delivery else {
                due.push(news);
                continue;
            };
            match store.reader().delivery_standing(&id)? {
                // The program died between two records of one arrival.
                Some(Standing::Delivered) => or_none(telling.arrived(&id)),
                Some(Standing::InDoubt) => {}
                Some(Standing::Refused | Standing::Merged) | None => due.push(news),
            }
        }
        Ok(due)
    }

    /// What news say; also why nothing can be said of parties. `None` of a channel that is not meant.
    pub(super) fn touched(&self, news: &[NewsId]) -> Option<Touched> {
        let lost = |why: String| Touched { failed: Some(why), ..Touched::default() };
        match self {
            Self::Unmeant => None,
            Self::Lost(why) => Some(lost((*why).to_owned())),
            Self::Known(telling) => {
                Some(telling.touched(news).unwrap_or_else(|error: ScreenError| lost(error.to_string())))
            }
        }
    }

    /// Why the parties could not be screened the last time.
    pub(super) fn failed(&self) -> Option<String> {
        self.touched(&[])?.failed
    }

    /// The news of a day.
    pub(super) fn of_day(&self, day: NaiveDate) -> Vec<NewsId> {
        self.known().map(|telling| or_none(telling.of_day(day))).unwrap_or_default()
    }

    /// The days of news.
    pub(super) fn days(&self, news: &[NewsId]) -> Vec<NaiveDate> {
        self.known().map(|telling| or_none(telling.days(news))).unwrap_or_default()
    }

    /// What makes the identity of a message that has these news.
    pub(super) fn marks(&self, news: &[NewsId]) -> Vec<String> {
        self.known().map(|telling| or_none(telling.marks(news))).unwrap_or_default()
    }

    pub(super) fn known(&self) -> Option<&Telling> {
        match self {
            Self::Known(telling) => Some(telling),
            Self::Unmeant | Self::Lost(_) => None,
        }
    }

    /// Whether what is sent may not be kept with the lists.
    pub(super) fn is_meant(&self) -> bool {
        !matches!(self, Self::Unmeant)
    }
}

/// What can be had from the store of parties; what cannot is there for the next run, and holds no report back.
pub(super) fn or_none<T: Default>(result: Result<T, ScreenError>) -> T {
    result.unwrap_or_else(|error| {
        tracing::warn!("{error}");
        T::default()
    })
}
