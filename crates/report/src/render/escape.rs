//! Text made safe for HTML.

use crate::visible::visible;

/// Text that HTML shows as it is, between tags and in attributes. Slashes stay, for those who search the page as a file.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// The same on one line, without anything hidden.
pub fn shown(text: &str) -> String {
    escape(&visible(text))
}
