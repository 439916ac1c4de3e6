//! What a person has to look at, as the template prints it.

use serde::Serialize;

use crate::report::Report;
use crate::report::attention::Attention;
use crate::visible::{excerpt, one_line, visible};
use earwatch_law::finding::{Finding, Severity};

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
    let group = |attention: Attention| {
        let items: Vec<_> = report
            .findings
            .iter()
            .filter(|finding| Attention::of(finding) == attention)
            .map(FindingView::new)
            .collect();
        (!items.is_empty()).then(|| Group { title: attention.title(), tone: tone(attention), items })
    };
    let (last, first): (Vec<_>, Vec<_>) =
        Attention::ALL.into_iter().partition(|attention| *attention == Attention::Nothing);
    let groups = |of: Vec<Attention>| of.into_iter().filter_map(group).collect();
    (groups(first), groups(last))
}

fn tone(attention: Attention) -> &'static str {
    match attention {
        Attention::Person => "review",
        Attention::Look => "warn",
        Attention::Answered | Attention::Nothing => "info",
    }
}

impl FindingView {
    fn new(finding: &Finding) -> Self {
        let filled = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let about = [
            finding.document.as_ref().map(|number| format!("document {number}")),
            filled(&finding.country),
            filled(&finding.name),
            finding.place.as_ref().map(ToString::to_string),
        ];
        let name = finding.name.as_deref().unwrap_or_default();
        Self {
            severity: finding.severity().to_string(),
            code: finding.code.name(),
            about: about.into_iter().flatten().map(|part| visible(&part)).collect(),
            message: visible(&finding.message),
            next: (finding.severity() != Severity::Info).then(|| visible(&finding.next_step())),
            quote: filled(&finding.quote).map(|quote| visible(&excerpt(&one_line(&quote), name, QUOTED))),
        }
    }
}

/// Characters of a quote that are shown.
const QUOTED: usize = 600;
