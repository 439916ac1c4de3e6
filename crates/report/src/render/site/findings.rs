//! Findings as a server shows them: which stand, what to do about each, and a form to say that somebody looked.

use chrono::NaiveDate;
use serde::Serialize;

use super::archive::PageNames;
use crate::report::attention::Attention;
use crate::report::links;
use crate::told::finding::FindingView;
use crate::told::link::Link;
use crate::visible::capitalized;
use earwatch_law::finding::{Answer, Finding, Through};
use earwatch_law::law::quantity::quantity;

/// Findings on a page.
const ON_PAGE: usize = 50;

/// Which of them are shown.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// Those that are open.
    #[default]
    Open,
    /// Answered ones and notes, too.
    All,
    /// The acknowledgements that stand.
    Acknowledgements,
}

/// What is asked for.
#[derive(Debug, Default)]
pub struct Asked {
    /// Which of them are shown.
    pub show: Show,
    /// Which page, from 1.
    pub page: usize,
    /// The number of one that was acknowledged just now.
    pub done: Option<i64>,
    /// The number of the acknowledgement that was taken back just now.
    pub taken_back: Option<i64>,
    /// The token of the forms.
    pub form_token: String,
    /// Who acknowledged last in this browser.
    pub by: String,
}

/// A finding with its number.
#[derive(Debug)]
pub struct OnRecord<'a> {
    /// Its number.
    pub number: i64,
    /// What it says.
    pub finding: &'a Finding,
    /// Who answered it.
    pub answer: Option<&'a Answer>,
    /// What tells it from another one that bears its number later.
    pub seen: String,
}

/// An acknowledgement that stands.
#[derive(Debug)]
pub struct Acknowledged<'a> {
    /// Its number.
    pub number: i64,
    /// What was acknowledged.
    pub finding: &'a Finding,
    /// Initials of the person.
    pub by: &'a str,
    /// Why.
    pub reason: &'a str,
    /// On which day (UTC).
    pub recorded: NaiveDate,
    /// What tells it from another one that bears its number later.
    pub seen: String,
}

/// The page.
#[derive(Debug, Serialize)]
pub struct FindingsPage<'a> {
    heading: &'static str,
    said: String,
    done: Option<String>,
    all: bool,
    acknowledgements: bool,
    /// How many there are with those that are answered and the notes.
    n_all: usize,
    n_open: usize,
    n_acknowledgements: usize,
    groups: Vec<Group<'a>>,
    /// The acknowledgements that are shown.
    shown: Vec<AcknowledgementView<'a>>,
    /// `Findings 51 to 100 of 340`, where there are several pages.
    part: Option<String>,
    before: Option<usize>,
    after: Option<usize>,
    form_token: &'a str,
    by: &'a str,
}

#[derive(Debug, Serialize)]
struct Group<'a> {
    title: &'static str,
    tone: &'static str,
    items: Vec<Item<'a>>,
}

#[derive(Debug, Serialize)]
struct Item<'a> {
    number: i64,
    #[serde(flatten)]
    view: FindingView,
    /// The page of its document.
    document: Option<&'a str>,
    /// Its document on the official site.
    official: Option<Link>,
    /// Who answered it, and why.
    answer: Option<String>,
    /// The acknowledgement that answers it.
    acknowledgement: Option<TakenBack<'a>>,
    /// What explains it: another finding, or an official note.
    explained: Option<&'a str>,
    /// Whether somebody can say that nothing more needs to be done.
    open: bool,
    seen: &'a str,
}

/// An acknowledgement as it is taken back.
#[derive(Debug, Serialize)]
struct TakenBack<'a> {
    number: i64,
    seen: &'a str,
}

#[derive(Debug, Serialize)]
struct AcknowledgementView<'a> {
    #[serde(flatten)]
    view: FindingView,
    acknowledged: String,
    /// Whether a finding that stands says so.
    fits: bool,
    acknowledgement: TakenBack<'a>,
}

fn attention(of: &OnRecord<'_>) -> Attention {
    let explained = of.finding.explained_by.is_some() && !of.finding.is_linked();
    Attention::given(of.finding.severity(), of.answer.is_some() || explained)
}

/// Whether nothing else that is told explains it.
fn needs_somebody(of: &OnRecord<'_>) -> bool {
    of.finding.explained_by.is_none()
}

fn is_open(attention: Attention) -> bool {
    matches!(attention, Attention::Person | Attention::Look)
}

impl<'a> FindingsPage<'a> {
    /// The page that is asked for, of the findings that stand.
    pub fn new(
        asked: &'a Asked,
        on_record: &'a [OnRecord<'a>],
        acknowledged: &'a [Acknowledged<'a>],
        names: &'a PageNames,
    ) -> Self {
        let count = |fits: &dyn Fn(&OnRecord<'_>) -> bool| on_record.iter().filter(|of| fits(of)).count();
        let own = |wanted: Attention| count(&|of| attention(of) == wanted && needs_somebody(of));
        let (person, look) = (own(Attention::Person), own(Attention::Look));
        let further = count(&|of| is_open(attention(of)) && !needs_somebody(of));
        let mut shown: Vec<_> = on_record
            .iter()
            .map(|of| (attention(of), of))
            .filter(|(attention, _)| match asked.show {
                Show::All => true,
                Show::Open => is_open(*attention),
                Show::Acknowledgements => false,
            })
            .collect();
        shown.sort_by_key(|(attention, _)| *attention);
        let is_acknowledgements = asked.show == Show::Acknowledgements;
        let total = if is_acknowledgements { acknowledged.len() } else { shown.len() };
        let pages = total.div_ceil(ON_PAGE).max(1);
        let page = asked.page.clamp(1, pages);
        let first = (page - 1) * ON_PAGE;
        let what = if is_acknowledgements { "Acknowledgements" } else { "Findings" };
        let mut groups: Vec<Group<'a>> = Vec::new();
        for (attention, of) in shown.into_iter().skip(first).take(ON_PAGE) {
            if groups.last().is_none_or(|group| group.title != attention.title()) {
                groups.push(Group { title: attention.title(), tone: tone(attention), items: Vec::new() });
            }
            if let Some(group) = groups.last_mut() {
                group.items.push(Item::new(attention, of, acknowledged, names));
            }
        }
        // The newest is the one that somebody takes back.
        let views = acknowledged.iter().rev().filter(|_| is_acknowledgements).skip(first).take(ON_PAGE);
        let views = views.map(|of| AcknowledgementView::new(of, on_record)).collect();
        let done = asked.done.and_then(|number| {
            let answer = on_record.iter().find(|of| of.number == number)?.answer?;
            Some(format!("Finding {number} is {}.", answered(answer)))
        });
        let taken_back = asked.taken_back.map(|number| {
            format!("Acknowledgement {number} is taken back: it stays on record, and answers no finding any more.")
        });
        Self {
            heading: "Findings",
            said: said(person, look, further),
            done: done.or(taken_back),
            all: asked.show == Show::All,
            acknowledgements: is_acknowledgements,
            n_all: on_record.len(),
            n_open: person + look,
            n_acknowledgements: acknowledged.len(),
            groups,
            shown: views,
            part: (pages > 1).then(|| format!("{what} {} to {} of {total}", first + 1, (first + ON_PAGE).min(total))),
            before: (page > 1).then(|| page - 1),
            after: (page < pages).then(|| page + 1),
            form_token: &asked.form_token,
            by: &asked.by,
        }
    }
}

fn said(person: usize, look: usize, further: usize) -> String {
    let said = match (person, look) {
        (0, 0) => "No finding is open: nothing on record waits for a person.".to_owned(),
        (0, look) => format!("No finding needs a person. {} worth a look.", of(look, "is", "are")),
        (person, 0) => format!("{} for a person.", of(person, "waits", "wait")),
        (person, look) => {
            format!("{} for a person; {} worth a look.", of(person, "waits", "wait"), of(look, "is", "are"))
        }
    };
    let further = match further {
        0 => String::new(),
        1 => " 1 more is explained by one of these.".to_owned(),
        n => format!(" {n} more are explained by these."),
    };
    said + &further
}

/// `3 findings are`.
fn of(n: usize, one: &str, several: &str) -> String {
    format!("{} {}", quantity(n, "finding"), if n == 1 { one } else { several })
}

fn tone(attention: Attention) -> &'static str {
    match attention {
        Attention::Person => "review",
        Attention::Look => "warn",
        Attention::Answered | Attention::Nothing => "info",
    }
}

/// Words as a sentence.
fn sentence(words: &str) -> String {
    let end = if words.ends_with(['.', '?', '!', '”']) { "" } else { "." };
    capitalized(words) + end
}

/// `acknowledged (KL): no text was supplied`.
fn answered(answer: &Answer) -> String {
    let how = match answer.through {
        Through::Acknowledgement => "acknowledged",
        Through::Overlay => "answered by the overlay of its document",
    };
    format!("{how} ({}): {}", answer.reviewer, answer.reason)
}

/// A finding in whole sentences.
fn view(finding: &Finding) -> FindingView {
    let view = FindingView::new(finding);
    FindingView { message: sentence(&view.message), next: view.next.map(|next| sentence(&next)), ..view }
}

impl<'a> AcknowledgementView<'a> {
    fn new(of: &'a Acknowledged<'a>, on_record: &[OnRecord<'_>]) -> Self {
        Self {
            view: view(of.finding),
            acknowledged: format!("{}, {}: {}", of.by, of.recorded, of.reason),
            fits: on_record.iter().any(|one| of.finding.says_the_same(one.finding)),
            acknowledgement: of.taken_back(),
        }
    }
}

impl Acknowledged<'_> {
    fn taken_back(&self) -> TakenBack<'_> {
        TakenBack { number: self.number, seen: &self.seen }
    }
}

impl<'a> Item<'a> {
    fn new(
        attention: Attention,
        of: &'a OnRecord<'a>,
        acknowledged: &'a [Acknowledged<'a>],
        names: &'a PageNames,
    ) -> Self {
        let document = of.finding.document.as_ref();
        let is_acknowledged = of.answer.is_some_and(|answer| answer.through == Through::Acknowledgement);
        let by = acknowledged.iter().find(|one| is_acknowledged && one.finding.says_the_same(of.finding));
        Self {
            number: of.number,
            view: view(of.finding),
            acknowledgement: by.map(Acknowledged::taken_back),
            document: document.and_then(|number| names.documents.get(number)).map(String::as_str),
            official: document.map(|number| Link::new("official text", &links::document(number))),
            answer: of.answer.map(|answer| capitalized(&answered(answer))),
            explained: of.finding.explained_by.as_deref().filter(|_| of.answer.is_none()),
            open: is_open(attention) && needs_somebody(of),
            seen: &of.seen,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use earwatch_law::finding::Code;

    fn page(findings: &[(Finding, Option<Answer>)], asked: &Asked, look: impl FnOnce(&FindingsPage<'_>)) {
        let names = PageNames { entries: BTreeMap::new(), documents: BTreeMap::new() };
        let on_record: Vec<_> = (1..)
            .zip(findings)
            .map(|(number, (finding, answer))| OnRecord {
                number,
                finding,
                answer: answer.as_ref(),
                seen: String::new(),
            })
            .collect();
        look(&FindingsPage::new(asked, &on_record, &[], &names));
    }

    fn numbers(page: &FindingsPage<'_>) -> Vec<(i64, bool)> {
        page.groups.iter().flat_map(|group| &group.items).map(|item| (item.number, item.open)).collect()
    }

    #[test]
    fn what_another_finding_explains_is_shown_and_waits_for_nobody() {
        let answer = Answer { through: Through::Overlay, reviewer: "KL".to_owned(), reason: "read".to_owned() };
        let by = |by: &str| Some(by.to_owned());
        let new = |code| Finding::new(code, "it is so");
        let findings = [
            (new(Code::EntryAlreadyListed), None),
            (Finding { explained_by: by("entry-already-listed “Alpha Ltd.”"), ..new(Code::CountMismatch) }, None),
            (Finding { explained_by: by("a note of the bureau"), ..new(Code::CountMismatch) }, None),
            (new(Code::EntryNotFound), Some(answer)),
            (new(Code::ColumnSuspect), None),
            (new(Code::PlaceholderResolved), None),
        ];
        page(&findings, &Asked::default(), |page| {
            assert_eq!(
                page.said,
                "1 finding waits for a person; 1 finding is worth a look. 1 more is explained by one of these."
            );
            assert_eq!(numbers(page), [(1, true), (2, false), (5, true)]);
            assert_eq!((page.n_open, page.n_all), (2, 6));
        });
        page(&findings, &Asked { show: Show::All, done: Some(4), ..Asked::default() }, |page| {
            assert_eq!(numbers(page), [(1, true), (2, false), (5, true), (3, false), (4, false), (6, false)]);
            let done = "Finding 4 is answered by the overlay of its document (KL): read.";
            assert_eq!(page.done.as_deref(), Some(done));
        });
        page(&[], &Asked { done: Some(4), ..Asked::default() }, |page| {
            assert_eq!(page.said, "No finding is open: nothing on record waits for a person.");
            assert_eq!(page.done, None);
        });
    }

    #[test]
    fn many_findings_are_on_several_pages_and_each_is_on_one() {
        let findings: Vec<_> =
            (0..120).map(|n| (Finding::new(Code::EntryNotFound, format!("it is {n}")), None)).collect();
        let mut all = Vec::new();
        for (asked, part) in [(0, "1 to 50"), (2, "51 to 100"), (3, "101 to 120"), (usize::MAX, "101 to 120")] {
            page(&findings, &Asked { page: asked, ..Asked::default() }, |page| {
                assert_eq!(page.part.as_deref(), Some(&*format!("Findings {part} of 120")));
                all.extend(numbers(page));
            });
        }
        all.dedup();
        all.truncate(120);
        assert_eq!(all.iter().map(|(number, _)| *number).collect::<Vec<_>>(), (1..=120).collect::<Vec<_>>());
    }
}
