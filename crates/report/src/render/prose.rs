//! One walk over a report for all that is read as prose: it says in which order, a [`Style`] how it is written down.

mod entries;
pub mod line;
mod section;
pub mod style;

use crate::report::{DISCLAIMER, Report};
use crate::told::ReportView;
use crate::told::announcement::Announcement;
use crate::told::ask::AskGroup;
use crate::told::figures::in_a_line;
use crate::told::finding::FindingGroup;
use crate::told::label::LABELS;
use crate::visible::capitalized;
use line::{Line, Tone};
use style::{Level, Style};

/// Writes a report down.
pub fn walk(report: &Report, out: &mut impl Style) {
    let view = ReportView::new(report, None);
    summary(&view, out);
    for group in &view.announcements {
        out.heading(Level::Part, group.title);
        out.paragraph(&Line::plain(group.meaning));
        for of in &group.announcements {
            announcement(of, out);
        }
    }
    findings(&view.findings_first, out);
    if !view.countries.is_empty() {
        out.heading(Level::Part, LABELS.by_country);
        section::figures(&view.countries, out);
    }
    let several = view.sections.iter().filter(|section| section.has_changes).count() > 1;
    for of in &view.sections {
        section::section(of, several, out);
    }
    asks(&view.asks, out);
    findings(&view.notes, out);
    sources(&view, out);
    out.paragraph(&Line::soft(DISCLAIMER));
}

/// What the report comes to, from when it counts, and what was looked at.
fn summary(view: &ReportView, out: &mut impl Style) {
    out.heading(Level::Title, &view.title);
    let tone = if view.marker.is_some() { Tone::Alarm } else { Tone::Strong };
    out.paragraph(&Line::toned(tone, &view.at_a_glance));
    if let Some(review) = &view.review {
        out.item(0, &Line::toned(Tone::Alarm, review));
    }
    for of in &view.designations {
        out.item(0, &Line::toned(Tone::Strong, capitalized(&of.in_words())));
    }
    if !view.classes.is_empty() {
        out.term(0, LABELS.classes, &Line::plain(in_a_line(&view.classes)));
    }
    for effect in &view.dates {
        let by: Vec<_> = effect.documents.iter().map(|document| document.words.as_str()).collect();
        let by = if by.is_empty() { String::new() } else { format!(", by {}", by.join(", ")) };
        out.term(0, &effect.when, &Line::plain(format!("{}{by}", effect.what)));
    }
    out.term(0, LABELS.as_of, &Line::plain(&view.as_of));
    // Of a short report they are read below at once.
    if !view.sources.is_empty() && !view.sections.is_empty() {
        let sources = view.sources.iter().map(|source| format!("{} (as of {})", source.name, source.as_of));
        out.term(0, LABELS.sources, &Line::plain(sources.collect::<Vec<_>>().join("; ")));
    }
    if !view.checked.is_empty() {
        out.term(0, LABELS.checked, &Line::plain(&view.checked));
    }
}

fn announcement(of: &Announcement, out: &mut impl Style) {
    out.heading(Level::Name, &of.title);
    out.paragraph(&Line::plain(&of.facts));
    if let Some(dates) = &of.dates {
        out.paragraph(&Line::plain(format!("{}: {dates}", LABELS.dates_announced)));
    }
    if let Some(place) = &of.place {
        out.links(std::slice::from_ref(place));
    }
    for told in &of.told {
        out.item(0, &Line::toned(Tone::Strong, told));
    }
    for note in &of.notes {
        out.item(0, &Line::plain(note));
    }
    for change in &of.changes {
        out.item(0, &Line::plain(&change.words));
        out.quote(1, &change.quote);
    }
}

fn findings(groups: &[FindingGroup], out: &mut impl Style) {
    for group in groups {
        out.heading(Level::Part, group.title);
        for finding in &group.items {
            let tone = match group.tone {
                "review" => Tone::Alarm,
                _ if finding.next.is_some() => Tone::Strong,
                _ => Tone::Soft,
            };
            let mut line = Line::toned(tone, &finding.severity).then(" ").and(Tone::Code, finding.code);
            for part in &finding.about {
                line = line.then(" · ").then(part);
            }
            out.item(0, &line);
            out.item(1, &Line::plain(format!("{}.", finding.message)));
            if let Some(next) = &finding.next {
                out.term(1, LABELS.next, &Line::plain(format!("{next}.")));
            }
            if let Some(quote) = &finding.quote {
                out.quote(1, quote);
            }
        }
    }
}

/// What the law and the documents say to a reader.
fn asks(groups: &[AskGroup], out: &mut impl Style) {
    if groups.is_empty() {
        return;
    }
    out.heading(Level::Part, LABELS.asks);
    out.paragraph(&Line::plain(LABELS.asks_meaning));
    for group in groups {
        for ask in &group.items {
            out.term(0, group.title, &Line::plain(format!("{}.", ask.words)));
            if let Some(quote) = &ask.quote {
                out.quote(1, quote);
            }
            out.item(1, &Line::soft(format!("Source: {}", ask.source)));
        }
    }
}

fn sources(view: &ReportView, out: &mut impl Style) {
    if !view.sources.is_empty() {
        out.heading(Level::Part, LABELS.sources);
    }
    for source in &view.sources {
        let mut line = Line::plain(format!("{}: as of {}", source.name, source.as_of));
        if let Some(retrieved) = &source.retrieved {
            line = line.then(format!(", retrieved {retrieved}"));
        }
        if let Some(place) = &source.place {
            line = line.then(", ").link(place);
        }
        out.item(0, &line);
    }
}
