//! What the commands share: configuration, database, source, and where output goes.

use std::path::{Path, PathBuf};

use earwatch::config::{Config, ConfigError, Environment, Flags};
use earwatch::deliver::outbox::Channels;
use earwatch::lock::Lock;
use earwatch::query::report;
use earwatch::run::Occasion;
use earwatch::run::overlays::Overlays;
use earwatch::source::federal_register::FederalRegister;
use earwatch::source::http::Http;
use earwatch::store::Store;
use earwatch_report::render::text::{self, Color};
use earwatch_report::render::{RenderError, Rendering, markdown};
use earwatch_report::report::Report;
use serde::Serialize;

use super::exit::{Done, Usage};
use super::format::{Format, Plain};
use super::global::Global;
use super::{output, templates, terminal};

/// What follows the first screen of a first run.
const REST: &str = "See “earwatch report”, or “earwatch report --format html -o report.html”.";

/// One invocation.
pub(super) struct Session {
    pub(super) config: Config,
    pub(super) db: PathBuf,
    pub(super) global: Global,
}

impl Session {
    /// A session whose output can be written.
    pub(super) fn new(global: &Global) -> anyhow::Result<Self> {
        let config = configuration(global)?;
        output::spare(&config.database, global.output.as_deref())?;
        global.format.fits(global.output.is_some())?;
        Ok(Self { db: config.database.clone(), config, global: global.clone() })
    }

    /// The database, to be read; that needs no right to write.
    pub(super) fn open(&self) -> anyhow::Result<Store> {
        Ok(Store::open_to_read(&self.db)?)
    }

    pub(super) fn open_to_write(&self) -> anyhow::Result<Store> {
        Ok(Store::open_existing(&self.db)?)
    }

    /// One writer at a time.
    pub(super) fn lock(&self, occasion: &Occasion) -> anyhow::Result<Lock> {
        Ok(Lock::take(&self.db, &occasion.command, occasion.now)?)
    }

    pub(super) fn overlays(&self) -> anyhow::Result<Overlays> {
        let config = &self.config;
        Ok(Overlays::open(&config.overlays, config.overlays_required)?)
    }

    pub(super) fn channels(&self) -> Channels {
        Channels {
            by_name: self.config.delivery.clone(),
            watch: self.config.watch.clone(),
            hits: self.config.hits.clone(),
            parties: self.config.screening.polled.as_ref().map(|_| self.config.screening.store.clone()),
            lost: None,
            offline: self.global.offline,
        }
    }

    pub(super) fn federal_register(&self) -> anyhow::Result<FederalRegister> {
        if self.global.offline {
            let message = "--offline allows no network; give --archive DIR, or import what is on disk";
            return Err(Usage(message.to_owned()).into());
        }
        let http = Http::new(self.config.http.clone())?;
        let source = FederalRegister::new(self.config.federal_register.as_str(), http)?;
        Ok(source.inspecting(self.config.public_inspection))
    }

    pub(super) fn write(&self, bytes: &[u8]) -> anyhow::Result<Done> {
        let is_text = matches!(self.global.format, Format::Text | Format::Md);
        let to = self.global.output.as_deref();
        if self.global.pager && is_text && to.is_none() && terminal::is_stdout() {
            return terminal::page(bytes);
        }
        output::write(bytes, to)
    }

    /// Writes what can be read to its end, without a pager.
    pub(super) fn pour(&self, from: impl std::io::Read) -> anyhow::Result<Done> {
        output::pour(from, self.global.output.as_deref())
    }

    pub(super) fn print(&self, text: &str) -> anyhow::Result<Done> {
        self.write(text.as_bytes())
    }

    /// What is laid out for a terminal; within Markdown, a block of code.
    pub(super) fn print_text(&self, text: &str) -> anyhow::Result<Done> {
        if self.global.format == Format::Md { self.print(&markdown::verbatim(text)) } else { self.print(text) }
    }

    pub(super) fn json<T: Serialize>(&self, value: &T) -> anyhow::Result<Done> {
        self.print(&format!("{}\n", serde_json::to_string_pretty(value)?))
    }

    pub(super) fn ndjson<T: Serialize>(&self, values: &[T]) -> anyhow::Result<Done> {
        let mut out = String::new();
        for value in values {
            out.push_str(&serde_json::to_string(value)?);
            out.push('\n');
        }
        self.print(&out)
    }

    /// One value, in the format asked for.
    pub(super) fn value<T: Serialize>(&self, value: &T, text: impl Fn(&T) -> String) -> anyhow::Result<Done> {
        match self.global.format.plain()? {
            Plain::Text | Plain::Md => self.print_text(&text(value)),
            Plain::Json => self.json(value),
            Plain::Ndjson => self.ndjson(std::slice::from_ref(value)),
        }
    }

    /// Rows of one kind, in the format asked for.
    pub(super) fn rows<T: Serialize>(&self, rows: &[T], text: impl Fn(&[T]) -> String) -> anyhow::Result<Done> {
        match self.global.format.plain()? {
            Plain::Text | Plain::Md => self.print_text(&text(rows)),
            Plain::Json => self.json(&rows),
            Plain::Ndjson => self.ndjson(rows),
        }
    }

    /// Rows whose text is that of each, its line ends included.
    pub(super) fn lines<T: Serialize>(&self, rows: &[T], text: impl Fn(&T) -> String) -> anyhow::Result<Done> {
        self.rows(rows, |rows| rows.iter().map(&text).collect())
    }

    /// Rows of one kind, of which Markdown is a rendering of its own.
    pub(super) fn rows_or_md<T: Serialize>(
        &self,
        rows: &[T],
        text: impl Fn(&[T]) -> String,
        md: impl Fn(&[T]) -> String,
    ) -> anyhow::Result<Done> {
        if self.global.format == Format::Md { self.print(&md(rows)) } else { self.rows(rows, text) }
    }

    /// A report, with the lists where it is printed with them.
    pub(super) fn with_listing(&self, store: &Store, report: Report) -> anyhow::Result<Report> {
        let shows_listing = self.global.format.rendering().is_some_and(Rendering::shows_listing);
        Ok(if shows_listing { report::with_listing(store, report)? } else { report })
    }

    pub(super) fn render(&self, report: &Report) -> anyhow::Result<Done> {
        self.render_by(None, report)
    }

    /// What a report tells first, and where the rest of it is; in text, which has no other way to be short.
    pub(super) fn glance(&self, report: &Report) -> anyhow::Result<Done> {
        if self.global.format != Format::Text || self.global.output.is_some() {
            return self.render(report);
        }
        let (color, columns) = self.layout();
        self.print(&text::glance(report, REST, color, columns))
    }

    /// Colour, and columns of a line.
    pub(super) fn layout(&self) -> (Color, usize) {
        let output = self.global.output.as_deref();
        let columns = output.is_none().then(terminal::columns).flatten();
        (self.global.color.of_report(output), columns.unwrap_or(text::WIDTH))
    }

    /// The report in the format asked for, by the templates of a directory where one is given.
    pub(super) fn render_by(&self, templates: Option<&Path>, report: &Report) -> anyhow::Result<Done> {
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
            let (color, columns) = self.layout();
            text::wide(report, color, columns).into_bytes()
        };
        self.write(&rendered)
    }
}

/// Reads the configuration file, if there is one, the environment and the flags.
fn configuration(global: &Global) -> anyhow::Result<Config> {
    let default = Path::new("config.toml");
    let variable = std::env::var_os("EARWATCH_CONFIG").filter(|path| !path.is_empty());
    let named = global.config.clone().or(variable.map(PathBuf::from));
    let path = match &named {
        Some(path) => Some(path.as_path()),
        // A link that leads nowhere is a file that cannot be read, not none.
        None => (default.is_file() || default.is_symlink()).then_some(default),
    };
    let text = path
        .map(|path| {
            let text = std::fs::read_to_string(path);
            text.map(|text| (path, text)).map_err(|source| ConfigError::Read { path: path.to_owned(), source })
        })
        .transpose()?;
    let config = Config::read(
        text.as_ref().map(|(path, text)| (*path, text.as_str())),
        &std::env::vars_os().collect::<Environment>(),
        &Flags { database: global.db.clone() },
    )?;
    for warning in &config.warnings {
        tracing::warn!("{warning}");
    }
    Ok(config)
}
