//! What an entry says at length: who was added, removed and changed, and what stands around them.

use chrono::NaiveDate;

use super::Link;
use crate::render::feed::content::Block;
use crate::report::DISCLAIMER;
use crate::report::figures;
use crate::report::record::{EntryRecord, stayed};
use crate::report::texts::{Subject, TextRecord};
use crate::report::{ChangeRecord, Report, Section};
use earwatch_law::diff::fields::Values;
use earwatch_law::law::designation;

/// Entries that are named one by one under a heading.
const NAMED: usize = 200;

pub(super) fn body(section: &Section, report: &Report, facts: Option<String>, links: &[Link]) -> Vec<Block> {
    let mut blocks = Vec::new();
    blocks.extend(facts.map(Block::Paragraph));
    let dates = section.document.as_ref().map(|document| &document.dates);
    if let Some(dates) = dates.filter(|dates| !dates.is_empty()) {
        blocks.push(Block::Paragraph(format!("Dates as printed: {dates}")));
    }
    if let Some(cause) = section.cause {
        let cause = format!("Cause: {} ({}).", cause.name(), cause.in_words());
        blocks.push(Block::Paragraph(cause));
    }
    if !section.other.is_empty() {
        blocks.push(Block::List(section.other.clone()));
    }
    findings(&mut blocks, section, report);
    designations(&mut blocks, section);
    for (title, entries) in [("Added", &section.added), ("Removed", &section.removed)] {
        let named = entries.iter().map(|entry| (entry.country.as_str(), entry_words(entry, report.as_of)));
        by_country(&mut blocks, title, named);
    }
    for (title, renamed) in [("Renamed or moved", true), ("Changed", false)] {
        let changes = section
            .changed
            .iter()
            .filter(|change| change.is_renamed() == renamed)
            .map(|change| (change.country.as_str(), change_words(change)));
        by_country(&mut blocks, title, changes);
    }
    texts(&mut blocks, section, report);
    match section.editorial.len() {
        0 => {}
        1 => blocks.push(Block::Paragraph("1 entry differs in its citation or its layout only.".to_owned())),
        n => blocks.push(Block::Paragraph(format!("{n} entries differ in their citation or their layout only."))),
    }
    if !links.is_empty() {
        let links = links.iter().map(|link| (link.words.clone(), link.url.clone()));
        blocks.push(Block::Links(links.collect()));
    }
    blocks.push(Block::Paragraph(DISCLAIMER.to_owned()));
    blocks
}

/// Findings of the document that need a person.
fn findings(blocks: &mut Vec<Block>, section: &Section, report: &Report) {
    let open: Vec<_> = report
        .findings
        .iter()
        .filter(|finding| finding.needs_review() && section.is_about(finding.document.as_ref()))
        .map(crate::render::feed::notices::in_words)
        .collect();
    if !open.is_empty() {
        blocks.push(Block::Heading("Findings: a person has to look".to_owned()));
        blocks.push(Block::List(open));
    }
}

/// What the footnotes mean that entries bear, gained or lost.
fn designations(blocks: &mut Vec<Block>, section: &Section) {
    let figures = figures::by_designation(std::slice::from_ref(section));
    let items: Vec<_> = figures
        .iter()
        .map(|(mark, figures)| {
            let parts: Vec<_> = [
                (figures.added_with, "added with it"),
                (figures.gained, "gained it"),
                (figures.lost, "lost it"),
                (figures.removed_with, "removed with it"),
            ]
            .into_iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, what)| format!("{n} {what}"))
            .collect();
            let words = designation::in_words(*mark);
            format!("{words}: {}", parts.join(", "))
        })
        .collect();
    if !items.is_empty() {
        blocks.push(Block::Heading("Designations".to_owned()));
        blocks.push(Block::List(items));
    }
}

/// Items under a heading that counts them, by country.
fn by_country<'a>(blocks: &mut Vec<Block>, title: &str, items: impl Iterator<Item = (&'a str, String)>) {
    let mut groups: Vec<(&str, Vec<String>)> = Vec::new();
    let mut all = 0;
    for (country, words) in items {
        all += 1;
        if all > NAMED {
            continue;
        }
        match groups.last_mut() {
            Some((of, items)) if *of == country => items.push(words),
            Some(_) | None => groups.push((country, vec![words])),
        }
    }
    if all == 0 {
        return;
    }
    blocks.push(Block::Heading(format!("{title}: {all}")));
    for (country, items) in groups {
        blocks.push(Block::Group(country.to_owned()));
        blocks.push(Block::List(items));
    }
    if all > NAMED {
        let more = format!("… and {} more, all in the report.", all - NAMED);
        blocks.push(Block::Paragraph(more));
    }
}

/// `Alpha Ltd. (footnote 4), stayed until 2025-05-01: not in force`.
fn entry_words(entry: &EntryRecord, as_of: NaiveDate) -> String {
    let marks: Vec<_> = entry.designations.iter().map(u8::to_string).collect();
    let marks = match marks.as_slice() {
        [] => String::new(),
        [mark] => format!(" (footnote {mark})"),
        marks => format!(" (footnotes {})", marks.join(", ")),
    };
    let stay = stayed(entry.stayed_until, as_of);
    let stayed = stay.map_or_else(String::new, |stay| format!(", {}", stay.in_words()));
    format!("{}{marks}{stayed}", entry.name)
}

/// `Alpha Ltd., formerly “Beta Ltd.”: renamed, designation; gained footnote 4: …`.
fn change_words(change: &ChangeRecord) -> String {
    let old = |field| match change.changes.get(field) {
        Some(Values::Text(old, _)) => Some(old),
        Some(Values::Set(..) | Values::Marks(..)) | None => None,
    };
    let mut words = change.name.clone();
    for (field, before) in [("name", ", before: "), ("country", ", before under "), ("list", ", before on the ")] {
        if let Some(old) = old(field) {
            words = format!("{words}{before}{old}");
        }
    }
    let classes: Vec<_> = change.classes.iter().map(|class| class.title()).collect();
    words = format!("{words}: {}", classes.join(", "));
    for designation in &change.designations {
        words = format!("{words}; {designation}");
    }
    words
}

fn texts(blocks: &mut Vec<Block>, section: &Section, report: &Report) {
    if section.texts.is_empty() {
        return;
    }
    let to_come = section.effective.filter(|day| *day > report.as_of);
    let words = |text: &TextRecord| {
        let became = text.became(report.as_of, to_come);
        format!("{} ({}): {became}{}", subject(text), text.list, text.concerned())
    };
    blocks.push(Block::Heading("Around the entries".to_owned()));
    blocks.push(Block::List(section.texts.iter().take(NAMED).map(words).collect()));
    if section.texts.len() > NAMED {
        let more = section.texts.len() - NAMED;
        blocks.push(Block::Paragraph(format!("… and {more} more, all in the report.")));
    }
}

fn subject(text: &TextRecord) -> String {
    let country = text.country.as_deref().unwrap_or_default();
    match text.subject {
        Subject::List => "The whole list".to_owned(),
        Subject::IntroductoryText => "Introductory text".to_owned(),
        Subject::Heading => format!("Heading {country}"),
        Subject::Footnote => format!("Footnote {}", text.footnote.unwrap_or_default()),
        Subject::Entry => format!("{}, {country}", text.name.as_deref().unwrap_or_default()),
    }
}
