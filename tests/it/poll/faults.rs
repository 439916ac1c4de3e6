//! What becomes of a poll when something goes wrong: the table of `docs/polling.md`, each row a test.

mod beside;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::support::disturbed_poll::{self, Trial, open_codes};
use crate::support::standin::{Document, Fault, day};
use crate::support::written::notice;

const SEARCH: &str = "/api/v1/documents.json";
/// The search of the month under trial.
const AUGUST: &str = "[lte]=2023-08-31";
/// More often than any poll asks.
const ALWAYS: usize = 1_000_000;
/// The text of the one document that cannot be had or read while the others can.
const TEXT: &str = "2023-90250.xml";

/// What a fault leads to.
enum Outcome {
    /// Exit code 1, one line on standard error that holds these words, and nothing else; the state is as before, and
    /// the next poll says and leaves what it would have anyway.
    Fails(&'static [&'static str]),
    /// Exit code 3 with a finding of this code about the one document; all others are applied, and the next poll
    /// completes the rest.
    Finds(&'static str),
    /// As if nothing had gone wrong.
    Copes,
}

/// One row of the table.
struct Row {
    fault: &'static str,
    happens: &'static str,
    outcome: Outcome,
    switch: fn(&Trial),
}

impl Row {
    fn holds(&self) {
        let trial = Trial::new();
        let before = trial.state();
        (self.switch)(&trial);
        let begun = Instant::now();
        match self.outcome {
            Fails(words) => {
                let ended = trial.poll();
                assert_eq!((ended.code, ended.out.as_str()), (1, ""), "{}", ended.err);
                assert_eq!(ended.err.lines().count(), 1, "{}", ended.err);
                assert!(ended.err.starts_with("earwatch: "), "{}", ended.err);
                for word in words {
                    assert!(ended.err.contains(word), "no “{word}”: {}", ended.err);
                }
                assert_eq!(trial.state(), before);
                trial.mend();
            }
            Finds(code) => {
                let ended = trial.poll();
                assert_eq!(ended.code, 3, "{}{}", ended.out, ended.err);
                assert!(ended.err.lines().all(|line| line.contains("2023-90250")), "{}", ended.err);
                assert_eq!(open_codes(&ended.out), [code]);
                assert!(ended.out.contains("Marmara"), "{}", ended.out);
                assert!(!ended.out.contains("Hafen Optik"), "{}", ended.out);
                trial.mend();
                trial.standin.world(|world| world.document("2023-90250").xml = text_of_hafen());
                let next = trial.poll();
                assert_eq!((next.code, next.err.as_str()), (0, ""), "{}", next.out);
                assert!(next.out.contains("Hafen Optik"), "{}", next.out);
                assert!(!next.out.contains("Marmara"), "{}", next.out);
                assert_eq!(trial.state(), disturbed_poll::undisturbed().1);
                assert_eq!(trial.poll().out, "");
                return;
            }
            Copes => {}
        }
        trial.completes();
        assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    }
}

fn text_of_hafen() -> Option<String> {
    Trial::world().document("2023-90250").xml.clone()
}

/// Every row: its test, and what it holds. `ignored` rows state what is still to come.
macro_rules! rows {
    ($($(#[$attribute:meta])* $name:ident: $fault:literal => $happens:literal, $outcome:expr, $switch:expr;)*) => {
        mod row {
            $(#[test] $(#[$attribute])* fn $name() { super::ROWS.iter().find(|(name, _)| *name == stringify!($name)).unwrap().1.holds(); })*
        }
        const ROWS: &[(&str, Row)] = &[$((stringify!($name), Row {
            fault: $fault, happens: $happens, outcome: $outcome, switch: $switch,
        })),*];
    };
}

use Outcome::{Copes, Fails, Finds};

fn always(trial: &Trial, address: &str, fault: Fault) {
    trial.standin.fault(address, ALWAYS, fault);
}

/// So many notices that a list of August has two pages.
fn two_pages(trial: &Trial) {
    trial.standin.world(|world| {
        world.most_per_page = 20;
        for n in 0..30 {
            let number = format!("2023-{:05}", 80_000 + n);
            let mut document = Document::rule(&number, day("2023-08-24"), 60_000 + n, &notice(&number));
            document.set("type", "Notice".into());
            world.documents.push(document);
        }
    });
}

rows! {
    server_error: "The server answers 500, 502, 503 or 504" => "asked again with growing waits; then exit 1",
        Fails(&["127.0.0.1", "documents.json", "503"]), |trial| always(trial, SEARCH, Fault::Status(503));
    too_many_requests: "429 without a time" => "asked again with growing waits; then exit 1",
        Fails(&["documents.json", "429"]), |trial| always(trial, SEARCH, Fault::Status(429));
    refused: "403, 404 or another refusal" => "exit 1 at once",
        Fails(&["documents.json", "404"]), |trial| always(trial, SEARCH, Fault::Status(404));
    no_answer: "The server takes the request and never answers" => "time-out, asked again; then exit 1",
        Fails(&["documents.json", "no answer"]), |trial| always(trial, SEARCH, Fault::Hang);
    closed: "The connection ends before an answer" => "asked again; then exit 1",
        Fails(&["documents.json", "no answer"]), |trial| always(trial, SEARCH, Fault::Close);
    truncated: "A body shorter than announced" => "asked again; then exit 1",
        Fails(&["documents.json", "broke off"]), |trial| always(trial, SEARCH, Fault::Truncated);
    chunks_without_end: "A chunked body without its end" => "asked again; then exit 1",
        Fails(&["documents.json", "broke off"]), |trial| always(trial, SEARCH, Fault::ChunksWithoutEnd);
    endless: "A body without end" => "read up to the limit of size; exit 1",
        Fails(&["documents.json", "larger than"]), |trial| always(trial, SEARCH, Fault::Endless);
    bomb: "A small body that decompresses into a huge one" => "decompressed up to the limit of size; exit 1",
        Fails(&["documents.json", "larger than"]), |trial| always(trial, SEARCH, Fault::Bomb);
    wall: "A web page (“Request Access”) with status 200" => "exit 1, with the page's title",
        Fails(&["documents.json", "Request Access"]), |trial| always(trial, SEARCH, Fault::Wall);
    empty: "Status 200 without a body" => "exit 1",
        Fails(&["documents.json", "empty"]), |trial| always(trial, SEARCH, Fault::Empty);
    other_type: "Another media type" => "exit 1",
        Fails(&["documents.json", "text/csv"]), |trial| always(trial, SEARCH, Fault::Type("text/csv"));
    other_shape: "JSON of another shape" => "exit 1",
        Fails(&["documents.json", "expected"]),
        |trial| always(trial, SEARCH, Fault::Body("{\"documents\": [], \"total\": 3}".to_owned()));
    count_without_results: "A count, and no results" => "exit 1",
        Fails(&["documents.json", "count"]), |trial| always(trial, SEARCH, Fault::Body("{\"count\": 3}".to_owned()));
    wrong_count: "A count that differs from what is listed" => "exit 1; no short list is used",
        Fails(&["documents.json", "announces"]), |trial| always(trial, AUGUST, Fault::Count(1));
    doubled: "A document twice in a list, and so another one missing" => "exit 1",
        Fails(&["documents.json", "announces"]), |trial| always(trial, AUGUST, Fault::Doubled);
    other_days: "A list of other days than those asked for" => "exit 1",
        Fails(&["documents.json", "2021-08-24", "not asked for"]), |trial| always(trial, AUGUST, Fault::OtherDays);
    page_lost: "A list whose second page is not named" => "exit 1",
        Fails(&["documents.json", "announces"]), |trial| {
            two_pages(trial);
            always(trial, AUGUST, Fault::LastPageLost);
        };
    page_repeated: "A page that is served again instead of the next" => "exit 1",
        Fails(&["documents.json", "repeats a page"]), |trial| {
            two_pages(trial);
            always(trial, AUGUST, Fault::PageRepeated);
        };
    other_host: "A redirect to another host" => "not followed; exit 1",
        Fails(&["documents.json", "another host"]),
        |trial| always(trial, SEARCH, Fault::Redirect("http://127.0.0.2/documents.json".to_owned()));
    nobody_there: "No connection" => "asked again; then exit 1",
        Fails(&["127.0.0.1:9/", "no answer"]), |trial| trial.ask_instead("http://127.0.0.1:9/api/v1");
    redirected_for_ever: "A redirect to itself" => "followed five times; exit 1",
        Fails(&["documents.json", "redirects more than"]),
        |trial| always(trial, SEARCH, Fault::Redirect(SEARCH.to_owned()));
    slow: "A slow answer" => "waited for, up to the time-out",
        Copes, |trial| trial.standin.fault(SEARCH, 1, Fault::Slow(Duration::from_millis(700)));
    once: "One failure among answers" => "asked again; as if nothing had happened",
        Copes, |trial| {
            trial.configure("max_attempts = 2");
            trial.standin.fault(AUGUST, 1, Fault::Status(503));
            trial.standin.fault(TEXT, 1, Fault::Truncated);
        };
    come_again: "429 or 503 with `Retry-After`" => "waits as long as asked, then goes on",
        Copes, |trial| {
            trial.configure("max_attempts = 2");
            trial.standin.fault(SEARCH, 1, Fault::ComeAgain(429, "1".to_owned()));
        };
    missing_at_zero: "404 for a search without hits" => "taken as it is: no documents",
        Copes, |trial| trial.standin.world(|world| world.missing_at_zero = true);
    plain: "No compression" => "nothing",
        Copes, |trial| trial.standin.world(|world| world.compresses = false);
    clock_within_reason: "A clock that is off by some minutes" => "nothing",
        Copes, |trial| trial.standin.world(|world| world.clock_ahead = 600);

    text_missing: "The XML of a document is not available yet" => "`text-not-yet`, exit 3; requested at every run until it is available",
        Finds("text-not-yet"), |trial| trial.standin.world(|world| world.document("2023-90250").xml = None);
    text_404: "The XML is announced, but answered with 404" => "`text-not-yet`, exit 3; requested again at the next run",
        Finds("text-not-yet"), |trial| always(trial, TEXT, Fault::Status(404));
    text_cut_off: "The XML of one document is not available (500, cut off, time-out)"
        => "`source-unreachable`, exit 3; the others are applied, this one by the next run",
        Finds("source-unreachable"), |trial| always(trial, TEXT, Fault::Truncated);
    text_wall: "A web page instead of the XML of one document"
        => "`source-blocked`, exit 3; the others are applied, this one by the next run",
        Finds("source-blocked"), |trial| always(trial, TEXT, Fault::Wall);
    text_broken: "XML that is not well-formed" => "`document-unread`, exit 3; the others are applied, this one when it can be read",
        Finds("document-unread"), |trial| spoil_text(trial, |xml| xml.replace("</REGTEXT>", ""));
    text_damaged: "XML that is damaged on the way, under the `ETag` of the right one"
        => "`document-unread`, exit 3; requested as a whole until it can be read",
        Finds("document-unread"), |trial| always(trial, TEXT, Fault::Damaged("</REGTEXT>"));
    text_empty: "An empty answer instead of the XML of one document"
        => "`source-unreachable`, exit 3; the others are applied, this one by the next run",
        Finds("source-unreachable"), |trial| always(trial, TEXT, Fault::Empty);
    text_of_another: "The text of another document" => "`document-unread`, exit 3; neither is taken for the other",
        Finds("document-unread"), |trial| spoil_text(trial, |xml| xml.replace("2023-90250", "2023-90777"));
    record_missing: "A document is listed, but its own record is not available" => "the record in the list is used",
        Copes, |trial| always(trial, "documents/2023-90250.json", Fault::Status(500));
}

/// Changes the text of the one document.
fn spoil_text(trial: &Trial, spoil: fn(&str) -> String) {
    trial.standin.world(|world| {
        let document = world.document("2023-90250");
        document.xml = document.xml.as_deref().map(spoil);
    });
}

/// The table of `docs/polling.md` is this one.
#[test]
fn the_paper_on_polling_holds_this_table() {
    let paper = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/polling.md"));
    let (_, rest) = paper.split_once("<!-- faults -->").unwrap();
    let shown = rest.split_once("<!-- /faults -->").unwrap().0.trim();
    assert_eq!(shown, table().trim(), "put this table into docs/polling.md");
}

/// The table in Markdown.
fn table() -> String {
    let rows = ROWS.iter().map(|(_, row)| (row.fault, row.happens));
    let mut table = "| what goes wrong | what happens |\n|---|---|\n".to_owned();
    for (fault, happens) in rows.chain(beside::BESIDE) {
        let _ = writeln!(table, "| {fault} | {happens} |");
    }
    table
}
