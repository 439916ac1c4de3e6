//! Verifying a bundle: its form, its manifest, and that everything in it follows from the captures in it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tempfile::TempDir;

use super::container::{self, LARGEST};
use super::contents::{Contents, SCHEMA, is_known, outputs, records};
use super::error::BundleError;
use super::manifest::{self, Checked};
use super::names::CONTENTS;
use super::signature::PublicKey;
use crate::doctor::deep;
use crate::ingest::rederive::rederive;
use crate::run::check::Check;
use crate::store::Store;
use crate::store::records::TABLES;
use earwatch_law::digest::sha256_hex;
use earwatch_law::law::quantity::quantity;

const NEXT: &str = "do not rely on it; ask for the bundle again";

/// What a bundle is found to be.
#[derive(Debug)]
pub struct Verified {
    /// What was looked at.
    pub checks: Vec<Check>,
}

/// Verifies a bundle; nothing is written but a copy that is thrown away.
///
/// # Errors
/// Where it is no bundle, or its members are not those of its manifest.
pub fn verify(file: &[u8], key: Option<&PublicKey>) -> Result<Verified, BundleError> {
    if file.len() as u64 > LARGEST {
        return Err(BundleError::Container(format!("expected at most {} MiB", LARGEST >> 20)));
    }
    let unpacked = container::unpack(file)?;
    let checked = manifest::check(unpacked.members)?;
    if let Some(problem) = unpacked.form {
        return Err(BundleError::Container(problem));
    }
    let Checked { members, manifest, signature } = &checked;
    let contents = contents(members)?;
    let of = format!("{}; {}", contents.selection.of, version_line(&contents));
    let listed = format!("{} as in the manifest, SHA-256 {}", quantity(members.len(), "member"), sha256_hex(manifest));
    let mut checks = vec![Check::ok("bundle", of), Check::ok("members", listed)];
    checks.push(signed(manifest, signature.as_deref(), key));
    let folder = TempDir::new().map_err(|source| BundleError::Scratch { path: std::env::temp_dir(), source })?;
    let mut scratch = load(&folder, members, &contents)?;
    checks.push(deep::captures(&scratch));
    checks.push(deep::chain(&scratch.reader().check_chain(contents.selection.cut)?));
    checks.extend(made_again(&scratch, members, &contents)?);
    checks.push(deep::derived(&rederive(&mut scratch, contents.selection.extent()).map_err(BundleError::from)?));
    Ok(Verified { checks })
}

fn version_line(contents: &Contents) -> String {
    let version = &contents.version;
    let by = version.document.as_ref().map_or_else(String::new, |number| format!(" by document {number}"));
    format!(
        "version {}, in force from {}{by}, content hash {}",
        version.number, version.effective, version.content_hash
    )
}

/// What the bundle says that it holds, and whether it holds nothing else.
fn contents(members: &BTreeMap<String, Vec<u8>>) -> Result<Contents, BundleError> {
    let wrong = |member: &str, problem: String| BundleError::Member { member: member.to_owned(), problem };
    let bytes = members.get(CONTENTS).ok_or_else(|| wrong(CONTENTS, "it is missing".to_owned()))?;
    let schema =
        serde_json::from_slice::<Value>(bytes).ok().and_then(|value| Some(value.get("schema")?.as_str()?.to_owned()));
    if let Some(other) = schema.filter(|schema| schema != SCHEMA) {
        return Err(wrong(CONTENTS, format!("expected {SCHEMA}, but found {other}; use the program that made it")));
    }
    let contents: Contents = serde_json::from_slice(bytes).map_err(|error| wrong(CONTENTS, error.to_string()))?;
    let captures: BTreeSet<_> = contents.captures.iter().map(|capture| capture.member.as_str()).collect();
    if let Some(name) = members.keys().find(|name| !is_known(name) && !captures.contains(name.as_str())) {
        return Err(wrong(name, "no member of a bundle is called so, and no capture is said to be in it".to_owned()));
    }
    let expected = TABLES.map(records);
    let missing = expected.iter().map(String::as_str).chain(captures).find(|name| !members.contains_key(*name));
    if let Some(name) = missing {
        return Err(wrong(name, "it is missing, and the manifest does not list it".to_owned()));
    }
    Ok(contents)
}

fn signed(manifest: &[u8], signature: Option<&[u8]>, key: Option<&PublicKey>) -> Check {
    match (signature, key) {
        (None, None) => Check::ok("signature", "none: it proves nothing against whoever made the bundle"),
        (None, Some(key)) => {
            let detail = format!("there is none, and key {} was to have signed it", key.name());
            Check::broken("signature", detail, NEXT)
        }
        (Some(_), None) => Check::ok("signature", "there is one; give --key to verify it"),
        (Some(signature), Some(key)) => match key.verify(manifest, signature) {
            Ok(()) => Check::ok("signature", format!("key {} signed the manifest", key.name())),
            Err(problem) => Check::broken("signature", problem, NEXT),
        },
    }
}

/// The rows and captures of a bundle in a database that is thrown away.
fn load(folder: &TempDir, members: &BTreeMap<String, Vec<u8>>, contents: &Contents) -> Result<Store, BundleError> {
    let mut scratch = Store::scratch(&folder.path().join("bundle.db"))?;
    let captures: BTreeMap<_, _> = contents.captures.iter().map(|capture| (capture.id, &capture.member)).collect();
    let bytes = |id: i64| captures.get(&id).and_then(|member| members.get(*member)).cloned();
    scratch.write(|writer| {
        for table in TABLES {
            let member = records(table);
            let rows = members.get(&member).map(Vec::as_slice).unwrap_or_default();
            let rows = std::str::from_utf8(rows)
                .map_err(|error| BundleError::Member { member, problem: error.to_string() })?;
            writer.put_records(table, rows, &bytes)?;
        }
        Ok::<_, BundleError>(())
    })?;
    Ok(scratch)
}

/// What is computed from the rows, computed again: contents, report and lists.
fn made_again(
    scratch: &Store,
    members: &BTreeMap<String, Vec<u8>>,
    contents: &Contents,
) -> Result<Vec<Check>, BundleError> {
    let again = Contents { program: contents.program.clone(), ..Contents::of(scratch, contents.selection.clone())? };
    let mut differing = Vec::new();
    if again != *contents {
        let (ours, theirs) = (serde_json::to_value(&again)?, serde_json::to_value(contents)?);
        differing.push(format!("{CONTENTS} ({})", difference(&ours, &theirs)));
    }
    let mut count = 0;
    for made in outputs(scratch, &contents.selection)? {
        count += 1;
        match members.get(&made.name) {
            Some(bytes) if *bytes == made.bytes => {}
            None => differing.push(format!("{} is missing", made.name)),
            Some(bytes) => {
                let of_json = serde_json::from_slice(&made.bytes).ok().zip(serde_json::from_slice(bytes).ok());
                let what = of_json.map_or_else(
                    || "its text differs".to_owned(),
                    |(ours, theirs): (Value, Value)| difference(&ours, &theirs),
                );
                differing.push(format!("{} ({what})", made.name));
            }
        }
    }
    let other = contents.program != env!("CARGO_PKG_VERSION");
    Ok(vec![match (differing.is_empty(), other) {
        (true, _) => Check::ok(
            "report",
            format!("report and {} made again: byte for byte the same", quantity(count - 2, "list")),
        ),
        (false, true) => {
            let detail = format!(
                "made by version {} of the program; this one makes otherwise: {}",
                contents.program,
                deep::listed(&differing)
            );
            Check::ok("report", detail)
        }
        (false, false) => {
            Check::broken("report", format!("what is made again differs: {}", deep::listed(&differing)), NEXT)
        }
    }])
}

/// The first places in which two JSON values differ.
fn difference(ours: &Value, theirs: &Value) -> String {
    const MOST: usize = 5;
    let mut places = Vec::new();
    differences(ours, theirs, "", &mut places);
    let more = places.len().saturating_sub(MOST);
    places.truncate(MOST);
    let listed = places.join(", ");
    if more > 0 { format!("{listed} and {more} more places") } else { listed }
}

fn differences(ours: &Value, theirs: &Value, place: &str, places: &mut Vec<String>) {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            let keys: BTreeSet<_> = ours.keys().chain(theirs.keys()).collect();
            for key in keys {
                let nothing = Value::Null;
                let (one, other) = (ours.get(key).unwrap_or(&nothing), theirs.get(key).unwrap_or(&nothing));
                differences(one, other, &format!("{place}/{key}"), places);
            }
        }
        (Value::Array(ours), Value::Array(theirs)) if ours.len() == theirs.len() => {
            for (at, (one, other)) in ours.iter().zip(theirs).enumerate() {
                differences(one, other, &format!("{place}/{at}"), places);
            }
        }
        (one, other) if one == other => {}
        _ => places.push(if place.is_empty() { "all of it".to_owned() } else { place.to_owned() }),
    }
}
