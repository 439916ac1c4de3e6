//! What an entry says, as HTML and as plain text.

use crate::render::html::escape;
use crate::visible::visible;

/// A piece of an entry; what it says may hold anything that a document holds.
pub(super) enum Block {
    /// A heading.
    Heading(String),
    /// A heading within a heading, for instance a country.
    Group(String),
    /// A paragraph.
    Paragraph(String),
    /// Items.
    List(Vec<String>),
    /// Words, and where they lead to.
    Links(Vec<(String, String)>),
}

/// HTML of a few plain elements; everything else is text.
pub(super) fn html(blocks: &[Block]) -> String {
    let shown = |text: &str| escape(&visible(text));
    blocks
        .iter()
        .map(|block| match block {
            Block::Heading(text) => format!("<h3>{}</h3>\n", shown(text)),
            Block::Group(text) => format!("<h4>{}</h4>\n", shown(text)),
            Block::Paragraph(text) => format!("<p>{}</p>\n", shown(text)),
            Block::List(items) => {
                let items = items.iter().map(|item| format!("<li>{}</li>", shown(item)));
                format!("<ul>\n{}\n</ul>\n", lines(items))
            }
            Block::Links(links) => {
                let links: Vec<_> = links
                    .iter()
                    .map(|(words, url)| format!("<a href=\"{}\">{}</a>", escape(url), shown(words)))
                    .collect();
                format!("<p>{}</p>\n", links.join(" · "))
            }
        })
        .collect()
}

/// The same in plain text.
pub(super) fn text(blocks: &[Block]) -> String {
    let text: String = blocks
        .iter()
        .map(|block| match block {
            Block::Heading(text) | Block::Paragraph(text) => format!("{}\n\n", visible(text)),
            Block::Group(text) => format!("{}:\n", visible(text)),
            Block::List(items) => {
                let items = items.iter().map(|item| format!("- {}", visible(item)));
                format!("{}\n\n", lines(items))
            }
            Block::Links(links) => {
                let links = links.iter().map(|(words, url)| format!("{}: {}", visible(words), visible(url)));
                format!("{}\n\n", lines(links))
            }
        })
        .collect();
    text.trim_end().to_owned()
}

fn lines(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("\n")
}
