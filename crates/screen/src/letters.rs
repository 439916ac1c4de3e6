//! Text as plain letters: what cannot be seen is dropped, look-alikes are what they look like, other scripts are
//! transliterated, and what is left is cut into words.

use any_ascii::any_ascii_char;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use unicode_security::confusable_detection::skeleton;

/// A word in plain lower-case letters and digits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plain {
    /// Letters `a`–`z` and digits.
    pub text: String,
    /// The script that it is written in.
    pub script: Script,
    /// Whether it stands in brackets.
    pub in_brackets: bool,
    /// The sign of a script of syllables.
    pub sign: Option<char>,
}

impl Plain {
    /// A word of an alphabet.
    fn new(text: String, in_brackets: bool) -> Self {
        Self { text, script: Script::Alphabet, in_brackets, sign: None }
    }
}

/// Scripts, as far as they decide how words are cut and compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Script {
    /// Letters for vowels and consonants.
    #[default]
    Alphabet,
    /// Each sign is a syllable, and nothing shows where words begin.
    Syllables,
    /// Vowels are not written.
    Consonants,
}

/// The words of a text.
pub fn plain(text: &str) -> Vec<Plain> {
    let seen = text.chars().filter(|c| !is_invisible(*c));
    let text: String = if text.is_ascii() { seen.collect() } else { counted(seen.nfkc().collect()) };
    // Where one word mixes scripts to look like another, a word of nothing but look-alikes is one, too.
    let is_disguised = !text.is_ascii() && text.split_whitespace().any(is_mixed);
    let mut words = Vec::new();
    let mut depth = 0_usize;
    let mut word = String::new();
    let end = |word: &mut String, depth: usize, words: &mut Vec<Plain>| {
        // Most words are plain letters already.
        if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            if !word.is_empty() {
                word.make_ascii_lowercase();
                words.push(Plain::new(word.clone(), depth > 0));
                word.clear();
            }
            return;
        }
        let taken = std::mem::take(word);
        words.extend(without_points(taken).into_iter().flat_map(|part| spelled(&part, depth > 0, is_disguised)));
    };
    for c in text.chars() {
        match c {
            // Within a word they stand for sounds that others leave out.
            '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | 'ʹ' | 'ʺ' | '"' if !word.is_empty() && c != '"' => {}
            '(' | '[' | '{' | '（' | '【' => {
                end(&mut word, depth, &mut words);
                depth += 1;
            }
            ')' | ']' | '}' | '）' | '】' => {
                end(&mut word, depth, &mut words);
                depth = depth.saturating_sub(1);
            }
            '&' | '+' => {
                end(&mut word, depth, &mut words);
                word.push_str("and");
                end(&mut word, depth, &mut words);
            }
            // Decided when the word is complete: `L.L.C.`, `A/S`.
            '.' | '/' => word.push('.'),
            c if c.is_alphanumeric() || is_combining_mark(c) => word.push(c),
            _ => end(&mut word, depth, &mut words),
        }
    }
    end(&mut word, depth, &mut words);
    words
}

/// A text with the numbers of Chinese ordinals in digits: 第十三 is 13.
fn counted(text: String) -> String {
    if !text.contains('第') {
        return text;
    }
    let mut parts = text.split('第');
    let mut counted = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c| numeral(c).is_none()).unwrap_or(part.len());
        let (written, rest) = part.split_at(end);
        let (mut number, mut open) = (0_u32, 0_u32);
        for value in written.chars().filter_map(numeral) {
            match value {
                10 | 100 => (number, open) = (number.saturating_add(open.max(1).saturating_mul(value)), 0),
                value => open = open.saturating_mul(10).saturating_add(value),
            }
        }
        if written.is_empty() {
            counted.push_str(if rest.starts_with(|c: char| c.is_ascii_digit()) { " " } else { "第" });
        } else {
            counted.extend([" ", &number.saturating_add(open).to_string(), " "]);
        }
        counted.push_str(rest);
    }
    counted
}

/// What a Chinese sign counts.
fn numeral(sign: char) -> Option<u32> {
    match sign {
        '百' => return Some(100),
        '零' => return Some(0),
        _ => {}
    }
    "〇一二三四五六七八九十".chars().position(|it| it == sign).and_then(|value| u32::try_from(value).ok())
}

/// Cuts at points, but not between single letters: `L.L.C.` is a word, `Co.Ltd.` are two.
fn without_points(word: String) -> Vec<String> {
    if !word.contains('.') {
        return vec![word];
    }
    let mut parts: Vec<(String, bool)> = Vec::new();
    for part in word.split('.').filter(|part| !part.is_empty()) {
        let is_letter = part.chars().filter(|c| !is_combining_mark(*c)).count() == 1;
        let joins = is_letter && part.chars().all(|c| c.is_alphabetic() || is_combining_mark(c));
        match parts.last_mut() {
            Some((letters, true)) if joins => letters.push_str(part),
            _ => parts.push((part.to_owned(), joins)),
        }
    }
    parts.into_iter().map(|(part, _)| part).collect()
}

/// Control and format characters, and what only changes the looks of others.
pub fn is_invisible(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}')
}

/// One run of letters as plain words: each sign of a syllabic script is one, and so is what lies between.
fn spelled(run: &str, in_brackets: bool, is_disguised: bool) -> Vec<Plain> {
    if run.is_ascii() {
        let text = run.to_ascii_lowercase();
        return if text.is_empty() { Vec::new() } else { vec![Plain::new(text, in_brackets)] };
    }
    let is_mixed = is_mixed(run) || is_disguised && run.chars().all(|c| look_alike(c).is_some());
    let mut words: Vec<Plain> = Vec::new();
    let (run, has_article) = without_article(run);
    if has_article {
        words.push(Plain::new("al".to_owned(), in_brackets));
    }
    let mut open: Option<Script> = None;
    let decomposed = run.nfd().filter(|c| !is_combining_mark(*c)).nfc();
    for c in decomposed {
        let script = script(c);
        // `深圳市`: that it is a city, or a province, goes without saying.
        if matches!(c, '市' | '省') && open == Some(script) && matches!(words.len(), 2 | 3) {
            continue;
        }
        let letters = if is_mixed && looks_latin(c) { look_alike(c) } else { None };
        let plain: String = match letters {
            Some(letter) => letter.to_string(),
            None => any_ascii_char(c).chars().filter(char::is_ascii_alphanumeric).collect(),
        };
        let plain = plain.to_ascii_lowercase();
        if plain.is_empty() {
            continue;
        }
        match words.last_mut() {
            Some(word) if open == Some(script) && script != Script::Syllables => word.text.push_str(&plain),
            _ => {
                let sign = (script == Script::Syllables).then_some(c);
                words.push(Plain { text: plain, script, in_brackets, sign });
            }
        }
        open = Some(script);
    }
    words
}

/// An Arabic word without its article, and whether that is one in romanisations too.
fn without_article(run: &str) -> (&str, bool) {
    const LEAST: usize = 3;
    let without = |article: &str| run.strip_prefix(article).filter(|rest| rest.chars().count() >= LEAST);
    match (without("ال"), without("لل")) {
        (Some(rest), _) => (rest, true),
        (None, Some(rest)) => (rest, false),
        (None, None) => (run, false),
    }
}

/// Whether Latin letters stand beside such that only look like them.
fn is_mixed(run: &str) -> bool {
    run.chars().any(|c| c.is_ascii_alphabetic() || is_latin(c)) && run.chars().any(looks_latin)
}

fn script(c: char) -> Script {
    match c {
        '\u{2E80}'..='\u{2FDF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => Script::Syllables,
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => Script::Consonants,
        _ => Script::Alphabet,
    }
}

fn is_latin(c: char) -> bool {
    matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

/// Greek, Cyrillic, Armenian, Cherokee: scripts with letters that look like Latin ones.
fn looks_latin(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{58F}' | '\u{13A0}'..='\u{13FF}' | '\u{1C80}'..='\u{1C8F}' | '\u{AB70}'..='\u{ABBF}')
}

/// The Latin letter that a letter of another script looks like, by Unicode's table.
pub(crate) fn look_alike(c: char) -> Option<char> {
    let mut looks =
        skeleton(c.encode_utf8(&mut [0; 4])).filter(|c| !is_combining_mark(*c)).collect::<Vec<_>>().into_iter();
    match (looks.next(), looks.next()) {
        // The table writes the small L for the capital I.
        (Some('l'), None) if c.is_uppercase() || matches!(c, 'Ӏ' | 'ӏ') => Some('i'),
        (Some(letter), None) if letter.is_ascii_alphabetic() => Some(letter),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_plain_words() {
        for (text, words) in [
            ("Wise Road Capital, Ltd.", "wise road capital ltd"),
            ("L.L.C. Alpha Co.,Ltd", "llc alpha co ltd"),
            ("ALPHA A/S", "alpha as"),
            ("D.J.I. Tech", "dji tech"),
            ("R&D Center", "r and d center"),
            ("Xi’an People's Factory", "xian peoples factory"),
            ("Ticaret Anonim Şirketi", "ticaret anonim sirketi"),
            ("IŞIK ışık", "isik isik"),
            ("Müller Œuvre Straße", "muller oeuvre strasse"),
            ("Łódź Øre", "lodz ore"),
            ("华为 ABC科技", "hua wei abc ke ji"),
            ("深圳", "shen zhen"),
            ("深圳市 第五十八研究所 第7", "shen zhen 58 yan jiu suo 7"),
            ("第一百零三, 第十", "103 10"),
            ("الشرق للتجارة", "al shrq tjrh"),
            ("ООО «Заря»", "ooo zarya"),
            // Cyrillic а and е within Latin words.
            ("Huаwеi", "huawei"),
            ("СОСО Trade", "soso trade"),
            ("COСO Trade", "coco trade"),
            ("Міуа Wіn", "miya win"),
            ("Hua\u{200B}wei \u{202E}Tech\u{AD}nologies", "huawei technologies"),
            ("Ｈｕａｗｅｉ 𝐓𝐞𝐜𝐡", "huawei tech"),
            ("Mu\u{308}ller", "muller"),
            ("No.13 / 58th", "no 13 58th"),
            ("…", ""),
        ] {
            let found: Vec<_> = plain(text).into_iter().map(|word| word.text).collect();
            assert_eq!(found.join(" "), words, "{text}");
        }
    }
}
