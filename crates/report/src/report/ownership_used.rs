//! What a screening took of owners: the files, and the provisions that decide.

use serde::Serialize;

/// Files of owners, and what the texts on record say of affiliates on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct OwnershipUsed {
    /// The files.
    pub files: Vec<OwnersFile>,
    /// For each list, whether its provision for affiliates is in force.
    pub provisions: Vec<ProvisionUsed>,
    /// The programs of OFAC's list whose parties count as owners; empty where that is not on record.
    pub programs: Vec<String>,
    /// What could not be used as it stands, and what was passed over, with file and line.
    pub notes: Vec<String>,
}

/// A file of owners, or of OFAC's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnersFile {
    /// Its name, without the folder.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// `owners`, `sdn`.
    pub kind: &'static str,
    /// Holdings, or parties of OFAC's list, that were read.
    pub records: usize,
}

/// The provision of a list on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProvisionUsed {
    /// `entity-list`, `sdn`.
    pub list: String,
    /// Where it stands.
    pub section: String,
    /// `in-force`, `stayed`, `not-provided`, `not-on-record`.
    pub standing: &'static str,
    /// The same in words.
    pub words: String,
}
