//! Reads the passages of a document sentence by sentence: what acts on others, what only names them, and what says
//! something unknown of them.

use std::ops::Range;

use super::acting::Act;
use super::answers::{self, Answers};
use super::before::{
    FEW, PARTS_BEFORE, halves, means_one_of_several, named_before, names_before, of_halves, place_among_two,
};
use super::claimed::{self, is_claimed};
use super::denial::{self, Denial};
use super::matter::{self, Matter, Matters};
use super::passage::{Passage, Section};
use super::quoted;
use super::replacement::Replacement;
use super::scope::{self, Scope};
use super::sift::Signs;
use super::until::{self, Until};
use super::verb::{self, Manner, Verb, wording};
use super::{behind, clauses, head, limit, object, own, predicate, replacement};
use crate::finding::Place;
use crate::law::text::cited::Cited;
use crate::law::text::{cited, sentence};

/// What was found so far.
pub(super) struct Found {
    look: fn(&str) -> Signs,
    /// What a sentence says apart from what it does to its own document.
    of_others: fn(&str) -> &str,
    pub(super) acts: Vec<Act>,
    pub(super) mentions: Vec<Act>,
    pub(super) unknown: Vec<Act>,
    pub(super) replacements: Vec<Replacement>,
    pub(super) corrects_more: bool,
    /// The references of the last sentence that had any.
    recent: Vec<Cited>,
    /// All references, each once.
    pub(super) seen: Vec<Cited>,
    /// Sentences that act on a document and name none.
    pub(super) bare: Vec<Act>,
    /// Sentences by which what is done to a document is not done to some of its orders, with the documents that they name.
    pub(super) left_out: Vec<(String, Vec<Cited>)>,
    /// Whether a sentence in front of the preamble acts on something else than a document.
    pub(super) of_thing: bool,
    /// What is asked for and answered.
    pub(super) answers: Answers<Act>,
    /// What sentences correct.
    pub(super) matters: Matters,
    /// Whether a court's order is withheld.
    pub(super) withheld: bool,
}

/// A sentence, and what is known of it.
struct Line<'t> {
    printed: &'t str,
    text: &'t str,
    section: Section,
    place: &'t Place,
    /// Where it names documents.
    spans: Vec<Range<usize>>,
    /// Whether it means one that was named before.
    before: bool,
    one_of: bool,
    /// Which orders are meant, where its words do not tell: it speaks of the latter of two, and one was named.
    scope: Option<Scope>,
    /// Where it speaks of a document that was named before.
    referent: Option<Range<usize>>,
    /// The sentence before it.
    last: &'t str,
    only_compared: bool,
}

impl Line<'_> {
    fn act(&self, verb: Verb, manner: Manner, on: Vec<Cited>) -> Act {
        let text = self.text;
        Act {
            verb,
            manner,
            until: match verb {
                Verb::State => until::of_effect(text).map_or(Until::Publication, Until::Day),
                Verb::Resume => until::resumed(text).map_or(Until::Unclear, Until::Day),
                _ => until::read(text, on.len() > 1),
            },
            length: until::length(text),
            from: until::from(text),
            was: until::was(text),
            scope: self
                .scope
                .clone()
                .unwrap_or_else(|| scope_of(text, &self.spans, self.before, self.section, (verb, manner))),
            beside: limit::beside(text, &self.spans),
            one_of: self.one_of,
            on,
            section: self.section,
            quote: self.printed.to_owned(),
            place: self.place.clone(),
        }
    }
}

impl Found {
    pub(super) fn new(look: fn(&str) -> Signs, amends: bool) -> Self {
        Self {
            look,
            of_others: if amends { own::without_own_act } else { |text| text },
            acts: Vec::new(),
            mentions: Vec::new(),
            unknown: Vec::new(),
            replacements: Vec::new(),
            corrects_more: false,
            recent: Vec::new(),
            seen: Vec::new(),
            bare: Vec::new(),
            left_out: Vec::new(),
            of_thing: false,
            answers: Answers::default(),
            matters: Matters::default(),
            withheld: false,
        }
    }

    /// Reads the sentences of a passage. Below a sentence that acts on "the following" documents, each reference is one.
    pub(super) fn read_passage(&mut self, passage: &Passage, declares: bool) {
        let signs = (self.look)(&passage.text);
        if !signs.any() && !cited::may_refer(&passage.text) {
            return;
        }
        let sentences = sentence::sentences(&passage.text);
        let agenda = clauses::is_agenda(&passage.text);
        let mut example = false;
        let mut names = false;
        let mut before_it = "";
        for printed in sentences.into_iter().flat_map(|text| clauses::apart(text, passage.section)) {
            let ordered = quoted::as_ordered((self.of_others)(printed));
            let text = &*ordered;
            // What would come of an example is nothing; an act behind it is one.
            let acts = || verb::read(text, passage.section).is_some_and(|(_, manner)| manner == Manner::Done);
            example = claimed::is_of_example(text, false) || claimed::is_of_example(text, example) && !acts();
            if example || agenda && clauses::is_item(text) {
                continue;
            }
            let signs = if signs.any() { (self.look)(text) } else { signs };
            let (mut spans, mut on, only_compared) = references(text);
            if signs.limit && limit::leaves_out(text) {
                self.left_out.push((text.to_owned(), on.clone()));
            }
            let at_once = std::mem::replace(&mut names, !on.is_empty());
            let last = std::mem::replace(&mut before_it, printed);
            let recent = self.recent.len();
            let few = |most: usize| (1..=most).contains(&recent);
            let before = signs.verb && on.is_empty() && names_before(text).is_some_and(few);
            // Prose that names no document does nothing, unless it corrects.
            let counts = !on.is_empty() || before || passage.section != Section::Body || clauses::introduces(text);
            let read = signs.verb && (counts || signs.correction) && !only_compared;
            let found = read.then(|| verb::read(text, passage.section)).flatten();
            for cited in &on {
                if !self.seen.contains(cited) {
                    self.seen.push(cited.clone());
                }
            }
            let place = place_among_two(text);
            let mut one_of = spans.len() > 1 && means_one_of_several(text);
            if let (Some(place), 2, 2) = (place, spans.len(), on.len()) {
                (spans, on) = (vec![spans.swap_remove(place)], vec![on.swap_remove(place)]);
                one_of = false;
            }
            // "At 96 FR 950, the effective date of this amendment was delayed": of the one that was referent before.
            let of_before = !on.is_empty()
                && found.is_some()
                && ["this amendment", "these amendments"].iter().any(|words| text.contains(words));
            if of_before {
                on.extend(self.recent.clone());
            } else if !on.is_empty() {
                self.recent.clone_from(&on);
            } else if before
                && found.is_some_and(|(verb, manner)| manner == Manner::Done || tells(verb, text) && recent == 1)
            {
                on.clone_from(&self.recent);
                if let (Some(place), 2) = (place, on.len()) {
                    on = vec![on.swap_remove(place)];
                }
                one_of = on.len() > 1;
            }
            let place = &passage.place;
            let section = passage.section;
            let referent = if on.is_empty() { named_before(text, at_once) } else { None };
            let of_two = place_among_two(text).is_some() && spans.is_empty() && self.recent.len() == 1;
            let scope = of_two.then_some(Scope::Unclear);
            let line =
                Line { printed, text, section, place, spans, before, one_of, scope, referent, last, only_compared };
            if signs.verb && !counts && on.is_empty() && object::is_some_document(text) {
                let done = verb::read(text, section).filter(|(_, manner)| *manner == Manner::Done);
                self.bare.extend(done.map(|(verb, manner)| line.act(verb, manner, Vec::new())).filter(is_bare));
            }
            self.of_thing |= section == Section::Summary && signs.verb && verb::acts_on_thing(text);
            self.answer(&line, found, &on, signs.verb);
            if on.is_empty() && found.is_none() {
                self.take_day(text, line.last);
            }
            if !self.take_both(&line, found) && !self.take_each(&line, found, &on) {
                self.take(&line, found, on, declares);
            }
        }
    }

    /// What a sentence answers to those before it.
    fn answer(&mut self, line: &Line<'_>, found: Option<(Verb, Manner)>, on: &[Cited], verb: bool) {
        let lower = line.text.to_lowercase();
        let open = found.map_or(verb && is_claimed(&lower), |(_, manner)| manner == Manner::Open)
            && !verb::is_of_another_matter(&lower);
        self.withheld |= answers::withholds(&lower);
        if self.answers.look(&lower, open && !on.is_empty()) {
            let verb = found.map_or(Verb::Withdraw, |(verb, _)| verb);
            self.answers.asked.push(line.act(verb, Manner::Told, on.to_vec()));
        } else if on.is_empty() && (1..=FEW).contains(&self.recent.len()) && answers::holds_back(&lower) {
            self.answers.asked.push(line.act(Verb::Suspend, Manner::Told, self.recent.clone()));
        } else if !on.is_empty() && found.is_none() && answers::grants_relief(&lower) {
            self.answers.asked.push(line.act(Verb::Suspend, Manner::Told, on.to_vec()));
        }
        let meant = if on.is_empty() { &self.recent } else { on };
        let few = (1..=FEW).contains(&meant.len());
        if (on.is_empty() && few || !on.is_empty() && found.is_none()) && answers::enjoins(&lower) {
            self.unknown.push(line.act(Verb::Suspend, Manner::Done, meant.to_vec()));
        }
        if few && answers::is_major(&lower) {
            self.unknown.push(line.act(Verb::Other, Manner::Done, meant.to_vec()));
        }
        self.answers.granted |= !self.answers.asked.is_empty() && answers::is_granted(&lower);
        if on.is_empty() && denial::assures(&lower) {
            self.unknown.pop_if(|unknown| unknown.quote == line.last);
        }
        // "This correction is effective June 2, 2031."
        let head = matches!(line.section, Section::Title | Section::Action | Section::Heading);
        let own = head || line.section == Section::Dates && !line.text.contains('“');
        let corrects = found == Some((Verb::Correct, Manner::Done)) || line.text.contains(" column");
        if !own && (corrects || matter::is_of_preamble(&lower)) {
            self.matters.look(line.text);
        }
    }

    /// "BIS is deferring the effective date of that rule. It will now take effect on June 2, 2031.": until when the sentence before
    /// put something off.
    fn take_day(&mut self, text: &str, last: &str) {
        let lower = text.to_lowercase();
        let leads = ["it ", "its ", "that rule ", "the new effective date ", "the rule ", "the final rule "];
        let Some(day) = until::new_date(text, &lower).filter(|_| leads.iter().any(|lead| lower.starts_with(lead)))
        else {
            return;
        };
        let put_off = |act: &&mut Act| {
            matches!(act.verb, Verb::Delay | Verb::Suspend)
                && act.manner == Manner::Done
                && act.until == Until::Unsaid
                && act.quote == last
        };
        if let Some(act) = self.acts.last_mut().filter(put_off) {
            act.until = Until::Day(day);
            act.quote = format!("{last} {text}");
        }
    }

    /// "The former is delayed until June 2, 2031, and the latter is withdrawn": whether each of two that were named before is
    /// acted on.
    fn take_both(&mut self, line: &Line<'_>, found: Option<(Verb, Manner)>) -> bool {
        let ([first, second], Some(halves)) = (self.recent.as_slice(), halves(line.text)) else { return false };
        let Some((verb, Manner::Done)) = found.filter(|_| line.spans.is_empty()) else { return false };
        let Some([one, other]) = of_halves(halves, verb, line.section) else { return false };
        let of = |(half, verb): (&str, Verb), document: &Cited| Act {
            until: until::read(half, false),
            was: until::was(half),
            one_of: false,
            ..line.act(verb, Manner::Done, vec![document.clone()])
        };
        let both = [of(one, first), of(other, second)];
        self.acts.extend(both);
        true
    }

    /// "The effective dates of the rules at 96 FR 900 and 96 FR 950 are delayed until June 2, 2031, and July 1, 2031,
    /// respectively".
    fn take_each(&mut self, line: &Line<'_>, found: Option<(Verb, Manner)>, on: &[Cited]) -> bool {
        let Some((verb @ (Verb::Delay | Verb::Suspend), Manner::Done)) = found else { return false };
        if line.text.to_lowercase().contains("withdr") {
            return false;
        }
        let days = until::respectively(line.text, line.spans.last().map_or(0, |span| span.end));
        if on.len() < 2 || line.spans.len() != on.len() || days.len() != on.len() {
            return false;
        }
        for (document, day) in on.iter().zip(days) {
            let act = line.act(verb, Manner::Done, vec![document.clone()]);
            self.acts.push(Act { until: Until::Day(day), was: None, beside: Vec::new(), ..act });
        }
        true
    }

    /// What a sentence does to the documents that it means.
    fn take(&mut self, line: &Line<'_>, found: Option<(Verb, Manner)>, on: Vec<Cited>, declares: bool) {
        let text = line.text;
        match found {
            Some((Verb::Correct, Manner::Done)) => self.correct(line.act(Verb::Correct, Manner::Done, on)),
            Some((verb, manner)) if manner != Manner::Open => {
                let head = line.section != Section::Body;
                let says_more = !on.is_empty() || head && (manner == Manner::Done || object::is_of_pending(text));
                if says_more || clauses::introduces(text) {
                    self.acts.push(line.act(verb, manner, on));
                }
            }
            None if on.is_empty() && line.section != Section::Body && object::puts_off_pending(text) => {
                self.acts.push(line.act(Verb::Delay, Manner::Told, on));
            }
            _ if on.is_empty() => {
                let few = (1..=FEW).contains(&self.recent.len());
                if let Some(span) = line.referent.clone().filter(|_| few) {
                    self.unknown(line.act(Verb::Other, Manner::Done, self.recent.clone()), text, &[span]);
                }
            }
            _ => {
                match self.acts.last().filter(|last| clauses::introduces(&last.quote) && last.manner == Manner::Done) {
                    Some(last) if found.is_none() => {
                        let quote = format!("{} {text}", last.quote);
                        let (verb, until, was, scope) = (last.verb, last.until.clone(), last.was, last.scope.clone());
                        let next = Act { until, was, scope, quote, ..line.act(verb, Manner::Done, on) };
                        // The sentence that introduces stays the last word of the next item, too.
                        let introduction = self.acts.pop();
                        if verb == Verb::Correct {
                            let of_page = !next.on.iter().any(names_document);
                            let on = introduction.iter().filter(|_| of_page).flat_map(|act| act.on.clone());
                            let on: Vec<_> = on.chain(next.on.iter().filter(|_| !of_page).cloned()).collect();
                            self.correct(Act { on, ..next });
                        } else {
                            self.acts.push(next);
                        }
                        self.acts.extend(introduction);
                    }
                    _ => {
                        let act = line.act(Verb::Other, Manner::Done, on);
                        if declares && !is_none(text) {
                            self.mentions.push(act.clone());
                        }
                        let open = !line.only_compared && found.is_none_or(|(verb, _)| verb == Verb::State);
                        self.names(act, text, line.last, open.then_some(line.spans.as_slice()));
                    }
                }
            }
        }
    }

    /// A sentence that names a document, behind the one before it: `spans` where nothing else is known of it.
    fn names(&mut self, act: Act, text: &str, before: &str, spans: Option<&[Range<usize>]>) {
        // "Hazel SA is delisted. See 96 FR 900."
        // "The court granted a stay. The order concerns the rule at 96 FR 900."
        let of_order = ["It ", "That order ", "The injunction ", "The order ", "The stay "]
            .iter()
            .any(|lead| text.starts_with(lead))
            && answers::holds_back(&before.to_lowercase());
        let delists = text.starts_with("See ") && denial::delists(before)
            || text.split_once("; see ").is_some_and(|(first, _)| denial::delists(first));
        if of_order || delists || denial::instructs(text) {
            self.unknown.push(act);
        } else if let Some(spans) = spans {
            self.unknown(act, text, spans);
        }
    }

    /// A sentence of which no verb is known: it may still say something of the documents at `spans` that nobody expected.
    fn unknown(&mut self, act: Act, text: &str, spans: &[Range<usize>]) {
        let strong = |cited: &Cited| {
            cited.number.is_some() || cited.page.is_some() || cited.title.is_some() || cited.docket.is_some()
        };
        let known = |on: &Cited| strong(on) || self.recent.contains(on);
        let each = act.on.len() == spans.len() && act.on.iter().all(strong);
        let spans: Vec<_> = if act.on.len() == spans.len() {
            spans.iter().zip(&act.on).filter(|(_, on)| strong(on)).map(|(span, _)| span.clone()).collect()
        } else {
            spans.to_vec()
        };
        let spans: Vec<_> = spans.iter().filter(|span| !predicate::is_example(text, span)).cloned().collect();
        if spans.is_empty() {
            return;
        }
        let head = act.section != Section::Body;
        let lower = text.to_lowercase();
        // "A person who believes that the listing at 96 FR 900 was in error may request its removal."
        let invites = ["may request", "may submit", "may apply"].iter().any(|words| lower.contains(words))
            && ["who believes", "who believe", "that believes", "that believe"]
                .iter()
                .any(|words| lower.contains(words));
        // "BIS asks whether the rule at 96 FR 900 should be modified."
        let asks = spans.first().is_some_and(|span| {
            let before = lower.get(..span.start).unwrap_or_default();
            before.rfind("whether ").is_some_and(|at| {
                let (lead, rest) = before.split_at(at);
                rest.len() < 60 && !lead.trim_end().ends_with(" of")
            })
        });
        // "expired on June 2, 2031, the effective date of the rule at 96 FR 900"
        if let Some(day) = spans.first().and_then(|span| until::day_named_by(text, span.end)) {
            self.unknown.push(Act { verb: Verb::State, until: Until::Day(day), ..act });
            return;
        }
        let around = lower.contains("correct") && matter::of(text) == Matter::Around;
        // "The rule at 96 FR 900 was given a delayed effective date of thirty days."
        let waits = ["a delayed effective date", "delay in effective date"].iter().any(|words| lower.contains(words));
        // "This document has no bearing on it."
        let apart =
            ["no bearing on it", "no bearing on that", "no bearing on this", "is unrelated to", "are unrelated to"];
        let of_this = ["it ", "that rule ", "the final rule ", "the rule ", "this "];
        let of_this = of_this.iter().any(|lead| lower.starts_with(lead)) && !lower.contains(", which is");
        let other = of_this && apart.iter().any(|words| lower.contains(words))
            || invites
            || waits
            || asks
            || around
            || is_claimed(&lower)
            || head::is_of_topic(&wording::words(&lower))
            || verb::is_of_another_matter(&lower);
        if other || act.section == Section::Heading || !act.on.iter().any(known) {
            return;
        }
        if let Some(word) = predicate::unknown(text, &spans, head) {
            let of = if word.starts_with("remand") { &mut self.answers.remanded } else { &mut self.unknown };
            of.push(act);
            return;
        }
        match denial::read(text, &spans) {
            Some(Denial::Said) => self.unknown.push(act),
            Some(Denial::Days(days)) => {
                let of = |at: usize| if each { act.on.get(at..=at) } else { None }.unwrap_or(&act.on).to_vec();
                let said = |(at, day)| Act { verb: Verb::State, until: Until::Day(day), on: of(at), ..act.clone() };
                self.unknown.extend(days.into_iter().map(said));
            }
            None => {}
        }
    }

    /// A day that is corrected in DATES, and once more elsewhere, is one correction.
    pub(super) fn forget_repeated_days(&mut self) {
        let moved = self.acts.iter().filter(|act| act.verb == Verb::Delay);
        let days: Vec<_> = moved.filter_map(|act| Some((act.was?, act.until.day()?))).collect();
        self.replacements.retain(|one| !days.iter().any(|days| one.repeats(*days)));
    }

    /// What a court ordered whose order is withheld is not yet done.
    pub(super) fn tell_vacaturs(&mut self) {
        for act in self.acts.iter_mut().filter(|act| matches!(act.verb, Verb::Withdraw | Verb::Suspend)) {
            if ["court", "circuit", "judge", "panel"].iter().any(|word| act.quote.to_lowercase().contains(word)) {
                act.manner = Manner::Told;
            }
        }
    }

    pub(super) fn forget_corrections(&mut self) {
        self.acts.retain(|act| act.verb != Verb::Correct);
        self.replacements.clear();
        self.corrects_more = false;
    }

    /// A sentence that corrects. One that names a page only corrects the document named before it; dates that it corrects
    /// move the effective date.
    fn correct(&mut self, act: Act) {
        let replaced = replacement::read(&act.quote, &act.place);
        let on = if act.on.iter().any(names_document) {
            act.on.clone()
        } else {
            let before = self.acts.iter().rfind(|act| act.verb == Verb::Correct);
            before.map(|act| act.on.clone()).unwrap_or_default()
        };
        let lower = act.quote.to_lowercase();
        let of_dates = lower.contains("dates") || lower.contains("effective date") || lower.contains("effective on");
        // "The DATES caption is corrected to read: “DATES: This rule is effective June 2, 2031.”"
        let anew = if of_dates && replaced.is_none() {
            replacement::reads(&act.quote).and_then(until::of_effect)
        } else {
            None
        };
        if act.section == Section::Body {
            let of_text = act.quote.contains('”') || act.quote.contains("follows") && !act.quote.ends_with(':');
            self.corrects_more |= of_text && replaced.is_none() && anew.is_none();
        }
        let days = replaced.as_deref().and_then(|one| match one {
            [one] if of_dates => one.days(),
            _ => None,
        });
        // "corrects the effective date of the rule at 96 FR 900 to July 1, 2031"
        let as_said = match act.until {
            Until::Day(day) if of_dates && !act.quote.contains('”') && lower.contains("the effective date") => {
                Some((act.was, day))
            }
            _ => None,
        };
        if let Some((was, day)) = days.map(|(was, day)| (Some(was), day)).or(anew.map(|day| (None, day))).or(as_said) {
            let until = Until::Day(day);
            self.acts.push(Act { verb: Verb::Delay, until, was, from: None, scope: Scope::Whole, on, ..act });
        } else {
            self.replacements.extend(replaced.into_iter().flatten());
            self.acts.push(Act { on, ..act });
        }
    }
}

/// Whether a reference is more than a page within a document.
fn names_document(cited: &Cited) -> bool {
    cited.number.is_some() || cited.volume.is_some() || cited.published.is_some()
}

/// Whether it counts that a sentence only tells of an act on the one document that was named before: "The court vacated the
/// rule."
fn tells(verb: Verb, text: &str) -> bool {
    let lower = text.to_lowercase();
    let rule = ["the rule ", "the rule,", "the rule.", "the final rule ", "that rule ", "that final rule "];
    let moves = || matches!(verb, Verb::Delay | Verb::Suspend | Verb::Withdraw);
    let told = || moves() && object::is_some_document(text) && rule.iter().any(|words| lower.contains(words));
    verb == Verb::State || told()
}

/// "No rule amending the list, including the one at 96 FR 900, is among them."
fn is_none(text: &str) -> bool {
    ["No ", "None ", "Neither "].iter().any(|word| text.starts_with(word))
        || matter::leaves(text)
        || ["It does not concern ", "This document does not concern "].iter().any(|words| text.starts_with(words))
}

/// Which orders of its documents a sentence concerns; `before` where they were named before.
fn scope_of(
    text: &str,
    spans: &[Range<usize>],
    before: bool,
    section: Section,
    (verb, manner): (Verb, Manner),
) -> Scope {
    let lower = quoted::unquoted(text).to_lowercase();
    let named = if spans.is_empty() { object::named_before(&lower) } else { spans.to_vec() };
    let scope = clauses::without_reasons(text, &named).map_or(Scope::Unclear, scope::of);
    let moves = matches!(verb, Verb::Delay | Verb::Suspend | Verb::Withdraw) && manner == Manner::Done;
    let bare = spans.is_empty() && !before && matches!(section, Section::Summary | Section::Dates);
    let whole = object::is_whole(text, spans) && (!bare || object::is_some_document(text));
    let head = matches!(section, Section::Title | Section::Action | Section::Heading);
    // "The listing is withdrawn": what else the document orders is not meant.
    let of_part = before && PARTS_BEFORE.iter().any(|words| text.to_lowercase().contains(words));
    match scope {
        Scope::Whole | Scope::Unclear if object::is_entire(text) => Scope::Whole,
        Scope::Whole if moves && of_part => Scope::Unclear,
        Scope::Whole | Scope::Lists(_) if moves && !(whole && (head || behind::says_no_more(text, spans))) => {
            Scope::Unread
        }
        scope => scope,
    }
}

/// Whether an act that names no document is one on some document all the same.
pub(super) fn is_bare(act: &Act) -> bool {
    let moves = matches!(act.verb, Verb::Delay | Verb::Suspend | Verb::Withdraw) && act.manner == Manner::Done;
    moves && act.section != Section::Title && act.section != Section::Action && object::is_some_document(&act.quote)
}

/// What a sentence refers to, and where; and whether its documents are only compared with what it speaks of: "As with the rule
/// at 96 FR 900, …". Of such a document nothing is said where another one is named.
fn references(text: &str) -> (Vec<Range<usize>>, Vec<Cited>, bool) {
    let text = &*quoted::without_past(text);
    let beside = |span: &Range<usize>| {
        head::is_compared(text, span.start, span.end)
            || predicate::is_aside(text, span)
            || quoted::is_within(text, span.start)
    };
    let (compared, meant): (Vec<_>, Vec<_>) = cited::spans(text).into_iter().partition(|(span, _)| beside(span));
    let aside = |(span, _): &(Range<usize>, Cited)| predicate::is_aside(text, span);
    let told = compared.iter().all(aside) || !object::is_some_document(text);
    let only_compared = meant.is_empty() && !compared.is_empty() && told;
    let mut found = if meant.is_empty() { compared } else { meant };
    // "BIS withdraws the proposed rule published on June 2, 2031, in which it proposed to delay the rule at 96 FR 900."
    if let [(first, _), (second, _), ..] = found.as_slice() {
        let (before, between) = (text.get(..first.start), text.get(first.end..second.start));
        let of_proposal = before.is_some_and(|before| before.to_lowercase().contains("the proposed rule"));
        let proposes = [" proposed to ", " proposing to ", " would "];
        if of_proposal
            && between.is_some_and(|between| {
                !between.contains(", and ") && proposes.iter().any(|words| between.contains(words))
            })
        {
            found.truncate(1);
        }
    }
    let (spans, on) = found.into_iter().unzip();
    (spans, on, only_compared)
}
