//! A report with only the changes that match a watch list.

use std::collections::{BTreeMap, BTreeSet};

use super::names::Names;
use super::{Known, Sought, WatchList, WatchRecord};
use crate::report::announced::ProvisionalRecord;
use crate::report::{DocumentFacts, Report, Section};
use earwatch_law::diff::Counts;
use earwatch_law::finding::Finding;
use earwatch_law::law::citation::{DocumentNumber, FrCitation};
use earwatch_law::law::country;

/// Terms, ready to be looked up.
struct Index<'a> {
    names: Names,
    countries: BTreeMap<&'a str, Vec<usize>>,
    pages: Vec<(FrCitation, usize)>,
    documents: Vec<(&'a DocumentNumber, usize)>,
}

/// How often each term was met.
struct Met {
    changes: Vec<usize>,
    elsewhere: Vec<usize>,
}

impl<'a> Index<'a> {
    fn new(list: &'a WatchList) -> Self {
        let mut index =
            Self { names: Names::default(), countries: BTreeMap::new(), pages: Vec::new(), documents: Vec::new() };
        for (at, term) in list.terms.iter().enumerate() {
            match &term.sought {
                Sought::Name(key) => index.names.insert(key, at),
                Sought::Country(key) => index.countries.entry(key).or_default().push(at),
                Sought::Citation(citation) => index.pages.push((*citation, at)),
                Sought::Document(number) => index.documents.push((number, at)),
            }
        }
        index
    }

    fn country(&self, heading: &str, found: &mut Vec<usize>) {
        if !self.countries.is_empty() {
            let terms = self.countries.get(country::key(heading).as_str());
            found.extend(terms.into_iter().flatten());
        }
    }

    fn document(&self, number: Option<&DocumentNumber>, found: &mut Vec<usize>) {
        let Some(number) = number else { return };
        let same = self.documents.iter().filter(|(of, _)| of.is_same(number));
        found.extend(same.map(|(_, term)| *term));
    }

    /// A document by its number or by a page of it.
    fn facts(&self, facts: Option<&DocumentFacts>, found: &mut Vec<usize>) {
        let Some(facts) = facts else { return };
        self.document(Some(&facts.number), found);
        let first = facts.citation.as_deref().and_then(|text| text.parse().ok());
        let Some(FrCitation { volume, page, .. }) = first else {
            return;
        };
        let pages = page..=facts.pages.1.unwrap_or(page);
        let within = |(of, _): &&(FrCitation, usize)| of.volume == volume && pages.contains(&of.page);
        found.extend(self.pages.iter().filter(within).map(|(_, term)| *term));
    }

    fn known(&self, known: &Known, found: &mut Vec<usize>) {
        for name in &known.names {
            self.names.within(name, found);
        }
        for heading in &known.countries {
            self.country(heading, found);
        }
        for citation in &known.citations {
            let cited = |(of, _): &&(FrCitation, usize)| of.volume == citation.volume && of.page == citation.page;
            found.extend(self.pages.iter().filter(cited).map(|(_, term)| *term));
        }
    }

    fn finding(&self, finding: &Finding, found: &mut Vec<usize>) {
        let texts = [&finding.name, &finding.quote].into_iter().flatten();
        for text in texts.chain([&finding.message]) {
            self.names.within(text, found);
        }
        if let Some(country) = &finding.country {
            self.country(country, found);
        }
        self.document(finding.document.as_ref(), found);
    }

    fn announcement(&self, record: &ProvisionalRecord, found: &mut Vec<usize>) {
        self.document(Some(&record.document), found);
        for change in &record.changes {
            for name in &change.names {
                self.names.within(&name.name, found);
            }
            let texts = [Some(&change.quote), change.detail.as_ref()];
            for text in texts.into_iter().flatten() {
                self.names.within(text, found);
            }
            if let Some(country) = &change.country {
                self.country(country, found);
            }
        }
    }

    /// The other texts of the lists of a section.
    fn others(&self, section: &Section, found: &mut Vec<usize>) {
        for text in &section.texts {
            let texts = [&text.name, &text.old, &text.new];
            for text in texts.into_iter().flatten() {
                self.names.within(text, found);
            }
            if let Some(country) = &text.country {
                self.country(country, found);
            }
        }
        for words in &section.other {
            self.names.within(words, found);
        }
    }
}

/// Counts each term once.
fn count(met: &mut [usize], found: Vec<usize>) {
    for term in BTreeSet::from_iter(found) {
        if let Some(times) = met.get_mut(term) {
            *times += 1;
        }
    }
}

impl Report {
    /// The same report with only those entries that match a watch list. Documents, other texts of the lists,
    /// announcements and findings stay; figures are those of what is left. The report says so.
    #[must_use]
    pub fn watched(self, list: &WatchList) -> Self {
        let index = Index::new(list);
        let mut met = Met { changes: vec![0; list.terms.len()], elsewhere: vec![0; list.terms.len()] };
        let (mut of, mut matching) = (0, 0);
        let mut sections = Vec::new();
        for section in self.sections {
            let before = section.changes();
            let mut section = filter(section, &index, &mut met);
            let after = section.changes();
            (of, matching) = (of + before, matching + after);
            let left = match (before, after) {
                (before, after) if before == after => None,
                (1, _) => Some("Its changed entry does not match the watch list.".to_owned()),
                (n, 0) => Some(format!("None of its {n} changed entries matches the watch list.")),
                (n, 1) => {
                    Some(format!("One of its {n} changed entries matches the watch list; the others are left out."))
                }
                (n, left) => {
                    Some(format!("{left} of its {n} changed entries match the watch list; the others are left out."))
                }
            };
            section.other.splice(0..0, left);
            sections.push(section);
        }
        for finding in &self.findings {
            let mut found = Vec::new();
            index.finding(finding, &mut found);
            count(&mut met.elsewhere, found);
        }
        for record in &self.provisional {
            let mut found = Vec::new();
            index.announcement(record, &mut found);
            count(&mut met.elsewhere, found);
        }
        let subject = format!("{}, filtered by the watch list “{}”", self.subject, list.name);
        let Met { changes, elsewhere } = met;
        Self {
            watch: Some(WatchRecord::new(list, &changes, &elsewhere, (matching, of))),
            ..Self::new(subject, self.as_of, self.checked, sections, self.findings)
                .with_provisional(self.provisional)
                .with_sources(self.sources, self.releases)
                .with_listing(self.listing)
        }
    }
}

impl Section {
    /// Entries that it shows.
    fn changes(&self) -> usize {
        self.added.len() + self.removed.len() + self.changed.len() + self.editorial.len()
    }
}

fn filter(mut section: Section, index: &Index<'_>, met: &mut Met) -> Section {
    let mut of_document = Vec::new();
    index.facts(section.document.as_ref(), &mut of_document);
    let number = section.document.as_ref().map(|facts| facts.number.clone());
    let mut matches = |known: &Known, document: Option<&DocumentNumber>| {
        let mut found = of_document.clone();
        index.known(known, &mut found);
        if document != number.as_ref() {
            index.document(document, &mut found);
        }
        let any = !found.is_empty();
        count(&mut met.changes, found);
        any
    };
    section.added.retain(|entry| matches(&Known::of_record(entry), entry.document.as_ref()));
    // Between two versions nothing says which document removed an entry: it is shown rather than hidden.
    let unknown = number.is_none() && section.version.is_some() && !index.documents.is_empty();
    section.removed.retain(|entry| matches(&Known::of_record(entry), entry.document.as_ref()) || unknown);
    section.changed.retain(|it| matches(&Known::of(&it.changes, &it.after), it.document.as_ref()));
    section.editorial.retain(|it| matches(&Known::of(&it.changes, &it.after), it.document.as_ref()));
    let left = section.entries();
    let mut ids = section.take_ids();
    let mut others = of_document;
    index.others(&section, &mut others);
    ids.retain(|change| {
        let before = others.len();
        if !left.contains(&change.id) {
            index.names.within(&change.name, &mut others);
        }
        left.contains(&change.id) || others.len() > before
    });
    section.tell_ids(ids);
    count(&mut met.elsewhere, others);
    section.orders.retain(|id, _| left.contains(id));
    section.counts = Counts::of(
        section.added.len(),
        section.removed.len(),
        section.changed.iter().map(|change| change.classes.as_slice()),
        section.editorial.len(),
    );
    section
}
