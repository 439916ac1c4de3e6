//! A screening at its work: the readers, the lists and the results of `earwatch screen`, with nothing on a disk.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;
use std::sync::{Arc, RwLock};
use std::time::Instant;

use chrono::NaiveDate;
use earwatch_report::report::screened::{HitRecord, ScreenResult};
use earwatch_report::visible::capitalized;
use tokio::task::spawn_blocking;

use super::jobs::{Done, Found, Job, Jobs, Place, State};
use super::limits::Limits;
use crate::run::Occasion;
use crate::screen::input::{Input, Said};
use crate::screen::memory::decisions::Decisions;
use crate::screen::{Against, Request, ScreenError, screen};
use crate::serve::desk::Desk;
use crate::serve::problem::Problem;

/// What is to be screened.
#[derive(Debug)]
pub(super) struct Wanted {
    /// The name of the file, or of the party.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) said: Said,
    /// The lists in force on this day; without it, today.
    pub(super) as_of: Option<NaiveDate>,
}

/// Begins a screening as soon as there is room for it.
pub(super) fn begin(desk: &Arc<Desk>, jobs: &Arc<Jobs>, (job, place): (Arc<Job>, Place), wanted: Wanted) {
    let (desk, jobs) = (Arc::clone(desk), Arc::clone(jobs));
    tokio::spawn(async move {
        // The semaphore is never closed.
        let running = jobs.running.acquire().await.ok();
        let limits = jobs.limits;
        let of_work = Arc::clone(&job);
        let work = move || {
            // What was allocated for a party that the program fails at is let go, too.
            let worked = catch_unwind(AssertUnwindSafe(|| work(&desk, &of_work, wanted, limits)));
            worked.unwrap_or_else(|_panic| Err(DEFECT.to_owned()))
        };
        let worked = spawn_blocking(work).await.unwrap_or_else(|_ended| Err(DEFECT.to_owned()));
        drop(running);
        job.set(match worked {
            Ok(done) => State::Done(Arc::new(done)),
            Err(why) => State::Ended { why, at: Instant::now() },
        });
        drop(place);
    });
}

const DEFECT: &str = "The program failed at it, which is a defect of the program; please report it";

/// Characters of a message that a page shows: some quote a header, which may be long.
const LONGEST: usize = 2_000;

fn work(desk: &Desk, job: &Job, wanted: Wanted, limits: Limits) -> Result<Done, String> {
    job.set(State::Running);
    let begun = Instant::now();
    let screened = screened(desk, job, wanted, limits, begun);
    screened.map_err(|error| {
        let said = in_browser(&match error {
            ScreenError::Lists(error) => capitalized(Problem::from(error).detail()),
            ScreenError::Stopped(why) => capitalized(&why),
            // These begin with the name of the file.
            other => other.to_string(),
        });
        let mut letters = said.chars();
        let mut said: String = letters.by_ref().take(LONGEST).collect();
        said.extend(letters.next().map(|_| '…'));
        said
    })
}

fn screened(desk: &Desk, job: &Job, wanted: Wanted, limits: Limits, begun: Instant) -> Result<Done, ScreenError> {
    let stopped = || ScreenError::Stopped("the screening was cancelled".to_owned());
    if job.is_stopped() {
        return Err(stopped());
    }
    let Wanted { name, bytes, said, as_of } = wanted;
    let occasion: Occasion = desk.occasion();
    let input = Input::in_memory(&name, bytes, said, limits.most)?;
    job.of.store(input.lines(), Ordering::Relaxed);
    let against = Against::read(&desk.open()?, as_of.unwrap_or(occasion.as_of), None)?;
    let (decided, unread) = match Decisions::read(&desk.settings.parties) {
        Ok(decided) => (decided, None),
        Err(error) => {
            tracing::warn!("{error}");
            (
                Decisions::default(),
                Some(
                    "what was decided before could not be read, and is not shown; the log of the server says why"
                        .to_owned(),
                ),
            )
        }
    };
    let settings = desk.settings.screening;
    let request = Request { input: &input, against, ownership: None, since: None, settings, store: None, decided };
    let (mut results, mut sum) = (Vec::new(), 0);
    let mut screened = screen(request, &occasion, |result, _| {
        if job.is_stopped() {
            return Err(stopped());
        }
        if begun.elapsed() > limits.longest {
            let minutes = limits.longest.as_secs() / 60;
            let problem = format!(
                "the screening took longer than {minutes} minutes; divide the file, or screen it with `earwatch screen`"
            );
            return Err(ScreenError::Stopped(problem));
        }
        sum += weight(result);
        if sum > limits.results {
            let problem =
                "there are more results than are kept here; divide the file, or screen it with `earwatch screen`";
            return Err(ScreenError::Stopped(problem.to_owned()));
        }
        results.push(result.clone());
        job.rows.fetch_add(1, Ordering::Relaxed);
        Ok(())
    })?;
    for note in screened.notes.iter_mut().chain(results.iter_mut().flat_map(|result| &mut result.notes)) {
        *note = in_browser(note);
    }
    for why in results.iter_mut().filter_map(|result| result.skipped.as_mut()) {
        *why = in_browser(why);
    }
    screened.notes.extend(unread);
    Ok(Done { found: RwLock::new(Found { screened, results }), weight: sum, at: Instant::now() })
}

/// Bytes that a result takes, about. Entries are shared by all results.
fn weight(result: &ScreenResult) -> usize {
    let texts = |texts: &[String]| texts.iter().map(|text| text.len() + size_of::<String>()).sum::<usize>();
    let hit = |hit: &HitRecord| {
        let matched = hit.matched.as_ref().map_or(0, |it| it.party_text.len() + it.entry_text.len());
        size_of::<HitRecord>() + matched + texts(&hit.reasons) + texts(&hit.why_not_higher)
    };
    let party = &result.party;
    let of_party = party.id.len() + party.name.len() + party.country.as_ref().map_or(0, String::len);
    size_of::<ScreenResult>()
        + of_party
        + texts(&party.other_names)
        + texts(&party.addresses)
        + texts(&result.notes)
        + result.skipped.as_ref().map_or(0, String::len)
        + result.hits.iter().map(hit).sum::<usize>()
}

/// What messages say of flags of the command, as the fields of the page are called.
const IN_BROWSER: [(&str, &str); 10] = [
    ("with --column name=HEADER or --column name=NUMBER", "in the field “Columns”: name=HEADER or name=NUMBER"),
    ("with --column ", "in the field “Columns”: "),
    ("--column ", "in the field “Columns”: "),
    ("say its --encoding where they are not", "say its encoding in the field “Encoding” where they are not"),
    ("say what it is with --encoding", "say what it is in the field “Encoding”"),
    ("say its --encoding", "say its encoding in the field “Encoding”"),
    ("say the --delimiter", "say it in the field “Delimiter”"),
    (", or pipe it: `gzip -dc FILE | earwatch screen -` (`xz -dc`, `zstd -dc`, `bzip2 -dc`)", ""),
    ("--encoding", "the field “Encoding”"),
    ("--delimiter", "the field “Delimiter”"),
];

fn in_browser(message: &str) -> String {
    if !message.contains("--") && !message.contains("earwatch screen -") {
        return message.to_owned();
    }
    IN_BROWSER.iter().fold(message.to_owned(), |message, (flag, field)| message.replace(flag, field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_the_fields_of_the_page() {
        for (message, shown) in [
            (
                "a.csv: no column is called as a name; the header (line 1) is “x”. Say which one is, with --column name=HEADER or \
                 --column name=NUMBER; several are joined",
                "a.csv: no column is called as a name; the header (line 1) is “x”. Say which one is, in the field “Columns”: \
                 name=HEADER or name=NUMBER; several are joined",
            ),
            (
                "save the file as UTF-8, or say its --encoding",
                "save the file as UTF-8, or say its encoding in the field “Encoding”",
            ),
            (
                "the file is compressed; unpack it first, or pipe it: `gzip -dc FILE | earwatch screen -` (`xz -dc`, `zstd -dc`, \
                 `bzip2 -dc`)",
                "the file is compressed; unpack it first",
            ),
            ("nothing of flags", "nothing of flags"),
        ] {
            assert_eq!(in_browser(message), shown);
        }
    }
}
