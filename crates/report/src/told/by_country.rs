//! What belongs to one country heading, together.

use serde::Serialize;

/// A country heading and what is told under it.
#[derive(Debug, Serialize)]
pub struct ByCountry<T> {
    /// The heading as printed.
    pub country: String,
    pub entries: Vec<T>,
}

/// Groups what follows one another under the same heading.
pub fn by_country<'a, T>(items: impl IntoIterator<Item = (&'a str, T)>) -> Vec<ByCountry<T>> {
    let mut groups: Vec<ByCountry<T>> = Vec::new();
    for (country, item) in items {
        match groups.last_mut() {
            Some(last) if last.country == country => last.entries.push(item),
            Some(_) | None => groups.push(ByCountry { country: country.to_owned(), entries: vec![item] }),
        }
    }
    groups
}
