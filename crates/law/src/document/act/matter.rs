//! What a correction corrects: words of a preamble, a signature, a number, by which nothing is ordered; or what may be an
//! order.

use super::verb::wording::words;
use crate::law::text::date;

/// What is printed around the orders of a document (1 CFR 18.12 to 18.17, 22.5).
const AROUND: [&str; 26] = [
    "addresses caption", "addresses section", "addresses heading", "agency caption", "agency heading", "background",
    "billing code", "contact caption", "contact information", "contact section", "e-mail address", "email address",
    "file line", "filing line", "for further information", "in the preamble", "of the preamble",
    "regulation identifier", "signature", "signing official", "summary section", "supplementary information",
    "telephone number", "the docket number", "the rin", "to the preamble",
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

/// Whether a paragraph of a correction orders nothing, by the place that it names.
pub(crate) fn is_around(text: &str) -> bool {
    of(text) == Matter::Around
}

/// What a sentence, or a paragraph of a correction, corrects.
pub(super) fn of(text: &str) -> Matter {
    let mut said = String::new();
    let mut days = false;
    for (at, part) in text.split('“').enumerate() {
        let (quoted, rest) = if at == 0 { ("", part) } else { part.split_once('”').unwrap_or((part, "")) };
        let lead = words(said.as_str()).last().map_or("", |(_, word)| *word).to_owned();
        if PLACES.contains(&lead.as_str()) {
            said.push_str(&quoted.to_lowercase());
        }
        // "October 9, 2031" in a SUMMARY may be the effective date.
        days |= date::find(quoted).is_some();
        said.push_str(&rest.to_lowercase());
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
    let ordered = |(_, word): &(usize, &str)| ORDERED.iter().any(|stem| word.starts_with(stem));
    if days || words(&rest).iter().any(ordered) {
        Matter::Ordered
    } else if around {
        Matter::Around
    } else {
        Matter::Unsaid
    }
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
        ] {
            assert_eq!(of(text), matter, "{text}");
        }
    }
}
