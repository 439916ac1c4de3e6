//! The results of a screening as files: the same renderings as those of the command.

use std::sync::PoisonError;

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use earwatch_report::render::table::csv;
use earwatch_report::render::table::xlsx::ScreenedBook;
use earwatch_report::report::screened::{ScreenResult, Screened};
use serde::Serialize;

use super::jobs::Done;
use crate::serve::problem::Problem;

/// In what form.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    Csv,
    Json,
    Ndjson,
    Xlsx,
}

impl Form {
    /// The form of a file by its name.
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "screening.csv" => Self::Csv,
            "screening.json" => Self::Json,
            "screening.ndjson" => Self::Ndjson,
            "screening.xlsx" => Self::Xlsx,
            _ => return None,
        })
    }

    fn end(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Xlsx => "xlsx",
        }
    }

    fn kind(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
            Self::Ndjson => "application/x-ndjson",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// The file.
    pub(super) fn answer(self, done: &Done) -> Result<Response, Problem> {
        let found = done.found.read().unwrap_or_else(PoisonError::into_inner);
        let bytes = self.written(&found.screened, &found.results).map_err(|error| Problem::failed(error.as_ref()))?;
        // Nothing of what was sent stands in a header.
        let name = format!("attachment; filename=\"screening-{}.{}\"", found.screened.as_of, self.end());
        let name = HeaderValue::from_str(&name).map_err(|error| Problem::failed(&error))?;
        let headers: [(HeaderName, HeaderValue); 2] =
            [(header::CONTENT_TYPE, HeaderValue::from_static(self.kind())), (header::CONTENT_DISPOSITION, name)];
        Ok((headers, bytes).into_response())
    }

    fn written(self, screened: &Screened, results: &[ScreenResult]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
        #[derive(Serialize)]
        struct Whole<'a> {
            #[serde(flatten)]
            screened: &'a Screened,
            results: &'a [ScreenResult],
        }
        Ok(match self {
            Self::Csv => {
                let mut bytes = csv::screened_head()?;
                for result in results {
                    bytes.extend(csv::screened(result, screened)?);
                }
                bytes
            }
            Self::Json => serde_json::to_vec(&Whole { screened, results })?,
            Self::Ndjson => {
                let mut bytes = Vec::new();
                for result in results {
                    serde_json::to_writer(&mut bytes, result)?;
                    bytes.push(b'\n');
                }
                bytes
            }
            Self::Xlsx => {
                let mut book = ScreenedBook::in_memory()?;
                for result in results {
                    book.add(result, screened)?;
                }
                book.bytes(screened)?
            }
        })
    }
}
