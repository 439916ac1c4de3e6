//! Words, marks and quotations of an amendatory paragraph with what the lexicon knows of them, and a cursor over them.
//!
//! In: `Under CANADA, by adding “CPUNTO Inc.”;`. Out: `Under` `CANADA` `,` `by` `adding` a quotation `;`.

use super::lexicon::{self, Meaning};
use super::quotation::{self, Quote};
use super::unmarked;
use crate::law::text::number;

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
    /// What the wordings mean that begin here, and how many tokens they are long; the longest first.
    pub(super) meanings: Vec<(Meaning, usize)>,
}

impl Token<'_> {
    /// Whether the token by itself is a wording of that meaning.
    pub(super) fn means(&self, meaning: Meaning) -> bool {
        self.meanings.contains(&(meaning, 1))
    }

    /// The meanings of the wordings that begin here.
    pub(super) fn meanings(&self) -> impl Iterator<Item = Meaning> {
        self.meanings.iter().map(|(meaning, _)| *meaning)
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
        // ■ marks an amendatory instruction in print, • an item.
        if c.is_whitespace() || matches!(c, '■' | '•') {
            at += c.len_utf8();
            continue;
        }
        let (kind, end) = match quotation::read(text, at) {
            Some(Quote::Closed { end, inner }) => (Kind::Quoted(inner), end),
            Some(Quote::Broken { end }) => (Kind::Broken, end),
            None if c.is_alphanumeric() => (Kind::Word, word_end(text, at)),
            None => (fold_dash(c), at + c.len_utf8()),
        };
        let meanings = Vec::new();
        tokens.push(Token { kind, text: text.get(at..end).unwrap_or(""), start: at, end, meanings });
        at = end;
    }
    let words: Vec<&str> = tokens.iter().map(|token| token.text).collect();
    for (at, token) in tokens.iter_mut().enumerate() {
        token.meanings = words.get(at..).map(lexicon::meanings).unwrap_or_default();
    }
    unmarked::join(text, tokens)
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

/// What a reader answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading<'t, T> {
    /// The words belong to another reader.
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

    /// Asks another reader where the words are not this one's.
    pub(super) fn or<U: Into<T>>(self, other: impl FnOnce() -> Reading<'t, U>) -> Self {
        match self {
            Self::NotMine => other().map(Into::into),
            Self::Understood(..) | Self::Malformed(..) => self,
        }
    }
}

impl<'t, T> From<Option<(T, Cursor<'t>)>> for Reading<'t, T> {
    fn from(found: Option<(T, Cursor<'t>)>) -> Self {
        found.map_or(Self::NotMine, |(value, next)| Self::Understood(value, next))
    }
}

/// A place between tokens; copying it costs nothing, so a failed try does not either.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    /// The paragraph that the tokens are of.
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token<'t>],
    pub(super) at: usize,
}

/// Whether two stand at one place; the words there need not be compared.
impl PartialEq for Cursor<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at && std::ptr::eq(self.tokens, other.tokens)
    }
}

impl Eq for Cursor<'_> {}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, tokens: &'t [Token<'t>]) -> Self {
        Self { text, tokens, at: 0 }
    }

    pub(super) fn peek(self) -> Option<&'t Token<'t>> {
        self.tokens.get(self.at)
    }

    /// The token before.
    pub(super) fn previous(self) -> Option<&'t Token<'t>> {
        self.tokens.get(self.at.checked_sub(1)?)
    }

    pub(super) fn next(self) -> Self {
        self.skip(1)
    }

    pub(super) fn skip(self, tokens: usize) -> Self {
        Self { at: self.at + tokens, ..self }
    }

    /// Steps over the longest wording whose meaning is wanted, and answers what is wanted of it.
    pub(super) fn find<T>(self, wanted: impl Fn(Meaning) -> Option<T>) -> Option<(T, Self)> {
        self.peek()?.meanings.iter().find_map(|&(meaning, tokens)| Some((wanted(meaning)?, self.skip(tokens))))
    }

    /// Steps over the longest wording of one of `meanings`.
    pub(super) fn one_of(self, meanings: &[Meaning]) -> Option<Self> {
        self.find(|meaning| meanings.contains(&meaning).then_some(())).map(|((), next)| next)
    }

    /// Steps over a wording of one of `meanings`, if one stands here.
    pub(super) fn maybe(self, meanings: &[Meaning]) -> Self {
        self.one_of(meanings).unwrap_or(self)
    }

    /// Steps over as many wordings of `meanings` as stand here, within the length of any phrase that people write.
    pub(super) fn any_of(mut self, meanings: &[Meaning]) -> Self {
        for _ in 0..12 {
            self = self.maybe(meanings);
        }
        self
    }

    /// Steps over wordings of these meanings, one after another.
    pub(super) fn all_of(self, meanings: &[Meaning]) -> Option<Self> {
        meanings.iter().try_fold(self, |at, meaning| at.one_of(&[*meaning]))
    }

    pub(super) fn is(self, meanings: &[Meaning]) -> bool {
        self.one_of(meanings).is_some()
    }

    pub(super) fn mark(self, mark: char) -> Option<Self> {
        self.peek()?.is_mark(mark).then(|| self.next())
    }

    /// Steps over a mark, if it stands here.
    pub(super) fn maybe_mark(self, mark: char) -> Self {
        self.mark(mark).unwrap_or(self)
    }

    pub(super) fn quoted(self) -> Option<(&'t str, Self)> {
        match &self.peek()?.kind {
            Kind::Quoted(name) => Some((name, self.next())),
            Kind::Word | Kind::Mark(_) | Kind::Broken => None,
        }
    }

    /// A number in figures.
    pub(super) fn number(self) -> Option<(u32, Self)> {
        let token = self.peek().filter(|token| token.kind == Kind::Word)?;
        Some((token.text.parse().ok()?, self.next()))
    }

    /// `second`, `2nd`, if it stands here.
    pub(super) fn ordinal(self) -> (Option<u32>, Self) {
        let found = self.peek().and_then(|token| number::ordinal(token.text));
        found.map_or((None, self), |value| (Some(value), self.next()))
    }

    /// The paragraph's own words from here on.
    pub(super) fn rest(self) -> &'t str {
        self.peek().and_then(|token| self.text.get(token.start..)).unwrap_or("")
    }

    /// The first place where nothing stands before the byte `end` of the paragraph.
    pub(super) fn past(self, end: usize) -> Self {
        let tokens = self.tokens.iter().skip(self.at).take_while(|token| token.start < end).count();
        self.skip(tokens)
    }

    /// The paragraph's own words from here to `end`.
    pub(super) fn words_to(self, end: Self) -> &'t str {
        let start = self.peek().map_or(0, |token| token.start);
        let stop = end.previous().map_or(start, |token| token.end);
        self.text.get(start..stop).unwrap_or("")
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
