//! What a document does to other documents, read from its own words: it delays, suspends, withdraws, corrects or
//! republishes them.
//!
//! In: its title, ACTION, SUMMARY, DATES and the paragraphs of its preamble. Out: [`Acts`]. What is on record is not known
//! here; whom a reference means, and what follows, is decided with [`known`].

mod acting;
mod agreed;
mod answers;
mod before;
mod behind;
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
mod reservation;
mod scope;
mod sift;
mod until;
mod verb;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::dates::of_another_document;
use crate::law::canonical::canonical;
use crate::law::citation::DocumentNumber;
pub use crate::law::text::cited::{Cited, docket};
use crate::law::text::{cited, sentence};
pub use acting::Act;
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

/// Of how many documents another one speaks as acted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Meant {
    /// Of one.
    One,
    /// It may be several.
    #[default]
    Several,
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
    /// Of a document that delays, suspends or withdraws, the sentences that say that something is changed, now or on a coming day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<String>,
    /// The same, those that say a day otherwise than in passing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dated: Vec<String>,
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
    /// Of how many documents it speaks as acted on.
    #[serde(default)]
    pub meant: Meant,
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
    let vacated = declared == Some(Verb::Withdraw) && !withheld && action.to_lowercase().starts_with("final rule");
    agreed::agree(&mut acts, vacated, &left_out);
    let one = acts.iter().any(agreed::is_move) && !agreed::speaks_of_several([title, action], &acts);
    let meant = if one { Meant::One } else { Meant::Several };
    let (changes, dated) = agreed::reserved(&mut acts, [title, action], passages);
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
        changes,
        dated,
        replacements,
        corrects_more,
        title: without_act(title),
        dockets: about.dockets,
        effective,
        proposes: about.proposes,
        meant,
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

/// Whether a sentence of a DATES section tells what is done to another document, or when that takes effect: such a section orders
/// nothing itself.
pub(crate) fn moves_another(text: &str) -> bool {
    let strong = |(_, cited): &(_, Cited)| cited.number.is_some() || cited.page.is_some() || cited.title.is_some();
    let moves = |(verb, manner)| {
        let does = !matches!(verb, Verb::Correct | Verb::Republish | Verb::Other);
        does && (manner == Manner::Done || verb == Verb::State)
    };
    let cites = cited::spans(text).iter().any(strong);
    match verb::read(text, Section::Dates) {
        Some(read) => (cites || clauses::introduces(text)) && moves(read),
        // "2. “Revisions to the Entity List,” published June 2, 2031, 96 FR 900."
        None => cites,
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
