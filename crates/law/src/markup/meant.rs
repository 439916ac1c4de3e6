//! Text as it was meant: what was escaped twice is read twice, and what is not printed is left out.

use std::borrow::Cow;

use memchr::{memchr, memchr2_iter};
use roxmltree::Node;
use scraper::Html;

/// The text without what prints nothing, and with entities in place of their names (`&amp;` in the text itself was
/// `&amp;amp;` in the markup).
pub(super) fn meant(raw: &str) -> Cow<'_, str> {
    let read = unescaped(raw);
    if read.is_ascii() || !read.contains(is_unprinted) {
        return read;
    }
    Cow::Owned(read.chars().filter(|c| !is_unprinted(*c)).collect())
}

/// Whether a text is as it was meant, and all white space within it single blanks: a look at the bytes, which says so of
/// nearly all texts that are.
pub(super) fn is_plain(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    // Without a way out, which would keep it from looking at many bytes at a time.
    let unusual = |found: u8, byte: &u8| {
        let (control, ampersand) = (u8::from(*byte < b' '), u8::from(*byte == b'&'));
        found | control | ampersand | u8::from(*byte == 0xe1) | u8::from(*byte == 0xe3) | u8::from(*byte == 0xef)
    };
    let blanks =
        |found: u8, (first, second): (&u8, &u8)| found | (u8::from(*first == b' ') & u8::from(*second == b' '));
    if bytes.iter().fold(0, unusual) | bytes.iter().zip(bytes.get(1..).unwrap_or_default()).fold(0, blanks) != 0 {
        return false;
    }
    bytes.is_ascii()
        || memchr2_iter(0xc2, 0xe2, bytes).all(|at| match bytes.get(at..) {
            // White space, soft hyphens, joiners.
            Some([0xc2, 0x85 | 0xa0 | 0xad, ..] | [0xe2, 0x80, 0x80..=0x8f | 0xa8..=0xaf, ..] | [0xe2, 0x81, ..]) => {
                false
            }
            Some(_) | None => true,
        })
}

/// Places where a word may be broken, and joiners: none of them prints anything.
fn is_unprinted(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Reads entities until none is left; a text that was escaped more often than anybody does stays as it is.
fn unescaped(raw: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(raw);
    for _ in 0..3 {
        match once(&text) {
            Some(read) => text = Cow::Owned(read),
            None => break,
        }
    }
    text
}

fn once(text: &str) -> Option<String> {
    // The shortest is `&lt`; between elements there is nothing but a line break.
    if text.len() < 3 {
        return None;
    }
    memchr(b'&', text.as_bytes())?;
    let mut parts = text.split('&');
    let mut out = parts.next()?.to_owned();
    let mut changed = false;
    for part in parts {
        if let Some((character, rest)) = entity(part) {
            out.push_str(&character);
            out.push_str(rest);
            changed = true;
        } else {
            out.push('&');
            out.push_str(part);
        }
    }
    changed.then_some(out)
}

/// The entity that a text behind `&` begins with, and the rest. The oldest names also count without their semicolon.
fn entity(text: &str) -> Option<(String, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let (name, rest) = match rest.strip_prefix(';') {
        Some(rest) if (1..=12).contains(&name.len()) => (name, rest),
        None if ["amp", "lt", "gt", "quot", "nbsp"].contains(&name) => (name, rest),
        _ => return None,
    };
    let written = format!("&{name};");
    let read: String = Html::parse_fragment(&written).root_element().text().collect();
    (!read.is_empty() && read != written).then_some((read, rest))
}

/// Whether a node is a text that was escaped twice.
pub fn is_escaped_twice(node: Node<'_, '_>) -> bool {
    node.is_text() && node.text().is_some_and(|text| once(text).is_some())
}

/// Where in a file, in ascending order, text can be that was escaped twice: a quick look at its bytes.
pub fn places_escaped_twice(xml: &str) -> Vec<usize> {
    let bytes = xml.as_bytes();
    let escaped = memchr::memchr_iter(b'&', bytes).filter(|at| {
        let rest = xml.get(*at..).unwrap_or_default();
        let ampersand = ["&amp;", "&#38;", "&#x26;"].iter().find_map(|lead| rest.strip_prefix(lead));
        ampersand.map_or_else(|| rest.starts_with("&#0") || rest.starts_with("&#x0"), |rest| entity(rest).is_some())
    });
    let mut places: Vec<_> = escaped.chain(memchr::memmem::find_iter(bytes, b"<![CDATA[")).collect();
    places.sort_unstable();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_text_is_as_it_was_meant() {
        // Beyond these, a look at the bytes goes by the first of them alone.
        for c in ('\0'..'\u{3400}').chain('\u{fd00}'..'\u{10010}') {
            let text = format!("Hazel {c} SA");
            let words: Vec<_> = text.split_whitespace().collect();
            let closer = !text.contains('&') && !text.contains(is_unprinted) && words.join(" ") == text;
            assert!(!is_plain(&text) || closer, "{c:?}");
        }
        for (text, plain) in [("§ 744.11 — “x”, Café", true), ("a  b", false), ("a & b", false), (" a ", true)]
        {
            assert_eq!(is_plain(text), plain, "{text}");
        }
    }

    #[test]
    fn what_was_escaped_twice_is_read_as_it_was_meant() {
        for (raw, text) in [
            ("Hazel &amp; Sons", "Hazel & Sons"),
            ("Hazel &amp;amp; Sons", "Hazel & Sons"),
            ("Hazel &amp Sons", "Hazel & Sons"),
            ("&#8220;Hazel&#x201D; &lt;1&gt;", "“Hazel” <1>"),
            ("Hazel&nbsp;SA, &sect; 5", "Hazel\u{a0}SA, § 5"),
            ("Caf&eacute;&shy;teria", "Café\u{ad}teria".replace('\u{ad}', "").as_str()),
            ("AT&T; R&D, Q&A; B&B Ltd.", "AT&T; R&D, Q&A; B&B Ltd."),
            ("Pho\u{ad}to\u{200b}nics\u{feff}", "Photonics"),
            ("Smith & Wesson; & more", "Smith & Wesson; & more"),
        ] {
            assert_eq!(meant(raw), text, "{raw}");
        }
    }
}
