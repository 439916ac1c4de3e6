//! A long page cut to what is read first, with word on everything that was left out.

use std::collections::BTreeSet;

use serde::Serialize;

use super::chart::Charts;
use super::page::Page;
use crate::told::by_country::ByCountry;
use crate::told::section::SectionView;

/// What there is, and how much of it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// `entries added, removed or changed`.
    what: &'static str,
    shown: usize,
    n: usize,
}

/// How much of a page is shown.
#[derive(Debug, Clone, Copy)]
struct Most {
    /// Cards of entries.
    cards: usize,
    /// Of everything else, items of a kind; of documents twice as many.
    others: usize,
    /// Whether there are charts.
    charts: bool,
}

/// Bytes of the shortest card.
const SHORTEST: usize = 300;

/// From much to nothing but the first screen.
const STEPS: [Most; 8] = [
    Most { cards: 60, others: 20, charts: true },
    Most { cards: 40, others: 10, charts: true },
    Most { cards: 40, others: 8, charts: false },
    Most { cards: 40, others: 5, charts: false },
    Most { cards: 25, others: 4, charts: false },
    Most { cards: 12, others: 3, charts: false },
    Most { cards: 4, others: 2, charts: false },
    Most { cards: 0, others: 0, charts: false },
];

/// How many there are of each kind.
#[derive(Debug, Clone, Copy)]
struct Counts {
    documents: usize,
    cards: usize,
    findings: usize,
    announcements: usize,
    announced: usize,
    charts: usize,
    orders: usize,
    texts: usize,
    editorial: usize,
    lines: usize,
}

impl Page {
    fn counts(&self) -> Counts {
        let view = &self.view;
        let cards = |of: &SectionView| {
            let entries = of.groups.iter().flat_map(|group| &group.countries).map(|country| country.entries.len());
            let changes = of.changes.iter().flat_map(|group| &group.countries).map(|country| country.entries.len());
            entries.chain(changes).sum::<usize>()
        };
        let sections = || view.sections.iter();
        let announcements = || view.announcements.iter().flat_map(|group| &group.announcements);
        let editorial = sections().filter_map(|of| of.editorial.as_ref()).flat_map(|of| &of.countries);
        Counts {
            documents: view.sections.len(),
            cards: sections().map(cards).sum(),
            findings: view.findings_first.iter().chain(&view.notes).map(|group| group.items.len()).sum(),
            announcements: announcements().count(),
            announced: announcements().map(|one| one.changes.len()).sum(),
            charts: self.charts.bars.len() + self.charts.growth.len(),
            orders: sections().map(|of| of.orders.len()).sum(),
            texts: sections().map(|of| of.texts.len() + of.rules.len()).sum(),
            editorial: editorial.map(|country| country.entries.len()).sum(),
            lines: sections().map(|of| of.other.len() + of.ids.len()).sum(),
        }
    }

    /// Leaves out what is more than `most`.
    fn cut(&mut self, most: Most) {
        let view = &mut self.view;
        let Most { cards: mut left, others, charts } = most;
        view.sections.truncate(others * 2);
        for of in &mut view.sections {
            for group in &mut of.groups {
                keep(&mut group.countries, &mut left);
            }
            for group in &mut of.changes {
                keep(&mut group.countries, &mut left);
            }
            of.groups.retain(|group| !group.countries.is_empty());
            of.changes.retain(|group| !group.countries.is_empty());
            of.texts.truncate(others);
            of.rules.truncate(others);
            of.other.truncate(others);
            // Their headings say how many there are.
            all_or_none(&mut of.orders, others / 4);
            all_or_none(&mut of.ids, others);
            if let Some(editorial) = &mut of.editorial {
                keep(&mut editorial.countries, &mut { others });
            }
        }
        for group in view.findings_first.iter_mut().chain(&mut view.notes) {
            group.items.truncate(others);
        }
        for group in &mut view.announcements {
            group.announcements.truncate(others);
            group.announcements.iter_mut().for_each(|one| one.changes.truncate(others));
        }
        if !charts {
            self.charts = Charts::default();
        }
    }

    /// The places that other words of the page lead to.
    fn places(&self) -> BTreeSet<String> {
        let mut places: BTreeSet<_> = ["main", "findings-1", "figures", "checked", "asks"].map(str::to_owned).into();
        for of in &self.view.sections {
            places.insert(of.anchor.clone());
            let entries = of.groups.iter().flat_map(|group| &group.countries).flat_map(|country| &country.entries);
            let changes = of.changes.iter().flat_map(|group| &group.countries).flat_map(|country| &country.entries);
            places.extend(entries.map(|it| it.anchor.clone()).chain(changes.map(|it| it.anchor.clone())));
        }
        if !self.view.announcements.is_empty() {
            places.insert("announced".to_owned());
        }
        places
    }

    /// Cuts the page further, and says what was left out of the `whole`, the page before the first cut. Words that led to what
    /// is not here lead to it on the page at `elsewhere`.
    fn shortened(&mut self, whole: Counts, most: Most, elsewhere: &str) -> Vec<LeftOut> {
        self.cut(most);
        let now = self.counts();
        let of = |what, shown, n| (shown < n).then_some(LeftOut { what, shown, n });
        let left: Vec<_> = [
            of("entries added, removed or changed", now.cards, whole.cards),
            of("documents and comparisons", now.documents, whole.documents),
            of("findings and notes", now.findings, whole.findings),
            of("announcements on public inspection", now.announcements, whole.announcements),
            of("announced changes", now.announced, whole.announced),
            of("changed texts and rules", now.texts, whole.texts),
            of("instructions, word for word", now.orders, whole.orders),
            of("entries with another citation or layout only", now.editorial, whole.editorial),
            of("charts", now.charts, whole.charts),
            of("further lines", now.lines, whole.lines),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !left.is_empty() {
            self.contents = None;
            self.lead(elsewhere);
        }
        left
    }

    /// Leads from words whose place is not on the page to the page that has it.
    fn lead(&mut self, elsewhere: &str) {
        let places = self.places();
        let lead = |link: &mut String| {
            if link.strip_prefix('#').is_some_and(|place| !places.contains(place)) {
                link.insert_str(0, elsewhere);
            }
        };
        let first = &mut self.view.first;
        first.groups.iter_mut().flat_map(|group| &mut group.entries).for_each(|it| lead(&mut it.link));
        let effects = first.effects.iter_mut().flat_map(|effect| &mut effect.documents);
        effects.chain(&mut first.others).for_each(|it| lead(&mut it.number.link));
        self.view.dates.iter_mut().flat_map(|date| &mut date.documents).for_each(|it| lead(&mut it.link));
    }
}

/// Keeps the first of them.
fn keep<T>(countries: &mut Vec<ByCountry<T>>, left: &mut usize) {
    for country in countries.iter_mut() {
        country.entries.truncate(*left);
        *left -= country.entries.len();
    }
    countries.retain(|country| !country.entries.is_empty());
}

/// Keeps all of them or, where they are many, none.
fn all_or_none<T>(of: &mut Vec<T>, most: usize) {
    if of.len() > most {
        of.clear();
    }
}

/// Makes a page that has at most `bytes`, where that is possible: less and less of it is shown.
///
/// # Errors
/// Those of `render`.
pub fn within<E>(
    mut page: Page,
    bytes: usize,
    elsewhere: &str,
    render: impl Fn(&Page, &[LeftOut]) -> Result<Vec<u8>, E>,
) -> Result<Vec<u8>, E> {
    let whole = page.counts();
    // More cards do not fit, however short they are.
    if whole.cards * SHORTEST <= bytes {
        let made = render(&page, &[])?;
        if made.len() <= bytes {
            return Ok(made);
        }
    }
    let mut made = Vec::new();
    for most in STEPS {
        let left = page.shortened(whole, most, elsewhere);
        made = render(&page, &left)?;
        if made.len() <= bytes {
            break;
        }
    }
    Ok(made)
}
