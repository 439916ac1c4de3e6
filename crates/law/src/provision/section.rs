//! Sections of Part 744, and its supplements that are no lists: as the eCFR prints them, and what documents order of them.
//!
//! Only what is certain is replayed: a paragraph that is printed whole takes the place of the one of its designation.
//! What else is ordered is kept as it is printed, and said to be so.

use chrono::NaiveDate;
use roxmltree::Node;

use super::paragraphs::{BEHIND_HEADING, Paragraph, designated};
use crate::document::element::{within, within_part_744};
use crate::document::table::is_stars;
use crate::law::ListId;
use crate::law::text::{date, number};
use crate::markup;

/// A section or supplement as the eCFR prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// `§ 744.11`, `Supplement No. 8`.
    pub section: String,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// Its effective date notes.
    pub notes: Vec<String>,
}

/// Which part of a paragraph is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// All of it, with the paragraphs below it.
    Whole,
    /// Its own text alone.
    Own,
    /// Sentences of it, counted from 1; from the end -1, -2.
    Sentences(Vec<i64>),
}

/// A paragraph that is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// `§ 744.11`, `Supplement No. 8`.
    pub section: String,
    /// Its designation; empty of the whole section.
    pub path: Vec<String>,
    /// Which part of it.
    pub of: Of,
}

/// What is ordered of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// It is to read as printed.
    Set(Vec<Paragraph>),
    /// It goes.
    Remove,
    /// It is held back up to and with a day; `None` is "indefinitely".
    Stay(Option<NaiveDate>),
    /// It is in force again.
    Lift,
    /// Something else: words within it, another designation, a text that is not printed.
    Other,
}

/// An order about a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionOrder {
    /// Of what.
    pub target: Target,
    /// What.
    pub act: Act,
    /// The words of the order.
    pub quote: String,
}

/// The sections and other supplements of an eCFR file; none of one that holds a list alone or cannot be read. Each is read
/// by itself: the lists, which are nearly all of the file, are passed over.
pub fn published(xml: &str) -> Vec<Printed> {
    let read = |division| Ok::<_, markup::MarkupError>(printed(markup::parse(division)?.root_element()));
    let each: Result<Vec<_>, _> = divisions(xml).into_iter().map(read).collect();
    if let Ok(each) = each {
        return each.into_iter().flatten().collect();
    }
    // One that cannot be read by itself, such as one with a prefix that is declared above it, is read with all others.
    let Ok(document) = markup::parse(xml) else {
        return Vec::new();
    };
    let nodes = document.descendants().filter(|node| node.has_tag_name("DIV8") || node.has_tag_name("DIV9"));
    nodes.filter_map(printed).collect()
}

/// The sections and appendices of an eCFR file but for the lists, as they are written there.
fn divisions(xml: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = xml;
    while let Some(at) = ["<DIV8", "<DIV9"].iter().filter_map(|tag| rest.find(tag)).min() {
        let (_, from) = rest.split_at(at);
        let end = if from.starts_with("<DIV8") { "</DIV8>" } else { "</DIV9>" };
        let (head, _) = from.split_once('>').unwrap_or((from, ""));
        let list = head.split('"').any(|attribute| ListId::of_heading(attribute).is_some());
        let Some(len) = from.find(end).map(|at| at + end.len()) else {
            break;
        };
        let (division, after) = from.split_at(len);
        if !list {
            found.push(division);
        }
        rest = after;
    }
    found
}

fn printed(node: Node<'_, '_>) -> Option<Printed> {
    let n = node.attribute("N")?.trim();
    let section = if node.has_tag_name("DIV8") {
        n.starts_with("744.").then(|| format!("§ {n}"))?
    } else {
        ListId::of_heading(n).is_none().then(|| other_supplement(&n.to_lowercase()))??
    };
    let is_text = |child: &Node<'_, '_>| child.has_tag_name("P") || child.has_tag_name("FP");
    let texts: Vec<_> = node.children().filter(is_text).map(paragraph).collect();
    let notes = node.children().filter(|child| child.has_tag_name("EFFDNOT")).map(markup::flatten_line).collect();
    Some(Printed { section, paragraphs: designated(texts.iter().map(String::as_str)), notes })
}

/// The text of a paragraph, with what it calls itself set apart: `(a) <I>Scope.</I> These …`.
fn paragraph(node: Node<'_, '_>) -> String {
    let text = markup::flatten_line(node);
    let set_apart = |child: &Node<'_, '_>| {
        child.has_tag_name("I") || child.has_tag_name("E") && child.attribute("T").is_none_or(|face| face == "03")
    };
    let Some(heading) = node.children().find(Node::is_element).filter(set_apart).map(markup::flatten_line) else {
        return text;
    };
    let heading = heading.trim();
    let begins = text.find(heading).filter(|at| *at < 20 && !heading.is_empty());
    let is_mark =
        |before: &str| before.chars().all(|c| c.is_whitespace() || c.is_alphanumeric() || c == '(' || c == ')');
    match begins.and_then(|at| text.split_at_checked(at)) {
        Some((mark, _)) if is_mark(mark) && heading.ends_with(['.', '—', '?']) && heading.len() > 3 => {
            text.replacen(heading, &format!("{heading}{BEHIND_HEADING}"), 1)
        }
        Some(_) | None => text,
    }
}

/// `supplement no. 8 to part 744` → `Supplement No. 8`; not one that is a list of ours.
fn other_supplement(lower: &str) -> Option<String> {
    let (_, rest) = lower.split_once("supplement no. ")?;
    let (number, rest) = date::number(rest)?;
    let is_list = u8::try_from(number).ok().and_then(ListId::from_supplement).is_some();
    let elsewhere = rest.trim_start().starts_with("to part ") && !rest.contains("part 744");
    (!is_list && !elsewhere).then(|| format!("Supplement No. {number}"))
}

/// What a note of the eCFR says to be stayed, the last day, and where that was ordered: `At 90 FR 50857, Nov. 12, 2025, in
/// § 744.11, paragraph (a)(1) was stayed, effective until Nov. 9, 2026.`
pub fn noted_stays(note: &str) -> Option<(Vec<Target>, Option<NaiveDate>, String)> {
    let lower = note.to_lowercase();
    if !lower.contains("stayed") {
        return None;
    }
    let until = lower.find("until ").and_then(|at| note.get(at + "until ".len()..)).and_then(date::leading);
    let until = until.map(|(day, _)| day);
    let place = note.split_once("At ").map_or("", |(_, place)| place);
    let place = place.split(',').next().unwrap_or_default().trim().to_owned();
    Some((targets(note, None), until, place))
}

/// What the orders of a document in Federal Register XML are about sections and other supplements of Part 744.
pub fn orders(xml: &str) -> Vec<SectionOrder> {
    if !may_order(xml) {
        return Vec::new();
    }
    let Ok(document) = markup::parse(xml) else {
        return Vec::new();
    };
    let mut orders = Vec::new();
    let is_regtext = |node: &Node<'_, '_>| node.has_tag_name("REGTEXT") && within_part_744(*node) == Some(true);
    for regtext in document.descendants().filter(is_regtext) {
        let mut unit = Unit::default();
        for node in regtext.descendants().filter(Node::is_element) {
            let tag = node.tag_name().name();
            if within(node, &["AMDPAR", "AUTH", "GPOTABLE", "P", "FP", "HD"]) {
                continue;
            }
            let text = || markup::flatten_line(node);
            match tag {
                "AMDPAR" => {
                    if unit.has_text {
                        orders.append(&mut unit.orders());
                        unit = Unit { section: unit.section, ..Unit::default() };
                    }
                    unit.paragraphs.push(text());
                }
                "SECTNO" | "HD" => {
                    let lower = text().to_lowercase();
                    let named = section_of(&lower).or_else(|| other_supplement(&lower));
                    unit.has_text = true;
                    unit.at = named.or(unit.at);
                }
                "P" | "FP" => {
                    unit.has_text = true;
                    unit.printed.push((unit.at.clone(), paragraph(node)));
                }
                _ => {}
            }
        }
        orders.append(&mut unit.orders());
    }
    orders
}

/// Whether an amendatory paragraph can name a section or such a supplement. Nearly all name lists only.
fn may_order(xml: &str) -> bool {
    xml.split("<AMDPAR").skip(1).any(|paragraph| {
        let order = paragraph.split("</AMDPAR>").next().unwrap_or_default();
        let words: String = order.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
        let lower = words.to_lowercase();
        let section = lower.split("744.").skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        // Lines of the file end anywhere, also within "Supplement No. 8"; what is not exactly a list of ours is read.
        let supplement = lower.split("supplement").skip(1).any(|rest| {
            let digits =
                rest.trim_start().strip_prefix("no").map(|of| of.trim_start_matches(|c: char| !c.is_ascii_digit()));
            let number = digits.and_then(|digits| u8::try_from(date::number(digits)?.0).ok());
            number.and_then(ListId::from_supplement).is_none()
        });
        section || supplement || words.contains("&#")
    })
}

/// Orders and the text printed below them.
#[derive(Default)]
struct Unit {
    paragraphs: Vec<String>,
    printed: Vec<(Option<String>, String)>,
    has_text: bool,
    /// The section whose text is printed.
    at: Option<String>,
    /// The section that orders without one are about.
    section: Option<String>,
}

impl Unit {
    fn orders(&mut self) -> Vec<SectionOrder> {
        let mut orders = Vec::new();
        // "Section 744.16 is amended by:" stands above "a. Revising paragraph (e); and"; a verb may, too.
        let mut verb = None;
        for text in std::mem::take(&mut self.paragraphs) {
            let lower = text.to_lowercase();
            if lower.contains("authority citation") {
                continue;
            }
            let list = supplement_of_a_list(&lower);
            if let Some(named) = section_of(&lower).or_else(|| other_supplement(&lower)) {
                self.section = Some(named);
            } else if list {
                self.section = None;
            }
            let Some(section) = self.section.clone() else {
                continue;
            };
            verb = verb_of(&lower).or(verb);
            let sets = lower.contains("read as follows") || lower.contains("reads as follows");
            let heads = lower.trim_end().ends_with([':', '—']) && !lower.contains("paragraph") && !sets;
            if heads || reads_as_follows(&lower) {
                continue;
            }
            for target in targets(&text, Some(&section)) {
                let act = self.act(&target, verb, &text);
                orders.push(SectionOrder { target, act, quote: text.clone() });
            }
        }
        orders
    }

    fn act(&self, target: &Target, verb: Option<Verb>, text: &str) -> Act {
        let lower = text.to_lowercase();
        match verb {
            Some(Verb::Stay) => {
                let until = lower.find("until ").and_then(|at| text.get(at + "until ".len()..)).and_then(date::leading);
                Act::Stay(until.map(|(day, _)| day))
            }
            Some(Verb::Lift) => Act::Lift,
            // Words within a text are quoted.
            _ if text.contains(['“', '"']) => Act::Other,
            Some(Verb::Remove) if target.of == Of::Whole => Act::Remove,
            Some(Verb::Set) => {
                let texts = self.printed.iter().filter(|(at, _)| at.as_ref().is_none_or(|at| *at == target.section));
                let printed = designated(texts.map(|(_, text)| text.as_str()));
                let meant = |paragraph: &Paragraph| match target.of {
                    Of::Whole => paragraph.path.starts_with(&target.path),
                    Of::Own | Of::Sentences(_) => paragraph.path == target.path,
                };
                let printed: Vec<_> = printed.into_iter().filter(|one| meant(one) && !is_stars(&one.text)).collect();
                if printed.is_empty() { Act::Other } else { Act::Set(printed) }
            }
            Some(Verb::Remove) | None => Act::Other,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verb {
    Set,
    Remove,
    Stay,
    Lift,
}

fn verb_of(lower: &str) -> Option<Verb> {
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if says(&["lifting the stay", "lift the stay", "stay is lifted", "removing the stay", "stay of", "stay on"])
        && says(&["lift", "removing the stay", "remove the stay", "terminat", "end the stay", "ending the stay"])
    {
        Some(Verb::Lift)
    } else if says(&["stay", "suspend"]) {
        Some(Verb::Stay)
    } else if says(&["revis", "add", "to read as follows", "republish", "amended to read"]) {
        Some(Verb::Set)
    } else if says(&["remov", "delet", "strik"]) {
        Some(Verb::Remove)
    } else {
        None
    }
}

fn reads_as_follows(lower: &str) -> bool {
    let begins = ["the revision", "the addition", "these revision", "these addition"];
    begins.iter().any(|begin| lower.starts_with(begin)) && lower.contains("follows")
}

fn supplement_of_a_list(lower: &str) -> bool {
    let Some((_, rest)) = lower.split_once("supplement no. ") else {
        return false;
    };
    date::number(rest).and_then(|(number, _)| ListId::from_supplement(u8::try_from(number).ok()?)).is_some()
}

/// `§ 744.11`, `Section 744.11` → `§ 744.11`.
fn section_of(lower: &str) -> Option<String> {
    let at = ["§ 744.", "§744.", "§\u{a0}744.", "section 744."].iter().filter_map(|sign| lower.find(sign)).min()?;
    let (_, rest) = lower.get(at..)?.split_once("744.")?;
    let (number, _) = date::number(rest)?;
    Some(format!("§ 744.{number}"))
}

/// The paragraphs that an order or a note is about; the whole section where it names none.
fn targets(text: &str, section: Option<&str>) -> Vec<Target> {
    let lower = text.to_lowercase();
    let named = section.map(str::to_owned).or_else(|| section_of(&lower)).or_else(|| other_supplement(&lower));
    let Some(section) = named else {
        return Vec::new();
    };
    let mut targets: Vec<Target> = Vec::new();
    let mut from = 0;
    while let Some(found) = lower.get(from..).and_then(|rest| rest.find("paragraph")) {
        let at = from + found;
        let before = lower.get(from..at).unwrap_or_default();
        let word = lower.get(at..).unwrap_or_default();
        let mut rest =
            word.strip_prefix("paragraphs").or_else(|| word.strip_prefix("paragraph")).unwrap_or(word).trim_start();
        // Marks are of the text's own case.
        let own = |rest: &str| text.get(text.len().saturating_sub(rest.len())..).unwrap_or_default();
        let mut last: Vec<String> = Vec::new();
        while let Some((path, after)) = path(own(rest), &last) {
            let after = rest.get(rest.len().saturating_sub(after.len())..).unwrap_or_default();
            let of = part(before, after);
            last.clone_from(&path);
            targets.push(Target { section: section.clone(), path, of });
            let next = after.trim_start_matches([',', ' ']);
            let next = next.strip_prefix("and ").or_else(|| next.strip_prefix("or ")).unwrap_or(next).trim_start();
            rest = next;
            if !next.starts_with('(') {
                break;
            }
        }
        from = lower.len().saturating_sub(rest.len()).max(at + "paragraph".len());
    }
    if targets.is_empty() {
        // "In § 744.16(e), remove …"
        let number = section.strip_prefix("§ ").unwrap_or(&section);
        let behind = text.split_once(number).and_then(|(_, rest)| path(rest, &[]));
        let (path, after) = behind.unwrap_or_default();
        let own = lower.contains("introductory text") || after.trim_start().starts_with("introductory text");
        targets.push(Target { section, path, of: if own { Of::Own } else { Of::Whole } });
    }
    targets
}

/// `(a)(1)`; a lone `(2)` after `(a)(1)` is `(a)(2)`.
fn path<'t>(text: &'t str, last: &[String]) -> Option<(Vec<String>, &'t str)> {
    let mut path = Vec::new();
    let mut rest = text;
    while let Some((mark, after)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        if mark.is_empty() || mark.len() > 5 || !mark.bytes().all(|b| b.is_ascii_alphanumeric()) {
            break;
        }
        path.push(mark.to_owned());
        rest = after;
    }
    let first = path.first()?;
    let same = |mark: &String| mark.bytes().all(|b| b.is_ascii_digit()) == first.bytes().all(|b| b.is_ascii_digit());
    if let (true, Some(at)) = (first.bytes().all(|b| b.is_ascii_digit()), last.iter().position(same)) {
        path = last.get(..at).unwrap_or_default().iter().cloned().chain(path).collect();
    }
    Some((path, rest))
}

/// Which part of a paragraph the words around its designation mean.
fn part(before: &str, after: &str) -> Of {
    let before = before.rsplit([';', ',']).next().unwrap_or_default().rsplit(" and the ").next().unwrap_or_default();
    let sentences: Vec<i64> = before
        .contains("sentence")
        .then(|| before.split(|c: char| !c.is_alphanumeric()))
        .into_iter()
        .flatten()
        .filter_map(|word| if word == "last" { Some(-1) } else { number::ordinal(word).map(i64::from) })
        .collect();
    if !sentences.is_empty() {
        Of::Sentences(sentences)
    } else if before.contains("introductory text") || after.trim_start().starts_with("introductory text") {
        Of::Own
    } else {
        Of::Whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(targets: &[Target]) -> Vec<String> {
        let said = |target: &Target| {
            let path = super::super::paragraphs::designation(&target.path);
            let of = match &target.of {
                Of::Whole => String::new(),
                Of::Own => " own".to_owned(),
                Of::Sentences(sentences) => format!(" {sentences:?}"),
            };
            format!("{}{path}{of}", target.section)
        };
        targets.iter().map(said).collect()
    }

    #[test]
    fn lists_are_passed_over_without_being_read() {
        let part = "<DIV5 N=\"744\"><DIV6><DIV8 N=\"744.1\" TYPE=\"SECTION\"><P>(a) A.</P></DIV8></DIV6>\
                    <DIV9 N=\"Supplement No. 4 to Part 744\" TYPE=\"APPENDIX\"><P>& not well formed</DIV9>\
                    <DIV9 N=\"Supplement No. 8 to Part 744\" TYPE=\"APPENDIX\"><P>(b) B.</P></DIV9></DIV5>";
        let printed: Vec<_> = published(part).into_iter().map(|printed| printed.section).collect();
        assert_eq!(printed, ["§ 744.1", "Supplement No. 8"]);
        let prefixed = "<DIV5 xmlns:a=\"urn:a\"><DIV8 N=\"744.1\" TYPE=\"SECTION\"><a:P/><P>(a) A.</P></DIV8></DIV5>";
        assert_eq!(published(prefixed).len(), 1, "it is read with all others");
        for (order, expected) in [
            ("2. Supplement No. 4 to part 744 is amended:", false),
            ("2. Supplement No. <E T=\"03\">6</E> to part 744.", false),
            ("2. Supplement No. 8 to part 744 is amended:", true),
            ("2. Supplement\nNo. 8 to part 744 is amended:", true),
            ("2. Supplements No. 4 and 8 to part 744 are amended:", true),
            ("2. Supplement\nNo. 4 to part 744 is amended:", false),
            ("2. Section <E T=\"03\">744.11</E> is amended:", true),
            ("2. In &#xA7; 744.16, remove paragraph (e).", true),
        ] {
            assert_eq!(
                may_order(&format!("<REGTEXT><AMDPAR>{order}</AMDPAR><P>See § 744.11.</P></REGTEXT>")),
                expected,
                "{order}"
            );
        }
    }

    #[test]
    fn a_note_says_what_is_stayed() {
        let table = [
            ("in § 744.11, paragraph (a)(1) was stayed", vec!["§ 744.11(a)(1)"]),
            (
                "in § 744.8, the second and third sentences of paragraph (a)(2) and the first sentence of paragraph (b) were stayed",
                vec!["§ 744.8(a)(2) [2, 3]", "§ 744.8(b) [1]"],
            ),
            ("in § 744.16, the introductory text of paragraph (e) was stayed", vec!["§ 744.16(e) own"]),
            (
                "in § 744.21, paragraph (a)(3), the introductory text of paragraph (b)(2), and the last sentence in paragraph (d) were stayed",
                vec!["§ 744.21(a)(3)", "§ 744.21(b)(2) own", "§ 744.21(d) [-1]"],
            ),
            ("supplement no. 8 to part 744 was stayed", vec!["Supplement No. 8"]),
            (
                "in § 744.23, paragraphs (a)(1), (2) and (b) were stayed",
                vec!["§ 744.23(a)(1)", "§ 744.23(a)(2)", "§ 744.23(b)"],
            ),
        ];
        for (words, targets) in table {
            let note =
                format!("Effective Date Note: At 90 FR 50857, Nov. 12, 2025, {words}, effective until Nov. 9, 2026.");
            let (found, until, place) = noted_stays(&note).unwrap();
            assert_eq!(
                (said(&found), until, place.as_str()),
                (
                    targets.iter().map(|one| (*one).to_owned()).collect(),
                    NaiveDate::from_ymd_opt(2026, 11, 9),
                    "90 FR 50857"
                ),
                "{words}"
            );
        }
        assert_eq!(noted_stays("Editorial Note: nothing is said."), None);
        let list = "At 90 FR 50857, Nov. 12, 2025, in supplement no. 4 to part 744, the introductory text was stayed, effective until Nov. 9, 2026.";
        assert_eq!(noted_stays(list).unwrap().0, []);
    }

    #[test]
    fn orders_are_read_with_the_text_below_them() {
        let rule = |orders: &str| {
            format!(
                "<RULE><REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>1. The authority citation continues to read as follows:</AMDPAR><AUTH><P>x</P></AUTH></REGTEXT><REGTEXT TITLE=\"15\" PART=\"744\">{orders}</REGTEXT></RULE>"
            )
        };
        let table = [
            (
                "<AMDPAR>2. Section 744.11 is amended by revising paragraph (a)(1) to read as follows:</AMDPAR><SECTION><SECTNO>§ 744.11</SECTNO><SUBJECT>License requirements.</SUBJECT><STARS/><P>(a) * * *</P><P>(1) <E T=\"03\">Owners.</E> New text.</P><STARS/></SECTION>",
                vec!["§ 744.11(a)(1): set (a)(1) New text."],
            ),
            (
                "<AMDPAR>3. Amend § 744.16 by:</AMDPAR><AMDPAR>a. Revising paragraph (e) introductory text; and</AMDPAR><AMDPAR>b. Adding paragraph (f).</AMDPAR><AMDPAR>The revision and addition read as follows:</AMDPAR><SECTION><SECTNO>§ 744.16</SECTNO><STARS/><P>(e) New intro.</P><STARS/><P>(f) New paragraph.</P><P>(1) And below.</P></SECTION>",
                vec!["§ 744.16(e) own: set (e) New intro.", "§ 744.16(f): set (f) New paragraph. | (f)(1) And below."],
            ),
            (
                "<AMDPAR>4. Add supplement no. 8 to part 744 to read as follows:</AMDPAR><HD SOURCE=\"HD1\">Supplement No. 8 to Part 744—Guidelines</HD><P>(a) Scope.</P><P>(b) Application.</P>",
                vec!["Supplement No. 8: set (a) Scope. | (b) Application."],
            ),
            (
                "<AMDPAR>5. In § 744.21, paragraph (a)(3) is stayed until November 9, 2031.</AMDPAR>",
                vec!["§ 744.21(a)(3): stay 2031-11-09"],
            ),
            ("<AMDPAR>6. In § 744.8, remove paragraph (c).</AMDPAR>", vec!["§ 744.8(c): remove"]),
            ("<AMDPAR>7. In § 744.8(b), remove “and” and add “or” in its place.</AMDPAR>", vec!["§ 744.8(b): other"]),
            (
                "<AMDPAR>8. Section 744.23 is amended by revising paragraph (d) to read as follows:</AMDPAR><SECTION><SECTNO>§ 744.23</SECTNO><STARS/></SECTION>",
                vec!["§ 744.23(d): other"],
            ),
            (
                "<AMDPAR>9. Supplement No. 4 to part 744 is amended by revising the introductory text to read as follows:</AMDPAR><HD>Supplement No. 4 to Part 744—Entity List</HD><P>Text.</P>",
                vec![],
            ),
            ("<AMDPAR>10. In § 744.21, the stay of paragraph (a)(3) is lifted.</AMDPAR>", vec!["§ 744.21(a)(3): lift"]),
            (
                "<AMDPAR>11. Add § 744.24 to read as follows:</AMDPAR><SECTION><SECTNO>§ 744.24</SECTNO><P>Intro.</P><P>(a) One.</P></SECTION>",
                vec!["§ 744.24: set  Intro. | (a) One."],
            ),
        ];
        for (xml, expected) in table {
            let told: Vec<_> = orders(&rule(xml))
                .iter()
                .map(|order| {
                    let act = match &order.act {
                        Act::Set(paragraphs) => {
                            let all: Vec<_> =
                                paragraphs.iter().map(|one| format!("{} {}", one.designation(), one.text)).collect();
                            format!("set {}", all.join(" | "))
                        }
                        Act::Remove => "remove".to_owned(),
                        Act::Stay(until) => format!("stay {}", until.unwrap()),
                        Act::Lift => "lift".to_owned(),
                        Act::Other => "other".to_owned(),
                    };
                    format!("{}: {act}", said(std::slice::from_ref(&order.target))[0])
                })
                .collect();
            assert_eq!(told, expected, "{xml}");
        }
    }
}
