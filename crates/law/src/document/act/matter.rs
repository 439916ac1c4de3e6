//! What a correction corrects: words of a preamble, a signature, a number, by which nothing is ordered; or what may be an
//! order.

use super::quoted::unquoted;
use super::verb::wording::words;
use crate::law::text::reference::{PART, Reference, may_concern_a_list};
use crate::law::text::{cited, date, number};

/// What is printed around the orders of a document (1 CFR 18.12 to 18.17, 22.5).
const AROUND: [&str; 30] = [
    "addresses caption", "addresses section", "addresses heading", "agency caption", "agency heading", "background",
    "billing code", "contact caption", "contact information", "contact section", "e-mail address", "email address",
    "file line", "filing line", "for further information", "in the preamble", "in the summary", "of the preamble",
    "regulation identifier", "signature", "signing official", "summary caption", "summary section",
    "supplementary information", "telephone number", "the docket number", "the preamble of", "the preamble to",
    "the rin", "to the preamble",
];

/// Headings of a preamble, where the heading itself is corrected: what stands below that of a savings clause has effect.
const HEADINGS: [&str; 8] = [
    "background", "end-user review committee", "export control reform act", "request for comment",
    "rulemaking require", "saving clause", "savings clause", "supplementary information",
];

/// What is counted in a preamble.
const COUNTED: [&str; 12] = [
    "additions", "companies", "countries", "destinations", "entities", "entries", "locations", "modifications",
    "parties", "persons", "removals", "revisions",
];

/// Beginnings of words for what is ordered, and for the day on which it has effect.
const ORDERED: [&str; 27] = [
    "added", "adding", "address", "alias", "amendatory", "amendment", "citation", "column-", "country", "dates",
    "destination", "effective", "entit", "entr", "footnote-", "instruction", "issuance", "license", "listing",
    "policy", "regtext", "regulatory", "removal", "row", "spelling", "supplement", "table",
];

/// Words before a quotation that says where.
const PLACES: [&str; 7] = ["below", "caption", "entitled", "headed", "heading", "section", "under"];

/// What a sentence that corrects says of the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Matter {
    /// That it orders nothing.
    Around,
    /// That it may order something.
    Ordered,
    /// Nothing.
    Unsaid,
}

/// What the sentences of a correction come to.
#[derive(Debug, Default)]
pub(crate) struct Matters {
    around: bool,
    ordered: bool,
}

impl Matters {
    /// Looks at a sentence that corrects, or that names the place of what is corrected.
    pub(crate) fn look(&mut self, text: &str) {
        let quotes = text.contains('“');
        let places = quotes || text.contains(" column");
        // "In rule document 2031-00077, beginning on page 900, make the following corrections:"
        if text.ends_with(':') && !quotes || leaves(text) {
            return;
        }
        match of(text) {
            Matter::Around => self.around = true,
            Matter::Unsaid if are_counts(text) || !places => {}
            Matter::Unsaid | Matter::Ordered => self.ordered = true,
        }
    }

    /// Whether nothing is corrected but what orders nothing.
    pub(crate) fn order_nothing(&self) -> bool {
        self.around && !self.ordered
    }
}

/// "The correction does not affect the regulatory text."
pub(crate) fn leaves(text: &str) -> bool {
    const LEFT: [&str; 7] =
        ["no change", "not affect", "not alter", "not amend", "not change", "not correct", "is unchanged"];
    const BUT: [&str; 9] =
        [" but ", " column", "changed to", "corrected to", "except", "however", "only", "other than", "should read"];
    let lower = unquoted(text).to_lowercase();
    let has = |any: &[&str]| any.iter().any(|words| lower.contains(words));
    // "The document that follows it, “Additions to the Entity List,” is correct as printed."
    let correct = has(&["are correct as", "is correct as", "is correct."]);
    (has(&LEFT) && !text.contains('“') || correct) && !has(&BUT)
}

/// Whether all that a sentence quotes are counts: “three destinations” is corrected to read “four destinations”.
fn are_counts(text: &str) -> bool {
    let is_count = |quoted: &str| {
        let lower = quoted.to_lowercase();
        let found: Vec<_> = words(&lower).into_iter().map(|(_, word)| word).collect();
        let counted = found.last().is_some_and(|word| COUNTED.contains(word));
        counted && number::leading(found.iter().copied()).is_some_and(|(_, length)| length + 1 == found.len())
    };
    let mut quoted = text.split('“').skip(1).map(|part| part.split_once('”').map_or(part, |(quoted, _)| quoted));
    text.matches('“').count() > 1 && quoted.all(is_count)
}

/// Whether a sentence says of a preamble, and of nothing else, what is wrong in it: "The preamble of that rule gave a wrong
/// count of destinations".
pub(crate) fn is_of_preamble(lower: &str) -> bool {
    const BESIDE: [&str; 8] =
        ["amendatory", "entry", "instruction", "regulatory", "row", "rows", "supplement", "table"];
    let begins = ["the preamble ", "the summary section ", "the summary of that "];
    begins.iter().any(|words| lower.starts_with(words)) && !words(lower).iter().any(|(_, word)| BESIDE.contains(word))
}

/// What a sentence, or a paragraph of a correction, corrects.
pub(super) fn of(text: &str) -> Matter {
    let mut said = String::new();
    let mut days = false;
    for (at, part) in text.split('“').enumerate() {
        let (quoted, rest) = if at == 0 { ("", part) } else { part.split_once('”').unwrap_or((part, "")) };
        said.push_str(&place_of(&said, quoted.to_lowercase()));
        // "October 9, 2031" in a SUMMARY may be the effective date.
        days |= date::find(quoted).is_some();
        said.push_str(&rest.to_lowercase());
    }
    if is_of_preamble(&said) && !days {
        return Matter::Around;
    }
    // "As explained in the preamble, “Hazel SA” should read “Hazell SA”."
    let explains = ["as described", "as discussed", "as explained", "as noted", "as stated"];
    if explains.iter().any(|words| said.contains(words)) {
        return Matter::Unsaid;
    }
    // Each of several corrections names its place: "“A” is corrected to read “B”, and the signature is corrected to read".
    let verbs = ["should read", "to read", "corrected to", "corrected as", "changed to"];
    let verb = |rest: &str| verbs.iter().filter_map(|verb| rest.find(verb).map(|at| at + verb.len())).min();
    let mut rest = said.as_str();
    let mut around = AROUND.iter().any(|words| said.contains(words));
    while let Some((part, behind)) = verb(rest).and_then(|end| rest.split_at_checked(end)) {
        around &= AROUND.iter().any(|words| part.contains(words));
        rest = behind.trim_start_matches(" read");
    }
    let rest = AROUND.iter().fold(said.clone(), |said, words| said.replace(words, " "));
    let ordered = |(_, word): &(usize, &str)| *word != "entitled" && ORDERED.iter().any(|stem| word.starts_with(stem));
    if days || words(&rest).iter().any(ordered) {
        Matter::Ordered
    } else if around {
        Matter::Around
    } else {
        Matter::Unsaid
    }
}

/// Whether a correction says which document it corrects, and in its title and SUMMARY (`head`) and with each of its `items`
/// that this is of another matter than a list: "In FR Doc. 2031-00077, on page 900, in § 740.10". Quotations are what is
/// misprinted.
pub(crate) fn is_elsewhere(head: &str, items: &[&str]) -> bool {
    let named = |text: &&&str| cited::all(text).iter().any(|(_, cited)| cited.number.is_some());
    let lists = |text: &str| may_concern_a_list(text) || Reference::all(text).iter().any(|of| of.part() == Some(PART));
    let mut number = false;
    let own = |item: &&str| {
        let said = unquoted(item);
        number |= named(&item);
        let introduces = item.ends_with(':') && !item.contains('“');
        number && !lists(&said) && (introduces || is_of_another_place(item, &said))
    };
    !items.is_empty() && !lists(head) && is_of_another_law(head) && items.iter().all(own)
}

/// Whether words are of another part of the regulations than that of the lists.
fn is_of_another_law(text: &str) -> bool {
    const LAWS: [&str; 4] = ["commerce control list", "eccn", "license exception", "license requirement note"];
    let lower = text.to_lowercase();
    LAWS.iter().any(|words| lower.contains(words))
        || Reference::all(text).iter().any(|of| of.part().is_some_and(|part| part != PART))
}

/// Whether a correction is of a place where no entry stands: a section of another part, a footnote of prose, the DATES.
fn is_of_another_place(item: &str, said: &str) -> bool {
    let lower = said.to_lowercase();
    let prose = ["in footnote ", "dates section", "dates caption"].iter().any(|words| lower.contains(words));
    let mut quoted = item.split('“').skip(1).map(|part| part.split_once('”').map_or(part, |(quoted, _)| quoted));
    let of_text = |quoted: &str| {
        let begins = ["paragraph ", "paragraphs ", "§"].iter().any(|words| quoted.starts_with(words));
        begins || date::in_full(quoted).is_some_and(|(_, rest)| rest.is_empty())
    };
    prose || is_of_another_law(said) || of(item) == Matter::Around || quoted.all(of_text) && item.contains('“')
}

/// Where a correction is, of what is quoted behind words: "under “Background”", "the heading “Saving Clause”", and nothing of
/// "the rule entitled “Additions”".
fn place_of(before: &str, quoted: String) -> String {
    let found = words(before);
    let last = |at: usize| found.iter().rev().nth(at).map_or("", |(_, word)| *word);
    let of_document = ["action", "document", "notice", "rule"].contains(&last(1));
    if !PLACES.contains(&last(0)) || last(0) == "entitled" && of_document {
        return String::new();
    }
    let itself = last(0) == "heading" && last(1) == "the" && !["below", "in", "under"].contains(&last(2));
    if itself && HEADINGS.iter().any(|words| quoted.starts_with(words)) {
        return "of the preamble".to_owned();
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_corrected_is_told_by_its_place() {
        for (text, matter) in [
            ("On page 901, under “Background,” “end-use” should read “end-user”.", Matter::Around),
            (
                "On page 902, the signature block is corrected to read “M. Holt” and the billing code “3510-33-P”.",
                Matter::Around,
            ),
            ("In the FOR FURTHER INFORMATION CONTACT section, “482-0001” should read “482-0010”.", Matter::Around),
            (
                "“Hazel” is corrected to read “Hazell”, and the signature is corrected to read “M. Holt”.",
                Matter::Unsaid,
            ),
            ("The docket number is corrected to read “310401-0002”.", Matter::Around),
            ("In footnote 3 of the preamble, “90 FR 14” should read “90 FR 41”.", Matter::Around),
            ("In the ADDRESSES section, the e-mail address is corrected.", Matter::Around),
            ("BIS corrects the name of the signing official of the rule at 96 FR 900.", Matter::Around),
            ("On page 902, in the third column, “Hazel” should read “Hazell”.", Matter::Unsaid),
            ("In the rule (Docket No. 310401-0001; RIN 0694-ZZ01), “Hazel” should read “Hazell”.", Matter::Unsaid),
            ("On page 903, “Signature Optics SA” should read “Signatur Optics SA”.", Matter::Unsaid),
            ("As stated in the preamble, “Hazel” should read “Hazell”.", Matter::Unsaid),
            ("In the SUMMARY section, “June 2, 2031” should read “June 12, 2031”.", Matter::Ordered),
            ("In the preamble and in the table, “Hazel” should read “Hazell”.", Matter::Ordered),
            ("The billing code and instruction 2.b are corrected.", Matter::Ordered),
            (
                "In SUPPLEMENTARY INFORMATION and in the entry for “Hazel SA”, “Lyon” should read “Lille”.",
                Matter::Ordered,
            ),
            ("The address “7 rue Haute” should read “17 rue Haute”.", Matter::Ordered),
            ("The heading “Saving Clause” should read “Savings Clause”.", Matter::Around),
            ("Under the heading “Savings Clause”, “May 9” should read “May 8”.", Matter::Unsaid),
            ("The heading “FRANCE” should read “BELGIUM”.", Matter::Unsaid),
            ("In the SUMMARY, “Turkey (3)” is corrected to read “Türkiye (3)”.", Matter::Around),
            ("BIS is correcting the preamble of a rule entitled “Additions to the Entity List”.", Matter::Around),
            ("The preamble misstated the number of additions under one destination.", Matter::Around),
            ("The preamble and the table misstated an address.", Matter::Ordered),
        ] {
            assert_eq!(of(text), matter, "{text}");
        }
    }

    #[test]
    fn a_correction_orders_nothing_where_each_of_its_sentences_does() {
        let nothing = |texts: &[&str]| {
            let mut matters = Matters::default();
            for text in texts {
                matters.look(text);
            }
            matters.order_nothing()
        };
        let count = "On page 901, in the first column, “three destinations” is corrected to read “four destinations”.";
        let preamble = "The preamble of that rule gave a wrong count of destinations.";
        assert!(nothing(&[preamble, count]));
        assert!(nothing(&["In the SUMMARY, “a” should read “b”.", "The regulatory text is not changed."]));
        for texts in [
            &[count][..],
            &[preamble, "On page 903, in the second column, “7 rue Haute” should read “17 rue Haute”."],
            &["In the SUMMARY, “a” should read “b”.", "The regulatory text is not changed, except in one entry."],
            &[preamble, "On page 903, in the table, “three entities” should read “four entities”."],
        ] {
            assert!(!nothing(texts), "{texts:?}");
        }
    }

    #[test]
    fn a_correction_of_another_law_says_so_everywhere() {
        let title = "License Exception Aircraft; Correction";
        for (head, items, elsewhere) in [
            (title, &["In FR Doc. 2031-00077, on page 900, in § 740.15, “(a)” should read “(b)”."][..], true),
            (
                title,
                &["In FR Doc. 2031-00077, on page 900, in the DATES section, “May 2, 2031” should read “May 3, 2031”."],
                true,
            ),
            (
                title,
                &[
                    "In rule document 2031-00077, make these corrections:",
                    "In footnote 6, “96 FR 90” should read “96 FR 900”.",
                ],
                true,
            ),
            // It may be a row.
            (title, &["In FR Doc. 2031-00077, on page 900, “7 rue Haute” should read “17 rue Haute”."], false),
            // Which document is meant is not said.
            (title, &["On page 900, in § 740.15, “(a)” should read “(b)”."], false),
            (title, &["In FR Doc. 2031-00077, on page 900, in § 744.11, “(a)” should read “(b)”."], false),
            (
                "License Exception Aircraft and the Entity List",
                &["In FR Doc. 2031-00077, in § 740.15, “(a)” should read “(b)”."],
                false,
            ),
            ("Correction", &["In FR Doc. 2031-00077, on page 900, in § 740.15, “(a)” should read “(b)”."], false),
        ] {
            assert_eq!(is_elsewhere(head, items), elsewhere, "{head} {items:?}");
        }
    }
}
