//! A report in a few lines, for chats: what it comes to, who is concerned, where to read on.

use super::digest::Digest;
use earwatch_law::law::quantity::quantity;
use earwatch_report::report::effect::force;
use earwatch_report::report::{ChangeRecord, Report, Section};
use earwatch_report::told::{DesignationFiguresView, groups};
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

/// Names that are listed of one kind.
const NAMES: usize = 40;

/// The lines below the headline.
pub(super) fn lines(digest: &Digest<'_>) -> Vec<Line> {
    let report = digest.report;
    let mut lines = Vec::new();
    if digest.test {
        lines.push(line(LineKind::Plain, &report.checked));
        return lines;
    }
    for rule in report.rules() {
        lines.push(line(LineKind::Alarm, &format!("{}.", rule.words)));
    }
    let meanings = report.meanings();
    for (mark, of) in report.designations.iter().filter(|(mark, _)| report.designations_gained.contains_key(mark)) {
        lines.push(line(LineKind::Alarm, &DesignationFiguresView::new(*mark, of, &meanings).in_words()));
    }
    lines.extend(announced(report));
    lines.extend(findings(report));
    for section in &report.sections {
        lines.extend(of_section(section, report));
    }
    lines.push(line(
        LineKind::Soft,
        &format!(
            "{}. In force is judged as of {}. Only the official edition of the Federal Register is authoritative; this is not legal advice.",
            report.subject, report.as_of
        ),
    ));
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

fn of_section(section: &Section, report: &Report) -> Vec<Line> {
    let mut lines = vec![Line {
        link: section.document.as_ref().and_then(|document| document.url.clone()).filter(|url| is_link(url)),
        ..line(LineKind::Title, &section.title)
    }];
    if let Some(day) = section.effective.filter(|_| section.cause.is_some()) {
        let force = force(day, report.as_of);
        lines.push(line(LineKind::Plain, &format!("Effective {day} ({force})")));
    }
    let entries = |entries: &[earwatch_report::report::record::EntryRecord]| -> Vec<String> {
        let named = |entry: &earwatch_report::report::record::EntryRecord| {
            let marks = entry.designations.iter().map(|mark| format!("fn. {mark}"));
            let marks: Vec<_> = marks.collect();
            if marks.is_empty() {
                format!("{} ({})", entry.name, entry.country)
            } else {
                format!("{} ({}; {})", entry.name, entry.country, marks.join(", "))
            }
        };
        entries.iter().map(named).collect()
    };
    let changed = |change: &ChangeRecord| {
        let classes: Vec<_> = change.classes.iter().map(|class| class.title()).collect();
        format!("{} ({}: {})", change.name, change.country, classes.join(", "))
    };
    for (what, names) in [
        ("Added", entries(&section.added)),
        ("Removed", entries(&section.removed)),
        ("Changed", section.changed.iter().map(changed).collect()),
    ] {
        lines.extend(named(what, &names));
    }
    match section.editorial.len() {
        0 => {}
        n => lines.push(line(LineKind::Plain, &format!("Editorial and citation only: {n}"))),
    }
    match section.texts.len() {
        0 => {}
        n => {
            let texts = format!("{} of the list", quantity(n, "other text"));
            lines.push(line(LineKind::Plain, &format!("{texts} changed")));
        }
    }
    lines.extend(section.other.iter().map(|note| line(LineKind::Plain, note)));
    lines
}

fn named(what: &str, names: &[String]) -> Vec<Line> {
    if names.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![line(LineKind::Plain, &format!("{what}: {}", names.len()))];
    lines.extend(names.iter().take(NAMES).map(|name| line(LineKind::Plain, &format!("• {name}"))));
    if let Some(more) = names.len().checked_sub(NAMES).filter(|more| *more > 0) {
        lines.push(line(LineKind::Plain, &format!("• … and {more} more, all in the report")));
    }
    lines
}

/// Whether an address can stand in a link as it is.
fn is_link(url: &str) -> bool {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '|' | '"' | '\\');
    is_web && url.len() < LONGEST && url.chars().all(plain)
}
