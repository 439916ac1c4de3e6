//! Why a file of owners is refused.

/// Why a file of owners cannot be read at all.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum OwnersError {
    /// It is none of the formats.
    #[error(
        "expected a CSV with the columns owner, owned and percent, statements of the Beneficial Ownership Data Standard, \
         FollowTheMoney entities, or GLEIF relationships or entities, but found {0}"
    )]
    Format(String),
    /// A column is missing.
    #[error("expected a column “{column}”, but found {found}; name it so in the first line")]
    Column {
        /// The column.
        column: &'static str,
        /// The first line.
        found: String,
    },
    /// A quotation mark that nothing closes.
    #[error(
        "line {line}: a quotation mark is opened and not closed, so all that follows would be one cell; close it, or write \
         it twice where it belongs to a name"
    )]
    Quote {
        /// The line.
        line: u64,
    },
    /// Fractions instead of percent.
    #[error(
        "expected percent in the column “{column}” (50 for a half), but no share in it is above 1; \
         multiply them by 100"
    )]
    Fractions {
        /// The column.
        column: String,
    },
}
