//! Sentences of prose: a full stop ends one, unless it belongs to an abbreviation, a number or a name.

/// Words whose full stop ends no sentence.
const ABBREVIATIONS: [&str; 38] = [
    "no", "nos", "doc", "docs", "supp", "sec", "secs", "para", "art", "vol", "pp", "fed", "reg", "stat", "pub", "cf",
    "vs", "inc", "ltd", "co", "corp", "dr", "st", "et al", "id", "res", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sep", "sept", "oct", "nov", "dec",
];

/// The sentences of a text, in order. Of white space, blanks only are expected.
pub(crate) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    while let Some(end) = end(rest) {
        let (sentence, after) = rest.split_at(end);
        found.push(sentence.trim());
        rest = after.trim_start();
    }
    if !rest.is_empty() {
        found.push(rest);
    }
    found
}

/// Where the first sentence of several ends.
fn end(text: &str) -> Option<usize> {
    text.match_indices(['.', '?', '!', ';']).map(|(at, mark)| at + mark.len()).find(|end| {
        let (before, after) = text.split_at(*end);
        let after = after.trim_start_matches(['”', '’', '"', '\'', ')']);
        let next = after.trim_start();
        after.len() > next.len()
            && !before.ends_with(';')
            && next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "“\"‘([•".contains(c))
            && !is_abbreviated(before)
    })
}

/// Whether the stop at the end of a text belongs to its last word.
fn is_abbreviated(text: &str) -> bool {
    let words = tail(text.trim_end_matches('.'), 24).to_lowercase();
    let last = words.rsplit([' ', '\u{a0}', '(', '“', '[']).next().unwrap_or_default();
    // `U.S.C.`, `p.m.`, `S.J. Res.`, `Marian T. Holt`
    let letter = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    let initial = last.split('.').all(letter);
    let of_list = ABBREVIATIONS.contains(&last) || ABBREVIATIONS.contains(&last.trim_start_matches(char::is_numeric));
    // `1.` begins an item; `2026.` ends a sentence.
    let item =
        last.len() <= 2 && !last.is_empty() && last.bytes().all(|b| b.is_ascii_digit()) && text.len() <= last.len() + 1;
    initial || of_list || item
}

/// The end of a text, of so many bytes at most.
pub(crate) fn tail(text: &str, bytes: usize) -> &str {
    let mut from = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn abbreviations_end_no_sentence() {
        for (text, expected) in [
            ("It is delayed. See FR Doc. 2031-00077.", vec!["It is delayed.", "See FR Doc. 2031-00077."]),
            ("Supplement No. 4 of the U.S. Code applies.", vec!["Supplement No. 4 of the U.S. Code applies."]),
            ("At 12:01 a.m. Eastern. On May 2, 2031.", vec!["At 12:01 a.m. Eastern.", "On May 2, 2031."]),
            (
                "1. The rule of May 2, 2031. “Alder, Inc.” is named.",
                vec!["1. The rule of May 2, 2031.", "“Alder, Inc.” is named."],
            ),
            (
                "See 96 FR 900 (Sept. 9, 2031). It is delayed at 96 F.R. 950.",
                vec!["See 96 FR 900 (Sept. 9, 2031).", "It is delayed at 96 F.R. 950."],
            ),
            ("", vec![]),
        ] {
            assert_eq!(sentences(text), expected);
        }
    }
}
