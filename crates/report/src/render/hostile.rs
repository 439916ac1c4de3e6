//! A report with one text in every field that a document or a server can choose, for tests of what reads it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::report::announced::{ProvisionalRecord, Stage};
use crate::report::effect::Occasion;
use crate::report::record::{EntryRecord, SubordinateRecord};
use crate::report::screened::{Counts as ScreeningCounts, EntryTold, HitRecord, Removal};
use crate::report::texts::{Became, Subject, TextRecord};
use crate::report::touched::{LastScreening, News, Touched, TouchedHit};
use crate::report::{
    ChangeRecord, ChangedField, DocumentFacts, EditorialRecord, OrderRecord, Report, Section, SourceDate,
};
use earwatch_law::announced::ProvisionalChange;
use earwatch_law::diff::fields::Values;
use earwatch_law::diff::words::{Mark, Run};
use earwatch_law::diff::{Class, Counts, Origin};
use earwatch_law::entry::cell::SubordinateKind;
use earwatch_law::entry::public_id::PublicId;
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::finding::{Code, Finding, Place};
use earwatch_law::law::Cells;
use earwatch_law::law::ListId;
use earwatch_screen::party::Party;
use earwatch_screen::screening::hit::{Bands, Hit, Kind};

/// Texts that mean something to Markdown, HTML, terminals or readers from right to left.
pub(in crate::render) const TEXTS: [&str; 30] = [
    "<script>alert(1)</script>",
    "<!-- <img src=x onerror=y> -->",
    "&lt;b&gt; &#60;i&#62; &amp;",
    "`code` ``more`` ```",
    "*em* **strong** _em_ __strong__ ~~gone~~ ~x~",
    "a*b*c **d**e f__g__h",
    "[text](https://evil.example) ![image](https://evil.example/x.png)",
    "[text][ref] [ref]: https://evil.example",
    "<https://evil.example> https://evil.example www.evil.example HTTP://evil.example",
    "| a | b | \\| c \\\\| d",
    "# heading",
    "### heading ###",
    "- item",
    "+ item",
    "* item",
    "> quote",
    "1. item",
    "2) item",
    "--- ---",
    "===",
    "***",
    "~~~ fence",
    ": term",
    "\\ \\* \\\\",
    "trailing\\",
    "$$x^2$$ $y$",
    "    indented",
    "\u{1B}[31mred\u{1B}[0m \u{1B}]8;;https://evil.example\u{7}link\u{1B}]8;;\u{7}",
    "\u{202E}evil\u{2066}\u{200B}\u{FEFF}",
    "[-gone-] {+new+} \r\ttab\u{0}",
];

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 3, 28).unwrap()
}

fn listed(text: &str) -> Entry {
    let cells = Cells {
        entity: "Acme".to_owned(),
        license_requirement: text.to_owned(),
        license_review_policy: text.to_owned(),
        citation: text.to_owned(),
    };
    let mut entry = Entry::new(EntryId(1), ListId::EntityList, text, cells);
    entry.designations = vec![4];
    entry
}

fn entry(text: &str) -> EntryRecord {
    let entry = listed(text);
    EntryRecord {
        name: text.to_owned(),
        aliases: vec![text.to_owned(), text.repeat(40)],
        addresses: vec![text.to_owned()],
        subordinates: vec![SubordinateRecord {
            kind: SubordinateKind::Affiliated,
            name: text.to_owned(),
            aliases: vec![text.to_owned()],
            addresses: vec![text.to_owned()],
            text: text.to_owned(),
        }],
        cross_references: vec![text.to_owned()],
        entity_text: text.to_owned(),
        ..EntryRecord::new(&Arc::new(entry), Origin::default())
    }
}

fn runs(text: &str) -> Vec<Run> {
    let run = |mark, text: String| Run { mark, text };
    vec![
        run(Mark::Keep, format!("{text} ")),
        run(Mark::Delete, text.to_owned()),
        run(Mark::Insert, format!("{text} ")),
        run(Mark::Keep, text.to_owned()),
    ]
}

fn change(text: &str) -> ChangeRecord {
    let old = || "before".to_owned();
    ChangeRecord {
        public_id: PublicId::default(),
        id: EntryId(1),
        list: ListId::EntityList,
        country: text.to_owned(),
        name: text.to_owned(),
        classes: vec![Class::Renamed, Class::Alias],
        changes: BTreeMap::from([
            ("name", Values::Text(old(), text.to_owned())),
            ("aliases", Values::Set(vec![old()], vec![text.to_owned()])),
            ("country", Values::Text(old(), text.to_owned())),
        ]),
        redlines: BTreeMap::from([("name", runs(text)), ("country", runs(text)), ("entity_text", runs(text))]),
        designations: vec![text.to_owned()],
        document: None,
        effective: None,
        cause: None,
        citations: vec![text.to_owned()],
        stayed_until: None,
        fields: vec![ChangedField { field: "name", class: Class::Renamed }],
        after: entry(text),
    }
}

pub(crate) fn text_record(text: &str, subject: Subject) -> TextRecord {
    let revised = subject == Subject::IntroductoryText;
    TextRecord {
        list: ListId::EntityList,
        subject,
        change: Became::Revised,
        footnote: None,
        entries: None,
        country: Some(text.to_owned()),
        name: Some(text.to_owned()),
        old: revised.then(|| text.to_owned()),
        new: Some(text.to_owned()),
        until: None,
        stayed_before: None,
        redline: runs(text),
    }
}

fn announcement(text: &str) -> ProvisionalRecord {
    ProvisionalRecord {
        provisional: true,
        status: Stage::Announced,
        document: "2025-05427".parse().unwrap(),
        title: text.to_owned(),
        kind: Some(text.to_owned()),
        action: text.to_owned(),
        filed: None,
        filing: Some(text.to_owned()),
        scheduled: None,
        effective: Vec::new(),
        dates: text.to_owned(),
        url: Some("javascript:alert(1)".to_owned()),
        read: true,
        changes: vec![ProvisionalChange {
            list: ListId::EntityList,
            country: Some(text.to_owned()),
            verb: "add".to_owned(),
            names: Vec::new(),
            count: Some(7),
            detail: Some(text.to_owned()),
            quote: text.to_owned(),
        }],
        counts: Vec::new(),
        note: Some(text.to_owned()),
        doubts: vec![text.to_owned()],
        told: vec![text.to_owned()],
    }
}

/// The report.
pub(in crate::render) fn report(text: &str) -> Report {
    let document = DocumentFacts {
        number: "2025-05427".parse().unwrap(),
        title: text.to_owned(),
        action: text.to_owned(),
        citation: Some(text.to_owned()),
        published: day(),
        dates: text.to_owned(),
        url: Some("https://a.b/c_(d)_*e*".to_owned()),
        pdf: Some("https://a.b/\"><img src=x>".to_owned()),
        pages: (Some(1), Some(2)),
        savings: None,
    };
    let order = OrderRecord { quote: text.to_owned(), place: text.to_owned(), line: None, page: Some(1) };
    let of_entry = EditorialRecord {
        public_id: PublicId::default(),
        id: EntryId(2),
        list: ListId::EntityList,
        country: text.to_owned(),
        name: text.to_owned(),
        fields: vec!["aliases"],
        classes: vec![Class::Editorial],
        changes: BTreeMap::from([("aliases", Values::Set(vec![text.to_owned()], vec![text.to_owned()]))]),
        document: None,
        effective: None,
        cause: None,
        after: entry(text),
    };
    let section = Section {
        occasion: Some(Occasion::Published),
        effective: Some(day()),
        document: Some(document),
        counts: Counts { added: 1, ..Counts::default() },
        lists: vec![ListId::EntityList],
        added: vec![entry(text)],
        removed: vec![entry(text), entry(text)],
        changed: vec![change(text)],
        editorial: vec![of_entry; 30],
        texts: vec![
            text_record(text, Subject::IntroductoryText),
            text_record(text, Subject::Entry),
            text_record(text, Subject::Heading),
        ],
        other: vec![text.to_owned()],
        orders: BTreeMap::from([(EntryId(1), order)]),
        ..Section::new(text)
    };
    let sections = vec![section.clone(), section];
    let finding = Finding::new(Code::EntryNotFound, text).with_entry(text, text).with_quote(text, &Place::default());
    let subject = text.to_owned();
    let mut report = Report::new(subject, day(), text.to_owned(), sections, vec![finding]);
    report.provisional.push(announcement(text));
    for url in ["https://a.b/c", "javascript:alert(1)", text] {
        report.sources.push(SourceDate {
            source: text.to_owned(),
            as_of: None,
            retrieved: None,
            url: Some(url.to_owned()),
        });
    }
    report.with_screening(Some(touched(text)))
}

/// A party that is called so, and matches an entry that is.
fn touched(text: &str) -> Touched {
    let entry = Entry::new(EntryId(3), ListId::EntityList, text, Cells::default());
    let removal = Removal { on: day(), by: None };
    let mut told = EntryTold::of_delisted(&entry, PublicId::default(), removal);
    (told.name, told.country, told.qualified) = (text.to_owned(), Some(text.to_owned()), Some(text.to_owned()));
    let hit = Hit {
        kind: Kind::Successor,
        listed: 0,
        score: 0.8,
        matched: None,
        reasons: vec![text.to_owned()],
        why_not_higher: Vec::new(),
        ownership: None,
    };
    Touched {
        failed: Some(text.to_owned()),
        skipped: vec![text.to_owned()],
        hits: vec![TouchedHit {
            news: News::EntryChanged,
            changed: vec![text.to_owned()],
            party: Party { id: text.to_owned(), name: text.to_owned(), ..Party::default() },
            hit: HitRecord::new(hit, Arc::new(told), Bands::default()),
        }],
        screening: Some(LastScreening {
            as_of: day(),
            input: text.to_owned(),
            input_sha256: String::new(),
            threshold: 0.76,
            table_version: String::new(),
            counts: ScreeningCounts::default(),
            notes: vec![text.to_owned()],
        }),
    }
}
