//! Pages that a server makes for one question, and that belong to no archive: a screening, the links of an entry.

use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use super::links::{AskedLinks, LinksPage};
use super::screening::{AskPage, ScreenedPage};
use super::{Engine, Rooted, Templates};
use crate::render::RenderError;
use crate::report::linked::Linked;

/// What makes the pages.
pub struct Answers(Engine);

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answers(…)")
    }
}

impl Answers {
    /// The pages of this program.
    pub fn new() -> Result<Self, RenderError> {
        Ok(Self(Engine::new(&Templates::new(), "site")?))
    }

    fn page<T: Serialize>(&self, (template, root): (&str, &'static str), day: NaiveDate, page: T) -> Result<Vec<u8>, RenderError> {
        let rooted = Rooted { root, served: true, day, page };
        Ok(self.0.render(&format!("{template}.html.jinja"), rooted)?.into_bytes())
    }

    /// Where parties are given to be screened.
    pub fn asking(&self, day: NaiveDate, page: &AskPage) -> Result<Vec<u8>, RenderError> {
        self.page(("screening", ""), day, page)
    }

    /// How a screening stands, and what it found. It is of a folder below that of the pages.
    pub fn screened(&self, day: NaiveDate, page: &ScreenedPage) -> Result<Vec<u8>, RenderError> {
        self.page(("screened", "../"), day, page)
    }

    /// Who sits with an entry, as a drawing and a table; nobody was asked for where there is nothing, and `said` says why
    /// nothing was found.
    pub fn links(&self, day: NaiveDate, linked: Option<&Linked>, asked: AskedLinks, said: Option<String>) -> Result<Vec<u8>, RenderError> {
        self.page(("links", ""), day, LinksPage::new(linked, asked, said))
    }
}
