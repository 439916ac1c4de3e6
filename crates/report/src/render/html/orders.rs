//! The orders behind changes, as the templates print them.

use serde::Serialize;

use super::page::Place;
use crate::report::{OrderRecord, Section, links};
use crate::visible::{excerpt, one_line, visible};
use earwatch_law::entry::EntryId;

/// The words of an order and where they stand.
#[derive(Debug, Serialize)]
pub(super) struct OrderView {
    quote: String,
    place: String,
    /// The page of the official edition.
    pdf: Option<Place>,
}

/// The order behind a change, with the page of the official edition that prints it.
pub(super) fn order(id: EntryId, name: &str, section: &Section) -> Option<OrderView> {
    let order = section.orders.get(&id)?;
    let quote = excerpt(&one_line(&order.quote), name, QUOTED);
    Some(OrderView::new(order, &quote, section))
}

/// Characters of an order that a card shows.
const QUOTED: usize = 480;

/// The orders of a section in full, each once, in the order of the document.
pub(super) fn orders(section: &Section) -> Vec<OrderView> {
    let mut orders: Vec<_> = section.orders.values().collect();
    orders.sort_by_key(|order| (order.line, &order.quote));
    orders.dedup();
    orders.into_iter().map(|order| OrderView::new(order, &order.quote, section)).collect()
}

impl OrderView {
    fn new(order: &OrderRecord, quote: &str, section: &Section) -> Self {
        let document = section.document.as_ref();
        let pdf = document.and_then(|document| document.pdf.as_deref());
        Self {
            quote: visible(quote),
            place: visible(&order.shown_place()),
            pdf: pdf.map(|pdf| {
                let first = document.and_then(|document| document.pages.0);
                Place::named("PDF", &links::pdf_page(pdf, first, order.page))
            }),
        }
    }
}
