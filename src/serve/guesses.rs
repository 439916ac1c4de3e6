//! Whoever guesses tokens is slowed down, and nobody who bears the right one.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Wrong tokens of a person who mistypes.
const FEW: u32 = 5;
/// For how long wrong tokens are remembered.
const REMEMBERED: Duration = Duration::from_secs(60);
/// How long an answer to a further wrong token waits.
const WAIT: Duration = Duration::from_secs(1);
/// Addresses that are remembered; of more, the oldest are forgotten.
const ADDRESSES: usize = 4096;

/// Wrong tokens by the address that they came from.
#[derive(Debug, Default)]
pub(super) struct Guesses(Mutex<HashMap<IpAddr, (u32, Instant)>>);

/// The part of an address that one machine has.
fn machine(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

impl Guesses {
    /// A wrong token came from an address: how long the answer waits.
    pub(super) fn wrong(&self, address: IpAddr) -> Duration {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= ADDRESSES {
            all.retain(|_, (_, since)| since.elapsed() < REMEMBERED);
            if all.len() >= ADDRESSES {
                all.clear();
            }
        }
        let (n, since) = all.entry(machine(address)).or_insert((0, Instant::now()));
        if since.elapsed() >= REMEMBERED {
            (*n, *since) = (0, Instant::now());
        }
        *n = n.saturating_add(1);
        if *n > FEW { WAIT } else { Duration::ZERO }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_guesses_waits_and_others_do_not() {
        let guesses = Guesses::default();
        let (one, other): (IpAddr, IpAddr) = ("192.0.2.7".parse().unwrap(), "192.0.2.8".parse().unwrap());
        for _ in 0..FEW {
            assert_eq!(guesses.wrong(one), Duration::ZERO);
        }
        assert_eq!(guesses.wrong("::ffff:192.0.2.7".parse().unwrap()), WAIT);
        assert_eq!(guesses.wrong(other), Duration::ZERO);
        let (near, same): (IpAddr, IpAddr) = ("2001:db8::1".parse().unwrap(), "2001:db8::2".parse().unwrap());
        for _ in 0..FEW {
            guesses.wrong(near);
        }
        assert_eq!(guesses.wrong(same), WAIT, "a network of one house");
    }
}
