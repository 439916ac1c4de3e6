//! What an item leaves to the items below it: a verb, a number of entries, an edit inside entries that they name.
//!
//! `By removing the following entries:` is the order of `a. Under RUSSIA, “A” and “B”.`

use super::clause::{Clause, Parsed};
use super::lexicon::{Meaning, Verb};
use super::names;
use super::object::Object;
use super::outline::{Node, announces};
use super::place::{Way, Where};
use super::quotation;
use super::setting::Setting;
use super::spoken::{Glue, Phrase, Spoken, What};

/// Entries that an item announces, and how many: "the six entries set out below:".
#[derive(Clone, Copy)]
pub(super) struct Announced {
    pub(super) count: Option<u32>,
}

impl<'t> Node<'t> {
    /// `(1) Alder JSC; and` below "the following entries:" is a name without marks.
    pub(super) fn unmarked_name(&self) -> Option<Spoken<'t>> {
        let end = names::name_end(self.body)?;
        let stop = [';', '.'].into_iter().find_map(|mark| end.mark(mark)).unwrap_or(end);
        let stop = stop.maybe(&[Meaning::And]).maybe_mark('.');
        let words = self.body.words_to(end);
        let start = self.body.peek()?.start;
        let name = words.trim_end_matches(['.', ',', ' ']).to_owned();
        let phrase = What::Names(vec![name]).into();
        stop.peek().is_none().then(|| Spoken { phrase, words, start, end: start + words.len() })
    }

    /// The verb of the items below, and the entries that they name where the verb has no names of its own.
    pub(super) fn left_below(&self, parsed: &mut Parsed) -> (Option<Verb>, Option<Announced>) {
        let names_entries = parsed.clauses.last().and_then(|clause| announced(&clause.phrases));
        match self.announced_verb(parsed) {
            None if self.breaks_off && self.has_children => (going_on(parsed), None),
            None => (None, None),
            verb => (verb, names_entries),
        }
    }

    /// "By adding under CHINA:" with items below is a verb and a place for them.
    fn announced_verb(&self, parsed: &mut Parsed) -> Option<Verb> {
        let last = parsed
            .clauses
            .last()
            .filter(|last| self.has_children && (announces(self.body) || self.breaks_off || is_bare(last)))?;
        let says_what = last.phrases.iter().any(|phrase| {
            matches!(phrase, Phrase::What(What::Names(_) | What::Role(_) | What::Object(_)) | Phrase::Unknown(_))
                && !phrase.is_entries()
        });
        // "by removing the following entries from RUSSIA and TURKEY:"
        let under = |phrase: &Phrase| match phrase {
            Phrase::Where(Where::Country(names, Way::From)) if last.verb == Verb::Remove => {
                Where::Country(names.clone(), Way::Under).into()
            }
            other => other.clone(),
        };
        let phrases: Vec<Phrase> = last.phrases.iter().map(under).collect();
        if says_what || !parsed.setting.goes_into(&phrases) {
            return None;
        }
        parsed.clauses.pop().map(|clause| clause.verb)
    }

    /// "by removing “A” and adding in its place “B” for the following entries:": the edit, for the items below.
    pub(super) fn announced_edit(&self, parsed: &Parsed) -> Option<Vec<Clause>> {
        let (last, before) = parsed.clauses.split_last()?;
        let (entries, phrases) = last.phrases.split_last()?;
        // A colon ends it.
        let (entries, phrases) =
            if *entries == Phrase::Glue(Glue::Stop(':')) { phrases.split_last()? } else { (entries, phrases) };
        let (count, ordinal) = (None, None);
        let announced = *entries == What::Object(Object::Entries { count, ordinal }).into();
        let of_column = |clause: &Clause| {
            let column = |phrase: &Phrase| matches!(phrase, Phrase::Where(Where::Column(_)));
            clause.setting.column.is_some() || clause.phrases.iter().any(column)
        };
        let words = |clause: &Clause| {
            let named = |phrase: &Phrase| matches!(phrase, Phrase::What(What::Names(_)));
            clause.setting.inside.is_none() && clause.phrases.iter().any(named)
        };
        let edits = parsed.clauses.iter().any(of_column) && parsed.clauses.iter().all(words);
        let edits = edits && !parsed.orphaned && before.len() < 2;
        (announced && edits && self.has_children && announces(self.body)).then(|| {
            let last = Clause { phrases: phrases.to_vec(), ..last.clone() };
            before.iter().cloned().chain([last]).collect()
        })
    }

    /// "a. Under FRANCE, “A” and “B”;" below such an edit.
    pub(super) fn edited(&self, spoken: &[Spoken<'_>], edit: &[Clause], above: &Setting) -> Option<Parsed> {
        let mut named = Vec::new();
        let mut places = Vec::new();
        for said in spoken {
            match &said.phrase {
                Phrase::What(What::Names(quoted)) if named.is_empty() => named.clone_from(quoted),
                Phrase::Where(Where::Country(..)) if named.is_empty() || places.is_empty() => {
                    places.push(said.phrase.clone());
                }
                Phrase::Glue(Glue::And | Glue::Comma | Glue::Stop(_)) => {}
                phrase if phrase.is_entries() => {}
                _ => return None,
            }
        }
        if edit.is_empty() || named.is_empty() || self.has_children {
            return None;
        }
        let mut setting = above.inherited();
        let one_place = setting.enter_all(&places);
        setting.inside = Some((named.iter().map(|name| quotation::name(name).to_owned()).collect(), None));
        let own = |clause: &Clause| {
            let setting = Setting { column: clause.setting.column, ..setting.clone() };
            Clause { setting, ..clause.clone() }
        };
        let clauses = edit.iter().map(own).collect();
        Some(Parsed { clauses, setting: above.inherited(), orphaned: !one_place })
    }
}

/// "removing the entries for “A” and", with more names in the next paragraph: its verb, which goes on there.
fn going_on(parsed: &mut Parsed) -> Option<Verb> {
    let last = parsed.clauses.last()?;
    let plain = |phrase: &Phrase| {
        let named =
            matches!(phrase, Phrase::What(What::Names(_)) | Phrase::Where(Where::Country(..)) | Phrase::Glue(_));
        named || phrase.is_entries()
    };
    let here = matches!(last.verb, Verb::Add | Verb::Remove | Verb::Revise) && last.phrases.iter().all(plain);
    let (verb, phrases) = (last.verb, last.phrases.clone());
    (here && parsed.setting.goes_into(&phrases)).then_some(verb)
}

/// "a. Adding" without a colon: nothing but a verb.
fn is_bare(clause: &Clause) -> bool {
    let glue = |phrase: &Phrase| matches!(phrase, Phrase::Glue(Glue::Comma | Glue::Stop(':' | '—')));
    clause.phrases.iter().all(glue)
}

/// The entries of an order whose names stand in the items below.
fn announced(phrases: &[Phrase]) -> Option<Announced> {
    let mut nouns = phrases.iter().filter_map(|phrase| match phrase {
        Phrase::What(What::Object(Object::Entries { count, .. })) => Some(Announced { count: *count }),
        Phrase::What(What::Object(Object::AllOf { count, .. })) => Some(Announced { count: Some(*count) }),
        _ => None,
    });
    let first = nouns.next()?;
    Some(if nouns.next().is_some() { Announced { count: None } } else { first })
}
