//! References to law: `supplement no. 4 to part 744`, `§ 744.21(b)`, `15 CFR parts 740 and 744`, `the Entity List`.

use super::date::number;
use crate::law::ListId;

/// The part of 15 CFR that the lists are of.
pub(crate) const PART: u16 = 744;

/// The law that words name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reference {
    /// `supplement no. 4 to part 744`; the part may be left to what stands around.
    Supplement(u32, Option<u16>),
    /// `§ 744.21`, by its part.
    Section(u16),
    /// `part 744`.
    Part(u16),
    /// A list by its name.
    List(ListId),
}

/// What the regulations and those who write about them call the lists.
const NAMES: [(&str, ListId); 8] = [
    ("entity list", ListId::EntityList),
    ("unverified list", ListId::UnverifiedList),
    ("uvl", ListId::UnverifiedList),
    ("military end-user list", ListId::MeuList),
    ("military end user list", ListId::MeuList),
    ("military end-user (meu) list", ListId::MeuList),
    ("military end user (meu) list", ListId::MeuList),
    ("meu list", ListId::MeuList),
];

impl Reference {
    /// The reference that a text begins with, in whatever case, and the rest.
    pub(crate) fn leading(text: &str) -> Option<(Self, &str)> {
        supplement(text).or_else(|| section(text)).or_else(|| part(text)).or_else(|| {
            let named = |(name, list): (&str, _)| Some((Self::List(list), text_after(text, name)?));
            NAMES.into_iter().find_map(named)
        })
    }

    /// All references of a text; of `parts 740 and 744` and `§§ 734.9 and 744.11`, each.
    pub(crate) fn all(text: &str) -> Vec<Self> {
        let mut found = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(|c: char| c.is_alphabetic() || c == '§') {
            rest = rest.get(at..).unwrap_or("");
            if let Some((reference, after)) = Self::leading(rest) {
                found.push(reference);
                rest = more(reference, after, &mut found);
            } else {
                let sign = rest.trim_start_matches('§');
                rest = if sign.len() < rest.len() { sign } else { rest.trim_start_matches(char::is_alphanumeric) };
            }
        }
        found
    }

    /// The list of ours that is named: by its name, or by its supplement of Part 744 or of a part not said.
    pub(crate) fn list(self) -> Option<ListId> {
        match self {
            Self::Supplement(number, None | Some(PART)) => u8::try_from(number).ok().and_then(ListId::from_supplement),
            Self::List(list) => Some(list),
            Self::Supplement(..) | Self::Section(_) | Self::Part(_) => None,
        }
    }

    /// The part that is named, by itself or by what is in it.
    pub(crate) fn part(self) -> Option<u16> {
        match self {
            Self::Supplement(_, part) => part,
            Self::Section(part) | Self::Part(part) => Some(part),
            Self::List(_) => None,
        }
    }
}

/// Whether a text can concern a list: it names one, Part 744 or its number beside the CFR. Sections of the part are cited
/// in passing, and other parts have supplements of the same numbers.
pub(crate) fn may_concern_a_list(text: &str) -> bool {
    use Reference::{List, Part, Supplement};
    let is_ours = |one| matches!(one, List(_) | Part(PART) | Supplement(_, Some(PART)));
    let lower = text.to_lowercase();
    // Markup may have eaten the blank before a name: `theEntity List`.
    let glued = ["entity list", "unverified list", "military end-user list", "part 744"];
    glued.iter().any(|name| lower.contains(name))
        || Reference::all(text).into_iter().any(is_ours)
        || lower.contains("744") && lower.contains("cfr")
}

/// Whether a text names the supplement of a list: `supplement no. 4 to part 744`.
pub(crate) fn names_supplement(text: &str, list: ListId) -> bool {
    let supplement = Reference::Supplement(list.supplement().into(), Some(PART));
    Reference::all(text).contains(&supplement)
}

/// `PART 744—CONTROL POLICY: …`, the heading of a part, as a number.
pub(crate) fn part_of_heading(heading: &str) -> Option<u16> {
    let (part, _) = number(heading.strip_prefix("PART ")?)?;
    u16::try_from(part).ok()
}

/// The same of a line that nothing but its words marks as a heading: `PART 744 of the EAR` may be a broken sentence.
pub(crate) fn part_of_line(line: &str) -> Option<u16> {
    let (_, rest) = number(line.strip_prefix("PART ")?)?;
    let goes_on = rest.trim_start().starts_with(|c: char| c.is_lowercase() || c == ',');
    part_of_heading(line).filter(|_| !goes_on)
}

/// `supplement no. 4 [to part 744]`.
fn supplement(text: &str) -> Option<(Reference, &str)> {
    let rest = ["supplement", "supp."].into_iter().find_map(|name| text_after(text, name))?.trim_start();
    let rest = ["number", "no.", "no"].into_iter().find_map(|name| text_after(rest, name)).unwrap_or(rest);
    let (supplement, rest) = number(rest.trim_start())?;
    let of_part = word(rest.trim_start(), "to").or_else(|| word(rest.trim_start(), "of")).and_then(|to| {
        let to = to.trim_start();
        let to = number(to).and_then(|(_, rest)| word(rest.trim_start(), "CFR")).unwrap_or(to);
        let (part, rest) = number(word(to.trim_start(), "part")?.trim_start())?;
        Some((u16::try_from(part).ok()?, rest))
    });
    let (part, rest) = of_part.map_or((None, rest), |(part, rest)| (Some(part), rest));
    Some((Reference::Supplement(supplement, part), rest))
}

/// `§ 744.21`, `Section 744.11`, `§§ 734.9`.
fn section(text: &str) -> Option<(Reference, &str)> {
    let sign = text.trim_start_matches('§');
    let rest =
        if sign.len() < text.len() { Some(sign) } else { word(text, "sections").or_else(|| word(text, "section")) };
    let (part, rest) = dotted(rest?.trim_start())?;
    Some((Reference::Section(part), rest))
}

/// `744.21`: the part, and the rest.
fn dotted(text: &str) -> Option<(u16, &str)> {
    let (part, rest) = number(text)?;
    let (_, rest) = number(rest.strip_prefix('.')?)?;
    Some((u16::try_from(part).ok()?, rest))
}

/// `part 744`, `parts 740`, `CFR 744`.
fn part(text: &str) -> Option<(Reference, &str)> {
    let rest = ["parts", "part", "CFR"].into_iter().find_map(|name| word(text, name))?;
    let (part, rest) = number(rest.trim_start())?;
    Some((Reference::Part(u16::try_from(part).ok()?), rest))
}

/// The further members of a row of parts or sections: `740, 742, and 744`; answers the text behind it.
fn more<'t>(first: Reference, mut text: &'t str, found: &mut Vec<Reference>) -> &'t str {
    loop {
        let at = text.trim_start_matches([' ', '\u{a0}', ',']);
        let at = ["and", "through", "or"].into_iter().find_map(|joint| word(at, joint)).unwrap_or(at).trim_start();
        let member = match first {
            Reference::Part(_) => {
                number(at).and_then(|(part, rest)| Some((Reference::Part(u16::try_from(part).ok()?), rest)))
            }
            Reference::Section(_) => dotted(at).map(|(part, rest)| (Reference::Section(part), rest)),
            Reference::Supplement(..) | Reference::List(_) => None,
        };
        let Some((member, rest)) = member.filter(|_| at.len() < text.len()) else {
            return text;
        };
        found.push(member);
        text = rest;
    }
}

/// The text after a word or several, in any case.
fn text_after<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    text.get(..words.len()).filter(|begin| begin.eq_ignore_ascii_case(words)).and_then(|_| text.get(words.len()..))
}

/// The same, where the word ends there.
fn word<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    text_after(text, words).filter(|rest| !rest.starts_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::Reference::{List, Part, Section, Supplement};
    use super::*;

    #[test]
    fn references_are_found_wherever_they_stand() {
        let cases: [(&str, &[Reference]); 13] = [
            ("2. Supplement No. 4 to part 744 is amended:", &[Supplement(4, Some(744))]),
            ("In supplement no.6, under Iran", &[Supplement(6, None)]),
            ("SUPPLEMENT NO. 4 TO 15 CFR PART 744", &[Supplement(4, Some(744))]),
            ("supplement no. 4 to § 744.11", &[Supplement(4, None), Section(744)]),
            ("15 CFR Parts 740, 742, and 744", &[Part(740), Part(742), Part(744)]),
            ("15 CFR 744", &[Part(744)]),
            ("the authority citation for part 744", &[Part(744)]),
            ("(See §§ 734.9(e) and 744.11 of the EAR)", &[Section(734)]),
            ("§§ 734.9 and 744.11", &[Section(734), Section(744)]),
            ("Section 744.21 and the Entity List", &[Section(744), List(ListId::EntityList)]),
            ("the Military End-User (MEU) List", &[List(ListId::MeuList)]),
            ("a compartment 744, a department, the supplement", &[]),
            ("", &[]),
        ];
        for (text, references) in cases {
            assert_eq!(Reference::all(text), references, "{text}");
        }
    }

    #[test]
    fn the_heading_of_a_part_is_no_sentence_about_it() {
        for (heading, part, of_line) in [
            ("PART 744—CONTROL POLICY: END-USER AND END-USE BASED", Some(744), Some(744)),
            ("PART 744 [AMENDED]", Some(744), Some(744)),
            ("PART 744", Some(744), Some(744)),
            ("PART 746 of the EAR", Some(746), None),
            ("PART 740, 742", Some(740), None),
            ("PART ONE", None, None),
        ] {
            assert_eq!((part_of_heading(heading), part_of_line(heading)), (part, of_line), "{heading}");
        }
    }

    #[test]
    fn a_list_is_heard_of_where_blanks_are_lacking() {
        for text in ["theEntity List", "Entity Lists", "subpart 744", "ofPart 744", "15 CFR744"] {
            assert!(may_concern_a_list(text), "{text}");
        }
        assert!(!may_concern_a_list("§ 744.11 of the EAR"));
    }
}
