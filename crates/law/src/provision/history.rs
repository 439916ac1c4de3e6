//! Provisions as dated records: which document set each, when it was stayed, when it ended.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Kind, Ownership, Rule, read};
use crate::law::ListId;
use crate::law::citation::DocumentNumber;
use crate::list::state::{self, Frame};

/// What stood around the entries from a day on.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// The day.
    pub effective: NaiveDate,
    /// The document behind it; a baseline and the end of its stays have none.
    pub document: Option<&'a DocumentNumber>,
    /// The texts of each list.
    pub frames: &'a BTreeMap<ListId, Frame>,
}

/// A time in which a provision was held back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StayedTime {
    /// The first day; `None` where the baseline has it.
    pub from: Option<NaiveDate>,
    /// The last day; `None` is "indefinitely".
    pub until: Option<NaiveDate>,
    /// The document that ordered it; `None` where the baseline has it.
    pub document: Option<DocumentNumber>,
    /// The day from which it was in force again; `None` while it is held back.
    pub lifted: Option<NaiveDate>,
    /// Orders by which it goes on until another day.
    #[serde(skip)]
    pub extensions: Vec<Extension>,
}

/// An order by which a stay goes on until another day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// The day of the order.
    pub from: NaiveDate,
    /// The last day from then on; `None` is "indefinitely".
    pub until: Option<NaiveDate>,
    /// The document that ordered it.
    pub document: DocumentNumber,
}

/// A provision with its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The list, where the text is of one.
    pub list: Option<ListId>,
    /// Where it stands: `introductory text`, `footnote 4`, `§ 744.11(a)(1)`.
    pub section: String,
    /// What it orders.
    pub rule: Rule,
    /// The first day on which it is in force; `None` where the baseline has it.
    pub from: Option<NaiveDate>,
    /// The document that set it; `None` where the baseline has it.
    pub document: Option<DocumentNumber>,
    /// The times in which it was held back.
    pub stays: Vec<StayedTime>,
    /// The first day on which it is not in force any more, and the document behind that.
    pub ended: Option<(NaiveDate, Option<DocumentNumber>)>,
    /// How its text was come by.
    pub how: How,
    /// What is to be known of it besides.
    pub note: Option<String>,
}

/// How the text of a provision was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It reads so after all orders on record.
    Replayed,
    /// A document orders it so; what came of it was not replayed.
    AsPrinted,
    /// A document orders something of it, and its text is not on record.
    NotOnRecord,
}

impl Dated {
    /// The stay that holds it back after the last step, where one does.
    pub fn stay(&self) -> Option<&StayedTime> {
        self.stays.last().filter(|stay| stay.lifted.is_none())
    }

    /// Whether it is understood and concerns listed parties, or those that they own.
    pub fn is_about_the_listed(&self) -> bool {
        match self.kind() {
            Kind::Other => false,
            Kind::Affiliates | Kind::AffiliatesExcepted | Kind::SeveralOwners | Kind::UnknownOwners => true,
            _ => self.list.is_some() || self.rule.text.to_lowercase().contains("listed entit"),
        }
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.rule.kind
    }

    /// Whose owners it counts.
    pub fn ownership(&self) -> Option<&Ownership> {
        self.rule.ownership.as_ref()
    }
}

/// A text of a list: the introductory text, or a footnote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Intro,
    Footnote(u8),
}

impl Part {
    fn section(self) -> String {
        match self {
            Self::Intro => "introductory text".to_owned(),
            Self::Footnote(number) => format!("footnote {number}"),
        }
    }
}

/// The provisions that the texts around the entries set, one after the other. Steps are given in order of effect, the
/// baseline first.
pub fn of_lists<'a>(steps: impl IntoIterator<Item = Step<'a>>) -> Vec<Dated> {
    by_reading(steps, read)
}

/// The texts around the entries as such, each whole.
pub fn of_texts<'a>(steps: impl IntoIterator<Item = Step<'a>>) -> Vec<Dated> {
    let whole = |text: &str| {
        let rule = Rule { kind: Kind::Other, ownership: None, text: text.to_owned() };
        if text.is_empty() { Vec::new() } else { vec![rule] }
    };
    by_reading(steps, whole)
}

fn by_reading<'a>(steps: impl IntoIterator<Item = Step<'a>>, read: fn(&str) -> Vec<Rule>) -> Vec<Dated> {
    let mut all: Vec<Dated> = Vec::new();
    let mut baseline: Vec<ListId> = Vec::new();
    for step in steps {
        for (list, frame) in step.frames {
            let is_baseline = !baseline.contains(list);
            if is_baseline {
                baseline.push(*list);
            }
            let by = By { day: (!is_baseline).then_some(step.effective), document: step.document };
            let texts = texts(frame);
            let known = all.iter().filter(|one| one.list == Some(*list) && one.ended.is_none());
            let sections: Vec<_> = known.map(|one| one.section.clone()).collect();
            for (part, provision) in &texts {
                let rules = read(&provision.text);
                set(&mut all, (*list, *part), rules, provision.stay.as_ref().or(frame.stay.as_ref()), by);
            }
            let printed: Vec<_> = texts.iter().map(|(part, _)| part.section()).collect();
            for section in sections.into_iter().filter(|section| !printed.contains(section)) {
                let open = all.iter_mut().filter(|one| one.list == Some(*list) && one.section == section);
                end(open, by, step.effective);
            }
        }
    }
    all
}

#[derive(Clone, Copy)]
struct By<'a> {
    day: Option<NaiveDate>,
    document: Option<&'a DocumentNumber>,
}

fn texts(frame: &Frame) -> Vec<(Part, &state::Provision)> {
    let intro = std::iter::once((Part::Intro, &frame.intro));
    let footnotes = frame.footnotes.iter().map(|(number, provision)| (Part::Footnote(*number), provision));
    intro.chain(footnotes).collect()
}

fn end<'a>(open: impl Iterator<Item = &'a mut Dated>, by: By<'_>, day: NaiveDate) {
    for one in open.filter(|one| one.ended.is_none()) {
        one.ended = Some((by.day.unwrap_or(day), by.document.cloned()));
    }
}

/// Brings the provisions of one text to what it says after a step.
fn set(all: &mut Vec<Dated>, (list, part): (ListId, Part), rules: Vec<Rule>, stay: Option<&state::Stay>, by: By<'_>) {
    let section = part.section();
    let is_here = |one: &Dated| one.list == Some(list) && one.section == section && one.ended.is_none();
    for one in all.iter_mut().filter(|one| is_here(one)) {
        if !rules.iter().any(|rule| rule.says_as(&one.rule)) {
            one.ended = Some((by.day.unwrap_or_default(), by.document.cloned()));
        }
    }
    for rule in rules {
        if !all.iter().any(|one| is_here(one) && one.rule.says_as(&rule)) {
            all.push(Dated {
                list: Some(list),
                section: section.clone(),
                rule,
                from: by.day,
                document: by.document.cloned().filter(|_| by.day.is_some()),
                stays: Vec::new(),
                ended: None,
                how: How::Replayed,
                note: None,
            });
        }
    }
    for one in all.iter_mut().filter(|one| is_here(one)) {
        let open = one.stays.last_mut().filter(|time| time.lifted.is_none());
        match (stay, open) {
            (Some(stay), Some(open)) => open.until = stay.until,
            (Some(stay), None) => one.stays.push(StayedTime {
                from: by.day,
                until: stay.until,
                document: stay.document.clone(),
                lifted: None,
                extensions: Vec::new(),
            }),
            (None, Some(open)) => open.lifted = by.day,
            (None, None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::state::{Provision, Stay};

    const OLD: &str = "License requirements for these entities include exports unless otherwise stated.";
    const RULE: &str = "The license requirements also apply to any foreign entity that is owned 50 percent or more by \
                        one or more listed entities.";

    fn frames(intro: &str, until: Option<&str>) -> BTreeMap<ListId, Frame> {
        let stay =
            until.map(|day| Stay { until: Some(day.parse().unwrap()), document: Some("2031-00002".parse().unwrap()) });
        let footnotes = [(6, Provision { text: "For this entity, see § 744.11.".to_owned(), stay: None })].into();
        let frame = Frame { intro: Provision { text: intro.to_owned(), stay }, footnotes, ..Frame::default() };
        [(ListId::EntityList, frame)].into()
    }

    #[test]
    fn a_provision_is_set_stayed_back_in_force_and_ended() {
        let both = format!("{OLD} {RULE}");
        let states = [
            frames(OLD, None),
            frames(&both, None),
            frames(&both, Some("2031-09-09")),
            frames(&both, None),
            frames(OLD, None),
        ];
        let days = ["2030-12-31", "2031-03-01", "2031-05-01", "2031-09-10", "2032-01-01"];
        let documents = [None, Some("2031-00001"), Some("2031-00002"), Some("2031-00002"), Some("2031-00009")];
        let documents = documents.map(|number| number.map(|number| number.parse::<DocumentNumber>().unwrap()));
        let day = |at: usize| days[at].parse::<NaiveDate>().unwrap();
        let after = |steps: usize| {
            let steps =
                (0..steps).map(|at| Step { effective: day(at), document: documents[at].as_ref(), frames: &states[at] });
            of_lists(steps)
        };
        let rule = |steps| {
            let all = after(steps);
            all.into_iter().find(|one| one.kind() == Kind::Affiliates)
        };
        assert_eq!(rule(1), None);
        let set = rule(2).unwrap();
        assert_eq!((set.from, set.document.clone(), set.stay()), (Some(day(1)), documents[1].clone(), None));
        let stayed = rule(3).unwrap();
        let stay = stayed.stay().unwrap();
        assert_eq!((stay.from, stay.until), (Some(day(2)), "2031-09-09".parse().ok()));
        assert_eq!(stay.document, documents[2]);
        let again = rule(4).unwrap();
        assert_eq!((again.stay(), again.stays[0].lifted, again.from), (None, Some(day(3)), Some(day(1))));
        assert_eq!(rule(5).unwrap().ended, Some((day(4), documents[4].clone())));
        let old = after(5).into_iter().find(|one| one.rule.text == OLD).unwrap();
        assert_eq!((old.from, old.document, old.ended), (None, None, None), "what the baseline has is of no day");
        assert_eq!(old.stays.len(), 1, "a stay of the whole text holds all of it");
    }
}
