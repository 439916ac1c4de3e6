//! What each item inherits, and the instructions and findings of a document.
//!
//! `2. Supplement No. 4 to part 744 is amended:` says the list for `a. Under RUSSIA:`, and that the country
//! for `i. By removing the entry for “X”.`

use super::below::Announced;
use super::clause::{self, Clause, Parsed};
use super::connecting;
use super::effect::{self, Ordered};
use super::lexer::{self, Cursor, Token};
use super::lexicon::{Meaning, Verb};
use super::object::{LISTED, Object};
use super::order::{Instruction, NoListEffect, Order, Target};
use super::outline::{Node, outline};
use super::phrase;
use super::place::Where;
use super::scope::{self, Mention, Scope};
use super::setting::Setting;
use super::spoken::{self, Glue, Phrase, Spoken, What};
use super::tally;
use super::target;
use super::title;
use crate::document::AmendatoryParagraph;
use crate::finding::{Code, Finding, Place};
use crate::law::ListId;
use crate::law::quantity::quantity;

/// What an item leaves to its sub-items.
struct Left {
    setting: Setting,
    verb: Option<Verb>,
    /// Where the items below name entries: "by adding the following entries:".
    names_entries: Option<Announced>,
    /// An edit inside the entries that the items below name: "by removing “A” and adding “B” for the following entries:".
    edit: Vec<Clause>,
}

/// What an item came to.
#[derive(Default)]
pub(super) struct Harvest {
    pub(super) instructions: Vec<Instruction>,
    pub(super) findings: Vec<Finding>,
}

impl Harvest {
    /// Whether an instruction or a finding stands for what is printed at a place.
    fn speaks_of(&self, place: &Place) -> bool {
        let ordered = self.instructions.iter().any(|one| one.place == *place);
        ordered || self.findings.iter().any(|one| one.place.as_ref() == Some(place))
    }
}

/// Reads all paragraphs of a document.
pub(super) fn read(paragraphs: &[AmendatoryParagraph]) -> Harvest {
    let tokens: Vec<Vec<Token<'_>>> = paragraphs.iter().map(|paragraph| lexer::split(&paragraph.text)).collect();
    let nodes = outline(paragraphs, &tokens);
    let mut harvest = Harvest::default();
    let mut left: Vec<Left> = Vec::new();
    let mut starts = Vec::with_capacity(nodes.len());
    for (at, node) in nodes.iter().enumerate() {
        let above = node.parent.and_then(|parent| left.get(parent));
        let beside = nodes.get(..at).unwrap_or(&[]).iter().rposition(|other| other.parent == node.parent);
        let beside = beside.and_then(|at| left.get(at)).filter(|_| node.parent.is_some());
        starts.push((harvest.instructions.len(), harvest.findings.len()));
        let own = node.read(above, beside, &mut harvest);
        left.push(own);
    }
    for (at, node) in nodes.iter().enumerate() {
        let count = left.get(at).and_then(|own| own.names_entries?.count);
        let below = count.and_then(|_| tally::below(&nodes, &starts, at, &harvest));
        harvest.findings.extend(count.zip(below).and_then(|(count, named)| node.tallied(count, named)));
    }
    // A paragraph of nothing but a bullet makes no item.
    let wordless = |text: &str| !text.chars().any(char::is_alphanumeric);
    let silent: Vec<_> = paragraphs
        .iter()
        .filter(|paragraph| wordless(&paragraph.text))
        .filter(|paragraph| !harvest.speaks_of(&paragraph.place))
        .collect();
    for paragraph in silent {
        let finding = Finding::new(Code::UnparsedInstruction, "the amendatory paragraph is empty");
        harvest.findings.push(finding.with_quote(paragraph.text.clone(), &paragraph.place));
    }
    harvest
}

impl<'t> Node<'t> {
    fn read(&self, above: Option<&Left>, beside: Option<&Left>, harvest: &mut Harvest) -> Left {
        let inherited = above.map_or_else(Setting::root, |left| left.setting.inherited());
        let body = self.body;
        if is_by_page(body) {
            return self.by_page(inherited, harvest);
        }
        if let Some(effect) = self.elsewhere(&inherited) {
            let scope = match effect {
                NoListEffect::OtherPart => Scope::OtherPart,
                NoListEffect::OtherText => Scope::OtherText,
                NoListEffect::AuthorityCitation | NoListEffect::Head | NoListEffect::ReadsAsFollows => inherited.scope,
            };
            harvest.instructions.push(self.no_effect(effect, &inherited));
            return Left { setting: Setting { scope, ..inherited }, verb: None, names_entries: None, edit: Vec::new() };
        }
        if scope::heads_several(body, self.home) {
            harvest.instructions.push(self.no_effect(NoListEffect::Head, &inherited));
            return Left {
                setting: Setting { effective: inherited.effective, ..Setting::root() },
                verb: None,
                names_entries: None,
                edit: Vec::new(),
            };
        }
        if matches!(scope::mention(body, self.home), Mention::Mixed) {
            harvest.findings.push(self.unparsed("other text and one of the lists are named in one order", None));
            return Left {
                setting: Setting { garbled: true, scope: Scope::Unsaid, ..inherited },
                verb: None,
                names_entries: None,
                edit: Vec::new(),
            };
        }
        // "(1) Additions." above its items.
        if self.has_children && connecting::is_title(body) {
            harvest.instructions.push(self.no_effect(NoListEffect::Head, &inherited));
            return Left { setting: inherited, verb: None, names_entries: None, edit: Vec::new() };
        }
        // "The following entry is revised:" behind an order that is no head of it.
        if inherited.scope == Scope::Unsaid && self.number.is_empty() && connecting::is_connecting(self.quote) {
            harvest.instructions.push(self.no_effect(NoListEffect::ReadsAsFollows, &inherited));
            return Left { setting: inherited, verb: None, names_entries: None, edit: Vec::new() };
        }
        let spoken = phrase::read(body, self.home, beside.map_or(&[], |left| left.setting.countries.as_slice()));
        let (spoken, debris) = without_debris(&spoken, &self.paragraph.text);
        if let Some(debris) = debris {
            let message = format!("the paragraph holds text that is no order: ‘{debris}’");
            let finding = Finding::new(Code::UnparsedInstruction, message);
            let quote = if spoken.is_empty() { self.quote } else { debris };
            harvest.findings.push(finding.with_quote(quote, &self.paragraph.place));
        }
        if spoken.is_empty() && debris.is_some() {
            return Left { setting: inherited, verb: None, names_entries: None, edit: Vec::new() };
        }
        let unmarked =
            above.filter(|left| left.names_entries.is_some() && !self.has_children).and_then(|_| self.unmarked_name());
        let spoken = unmarked.map_or(spoken, |name| vec![name]);
        let edit = above.and_then(|left| self.edited(&spoken, &left.edit, &left.setting));
        let parsed = edit.unwrap_or_else(|| clause::parse(&spoken, &inherited, above.and_then(|left| left.verb)));
        self.orders(&spoken, parsed, harvest)
    }

    /// Text of other law, and sentences that order nothing.
    fn elsewhere(&self, inherited: &Setting) -> Option<NoListEffect> {
        let body = self.body;
        if body.maybe(&[Meaning::The]).is(&[Meaning::Authority])
            && !self.speaks_of_entries()
            && !matches!(scope::mention(body, self.home), Mention::Ours | Mention::Mixed)
        {
            return Some(if self.home.is_elsewhere() {
                NoListEffect::OtherPart
            } else {
                NoListEffect::AuthorityCitation
            });
        }
        if title::is_of_a_title(body) && !self.home.is_elsewhere() {
            return Some(NoListEffect::OtherText);
        }
        match scope::mention(body, self.home) {
            // A section cited in an order about entries, "(see § 744.11)", is no other law.
            Mention::Elsewhere(_) if matches!(inherited.scope, Scope::List(_)) && !scope::opens(body, self.home) => {
                None
            }
            Mention::Elsewhere(_) if scope::is_unlisted_supplement(body, self.home) && self.speaks_of_entries() => None,
            Mention::Elsewhere(Scope::OtherPart) => Some(NoListEffect::OtherPart),
            Mention::Elsewhere(_) if self.home.is_elsewhere() => Some(NoListEffect::OtherPart),
            Mention::Elsewhere(_) => Some(NoListEffect::OtherText),
            Mention::Ours | Mention::Mixed => None,
            Mention::Nothing => match inherited.scope {
                Scope::OtherPart => Some(NoListEffect::OtherPart),
                Scope::OtherText | Scope::Unsaid if self.home.is_elsewhere() => Some(NoListEffect::OtherPart),
                // A country with entries below the text of a section: the numbering may have slipped.
                Scope::OtherText => (!self.speaks_of_entries()).then_some(NoListEffect::OtherText),

                Scope::List(_) | Scope::Unsaid => None,
            },
        }
    }

    fn speaks_of_entries(&self) -> bool {
        let unlisted = scope::is_unlisted_supplement(self.body, self.home);
        let spoken = phrase::read(self.body, self.home, &[]);
        let says = |test: fn(&Phrase) -> bool| spoken.iter().any(|said| test(&said.phrase));
        says(|phrase| matches!(phrase, Phrase::Where(Where::Country(..))))
            && (says(Phrase::is_entries) || unlisted && says(|phrase| matches!(phrase, Phrase::What(What::Names(_)))))
    }

    fn by_page(&self, setting: Setting, harvest: &mut Harvest) -> Left {
        if self.home.is_elsewhere() {
            harvest.instructions.push(self.no_effect(NoListEffect::OtherPart, &setting));
        } else {
            let finding =
                Finding::new(Code::CorrectionByPage, "the correction names a page and a column, not an entry");
            harvest.findings.push(finding.with_quote(self.quote, &self.paragraph.place));
        }
        Left { setting, verb: None, names_entries: None, edit: Vec::new() }
    }

    fn orders(&self, spoken: &[Spoken<'t>], mut parsed: Parsed, harvest: &mut Harvest) -> Left {
        let before = (harvest.instructions.len(), harvest.findings.len());
        if let Some(edit) = self.announced_edit(&parsed) {
            harvest.instructions.push(self.no_effect(NoListEffect::Head, &parsed.setting));
            return Left { setting: parsed.setting, verb: None, names_entries: None, edit };
        }
        let (verb, names_entries) = self.left_below(&mut parsed);
        let unknown = spoken.iter().find_map(|said| match said.phrase {
            Phrase::Unknown(why) => Some((why, said.words)),
            Phrase::What(What::Held) => Some(("a name that cannot be delimited", said.words)),
            _ => None,
        });
        let reserved = |said: &Spoken<'_>| match &said.phrase {
            Phrase::What(What::Object(Object::Reserved)) => true,
            Phrase::Glue(glue) => matches!(glue, Glue::Comma | Glue::Stop(_) | Glue::And),
            Phrase::Where(Where::Country(..)) => parsed.setting.scope == Scope::List(ListId::EntityList),
            _ => false,
        };
        // "b. Under FRANCE, [Reserved];" keeps the place of an item, where no heading is reserved.
        if parsed.orphaned && spoken.iter().all(reserved) && !self.has_children {
            harvest.instructions.push(self.no_effect(NoListEffect::Head, &parsed.setting));
            return Left { setting: parsed.setting, verb: None, names_entries: None, edit: Vec::new() };
        }
        if parsed.orphaned {
            let (why, words) = unknown.unwrap_or(("objects without a verb", self.quote));
            harvest.findings.push(self.unparsed(why, Some(words)));
            parsed.setting.garbled = true;
            if !parsed.setting.country_stated {
                parsed.setting.countries.clear();
            }
            return Left { setting: parsed.setting, verb: None, names_entries: None, edit: Vec::new() };
        }
        let mut refused = None;
        let mut ordered = Vec::new();
        for chain in chains(&parsed.clauses) {
            match effect::orders(chain) {
                Ok(found) => ordered.push(found),
                Err(why) => refused = refused.or(Some(why)),
            }
        }
        let whole = |one: &Ordered| {
            matches!(one.order, Order::RemoveCountry { with_entries: true, .. } | Order::ReserveCountry)
        };
        if self.has_children && ordered.iter().flatten().any(whole) {
            refused = refused.or(Some("all entries of a country, above items that may name them"));
            ordered.clear();
        }
        for found in &ordered {
            let only = target::only_country(found);
            let told = (target::rows_tell(found), !self.names_unknown_nation());
            for one in found {
                match target::targets(one, only.as_deref(), told) {
                    Ok(targets) => {
                        for mut target in targets {
                            // "one entity under each of CANADA and RUSSIA", "one entity each under" count in each.
                            if self.says_each_of() {
                                target.among.clear();
                            }
                            let order = one.order.clone();
                            let new = self.instruction(Some(target), order, &one.setting);
                            // "by modifying one address and adding one address": one row, one revision.
                            let own = harvest.instructions.get(before.0..).unwrap_or(&[]);
                            let again = matches!(new.order, Order::ReviseEntries(_)) && own.contains(&new);
                            harvest.findings.extend(self.miscounted(&new.order));
                            if !again {
                                harvest.instructions.push(new);
                            }
                        }
                    }
                    Err(why) => refused = refused.or(Some(why)),
                }
            }
        }
        if refused.is_none() {
            harvest.findings.extend(self.held(spoken));
            let noun = if self.has_children { None } else { spoken::broken_off(spoken) };
            let lost = |noun| self.unparsed("one name of several, and no other", Some(noun));
            harvest.findings.extend(noun.map(lost));
        }
        if let Some(why) = refused {
            harvest.findings.push(self.unparsed(why, unknown.map(|(_, words)| words)));
        }
        if (harvest.instructions.len(), harvest.findings.len()) == before {
            let reads = !spoken.is_empty()
                && spoken
                    .iter()
                    .all(|said| matches!(said.phrase, Phrase::Glue(Glue::AsFollows | Glue::Stop(_) | Glue::And)));
            let effect = if reads { NoListEffect::ReadsAsFollows } else { NoListEffect::Head };
            let is_mark =
                |said: &Spoken<'_>| matches!(said.phrase, Phrase::Glue(Glue::Stop(_) | Glue::Comma | Glue::And));
            let says = !spoken.iter().all(is_mark);
            // "a. (1) Under RUSSIA, …": the first marker stands alone.
            let heads_nothing = !self.has_children && spoken.iter().any(Spoken::names_country);
            if heads_nothing {
                let why = "the item names a country, orders nothing, and heads no items";
                harvest.findings.push(self.unparsed(why, None));
            } else if says || self.has_children {
                harvest.instructions.push(self.no_effect(effect, &parsed.setting));
            } else {
                harvest.findings.push(self.unparsed("an item without an order", None));
            }
        }
        Left { setting: parsed.setting, verb, names_entries, edit: Vec::new() }
    }

    fn instruction(&self, target: Option<Target>, order: Order, setting: &Setting) -> Instruction {
        Instruction {
            target,
            order,
            number: self.number.clone(),
            effective: setting.effective,
            quote: self.quote.to_owned(),
            place: self.paragraph.place.clone(),
        }
    }

    /// Entries that go are named; a number beside the names must be theirs. (Of those that come, the rows decide.)
    fn miscounted(&self, order: &Order) -> Option<Finding> {
        let (Order::RemoveEntries(entries) | Order::MoveEntries { entries, .. }) = order else {
            return None;
        };
        let (named, count) = (entries.names.len(), entries.count? as usize);
        (named > 0 && named != count).then(|| {
            let message = format!("{count} entries are counted, {named} are named");
            Finding::new(Code::CountMismatch, message).with_quote(self.quote, &self.paragraph.place)
        })
    }

    /// A number of entries above items that name them is theirs.
    fn tallied(&self, count: u32, (named, distinct): (u32, u32)) -> Option<Finding> {
        (count != named && count != distinct).then(|| {
            let message = format!("{} announced, the items below name {named}", quantity(count, "entry"));
            Finding::new(Code::CountMismatch, message).with_quote(self.quote, &self.paragraph.place)
        })
    }

    /// The damaged spots of lists of names, one finding each.
    fn held(&self, spoken: &[Spoken<'t>]) -> Vec<Finding> {
        let spots = spoken.iter().filter(|said| said.phrase == Phrase::What(What::Held));
        let finding = |said: &Spoken<'_>| {
            let message =
                format!("a name cannot be delimited at ‘{}’; the others of its list stand", said.words.trim());
            Finding::new(Code::UnparsedInstruction, message).with_quote(said.words.trim(), &self.paragraph.place)
        };
        spots.map(finding).collect()
    }

    fn says_each_of(&self) -> bool {
        let noun = [Meaning::Entry, Meaning::Entity, Meaning::Entries, Meaning::Entities, Meaning::Party];
        let each = |at: Cursor<'_>| {
            let numbered = at.previous().is_some_and(|token| token.text.eq_ignore_ascii_case("one"));
            at.all_of(&[Meaning::Each, Meaning::Of]).is_some()
                || numbered && at.all_of(&[Meaning::Each, Meaning::Under]).is_some()
                || at.one_of(&noun).is_some_and(|next| next.is(&[Meaning::Each]))
        };
        (self.body.at..self.body.tokens.len()).any(|at| each(Cursor { at, ..self.body }))
    }

    /// "the Korean entity": a place that is named, and not known.
    fn names_unknown_nation(&self) -> bool {
        let adjective = |token: &Token<'_>| token.is_capitalised() && token.meanings.is_empty();
        (self.body.at..self.body.tokens.len())
            .map(|at| Cursor { at, ..self.body })
            .any(|at| at.is(&LISTED) && at.previous().is_some_and(adjective))
    }

    fn no_effect(&self, effect: NoListEffect, setting: &Setting) -> Instruction {
        self.instruction(None, Order::NoListEffect(effect), setting)
    }

    fn unparsed(&self, why: &str, words: Option<&str>) -> Finding {
        let message = match words {
            Some(words) if words != self.quote => {
                format!("the instruction was not understood: {why} at ‘{words}’")
            }
            Some(_) | None => format!("the instruction was not understood: {why}"),
        };
        Finding::new(Code::UnparsedInstruction, message).with_quote(self.quote, &self.paragraph.place)
    }
}

/// Editor's notes that were left in: sentences at an end of the item that are all capitals or brackets.
fn without_debris<'t>(spoken: &[Spoken<'t>], text: &'t str) -> (Vec<Spoken<'t>>, Option<&'t str>) {
    let is_stop = |said: &Spoken<'_>| matches!(said.phrase, Phrase::Glue(Glue::Stop(_)));
    let loud = |sentence: &[Spoken<'_>]| {
        let unknown = sentence.iter().filter(|said| matches!(said.phrase, Phrase::Unknown(_)));
        let words: usize = unknown.map(|said| said.words.split(' ').count()).sum();
        let quiet = |said: &Spoken<'_>| said.words.chars().any(char::is_lowercase);
        let bracketed = sentence.first().is_some_and(|said| said.words.starts_with('['));
        let all = sentence
            .iter()
            .all(|said| matches!(said.phrase, Phrase::Unknown(_) | Phrase::Glue(Glue::Comma)) || is_stop(said));
        all && words > 1 && (bracketed || !sentence.iter().any(quiet))
    };
    let sentences: Vec<&[Spoken<'t>]> = spoken.split_inclusive(is_stop).collect();
    let from = sentences.iter().rposition(|sentence| !loud(sentence)).map_or(0, |at| at + 1);
    let (kept, debris) = sentences.split_at_checked(from).unwrap_or((&sentences, &[]));
    let start = debris.first().and_then(|sentence| sentence.first()).map(|said| said.start);
    let end = debris.last().and_then(|sentence| sentence.last()).map(|said| said.end);
    (kept.concat(), start.zip(end).and_then(|(start, end)| text.get(start..end)))
}

/// Whether a correction names printed pages instead of entries: "On page 51654, in the third column", "In FR Rule
/// Doc. 2024-13148 appearing on page 51644".
fn is_by_page(body: Cursor<'_>) -> bool {
    let anywhere = body.tokens.iter().flat_map(Token::meanings).any(|meaning| meaning == Meaning::ByPage);
    anywhere || body.is(&[Meaning::OfDocument]) || body.all_of(&[Meaning::On, Meaning::Page]).is_some()
}

/// Clauses that "and" or a comma joins stand and fall together.
fn chains(clauses: &[Clause]) -> Vec<&[Clause]> {
    clauses.split_inclusive(|clause| !clause.joined).collect()
}
