//! Kinds of rules, recognised by the words of a sentence.

use serde::{Deserialize, Serialize};

use super::ownership::{self, Ownership};
use crate::law::designation::FOREIGN_MADE;

/// Of which kind a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// What binds listed parties binds those that they own.
    Affiliates,
    /// What binds listed parties does not bind some of those that they own.
    AffiliatesExcepted,
    /// Which restrictions bind who is owned by several.
    SeveralOwners,
    /// What to do where the owners are not known.
    UnknownOwners,
    /// For what a license is required.
    LicenseRequirement,
    /// The same of addresses that are listed without a name.
    Addresses,
    /// Which foreign-made products are reached.
    Designation,
    /// What is excluded from the license requirement.
    Exclusion,
    /// Which license exceptions may be used.
    LicenseExceptions,
    /// How applications are reviewed.
    ReviewPolicy,
    /// What may go on under the rules before.
    Savings,
    /// Anything else, and what is not understood.
    Other,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Affiliates,
        Self::AffiliatesExcepted,
        Self::SeveralOwners,
        Self::UnknownOwners,
        Self::LicenseRequirement,
        Self::Addresses,
        Self::Designation,
        Self::Exclusion,
        Self::LicenseExceptions,
        Self::ReviewPolicy,
        Self::Savings,
        Self::Other,
    ];

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Affiliates => "affiliates",
            Self::AffiliatesExcepted => "affiliates-excepted",
            Self::SeveralOwners => "several-owners",
            Self::UnknownOwners => "unknown-owners",
            Self::LicenseRequirement => "license-requirement",
            Self::Addresses => "addresses",
            Self::Designation => "designation",
            Self::Exclusion => "exclusion",
            Self::LicenseExceptions => "license-exceptions",
            Self::ReviewPolicy => "review-policy",
            Self::Savings => "savings",
            Self::Other => "other",
        }
    }

    /// What it is about, for a reader.
    pub fn title(self) -> &'static str {
        match self {
            Self::Affiliates => "entities owned by listed parties",
            Self::AffiliatesExcepted => "owned entities that are not bound",
            Self::SeveralOwners => "entities of several listed owners",
            Self::UnknownOwners => "entities whose owners are not known",
            Self::LicenseRequirement => "license requirement",
            Self::Addresses => "listed addresses",
            Self::Designation => "foreign-made products",
            Self::Exclusion => "exclusion",
            Self::LicenseExceptions => "license exceptions",
            Self::ReviewPolicy => "license review policy",
            Self::Savings => "savings clause",
            Self::Other => "other text",
        }
    }
}

/// A sentence in the form in which its words are looked for: small letters, one shape of quotes, dashes and blanks, no
/// marks of footnotes.
pub(crate) fn plain(sentence: &str) -> String {
    let mut out = String::with_capacity(sentence.len() + 2);
    out.push(' ');
    let mut blank = true;
    for c in sentence.chars().flat_map(char::to_lowercase) {
        let c = match c {
            '‘' | '’' | '“' | '”' | '"' | '\'' | '(' | ')' | '[' | ']' | ',' | ';' | ':' | '/' | '*' | '—' => {
                ' '
            }
            '\u{2010}'..='\u{2013}' | '\u{2212}' => '-',
            '.' | '?' | '!' => '.',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c != ' ' || !blank {
            out.push(c);
        }
        blank = c == ' ';
    }
    let end = out.trim_end_matches([' ', '.']).len();
    out.truncate(end);
    out.push(' ');
    out
}

/// Whether any of the wordings stands in a plain sentence; a wording is bounded by what it says itself.
pub(crate) fn says(plain: &str, wordings: &[&str]) -> bool {
    wordings.iter().any(|wording| plain.contains(wording))
}

/// Words that deny, in plain form.
const DENIALS: [&str; 24] = [
    " not apply ", " not also apply ", " not extend ", " not reach ", " not cover ", " not include ", " not subject ",
    " not bind ", " not considered ", " not treated ", " not deemed ", " no longer ", " not required ",
    " no license is required ", " no license requirement", " excluded ", " exempt", " not impose ", " not affect ",
    " neither ", " cease ", " ceases ", " stop applying ", " stops applying ",
];

/// Whether words deny something; "not limited to" and "whether or not" do not.
pub(crate) fn denies(plain: &str) -> bool {
    let said = plain.replace("not limited to", "").replace("whether or not", "");
    says(&said, &DENIALS)
}

/// A sentence that only says where to read on: "See § 744.11 for related license requirements."
pub(super) fn only_refers(sentence: &str) -> bool {
    let words = plain(sentence);
    says(&words.chars().take(10).collect::<String>(), &[" see ", " refer to"])
}

/// A sentence that describes a list or what its words mean, and orders nothing.
fn describes(words: &str) -> bool {
    let begins = |begin: &[&str]| begin.iter().any(|begin| words.starts_with(begin));
    begins(&[
        " this supplement lists ",
        " this supplement identifies ",
        " this supplement contains ",
        " this list of ",
        " this list is ",
        " for purposes of ",
        " for the purposes of ",
        " the entity list identifies ",
        " the entity list supplement no. 4 to this part identifies ",
    ]) || says(words, &[" has the meaning ", " means ", " refers to a ", " is defined "])
}

/// The kind of a sentence, and whose owners it counts.
pub(super) fn of(sentence: &str) -> (Kind, Option<Ownership>) {
    let words = plain(sentence);
    if says(&words, &[" en route ", " savings clause ", " on dock for loading ", " laden aboard "])
        && says(&words, &[" carrier", " aboard ", " shipment", " proceed ", " savings clause "])
    {
        return (Kind::Savings, None);
    }
    if describes(&words) {
        return (Kind::Other, None);
    }
    if let Some((kind, ownership)) = ownership::of(&words) {
        return (kind, ownership);
    }
    let foreign_made = says(&words, &FOREIGN_MADE);
    let reach =
        says(&words, &[" subject to the ear ", " § 734.9", " § 736.2", " scope of the ear ", " reach of the ear "]);
    let at = |wordings: &[&str]| wordings.iter().filter_map(|wording| words.find(wording)).min();
    let exceptions = at(&[" license exception", " exceptions described in part 740 "]);
    let required = at(&[
        " license is required ", " license is not required ", " license is also required ", " license requirement",
        " licence requirement", " without a license ", " require a license ", " requires a license ",
        " obtain a license ", " license will be required ", " licensing requirement", " licenses are required ",
    ]);
    // "A license is required unless the export is excluded below."
    let plainly = says(&words, &[" license is required ", " license is also required "])
        || says(&words, &[" may not "]) && says(&words, &[" without a license "]);
    let plainly = plainly && !says(&words, &[" no license is required ", " not apply "]);
    let kind = if let Some(exceptions) = exceptions
        && required.is_none_or(|required| exceptions < required)
    {
        Kind::LicenseExceptions
    } else if foreign_made && reach && !denies(&words) {
        Kind::Designation
    } else if denies(&words) && !plainly && (required.is_some() || says(&words, &[" restrictions ", " prohibition"])) {
        Kind::Exclusion
    } else if says(&words, &[" address ", " addresses "])
        && says(&words, &[" listed ", " identified ", " entry ", " entries ", " diversion "])
        && (required.is_some() || says(&words, &[" apply ", " applies ", " restrictions "]))
    {
        Kind::Addresses
    } else if required.is_none()
        && says(
            &words,
            &[
                " review policy ", " presumption of ", " policy of denial ", " case-by-case ", " reviewed ",
                " review policies ",
            ],
        )
    {
        Kind::ReviewPolicy
    } else if required.is_some() {
        Kind::LicenseRequirement
    } else {
        Kind::Other
    };
    (kind, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Kind::{
        Addresses, Designation, Exclusion, LicenseExceptions, LicenseRequirement, Other, ReviewPolicy, Savings,
    };

    #[test]
    fn a_kind_is_recognised_by_its_words() {
        let table = [
            // License requirements, as texts of 2016 to 2026 put them, and near ones.
            (
                LicenseRequirement,
                "License requirements for these entities include exports, reexports, and transfers (in-country) unless otherwise stated.",
            ),
            (
                LicenseRequirement,
                "A license is required, to the extent specified on the Entity List, to export any item subject to the EAR when an entity that is listed is a party to the transaction.",
            ),
            (LicenseRequirement, "You may not, without a license, export any item listed here to these entities."),
            (
                LicenseRequirement,
                "The license requirement for entities listed in supplement no. 7 to part 744 applies to the export of any item listed in supplement no. 2.",
            ),
            (LicenseRequirement, "Exports to these parties require a license for all items on the CCL."),
            (LicenseRequirement, "Exporters must obtain a license for EAR99 items, too."),
            (LicenseRequirement, "The license requirements also include deemed exports to employees of the entities."),
            (LicenseRequirement, "A license is also required for transfers (in-country) within the same facility."),
            (LicenseRequirement, "The licensing requirements of this supplement apply to brokers as well."),
            (LicenseRequirement, "A license will be required for software updates."),
            // Addresses.
            (
                Addresses,
                "A license is required to export any item when an entity or a party to the transaction is operating at an address that is listed on the Entity List under an address entry.",
            ),
            (
                Addresses,
                "The restrictions apply to any party at an address identified in this supplement as presenting a high risk of diversion.",
            ),
            (Addresses, "License requirements apply to all entities using an address of an address-only entry."),
            (Addresses, "License requirements of an address entry apply to whoever uses the listed address."),
            // Footnotes.
            (
                Designation,
                "For this entity, “items subject to the EAR” includes foreign-produced items that are subject to the EAR under § 734.9(e)(1) of the EAR.",
            ),
            (Designation, "For this entity, foreign-made items are subject to the EAR as described in § 734.9(h)."),
            (
                Designation,
                "“Items subject to the EAR” also includes direct products of U.S. technology under § 734.9(e)(4) of the EAR.",
            ),
            (
                Designation,
                "Items produced outside the United States and destined to this entity are subject to the EAR.",
            ),
            (
                Exclusion,
                "The following exports to Alder Networks and its affiliates on the Entity List are excluded from the Entity List license requirements: standards work.",
            ),
            (Exclusion, "The license requirements do not apply to civil aviation safety."),
            (
                Exclusion,
                "A Department of Commerce license is not required for transactions described in this paragraph.",
            ),
            (
                LicenseRequirement,
                "A license is required when a listed entity is a party to the transaction unless otherwise authorized or excluded in this section.",
            ),
            (LicenseRequirement, "Unless the export is exempted under OFAC regulations, a license is required."),
            (Exclusion, "No license is required for food and medicine designated EAR99."),
            (Exclusion, "Items for the International Space Station are exempt from the license requirement."),
            (LicenseExceptions, "No license exceptions are available for exports to listed entities, except GOV."),
            (LicenseExceptions, "License exceptions may not be used unless authorized in the entry."),
            (
                LicenseExceptions,
                "License Exception TSU may be used for mass market software subject to a license requirement of this supplement.",
            ),
            (ReviewPolicy, "Applications will be reviewed with a presumption of denial."),
            (ReviewPolicy, "Applications for EAR99 items are considered on a case-by-case basis."),
            (Savings, "Shipments of items en route aboard a carrier to a port of export on May 5, 2031 may proceed."),
            (Savings, "Items on dock for loading or laden aboard an exporting carrier may be shipped."),
            // Near ones that order nothing of the kind.
            (
                Other,
                "This supplement lists certain entities or addresses subject to license requirements and other restrictions.",
            ),
            (Other, "This list of entities is revised and updated on a periodic basis."),
            (Other, "A 'fully operational network' refers to a 'third party' network providing services."),
            (Other, "For purposes of this supplement, “direct product” has the meaning of part 772."),
            (Other, "The End-User Review Committee decides on additions."),
        ];
        let wrong: Vec<_> = table
            .into_iter()
            .filter(|(kind, sentence)| of(sentence).0 != *kind)
            .map(|(kind, sentence)| (kind, of(sentence).0, sentence))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn names_are_those_of_the_exports() {
        for kind in Kind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
    }
}
