//! Text made safe for HTML.

use crate::visible::{is_plain, push_visible, rewritten};

/// Text that HTML shows as it is, between tags and in attributes. Slashes stay, for those who search the page as a file.
pub fn escape(text: &str) -> String {
    rewritten(text, |byte| entity(byte).is_none(), |out, c, _| push_escaped(out, c))
}

/// The same on one line, without anything hidden.
pub fn shown(text: &str) -> String {
    rewritten(
        text,
        |byte| is_plain(byte) && entity(byte).is_none(),
        |out, c, _| if c.is_ascii_graphic() { push_escaped(out, c) } else { push_visible(out, c) },
    )
}

fn push_escaped(out: &mut String, c: char) {
    match u8::try_from(c).ok().and_then(entity) {
        Some(entity) => out.push_str(entity),
        None => out.push(c),
    }
}

/// What stands for a character that means something to HTML.
fn entity(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\'' => Some("&#39;"),
        _ => None,
    }
}
