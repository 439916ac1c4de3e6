//! Set phrases: `in its place`, `wherever it appears`, `The revisions read as follows:`.

use super::phrase::{Phrase, Role};
use super::place::{self, Way};
use super::token::{Cursor, Reading};
use crate::law::country;

/// Words that say nothing beyond what the phrases around them say.
pub(super) const SILENT: &[&str] = &[
    "in alphabetical order",
    "in alphabetic order",
    "in appropriate alphabetical order",
    "in the appropriate alphabetical order",
    "in proper alphabetical order",
    "in the proper alphabetical order",
    "in correct alphabetical order",
    "in their alphabetical order",
    "in its alphabetical order",
    "in alphabetical sequence",
    "in alphabetical and numerical order",
    "in numerical order",
    "alphabetically",
    "in order",
    "as set forth below",
    "as set out below",
    "set forth below",
    "set out below",
    "listed below",
    "below",
    "as shown below",
    "under that heading",
    "under this heading",
    "under that country",
    "listed under that heading",
    "thereunder",
    "under the destinations indicated",
    "under the destination indicated",
    "under the countries indicated",
    "under the following destinations",
    "under the following countries",
    "under the following headings",
    "reserving the entry",
    "reserving the entries",
    "reserve the entry",
    "reserve the entries",
    "as set out in the table below",
    "as set forth in the table below",
    "as shown in the table below",
    "in its entirety",
    "in their entirety",
    "the table",
    "to the table",
    "in the table",
    "of the table",
    "from the table",
    "to the list",
    "from the list",
    "of the EAR",
    "of this part",
    "to 15 CFR part 744",
    "of 15 CFR part 744",
    "in 15 CFR part 744",
    "15 CFR part 744",
    "part 744",
    "by",
    "also",
    "then",
    "further",
    "the",
    "a",
    "an",
    "new",
    "following",
    "the following",
    "these",
    "each",
    "for",
    "as",
];

const EVERYWHERE: &[&str] = &[
    "all references to", "each reference to", "every reference to", "all occurrences of", "each occurrence of",
    "every occurrence of", "all instances of", "each instance of", "wherever", "everywhere", "each place",
    "in each place", "every place", "each time", "every time", "in each instance", "in every instance",
    "in all instances", "at each occurrence", "in each occurrence", "in all places", "in every place", "throughout",
    "in each entry", "in every entry", "in all entries", "from each entry", "from all entries", "each instance",
];

pub(super) const IN_PLACE: &[&str] =
    &["in its place", "in their place", "in their places", "in place thereof", "in lieu thereof", "instead"];

const ROLES: &[(&str, Role)] = &[
    ("immediately after", Role::After),
    ("after", Role::After),
    ("immediately following", Role::After),
    ("immediately before", Role::Before),
    ("before", Role::Before),
    ("in place of", Role::Instead),
    ("in lieu of", Role::Instead),
    ("instead of", Role::Instead),
    ("so that it reads", Role::To),
    ("to read as", Role::To),
    ("to read", Role::To),
    ("as an entry for", Role::To),
    ("as entries for", Role::To),
    ("as the entry for", Role::To),
    ("as entries", Role::To),
    ("as an entry", Role::To),
    ("as", Role::To),
    ("with the phrase", Role::To),
    ("with the words", Role::To),
    ("with", Role::To),
    ("to", Role::To),
    ("for", Role::For),
    ("from", Role::From),
    ("of the entity", Role::For),
    ("of", Role::For),
];

/// A preposition counts where a quotation or a country follows; "as entries under CHINA".
pub(super) fn role(at: Cursor<'_>) -> Option<(Role, Cursor<'_>)> {
    ROLES.iter().find_map(|(words, role)| {
        let next = at.phrase(words)?;
        let end = next.any_of(&["the", "it", "phrase", "words", "word", "alias", "address", "entity"]);
        let followed = end.quoted().is_some() || end.one_of(&["under"]).is_some() || next.one_of(&["under"]).is_some();
        followed.then_some((*role, if next.one_of(&["under"]).is_some() { next } else { end }))
    })
}

/// `after the entry for “X”`: where rows stand is no part of the list's meaning.
pub(super) fn position(at: Cursor<'_>) -> Option<Cursor<'_>> {
    if let Some(next) = at.phrases(&["between the entries for", "between the entry for"]) {
        let (_, next) = next.quoted()?;
        let next = next.one_of(&["and"])?;
        let next = next.phrase("the entry for").unwrap_or(next);
        return next.quoted().map(|(_, next)| next);
    }
    let next = at.one_of(&["immediately"]).unwrap_or(at).one_of(&["after", "before", "following"])?;
    let next = next.phrases(&["the entry for", "the existing entry for", "the entry titled"])?;
    next.quoted().map(|(_, next)| next)
}

/// `wherever it appears`, `each place the phrase appears in the table`.
pub(super) fn everywhere(at: Cursor<'_>) -> Reading<'_, Phrase> {
    let Some(next) = at.phrases(EVERYWHERE) else {
        return Reading::NotMine;
    };
    let subject = next.phrase("in which").unwrap_or(next).any_of(&[
        "that", "where", "which", "it", "they", "the", "this", "phrase", "phrases", "citation", "reference", "text",
        "term", "words",
    ]);
    let verb = subject.phrases(&["appears", "appear", "occurs", "occur", "is found", "are found", "is used"]);
    Reading::Understood(Phrase::Everywhere, verb.unwrap_or(next))
}

/// `The additions and revisions read as follows:`, `to read as follows`.
pub(super) fn as_follows(at: Cursor<'_>) -> Reading<'_, Phrase> {
    const CHANGES: &[&str] = &[
        "addition", "additions", "revision", "revisions", "revised", "added", "amended", "corrected", "correction",
        "corrections", "amendment", "amendments", "republished", "new",
    ];
    if let Some(next) = at.phrases(&["to read as follows", "to read", "read as follows", "as follows"]) {
        // "to read “Y”" gives a name instead.
        return next.quoted().is_none().then_some((Phrase::AsFollows, next)).into();
    }
    let Some(mut next) = at.any_of(&["and", "the"]).one_of(CHANGES) else {
        return Reading::NotMine;
    };
    while let Some(more) = next.mark(',').or_else(|| next.one_of(&["and"])).or_else(|| next.one_of(CHANGES)) {
        next = more;
    }
    let next =
        next.any_of(&["entry", "entries", "text", "introductory", "footnote", "footnotes", "to", "the", "table"]);
    let reads = ["read as follows", "reads as follows", "is as follows", "are as follows"];
    next.phrases(&reads).map(|next| (Phrase::AsFollows, next)).into()
}

/// Whether an item is nothing but "The additions and revisions read as follows:".
pub(super) fn is_sentence(body: Cursor<'_>) -> bool {
    let article = body.one_of(&["the"]).unwrap_or(body);
    matches!(as_follows(article), Reading::Understood(_, next) if next.at + 1 >= body.tokens.len())
}

/// `RUSSIA: By adding …` without "under", where a clause begins.
pub(super) fn bare_country<'t>(at: Cursor<'t>, text: &'t str, clause_start: bool) -> Reading<'t, Phrase> {
    let found = clause_start.then(|| place::countries(at, text, true)).flatten();
    found
        .filter(|(_, next)| {
            [':', ',', '—', '.'].iter().any(|mark| next.mark(*mark).is_some()) || next.phrase("is amended").is_some()
        })
        .filter(|(names, _)| at.quoted().is_none() && names.iter().all(|name| country::is_known(name)))
        .map(|(names, next)| (Phrase::Country(names, Way::Under), next))
        .into()
}
