//! What a verification came to: lists against the printings of others, as one value; its JSON is this value, serialised.

use chrono::NaiveDate;
use serde::Serialize;

use earwatch_law::drift::{Class, Comparison, Difference, NotCompared, Printing};
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::quantity::quantity;

/// How a day became known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayFrom {
    /// A person gave it.
    Option,
    /// The eCFR says so.
    Ecfr,
    /// The name of the file has it; derived.
    FileName,
    /// It is that of the run; derived.
    Today,
}

impl DayFrom {
    /// Whether nobody stated it.
    pub fn is_derived(self) -> bool {
        matches!(self, Self::FileName | Self::Today)
    }

    fn words(self) -> &'static str {
        match self {
            Self::Option => "as given",
            Self::Ecfr => "as the eCFR says",
            Self::FileName => "derived from the name of the file",
            Self::Today => "derived: today, since the file's name has no day",
        }
    }
}

/// The version that a source was compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComparedWith {
    /// Its number.
    pub version: i64,
    /// The document that made it; a baseline has none.
    pub document: Option<DocumentNumber>,
    /// The day from which it is in force; of a baseline, its day.
    pub effective: NaiveDate,
    /// Whether it is the baseline, of a later day than the source.
    pub before_baseline: bool,
}

/// A list against a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VerifiedList {
    /// The answer in a line.
    pub line: String,
    /// Whether nothing differs beyond layout.
    pub agrees: bool,
    /// Differences that need somebody.
    pub open: usize,
    /// Differences by class.
    pub classes: Vec<ClassCount>,
    /// The comparison.
    #[serde(flatten)]
    pub comparison: Comparison,
}

/// How many differences are of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ClassCount {
    /// The class.
    pub class: Class,
    /// How many.
    pub count: usize,
}

/// A source against the lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VerifiedSource {
    /// Whose printing it is.
    pub printing: Printing,
    /// The file or address.
    pub source: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The day that it shows.
    pub day: NaiveDate,
    /// How that is known.
    pub day_from: DayFrom,
    /// Whether the day is derived.
    pub derived: bool,
    /// What it was compared with.
    pub compared_with: ComparedWith,
    /// Each list that both have.
    pub lists: Vec<VerifiedList>,
    /// What could not be compared.
    pub not_compared: Vec<NotCompared>,
    /// Notes that the source prints about itself.
    pub notes: Vec<String>,
}

/// A verification. Keys and their order are a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// `earwatch/verify/1`.
    pub schema: &'static str,
    /// The day of the run.
    pub as_of: NaiveDate,
    /// What the program ends with.
    pub exit_code: u8,
    /// The sources in the order given.
    pub sources: Vec<VerifiedSource>,
}

impl Verification {
    /// All sources, and what they come to. Differences of tables that others derive are warnings.
    pub fn new(as_of: NaiveDate, sources: Vec<VerifiedSource>) -> Self {
        let open = sources.iter().any(VerifiedSource::needs_review);
        Self { schema: "earwatch/verify/1", as_of, exit_code: if open { 3 } else { 0 }, sources }
    }
}

impl VerifiedSource {
    /// Whether a person must look: the eCFR differs, and nothing explains it.
    pub fn needs_review(&self) -> bool {
        self.printing == Printing::Ecfr && self.lists.iter().any(|list| list.open > 0)
    }

    /// What was compared with what, in a sentence.
    pub fn compared(&self) -> String {
        let ComparedWith { version, document, effective, before_baseline } = &self.compared_with;
        let by =
            document.as_ref().map_or_else(|| ", the baseline".to_owned(), |number| format!(", by document {number}"));
        let before =
            if *before_baseline { "; the source is older than that: nothing is on record of its day" } else { "" };
        format!(
            "{} of {} ({}), against version {version}{by}, in force from {effective}{before}",
            self.printing,
            self.day,
            self.day_from.words()
        )
    }
}

impl VerifiedList {
    /// The comparison of a list with a printing of a day.
    pub fn new(comparison: Comparison, printing: Printing, day: NaiveDate) -> Self {
        let (differing, open) = (comparison.differing(), comparison.open());
        let layout = comparison.differences.len() - differing;
        let Comparison { list, equal, total, names, .. } = &comparison;
        let of = format!("{}, {printing} of {day}", list.title());
        let (equal, total) = (figure(*equal), figure(*total));
        let found = names.map_or_else(String::new, |(found, all)| {
            format!("; {} of {} names of the file found", figure(found), figure(all))
        });
        let open_words = match (printing, open) {
            (_, 0) => "; all explained".to_owned(),
            (Printing::Ecfr, open) => format!("; {} to look at", figure(open)),
            (Printing::Csl | Printing::Bis, 1) => "; 1 warning".to_owned(),
            (Printing::Csl | Printing::Bis, open) => format!("; {} warnings", figure(open)),
        };
        let layout = if layout == 0 { String::new() } else { format!("; {} in layout only", figure(layout)) };
        let line = if differing == 0 {
            format!("agrees: {equal} of {total} entries ({of}{found}{layout})")
        } else {
            format!(
                "differs in {}: {equal} of {total} entries agree ({of}{found}{layout}{open_words})",
                figure(differing)
            )
        };
        let classes = comparison.by_class().into_iter().map(|(class, count)| ClassCount { class, count }).collect();
        Self { line, agrees: differing == 0, open, classes, comparison }
    }

    /// Differences of a class.
    pub fn of_class(&self, class: Class) -> impl Iterator<Item = &Difference> {
        self.comparison.differences.iter().filter(move |one| one.class == class)
    }
}

/// A number with commas: `3,411`.
pub fn figure(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// How faithful the lists on record are, in a line and in figures. Keys and their order are a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fidelity {
    /// `earwatch/fidelity/1`.
    pub schema: &'static str,
    /// All of it in a line.
    pub line: String,
    /// The list.
    pub list: ListId,
    /// Documents that concern the lists, replayed since the baseline.
    pub rules: usize,
    /// The day of the official list.
    pub official_day: Option<NaiveDate>,
    /// Entries that agree with it.
    pub equal: Option<usize>,
    /// Entries of it.
    pub total: Option<usize>,
    /// Findings that a person must look at.
    pub open_findings: usize,
}

impl Fidelity {
    /// The figures of a list; `official` is the day of the official list, the entries that agree, and all of them.
    pub fn new(
        list: ListId,
        rules: usize,
        official: Option<(Option<NaiveDate>, usize, usize)>,
        open_findings: usize,
    ) -> Self {
        let compared = match official {
            Some((day, equal, total)) => {
                let of = day.map_or_else(String::new, |day| format!(" of {day}"));
                format!("equal to the official list{of} in {} of {} entries", figure(equal), figure(total))
            }
            None => "not compared with the official list yet".to_owned(),
        };
        let line = format!(
            "replayed from {}; {compared}; {}",
            quantity(rules, "rule"),
            quantity(open_findings, "open finding")
        );
        Self {
            schema: "earwatch/fidelity/1",
            line,
            list,
            rules,
            official_day: official.and_then(|(day, ..)| day),
            equal: official.map(|(_, equal, _)| equal),
            total: official.map(|(.., total)| total),
            open_findings,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_commas() {
        for (number, words) in [(0, "0"), (999, "999"), (1000, "1,000"), (3411, "3,411"), (1_234_567, "1,234,567")] {
            assert_eq!(figure(number), words);
        }
    }

    #[test]
    fn fidelity_is_a_line() {
        let day = NaiveDate::from_ymd_opt(2026, 7, 23);
        let of = |official| Fidelity::new(ListId::EntityList, 41, official, 2).line;
        assert_eq!(
            of(Some((day, 3411, 3411))),
            "replayed from 41 rules; equal to the official list of 2026-07-23 in 3,411 of 3,411 entries; 2 open findings"
        );
        assert_eq!(of(None), "replayed from 41 rules; not compared with the official list yet; 2 open findings");
    }
}
