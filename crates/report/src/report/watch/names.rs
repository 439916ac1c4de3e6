//! Words of names, compared in canonical form without accents.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use earwatch_law::law::canonical::canonical;

/// The form in which a name is sought.
pub(super) fn key(name: &str) -> String {
    words(name).concat()
}

/// Words in canonical form. Signs of scripts that put no blanks between words are words of their own.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut end = |word: &mut String| {
        let canonical = canonical(word);
        if !canonical.is_empty() {
            words.push(canonical);
        }
        word.clear();
    };
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        if is_ideograph(c) || !c.is_alphanumeric() {
            end(&mut word);
        }
        if c.is_alphanumeric() {
            word.push(without_stroke(c));
        }
        if is_ideograph(c) {
            end(&mut word);
        }
    }
    end(&mut word);
    words
}

/// Han, Hiragana and Katakana.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Letters whose accent Unicode does not take for one.
fn without_stroke(c: char) -> char {
    match c {
        'Ł' | 'ł' => 'l',
        'Ø' | 'ø' => 'o',
        'Đ' | 'đ' => 'd',
        'Ħ' | 'ħ' => 'h',
        c => c,
    }
}

/// Names that are sought, by their keys.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_key: BTreeMap<String, Vec<usize>>,
    longest: usize,
}

impl Names {
    pub(super) fn insert(&mut self, key: &str, term: usize) {
        self.longest = self.longest.max(key.len());
        self.by_key.entry(key.to_owned()).or_default().push(term);
    }

    /// Terms of which the words stand in a text, one after the other; where words begin and end within does not
    /// matter: `Al-Jazeera`, `Al Jazeera` and `Aljazeera` are the same.
    pub(super) fn within(&self, text: &str, found: &mut Vec<usize>) {
        if self.by_key.is_empty() {
            return;
        }
        let words = words(text);
        for first in 0..words.len() {
            let mut run = String::new();
            for word in words.iter().skip(first) {
                run.push_str(word);
                if run.len() > self.longest {
                    break;
                }
                found.extend(self.by_key.get(&run).into_iter().flatten());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_found_in_whatever_case_punctuation_and_accents() {
        let is_within = |term: &str, text: &str| {
            let (mut names, mut found) = (Names::default(), Vec::new());
            names.insert(&key(term), 7);
            names.within(text, &mut found);
            !found.is_empty()
        };
        for (term, text, found) in [
            ("inspur", "INSPUR (Beijing) Co., Ltd.", true),
            ("Inspur Beijing", "INSPUR (Beijing) Co., Ltd.", true),
            ("Co Ltd", "INSPUR (Beijing) Co., Ltd.", true),
            ("spur", "Inspur", false),
            ("Inspu", "Inspur", false),
            ("Beijing Inspur", "Inspur Beijing", false),
            ("Al Jazeera", "the Aljazeera-Company", true),
            ("Aljazeera", "Al-Jazeera", true),
            ("U.A.E.", "UAE Trading", true),
            ("Sirketi", "Ticaret ŞİRKETİ", true),
            ("Lukasz", "Łukasz Ltd", true),
            ("ISIK", "Işık", true),
            ("Muller", "Mu\u{308}ller", true),
            ("华为", "华为技术有限公司", true),
            ("技术", "华为技术有限公司", true),
            ("삼성", "삼성", true),
            ("12 3", "Plant No. 123", true),
            ("12", "Plant No. 123", false),
        ] {
            assert_eq!(is_within(term, text), found, "{term} in {text}");
        }
    }
}
