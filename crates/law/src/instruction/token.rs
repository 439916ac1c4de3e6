//! Words, marks and quotations of an amendatory paragraph, and a cursor over them.
//!
//! In: `Under CANADA, by adding “CPUNTO Inc.”;`. Out: `Under` `CANADA` `,` `by` `adding` a quotation `;`.

use super::quotes::{self, Quote};

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters and digits with what binds them: `PEOPLE'S`, `744.21`, `U.A.E`.
    Word,
    /// A quotation, by the text in it.
    Quoted(String),
    /// Any other character.
    Mark(char),
    /// A quotation mark without a partner and what follows it.
    Broken,
}

/// A token and the words it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Token<'_> {
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case(word)
    }

    pub(super) fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    pub(super) fn is_upper(&self) -> bool {
        self.kind == Kind::Word
            && self.text.chars().any(char::is_uppercase)
            && !self.text.chars().any(char::is_lowercase)
    }

    pub(super) fn is_capitalised(&self) -> bool {
        self.kind == Kind::Word && self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

/// Splits a paragraph; every character but white space is in exactly one token.
pub(super) fn split(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        // ■ marks an amendatory instruction in print.
        if c.is_whitespace() || c == '■' {
            at += c.len_utf8();
            continue;
        }
        let (kind, end) = match quotes::read(text, at) {
            Some(Quote::Closed { end, inner }) => (Kind::Quoted(inner), end),
            Some(Quote::Broken { end }) => (Kind::Broken, end),
            None if c.is_alphanumeric() => (Kind::Word, word_end(text, at)),
            None => (fold_dash(c), at + c.len_utf8()),
        };
        tokens.push(Token { kind, text: text.get(at..end).unwrap_or(""), start: at, end });
        at = end;
    }
    tokens
}

/// Dashes introduce what follows, as a colon does.
fn fold_dash(c: char) -> Kind {
    Kind::Mark(match c {
        '–' | '—' | '―' => '—',
        other => other,
    })
}

/// The end of a word: apostrophes, hyphens, dots and slashes belong to it where a letter or digit follows.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text.get(start..).unwrap_or("").char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let followed = chars.peek().is_some_and(|&(_, next)| next.is_alphanumeric());
        // `2.Supplement` and `a.Under` lack a blank after their marker.
        let marker = c == '.' && {
            let word = text.get(start..start + at).unwrap_or("");
            let number = word.len() < 4 && word.bytes().all(|b| b.is_ascii_digit());
            let letter = word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase());
            (number || letter) && chars.peek().is_some_and(|&(_, next)| next.is_uppercase())
        };
        let binds = matches!(c, '\'' | '’' | '-' | '.' | '/') && followed && !marker;
        if !(c.is_alphanumeric() || binds) {
            break;
        }
        end = start + at + c.len_utf8();
    }
    end
}

/// What a small parser answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading<'t, T> {
    /// The words belong to another parser.
    NotMine,
    /// What the words mean, and where reading goes on.
    Understood(T, Cursor<'t>),
    /// The words begin as mine do and then go wrong; why, and where reading goes on.
    Malformed(&'static str, Cursor<'t>),
}

impl<'t, T> Reading<'t, T> {
    pub(super) fn map<U>(self, f: impl FnOnce(T) -> U) -> Reading<'t, U> {
        match self {
            Self::NotMine => Reading::NotMine,
            Self::Understood(value, next) => Reading::Understood(f(value), next),
            Self::Malformed(why, next) => Reading::Malformed(why, next),
        }
    }
}

impl<'t, T> From<Option<(T, Cursor<'t>)>> for Reading<'t, T> {
    fn from(found: Option<(T, Cursor<'t>)>) -> Self {
        found.map_or(Self::NotMine, |(value, next)| Self::Understood(value, next))
    }
}

/// A place between tokens; copying it costs nothing, so a failed try does not either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cursor<'t> {
    pub(super) tokens: &'t [Token<'t>],
    pub(super) at: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(tokens: &'t [Token<'t>]) -> Self {
        Self { tokens, at: 0 }
    }

    pub(super) fn peek(self) -> Option<&'t Token<'t>> {
        self.tokens.get(self.at)
    }

    pub(super) fn next(self) -> Self {
        Self { at: self.at + 1, ..self }
    }

    /// Steps over one word of `words`.
    pub(super) fn one_of(self, words: &[&str]) -> Option<Self> {
        let token = self.peek()?;
        words.iter().any(|word| token.is_word(word)).then(|| self.next())
    }

    /// Steps over as many of `words` as stand here, within the length of any phrase that people write.
    pub(super) fn any_of(mut self, words: &[&str]) -> Self {
        for _ in 0..12 {
            let Some(next) = self.one_of(words) else {
                break;
            };
            self = next;
        }
        self
    }

    pub(super) fn mark(self, mark: char) -> Option<Self> {
        self.peek()?.is_mark(mark).then(|| self.next())
    }

    /// Steps over a phrase, written with blanks between words and marks: `"in alphabetical order"`.
    pub(super) fn phrase(self, phrase: &str) -> Option<Self> {
        phrase.split(' ').try_fold(self, |at, part| {
            let token = at.peek()?;
            let mark = token.kind != Kind::Word && token.text == part;
            (mark || token.is_word(part)).then(|| at.next())
        })
    }

    /// Steps over the first phrase that stands here.
    pub(super) fn phrases(self, phrases: &[&str]) -> Option<Self> {
        phrases.iter().find_map(|phrase| self.phrase(phrase))
    }

    pub(super) fn quoted(self) -> Option<(&'t str, Self)> {
        match &self.peek()?.kind {
            Kind::Quoted(name) => Some((name, self.next())),
            Kind::Word | Kind::Mark(_) | Kind::Broken => None,
        }
    }

    /// The paragraph's own words from here to `end`.
    pub(super) fn words_to(self, end: Self, text: &'t str) -> &'t str {
        let start = self.peek().map_or(0, |token| token.start);
        let stop = end.at.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.end);
        text.get(start..stop).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_what_binds_them() {
        let texts: Vec<_> = split("b. Under CHINA, PEOPLE'S REPUBLIC OF (§ 744.21(b)), “X; Y.”;")
            .into_iter()
            .map(|token| token.text)
            .collect();
        assert_eq!(
            texts,
            [
                "b", ".", "Under", "CHINA", ",", "PEOPLE'S", "REPUBLIC", "OF", "(", "§", "744.21", "(", "b", ")", ")",
                ",", "“X; Y.”", ";"
            ]
        );
    }
}
