//! One walk over a report for all that is read as prose: it says in which order, a [`Style`] how it is written down.

mod entries;
mod first;
pub mod line;
mod section;
pub mod style;

use crate::report::{DISCLAIMER, Report};
use crate::told::ReportView;
use crate::told::announcement::Announcement;
use crate::told::ask::{AskView, Asked};
use crate::told::figures::in_a_line;
use crate::told::finding::FindingGroup;
use crate::told::label::LABELS;
use line::{Line, Tone};
use style::{Level, Style};

/// Writes a report down.
pub fn walk(report: &Report, out: &mut impl Style) {
    let view = ReportView::new(report, None);
    first::first(&view, None, out);
    if view.quiet || view.brief {
        return;
    }
    if let Some(asked) = &view.asks {
        asks(asked, out);
    }
    findings(&view.findings_first, out);
    for group in &view.announcements {
        out.heading(Level::Part, group.title);
        out.paragraph(&Line::plain(group.meaning));
        for of in &group.announcements {
            announcement(of, out);
        }
    }
    let several = view.sections.iter().filter(|section| section.has_changes).count() > 1;
    for of in &view.sections {
        section::section(of, several, out);
    }
    figures(&view, out);
    findings(&view.notes, out);
    checked(&view, out);
    out.paragraph(&Line::soft(DISCLAIMER));
}

/// Writes down what a report tells first, and where the rest of it is.
pub fn glance(report: &Report, rest: &Line, out: &mut impl Style) {
    first::first(&ReportView::glance(report), Some(rest), out);
}

/// How many, of which kind and in which countries.
fn figures(view: &ReportView, out: &mut impl Style) {
    if view.countries.len() > 1 || !view.classes.is_empty() {
        out.heading(Level::Part, LABELS.figures);
    }
    if !view.classes.is_empty() {
        out.term(0, LABELS.classes, &Line::plain(in_a_line(&view.classes)));
    }
    if view.countries.len() > 1 {
        section::figures(&view.countries, out);
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

/// What the law and the documents say to a reader, a line for each topic.
fn asks(asked: &Asked, out: &mut impl Style) {
    out.heading(Level::Kind, LABELS.asks);
    for group in &asked.groups {
        let items: Vec<_> = group.items.iter().map(AskView::in_words).collect();
        let title = Line::toned(Tone::Strong, format!("{}:", group.title)).then(" ");
        out.item(0, &title.then(format!("{}.", items.join("; "))));
    }
    out.item(0, &Line::soft(format!("{}: {}.", LABELS.asks_meaning, asked.sources)));
}

/// What was checked, and the sources with their days.
fn checked(view: &ReportView, out: &mut impl Style) {
    out.heading(Level::Part, LABELS.checked);
    if !view.checked.is_empty() {
        out.item(0, &Line::plain(&view.checked));
    }
    out.term(0, LABELS.as_of, &Line::plain(&view.as_of));
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
