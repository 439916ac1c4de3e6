//! What an Entity cell says: name, aliases, addresses, cross-references, subordinates.
//!
//! In: the flattened text of a cell, `Joint Stock Company Dux, a.k.a., the following two aliases:\n—AO DUKS; and\n—Dux,
//! JSC.\n8 Pravdy Street, Moscow, 125040, Russia.` Out: an [`EntityView`]. The cell stays authoritative; the view is a
//! judgement beside it, in which every letter and digit of the cell finds its place.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::law::canonical::{canonical, is_dash, same_marks_and_numbers};

mod addresses;
mod aliases;
mod cross_references;
mod lead_ins;
mod names;
mod parenthesised;
mod punctuation;
mod subordinates;
mod vocabulary;
mod words;

pub(crate) use words::number;

/// Parsed view of an Entity cell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EntityView {
    /// The name, up to its aliases or addresses.
    pub name: String,
    /// Other names, in the order of the cell.
    pub aliases: Vec<Alias>,
    /// Addresses, one each.
    pub addresses: Vec<String>,
    /// Cross-references as printed: "See alternate addresses under China and Russia".
    pub cross_references: Vec<String>,
    /// Subordinate institutions, affiliated entities and their like. Each has the form of a cell: [`parse`] reads it.
    pub subordinates: Vec<String>,
    /// What the lead-in states about the number of aliases, where it states a number.
    pub alias_count: Option<AliasCount>,
}

/// Another name of an entity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Alias {
    /// How the name relates to the entity.
    pub kind: AliasKind,
    /// The name, without bullet and separators.
    pub name: String,
}

/// How another name relates to the entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AliasKind {
    /// a.k.a.
    AlsoKnownAs,
    /// f.k.a.
    FormerlyKnownAs,
    /// d.b.a.
    DoingBusinessAs,
    /// n.k.a.
    NowKnownAs,
}

/// The aliases that a lead-in announces and those that follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AliasCount {
    /// The number printed in the lead-in.
    pub stated: u32,
    /// The aliases printed after it.
    pub found: u32,
}

/// Reads an Entity cell: line breaks as `\n`, other white space collapsed, typographic markup flattened.
pub fn parse(cell: &str) -> EntityView {
    let (text, cross_references) = cross_references::take(cell);
    let parts = subordinates::split(&text);
    let mut view = entity(&parts.own);
    addresses::read(&parts.addresses, &mut view.addresses);
    view.cross_references = cross_references;
    view.subordinates = parts.items;
    view
}

/// Reads the text of the entity itself.
fn entity(text: &str) -> EntityView {
    let mut view = EntityView::default();
    if let Some(lead_in) = lead_ins::find(text) {
        let head = parenthesised::take(lead_in.before, &mut view.aliases);
        view.name = punctuation::value(&head);
        let (found, rest) = aliases::read(&lead_in, &mut view.aliases);
        view.alias_count = lead_in.stated.map(|stated| AliasCount { stated, found });
        addresses::read(rest, &mut view.addresses);
    } else {
        let text = parenthesised::take(text, &mut view.aliases);
        let (name, rest) = names::split(&text);
        view.name = punctuation::value(&name);
        addresses::read(rest, &mut view.addresses);
    }
    view
}

/// Whether a cell without further columns heads institutions of another body than the entry above: `The following
/// eight subordinate institutions of Aero-Engine Company of China:`.
pub fn heads_institutions_of_another(part: &str, above: &str) -> bool {
    subordinates::head_another(part, above)
}

/// Whether a cell without further columns begins with a name of its own, `Fir Co., 6 Road, Tehran`, and so may be an
/// entry that lost them rather than a part of the entry above.
pub fn begins_with_name(part: &str, above: &str) -> bool {
    let (name, _) = names::split(part);
    let continues = part.starts_with(|c: char| is_dash(c) || c.is_lowercase()) || above.trim_end().ends_with(':');
    !continues && !words::opens_address(&name) && name.split_whitespace().any(words::is_legal_form)
}

/// Whether a cell begins with a quoted name, letters and digits compared, up to punctuation that can end a name: for
/// matching an instruction's name where the border between name and address is uncertain. `Gamma` does not begin
/// `Gamma Ltd., Beijing`.
pub fn starts_with_name(cell: &str, name: &str) -> bool {
    let Some(rest) = after_words(cell, name) else {
        return false;
    };
    let (gap, next) = rest.split_at(rest.find(char::is_alphanumeric).unwrap_or(rest.len()));
    let lead_in = ["a.k.a", "f.k.a", "d.b.a", "n.k.a"].iter().any(|lead_in| next.starts_with(lead_in));
    next.is_empty() || lead_in || gap.contains([',', ';', ':', '\n', '(', '—'])
}

/// Whether an instruction's name can be that of a cell whose parsed name is another: the cell begins with it, and the
/// border between name and address was found within it. `Gamma` is not `Gamma (Hong Kong) Ltd.`.
pub fn can_be_named(cell: &str, parsed: &str, name: &str) -> bool {
    let (whole, parsed) = (canonical(name), canonical(parsed));
    starts_with_name(cell, name) && whole.starts_with(&parsed)
}

/// Whether a cell begins with a quoted name up to the end of a word. `Gamma` begins `Gamma Ltd., Beijing` so; that is
/// enough only together with other evidence.
pub fn starts_with_words(cell: &str, name: &str) -> bool {
    after_words(cell, name).is_some()
}

/// The characters after a name that begins a cell and ends with a word.
fn after_words(cell: &str, name: &str) -> Option<String> {
    let name: String = folded(name).collect();
    let mut cell = folded(cell);
    let mut begin = String::new();
    for expected in name.chars().filter(|c| c.is_alphanumeric()) {
        let mut passed = cell.by_ref().inspect(|c| begin.push(*c));
        if passed.find(|c| c.is_alphanumeric()) != Some(expected) {
            return None;
        }
    }
    let rest: String = cell.take(12).collect();
    let whole = !begin.is_empty() && !rest.starts_with(char::is_alphanumeric);
    (whole && same_marks_and_numbers(&begin, name.trim_end_matches('^'))).then_some(rest)
}

fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfkc().flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cell_is_taken_apart_and_nothing_of_it_is_lost() {
        let view = parse(
            "Kuang-Chi Group; a.k.a. the following two aliases:\n—Shenzhen Guangqi Group; and\n—KC Co., Ltd.\nSoftware \
             Building, No. 9, Shenzhen, 518057, China; and Dubai, U.A.E. (See alternate address under Turkey).",
        );
        let alias = |name: &str| Alias { kind: AliasKind::AlsoKnownAs, name: name.into() };
        assert_eq!(
            view,
            EntityView {
                name: "Kuang-Chi Group".into(),
                aliases: vec![alias("Shenzhen Guangqi Group"), alias("KC Co., Ltd.")],
                addresses: vec!["Software Building, No. 9, Shenzhen, 518057, China".into(), "Dubai, U.A.E.".into()],
                cross_references: vec!["See alternate address under Turkey".into()],
                subordinates: vec![],
                alias_count: Some(AliasCount { stated: 2, found: 2 }),
            }
        );
    }

    #[test]
    fn a_quoted_name_is_found_at_the_start_of_a_cell_up_to_a_word_border() {
        let cell = "Gazprom Energo,OOO, a.k.a., the following one alias:\n—Gazprom Energo.";
        assert!(starts_with_name(cell, "Gazprom Energo, OOO"));
        assert!(starts_with_name(cell, "GAZPROM ENERGO"));
        assert!(!starts_with_name(cell, "Gazprom Ener"));
        assert!(!starts_with_name(cell, "Gazprom Invest"));
        assert!(!starts_with_name(cell, " “” "));
        assert!(starts_with_name("OOO Shipyard ‘Zaliv’ (f.k.a.", "OOO Shipyard 'Zaliv'"));
        assert!(!starts_with_name("Dux", "Dux JSC"));
        assert!(starts_with_name("Factory 1–2, Moscow", "Factory 1-2"));
        assert!(!starts_with_name("Factory 12, Moscow", "Factory 1-2"));
    }

    /// Pieces of cells, in any order.
    fn cells() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "Dux JSC",
            ", ",
            "; and ",
            "\n",
            "—",
            " -",
            "(",
            ")",
            "a.k.a., ",
            "(f.k.a. ",
            "the following two aliases:",
            ".",
            "Ltd.",
            "12 Pravdy Street",
            "Russia",
            "(See alternate address under ",
            "Subordinate institution ",
            "Address: ",
            "Affiliated entities:",
            "The following ",
            "; and any ",
            "entities:",
            "Şti",
            "’",
            " and ",
            "(Address 2)",
            "The following addresses apply to ",
            ". This includes ",
            "All address",
            "to include the following ",
        ]);
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_fail(text in "\\PC*", name in "\\PC*") {
            let _ = (parse(&text), starts_with_name(&text, &name));
        }

        #[test]
        fn every_street_and_country_of_a_cell_finds_its_place(cell in cells()) {
            let view = parse(&cell);
            let mut fields = vec![view.name];
            fields.extend(view.aliases.into_iter().map(|alias| alias.name));
            fields.extend(view.addresses.into_iter().chain(view.cross_references).chain(view.subordinates));
            let count = |text: &str, word: &str| text.matches(word).count();
            for word in ["Pravdy", "Russia", "Dux", "Şti", "Turkey"] {
                let found: usize = fields.iter().map(|field| count(field, word)).sum();
                prop_assert_eq!(found, count(&cell, word), "{} of {:?} in {:?}", word, cell, fields);
            }
        }
    }
}
