//! Text within a line of Markdown: escaped, and as a redline.

use std::fmt::Write as _;

use crate::diff::words::{Mark, Run};
use crate::report::visible::{is_hidden, one_line, push_number, shorten_middle, visible};

/// Text that Markdown shows as it is, on one line. An address in it is no link: nobody vouches for it.
pub(in crate::report) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' => {
                out.push('\\');
                out.push(c);
            }
            '&' if text.get(at..).is_some_and(is_entity) => out.push_str("\\&"),
            ':' if ends_with_any(&out, &["http", "https", "ftp"]) => out.push_str("\\:"),
            '.' if ends_with_any(&out, &["www"]) => out.push_str("\\."),
            '\n' => out.push(' '),
            c if is_hidden(c) => {
                push_number(&mut out, c);
            }
            c => out.push(c),
        }
    }
    out
}

/// Whether an ampersand begins what Markdown would take for a character reference.
fn is_entity(from: &str) -> bool {
    let rest = from.trim_start_matches('&').trim_start_matches('#');
    let end = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    end.len() < rest.len() && end.starts_with(';')
}

/// Whether what is written ends so, in whatever case.
fn ends_with_any(written: &str, ends: &[&str]) -> bool {
    ends.iter().any(|end| {
        let at = written.len().checked_sub(end.len());
        at.and_then(|at| written.get(at..))
            .is_some_and(|last| last.eq_ignore_ascii_case(end))
    })
}

/// An address of a source as a link; one that could be anything else is shown as text.
pub(super) fn link(url: &str) -> String {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '\\');
    if is_web && url.chars().all(plain) {
        format!("<{url}>")
    } else {
        escape(url)
    }
}

/// Lines for a terminal as a block of code, which nothing in them can end; nothing where there are none.
#[must_use]
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

/// `~~old~~ **new**`, long unchanged runs shortened.
pub(super) fn redline(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        let text = one_line(&run.text);
        let (blank_before, blank_after) =
            (text.starts_with(' '), text.ends_with(' ') && text.len() > 1);
        let core = text.trim();
        if core.is_empty() {
            out.push(' ');
            continue;
        }
        if blank_before {
            out.push(' ');
        }
        match run.mark {
            Mark::Keep => out.push_str(&escape(&shorten_middle(core, 80))),
            Mark::Delete => {
                let _ = write!(out, "~~{}~~", escape(core));
            }
            Mark::Insert => {
                let _ = write!(out, "**{}**", escape(core));
            }
        }
        if blank_after {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_are_shown_as_text() {
        assert_eq!(
            escape("a|b <script> [x](y)"),
            "a\\|b \\<script\\> \\[x\\](y)"
        );
        assert_eq!(
            escape("Http://a.b, www.c.d, ttp: e.www\n- f"),
            "Http\\://a.b, www\\.c.d, ttp: e.www - f"
        );
        assert_eq!(escape("B&C; R&D &lt; A&B"), "B\\&C; R&D \\&lt; A&B");
        assert_eq!(escape("&#60;&&amp;"), "\\&\\#60;\\&\\&amp;");
        assert_eq!(link("https://a.b/c_d"), "<https://a.b/c_d>");
        assert_eq!(link("javascript:x"), "javascript:x");
        assert_eq!(link("http://a> <b>"), "http\\://a\\> \\<b\\>");
        assert_eq!(
            verbatim("a ```` b\u{202E}\n# c\n"),
            "`````text\na ```` b⟨U+202E⟩\n# c\n`````\n"
        );
        assert_eq!(verbatim(""), "");
        assert_eq!(escape("a\u{202E}b\u{7}"), "a⟨U+202E⟩b⟨U+0007⟩");
    }
}
