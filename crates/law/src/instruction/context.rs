//! What each item inherits, and the instructions and findings of a document.
//!
//! `2. Supplement No. 4 to part 744 is amended:` says the list for `a. Under RUSSIA:`, and that the country
//! for `i. By removing the entry for “X”.`

use super::aside;
use super::clause::{self, Clause, Parsed};
use super::object::Object;
use super::order;
use super::outline::{Node, announces, outline};
use super::phrase::{self, Phrase, Spoken};
use super::scope::{self, Mention, Scope};
use super::target;
use super::token::{self, Cursor, Token};
use super::verb::Verb;
use super::whereabouts::Context;
use super::{Instruction, NoListEffect, Order, Target};
use crate::document::AmendatoryParagraph;
use crate::finding::{Code, Finding, Place};

/// What an item leaves to its sub-items.
struct Left {
    context: Context,
    verb: Option<Verb>,
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
    let tokens: Vec<Vec<Token<'_>>> = paragraphs.iter().map(|paragraph| token::split(&paragraph.text)).collect();
    let nodes = outline(paragraphs, &tokens);
    let mut harvest = Harvest::default();
    let mut left: Vec<Left> = Vec::new();
    for node in &nodes {
        let above = node.parent.and_then(|parent| left.get(parent));
        let own = node.read(above, &mut harvest);
        left.push(own);
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
    fn read(&self, above: Option<&Left>, harvest: &mut Harvest) -> Left {
        let inherited = above.map_or_else(Context::root, |left| left.context.inherited());
        let body = Cursor::new(self.body);
        if aside::is_by_page(body) {
            return self.by_page(inherited, harvest);
        }
        if let Some(effect) = self.elsewhere(body, &inherited) {
            let scope = match effect {
                NoListEffect::OtherPart => Scope::OtherPart,
                NoListEffect::OtherText => Scope::OtherText,
                NoListEffect::AuthorityCitation | NoListEffect::Head | NoListEffect::ReadsAsFollows => inherited.scope,
            };
            harvest.instructions.push(self.no_effect(effect, &inherited));
            return Left { context: Context { scope, ..inherited }, verb: None };
        }
        if matches!(scope::mention(body, self.home), Mention::Mixed) {
            harvest.findings.push(self.unparsed("other text and one of the lists are named in one order", None));
            return Left { context: Context { garbled: true, scope: Scope::Unsaid, ..inherited }, verb: None };
        }
        let spoken = phrase::read(self.body, &self.paragraph.text, self.home);
        let (spoken, debris) = aside::without_debris(&spoken, &self.paragraph.text);
        if let Some(debris) = debris {
            let message = format!("the paragraph holds text that is no order: ‘{debris}’");
            let finding = Finding::new(Code::UnparsedInstruction, message);
            let quote = if spoken.is_empty() { self.quote } else { debris };
            harvest.findings.push(finding.with_quote(quote, &self.paragraph.place));
        }
        if spoken.is_empty() && debris.is_some() {
            return Left { context: inherited, verb: None };
        }
        let parsed = clause::parse(&spoken, &inherited, above.and_then(|left| left.verb));
        self.orders(&spoken, parsed, harvest)
    }

    /// Text of other law, and sentences that order nothing.
    fn elsewhere(&self, body: Cursor<'t>, inherited: &Context) -> Option<NoListEffect> {
        let article = body.one_of(&["the"]).unwrap_or(body);
        if article.phrases(&["authority citation", "authority for", "authority section"]).is_some()
            && !self.speaks_of_entries()
            && !matches!(scope::mention(body, self.home), Mention::Ours | Mention::Mixed)
        {
            return Some(if self.home.is_elsewhere() {
                NoListEffect::OtherPart
            } else {
                NoListEffect::AuthorityCitation
            });
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
        let unlisted = scope::is_unlisted_supplement(Cursor::new(self.body), self.home);
        let spoken = phrase::read(self.body, &self.paragraph.text, self.home);
        let country = spoken.iter().any(|said| matches!(said.phrase, Phrase::Country(..)));
        country
            && spoken.iter().any(|said| {
                matches!(said.phrase, Phrase::Object(Object::Entries { .. }))
                    || unlisted && matches!(said.phrase, Phrase::Names(_))
            })
    }

    fn by_page(&self, context: Context, harvest: &mut Harvest) -> Left {
        if self.home.is_elsewhere() {
            harvest.instructions.push(self.no_effect(NoListEffect::OtherPart, &context));
        } else {
            let finding =
                Finding::new(Code::CorrectionByPage, "the correction names a page and a column, not an entry");
            harvest.findings.push(finding.with_quote(self.quote, &self.paragraph.place));
        }
        Left { context, verb: None }
    }

    fn orders(&self, spoken: &[Spoken<'t>], mut parsed: Parsed, harvest: &mut Harvest) -> Left {
        let before = (harvest.instructions.len(), harvest.findings.len());
        let verb = self.announced_verb(&mut parsed);
        let unknown = spoken
            .iter()
            .find_map(|said| if let Phrase::Unknown(why) = said.phrase { Some((why, said.words)) } else { None });
        if parsed.orphaned {
            let (why, words) = unknown.unwrap_or(("objects without a verb", self.quote));
            harvest.findings.push(self.unparsed(why, Some(words)));
            parsed.context.garbled = true;
            if !parsed.context.country_stated {
                parsed.context.countries.clear();
            }
            return Left { context: parsed.context, verb: None };
        }
        let mut refused = None;
        let mut ordered = Vec::new();
        for chain in chains(&parsed.clauses) {
            match order::orders(chain) {
                Ok(found) => ordered.push(found),
                Err(why) => refused = refused.or(Some(why)),
            }
        }
        for found in &ordered {
            let only = target::only_country(found);
            for one in found {
                match target::targets(one, only.as_deref()) {
                    Ok(targets) => {
                        for target in targets {
                            let order = one.order.clone();
                            let new = self.instruction(Some(target), order, &one.context);
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
        if let Some(why) = refused {
            harvest.findings.push(self.unparsed(why, unknown.map(|(_, words)| words)));
        }
        if (harvest.instructions.len(), harvest.findings.len()) == before {
            let reads = !spoken.is_empty()
                && spoken.iter().all(|said| matches!(said.phrase, Phrase::AsFollows | Phrase::Stop(_) | Phrase::And));
            let effect = if reads { NoListEffect::ReadsAsFollows } else { NoListEffect::Head };
            let says = spoken.iter().any(|said| !matches!(said.phrase, Phrase::Stop(_) | Phrase::Comma | Phrase::And));
            // "a. (1) Under RUSSIA, …": the first marker stands alone.
            if says || self.has_children {
                harvest.instructions.push(self.no_effect(effect, &parsed.context));
            } else {
                harvest.findings.push(self.unparsed("an item without an order", None));
            }
        }
        Left { context: parsed.context, verb }
    }

    /// "By adding under CHINA:" with items below is a verb and a place for them.
    fn announced_verb(&self, parsed: &mut Parsed) -> Option<Verb> {
        let last = parsed.clauses.last().filter(|_| self.has_children && announces(self.body))?;
        let says_what = last.phrases.iter().any(|phrase| {
            matches!(phrase, Phrase::Names(_) | Phrase::Unknown(_) | Phrase::Role(_))
                || matches!(phrase, Phrase::Object(object) if !matches!(object, Object::Entries { .. }))
        });
        if says_what || !parsed.context.goes_into(&last.phrases) {
            return None;
        }
        parsed.clauses.pop().map(|clause| clause.verb)
    }

    fn instruction(&self, target: Option<Target>, order: Order, context: &Context) -> Instruction {
        Instruction {
            target,
            order,
            effective: context.effective,
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

    fn no_effect(&self, effect: NoListEffect, context: &Context) -> Instruction {
        self.instruction(None, Order::NoListEffect(effect), context)
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

/// Clauses that "and" or a comma joins stand and fall together.
fn chains(clauses: &[Clause]) -> Vec<&[Clause]> {
    clauses.split_inclusive(|clause| !clause.joined).collect()
}
