//! `[screening]`: what counts as a match, where matches are remembered, and what each poll screens.

use std::path::{Path, PathBuf};

use earwatch_screen::screening::Thresholds;
use earwatch_screen::screening::hit::Bands;
use toml::Value;

use super::origin::Origin;
use super::reader::ConfigReader;
use super::{ScreenSettings, Screening};
use crate::screen::Polled;
use crate::screen::input::{Said, said};
use crate::screen::ownership::Files;

/// How parties are screened. `folder` is that of the configuration.
pub(super) fn read(reader: &mut ConfigReader, folder: Option<&Path>, database: &Path) -> Screening {
    let thresholds =
        Thresholds { name: reader.score("screening.threshold"), address: reader.score("screening.address_threshold") };
    let bands = Bands { strong: reader.score("screening.strong_from"), likely: reader.score("screening.likely_from") };
    if bands.likely > bands.strong {
        reader.object("screening.likely_from", "must not be higher than screening.strong_from".to_owned());
    }
    // Beside the database, unless the path says where it starts.
    let store = reader.path("screening.store");
    let store = database.parent().map_or_else(|| store.clone(), |folder| folder.join(&store));
    let polled = polled(reader, folder);
    Screening { settings: ScreenSettings { thresholds, bands }, store, polled }
}

/// What each poll screens.
fn polled(reader: &mut ConfigReader, folder: Option<&Path>) -> Option<Polled> {
    let parties = texts(reader, "screening.parties", "the path of a file");
    let owners = texts(reader, "screening.ownership", "paths of files");
    let blocked = texts(reader, "screening.sdn", "paths of files");
    let said = said(reader);
    if owners.is_empty() && !blocked.is_empty() {
        reader
            .object("screening.sdn", "its parties count as owners only; name files in screening.ownership".to_owned());
    }
    if parties.is_empty() && !owners.is_empty() {
        reader.object("screening.ownership", "there are no parties; name their file in screening.parties".to_owned());
    }
    if parties.len() > 1 {
        reader.object("screening.parties", "expected one file".to_owned());
    }
    let paths = |key: &str, texts: Vec<String>| texts.iter().map(|text| beside(reader, key, folder, text)).collect();
    Some(Polled {
        parties: beside(reader, "screening.parties", folder, parties.first()?),
        said,
        owners: Files { owners: paths("screening.ownership", owners), blocked: paths("screening.sdn", blocked) },
    })
}

/// A file lies beside the configuration, unless a variable says where.
fn beside(reader: &ConfigReader, key: &str, folder: Option<&Path>, text: &str) -> PathBuf {
    match (reader.origin(key), folder) {
        (Origin::Default | Origin::File { .. }, Some(folder)) => folder.join(text),
        (Origin::Default | Origin::File { .. }, None) | (Origin::Environment { .. } | Origin::Flag { .. }, _) => {
            PathBuf::from(text)
        }
    }
}

/// How the file of parties is to be read.
fn said(reader: &mut ConfigReader) -> Said {
    let mut read = Said { sheet: Some(reader.line("screening.sheet")).filter(|it| !it.is_empty()), ..Said::default() };
    let encoding = reader.line("screening.encoding");
    if !encoding.is_empty() {
        match said::encoding(&encoding) {
            Ok(encoding) => read.encoding = Some(encoding),
            Err(expected) => reader.object("screening.encoding", expected),
        }
    }
    let delimiter = reader.text("screening.delimiter");
    if !delimiter.is_empty() {
        match said::delimiter(&delimiter) {
            Ok(delimiter) => read.delimiter = Some(delimiter),
            Err(expected) => reader.object("screening.delimiter", expected),
        }
    }
    for text in texts(reader, "screening.columns", "texts such as “name=Firma”") {
        match said::column(&text) {
            Ok(column) => read.columns.push(column),
            Err(expected) => reader.object("screening.columns", expected),
        }
    }
    read
}

/// One text, or a list of them; none of an empty one.
fn texts(reader: &mut ConfigReader, key: &str, expected: &str) -> Vec<String> {
    let text = |value: &Value| {
        let text = value.as_str()?;
        (!text.contains('\0')).then(|| text.to_owned())
    };
    let read = |value: &Value| match value {
        Value::String(_) => text(value).map(|text| if text.is_empty() { Vec::new() } else { vec![text] }),
        Value::Array(items) => items.iter().map(|item| text(item).filter(|text| !text.is_empty())).collect(),
        _ => None,
    };
    reader.texts(key, expected, read)
}
