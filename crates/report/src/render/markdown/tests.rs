//! What a reader of Markdown makes of texts that a document chose.

use pulldown_cmark::{Event, Options, Parser};

use super::*;
use crate::render::hostile;
use crate::visible::{one_line, visible};

/// What a parser of Markdown sees, without the words: blocks, emphasis, links.
fn structure(markdown: &str) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for event in Parser::new_ext(markdown, Options::all()) {
        let shape = if matches!(event, Event::Text(_)) {
            "text".to_owned()
        } else if matches!(event, Event::Code(_)) {
            "code".to_owned()
        } else {
            format!("{event:?}")
        };
        if shape != "text" || seen.last().is_none_or(|last| last != "text") {
            seen.push(shape);
        }
    }
    seen
}

/// The words that a reader sees.
fn words(markdown: &str) -> String {
    let as_written = Options::all().difference(Options::ENABLE_SMART_PUNCTUATION);
    let texts = Parser::new_ext(markdown, as_written).map(|event| {
        if let Event::Text(text) | Event::Code(text) = event { text.into_string() } else { " ".to_owned() }
    });
    spaced(&texts.collect::<String>())
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn no_text_becomes_markup() {
    let plain = structure(&render(&hostile::report("Word")));
    for text in hostile::TEXTS {
        let markdown = render(&hostile::report(text));
        let found = structure(&markdown);
        let at = found.iter().zip(&plain).position(|(a, b)| a != b);
        assert!(
            found == plain,
            "{text:?} at {at:?}: {:?}\n{markdown}",
            at.map(|at| &found[at.saturating_sub(4)..(at + 4).min(found.len())])
        );
    }
}

#[test]
fn all_of_a_text_is_read_as_it_is() {
    for text in hostile::TEXTS {
        let read = words(&render(&hostile::report(text)));
        let shown = spaced(&visible(&one_line(text)));
        // Once in each field; an address and a quote of other words are told elsewhere.
        let times = read.matches(&shown).count();
        assert!(times > 40, "{text:?} stands {times} times in:\n{read}");
    }
}

#[test]
fn a_report_has_the_shapes_of_prose() {
    let seen = structure(&render(&hostile::report("Word")));
    for shape in ["Start(Table", "Start(BlockQuote", "Start(Strikethrough", "Start(Strong", "Start(Link"] {
        assert!(seen.iter().any(|seen| seen.starts_with(shape)), "{shape}: {seen:?}");
    }
    for shape in ["Html", "InlineHtml", "Start(HtmlBlock", "Start(Image", "Start(CodeBlock", "Rule", "HardBreak"] {
        assert!(!seen.iter().any(|seen| seen.starts_with(shape)), "{shape}: {seen:?}");
    }
}
