//! What the first who asks would wait for, made ready when the server begins.

use std::sync::Arc;

use super::desk::Desk;
use super::yente;

/// Reads the lists of today, and makes ready what parties are held against.
pub(super) async fn warm(desk: Arc<Desk>) {
    // What is wrong is told to who asks.
    let Ok(ready) = desk.today().await else {
        return;
    };
    let (names, addresses) = (Arc::clone(ready.screening()), Arc::clone(ready.screening()));
    let names = desk.work(move || names.prepare_names());
    let addresses = desk.work(move || addresses.prepare_addresses());
    let _ = tokio::join!(names, yente::warm(&desk), addresses);
}
