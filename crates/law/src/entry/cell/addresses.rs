//! The addresses of an entity.
//!
//! In: `10 Nikolskaya Street, Moscow, Russia; and\n15 Karbysheva Street, Saint Petersburg, Russia.` Out: two addresses.
//! They are joined by `; and`, by a bare `;`, by a line break, by `, and` after the name of a country, and sometimes
//! labelled (`Alt Address:`).

use super::punctuation::{Parentheses, value};
use super::words::ends_with_country;

/// Words that label an address and are not part of it.
pub(super) const LABELS: &[&str] = &["Alt. Address:", "Alt Address:", "Alternate Address:", "Address:", "Addresses:"];

/// Adds the addresses of a text to those found before.
pub(super) fn read(text: &str, addresses: &mut Vec<String>) {
    let labelled = text.contains("Address");
    let mut start = 0;
    let mut cut = |end: usize, next: usize, start: &mut usize| {
        let segment = text.get(*start..end).unwrap_or_default();
        if labelled {
            push(segment, addresses);
        } else {
            keep(segment, addresses);
        }
        *start = next;
    };
    let mut parentheses = Parentheses::new(text);
    for (at, byte) in text.bytes().enumerate() {
        // Separators and parentheses are the lowest characters; letters need no look.
        if byte > b';' {
            continue;
        }
        let inside = parentheses.enter(at, byte);
        let so_far = || text.get(start..at).unwrap_or_default().trim_end();
        match byte {
            b';' if !inside => cut(at, at + 1, &mut start),
            b'\n' if ends_address(so_far()) => cut(at, at + 1, &mut start),
            b' ' if stands_at(" and ", text, at) && ends_with_country(so_far()) => {
                cut(at, at + 5, &mut start);
            }
            _ => {}
        }
    }
    cut(text.len(), text.len(), &mut start);
}

/// Whether a line ends an address: a line that ends within one (after a comma) goes on in the next.
fn ends_address(line: &str) -> bool {
    line.ends_with(['.', ';', ':']) || line.ends_with("and") || ends_with_country(line)
}

fn stands_at(wording: &str, text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|rest| rest.starts_with(wording))
}

fn push(segment: &str, addresses: &mut Vec<String>) {
    let mut rest = segment;
    // In a cell without line breaks a label stands in the middle of the text.
    while let Some((at, end)) = label(rest) {
        keep(rest.get(..at).unwrap_or_default(), addresses);
        rest = rest.get(end..).unwrap_or_default();
        if segment.trim_start().starts_with("(Address:") {
            rest = rest.trim_end().trim_end_matches(')');
        }
    }
    keep(rest, addresses);
}

fn keep(raw: &str, addresses: &mut Vec<String>) {
    let address = value(raw);
    if address.chars().any(char::is_alphanumeric) {
        addresses.push(address);
    }
}

/// Where the next label begins and ends: "Alt Address:", "Addresses for Huawei Technologies Co., Ltd.:", "(Address 2)".
fn label(text: &str) -> Option<(usize, usize)> {
    let address = text.find("Address")?;
    if let Some(named) = text.get(address..)?.strip_prefix("Addresses for ") {
        return Some((address, text.len() - named.len() + named.find(": ")? + 1));
    }
    if let Some((before, numbered)) = text.split_once("(Address ")
        && let Some((number, rest)) = numbered.split_once(')')
        && number.chars().all(|c| c.is_ascii_digit())
    {
        return Some((before.len(), text.len() - rest.len()));
    }
    text.match_indices("Address").find_map(|(address, _)| {
        let ends = LABELS.iter().filter_map(|label| {
            let at = address.checked_sub(label.find("Address")?)?;
            let stands = text.get(at..)?.starts_with(label);
            stands.then_some((at, at + label.len()))
        });
        ends.min()
    })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn addresses_part_at_every_separator_in_use() {
        let cases: [(&str, &[&str]); 11] = [
            (
                "1 A St., Moscow, Russia; and 2 B St., Kazan, Russia.",
                &["1 A St., Moscow, Russia", "2 B St., Kazan, Russia"],
            ),
            ("1 A St., Dubai, UAE; PO Box 5562, Dubai, U.A.E.", &["1 A St., Dubai, UAE", "PO Box 5562, Dubai, U.A.E."]),
            ("1 A St., Taiwan, and 2 B St., Taiwan.", &["1 A St., Taiwan", "2 B St., Taiwan"]),
            ("1 A St., 34153 Turkey and Yesilkoy Mh., Turkey", &["1 A St., 34153 Turkey", "Yesilkoy Mh., Turkey"]),
            ("Sci and Tech Park, Nanjing, China.", &["Sci and Tech Park, Nanjing, China"]),
            ("1 A St., Moscow, Russia; and\n2 B St., Russia.", &["1 A St., Moscow, Russia", "2 B St., Russia"]),
            ("Unit B2, New Territories,\nHong Kong.", &["Unit B2, New Territories, Hong Kong"]),
            ("Address: 1 A St., Russia\nAlt Address: 2 B St., Russia.", &["1 A St., Russia", "2 B St., Russia"]),
            (
                "1 A St. (Tower 2; 3rd Floor), China; and; 2 B St., Iran",
                &["1 A St. (Tower 2; 3rd Floor), China", "2 B St., Iran"],
            ),
            ("(Address: 1 A St., Sarov, Russia)", &["1 A St., Sarov, Russia"]),
            ("(Address 1) 1 A St., Iran; and (Address 2) 2 B St., Iran", &["1 A St., Iran", "2 B St., Iran"]),
        ];
        for (text, expected) in cases {
            let mut addresses = Vec::new();
            read(text, &mut addresses);
            assert_eq!(addresses, expected, "{text}");
        }
    }
}
