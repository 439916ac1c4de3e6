//! What is to be done: `by adding`, `Remove`, `is further amended by`, `are stayed`.

use super::lexer::{Cursor, Reading};
use super::lexicon::{Meaning, Verb};
use Meaning::{
    Adverb, AdverbOfOrder, Amends, AsFollows, Auxiliary, Besides, BesidesDone, Both, By, Each, Means, Participle,
    Should, Stay, To, ToRead,
};

/// What a verb says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// "is amended": what follows says how.
    Amended,
    Order(Verb, Voice),
}

/// How the verb stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// The object follows: "adding", "Add".
    Active,
    /// The object follows, and the verb says how another is carried out: "by adding", "to add".
    Means,
    /// The object stands before: "are removed".
    Passive,
}

const ADVERBS: [Meaning; 4] = [Adverb, AdverbOfOrder, Each, Both];

/// `[by|to] adding`, `are removed`, `is [further] amended`. "revising and republishing" is one verb.
pub(super) fn verb(cursor: Cursor<'_>) -> Reading<'_, Said> {
    let for_a_time =
        |next| cursor.words_to(next).split_whitespace().any(|word| word.eq_ignore_ascii_case("temporarily"));
    match read(cursor) {
        Reading::Understood(Said::Order(verb, _), next)
            if !matches!(verb, Verb::Stay | Verb::Lift) && for_a_time(next) =>
        {
            Reading::Malformed("an order for a time only", next)
        }
        read => read,
    }
}

fn read(cursor: Cursor<'_>) -> Reading<'_, Said> {
    let amended = |next| Reading::Understood(Said::Amended, next);
    if let Some(next) = cursor.one_of(&[Amends]) {
        return amended(next);
    }
    // "“A” should read “B”"
    if let Some(next) = cursor.one_of(&[Should]).filter(|next| reads(*next)) {
        return Reading::Understood(Said::Order(Verb::Revise, Voice::Passive), next);
    }
    let auxiliary = cursor.one_of(&[Auxiliary]).map(|next| next.any_of(&ADVERBS));
    match auxiliary.unwrap_or(cursor).find(participle) {
        Some((Verb::Amend, next)) if !next.is(&[ToRead]) => return amended(next.maybe(&[AsFollows])),
        Some((Verb::Amend, next)) if auxiliary.is_some() => {
            return Reading::Understood(Said::Order(Verb::Revise, Voice::Passive), next);
        }
        Some((verb, next)) if auxiliary.is_some() => {
            return Reading::Understood(Said::Order(verb, Voice::Passive), next.maybe(&[BesidesDone]));
        }
        _ if auxiliary.is_some() => return Reading::NotMine,
        Some(_) | None => {}
    }
    let means = |meaning| if let Means(verb) = meaning { Some(verb) } else { None };
    if let Some((verb, next)) = cursor.find(means) {
        return Reading::Understood(Said::Order(verb, Voice::Means), next);
    }
    let lead = cursor.any_of(&ADVERBS).one_of(&[By, To]);
    let voice = if lead.is_some() { Voice::Means } else { Voice::Active };
    let found = lead.unwrap_or(cursor).any_of(&ADVERBS).find(active);
    // "reserving the entry" says no more than its removal.
    let found = found.filter(|(verb, _)| *verb != Verb::Reserve || !cursor.is(&[Meaning::Silent]));
    // "to end"/"to change" without an object of ours is caught where the order is put together.
    found.map(|(verb, next)| (Said::Order(verb, voice), next.maybe(&[Besides]))).into()
}

fn reads(at: Cursor<'_>) -> bool {
    at.peek().is_some_and(|token| token.text == "read")
}

/// `read` behind `should`.
pub(super) fn should_read(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let behind = |back: usize| Some(Cursor { at: at.at.checked_sub(back)?, ..at }.one_of(&[Should])? == at);
    ((1..=2).any(|back| behind(back) == Some(true)) && reads(at)).then(|| at.next())
}

fn participle(meaning: Meaning) -> Option<Verb> {
    if let Participle(verb) = meaning { Some(verb) } else { None }
}

/// "adding", "Add".
pub(super) fn active(meaning: Meaning) -> Option<Verb> {
    match meaning {
        Meaning::Verb(verb) => Some(verb),
        Stay => Some(Verb::Stay),
        _ => None,
    }
}
