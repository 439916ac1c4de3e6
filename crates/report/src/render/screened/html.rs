//! Prose as HTML, in pieces of one page.

use std::fmt::Write as _;

use crate::render::escape::shown;
use crate::render::prose::line::{Line, Piece, Tone};
use crate::render::prose::style::{Level, Style};
use crate::told::link::Link;

/// What stands before everything.
pub fn begin(title: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n<main id=\"main\">\n",
        shown(title),
        include_str!("../html/style.css")
    )
}

/// What stands after everything.
pub const END: &str = "</main>\n</body>\n</html>\n";

/// A piece of a page.
#[derive(Debug, Default)]
pub struct Html {
    out: String,
    /// Lists that are open.
    depth: usize,
}

impl Html {
    /// The piece, with nothing open.
    pub fn finished(mut self) -> String {
        self.lists(0);
        self.out
    }

    /// Closes lists, each with its last item, until so many are open.
    fn lists(&mut self, depth: usize) {
        while self.depth > depth {
            self.out.push_str("</li>\n</ul>\n");
            self.depth -= 1;
        }
    }

    fn element(&mut self, name: &str, content: &str) {
        self.lists(0);
        // Writing into a String cannot fail.
        let _ = writeln!(self.out, "<{name}>{content}</{name}>");
    }

    /// An item; it stays open for those within it.
    fn listed(&mut self, depth: usize, content: &str) {
        self.lists(depth + 1);
        if self.depth == depth + 1 {
            self.out.push_str("</li>\n");
        }
        while self.depth < depth + 1 {
            self.out.push_str("<ul>\n");
            self.depth += 1;
            if self.depth < depth + 1 {
                self.out.push_str("<li>");
            }
        }
        let _ = write!(self.out, "<li>{content}");
    }
}

fn inline(line: &Line) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Link(to) => anchor(to),
        Piece::Text(span) => {
            let text = shown(&span.text);
            match span.tone {
                Tone::Plain => text,
                Tone::Strong => format!("<b>{text}</b>"),
                Tone::Alarm => format!("<b class=\"review tone\">{text}</b>"),
                Tone::Soft => format!("<span class=\"soft\">{text}</span>"),
                Tone::Code => format!("<code>{text}</code>"),
                Tone::Deleted => format!("<del>{text}</del>"),
                Tone::Inserted => format!("<ins>{text}</ins>"),
            }
        }
    };
    line.0.iter().map(piece).collect()
}

fn anchor(link: &Link) -> String {
    match &link.link {
        Some(address) => format!("<a href=\"{}\">{}</a>", shown(address), shown(&link.words)),
        None => shown(&link.words),
    }
}

impl Style for Html {
    fn heading(&mut self, level: Level, text: &str) {
        let name = match level {
            Level::Title => "h1",
            // Each party is a part of the page.
            Level::Part | Level::Name => "h2",
            Level::Kind => "h3",
        };
        self.element(name, &shown(text));
    }

    fn paragraph(&mut self, line: &Line) {
        self.element("p", &inline(line));
    }

    fn apart(&mut self) {
        self.lists(0);
    }

    fn lines(&mut self, lines: &[Line]) {
        let lines: Vec<_> = lines.iter().map(inline).collect();
        self.element("p", &lines.join("<br>\n"));
    }

    fn item(&mut self, depth: usize, line: &Line) {
        self.listed(depth, &inline(line));
    }

    fn term(&mut self, depth: usize, term: &str, value: &Line) {
        self.listed(depth, &format!("<span class=\"soft\">{}</span>: {}", shown(term), inline(value)));
    }

    fn quote(&mut self, _: usize, words: &str) {
        self.element("blockquote", &shown(words));
    }

    fn table(&mut self, head: &[&str], rows: &[(String, Vec<usize>)]) {
        let row = |name: &str, cells: &[String]| {
            let mut row = "<tr>".to_owned();
            for cell in cells {
                let _ = write!(row, "<{name}>{}</{name}>", shown(cell));
            }
            row + "</tr>\n"
        };
        let mut table = row("th", &head.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
        for (name, figures) in rows {
            let figures = figures.iter().map(ToString::to_string);
            table += &row("td", &std::iter::once(name.clone()).chain(figures).collect::<Vec<_>>());
        }
        self.element("table", &table);
    }

    fn links(&mut self, links: &[Link]) {
        let links: Vec<_> = links.iter().map(anchor).collect();
        self.element("p", &links.join(" · "));
    }
}
