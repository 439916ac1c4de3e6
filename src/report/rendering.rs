//! The formats that a report can be sent and filed in.

use serde::Deserialize;

use super::text::{self, Color};
use super::{Report, html, markdown};

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
}

/// Why a report could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// As JSON.
    #[error("the report cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// As HTML.
    #[error("the report cannot be written as HTML: {0:#}")]
    Html(#[from] minijinja::Error),
}

impl Rendering {
    /// The end of a file name, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Txt => "txt",
            Self::Json => "json",
            Self::Html => "html",
            Self::Mail => "mail.html",
        }
    }

    /// The media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Md => "text/markdown; charset=utf-8",
            Self::Txt => "text/plain; charset=utf-8",
            Self::Json => "application/json",
            Self::Html | Self::Mail => "text/html; charset=utf-8",
        }
    }

    /// The report in this format.
    ///
    /// # Errors
    /// Where a rendering of values fails, which is a defect of the program.
    pub fn render(self, report: &Report) -> Result<Vec<u8>, RenderError> {
        Ok(match self {
            Self::Md => markdown::render(report).into_bytes(),
            Self::Txt => text::render(report, Color::Without).into_bytes(),
            Self::Json => format!("{}\n", serde_json::to_string_pretty(report)?).into_bytes(),
            Self::Html | Self::Mail => html::render(report)?.into_bytes(),
        })
    }
}
