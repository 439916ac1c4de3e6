//! `earwatch list`.

use std::fmt::Write as _;

use anyhow::Context as _;
use clap::Args;
use earwatch::query::{provisions, report};
use earwatch_law::law::ListId;
use earwatch_law::law::quantity::quantity;
use earwatch_report::render::markdown::listing;
use earwatch_report::render::table::{csv, xlsx};
use earwatch_report::report::export::{ListExport, StateInfo};
use earwatch_report::report::record::EntryRecord;
use earwatch_report::visible::visible;

use super::at::{At, Lists};
use super::clock::today;
use super::exit::Done;
use super::format::{Format, Plain};
use super::session::Session;
use super::values;

/// The entries of a list at a version
#[derive(Debug, Args)]
pub(super) struct List {
    /// The list: entity-list, unverified-list or meu-list
    #[arg(long, value_name = "ID", default_value = "entity-list", value_parser = values::list_id)]
    list: ListId,
    #[command(flatten)]
    at: At,
}

impl List {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let Self { list, at } = self;
        let store = session.open()?;
        let Lists { info, state, origins, ids } = at.lists(&store)?;
        let doubts = report::doubts(&store)?;
        let state = state.lists.get(&list).with_context(|| format!("the baseline holds no {list}"))?;
        let entries = report::entries(state, &origins, &ids, &doubts);
        // The day of a version that is asked for by number is its own.
        let day = info.effective.filter(|_| at.version.is_some());
        let day = day.or(at.as_of).unwrap_or_else(today);
        match session.global.format {
            Format::Csv => return session.write(&csv::list(&entries, day, &info)?),
            Format::Xlsx => return session.write(&xlsx::list(list, &entries, day, &info)?),
            _ => {}
        }
        match session.global.format.plain()? {
            plain @ (Plain::Text | Plain::Md) => {
                let known_by = at.known_by.map_or_else(String::new, |day| format!(", known by {day}"));
                let asked = at.version.is_none().then(|| format!("as of {day}{known_by}"));
                let head = head(&info, asked, entries.len());
                if plain == Plain::Text {
                    session.print(&text(list, &head, &entries))
                } else {
                    session.print(&listing::list(&title(list), &head, &entries, day))
                }
            }
            Plain::Json => {
                let provisions = provisions::provisions(&store, list, day, at.known_by)?;
                session.json(&ListExport::new(info, list, entries, provisions))
            }
            Plain::Ndjson => session.ndjson(&entries),
        }
    }
}

fn title(list: ListId) -> String {
    format!("{list} (Supplement No. {} to Part 744)", list.supplement())
}

/// At which version, and how many entries.
fn head(info: &StateInfo, asked: Option<String>, entries: usize) -> Vec<String> {
    let mut head: Vec<_> = asked.into_iter().collect();
    // A state that no version is, as it was known at the time, has none.
    if let (Some(version), Some(day)) = (info.version, info.effective) {
        let by = info.document.as_ref().map_or_else(String::new, |number| format!(", by document {number}"));
        head.push(format!("version {version}, in force from {day}{by}"));
    }
    head.push(quantity(entries, "entry"));
    head
}

/// Which list, what it is, and then its entries.
fn text(list: ListId, head: &[String], entries: &[EntryRecord]) -> String {
    let mut out = format!("{}\n{}\n\n", title(list), head.join("\n"));
    let mut country = "";
    for entry in entries {
        if entry.country != country {
            country = &entry.country;
            let _ = writeln!(out, "{}", visible(country));
        }
        let marks: Vec<_> = entry.designations.iter().map(u8::to_string).collect();
        let marks = if marks.is_empty() { String::new() } else { format!("  [footnote {}]", marks.join(", ")) };
        let stayed = match entry.stayed_until {
            None => String::new(),
            Some(None) => "  [stayed indefinitely]".to_owned(),
            Some(Some(day)) => format!("  [stayed until {day}]"),
        };
        let doubt = entry.doubt().map_or_else(String::new, |doubt| format!("  [{doubt}]"));
        let citation = entry.citations.last().map(String::as_str).unwrap_or_default();
        let _ =
            writeln!(out, "  {:>5}  {}{marks}{stayed}{doubt}  {}", entry.id, visible(&entry.name), visible(citation));
    }
    out
}
