//! The way between the pages: what stands at the top of each.

use serde::Serialize;

/// A page that every page leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct NavItem {
    page: &'static str,
    title: &'static str,
    /// Whether there is one of each day.
    dated: bool,
}

const fn to(page: &'static str, title: &'static str) -> NavItem {
    NavItem { page, title, dated: true }
}

const fn of_now(page: &'static str, title: &'static str) -> NavItem {
    NavItem { page, title, dated: false }
}

/// In a folder.
const OF_FOLDER: [NavItem; 4] = [
    to("index.html", "All documents"),
    to("countries.html", "Countries"),
    to("search.html", "Search"),
    of_now("feed.atom", "Feed"),
];

/// On a server.
const OF_SERVER: [NavItem; 8] = [
    of_now("news.html", "News"),
    to("find.html", "Search"),
    // Who looks at another day does not mean to screen against it.
    of_now("screening.html", "Screening"),
    to("countries.html", "Countries"),
    to("index.html", "All documents"),
    of_now("findings.html", "Findings"),
    to("provisions.html", "Provisions"),
    of_now("feed.atom", "Feed"),
];

/// Where people log in.
const LOGOUT: NavItem = of_now("logout.html", "Log out");

/// What a server can do that a folder cannot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Served {
    /// Whether people record decisions.
    pub writes: bool,
    /// Whether people log in.
    pub login: bool,
}

/// The pages that every page leads to.
pub fn items(served: Option<Served>) -> Vec<NavItem> {
    match served {
        None => OF_FOLDER.to_vec(),
        Some(Served { login, .. }) => OF_SERVER.into_iter().chain(login.then_some(LOGOUT)).collect(),
    }
}
