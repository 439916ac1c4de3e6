//! An address as its words and numbers, with what separates them.

use std::borrow::Cow;

use crate::letters::{is_invisible, plain};
use unicode_normalization::UnicodeNormalization as _;

/// A word of letters, or a number with what belongs to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Token {
    /// Plain lower-case letters, or digits.
    pub text: String,
    /// Whether nothing but a sign like `-` or `/`, or nothing, stands before it: `12A`, `17/2`.
    pub is_glued: bool,
    /// The part between commas in which it stands.
    pub part: usize,
    /// Whether it has digits.
    pub is_number: bool,
    /// The sign that glues it to the one before.
    pub sign: Option<char>,
    /// A word that is a sign of a syllabic script.
    pub is_sign: bool,
}

/// Signs of Chinese addresses that end a part of it; each is a word of the lexicon.
const ENDS: &str = "省市区县镇乡路街道号楼栋幢层室园巷座區縣鎮鄉號樓棟層園";

/// The words of an address.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let text = &*with_units(text);
    if text.is_ascii() {
        return cut(text.bytes().map(char::from));
    }
    let text: Vec<char> = text.chars().filter(|c| !is_invisible(*c)).nfkc().collect();
    cut(text.into_iter())
}

/// `#07-08` is a room on the seventh floor, and no house.
fn with_units(text: &str) -> Cow<'_, str> {
    let is_unit = |rest: &str| {
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let of_floor = behind.trim_start().strip_prefix(['-', '–', '—']).map(str::trim_start);
        behind.len() < rest.len() && of_floor.is_some_and(|room| room.starts_with(|c: char| c.is_ascii_digit()))
    };
    let mut parts = text.split('#');
    let first = parts.next().unwrap_or_default();
    if first.len() == text.len() {
        return Cow::Borrowed(text);
    }
    let mut all = first.to_owned();
    for part in parts {
        all.push_str(if is_unit(part) { " unit " } else { "#" });
        all.push_str(part);
    }
    Cow::Owned(all)
}

fn cut(text: impl Iterator<Item = char>) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut run = Run::default();
    for c in text {
        match c {
            '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' => {}
            '№' | '#' => {
                run.end(&mut tokens);
                run.sign = None;
                run.is_glued = false;
                run.letters.push_str("no");
                run.end(&mut tokens);
                run.is_glued = false;
            }
            '&' | '+' => {
                run.end(&mut tokens);
                run.is_glued = false;
                run.letters.push_str("and");
                run.end(&mut tokens);
                run.is_glued = false;
            }
            // `8号院`: a yard is known by its number.
            '院' if run.letters.is_empty()
                && tokens.last().is_some_and(|last| matches!(last.text.as_str(), "号" | "號")) => {}
            c if is_sign(c) => {
                if !run.letters.is_empty() && !run.is_signs {
                    run.end(&mut tokens);
                }
                if ENDS.contains(c) {
                    // `浦东新区` is the New Area of Pudong, `高新区` is of no Gao.
                    if matches!(c, '区' | '區') && run.is_signs && run.letters.ends_with('新') && run.letters != "高新"
                    {
                        run.letters.pop();
                        run.end(&mut tokens);
                        tokens.push(Token {
                            text: "new".to_owned(),
                            part: run.part,
                            is_sign: true,
                            ..Token::default()
                        });
                    }
                    // 大街, 大道 are read as one.
                    let whole = if run.is_signs { run.letters.pop() } else { None };
                    let mut end = String::new();
                    match whole {
                        Some('大') => end.push('大'),
                        Some(other) => run.letters.push(other),
                        None => {}
                    }
                    end.push(c);
                    run.end(&mut tokens);
                    run.letters = end;
                    run.is_signs = true;
                    run.is_end = true;
                    run.end(&mut tokens);
                    run.is_glued = false;
                } else {
                    run.is_signs = true;
                    run.letters.push(c);
                }
            }
            c if c.is_numeric() => {
                if !run.is_number && !run.letters.is_empty() {
                    run.end(&mut tokens);
                }
                run.is_number = true;
                run.letters.push(c);
            }
            c if c.is_alphabetic() || !c.is_ascii() && !c.is_whitespace() && is_mark(c) => {
                if run.is_number || run.is_signs {
                    run.end(&mut tokens);
                }
                run.letters.push(c);
            }
            '-' | '–' | '—' | '/' | '\\' | '‐' | '‑' => {
                run.end(&mut tokens);
                run.sign = Some(if matches!(c, '-' | '–' | '—' | '‐' | '‑') { '-' } else { '/' });
            }
            ',' | ';' | '(' | ')' | '[' | ']' | '，' | '；' | '、' | '"' | '“' | '”' => {
                run.end(&mut tokens);
                run.is_glued = false;
                run.sign = None;
                run.part += 1;
            }
            _ => {
                run.end(&mut tokens);
                run.is_glued = false;
            }
        }
    }
    run.end(&mut tokens);
    tokens
}

/// What is being read.
#[expect(clippy::struct_excessive_bools, reason = "each is a property of the run by itself")]
#[derive(Default)]
struct Run {
    letters: String,
    is_number: bool,
    is_signs: bool,
    is_end: bool,
    is_glued: bool,
    sign: Option<char>,
    part: usize,
}

impl Run {
    fn end(&mut self, tokens: &mut Vec<Token>) {
        if self.letters.is_empty() {
            return;
        }
        let letters = std::mem::take(&mut self.letters);
        let text = if letters.is_ascii() {
            letters.to_ascii_lowercase()
        } else if self.is_end {
            // As it is: its sound is that of many names.
            letters
        } else {
            let words = plain(&letters);
            words.into_iter().map(|word| word.text).collect()
        };
        let is_first = tokens.last().is_none_or(|last: &Token| last.part != self.part);
        let sign = self.sign.take();
        let text = if self.is_number { without_zeros(&text).to_owned() } else { text };
        if !text.is_empty() {
            tokens.push(Token {
                text,
                is_glued: (self.is_glued || sign.is_some()) && !is_first,
                part: self.part,
                is_number: self.is_number,
                sign,
                is_sign: self.is_signs,
            });
        }
        self.is_glued = true;
        self.is_number = false;
        self.is_signs = false;
        self.is_end = false;
    }
}

/// `01` is 1; `0015` is a post code.
fn without_zeros(number: &str) -> &str {
    if number.len() > 3 {
        return number;
    }
    let trimmed = number.trim_start_matches('0');
    if trimmed.is_empty() { number } else { trimmed }
}

fn is_sign(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_words_and_numbers() {
        for (text, expected) in [
            ("Room 302-1, 12A Lenin St.", "room 302 -1 | 12 _a lenin st"),
            ("17/2 Pr-t Mira", "17 /2 pr -t mira"),
            ("#03-05 Xi'an", "unit 3 -5 xian"),
            ("#5 Xi'an", "no 5 xian"),
            ("北京市海淀区中关村大街27号", "beijing 市 haidian 区 zhongguancun 大街 27 号"),
            ("ул. Ленина, д. 5", "ul lenina | d 5"),
        ] {
            let mut shown = String::new();
            let mut part = 0;
            for token in tokens(text) {
                if !shown.is_empty() {
                    shown.push(' ');
                }
                if token.part != part {
                    shown.push_str("| ");
                    part = token.part;
                }
                match (token.sign, token.is_glued && !token.is_sign) {
                    (Some(sign), true) => shown.push(sign),
                    (None, true) if !text.contains('号') => shown.push('_'),
                    _ => {}
                }
                shown.push_str(&token.text);
            }
            assert_eq!(shown, expected, "{text}");
        }
    }
}
