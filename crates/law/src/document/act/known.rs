//! Whom a reference means, among documents that are known.

use chrono::NaiveDate;

use super::{Acts, Power, Whose};
use crate::law::canonical::canonical;
use crate::law::citation::DocumentNumber;
use crate::law::text::cited::{self, Cited};

/// A document by what others may refer to it.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Its number.
    pub number: &'a DocumentNumber,
    /// The day of its publication.
    pub published: NaiveDate,
    /// Its volume.
    pub volume: u16,
    /// Its first and last page.
    pub pages: Option<(u32, u32)>,
    /// Its title.
    pub title: &'a str,
    /// Its dockets and regulation identifiers, as they are compared.
    pub dockets: &'a [String],
}

/// How well a reference fits a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It can be meant.
    Maybe,
    /// It is meant, unless another document fits as well.
    Sure,
}

/// Whether an identifier is a docket of the bureau, figures alone as `310401-0001`, which is of one rule; a regulation
/// identifier is of all rules of one proceeding.
fn is_of_one(docket: &str) -> bool {
    docket.len() >= 10 && docket.bytes().all(|byte| byte.is_ascii_digit())
}

impl Known<'_> {
    fn shares_docket(&self, acts: &Acts) -> bool {
        self.dockets.iter().any(|docket| acts.dockets.contains(docket))
    }

    fn has_title(&self, title: &str) -> bool {
        let (ours, theirs) = (canonical(self.title), canonical(title));
        !theirs.is_empty() && ours == theirs
    }

    /// How well what is said of a document in another one fits; `None` where it does not.
    pub fn fit(&self, cited: &Cited, acts: &Acts) -> Option<Fit> {
        let of_part = cited.part.map(|part| part.fits(self.published));
        if cited.is_vague() {
            return of_part.filter(|fits| *fits && acts.whose == Whose::Ours).map(|_| Fit::Maybe);
        }
        let day = cited.published.map(|day| day == self.published).or(of_part.filter(|fits| !fits));
        let title = cited.title.as_deref().map(|title| self.has_title(title));
        let docket = cited.docket.as_ref().map(|docket| self.dockets.contains(docket));
        let of_kind = |other: &String| self.dockets.iter().any(|docket| cited::is_rin(docket) == cited::is_rin(other));
        let other_docket = cited.other_docket.as_ref().filter(|other| of_kind(other));
        let other_docket = other_docket.map(|other| self.dockets.contains(other));
        let agrees = |others: &[Option<bool>]| if others.contains(&Some(false)) { Fit::Maybe } else { Fit::Sure };
        let volume = cited.volume.or_else(|| {
            let year = chrono::Datelike::year(&cited.published?);
            u16::try_from(year - 1935).ok()
        });
        let page = cited.page.filter(|_| volume.is_some()).zip(self.pages).map(|(page, (first, last))| {
            if volume != Some(self.volume) || !(first..=last.max(first)).contains(&page) {
                None
            } else if page == first {
                Some(Fit::Sure)
            } else {
                Some(Fit::Maybe)
            }
        });
        // A figure that fits no document may be misprinted where all else agrees.
        let misprinted = || {
            let same = self.shares_docket(acts) || self.has_same_title(acts) || title == Some(true);
            (day == Some(true) && same).then_some(Fit::Maybe)
        };
        if let Some(number) = &cited.number {
            let same = number.is_same(self.number);
            let at_page = page.map(|fit| fit.is_some());
            return match (same, page) {
                (true, _) => Some(agrees(&[day, at_page, title])),
                (false, Some(Some(Fit::Sure))) => (acts.whose != Whose::Foreign).then_some(Fit::Maybe),
                (false, _) => misprinted(),
            };
        }
        match page {
            Some(Some(fit)) => {
                // Several documents begin on one page, and on the last one of ours another one does.
                let named = title == Some(true) || docket == Some(true) || self.shares_docket(acts);
                let other = docket.filter(|_| !self.dockets.is_empty());
                let of_page = fit.min(agrees(&[day, title, other]));
                return if named || acts.whose != Whose::Foreign {
                    Some(of_page)
                } else {
                    (fit == Fit::Sure).then_some(Fit::Maybe)
                };
            }
            Some(None) => return misprinted(),
            None => {}
        }
        if docket == Some(true) && cited.docket.as_deref().is_some_and(is_of_one) {
            return Some(agrees(&[day, title, other_docket]));
        }
        if [day, title, docket].contains(&Some(false)) || [day, title, docket] == [None; 3] {
            return None;
        }
        let sure = match (title.is_some(), day.is_some(), docket.is_some()) {
            (true, day, docket) => day || docket || self.shares_docket(acts),
            (false, true, docket) => docket || self.shares_docket(acts) || self.is_of_same_title(acts),
            (false, false, _) => self.has_same_title(acts),
        };
        // Any rule of the day may be meant, by whatever agency.
        let by_day_only = title.is_none() && docket.is_none();
        let ours = acts.whose == Whose::Ours && acts.power != Power::None;
        if sure { Some(Fit::Sure) } else { (ours || !by_day_only).then_some(Fit::Maybe) }
    }

    /// How well the document fits an act that refers to none: by title and docket.
    pub fn fit_by_title(&self, acts: &Acts) -> Option<Fit> {
        match (self.has_same_title(acts), self.shares_docket(acts)) {
            (true, true) => Some(Fit::Sure),
            (false, true) => Some(Fit::Maybe),
            (true, false) => (acts.whose == Whose::Ours).then_some(Fit::Maybe),
            (false, false) => None,
        }
    }

    /// Whether both are of one rule, by their titles without what each does to it.
    fn is_of_same_title(&self, acts: &Acts) -> bool {
        !acts.title.is_empty() && super::without_act(self.title) == acts.title
    }

    fn has_same_title(&self, acts: &Acts) -> bool {
        let ours = canonical(self.title);
        !ours.is_empty() && ours == acts.title
    }
}
