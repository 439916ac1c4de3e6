//! What an announced document is about to do to documents on record: told, since nothing of it is law yet.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::lines::{self, ELEMENT, Preface};
use super::record::InspectionRecord;
use crate::amendment::acted::{self, Party};
use crate::document::act::{self, About, Manner, Passage, Section, Until, Verb, Whose, docket};
use crate::finding::{Code, Finding, Place};

/// A finding for each of the documents on record that a text acts on, or may. What a text that `orders` changes itself says of
/// others in unknown words, and what it corrects, is judged beside its orders, when it is published.
pub fn acting(
    record: &InspectionRecord,
    text: &str,
    on_record: &[Party<'_>],
    effective: &dyn Fn(usize) -> Vec<NaiveDate>,
    orders: bool,
) -> Vec<Finding> {
    let lines = lines::clean(text);
    let preface = Preface::read(&lines);
    let place = Place { element: ELEMENT.to_owned(), ..Place::default() };
    let body = lines.iter().skip_while(|line| !line.text.starts_with("SUPPLEMENTARY INFORMATION:"));
    let body = lines::join(body.map(|line| line.text));
    let passages = [
        (Section::Title, record.title.as_str()),
        (Section::Action, &preface.action),
        (Section::Summary, &preface.summary),
        (Section::Dates, &preface.dates),
        (Section::Body, &body),
    ];
    let passages: Vec<_> = passages
        .into_iter()
        .map(|(section, text)| Passage { section, text: text.to_owned(), place: place.clone() })
        .collect();
    let identified = lines.iter().filter(|line| line.text.contains("Docket") || line.text.contains("RIN "));
    let about = About {
        dockets: identified.filter_map(|line| docket(line.text)).collect(),
        proposes: record.kind.as_deref().is_some_and(|kind| kind.to_uppercase().starts_with("PRO")),
        whose: Whose::Ours,
        amends: orders,
        ..About::default()
    };
    let mut acts = act::read(&passages, about);
    if orders {
        acts.unknown.clear();
        acts.acts.retain(|act| act.verb != Verb::Correct);
    }
    let document = record.document();
    let own_day = acts.effective;
    let this = Party::new((&document.number, document.published), 0, (None, None), &document.title, &acts, false);
    let parties: Vec<_> = on_record.iter().copied().chain([this]).collect();
    let mut told = BTreeSet::new();
    let moves = |verb| matches!(verb, Verb::Delay | Verb::Suspend | Verb::Withdraw);
    let (own, others): (Vec<_>, Vec<_>) =
        acted::meant(&parties).into_iter().partition(|(acting, ..)| *acting == on_record.len());
    let is_known = |target: usize| {
        others.iter().any(|(_, of, act)| *of == target && act.manner == Manner::Done && moves(act.verb))
    };
    let done = own.into_iter().map(|(_, target, act)| (target, act)).filter(|(target, act)| match act.manner {
        // A day is something only where it is another one.
        Manner::Done if act.verb == Verb::State => match act.until {
            Until::Day(day) => own_day != Some(day) && day > document.published && !effective(*target).contains(&day),
            _ => false,
        },
        Manner::Done => true,
        Manner::Told => moves(act.verb) && !is_known(*target),
        Manner::Open => false,
    });
    let meant = done.filter(|(target, _)| told.insert(*target));
    let finding = |(target, act): (usize, act::Act)| {
        let target = parties.get(target)?.known.number;
        let message = format!(
            "the document, on public inspection, speaks of {target}, which is on record, as {}; it has no effect before it is \
             published",
            act.verb.participle()
        );
        let mut finding = Finding::new(Code::ActHeld, message).with_quote(act.quote, &act.place);
        finding.document = Some(record.number.clone());
        Some(finding)
    };
    meant.filter_map(finding).collect()
}
