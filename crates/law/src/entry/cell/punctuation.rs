//! Separators of a list of values: what stands between aliases and addresses and belongs to none of them.
//!
//! In: `; and 15 Karbysheva Street, Russia.` Out: `15 Karbysheva Street, Russia`. Periods that belong to an
//! abbreviation (`Co., Ltd.`) stay.

use std::ops::Range;

use memchr::memchr2_iter;

use memchr::memchr2;

use super::words;

/// A value without the separators around it.
pub(super) fn value(raw: &str) -> String {
    let trimmed = trim(raw);
    let mut value = if trimmed.contains('\n') {
        trimmed.split('\n').map(str::trim).collect::<Vec<_>>().join(" ")
    } else {
        trimmed.to_owned()
    };
    // A closing quote may have swallowed the separator: 'Zaliv;'
    if let Some(quote) = value.chars().next_back().filter(|quote| matches!(quote, '\'' | '’' | '”' | '"')) {
        let name = value.trim_end_matches(quote);
        if let Some(name) = name.strip_suffix([';', ',']).map(str::len) {
            value.truncate(name);
            value.push(quote);
        }
    }
    value
}

/// A value without parentheses around all of it, which need not balance.
pub(super) fn without_brackets(mut value: String) -> String {
    let opens = value.starts_with('(');
    if memchr2(b'(', b')', value.as_bytes()).is_none() {
        return value;
    }
    let (opened, closed) = (value.matches('(').count(), value.matches(')').count());
    let around = opens && (opened > closed || opened == 1);
    if value.ends_with(')') && (around || closed > opened) {
        value.truncate(value.len() - 1);
    }
    if around {
        value.remove(0);
    }
    value
}

/// The text between separators, leading and final connectives and the final period cut off.
pub(super) fn trim(raw: &str) -> &str {
    let separators = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':');
    let mut text = raw.trim_matches(separators);
    while text.starts_with("and") || text.ends_with("and") {
        let before = text;
        for connective in [" and", "\nand", ";and", ",and"] {
            text = text.strip_suffix(connective).unwrap_or(text).trim_end_matches(separators);
        }
        if text == "and" {
            return "";
        }
        if let Some(rest) = text.strip_prefix("and")
            && rest.starts_with(|c: char| {
                !c.is_lowercase() && (c.is_alphanumeric() || c.is_whitespace() || matches!(c, ',' | ';'))
            })
        {
            text = rest.trim_start_matches(separators);
        }
        if text.len() == before.len() {
            break;
        }
    }
    without_final_period(text).trim_start_matches('.').trim_start()
}

fn without_final_period(text: &str) -> &str {
    match text.strip_suffix('.') {
        Some(sentence) if !words::is_abbreviation(last_word(sentence)) => {
            sentence.trim_end_matches(|c: char| c.is_whitespace() || c == ',')
        }
        _ => text,
    }
}

/// The word that a text ends with.
pub(super) fn last_word(text: &str) -> &str {
    text.rsplit([' ', '\n', ',', '—']).next().unwrap_or(text)
}

/// Keeps count of parentheses along a text. One that is never closed does not count.
pub(super) struct Parentheses<'a> {
    text: &'a str,
    /// Where the last closing parenthesis stands; looked up at the first opening one.
    last_close: Option<usize>,
    depth: u32,
}

impl<'a> Parentheses<'a> {
    /// Starts at the beginning of a text.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, last_close: None, depth: 0 }
    }

    /// Takes the next byte and its position; says whether it stands inside parentheses.
    pub(super) fn enter(&mut self, at: usize, byte: u8) -> bool {
        match byte {
            b'(' => {
                let text = self.text;
                let last = self.last_close.get_or_insert_with(|| text.rfind(')').unwrap_or(0));
                self.depth += u32::from(*last > at);
            }
            b')' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.depth > 0
    }
}

/// The byte positions of `separator` outside parentheses.
pub(super) fn outside_parentheses(text: &str, separator: u8) -> impl Iterator<Item = usize> + '_ {
    let mut parentheses = Parentheses::new(text);
    text.bytes().enumerate().filter_map(move |(at, byte)| {
        // Separators and parentheses are the lowest characters; letters need no look.
        (byte <= b';' && !parentheses.enter(at, byte) && byte == separator).then_some(at)
    })
}

/// Whether a text is a wording of the editors ("the entity and the two subordinate institutions"): lower case, no name.
pub(super) fn is_wording(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, ' ' | ',' | '-'))
}

/// Whether a text starts with a bullet: an em dash, or an ASCII or en dash before a letter or a number that a name can begin
/// with: `-62nd Research Institute`, `-7 Oaks`.
pub(super) fn is_bullet(text: &str) -> bool {
    let named = |rest: &str| {
        let rest = rest.trim_start();
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let word = behind.strip_prefix(' ').filter(|_| behind.len() < rest.len()).unwrap_or(behind);
        word.starts_with(char::is_alphabetic)
    };
    text.starts_with('—') || text.strip_prefix(['-', '–']).is_some_and(named)
}

/// The byte positions of the bullets of a text: at the start of a line, after a separator, or after a space.
pub(super) fn bullets(text: &str) -> impl Iterator<Item = usize> + '_ {
    marked(text).map(|(at, _)| at)
}

/// The bullets, and whether nothing but a space makes one of each.
pub(super) fn marked(text: &str) -> impl Iterator<Item = (usize, bool)> + '_ {
    // An em or en dash begins with 0xE2.
    memchr2_iter(b'-', 0xE2, text.as_bytes()).filter_map(move |at| {
        let (before, from) = (text.get(..at)?, text.get(at..)?);
        let line = before.trim_end_matches(' ');
        let spaced = line.len() < before.len();
        let separated = line.is_empty() || line.ends_with(['\n', ':', ';']) || spaced && line.ends_with(" and");
        let glued = spaced && from.starts_with('—') && !from.starts_with("— ");
        ((separated || glued) && is_bullet(from)).then_some((at, !separated))
    })
}

/// A range of a text; all ranges here end where a character does.
pub(super) fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{outside_parentheses, trim, value, without_final_period};

    proptest! {
        /// Where no connective stands at an end, there is nothing to cut off but separators.
        #[test]
        fn a_text_is_trimmed_as_by_a_closer_look(text in "(and| and|,|;|:|\n| |A|a|Co\\.|\\.){0,8}") {
            let separators = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':');
            let mut closer = text.trim_matches(separators);
            loop {
                let before = closer;
                for connective in [" and", "\nand", ";and", ",and"] {
                    closer = closer.strip_suffix(connective).unwrap_or(closer).trim_end_matches(separators);
                }
                if let Some(rest) = closer.strip_prefix("and")
                    && !rest.starts_with(char::is_lowercase)
                    && (rest.is_empty()
                        || rest.starts_with(|c: char| {
                            c.is_alphanumeric() || c.is_whitespace() || matches!(c, ',' | ';')
                        }))
                {
                    closer = rest.trim_start_matches(separators);
                }
                if closer.len() == before.len() {
                    break;
                }
            }
            prop_assert_eq!(trim(&text), without_final_period(closer).trim_start_matches('.').trim_start());
        }
    }

    #[test]
    fn separators_go_and_periods_of_abbreviations_stay() {
        let cases = [
            ("AO Shipyard; and", "AO Shipyard"),
            ("Aquanika LLC, and", "Aquanika LLC"),
            ("Central Institute of Aviation Motors; and,", "Central Institute of Aviation Motors"),
            ("CPUNTO.", "CPUNTO"),
            ("Suma Computing Co., Ltd.,;", "Suma Computing Co., Ltd."),
            ("Hebei Sinapack Elec.", "Hebei Sinapack Elec."),
            ("Huawei Chile S.A.", "Huawei Chile S.A."),
            (" and495 Soi Anamai, Thailand", "495 Soi Anamai, Thailand"),
            ("and Anderson Plant", "Anderson Plant"),
            ("Anderson and Sons", "Anderson and Sons"),
            ("Dubai, U.A.E.", "Dubai, U.A.E."),
            ("Moscow, Russia. ", "Moscow, Russia"),
            ("JSC Shipyard 'Zaliv;'", "JSC Shipyard 'Zaliv'"),
            ("; and", ""),
        ];
        for (raw, expected) in cases {
            assert_eq!(value(raw), expected, "{raw}");
        }
    }

    #[test]
    fn a_parenthesis_hides_separators_unless_it_is_never_closed() {
        for (text, expected) in [("A (b; c); D", &[8][..]), ("A (b; c; D", &[4, 7])] {
            assert_eq!(outside_parentheses(text, b';').collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
