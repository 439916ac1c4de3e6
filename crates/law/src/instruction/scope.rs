//! Which text of the CFR an order is about: `Supplement No. 4 to part 744`, `§ 734.9`, `the Entity List`.

use super::token::{Cursor, Kind, Reading};
use crate::law::ListId;

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

const BEFORE: [&str; 10] = ["in", "to", "of", "from", "on", "for", "within", "the", "table", "at"];

/// `[in] [the Entity List (] supplement no. 4 to part 744 [)]`, `from the Entity List`.
pub(super) fn scope(cursor: Cursor<'_>, home: Home) -> Reading<'_, Scope> {
    let start = cursor.any_of(&BEFORE);
    let named = list_name(start);
    let after_name = named.map_or(start, |(_, next)| {
        let bracket = next.mark('(').or_else(|| next.mark(',')).unwrap_or(next);
        bracket.any_of(&["the", "found", "contained", "set", "forth", "in", "at", "of", "to"])
    });
    let bracketed = named.is_some_and(|(_, next)| next.mark('(').is_some());
    match supplement(after_name, home) {
        Reading::Understood(scope, next) => {
            let next = next.mark(')').filter(|_| bracketed).unwrap_or(next);
            if named.is_some_and(|(list, _)| scope != Scope::List(list)) {
                return Reading::Malformed("the list and its supplement do not agree", next);
            }
            let (behind, next) = trailing_name(next);
            if behind.is_some_and(|list| scope != Scope::List(list)) {
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
    let Some(next) = cursor.one_of(&["supplement", "supplements", "supp"]) else {
        return Reading::NotMine;
    };
    let next = next.mark('.').unwrap_or(next);
    let next = next.one_of(&["no", "nos", "number", "numbers"]).unwrap_or(next);
    let next = next.mark('.').unwrap_or(next);
    let roman = || next.peek().filter(|token| token.is_upper()).map(|_| (0, next.next()));
    let Some((number, next)) = number(next).or_else(roman) else {
        return Reading::Malformed("a supplement without a number", next);
    };
    let more = next.mark(',').unwrap_or(next);
    let more = more.one_of(&["and", "or", "through"]).unwrap_or(more);
    if more != next && self::number(more).is_some() {
        return Reading::Malformed("several supplements at once", self::number(more).map_or(next, |(_, next)| next));
    }
    let (part, next) = part(next).map_or((home.part, next), |(part, next)| (Some(part), next));
    let list = u8::try_from(number).ok().and_then(ListId::from_supplement);
    match (part, list) {
        (Some(744), Some(list)) if !home.is_other_title() => Reading::Understood(Scope::List(list), next),
        (Some(744), None) => Reading::Understood(Scope::OtherText, next),
        (Some(_), _) => Reading::Understood(Scope::OtherPart, next),
        (None, _) => Reading::Malformed("a supplement of no stated part", next),
    }
}

/// `to part 744 [of title 15]`, `of this part`.
fn part(cursor: Cursor<'_>) -> Option<(u16, Cursor<'_>)> {
    let next = cursor.one_of(&["to", "of", "in"])?;
    let next = next.any_of(&["15", "CFR", "title", "the", "EAR"]);
    let (part, next) = if let Some(next) = next.phrase("this part") {
        (744, next)
    } else {
        let (part, next) = number(next.one_of(&["part"])?)?;
        (u16::try_from(part).ok()?, next)
    };
    let tail =
        ["of title 15", "of the EAR", "of this chapter", "of 15 CFR", "of the Export Administration Regulations"];
    Some((part, next.phrases(&tail).unwrap_or(next)))
}

/// `—Entity List`, `(the Entity List)`, `, the Entity List,`.
fn trailing_name(cursor: Cursor<'_>) -> (Option<ListId>, Cursor<'_>) {
    let opened = ['(', '—', ','].into_iter().find_map(|mark| cursor.mark(mark)).unwrap_or(cursor);
    list_name(opened.any_of(&["the"]))
        .map_or((None, cursor), |(list, next)| (Some(list), next.mark(')').unwrap_or(next)))
}

fn list_name(cursor: Cursor<'_>) -> Option<(ListId, Cursor<'_>)> {
    let plain = [
        ("Entity List", ListId::EntityList),
        ("Unverified List", ListId::UnverifiedList),
        ("UVL", ListId::UnverifiedList),
    ];
    let plain = plain.into_iter().find_map(|(name, list)| Some((list, cursor.phrase(name)?)));
    plain.or_else(|| {
        let name = cursor
            .quoted()
            .map(|(name, next)| (name.replace('-', " ").eq_ignore_ascii_case("military end user"), next));
        let next = match name {
            Some((true, next)) => next,
            Some((false, _)) => return None,
            None => cursor.phrases(&["military end user", "military end-user", "MEU"])?,
        };
        let next = next.phrases(&["( MEU )", "( “MEU” )"]).unwrap_or(next);
        Some((ListId::MeuList, next.one_of(&["list"])?))
    })
}

pub(super) fn number(cursor: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    let token = cursor.peek().filter(|token| token.kind == Kind::Word)?;
    Some((token.text.parse().ok()?, cursor.next()))
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
    let start = body.any_of(&["in", "under", "by", "the", "to", "revise", "revising", "amend", "amending"]);
    matches!(supplement(start, home), Reading::Understood(..)) || section(start).is_some()
}

/// Whether an item speaks of a supplement to this part that is no list of ours, or of an appendix, of which it has
/// none: with entries in it, its number or its name may be misprinted.
pub(super) fn is_unlisted_supplement(body: Cursor<'_>, home: Home) -> bool {
    let start = body.any_of(&["in", "the", "amend"]);
    let appendix = !home.is_elsewhere() && start.one_of(&["appendix"]).is_some();
    appendix || matches!(supplement(start, home), Reading::Understood(Scope::OtherText, _))
}

/// `§ 744.21(b)`, `Section 1026.34`, `Appendix B to part 1003`.
fn section(cursor: Cursor<'_>) -> Option<Scope> {
    let next = cursor
        .mark('§')
        .or_else(|| cursor.one_of(&["section", "sections", "underSection"]))
        .or_else(|| cursor.one_of(&["subpart", "appendix"]).map(|_| cursor));
    let next = next?;
    if next == cursor {
        return Some(Scope::OtherText);
    }
    let next = next.mark('§').unwrap_or(next);
    let (part, _) = next.peek()?.text.split_once('.')?;
    let known = part.parse::<u16>().ok()?;
    Some(if known == 744 { Scope::OtherText } else { Scope::OtherPart })
}
