//! What waits for its channel, for those who look after the installation.

use crate::run::RunError;
use crate::run::check::Check;
use crate::store::Store;
use earwatch_law::law::quantity::quantity;

const DELIVERY: &str = "delivery";

/// Whether every channel has what it is to have; nothing where no channel has ever been configured.
pub fn examine(store: &Store) -> Result<Vec<Check>, RunError> {
    let reader = store.reader();
    let waiting = reader.undelivered()?;
    if waiting.is_empty() {
        let channels = reader.channels()?;
        let names = channels.join(", ");
        return Ok(match channels.len() {
            0 => Vec::new(),
            1 => vec![Check::ok(DELIVERY, format!("{names} has everything"))],
            _ => vec![Check::ok(DELIVERY, format!("{names} have everything"))],
        });
    }
    let checks = waiting.into_iter().map(|waiting| {
        let why = waiting.error.map_or_else(String::new, |why| format!(": {why}"));
        let detail = format!(
            "{} waiting for {} since {}, {}{why}",
            quantity(waiting.runs, "run"),
            waiting.channel,
            waiting.since.format("%Y-%m-%d"),
            quantity(waiting.attempts, "attempt")
        );
        let next = "`earwatch deliver` tries again, `earwatch deliver --test CHANNEL` tries the channel alone";
        Check::attention(DELIVERY, detail, next)
    });
    Ok(checks.collect())
}
