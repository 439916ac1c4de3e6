//! Pages of a server that are about no list: logging in, and why something is not shown or not done.

use serde::Serialize;

use super::nav::Served;
use super::{Rooted, up_from};
use crate::render::RenderError;
use crate::render::template::{Engine, Templates};

/// What pages load, by name; also for who has not logged in.
pub const LOADED: [(&str, &str); 5] = [
    ("style.css", include_str!("../html/style.css")),
    ("served.css", include_str!("served.css")),
    ("favicon.ico", include_str!("favicon.svg")),
    ("versions.js", include_str!("versions.js")),
    ("screening.js", include_str!("screening.js")),
];

/// Makes pages that are about no list.
pub struct Plain {
    engine: Engine,
    served: Served,
}

impl std::fmt::Debug for Plain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Plain").field("served", &self.served).finish_non_exhaustive()
    }
}

/// Where people log in.
#[derive(Debug, Default, Serialize)]
pub struct Login {
    /// The token of the form.
    pub form_token: String,
    /// The page that was asked for, with its query.
    pub next: String,
    /// Why they have to try again.
    pub wrong: Option<String>,
}

/// Something in words.
#[derive(Debug, Default, Serialize)]
pub struct Notice {
    /// What it is.
    pub heading: String,
    /// More of it.
    pub detail: String,
    /// A page that helps, and what it is.
    pub helps: Option<(&'static str, &'static str)>,
}

#[derive(Serialize)]
struct Logout<'a> {
    heading: &'static str,
    form_token: &'a str,
}

#[derive(Serialize)]
struct Headed<T> {
    heading: &'static str,
    #[serde(flatten)]
    page: T,
}

impl Plain {
    /// For a server.
    ///
    /// # Errors
    /// Where a template is none.
    pub fn new(served: Served) -> Result<Self, RenderError> {
        Ok(Self { engine: Engine::new(&Templates::new(), "site")?, served })
    }

    /// Where people log in.
    pub fn login(&self, login: &Login) -> Result<Vec<u8>, RenderError> {
        self.page("login.html", "login", Headed { heading: "Log in", page: login })
    }

    /// Where they log out.
    pub fn logout(&self, form_token: &str) -> Result<Vec<u8>, RenderError> {
        self.page("logout.html", "logout", Logout { heading: "Log out", form_token })
    }

    /// Why something is not shown or not done, at the address `name`.
    pub fn notice(&self, name: &str, notice: &Notice) -> Result<Vec<u8>, RenderError> {
        self.page(name, "notice", notice)
    }

    fn page<T: Serialize>(&self, name: &str, template: &str, page: T) -> Result<Vec<u8>, RenderError> {
        let rooted = Rooted::undated(up_from(name), name, Some(self.served), page);
        Ok(self.engine.render(&format!("{template}.html.jinja"), rooted)?.into_bytes())
    }
}
