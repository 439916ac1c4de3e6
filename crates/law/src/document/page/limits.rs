//! What is refused before the page is parsed: what is too large, too deep, or cut off.

use memchr::{memchr, memmem};
use scraper::Html;

use super::error::PageError;

/// The longest page that is read, in bytes; rules of some thousand entries stay below a tenth of it.
const LONGEST: usize = 64 << 20;

/// How deep elements may nest. Pages of the site nest some 20 deep.
pub(super) const DEEPEST: usize = 400;

const VOID: [&[u8]; 14] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param", b"source",
    b"track", b"wbr",
];

/// Elements that end where the next one begins.
const ENDED_BY_NEXT: [&[u8]; 13] =
    [b"p", b"li", b"td", b"th", b"tr", b"dt", b"dd", b"option", b"optgroup", b"thead", b"tbody", b"tfoot", b"colgroup"];

/// Elements that the site closes; one that is open at the end says that the page was cut off.
const CLOSED: [&[u8]; 5] = [b"table", b"tr", b"td", b"p", b"div"];

/// Checks the bytes of a page, without building anything.
pub(super) fn check(html: &str) -> Result<(), PageError> {
    if html.len() > LONGEST {
        return Err(PageError::TooLong { bytes: html.len() });
    }
    if html.trim().is_empty() {
        return Err(PageError::Empty);
    }
    let mut open = [0_i32; CLOSED.len()];
    let mut depth = 0_usize;
    let mut rest = html.as_bytes();
    while let Some(at) = memchr(b'<', rest) {
        rest = rest.get(at + 1..).unwrap_or_default();
        if rest.starts_with(b"!--") {
            rest = after(rest, b"-->");
            continue;
        }
        let ends = rest.first() == Some(&b'/');
        let name = name(rest.get(usize::from(ends)..).unwrap_or_default());
        if name.is_empty() {
            continue;
        }
        let Some(end) = memchr(b'>', rest) else {
            return Err(PageError::Cut);
        };
        let closes_itself = rest.get(..end).is_some_and(|tag| tag.ends_with(b"/"));
        rest = rest.get(end + 1..).unwrap_or_default();
        if let Some(at) = CLOSED.iter().position(|closed| *closed == name.as_slice())
            && let Some(count) = open.get_mut(at)
            && !closes_itself
        {
            *count += if ends { -1 } else { 1 };
        }
        if VOID.contains(&name.as_slice()) || ENDED_BY_NEXT.contains(&name.as_slice()) {
            continue;
        }
        if ends {
            depth = depth.saturating_sub(1);
            continue;
        }
        depth += 1;
        if depth > DEEPEST {
            return Err(PageError::TooDeep);
        }
        if name == b"script" || name == b"style" {
            rest = after(rest, [b"</".as_slice(), &name].concat().as_slice());
            depth -= 1;
        }
    }
    if open.iter().any(|count| *count > 0) {
        return Err(PageError::Cut);
    }
    Ok(())
}

/// Whether the tree of a page is deeper than what is read by recursion; a parser may nest what the text does not.
pub(super) fn nests_too_deeply(page: &Html) -> bool {
    page.tree.nodes().any(|node| node.ancestors().take(DEEPEST + 1).count() > DEEPEST)
}

fn after<'a>(bytes: &'a [u8], end: &[u8]) -> &'a [u8] {
    let at = memmem::find(bytes, end).map(|at| at + end.len());
    at.and_then(|at| bytes.get(at..)).unwrap_or_default()
}

/// The name of a tag in small letters.
fn name(tag: &[u8]) -> Vec<u8> {
    if !tag.first().is_some_and(u8::is_ascii_alphabetic) {
        return Vec::new();
    }
    tag.iter().take_while(|byte| byte.is_ascii_alphanumeric()).take(20).map(u8::to_ascii_lowercase).collect()
}
