//! What changed: since a day, a document or a version, or by one document.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::query::compare::on_record;
use crate::query::report::{Scope, build};
use crate::query::{comparison, day};
use crate::run::{Occasion, RunError};
use crate::serve::mcp::answer::Found;
use crate::serve::mcp::answer::Window;
use crate::serve::mcp::described::Tool;
use crate::serve::mcp::described::value;
use crate::serve::mcp::parameter::Kind;
use crate::serve::mcp::parameter::Parameter;
use crate::serve::mcp::question::Question;
use crate::serve::problem::Problem;
use earwatch_law::diff::Counts;
use earwatch_law::law::citation::DocumentName;
use earwatch_report::render::markdown;
use earwatch_report::report::record::EntryRecord;
use earwatch_report::report::texts::TextRecord;
use earwatch_report::report::{Report, Section};
use earwatch_report::visible::{shorten, visible};

const JUDGED: Parameter = Parameter::may(
    "as_of",
    Kind::Day,
    "Judge what is in force as of this day, YYYY-MM-DD, and compare with the lists of this day; what was published later is \
     told too. Without it, today",
);

pub(super) const SINCE: Tool = Tool {
    name: "changes_since",
    title: "What changed since",
    about: "What changed on the lists and in the rules around them since a day, a document or a version. Since a day: all \
            that was published from that day on, document by document, also what takes effect later, and what came into force \
            since then. Since a document or a version number: how the lists of as_of differ from what that document or \
            version left.",
    parameters: &[
        Parameter::must(
            "since",
            Kind::Words,
            "A day YYYY-MM-DD, a document number such as 2025-05427, or a version number",
        ),
        JUDGED,
        Parameter::limit(20, "So many changed entries at most"),
        Parameter::OFFSET,
    ],
    schema: "report",
    is_optional: false,
    find: since,
};

pub(super) const OF_DOCUMENT: Tool = Tool {
    name: "document_changes",
    title: "What a document changed",
    about: "What one Federal Register document changed on the lists: entries added, removed and changed, texts and rules, \
            the words that order it, its dates, and what was held back.",
    parameters: &[
        Parameter::must("document", Kind::Words, "Federal Register document number such as 2025-05427"),
        JUDGED,
        Parameter::limit(20, "So many changed entries at most"),
        Parameter::OFFSET,
    ],
    schema: "report",
    is_optional: false,
    find: of_document,
};

fn since(question: &Question<'_>) -> Result<Found, Problem> {
    let (store, since) = (question.store, question.given.words("since").trim());
    let occasion = occasion(question);
    let as_of = occasion.as_of;
    let day = day::day(since);
    if let Err(error) = &day
        && error.contains("did you mean")
    {
        return Err(Problem::invalid(format!("since: {error}")));
    }
    if let Ok(day) = day {
        let report = build(store, &Scope::Since(day), &occasion)?;
        let mut notes = Vec::new();
        let begins = store.reader().chain()?.first().map(|baseline| baseline.published);
        notes.extend(begins.filter(|first| *first > day).map(|first| {
            format!("the database begins on {first}; what was published before that day is not on record")
        }));
        if day > as_of {
            notes.push(format!("{day} is after {as_of}: nothing can have been published since then"));
        }
        let searched = format!(
            "Looked at all documents on record that were published from {day} on, and at what took effect since."
        );
        return told(question, report, searched, notes);
    }
    let is_number = since.parse::<u32>().is_ok();
    if !is_number && since.parse::<DocumentName>().is_err() {
        return Err(Problem::invalid(format!(
            "since: expected a day as YYYY-MM-DD, a document number such as 2025-05427 or a version number, but found “{}”",
            question.asked("since")
        )));
    }
    let (from, to) = (on_record(store, since, None)?, on_record(store, &as_of.to_string(), None)?);
    let searched = format!(
        "Compared the lists as {} left them with those in force on {as_of}.",
        if is_number { format!("version {since}") } else { format!("document {since}") }
    );
    let report = comparison::report(Some(store), &from, &to, &occasion)?;
    let note =
        "what changed since and was changed back does not show in a comparison; with a day, each document is told";
    told(question, report, searched, vec![note.to_owned()])
}

fn of_document(question: &Question<'_>) -> Result<Found, Problem> {
    let number = question.given.words("document").trim();
    let name: DocumentName = number
        .parse()
        .map_err(|error| Problem::invalid(format!("document: “{}”: {error}", question.asked("document"))))?;
    let report = build(question.store, &Scope::Document(name), &occasion(question)).map_err(|error| match error {
        RunError::NotOnRecord { what, next } => Problem::not_found(format!(
            "{what} is not on record: it may not have been published yet, not concern these lists, or not have been \
             imported; {}. changes_since with a day lists the documents published since",
            next.replace(" See `earwatch documents`", "").replace("see `earwatch documents`", "check the number")
        )),
        other => other.into(),
    })?;
    told(question, report, format!("Looked at document {}.", question.asked("document")), Vec::new())
}

fn occasion(question: &Question<'_>) -> Occasion {
    Occasion { as_of: question.ready.at.as_of, ..question.occasion.clone() }
}

fn told(question: &Question<'_>, mut report: Report, searched: String, notes: Vec<String>) -> Result<Found, Problem> {
    let headline = report.headline();
    // How large the lists were after each version is no change.
    report.releases.clear();
    let documents =
        report.sections.iter().filter_map(|section| section.document.as_ref()).map(|one| one.number.clone());
    let mut documents: BTreeSet<_> = documents.collect();
    let as_of = question.ready.at.as_of;
    let (offset, limit) = (question.given.count("offset"), question.given.count("limit"));
    let all = report.sections.iter().map(entries).sum::<usize>();
    let text = (all <= limit && offset == 0).then(|| markdown::render(&report));
    let first = (offset == 0).then(|| {
        let first = markdown::glance(&report, "Below, each document with what is asked for of its changes.");
        first.replace(" more, in “earwatch report”", " more (ask by offset)").replace("in “earwatch report”", "below")
    });
    let window = cut(&mut report, offset, limit);
    without_redlines(&mut report);
    let text = text.unwrap_or_else(|| {
        let sections = report.sections.iter().map(|section| in_short(section, as_of));
        first.into_iter().chain(sections).chain([findings(&report)]).collect::<Vec<_>>().join("\n")
    });
    let mut doubts = BTreeSet::new();
    for section in &report.sections {
        let changed = section.changed.iter().map(|change| &change.after);
        for entry in section.added.iter().chain(&section.removed).chain(changed) {
            doubts.extend(entry.in_doubt.iter().copied());
            documents.extend(entry.document.clone());
        }
    }
    let outcome = if report.sections.is_empty() {
        format!("No change is on record: {}.", visible(&headline))
    } else {
        format!("{}: {}.", visible(&report.subject), visible(&headline))
    };
    Ok(Found { outcome, searched, window, notes, doubts, documents, result: value(&report)?, text })
}

/// Changed entries of a section.
fn entries(section: &Section) -> usize {
    section.added.len() + section.removed.len() + section.changed.len() + section.editorial.len()
}

/// What a person must look at.
fn findings(report: &Report) -> String {
    let open = report.findings.iter().filter(|finding| finding.needs_review());
    let told =
        open.map(|one| visible(&format!("  finding         {}: {}; next: {}", one.code, one.message, one.next_step())));
    told.collect::<Vec<_>>().join("\n")
}

/// Leaves out what follows from the texts before and after.
fn without_redlines(report: &mut Report) {
    for section in &mut report.sections {
        section.texts.iter_mut().for_each(|text| text.redline.clear());
        section.provisions.iter_mut().for_each(|rule| rule.redline.clear());
        section.changed.iter_mut().for_each(|change| change.redlines.clear());
    }
}

/// A section in lines: its document with all figures, the rules and texts that it changes, and those of its changes of
/// entries that are shown.
fn in_short(section: &Section, as_of: NaiveDate) -> String {
    let document = section.document.as_ref().map_or_else(String::new, |one| {
        let citation = one.citation.as_deref().unwrap_or("page not known");
        format!(" ({citation}, published {})", one.published)
    });
    let day = section.effective.map_or_else(String::new, |day| format!(", in force from {day}"));
    let Counts { added, removed, renamed, moved, changed, editorial } = section.counts;
    let figures = [
        (added, "added"),
        (removed, "removed"),
        (renamed, "renamed"),
        (moved, "moved"),
        (changed, "changed"),
        (editorial, "editorial"),
    ];
    let figures: Vec<_> = figures.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    let figures = if figures.is_empty() { "no entry changed".to_owned() } else { figures.join(", ") };
    let mut lines = vec![format!("{}{document}{day}: {figures}", section.title)];
    lines.extend(section.provisions.iter().map(|rule| format!("  rule            {}", rule.words)));
    let named = |text: &TextRecord| format!("  text            {}: {}", text.name_in_words(), text.became(as_of, None));
    lines.extend(section.texts.iter().filter(|text| !text.is_editorial()).map(named));
    lines.extend(section.other.iter().map(|words| format!("  besides         {words}")));
    let entry = |kind: &str, of: &EntryRecord, what: &str| {
        format!("  {kind:<16}{} · {} ({}, public id {}): {what}", of.name, of.country, of.list, of.public_id)
    };
    let requires = |of: &EntryRecord| shorten(&of.license_requirement, 200);
    lines.extend(section.added.iter().map(|of| entry("added", of, &requires(of))));
    lines.extend(section.removed.iter().map(|of| entry("removed", of, &format!("it required: {}", requires(of)))));
    for one in &section.changed {
        let classes: Vec<_> = one.classes.iter().map(|class| class.title()).collect();
        lines.push(entry("changed", &one.after, &classes.join(", ")));
    }
    lines.extend(section.editorial.iter().map(|one| entry("editorial", &one.after, &one.fields.join(", "))));
    lines.iter().map(|line| visible(line)).collect::<Vec<_>>().join("\n")
}

/// Keeps of all changes of entries those that are asked for; texts, rules, findings and figures stay.
fn cut(report: &mut Report, offset: usize, limit: usize) -> Window {
    let mut place = Place { at: 0, from: offset, to: offset.saturating_add(limit) };
    for section in &mut report.sections {
        place.keep(&mut section.added);
        place.keep(&mut section.removed);
        place.keep(&mut section.changed);
        place.keep(&mut section.editorial);
        let shown = section.added.iter().chain(&section.removed).map(|entry| entry.id);
        let changed = section.changed.iter().map(|change| change.after.id);
        let shown: Vec<_> = shown.chain(changed).chain(section.editorial.iter().map(|one| one.after.id)).collect();
        section.orders.retain(|entry, _| shown.contains(entry));
    }
    Window { of: "changed entry", total: place.at, offset, shown: place.to.min(place.at).saturating_sub(offset) }
}

/// A place among what several lists hold together.
struct Place {
    at: usize,
    from: usize,
    to: usize,
}

impl Place {
    fn keep<T>(&mut self, all: &mut Vec<T>) {
        let begin = self.at;
        self.at += all.len();
        let mut at = begin;
        all.retain(|_| {
            let keeps = (self.from..self.to).contains(&at);
            at += 1;
            keeps
        });
    }
}
