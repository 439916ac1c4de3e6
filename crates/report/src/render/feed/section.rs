//! The entry of a document: what it changed, whom that concerns, and where it can be read.

use chrono::NaiveDate;

use super::content::Block;
use super::identity;
use super::value::{Item, ItemLink, Leads, Site, Tag};
use super::washington::{midnight, washington};
use crate::report::attention::Attention;
use crate::report::figures::{self, CountryFigures};
use crate::report::record::EntryRecord;
use crate::report::{DISCLAIMER, Occasion, Report, Section};
use crate::told::by_country::by_country;
use crate::told::cutoff::NAMED;
use crate::told::first::{Elsewhere, FirstScreen, NamedEntry, SCREEN};
use crate::told::label::LABELS;
use crate::told::link::{self, Link};
use crate::told::text::TextView;
use crate::told::{Asked, change, entry, finding, section};
use earwatch_law::diff::Cause;
use earwatch_law::entry::public_id::PublicId;

/// The entry of a section.
pub fn item(section: &Section, report: &Report, site: &Site<'_>) -> Item {
    let name = section.title.clone();
    let line = section::line(section, report.as_of);
    let alone = alone(section, report);
    let first = FirstScreen::new(&alone, &[], SCREEN, Elsewhere::Below);
    let asked = Asked::new(&alone.asks);
    let links = links(section, site);
    Item {
        id: match &section.document {
            Some(document) => match (section.occasion, section.version) {
                // A correction is news of its own to who has read what it corrects.
                (Some(Occasion::Corrected), version) => identity::correction(&document.number, version, report.as_of),
                _ => identity::document(&document.number, section.effective),
            },
            None => identity::other(&name, section.effective),
        },
        title: match section.headline(report.as_of) {
            Some(headline) => format!("{headline}: {name}"),
            None => name,
        },
        published: section.document.as_ref().map(|document| midnight(document.published)),
        updated: {
            let updated = midnight(updated(section, report.as_of));
            // Who has read it is to see that it reads otherwise now.
            section.revised.map_or(updated, |revised| updated.max(washington(revised)))
        },
        summary: summary(section, line.as_deref()),
        body: body(section, report, (&first, asked.as_ref()), line, &links),
        links,
        tags: tags(section),
        ids: ids(section),
    }
}

/// The day of publication, or that on which what was published before came into force.
fn updated(section: &Section, as_of: NaiveDate) -> NaiveDate {
    if section.occasion == Some(Occasion::Corrected) {
        return as_of;
    }
    let came = section.effective.filter(|day| *day <= as_of);
    match (&section.document, came) {
        (Some(document), Some(day)) => day.max(document.published),
        (Some(document), None) => document.published,
        (None, came) => came.unwrap_or(as_of),
    }
}

/// The document and its days, the figures of each country, and what is said in words.
fn summary(section: &Section, line: Option<&str>) -> String {
    let countries: Vec<_> =
        figures::by_country(std::slice::from_ref(section)).iter().map(CountryFigures::in_words).collect();
    let mut parts: Vec<_> = line.map(str::to_owned).into_iter().collect();
    if !countries.is_empty() {
        parts.push(format!("{}.", countries.join("; ")));
    }
    parts.extend(section.other.iter().cloned());
    parts.join(" ")
}

/// The page of the site, the document, its PDF, and the lists in the eCFR.
fn links(section: &Section, site: &Site<'_>) -> Vec<ItemLink> {
    let mut found = Vec::new();
    let mut put = |leads, link: Link| found.extend(ItemLink::new(leads, link.words, link.link));
    if let Some(document) = &section.document {
        let page = site.page.and_then(|page| page(&document.number));
        let leads = if page.is_some() { Leads::Document } else { Leads::Page };
        for (leads, link) in [
            (Leads::Page, page.map(|url| Link::new("This report", &url))),
            (leads, document.url.as_deref().map(Link::document)),
            (Leads::Pdf, document.pdf.as_deref().map(Link::pdf)),
        ] {
            if let Some(link) = link {
                put(leads, link);
            }
        }
    }
    for list in link::lists(section) {
        put(Leads::Beside, list);
    }
    found
}

/// Countries, designations, classes and lists.
fn tags(section: &Section) -> Vec<Tag> {
    let one = std::slice::from_ref(section);
    let mut tags: Vec<_> = section.lists.iter().map(|list| Tag::new("list", list.name())).collect();
    tags.extend(figures::by_class(one).keys().map(|class| Tag::new("class", class.title())));
    tags.extend(figures::by_designation(one).keys().map(|mark| Tag::new("designation", format!("footnote {mark}"))));
    tags.extend(figures::by_country(one).into_iter().map(|of| Tag::new("country", of.country)));
    tags
}

/// Public ids of the entries of a section.
fn ids(section: &Section) -> Vec<(&'static str, Vec<PublicId>)> {
    let of = |entries: &[EntryRecord]| entries.iter().map(|entry| entry.public_id.clone()).collect::<Vec<_>>();
    let changed = section.changed.iter().map(|change| change.public_id.clone()).collect();
    let all = [("added", of(&section.added)), ("removed", of(&section.removed)), ("changed", changed)];
    let known = all.into_iter().map(|(what, mut ids)| {
        ids.retain(|id| !id.as_str().is_empty());
        (what, ids)
    });
    known.filter(|(_, ids)| !ids.is_empty()).collect()
}

/// The report of one section, with what a person must look at in it.
fn alone(section: &Section, report: &Report) -> Report {
    let findings = report.findings.iter().filter(|it| section.is_about(it.document.as_ref()));
    let (subject, as_of, findings) = (String::new(), report.as_of, findings.cloned().collect());
    Report::new(subject, as_of, String::new(), vec![section.clone()], findings)
}

/// What is seen first of an entry: what does not wait, and who is concerned.
pub fn first_blocks(first: &FirstScreen) -> Vec<Block> {
    let mut blocks: Vec<_> = first.alarms().map(Block::Paragraph).collect();
    for group in &first.groups {
        let mut names: Vec<_> = group.entries.iter().map(NamedEntry::in_words).collect();
        if group.more > 0 {
            names.push(group.rest());
        }
        list(&mut blocks, &group.heading(), names);
    }
    blocks
}

fn body(
    section: &Section,
    report: &Report,
    (first, asked): (&FirstScreen, Option<&Asked>),
    line: Option<String>,
    links: &[ItemLink],
) -> Vec<Block> {
    let mut blocks = first_blocks(first);
    blocks.extend(first.effects.iter().map(|effect| Block::Paragraph(format!("{}.", effect.when))));
    if let Some(asked) = asked {
        list(&mut blocks, asked.title(), asked.lines());
    }
    blocks.extend(line.map(Block::Paragraph));
    let dates = section.document.as_ref().map(|document| &document.dates);
    if let Some(dates) = dates.filter(|dates| !dates.is_empty()) {
        blocks.push(Block::Paragraph(format!("{}: {dates}", LABELS.dates)));
    }
    if let Some(cause) =
        section.cause.filter(|cause| *cause != Cause::Legal || section.occasion == Some(Occasion::Corrected))
    {
        blocks.push(Block::Paragraph(format!("{}: {}.", LABELS.cause, change::cause_in_words(cause))));
    }
    if !section.other.is_empty() {
        blocks.push(Block::List(section.other.clone()));
    }
    let open = report.findings.iter().filter(|it| it.needs_review() && section.is_about(it.document.as_ref()));
    list(&mut blocks, Attention::Person.title(), open.map(finding::in_a_line).collect());
    // Who is named above is not named twice.
    let all_named = first.groups.iter().all(|group| group.more == 0);
    for (title, entries) in [("Added", &section.added), ("Removed", &section.removed)] {
        if all_named {
            continue;
        }
        let named = entries.iter().map(|it| (it.country.as_str(), entry::in_a_line(it, report.as_of)));
        countries(&mut blocks, title, entries.len(), named);
    }
    for (title, changes) in change::by_kind(section) {
        let named = changes.iter().map(|it| (it.country.as_str(), change::in_a_line(it)));
        countries(&mut blocks, title, changes.len(), named);
    }
    let rules = section.provisions.iter().map(|rule| format!("{} ({})", rule.words, rule.about()));
    list(&mut blocks, LABELS.rules, rules.collect());
    let texts = section.texts.iter().map(|text| TextView::new(text, section, report.as_of).in_a_line());
    list(&mut blocks, LABELS.texts, texts.take(NAMED).collect());
    more(&mut blocks, section.texts.len());
    match section.editorial.len() {
        0 => {}
        1 => blocks.push(Block::Paragraph("Only the citation or the layout of 1 entry differs.".to_owned())),
        n => blocks.push(Block::Paragraph(format!("Only the citation or the layout of {n} entries differs."))),
    }
    if !links.is_empty() {
        blocks.push(Block::Links(links.iter().map(|link| (link.words.clone(), link.url.clone())).collect()));
    }
    blocks.push(Block::Paragraph(DISCLAIMER.to_owned()));
    blocks
}

/// Items under a heading, if there are any.
fn list(blocks: &mut Vec<Block>, title: &str, items: Vec<String>) {
    if !items.is_empty() {
        blocks.push(Block::Heading(title.to_owned()));
        blocks.push(Block::List(items));
    }
}

/// Items under a heading that counts them, by country.
fn countries<'a>(blocks: &mut Vec<Block>, title: &str, n: usize, items: impl Iterator<Item = (&'a str, String)>) {
    if n > 0 {
        blocks.push(Block::Heading(format!("{title} ({n})")));
    }
    for group in by_country(items.take(NAMED)) {
        blocks.push(Block::Group(group.country));
        blocks.push(Block::List(group.entries));
    }
    more(blocks, n);
}

/// How many are not named.
fn more(blocks: &mut Vec<Block>, n: usize) {
    if n > NAMED {
        blocks.push(Block::Paragraph(format!("… and {} more, all in the report.", n - NAMED)));
    }
}
