//! Text that cannot be read with certainty, and why.

use memchr::{memchr, memchr_iter, memchr2, memchr2_iter};

use super::object::OBJECT;

/// Why a text cannot be read as it stands: an image or a formula is in it, or characters that were lost on the way to
/// the published text.
pub fn unreadable(text: &str) -> Option<&'static str> {
    if is_plain(text.as_bytes()) {
        return names_graphic(text).then_some(NAMES_GRAPHIC);
    }
    if text.contains('<') && holds_markup(text) {
        return Some("markup stands in the text");
    }
    if names_graphic(text) {
        return Some(NAMES_GRAPHIC);
    }
    if text.is_ascii() {
        return text.bytes().any(|byte| byte < b' ' && byte != b'\n').then_some(LOST);
    }
    // U+FFFC, U+FFFD and private characters begin with one of these bytes, which hardly any other text has.
    if memchr2(0xee, 0xef, text.as_bytes()).is_some() {
        if text.contains(OBJECT) {
            return Some(
                "an image, a formula, a table or struck-out text stands in the text; \u{fffc} marks its place",
            );
        }
        if text.contains(|c| matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}')) {
            return Some(LOST);
        }
    }
    (text.contains(is_lost) || is_misread(text)).then_some(LOST)
}

/// Whether nothing unusual can be in a text but the number of a graphic: the bytes of nearly all texts.
fn is_plain(bytes: &[u8]) -> bool {
    // Without a way out, which would keep it from looking at many bytes at a time.
    let unusual = |found: u8, byte: &u8| {
        let control = (u8::from(*byte < b' ') & u8::from(*byte != b'\n')) | u8::from(*byte == 0x7f);
        found | control | u8::from(*byte == b'<') | u8::from(*byte == 0xc3) | u8::from(*byte >= 0xee)
    };
    if bytes.iter().fold(0, unusual) != 0 {
        return false;
    }
    bytes.is_ascii()
        || memchr2_iter(0xc2, 0xe2, bytes).all(|at| match bytes.get(at..) {
            // Controls, and those of the direction.
            Some([0xc2, 0x80..=0x9f, ..] | [0xe2, 0x80, 0xaa..=0xae, ..] | [0xe2, 0x81, ..]) => false,
            Some(_) | None => true,
        })
}

const NAMES_GRAPHIC: &str = "the number of a graphic stands in the text";

const LOST: &str = "characters of the text were lost or replaced on the way";

/// A control character, or one that turns the direction of what is printed behind it.
fn is_lost(c: char) -> bool {
    c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `<E T="03">` or `</E>` as text.
fn holds_markup(text: &str) -> bool {
    text.split('<').skip(1).any(|rest| {
        let inner = rest.strip_prefix('/').unwrap_or(rest);
        inner.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.contains('>')
    })
}

/// `ER09SE26.001`: the number that the printing office gives a graphic.
fn names_graphic(text: &str) -> bool {
    const SHAPE: &[u8; 12] = b"AA00AA00.000";
    let bytes = text.as_bytes();
    let before_digit = |dot: &usize| bytes.get(dot + 1).is_some_and(u8::is_ascii_digit);
    memchr_iter(b'.', bytes).filter(before_digit).filter_map(|dot| dot.checked_sub(8)).any(|at| {
        let fits = bytes.get(at..at + SHAPE.len()).is_some_and(|window| {
            window.iter().zip(SHAPE).all(|(byte, shape)| match shape {
                b'A' => byte.is_ascii_alphabetic(),
                b'0' => byte.is_ascii_digit(),
                other => byte == other,
            })
        });
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        fits && !before.is_some_and(u8::is_ascii_alphanumeric)
    })
}

/// `Ã©` for `é`, `â€œ` for `“`: text in UTF-8 that was read as another encoding.
fn is_misread(text: &str) -> bool {
    // All letters that such a text has for a first one begin with this byte.
    if memchr(0xc3, text.as_bytes()).is_none() {
        return false;
    }
    let second = |c: char| {
        matches!(c, '\u{80}'..='\u{bf}' | '€' | '‚' | 'ƒ' | '„' | '†' | '‡' | 'ˆ' | '‰' | 'Š' | '‹' | 'Œ' | 'Ž')
            || matches!(c, '•' | '˜' | '™' | 'š' | '›' | 'œ' | 'ž' | 'Ÿ')
    };
    // Behind a whole word these are quotation marks of their own.
    let within_word = |c: char| matches!(c, '‘' | '’' | '“' | '”');
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let of_two = matches!(c, 'Â' | 'Ã' | 'Ä' | 'Å' | 'Ð' | 'Ñ')
            && (next.is_some_and(second)
                || next.is_some_and(within_word) && chars.clone().nth(1).is_some_and(char::is_alphabetic));
        if of_two || c == 'â' && matches!(next, Some('€' | '\u{80}')) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_text_is_told_as_it_would_be_by_a_closer_look() {
        let beyond = |text: &str| {
            names_graphic(text)
                || text.contains('<') && holds_markup(text)
                || text.contains(|c| matches!(c, OBJECT_CHAR | '\u{fffd}' | '\u{e000}'..='\u{f8ff}'))
                || text.contains(|c: char| c != '\n' && (is_lost(c) && (c != '\u{7f}' || !text.is_ascii())))
                || is_misread(text)
        };
        // Beyond these, a look at the bytes goes by the first of them alone.
        for c in ('\0'..'\u{2fff}').chain('\u{d7f0}'..'\u{10010}') {
            for text in [format!("Hazel {c}"), format!("{c}§1 Café")] {
                assert_eq!(unreadable(&text).is_some(), beyond(&text), "{c:?}");
            }
        }
    }

    const OBJECT_CHAR: char = '\u{fffc}';

    #[test]
    fn lost_characters_and_graphics_are_told_from_text() {
        for (text, readable) in [
            ("Hazel Photonics SA, 17 rue Haute,\nNantes, France.", true),
            ("Société Noël, São Paulo; İstanbul; Ångström; Gül Ã Sons", true),
            ("No. 21¹⁄₂ Street, <5 km from Lyon", true),
            ("§§ 734.9(g),^3^ 746.8 – “x”", true),
            ("ER 09SE26, PEER09SE26.001", true),
            ("Hazel, \u{fffc}, Nantes", false),
            ("Haz\u{fffd}l", false),
            ("Haz\u{e199}l", false),
            ("Haz\u{93}l", false),
            ("Haz\u{202e}el", false),
            ("NoÃ«l", false),
            ("â€œHazelâ€\u{9d}", false),
            ("Â§ 744.11", false),
            ("Garonne Ã‰nergie", false),
            ("Ã“scar", false),
            ("ÐžÐž Alder", false),
            ("“Gül Ã” and “ESPAÑA”; Å–Å", true),
            ("Hazel <E T=\"03\">and</E> Sons", false),
            ("Hazel, ER09SE26.001, Nantes", false),
        ] {
            assert_eq!(unreadable(text).is_none(), readable, "{text}: {:?}", unreadable(text));
        }
    }
}
