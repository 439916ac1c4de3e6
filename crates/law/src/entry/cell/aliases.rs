//! The other names of an entity, and where they end and its addresses begin.
//!
//! In: the text after a lead-in, such as `\n—AO DUKS; and\n—Dux, JSC.\n8 Pravdy Street, Moscow, Russia.` Out: the
//! aliases and the rest. Bullets are `—` or an ASCII `-`, at the start of a line or after a separator; some cells have
//! none, and some run on from the last alias into the address.

use std::borrow::Cow;

use memchr::memchr2_iter;

use super::lead_ins::{self, LeadIn};
use super::names::{border_in_part, first_word, initial_capital};
use super::parenthesised;
use super::punctuation::{around, is_bullet, last_word, pieces, trim, value};
use super::words::{
    continues_name, ends_with_country, is_abbreviation, is_legal_form, is_legal_part, is_street_word, opens_address,
};
use super::{Alias, AliasKind};
use crate::law::canonical::is_dash;

/// Reads the aliases after a lead-in. Returns how many stood there and the text that follows them.
pub(super) fn read<'a>(lead_in: &LeadIn<'a>, aliases: &mut Vec<Alias>) -> (u32, &'a str) {
    let (kind, text) = (lead_in.kind, lead_in.after);
    if !lead_in.listed {
        // "… (f.k.a., A), a.k.a., the following two aliases:" and "f.k.a. A, a.k.a., …"
        return match lead_ins::find(text) {
            Some(next) if next.listed => {
                push(kind, next.before, aliases);
                read(&next, aliases)
            }
            _ => inline_list(kind, text, aliases),
        };
    }
    let bullets = bullets(text);
    match bullets.first() {
        Some(&first) => bulleted(lead_in, text.get(..first).unwrap_or_default(), &bullets, aliases),
        None => counted(lead_in, aliases),
    }
}

/// The byte positions of the bullets of a text.
pub(super) fn bullets(text: &str) -> Vec<usize> {
    // An em or en dash begins with 0xE2.
    memchr2_iter(b'-', 0xE2, text.as_bytes()).filter(|at| is_bullet_at(text, *at)).collect()
}

/// Whether a bullet stands at a byte position: at the start of a line, after a separator, or after a space.
fn is_bullet_at(text: &str, at: usize) -> bool {
    let (Some(before), Some(from)) = (text.get(..at), text.get(at..)) else {
        return false;
    };
    let line = before.trim_end_matches(' ');
    let spaced = line.len() < before.len();
    let separated = line.is_empty()
        || line.ends_with(['\n', ':', ';'])
        || (spaced && (line.ends_with(" and") || (from.starts_with('—') && !from.starts_with("— "))));
    separated && is_bullet(from)
}

fn bulleted<'a>(lead_in: &LeadIn<'a>, unmarked: &str, bullets: &[usize], aliases: &mut Vec<Alias>) -> (u32, &'a str) {
    let (kind, text) = (lead_in.kind, lead_in.after);
    let mut found = 0;
    // A first alias that lost its bullet.
    for line in unmarked.split('\n').filter(|line| !trim(line).is_empty()) {
        push(kind, line, aliases);
        found += 1;
    }
    for (index, &at) in bullets.iter().enumerate() {
        let from = text.get(at..).unwrap_or_default().trim_start_matches(is_dash);
        let start = text.len() - from.len();
        found += 1;
        if let Some(&next) = bullets.get(index + 1) {
            let chunk = text.get(start..next).unwrap_or_default();
            // A dash in an address behind the last alias is no bullet.
            let ended = chunk.split_once('\n').is_some_and(|(line, more)| {
                line.trim_end().ends_with('.') && !more.trim().is_empty() && opens_address(more)
            });
            if !ended {
                push(kind, chunk, aliases);
                continue;
            }
        }
        let rest = last_bullet(lead_in, from, &mut found, aliases);
        return (found, rest);
    }
    (found, "")
}

/// Reads the last alias of a bulleted list from the text behind its bullet; returns the text of the addresses.
fn last_bullet<'a>(lead_in: &LeadIn<'a>, from: &'a str, found: &mut u32, aliases: &mut Vec<Alias>) -> &'a str {
    let (line, more) = from.split_once('\n').unwrap_or((from, ""));
    let alone = more.trim().is_empty();
    if !alone && !line.contains("; ") && !line.trim_end().ends_with(';') {
        push(lead_in.kind, line, aliases);
        return more;
    }
    // The line goes on into the address, or the list goes on in a line without bullet.
    let (alias, address) = split_address(line, alone);
    push(lead_in.kind, alias, aliases);
    if alone {
        return address;
    }
    if !address.is_empty() {
        return from.get(alias.len()..).unwrap_or_default();
    }
    let (next, after) = more.split_once('\n').unwrap_or((more, ""));
    if lead_in.stated.is_some_and(|stated| stated > *found) && !opens_address(next) {
        push(lead_in.kind, next, aliases);
        *found += 1;
        return after;
    }
    more
}

/// A list without bullets: the number it states, or one.
fn counted<'a>(lead_in: &LeadIn<'a>, aliases: &mut Vec<Alias>) -> (u32, &'a str) {
    let mut text = lead_in.after.trim_start();
    let mut found = 0;
    for _ in 1..lead_in.stated.unwrap_or(1) {
        let Some((alias, rest)) = text.split_once([';', '\n']) else {
            break;
        };
        push(lead_in.kind, alias, aliases);
        found += 1;
        text = rest;
    }
    let (line, more) = text.split_once('\n').unwrap_or((text, ""));
    let (alias, address) = split_address(line, more.trim().is_empty());
    push(lead_in.kind, alias, aliases);
    let rest = if address.is_empty() { more } else { text.get(alias.len()..).unwrap_or_default() };
    (found + u32::from(!trim(alias).is_empty()), rest)
}

/// "a.k.a., UM Airlines, UM Air, 29 Ayar Str., Damascus": comma parts up to the first that opens an address.
fn inline_list<'a>(kind: AliasKind, text: &'a str, aliases: &mut Vec<Alias>) -> (u32, &'a str) {
    let line = text.split(['\n', ';']).next().unwrap_or(text);
    let (mut start, mut end, mut found) = (0, 0, 0);
    for part in pieces(line, b',') {
        if end > 0 && !is_legal_part(part) {
            if opens_address(part) {
                break;
            }
            found += pair(kind, text.get(start..end).unwrap_or_default(), aliases);
            start = end;
        }
        if let Some(at) = border_in_part(part, part) {
            end += at;
            break;
        }
        end = (end + part.len() + 1).min(line.len());
    }
    found += pair(kind, text.get(start..end).unwrap_or_default(), aliases);
    (found, text.get(end..).unwrap_or_default())
}

/// "Mark Ong and Matti Chong": two names of equally many words are taken for two; anything else is one.
pub(super) fn pair(kind: AliasKind, text: &str, aliases: &mut Vec<Alias>) -> u32 {
    if let Some((first, second)) = text.split_once(" and ") {
        let words = first.split_whitespace().count();
        if words > 1 && words == second.split_whitespace().count() {
            push(kind, first, aliases);
            push(kind, second, aliases);
            return 2;
        }
    }
    push(kind, text, aliases);
    1
}

/// Splits the line of a last alias from an address that runs on in it. `must`: there is no other address, so a
/// sentence end is taken for the border even where the rest does not look like an address.
fn split_address(line: &str, must: bool) -> (&str, &str) {
    let mut fallback = None;
    for (at, c) in line.char_indices() {
        let (before, after) = around(line, at, c);
        let next_word = first_word(after);
        let border = match c {
            '.' if before.ends_with(['\'', '’', '”']) => true,
            '.' | ',' => after.starts_with(|c: char| c == ' ' || c.is_ascii_digit()),
            ' ' => after.starts_with("P.O") || after.starts_with("PO Box") || numbered_street(after),
            _ => false,
        };
        if !border || is_legal_form(next_word) || trim(before).is_empty() {
            continue;
        }
        let word = last_word(before);
        let ends = is_legal_form(word) || !is_abbreviation(word);
        let sentence = c == '.' && ends && initial_capital(after);
        if c == ',' && fallback.is_some() && ends_with_country(after) && !after.contains(',') {
            break;
        }
        if opens_address(after) && (c != '.' || sentence || word.len() > 3) {
            return (line.get(..at + 1).unwrap_or(line), after);
        }
        if must && sentence {
            return (line.get(..at + 1).unwrap_or(line), after);
        }
        if must && c == ',' {
            let part = after.split(',').next().unwrap_or_default();
            if last_word(part).starts_with(|c: char| c.is_ascii_digit()) {
                fallback = fallback.or(Some(at));
                break;
            }
            if !continues_name(part, before) {
                fallback = fallback.or(Some(at));
            }
        }
    }
    fallback.map_or((line, ""), |at| (line.get(..at + 1).unwrap_or(line), around(line, at, ',').1))
}

/// "136 Vokzalnaya Street": a number and, before the next comma, the word for a street.
fn numbered_street(text: &str) -> bool {
    let part = text.split(',').next().unwrap_or(text);
    part.starts_with(|c: char| c.is_ascii_digit()) && part.split(' ').any(is_street_word)
}

/// Adds one alias, and those that stand inside it ("X (f.k.a., Y)", "X, a.k.a., Y").
pub(super) fn push(kind: AliasKind, raw: &str, aliases: &mut Vec<Alias>) {
    let mut left = vec![(kind, Cow::Borrowed(raw))];
    while let Some((kind, raw)) = left.pop() {
        let mut inner = Vec::new();
        let text = parenthesised::take(&raw, &mut inner);
        let (own, next) = match lead_ins::find(&text) {
            Some(lead_in) if !lead_in.listed => (lead_in.before, Some((lead_in.kind, lead_in.after))),
            _ => (text.as_ref(), None),
        };
        // A second name after a bare semicolon; "; and" within one bullet is part of a name.
        let (own, more) = match own.split_once("; ") {
            Some((own, more)) if !more.starts_with("and ") && !more.starts_with('(') => (own, Some(more)),
            _ => (own, None),
        };
        let name = value(own);
        let (kind, name) = match name.strip_prefix("DBA ") {
            Some(business) => (AliasKind::DoingBusinessAs, business.to_owned()),
            None => (kind, name),
        };
        if name.chars().any(char::is_alphanumeric) {
            aliases.push(Alias { kind, name });
        }
        aliases.append(&mut inner);
        let more = more.map(|more| (kind, more));
        let behind = [next, more].into_iter().flatten();
        left.extend(behind.map(|(kind, raw)| (kind, Cow::Owned(raw.to_owned()))));
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    fn aliases(cell: &str) -> Vec<String> {
        parse(cell).aliases.into_iter().map(|alias| alias.name).collect()
    }

    #[test]
    fn aliases_end_where_addresses_begin() {
        let cases: [(&str, &[&str], &str); 14] = [
            (
                "Dux, a.k.a., the following two aliases:\n—AO DUKS; and\n—Dux, JSC.\n8 Pravdy St., Russia.",
                &["AO DUKS", "Dux, JSC"],
                "8 Pravdy St., Russia",
            ),
            (
                "Dux, a.k.a., the following two aliases: —AO DUKS; and —Dux, JSC. 8 Pravdy St., Russia.",
                &["AO DUKS", "Dux, JSC"],
                "8 Pravdy St., Russia",
            ),
            (
                "MEO, a.k.a. the following one alias: -MEO GMBH P.O Box 501168, Germany",
                &["MEO GMBH"],
                "P.O Box 501168, Germany",
            ),
            (
                "Dux, a.k.a., the following one alias:\n—BEMZ 136 Vokzalnaya Street, Bryansk, Russia",
                &["BEMZ"],
                "136 Vokzalnaya Street, Bryansk, Russia",
            ),
            (
                "M. Oveici, a.k.a., the following one alias: Mosi Oveici. Mehrabad Airport, Iran",
                &["Mosi Oveici"],
                "Mehrabad Airport, Iran",
            ),
            (
                "Kral, a.k.a., the following two aliases: Kral Havacilik; and Kral Aviation Ltd. Gumus Sok, Turkey",
                &["Kral Havacilik", "Kral Aviation Ltd."],
                "Gumus Sok, Turkey",
            ),
            (
                "N. Kaiga, a.k.a., the following one alias: Nicholas Kaiga\nGoffarstraad 16, Belgium.",
                &["Nicholas Kaiga"],
                "Goffarstraad 16, Belgium",
            ),
            (
                "EM, a.k.a., the following one alias:\n—EMEC, Suite 7, Floor 6, Lahore, Pakistan.",
                &["EMEC"],
                "Suite 7, Floor 6, Lahore, Pakistan",
            ),
            (
                "Aquanika, a.k.a., the following two aliases:\n—Aquanika LLC, and\n—Russkoe Vremya OOO.\n47A Ave., Russia.",
                &["Aquanika LLC", "Russkoe Vremya OOO"],
                "47A Ave., Russia",
            ),
            (
                "Open, a.k.a., the following one alias: —Cape Open, Cape Town, South Africa.",
                &["Cape Open"],
                "Cape Town, South Africa",
            ),
            (
                "Gaz, a.k.a., the following one alias:\n—OOO 'Gaz'.ul.O.Bulacha, Makhachkala, Russia.",
                &["OOO 'Gaz'"],
                "ul.O.Bulacha, Makhachkala, Russia",
            ),
            (
                "UMA, a.k.a., UM Airlines, UM Air, 29 Ayar Str., Damascus, Syria.",
                &["UM Airlines", "UM Air"],
                "29 Ayar Str., Damascus, Syria",
            ),
            (
                "F. Gillardian, a.k.a., Isaac Gill, Isaac Gillardian, London, United Kingdom.",
                &["Isaac Gill", "Isaac Gillardian"],
                "London, United Kingdom",
            ),
            (
                "M. Seif, a.k.a., Mark Ong and Matti Chong, 27-06 Amcorp Building, Malaysia.",
                &["Mark Ong", "Matti Chong"],
                "27-06 Amcorp Building, Malaysia",
            ),
        ];
        for (cell, expected, address) in cases {
            assert_eq!(aliases(cell), expected, "{cell}");
            assert_eq!(parse(cell).addresses, [address], "{cell}");
        }
    }

    #[test]
    fn a_count_that_does_not_add_up_is_told_and_nothing_is_repaired() {
        let cell =
            "Neft LLC, a.k.a., the following two aliases:\n—OOO Neft\n—Aktiv; and\n—RN-Aktiv OOO.\n15 Ulica, Russia.";
        assert_eq!(aliases(cell), ["OOO Neft", "Aktiv", "RN-Aktiv OOO"]);
        let count = parse(cell).alias_count.unwrap();
        assert_eq!((count.stated, count.found), (2, 3));
        let lost = "Hileed, a.k.a, the following two aliases:\nBeijing Alite;\n—ALCO.\nA36-2 Haidian District, China.";
        assert_eq!(aliases(lost), ["Beijing Alite", "ALCO"]);
    }
}
