//! Rules about all entries: what became of each, and the dated record of each.

mod telling;

use chrono::NaiveDate;
use serde::Serialize;

use super::record::until;
use super::texts::{Became, Subject, TextRecord};
use earwatch_law::diff::words::{self, Mark, Run};
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::designation::{Designation, Effect};
use earwatch_law::provision::history::{Dated, How, StayedTime};
use earwatch_law::provision::{self, Kind, Ownership, Rule};
use telling::PREAMBLE;

/// What became of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleBecame {
    /// New.
    Set,
    /// Other words.
    Revised,
    /// Held back.
    Stayed,
    /// In force again.
    InForceAgain,
    /// Not in the text any more.
    Ended,
}

impl RuleBecame {
    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Revised => "revised",
            Self::Stayed => "stayed",
            Self::InForceAgain => "in-force-again",
            Self::Ended => "ended",
        }
    }
}

/// What became of a rule about all entries of a list. Keys and their order are a contract.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleChange {
    /// The list; `None` of a section of Part 744 that names none, or several.
    pub list: Option<ListId>,
    /// Where the rule stands: `introductory text`, `footnote 6`, `§ 744.11(a)(1)`.
    pub section: String,
    /// Of which kind it is.
    pub kind: Kind,
    /// What became of it.
    pub change: RuleBecame,
    /// Whose owners it counts, of a rule about affiliates.
    pub ownership: Option<Ownership>,
    /// The day from which that holds; `None` of files.
    pub from: Option<NaiveDate>,
    /// The last day of a stay; `None` of a stay is "indefinitely".
    pub until: Option<NaiveDate>,
    /// Its words before.
    pub old: Option<String>,
    /// Its words now.
    pub text: Option<String>,
    /// What became of it, in a sentence.
    pub words: String,
    /// Its words with what is gone and what is new.
    pub redline: Vec<Run>,
}

/// Two ages of one rule, and what became of it.
struct Step<'a> {
    old: Option<&'a Rule>,
    new: Option<&'a Rule>,
    change: RuleBecame,
}

impl RuleChange {
    /// The rules that a change of a text sets, changes, holds back or ends. `from` is the day of effect.
    pub fn all(text: &TextRecord, from: Option<NaiveDate>) -> Vec<Self> {
        match text.subject {
            Subject::IntroductoryText => of_intro(text, from),
            Subject::Footnote => of_footnote(text, from).into_iter().collect(),
            Subject::List | Subject::Heading | Subject::Entry => Vec::new(),
        }
    }

    fn new(of: &TextRecord, from: Option<NaiveDate>, step: &Step<'_>) -> Option<Self> {
        Self::at((Some(of.list), of.part()), of.until, from, step)
    }

    /// What a document did on a day to the rules of sections: those that it sets, stays, ends, or whose stay ends. The
    /// stays that a baseline notes have no document.
    pub fn of_sections(provisions: &[Dated], document: Option<&DocumentNumber>, day: NaiveDate) -> Vec<Self> {
        let told = |one: &&Dated| one.is_about_the_listed();
        let set: Vec<_> = provisions
            .iter()
            .filter(told)
            .filter(|one| one.from == Some(day) && one.document.as_ref() == document)
            .collect();
        let is_end = |one: &&Dated| one.ended.as_ref() == Some(&(day, document.cloned()));
        let mut gone: Vec<_> = provisions.iter().filter(told).filter(is_end).collect();
        let place = |one: &Dated| (one.list, one.section.clone());
        let mut changes = Vec::new();
        for one in set {
            let before = gone.iter().position(|other| other.section == one.section && other.kind() == one.kind());
            let before = before.map(|at| gone.remove(at));
            if before.is_some_and(|before| before.rule.says_as(&one.rule)) {
                continue;
            }
            let change = if before.is_some() { RuleBecame::Revised } else { RuleBecame::Set };
            let step = Step { old: before.map(|before| &before.rule), new: Some(&one.rule), change };
            changes.extend(Self::at(place(one), None, Some(day), &step));
        }
        for one in gone {
            let step = Step { old: Some(&one.rule), new: None, change: RuleBecame::Ended };
            changes.extend(Self::at(place(one), None, Some(day), &step));
        }
        // A stay is told of any paragraph: what it holds back may not be on record.
        for one in provisions {
            for extension in one.stays.iter().flat_map(|stay| &stay.extensions) {
                if extension.from == day && Some(&extension.document) == document {
                    let step = Step { old: Some(&one.rule), new: None, change: RuleBecame::Stayed };
                    changes.extend(Self::at(place(one), extension.until, Some(day), &step));
                }
            }
            for stay in one.stays.iter().filter(|stay| stay.document.as_ref() == document) {
                let step = if stay.from == Some(day) {
                    Step { old: Some(&one.rule), new: None, change: RuleBecame::Stayed }
                } else if stay.lifted == Some(day) {
                    Step { old: None, new: Some(&one.rule), change: RuleBecame::InForceAgain }
                } else {
                    continue;
                };
                changes.extend(Self::at(place(one), stay.until, Some(day), &step));
            }
        }
        changes
    }

    fn at(
        (list, section): (Option<ListId>, String),
        until: Option<NaiveDate>,
        from: Option<NaiveDate>,
        step: &Step<'_>,
    ) -> Option<Self> {
        let rule = step.new.or(step.old)?;
        let change = step.change;
        let (old, new) = (step.old.map(|rule| rule.text.as_str()), step.new.map(|rule| rule.text.as_str()));
        let mut made = Self {
            list,
            section,
            kind: rule.kind,
            change,
            ownership: rule.ownership.clone(),
            from,
            until: until.filter(|_| change == RuleBecame::Stayed),
            redline: match (change, old, new) {
                (RuleBecame::Revised, Some(old), Some(new)) => words::redline(old, new),
                (RuleBecame::Stayed | RuleBecame::Ended, _, _) => marked(Mark::Delete, &rule.text),
                _ => marked(Mark::Insert, &rule.text),
            },
            old: old.map(str::to_owned),
            text: new.map(str::to_owned),
            words: String::new(),
        };
        made.words = made.in_words(step);
        Some(made)
    }

    /// `Entity List · introductory text · entities owned by listed parties`.
    pub fn about(&self) -> String {
        let list = self.list.map_or_else(|| "Part 744".to_owned(), |list| list.title().to_owned());
        format!("{list} · {} · {}", self.section, self.kind.title())
    }
}

fn marked(mark: Mark, text: &str) -> Vec<Run> {
    vec![Run { mark, text: text.to_owned() }]
}

fn of_intro(text: &TextRecord, from: Option<NaiveDate>) -> Vec<RuleChange> {
    let (old, new) = (text.old.as_deref().unwrap_or_default(), text.new.as_deref().unwrap_or_default());
    let rules =
        |text: &str| provision::read(text).into_iter().filter(|rule| rule.kind != Kind::Other).collect::<Vec<_>>();
    let (old, new) = (rules(old), rules(new));
    let steps: Vec<Step<'_>> = match text.change {
        Became::Editorial => Vec::new(),
        Became::Added | Became::Removed | Became::Revised => revised(&old, &new),
        Became::Stayed | Became::Lifted => {
            let change = if text.change == Became::Stayed { RuleBecame::Stayed } else { RuleBecame::InForceAgain };
            let step = |rule| match change {
                RuleBecame::Stayed => Step { old: Some(rule), new: None, change },
                _ => Step { old: None, new: Some(rule), change },
            };
            // What a stay holds back beside them may be what the text has said before, too.
            let affiliates: Vec<_> = new.iter().filter(|rule| rule.is_about_affiliates()).collect();
            if affiliates.is_empty() {
                new.iter().map(step).collect()
            } else {
                affiliates.into_iter().map(step).collect()
            }
        }
    };
    steps.iter().filter_map(|step| RuleChange::new(text, from, step)).collect()
}

/// What differs between the rules of two texts: of one kind, the nth gone is the nth new.
fn revised<'a>(old: &'a [Rule], new: &'a [Rule]) -> Vec<Step<'a>> {
    let mut gone: Vec<&Rule> = old.iter().filter(|rule| !new.iter().any(|other| other.says_as(rule))).collect();
    let mut steps: Vec<Step<'_>> = Vec::new();
    for rule in new.iter().filter(|rule| !old.iter().any(|other| other.says_as(rule))) {
        let before = gone.iter().position(|other| other.kind == rule.kind).map(|at| gone.remove(at));
        let change = if before.is_some() { RuleBecame::Revised } else { RuleBecame::Set };
        steps.push(Step { old: before, new: Some(rule), change });
    }
    steps.extend(gone.into_iter().map(|rule| Step { old: Some(rule), new: None, change: RuleBecame::Ended }));
    steps
}

/// What became of a footnote: whether what it reaches is another, or no longer or not yet reached.
fn of_footnote(text: &TextRecord, from: Option<NaiveDate>) -> Option<RuleChange> {
    let number = text.footnote?;
    let read = |text: &Option<String>| text.as_deref().map(|text| Designation::of_text(number, text));
    let (old, new) = (read(&text.old), read(&text.new));
    let change = match text.change {
        Became::Editorial => return None,
        Became::Added => RuleBecame::Set,
        Became::Removed => RuleBecame::Ended,
        Became::Stayed => RuleBecame::Stayed,
        Became::Lifted => RuleBecame::InForceAgain,
        Became::Revised => RuleBecame::Revised,
    };
    if let (RuleBecame::Revised, Some(old), Some(new)) = (change, &old, &new)
        && (old.effect, &old.section) == (new.effect, &new.section)
    {
        return None;
    }
    let rule = |of: &Option<Designation>| {
        let of = of.as_ref()?;
        let kind = match of.effect {
            Effect::Reach => Kind::Designation,
            Effect::Exclusion => Kind::Exclusion,
            Effect::Other => Kind::Other,
        };
        Some(Rule { kind, ownership: None, text: of.text.clone().unwrap_or_default() })
    };
    let (before, now) = (rule(&old), rule(&new));
    let step = match change {
        RuleBecame::Stayed => Step { old: now.as_ref(), new: None, change },
        _ => Step { old: before.as_ref(), new: now.as_ref(), change },
    };
    let mut made = RuleChange::new(text, from, &step)?;
    let meaning = new.or(old)?.in_words();
    let footnote = format!("footnote {number}");
    let meaning = meaning.strip_prefix(&footnote).unwrap_or(&meaning);
    let from = from.map_or_else(String::new, |day| format!(" from {day}"));
    let said = match change {
        RuleBecame::Set => format!("{footnote} is new{from}{meaning}"),
        RuleBecame::Revised => format!("{footnote} is worded differently{from}{meaning}"),
        RuleBecame::Stayed => format!("{footnote} is stayed{from} {}{meaning}", until(made.until)),
        RuleBecame::InForceAgain => format!("{footnote} is in force again{from}{meaning}"),
        RuleBecame::Ended => format!("{footnote} is no longer printed{from}{meaning}"),
    };
    made.words = format!("{PREAMBLE}{said}");
    Some(made)
}

/// Where a provision stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// In force.
    InForce,
    /// Held back.
    Stayed,
    /// Not in the text any more.
    Ended,
    /// A document orders it, and its text is as printed there: it was not replayed.
    AsPrinted,
    /// A document orders something of it, and no text of it is on record.
    NotOnRecord,
}

impl Standing {
    /// In words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::InForce => "in force",
            Self::Stayed => "stayed, not in force",
            Self::Ended => "ended",
            Self::AsPrinted => "as printed by the document that orders it; not replayed further",
            Self::NotOnRecord => "ordered; its text is not on record",
        }
    }
}

/// Whether a place is in a section or a supplement that is no list, not around the entries of a list.
fn is_of_section(place: &str) -> bool {
    place.starts_with('§') || place.starts_with("Supplement")
}

/// A provision with its days. Keys and their order are a contract.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProvisionRecord {
    /// `entity-list/introductory-text/affiliates`: list or section, place, kind, and a number where several are alike.
    pub id: String,
    /// The list that it is about; `None` of a section that names none, or several.
    pub list: Option<ListId>,
    /// Of which kind it is.
    pub kind: Kind,
    /// Its words.
    pub text: String,
    /// Where it stands: `introductory text`, `footnote 4`, `§ 744.11(a)(1)`.
    pub section: String,
    /// The document that set it; `None` where the baseline has it, which does not say who did.
    pub document: Option<DocumentNumber>,
    /// The first day on which it is in force; `None` where the baseline has it.
    pub in_force_from: Option<NaiveDate>,
    /// The last day of the stay that holds it back; `None` without a stay, and of one without an end.
    pub stayed_until: Option<NaiveDate>,
    /// The first day on which it is not in force any more.
    pub ended: Option<NaiveDate>,
    /// Where it stands on the day that was asked for.
    pub standing: Standing,
    /// Whose owners it counts, of a rule about affiliates.
    pub ownership: Option<Ownership>,
    /// The times in which it was held back.
    pub stays: Vec<StayedTime>,
    /// The document that ended it.
    pub ended_by: Option<DocumentNumber>,
    /// What is to be known of it besides.
    pub note: Option<String>,
}

impl ProvisionRecord {
    /// The records of provisions, as they stand after the last step that they were derived from.
    pub fn all(provisions: Vec<Dated>) -> Vec<Self> {
        let mut records: Vec<Self> = Vec::new();
        for one in provisions {
            let slug = |text: &str| {
                let words = text.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|word| !word.is_empty());
                words.collect::<Vec<_>>().join("-")
            };
            let whose = one.list.filter(|_| !is_of_section(&one.section)).map(|list| format!("{}/", list.name()));
            let base = format!("{}{}/{}", whose.unwrap_or_default(), slug(&one.section), one.kind().name());
            let alike = records.iter().filter(|record| record.is_of(&base)).count();
            let stay = one.stay().cloned();
            let standing = match (&one.ended, &stay, one.how) {
                (Some(_), ..) => Standing::Ended,
                (None, _, How::NotOnRecord) => Standing::NotOnRecord,
                (None, Some(_), How::Replayed | How::AsPrinted) => Standing::Stayed,
                (None, None, How::AsPrinted) => Standing::AsPrinted,
                (None, None, How::Replayed) => Standing::InForce,
            };
            let (ended, ended_by) = one.ended.unzip();
            records.push(Self {
                id: if alike == 0 { base } else { format!("{base}/{}", alike + 1) },
                list: one.list,
                kind: one.rule.kind,
                text: one.rule.text,
                section: one.section,
                document: one.document,
                in_force_from: one.from,
                stayed_until: stay.and_then(|stay| stay.until),
                ended,
                standing,
                ownership: one.rule.ownership,
                stays: one.stays,
                ended_by: ended_by.flatten(),
                note: one.note,
            });
        }
        records
    }

    /// Whether it is of a section or a supplement that is no list.
    pub fn is_of_section(&self) -> bool {
        is_of_section(&self.section)
    }

    fn is_of(&self, base: &str) -> bool {
        let rest = self.id.strip_prefix(base);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Who set it, since when, and what holds it back: `set by 2025-19001, in force from 2025-09-29; stayed until
    /// 2026-11-09 by 2025-19846`.
    pub fn in_words(&self) -> String {
        let set = match (&self.document, self.in_force_from) {
            (Some(document), Some(day)) => format!("set by {document}, in force from {day}"),
            (Some(document), None) => format!("ordered by {document}"),
            (None, Some(day)) => format!("in force from {day}"),
            (None, None) => "in the baseline; who set it is not on record".to_owned(),
        };
        let mut parts = vec![set];
        for stay in &self.stays {
            let by = stay.document.as_ref().map_or_else(String::new, |document| format!(" by {document}"));
            let from = stay.from.map_or_else(String::new, |day| format!(" from {day}"));
            parts.push(match stay.lifted {
                Some(day) => format!("stayed{from} {}{by}, in force again from {day}", until(stay.until)),
                None => format!("stayed{from} {}{by}, not in force", until(stay.until)),
            });
        }
        if let Some(day) = self.ended {
            let by = self.ended_by.as_ref().map_or_else(String::new, |document| format!(" by {document}"));
            parts.push(format!("ended on {day}{by}"));
        }
        if matches!(self.standing, Standing::AsPrinted | Standing::NotOnRecord) {
            parts.push(self.standing.in_words().to_owned());
        }
        parts.extend(self.note.clone());
        parts.join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use earwatch_law::diff::frame::{Change, FrameChange, Part};
    use earwatch_law::list::state::Stay;

    const OLD: &str =
        "This supplement lists certain entities. License requirements for these entities include exports.";
    const RULE: &str = "The Entity List license requirements also apply to any foreign entity that is owned, directly or \
                        indirectly, individually or in aggregate, 50 percent or more by one or more listed entities.";

    fn changes(part: Part, change: Change, stayed: Option<&str>) -> Vec<RuleChange> {
        let text = TextRecord::new(&FrameChange {
            list: ListId::EntityList,
            part,
            change,
            stayed_text: stayed.map(str::to_owned),
            entries: None,
            entry: None,
        });
        RuleChange::all(&text, "2026-11-10".parse().ok())
    }

    fn words(part: Part, change: Change, stayed: Option<&str>) -> Vec<String> {
        changes(part, change, stayed).into_iter().map(|change| change.words).collect()
    }

    #[test]
    fn a_rule_about_affiliates_is_told_in_a_sentence() {
        let both = format!("{OLD} {RULE}");
        let owned = "foreign entities owned 50 percent or more by one or more listed entities, in aggregate";
        let stay = Stay { until: "2027-11-09".parse().ok(), document: None };
        let quarter = both.replace("50 percent", "25 percent");
        let revised = |old: &str, new: &str| Change::Revised { old: old.to_owned(), new: new.to_owned() };
        for (change, stayed, sentence) in [
            (
                revised(OLD, &both),
                None,
                format!("By the texts on record, the license requirements apply from 2026-11-10 to {owned}"),
            ),
            (
                Change::Lifted(stay.clone()),
                Some(both.as_str()),
                format!("By the texts on record, the license requirements apply again from 2026-11-10 to {owned}"),
            ),
            (
                Change::Stayed { before: None, now: stay },
                Some(both.as_str()),
                format!(
                    "By the texts on record, the rule by which the license requirements apply to {owned} is stayed from \
                     2026-11-10 until 2027-11-09"
                ),
            ),
            (
                revised(&both, OLD),
                None,
                format!(
                    "By the texts on record, the rule by which the license requirements apply to {owned} is no longer in \
                     the text from 2026-11-10"
                ),
            ),
            (
                revised(&both, &quarter),
                None,
                format!(
                    "By the texts on record, the license requirements apply from 2026-11-10 to {} (before: to {owned})",
                    owned.replace("50", "25")
                ),
            ),
        ] {
            assert_eq!(words(Part::Intro, change, stayed), [sentence]);
        }
        assert_eq!(
            words(Part::Intro, Change::Editorial { old: OLD.to_owned(), new: OLD.to_owned() }, None),
            Vec::<String>::new()
        );
    }

    #[test]
    fn other_rules_are_told_by_their_kind_and_what_orders_nothing_is_not() {
        let revised = |new: &str| Change::Revised { old: OLD.to_owned(), new: new.to_owned() };
        for (new, sentence) in [
            (
                OLD.replace("exports", "exports and reexports"),
                "By the texts on record, the general statement of the license requirements is worded differently from 2026-11-10",
            ),
            (
                format!("{OLD} License exceptions may not be used."),
                "By the texts on record, a new rule on license exceptions applies from 2026-11-10",
            ),
        ] {
            assert_eq!(words(Part::Intro, revised(&new), None), [sentence]);
        }
        assert!(changes(Part::Intro, revised(&format!("{OLD} It is revised from time to time.")), None).is_empty());
    }

    #[test]
    fn a_footnote_of_tomorrow_is_named_with_its_section() {
        let text = |section: &str| {
            format!(
                "For this entity, “items subject to the EAR” includes foreign-produced items that are subject to the EAR under § {section} of the EAR."
            )
        };
        let added = changes(Part::Footnote(6), Change::Added(text("734.9(e)(4)")), None);
        let [six] = added.as_slice() else { panic!("{added:?}") };
        assert_eq!((six.kind, six.section.as_str()), (Kind::Designation, "footnote 6"));
        assert_eq!(
            six.words,
            "By the texts on record, footnote 6 is new from 2026-11-10: reaches foreign-made items, § 734.9(e)(4)"
        );
        // Other words for the same reach are told as a change of text alone.
        let same = Change::Revised { old: text("734.9(g)"), new: format!("{} See § 744.11.", text("734.9(g)")) };
        assert!(changes(Part::Footnote(3), same, None).is_empty());
        let other = Change::Revised { old: text("734.9(g)"), new: text("734.9(h)") };
        assert_eq!(changes(Part::Footnote(3), other, None).len(), 1);
    }
}
