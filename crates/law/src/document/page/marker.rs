//! What the site adds to a document: icons that say where an unprinted element begins and ends, and page breaks.

use scraper::ElementRef;

use super::inline::visible;

/// Something that was not printed.
pub(super) enum Marker {
    /// A printed page begins.
    Page(u32),
    /// `Start Amendment Part`: an element begins.
    Begin(String),
    /// `End Amendment Part`: it ends.
    End(String),
    /// Any other icon.
    Other,
}

/// The marker that an element is.
///
/// The layouts put the words into `data-text`, into `data-tooltip`, or into a text of their own; the frame around it is
/// of the class `unprinted-element-wrapper` in all of them. A page is in `data-page` of a `printed-page`.
pub(super) fn of(element: ElementRef<'_>) -> Option<Marker> {
    let page = has_class(element, "printed-page") || has_class(element, "printed-page-wrapper");
    if page {
        let number = itself_and_inside(element).find_map(|inside| inside.attr("data-page")?.trim().parse().ok());
        return Some(number.map_or(Marker::Other, Marker::Page));
    }
    if has_class(element, "unprinted-element-border") {
        return Some(Marker::Other);
    }
    let is_frame = has_class(element, "unprinted-element-wrapper") || has_class(element, "unprinted-element");
    is_frame.then(|| {
        let said = itself_and_inside(element)
            .find_map(|inside| inside.attr("data-text").or_else(|| inside.attr("data-tooltip")))
            .map_or_else(|| visible(element), str::to_owned);
        match said.split_once(' ') {
            Some(("Start", what)) => Marker::Begin(what.to_owned()),
            Some(("End", what)) => Marker::End(what.to_owned()),
            _ => Marker::Other,
        }
    })
}

fn itself_and_inside(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.descendants().filter_map(ElementRef::wrap)
}

pub(super) fn has_class(element: ElementRef<'_>, class: &str) -> bool {
    element.value().classes().any(|found| found == class)
}

/// Elements whose text is none of the document.
pub(super) fn is_no_text(name: &str) -> bool {
    ["button", "form", "head", "iframe", "input", "nav", "noscript", "script", "select", "style", "template", "title"]
        .contains(&name)
        || is_image(name)
}

/// Elements that show what is no text.
pub(super) fn is_image(name: &str) -> bool {
    ["canvas", "embed", "img", "math", "object", "picture", "svg", "video"].contains(&name)
}
