//! Text within a line of Markdown: escaped, in its tone, and as a link.

use std::borrow::Cow;

use crate::render::prose::line::{Line, Piece, Span, Tone};
use crate::told::link::Link;
use crate::visible::{is_plain, push_visible, rewrite, visible};

/// Text that Markdown shows as it is, on one line. An address in it is no link: nobody vouches for it.
pub(in crate::render) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(text, &mut out);
    out
}

/// The same, behind what is written already.
pub(super) fn escape_into(text: &str, out: &mut String) {
    let from = out.len();
    rewrite(
        text,
        out,
        |byte| STAYS[usize::from(byte)],
        |out, c, rest| {
            let written = out.get(from..).unwrap_or_default();
            match c {
                '&' if !is_entity(rest) => out.push(c),
                ':' if !ends_with_any(written, &["http", "https", "ftp"]) => out.push(c),
                '.' if !ends_with_any(written, &["www"]) => out.push(c),
                c if u8::try_from(c).is_ok_and(means_something) => out.extend(['\\', c]),
                c => push_visible(out, c),
            }
        },
    );
}

/// Whether a byte is a character that can mean something to Markdown.
const fn means_something(byte: u8) -> bool {
    matches!(
        byte,
        b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'|' | b'#' | b'~' | b'$' | b'&' | b':' | b'.'
    )
}

/// Whether a byte always stays as it is.
const STAYS: [bool; 256] = {
    let mut stays = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        stays[byte as usize] = is_plain(byte) && !means_something(byte);
        byte += 1;
    }
    stays
};

/// Whether an ampersand and what follows is what Markdown would take for a character reference.
fn is_entity(after: &str) -> bool {
    let rest = after.trim_start_matches('&').trim_start_matches('#');
    let end = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    end.len() < rest.len() && end.starts_with(';')
}

/// Whether what is written ends so, in whatever case.
fn ends_with_any(written: &str, ends: &[&str]) -> bool {
    ends.iter().any(|end| {
        let at = written.len().checked_sub(end.len());
        at.and_then(|at| written.get(at..)).is_some_and(|last| last.eq_ignore_ascii_case(end))
    })
}

/// A line that begins no block of its own: no list, no rule, no underline of a heading.
pub(super) fn guarded(line: &str) -> Cow<'_, str> {
    let line = line.trim();
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = line.len() - digits.len();
    match line.chars().next() {
        Some('-' | '+' | '=' | ':') => Cow::Owned(format!("\\{line}")),
        Some(_) if number > 0 && digits.starts_with(['.', ')']) => {
            let (number, rest) = line.split_at_checked(number).unwrap_or((line, ""));
            Cow::Owned(format!("{number}\\{rest}"))
        }
        Some(_) | None => Cow::Borrowed(line),
    }
}

/// A line as it stands in Markdown, behind what is written already.
pub(super) fn inline_into(line: &Line, out: &mut String) {
    for piece in &line.0 {
        match piece {
            Piece::Text(span) => toned(span, out),
            Piece::Link(to) => out.push_str(&link(to)),
        }
    }
}

/// Text in its tone. The signs stand at words: before a blank they would mean nothing.
fn toned(span: &Span, out: &mut String) {
    let sign = match span.tone {
        Tone::Plain | Tone::Soft => return escape_into(&span.text, out),
        Tone::Strong | Tone::Alarm | Tone::Inserted => "**",
        Tone::Deleted => "~~",
        // The program's own names hold no backtick; what does is shown as text.
        Tone::Code if span.text.contains('`') => return escape_into(&span.text, out),
        Tone::Code => return out.extend(["`", &visible(&span.text), "`"]),
    };
    let text = escape(&span.text);
    match text.trim() {
        "" => out.push_str(&text),
        core => out.extend([sign, core, sign]),
    }
}

/// Words that lead to an address of a source; what leads nowhere is text.
pub(super) fn link(to: &Link) -> String {
    let words = &to.words;
    let Some(url) = &to.link else {
        return escape(words);
    };
    if words == url {
        return format!("<{url}>");
    }
    // Brackets in an address would end it.
    if url.contains(['(', ')']) {
        return format!("[{}](<{url}>)", escape(words));
    }
    format!("[{}]({url})", escape(words))
}

/// Lines for a terminal as a block of code, which nothing in them can end; nothing where there are none.
pub fn verbatim(lines: &str) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let longest = lines.split(|c| c != '`').map(str::len).max();
    let fence = "`".repeat(longest.map_or(3, |longest| longest + 1).max(3));
    let mut out = format!("{fence}text\n");
    for line in lines.lines() {
        out.push_str(&visible(line));
        out.push('\n');
    }
    out.push_str(&fence);
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_are_shown_as_text() {
        assert_eq!(escape("a|b <script> [x](y)"), "a\\|b \\<script\\> \\[x\\](y)");
        assert_eq!(escape("Http://a.b, www.c.d, ttp: e.www\n- f"), "Http\\://a.b, www\\.c.d, ttp: e.www - f");
        assert_eq!(escape("B&C; R&D &lt; A&B"), "B\\&C; R&D \\&lt; A&B");
        assert_eq!(escape("&#60;&&amp;"), "\\&\\#60;\\&\\&amp;");
        let to = |url: &str| link(&Link::new("[a]", url));
        assert_eq!(to("https://a.b/c_(d)"), "[\\[a\\]](<https://a.b/c_(d)>)");
        assert_eq!(to("https://a.b/c_d"), "[\\[a\\]](https://a.b/c_d)");
        assert_eq!(to("javascript:x"), "\\[a\\]: javascript:x");
        assert_eq!(to("http://a> <b>"), "\\[a\\]: http\\://a\\> \\<b\\>");
        for (text, shown) in [
            ("- a", "\\- a"),
            ("=== ", "\\==="),
            ("12. a", "12\\. a"),
            ("1) a", "1\\) a"),
            ("2025-05427 a", "2025-05427 a"),
        ] {
            assert_eq!(guarded(text), shown);
        }
        assert_eq!(verbatim("a ```` b\u{202E}\n# c\n"), "`````text\na ```` b⟨U+202E⟩\n# c\n`````\n");
        assert_eq!(verbatim(""), "");
        assert_eq!(escape("a\u{202E}b\u{7}"), "a⟨U+202E⟩b⟨U+0007⟩");
    }
}
