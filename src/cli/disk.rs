//! What lies on disk, as sources deliver it.

use std::path::Path;

use anyhow::Context as _;
use chrono::NaiveDate;
use earwatch::source::archive::Archive;
use earwatch::source::{Held, Publication, Source as _, Window};

use super::exit::Usage;

/// Everything that a directory or file holds.
pub(super) fn deliveries(path: &Path) -> anyhow::Result<Vec<Publication>> {
    let everything = Window { from: NaiveDate::MIN, to: NaiveDate::MAX };
    let mut archive = Archive::open(path)?;
    block_on(async {
        let mut deliveries = Vec::new();
        for listed in archive.documents(everything).await? {
            deliveries.push(archive.fetch(&listed, &Held::default()).await?);
        }
        if deliveries.is_empty() {
            let message = format!("{} contains no documents (.xml, .json)", path.display());
            return Err(Usage(message).into());
        }
        anyhow::Ok(deliveries)
    })
}

pub(super) fn block_on<T, E>(work: impl Future<Output = Result<T, E>>) -> anyhow::Result<T>
where
    anyhow::Error: From<E>,
{
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().context("cannot start the runtime")?;
    Ok(runtime.block_on(work)?)
}
