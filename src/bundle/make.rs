//! Making a bundle: a copy of the database is cut to what is wanted, written out, and verified before anybody gets it.

use serde_json::json;
use tempfile::TempDir;

use super::check;
use super::container::{self, Member};
use super::contents::{Contents, outputs, records};
use super::error::BundleError;
use super::manifest;
use super::names::{CONFIG, CONTENTS, MANIFEST, README, SIGNATURE};
use super::selection::{Wanted, cut};
use super::signature::SecretKey;
use crate::config::Setting;
use crate::run::check::State;
use crate::store::Store;
use crate::store::records::TABLES;
use earwatch_law::digest::sha256_hex;

/// For whoever opens a bundle without knowing what it is.
const ABOUT: &str = include_str!("about.txt");

/// What goes into a bundle besides what is on record in the database.
#[derive(Default)]
pub struct Extras<'a> {
    /// The configuration; what is secret is hidden in it already.
    pub settings: &'a [Setting],
    /// Tables of the store of parties, by name, a row a line.
    pub screening: Vec<(&'static str, String)>,
    /// The key to sign with.
    pub key: Option<&'a SecretKey>,
}

/// A bundle.
#[derive(Debug)]
pub struct Made {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its manifest.
    pub manifest: Vec<u8>,
    /// SHA-256 of the manifest.
    pub sha256: String,
    /// What it is of, in words.
    pub of: String,
    /// How many members it has.
    pub members: usize,
    /// The version whose lists are in it, and its content hash.
    pub version: (i64, String),
    /// The last run in it.
    pub through_run: i64,
}

/// Makes a bundle of a database.
///
/// # Errors
/// Where what is wanted is not on record, or does not follow from what was received.
pub fn make(store: &Store, wanted: Wanted, extras: Extras<'_>) -> Result<Made, BundleError> {
    let program = store.reader().last_program()?.flatten();
    if let Some(other) = program.filter(|program| program != env!("CARGO_PKG_VERSION")) {
        return Err(BundleError::OtherProgram(other));
    }
    let folder = TempDir::new().map_err(|source| BundleError::Scratch { path: std::env::temp_dir(), source })?;
    let mut scratch = store.scratch_copy(&folder.path().join("bundle.db"))?;
    let selection = cut(&mut scratch, wanted)?;
    let of = selection.of.clone();
    let contents = Contents::of(&scratch, selection)?;
    let member = |name: &str, bytes: Vec<u8>| Member { name: name.to_owned(), bytes };
    let mut members = vec![member(CONTENTS, contents.json()?), member(README, ABOUT.as_bytes().to_vec())];
    members.push(member(CONFIG, configuration(extras.settings)?));
    members.extend(outputs(&scratch, &contents.selection)?);
    for table in TABLES {
        members.push(member(&records(table), scratch.reader().records(table)?.into_bytes()));
    }
    for (table, rows) in extras.screening {
        members.push(member(&format!("screening/{table}.ndjson"), rows.into_bytes()));
    }
    for capture in scratch.reader().captures()? {
        let facts = contents.captures.iter().find(|facts| facts.id == capture.id.0);
        let bytes = scratch.reader().capture_bytes(capture.id)?;
        members.extend(facts.map(|facts| member(&facts.member, bytes)));
    }
    members.sort_by(|one, other| one.name.cmp(&other.name));
    let manifest = manifest::of(&members).into_bytes();
    if let Some(key) = extras.key {
        members.insert(0, member(SIGNATURE, key.sign(&manifest).into_bytes()));
    }
    members.insert(0, member(MANIFEST, manifest.clone()));
    let bytes = container::pack(&members)?;
    provable(&bytes)?;
    Ok(Made {
        sha256: sha256_hex(&manifest),
        bytes,
        manifest,
        of,
        members: members.len(),
        version: (contents.version.number, contents.version.content_hash),
        through_run: contents.selection.through_run,
    })
}

/// A bundle that nobody could verify is given to nobody.
fn provable(bytes: &[u8]) -> Result<(), BundleError> {
    let verified = check::verify(bytes, None)?;
    let broken = verified.checks.into_iter().filter(|check| check.state != State::Ok && check.check != "signature");
    let broken: Vec<_> = broken.map(|check| check.detail).collect();
    if broken.is_empty() { Ok(()) } else { Err(BundleError::NotProvable(broken.join("; "))) }
}

/// Keys and values; not where the database lies, nor where a value comes from.
fn configuration(settings: &[Setting]) -> Result<Vec<u8>, BundleError> {
    let told = settings.iter().filter(|setting| setting.key != "database.path");
    let told: Vec<_> = told.map(|setting| json!({"key": setting.key, "value": setting.shown})).collect();
    Ok((serde_json::to_string_pretty(&told)? + "\n").into_bytes())
}
