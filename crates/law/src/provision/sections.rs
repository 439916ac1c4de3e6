//! Provisions of sections of Part 744 as dated records: from what the baseline prints and what documents order.

use chrono::{Days, NaiveDate};

use super::history::{Dated, Extension, How, StayedTime};
use super::paragraphs::{Paragraph, designation};
use super::section::{Act, Of, Printed, SectionOrder, Target, noted_stays};
use super::{Kind, Rule, read, whole_sentences};
use crate::law::ListId;
use crate::law::citation::DocumentNumber;
use crate::law::text::reference::Reference;

/// What a document orders of sections, and from when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered {
    /// The document.
    pub document: DocumentNumber,
    /// The day from which it is in force.
    pub effective: NaiveDate,
    /// Its orders.
    pub orders: Vec<SectionOrder>,
}

/// A paragraph with the rules that it sets.
struct Slot {
    section: String,
    path: Vec<String>,
    /// Which sentence of the paragraph it is, where these are told apart.
    sentence: Option<i64>,
    dated: Dated,
}

/// The provisions of sections on a day. Of the baseline, the paragraphs that concern listed parties or that a note or
/// document is about; of documents, in order of effect, all that they print.
pub fn history(baseline: &[Printed], documents: &[Ordered], as_of: NaiveDate) -> Vec<Dated> {
    let orders = || documents.iter().filter(|one| one.effective <= as_of).flat_map(|one| &one.orders);
    let mut slots: Vec<Slot> = Vec::new();
    for printed in baseline {
        let stays: Vec<_> = printed.notes.iter().filter_map(|note| noted_stays(note)).collect();
        let noted = || stays.iter().flat_map(|(targets, ..)| targets);
        for paragraph in &printed.paragraphs {
            let is_meant = |target: &Target| target.section == printed.section && means(target, &paragraph.path);
            let is_ordered = noted().any(is_meant) || orders().any(|order| is_meant(&order.target));
            let by_sentence = noted().any(|target| is_meant(target) && matches!(target.of, Of::Sentences(_)));
            let concerns = concerns_the_listed(&paragraph.text);
            slots.extend(
                of_paragraph(&printed.section, paragraph, by_sentence)
                    .into_iter()
                    .filter(|slot| is_ordered || concerns && slot.dated.kind() != Kind::Other),
            );
        }
        for (targets, until, place) in &stays {
            let stay = StayedTime { from: None, until: *until, document: None, lifted: None, extensions: Vec::new() };
            for slot in slots.iter_mut().filter(|slot| targets.iter().any(|target| slot.is_of(target))) {
                slot.dated.stays.push(stay.clone());
                slot.dated.note = Some(format!("stayed at {place}, as the baseline's note says"));
            }
        }
    }
    for document in documents.iter().filter(|one| one.effective <= as_of) {
        for order in &document.orders {
            apply(&mut slots, order, document);
        }
    }
    for stay in slots.iter_mut().flat_map(|slot| &mut slot.dated.stays) {
        let again = stay.until.and_then(|last| last.checked_add_days(Days::new(1)));
        stay.lifted = stay.lifted.or(again.filter(|day| *day <= as_of));
    }
    slots.into_iter().map(|slot| slot.dated).collect()
}

/// Whether a target means a paragraph.
fn means(target: &Target, path: &[String]) -> bool {
    match target.of {
        Of::Whole => path.starts_with(&target.path),
        Of::Own | Of::Sentences(_) => path == target.path.as_slice(),
    }
}

impl Slot {
    fn is_of(&self, target: &Target) -> bool {
        let sentence = match (&target.of, self.sentence) {
            (Of::Sentences(numbers), Some(sentence)) => numbers.contains(&sentence),
            (Of::Sentences(_), None) => false,
            (Of::Whole | Of::Own, _) => true,
        };
        self.section == target.section && means(target, &self.path) && sentence
    }
}

fn concerns_the_listed(text: &str) -> bool {
    Reference::all(text).into_iter().any(|one| one.list().is_some()) || text.to_lowercase().contains("listed entit")
}

/// The list that a text names; nothing of one that names several.
fn list_of(text: &str) -> Option<ListId> {
    let mut named: Vec<_> = Reference::all(text).into_iter().filter_map(Reference::list).collect();
    named.extend(text.contains("MEU List").then_some(ListId::MeuList));
    named.sort_unstable();
    named.dedup();
    if let [list] = named.as_slice() { Some(*list) } else { None }
}

/// The rules of a paragraph; sentence by sentence where some of these are told apart.
fn of_paragraph(section: &str, paragraph: &Paragraph, by_sentence: bool) -> Vec<Slot> {
    let at = format!("{section}{}", designation(&paragraph.path));
    let slot = |rule: Rule, sentence| Slot {
        section: section.to_owned(),
        path: paragraph.path.clone(),
        sentence,
        dated: Dated {
            list: list_of(&paragraph.text),
            section: at.clone(),
            rule,
            from: None,
            document: None,
            stays: Vec::new(),
            ended: None,
            how: How::Replayed,
            note: None,
        },
    };
    let headed = |mut slots: Vec<Slot>| {
        if let (Some(heading), Some(first)) = (&paragraph.heading, slots.first_mut()) {
            first.dated.rule.text = format!("{heading} {}", first.dated.rule.text);
        }
        slots
    };
    if !by_sentence {
        return headed(read(&paragraph.text).into_iter().map(|rule| slot(rule, None)).collect());
    }
    let sentences: Vec<_> = paragraph.text.lines().flat_map(whole_sentences).collect();
    let last = sentences.len();
    let number = |at: usize| if at + 1 == last { -1 } else { i64::try_from(at + 1).unwrap_or(i64::MAX) };
    let one = |(at, sentence): (usize, String)| {
        let rule = read(&sentence).into_iter().next()?;
        Some(slot(Rule { text: sentence, ..rule }, Some(number(at))))
    };
    // A last sentence that is called by its number, too.
    headed(sentences.into_iter().enumerate().filter_map(one).collect())
}

/// Applies an order as far as it is certain; what is not is kept as printed.
fn apply(slots: &mut Vec<Slot>, order: &SectionOrder, by: &Ordered) {
    let target = &order.target;
    let open = |slot: &&mut Slot| slot.dated.ended.is_none() && slot.is_of(target);
    let as_ordered = |how: How, note: &str| {
        let at = format!("{}{}", target.section, designation(&target.path));
        Slot {
            section: target.section.clone(),
            path: target.path.clone(),
            sentence: None,
            dated: Dated {
                list: list_of(&order.quote),
                section: at,
                rule: Rule { kind: Kind::Other, ownership: None, text: order.quote.clone() },
                from: Some(by.effective),
                document: Some(by.document.clone()),
                stays: Vec::new(),
                ended: None,
                how,
                note: Some(note.to_owned()),
            },
        }
    };
    match &order.act {
        Act::Set(paragraphs) => {
            let whole = !matches!(target.of, Of::Sentences(_));
            for slot in slots.iter_mut().filter(open).filter(|_| whole) {
                slot.dated.ended = Some((by.effective, Some(by.document.clone())));
            }
            for paragraph in paragraphs {
                let in_full = whole && !paragraph.text.contains("* * *");
                for mut slot in of_paragraph(&target.section, paragraph, false) {
                    slot.dated.from = Some(by.effective);
                    slot.dated.document = Some(by.document.clone());
                    slot.dated.how = if in_full { How::Replayed } else { How::AsPrinted };
                    slots.push(slot);
                }
            }
        }
        Act::Remove => {
            let mut found = false;
            for slot in slots.iter_mut().filter(open) {
                slot.dated.ended = Some((by.effective, Some(by.document.clone())));
                found = true;
            }
            if !found {
                slots.push(as_ordered(How::NotOnRecord, "removed; what it said is not on record"));
            }
        }
        Act::Stay(until) => {
            let stay = StayedTime {
                from: Some(by.effective),
                until: *until,
                document: Some(by.document.clone()),
                lifted: None,
                extensions: Vec::new(),
            };
            let mut found = false;
            for slot in slots.iter_mut().filter(open) {
                found = true;
                // What ran out before is over; what still holds goes on until another day.
                if let Some(last) = slot.dated.stays.last_mut() {
                    let again = last.until.and_then(|last| last.checked_add_days(Days::new(1)));
                    last.lifted = last.lifted.or(again.filter(|day| *day <= by.effective));
                }
                match slot.dated.stays.last_mut().filter(|stay| stay.lifted.is_none()) {
                    Some(last) => {
                        last.until = *until;
                        let (from, document) = (by.effective, by.document.clone());
                        last.extensions.push(Extension { from, until: *until, document });
                    }
                    None => slot.dated.stays.push(stay.clone()),
                }
            }
            if !found {
                let mut slot = as_ordered(How::NotOnRecord, "what is stayed is not on record");
                slot.dated.stays.push(stay);
                slots.push(slot);
            }
        }
        Act::Lift => {
            let mut found = false;
            for slot in slots.iter_mut().filter(open) {
                found = true;
                if let Some(stay) = slot.dated.stays.last_mut().filter(|stay| stay.lifted.is_none()) {
                    stay.lifted = Some(by.effective);
                }
            }
            if !found {
                slots.push(as_ordered(How::NotOnRecord, "what is in force again is not on record"));
            }
        }
        Act::Other => slots.push(as_ordered(How::AsPrinted, "the order as printed")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::section;
    use super::*;

    const BASELINE: &str = "<DIV5><DIV8 N=\"744.11\" TYPE=\"SECTION\"><HEAD>§ 744.11 x</HEAD><P>Intro about the Entity List.</P>\
        <P>(a) <I>License requirement.</I> A license is required when an entity listed on the Entity List is a party.</P>\
        <P>(1) <I>Owners.</I> The Entity List license requirements also apply to any foreign entity that is owned 50 percent or \
        more by one or more listed entities.</P><P>(b) A party that cares for nothing.</P>\
        <EFFDNOT><PSPACE>At 90 FR 50857, Nov. 12, 2025, in § 744.11, paragraph (a)(1) was stayed, effective until Nov. 9, \
        2026.</PSPACE></EFFDNOT></DIV8></DIV5>";

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn ordered(effective: &str, amdpars: &str) -> Ordered {
        let xml = format!("<RULE><REGTEXT TITLE=\"15\" PART=\"744\">{amdpars}</REGTEXT></RULE>");
        Ordered { document: "2027-00001".parse().unwrap(), effective: day(effective), orders: section::orders(&xml) }
    }

    #[test]
    fn what_the_baseline_prints_is_stayed_and_comes_back() {
        let baseline = section::published(BASELINE);
        let on = |as_of: &str| history(&baseline, &[], day(as_of));
        let stayed = on("2026-11-09");
        let owners = stayed.iter().find(|one| one.kind() == Kind::Affiliates).unwrap();
        assert_eq!((owners.section.as_str(), owners.stay().is_some(), owners.from), ("§ 744.11(a)(1)", true, None));
        let again = on("2026-11-10");
        let owners = again.iter().find(|one| one.kind() == Kind::Affiliates).unwrap();
        assert_eq!((owners.stay(), owners.stays[0].lifted), (None, Some(day("2026-11-10"))));
        // A paragraph that orders nothing of listed parties is no provision.
        assert!(again.iter().all(|one| one.section != "§ 744.11(b)"), "{again:?}");
    }

    #[test]
    fn what_a_document_prints_takes_the_place_of_what_it_names() {
        let baseline = section::published(BASELINE);
        let documents = [
            ordered(
                "2027-01-05",
                "<AMDPAR>1. Section 744.11 is amended by revising paragraph (a)(1) to read as follows:</AMDPAR><SECTION>\
                 <SECTNO>§ 744.11</SECTNO><STARS/><P>(a) * * *</P><P>(1) The license requirements also apply to any entity \
                 owned 25 percent or more by listed entities.</P><STARS/></SECTION>",
            ),
            ordered(
                "2027-03-01",
                "<AMDPAR>1. In § 744.11, remove “any” and add “each” in its place in paragraph (a).</AMDPAR>",
            ),
            ordered("2027-04-01", "<AMDPAR>1. In § 744.21, paragraph (a)(3) is stayed until May 1, 2027.</AMDPAR>"),
        ];
        let on = |as_of: &str| history(&baseline, &documents, day(as_of));
        let shares = |all: &[Dated]| -> Vec<(String, bool)> {
            let affiliates = all.iter().filter(|one| one.kind() == Kind::Affiliates);
            affiliates.map(|one| (one.ownership().unwrap().shares[0].to_string(), one.ended.is_some())).collect()
        };
        assert_eq!(shares(&on("2027-01-04")), [("50 percent or more".to_owned(), false)]);
        let both = [("50 percent or more".to_owned(), true), ("25 percent or more".to_owned(), false)];
        assert_eq!(shares(&on("2027-01-05")), both);
        let later = on("2027-04-01");
        let how: Vec<_> =
            later.iter().filter(|one| one.how != How::Replayed).map(|one| (one.section.as_str(), one.how)).collect();
        assert_eq!(how, [("§ 744.11(a)", How::AsPrinted), ("§ 744.21(a)(3)", How::NotOnRecord)]);
        let gone = later.last().unwrap();
        assert_eq!((gone.stay().unwrap().until, gone.document.is_some()), (Some(day("2027-05-01")), true));
    }
}
