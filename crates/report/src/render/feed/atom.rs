//! Atom, RFC 4287.

use atom_syndication::{Category, Content, Entry, FixedDateTime, Generator, Link, Person, Text, WriteConfig};

use super::content;
use super::value::{Feed, Item, Leads};

pub(super) fn render(feed: &Feed<'_>) -> Result<Vec<u8>, atom_syndication::Error> {
    let site = &feed.site;
    let of_site = [(site.feed, "self", Some(MEDIA_TYPE)), (site.home, "alternate", Some("text/html"))];
    let document = atom_syndication::Feed {
        title: Text::plain(feed.title.clone()),
        id: feed.id.clone(),
        updated: feed.updated,
        authors: vec![Person { name: "earwatch".to_owned(), ..Person::default() }],
        generator: Some(Generator {
            value: "earwatch".to_owned(),
            uri: None,
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
        links: of_site.into_iter().filter_map(|(url, rel, media)| Some(link(url?, rel, media, None))).collect(),
        subtitle: Some(Text::plain(feed.subtitle.clone())),
        entries: feed.items.iter().map(entry).collect(),
        lang: Some("en".to_owned()),
        ..atom_syndication::Feed::default()
    };
    let indented = WriteConfig { indent_size: Some(2), ..WriteConfig::default() };
    let mut out = document.write_with_config(Vec::new(), indented)?;
    out.push(b'\n');
    Ok(out)
}

const MEDIA_TYPE: &str = "application/atom+xml";

fn entry(item: &Item) -> Entry {
    let published: Option<FixedDateTime> = item.published;
    Entry {
        title: Text::plain(item.title.clone()),
        id: item.id.clone(),
        updated: item.updated,
        categories: item
            .tags
            .iter()
            .map(|tag| Category {
                term: tag.term.clone(),
                scheme: Some(format!("urn:earwatch:{}", tag.kind)),
                label: None,
            })
            .chain(item.ids.iter().flat_map(|(what, ids)| {
                ids.iter().map(move |id| Category {
                    term: id.to_string(),
                    scheme: Some("urn:earwatch:public-id".to_owned()),
                    label: Some(format!("{what}: {id}")),
                })
            }))
            .collect(),
        links: item
            .links
            .iter()
            .map(|of| {
                let (rel, media) = match of.leads {
                    Leads::Page => ("alternate", Some("text/html")),
                    Leads::Document => ("via", Some("text/html")),
                    Leads::Pdf => ("related", Some("application/pdf")),
                    Leads::Beside => ("related", Some("text/html")),
                };
                link(&of.url, rel, media, Some(of.words.clone()))
            })
            .collect(),
        published,
        summary: Some(Text::plain(item.summary.clone())),
        content: Some(Content {
            value: Some(content::html(&item.body)),
            content_type: Some("html".to_owned()),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

fn link(url: &str, rel: &str, media: Option<&str>, title: Option<String>) -> Link {
    Link { href: url.to_owned(), rel: rel.to_owned(), mime_type: media.map(str::to_owned), title, ..Link::default() }
}
