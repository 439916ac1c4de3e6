//! Findings: what each is, where, and what to do about it.

use super::line::{Line, Tone};
use super::{Level, Style};
use crate::report::Report;
use crate::report::attention::Attention;
use crate::visible::{excerpt, one_line};
use earwatch_law::finding::{Finding, Severity};

/// Findings that ask for the same.
pub(super) fn findings(report: &Report, attention: Attention, out: &mut impl Style) {
    let mut of = report.findings.iter().filter(|finding| Attention::of(finding) == attention).peekable();
    if of.peek().is_some() {
        out.heading(Level::Part, attention.title());
    }
    for finding in of {
        render(finding, out);
    }
}

fn render(finding: &Finding, out: &mut impl Style) {
    let tone = match finding.severity() {
        Severity::Review if finding.needs_review() => Tone::Alarm,
        Severity::Review | Severity::Warn => Tone::Strong,
        Severity::Info => Tone::Soft,
    };
    let mut line = Line::toned(tone, finding.severity().to_string()).then(" ").and(Tone::Code, finding.code.name());
    for part in [
        finding.document.as_ref().map(|number| format!("document {number}")),
        finding.country.clone(),
        finding.name.clone(),
        finding.place.as_ref().map(ToString::to_string),
    ]
    .into_iter()
    .flatten()
    .filter(|part| !part.is_empty())
    {
        line = line.then(" · ").then(part);
    }
    out.item(0, &line);
    out.item(1, &Line::plain(format!("{}.", finding.message)));
    if finding.severity() != Severity::Info {
        let next = format!("{}.", finding.next_step());
        out.term(1, "Next", &Line::plain(next));
    }
    if let Some(quote) = finding.quote.as_ref().filter(|quote| !quote.is_empty()) {
        let name = finding.name.as_deref().unwrap_or_default();
        out.quote(1, &excerpt(&one_line(quote), name, QUOTED));
    }
}

/// Characters of a quote that are shown.
const QUOTED: usize = 600;
