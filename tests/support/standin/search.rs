//! Searches: conditions, order and pages, with what the API does where it should complain.

use chrono::{Datelike as _, NaiveDate};

use super::world::Document;

/// Pages beyond this one are page 1 again.
const MOST_PAGES: usize = 50;
/// So many results can be reached at all.
const MOST_RESULTS: usize = 10_000;

/// The pairs of a query string, in order.
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    pub(super) fn parse(text: &str) -> Self {
        Self(url::form_urlencoded::parse(text.as_bytes()).into_owned().collect())
    }

    pub(super) fn all(&self, key: &str) -> Vec<String> {
        let values = self.0.iter().filter(|(name, _)| name == key);
        values.map(|(_, value)| value.clone()).collect()
    }

    pub(super) fn one(&self, key: &str) -> Option<&str> {
        let pair = self.0.iter().find(|(name, _)| name == key);
        pair.map(|(_, value)| value.as_str())
    }

    /// The same query for another page.
    pub(super) fn for_page(&self, page: usize) -> String {
        let pairs = self.0.iter().filter(|(name, _)| name != "page");
        url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .append_pair("page", &page.to_string())
            .finish()
    }

    /// The query as a server reads it that takes no notice of words.
    pub(super) fn without_words(mut self) -> Self {
        self.0.retain(|(name, _)| name != "conditions[term]");
        self
    }

    /// The first condition that the API does not know.
    pub(super) fn unknown_condition(&self) -> Option<&str> {
        const KNOWN: [&str; 17] = [
            "[term]", "[agencies][]", "[type][]", "[publication_date]", "[effective_date]", "[docket_id]",
            "[regulation_id_number]", "[sections][]", "[topics][]", "[significant]", "[cfr]", "[near]", "[president]",
            "[document_numbers]", "[volume]", "[correction]", "[available_on]",
        ];
        let mut names = self.0.iter().map(|(name, _)| name.as_str());
        names.find(|name| {
            name.strip_prefix("conditions").is_some_and(|rest| !KNOWN.iter().any(|known| rest.starts_with(known)))
        })
    }

    /// Whether a date meets the conditions on it.
    pub(super) fn takes_date(&self, date: NaiveDate) -> Result<bool, String> {
        let mut takes = true;
        for (end, test) in [
            ("is", (|date, given| date == given) as fn(NaiveDate, NaiveDate) -> bool),
            ("gte", |date, given| date >= given),
            ("lte", |date, given| date <= given),
        ] {
            let key = format!("conditions[publication_date][{end}]");
            if let Some(given) = self.one(&key) {
                let given = given.parse().or(Err(key))?;
                takes &= test(date, given);
            }
        }
        if let Some(year) = self.one("conditions[publication_date][year]") {
            takes &= year == date.year().to_string();
        }
        Ok(takes)
    }

    pub(super) fn takes_kind(&self, kind: &str) -> bool {
        let kinds = self.all("conditions[type][]");
        let name = |code: &str| match code {
            "RULE" => "Rule",
            "PRORULE" => "Proposed Rule",
            "NOTICE" => "Notice",
            "PRESDOCU" => "Presidential Document",
            _ => "none",
        };
        kinds.is_empty() || kinds.iter().any(|code| name(code) == kind)
    }

    pub(super) fn takes_agency(&self, slugs: &[&str]) -> bool {
        let asked = self.all("conditions[agencies][]");
        asked.is_empty() || asked.iter().any(|slug| slugs.contains(&slug.as_str()))
    }

    /// Whether a text holds one of the phrases, which bars stand between; dashes are all alike.
    fn takes_words(&self, document: &Document) -> bool {
        let fold = |text: &str| text.replace(['\u{2013}', '\u{2010}'], "-").to_lowercase();
        self.one("conditions[term]").is_none_or(|term| {
            let text = fold(&format!("{:?} {}", document.record, document.xml.as_deref().unwrap_or_default()));
            term.split('|').any(|phrase| text.contains(&fold(phrase.trim().trim_matches('"'))))
        })
    }

    fn takes(&self, document: &Document) -> Result<bool, String> {
        let agencies = document.record["agencies"].as_array().into_iter().flatten();
        let slugs: Vec<_> = agencies.filter_map(|agency| agency["slug"].as_str()).collect();
        let kind = document.record["type"].as_str().unwrap_or_default();
        let part = self.one("conditions[cfr][part]");
        let parts = document.record["cfr_references"].as_array();
        let in_part = part.is_none_or(|part| {
            parts.is_some_and(|parts| parts.iter().any(|found| found["part"].as_u64() == part.parse().ok()))
        });
        Ok(document.listed
            && self.takes_words(document)
            && self.takes_date(document.published)?
            && self.takes_kind(kind)
            && self.takes_agency(&slugs)
            && in_part)
    }

    /// The documents that are found, in the order asked for.
    pub(super) fn find<'a>(&self, documents: &'a [Document]) -> Result<Vec<&'a Document>, String> {
        let mut found = Vec::new();
        for document in documents {
            if self.takes(document)? {
                found.push(document);
            }
        }
        found.sort_by_key(|document| document.published);
        if self.one("order") != Some("oldest") {
            found.reverse();
        }
        Ok(found)
    }

    /// Page, results per page and number of pages.
    pub(super) fn page(&self, hits: usize, most_per_page: usize) -> (usize, usize, usize) {
        let given = |key| self.one(key).map(str::parse::<usize>);
        let per_page = match given("per_page") {
            Some(Ok(asked)) if asked > 1 && asked <= most_per_page => asked,
            _ => 20,
        };
        let page = match given("page") {
            Some(Ok(asked)) if (1..=MOST_PAGES).contains(&asked) && asked * per_page <= MOST_RESULTS => asked,
            _ => 1,
        };
        (page, per_page, hits.div_ceil(per_page).min(MOST_PAGES))
    }
}
