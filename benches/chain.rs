//! What a rule costs in a chain of 30, 300 and 3,000: importing all of them into a database, every version stored.
//! `cargo bench --bench chain` prints the time per rule; where it grows with their number, the chain is not linear.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints, and fails where it cannot run")]

use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, Days, NaiveDate, Utc};
use earwatch::ingest::apply::{Incoming, ingest};
use earwatch::ingest::init::{Permissions, init, read_list};
use earwatch::run::Occasion;
use earwatch::run::overlays::Overlays;
use earwatch::source::{Capture, FullText, Publication, PublicationId};
use earwatch::store::Store;
use earwatch::store::documents::Stated;
use earwatch_law::digest::sha256_hex;
use earwatch_law::document::record::DocumentRecord;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2024, 1, 2).unwrap();

fn occasion(command: &str) -> Occasion {
    Occasion { command: command.to_owned(), as_of: FIRST, now: DateTime::<Utc>::UNIX_EPOCH, is_today: true }
}

/// The rule of one day: it adds a party, removes the one before it, and revises another.
fn rule(at: u64) -> Incoming {
    let number = format!("{}-{at:05}", 2024);
    let row = |name: &str| {
        format!(
            "<ROW><ENT I=\"22\"> </ENT><ENT>{name}, {at} Road, Wuhan, China.</ENT>\
             <ENT>For all items subject to the EAR. (See § 744.11 of the EAR)</ENT><ENT>Presumption of denial</ENT>\
             <ENT>89 FR {at}, 1/2/24.</ENT></ROW>"
        )
    };
    let before = at.checked_sub(1).map_or_else(String::new, |before| {
        format!("<AMDPAR>b. By removing the entry for “Party {before} Co.”;</AMDPAR>")
    });
    let revised = at
        .checked_sub(1)
        .map_or_else(String::new, |_| "<AMDPAR>c. By revising the entry for “Lasting Party Co.”.</AMDPAR>".to_owned());
    let lasting = if at == 0 { "“Lasting Party Co.” and " } else { "" };
    let xml = format!(
        "<RULE><SUPLINF><REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>2. Supplement No. 4 to part 744 is amended under \
         CHINA, PEOPLE'S REPUBLIC OF:</AMDPAR><AMDPAR>a. By adding entries for {lasting}“Party {at} Co.”;</AMDPAR>\
         {before}{revised}<HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD><GPOTABLE COLS=\"5\"><ROW>\
         <ENT I=\"01\">CHINA, PEOPLE'S REPUBLIC OF</ENT><ENT A=\"03\">* * *</ENT></ROW>{}{}</GPOTABLE></REGTEXT></SUPLINF>\
         <FRDOC>[FR Doc. {number} Filed 1-1-24; 8:45 am]</FRDOC></RULE>",
        row("Lasting Party Co."),
        row(&format!("Party {at} Co.")),
    );
    let published = FIRST + Days::new(at);
    let record = format!(
        "{{\"document_number\": \"{number}\", \"publication_date\": \"{published}\", \"effective_on\": \"{published}\", \
         \"volume\": 89, \"start_page\": {at}, \"type\": \"Rule\"}}"
    );
    let record = DocumentRecord::from_json(record.as_bytes()).unwrap();
    let capture = Capture {
        url: format!("file:///chain/{number}.xml"),
        retrieved: DateTime::<Utc>::UNIX_EPOCH,
        media_type: "application/xml".to_owned(),
        etag: None,
        last_modified: None,
        sha256: sha256_hex(xml.as_bytes()),
        bytes: xml.into_bytes(),
    };
    Incoming {
        delivery: Publication {
            kind: PublicationId::Document(record.document_number.clone()),
            record: Some(record),
            metadata: None,
            full_text: FullText::Received(capture),
        },
        stated: Stated::default(),
    }
}

/// Time to import a chain in one run.
fn import(rules: u64) -> Duration {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("chain.db")).unwrap();
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/sample/baseline.xml");
    let file = read_list(&list, DateTime::<Utc>::UNIX_EPOCH).unwrap();
    let as_of = FIRST - Days::new(1);
    let none = Overlays::default();
    init(&mut store, file, as_of, Permissions::default(), &none, &occasion("init")).unwrap();
    let chain = (0..rules).map(rule).collect();
    let start = Instant::now();
    let result = ingest(&mut store, chain, &none, &occasion("import")).unwrap();
    let taken = start.elapsed();
    assert_eq!(result.versions.len() as u64, rules, "{:?}", result.findings.first());
    taken
}

fn main() {
    let mut first = None;
    for rules in [30, 300, 3_000] {
        let each = import(rules).as_secs_f64() * 1e3 / f64::from(u32::try_from(rules).unwrap());
        let ratio = each / *first.get_or_insert(each);
        println!("{rules:>5} rules  {each:.2} ms a rule  {ratio:.2} × that of 30");
    }
}
