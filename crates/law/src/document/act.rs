//! What a document does to other documents, read from its own words: it delays, suspends, withdraws, corrects or
//! republishes them.
//!
//! In: its title, ACTION, SUMMARY, DATES and the paragraphs of its preamble. Out: [`Acts`]. What is on record is not known
//! here; whom a reference means, and what follows, is decided with [`known`].

mod clauses;
mod denial;
pub mod known;
mod limit;
mod passage;
mod predicate;
mod quoted;
mod replacement;
mod sift;
mod until;
mod verb;

use std::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::dates::of_another_document;
use super::schedule::{self, Numbers};
use crate::finding::Place;
use crate::law::ListId;
use crate::law::canonical::canonical;
use crate::law::citation::DocumentNumber;
pub use crate::law::text::cited::{Cited, docket};
use crate::law::text::{cited, sentence};
use denial::Denial;
pub(crate) use passage::Passage;
pub use passage::Section;
pub use replacement::Replacement;
use sift::Signs;
pub use until::Until;
pub(crate) use verb::declared;
pub use verb::{Manner, Verb};

/// Which of the orders of a document are meant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// All of them.
    #[default]
    Whole,
    /// Those about some lists.
    Lists(Vec<ListId>),
    /// Those of some amendatory instructions and what stands below these.
    Instructions(Vec<Numbers>),
    /// Some; the words do not say exactly which.
    Unclear,
}

/// A sentence that acts on other documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// What it does.
    pub verb: Verb,
    /// Whether it does it or recounts it.
    pub manner: Manner,
    /// Until when.
    pub until: Until,
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
    pub(crate) stays: bool,
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

/// Reads what a document does to others.
pub(crate) fn read(passages: &[Passage], about: About) -> Acts {
    read_sifted(passages, about, sift::look)
}

/// The same; only what a look at a text finds signs of is read.
fn read_sifted(passages: &[Passage], about: About, look: fn(&str) -> Signs) -> Acts {
    let of = |section| passages.iter().find(move |passage| passage.section == section);
    let title = of(Section::Title).map(|passage| passage.text.as_str()).unwrap_or_default();
    let action = of(Section::Action).map(|passage| passage.text.as_str()).unwrap_or_default();
    let declared = declared(title).or_else(|| declared(action));
    let mut found = Found::new(look);
    let mut effective = None;
    for passage in passages {
        found.read_passage(passage, declared.is_some());
        if passage.section == Section::Dates && effective.is_none() {
            effective = own_effective(&passage.text);
        }
    }
    let Found { mut acts, mut mentions, mut unknown, replacements, corrects_more, left_out, .. } = found;
    adopt_until(&mut acts);
    if let Some(left_out) = left_out {
        leave_out(&mut acts, &left_out);
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
    acts.retain(|act| !act.on.is_empty() || act.manner == Manner::Done && std::mem::take(&mut implied));
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
        stays: about.stays,
    }
}

/// What was found so far.
struct Found {
    look: fn(&str) -> Signs,
    acts: Vec<Act>,
    mentions: Vec<Act>,
    unknown: Vec<Act>,
    replacements: Vec<Replacement>,
    corrects_more: bool,
    /// The references of the last sentence that had any.
    recent: Vec<Cited>,
    /// A sentence by which what is done to a document is not done to some of its orders.
    left_out: Option<String>,
}

/// Words for what was done to a document that was named before.
const ACT_BEFORE: [&str; 6] =
    ["that delay", "that postponement", "that stay", "that suspension", "that deferral", "that further delay"];

/// Words for a document that was named before.
const NAMED_BEFORE: [&str; 14] = [
    "the new effective date", "the effective date is", "that rule", "that final rule", "such rule", "such final rule",
    "the rule", "the final rule", "that interim final rule", "the interim final rule", "that document",
    "its effective date", "that effective date", "this effective date",
];

impl Found {
    fn new(look: fn(&str) -> Signs) -> Self {
        Self {
            look,
            acts: Vec::new(),
            mentions: Vec::new(),
            unknown: Vec::new(),
            replacements: Vec::new(),
            corrects_more: false,
            recent: Vec::new(),
            left_out: None,
        }
    }

    /// Reads the sentences of a passage. Below a sentence that acts on "the following" documents, each reference is one.
    fn read_passage(&mut self, passage: &Passage, declares: bool) {
        let signs = (self.look)(&passage.text);
        if !signs.any() && !cited::may_refer(&passage.text) {
            return;
        }
        let sentences = sentence::sentences(&passage.text);
        let mut names = false;
        for text in sentences.into_iter().flat_map(|text| clauses::apart(text, passage.section)) {
            let signs = if signs.any() { (self.look)(text) } else { signs };
            let (spans, mut on): (Vec<_>, Vec<_>) = cited::spans(text).into_iter().unzip();
            if signs.limit && limit::leaves_out(text) {
                self.left_out.get_or_insert_with(|| text.to_owned());
            }
            let at_once = std::mem::replace(&mut names, !on.is_empty());
            let before =
                signs.verb && on.is_empty() && names_before(text).is_some_and(|most| self.recent.len() <= most);
            // Prose that names no document does nothing, unless it corrects.
            let counts = !on.is_empty() || before || passage.section != Section::Body || introduces(text);
            let read = signs.verb && (counts || signs.correction);
            let found = read.then(|| verb::read(text, passage.section)).flatten();
            let mut one_of = false;
            if !on.is_empty() {
                self.recent.clone_from(&on);
            } else if before && found.is_some_and(|(verb, manner)| manner == Manner::Done || verb == Verb::State) {
                on.clone_from(&self.recent);
                one_of = on.len() > 1;
            }
            let act = |verb, manner, on: Vec<Cited>| Act {
                verb,
                manner,
                until: match verb {
                    Verb::State => until::stated(text, &text.to_lowercase()).map_or(Until::Publication, Until::Day),
                    _ => until::read(text, on.len() > 1),
                },
                from: until::from(text),
                was: until::was(text),
                scope: scope(text),
                beside: limit::beside(text, &spans),
                one_of,
                on,
                section: passage.section,
                quote: text.to_owned(),
                place: passage.place.clone(),
            };
            match found {
                Some((Verb::Correct, Manner::Done)) => self.correct(act(Verb::Correct, Manner::Done, on)),
                Some((verb, manner)) if manner != Manner::Open => {
                    let says_more = !on.is_empty() || manner == Manner::Done && passage.section != Section::Body;
                    if says_more || introduces(text) {
                        self.acts.push(act(verb, manner, on));
                    }
                }
                _ if on.is_empty() => {
                    if let Some(span) = named_before(text, at_once).filter(|_| self.recent.len() == 1) {
                        self.unknown(act(Verb::Other, Manner::Done, self.recent.clone()), &[span]);
                    }
                }
                _ => match self.acts.last().filter(|last| introduces(&last.quote) && last.manner == Manner::Done) {
                    Some(last) if found.is_none() => {
                        let quote = format!("{} {text}", last.quote);
                        let (verb, until, was, scope) = (last.verb, last.until.clone(), last.was, last.scope.clone());
                        let next = Act { until, was, scope, quote, ..act(verb, Manner::Done, on) };
                        // The sentence that introduces stays the last word of the next item, too.
                        self.acts.insert(self.acts.len() - 1, next);
                    }
                    _ => {
                        let act = act(Verb::Other, Manner::Done, on);
                        if declares {
                            self.mentions.push(act.clone());
                        }
                        if found.is_none_or(|(verb, _)| verb == Verb::State) {
                            self.unknown(act, &spans);
                        }
                    }
                },
            }
        }
    }

    /// A sentence of which no verb is known: it may still say something of the documents at `spans` that nobody expected.
    fn unknown(&mut self, act: Act, spans: &[Range<usize>]) {
        let strong = |cited: &Cited| {
            cited.number.is_some() || cited.page.is_some() || cited.title.is_some() || cited.docket.is_some()
        };
        let known = |on: &Cited| strong(on) || self.recent.contains(on);
        let spans: Vec<_> = if act.on.len() == spans.len() {
            spans.iter().zip(&act.on).filter(|(_, on)| strong(on)).map(|(span, _)| span.clone()).collect()
        } else {
            spans.to_vec()
        };
        let head = act.section != Section::Body;
        let other = verb::is_of_another_matter(&act.quote.to_lowercase());
        if other || !act.on.iter().any(known) {
            return;
        }
        if predicate::unknown(&act.quote, &spans, head).is_some() {
            self.unknown.push(act);
            return;
        }
        match denial::read(&act.quote, &spans) {
            Some(Denial::Said) => self.unknown.push(act),
            Some(Denial::Day(day)) => self.unknown.push(Act { verb: Verb::State, until: Until::Day(day), ..act }),
            None => {}
        }
    }

    /// A sentence that corrects. One that names a page only corrects the document named before it; dates that it corrects
    /// move the effective date.
    fn correct(&mut self, act: Act) {
        let replaced = replacement::read(&act.quote, &act.place);
        let names = |cited: &Cited| cited.number.is_some() || cited.volume.is_some() || cited.published.is_some();
        let on = if act.on.iter().any(names) {
            act.on.clone()
        } else {
            let before = self.acts.iter().rfind(|act| act.verb == Verb::Correct);
            before.map(|act| act.on.clone()).unwrap_or_default()
        };
        if act.section == Section::Body {
            let of_text = act.quote.contains('”') || act.quote.contains("follows") && !act.quote.ends_with(':');
            self.corrects_more |= of_text && replaced.is_none();
        }
        let lower = act.quote.to_lowercase();
        let of_dates = lower.contains("dates") || lower.contains("effective date") || lower.contains("effective on");
        let days = replaced.as_deref().and_then(|one| match one {
            [one] if of_dates => one.days(),
            _ => None,
        });
        if let Some((was, day)) = days {
            let (until, was) = (Until::Day(day), Some(was));
            self.acts.push(Act { verb: Verb::Delay, until, was, from: None, scope: Scope::Whole, on, ..act });
        } else {
            self.replacements.extend(replaced.into_iter().flatten());
            self.acts.push(Act { on, ..act });
        }
    }
}

/// Where a sentence speaks of the document that was named before, as of another one than its own; `at_once` where that was
/// in the sentence before.
fn named_before(text: &str, at_once: bool) -> Option<Range<usize>> {
    let lower = text.to_lowercase();
    let words =
        ["that rule", "that final rule", "that interim final rule", "such rule", "that document", "that notice"];
    let named = words.iter().find_map(|words| lower.find(words).map(|at| at..at + words.len()));
    named.or_else(|| {
        let begins = ["the rule ", "the final rule ", "the interim final rule ", "the amendments ", "it "];
        let words = begins.iter().find(|words| at_once && lower.starts_with(*words))?;
        // "It is important that", "It is to be noted".
        let first: Vec<_> = lower.split(' ').take(6).collect();
        let of_nothing = *words == "it " && (first.contains(&"that") || first.contains(&"to"));
        (!of_nothing).then(|| 0..words.trim_end().len())
    })
}

/// Whether a sentence speaks of a document that was named before, and of how many that may have been it can mean one: what
/// was delayed, and by what, stand side by side.
fn names_before(text: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|words| lower.contains(words));
    let it = lower.match_indices(" it").any(|(at, it)| {
        let (before, after) = lower.split_at(at);
        let ends = !after.get(it.len()..).is_some_and(|after| after.starts_with(char::is_alphanumeric));
        ends && before.rsplit(' ').next().and_then(verb::stem).is_some()
    });
    if it || says(&ACT_BEFORE) {
        return Some(2);
    }
    says(&NAMED_BEFORE).then_some(1)
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

/// `The effective dates of the following rules are delayed until July 1, 2031:`.
fn introduces(text: &str) -> bool {
    let follows =
        ["following rule", "following final rule", "listed below", "listed in", "set forth below", "identified below"];
    text.ends_with(':') || follows.iter().any(|words| text.contains(words))
}

/// What a sentence elsewhere leaves out of an act, the act does not do: which orders are meant has to be read.
fn leave_out(acts: &mut [Act], left_out: &str) {
    let moves = |act: &&mut Act| matches!(act.verb, Verb::Delay | Verb::Suspend | Verb::Withdraw);
    for act in acts.iter_mut().filter(moves).filter(|act| act.manner == Manner::Done && act.quote != left_out) {
        act.scope = Scope::Unclear;
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

/// The title of the document that is acted on: `Revisions to the Entity List; Delay of Effective Date` without the second
/// half.
fn without_act(title: &str) -> String {
    let parts: Vec<_> = title.split([';', ':', '—', '–']).map(str::trim).collect();
    let mut kept: Vec<_> = parts.iter().filter(|part| declared(part).is_none()).copied().collect();
    if kept.is_empty() {
        kept = parts;
    }
    canonical(&kept.join(" "))
}

/// Words for the document that speaks.
const OWN: [&str; 5] = ["this rule", "this final rule", "this interim final rule", "this action", "this document"];

/// Words by which a sentence concerns a part of a document only.
const PARTLY: [&str; 24] = [
    " if ", " unless ", "in part", "partial", "except", "certain provision", "certain amendment", "certain entr",
    "certain entit", "portion", "insofar", "in so far", "with respect to", " as to ", "solely", "only the",
    "other than", "the entry for", "the entries for", "the addition of", "the additions of", "the removal of",
    "the amendments to §", "the amendment to §",
];

/// Which orders of a document a sentence concerns.
fn scope(text: &str) -> Scope {
    // "This rule is effective …, except that the effective date of the rule at 96 FR 900 is delayed" delays all of that.
    let excepted = text.split_once("except").filter(|(before, rest)| {
        OWN.iter().any(|own| before.to_lowercase().contains(own)) && of_another_document(rest)
    });
    let text = excepted.map_or(text, |(_, rest)| rest);
    let lower = text.to_lowercase();
    if lower.contains("instruction") {
        let named = schedule::instructions_of(text);
        // "instruction 2.a is delayed until …; instruction 2.b is effective …"
        let once = lower.matches("instruction").count() == 1;
        let unclear = named.is_empty() || !once || lower.contains("except");
        return if unclear { Scope::Unclear } else { Scope::Instructions(named) };
    }
    if PARTLY.iter().any(|words| lower.contains(words)) || limit::names_orders(text) {
        return Scope::Unclear;
    }
    let amends = ["amendments to", "amendment to", "revisions to", "changes to"];
    let of_lists: Vec<_> = amends.iter().flat_map(|words| lower.match_indices(words)).collect();
    let outside = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        before.matches('“').count() == before.matches('”').count()
    };
    let mut lists = Vec::new();
    for (at, words) in of_lists.into_iter().filter(|(at, _)| outside(*at)) {
        let named = text.get(at + words.len()..).unwrap_or_default().trim_start();
        let named = named.strip_prefix("the ").unwrap_or(named);
        match crate::law::text::reference::Reference::leading(named).map(|(reference, _)| reference.list()) {
            Some(Some(list)) => lists.push(list),
            Some(None) => return Scope::Unclear,
            None => {}
        }
    }
    if lists.is_empty() { Scope::Whole } else { Scope::Lists(lists) }
}

#[cfg(test)]
mod tests;
