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

/// A sentence without what it says in passing that was done before: "The rule at 96 FR 900, delayed on June 2, 2031, is
/// withdrawn". In its place stand blanks. Lengths stay.
pub(super) fn without_past(text: &str) -> Cow<'_, str> {
    const LEADS: [&str; 4] = [", and ", ", ", ", which was ", ", which had been "];
    const DONE: [&str; 5] = ["deferred ", "delayed ", "postponed ", "stayed ", "suspended "];
    const GOES_ON: [&str; 5] = [", is ", ", are ", ", will ", ", has been ", ", have been "];
    let past = LEADS.iter().flat_map(|lead| text.match_indices(*lead)).filter_map(|(at, lead)| {
        let rest = text.get(at + lead.len()..)?;
        let done = DONE.iter().find(|done| rest.starts_with(**done))?;
        let until = GOES_ON.iter().filter_map(|verb| rest.find(verb)).min()?;
        let clause = rest.get(done.len()..until)?;
        (!clause.contains(';') && !clause.starts_with("the ")).then_some(at..at + lead.len() + until)
    });
    match past.min_by_key(|past| past.start) {
        Some(past) => {
            let (before, after) =
                (text.get(..past.start).unwrap_or_default(), text.get(past.end..).unwrap_or_default());
            Cow::Owned(format!("{before}{}{after}", " ".repeat(past.len())))
        }
        None => Cow::Borrowed(text),
    }
}

/// A sentence up to what is to come of what it does: "is stayed until BIS publishes a document lifting the stay".
pub(super) fn without_coming(lower: &str) -> &str {
    const COMING: [&str; 8] =
        ["a document", "a notice", "bis ", "it ", "such time", "the agency", "the bureau", "the department"];
    let until = lower.match_indices(" until ").find(|(at, until)| {
        let rest = lower.get(at + until.len()..).unwrap_or_default();
        COMING.iter().any(|words| rest.starts_with(words)) && !rest.contains(", is ") && !rest.contains(", are ")
    });
    lower.get(..until.map_or(lower.len(), |(at, _)| at)).unwrap_or_default()
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
