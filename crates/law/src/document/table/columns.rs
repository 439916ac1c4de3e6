//! The columns of a printed table: as its header names them, else by their number.

use crate::law::Cells;
use crate::law::Column;
use crate::law::ListId;
use crate::law::canonical::canonical;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Country,
    Of(Column),
    Unknown,
}

/// Letters and digits of the longest head.
const LONGEST_HEAD: usize = 60;

impl Field {
    fn named(name: &str) -> Self {
        if is_too_long(name) {
            return Self::Unknown;
        }
        match canonical(without_continued(name)).replace("licence", "license").trim_end_matches('s') {
            "country"
            | "countrie"
            | "destination"
            | "countrydestination"
            | "countryordestination"
            | "destinationcountry"
            | "countryofdestination"
            | "countryheading"
            | "listedcountry" => Self::Country,
            "entity"
            | "entitie"
            | "entityandaddre"
            | "entityandaddresse"
            | "entitynameandaddre"
            | "entityname"
            | "listedentity"
            | "listedperson"
            | "listedpersonandaddre"
            | "listedpersonandaddresse"
            | "listedentityandaddre"
            | "nameofentity"
            | "nameofentityandaddre"
            | "nameofentityandaddresse"
            | "nameandaddre"
            | "nameandaddreofentity"
            | "entitynameandaddresse"
            | "entityaliaseandaddresse"
            | "nameofperson"
            | "nameoflistedperson"
            | "person"
            | "party"
            | "name" => Self::Of(Column::Entity),
            "licenserequirement" | "licensingrequirement" | "requirement" | "licenserequired" => {
                Self::Of(Column::LicenseRequirement)
            }
            "licensereviewpolicy"
            | "licensereviewpolicie"
            | "reviewpolicy"
            | "licensepolicy"
            | "licensingpolicy"
            | "policyofreview"
            | "licenseapplicationreviewpolicy" => Self::Of(Column::LicenseReviewPolicy),
            "federalregistercitation"
            | "federalregister"
            | "federalregisternotice"
            | "federalregisterreference"
            | "federalregistercite"
            | "federalregistercitationanddate"
            | "frcitation"
            | "frcite"
            | "frnotice"
            | "citation" => Self::Of(Column::Citation),
            _ => Self::Unknown,
        }
    }

    /// By the one word of a field in a head said otherwise.
    fn by_word(name: &str) -> Self {
        const WORDS: [(&[&str], Field); 5] = [
            (&["requirement"], Field::Of(Column::LicenseRequirement)),
            (&["policy"], Field::Of(Column::LicenseReviewPolicy)),
            (&["federalregister", "citation"], Field::Of(Column::Citation)),
            (&["entity", "listedperson"], Field::Of(Column::Entity)),
            (&["country", "destination"], Field::Country),
        ];
        if is_too_long(name) {
            return Self::Unknown;
        }
        let head = canonical(name).replace("licence", "license");
        let named = |(words, _): &&(&[&str], Field)| words.iter().any(|word| head.contains(word));
        let mut found = WORDS.iter().filter(named);
        match (found.next(), found.next()) {
            (Some((_, field)), None) if head.len() < LONGEST_HEAD => *field,
            _ => Self::Unknown,
        }
    }
}

/// Whether a text is too long for a head, as most cells are, whose letters need not be compared then: each of ASCII is one
/// of the canonical form. Those that may be an ending do not count.
fn is_too_long(text: &str) -> bool {
    let counts = |byte: &u8| byte.is_ascii_alphanumeric() && !matches!(byte, b's' | b'S');
    text.bytes().filter(counts).nth(LONGEST_HEAD - 1).is_some()
}

/// `IRAN (continued)`, `Entity—Continued` → what goes on.
fn without_continued(text: &str) -> &str {
    let words = text.trim_end().trim_end_matches(['.', ')', ']']);
    let at = words.len().saturating_sub("continued".len());
    match words.get(at..) {
        Some(end) if end.eq_ignore_ascii_case("continued") => {
            words.get(..at).unwrap_or("").trim_end_matches([' ', '(', '[', '—', '–', '-', ',', '\n'])
        }
        _ => text,
    }
}

/// The columns of a table in printed order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Columns(Vec<Field>);

/// The texts of a row by column.
pub(super) struct Fields {
    pub(super) country: String,
    pub(super) cells: Cells,
    /// Texts of columns that no list has.
    pub(super) unknown: Vec<String>,
}

impl Columns {
    /// Columns that no header names stand in the order of the lists.
    pub(super) fn of_number(number: usize) -> Self {
        let (country, entity) = (Field::Country, Field::Of(Column::Entity));
        let mut fields = match number {
            0..=2 | 4 => vec![country, entity],
            3 => vec![country, entity, Field::Of(Column::Citation)],
            5.. => vec![
                country,
                entity,
                Field::Of(Column::LicenseRequirement),
                Field::Of(Column::LicenseReviewPolicy),
                Field::Of(Column::Citation),
            ],
        };
        fields.resize(number.max(fields.len()), Field::Unknown);
        Self(fields)
    }

    /// Whether a header names the columns of a list in the list's order, in the words of some table of it.
    pub(crate) fn are_of(list: ListId, names: &[String]) -> bool {
        let number = list.columns().len() + 1;
        names.len() == number && Self::of_header(names) == Some(Self::of_number(number))
    }

    /// Columns of which nothing is known: the table has a header that is none of a list.
    pub(super) fn unknown(number: usize) -> Self {
        Self(vec![Field::Unknown; number])
    }

    /// The columns that a header names; `None` if the texts are no header of a list.
    pub(super) fn of_header(names: &[String]) -> Option<Self> {
        // No row below the header has a head of countries, and most have no cell that is short enough for one.
        let may_head = |name: &String| {
            !is_too_long(name) && {
                let head = canonical(name);
                head.contains("countr") || head.contains("destination")
            }
        };
        if !names.iter().any(may_head) {
            return None;
        }
        let mut fields: Vec<Field> = Vec::with_capacity(names.len());
        for name in names {
            let field = Field::named(name);
            let again = fields.contains(&field);
            fields.push(if again { Field::Unknown } else { field });
        }
        let mut columns = Self(fields);
        let begins = columns.0.first() == Some(&Field::Country);
        let is_header = columns.names_entries() || begins;
        let by_word = columns.by_word(names);
        if is_header || by_word.names_all() {
            columns = by_word;
        }
        (is_header || columns.names_all()).then_some(columns)
    }

    /// With the heads that no list prints so.
    fn by_word(&self, names: &[String]) -> Self {
        let mut fields = self.0.clone();
        for (at, name) in names.iter().enumerate() {
            let field = Field::by_word(name);
            let known = fields.contains(&field);
            if let Some(unknown) = fields.get_mut(at).filter(|unknown| **unknown == Field::Unknown && !known) {
                *unknown = field;
            }
        }
        Self(fields)
    }

    /// Whether it is the header of a list, the country first and every column named.
    fn names_all(&self) -> bool {
        self.0.first() == Some(&Field::Country) && !self.0.contains(&Field::Unknown) && self.names_entries()
    }

    /// Whether there is a column of countries and one of entities.
    pub(super) fn names_entries(&self) -> bool {
        [Field::Country, Field::Of(Column::Entity)].iter().all(|field| self.0.contains(field))
    }

    /// The columns of a list that it has, in printed order.
    pub(super) fn of_list(&self) -> impl Iterator<Item = Column> + '_ {
        self.0.iter().filter_map(|field| match field {
            Field::Of(column) => Some(*column),
            Field::Country | Field::Unknown => None,
        })
    }

    pub(super) fn number(&self) -> usize {
        self.0.len()
    }

    /// Whether the table has the columns of a list, and no other that a list has.
    pub fn fit(&self, list: ListId) -> bool {
        let of_list = list.columns();
        let named = of_list.iter().all(|column| self.0.contains(&Field::Of(*column)));
        named
            && self.0.iter().all(|field| match field {
                Field::Country | Field::Unknown => true,
                Field::Of(column) => of_list.contains(column),
            })
    }

    /// Puts the texts of a row into their columns.
    pub(super) fn fields(&self, texts: &[String]) -> Fields {
        let mut fields = Fields { country: String::new(), cells: Cells::default(), unknown: Vec::new() };
        let columns = self.0.iter().chain(std::iter::repeat(&Field::Unknown));
        for (field, text) in columns.zip(texts) {
            match field {
                Field::Country => without_continued(text).clone_into(&mut fields.country),
                Field::Of(column) => fields.cells.get_mut(*column).clone_from(text),
                Field::Unknown => fields.unknown.push(text.clone()),
            }
        }
        fields
    }
}
