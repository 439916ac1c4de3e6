//! Findings: what each is, where, and what to do about it.

use serde::Serialize;

use super::cutoff::QUOTE;
use crate::report::Report;
use crate::report::attention::Attention;
use crate::visible::{excerpt, one_line};
use earwatch_law::finding::{Finding, Severity};

/// Findings that ask for the same.
#[derive(Debug, Serialize)]
pub struct FindingGroup {
    pub title: &'static str,
    /// `review`, `warn` or `info`.
    pub tone: &'static str,
    /// How many there are; a page that is cut shows fewer.
    pub n: usize,
    pub items: Vec<FindingView>,
}

/// A finding in words.
#[derive(Debug, Serialize)]
pub struct FindingView {
    pub severity: String,
    pub code: &'static str,
    pub about: Vec<String>,
    pub message: String,
    pub next: Option<String>,
    pub quote: Option<String>,
}

impl FindingGroup {
    /// The findings of a report that ask for this; `None` without any.
    pub fn new(report: &Report, attention: Attention) -> Option<Self> {
        let of = report.findings.iter().filter(|finding| Attention::of(finding) == attention);
        let items: Vec<_> = of.map(FindingView::new).collect();
        let tone = match attention {
            Attention::Person => "review",
            Attention::Look => "warn",
            Attention::Answered | Attention::Nothing => "info",
        };
        (!items.is_empty()).then(|| Self { title: attention.title(), tone, n: items.len(), items })
    }
}

/// The document, the country and the name that a finding is about.
fn about(finding: &Finding) -> impl Iterator<Item = String> {
    let document = finding.document.as_ref().map(|number| format!("document {number}"));
    [document, finding.country.clone(), finding.name.clone()].into_iter().flatten().filter(|part| !part.is_empty())
}

impl FindingView {
    pub fn new(finding: &Finding) -> Self {
        let name = finding.name.as_deref().unwrap_or_default();
        let quote = finding.quote.as_ref().filter(|quote| !quote.is_empty());
        Self {
            severity: finding.severity().to_string(),
            code: finding.code.name(),
            about: about(finding).chain(finding.place.as_ref().map(ToString::to_string)).collect(),
            message: finding.message.clone(),
            next: (finding.severity() != Severity::Info).then(|| finding.next_step()),
            quote: quote.map(|quote| excerpt(&one_line(quote), name, QUOTE)),
        }
    }
}

/// `entry-not-found · document 2025-05427 · GERMANY · Alpha Ltd.: …. Next: ….`
pub fn in_a_line(finding: &Finding) -> String {
    let about: Vec<_> = std::iter::once(finding.code.to_string()).chain(about(finding)).collect();
    format!("{}: {}. Next: {}.", about.join(" · "), finding.message, finding.next_step())
}
