//! JSON Feed, version 1.1.

use std::collections::BTreeMap;

use chrono::SecondsFormat;
use serde::Serialize;

use super::content;
use super::value::{Feed, Item, Leads};
use earwatch_law::entry::public_id::PublicId;

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    home_page_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feed_url: Option<&'a str>,
    description: &'a str,
    authors: [JsonAuthor; 1],
    language: &'static str,
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct JsonAuthor {
    name: &'static str,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    title: &'a str,
    content_html: String,
    content_text: String,
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
    /// An extension, as JSON Feed allows them.
    #[serde(rename = "_earwatch", skip_serializing_if = "Option::is_none")]
    earwatch: Option<Extension<'a>>,
}

/// The public ids of the entries that an item is about, by what became of them.
#[derive(Serialize)]
struct Extension<'a> {
    about: &'static str,
    public_ids: BTreeMap<&'static str, &'a [PublicId]>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'static str,
    title: &'a str,
}

pub(super) fn render(feed: &Feed<'_>) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = serde_json::to_vec_pretty(&JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: feed.site.home,
        feed_url: feed.site.feed,
        description: &feed.subtitle,
        authors: [JsonAuthor { name: "earwatch" }],
        language: "en",
        items: feed.items.iter().map(entry).collect(),
    })?;
    out.push(b'\n');
    Ok(out)
}

fn entry(item: &Item) -> JsonItem<'_> {
    let leading = |to| item.links.iter().filter(move |link| link.leads == to);
    let time = |time: &chrono::DateTime<_>| time.to_rfc3339_opts(SecondsFormat::Secs, false);
    JsonItem {
        id: &item.id,
        url: leading(Leads::Page).next().map(|link| link.url.as_str()),
        external_url: leading(Leads::Document).next().map(|link| link.url.as_str()),
        title: &item.title,
        content_html: content::html(&item.body),
        content_text: content::text(&item.body),
        summary: &item.summary,
        date_published: item.published.as_ref().map(time),
        date_modified: time(&item.updated),
        tags: item.tags.iter().map(|tag| tag.term.as_str()).collect(),
        attachments: leading(Leads::Pdf)
            .map(|link| Attachment { url: &link.url, mime_type: "application/pdf", title: &link.words })
            .collect(),
        earwatch: (!item.ids.is_empty()).then(|| Extension {
            about: "public ids of the entries that were added, removed or changed",
            public_ids: item.ids.iter().map(|(what, ids)| (*what, ids.as_slice())).collect(),
        }),
    }
}
