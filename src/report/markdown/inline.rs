//! Text within a line of Markdown: escaped, and as a redline.

use std::fmt::Write as _;

use crate::diff::words::{Mark, Run};
use crate::report::visible::{is_hidden, one_line, push_number, shorten_middle};

/// Text that Markdown shows as it is.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' => {
                out.push('\\');
                out.push(c);
            }
            '&' => out.push_str("&amp;"),
            '\n' => out.push('\n'),
            c if is_hidden(c) => {
                push_number(&mut out, c);
            }
            c => out.push(c),
        }
    }
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
        assert_eq!(escape("a\u{202E}b\u{7}"), "a⟨U+202E⟩b⟨U+0007⟩");
    }
}
