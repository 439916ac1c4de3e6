//! A report in a few lines, for chats: what it comes to, who is concerned, where to read on.

use super::digest::Digest;
use earwatch_report::report::{DISCLAIMER_IN_SHORT, Report, Section};
use earwatch_report::told::first::{DocumentLine, Elsewhere, FirstScreen};
use earwatch_report::told::touched::TouchedView;
use earwatch_report::told::{Asked, groups};
use earwatch_report::visible::{shorten, visible};

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) kind: LineKind,
    pub(super) text: String,
    /// Where its text leads to.
    pub(super) link: Option<String>,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    /// The beginning of a part.
    Title,
    /// Something that needs a person.
    Alarm,
    /// Anything else.
    Plain,
    /// Said beside.
    Soft,
}

fn line(kind: LineKind, text: &str) -> Line {
    Line { kind, text: shorten(&visible(text), LONGEST), link: None }
}

/// Characters of a line.
const LONGEST: usize = 1000;

/// Names that are listed.
const NAMES: usize = 40;

/// The lines below the headline.
pub(super) fn lines(digest: &Digest<'_>) -> Vec<Line> {
    let report = digest.report;
    let mut lines = Vec::new();
    if digest.test {
        lines.push(line(LineKind::Plain, &report.checked));
        return lines;
    }
    lines.extend(TouchedView::new(report).iter().flat_map(touched));
    let first = FirstScreen::new(report, &[], NAMES, Elsewhere::InReport);
    lines.extend(first.alarms().map(|words| line(LineKind::Alarm, &words)));
    for group in &first.groups {
        lines.push(line(LineKind::Title, &group.heading()));
        lines.extend(group.entries.iter().map(|entry| line(LineKind::Plain, &format!("• {}", entry.in_words()))));
        if group.more > 0 {
            lines.push(line(LineKind::Plain, &format!("• and {} more, all in the report", group.more)));
        }
    }
    lines.extend(documents(&first, report));
    if let Some(asked) = Asked::new(&report.asks) {
        lines.push(line(LineKind::Title, asked.title()));
        lines.extend(asked.lines().iter().map(|words| line(LineKind::Plain, &format!("• {words}"))));
    }
    lines.extend(findings(report));
    lines.extend(report.sections.iter().flat_map(of_section));
    lines.extend(announced(report));
    lines.push(line(
        LineKind::Soft,
        &format!("{}. In force as of {}. {DISCLAIMER_IN_SHORT}", report.subject, report.as_of),
    ));
    lines
}

/// The user's own parties: who matches whom, why it is told, and by what.
fn touched(of: &TouchedView) -> Vec<Line> {
    let mut lines = vec![line(LineKind::Title, &of.title)];
    lines.extend(of.alarms.iter().map(|words| line(LineKind::Alarm, words)));
    for hit in of.hits.iter().take(NAMES) {
        let parts = SAID.into_iter().filter_map(|title| Some(format!("{title}: {}", hit.term(title)?)));
        let words: Vec<_> = std::iter::once(hit.in_words()).chain(parts).collect();
        lines.push(line(LineKind::Plain, &format!("• {}", words.join(". "))));
    }
    let left = of.hits.len().saturating_sub(NAMES);
    if left > 0 || of.more.is_some() {
        lines.push(line(LineKind::Plain, "• and more, which `earwatch screen` shows"));
    }
    lines.extend(of.notes.first().map(|words| line(LineKind::Plain, words)));
    lines
}

/// What of a match is said in a line.
const SAID: [&str; 4] = ["what changed", "matched", "ownership", "listing"];

/// Since or from when, and by which documents.
fn documents(first: &FirstScreen, report: &Report) -> Vec<Line> {
    let document = |words: String, of: &DocumentLine| {
        let section = report.sections.iter().filter_map(|section| section.document.as_ref());
        let facts = section.into_iter().find(|facts| facts.number.as_str() == of.number.words);
        let link = facts.and_then(|facts| facts.url.clone()).filter(|url| is_link(url));
        Line { link, ..line(LineKind::Title, &words) }
    };
    let mut lines = Vec::new();
    for effect in &first.effects {
        lines.push(line(LineKind::Plain, &effect.when));
        lines.extend(effect.documents.iter().map(|of| document(of.in_words(), of)));
    }
    for of in &first.others {
        lines.push(document(of.in_words(), of));
        lines.extend(of.note.iter().map(|note| line(LineKind::Plain, note)));
    }
    if first.more_documents > 0 {
        lines.push(line(LineKind::Plain, &format!("and {} more documents", first.more_documents)));
    }
    lines
}

/// What is on public inspection, and what was withdrawn from it.
fn announced(report: &Report) -> Vec<Line> {
    let mut lines = Vec::new();
    for group in groups(&report.provisional) {
        lines.push(line(LineKind::Title, group.title));
        for announcement in group.announcements {
            lines.push(Line {
                link: announcement.place.and_then(|place| place.link).filter(|url| is_link(url)),
                ..line(LineKind::Plain, &announcement.title)
            });
            lines.push(line(LineKind::Plain, &announcement.facts));
            let changes = announcement.changes.iter().map(|change| &change.words);
            let words = announcement.told.iter().chain(&announcement.notes).chain(changes);
            lines.extend(words.map(|words| line(LineKind::Plain, words)));
        }
    }
    lines
}

fn findings(report: &Report) -> impl Iterator<Item = Line> {
    let open = report.findings.iter().filter(|finding| finding.needs_review());
    open.map(|finding| {
        let name = finding
            .name
            .as_deref()
            .filter(|name| !name.is_empty())
            .map_or_else(String::new, |name| format!(" · {name}"));
        let document = finding.document.as_ref().map_or_else(String::new, |number| format!(" · document {number}"));
        line(
            LineKind::Alarm,
            &format!("{}{document}{name}: {}. Next: {}.", finding.code, finding.message, finding.next_step()),
        )
    })
}

/// What a section has to say beside its entries.
fn of_section(section: &Section) -> Vec<Line> {
    let mut lines = Vec::new();
    match section.editorial.len() {
        0 => {}
        n => lines.push(line(LineKind::Plain, &format!("Editorial and citation only: {n}"))),
    }
    // The first word of a document without changes stands beside it.
    let said = usize::from(section.is_without_changes() && section.document.is_some());
    lines.extend(section.other.iter().skip(said).map(|note| line(LineKind::Plain, note)));
    lines
}

/// Whether an address can stand in a link as it is.
fn is_link(url: &str) -> bool {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '|' | '"' | '\\');
    is_web && url.len() < LONGEST && url.chars().all(plain)
}
