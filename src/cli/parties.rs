//! The parties of the configuration, screened at the end of a run.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use earwatch::run::Occasion;
use earwatch::screen::telling::{NewsId, PRINTED, Telling};
use earwatch::screen::{ScreenError, screen_polled};
use earwatch::store::Store;
use earwatch_report::report::touched::Touched;

use super::exit::{Done, NEEDS_A_PERSON, Usage};
use super::output;
use super::session::Session;

/// What is to be printed of the parties.
#[derive(Debug, Default)]
pub(super) struct Parties {
    store: PathBuf,
    /// What is told; `None` where the configuration names no parties.
    pub(super) touched: Option<Touched>,
    news: Vec<NewsId>,
    /// Whether the screening is still to be done.
    comes_after: bool,
    /// Why the store of parties cannot be used, where it cannot.
    pub(super) lost: Option<String>,
}

impl Parties {
    /// Screens the parties of the configuration, where there are any. Nothing of it stops a report: what fails is told at
    /// its head, and done by the next run. `store` is where hits are remembered.
    pub(super) fn screened(session: &Session, lists: &Store, occasion: &Occasion, store: &Path) -> Self {
        if session.config.screening.polled.is_none() {
            return Self::default();
        }
        let begun = Telling::open(store).and_then(|telling| telling.begin_screening(occasion.now));
        let died = matches!(begun, Ok(true));
        let failed = match begun {
            Ok(false) => screen(session, lists, occasion, store),
            // What the program dies at is not done before a report a second time.
            Ok(true) => {
                Some("the screening before did not come to its end; this run screens after its report".to_owned())
            }
            Err(error) => {
                let why = output::without_numbers(&error.to_string());
                warn(&why);
                return Self::lost(store, why);
            }
        };
        if let Some(why) = &failed {
            warn(why);
        }
        Self { comes_after: died, ..Self::told(store, failed.as_deref()) }
    }

    /// What can be told where the store of parties cannot be used.
    fn lost(store: &Path, why: String) -> Self {
        let touched = Touched { failed: Some(why.clone()), ..Touched::default() };
        Self { store: store.to_owned(), touched: Some(touched), lost: Some(why), ..Self::default() }
    }

    /// Screens after the report what could not be screened before it. The next run tells what is found.
    pub(super) fn afterwards(&self, session: &Session, lists: &Store, occasion: &Occasion) {
        if !self.comes_after {
            return;
        }
        let telling = || Telling::open(&self.store);
        if let Some(why) = screen(session, lists, occasion, &self.store)
            && let Err(error) = telling().and_then(|telling| telling.fail(&why))
        {
            output::warn(&format!("{error}"));
        }
    }

    fn told(store: &Path, failed: Option<&str>) -> Self {
        let read = || -> Result<(Vec<NewsId>, Touched), ScreenError> {
            let telling = Telling::open(store)?;
            if let Some(why) = failed {
                telling.fail(why)?;
            }
            let news: Vec<_> = telling.due(PRINTED)?.into_iter().map(|(news, _)| news).collect();
            let touched = telling.touched(&news)?;
            Ok((news, touched))
        };
        match read() {
            Ok((news, touched)) => Self { store: store.to_owned(), touched: Some(touched), news, ..Self::default() },
            Err(error) => {
                let why = failed.map_or_else(|| output::without_numbers(&error.to_string()), str::to_owned);
                Self::lost(store, why)
            }
        }
    }

    /// Whether there is anything to print.
    pub(super) fn is_news(&self) -> bool {
        self.touched.as_ref().is_some_and(Touched::is_news)
    }

    /// A person must look at potential matches, and at parties that were not screened.
    pub(super) fn done(&self) -> Done {
        Done(if self.is_news() { NEEDS_A_PERSON } else { 0 })
    }

    /// What was printed is not printed again.
    pub(super) fn printed(&self) {
        if self.news.is_empty() {
            return;
        }
        let told = Telling::open(&self.store).and_then(|telling| telling.told(PRINTED, &self.news));
        if let Err(error) = told {
            output::warn(&format!("what was printed of your parties comes once more with the next run: {error}"));
        }
    }
}

fn warn(why: &str) {
    output::warn(&format!("your parties could not be screened: {why}; the next run tries again"));
}

/// Screens the parties of the configuration; why that failed, where it did.
fn screen(session: &Session, lists: &Store, occasion: &Occasion, store: &Path) -> Option<String> {
    let screening = &session.config.screening;
    let polled = screening.polled.as_ref()?;
    let channels = session.config.hits.iter().map(String::as_str);
    let run = || -> Result<(), ScreenError> {
        let problem = |error: Usage| ScreenError::Store { path: store.to_owned(), problem: error.to_string() };
        output::apart(&session.db, store).map_err(problem)?;
        screen_polled(lists, polled, (screening.settings, store), channels, occasion)
    };
    // A defect in what is done with parties is none of the report.
    let failed = match catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok(())) => None,
        Ok(Err(error)) => Some(output::without_numbers(&error.to_string())),
        Err(_) => Some("the program failed at it, which is a defect of the program; please report it".to_owned()),
    };
    // Where that cannot be written, nothing was.
    drop(Telling::open(store).and_then(|telling| telling.end_screening()));
    failed
}
