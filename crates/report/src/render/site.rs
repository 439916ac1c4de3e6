//! An archive of everything that is on record, as pages in a folder: an index by date, a page for each document, each
//! country and each entry with its history, and a search that needs no server.
//!
//! In: an [`Archive`]. Out: the files by name; the names of pages stay the same as long as what they are about does.

mod answers;
mod archive;
mod country;
mod entry;
mod find;
pub mod findings;
mod index;
mod links;
mod nav;
pub mod plain;
mod provisions;
pub mod screening;
mod search;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use minijinja::Error;
use serde::Serialize;

use super::feed;
use super::page::Page;
use super::short::{self, LeftOut};
use super::template::{BUILT_IN, Engine, Templates};
use crate::render::RenderError;
use crate::report::Report;
use crate::report::export::TextExport;
use crate::report::found::Party;
pub use answers::{Answers, DayOf};
pub use archive::{Archive, Life};
use archive::{PageNames, country_page, document};
use country::CountryPage;
use earwatch_law::digest::sha256_hex;
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use entry::EntryPage;
pub use entry::{EntryAt, days};
use find::FindPage;
use findings::{Acknowledged, FindingsPage, OnRecord};
use index::IndexPage;
pub use links::AskedLinks;
use nav::NavItem;
pub use nav::Served;
use provisions::ProvisionsPage;
use search::SearchPage;

/// Files by name, with `/` between folder and name.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What a page is given, with the way to the folder of the archive.
#[derive(Serialize)]
struct Rooted<'a, T> {
    root: String,
    /// What a server can do besides, where one answers.
    served: Option<Served>,
    /// The pages that every page leads to, and which of them it is.
    nav: Vec<NavItem>,
    here: &'a str,
    /// The day of the page; of what is of no day, none.
    day: Option<NaiveDate>,
    /// What makes addresses those of the same day, where that is not today: `?as_of=2025-03-24`.
    at: String,
    #[serde(flatten)]
    page: T,
}

impl<'a, T: Serialize> Rooted<'a, T> {
    fn undated(root: String, here: &'a str, served: Option<Served>, page: T) -> Self {
        Self { root, served, nav: nav::items(served), here, day: None, at: String::new(), page }
    }
}

/// The way from a page to the folder of the archive.
fn up_from(name: &str) -> String {
    "../".repeat(name.matches('/').count())
}

/// What the pages are made with, as a hash: another program makes other pages of the same archive.
pub fn fingerprint() -> String {
    let (program, tables) = (env!("CARGO_PKG_VERSION"), earwatch_screen::VERSION);
    let mut all = format!("{program} {tables} {}", include_str!("site/search.js"));
    for (name, source) in BUILT_IN {
        all.push_str(name);
        all.push_str(source);
    }
    sha256_hex(all.as_bytes())
}

/// The page of the news.
pub const NEWS: &str = "news.html";
/// The page of all of them.
pub const WHOLE_NEWS: &str = "news-whole.html";
/// Bytes of the first page that somebody loads.
const FIRST_PAGE: usize = 90_000;

/// The news, and what was left out of them.
#[derive(Serialize)]
struct News<'a> {
    #[serde(flatten)]
    page: &'a Page,
    left: &'a [LeftOut],
    whole: &'a str,
}

/// The pages of an archive, each made when it is asked for.
pub struct Site {
    archive: Archive,
    names: PageNames,
    /// What each page is about that is not always there.
    about: BTreeMap<String, About>,
    engine: Engine,
    served: Option<Served>,
    /// Today, of a server: pages of another day lead to those of the same day.
    today: Option<NaiveDate>,
}

/// What a page is about, by its place in the archive.
enum About {
    Document(usize),
    Entry(usize),
    Country,
    /// Leads on to the page of an entry, which has another public id now.
    Moved(String),
}

/// Pages and files that are always there.
const ALWAYS: [&str; 9] = [
    "countries.html", "feed.atom", "feed.json", "fidelity.json", "index.html", "search-data.js", "search.html",
    "search.js", "style.css",
];

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site").field("pages", &(ALWAYS.len() + self.about.len())).finish_non_exhaustive()
    }
}

impl Site {
    /// The pages for a folder.
    pub fn new(archive: Archive) -> Result<Self, RenderError> {
        let names = PageNames::new(&archive);
        let mut about = BTreeMap::new();
        for (at, report) in archive.documents.iter().enumerate() {
            if let Some(name) = document(report).and_then(|number| names.documents.get(number)) {
                about.insert(name.clone(), About::Document(at));
            }
        }
        for (at, life) in archive.lives.iter().enumerate() {
            about.insert(country_page(&life.entry.country), About::Country);
            if let Some(name) = names.entries.get(&life.history.id) {
                about.insert(name.clone(), About::Entry(at));
            }
        }
        for (address, page) in names.moved(&archive) {
            about.insert(address, About::Moved(page.to_owned()));
        }
        Ok(Self { archive, names, about, engine: Engine::new(&Templates::new(), "site")?, served: None, today: None })
    }

    /// The same pages for a server, which can do more than a folder.
    #[must_use]
    pub fn served(self, served: Served, today: NaiveDate) -> Self {
        Self { served: Some(served), today: Some(today), ..self }
    }

    /// All files.
    pub fn files(&self) -> Result<Files, RenderError> {
        let names = ALWAYS.iter().map(|name| (*name).to_owned()).chain(self.about.keys().cloned());
        let countries = CountryPage::all(&self.archive, &self.names);
        let file = |name: String| Ok(self.made(&name, Some(&countries))?.map(|bytes| (name, bytes)));
        names.filter_map(|name| file(name).transpose()).collect()
    }

    /// A file by its name; `None` where there is none of this name.
    pub fn file(&self, name: &str) -> Result<Option<Vec<u8>>, RenderError> {
        self.made(name, None)
    }

    fn made(&self, name: &str, countries: Option<&Countries>) -> Result<Option<Vec<u8>>, RenderError> {
        let Self { archive, names, .. } = self;
        let countries = || countries.map_or_else(|| Cow::Owned(CountryPage::all(archive, names)), Cow::Borrowed);
        let made = match name {
            "style.css" => include_str!("html/style.css").as_bytes().to_vec(),
            "search.js" => include_str!("site/search.js").as_bytes().to_vec(),
            "search-data.js" => search::data(archive, names)?.into_bytes(),
            "fidelity.json" => serde_json::to_vec_pretty(&archive.fidelity)?,
            "feed.atom" => self.feed(name, feed_of_atom)?,
            "feed.json" => self.feed(name, feed_of_json)?,
            "index.html" => self.page(name, "index", IndexPage::new(archive, names))?,
            "search.html" => self.page(name, "search", SearchPage::new(archive))?,
            "countries.html" => self.page(name, "country", CountryPage::overview(archive, &countries()))?,
            _ => match self.about.get(name) {
                None => return Ok(None),
                Some(About::Moved(page)) => moved_to(page).into_bytes(),
                Some(About::Country) => match countries().get(name) {
                    Some(country) => self.page(name, "country", country)?,
                    None => return Ok(None),
                },
                Some(About::Document(at)) => match archive.documents.get(*at) {
                    Some(report) => self.report(name, report)?,
                    None => return Ok(None),
                },
                Some(About::Entry(at)) => match archive.lives.get(*at) {
                    Some(life) => self.page(name, "entry", EntryPage::new(life, EntryAt::of(archive.as_of), names))?,
                    None => return Ok(None),
                },
            },
        };
        Ok(Some(made))
    }

    /// Renders a page by a template.
    fn page<T: Serialize>(&self, name: &str, template: &str, page: T) -> Result<Vec<u8>, Error> {
        self.dated(name, template, self.archive.as_of, page)
    }

    fn dated<T: Serialize>(&self, name: &str, template: &str, day: NaiveDate, page: T) -> Result<Vec<u8>, Error> {
        let rooted = Rooted::undated(up_from(name), name, self.served, page);
        let rooted = Rooted { day: Some(day), at: self.at(day), ..rooted };
        Ok(self.engine.render(&format!("{template}.html.jinja"), rooted)?.into_bytes())
    }

    /// What makes an address one of a day, where that is not today.
    fn at(&self, day: NaiveDate) -> String {
        self.today.filter(|today| *today != day).map(|_| format!("?as_of={day}")).unwrap_or_default()
    }

    /// A report as a page of the site; `name` says in which folder.
    fn report(&self, name: &str, report: &Report) -> Result<Vec<u8>, RenderError> {
        let up = if name.contains('/') { "../" } else { "" };
        let at = self.at(self.archive.as_of);
        let of_entry = |id| self.names.entries.get(&id).map(|page| format!("{up}{page}{at}"));
        Ok(self.page(name, "document", Page::new(report, &of_entry))?)
    }

    /// The news of a run as a page that is read at once: of many changes the first, and where all of them are.
    /// `day` is the one that was asked for.
    pub fn news(&self, report: &Report, day: Option<NaiveDate>) -> Result<Vec<u8>, RenderError> {
        let whole = day.map_or_else(|| WHOLE_NEWS.to_owned(), |day| format!("{WHOLE_NEWS}?as_of={day}"));
        let at = self.at(report.as_of);
        let of_entry = |id| self.names.entries.get(&id).map(|page| format!("{page}{at}"));
        let page = Page::new(report, &of_entry);
        Ok(short::within(page, FIRST_PAGE, &whole, |page, left| {
            self.dated(NEWS, "news", report.as_of, News { page, left, whole: &whole })
        })?)
    }

    /// All of the news.
    pub fn whole_news(&self, report: &Report) -> Result<Vec<u8>, RenderError> {
        let at = self.at(report.as_of);
        let of_entry = |id| self.names.entries.get(&id).map(|page| format!("{page}{at}"));
        Ok(self.dated(WHOLE_NEWS, "document", report.as_of, Page::new(report, &of_entry))?)
    }

    /// The page of a search; nothing was asked for where `asked` is empty.
    /// These are the pages of today, and what was found is of `day`.
    pub fn found(&self, asked: &str, found: &[Party], day: NaiveDate) -> Result<Vec<u8>, RenderError> {
        let page = FindPage::new(asked, found, day, &self.names);
        Ok(self.dated("find.html", "find", day, page)?)
    }

    /// The findings that stand, as of now.
    pub fn findings(
        &self,
        asked: &findings::Asked,
        on_record: &[OnRecord<'_>],
        acknowledged: &[Acknowledged<'_>],
    ) -> Result<Vec<u8>, RenderError> {
        self.undated("findings.html", "findings", FindingsPage::new(asked, on_record, acknowledged, &self.names))
    }

    /// The texts around the entries of a list and the rules about all of them, on the day of these pages.
    pub fn provisions(
        &self,
        texts: &TextExport,
        lists: &[ListId],
        known_by: Option<NaiveDate>,
    ) -> Result<Vec<u8>, RenderError> {
        let page = ProvisionsPage::new(texts, lists, known_by.map(|day| day.to_string()));
        Ok(self.dated("provisions.html", "provisions", texts.as_of, page)?)
    }

    /// An entry of these pages by the name of its page.
    pub fn life(&self, name: &str) -> Option<&Life> {
        match self.about.get(name)? {
            About::Entry(at) => self.archive.lives.get(*at),
            About::Document(_) | About::Country | About::Moved(_) => None,
        }
    }

    /// The page of an entry on any day, as known by any day; the pages beside it are these.
    pub fn entry(&self, name: &str, life: &Life, at: EntryAt) -> Result<Vec<u8>, RenderError> {
        Ok(self.dated(name, "entry", at.as_of, EntryPage::new(life, at, &self.names))?)
    }

    /// Renders a page that is of no day but now.
    fn undated<T: Serialize>(&self, name: &str, template: &str, page: T) -> Result<Vec<u8>, RenderError> {
        let rooted = Rooted::undated(up_from(name), name, self.served, page);
        Ok(self.engine.render(&format!("{template}.html.jinja"), rooted)?.into_bytes())
    }

    /// Everything on record as a feed.
    fn feed(&self, name: &str, write: WriteFeed) -> Result<Vec<u8>, RenderError> {
        let Self { archive, names, .. } = self;
        let reports = archive.documents.iter();
        let all = Report::new(
            "Everything on record".to_owned(),
            archive.as_of,
            String::new(),
            reports.flat_map(|report| report.sections.clone()).collect(),
            archive.findings.clone(),
        )
        .with_provisional(archive.provisional.clone());
        let at = |name: &str| Some(format!("{}{name}", archive.base.as_deref()?));
        let page = |number: &DocumentNumber| at(names.documents.get(number)?);
        let (home, own) = (at("index.html"), at(name));
        write(&all, &feed::Site { home: home.as_deref(), feed: own.as_deref(), page: Some(&page) })
    }
}

/// A page that leads on to the page of an entry, which has another public id now.
fn moved_to(page: &str) -> String {
    // Names of pages are letters, digits and dashes.
    let page = page.rsplit('/').next().unwrap_or(page);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>The entry has another address</title>\n\
         <meta http-equiv=\"refresh\" content=\"0; url={page}\">\n<link rel=\"canonical\" href=\"{page}\">\n</head>\n<body>\n\
         <main><h1>The entry has another address</h1>\n<p>Its public id changed: <a href=\"{page}\">{page}</a></p></main>\n\
         </body>\n</html>\n"
    )
}

type Countries = BTreeMap<String, CountryPage>;
type WriteFeed = fn(&Report, &feed::Site<'_>) -> Result<Vec<u8>, RenderError>;

fn feed_of_atom(report: &Report, site: &feed::Site<'_>) -> Result<Vec<u8>, RenderError> {
    Ok(feed::atom(report, site)?)
}

fn feed_of_json(report: &Report, site: &feed::Site<'_>) -> Result<Vec<u8>, RenderError> {
    Ok(feed::json(report, site)?)
}
