//! What all commands share: configuration, database, and where output goes.

use std::path::{Path, PathBuf};

use earwatch::config::Config;
use earwatch::query::report;
use earwatch::run::overlays::Overlays;
use earwatch::store::Store;
use earwatch::store::findings::Which;
use earwatch_report::render::{RenderError, Rendering};
use earwatch_report::render::{markdown, text};
use earwatch_report::report::Report;
use serde::Serialize;

use super::commands::Usage;
use super::format::{Format, Plain};
use super::{Done, Global, output, templates};

/// One invocation.
pub(super) struct Session {
    pub(super) config: Config,
    pub(super) db: PathBuf,
    pub(super) global: Global,
}

impl Session {
    pub(super) fn open(&self) -> anyhow::Result<Store> {
        Ok(Store::open_existing(&self.db)?)
    }

    pub(super) fn overlays(&self) -> anyhow::Result<Overlays> {
        let config = &self.config;
        Ok(Overlays::open(&config.overlays, config.overlays_required)?)
    }

    pub(super) fn print(&self, text: &str) -> anyhow::Result<()> {
        self.write(text.as_bytes())
    }

    /// What is laid out for a terminal; within Markdown, a block of code.
    pub(super) fn print_text(&self, text: &str) -> anyhow::Result<()> {
        if self.global.format == Format::Md { self.print(&markdown::verbatim(text)) } else { self.print(text) }
    }

    pub(super) fn json<T: Serialize>(&self, value: &T) -> anyhow::Result<()> {
        self.print(&format!("{}\n", serde_json::to_string_pretty(value)?))
    }

    pub(super) fn ndjson<T: Serialize>(&self, values: &[T]) -> anyhow::Result<()> {
        let mut out = String::new();
        for value in values {
            out.push_str(&serde_json::to_string(value)?);
            out.push('\n');
        }
        self.print(&out)
    }

    /// Rows of one kind, in the format asked for.
    pub(super) fn rows<T: Serialize>(&self, rows: &[T], text: impl Fn(&[T]) -> String) -> anyhow::Result<Done> {
        match self.global.format.plain()? {
            Plain::Text | Plain::Md => self.print_text(&text(rows))?,
            Plain::Json => self.json(&rows)?,
            Plain::Ndjson => self.ndjson(rows)?,
        }
        Ok(Done(0))
    }

    /// Whether what is printed of a report holds the lists.
    pub(super) fn shows_listing(&self) -> bool {
        let rendering = self.global.format.rendering();
        rendering.is_some_and(Rendering::shows_listing)
    }

    /// A report, with the lists where it is printed with them.
    pub(super) fn with_listing(&self, store: &Store, report: Report) -> anyhow::Result<Report> {
        Ok(if self.shows_listing() { report::with_listing(store, report)? } else { report })
    }

    pub(super) fn write(&self, bytes: &[u8]) -> anyhow::Result<()> {
        output::write(bytes, self.global.output.as_deref())
    }

    pub(super) fn render(&self, report: &Report) -> anyhow::Result<()> {
        self.render_by(None, report)
    }

    /// The report in the format asked for, by the templates of a directory where one is given.
    pub(super) fn render_by(&self, templates: Option<&Path>, report: &Report) -> anyhow::Result<()> {
        let format = self.global.format;
        if let Some(dir) = templates {
            let own = templates::read(dir)?;
            let text = (format == Format::Text).then_some(Rendering::Txt);
            let rendering = text.or(format.rendering()).ok_or_else(|| Usage(RenderError::NotByTemplate.to_string()))?;
            let rendered =
                rendering.render_by(&own, report).map_err(|error| Usage(format!("{}: {error}", dir.display())))?;
            return self.write(&rendered);
        }
        if format == Format::Ndjson {
            return self.ndjson(std::slice::from_ref(report));
        }
        let rendered = if let Some(rendering) = format.rendering() {
            rendering.render(report)?
        } else {
            let color = self.global.color.of_report(self.global.output.as_deref());
            text::render(report, color).into_bytes()
        };
        self.write(&rendered)
    }
}

/// Silence about a document or run that does not exist would read like "no findings".
pub(super) fn on_record(store: &Store, which: &Which) -> anyhow::Result<()> {
    let missing = match which {
        Which::Current | Which::CurrentSince(_) | Which::Idle | Which::Beside | Which::Withdrawn => None,
        Which::OfRun(run) => {
            let known = store.reader().runs()?.iter().any(|known| known.id == *run);
            (!known).then(|| format!("run {}", run.0))
        }
        Which::OfDocument(number) => {
            let reader = store.reader();
            let known = reader.document(number)?.is_some()
                || !reader.findings(which)?.is_empty()
                || !reader.provisional_of(number)?.is_empty();
            (!known).then(|| format!("document {number}"))
        }
    };
    missing.map_or(Ok(()), |missing| Err(Usage(format!("no {missing} is on record")).into()))
}
