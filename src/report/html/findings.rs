//! What a person has to look at, as the template prints it.

use serde::Serialize;

use crate::finding::{Finding, Severity};
use crate::report::Report;
use crate::report::visible::{excerpt, one_line, visible};

/// Findings under one heading.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    title: &'static str,
    tone: &'static str,
    items: Vec<FindingView>,
}

#[derive(Debug, Serialize)]
struct FindingView {
    severity: String,
    code: &'static str,
    about: Vec<String>,
    message: String,
    next: Option<String>,
    quote: Option<String>,
}

/// The findings to be read first, and the notes to be read last.
pub(super) fn groups(report: &Report) -> (Vec<Group>, Vec<Group>) {
    let (mut review, mut warnings, mut answered, mut notes) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for finding in &report.findings {
        let is_answered = finding.explained_by.is_some() && !finding.is_linked();
        match finding.severity() {
            Severity::Info => &mut notes,
            Severity::Warn | Severity::Review if is_answered => &mut answered,
            Severity::Warn => &mut warnings,
            Severity::Review => &mut review,
        }
        .push(FindingView::new(finding));
    }
    let group = |title, tone, items: Vec<FindingView>| {
        (!items.is_empty()).then_some(Group { title, tone, items })
    };
    let first = [
        group("Findings: a person has to look", "review", review),
        group("Warnings: worth a look", "warn", warnings),
        group("Findings that are answered", "info", answered),
    ];
    let last = group("Notes: nothing to do", "info", notes);
    (first.into_iter().flatten().collect(), Vec::from_iter(last))
}

impl FindingView {
    fn new(finding: &Finding) -> Self {
        let filled = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let about = [
            finding
                .document
                .as_ref()
                .map(|number| format!("document {number}")),
            filled(&finding.country),
            filled(&finding.name),
            finding.place.as_ref().map(ToString::to_string),
        ];
        let name = finding.name.as_deref().unwrap_or_default();
        Self {
            severity: finding.severity().to_string(),
            code: finding.code.name(),
            about: about
                .into_iter()
                .flatten()
                .map(|part| visible(&part))
                .collect(),
            message: visible(&finding.message),
            next: (finding.severity() != Severity::Info).then(|| visible(&finding.next_step())),
            quote: filled(&finding.quote)
                .map(|quote| visible(&excerpt(&one_line(&quote), name, QUOTED))),
        }
    }
}

/// Characters of a quote that are shown.
const QUOTED: usize = 600;
