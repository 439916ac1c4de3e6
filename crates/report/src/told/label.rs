//! What parts of a report are called, the same in every rendering; templates have them as `label`.

use serde::Serialize;

/// The labels.
#[derive(Debug, Serialize)]
pub struct Labels {
    /// Of the day that "in force" refers to.
    pub as_of: &'static str,
    /// Of what changed of changed listings.
    pub classes: &'static str,
    /// Of figures by country.
    pub by_country: &'static str,
    /// The head of a table of them.
    pub countries: [&'static str; 5],
    /// Of what was compared or looked at.
    pub checked: &'static str,
    /// Of the sources.
    pub sources: &'static str,
    /// Of the DATES section.
    pub dates: &'static str,
    /// Of the DATES section of what is on public inspection.
    pub dates_announced: &'static str,
    /// Of a cause.
    pub cause: &'static str,
    /// Of changed introductory texts, footnotes, headings and stays.
    pub texts: &'static str,
    /// Of what many entries have in common; their number follows.
    pub common: &'static str,
    /// Of the words that order a change.
    pub instruction: &'static str,
    /// Of the same, where they order the changes of several entries; their number follows.
    pub instruction_for: &'static str,
    /// Of a designation.
    pub designation: &'static str,
    /// Of a designation that an entry gained.
    pub gained: &'static str,
    /// Of a designation that an entry lost.
    pub lost: &'static str,
    /// Of fields that differ in their layout only.
    pub layout_only: &'static str,
    /// Of citations.
    pub citation: &'static str,
    /// Of changes of citations and layout.
    pub editorial: &'static str,
    /// Of what a finding asks for.
    pub next: &'static str,
}

/// All labels.
pub const LABELS: Labels = Labels {
    as_of: "In force is judged as of",
    classes: "Changed listings by what changed",
    by_country: "By country",
    countries: ["Country", "Added", "Removed", "Changed", "Designation changed"],
    checked: "Checked",
    sources: "Sources",
    dates: "Dates as printed",
    dates_announced: "Dates as printed, read from the PDF",
    cause: "Cause",
    texts: "Introductory text, footnotes, headings, stays",
    common: "The same for all",
    instruction: "Instruction",
    instruction_for: "Instruction for all",
    designation: "Designation",
    gained: "Designation gained",
    lost: "Designation lost",
    layout_only: "Other layout only",
    citation: "Federal Register",
    editorial: "Editorial and citation only",
    next: "Next",
};
