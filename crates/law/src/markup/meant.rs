//! Text as it was meant: what was escaped twice is read twice, and what is not printed is left out.

use std::borrow::Cow;

use memchr::memchr;
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

/// The texts below an element that were escaped twice.
pub fn escaped_twice<'a, 'input: 'a>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    let texts = node.descendants().filter(Node::is_text);
    texts.filter(|node| node.text().is_some_and(|text| once(text).is_some()))
}

/// Whether a file can hold text that was escaped twice: a quick look at its bytes.
pub fn may_be_escaped_twice(xml: &str) -> bool {
    ["&amp;", "&#38;", "&#x26;", "<![CDATA["].iter().any(|lead| {
        memchr::memmem::find_iter(xml.as_bytes(), lead.as_bytes()).any(|at| {
            let rest = xml.get(at + lead.len()..).unwrap_or_default();
            lead.starts_with("<!") || entity(rest).is_some()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
