//! Commands that read.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use chrono::NaiveDate;
use earwatch::ingest::announced;
use earwatch::ingest::init::read_list;
use earwatch::query::compare::{self, state_at, version_as_of};
use earwatch::query::history;
use earwatch::query::replay::replay;
use earwatch::query::report::{self, Scope};
use earwatch::query::site;
use earwatch::run::answers::{Answers, ListedFinding};
use earwatch::store::Store;
use earwatch::store::findings::Which;
use earwatch::store::versions::VersionNumber;
use earwatch_law::diff::Origin;
use earwatch_law::entry::EntryId;
use earwatch_law::finding::links;
use earwatch_law::law::ListId;
use earwatch_law::list::state::State;
use earwatch_report::render::table::{csv, xlsx};
use earwatch_report::report::attention::Attention;
use earwatch_report::report::export::{DiffExport, ListExport, StateInfo};
use earwatch_report::report::history::{render as render_history, render_entries};

use super::format::{Format, Plain};
use super::session::{Session, on_record};
use super::sources::deliveries;
use super::values::Comparison;
use super::{At, Done, NEEDS_A_PERSON, occasion, tables, watching};

/// Lists with where they come from and who set the text of each entry.
type Lists = (StateInfo, State, BTreeMap<EntryId, Origin>);

/// The most urgent first, then by document; one that another explains stays below that one.
fn by_urgency(listed: Vec<ListedFinding>) -> Vec<ListedFinding> {
    let findings: Vec<_> = listed.iter().map(|of| of.finding.clone()).collect();
    let order = links::order_by(&findings, |at| {
        listed.get(at).map(|of| {
            let answered = of.answer.is_some() || of.finding.explained_by.is_some();
            let attention = Attention::given(of.finding.severity(), answered);
            (attention, of.finding.document.clone())
        })
    });
    let mut listed: Vec<_> = listed.into_iter().map(Some).collect();
    let ordered = order.into_iter();
    ordered.filter_map(|at| listed.get_mut(at)?.take()).collect()
}

impl Session {
    pub(super) fn findings(&self, which: &Which) -> anyhow::Result<Done> {
        let store = self.open()?;
        on_record(&store, which)?;
        let answers = Answers::read(store.reader())?;
        let findings = store.reader().numbered_findings(which)?;
        let listed =
            findings.into_iter().map(|(id, finding)| ListedFinding { id, answer: answers.of(&finding), finding });
        self.rows(&by_urgency(listed.collect()), tables::findings)
    }

    pub(super) fn acknowledgements(&self) -> anyhow::Result<Done> {
        let acknowledgements = self.open()?.reader().acknowledgements()?;
        self.rows(&acknowledgements, tables::acknowledgements)
    }

    /// The lists as asked for.
    fn state(&self, command: &str, at: At) -> anyhow::Result<Lists> {
        let At { as_of, version, known_by } = at;
        let store = self.open()?;
        let as_of = as_of.unwrap_or(occasion(command, None).as_of);
        if let Some(known_by) = known_by {
            return Ok(compare::known_by(&store, as_of, known_by)?);
        }
        let (named, version) = match version {
            Some(number) => (number.to_string(), store.reader().version(VersionNumber(number))?),
            None => (as_of.to_string(), Some(version_as_of(&store.reader().chain()?, as_of)?.clone())),
        };
        let version = version.with_context(|| format!("there is no version {named}"))?;
        let (state, origins) = state_at(&store, version.number)?;
        Ok((compare::info(&named, Some(&version), None), state, origins))
    }

    pub(super) fn show(&self, name: &str, at: At) -> anyhow::Result<Done> {
        let as_of = at.as_of.unwrap_or(occasion("show", None).as_of);
        let (_, state, origins) = self.state("show", at)?;
        let found = history::find(&state, &origins, name).map_err(|error| {
            // A former name, an entry that was removed, or one that is to come: its history knows.
            let once = self
                .open()
                .map(|store| history::history(&store, name, at.known_by));
            let Ok(Ok(history)) = once else {
                return error.into();
            };
            let listed = history.entries.iter().filter(|entry| entry.listed);
            let mut last = listed.filter_map(|entry| entry.events.last());
            match last.find(|event| event.by.effective > as_of) {
                Some(event) => anyhow::anyhow!(
                    "{error}; an entry is called so from {day} on, which is after {as_of}: see `earwatch show --as-of {day}`",
                    day = event.by.effective
                ),
                None => anyhow::anyhow!(
                    "{error}; an entry was called so at another time: `earwatch history` tells"
                ),
            }
        })?;
        self.rows(&found, |found| render_entries(found, as_of))
    }

    pub(super) fn history(&self, name: &str, known_by: Option<NaiveDate>) -> anyhow::Result<Done> {
        let history = history::history(&self.open()?, name, known_by)?;
        match self.global.format.plain()? {
            Plain::Text | Plain::Md => {
                self.print_text(&render_history(&history, occasion("history", None).as_of))?;
            }
            Plain::Json => self.json(&history)?,
            Plain::Ndjson => self.ndjson(&history.entries)?,
        }
        Ok(Done(0))
    }

    /// Documents on record, or those on public inspection.
    pub(super) fn documents(&self, known_by: Option<NaiveDate>, provisional: bool) -> anyhow::Result<Done> {
        let store = self.open()?;
        if provisional {
            return self.rows(&announced::announced(&store)?, tables::announced);
        }
        let mut documents = store.reader().documents()?;
        documents.retain(|document| known_by.is_none_or(|day| document.published <= day));
        self.rows(&documents, tables::documents)
    }

    pub(super) fn list(&self, list: ListId, at: At) -> anyhow::Result<Done> {
        let (info, state, origins) = self.state("list", at)?;
        let state = state.lists.get(&list).with_context(|| format!("the baseline holds no {list}"))?;
        let entries = report::entries(state, &origins);
        // The day of a version that is asked for by number is its own.
        let day = info.effective.filter(|_| at.version.is_some());
        let day = day.or(at.as_of).unwrap_or_else(|| occasion("list", None).as_of);
        match self.global.format {
            Format::Csv => self.write(&csv::list(&entries, day, &info)?)?,
            Format::Xlsx => self.write(&xlsx::list(list, &entries, day, &info)?)?,
            format @ (Format::Text
            | Format::Md
            | Format::Json
            | Format::Ndjson
            | Format::Html
            | Format::Mail
            | Format::Atom
            | Format::Jsonfeed) => match format.plain()? {
                Plain::Text | Plain::Md => {
                    let known_by = at.known_by.map_or_else(String::new, |day| format!(", known by {day}"));
                    let asked = match at.version {
                        Some(_) => String::new(),
                        None => format!("as of {day}{known_by}"),
                    };
                    self.print_text(&tables::entries(list, &info, &asked, &entries))?;
                }
                Plain::Json => self.json(&ListExport::new(info, list, entries))?,
                Plain::Ndjson => self.ndjson(&entries)?,
            },
        }
        Ok(Done(0))
    }

    pub(super) fn diff(&self, comparison: &Comparison) -> anyhow::Result<Done> {
        let Comparison { from, to, known_by, as_of, watch } = comparison;
        let watch = watching::list(watch.as_deref())?;
        let now = occasion("diff", None).now;
        let needs_store = !(Path::new(from).is_file() && Path::new(to).is_file());
        let store = if needs_store && self.db.exists() { Some(Store::open_existing(&self.db)?) } else { None };
        let (old, new) = std::thread::scope(|scope| {
            // Two files are read side by side; a database is read by one thread only.
            if Path::new(from).is_file() && Path::new(to).is_file() {
                let old = scope.spawn(|| compare::side(None, from, None, now));
                let new = compare::side(None, to, None, now);
                let old = old.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                return (old, new);
            }
            let side = |named| compare::side(store.as_ref(), named, *known_by, now);
            (side(from), side(to))
        });
        let (old, new) = (old?, new?);
        let occasion = occasion("diff", as_of.or(new.source.as_of));
        let report = compare::report(store.as_ref(), &old, &new, &occasion)?;
        let report = watching::watched(report, watch.as_ref());
        let review = report.needing_a_person() > 0;
        match self.global.format {
            Format::Json => self.json(&DiffExport::new(old.info(), new.info(), &report))?,
            Format::Ndjson => self.ndjson(&[DiffExport::new(old.info(), new.info(), &report)])?,
            Format::Text | Format::Md | Format::Html | Format::Mail | Format::Csv | Format::Atom | Format::Jsonfeed => {
                self.render(&report)?;
            }
            Format::Xlsx => {
                let mut listing = report::all_entries(&new.state, &new.origins);
                listing.retain(|entry| old.state.lists.contains_key(&entry.list));
                self.render(&report.with_listing(listing))?;
            }
        }
        Ok(Done(if review { NEEDS_A_PERSON } else { 0 }))
    }

    pub(super) fn replay(&self, from: &Path, rules: &Path, to: &Path) -> anyhow::Result<Done> {
        let now = occasion("replay", None).now;
        let (from, to) = (read_list(from, now)?, read_list(to, now)?);
        let replay = replay(from.lists, deliveries(rules)?, to.lists, &self.overlays()?)?;
        match self.global.format.plain()? {
            Plain::Text | Plain::Md => self.print_text(&tables::replay(&replay))?,
            Plain::Json => self.json(&replay)?,
            Plain::Ndjson => self.ndjson(std::slice::from_ref(&replay))?,
        }
        Ok(Done(replay.exit_code()))
    }

    pub(super) fn report(
        &self,
        scope: &Scope,
        as_of: Option<NaiveDate>,
        watch: Option<&Path>,
        templates: Option<&Path>,
    ) -> anyhow::Result<Done> {
        let watch = watching::list(watch)?;
        let store = self.open()?;
        let report = report::build(&store, scope, &occasion("report", as_of))?;
        let report = self.with_listing(&store, watching::watched(report, watch.as_ref()))?;
        self.render_by(templates, &report)?;
        Ok(Done(0))
    }

    pub(super) fn site(&self, dir: &Path, base: Option<&str>, as_of: Option<NaiveDate>) -> anyhow::Result<Done> {
        self.global.format.plain()?;
        let written = site::write(&self.open()?, dir, base, &occasion("site", as_of))?;
        let site::Written { files, written: new, removed } = written;
        self.rows(&[written], |_| {
            format!("{}: {files} files, {new} written, {removed} removed\n", dir.join("index.html").display())
        })
    }
}
