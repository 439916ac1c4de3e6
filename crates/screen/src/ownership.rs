//! Who owns whom: shares as they are reported, and which entities listed parties reach by them.
//!
//! The provision for affiliates (15 CFR 744.11(a)(1), as of 90 FR 47201) covers a foreign entity that listed parties, or
//! entities that are restricted by ownership themselves, own by 50 percent or more, directly or indirectly,
//! individually or in aggregate. A covered owner counts with its whole share, so what is covered is a fixpoint over the
//! graph ([`coverage`]) and no product along a path. What is not known stays open: a share is a range ([`share`]), and
//! an answer that depends on where in the range the truth lies is no answer.

#![allow(clippy::similar_names, reason = "owner and owned are the field's own words")]

pub mod coverage;
pub mod graph;
pub mod holding;
pub mod read;
pub mod several;
pub mod share;
