//! What a document does to other documents, read from its own words: it delays, suspends, withdraws, corrects or
//! republishes them.
//!
//! In: its title, ACTION, SUMMARY, DATES and the paragraphs of its preamble. Out: [`Acts`]. What is on record is not known
//! here; whom a reference means, and what follows, is decided with [`known`].

mod answers;
mod before;
mod claimed;
mod clauses;
mod denial;
mod found;
mod head;
pub mod known;
mod limit;
mod matter;
mod object;
mod own;
mod passage;
mod predicate;
mod quoted;
mod replacement;
mod scope;
mod sift;
mod until;
mod verb;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::dates::of_another_document;
use crate::finding::Place;
use crate::law::canonical::canonical;
use crate::law::citation::DocumentNumber;
pub use crate::law::text::cited::{Cited, docket};
use crate::law::text::sentence;
use found::Found;
pub(crate) use matter::{Matters, is_elsewhere, is_of_preamble, leaves};
pub(crate) use passage::Passage;
pub use passage::Section;
pub use replacement::Replacement;
pub use scope::Scope;
use sift::Signs;
pub use until::{Length, Until};
pub(crate) use verb::declared;
use verb::wording;
pub use verb::{Manner, Verb};

/// A sentence that acts on other documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// What it does.
    pub verb: Verb,
    /// Whether it does it or recounts it.
    pub manner: Manner,
    /// Until when.
    pub until: Until,
    /// For how long, where the sentence says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<Length>,
    /// The day from which it acts, where the sentence says one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The effective date that it replaces, where the sentence says one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<NaiveDate>,
    /// Which orders it concerns.
    #[serde(default)]
    pub scope: Scope,
    /// The documents referred to; none where it is meant that shares title and docket.
    pub on: Vec<Cited>,
    /// Which of them may only be spoken of, by their places in `on`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<usize>,
    /// Whether it means one of several that were named before: the one on which another of them acts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub one_of: bool,
    /// Where it stands.
    pub section: Section,
    /// Its words.
    pub quote: String,
    /// The place of the words.
    pub place: Place,
}

impl Act {
    /// Whether it says that its rule takes effect earlier than on the days that stand: "is changed from October 14, 2031, to
    /// October 5, 2031". A delay to an earlier day is none.
    pub fn advances(&self, standing: &[NaiveDate]) -> bool {
        let quote = self.quote.to_lowercase();
        // "is advancing its effective date, which had been delayed"
        let quote = ["deferred", "delayed", "postponed"]
            .iter()
            .fold(quote, |quote, past| quote.replace(&format!("been {past}"), ""));
        let has = |any: &[&str]| any.iter().any(|words| quote.contains(words));
        let earlier = has(&["accelerat", "advanc", "brought forward", "earlier", "forward", "moved up", "sooner"]);
        let from = self.was.is_some_and(|was| standing.iter().all(|day| *day == was));
        self.verb == Verb::Delay && (earlier || from) && !has(&["defer", "delay", "postpon"])
    }

    /// The day of effect that it says.
    pub fn effect(&self) -> Option<NaiveDate> {
        self.until.day().or_else(|| until::of_effect(&self.quote))
    }

    /// Whether it names no document and concerns all that are still to take effect: "regulations of the Bureau that have not
    /// taken effect".
    pub fn is_of_pending(&self) -> bool {
        self.on.is_empty() && object::is_of_pending(&self.quote)
    }
}

/// Whose a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whose {
    /// It does not say it, or is of the department or of the office that prints all documents.
    #[default]
    Unsaid,
    /// It is of the bureau or speaks of a list.
    Ours,
    /// It is of another agency and speaks of no list: a page that it cites may be one on which its own rule begins.
    Foreign,
}

/// Whose word counts by itself: the lists are the bureau's and the department's to change (15 CFR 744.16), and the Office of
/// the Federal Register corrects what was misprinted (1 CFR 6.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Power {
    /// It does not say whose it is, or is the bureau's or the department's.
    #[default]
    Own,
    /// It is of the office that prints all documents.
    Print,
    /// It is of another agency alone.
    None,
}

impl Power {
    /// Whether it suffices for an act.
    pub fn covers(self, act: &Act) -> bool {
        let corrects = || ["correct", "should read"].iter().any(|words| act.quote.to_lowercase().contains(words));
        match self {
            Self::Own => true,
            Self::Print => matches!(act.verb, Verb::Correct | Verb::Republish) || corrects(),
            Self::None => false,
        }
    }
}

/// What a document does to others, and by what they would know it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Acts {
    /// What its title or ACTION line says that it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared: Option<Verb>,
    /// Sentences that act.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<Act>,
    /// References of a document that declares an act, in sentences that do not say what is done: each with its words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Act>,
    /// Sentences that say something unknown of a document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<Act>,
    /// Words that it replaces.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replacements: Vec<Replacement>,
    /// Whether it corrects something else, or in words that were not understood.
    #[serde(default)]
    pub corrects_more: bool,
    /// The title without the words for the act.
    #[serde(default)]
    pub title: String,
    /// Its dockets and regulation identifiers, as they are compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dockets: Vec<String>,
    /// The effective date that its DATES section prints for itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<NaiveDate>,
    /// Whether the document only proposes.
    #[serde(default)]
    pub proposes: bool,
    /// Whose it is.
    #[serde(default)]
    pub whose: Whose,
    /// Whether what it does counts by itself.
    #[serde(default)]
    pub power: Power,
    /// Whether an order of its own stays something or ends a stay.
    #[serde(default)]
    pub stays: bool,
}

/// What is known of a document besides its passages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct About {
    pub(crate) corrects: Option<DocumentNumber>,
    pub(crate) dockets: Vec<String>,
    pub(crate) proposes: bool,
    pub(crate) whose: Whose,
    pub(crate) power: Power,
    pub(crate) stays: bool,
    /// Whether it orders amendments itself: "this rule" is then its own.
    pub(crate) amends: bool,
}

/// The words of a document in which it may act on others, and what is known of it besides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose {
    pub(crate) passages: Vec<Passage>,
    pub(crate) about: About,
}

impl Prose {
    /// What the document does to others.
    pub(crate) fn acts(&self) -> Acts {
        read(&self.passages, self.about.clone())
    }
}

impl Acts {
    /// Whether there is nothing by which it can act on a document.
    pub fn is_empty(&self) -> bool {
        self.acts.is_empty() && self.mentions.is_empty() && self.unknown.is_empty()
    }
}

/// The most references of a document that are kept where no sentence says what is done to them.
const MOST_MENTIONS: usize = 60;

/// Of how many documents that are spoken of elsewhere one can be meant by a sentence that acts and names none.
const FEW_SEEN: usize = 12;

/// Reads what a document does to others.
pub(crate) fn read(passages: &[Passage], about: About) -> Acts {
    read_sifted(passages, about, sift::look)
}

/// The same; only what a look at a text finds signs of is read.
fn read_sifted(passages: &[Passage], mut about: About, look: fn(&str) -> Signs) -> Acts {
    let of = |section| passages.iter().find(move |passage| passage.section == section);
    let title = of(Section::Title).map(|passage| passage.text.as_str()).unwrap_or_default();
    let action = of(Section::Action).map(|passage| passage.text.as_str()).unwrap_or_default();
    let mut declared = declared(title)
        .or_else(|| declared(action))
        .filter(|_| !verb::declares_other(title) && !verb::declares_other(action));
    let mut found = Found::new(look, about.amends);
    let mut effective = None;
    for (at, passage) in passages.iter().enumerate() {
        let whole = passages.get(at + 1).and_then(|next| passage.with_what_it_reads(next));
        found.read_passage(whole.as_ref().unwrap_or(passage), declared.is_some());
        if passage.section == Section::Dates && effective.is_none() {
            effective = own_effective(&passage.text);
        }
    }
    let granted = found.answers.granted();
    found.acts.extend(granted);
    let remanded = found.answers.remanded();
    found.unknown.extend(remanded);
    let corrects = declared == Some(Verb::Correct) || about.corrects.is_some();
    if corrects && found.matters.order_nothing() {
        declared = declared.filter(|verb| *verb != Verb::Correct);
        found.forget_corrections();
        about.corrects = None;
    }
    let of_rule =
        |line: &str| wording::words(&line.to_lowercase()).iter().any(|(_, word)| wording::DOCUMENTS.contains(word));
    if found.of_thing && !of_rule(title) && !of_rule(action) {
        declared = None;
    }
    found.forget_repeated_days();
    if found.withheld {
        found.tell_vacaturs();
    }
    let withheld = found.withheld;
    let Found { mut acts, mut mentions, mut unknown, replacements, corrects_more, left_out, seen, mut bare, .. } =
        found;
    adopt_until(&mut acts);
    adopt_whole(&mut acts);
    forget_vague(&mut acts);
    identify(&mut acts);
    if declared == Some(Verb::Withdraw) && !withheld && action.to_lowercase().starts_with("final rule") {
        adopt_declared(&mut acts);
    }
    for (text, of) in &left_out {
        leave_out(&mut acts, text, of);
    }
    if let Some(number) = &about.corrects {
        let named = Cited { number: Some(number.clone()), ..Cited::default() };
        acts.iter_mut().filter(|act| act.on.is_empty()).for_each(|act| act.on.push(named.clone()));
    }
    let performs = |act: &Act| act.manner == Manner::Done && !act.on.is_empty();
    if !acts.iter().any(performs)
        && let Some(number) = about.corrects
    {
        acts.extend(by_number(number, passages));
    }
    let names = acts.iter().any(performs);
    let mut implied = declared.is_some() && !names;
    let pending = acts.iter().any(Act::is_of_pending);
    let (of_documents, unnamed): (Vec<_>, Vec<_>) = acts.into_iter().partition(|act| {
        let does = if pending { act.is_of_pending() } else { act.manner == Manner::Done };
        !act.on.is_empty() || does && std::mem::take(&mut implied)
    });
    acts = of_documents;
    if !names && declared.is_none() && (1..=FEW_SEEN).contains(&seen.len()) {
        bare.extend(unnamed.into_iter().filter(found::is_bare));
        bare.retain(|act| effective.is_none_or(|own| act.until != Until::Day(own)));
        acts.extend(bare.into_iter().map(|act| Act { beside: (0..seen.len()).collect(), on: seen.clone(), ..act }));
    }
    mentions.truncate(MOST_MENTIONS);
    unknown.truncate(MOST_MENTIONS);
    // A page that another agency cites may be one on which its own rule begins, and is one it recounts at length.
    if about.whose == Whose::Foreign {
        unknown.clear();
    }
    if declared.is_none() || names {
        mentions.clear();
    }
    Acts {
        declared,
        acts,
        mentions,
        unknown,
        replacements,
        corrects_more,
        title: without_act(title),
        dockets: about.dockets,
        effective,
        proposes: about.proposes,
        whose: about.whose,
        power: about.power,
        stays: about.stays,
    }
}

/// The effective date that a DATES section prints for its own document: what it says of others is left out.
fn own_effective(dates: &str) -> Option<NaiveDate> {
    const SPEAKER: [&str; 4] = ["this delay", "this notice", "this withdrawal", "this stay"];
    let of_itself = |text: &&str| {
        let lower = text.to_lowercase();
        SPEAKER.iter().any(|words| lower.contains(words)) || !of_another_document(text)
    };
    let own: Vec<_> = sentence::sentences(dates).into_iter().filter(of_itself).collect();
    until::own_effective(&own.join(" "))
}

/// What a sentence elsewhere leaves out of an act, the act does not do: which orders are meant has to be read, unless the
/// sentence is `of` other documents.
fn leave_out(acts: &mut [Act], left_out: &str, of: &[Cited]) {
    // "Instruction 2 is withdrawn. The remainder of the rule takes effect as scheduled."
    let lower = left_out.to_lowercase();
    let of_rest =
        ["all other", "remainder", "remaining", "rest of", "the other"].iter().any(|words| lower.contains(words));
    let left = scope::instructions(left_out).filter(|_| !limit::confines(&lower));
    let exact = |act: &Act| match (&act.scope, &left) {
        (Scope::Instructions(named), Some(left)) => !left.iter().any(|left| named.iter().any(|one| one.meets(left))),
        (Scope::AllBut(but), Some(left)) => but == left,
        (Scope::Instructions(_), None) => of_rest,
        _ => false,
    };
    let of_others = |act: &Act| {
        let another = |cited: &Cited| !act.on.is_empty() && act.on.iter().all(|on| on.is_another(cited));
        !of.is_empty() && of.iter().all(another)
    };
    let moves = |act: &&mut Act| !exact(act) && matches!(act.verb, Verb::Delay | Verb::Suspend | Verb::Withdraw);
    let done = |act: &&mut Act| act.manner == Manner::Done && act.quote != left_out && act.scope != Scope::Unclear;
    for act in acts.iter_mut().filter(moves).filter(done).filter(|act| !of_others(act)) {
        act.scope = match (&act.scope, &left) {
            (Scope::Whole, Some(left)) => Scope::AllBut(left.clone()),
            _ => Scope::Unclear,
        };
        act.quote = format!("{} … {left_out}", act.quote);
    }
}

/// A document whose number is made of that of another one, `R1-2031-00077`, acts on it, whatever it says.
fn by_number(number: DocumentNumber, passages: &[Passage]) -> Option<Act> {
    let says =
        |passage: &&Passage| matches!(passage.section, Section::Body | Section::Title) && !passage.text.is_empty();
    let passage = passages.iter().filter(says).max_by_key(|passage| passage.section)?;
    let quote = sentence::sentences(&passage.text).into_iter().next()?.to_owned();
    Some(Act {
        verb: Verb::Republish,
        manner: Manner::Done,
        until: Until::Unsaid,
        length: None,
        from: None,
        was: None,
        scope: Scope::Whole,
        on: vec![Cited { number: Some(number), ..Cited::default() }],
        beside: Vec::new(),
        one_of: false,
        section: passage.section,
        quote,
        place: passage.place.clone(),
    })
}

/// A final rule that declares a vacatur does what it recounts of the court, where it says nothing else than that, and that the
/// rule does not take effect.
fn adopt_declared(acts: &mut Vec<Act>) {
    let told = |act: &Act| act.verb == Verb::Withdraw && act.manner == Manner::Told && act.scope == Scope::Whole;
    let off = |act: &Act| act.verb == Verb::Delay && act.manner == Manner::Done && act.until == Until::Unsaid;
    // "has been vacated by the court and will not take effect", "is of no effect"
    let vacated = |act: &Act| off(act) && act.quote.contains("vacated") && act.scope == Scope::Whole;
    let void = |act: &Act| {
        let says = ["no effect", "no force"].iter().any(|no| act.quote.contains(no));
        act.verb == Verb::Other && act.scope == Scope::Whole && says
    };
    if acts.iter().any(vacated) {
        acts.iter_mut()
            .filter(|act| vacated(act))
            .for_each(|act| (act.verb, act.manner) = (Verb::Withdraw, Manner::Told));
        acts.retain(|act| !void(act));
    }
    // "The rule had an effective date of June 2, 2031."
    let had = |act: &Act| act.verb == Verb::State && act.was.is_some() && act.until.day() == act.was;
    let named: Vec<_> = acts.iter().filter(|act| !act.on.is_empty() && !had(act)).collect();
    if named.iter().any(|act| told(act)) && named.iter().all(|act| told(act) || off(act)) {
        acts.retain(|act| !off(act));
        acts.iter_mut().filter(|act| told(act)).for_each(|act| act.manner = Manner::Done);
    }
}

/// What a SUMMARY does to a rule that it names by its day alone is done to the one of that day on which another sentence does
/// the same, where that is one: "BIS withdraws a final rule published on May 6, 2031", "The final rule published May 6, 2031, at
/// 96 FR 900 is withdrawn".
fn identify(acts: &mut [Act]) {
    let several = |act: &Act| {
        let quote = act.quote.to_lowercase();
        wording::words(&quote).iter().any(|(_, word)| ["also", "another", "both", "two", "rules"].contains(word))
    };
    let of_day = |act: &Act| match act.on.as_slice() {
        [on] if *on == (Cited { published: on.published, ..Cited::default() }) => on.published,
        _ => None,
    };
    let named: Vec<_> = acts.iter().filter(|act| act.manner == Manner::Done && act.on.len() == 1).cloned().collect();
    for act in acts.iter_mut().filter(|act| act.section != Section::Body && !several(act)) {
        let Some(day) = of_day(act) else { continue };
        let same = |other: &&Act| {
            let on = other.on.first().filter(|on| on.published == Some(day));
            other.verb == act.verb && on.is_some_and(|on| on.number.is_some() || on.page.is_some()) && !several(other)
        };
        let mut others: Vec<_> = named.iter().filter(same).map(|other| &other.on).collect();
        others.dedup();
        if let [one] = others.as_slice() {
            act.on.clone_from(one);
        }
    }
}

/// A sentence that says a delay, and not until when, takes the day that the others say, where they say one only.
fn adopt_until(acts: &mut [Act]) {
    let delays = |act: &Act| matches!(act.verb, Verb::Delay | Verb::Suspend) && act.manner == Manner::Done;
    let mut said: Vec<_> =
        acts.iter().filter(|act| delays(act) && act.until.is_said()).map(|act| act.until.clone()).collect();
    said.dedup();
    if let [one] = said.as_slice() {
        for act in acts.iter_mut().filter(|act| delays(act) && act.until == Until::Unsaid) {
            act.until = one.clone();
        }
    }
}

/// Where DATES says the whole of a document to be put off, another sentence that says the same of that document means no part
/// of it, though it uses words that are not known: "… while the Department sorts its files". DATES is what has effect.
fn adopt_whole(acts: &mut [Act]) {
    let done: Vec<_> = acts.iter().filter(|act| act.manner == Manner::Done).cloned().collect();
    let is_whole = |scope: &Scope| matches!(scope, Scope::Whole | Scope::Lists(_));
    let of_dates =
        |act: &&Act| act.section == Section::Dates && is_whole(&act.scope) && act.on.len() == act.beside.len() + 1;
    let Some(whole) = done.iter().find(of_dates) else { return };
    let meant = |act: &Act| -> Vec<Cited> {
        let meant = act.on.iter().enumerate().filter(|(at, _)| !act.beside.contains(at));
        meant.map(|(_, on)| on.clone()).collect()
    };
    let another = |act: &Act| meant(act).iter().any(|on| meant(whole).iter().any(|of| of.is_another(on)));
    if done.iter().any(another) {
        return;
    }
    for act in acts.iter_mut().filter(|act| act.scope == Scope::Unread && act.verb == whole.verb) {
        if act.on.len() == 1 && !limit::names_a_part(&act.quote) {
            act.scope = whole.scope.clone();
        }
    }
}

/// A heading or SUMMARY that names several documents by their month, "Delay of Two Regulations Published in September 2031", says
/// no more than the sentences that name each.
fn forget_vague(acts: &mut Vec<Act>) {
    let exact = |act: &Act| act.manner == Manner::Done && !act.on.is_empty() && !act.on.iter().any(Cited::is_vague);
    let said: Vec<_> = acts.iter().filter(|act| exact(act)).map(|act| (act.verb, act.until.clone())).collect();
    let repeats = |act: &Act| {
        let head = matches!(act.section, Section::Title | Section::Action | Section::Summary);
        let vague = !act.on.is_empty() && act.on.iter().all(Cited::is_vague);
        let part = act.section == Section::Summary && act.scope != Scope::Unread;
        head && vague && !part && said.contains(&(act.verb, act.until.clone()))
    };
    acts.retain(|act| !repeats(act));
}

/// Words of a title for the end of what was done to the document that it is about.
const ENDS: [&str; 6] = [
    "announcement of effective date",
    "lifting of",
    "notice of effective date",
    "notification of effective date",
    "reinstatement",
    "termination of",
];

/// The title of the document that is acted on: `Revisions to the Entity List; Delay of Effective Date` without the second
/// half.
fn without_act(title: &str) -> String {
    let parts: Vec<_> = title.split([';', ':', '—', '–']).map(str::trim).collect();
    let acts = |part: &str| declared(part).is_some() || ENDS.iter().any(|words| part.to_lowercase().contains(words));
    let mut kept: Vec<_> = parts.iter().filter(|part| !acts(part)).copied().collect();
    if kept.is_empty() {
        kept = parts;
    }
    canonical(&kept.join(" "))
}

#[cfg(test)]
mod tests;
