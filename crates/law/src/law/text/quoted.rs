//! Whether words name somebody: the name stands in them between marks, not as a part of a longer name.

/// Whether a text names `name` word for word, bounded by quotation marks, separators or its ends.
pub(crate) fn quotes(text: &str, name: &str) -> bool {
    let opens = |c: char| matches!(c, '“' | '"' | '”' | '‘' | '\'' | '`' | ';' | ',' | '(' | ':');
    let closes = |c: char| opens(c) || matches!(c, '’' | '.' | ')');
    let name = name.trim().trim_end_matches(['.', ',', ';']);
    !name.is_empty()
        && text.match_indices(name).any(|(at, _)| {
            let before = text.get(..at).unwrap_or("");
            let after = text.get(at + name.len()..).unwrap_or("").chars().find(|c| !c.is_whitespace());
            let own = before.ends_with(char::is_whitespace);
            let start = before.trim_end();
            // A name without its opening mark stands behind a separator or a word.
            let begins = start.is_empty() || start.ends_with(opens) || own;
            begins && after.is_none_or(closes)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_longer_name_is_no_name() {
        for (text, name, named) in [
            ("“Cedar; ", "Cedar", true),
            ("erstwhile “Cedar”", "Cedar", true),
            ("Cedar”", "Cedar", true),
            ("“Cedar Co., Ltd.” (but see)", "Cedar Co., Ltd.", true),
            ("“Cedar Holdings”", "Cedar", false),
            ("“RedCedar”", "Cedar", false),
            ("“Cedars”", "Cedar", false),
            ("“Cedar”", "", false),
        ] {
            assert_eq!(quotes(text, name), named, "{text}");
        }
    }
}
