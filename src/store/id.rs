//! The numbers and rows by which records refer to each other.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlResult, ToSqlOutput, ValueRef};
use serde::Serialize;

macro_rules! ids {
    ($($(#[$doc:meta])* $id:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        #[serde(transparent)]
        pub struct $id(pub i64);

        impl From<i64> for $id {
            fn from(row: i64) -> Self {
                Self(row)
            }
        }

        impl ToSql for $id {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                self.0.to_sql()
            }
        }

        impl FromSql for $id {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                i64::column_result(value).map(Self)
            }
        }
    )*};
}

ids! {
    /// Number of a run.
    RunId;
    /// Number of a version.
    VersionNumber;
    /// Number of a finding.
    FindingId;
    /// Number of an acknowledgement.
    AcknowledgementId;
    /// Row of a capture.
    CaptureId;
    /// Row of an overlay.
    OverlayId;
    /// Row of an application.
    ApplicationId;
    /// Row of a document.
    DocumentId;
    /// Row of a document on public inspection.
    ProvisionalId;
    /// Row of a difference from a printing.
    DriftId;
}
