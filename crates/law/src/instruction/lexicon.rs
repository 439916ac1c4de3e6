//! What words mean in an instruction: `lexicon.txt` as a table that is searched for the longest wording.
//!
//! In: the tokens `removing` `the` `entry`. Out, at the first: [`Meaning::Verb`] of [`Verb::Remove`], one token long.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use crate::law::{Column, ListId};

/// The orders that verbs give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Verb {
    Add,
    Remove,
    /// "reserving the heading": it stays without entries.
    Reserve,
    Revise,
    /// "amend": revises entries, or says that what follows does.
    Amend,
    /// "replacing “A” with “B”".
    Replace,
    /// "substituting “B” for “A”".
    Substitute,
    /// "designating “X” as a footnote 3 entity".
    Designate,
    Rename,
    /// "redesignating": renames, or moves to another country.
    Redesignate,
    Move,
    Stay,
    /// "lifting the stay".
    Lift,
}

/// What the next name is to the verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Role {
    /// "after “Y”".
    After,
    /// "before “Y”".
    Before,
    /// "between “Y” and “Z”".
    Between,
    /// "in place of “A”".
    Instead,
    /// "as “Y”", "to read “Y”", "with “B”".
    To,
    /// "for “A”", "of “A”".
    For,
    /// "from “A”".
    From,
}

/// Meanings that a line of the lexicon names by themselves.
macro_rules! meanings {
    ($($meaning:ident)*) => {
        /// What a wording of the lexicon means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub(super) enum Meaning {
            Verb(Verb),
            Participle(Verb),
            Means(Verb),
            Role(Role),
            Column(Column),
            List(ListId),
            $($meaning),*
        }

        #[cfg(test)]
        const PLAIN: &[Meaning] = &[$(Meaning::$meaning),*];
    };
}

meanings! {
    Besides BesidesDone Amends Auxiliary Adverb AdverbOfOrder Stay
    The A New Each Both All Own Existing Foregoing Other And Or
    In To Of From On For At By As With Under About Between
    InPlace Respectively
    Entry Entries Entity Entities Listing Listings Party Titled Identified Listed Located Contained
    Alias Aliases Address Addresses Detail Name Phrase Wording Reference Designation Designated Footnote Introduction Table ColumnNoun Headed License
    Everywhere Time Times Beginning End It Them Pronoun Appears KnownAs Limiting Except Last Subordinate Reason Reasoned Quiet
    Country Countries Destination Heading Indicated Including Thereunder UnderIt UnderSame Reserved Called UnderEach
    Supplement Number Nos Part ThisPart Regulations OfTheEar OfTheTitle Section Subpart Appendix Authority
    MilitaryEndUser Meu ListNoun GeneralLicense EndOf Page OfDocument ByPage
    Change ToRead AsFollows Reads
    Effective Until Never Hour Zone
    Below Silent Unchanged Should
}

impl Meaning {
    /// `verb remove`, `entry`.
    fn named(name: &str) -> Result<Self, Error> {
        fn one<'de, T: Deserialize<'de>>(name: &'de str) -> Result<T, Error> {
            let name: StrDeserializer<'de, Error> = name.into_deserializer();
            T::deserialize(name)
        }
        match name.split_once(' ') {
            Some(("verb", verb)) => one(verb).map(Self::Verb),
            Some(("participle", verb)) => one(verb).map(Self::Participle),
            Some(("means", verb)) => one(verb).map(Self::Means),
            Some(("role", role)) => one(role).map(Self::Role),
            Some(("column", column)) => one(column).map(Self::Column),
            Some(("list", list)) => one(list).map(Self::List),
            Some(_) | None => one(name),
        }
    }
}

/// The wordings that begin with a word, by that word in lower case.
type Table = HashMap<String, Vec<(Vec<String>, Meaning)>>;

/// Each wording of the lexicon and its meaning; a line that is not well-formed is an error, which the tests rule out.
fn wordings() -> impl Iterator<Item = Result<(Vec<String>, Meaning), String>> {
    let lines = include_str!("lexicon.txt").lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).flat_map(|line| {
        let (name, wordings) = line.split_once(':').unwrap_or((line, ""));
        wordings.split(',').map(move |wording| {
            let words: Vec<_> = wording.split_whitespace().map(str::to_ascii_lowercase).collect();
            let meaning = Meaning::named(name).map_err(|error| format!("{line}: {error}"))?;
            if words.is_empty() { Err(format!("{line}: a wording is empty")) } else { Ok((words, meaning)) }
        })
    })
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::new();
    let mut known: Vec<_> = wordings().flatten().collect();
    known.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    for (words, meaning) in known {
        if let Some(first) = words.first() {
            table.entry(first.clone()).or_default().push((words, meaning));
        }
    }
    table
});

/// The meanings of the wordings that `words` begin with, each with its length in words, the longest first.
pub(super) fn meanings(words: &[&str]) -> Vec<(Meaning, usize)> {
    let Some(found) = words.first().and_then(|first| TABLE.get(&first.to_ascii_lowercase())) else {
        return Vec::new();
    };
    let stands = |wording: &[String]| {
        let said = words.get(..wording.len());
        said.is_some_and(|said| said.iter().zip(wording).all(|(said, word)| said.eq_ignore_ascii_case(word)))
    };
    found.iter().filter(|(wording, _)| stands(wording)).map(|(wording, meaning)| (*meaning, wording.len())).collect()
}

/// The meaning of a text that is one wording as a whole: `License Requirement`.
pub(super) fn meaning(text: &str) -> Option<Meaning> {
    let said: Vec<_> = text.split_whitespace().map(str::to_ascii_lowercase).collect();
    let found = TABLE.get(said.first()?)?;
    found.iter().find(|(words, _)| *words == said).map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use super::*;

    #[test]
    fn each_line_is_well_formed_and_no_wording_has_two_meanings() {
        let mut known = BTreeMap::new();
        for found in wordings() {
            let (words, meaning) = found.unwrap();
            let first = known.insert(words.clone(), meaning);
            assert_eq!(first, None, "“{}” stands twice, last as {meaning:?}", words.join(" "));
        }
    }

    #[test]
    fn a_wording_is_split_as_a_paragraph_is() {
        for (words, _) in wordings().flatten() {
            let text = words.join(" ");
            let tokens: Vec<_> = super::super::lexer::split(&text).iter().map(|token| token.text.to_owned()).collect();
            assert_eq!(tokens, words);
        }
    }

    #[test]
    fn every_meaning_has_a_wording_and_is_read_somewhere() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/instruction");
        let room = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let readers =
            room.filter(|path| path.extension().is_some_and(|end| end == "rs") && !path.ends_with("lexicon.rs"));
        let code: String = readers.map(|path| std::fs::read_to_string(path).unwrap()).collect();
        let said: Vec<_> = wordings().flatten().map(|(_, meaning)| meaning).collect();
        for meaning in PLAIN {
            assert!(said.contains(meaning), "{meaning:?} has no wording");
            let name = format!("{meaning:?}");
            let mut words = code.split(|c: char| !c.is_alphanumeric());
            assert!(words.any(|word| word == name), "{name} is read nowhere");
        }
    }
}
