//! Pages that a server makes for one question, and that belong to no archive: a screening, the links of an entry.

use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use super::links::{AskedLinks, LinksPage};
use super::nav::Served;
use super::screening::{AskPage, ScreenedPage};
use super::{Rooted, up_from};
use crate::render::RenderError;
use crate::render::template::{Engine, Templates};
use crate::report::linked::Linked;

/// The day of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayOf {
    /// The day.
    pub day: NaiveDate,
    /// Whether it is the one that pages are of where nobody asks for another.
    pub is_today: bool,
}

/// What makes the pages.
pub struct Answers {
    engine: Engine,
    served: Served,
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers").field("served", &self.served).finish_non_exhaustive()
    }
}

impl Answers {
    /// For a server.
    ///
    /// # Errors
    /// Where a template is none.
    pub fn new(served: Served) -> Result<Self, RenderError> {
        Ok(Self { engine: Engine::new(&Templates::new(), "site")?, served })
    }

    fn page<T: Serialize>(
        &self,
        name: &str,
        template: &str,
        of: Option<DayOf>,
        page: T,
    ) -> Result<Vec<u8>, RenderError> {
        let at = of.filter(|of| !of.is_today).map_or_else(String::new, |of| format!("?as_of={}", of.day));
        let rooted =
            Rooted { day: of.map(|of| of.day), at, ..Rooted::undated(up_from(name), name, Some(self.served), page) };
        Ok(self.engine.render(&format!("{template}.html.jinja"), rooted)?.into_bytes())
    }

    /// Where parties are given to be screened, against the lists of a day where nothing else is said.
    pub fn asking(&self, day: DayOf, page: &AskPage) -> Result<Vec<u8>, RenderError> {
        self.page("screening.html", "screening", Some(day), page)
    }

    /// How a screening stands, and what it found. It is of a folder below that of the pages.
    pub fn screened(&self, page: &ScreenedPage) -> Result<Vec<u8>, RenderError> {
        self.page("screening/", "screened", None, page)
    }

    /// Who sits with an entry on a day, as a drawing and a table; nobody was asked for where there is nothing, and `said`
    /// says why nothing was found.
    pub fn links(
        &self,
        day: DayOf,
        linked: Option<&Linked>,
        asked: AskedLinks,
        said: Option<String>,
    ) -> Result<Vec<u8>, RenderError> {
        self.page("links.html", "links", Some(day), LinksPage::new(linked, asked, said))
    }
}
