//! The beginning and the end of a report: what it comes to, from when it counts, what was looked at.

use super::line::{Line, Tone};
use super::{Level, Style};
use crate::report::{Report, SourceDate, links};
use earwatch_law::law::designation;

/// What the report comes to.
pub(super) fn summary(report: &Report, out: &mut impl Style) {
    out.heading(Level::Title, &report.subject);
    let tone = if report.marker().is_some() { Tone::Alarm } else { Tone::Strong };
    out.paragraph(&Line::toned(tone, report.at_a_glance()));
    match report.needing_a_person() {
        0 => {}
        1 => out.item(0, &Line::toned(Tone::Alarm, "1 finding needs a person")),
        n => out.item(0, &Line::toned(Tone::Alarm, format!("{n} findings need a person"))),
    }
    for (mark, figures) in &report.designations {
        let words = format!("{}: {}", designation::in_words(*mark), figures.in_words());
        out.item(0, &Line::toned(Tone::Strong, capitalized(&words)));
    }
    let classes: Vec<_> = report.changed_in().map(|(class, n)| format!("{n} {}", class.title())).collect();
    if !classes.is_empty() {
        out.term(0, "Changed listings by what changed", &Line::plain(classes.join(", ")));
    }
    for effect in report.takes_effect() {
        let by: Vec<_> = effect.documents.iter().map(ToString::to_string).collect();
        let by = if by.is_empty() { String::new() } else { format!(", by {}", by.join(", ")) };
        out.term(0, &effect.when(report.as_of), &Line::plain(effect.what(report.as_of) + &by));
    }
    out.term(0, "In force is judged as of", &Line::plain(report.as_of.to_string()));
    let sources: Vec<_> =
        report.sources.iter().map(|source| format!("{} (as of {})", source.source, as_of(source))).collect();
    // Of a short report they are read below at once.
    if !sources.is_empty() && !report.sections.is_empty() {
        out.term(0, "Sources", &Line::plain(sources.join("; ")));
    }
    let checked = report.checked_in_words();
    if !checked.is_empty() {
        out.term(0, "Checked", &Line::plain(&checked));
    }
}

fn capitalized(words: &str) -> String {
    let (first, rest) = words.split_at_checked(1).unwrap_or((words, ""));
    first.to_uppercase() + rest
}

fn as_of(source: &SourceDate) -> String {
    source.as_of.map_or_else(|| "a day that the file does not state".to_owned(), |day| day.to_string())
}

/// The sources with their as-of dates.
pub(super) fn sources(report: &Report, out: &mut impl Style) {
    if report.sources.is_empty() {
        return;
    }
    out.heading(Level::Part, "Sources");
    for source in &report.sources {
        let mut line = Line::plain(format!("{}: as of {}", source.source, as_of(source)));
        if let Some(retrieved) = source.retrieved {
            line = line.then(retrieved.format(", retrieved %Y-%m-%d %H:%M UTC").to_string());
        }
        line = match source.url.as_deref() {
            Some(url) if links::is_web(url) => line.then(", ").link(url, url),
            Some(name) => line.then(", ").then(name),
            None => line,
        };
        out.item(0, &line);
    }
}
