//! The proof of what lists say.

use sha2::{Digest, Sha256};

use super::{State, Stay};
use crate::digest::hex;

impl State {
    /// SHA-256 over the verbatim content of all lists and their stays, independent of the order of rows and of
    /// identities. A list without stays adds nothing for them.
    pub fn content_hash(&self) -> String {
        let stay = |field: &mut dyn FnMut(&str), of: &str, stay: Option<&Stay>| {
            if let Some(Stay { until, document: _ }) = stay {
                // No published text begins with a null character.
                field(&format!("\0{of} stayed"));
                field(&until.map_or_else(|| "indefinitely".to_owned(), |day| day.to_string()));
            }
        };
        let mut digest = Sha256::new();
        let mut field = |text: &str| {
            digest.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
            digest.update(text.as_bytes());
        };
        for (list, state) in &self.lists {
            field(list.name());
            field(&state.frame.intro.text);
            stay(&mut field, "list", state.frame.stay.as_ref());
            stay(&mut field, "intro", state.frame.intro.stay.as_ref());
            for (number, footnote) in &state.frame.footnotes {
                field(&number.to_string());
                field(&footnote.text);
                stay(&mut field, "footnote", footnote.stay.as_ref());
            }
            for heading in &state.frame.headings {
                field(heading);
            }
            let mut rows: Vec<_> = state
                .entries
                .values()
                .map(|entry| {
                    let stay = state.frame.stayed.get(&entry.id);
                    (&entry.country, &entry.cells, stay)
                })
                .collect();
            rows.sort_unstable();
            for (country, cells, stayed) in rows {
                field(country);
                field(&cells.entity);
                field(&cells.license_requirement);
                field(&cells.license_review_policy);
                field(&cells.citation);
                stay(&mut field, "entry", stayed);
            }
        }
        hex(&digest.finalize())
    }
}
