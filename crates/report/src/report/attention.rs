//! What a finding asks of its reader, said once for all renderings.

use super::Report;
use earwatch_law::finding::{Finding, Severity};

/// What a finding asks of its reader, most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attention {
    /// A person must look.
    Person,
    /// It is worth a look.
    Look,
    /// A person answered it, or an official note does.
    Answered,
    /// Nothing.
    Nothing,
}

impl Attention {
    /// All of them, most urgent first.
    pub const ALL: [Self; 4] = [Self::Person, Self::Look, Self::Answered, Self::Nothing];

    /// What a finding asks for. One that another finding explains stays beside that one.
    pub fn of(finding: &Finding) -> Self {
        let answered = finding.explained_by.is_some() && !finding.is_linked();
        Self::given(finding.severity(), answered)
    }

    /// What a finding of this severity asks for, where it is known whether it was answered.
    pub fn given(severity: Severity, answered: bool) -> Self {
        match severity {
            Severity::Info => Self::Nothing,
            Severity::Warn | Severity::Review if answered => Self::Answered,
            Severity::Warn => Self::Look,
            Severity::Review => Self::Person,
        }
    }

    /// The heading of such findings.
    pub fn title(self) -> &'static str {
        match self {
            Self::Person => "Findings: a person must look",
            Self::Look => "Warnings: worth a look",
            Self::Answered => "Answered findings",
            Self::Nothing => "Notes: nothing to do",
        }
    }
}

impl Report {
    /// Findings that need a person.
    pub fn needing_a_person(&self) -> usize {
        let open = self.findings.iter();
        open.filter(|finding| finding.needs_review()).count()
    }
}
