//! What a terminal makes of texts that a document chose, and how lines are filled.

use unicode_width::UnicodeWidthStr as _;

use super::*;
use crate::render::hostile;
use crate::render::prose::line::{Piece, Span};
use crate::visible::is_hidden;

/// A text without the sequences that the program itself writes.
fn without_color(text: &str) -> String {
    let mut text = text.to_owned();
    for codes in ["0", "1", "1;33", "2", "1;9;31", "4;32"] {
        text = text.replace(&format!("\u{1B}[{codes}m"), "");
    }
    text
}

#[test]
fn no_text_brings_control_characters_or_colour() {
    for text in hostile::TEXTS {
        let report = hostile::report(text);
        let plain = render(&report, Color::Without);
        let hidden = |c: char| c != '\n' && is_hidden(c);
        assert!(!plain.contains(hidden), "{text:?}: {plain:?}");
        assert_eq!(without_color(&render(&report, Color::With)), plain);
    }
}

#[test]
fn colour_ends_with_its_line() {
    let report = hostile::report(&"word ".repeat(40));
    for line in render(&report, Color::With).lines() {
        let begun = line.matches("\u{1B}[").count() - line.matches(END_OF_COLOR).count();
        assert_eq!(begun, line.matches(END_OF_COLOR).count(), "{line:?}");
    }
}

const END_OF_COLOR: &str = "\u{1B}[0m";

#[test]
fn no_line_is_longer_than_its_only_word() {
    for text in [
        "Grüße aus Köln ",
        "北京 有限公司 ",
        "https://a.example/0123456789/0123456789/0123456789/0123456789/0123456789/0123456789 ",
    ] {
        let text = render(&hostile::report(&text.repeat(30)), Color::Without);
        for line in text.lines().filter(|line| line.width() > WIDTH) {
            let words = line.trim_start_matches(['•', '–', '│', ' ']);
            // Figures stand beside a name however long it is.
            let words = words.trim_end_matches(|c: char| c == ' ' || c.is_ascii_digit());
            assert_eq!(words.split_whitespace().count(), 1, "{line}");
        }
    }
}

#[test]
fn lines_lose_no_word() {
    let line = Line(
        [
            (Tone::Plain, "one two, "),
            (Tone::Deleted, "three"),
            (Tone::Plain, " "),
            (Tone::Inserted, "four five"),
            (Tone::Plain, "."),
        ]
        .map(|(tone, text)| Piece::Text(Span { tone, text: text.to_owned() }))
        .to_vec(),
    );
    for wide in 1..40 {
        let mut out = String::new();
        Words::of(&line).write(&mut out, ("", ""), wide, Color::Without);
        let words: Vec<_> = out.split_whitespace().collect();
        assert_eq!(words, ["one", "two,", "[-three-]", "{+four", "five+}."], "{wide}");
    }
}

#[test]
fn a_redline_reads_without_colour_and_with_it() {
    let line = Line::toned(Tone::Deleted, "old words").then(" ").followed_by(&Line::toned(Tone::Inserted, "new"));
    let written = |color| {
        let mut out = String::new();
        Words::of(&line).write(&mut out, ("", ""), WIDTH, color);
        out
    };
    assert_eq!(written(Color::Without), "[-old words-] {+new+}\n");
    assert_eq!(written(Color::With), "\u{1B}[1;9;31m[-old words-]\u{1B}[0m \u{1B}[4;32m{+new+}\u{1B}[0m\n");
}
