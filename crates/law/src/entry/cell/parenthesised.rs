//! Other names in parentheses.
//!
//! In: `OOO Shipyard 'Zaliv' (f.k.a., AO Shipyard 'Zaliv'; JSC Zaliv Shipyard), 4 Tankistov Street`. Out: the text
//! without them, and the names, each with its kind. Other parentheses, such as acronyms, belong to the name.

use std::borrow::Cow;

use super::aliases::{pair, push};
use super::lead_ins;
use super::punctuation::{pieces, to_closing};
use super::words::is_legal_part;
use super::{Alias, AliasKind};

/// Takes "(a.k.a., X; f.k.a., Y)" out of a text. Parentheses deeper than any that are printed stay in it.
pub(super) fn take<'a>(text: &'a str, aliases: &mut Vec<Alias>) -> Cow<'a, str> {
    if depth(text) > 8 {
        return Cow::Borrowed(text);
    }
    let mut own: Option<String> = None;
    let mut rest = text;
    let mut searched = 0;
    while let Some((before, from)) = rest.get(searched..).and_then(|tail| tail.split_once('(')) {
        let at = searched + before.len();
        if lead_ins::abbreviation(from.trim_start()).is_none() {
            searched = at + 1;
            continue;
        }
        let (inside, after) = to_closing(from);
        read(inside.trim_start(), aliases);
        let head = rest.get(..at).unwrap_or_default().trim_end();
        own.get_or_insert_default().push_str(head);
        rest = after;
        searched = 0;
    }
    match own {
        Some(own) => Cow::Owned(own + rest),
        None => Cow::Borrowed(text),
    }
}

/// How deep parentheses nest, those that are never closed included.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn read(inside: &str, aliases: &mut Vec<Alias>) {
    let mut kind = AliasKind::AlsoKnownAs;
    let semicolons = pieces(inside, b';');
    for (index, piece) in semicolons.iter().enumerate() {
        // A quote that swallowed the separator closes the name before it.
        let swallowed = |piece: &str| piece.starts_with("' ") || piece.starts_with("’ ") || piece.starts_with("” ");
        let piece = if index > 0 && swallowed(piece) { piece.get(1..).map_or(*piece, str::trim_start) } else { piece };
        let closing = semicolons.get(index + 1).is_some_and(|next| swallowed(next));
        let mut rest = Cow::Borrowed(piece.trim_start_matches('’').trim_start_matches('”'));
        if closing {
            rest = Cow::Owned(format!("{rest}'"));
        }
        let mut rest: &str = &rest;
        while let Some(lead_in) = lead_ins::find(rest) {
            enumerated(kind, lead_in.before, aliases);
            kind = lead_in.kind;
            rest = lead_in.after;
        }
        if semicolons.len() == 1 {
            enumerated(kind, rest, aliases);
        } else {
            push(kind, rest, aliases);
        }
    }
}

/// "Huang Yulan, Jancy Wong and Yuh Lan Wong": names between commas, `and` before the last.
fn enumerated(kind: AliasKind, text: &str, aliases: &mut Vec<Alias>) {
    let parts = pieces(text, b',');
    if parts.len() < 2 || parts.iter().skip(1).any(|part| is_legal_part(part)) {
        pair(kind, text, aliases);
        return;
    }
    let last = parts.len() - 1;
    for (index, part) in parts.into_iter().enumerate() {
        match part.split_once(" and ") {
            Some((before, after)) if index == last => {
                push(kind, before, aliases);
                push(kind, after, aliases);
            }
            _ => push(kind, part, aliases),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Alias, AliasKind, parse};

    /// The aliases of a cell, the kind before the name where it is not a.k.a.
    fn aliases(cell: &str) -> Vec<String> {
        let shown = |Alias { kind, name }: Alias| match kind {
            AliasKind::AlsoKnownAs => name,
            AliasKind::FormerlyKnownAs => format!("f.k.a. {name}"),
            AliasKind::DoingBusinessAs => format!("d.b.a. {name}"),
            AliasKind::NowKnownAs => format!("n.k.a. {name}"),
        };
        parse(cell).aliases.into_iter().map(shown).collect()
    }

    #[test]
    fn former_names_stand_in_parentheses_of_a_name() {
        let zaliv = "OOO Shipyard 'Zaliv' (f.k.a., AO Shipyard 'Zaliv'; JSC Shipyard 'Zaliv;' JSC Zaliv Shipyard; and OJSC \
                     ZALIV SHIPYARD), a.k.a., the following one alias:\n—Zaliv Shipyard LLC.\n4 Tankistov Street, Ukraine.";
        assert_eq!(
            aliases(zaliv),
            [
                "f.k.a. AO Shipyard 'Zaliv'", "f.k.a. JSC Shipyard 'Zaliv'", "f.k.a. JSC Zaliv Shipyard",
                "f.k.a. OJSC ZALIV SHIPYARD", "Zaliv Shipyard LLC",
            ]
        );
        assert_eq!(parse(zaliv).name, "OOO Shipyard 'Zaliv'");
        let cases: [(&str, &[&str]); 4] = [
            (
                "Wong Yuh Lan, (a.k.a., Huang Yulan, Jancy Wong and Yuh Lan Wong), Singapore",
                &["Huang Yulan", "Jancy Wong", "Yuh Lan Wong"],
            ),
            (
                "NIIP, JSC (a.k.a., JSC NIIP, f.k.a., OAO NIIP; a.k.a. SRI.)\nAddress: 3 St., Russia",
                &["JSC NIIP", "f.k.a. OAO NIIP", "SRI"],
            ),
            (
                "CAEP, a.k.a., the following one alias:\n—Institute (a.k.a., Academy (CAEP)'s 902 Institute).\nChina",
                &["Institute", "Academy (CAEP)'s 902 Institute"],
            ),
            (
                "Behover, a.k.a., the following one alias:\n—DBA Behover Technologies.\nDubai, U.A.E.",
                &["d.b.a. Behover Technologies"],
            ),
        ];
        for (cell, expected) in cases {
            assert_eq!(aliases(cell), expected, "{cell}");
        }
    }
}
