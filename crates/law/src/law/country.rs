//! Country headings, and the other names that instructions call them by.
//!
//! `heading_alias("the PRC")` is `CHINA, PEOPLE'S REPUBLIC OF`. HONG KONG is nobody's other name: it was
//! a heading of its own until 85 FR 83769.

mod code;
mod demonym;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::canonical::canonical;
use crate::markup;
use code::CODES;
pub(crate) use demonym::of_adjective;

/// Headings that the lists bear or have borne, and further names that cannot be told from a list of
/// countries by their shape alone.
const HEADINGS: &[&str] = &[
    "AFGHANISTAN", "ALGERIA", "ANTIGUA AND BARBUDA", "ARGENTINA", "ARMENIA", "AUSTRALIA", "AUSTRIA", "AZERBAIJAN",
    "BAHAMAS", "BAHRAIN", "BANGLADESH", "BELARUS", "BELGIUM", "BELIZE", "BOLIVIA", "BOSNIA AND HERZEGOVINA", "BRAZIL",
    "BRITISH VIRGIN ISLANDS", "BULGARIA", "BURMA", "CABO VERDE", "CAMBODIA", "CANADA", "CAYMAN ISLANDS", "CHAD",
    "CHILE", "CHINA, PEOPLE'S REPUBLIC OF", "COLOMBIA", "COSTA RICA", "CRIMEA REGION OF UKRAINE", "CROATIA", "CUBA",
    "CYPRUS", "CZECH REPUBLIC", "DENMARK", "ECUADOR", "EGYPT", "ESTONIA", "ESWATINI", "FINLAND", "FRANCE", "GEORGIA",
    "GERMANY", "GREECE", "HONG KONG", "HUNGARY", "ICELAND", "INDIA", "INDONESIA", "IRAN", "IRAQ", "IRELAND", "ISRAEL",
    "ITALY", "JAMAICA", "JAPAN", "JORDAN", "KAZAKHSTAN", "KENYA", "KUWAIT", "KYRGYZSTAN", "LAOS", "LATVIA", "LEBANON",
    "LIBYA", "LIECHTENSTEIN", "LITHUANIA", "LUXEMBOURG", "MACAU", "MADAGASCAR", "MALAYSIA", "MALDIVES", "MALTA",
    "MARSHALL ISLANDS", "MAURITIUS", "MEXICO", "MOLDOVA", "MONGOLIA", "MONTENEGRO", "MOROCCO", "NEPAL", "NETHERLANDS",
    "NEW ZEALAND", "NICARAGUA", "NIGERIA", "NORTH KOREA", "NORTH MACEDONIA", "NORWAY", "OMAN", "PAKISTAN", "PANAMA",
    "PARAGUAY", "PERU", "PHILIPPINES", "POLAND", "PORTUGAL", "QATAR", "ROMANIA", "RUSSIA", "SAUDI ARABIA", "SENEGAL",
    "SERBIA", "SEYCHELLES", "SINGAPORE", "SLOVAKIA", "SLOVENIA", "SOUTH AFRICA", "SOUTH KOREA", "SOUTH SUDAN", "SPAIN",
    "SRI LANKA", "SUDAN", "SWEDEN", "SWITZERLAND", "SYRIA", "TAIWAN", "TAJIKISTAN", "TANZANIA", "THAILAND",
    "TRINIDAD AND TOBAGO", "TUNISIA", "TURKEY", "TURKMENISTAN", "UGANDA", "UKRAINE", "UNITED ARAB EMIRATES",
    "UNITED KINGDOM", "UZBEKISTAN", "VENEZUELA", "VIETNAM", "YEMEN", "ZAMBIA", "ZIMBABWE",
];

/// Other names, reduced to letters and single blanks, and the headings meant.
const ALIASES: &[(&str, &str)] = &[
    ("BOLIVARIAN REPUBLIC OF VENEZUELA", "VENEZUELA"),
    ("BRITAIN", "UNITED KINGDOM"),
    ("BURMA MYANMAR", "BURMA"),
    ("CHINA", "CHINA, PEOPLE'S REPUBLIC OF"),
    ("CHINA PRC", "CHINA, PEOPLE'S REPUBLIC OF"),
    ("CRIMEA", "CRIMEA REGION OF UKRAINE"),
    ("CRIMEA OCCUPIED", "CRIMEA REGION OF UKRAINE"),
    ("CRIMEA REGION", "CRIMEA REGION OF UKRAINE"),
    ("CRIMEAN REGION OF UKRAINE", "CRIMEA REGION OF UKRAINE"),
    ("CAPE VERDE", "CABO VERDE"),
    ("CZECHIA", "CZECH REPUBLIC"),
    ("EMIRATES", "UNITED ARAB EMIRATES"),
    ("FORMER YUGOSLAV REPUBLIC OF MACEDONIA", "NORTH MACEDONIA"),
    ("GREAT BRITAIN", "UNITED KINGDOM"),
    ("HOLLAND", "NETHERLANDS"),
    ("IRAN ISLAMIC REPUBLIC OF", "IRAN"),
    ("ISLAMIC REPUBLIC OF IRAN", "IRAN"),
    ("ISLAMIC REPUBLIC OF PAKISTAN", "PAKISTAN"),
    ("KINGDOM OF SAUDI ARABIA", "SAUDI ARABIA"),
    ("KOREA REPUBLIC OF", "SOUTH KOREA"),
    ("KOREA SOUTH", "SOUTH KOREA"),
    ("KYRGYZ REPUBLIC", "KYRGYZSTAN"),
    ("LAO PEOPLES DEMOCRATIC REPUBLIC", "LAOS"),
    ("LAO PDR", "LAOS"),
    ("MACEDONIA", "NORTH MACEDONIA"),
    ("MACEDONIA THE FORMER YUGOSLAV REPUBLIC OF", "NORTH MACEDONIA"),
    ("MYANMAR", "BURMA"),
    ("MYANMAR BURMA", "BURMA"),
    ("PEOPLES REPUBLIC OF CHINA", "CHINA, PEOPLE'S REPUBLIC OF"),
    ("PEOPLES REPUBLIC OF CHINA PRC", "CHINA, PEOPLE'S REPUBLIC OF"),
    ("PRC", "CHINA, PEOPLE'S REPUBLIC OF"),
    ("REPUBLIC OF BELARUS", "BELARUS"),
    ("REPUBLIC OF GEORGIA", "GEORGIA"),
    ("REPUBLIC OF KAZAKHSTAN", "KAZAKHSTAN"),
    ("REPUBLIC OF KOREA", "SOUTH KOREA"),
    ("REPUBLIC OF NORTH MACEDONIA", "NORTH MACEDONIA"),
    ("REPUBLIC OF SOUTH AFRICA", "SOUTH AFRICA"),
    ("REPUBLIC OF SOUTH SUDAN", "SOUTH SUDAN"),
    ("REPUBLIC OF TÜRKIYE", "TURKEY"),
    ("REPUBLIC OF TURKEY", "TURKEY"),
    ("REPUBLIC OF UZBEKISTAN", "UZBEKISTAN"),
    ("ROK", "SOUTH KOREA"),
    ("RUSSIAN FEDERATION", "RUSSIA"),
    ("RUSSIA RUSSIAN FEDERATION", "RUSSIA"),
    ("SLOVAK REPUBLIC", "SLOVAKIA"),
    ("SWAZILAND", "ESWATINI"),
    ("SOCIALIST REPUBLIC OF VIETNAM", "VIETNAM"),
    ("SYRIAN ARAB REPUBLIC", "SYRIA"),
    ("TAIWAN REPUBLIC OF CHINA", "TAIWAN"),
    ("TÜRKIYE", "TURKEY"),
    ("TÜRKİYE", "TURKEY"),
    ("TURKIYE", "TURKEY"),
    ("TURKEY TÜRKIYE", "TURKEY"),
    ("TÜRKIYE TURKEY", "TURKEY"),
    ("UAE", "UNITED ARAB EMIRATES"),
    ("UK", "UNITED KINGDOM"),
    ("UNITED ARAB EMIRATES UAE", "UNITED ARAB EMIRATES"),
    ("UNITED KINGDOM OF GREAT BRITAIN AND NORTHERN IRELAND", "UNITED KINGDOM"),
    ("VENEZUELA BOLIVARIAN REPUBLIC OF", "VENEZUELA"),
    ("VIET NAM", "VIETNAM"),
];

/// Headings by their reduced form.
static KEYS: LazyLock<BTreeMap<String, &str>> =
    LazyLock::new(|| HEADINGS.iter().map(|heading| (reduce(heading), *heading)).collect());

/// Headings by their other names.
static ALIAS_OF: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| ALIASES.iter().copied().collect());

/// The heading that `written` is another name of; `None` for headings themselves and unknown names.
pub fn heading_alias(written: &str) -> Option<&'static str> {
    let key = reduce(written);
    let alias = ALIAS_OF.get(key.as_str()).copied();
    // "the Netherlands" is another name; NETHERLANDS, in whatever case, is the heading itself.
    let article = || {
        let article = written.trim_start().get(..4)?;
        let heading = KEYS.get(key.as_str())?;
        article.eq_ignore_ascii_case("the ").then_some(*heading)
    };
    alias.or_else(article)
}

/// Headings that the list has merged into another one, and that one (85 FR 83769).
const MERGED: &[(&str, &str)] =
    &[("HONG KONG", "CHINA, PEOPLE'S REPUBLIC OF"), ("MACAU", "CHINA, PEOPLE'S REPUBLIC OF")];

/// Whether a heading can stand for a part of what another one stands for.
pub(crate) fn is_part_of(part: &str, whole: &str) -> bool {
    MERGED.iter().any(|(known, of)| key(known) == key(part) && key(of) == key(whole))
}

/// The form in which countries are compared: that of the heading meant.
pub fn key(written: &str) -> String {
    canonical(heading_alias(written).unwrap_or(written))
}

/// Codes by the canonical form of a country's name.
static CODE_OF: LazyLock<BTreeMap<String, &str>> =
    LazyLock::new(|| CODES.iter().map(|(code, name)| (canonical(name), *code)).collect());

/// The ISO 3166 code of the country that a heading names, whatever it is called there: `TR` for TURKEY and TÜRKIYE. Of a
/// heading that names no country of ISO 3166, its canonical form.
pub fn code(heading: &str) -> Cow<'static, str> {
    let key = key(heading);
    CODE_OF.get(&key).map_or(Cow::Owned(key), |code| Cow::Borrowed(*code))
}

/// The ISO 3166 code of the country that is meant, where one is known by that name.
pub fn iso(written: &str) -> Option<Cow<'static, str>> {
    let code = code(written);
    code.bytes().any(|byte| byte.is_ascii_uppercase()).then_some(code)
}

/// The code of the country that an address ends with, where it ends with one.
pub fn at_end(address: &str) -> Option<Cow<'static, str>> {
    iso(address.rsplit(',').next()?.trim().trim_end_matches(['.', ';', ')']))
}

/// A country as a heading prints it: names in capitals stay as they are, `Belgium` and `the Netherlands` become
/// `BELGIUM` and `NETHERLANDS`.
pub(crate) fn printed(written: &str) -> &str {
    let written = written.trim();
    if !written.contains(char::is_lowercase) {
        return written;
    }
    let own = || KEYS.get(reduce(written).as_str()).copied();
    heading_alias(written).or_else(own).unwrap_or(written)
}

/// A heading as a sentence says it: `CHINA, PEOPLE'S REPUBLIC OF` is `China`, `UNITED ARAB EMIRATES` is `United Arab
/// Emirates`. What is not in capitals stays as it is, and so does what follows the comma of a heading that is not known.
pub fn spoken(heading: &str) -> String {
    SPOKEN.get(heading).cloned().unwrap_or_else(|| spell(heading))
}

/// Headings in their own spelling, as a sentence says them.
static SPOKEN: LazyLock<BTreeMap<&str, String>> =
    LazyLock::new(|| HEADINGS.iter().map(|heading| (*heading, spell(heading))).collect());

fn spell(heading: &str) -> String {
    if heading.contains(char::is_lowercase) {
        return heading.to_owned();
    }
    let known = KEYS.contains_key(reduce(heading).as_str());
    let shown = heading.split(',').next().filter(|_| known).unwrap_or(heading);
    let mut spoken = String::with_capacity(shown.len());
    for (at, word) in shown.split(' ').enumerate() {
        if at > 0 {
            spoken.push(' ');
        }
        // The capital İ has a dot that the small letter has anyway.
        let lower = word.to_lowercase().replace("i\u{307}", "i");
        let mut letters = lower.chars();
        match letters.next() {
            Some(first) if at == 0 || !matches!(lower.as_str(), "and" | "of" | "the") => {
                spoken.extend(first.to_uppercase());
                spoken.push_str(letters.as_str());
            }
            Some(_) | None => spoken.push_str(&lower),
        }
    }
    spoken
}

/// The country of a heading that goes on with it: `IRAN—Continued`, `IRAN (cont’d)`.
pub(crate) fn continued(heading: &str) -> Option<&str> {
    let (country, tail) = heading.rsplit_once(['—', '–', '-', '('])?;
    let continues = ["continued", "contd", "cont", "con"].contains(&canonical(tail).as_str());
    continues.then(|| country.trim_end().trim_end_matches(['—', '–', '-', ',']).trim_end())
}

/// Whether a text can be a heading, known or not: short, and without what addresses and sentences have.
pub(crate) fn can_head(text: &str) -> bool {
    let text = continued(text).unwrap_or(text);
    let plain = || {
        text.chars().count() <= 60
            && !text.contains(|c: char| c.is_numeric() || c == '\n')
            && !text.ends_with(['.', ';', ':'])
            && text.starts_with(char::is_alphabetic)
    };
    markup::unreadable(text).is_none() && (is_known(text) || plain())
}

/// What else a heading is known to be called, in upper case.
pub fn other_names(heading: &str) -> impl Iterator<Item = &'static str> {
    let meant = KEYS.get(reduce(heading).as_str());
    let of_heading = ALIASES.iter().filter(move |(_, known)| meant == Some(known));
    of_heading.map(|(alias, _)| *alias)
}

/// Whether `written` is a heading or another name of one, in any case and punctuation.
pub fn is_known(written: &str) -> bool {
    let key = reduce(written);
    KEYS.contains_key(key.as_str()) || ALIAS_OF.contains_key(key.as_str())
}

/// Whether `written` is a country as a heading would print it, though no list has borne it yet: `TOGO`.
pub(crate) fn is_in_capitals(written: &str) -> bool {
    CODES.iter().any(|(_, name)| *name == written)
}

/// Whether a heading, or another name of one, can begin with these words.
pub(crate) fn can_begin_with(words: &str) -> bool {
    let key = reduce(words);
    let from = (Bound::Included(key.as_str()), Bound::Unbounded);
    let heading = KEYS.range::<str, _>(from).next().map(|(known, _)| known.as_str());
    let alias = ALIAS_OF.range::<str, _>(from).next().map(|(known, _)| *known);
    heading.into_iter().chain(alias).any(|known| known.starts_with(&key))
}

/// Upper case, letters and single blanks, without a leading article: `the U.A.E.` is `UAE`.
fn reduce(written: &str) -> String {
    let mut reduced = String::with_capacity(written.len());
    if written.is_ascii() {
        for byte in written.bytes() {
            match byte {
                b'.' | b'\'' => {}
                byte if byte.is_ascii_alphanumeric() => reduced.push(byte.to_ascii_uppercase().into()),
                _ if reduced.is_empty() || reduced.as_bytes().last() == Some(&b' ') => {}
                _ => reduced.push(' '),
            }
        }
    } else {
        written.to_uppercase().nfc().for_each(|c| match c {
            '.' | '\'' | '’' | '‘' | 'ʼ' => {}
            c if c.is_alphanumeric() => reduced.push(c),
            _ if reduced.is_empty() || reduced.ends_with(' ') => {}
            _ => reduced.push(' '),
        });
    }
    let words = reduced.trim_end();
    let bare = words.strip_prefix("THE").filter(|rest| rest.is_empty() || rest.starts_with(' '));
    bare.map_or(words, str::trim_start).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_names_lead_to_their_heading() {
        for (written, heading) in [
            ("Russian Federation", "RUSSIA"),
            ("the Russian Federation", "RUSSIA"),
            ("Türkiye", "TURKEY"),
            ("TÜRKİYE", "TURKEY"),
            ("the PRC", "CHINA, PEOPLE'S REPUBLIC OF"),
            ("China", "CHINA, PEOPLE'S REPUBLIC OF"),
            ("PEOPLE’S REPUBLIC OF CHINA", "CHINA, PEOPLE'S REPUBLIC OF"),
            ("U.A.E.", "UNITED ARAB EMIRATES"),
            ("the United Arab Emirates", "UNITED ARAB EMIRATES"),
            ("the Netherlands", "NETHERLANDS"),
            ("Burma (Myanmar)", "BURMA"),
            ("Republic of Korea", "SOUTH KOREA"),
            ("U.K.", "UNITED KINGDOM"),
            ("Great Britain", "UNITED KINGDOM"),
            ("Viet Nam", "VIETNAM"),
            ("Crimea (Occupied)", "CRIMEA REGION OF UKRAINE"),
            ("Macedonia", "NORTH MACEDONIA"),
        ] {
            assert_eq!(heading_alias(written), Some(heading), "{written}");
        }
    }

    #[test]
    fn a_heading_is_no_other_name_of_itself() {
        for written in ["RUSSIA", "CHINA, PEOPLE’S REPUBLIC OF", "HONG KONG", "Netherlands", "Atlantis"] {
            assert_eq!(heading_alias(written), None, "{written}");
        }
        assert!(is_known("the Netherlands") && is_known("china, people’s republic of") && !is_known("Atlantis"));
    }

    #[test]
    fn a_name_begins_with_its_first_words() {
        for name in HEADINGS.iter().chain(ALIASES.iter().map(|(alias, _)| alias)) {
            let words: Vec<&str> = name.split(' ').collect();
            for words in (1..=words.len()).filter_map(|length| words.get(..length)) {
                let begin = words.join(" ");
                assert!(can_begin_with(&begin) && can_begin_with(&format!("the {begin}")), "{begin}");
            }
        }
        for words in ["the", "The", "U.A.E", "U.A.E.", "people’s", "Türkiye", "Sri", "united arab"] {
            assert!(can_begin_with(words), "{words}");
        }
        for words in ["Under", "adding", "Alder", "United Alder", "The entry", "Zz", "Ü"] {
            assert!(!can_begin_with(words), "{words}");
        }
    }

    #[test]
    fn a_heading_may_go_on_with_a_country() {
        for (heading, country) in [
            ("IRAN—Continued", Some("IRAN")),
            ("IRAN (continued)", Some("IRAN")),
            ("CHINA, PEOPLE'S REPUBLIC OF—Con.", Some("CHINA, PEOPLE'S REPUBLIC OF")),
            ("IRAN (cont’d)", Some("IRAN")),
            ("GUINEA-BISSAU", None),
            ("CRIMEA (OCCUPIED)", None),
        ] {
            assert_eq!(continued(heading), country);
        }
    }

    #[test]
    fn a_heading_is_printed_in_capitals() {
        for (written, heading) in [
            ("Belgium", "BELGIUM"),
            ("the Netherlands", "NETHERLANDS"),
            ("TÜRKİYE", "TÜRKİYE"),
            ("Atlantis", "Atlantis"),
        ] {
            assert_eq!(printed(written), heading);
        }
    }

    #[test]
    fn a_heading_has_the_code_of_its_country() {
        for (heading, code) in [
            ("TURKEY", "TR"),
            ("TÜRKİYE", "TR"),
            ("CHINA, PEOPLE’S REPUBLIC OF", "CN"),
            ("HONG KONG", "HK"),
            ("Burma (Myanmar)", "MM"),
            ("CRIMEA REGION OF UKRAINE", "UA-43"),
            ("CÔTE D’IVOIRE", "CI"),
            ("Atlantis", "atlantis"),
        ] {
            assert_eq!(super::code(heading), code);
        }
        let codes: std::collections::BTreeSet<_> = CODES.iter().map(|(code, _)| code).collect();
        assert_eq!((codes.len(), CODE_OF.len()), (CODES.len(), CODES.len()), "no code and no name stands twice");
        assert!(CODES.is_sorted());
        for heading in HEADINGS {
            assert!(CODE_OF.contains_key(&canonical(heading)), "{heading}");
        }
    }

    #[test]
    fn a_sentence_says_a_heading_in_short() {
        for (heading, spoken_as) in [
            ("CHINA, PEOPLE'S REPUBLIC OF", "China"),
            ("CHINA, PEOPLE’S REPUBLIC OF", "China"),
            ("UNITED ARAB EMIRATES", "United Arab Emirates"),
            ("BOSNIA AND HERZEGOVINA", "Bosnia and Herzegovina"),
            ("CRIMEA REGION OF UKRAINE", "Crimea Region of Ukraine"),
            ("TÜRKİYE", "Türkiye"),
            // Of two headings that begin alike none may be taken for the other.
            ("CONGO, DEMOCRATIC REPUBLIC OF THE", "Congo, Democratic Republic of the"),
            ("Atlantis", "Atlantis"),
            ("", ""),
        ] {
            assert_eq!(spoken(heading), spoken_as);
        }
    }

    #[test]
    fn every_alias_is_reduced_and_leads_to_a_heading() {
        for (alias, heading) in ALIASES {
            assert_eq!(&reduce(alias), alias);
            assert!(HEADINGS.contains(heading), "{heading}");
        }
    }
}
