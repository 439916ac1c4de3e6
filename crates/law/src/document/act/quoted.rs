//! Quotations, which do nothing to a document.

use std::borrow::Cow;

/// A text whose quotations are blank: a title that says "Delay" delays nothing. Lengths stay.
pub(super) fn unquoted(text: &str) -> Cow<'_, str> {
    if !text.contains('“') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        inside = if c == '“' { true } else { inside && c != '”' };
        if inside {
            out.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Whether a place is within a quotation: “Presentation on the rule at 96 FR 900” does nothing.
pub(super) fn is_within(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let opened = before.rfind('“').is_some_and(|open| !before.get(open..).is_some_and(|inner| inner.contains('”')));
    opened && text.get(at..).is_some_and(|rest| rest.contains('”'))
}

/// A sentence that quotes what was ordered, without its quotation marks: `The court ordered: “The rule at 96 FR 900 is
/// vacated.”` Lengths stay.
pub(super) fn as_ordered(text: &str) -> Cow<'_, str> {
    const ORDERS: [&str; 15] = [
        "adjudg", "announc", "conclud", "declar", "decree", "direct", "enact", "held", "instruct", "judgment",
        "minute", "order", "provid", "record", "resol",
    ];
    let Some((before, inner)) = text.split_once('“') else {
        return Cow::Borrowed(text);
    };
    // "The judge said from the bench that “the rule is vacated.”"
    let lower = before.to_lowercase().replace("from the bench that", "from the bench ordered that");
    let last = lower.trim_end().rsplit(' ').next().unwrap_or_default();
    let leads = ORDERS.iter().any(|stem| last.starts_with(stem))
        || [':', ','].iter().any(|mark| before.trim_end().ends_with(*mark))
        || lower.trim_end().ends_with(" that");
    let sentence = inner.starts_with(|c: char| c.is_uppercase()) || lower.trim_end().ends_with(" that");
    if !leads || !sentence || !ORDERS.iter().any(|stem| lower.contains(stem)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(['“', '”'], "   "))
}
