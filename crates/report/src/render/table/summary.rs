//! The first sheet of a workbook: what it is about, in figures, with its sources.

use chrono::NaiveDate;

use super::cell::{Cell, Header};
use super::entries;
use crate::report::asks::Ask;
use crate::report::export::StateInfo;
use crate::report::screened::Screened;
use crate::report::{DISCLAIMER, DocumentFacts, Report, Section, SourceDate, links};
use crate::told::figures::changes;
use crate::told::label::LABELS;
use crate::told::screened as told;
use earwatch_law::finding::{Finding, Severity};
use earwatch_law::law::ListId;

/// A part of the sheet.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum SummaryPart {
    /// The first line.
    Title(String),
    /// The figures in a line.
    Headline(String),
    /// A text across the columns.
    Paragraph(String),
    /// Titled rows, each with a label in front.
    Rows { headers: Vec<&'static str>, rows: Vec<Vec<Cell>> },
}

impl SummaryPart {
    fn rows(headers: &[&'static str], rows: Vec<Vec<Cell>>) -> Option<Self> {
        let headers = headers.to_vec();
        (!rows.is_empty()).then_some(Self::Rows { headers, rows })
    }
}

/// What every workbook ends with.
fn disclaimer(what: &str) -> SummaryPart {
    SummaryPart::Paragraph(DISCLAIMER.replace("report", what))
}

/// The summary of a screening.
pub(super) fn of_screening(of: &Screened) -> Vec<SummaryPart> {
    let mut blocks = vec![
        SummaryPart::Title(format!("Screening of {}", of.input.name)),
        SummaryPart::Headline(told::counts(&of.counts)),
        SummaryPart::Paragraph(format!("Screened against {}.", told::against(of))),
    ];
    let list = |words: String| vec![Cell::text(words)];
    blocks.extend(SummaryPart::rows(&["List"], told::lists(of).into_iter().map(list).collect()));
    let read = of.input.columns.iter().chain(&of.notes);
    blocks.extend(SummaryPart::rows(&["Note"], read.map(|note| vec![Cell::text(note)]).collect()));
    blocks.push(disclaimer("workbook"));
    blocks
}

/// The summary of a report; `sheets` says what the other sheets hold, with their number of rows.
pub(super) fn of_report(report: &Report, sheets: &[(&'static str, usize, &'static str)]) -> Vec<SummaryPart> {
    let mut blocks = vec![
        SummaryPart::Title(report.subject.clone()),
        SummaryPart::Headline(report.at_a_glance()),
        SummaryPart::Paragraph(format!("{} {}. {}", LABELS.as_of, report.as_of, report.checked_in_words())),
    ];
    let sheet = |(name, rows, what): &(&'static str, usize, &'static str)| {
        vec![Cell::text(name), Cell::number(*rows), Cell::text(what)]
    };
    blocks.extend(SummaryPart::rows(&["Sheet", "Rows", "Content"], sheets.iter().map(sheet).collect()));
    blocks.extend(figures(report));
    blocks.extend(findings(&report.findings));
    let ask = |ask: &Ask| {
        let quote = ask.quote.as_deref().map_or(Cell::Empty, Cell::text);
        vec![Cell::text(ask.topic.title()), Cell::text(&ask.words), quote, Cell::text(&ask.source)]
    };
    blocks.extend(SummaryPart::rows(&[LABELS.asks, "Words", "Quote", "Source"], report.asks.iter().map(ask).collect()));
    blocks.extend(SummaryPart::rows(
        &["Document", "Published", "Effective", "In force", "Federal Register", "Official PDF"],
        documents(report),
    ));
    let source = |source: &SourceDate| {
        let as_of = source.as_of.map_or_else(|| Cell::text("not stated"), Cell::Day);
        let url = source.url.as_deref();
        vec![
            Cell::text(&source.source),
            as_of,
            source.retrieved.map_or(Cell::Empty, Cell::Instant),
            url.map_or(Cell::Empty, |url| Cell::link("open", url)),
        ]
    };
    blocks.extend(SummaryPart::rows(
        &["Source", "As of", "Retrieved (UTC)", "Where from"],
        report.sources.iter().map(source).collect(),
    ));
    blocks.push(disclaimer("report"));
    blocks
}

fn figures(report: &Report) -> impl Iterator<Item = SummaryPart> {
    let row = |what: &str, n: usize| vec![Cell::text(what), Cell::number(n)];
    let changes = changes(report).map(|of| row(of.what, of.n)).to_vec();
    let classes = report.classes.iter().map(|(class, n)| row(class.title(), *n));
    let designations = report.designations.iter().map(|(mark, figures)| {
        vec![
            Cell::text(report.meanings().in_words(*mark)),
            Cell::number(figures.added_with),
            Cell::number(figures.gained),
            Cell::number(figures.lost),
            Cell::number(figures.removed_with),
        ]
    });
    let countries = report.countries.iter().map(|figures| {
        let columns = figures.columns().map(Cell::number);
        std::iter::once(Cell::text(&figures.country)).chain(columns).collect()
    });
    [
        SummaryPart::rows(&["Changes", "Number"], changes),
        SummaryPart::rows(&["What changed (an entry can count in several)", "Entries"], classes.collect()),
        SummaryPart::rows(
            &["Designation", "Added with it", "Gained it", "Lost it", "Removed with it"],
            designations.collect(),
        ),
        SummaryPart::rows(&LABELS.countries, countries.collect()),
    ]
    .into_iter()
    .flatten()
}

fn findings(findings: &[Finding]) -> Option<SummaryPart> {
    let rows =
        [(Severity::Review, "a person must look"), (Severity::Warn, "worth a look"), (Severity::Info, "nothing to do")]
            .into_iter()
            .filter_map(|(severity, meaning)| {
                let of = || findings.iter().filter(move |finding| finding.severity() == severity);
                let answered = of().filter(|finding| finding.explained_by.is_some()).count();
                let label = Cell::text(format!("{severity}: {meaning}"));
                let numbers = [of().count() - answered, answered].map(Cell::number);
                (of().count() > 0).then(|| std::iter::once(label).chain(numbers).collect())
            });
    SummaryPart::rows(&["Findings", "Open", "Answered"], rows.collect())
}

fn documents<'a>(report: &'a Report) -> Vec<Vec<Cell>> {
    let row = |(section, facts): (&'a Section, &'a DocumentFacts)| {
        let in_force = match section.effective {
            Some(day) if day > report.as_of => format!("from {day}"),
            Some(_) => "yes".to_owned(),
            None => String::new(),
        };
        let link = |words, url: &Option<String>| {
            let url = url.as_deref();
            url.map_or(Cell::Empty, |url| Cell::link(words, url))
        };
        vec![
            Cell::text(&section.title),
            Cell::Day(facts.published),
            section.effective.into(),
            Cell::text(in_force),
            link("read", &facts.url),
            link("PDF", &facts.pdf),
        ]
    };
    let with_facts = |section: &'a Section| Some((section, section.document.as_ref()?));
    report.sections.iter().filter_map(with_facts).map(row).collect()
}

/// The summary of a list.
pub(super) fn of_list(list: ListId, entries: usize, day: NaiveDate, info: &StateInfo) -> Vec<SummaryPart> {
    let mut rows = vec![vec![Cell::text("Entries"), Cell::number(entries)]];
    let state = entries::state(info, day).into_iter();
    rows.extend(state.map(|(Header { title, .. }, cell)| vec![Cell::text(title), cell]));
    rows.push(vec![Cell::text("As the eCFR reads now"), Cell::link("eCFR", &links::ecfr(list))]);
    let mut blocks = vec![
        SummaryPart::Title(format!("{list} as of {day}")),
        SummaryPart::Paragraph(
            "One row for each entry, on the sheet List. Names, aliases and addresses are read from the entry as printed, \
             which is in the column beside them."
                .to_owned(),
        ),
    ];
    blocks.extend(SummaryPart::rows(&["The list", ""], rows));
    blocks.push(disclaimer("list"));
    blocks
}
