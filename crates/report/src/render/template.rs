//! Templates of reports: the built-in ones, and a user's own in their place.
//!
//! What a template prints is made safe by its name: in `*.html.jinja` markup is escaped, in `*.md.jinja` what means
//! something to Markdown; in all of them control and bidirectional characters are shown by number.

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, Value, escape_formatter};
use serde::Serialize;

use super::escape::shown;
use super::looks::Looks;
use super::markdown;
use super::page::Page;
use super::raised;
use super::unbroken;
use crate::report::{DISCLAIMER, Report};
use crate::told::label::LABELS;
use crate::visible::visible;

/// The built-in templates by name.
pub(super) const BUILT_IN: [(&str, &str); 25] = [
    ("report.html.jinja", include_str!("html/report.html.jinja")),
    (MAIL, include_str!("html/mail.html.jinja")),
    ("base.html.jinja", include_str!("html/base.html.jinja")),
    ("section.html.jinja", include_str!("html/section.html.jinja")),
    ("charts.html.jinja", include_str!("html/charts.html.jinja")),
    (MAIL_STYLE, include_str!("html/mail.css")),
    ("style.css", include_str!("html/style.css")),
    ("verification.html.jinja", include_str!("html/verification.html.jinja")),
    ("site.html.jinja", include_str!("site/site.html.jinja")),
    ("nav.html.jinja", include_str!("site/nav.html.jinja")),
    ("index.html.jinja", include_str!("site/index.html.jinja")),
    ("document.html.jinja", include_str!("site/document.html.jinja")),
    ("entry.html.jinja", include_str!("site/entry.html.jinja")),
    ("country.html.jinja", include_str!("site/country.html.jinja")),
    ("provisions.html.jinja", include_str!("site/provisions.html.jinja")),
    ("search.html.jinja", include_str!("site/search.html.jinja")),
    ("find.html.jinja", include_str!("site/find.html.jinja")),
    ("findings.html.jinja", include_str!("site/findings.html.jinja")),
    ("login.html.jinja", include_str!("site/login.html.jinja")),
    ("logout.html.jinja", include_str!("site/logout.html.jinja")),
    ("news.html.jinja", include_str!("site/news.html.jinja")),
    ("notice.html.jinja", include_str!("site/notice.html.jinja")),
    ("screening.html.jinja", include_str!("site/screening.html.jinja")),
    ("screened.html.jinja", include_str!("site/screened.html.jinja")),
    ("links.html.jinja", include_str!("site/links.html.jinja")),
];

/// What elements look like in the page for mail programs.
const MAIL_STYLE: &str = "mail.css";

/// The page for mail programs.
pub(super) const MAIL: &str = "mail.html.jinja";

/// A user's templates: name → source. One that bears the name of a built-in one takes its place.
pub type Templates = BTreeMap<String, String>;

/// What a user's template is given.
#[derive(Serialize)]
struct Context<'a> {
    /// What the built-in pages are given.
    #[serde(flatten)]
    page: Page,
    /// The report as its JSON tells it.
    report: &'a Report,
}

/// Templates, read once and rendered often.
pub(super) struct Engine(Environment<'static>);

/// Renders a report by a user's own templates: `name`, and what it includes.
pub fn report(name: &str, own: &Templates, report: &Report) -> Result<String, Error> {
    let page = Page::new(report, &|_| None);
    Engine::new(own, name)?.render(name, Context { page, report })
}

impl Engine {
    /// The built-in templates, and a user's own in their place, to render the one of this name.
    pub(super) fn new(own: &Templates, name: &str) -> Result<Self, Error> {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|name| {
            let is = |end: &str| name.ends_with(end);
            if is(".html.jinja") || is(".html") {
                AutoEscape::Html
            } else if is(".md.jinja") {
                AutoEscape::Custom(MARKDOWN.into())
            } else {
                AutoEscape::None
            }
        });
        environment.set_formatter(|out, state, value| match value.as_str() {
            Some(text) if !value.is_safe() => {
                let text = match state.auto_escape() {
                    AutoEscape::Html => shown(text),
                    AutoEscape::Custom(_) => markdown::escape(text),
                    // Lines of plain text are the template's own.
                    AutoEscape::None | _ => visible(text),
                };
                Ok(out.write_str(&text)?)
            }
            None if matches!(state.auto_escape(), AutoEscape::Custom(_)) => {
                Ok(out.write_str(&markdown::escape(&value.to_string()))?)
            }
            Some(_) | None => escape_formatter(out, state, value),
        });
        environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
        environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
        environment.add_global("disclaimer", DISCLAIMER);
        environment.add_global("labels", Value::from(Serde(&LABELS)));
        environment.add_global("page", name != MAIL);
        let built_in = BUILT_IN.iter().find(|(of, _)| *of == MAIL_STYLE).map(|(_, source)| *source);
        let looks = match own.get(MAIL_STYLE).map(String::as_str).or(built_in).filter(|_| name == MAIL) {
            Some(stylesheet) => Looks::in_elements(stylesheet),
            None => Looks::Classes,
        };
        let sup = format!("<sup{}>", looks.attribute("sup"));
        environment.add_filter("raised", move |text: &str| Value::from_safe_string(raised::html(text, &sup)));
        let whole = format!("<span{}>", looks.attribute("span.whole"));
        environment.add_filter("unbroken", move |text: &str| Value::from_safe_string(unbroken::html(text, &whole)));
        let built_in = BUILT_IN.into_iter().map(|(name, source)| (name.to_owned(), source));
        for (name, source) in built_in.chain(own.iter().map(|(name, source)| (name.clone(), source.as_str()))) {
            environment.add_template_owned(name, dressed(source, &looks))?;
        }
        environment.add_function("css", move |selector: &str| Value::from_safe_string(looks.attribute(selector)));
        Ok(Self(environment))
    }

    /// Renders a template.
    pub(super) fn render<T: Serialize>(&self, name: &str, context: T) -> Result<String, Error> {
        let mut rendered = self.0.get_template(name)?.render(Serde(context))?;
        if !rendered.ends_with('\n') {
            rendered.push('\n');
        }
        Ok(rendered)
    }
}

/// A template with the looks of the elements that it names in so many words: most of a page is such elements.
fn dressed(source: &str, looks: &Looks) -> String {
    const CALL: &str = "{{ css(\"";
    let mut pieces = source.split(CALL);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once("\") }}").filter(|(selector, _)| !selector.contains('"')) {
            Some((selector, after)) => out.extend([looks.attribute(selector).as_str(), after]),
            None => out.extend([CALL, piece]),
        }
    }
    out
}

/// The custom way of escaping.
const MARKDOWN: &str = "markdown";
