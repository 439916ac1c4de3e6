//! A digest as an issue of Jira: the body of `POST /rest/api/2/issue`, which Cloud and Data Center take.
//!
//! The description is wiki markup: what means something to it is written as an entity, so names are shown as they are.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::brief::{self, Line, LineKind};
use super::digest::Digest;
use super::settings::Tracker;

/// Characters of a summary.
const SUMMARY: usize = 255;
/// Characters of a description.
const DESCRIPTION: usize = 32_000;

/// What is said where the limit cuts off the rest.
const CUT: &str = "_… shortened to what Jira takes; all of it is in the report_";

pub(super) fn issue(tracker: &Tracker, digest: &Digest<'_>) -> Value {
    let subject = digest.subject();
    let summary = if subject.chars().count() > SUMMARY {
        let head: String = subject.chars().take(SUMMARY - 1).collect();
        format!("{head}…")
    } else {
        subject
    };
    let urgency = format!("earwatch-{}", digest.report.urgency().name());
    let labels = if digest.test { vec!["earwatch-test".to_owned()] } else { vec!["earwatch".to_owned(), urgency] };
    json!({"fields": {
        "project": {"key": tracker.project},
        "issuetype": {"name": tracker.issue_type},
        "summary": summary,
        "description": description(digest),
        "labels": labels,
    }})
}

/// The lines of a chat, and by what the same digest is known if it comes again.
fn description(digest: &Digest<'_>) -> String {
    let end = format!("Delivery {}", digest.id);
    let mut out = String::new();
    let mut written = 0;
    for line in brief::lines(digest) {
        let line = wiki_line(&line);
        written += line.chars().count() + 1;
        if written + CUT.len() + end.len() + 4 > DESCRIPTION {
            let _ = writeln!(out, "{CUT}");
            break;
        }
        let _ = writeln!(out, "{line}");
    }
    out + "\n" + &end
}

fn wiki_line(line: &Line) -> String {
    let (bullet, text) = match line.text.strip_prefix("• ") {
        Some(text) => ("* ", text),
        None => ("", line.text.as_str()),
    };
    let text = wiki(text);
    match (&line.link, line.kind) {
        (Some(url), _) => format!("*{text}*\n{url}"),
        (None, LineKind::Title) => format!("\n*{text}*"),
        (None, LineKind::Alarm) => format!("*{text}*"),
        (None, LineKind::Plain) => format!("{bullet}{text}"),
        (None, LineKind::Soft) => format!("\n{text}"),
    }
}

/// Text whose signs mean nothing to wiki markup.
fn wiki(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let plain = c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | '§' | '·' | '“' | '”' | '’' | '–' | '…' | '/');
        if plain || !c.is_ascii() {
            out.push(c);
        } else {
            let _ = write!(out, "&#{};", u32::from(c));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_name_is_markup() {
        for (text, safe) in [
            ("Alpha (Beijing) Co., Ltd.", "Alpha &#40;Beijing&#41; Co., Ltd."),
            (
                "*a* _b_ -c- {code} [x|https://a.b] !i! h1. ||",
                "&#42;a&#42; &#95;b&#95; &#45;c&#45; &#123;code&#125; &#91;x&#124;https&#58;//a.b&#93; &#33;i&#33; h1. &#124;&#124;",
            ),
            ("a\\\\b &amp; (/)", "a&#92;&#92;b &#38;amp&#59; &#40;/&#41;"),
            ("北京 – “x”", "北京 – “x”"),
        ] {
            assert_eq!(wiki(text), safe);
        }
    }
}
