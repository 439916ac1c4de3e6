//! Lead-ins of other names: `a.k.a., the following two aliases:`, `f.k.a.`, `the following one alias:`.
//!
//! In: text. Out: the first lead-in outside parentheses, in any of its dozen spellings, with the number it states.

use super::punctuation::is_wording;
use super::view::AliasKind;
use crate::law::text::number::cardinal;

/// A lead-in and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LeadIn {
    /// The byte position where it begins.
    pub(super) start: usize,
    /// Which kind of name follows.
    pub(super) kind: AliasKind,
    /// The number of aliases it states.
    pub(super) stated: Option<u32>,
    /// Whether it announces a list ("the following … aliases") rather than standing before the name itself.
    pub(super) listed: bool,
    /// The byte position of the text after it.
    pub(super) end: usize,
}

/// Finds the first lead-in outside parentheses.
pub(super) fn find(text: &str) -> Option<LeadIn> {
    let mut depth = 0_u32;
    // Most of the letters that a lead-in begins with stand within a word.
    let mut in_word = false;
    for (at, byte) in text.bytes().enumerate() {
        let kind = KINDS[usize::from(byte)];
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ if kind == Byte::Opening && !in_word && depth == 0 => {
                if let Some(found) = at_start(text, at) {
                    return Some(found);
                }
            }
            _ => {}
        }
        in_word = kind != Byte::Other;
    }
    None
}

/// What a byte can be to a lead-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Byte {
    /// No letter or figure of ASCII.
    Other,
    /// A letter or figure.
    Word,
    /// A letter that a lead-in can begin with.
    Opening,
}

const KINDS: [Byte; 256] = {
    let mut kinds = [Byte::Other; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        kinds[byte as usize] = match byte {
            b'a' | b'd' | b'f' | b'i' | b'n' | b't' => Byte::Opening,
            byte if byte.is_ascii_alphanumeric() => Byte::Word,
            _ => Byte::Other,
        };
        byte += 1;
    }
    kinds
};

/// Whether a text begins with one.
pub(super) fn begins(text: &str) -> bool {
    at_start(text, 0).is_some()
}

/// The lead-in that begins at a byte position, if one does.
fn at_start(text: &str, at: usize) -> Option<LeadIn> {
    let (before, from) = (text.get(..at)?, text.get(at..)?);
    if before.ends_with(char::is_alphanumeric) {
        return None;
    }
    let abbreviated = abbreviation(from);
    let (kind, rest) = abbreviated.unwrap_or((AliasKind::AlsoKnownAs, from));
    let (stated, rest, listed) = match announcement(rest, abbreviated.is_some()) {
        Some((stated, after)) => (stated, after, true),
        None => abbreviated.map(|(_, rest)| (None, rest, false))?,
    };
    Some(LeadIn { start: at, kind, stated, listed, end: text.len() - rest.len() })
}

/// The abbreviation or wording that a text starts with, and the rest without the separators and bullet after it.
pub(super) fn abbreviation(text: &str) -> Option<(AliasKind, &str)> {
    let (kind, wording) = match text.bytes().next()? {
        b'a' => (AliasKind::AlsoKnownAs, "also known as"),
        b'f' => (AliasKind::FormerlyKnownAs, "formerly known as"),
        b'd' => (AliasKind::DoingBusinessAs, "doing business as"),
        b'n' => (AliasKind::NowKnownAs, "now known as"),
        _ => return None,
    };
    let rest = text.strip_prefix(wording).or_else(|| letters(text, kind))?;
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    Some((kind, rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ':' | '—'))))
}

/// `a.k.a.`, `a.k.a`, `a. k. a.`, `a/k/a` or `aka`: the three letters and nothing but points between them.
fn letters(text: &str, kind: AliasKind) -> Option<&str> {
    let middle = if kind == AliasKind::DoingBusinessAs { 'b' } else { 'k' };
    let points = |c: char| matches!(c, '.' | '/' | ' ');
    let rest = text.get(1..)?.trim_start_matches(points).strip_prefix(middle)?;
    let rest = rest.trim_start_matches(points).strip_prefix('a')?;
    let used = text.len() - rest.len();
    let spaced = text.get(..used).is_some_and(|used| used.contains(' ') && !used.contains('.'));
    (used <= 7 && !spaced).then_some(rest)
}

/// "the following two aliases:" in any order and spelling, with the number it states and the text after it. After an
/// abbreviation "the following one entity:" is meant so too.
fn announcement(text: &str, abbreviated: bool) -> Option<(Option<u32>, &str)> {
    let mut stated = None;
    let mut rest = text;
    // No lead-in has more words; without an end, "and and and …" would be read again from each of its words.
    for _ in 0..12 {
        rest = rest.trim_start_matches([' ', ',']);
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(rest.len());
        let word = rest.get(..end)?;
        let after = rest.get(end..)?;
        match word {
            "the" | "following" | "follow" | "and" | "as" | "including" => {}
            word if word.starts_with("alia") => return Some((stated, after_announcement(after))),
            "entity" | "entities" if abbreviated => {
                return Some((stated, after_announcement(after)));
            }
            word => stated = Some(cardinal(word).filter(|stated| *stated < 1000)?),
        }
        rest = after;
    }
    None
}

/// The text after the lead-in's colon, and after "…, and thirteen subordinate institutions:".
fn after_announcement(text: &str) -> &str {
    if let Some((more, rest)) = text.split_once(':')
        && more.contains("subordinate")
        && is_wording(more)
    {
        return rest;
    }
    text.trim_start_matches(' ').strip_prefix([':', ',', '.', ';']).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::{AliasKind, find};

    #[test]
    fn every_spelling_of_the_lead_in_is_read() {
        let cases = [
            ("Dux, a.k.a., the following two aliases:", Some(2)),
            ("Dux, a.k.a. the following one alias:", Some(1)),
            ("Dux, a.k.a, the following alias:", None),
            ("Dux, a.k.a , the following one alias:", Some(1)),
            ("Dux a.k.a., and the following thirteen aliases:", Some(13)),
            ("Dux, a.k.a., as the following two aliases:", Some(2)),
            ("Dux, a.k.a., including the following alias:", None),
            ("Dux; a.k.a., the following the following twenty-six aliases:", Some(26)),
            ("Dux, a.k.a., the two following aliases:", Some(2)),
            ("Dux, a.k.a., the follow 12 aliases:", Some(12)),
            ("Dux, a.k.a., the one alias:", Some(1)),
            ("Dux, a.k.a., the following six aliaes:", Some(6)),
            ("Dux, a.k.a., the following one entity:", Some(1)),
            ("Dux, following two aliases:", Some(2)),
            ("Dux, the following one alias,", Some(1)),
            ("Dux, and the following three aliases:", Some(3)),
            ("Dux, a.k.a., the following eight aliases, and thirteen subordinate institutions:", Some(8)),
            ("Dux, a.k.a, the following three aliases, including the named subordinate institutions:", Some(3)),
        ];
        for (text, stated) in cases {
            let lead_in = find(text).unwrap();
            assert_eq!((lead_in.stated, lead_in.listed, lead_in.end), (stated, true, text.len()), "{text}");
            assert_eq!(text.get(..lead_in.start).unwrap().trim_end_matches([',', ';', ' ']), "Dux", "{text}");
        }
    }

    #[test]
    fn an_abbreviation_may_stand_before_the_name_itself() {
        let cases = [
            ("Tomchani, a.k.a., Tomchani", AliasKind::AlsoKnownAs),
            ("Choi, aka Tomchani", AliasKind::AlsoKnownAs),
            ("Choi (HK), f/k/a Tomchani", AliasKind::FormerlyKnownAs),
            ("Choi, d.b.a. Tomchani", AliasKind::DoingBusinessAs),
            ("Choi, now known as Tomchani", AliasKind::NowKnownAs),
        ];
        for (text, kind) in cases {
            let lead_in = find(text).unwrap();
            assert_eq!(
                (lead_in.kind, lead_in.listed, text.get(lead_in.end..).unwrap()),
                (kind, false, "Tomchani"),
                "{text}"
            );
        }
    }

    #[test]
    fn words_that_only_resemble_a_lead_in_are_none() {
        for text in ["Kazan Aka-Plant", "Valiasr Street", "Aliasgar and the following", "Dux (a.k.a. DUKS)", "a ka b"] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
