//! One channel on one occasion: what is in doubt once more, then one digest over all that is due.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};

use super::parties::{Parties, or_none};
use super::{Ended, Outcome};
use crate::deliver::digest::{DayReport, Digest, identity};
use crate::deliver::settings::Channel;
use crate::deliver::{self, DeliveryError, Rendered, watch};
use crate::query::report::{self, Scope};
use crate::run::{Occasion, RunError};
use crate::screen::telling::NewsId;
use crate::store::Store;
use crate::store::deliveries::{Delivery, Standing};
use crate::store::runs::{Run, RunId};
use earwatch_report::report::Report;

/// One channel on one occasion.
pub(super) struct Turn<'a> {
    pub(super) store: &'a mut Store,
    pub(super) name: &'a str,
    pub(super) channel: &'a Channel,
    /// Its watch list, where it has one.
    pub(super) watch: Option<&'a Path>,
    /// What it is told of the user's parties.
    pub(super) parties: Parties<'a>,
    pub(super) occasion: &'a Occasion,
    pub(super) outcomes: &'a mut Vec<Outcome>,
}

impl Turn<'_> {
    fn tell(&mut self, id: Option<&str>, runs: &[RunId], ended: Ended) {
        self.outcomes.push(Outcome {
            channel: self.name.to_owned(),
            id: id.map(ToOwned::to_owned),
            runs: runs.to_vec(),
            ended,
        });
    }

    /// Says what waits.
    pub(super) fn hold(&mut self) -> Result<(), RunError> {
        self.look_for_news()?;
        let mut waiting = self.store.reader().due(self.name)?;
        for delivery in self.store.reader().deliveries_in_doubt(self.name)? {
            waiting.extend(delivery.runs);
        }
        if !waiting.is_empty() || !self.parties.due(self.name, self.store)?.is_empty() {
            self.tell(None, &waiting, Ended::Held);
        }
        Ok(())
    }

    pub(super) fn serve(&mut self) -> Result<(), RunError> {
        self.look_for_news()?;
        for delivery in self.store.reader().deliveries_in_doubt(self.name)? {
            if !self.repeat(&delivery)? {
                return Ok(());
            }
        }
        let due = self.store.reader().due(self.name)?;
        let news = self.parties.due(self.name, self.store)?;
        let runs = self.runs(&due)?;
        let Occasion { as_of, now, .. } = *self.occasion;
        let id = match (due.is_empty() && news.is_empty(), self.parties.failed()) {
            (false, _) => identity(self.name, &runs, &self.parties.marks(&news)),
            (true, None) => return Ok(()),
            // That parties cannot be screened is said once a day.
            (true, Some(why)) => {
                let id = identity(self.name, &[], &[format!("not screened on {as_of}: {why}")]);
                if self.store.reader().delivery_standing(&id)? == Some(Standing::Delivered) {
                    return Ok(());
                }
                id
            }
        };
        let rendered = match self.render((&id, &runs, &news), as_of, now)? {
            Ok(rendered) => rendered,
            Err(error) => {
                self.tell(Some(&id), &due, Ended::Failed(error.to_string()));
                return Ok(());
            }
        };
        let delivery = Delivery {
            id,
            channel: self.name.to_owned(),
            runs: due,
            as_of,
            prepared: now,
            standing: Standing::InDoubt,
            attempts: 1,
            last_attempt: now,
            error: None,
            delivered: None,
            sent: self.kept(&rendered),
        };
        if let Some(telling) = self.parties.known() {
            let kept = self.form_and_bytes(&rendered);
            or_none(telling.begin((self.name, &delivery.id), &news, kept));
        }
        self.store.write(|writer| {
            let begun = writer.begin_delivery(&delivery);
            begun.map_err(RunError::from)
        })?;
        let sent = deliver::send(self.channel, &delivery.id, &rendered);
        self.record(&delivery, Standing::Refused, sent)
    }

    /// Sends a digest in doubt once more. Whether the receiver answered at all.
    fn repeat(&mut self, delivery: &Delivery) -> Result<bool, RunError> {
        let (id, form) = (&delivery.id, self.channel.form());
        let known = self.parties.known();
        let kept = known.and_then(|telling| or_none(telling.in_transit(id)));
        let news = known.map(|telling| or_none(telling.news_of(id))).unwrap_or_default();
        let rendered = match delivery.sent.as_ref().or(kept.as_ref()) {
            Some((sent, bytes)) if sent == form => Ok(Rendered::Bytes(bytes.clone())),
            Some(_) | None if delivery.runs.is_empty() && news.is_empty() => {
                // What it said is not on record any more; what of it still holds is told anew.
                let why = "it was about parties alone, and what it said is not kept any more";
                self.store.write(|writer| {
                    let recorded = writer.put_undelivered(id, Standing::Refused, why);
                    recorded.map_err(RunError::from)
                })?;
                return Ok(true);
            }
            Some(_) | None => {
                let runs = self.runs(&delivery.runs)?;
                self.render((id, &runs, &news), delivery.as_of, delivery.prepared)?
            }
        };
        let now = self.occasion.now;
        self.store.write(|writer| {
            let recorded = writer.repeat_delivery(id, now);
            recorded.map_err(RunError::from)
        })?;
        let sent = rendered.and_then(|rendered| deliver::send(self.channel, id, &rendered));
        let answered = !sent.as_ref().is_err_and(DeliveryError::is_in_doubt);
        // The first time may have arrived, whatever becomes of the second.
        self.record(delivery, Standing::InDoubt, sent)?;
        Ok(answered)
    }

    fn render(
        &self,
        (id, runs, news): (&str, &[Run], &[NewsId]),
        as_of: NaiveDate,
        prepared: DateTime<Utc>,
    ) -> Result<Result<Rendered, DeliveryError>, RunError> {
        let occasion = Occasion { as_of, ..self.occasion.clone() };
        let scope = Scope::OfRuns(runs.iter().map(|run| run.id).collect());
        let report = self.report(&scope, news, &occasion)?;
        let days = self.days(runs, news, as_of)?;
        let digest = Digest { id, channel: self.name, runs, report: &report, days, prepared, test: false };
        Ok(deliver::render(self.channel, &digest))
    }

    /// A report, by the watch list of the channel, with the lists where the channel shows them, and with news of parties
    /// where it is meant.
    fn report(&self, scope: &Scope, news: &[NewsId], occasion: &Occasion) -> Result<Report, RunError> {
        let report = report::build(self.store, scope, occasion)?;
        let report = match self.watch {
            Some(path) => report.watched(&watch::read(path).map_err(|mistakes| RunError::WatchList { mistakes })?),
            None => report,
        };
        let report = report.with_screening(self.parties.touched(news));
        if self.channel.shows_listing() { report::with_listing(self.store, report) } else { Ok(report) }
    }

    /// What has to be kept with the lists to send the same again: nothing of parties.
    fn kept(&self, rendered: &Rendered) -> Option<(String, Vec<u8>)> {
        let kept = self.form_and_bytes(rendered).filter(|_| !self.parties.is_meant());
        kept.map(|(form, bytes)| (form.to_owned(), bytes.to_vec()))
    }

    /// What has to be kept to send the same again; files are the same whenever they are written.
    fn form_and_bytes<'r>(&self, rendered: &'r Rendered) -> Option<(&'static str, &'r [u8])> {
        match rendered {
            Rendered::Files(_) => None,
            Rendered::Bytes(bytes) => Some((self.channel.form(), bytes)),
        }
    }

    fn record(
        &mut self,
        delivery: &Delivery,
        if_refused: Standing,
        sent: Result<(), DeliveryError>,
    ) -> Result<(), RunError> {
        let (id, now) = (&delivery.id, self.occasion.now);
        self.store.write(|writer| {
            match &sent {
                Ok(()) => writer.put_delivered(id, now),
                Err(error) => {
                    let standing = if error.is_in_doubt() { Standing::InDoubt } else { if_refused };
                    writer.put_undelivered(id, standing, &error.to_string())
                }
            }
            .map_err(RunError::from)
        })?;
        if let Some(telling) = self.parties.known() {
            match &sent {
                Ok(()) => or_none(telling.arrived(id)),
                Err(error) if error.is_in_doubt() || if_refused == Standing::InDoubt => {}
                Err(_) => or_none(telling.refused(id)),
            }
        }
        let ended = match sent {
            Ok(()) => Ended::Delivered,
            Err(error) => Ended::Failed(error.to_string()),
        };
        self.tell(Some(id), &delivery.runs, ended);
        Ok(())
    }

    /// Looks once at every run for whether the channel is to be told of it.
    fn look_for_news(&mut self) -> Result<(), RunError> {
        let runs = self.store.reader().unconsidered(self.name)?;
        let Some(last) = runs.last().copied() else {
            return Ok(());
        };
        let seen = runs.len();
        let mut news = Vec::new();
        for run in runs {
            if report::is_news(self.store, run)? {
                news.push(run);
            }
        }
        // Looking at a few runs again costs less than a write.
        if news.is_empty() && seen < FEW {
            return Ok(());
        }
        self.store.write(|writer| writer.put_due(self.name, &news, last).map_err(RunError::from))
    }

    fn runs(&self, ids: &[RunId]) -> Result<Vec<Run>, RunError> {
        let mut runs = self.store.reader().runs()?;
        runs.retain(|run| ids.contains(&run.id));
        Ok(runs)
    }

    /// For a folder, the report of each day that the runs and the news touch, over all of the day.
    fn days(&self, runs: &[Run], news: &[NewsId], as_of: NaiveDate) -> Result<Vec<DayReport>, RunError> {
        match self.channel {
            Channel::Files(_) => {}
            Channel::Mail(_) | Channel::Webhook(_) => return Ok(Vec::new()),
        }
        let of_runs = runs.iter().map(|run| run.as_of);
        let mut touched: BTreeSet<NaiveDate> = of_runs.chain(self.parties.days(news)).collect();
        if touched.is_empty() {
            touched.insert(as_of);
        }
        let all = self.store.reader().runs()?;
        let mut days = Vec::new();
        for day in touched {
            let mut of_day = Vec::new();
            for run in all.iter().filter(|run| run.as_of == day) {
                if run.finished.is_some() && report::is_news(self.store, run.id)? {
                    of_day.push(run.id);
                }
            }
            let occasion = Occasion { as_of: day, ..self.occasion.clone() };
            let report = self.report(&Scope::OfRuns(of_day), &self.parties.of_day(day), &occasion)?;
            days.push(DayReport { day: Some(day), report });
        }
        Ok(days)
    }
}

/// Runs without news that are looked at again each time.
const FEW: usize = 40;
