//! The members that are in every bundle.

/// Lists all others with their SHA-256.
pub(super) const MANIFEST: &str = "SHA256SUMS";
/// Signs the manifest, if anybody does.
pub(super) const SIGNATURE: &str = "SHA256SUMS.minisig";
/// Says what the bundle is of.
pub(super) const CONTENTS: &str = "bundle.json";
/// For whoever opens it without knowing what it is.
pub(super) const README: &str = "README.txt";
/// The configuration.
pub(super) const CONFIG: &str = "config.json";
/// The report as JSON.
pub(super) const REPORT: &str = "report.json";
/// The report as a page.
pub(super) const REPORT_PAGE: &str = "report.html";
