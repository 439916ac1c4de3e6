//! Findings as a server shows them: which stand, what to do about each, and a form to say that somebody looked.

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

/// What is asked for.
#[derive(Debug, Default)]
pub struct Asked {
    /// Whether answered ones and notes are shown, too.
    pub all: bool,
    /// Which page, from 1.
    pub page: usize,
    /// The number of one that was acknowledged just now.
    pub done: Option<i64>,
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

/// The page.
#[derive(Debug, Serialize)]
pub struct FindingsPage<'a> {
    heading: &'static str,
    said: String,
    done: Option<String>,
    all: bool,
    /// How many there are with those that are answered and the notes.
    n_all: usize,
    n_open: usize,
    groups: Vec<Group<'a>>,
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
    /// Whether somebody can say that nothing more needs to be done.
    open: bool,
    seen: &'a str,
}

fn attention(of: &OnRecord<'_>) -> Attention {
    let explained = of.finding.explained_by.is_some() && !of.finding.is_linked();
    Attention::given(of.finding.severity(), of.answer.is_some() || explained)
}

fn is_open(attention: Attention) -> bool {
    matches!(attention, Attention::Person | Attention::Look)
}

impl<'a> FindingsPage<'a> {
    /// The page that is asked for, of the findings that stand.
    pub fn new(asked: &'a Asked, on_record: &'a [OnRecord<'a>], names: &'a PageNames) -> Self {
        let count = |attention: Attention| on_record.iter().filter(|of| self::attention(of) == attention).count();
        let (person, look) = (count(Attention::Person), count(Attention::Look));
        let mut shown: Vec<_> = on_record
            .iter()
            .map(|of| (attention(of), of))
            .filter(|(attention, _)| asked.all || is_open(*attention))
            .collect();
        shown.sort_by_key(|(attention, _)| *attention);
        let total = shown.len();
        let pages = total.div_ceil(ON_PAGE).max(1);
        let page = asked.page.clamp(1, pages);
        let first = (page - 1) * ON_PAGE;
        let mut groups: Vec<Group<'a>> = Vec::new();
        for (attention, of) in shown.into_iter().skip(first).take(ON_PAGE) {
            if groups.last().is_none_or(|group| group.title != attention.title()) {
                groups.push(Group { title: attention.title(), tone: tone(attention), items: Vec::new() });
            }
            if let Some(group) = groups.last_mut() {
                group.items.push(Item::new(attention, of, names));
            }
        }
        let done = asked.done.and_then(|number| {
            let answer = on_record.iter().find(|of| of.number == number)?.answer?;
            Some(format!("Finding {number} is {}.", answered(answer)))
        });
        Self {
            heading: "Findings",
            said: said(person, look),
            done,
            all: asked.all,
            n_all: on_record.len(),
            n_open: person + look,
            groups,
            part: (pages > 1).then(|| format!("Findings {} to {} of {total}", first + 1, (first + ON_PAGE).min(total))),
            before: (page > 1).then(|| page - 1),
            after: (page < pages).then(|| page + 1),
            form_token: &asked.form_token,
            by: &asked.by,
        }
    }
}

fn said(person: usize, look: usize) -> String {
    match (person, look) {
        (0, 0) => "No finding is open: nothing on record waits for a person.".to_owned(),
        (0, look) => format!("No finding needs a person. {} worth a look.", of(look, "is", "are")),
        (person, 0) => format!("{} for a person.", of(person, "waits", "wait")),
        (person, look) => {
            format!("{} for a person; {} worth a look.", of(person, "waits", "wait"), of(look, "is", "are"))
        }
    }
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

impl<'a> Item<'a> {
    fn new(attention: Attention, of: &'a OnRecord<'a>, names: &'a PageNames) -> Self {
        let document = of.finding.document.as_ref();
        let view = FindingView::new(of.finding);
        let view =
            FindingView { message: sentence(&view.message), next: view.next.map(|next| sentence(&next)), ..view };
        Self {
            number: of.number,
            view,
            document: document.and_then(|number| names.documents.get(number)).map(String::as_str),
            official: document.map(|number| Link::new("official text", &links::document(number))),
            answer: of.answer.map(|answer| capitalized(&answered(answer))),
            open: is_open(attention),
            seen: &of.seen,
        }
    }
}
