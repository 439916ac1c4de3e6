//! The formats that a report can be sent and filed in.

pub mod chart;
pub mod escape;
pub mod exchange;
pub mod feed;
#[cfg(test)]
pub(crate) mod hostile;
pub mod html;
mod json;
pub mod linked;
mod looks;
pub mod markdown;
mod page;
mod prose;
mod provisions;
mod raised;
pub mod screened;
mod short;
pub mod site;
pub mod table;
pub mod template;
pub mod text;
mod unbroken;
pub mod verification;

use std::borrow::Cow;

use serde::Deserialize;

use crate::report::Report;
use feed::Site;
use table::{csv, xlsx};
use template::Templates;
use text::Color;

/// A report without what it tells of somebody's parties: a feed is for everybody.
fn of_lists(report: &Report) -> Cow<'_, Report> {
    if report.screening.is_none() {
        return Cow::Borrowed(report);
    }
    Cow::Owned(report.clone().with_screening(None))
}

/// A format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rendering {
    /// Markdown.
    Md,
    /// Plain text, without colour.
    Txt,
    /// JSON.
    Json,
    /// One self-contained page for browsers, print and PDF.
    Html,
    /// One self-contained page for mail programs: styles stand in the elements.
    Mail,
    /// One table of all changes.
    Csv,
    /// A workbook: summary, changes, fields, findings, and the lists.
    Xlsx,
    /// A feed in Atom.
    Atom,
    /// A feed in JSON Feed.
    JsonFeed,
}

/// Why a report could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// As JSON.
    #[error("the report cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// By a template, for instance as HTML.
    #[error("the report cannot be rendered: {0:#}")]
    Template(#[from] minijinja::Error),
    /// By a user's templates.
    #[error("expected a template {expected} for this format")]
    NoTemplate {
        /// The name of the file.
        expected: &'static str,
    },
    /// A format that is no text of a template's.
    #[error("only html, mail, md and text can be rendered by templates")]
    NotByTemplate,
    /// As CSV.
    #[error("the report cannot be written as CSV: {0}")]
    Csv(#[from] ::csv::Error),
    /// As a workbook.
    #[error("the report cannot be written as a workbook: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// As Atom.
    #[error("the report cannot be written as Atom: {0}")]
    Atom(#[from] atom_syndication::Error),
}

impl Rendering {
    /// All of them.
    pub const ALL: [Self; 9] =
        [Self::Md, Self::Txt, Self::Json, Self::Html, Self::Mail, Self::Csv, Self::Xlsx, Self::Atom, Self::JsonFeed];

    /// The end of a file name, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Txt => "txt",
            Self::Json => "json",
            Self::Html => "html",
            Self::Mail => "mail.html",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Atom => "atom",
            Self::JsonFeed => "feed.json",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Md => "text/markdown; charset=utf-8",
            Self::Txt => "text/plain; charset=utf-8",
            Self::Json => "application/json",
            Self::Html | Self::Mail => "text/html; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Atom => "application/atom+xml",
            Self::JsonFeed => "application/feed+json",
        }
    }

    /// Whether it shows [`Report::listing`], which is then to be filled in.
    pub fn shows_listing(self) -> bool {
        self == Self::Xlsx
    }

    /// The report in this format.
    pub fn render(self, report: &Report) -> Result<Vec<u8>, RenderError> {
        Ok(match self {
            Self::Md => markdown::render(report).into_bytes(),
            Self::Txt => text::render(report, Color::Without).into_bytes(),
            Self::Json => json::render(report)?,
            Self::Html => html::render(report)?.into_bytes(),
            Self::Mail => html::mail(report)?.into_bytes(),
            Self::Csv => csv::report(report)?,
            Self::Xlsx => xlsx::report(report)?,
            Self::Atom => feed::atom(&of_lists(report), &Site::default())?,
            Self::JsonFeed => feed::json(&of_lists(report), &Site::default())?,
        })
    }

    /// The template that renders it; `None` of a format that is made otherwise.
    fn template(self) -> Option<&'static str> {
        match self {
            Self::Html => Some("report.html.jinja"),
            Self::Mail => Some("mail.html.jinja"),
            Self::Md => Some("report.md.jinja"),
            Self::Txt => Some("report.txt.jinja"),
            _ => None,
        }
    }

    /// The report in this format by a user's templates; what they do not replace is built in.
    pub fn render_by(self, own: &Templates, report: &Report) -> Result<Vec<u8>, RenderError> {
        let name = self.template().ok_or(RenderError::NotByTemplate)?;
        let built_in = matches!(self, Self::Html | Self::Mail);
        if !built_in && !own.contains_key(name) {
            return Err(RenderError::NoTemplate { expected: name });
        }
        Ok(template::report(name, own, report)?.into_bytes())
    }
}
