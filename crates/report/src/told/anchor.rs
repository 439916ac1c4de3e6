//! Names for places in a page and for pages: the same entry gets the same one in every rendering.

use std::collections::BTreeMap;

use earwatch_law::digest::sha256_hex;
use earwatch_law::entry::EntryId;
use earwatch_law::law::ListId;
use earwatch_law::law::canonical::canonical;

/// Characters of a name that its anchor shows.
const SHOWN: usize = 48;

/// Says where the page of an entry is, if it has one.
pub type PageOf<'a> = &'a dyn Fn(EntryId) -> Option<String>;

/// The places of a page: names that are taken, and the pages that entries have of their own.
pub struct Places<'a> {
    taken: BTreeMap<String, usize>,
    page_of: Option<PageOf<'a>>,
}

impl<'a> Places<'a> {
    /// A page without places yet; `None` for what is no page and has no places.
    pub fn new(page_of: Option<PageOf<'a>>) -> Self {
        Self { taken: BTreeMap::new(), page_of }
    }

    /// A name for a place that no other place has.
    pub fn take(&mut self, name: String) -> String {
        let times = self.taken.entry(name.clone()).or_insert(0);
        *times += 1;
        match *times {
            1 => name,
            times => format!("{name}-{times}"),
        }
    }

    /// A name for the place of an entry.
    pub fn take_entry(&mut self, list: ListId, country: &str, name: &str) -> String {
        if self.page_of.is_none() {
            return String::new();
        }
        self.take(entry(list, country, name))
    }

    /// The page of an entry.
    pub fn page_of(&self, id: EntryId) -> Option<String> {
        self.page_of.and_then(|page_of| page_of(id))
    }
}

/// `beijing-academy-of-artificial-intelligence-1f3a09c2`: the name for people, then what tells it from others of the
/// same name. It depends on list, country and name alone.
pub fn entry(list: ListId, country: &str, name: &str) -> String {
    let identity = [list.name(), &canonical(country), &canonical(name)].join("\n");
    let digest = sha256_hex(identity.as_bytes());
    let tail = digest.get(..8).unwrap_or(&digest);
    match slug(name).as_str() {
        "" => format!("entry-{tail}"),
        slug => format!("{slug}-{tail}"),
    }
}

/// The name of a country's page: `taiwan`; one that its letters alone do not tell from all others bears a hash,
/// `china-people-s-republic-of-1f3a09c2`.
pub fn country(heading: &str) -> String {
    told_apart("country", heading)
}

/// The name of a document's page: `2025-05427`, likewise.
pub fn document(number: &str) -> String {
    told_apart("document", number)
}

fn told_apart(kind: &str, name: &str) -> String {
    let slug = slug(name);
    let plain = slug.to_ascii_uppercase();
    // "A B" and "A-B" are two names: of a country the words stand apart, of a document they do not.
    let as_written = match kind {
        "country" => plain.replace('-', " "),
        _ => plain,
    };
    if !slug.is_empty() && name == as_written {
        return slug;
    }
    let digest = sha256_hex(name.as_bytes());
    let tail = digest.get(..8).unwrap_or(&digest);
    match slug.as_str() {
        "" => format!("{kind}-{tail}"),
        slug => format!("{slug}-{tail}"),
    }
}

/// Letters and digits in lower case with single dashes between them; empty where a text has none that an address shows.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().take(SHOWN) {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_depends_on_list_country_and_name_alone() {
        let anchor = |country, name| entry(ListId::EntityList, country, name);
        let china = "CHINA, PEOPLE'S REPUBLIC OF";
        assert!(anchor(china, "Inspur Group Co., Ltd.").starts_with("inspur-group-co-ltd-"));
        assert_eq!(anchor(china, "Inspur Group Co., Ltd."), anchor(china, "INSPUR Group Co Ltd"));
        assert_ne!(anchor(china, "Alpha"), anchor("TAIWAN", "Alpha"));
        assert!(anchor(china, "北京").starts_with("entry-"));
        assert_eq!(country("TAIWAN"), "taiwan");
        assert_eq!(country("UNITED ARAB EMIRATES"), "united-arab-emirates");
        assert_eq!(document("2025-05427"), "2025-05427");
        let alike = ["A B", "A-B", "A.B", "a b", "北京", "дом", "", "-"];
        let pages: std::collections::BTreeSet<_> = alike.map(country).into_iter().collect();
        assert_eq!(pages.len(), alike.len());
        let alike = ["2023-1", "2023--1", "-2023-1", "2023-1-", "A-1", "a-1", "-"];
        let pages: std::collections::BTreeSet<_> = alike.map(document).into_iter().collect();
        assert_eq!(pages.len(), alike.len());
        let hostile = anchor(china, "\"><script>\u{202E}");
        assert!(hostile.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
    }
}
