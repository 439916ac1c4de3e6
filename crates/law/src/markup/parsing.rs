//! Text → XML, within limits.

use memchr::{memchr, memchr3};

use super::LineIndex;

/// Why a text is not markup that can be read.
#[derive(Debug, thiserror::Error)]
pub enum MarkupError {
    /// Not well-formed; also a document type declaration, which none of the sources prints.
    #[error("expected well-formed XML without a document type declaration, but found: {}{}", _0, cut_off(_0))]
    Malformed(#[from] roxmltree::Error),
    /// Deeper than any published document.
    #[error("expected elements nested at most {MAX_DEPTH} deep, but line {line} goes deeper")]
    TooDeep {
        /// The line that exceeds the limit.
        line: u32,
    },
}

/// What to do about a text that ends within an element.
fn cut_off(error: &roxmltree::Error) -> &'static str {
    match error {
        roxmltree::Error::UnexpectedEndOfStream | roxmltree::Error::UnclosedRootNode => {
            "; it may be cut off: get it again"
        }
        _ => "",
    }
}

/// Published documents nest some 15 deep; the flattening recurses, so depth is bounded first.
const MAX_DEPTH: usize = 200;

/// Parses a document. Entities of one's own, and so entity bombs, are refused with the declaration they need.
pub fn parse(text: &str) -> Result<roxmltree::Document<'_>, MarkupError> {
    bound_depth(text)?;
    let options = roxmltree::ParsingOptions { allow_dtd: false, nodes_limit: 8_000_000, ..Default::default() };
    Ok(roxmltree::Document::parse_with_options(text, options)?)
}

/// An upper bound of the depth by counting tags, before anything recurses.
fn bound_depth(text: &str) -> Result<(), MarkupError> {
    let mut depth = 0_usize;
    let mut rest = text.as_bytes();
    while let Some(open) = memchr(b'<', rest) {
        let at = text.len() - rest.len() + open;
        rest = rest.get(open + 1..).unwrap_or_default();
        match rest.first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!' | b'?') | None => {}
            Some(_) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    let line = LineIndex::new(text).line(at);
                    return Err(MarkupError::TooDeep { line });
                }
                let (tag, after) = rest.split_at(tag_end(rest));
                depth -= usize::from(tag.ends_with(b"/"));
                rest = after;
            }
        }
    }
    Ok(())
}

/// Where the `>` of a tag stands; one within quotes does not count.
fn tag_end(tag: &[u8]) -> usize {
    let mut from = 0;
    while let Some(rest) = tag.get(from..)
        && let Some(at) = memchr3(b'>', b'"', b'\'', rest)
        && let Some(&found) = rest.get(at)
    {
        if found == b'>' {
            return from + at;
        }
        let quoted = rest.get(at + 1..).unwrap_or_default();
        let Some(length) = memchr(found, quoted) else {
            break;
        };
        from += at + length + 2;
    }
    tag.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_would_exhaust_memory_or_stack() {
        let deep = |pair: &str, n: usize| format!("{}{}", pair.repeat(n), "</a>".repeat(n));
        for hostile in [
            deep("<a>", 100_000),
            deep("<a b=\"/>\">", 100_000),
            deep("<a>/>", 100_000),
            "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>".to_owned(),
        ] {
            let error = parse(&hostile).unwrap_err().to_string();
            assert!(error.starts_with("expected "), "{error}");
        }
        assert!(parse(&deep("<a>", 150)).is_ok());
    }
}
