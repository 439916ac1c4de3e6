//! The list of members with their SHA-256, in the form that `sha256sum -c` reads.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::container::{Found, Member};
use super::error::BundleError;
use super::names::{MANIFEST, SIGNATURE};
use earwatch_law::digest::sha256_hex;

/// The manifest of members, by name.
pub(super) fn of(members: &[Member]) -> String {
    let by_name: BTreeMap<_, _> = members.iter().map(|member| (&member.name, sha256_hex(&member.bytes))).collect();
    let mut out = String::new();
    for (name, sha256) in by_name {
        // Writing into a String cannot fail.
        let _ = writeln!(out, "{sha256}  {name}");
    }
    out
}

/// The members of a bundle, held against its manifest.
pub(super) struct Checked {
    pub(super) members: BTreeMap<String, Vec<u8>>,
    pub(super) manifest: Vec<u8>,
    pub(super) signature: Option<Vec<u8>>,
}

/// Holds members against the manifest among them.
///
/// # Errors
/// Names every member that was changed, added, or is missing.
pub(super) fn check(found: Vec<Found>) -> Result<Checked, BundleError> {
    let mut problems = Vec::new();
    let mut members = BTreeMap::new();
    let (mut manifest, mut signature) = (None, None);
    for (name, bytes) in found {
        match name.as_str() {
            MANIFEST => manifest = Some(bytes),
            SIGNATURE => signature = Some(bytes),
            _ => drop(members.insert(name, bytes)),
        }
    }
    let manifest = manifest
        .ok_or_else(|| BundleError::Container(format!("there is no {MANIFEST} in it; expected a bundle")))?
        .map_err(|problem| BundleError::Manifest(format!("{MANIFEST} was changed: {problem}")))?;
    let signature = signature
        .transpose()
        .map_err(|problem| BundleError::Manifest(format!("{SIGNATURE} was changed: {problem}")))?;
    let listed = read(&manifest)?;
    for name in members.keys().filter(|name| !listed.contains_key(*name)) {
        let is_manifest = name.to_ascii_uppercase().contains(MANIFEST);
        problems.push(format!("{name} was added{}", if is_manifest { ", a second manifest" } else { "" }));
    }
    for (name, sha256) in &listed {
        match members.get(name) {
            None => problems.push(format!("{name} is missing")),
            Some(Err(problem)) => problems.push(format!("{name} was changed: {problem}")),
            Some(Ok(bytes)) if sha256_hex(bytes) != *sha256 => problems.push(format!("{name} was changed")),
            Some(Ok(_)) => {}
        }
    }
    if !problems.is_empty() {
        problems.sort();
        return Err(BundleError::Manifest(problems.join("; ")));
    }
    let members = members.into_iter().filter_map(|(name, bytes)| Some((name, bytes.ok()?))).collect();
    Ok(Checked { members, manifest, signature })
}

fn read(manifest: &[u8]) -> Result<BTreeMap<String, String>, BundleError> {
    let wrong = |line: usize, problem: &str| BundleError::Manifest(format!("line {line} of {MANIFEST} {problem}"));
    let text = std::str::from_utf8(manifest).ok().ok_or_else(|| wrong(1, "is no text"))?;
    let mut listed = BTreeMap::new();
    let mut names = BTreeSet::new();
    for (line, number) in text.split_inclusive('\n').zip(1..) {
        let is_digest = |digits: &str| digits.len() == 64 && digits.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'));
        let parts = line.strip_suffix('\n').and_then(|line| line.split_once("  "));
        let (sha256, name) =
            parts.filter(|(sha256, _)| is_digest(sha256)).ok_or_else(|| wrong(number, "is no SHA-256 with a name"))?;
        if !names.insert(name.to_ascii_lowercase()) {
            return Err(wrong(number, &format!("names {name} a second time")));
        }
        if name.to_ascii_uppercase().contains(MANIFEST) {
            return Err(wrong(number, &format!("names {name}: there is one manifest, and it does not list itself")));
        }
        listed.insert(name.to_owned(), sha256.to_owned());
    }
    Ok(listed)
}
