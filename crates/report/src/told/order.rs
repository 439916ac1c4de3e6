//! The instruction behind a change, and where it is printed.

use serde::Serialize;

use super::cutoff::AROUND;
use super::link::Link;
use crate::report::{OrderRecord, Section, links};
use crate::visible::{excerpt, one_line};
use earwatch_law::entry::EntryId;

/// The words of an instruction and where they are printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrderView {
    pub quote: String,
    /// The page, in the official edition where that is known.
    pub place: Link,
}

impl OrderView {
    fn new(order: &OrderRecord, quote: String, section: &Section) -> Self {
        let words = order.shown_place();
        let document = section.document.as_ref();
        let pdf = document.and_then(|document| Some((document.pdf.as_ref()?, document.pages.0)));
        let place = match pdf {
            Some((pdf, first)) => Link::new(&words, &links::pdf_page(pdf, first, order.page)),
            None => Link { words, link: None },
        };
        Self { quote, place }
    }
}

/// The instruction behind a change, around the name that it is about.
pub fn around(id: EntryId, name: &str, section: &Section) -> Option<OrderView> {
    let order = section.orders.get(&id)?;
    Some(OrderView::new(order, excerpt(&one_line(&order.quote), name, AROUND), section))
}

/// The instructions of a section in full, each once, in the order of the document.
pub fn all(section: &Section) -> Vec<OrderView> {
    let mut orders: Vec<_> = section.orders.values().collect();
    orders.sort_by_key(|order| (order.line, &order.quote));
    orders.dedup();
    orders.into_iter().map(|order| OrderView::new(order, order.quote.clone(), section)).collect()
}
