//! What a form of the page sends: a file, or one party, and how it is to be read. It is read in memory alone.

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use chrono::NaiveDate;
use serde_json::json;

use super::work::Wanted;
use crate::screen::input::{Said, said};
use crate::serve::writes::FORM_TOKEN;

/// What was sent.
#[derive(Debug, Default)]
pub(super) struct Sent {
    /// The token of the form.
    pub(super) token: String,
    file: Option<(String, Vec<u8>)>,
    texts: Vec<(&'static str, String)>,
}

/// Why nothing is screened: the status of the answer, and what is said.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refused(pub(super) StatusCode, pub(super) String);

/// Fields besides the file and the token.
const TEXTS: [&str; 10] =
    ["as_of", "columns", "encoding", "delimiter", "sheet", "name", "other_names", "address", "country", "id"];

/// Bytes of such a field.
const LONGEST: usize = 64 << 10;
/// Letters of the name of a file that are kept.
const LONGEST_NAME: usize = 120;

fn refused(why: impl Into<String>) -> Refused {
    Refused(StatusCode::BAD_REQUEST, why.into())
}

fn broken(error: &MultipartError) -> Refused {
    let status = error.status();
    // What the library says quotes the request.
    let why = match status {
        StatusCode::PAYLOAD_TOO_LARGE => "more was sent than is read here",
        _ => "the form did not arrive whole, or is none of this page; send it again",
    };
    Refused(if status.is_server_error() { StatusCode::BAD_REQUEST } else { status }, why.to_owned())
}

impl Sent {
    /// Reads a form with a file of up to so many bytes. What is more is read to its end and let go, so that a browser shows
    /// the answer.
    pub(super) async fn read(mut form: Multipart, most: usize) -> Result<Self, Refused> {
        let mut sent = Self::default();
        let mut too_large = false;
        while let Some(field) = form.next_field().await.map_err(|error| broken(&error))? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == "file" {
                let file = field.file_name().unwrap_or_default().to_owned();
                let bytes = all(field, most).await?;
                too_large |= bytes.is_none();
                if sent.file.is_some() {
                    return Err(refused("expected one file, but found several"));
                }
                // A form of a browser in which no file was chosen has one without a name.
                let is_file = !file.is_empty() || bytes.as_ref().is_none_or(|bytes| !bytes.is_empty());
                sent.file = is_file.then(|| (of_path(&file), bytes.unwrap_or_default()));
                continue;
            }
            let known = TEXTS.into_iter().find(|known| *known == name);
            let text = all(field, LONGEST).await?.and_then(|bytes| String::from_utf8(bytes).ok());
            let shown: String = name.chars().take(40).collect();
            let text = text.ok_or_else(|| {
                refused(format!("the field “{shown}” is longer than {} KiB, or no text", LONGEST >> 10))
            })?;
            match known {
                _ if name == FORM_TOKEN => sent.token = text,
                Some(known) if sent.texts.iter().all(|(of, _)| *of != known) => sent.texts.push((known, text)),
                Some(_) => return Err(refused(format!("the field “{shown}” was sent twice"))),
                None => return Err(refused(format!("there is no field “{shown}”"))),
            }
        }
        if too_large {
            let why = format!(
                "the file has more than {} MiB, which is more than is read here; divide it, or screen it with `earwatch screen`",
                most >> 20
            );
            return Err(Refused(StatusCode::PAYLOAD_TOO_LARGE, why));
        }
        Ok(sent)
    }

    fn text(&self, name: &str) -> Option<&str> {
        let text = self.texts.iter().find(|(of, _)| *of == name).map(|(_, text)| text.trim());
        text.filter(|text| !text.is_empty())
    }

    /// What is to be screened.
    pub(super) fn wanted(mut self) -> Result<Wanted, Refused> {
        let day = |text: &str| {
            let day = text.parse::<NaiveDate>();
            day.map_err(|_none| refused(format!("expected a day such as 2025-03-28, but found “{text}”")))
        };
        let as_of = self.text("as_of").map(day).transpose()?;
        let lines = |text: &str| {
            text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        };
        if let Some((name, bytes)) = self.file.take() {
            if self.text("name").is_some() {
                return Err(refused("expected a file or one party, but found both"));
            }
            let columns = lines(self.text("columns").unwrap_or_default());
            let columns = columns.iter().map(|line| said::column(line));
            let said = Said {
                columns: columns.collect::<Result<_, _>>().map_err(refused)?,
                encoding: self.text("encoding").map(said::encoding).transpose().map_err(refused)?,
                delimiter: self.text("delimiter").map(said::delimiter).transpose().map_err(refused)?,
                sheet: self.text("sheet").map(str::to_owned),
            };
            return Ok(Wanted { name, bytes, said, as_of });
        }
        let name =
            self.text("name").ok_or_else(|| refused("choose a file of parties, or write the name of one party"))?;
        let party = json!({
            "id": self.text("id"),
            "name": name,
            "other_names": lines(self.text("other_names").unwrap_or_default()),
            "addresses": lines(self.text("address").unwrap_or_default()),
            "country": self.text("country"),
        });
        Ok(Wanted { name: "one party".to_owned(), bytes: party.to_string().into_bytes(), said: Said::default(), as_of })
    }
}

/// The bytes of a field; none where there are more than so many, which are read to their end.
async fn all(mut field: Field<'_>, most: usize) -> Result<Option<Vec<u8>>, Refused> {
    let (mut bytes, mut is_more) = (Vec::new(), false);
    while let Some(piece) = field.chunk().await.map_err(|error| broken(&error))? {
        is_more |= bytes.len() + piece.len() > most;
        if is_more {
            bytes = Vec::new();
        } else {
            bytes.extend_from_slice(&piece);
        }
    }
    Ok((!is_more).then_some(bytes))
}

/// The name of a file without its folder, and not longer than a page shows.
fn of_path(name: &str) -> String {
    let name: String = name.rsplit(['/', '\\']).next().unwrap_or_default().chars().take(LONGEST_NAME).collect();
    if name.trim().is_empty() { "the file".to_owned() } else { name }
}
