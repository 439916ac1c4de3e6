//! Whether the provision for affiliates of a list is in force on a day.

use chrono::NaiveDate;

use crate::ownership::share::Percent;

/// The provision for affiliates of a list, as the texts on record have it on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provision {
    /// Whether it is in force.
    pub force: Force,
    /// Where it stands: `§ 744.11(a)(1)`.
    pub section: String,
    /// The share from which on owners cover; `None` where the text states none that is understood.
    pub from: Option<Percent>,
}

/// Whether a provision is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Force {
    /// It is.
    InForce,
    /// It is held back up to and with a day; `None` is "indefinitely".
    Stayed {
        /// The last day.
        until: Option<NaiveDate>,
    },
    /// The texts on record order nothing of affiliates of the list.
    NotProvided,
    /// That is not to be told from what is on record.
    Unknown {
        /// Why.
        why: String,
    },
}
