//! What a designation means: the words of its footnote, who set them, and whose license requirements bear it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::provision;
use crate::query::provisions::texts;
use crate::serve::mcp::answer::Found;
use crate::serve::mcp::answer::Window;
use crate::serve::mcp::described::Tool;
use crate::serve::mcp::described::value;
use crate::serve::mcp::parameter::Kind;
use crate::serve::mcp::parameter::Parameter;
use crate::serve::mcp::question::Question;
use crate::serve::problem::Problem;
use earwatch_law::entry::public_id::PublicId;
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::designation::sections;
use earwatch_law::law::quantity::quantity;
use earwatch_report::report::export::FootnoteState;
use earwatch_report::report::provisions::ProvisionRecord;
use earwatch_report::report::record::EntryRecord;
use earwatch_report::visible::{capitalized, visible};

pub(super) const TOOL: Tool = Tool {
    name: "explain_designation",
    title: "Explain a designation",
    about: "What a footnote of a list (1, 3, 4, 5, …) means on a day: its words as the list prints them, quoted, with the \
            document that set them; the sections that it cites, such as the foreign-direct-product rules of § 734.9, with \
            their words where they are on record; and the entries that bear it.",
    parameters: &[
        Parameter::must("footnote", Kind::Count(1, 99, 1), "Number of the footnote"),
        Parameter::LIST,
        Parameter::AS_OF,
        Parameter::KNOWN_BY,
        Parameter::limit(20, "So many entries at most"),
        Parameter::OFFSET,
    ],
    schema: "designation",
    is_optional: false,
    find,
};

/// A designation on a day. Keys and their order are a contract (`earwatch schema designation`).
#[derive(Debug, Serialize)]
struct Explained {
    schema: &'static str,
    list: ListId,
    footnote: usize,
    as_of: NaiveDate,
    known_by: Option<NaiveDate>,
    /// Its parts as the list prints them; several where the footnote has several paragraphs.
    text: Option<FootnoteState>,
    cited: Vec<Cited>,
    entries: usize,
    countries: BTreeMap<String, usize>,
    bearers: Vec<Bearer>,
}

/// A section that the footnote cites.
#[derive(Debug, Serialize)]
struct Cited {
    section: String,
    /// What is on record of it.
    provisions: Vec<ProvisionRecord>,
    /// Where the official text stands.
    url: String,
}

#[derive(Debug, Serialize)]
struct Bearer {
    public_id: PublicId,
    country: String,
    name: String,
    license_requirement: String,
    document: Option<DocumentNumber>,
    effective_from: Option<NaiveDate>,
}

fn find(question: &Question<'_>) -> Result<Found, Problem> {
    let Question { store, ready, given, .. } = question;
    provision::holds(question)?;
    let (number, list, at) = (given.count("footnote"), given.list(), ready.at);
    let of = texts(store, list, ready.info().clone(), at.as_of, at.known_by)?;
    let known: Vec<_> = of.footnotes.iter().map(|one| one.meaning.number.to_string()).collect();
    let footnote = of.footnotes.into_iter().find(|one| usize::from(one.meaning.number) == number);
    let cited = footnote.as_ref().map(|one| cited(&one.state.text, &of.provisions)).unwrap_or_default();
    let bears = |marks: &[u8]| marks.iter().any(|mark| usize::from(*mark) == number);
    let bearing = ready.entries.iter().filter(|entry| entry.list == list && bears(&entry.designations));
    let bearing: Vec<_> = bearing.collect();
    let mut countries = BTreeMap::new();
    for entry in &bearing {
        *countries.entry(entry.country.clone()).or_default() += 1;
    }
    let doubts = bearing.iter().flat_map(|entry| entry.in_doubt.iter().copied()).collect();
    let bearer = |entry: &&EntryRecord| Bearer {
        public_id: entry.public_id.clone(),
        country: entry.country.clone(),
        name: entry.name.clone(),
        license_requirement: entry.license_requirement.clone(),
        document: entry.document.clone(),
        effective_from: entry.effective_from,
    };
    let mut bearers: Vec<_> = bearing.iter().map(bearer).collect();
    let window = Window::cut("entry", &mut bearers, given.count("offset"), given.count("limit"));
    let explained = Explained {
        schema: "earwatch/designation/1",
        list,
        footnote: number,
        as_of: at.as_of,
        known_by: at.known_by,
        text: footnote,
        cited,
        entries: window.total,
        countries,
        bearers,
    };
    let bear = format!(
        "{} it",
        if window.total == 1 {
            "1 entry bears".to_owned()
        } else {
            format!("{} bear", quantity(window.total, "entry"))
        }
    );
    let outcome = match &explained.text {
        Some(text) => format!("{}; {bear} on {}.", capitalized(&visible(&text.meaning.in_words())), at.as_of),
        None => format!(
            "The {} has no footnote {number} on record on {}; it has {}. {bear}.",
            list.title(),
            at.as_of,
            if known.is_empty() { "none".to_owned() } else { format!("footnotes {}", known.join(", ")) }
        ),
    };
    let missing = explained.cited.iter().filter(|one| one.provisions.is_empty());
    let notes: Vec<_> = missing
        .map(|one| {
            format!(
                "the words of § {} are not on record here and are not quoted: read them at {}",
                one.section, one.url
            )
        })
        .collect();
    let documents = explained.text.iter().filter_map(|one| one.state.document.clone());
    let documents = documents.chain(explained.bearers.iter().filter_map(|one| one.document.clone())).collect();
    Ok(Found {
        outcome,
        searched: format!(
            "Searched the footnotes of the {} and the license requirements of its entries.",
            list.title()
        ),
        window,
        notes,
        doubts,
        documents,
        text: text(&explained),
        result: value(&explained)?,
    })
}

/// The sections that a footnote cites, each once, with what is on record of them.
fn cited(text: &str, provisions: &[ProvisionRecord]) -> Vec<Cited> {
    let mut all: Vec<Cited> = Vec::new();
    for section in sections(text) {
        if all.iter().any(|one| one.section == section) {
            continue;
        }
        let whole = format!("§ {section}");
        let is_of = |one: &&ProvisionRecord| {
            let rest = one.section.strip_prefix(&whole);
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
        };
        let base: String = section.chars().take_while(|c| *c != '(').collect();
        all.push(Cited {
            provisions: provisions.iter().filter(is_of).cloned().collect(),
            url: format!("https://www.ecfr.gov/current/title-15/section-{base}"),
            section,
        });
    }
    all
}

fn text(of: &Explained) -> String {
    let mut lines = Vec::new();
    if let Some(footnote) = &of.text {
        lines.push(format!("Footnote {} of the {}, as printed:", of.footnote, of.list.title()));
        lines.extend(footnote.state.text.lines().map(|line| format!("  “{}”", visible(line))));
        lines.push(format!("  {}", visible(&footnote.state.words)));
    }
    for section in &of.cited {
        for one in &section.provisions {
            lines.push(format!("{}, {}:", visible(&one.section), visible(&one.in_words())));
            lines.extend(one.text.lines().map(|line| format!("  “{}”", visible(line))));
        }
    }
    if !of.countries.is_empty() {
        let by_country: Vec<_> = of.countries.iter().map(|(country, n)| format!("{} {n}", visible(country))).collect();
        lines.push(format!("Entries by country: {}", by_country.join(", ")));
    }
    for one in &of.bearers {
        let by =
            one.document.as_ref().map_or_else(|| "in the baseline".to_owned(), |number| format!("set by {number}"));
        lines.push(visible(&format!("{} · {} (public id {}, {by})", one.name, one.country, one.public_id)));
    }
    lines.join("\n")
}
