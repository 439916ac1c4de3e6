//! Words by which what a document ordered may be ended, denied, corrected or put on another day, wherever they stand in a
//! sentence that refers to it: "Compliance with the rule at 96 FR 900 is not required", "The entity added by 96 FR 900 is
//! listed no longer".
//!
//! The predicate beside a document is looked at by its place; these are the sentences in which it is an innocent one, or
//! stands elsewhere.

mod words;

use std::ops::Range;

use chrono::NaiveDate;

use super::head;
use super::predicate::words::is_recounting;
use super::quoted::unquoted;
use super::until;
use super::verb::wording::words as words_of;
use crate::law::text::date;
use words::{
    ANOTHER_DAY, COMES, DENYING, FORCE, HARMLESS, HELD_BACK, INNOCENT, LEAVES, MAKES, OF_THE_PAST, ORDERED, OTHER,
    OWN_DAY, PARTS, PRINTED, SLIPS, WITH_A_PREDICATE,
};

/// What may be said of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Denial {
    /// That it has no force, or an error, or orders something else.
    Said,
    /// Days of effect, which are nothing unless they are other ones: each with the place of its document.
    Days(Vec<(usize, NaiveDate)>),
}

/// What a sentence may say of one of the documents at `spans`.
pub(super) fn read(text: &str, spans: &[Range<usize>]) -> Option<Denial> {
    let lower = unquoted(text).to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    // "supplement no. 4 was amended at 96 FR 900; however, this amendment could not be incorporated"
    let left_out = || {
        let named = spans.first().and_then(|span| lower.get(span.end..));
        named.is_some_and(|rest| LEFT_OUT.iter().any(|words| rest.contains(words)))
    };
    let mut days = Vec::new();
    for range in clauses(&lower) {
        let within: Vec<_> = spans.iter().enumerate().filter(|(_, span)| range.contains(&span.start)).collect();
        let clause = Clause { text: lower.get(range.clone())?, printed: text.get(range.clone())? };
        let local: Vec<_> = within.iter().map(|(_, span)| span.start - range.start..span.end - range.start).collect();
        if local.is_empty() {
            continue;
        }
        if clause.denies_or_corrects(&local) {
            return Some(Denial::Said);
        }
        let said = clause.days(&local);
        // "91 FR 900, effective May 2, 2031, and 91 FR 950, effective June 2, 2031"
        let each = said.len() == local.len();
        let of = |at: usize| if each { said.get(at) } else { said.iter().max() };
        days.extend(within.iter().enumerate().filter_map(|(at, (place, _))| Some((*place, *of(at)?))));
    }
    if left_out() { Some(Denial::Said) } else { (!days.is_empty()).then_some(Denial::Days(days)) }
}

/// Words by which the office that keeps the Code says that an amendment is not carried out in it (1 CFR 8.1).
const LEFT_OUT: [&str; 7] = [
    "cannot be carried out", "cannot be incorporated", "could not be carried out", "could not be executed",
    "could not be incorporated", "inaccurate amendatory", "not been incorporated",
];

/// Whether a sentence, whatever it refers to, takes a party off a list.
pub(super) fn delists(text: &str) -> bool {
    let lower = unquoted(text).to_lowercase();
    Clause { text: &lower, printed: text }.leaves(&[], &words_of(&lower))
}

/// Whether a sentence tells its readers to change what is printed: "Readers are asked to strike the second row".
pub(super) fn instructs(text: &str) -> bool {
    let lower = text.to_lowercase();
    let asks = ["are asked to ", "are requested to ", "readers should ", "please "];
    let changes = ["strike", "disregard", "ignore", "delete", "replace", "substitute", "insert", "omit"];
    let asked = |ask: &&str| {
        let rest = lower.split_once(*ask).map(|(_, rest)| rest);
        rest.is_some_and(|rest| changes.iter().any(|verb| rest.starts_with(verb)))
    };
    asks.iter().any(asked)
}

/// Whether a sentence says of what was named before it that it stands: "Their effective dates are not postponed."
pub(super) fn assures(lower: &str) -> bool {
    const BEGINS: [&str; 12] = [
        "both ", "it ", "its effective", "neither ", "that rule", "the effective date", "the final rule", "the rule",
        "their effective", "they ", "those rules", "these rules",
    ];
    const STANDS: [&str; 12] = [
        "as published", "as scheduled", "not affected", "not altered", "not changed", "not delayed", "not postponed",
        "not stayed", "not suspended", "remain unchanged", "remains unchanged", "unaffected",
    ];
    const LIMITS: [&str; 9] =
        ["although", "but ", "except", "however", "only", "other than", "unless", "until", "yet "];
    let has = |any: &[&str]| any.iter().any(|words| lower.contains(words));
    BEGINS.iter().any(|words| lower.starts_with(words)) && has(&STANDS) && !has(&LIMITS)
}

/// Whether a word is for the force of a document.
pub(super) fn is_of_force(word: &str) -> bool {
    FORCE.iter().any(|stem| word.starts_with(stem)) || ["add", "list", "put"].iter().any(|stem| word.starts_with(stem))
}

/// Whether words are about what each rule is exempt from.
pub(super) fn is_of_procedure(lower: &str) -> bool {
    OTHER.iter().any(|words| lower.contains(words))
}

/// The clauses of a sentence, by their places: a semicolon parts what has nothing to do with each other.
fn clauses(lower: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    lower.split_inclusive("; ").map(move |clause| {
        let range = from..from + clause.len();
        from = range.end;
        range
    })
}

/// "should treat the rule at 96 FR 900 as never having been published".
fn recasts(words: &[(usize, &str)]) -> bool {
    const AS_A: [&str; 5] = ["draft", "guidance", "nullity", "proposal", "proposed"];
    const AS: [&str; 13] = [
        "cancelled", "if", "ineffective", "inoperative", "invalid", "never", "not", "null", "rescinded", "though",
        "void", "withdrawn", "without",
    ];
    let stems = ["consider", "regard", "treat", "understand", "view"];
    let verb = words.iter().position(|(_, word)| stems.iter().any(|stem| word.starts_with(stem)));
    let behind = verb.and_then(|at| words.get(at..)).unwrap_or_default();
    behind.windows(2).any(|pair| matches!(pair, [(_, "as"), (_, next)] if AS.contains(next)))
        || behind.windows(3).any(|three| matches!(three, [(_, "as"), (_, "a"), (_, next)] if AS_A.contains(next)))
}

struct Clause<'t> {
    /// In small letters, quotations blank.
    text: &'t str,
    printed: &'t str,
}

impl Clause<'_> {
    fn denies_or_corrects(&self, spans: &[Range<usize>]) -> bool {
        let words = words_of(self.text);
        self.denies(spans, &words)
            || self.leaves(spans, &words)
            || self.slips() && !head::is_of_party(self.text)
            || self.has(&ANOTHER_DAY)
            || recasts(&words)
            || self.is_held_back()
            || self.differs(spans, &words)
            || self.is_reached(spans) == Some(true)
            || self.is_made(&words)
            || self.orders_within(spans, &words)
    }

    fn has(&self, any: &[&str]) -> bool {
        any.iter().any(|words| self.text.contains(words))
    }

    /// "is not required", "need not be treated as", "no person need comply", "is listed no longer".
    fn denies(&self, spans: &[Range<usize>], words: &[(usize, &str)]) -> bool {
        // "Comments that arrive later will not be considered."
        // "The freeze does not apply to the rule."
        if self.is_reached(spans) == Some(false) {
            return false;
        }
        let of_thing = words.first().is_some_and(|(_, word)| word.ends_with('s') && head::names_thing(word));
        if self.has(&OTHER) || of_thing {
            return false;
        }
        let force = |word: &str| {
            word != "considering"
                && (FORCE.iter().any(|stem| word.starts_with(stem)) || ["stand", "stands"].contains(&word))
        };
        let word = |at: usize| words.get(at).map_or("", |(_, word)| *word);
        let to_come = |at: usize| (at.saturating_sub(3)..at).any(|at| ["will", "shall", "must"].contains(&word(at)));
        // "has decided not to implement"
        let decides = |at: usize| word(at + 1) == "to" && ["has", "have"].contains(&word(at.saturating_sub(2)));
        let recounts = |at: usize| {
            let past = (at.saturating_sub(2)..at).any(|at| OF_THE_PAST.contains(&word(at)));
            past && !to_come(at) && !decides(at)
        };
        // "In deciding not to proceed, BIS has considered the rule at 96 FR 900."
        let leads = |at: usize| {
            let phrase = ["by", "in", "when"].contains(&word(0)) && at == 2 && word(1).ends_with("ing");
            let from = words.get(at).map_or(0, |(from, _)| *from);
            phrase && spans.iter().all(|span| self.text.get(from..span.start).is_some_and(|lead| lead.contains(", ")))
        };
        (0..words.len()).any(|at| {
            let denied = DENYING.contains(&word(at))
                && !recounts(at)
                && !leads(at)
                && !["later", "earlier"].contains(&word(at + 1));
            let longer = word(at) == "no" && word(at + 1) == "longer";
            let harmless = HARMLESS.iter().any(|stem| word(at + 1).starts_with(stem));
            // "The volume does not contain amendments published after January 1, 2031."
            let later = ["contain", "include"].contains(&word(at + 1)) && self.has(&["published after", "made after"]);
            let harmless = harmless || later;
            // "does not apply to requests under the rule"
            let to_thing = word(at + 1).starts_with("appl") && word(at + 2) == "to" && head::names_thing(word(at + 3));
            let behind = !harmless && !to_thing && (at + 1..at + 4).any(|at| force(word(at)));
            let given = word(at) == "longer" && (at + 1..at + 6).any(|at| ["effect", "force"].contains(&word(at)));
            // "will not make the rule effective"
            let made =
                denied && MAKES.contains(&word(at + 1)) && (at + 2..words.len()).any(|at| COMES.contains(&word(at)));
            denied && behind || made || given || longer && (at.saturating_sub(2)..at).any(|at| force(word(at)))
        })
    }

    /// "Hazel SA, added by 96 FR 900, comes off the list", but not "Dorn AG is removed from the list by the rule at 96 FR 900".
    fn leaves(&self, spans: &[Range<usize>], words: &[(usize, &str)]) -> bool {
        const BY_IT: [&str; 6] =
            ["by a final rule", "by a rule", "by the final rule", "by the rule", "in a rule", "in the rule"];
        let mut places = LEAVES.iter().flat_map(|stem| self.text.match_indices(stem));
        places.any(|(at, _)| {
            let before = words.iter().rev().filter(|(place, _)| *place < at).take(3);
            let begins = !self.text.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
            let recounted = |word: &str| ["was", "were", "had", "been", "to", "not", "never", "nor"].contains(&word);
            let rest = self.text.get(at..).and_then(|rest| rest.split_once(" list ")).map_or("", |(_, rest)| rest);
            let by_it = BY_IT.iter().any(|words| rest.starts_with(words))
                && !spans.is_empty()
                && spans.iter().all(|span| span.start > at);
            begins && !by_it && !before.into_iter().any(|(_, word)| recounted(word))
        })
    }

    /// "The words “Hazel SA” in the rule at 96 FR 900 were a mistake", "For “2.a” in 96 FR 900, read “2.b”".
    fn slips(&self) -> bool {
        let quotes = self.printed.contains('“');
        let reads = [" read ", " reads ", " read:"].iter().any(|word| self.text.contains(word));
        let leads = self.text.trim_start().starts_with("for ") || self.text.contains("in place of");
        let substitutes = self.has(&["substitut", "it means", "is meant", "was meant"]);
        self.has(&SLIPS) || quotes && (reads && leads || substitutes)
    }

    /// Whether an act that stands elsewhere reaches the document: "The stay entered by the court covers the rule at 96 FR 900".
    fn is_reached(&self, spans: &[Range<usize>]) -> Option<bool> {
        const ACTS: [&str; 8] =
            ["delay ", "freeze", "injunction ", "moratorium", "postponement ", "stay ", "suspension ", "vacatur "];
        const REACHES: [&str; 11] = [
            " appl", " caught", " cover", " encompass", " extends to", " includes", " reach", " subject to",
            " captured", " as to the ", " with respect to ",
        ];
        const SPARES: [&str; 7] = [" before ", " exempt", " no ", " not ", "motion", "request", "unaffected"];
        let first = spans.first()?;
        let before = self.text.get(..first.start)?;
        let act = ACTS.iter().any(|act| {
            self.text.contains(&format!("the {act}"))
                || self.text.contains(&format!("regulatory {act}"))
                || ["’s", "'s"].iter().any(|of| self.text.contains(&format!("{of} {act}")))
        });
        let reaches = REACHES
            .iter()
            .any(|words| before.contains(words) || self.text.get(first.end..).is_some_and(|rest| rest.contains(words)));
        (act && reaches).then(|| !SPARES.iter().any(|words| self.text.contains(words)))
    }

    /// "The address printed at 96 FR 900 is not the address of that company", "Dorn AG, removed at 96 FR 900, stays listed".
    fn differs(&self, spans: &[Range<usize>], words: &[(usize, &str)]) -> bool {
        const PRESCRIBES: [&str; 4] = [" must read", " ought to", " should be", " should read"];
        const DETAILS: [&str; 17] = [
            "address", "alias", "city", "column", "country", "date", "destination", "entry", "footnote", "name",
            "person", "policy", "requirement", "spelling", "street", "text", "version",
        ];
        const ANOTHER: [&str; 11] =
            ["a", "accurate", "an", "complete", "correct", "exact", "its", "right", "that", "the", "those"];
        let Some(first) = spans.first() else { return false };
        let (before, after): (Vec<_>, Vec<_>) =
            words.iter().map(|(at, word)| (*at, *word)).partition(|(at, _)| *at < first.start);
        let has = |stems: &[&str]| before.iter().any(|(_, word)| stems.iter().any(|stem| word.starts_with(stem)));
        let denied = after.windows(3).any(|three| {
            let [(_, is), (_, not), (_, next)] = three else { return false };
            ["are", "is", "was", "were"].contains(is)
                && *not == "not"
                && (ANOTHER.contains(next) || self.text.contains(" but "))
        });
        let detail = before.iter().any(|(_, word)| DETAILS.contains(word));
        let still = |(_, word): &(usize, &str)| ["remains", "still", "stays", "remain", "stay"].contains(word);
        let listed = ["on the list", "on the entity list", "listed"].iter().any(|words| self.text.contains(words));
        let nothing = ["not occur", "not happen", "not take place"].iter().any(|words| self.text.contains(words));
        let prescribed =
            self.text.get(first.start..).is_some_and(|rest| PRESCRIBES.iter().any(|words| rest.contains(words)));
        let again = ["is restored", "reinstat", "relist", "re-list", "restores", "restoring"];
        let restored = again.iter().any(|words| self.text.contains(words));
        // "issued an injunction against enforcement of the rule"
        let enjoins = self.text.contains("injunction")
            && has(&["grant", "issu", "enter", "impos", "obtain"])
            && !has(&["deni", "declin", "refus", "motion", "request", "vacat", "dissolv", "lift"]);
        // "For Hazel SA (96 FR 900), the license requirement is lifted."
        let ended = words.windows(3).any(|three| {
            let [(_, noun), (_, is), (_, verb)] = three else { return false };
            let ends =
                ["eliminat", "end", "lift", "remov", "suspend", "waiv"].iter().any(|stem| verb.starts_with(stem));
            let requires = ["requirement", "requirements", "restriction", "restrictions"].contains(noun);
            requires && ["are", "is"].contains(is) && ends
        });
        // "Lyon, not Nantes", but "another entry, not the one added at"
        let another = self.text.split_once(", not ").is_some_and(|(_, rest)| {
            !["by", "in", "one", "that", "the one", "those", "to"].iter().any(|words| rest.starts_with(words))
        });
        let corrected = another && words.iter().any(|(_, word)| DETAILS.contains(word));
        corrected
            || detail && (denied || prescribed)
            || ended
            || restored && words.iter().any(|(_, word)| word.starts_with("remov"))
            || enjoins
            || has(&["delet", "remov"]) && listed && after.iter().any(still)
            || has(&["addition", "listing", "remov"]) && nothing
    }

    /// "is subject to an automatic stay", "is to be read without its instruction 2.b".
    fn is_held_back(&self) -> bool {
        let mut subject = self.text.match_indices("subject to ");
        let held = |(at, lead): (usize, &str)| {
            let rest = self.text.get(at + lead.len()..).unwrap_or_default();
            HELD_BACK.iter().any(|words| rest.starts_with(words))
        };
        subject.any(held) || self.has(&["read without", "read as if", "read as though", "read omitting"])
    }

    /// "is made inoperative", "is considered final".
    fn is_made(&self, words: &[(usize, &str)]) -> bool {
        words.windows(3).any(|three| {
            let [(_, auxiliary), (_, verb), (at, predicate)] = three else {
                return false;
            };
            let of_itself = verb.starts_with("becom") || verb.starts_with("remain");
            let is = ["is", "are", "be", "been", "hereby", "now"].contains(auxiliary) || of_itself;
            let plain = |word: &str| {
                !super::predicate::words::FUNCTION.contains(&word)
                    && !super::predicate::words::OF_CITATION.contains(&word)
                    && !word.ends_with("ly")
                    && !word.ends_with("ing")
                    && !word.contains(|c: char| c.is_ascii_digit())
            };
            let adjacent = self.text.get(..*at).is_some_and(|before| before.ends_with(&format!("{verb} ")));
            let changes = plain(predicate) && !is_recounting(predicate) && !INNOCENT.contains(predicate);
            is && WITH_A_PREDICATE.contains(verb) && adjacent && changes
        })
    }

    /// "In the rule at 96 FR 900, instruction 2.b is removed".
    fn orders_within(&self, spans: &[Range<usize>], words: &[(usize, &str)]) -> bool {
        let leads = self.text.trim_start().starts_with("in ") || self.text.trim_start().starts_with("on page");
        let Some(first) = spans.first().filter(|_| leads) else {
            return false;
        };
        let rest: Vec<_> = words.iter().filter(|(at, _)| *at >= first.end).map(|(_, word)| *word).collect();
        let part = rest.iter().position(|word| PARTS.iter().any(|part| word.starts_with(part)));
        let ordered = |word: &&str| ORDERED.iter().any(|stem| word.starts_with(stem)) && word.ends_with('d');
        part.is_some_and(|part| {
            let mut behind = rest.iter().skip(part).take(12).zip(rest.iter().skip(part + 1));
            behind.any(|(auxiliary, verb)| ["is", "are"].contains(auxiliary) && ordered(verb))
        })
    }

    /// Days that are none of publication, of a period for comments, or of something that the document itself did.
    fn days(&self, spans: &[Range<usize>]) -> Vec<NaiveDate> {
        const OTHERS: [&str; 49] = [
            "aboard", "agenda", "an application", "applications", "argued", "argument", "briefing", "call ", "closes",
            "collection", "comment", "conference", "contract", "deadline", "docket", "due ", "en route", "event",
            "exhibit", "general license", "heard", "hearing", "held on", "inspection", "license application",
            "license was", "licenses", "meeting", "motion", "open until", "oral", "outage", "petition",
            "recordkeeping", "registration", "report", "request", "seminar", "session", "shipment", "submi",
            "this final rule", "this rule", "to prepare", "training", "trial", "unavailable", "webinar", "workshop",
        ];
        // "The rule at 96 FR 900 delays the requirement until": it is what the rule does.
        let acts = spans.iter().any(|span| {
            let rest = self.text.get(span.end..).unwrap_or_default();
            let next = words_of(rest).into_iter().next().map_or("", |(_, word)| word);
            let of_itself = OWN_DAY.iter().any(|stem| next.starts_with(stem));
            (next.ends_with('s') || next.ends_with("ed")) && !["is", "was", "has"].contains(&next) && !of_itself
        });
        // A row of a table says in its head what its days are; a clause, what else is held or due on one.
        let is_row = self.text.contains(" | ");
        if acts || self.has(&OTHERS) && !is_row {
            return Vec::new();
        }
        let capital = |at: &usize| self.printed.get(*at..).is_some_and(|rest| rest.starts_with(char::is_uppercase));
        let begins =
            |at: &usize| !self.printed.get(..*at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
        let outside = |at: &usize| !spans.iter().any(|span| span.contains(at));
        let printed_on = |at: &usize| {
            let before = self.text.get(..*at).unwrap_or_default().trim_end();
            let before = before.strip_suffix(" on").unwrap_or(before);
            PRINTED.iter().any(|verb| before.ends_with(verb))
        };
        let places = self.printed.char_indices().map(|(at, _)| at).filter(outside).filter(capital).filter(begins);
        // "that of May 2, 2031 (96 FR 900)"
        let of_citation = |at: &usize| {
            let behind =
                self.printed.get(*at..).and_then(date::in_full).map(|(_, rest)| self.printed.len() - rest.len());
            behind.is_some_and(|end| spans.iter().any(|span| self.text.get(end..span.start) == Some(" (")))
        };
        let places = places.filter(|at| !printed_on(at) && !of_citation(at));
        let days: Vec<_> = places.filter_map(|at| until::in_list(self.printed.get(at..)?)).collect();
        let was = until::was(self.printed);
        let new: Vec<_> = days.iter().copied().filter(|day| Some(*day) != was).collect();
        if new.is_empty() { days } else { new }
    }
}

#[cfg(test)]
mod tests;
