//! A report with only the changes that match a watch list.

use std::collections::{BTreeMap, BTreeSet};

use super::names::Names;
use super::{Known, Sought, WatchList, WatchRecord, shown};
use crate::report::announced::ProvisionalRecord;
use crate::report::{DocumentFacts, Report, Section};
use earwatch_law::diff::Counts;
use earwatch_law::entry::EntryId;
use earwatch_law::finding::Finding;
use earwatch_law::law::citation::{DocumentNumber, FrCitation};
use earwatch_law::law::country;
use earwatch_screen::index::Wanted;
use earwatch_screen::name::Name;
use earwatch_screen::reasons::{COVERED, why};
use earwatch_screen::score::{THRESHOLD, score};

/// The first names of those that are not on the list, and how many more.
fn some_of(names: &[String]) -> String {
    const NAMED: usize = 20;
    let first = names.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("; ");
    match names.len().saturating_sub(NAMED) {
        0 => first,
        more => format!("{first}; and {more} more"),
    }
}

/// Terms, ready to be looked up.
struct Index<'a> {
    names: Names,
    /// The names that are sought, as they may be written otherwise, and the term of each.
    written: earwatch_screen::index::Index,
    of_written: Vec<usize>,
    countries: BTreeMap<&'a str, Vec<usize>>,
    pages: Vec<(FrCitation, usize)>,
    documents: Vec<(&'a DocumentNumber, usize)>,
}

/// Terms that something matches.
#[derive(Debug, Clone, Default)]
struct Hits {
    terms: Vec<usize>,
    /// How a name matches, where not by exactly these words.
    how: Vec<(usize, String)>,
}

/// How often each term was met, and how.
struct Met {
    changes: Vec<usize>,
    elsewhere: Vec<usize>,
    how: Vec<BTreeSet<String>>,
}

impl<'a> Index<'a> {
    fn new(list: &'a WatchList) -> Self {
        let named = list.terms.iter().enumerate().filter(|(_, term)| matches!(term.sought, Sought::Name(_)));
        let (of_written, written): (Vec<_>, Vec<_>) = named.map(|(at, term)| (at, Name::new(&term.written))).unzip();
        let mut index = Self {
            names: Names::default(),
            written: earwatch_screen::index::Index::new(written),
            of_written,
            countries: BTreeMap::new(),
            pages: Vec::new(),
            documents: Vec::new(),
        };
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

    /// A name: its words, or as it may be written otherwise.
    fn name(&self, name: &str, found: &mut Hits) {
        let before = found.terms.len();
        self.names.within(name, &mut found.terms);
        if self.of_written.is_empty() {
            return;
        }
        let read = Name::new(name);
        let wanted = Wanted { score: THRESHOLD, covered: f32::INFINITY, covers: COVERED };
        for (number, _) in self.written.search(&read, wanted) {
            let Some((term, sought)) = self.of_written.get(number).zip(self.written.names().get(number)) else {
                continue;
            };
            if !found.terms.iter().skip(before).any(|known| known == term) {
                let how = why(sought, &read, &score(sought, &read));
                found.terms.push(*term);
                found.how.push((*term, format!("“{}” ({})", shown(name), how.join("; "))));
            }
        }
    }

    fn country(&self, heading: &str, found: &mut Hits) {
        if !self.countries.is_empty() {
            let terms = self.countries.get(country::key(heading).as_str());
            found.terms.extend(terms.into_iter().flatten());
        }
    }

    fn document(&self, number: Option<&DocumentNumber>, found: &mut Hits) {
        let Some(number) = number else { return };
        let same = self.documents.iter().filter(|(of, _)| of.is_same(number));
        found.terms.extend(same.map(|(_, term)| *term));
    }

    /// A document by its number or by a page of it.
    fn facts(&self, facts: Option<&DocumentFacts>, found: &mut Hits) {
        let Some(facts) = facts else { return };
        self.document(Some(&facts.number), found);
        let first = facts.citation.as_deref().and_then(|text| text.parse().ok());
        let Some(FrCitation { volume, page, .. }) = first else {
            return;
        };
        let pages = page..=facts.pages.1.unwrap_or(page);
        let within = |(of, _): &&(FrCitation, usize)| of.volume == volume && pages.contains(&of.page);
        found.terms.extend(self.pages.iter().filter(within).map(|(_, term)| *term));
    }

    fn known(&self, known: &Known, found: &mut Hits) {
        for name in &known.names {
            self.name(name, found);
        }
        for heading in &known.countries {
            self.country(heading, found);
        }
        for citation in &known.citations {
            let cited = |(of, _): &&(FrCitation, usize)| of.volume == citation.volume && of.page == citation.page;
            found.terms.extend(self.pages.iter().filter(cited).map(|(_, term)| *term));
        }
    }

    fn finding(&self, finding: &Finding, found: &mut Hits) {
        if let Some(name) = &finding.name {
            self.name(name, found);
        }
        for text in finding.quote.iter().chain([&finding.message]) {
            self.names.within(text, &mut found.terms);
        }
        if let Some(country) = &finding.country {
            self.country(country, found);
        }
        self.document(finding.document.as_ref(), found);
    }

    fn announcement(&self, record: &ProvisionalRecord, found: &mut Hits) {
        self.document(Some(&record.document), found);
        for change in &record.changes {
            for name in &change.names {
                self.name(&name.name, found);
            }
            let texts = [Some(&change.quote), change.detail.as_ref()];
            for text in texts.into_iter().flatten() {
                self.names.within(text, &mut found.terms);
            }
            if let Some(country) = &change.country {
                self.country(country, found);
            }
        }
    }

    /// The other texts of the lists of a section.
    fn others(&self, section: &Section, found: &mut Hits) {
        for text in &section.texts {
            let texts = [&text.name, &text.old, &text.new];
            for text in texts.into_iter().flatten() {
                self.names.within(text, &mut found.terms);
            }
            if let Some(country) = &text.country {
                self.country(country, found);
            }
        }
        for words in &section.other {
            self.names.within(words, &mut found.terms);
        }
    }
}

/// Counts each term once.
fn count(met: &mut [usize], how: &mut [BTreeSet<String>], found: Hits) {
    for term in BTreeSet::from_iter(found.terms) {
        if let Some(times) = met.get_mut(term) {
            *times += 1;
        }
    }
    for (term, words) in found.how {
        how.get_mut(term).into_iter().for_each(|how| how.extend([words.clone()]));
    }
}

impl Report {
    /// The same report with only those entries that match a watch list. Documents, other texts of the lists,
    /// announcements and findings stay; figures are those of what is left. The report says so.
    #[must_use]
    pub fn watched(self, list: &WatchList) -> Self {
        let index = Index::new(list);
        let terms = list.terms.len();
        let mut met = Met { changes: vec![0; terms], elsewhere: vec![0; terms], how: vec![BTreeSet::new(); terms] };
        let (mut of, mut matching) = (0, 0);
        let mut sections = Vec::new();
        for section in self.sections {
            let before = section.changes();
            let names = section.changed_names();
            let mut section = filter(section, &index, &mut met);
            let after = section.changes();
            (of, matching) = (of + before, matching + after);
            let kept = section.entries();
            let others: Vec<_> = names.into_iter().filter(|(id, _)| !kept.contains(id)).map(|(_, name)| name).collect();
            let matches = match (before, after) {
                (before, after) if before == after => None,
                (1, _) => Some("Its changed entry does not match the watch list".to_owned()),
                (n, 0) => Some(format!("None of its {n} changed entries matches the watch list")),
                (n, 1) => Some(format!("One of its {n} changed entries matches the watch list")),
                (n, left) => Some(format!("{left} of its {n} changed entries match the watch list")),
            };
            let left = matches.map(|matches| format!("{matches}. Not on it: {}.", some_of(&others)));
            section.other.splice(0..0, left);
            let place = match (before, after) {
                (_, 1..) => 0,
                (0, _) => 1,
                _ => 2,
            };
            sections.push((place, section));
        }
        // What matches comes first, and last what others only are changed by.
        if matching < of {
            sections.sort_by_key(|(place, _)| *place);
        }
        let sections = sections.into_iter().map(|(_, section)| section).collect();
        for finding in &self.findings {
            let mut found = Hits::default();
            index.finding(finding, &mut found);
            count(&mut met.elsewhere, &mut met.how, found);
        }
        for record in &self.provisional {
            let mut found = Hits::default();
            index.announcement(record, &mut found);
            count(&mut met.elsewhere, &mut met.how, found);
        }
        let subject = format!("{}, filtered by the watch list “{}”", self.subject, list.name);
        let Met { changes, elsewhere, how } = met;
        Self {
            watch: Some(WatchRecord::new(list, &changes, &elsewhere, how, (matching, of))),
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

    /// The changed entries by name and country, new ones first.
    fn changed_names(&self) -> Vec<(EntryId, String)> {
        let named = |id: EntryId, name: &str, country: &str| (id, format!("{} ({})", shown(name), shown(country)));
        let records = self.added.iter().chain(&self.removed);
        let records = records.map(|entry| named(entry.id, &entry.name, &entry.country));
        let changed = self.changed.iter().map(|change| named(change.id, &change.name, &change.country));
        let editorial = self.editorial.iter().map(|record| named(record.id, &record.name, &record.country));
        records.chain(changed).chain(editorial).collect()
    }
}

fn filter(mut section: Section, index: &Index<'_>, met: &mut Met) -> Section {
    let mut of_document = Hits::default();
    index.facts(section.document.as_ref(), &mut of_document);
    let number = section.document.as_ref().map(|facts| facts.number.clone());
    let mut matches = |known: &Known, document: Option<&DocumentNumber>| {
        let mut found = of_document.clone();
        index.known(known, &mut found);
        if document != number.as_ref() {
            index.document(document, &mut found);
        }
        let any = !found.terms.is_empty();
        count(&mut met.changes, &mut met.how, found);
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
        let before = others.terms.len();
        if !left.contains(&change.id) {
            index.name(&change.name, &mut others);
        }
        left.contains(&change.id) || others.terms.len() > before
    });
    section.tell_ids(ids);
    count(&mut met.elsewhere, &mut met.how, others);
    section.orders.retain(|id, _| left.contains(id));
    section.counts = Counts::of(
        section.added.len(),
        section.removed.len(),
        section.changed.iter().map(|change| change.classes.as_slice()),
        section.editorial.len(),
    );
    section
}
