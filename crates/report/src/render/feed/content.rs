//! What an entry says, as HTML and as plain text.

use crate::render::escape::escape;

/// A piece of an entry.
pub enum Block {
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

impl Block {
    /// Passes each text to a function.
    pub fn for_each_text(&mut self, to: &mut impl FnMut(&mut String)) {
        match self {
            Self::Heading(text) | Self::Group(text) | Self::Paragraph(text) => to(text),
            Self::List(items) => items.iter_mut().for_each(to),
            Self::Links(links) => links.iter_mut().for_each(|(words, _)| to(words)),
        }
    }
}

/// HTML of a few plain elements; everything else is text.
pub fn html(blocks: &[Block]) -> String {
    let block = |block: &Block| match block {
        Block::Heading(text) => format!("<h3>{}</h3>\n", escape(text)),
        Block::Group(text) => format!("<h4>{}</h4>\n", escape(text)),
        Block::Paragraph(text) => format!("<p>{}</p>\n", escape(text)),
        Block::List(items) => {
            format!("<ul>\n{}\n</ul>\n", lines(items.iter().map(|item| format!("<li>{}</li>", escape(item)))))
        }
        Block::Links(links) => {
            let links = links.iter().map(|(words, url)| format!("<a href=\"{}\">{}</a>", escape(url), escape(words)));
            format!("<p>{}</p>\n", links.collect::<Vec<_>>().join(" · "))
        }
    };
    blocks.iter().map(block).collect()
}

/// The same in plain text.
pub fn text(blocks: &[Block]) -> String {
    let block = |block: &Block| match block {
        Block::Heading(text) | Block::Paragraph(text) => format!("{text}\n\n"),
        Block::Group(text) => format!("{text}:\n"),
        Block::List(items) => format!("{}\n\n", lines(items.iter().map(|item| format!("- {item}")))),
        Block::Links(links) => {
            format!("{}\n\n", lines(links.iter().map(|(words, url)| format!("{words}: {url}"))))
        }
    };
    blocks.iter().map(block).collect::<String>().trim_end().to_owned()
}

fn lines(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("\n")
}
