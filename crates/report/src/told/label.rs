//! What parts of a report are called, the same in every rendering; templates have them as `labels`.

use serde::Serialize;

macro_rules! labels {
    ($($name:ident: $words:literal,)*) => {
        /// The labels.
        #[derive(Debug, Serialize)]
        pub struct Labels {
            $(pub $name: &'static str,)*
            /// The head of a table of figures by country.
            pub countries: [&'static str; 5],
        }

        /// All labels.
        pub const LABELS: Labels = Labels {
            $($name: $words,)*
            countries: ["Country", "Added", "Removed", "Changed", "Designation changed"],
        };
    };
}

// A number follows `common`.
labels! {
    as_of: "In force as of",
    classes: "Changed listings by what changed",
    by_country: "By country",
    figures: "Figures",
    checked: "What was checked",
    sources: "Sources",
    dates: "Dates as printed",
    savings: "Savings clause as printed",
    public_ids: "Public ids that changed",
    dates_announced: "Dates as printed, read from the PDF",
    cause: "Cause",
    texts: "Introductory text, footnotes, headings, stays",
    asks: "What this asks of you",
    asks_meaning: "From the law and the documents, no advice. Sources",
    rules: "Rules about all entries",
    common: "The same for all",
    instruction: "Instruction",
    instructions: "Instructions",
    designation: "Designation",
    gained: "Designation gained",
    lost: "Designation lost",
    layout_only: "Other layout only",
    citation: "Federal Register",
    editorial: "Editorial and citation only",
    next: "Next",
}
