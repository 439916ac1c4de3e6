//! An archive of everything that is on record, as pages in a folder: an index by date, a page for each document, each
//! country and each entry with its history, and a search that needs no server.
//!
//! In: an [`Archive`]. Out: the files by name; the names of pages stay the same as long as what they are about does.

mod archive;
mod country;
mod entry;
mod index;
mod search;

use std::collections::BTreeMap;

use minijinja::Error;
use serde::Serialize;

use super::feed::{self, Site};
use super::page::Page;
use super::template::{BUILT_IN, Engine, Templates};
use crate::render::RenderError;
use crate::report::Report;
pub use archive::{Archive, Life};
use archive::{PageNames, document};
use earwatch_law::digest::sha256_hex;
use earwatch_law::law::citation::DocumentNumber;

/// Files by name, with `/` between folder and name.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What a page is given, with the way to the folder of the archive.
#[derive(Serialize)]
struct Rooted<T> {
    root: &'static str,
    #[serde(flatten)]
    page: T,
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

/// Renders an archive.
pub fn render(archive: &Archive) -> Result<Files, RenderError> {
    let names = PageNames::new(archive);
    let mut pages = Pages { engine: Engine::new(&Templates::new(), "site")?, files: Files::new() };
    for (name, text) in [
        ("style.css", include_str!("html/style.css")),
        ("search.js", include_str!("site/search.js")),
        ("search-data.js", &search::data(archive, &names)?),
    ] {
        pages.files.insert(name.to_owned(), text.as_bytes().to_vec());
    }
    let fidelity = serde_json::to_vec_pretty(&archive.fidelity)?;
    pages.files.insert("fidelity.json".to_owned(), fidelity);
    pages.feeds(archive, &names)?;
    pages.put("index.html", "index", index::IndexPage::new(archive, &names))?;
    pages.put("search.html", "search", search::SearchPage::new(archive))?;
    let countries = country::CountryPage::all(archive, &names);
    let overview = country::CountryPage::overview(archive, &countries);
    pages.put("countries.html", "country", overview)?;
    for (name, country) in &countries {
        pages.put(name, "country", country)?;
    }
    let of_entry = |id| names.entries.get(&id).map(|page| format!("../{page}"));
    for report in &archive.documents {
        if let Some(name) = document(report).and_then(|number| names.documents.get(number)) {
            pages.put(name, "document", Page::new(report, &of_entry))?;
        }
    }
    for life in &archive.lives {
        if let Some(name) = names.entries.get(&life.history.id) {
            let page = entry::EntryPage::new(life, archive.as_of, &names);
            pages.put(name, "entry", page)?;
        }
    }
    for (address, page) in names.moved(archive) {
        pages.files.insert(address, moved_to(page).into_bytes());
    }
    Ok(pages.files)
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

/// The pages so far, and what makes them.
struct Pages {
    engine: Engine,
    files: Files,
}

impl Pages {
    /// Renders a page by a template.
    fn put<T: Serialize>(&mut self, name: &str, template: &str, page: T) -> Result<(), Error> {
        let root = if name.contains('/') { "../" } else { "" };
        let template = format!("{template}.html.jinja");
        let rendered = self.engine.render(&template, Rooted { root, page })?;
        self.files.insert(name.to_owned(), rendered.into_bytes());
        Ok(())
    }

    /// Everything on record as feeds.
    fn feeds(&mut self, archive: &Archive, names: &PageNames) -> Result<(), RenderError> {
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
        let home = at("index.html");
        for (name, write) in [("feed.atom", feed_of_atom as WriteFeed), ("feed.json", feed_of_json)] {
            let own = at(name);
            let site = Site { home: home.as_deref(), feed: own.as_deref(), page: Some(&page) };
            self.files.insert(name.to_owned(), write(&all, &site)?);
        }
        Ok(())
    }
}

type WriteFeed = fn(&Report, &Site<'_>) -> Result<Vec<u8>, RenderError>;

fn feed_of_atom(report: &Report, site: &Site<'_>) -> Result<Vec<u8>, RenderError> {
    Ok(feed::atom(report, site)?)
}

fn feed_of_json(report: &Report, site: &Site<'_>) -> Result<Vec<u8>, RenderError> {
    Ok(feed::json(report, site)?)
}
