//! Which text of the CFR an order is about: `Supplement No. 4 to part 744`, `§ 734.9`, `the Entity List`.

use super::lexer::{Cursor, Reading};
use super::lexicon::{self, Meaning, Verb};
use crate::law::ListId;
use Meaning::{
    Adverb, And, Appendix, AsFollows, At, Auxiliary, By, Contained, For, From, GeneralLicense, In, ListNoun, Located,
    Meu, MilitaryEndUser, Nos, Number, Of, OfTheEar, OfTheTitle, On, Or, Part, Regulations, Section, Subpart,
    Supplement, Table, The, ThisPart, To, Under, Until,
};

/// The text an order is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// One of our lists.
    List(ListId),
    /// A section of Part 744, or a supplement that is no list of ours.
    OtherText,
    /// Another part of the CFR.
    OtherPart,
    /// Nothing said so far.
    Unsaid,
}

/// The CFR part that words without one refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Home {
    pub(super) title: Option<u16>,
    pub(super) part: Option<u16>,
}

impl Home {
    /// Whether the REGTEXT says that this is law of another part or title.
    pub(super) fn is_elsewhere(self) -> bool {
        self.part.is_some_and(|part| part != 744) || self.is_other_title()
    }

    /// Whether the REGTEXT says that this is law of another title.
    pub(super) fn is_other_title(self) -> bool {
        self.title.is_some_and(|title| title != 15)
    }
}

/// `[in] [the Entity List (] supplement no. 4 to part 744 [)]`, `from the Entity List`.
pub(super) fn scope(cursor: Cursor<'_>, home: Home) -> Reading<'_, Scope> {
    let start = cursor.any_of(&[In, To, Of, From, On, For, At, The, Table]);
    let named = list_name(start);
    let after_name = named.map_or(start, |(_, next)| {
        let bracket = next.mark('(').or_else(|| next.mark(',')).unwrap_or(next);
        bracket.any_of(&[Table, The, Located, Contained, In, At, Of, To])
    });
    let bracketed = named.is_some_and(|(_, next)| next.mark('(').is_some());
    match supplement(after_name, home) {
        Reading::Understood(scope, next) => {
            let next = next.mark(')').filter(|_| bracketed).unwrap_or(next);
            let (behind, next) = trailing_name(next);
            let called = [named.map(|(list, _)| list), behind];
            if called.into_iter().flatten().any(|list| scope != Scope::List(list)) {
                return Reading::Malformed("the list and its supplement do not agree", next);
            }
            Reading::Understood(scope, next)
        }
        Reading::Malformed(why, next) => Reading::Malformed(why, next),
        Reading::NotMine => named.map(|(list, next)| (Scope::List(list), next)).into(),
    }
}

/// `supplement no. 4 to [15 CFR] part 744`; the part may be left to the REGTEXT.
fn supplement(cursor: Cursor<'_>, home: Home) -> Reading<'_, Scope> {
    let Some(next) = cursor.one_of(&[Supplement]) else {
        return Reading::NotMine;
    };
    let next = next.maybe_mark('.').maybe(&[Number, Nos]).maybe_mark('.');
    let roman = || next.peek().filter(|token| token.is_upper()).map(|_| (0, next.next()));
    let Some((number, next)) = next.number().or_else(|| glued(next)).or_else(roman) else {
        return Reading::Malformed("a supplement without a number", next);
    };
    let more = next.maybe_mark(',').maybe(&[And, Or, Until]);
    let numbered = more.maybe(&[Number, Nos]).maybe_mark('.');
    if let Some((_, end)) = numbered.number().filter(|_| more != next) {
        return Reading::Malformed("several supplements at once", end);
    }
    // "Supplement No. 4 (Entity List) to part 744"
    let behind_name = match trailing_name(next) {
        (Some(_), end) if part(end.maybe_mark(',')).is_some() => end.maybe_mark(','),
        _ => next,
    };
    let (part, next) = part(behind_name).map_or((home.part, next), |(part, next)| (Some(part), next));
    let list = u8::try_from(number).ok().and_then(ListId::from_supplement);
    match (part, list) {
        (Some(744), Some(list)) if !home.is_other_title() => Reading::Understood(Scope::List(list), next),
        (Some(744), None) => Reading::Understood(Scope::OtherText, next),
        (Some(_), _) => Reading::Understood(Scope::OtherPart, next),
        (None, _) => Reading::Malformed("a supplement of no stated part", next),
    }
}

/// `No.4`
fn glued(cursor: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    let word = cursor.peek()?.text.to_ascii_lowercase();
    Some((word.strip_prefix("no.")?.parse().ok()?, cursor.next()))
}

/// Whether an item says no more than that several supplements are amended, each by the items below: "Supplements No. 4
/// and 6 to part 744 are amended:".
pub(super) fn heads_several(body: Cursor<'_>, home: Home) -> bool {
    let mut at = body.any_of(&[In, The, Meaning::Verb(Verb::Amend)]);
    let mut numbers = 0;
    loop {
        let next = at.maybe(&[Supplement]).maybe(&[Number, Nos]).maybe_mark('.');
        let Some((_, end)) = next.number().or_else(|| glued(next)) else {
            break;
        };
        let (_, end) = trailing_name(part(end).map_or(end, |(_, end)| end));
        let end = part(end).map_or(end, |(_, end)| end);
        numbers += 1;
        at = end.maybe_mark(',').maybe(&[And]);
    }
    let amended = at.one_of(&[Auxiliary]).map(|at| at.any_of(&[Adverb]));
    let amended = amended.and_then(|at| at.one_of(&[Meaning::Participle(Verb::Amend)]));
    let end = amended.unwrap_or(at).maybe(&[AsFollows]);
    numbers > 1 && !home.is_elsewhere() && end.mark(':').is_some_and(|end| end.peek().is_none())
}

/// `to part 744 [of title 15]`, `of this part`.
fn part(cursor: Cursor<'_>) -> Option<(u16, Cursor<'_>)> {
    let next = cursor.one_of(&[To, Of, In])?.any_of(&[Regulations, The]);
    let (part, next) = match next.one_of(&[ThisPart]) {
        Some(next) => (744, next),
        None => next.one_of(&[Part])?.number()?,
    };
    Some((u16::try_from(part).ok()?, next.maybe(&[OfTheEar, OfTheTitle])))
}

/// `[in] [15 CFR] part 744`, `of the EAR`, `of this part`: nothing that the place of the order does not say.
pub(super) fn is_said_anyway(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let here = || cursor.one_of(&[Of])?.one_of(&[ThisPart]);
    let title = || cursor.one_of(&[To, Of, In]).filter(|next| next.is(&[Regulations])).unwrap_or(cursor);
    let part = || title().any_of(&[Regulations]).one_of(&[Part])?.number();
    // "In part 744, Supplement No. 4 is amended"
    let before = |(_, next): &(u32, Cursor<'_>)| next.maybe_mark(',').maybe(&[The]).is(&[Supplement]);
    let above = || cursor.one_of(&[In])?.one_of(&[Part])?.number().filter(before);
    let part = part().or_else(above).filter(|(part, _)| *part == 744);
    part.map(|(_, next)| next).or_else(here).or(cursor.one_of(&[OfTheEar]))
}

/// `—Entity List`, `(the Entity List)`, `, the Entity List,`. Supplement No. 7 held a temporary general license until 2020.
fn trailing_name(cursor: Cursor<'_>) -> (Option<ListId>, Cursor<'_>) {
    let opened = ['(', '—', ','].into_iter().find_map(|mark| cursor.mark(mark)).unwrap_or(cursor);
    let former = || Some((ListId::MeuList, opened.any_of(&[The]).one_of(&[GeneralLicense])?));
    let named = list_name(opened.any_of(&[The])).or_else(former);
    named.map_or((None, cursor), |(list, next)| (Some(list), next.maybe_mark(')')))
}

fn list_name(cursor: Cursor<'_>) -> Option<(ListId, Cursor<'_>)> {
    let plain = cursor.find(|meaning| if let Meaning::List(list) = meaning { Some(list) } else { None });
    plain.or_else(|| {
        let quoted = |(name, next): (&str, _)| (lexicon::meaning(name) == Some(MilitaryEndUser)).then_some(next);
        let next = cursor.one_of(&[MilitaryEndUser]).or_else(|| cursor.quoted().and_then(quoted))?;
        Some((ListId::MeuList, next.maybe(&[Meu]).one_of(&[ListNoun])?))
    })
}

/// The text an item is about, where its own words say so.
pub(super) enum Mention {
    /// Nothing is named.
    Nothing,
    /// A list of ours is named first; the grammar reads on.
    Ours,
    /// Other law is named, and no list of ours.
    Elsewhere(Scope),
    /// Other law is named first and one of our lists after it.
    Mixed,
}

/// Looks through the words outside quotations for what the item is about.
pub(super) fn mention(body: Cursor<'_>, home: Home) -> Mention {
    let (mut ours, mut other) = (None, None);
    for at in body.at..body.tokens.len() {
        let here = Cursor { at, ..body };
        let scope = match supplement(here, home) {
            Reading::Understood(scope, _) => Some(scope),
            // Read on: the grammar says what is wrong with it.
            Reading::Malformed(..) if !home.is_elsewhere() => Some(Scope::Unsaid),
            Reading::Malformed(..) | Reading::NotMine => section(here),
        };
        match scope {
            Some(Scope::List(_) | Scope::Unsaid) => ours = ours.or(Some(at)),
            Some(scope @ (Scope::OtherText | Scope::OtherPart)) => {
                other = other.or(Some((at, scope)));
            }
            None => {}
        }
    }
    match (ours, other) {
        (None, None) => Mention::Nothing,
        (Some(ours), Some((other, _))) if other < ours => Mention::Mixed,
        (Some(_), _) => Mention::Ours,
        (None, Some((_, scope))) => Mention::Elsewhere(scope),
    }
}

/// Whether an item begins with the law that it is about: "Section 744.21 is amended", "In § 744.11,", "Revising § 744.2".
pub(super) fn opens(body: Cursor<'_>, home: Home) -> bool {
    const VERBS: [Meaning; 2] = [Meaning::Verb(Verb::Revise), Meaning::Verb(Verb::Amend)];
    let start = body.any_of(&[&[In, Under, By, The, To], &VERBS[..]].concat());
    matches!(supplement(start, home), Reading::Understood(..)) || section(start).is_some()
}

/// Whether an item speaks of a supplement to this part that is no list of ours, or of an appendix, of which it has
/// none: with entries in it, its number or its name may be misprinted.
pub(super) fn is_unlisted_supplement(body: Cursor<'_>, home: Home) -> bool {
    let start = body.any_of(&[In, The, Meaning::Verb(Verb::Amend)]);
    let appendix = !home.is_elsewhere() && start.is(&[Appendix]);
    appendix || matches!(supplement(start, home), Reading::Understood(Scope::OtherText, _))
}

/// `§ 744.21(b)`, `Section 1026.34`, `Appendix B to part 1003`.
fn section(cursor: Cursor<'_>) -> Option<Scope> {
    if cursor.is(&[Subpart, Appendix]) {
        return Some(Scope::OtherText);
    }
    let next = cursor.mark('§').or_else(|| cursor.one_of(&[Section]))?.maybe_mark('§');
    let (part, _) = next.peek()?.text.split_once('.')?;
    let known = part.parse::<u16>().ok()?;
    Some(if known == 744 { Scope::OtherText } else { Scope::OtherPart })
}
