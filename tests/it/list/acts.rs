//! Documents that act on documents: they delay, withdraw, re-delay and correct them, in whatever words, order and type.

mod reserved;

use std::collections::BTreeMap;

use crate::support::body_html::{TODAY, page};
use crate::support::{Desk, text_of};
use earwatch::query::compare::{state_at, version_as_of};
use earwatch::query::{findings, report};
use earwatch::store::Store;
use earwatch::store::findings::Which;
use earwatch_law::law::ListId;
use earwatch_report::report::record::EntryRecord;
use proptest::prelude::*;
use serde_json::{Value, json};

const TARGET: &str = "2026-00001";
const DELAY: &str = "Revisions to the Entity List; Delay of Effective Date";

/// A document that acts on others: everything but the words is beside the point.
#[derive(Debug, Clone, Copy)]
struct Acting {
    number: &'static str,
    published: &'static str,
    page: u32,
    kind: &'static str,
    title: &'static str,
    action: &'static str,
    summary: &'static str,
    dates: &'static str,
    body: &'static str,
    docket: &'static str,
}

const PLAIN: Acting = Acting {
    number: "2026-00031",
    published: "2026-01-20",
    page: 900,
    kind: "Rule",
    title: "Export Administration",
    action: "Final rule.",
    summary: "",
    dates: "",
    body: "",
    docket: "Docket No. 260120-0009",
};

impl Acting {
    fn xml(&self) -> String {
        let element = match self.kind {
            "Notice" => "NOTICE",
            "Proposed Rule" => "PRORULE",
            "Correction" => "CORRECT",
            _ => "RULE",
        };
        let Self { number, title, action, summary, dates, docket, .. } = self;
        let body = format!("<P>{}</P>", self.body.replace('|', "</P><P>"));
        format!(
            "<{element}><PREAMB><DEPDOC>[{docket}]</DEPDOC><SUBJECT>{title}</SUBJECT>\
             <ACT><HD>ACTION:</HD><P>{action}</P></ACT><SUM><HD>SUMMARY:</HD><P>{summary}</P></SUM>\
             <EFFDATE><HD>DATES:</HD><P>{dates}</P></EFFDATE></PREAMB><SUPLINF><HD>Background</HD>{body}</SUPLINF>\
             <FRDOC>[FR Doc. {number} Filed 1-16-26; 8:45 am]</FRDOC></{element}>"
        )
    }

    fn put(&self, desk: &Desk, folder: &str) {
        let Self { number, kind, title, published, page, .. } = self;
        // No agency and no part of the CFR: what is not said closes nothing.
        let record = json!({"document_number": number, "title": title, "type": kind, "volume": 91, "start_page": page,
            "end_page": page + 2, "publication_date": published});
        desk.file(&format!("{folder}/{number}.xml"), self.xml());
        desk.file(&format!("{folder}/{number}.json"), record.to_string());
    }
}

/// A rule that adds one entry and removes another on 4 February 2026.
fn put_target(desk: &Desk, folder: &str) {
    let xml = format!(
        "<RULE><PREAMB><CFR>15 CFR Part 744</CFR><DEPDOC>[Docket No. 260105-0001]</DEPDOC>\
         <SUBJECT>Revisions to the Entity List</SUBJECT><ACT><HD>ACTION:</HD><P>Final rule.</P></ACT>\
         <EFFDATE><HD>DATES:</HD><P>This rule is effective February 4, 2026.</P></EFFDATE></PREAMB>\
         <SUPLINF><REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>2. Supplement No. 4 to part 744 is amended:</AMDPAR>\n\
         <AMDPAR>a. Under AFGHANISTAN, by adding, in alphabetical order, an entry for “Alder Traders”; and</AMDPAR>\n\
         <AMDPAR>b. Under AFGHANISTAN, by removing the entry for “Lapis Road Traders”.</AMDPAR>\
         <HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD><GPOTABLE COLS=\"5\">\
         <ROW><ENT>AFGHANISTAN</ENT><ENT>Alder Traders, 7 Upper Road, Kabul, Afghanistan.</ENT>\
         <ENT>For all items subject to the EAR. (See § 744.11 of the EAR)</ENT><ENT>Presumption of denial</ENT>\
         <ENT>91 FR [INSERT FR PAGE NUMBER], 1/5/26.</ENT></ROW></GPOTABLE></REGTEXT></SUPLINF>\
         <FRDOC>[FR Doc. {TARGET} Filed 1-2-26; 8:45 am]</FRDOC></RULE>"
    );
    let record = json!({"document_number": TARGET, "title": "Revisions to the Entity List", "type": "Rule", "volume": 91,
        "start_page": 100, "end_page": 103, "publication_date": "2026-01-05"});
    desk.file(&format!("{folder}/{TARGET}.xml"), xml);
    desk.file(&format!("{folder}/{TARGET}.json"), record.to_string());
}

/// The desk's database, opened once for many questions.
fn store(desk: &Desk) -> Store {
    Store::open_to_read(&desk.path("earwatch.db")).unwrap()
}

/// The entries of the list that is in force on a day.
fn entries_on(store: &Store, day: &str) -> Vec<EntryRecord> {
    let chain = store.reader().chain().unwrap();
    let version = version_as_of(&chain, day.parse().unwrap()).unwrap().number;
    let (state, origins) = state_at(store, version).unwrap();
    let ids = store.reader().ids(version, None).unwrap();
    report::entries(&state.lists[&ListId::EntityList], &origins, &ids, &report::doubts(store).unwrap())
}

/// A rule prints its own page behind each new entry; that of another one is a slip, and nobody else would tell.
#[test]
fn a_new_entry_that_cites_another_rule_on_record_is_told() {
    for (cited, told) in
        [("91 FR 100, 1/5/26.", 1), ("91 FR 500, 1/12/26.", 0), ("91 FR [INSERT FR PAGE NUMBER], 1/12/26.", 0)]
    {
        let desk = Desk::with_list();
        put_target(&desk, "rules");
        let text = std::fs::read_to_string(desk.path("rules").join(format!("{TARGET}.xml"))).unwrap();
        let removal = text.split("<AMDPAR>b.").nth(1).and_then(|rest| rest.split("</AMDPAR>").next()).unwrap();
        let text = text.replace(&format!("<AMDPAR>b.{removal}</AMDPAR>"), "").replace("; and</AMDPAR>", ".</AMDPAR>");
        let text = text.replace("Alder Traders", "Birch Traders").replace(TARGET, "2026-00002");
        desk.file("rules/2026-00002.xml", text.replace("91 FR [INSERT FR PAGE NUMBER], 1/5/26.", cited));
        let record = json!({"document_number": "2026-00002", "title": "Additions to the Entity List", "type": "Rule",
            "volume": 91, "start_page": 500, "end_page": 503, "publication_date": "2026-01-12"});
        desk.file("rules/2026-00002.json", record.to_string());
        assert_eq!(desk.run(&["import", desk.path("rules").to_str().unwrap()]).code, 0, "{cited}");
        let findings = desk.ndjson(&["findings"]);
        let suspect = findings.iter().filter(|finding| text_of(finding, "code") == "column-suspect");
        let names = |finding: &&Value| text_of(finding, "message").contains(TARGET);
        assert_eq!(suspect.filter(names).count(), told, "{cited}: {findings:?}");
    }
}

/// From which of the days on the list is as the rule leaves it; `never`.
fn in_force_from(store: &Store) -> String {
    let chain = store.reader().chain().unwrap();
    let mut looked_at = BTreeMap::new();
    let mut changed = |day: &str| {
        let version = version_as_of(&chain, day.parse().unwrap()).unwrap().number;
        *looked_at.entry(version).or_insert_with(|| {
            let (state, _) = state_at(store, version).unwrap();
            let entries = &state.lists[&ListId::EntityList].entries;
            let any = |name: &str| entries.values().any(|one| one.country == "AFGHANISTAN" && one.name() == name);
            let (added, removed) = (any("Alder Traders"), !any("Lapis Road Traders"));
            assert_eq!(added, removed, "a rule is applied as a whole:");
            added
        })
    };
    let days = [
        "2026-02-01", "2026-02-02", "2026-02-03", "2026-02-04", "2026-03-31", "2026-04-01", "2026-04-04", "2026-04-05",
        "2026-05-31", "2026-06-01", "2026-12-31",
    ];
    let mut from = days.into_iter().filter(|day| changed(day));
    from.next().unwrap_or("never").to_owned()
}

/// What comes of documents, in batches: from when the rule is in force, or `held`, with the doubts that go with it.
fn outcome(batches: &[&[Option<Acting>]]) -> String {
    let desk = Desk::with_list();
    for (at, batch) in batches.iter().enumerate() {
        let folder = format!("batch-{at}");
        for document in *batch {
            match document {
                Some(acting) => acting.put(&desk, &folder),
                None => put_target(&desk, &folder),
            }
        }
        desk.take_in(&folder);
    }
    let store = store(&desk);
    let findings = findings::on_record(&store, &Which::Current).unwrap();
    let findings: Vec<_> = findings.iter().map(|listed| serde_json::to_value(listed).unwrap()).collect();
    let review: Vec<_> = findings.iter().filter(|finding| text_of(finding, "severity") == "review").collect();
    let from = in_force_from(&store);
    if review.is_empty() {
        return from;
    }
    let names_both = review.iter().any(|finding| text_of(finding, "message").contains(TARGET));
    assert!(names_both, "{review:?}");
    let doubted = |day: &str| entries_on(&store, day).iter().any(|entry| entry.doubt().is_some());
    // Of a rule that is withdrawn no entry is known.
    assert!(from == "never" || doubted("2026-02-03") && doubted("2026-12-31"), "entries are not marked");
    if from == "2026-02-04" { "held".to_owned() } else { format!("held, {from}") }
}

fn delay(dates: &'static str) -> Acting {
    Acting { title: DELAY, action: "Final rule; delay of effective date.", dates, ..PLAIN }
}

fn body(body: &'static str) -> Acting {
    Acting { body, ..PLAIN }
}

/// Each document comes with the rule that it acts on, and before it.
fn all(cases: &[(Acting, &str)]) {
    let mut wrong = Vec::new();
    for (acting, expected) in cases {
        for batches in [&[&[None, Some(*acting)][..]][..], &[&[Some(*acting)], &[None]]] {
            let found = outcome(batches);
            if found != *expected {
                wrong.push(format!("{found}, expected {expected}: {acting:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_certain_moves_the_rule() {
    all(&[
        // In DATES only, in the passive, by page and date.
        (
            delay(
                "The effective date of the final rule published January 5, 2026, at 91 FR 100, is delayed until June 1, 2026.",
            ),
            "2026-06-01",
        ),
        // By number, with a typographic dash.
        (delay("The effective date of FR Doc. 2026–00001 is deferred to June 1, 2026."), "2026-06-01"),
        // In the SUMMARY only, in the active; no word of it in the title.
        (
            Acting {
                summary: "BIS postpones the effective date of the rule at 91 FR 100 from February 4, 2026, to June 1, 2026.",
                ..PLAIN
            },
            "2026-06-01",
        ),
        // In a paragraph of the preamble of a notice.
        (
            Acting {
                kind: "Notice",
                ..body("The rule in FR Doc. 2026-00001 shall not take effect until June 1, 2026.")
            },
            "2026-06-01",
        ),
        // The rule is named in the sentence before.
        (
            body(
                "BIS published a rule (91 FR 100). By this document, the effective date of that rule is delayed until June 1, 2026.",
            ),
            "2026-06-01",
        ),
        // By title and docket alone.
        (
            Acting {
                title: DELAY,
                summary: "The Bureau delays the effective date of a final rule until June 1, 2026.",
                docket: "Docket No. 260105-0001",
                ..PLAIN
            },
            "2026-06-01",
        ),
        // One of several rules in a list.
        (
            Acting {
                title: "Regulatory Freeze; Delay of Effective Dates",
                ..body(
                    "The effective dates of the following rules are delayed until June 1, 2026:|1. Licensing, 91 FR 44.|2. Entity List, 91 FR 100.",
                )
            },
            "2026-06-01",
        ),
        // No day.
        (
            delay("Effective January 20, 2026, the rule published at 91 FR 100 is stayed pending judicial review."),
            "never",
        ),
        (
            Acting {
                title: "Withdrawal",
                dates: "The final rule published January 5, 2026 (91 FR 100), is withdrawn as of January 20, 2026.",
                ..PLAIN
            },
            "never",
        ),
        (body("Accordingly, the final rule published at 91 FR 100 is hereby rescinded."), "never"),
        // All orders of the rule stand under one instruction.
        (
            delay(
                "The effective date of amendatory instruction 2 of the rule at 91 FR 100 is delayed until June 1, 2026.",
            ),
            "2026-06-01",
        ),
        // By days, counted from the effective date that stands; through a last day.
        (delay("The effective date of the rule at 91 FR 100 is delayed for 60 days."), "2026-04-05"),
        (delay("BIS is extending the effective date of the rule at 91 FR 100 by sixty (60) days."), "2026-04-05"),
        (
            delay(
                "The effective date of the rule at 91 FR 100 is delayed for an additional 60 days from February 4, 2026.",
            ),
            "2026-04-05",
        ),
        (body("BIS announces a 60-day delay of the effective date of the rule at 91 FR 100."), "2026-04-05"),
        (body("The rule at 91 FR 100 is suspended from February 4, 2026, through May 31, 2026."), "2026-06-01"),
        (body("The rule at 91 FR 100 shall not take effect before June 1, 2026."), "2026-06-01"),
        // Beside something else; by volume and page in words.
        (body("In addition, the rule at 91 FR 100 is delayed until June 1, 2026."), "2026-06-01"),
        (
            body(
                "BIS delays until June 1, 2026, the rule published in volume 91 of the Federal Register at page 100 on January 5, 2026.",
            ),
            "2026-06-01",
        ),
        // In a footnote.
        (
            body(
                "More is said below.</P><FTNT><P>The rule at 91 FR 100 is delayed until June 1, 2026.</P></FTNT><P>End.",
            ),
            "2026-06-01",
        ),
    ]);
}

#[test]
fn what_is_not_certain_is_held() {
    all(&[
        // After the day, nothing goes backwards.
        (
            Acting {
                published: "2026-02-10",
                ..delay("The effective date of the rule at 91 FR 100 is delayed until June 1, 2026.")
            },
            "held",
        ),
        // On the very day: it is in force when that begins.
        (
            Acting {
                published: "2026-02-04",
                ..delay(
                    "Effective February 4, 2026, the effective date of the rule at 91 FR 100 is delayed until June 1, 2026.",
                )
            },
            "held",
        ),
        // In part; for a time; from a date that is not the rule's; by a figure inside its pages; contradicting itself.
        (
            delay("The effective date of certain provisions of the rule at 91 FR 100 is delayed until June 1, 2026."),
            "held",
        ),
        (delay("The effective date of the rule at 91 FR 100 is delayed for two months."), "held"),
        (
            delay("The effective date of the rule at 91 FR 100 is delayed for 60 days from the date of this notice."),
            "held",
        ),
        (delay("The effective date of the rule at 91 FR 100 is delayed from March 4, 2026, to June 1, 2026."), "held"),
        (delay("The effective date of the rule at 91 FR 102 is delayed until June 1, 2026."), "held"),
        (delay("The effective date of FR Doc. 2026-00011 (91 FR 100) is delayed until June 1, 2026."), "held"),
        // A proposal cannot withdraw a rule; a court may have.
        (
            Acting {
                kind: "Proposed Rule",
                action: "Proposed rule; withdrawal.",
                ..body("BIS withdraws the rule at 91 FR 100.")
            },
            "held",
        ),
        (
            Acting {
                kind: "Notice",
                ..body("On January 19, 2026, the court vacated the rule published at 91 FR 100.")
            },
            "held",
        ),
        (
            Acting {
                kind: "Notice",
                ..body("In an order of January 19, 2026, the court set aside the rule that BIS published at 91 FR 100.")
            },
            "held",
        ),
        // It is to be in force at once, which is earlier than printed.
        (body("The rule published at 91 FR 100 is effective upon publication of this notice."), "held"),
        (body("The rule at 91 FR 100 will take effect on the date of publication of this document."), "held"),
        (body("BIS is making the rule at 91 FR 100 effective immediately."), "held"),
        (body("FR Doc. 2026-00001 becomes effective upon filing for public inspection of this document."), "held"),
        (delay("The rule at 91 FR 100 is effective [INSERT DATE OF PUBLICATION IN THE FEDERAL REGISTER]."), "held"),
        (body("BIS published a rule (91 FR 100). That rule is effective immediately."), "held"),
        // The title says it, and no sentence does.
        (Acting { title: DELAY, ..body("More time is needed before 91 FR 100 applies.") }, "held"),
    ]);
}

#[test]
fn what_an_act_leaves_as_it_is_counts_where_it_is_ordered() {
    all(&[
        // It leaves other documents and matters as they are.
        (
            Acting {
                body: "The withdrawal does not affect the rule published on January 12, 2026.",
                ..delay("The final rule published January 5, 2026, at 91 FR 100, is withdrawn as of January 20, 2026.")
            },
            "never",
        ),
        (
            Acting {
                body: "The delay will not affect license applications now pending.",
                ..delay("The effective date of the rule at 91 FR 100 is delayed until June 1, 2026.")
            },
            "2026-06-01",
        ),
        // It leaves some of its orders as they are, which another sentence says.
        (
            Acting {
                body: "The delay does not affect the removal in that rule, at 91 FR 102.",
                ..delay("The effective date of the rule at 91 FR 100 is delayed until June 1, 2026.")
            },
            "held",
        ),
        (
            Acting {
                body: "The delay will not affect pending applications or the removal of one entity.",
                ..delay("The effective date of the rule at 91 FR 100 is delayed until June 1, 2026.")
            },
            "held",
        ),
    ]);
}

#[test]
fn what_does_nothing_to_the_rule_calls_nobody() {
    all(&[
        // What recounts, denies, proposes or asks, and what is done to other documents or dates, calls nobody.
        (body("On January 5, 2026 (91 FR 100), BIS added one entity."), "2026-02-04"),
        (body("The effective date of the rule at 91 FR 100 is not delayed."), "2026-02-04"),
        (body("A company petitioned BIS to stay the rule at 91 FR 100."), "2026-02-04"),
        (
            body("The court vacated the denial order as to one party; the court cited 91 FR 100 as an example."),
            "2026-02-04",
        ),
        (body("Like the rule published at 91 FR 100, it is exempt from the delay in effective date."), "2026-02-04"),
        (
            Acting {
                title: "Order Suspending Export Privileges",
                action: "Notice.",
                ..body("The export privileges are suspended for 180 days. The rule at 91 FR 100 named others.")
            },
            "2026-02-04",
        ),
        (body("This rule is effective immediately; compare the rule at 91 FR 100."), "2026-02-04"),
        (body("The 30-day delay in effective date does not apply; see 91 FR 100."), "2026-02-04"),
        (body("The comment period of the rule at 91 FR 100 is extended to June 1, 2026."), "2026-02-04"),
        (
            Acting {
                kind: "Proposed Rule",
                action: "Proposed rule.",
                ..body("BIS proposes to delay the effective date of 91 FR 100.")
            },
            "2026-02-04",
        ),
        (
            delay(
                "The effective date of the rule published December 3, 2025, at 90 FR 44000, is delayed until June 1, 2026.",
            ),
            "2026-02-04",
        ),
    ]);
}

/// Another agency's rule can begin on the page on which ours does, or on its last one.
#[test]
fn a_page_alone_is_not_certain_in_a_document_of_another_agency() {
    const DELAYED: [(&str, i32); 4] = [
        ("The effective date of the rule published at 91 FR 100 is delayed until June 1, 2026.", 3),
        ("The effective date of the rule published at 91 FR 103 is delayed until June 1, 2026.", 0),
        ("The effective date of FR Doc. 2026-00007, 91 FR 100, is delayed until June 1, 2026.", 0),
        ("The effective date of FR Doc. 2026-00001, 91 FR 100, is delayed until June 1, 2026.", 3),
    ];
    for (words, code) in DELAYED {
        let desk = Desk::with_list();
        put_target(&desk, "rules");
        let acting = Acting { title: "Fisheries; Delay of Effective Date", ..body(words) };
        acting.put(&desk, "rules");
        let of_another = "<PREAMB><AGENCY>DEPARTMENT OF COMMERCE</AGENCY><SUBAGY>Oceanic Administration</SUBAGY>";
        desk.file("rules/2026-00031.xml", acting.xml().replacen("<PREAMB>", of_another, 1));
        assert_eq!(desk.run(&["import", desk.path("rules").to_str().unwrap()]).code, code, "{words}");
        assert_eq!(in_force_from(&store(&desk)), "2026-02-04", "{words}");
    }
}

/// Words in which a person would see an act at once.
#[test]
fn an_act_is_seen_in_whatever_words() {
    all(&[
        // The day with its weekday and hour; "is" far behind the words for it; an old day beside it.
        (
            delay(
                "The effective date of the rule at 91 FR 100 is delayed until 12:01 a.m. Eastern Standard Time on Monday, June 1, 2026.",
            ),
            "2026-06-01",
        ),
        (delay("The new effective date of the rule at 91 FR 100 is June 1, 2026."), "2026-06-01"),
        (body("The rule at 91 FR 100 takes effect on June 1, 2026, instead of February 4, 2026."), "2026-06-01"),
        (body("BIS pushes the effective date of the rule at 91 FR 100 back to June 1, 2026."), "2026-06-01"),
        // What stands before the clause that acts takes nothing from it.
        (
            body(
                "Under 5 U.S.C. 553(b)(B), BIS for good cause delays the effective date of the rule at 91 FR 100 until June 1, 2026.",
            ),
            "2026-06-01",
        ),
        (
            body(
                "In response to a petition, BIS is delaying the effective date of the rule at 91 FR 100 until June 1, 2026.",
            ),
            "2026-06-01",
        ),
        (
            body(
                "The comment period of the rule at 91 FR 100 is reopened, and the rule is delayed until June 1, 2026.",
            ),
            "2026-06-01",
        ),
        // Of what is it the effectiveness, the rule's or the period's?
        (
            Acting {
                summary: "BIS reopens the comment period of the rule at 91 FR 100 and stays its effectiveness until June 1, 2026.",
                ..PLAIN
            },
            "held",
        ),
        // What is inserted between the verb and its object.
        (body("The Department suspends for 60 days the effectiveness of the rule at 91 FR 100."), "2026-04-05"),
        (body("The court issued an order staying, under 5 U.S.C. 705, the final rule published at 91 FR 100."), "held"),
        (body("Because BIS received adverse comment, it is withdrawing the rule published at 91 FR 100."), "never"),
        (body("After withdrawing the rule at 91 FR 100, BIS began a new review."), "held"),
        (body("Since the withdrawal of the rule at 91 FR 100, exporters have asked for advice."), "held"),
        (body("BIS will not make the rule at 91 FR 100 effective on February 4, 2026."), "held"),
        (body("BIS has decided not to go ahead with the rule published at 91 FR 100."), "held"),
        (body("BIS has chosen not to implement the rule at 91 FR 100."), "held"),
        (body("Exporters are excused from the rule at 91 FR 100."), "held"),
        (body("The public should treat FR Doc. 2026-00001 as never having been published."), "held"),
        (
            body("The date on which the amendments at 91 FR 100 become operative has been changed to June 1, 2026."),
            "held",
        ),
        (body("The rule at 91 FR 100 shall have no legal effect until June 1, 2026."), "2026-06-01"),
        (body("BIS acted on facts that proved wrong (91 FR 100). For that reason the listing is withdrawn."), "held"),
        // Whatever else is done to a rule as a whole.
        (body("This document supersedes the final rule published at 91 FR 100."), "held"),
        (body("FR Doc. 2026-00001 was inadvertently published and should be disregarded."), "held"),
        (body("The rule published at 91 FR 100 is void."), "held"),
        (body("The rule published at 91 FR 100 will no longer take effect on February 4, 2026."), "held"),
        (body("The rule published at 91 FR 100 is amended by removing the entry for Alder Traders."), "held"),
        (body("The rule published at 91 FR 100 contained an error in the name of one entity."), "held"),
        // Another coming day of effect than the one that stands.
        (body("The rule published at 91 FR 100 is effective March 2, 2026."), "held"),
        // The number is that of the rule, whatever the words are.
        (
            Acting {
                number: "R1-2026-00001",
                title: "Revisions to the Entity List",
                ..body(
                    "Editorial note: Errors were made in the issue of January 5, 2026; the document is printed here in its entirety.",
                )
            },
            "held",
        ),
    ]);
}

/// No list of verbs is complete: a predicate by which nobody recounts a rule is for a person.
#[test]
fn what_is_said_in_unknown_words_is_held() {
    let head = |summary| (Acting { summary, ..PLAIN }, "held");
    let said = |words| (body(words), "held");
    all(&[
        said("The amendments made by the final rule at 91 FR 100 expire on March 2, 2026."),
        said("The final rule published January 5, 2026, at 91 FR 100, is hereby rolled back."),
        said("This document unwinds the additions made at 91 FR 100."),
        said("The Bureau declines to implement FR Doc. 2026-00001."),
        said("Notwithstanding the rule published at 91 FR 100, no license is required for Alder Traders."),
        said("BIS published a rule (91 FR 100). That rule is scrapped."),
        said("The rule published at 91 FR 100 runs only until May 1, 2026."),
        said("The rule published at 91 FR 100 takes effect two months later than stated."),
        said("The rule published at 91 FR 100 enters into force later than originally announced."),
        head("The rule at 91 FR 100 does not apply to Alder Traders."),
        head("Abandonment of the final rule published at 91 FR 100."),
        // The predicate is an innocent one, and what follows is not.
        said("The final rule published at 91 FR 100 is made inoperative."),
        said("The rule at 91 FR 100 is no longer to be given effect."),
        said("The rule at 91 FR 100 must not be relied upon."),
        // Something else than the rule is the subject.
        said("The entity added by the rule of January 5, 2026 (91 FR 100) is listed no longer."),
        said("Compliance with the rule published at 91 FR 100 is not required."),
        said("Alder Traders, which was added at 91 FR 100, comes off the Entity List."),
        // A slip, wherever it is said; an order within the rule.
        said("The words “Alder Traders” in the rule published at 91 FR 100 were a mistake."),
        said("For “Alder Traders” in 91 FR 100, read “Alder Trading”."),
        said("In the rule published at 91 FR 100, instruction 2.b is removed."),
        // Another coming day, whatever is said of it.
        said("The entity named at 91 FR 100 may be dealt with as before until June 1, 2026."),
        said("The public should consider June 1, 2026, the effective date of the rule published at 91 FR 100."),
        // Another construction: a complement, an act as a noun, an order in quotation marks, a note to the regulations.
        said("BIS grants relief from the rule at 91 FR 100 to all exporters."),
        said("A stay of the rule published at 91 FR 100 was entered on January 19, 2026."),
        said("The court ordered: “The final rule published at 91 FR 100 is VACATED.”"),
        said(
            "At 91 FR 100, supplement no. 4 was amended. At 91 FR 900, the effective date of this amendment was delayed until June 1, 2026.",
        ),
        head("I hereby suspend, for a period of 90 days from today, the effectiveness of the rule at 91 FR 100."),
        // The sentence behind the one that names the rule.
        said("BIS published a rule (91 FR 100). It is scrapped."),
        said("BIS published a rule (91 FR 100). The rule lapses today."),
    ]);
}

/// Nor does a rule call a person because another one tells of it.
#[test]
fn what_recounts_a_rule_in_other_words_calls_nobody() {
    let said = |words| (body(words), "2026-02-04");
    all(&[
        said("Since the publication of the rule at 91 FR 100, BIS has received information about Alder Traders."),
        said("As described in the rule published January 5, 2026 (91 FR 100), the committee acts on evidence."),
        said(
            "The committee reviewed the entries added by the rule published at 91 FR 100 and decided to add one more.",
        ),
        said("In addition to the entities added by the rule published at 91 FR 100, others are being reviewed."),
        said("The January 5, 2026 rule (91 FR 100) is available at www.federalregister.gov."),
        said("The savings clause of the rule at 91 FR 100 continues to apply."),
        said("Additional background is provided in the preamble of the rule published at 91 FR 100."),
        said("The information collection in the rule at 91 FR 100 was approved under control number 0694-0088."),
        said("No license exceptions are available for exports to the entities added at 91 FR 100."),
        said("Like the rule at 91 FR 100, this rule is not subject to notice and comment."),
        said("BIS published a rule (91 FR 100). It added one entity. It is important that exporters read it."),
        // What the rule does itself, others want of it, and a quotation cites.
        said("The rule at 91 FR 100 widened the scope of the control."),
        said("The complaint asks the court to declare the rule at 91 FR 100 unlawful and to vacate it."),
        said("The court remanded the rule at 91 FR 100 to BIS without vacatur."),
        said("The item “Presentation on the rule at 91 FR 100” has been moved to the closed session."),
        // Its own day, and days of other matters.
        said("The entity to be listed from February 4, 2026, by the rule at 91 FR 100 is a trading company."),
        said("Comments on the rule at 91 FR 100 are accepted until June 1, 2026."),
        said("Shipments en route under the rule at 91 FR 100 may proceed until March 4, 2026."),
    ]);
}

/// What a sentence elsewhere leaves out is not moved in silence.
#[test]
fn an_act_on_some_orders_is_held() {
    const DELAYED: &str = "The effective date of the rule at 91 FR 100 is delayed until June 1, 2026.";
    all(&[
        (
            Acting {
                body: "This delay does not apply to the removal of the entry for Lapis Road Traders.",
                ..delay(DELAYED)
            },
            "held",
        ),
        (Acting { body: "The removal of one entity remains effective February 4, 2026.", ..delay(DELAYED) }, "held"),
        (
            delay(
                "The effective date of the additions under Afghanistan in the rule at 91 FR 100 is delayed until June 1, 2026.",
            ),
            "held",
        ),
        (
            delay(
                "The effective date of the rule at 91 FR 100, as it relates to Afghanistan, is delayed until June 1, 2026.",
            ),
            "held",
        ),
        (delay("The parts of the rule at 91 FR 100 concerning removals are delayed until June 1, 2026."), "held"),
        (
            delay(
                "BIS delays to June 1, 2026, that part of the interim final rule at 91 FR 100 that removes one entity.",
            ),
            "held",
        ),
        (delay("The listing of Alder Traders by the rule at 91 FR 100 is delayed until June 1, 2026."), "held"),
        (Acting { body: "Lapis Road Traders will still be removed on February 4, 2026.", ..delay(DELAYED) }, "held"),
        // Beside another document that is acted on: it is not certain that this one is.
        (
            delay(
                "The effective date of the rule at 91 FR 44, which is related to the rule at 91 FR 100, is delayed until June 1, 2026.",
            ),
            "held",
        ),
        (
            delay(
                "The effective date of the rule at 91 FR 44 is delayed until June 1, 2026; the rule at 91 FR 100 remains effective.",
            ),
            "2026-02-04",
        ),
        (delay("The rules at 91 FR 44 and 91 FR 100 are delayed until April 1, 2026, respectively."), "held"),
    ]);
}

#[test]
fn what_is_said_of_other_things_in_the_same_words_calls_nobody() {
    all(&[
        (
            body("Rules published at 91 FR 100 remain in effect until modified, superseded, set aside, or revoked."),
            "2026-02-04",
        ),
        (
            body(
                "The rule at 91 FR 100 delays the effect of the license requirement for shipments until June 1, 2026.",
            ),
            "2026-02-04",
        ),
        (body("The rule at 91 FR 100 suspended the use of License Exception STA."), "2026-02-04"),
        (body("Export licenses revoked by the rule at 91 FR 100 must be returned."), "2026-02-04"),
        (body("Nothing in this notice delays or withdraws the rule at 91 FR 100."), "2026-02-04"),
        (body("The general license expires on June 1, 2026; see 91 FR 100."), "2026-02-04"),
        (body("The rule at 91 FR 100 strikes a balance; it replaces the earlier license policy."), "2026-02-04"),
        (body("The rule at 91 FR 100 is effective February 4, 2026."), "2026-02-04"),
        (
            Acting {
                title: "Revisions to the Entity List; Confirmation of Effective Date",
                action: "Final rule; confirmation of effective date.",
                dates: "The effective date of February 4, 2026, for the rule at 91 FR 100 is confirmed.",
                ..PLAIN
            },
            "2026-02-04",
        ),
    ]);
}

/// A delay that is taken back before the first day has come: the rule stands as it was printed. Another day has to be said of
/// the rule itself, and after the first day nobody knows from when it is in force.
#[test]
fn what_takes_back_a_delay_lets_the_rule_stand_as_before() {
    for (published, words, expected) in [
        ("2026-01-28", "The document published at 91 FR 900 is withdrawn.", "2026-02-04"),
        (
            "2026-01-28",
            "BIS terminates the delay announced at 91 FR 900; the rule at 91 FR 100 takes effect on February 4, 2026.",
            "2026-02-04",
        ),
        (
            "2026-01-28",
            "BIS rescinds the delay of the rule at 91 FR 100. The rule is effective February 4, 2026, as published.",
            "2026-02-04",
        ),
        ("2026-01-28", "The delay published on January 20, 2026, at 91 FR 900, is rescinded.", "2026-02-04"),
        ("2026-02-10", "The document published at 91 FR 900 is withdrawn.", "held, 2026-04-01"),
        (
            "2026-01-28",
            "The document published at 91 FR 900 is withdrawn, and the rule at 91 FR 100 is withdrawn as well.",
            "never",
        ),
        (
            "2026-01-28",
            "The document published at 91 FR 900 is withdrawn. The rule at 91 FR 100 takes effect on March 2, 2026.",
            "held, 2026-04-01",
        ),
        (
            "2026-01-28",
            "The delay published at 91 FR 900 is rescinded. BIS withdraws the rule at 91 FR 100, the subject of the document at 91 \
             FR 900.",
            "held, 2026-04-01",
        ),
        (
            "2026-01-28",
            "The part of the document published at 91 FR 900 that concerns removals is withdrawn.",
            "held, 2026-04-01",
        ),
        ("2026-01-28", "BIS may withdraw the document published at 91 FR 900.", "2026-04-01"),
        (
            "2026-01-28",
            "The rule at 91 FR 100 is effective February 4, 2026, as originally published.",
            "held, 2026-04-01",
        ),
        ("2026-01-28", "BIS is reinstating the original effective date of the rule at 91 FR 100.", "held, 2026-04-01"),
        (
            "2026-01-28",
            "The rule at 91 FR 100, delayed to April 1, 2026, at 91 FR 900, is effective February 20, 2026.",
            "held, 2026-04-01",
        ),
    ] {
        let undoing = Acting { number: "2026-00033", published, page: 990, ..body(words) };
        assert_eq!(outcome(&[&[None, Some(FIRST), Some(undoing)]]), expected, "{words}");
        assert_eq!(outcome(&[&[Some(undoing)], &[Some(FIRST)], &[None]]), expected, "{words}, in reverse");
    }
}

/// A withdrawal that is itself withdrawn, and a delay without a day that is followed by one.
#[test]
fn what_was_withdrawn_or_put_off_without_a_day_is_in_force_again_as_said() {
    const WITHDRAWN: &str =
        "The final rule published January 5, 2026, at 91 FR 100, is withdrawn as of January 20, 2026.";
    const OPEN: &str = "The effective date of the rule at 91 FR 100 is delayed indefinitely.";
    const REINSTATED: &str = "Revisions to the Entity List; Reinstatement of Final Rule";
    const ANNOUNCED: &str = "Revisions to the Entity List; Announcement of Effective Date";
    let again = |title, dates| Acting {
        number: "2026-00033",
        published: "2026-01-28",
        page: 990,
        title,
        action: "Final rule.",
        dates,
        ..PLAIN
    };
    for (first, second, expected) in [
        (
            WITHDRAWN,
            again(REINSTATED, "The withdrawal published at 91 FR 900 is itself withdrawn as of January 28, 2026."),
            "2026-02-04",
        ),
        (WITHDRAWN, again(REINSTATED, "The withdrawal published on January 20, 2026, is rescinded."), "2026-02-04"),
        (
            WITHDRAWN,
            again(
                REINSTATED,
                "The withdrawal published at 91 FR 900 is rescinded, and the rule at 91 FR 100 is effective June 1, 2026.",
            ),
            "held, never",
        ),
        (OPEN, again(ANNOUNCED, "The final rule published at 91 FR 100 is effective June 1, 2026."), "2026-06-01"),
        (
            WITHDRAWN,
            again(ANNOUNCED, "The final rule published at 91 FR 100 is effective June 1, 2026."),
            "held, never",
        ),
    ] {
        assert_eq!(outcome(&[&[None, Some(delay(first)), Some(second)]]), expected, "{second:?}");
    }
}

/// A delay that is put off again, and a rule that is withdrawn behind its delay, in whatever words.
#[test]
fn what_is_done_to_a_delay_is_done_to_what_it_delays() {
    for (words, expected) in [
        ("The effective date announced in 91 FR 900 is further delayed until June 1, 2026.", "2026-06-01"),
        (
            "The effective date of the rule at 91 FR 100, which was delayed until April 1, 2026, at 91 FR 900, is delayed \
             indefinitely.",
            "never",
        ),
        ("The delay of the rule at 91 FR 100, announced at 91 FR 900, is extended to June 1, 2026.", "2026-06-01"),
        (
            "At 91 FR 900, BIS delayed until April 1, 2026, the effective date of the rule at 91 FR 100. This action extends \
             that delay until June 1, 2026.",
            "2026-06-01",
        ),
        ("BIS prolongs the delay published at 91 FR 900 until June 1, 2026.", "2026-06-01"),
        (
            "In FR Doc. 2026-00031, in the DATES section, “April 1, 2026” is corrected to read “June 1, 2026”.",
            "2026-06-01",
        ),
        (
            "The rule published at 91 FR 100, and deferred at 91 FR 900, will not become effective. BIS hereby withdraws it.",
            "never",
        ),
        ("BIS is withdrawing the rule at 91 FR 100, which 91 FR 900 had delayed.", "never"),
        // An earlier day, a day that was not said, and what is no delay, are for a person.
        ("The effective date announced in 91 FR 900 is moved up to March 2, 2026.", "held, 2026-04-01"),
        (
            "In FR Doc. 2026-00031, in the DATES section, “April 2, 2026” is corrected to read “June 1, 2026”.",
            "held, 2026-04-01",
        ),
        ("The stay announced in 91 FR 900 is over.", "held, 2026-04-01"),
    ] {
        let again = Acting { number: "2026-00033", published: "2026-01-28", page: 990, ..body(words) };
        assert_eq!(outcome(&[&[None, Some(FIRST), Some(again)]]), expected, "{words}");
        assert_eq!(outcome(&[&[Some(again)], &[Some(FIRST)], &[None]]), expected, "{words}, in reverse");
    }
}

/// Two rules in one sentence, each put off to its own day; and a day of effect of another rule is not that of the document.
#[test]
fn each_of_two_rules_has_its_own_day() {
    all(&[
        (
            delay(
                "The effective date of the rule at 91 FR 44 is delayed until April 1, 2026, and the effective date of the rule at \
                 91 FR 100 is delayed until June 1, 2026.",
            ),
            "2026-06-01",
        ),
        (
            delay(
                "The effective date of the rule at 91 FR 100 is delayed until June 1, 2026. The final rule published at 91 FR 44 \
                 takes effect on March 2, 2026, as published.",
            ),
            "2026-06-01",
        ),
        (
            delay(
                "Effective January 20, 2026, the amendments made by the rule at 91 FR 100 are stayed until June 1, 2026.",
            ),
            "2026-06-01",
        ),
    ]);
}

/// One of two rules that is named by its place among them: the former and the latter are certain, others a person tells.
#[test]
fn one_of_two_rules_that_is_named_by_its_place_is_held() {
    const TWO: &str = "On January 5, 2026, BIS published two rules (91 FR 100 and 91 FR 44). ";
    for (words, expected) in [
        ("BIS now withdraws the latter.", "2026-02-04"),
        ("The effective date of the latter is delayed until June 1, 2026.", "2026-02-04"),
        ("Having heard from industry, BIS stays the former indefinitely.", "never"),
        ("The effective date of the former is delayed until June 1, 2026.", "2026-06-01"),
    ] {
        let summary: &'static str = format!("{TWO}{words}").leak();
        assert_eq!(outcome(&[&[None, Some(Acting { title: DELAY, summary, ..PLAIN })]]), expected, "{words}");
    }
    for words in [
        "BIS is delaying the second until June 1, 2026.",
        "The first is delayed until June 1, 2026.",
        "BIS delays the former and withdraws the latter.",
        "The other will take effect as published, and the second is postponed until June 1, 2026.",
        "BIS is delaying both until June 1, 2026.",
        "BIS withdraws them.",
    ] {
        let summary: &'static str = format!("{TWO}{words}").leak();
        for title in [DELAY, PLAIN.title] {
            let acting = Acting { title, summary, ..PLAIN };
            let found = outcome(&[&[None, Some(acting)]]);
            assert!(found.starts_with("held"), "{found}: {words} {title}");
        }
    }
}

const FIRST: Acting = Acting {
    title: DELAY,
    dates: "The effective date of the final rule published January 5, 2026, at 91 FR 100, is delayed until April 1, 2026.",
    ..PLAIN
};
const AGAIN: Acting = Acting {
    number: "2026-00040",
    published: "2026-03-20",
    page: 1900,
    title: DELAY,
    dates: "The effective date of the final rule at 91 FR 100, delayed until April 1, 2026, at 91 FR 900, is further delayed \
            until June 1, 2026.",
    ..PLAIN
};
/// The same as [`AGAIN`], of the delay instead of the rule.
const OF_THE_DELAY: Acting = Acting {
    dates: "The effective date announced in the document published at 91 FR 900 is further delayed until June 1, 2026.",
    ..AGAIN
};
const WITHDRAWAL: Acting = Acting {
    number: "2026-00050",
    published: "2026-05-04",
    page: 2900,
    title: "Revisions to the Entity List; Withdrawal",
    dates: "The final rule published at 91 FR 100 is withdrawn.",
    ..PLAIN
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// The last word wins by day of publication, not by arrival.
    #[test]
    fn any_order_of_arrival_gives_the_same_list(
        again in proptest::sample::select(vec![AGAIN, OF_THE_DELAY]),
        order in Just(vec![0, 1, 2, 3]).prop_shuffle(),
        which in proptest::sample::subsequence(vec![1, 2, 3], 1..=3),
        cuts in proptest::collection::vec(any::<bool>(), 4),
    ) {
        let documents = [None, Some(FIRST), Some(again), Some(WITHDRAWAL)];
        let kept = |at: &usize| *at == 0 || which.contains(at);
        let mut arriving: Vec<Vec<Option<Acting>>> = vec![Vec::new()];
        for (at, cut) in order.into_iter().filter(kept).zip(cuts) {
            if cut {
                arriving.push(Vec::new());
            }
            arriving.last_mut().unwrap().push(documents[at]);
        }
        let arriving: Vec<_> = arriving.iter().filter(|batch| !batch.is_empty()).map(Vec::as_slice).collect();
        let in_order: Vec<_> = (0..4).filter(kept).map(|at| documents[at]).collect();
        let one_by_one: Vec<_> = in_order.chunks(1).collect();
        prop_assert_eq!(outcome(&arriving), outcome(&one_by_one));
    }
}

/// An overlay decides what a person found out; an acknowledgement only says that somebody has seen it.
#[test]
fn entries_are_in_doubt_until_a_document_or_an_overlay_decides() {
    let desk = Desk::with_list();
    put_target(&desk, "rules");
    let vague = Acting {
        title: DELAY,
        dates: "The effective date of the rule at 91 FR 100 is delayed for two months.",
        ..PLAIN
    };
    vague.put(&desk, "rules");
    let rules = desk.path("rules").to_str().unwrap().to_owned();
    desk.ends_with(3, &["import", &rules]);
    let doubted = || {
        let entries = desk.ndjson(&["list", "--as-of", "2026-12-31"]);
        entries.iter().filter(|entry| entry.get("in_doubt").is_some()).count()
    };
    assert_eq!(doubted(), 1);
    let shown = desk.done(&["show", "Alder Traders", "--as-of", "2026-12-31"]);
    assert!(shown.contains("in doubt, see finding"), "{shown}");
    for format in ["text", "md", "html", "mail"] {
        let report = desk.done(&["report", "--document", TARGET, "--format", format]);
        let report = report.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(report.contains("In doubt, see finding"), "{format}: {report}");
    }
    for format in ["json", "csv"] {
        let report = desk.done(&["report", "--document", TARGET, "--format", format]);
        assert!(report.contains("in_doubt"), "{format}: {report}");
    }
    let findings = desk.ndjson(&["findings"]);
    let held = findings.iter().find(|finding| text_of(finding, "code") == "act-held").unwrap();
    let number = held["id"].to_string();
    desk.done(&["acknowledge", &number, "--by", "KL", "--reason", "read"]);
    assert_eq!(doubted(), 1, "an acknowledgement decides nothing");
    desk.file(
        "overlays/2026-00031.toml",
        "reviewer = \"KL\"\n[[accept]]\ncode = \"act-held\"\nreason = \"two months are April 4; see the overlay of 2026-00001\"\n",
    );
    desk.file(
        "overlays/2026-00001.toml",
        "reviewer = \"KL\"\n[[replace]]\nprinted = \"February 4, 2026\"\nread = \"April 1, 2026\"\nreason = \"delayed\"\n",
    );
    let ended = desk.run(&["import", &rules]);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    assert_eq!((doubted(), in_force_from(&store(&desk)).as_str()), (0, "2026-04-01"));
}

/// A reading of the words that act reaches the rule that they act on.
#[test]
fn an_overlay_of_the_acting_document_says_what_is_meant() {
    let desk = Desk::with_list();
    put_target(&desk, "rules");
    body("The effective date of the rule at 91 FR 100 is delayed for two months.").put(&desk, "rules");
    let rules = desk.path("rules").to_str().unwrap().to_owned();
    desk.ends_with(3, &["import", &rules]);
    desk.file(
        "overlays/2026-00031.toml",
        "reviewer = \"KL\"\n[[replace]]\nprinted = \"for two months\"\nread = \"until April 4, 2026\"\nreason = \"counted\"\n",
    );
    let ended = desk.run(&["import", &rules]);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    assert_eq!(in_force_from(&store(&desk)), "2026-04-04");
}

fn without_tags(html: &str) -> String {
    html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
}

#[test]
fn what_was_told_before_is_corrected_by_the_report_of_the_delay() {
    for (acting, words) in [
        (FIRST, "“Alder Traders” (AFGHANISTAN) was to be added on 2026-02-04, delayed to 2026-04-01 by 2026-00031"),
        (WITHDRAWAL, "“Lapis Road Traders” (AFGHANISTAN) was to be removed on 2026-02-04, withdrawn by 2026-00050"),
    ] {
        let desk = Desk::with_list();
        put_target(&desk, "first");
        desk.done(&["import", desk.path("first").to_str().unwrap()]);
        Acting { published: "2026-01-20", ..acting }.put(&desk, "second");
        for report in [
            desk.done(&["import", desk.path("second").to_str().unwrap()]),
            desk.done(&["report", "--format", "html"]),
            desk.done(&["report", "--format", "json"]),
            without_tags(&desk.done(&["report", "--format", "mail"])),
        ] {
            let report = report.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(report.contains(words), "{words}: {report}");
        }
    }
}

/// Whether the rule has added its entry by a day, and whether it has removed the other one.
fn changed_on(desk: &Desk, day: &str) -> (bool, bool) {
    let entries = desk.ndjson(&["list", "--as-of", day]);
    let afghan = |entry: &&Value| text_of(entry, "country") == "AFGHANISTAN";
    let any = |name: &str| entries.iter().filter(afghan).any(|entry| text_of(entry, "name") == name);
    (any("Alder Traders"), !any("Lapis Road Traders"))
}

/// A part of an instruction is named by its letters, and the rest takes effect as printed; what no order bears is held.
#[test]
fn an_act_on_part_of_a_rule_moves_that_part() {
    for (numbers, added, removed, code) in [
        ("instruction 2.b", true, false, 0),
        ("instruction 2(a)", false, true, 0),
        ("instructions 2.a and 2.b", false, false, 0),
        ("instructions 2.a through b", false, false, 0),
        ("instruction 2.c", true, true, 3),
        ("instructions 2.b and 3", true, true, 3),
        ("some instructions", true, true, 3),
        ("instruction 2.b is effective as published; amendatory instruction 2.a", true, true, 3),
    ] {
        for done in ["is withdrawn", "is delayed until December 1, 2026"] {
            let words = format!("Amendatory {numbers} of the final rule published at 91 FR 100 {done}.");
            let desk = Desk::with_list();
            put_target(&desk, "rules");
            body(words.leak()).put(&desk, "rules");
            let path = desk.path("rules").to_str().unwrap().to_owned();
            assert_eq!(desk.run(&["import", &path]).code, code, "{numbers} {done}");
            assert_eq!(changed_on(&desk, "2026-06-01"), (added, removed), "{numbers} {done}");
        }
    }
}

/// What DATES leaves out by the number of its instruction is left out; the rest is delayed.
#[test]
fn an_instruction_that_is_left_out_of_a_delay_takes_effect_as_printed() {
    const DELAYED: &str = "The effective date of the rule at 91 FR 100 is delayed until December 1, 2026.";
    const PART: &str =
        "The effective date of amendatory instruction 2.a in the rule at 91 FR 100 is delayed until December 1, 2026.";
    for (dates, added, removed, code) in [
        (format!("{PART} Amendatory instruction 2.b remains effective February 4, 2026."), false, true, 0),
        (format!("{PART} Amendatory instruction 2 remains effective February 4, 2026."), true, true, 3),
        (format!("{DELAYED} This delay does not affect amendatory instruction 2.b."), false, true, 0),
        (format!("{DELAYED} This delay does not apply to amendatory instruction 2.a."), true, false, 0),
        (format!("{DELAYED} This delay does not affect amendatory instruction 9."), true, true, 3),
        (format!("{DELAYED} This delay applies only to amendatory instruction 2.b."), true, true, 3),
        (
            format!("{DELAYED} This delay does not affect any amendment other than amendatory instruction 2.b."),
            true,
            true,
            3,
        ),
        (
            format!("{DELAYED} This delay does not apply to amendatory instruction 2, as it relates to additions."),
            true,
            true,
            3,
        ),
    ] {
        let desk = Desk::with_list();
        put_target(&desk, "rules");
        delay(dates.clone().leak()).put(&desk, "rules");
        let path = desk.path("rules").to_str().unwrap().to_owned();
        assert_eq!(desk.run(&["import", &path]).code, code, "{dates}");
        assert_eq!(changed_on(&desk, "2026-06-01"), (added, removed), "{dates}");
    }
}

/// What stands beside an act, its reason or purpose and a length of time, names no part of the rule; DATES, which has effect,
/// says how much of it is meant where another sentence uses words that are not known.
#[test]
fn a_reason_beside_an_act_names_no_part() {
    const DATES: &str = "The effective date of the rule at 91 FR 100 is delayed until April 1, 2026.";
    let summary = |summary| Acting { summary, ..delay(DATES) };
    all(&[
        (
            summary(
                "BIS delays the rule at 91 FR 100 for eight weeks, so that the removals can be explained, until April 1, 2026.",
            ),
            "2026-04-01",
        ),
        (
            summary(
                "Because the additions need another look, BIS delays the effective date of the rule at 91 FR 100 until April 1, 2026.",
            ),
            "2026-04-01",
        ),
        (
            summary(
                "In line with the memorandum on frozen measures, BIS delays the implementation and enforcement of the rule at 91 FR 100 until April 1, 2026.",
            ),
            "2026-04-01",
        ),
        (
            body(
                "In addition, this rule suspends the removals in the rule published at 91 FR 100 until April 1, 2026.",
            ),
            "held",
        ),
        (summary("BIS delays one of the amendments made by the rule at 91 FR 100 until April 1, 2026."), "held"),
        (summary("BIS delays the footnote designations in the rule at 91 FR 100 until April 1, 2026."), "held"),
        (
            summary(
                "BIS delays the rule at 91 FR 100 until April 1, 2026, because of the memorandum, only as to the removal.",
            ),
            "held",
        ),
        (
            Acting {
                body: "In FR Doc. 2026-00001, on page 100, in the second column, the DATES section is corrected to read as \
                       follows:|“DATES: This rule is effective April 1, 2026.”",
                title: "Revisions to the Entity List; Correction",
                action: "Final rule; correction.",
                ..PLAIN
            },
            "2026-04-01",
        ),
        (
            Acting {
                body: "The rule entitled “Revisions to the Entity List” was published on January 5, 2026, under Docket No. \
                       260105-0001 (RIN 0694-ZZ01). BIS is therefore deferring the effective date of that rule. It will now take \
                       effect on April 1, 2026.",
                ..delay("")
            },
            "2026-04-01",
        ),
        (
            delay(
                "The final rule published January 5, 2026, at 91 FR 100, and delayed January 12, 2026, is withdrawn as of \
                 January 20, 2026.",
            ),
            "never",
        ),
        (
            summary(
                "BIS is postponing the effective date of the rule at 91 FR 100, in light of pending litigation, to April 1, 2026.",
            ),
            "2026-04-01",
        ),
        (
            Acting {
                title: "Delay of Effective Date for Two Regulations Published in January 2026",
                body: "The regulations are:|1. Revisions to the Entity List, 91 FR 100, January 5, 2026.",
                ..delay("The effective date of each regulation listed in this document is delayed to April 1, 2026.")
            },
            "2026-04-01",
        ),
        (
            Acting {
                title: "Revisions to the Entity List; Correction",
                action: "Final rule; correction.",
                body: "In FR Doc. 2026-00001, beginning on page 100 in the Federal Register of January 5, 2026, the following \
                       correction is made:|On page 100, in the first column, the DATES section is corrected to read as \
                       follows:|“DATES: This rule is effective April 1, 2026.”",
                ..PLAIN
            },
            "2026-04-01",
        ),
    ]);
}

/// Verbs that are refused together do nothing; one behind what is decided instead acts.
#[test]
fn what_is_refused_in_a_row_is_not_done() {
    const ASKED: &str = "BIS published the rule at 91 FR 100. ";
    for (words, expected) in [
        (
            "BIS therefore declines to delay the effective date, to stay the rule, or to withdraw any part of it. The rule \
             will take effect on February 4, 2026, as published.",
            "2026-02-04",
        ),
        ("BIS refuses to stay the rule and to withdraw it.", "2026-02-04"),
        ("BIS declines to stay the rule, but has decided to withdraw it.", "never"),
        (
            "BIS has determined to withdraw the rule. The rule will take effect on February 4, 2026, as published.",
            "held",
        ),
    ] {
        let answer = Acting { kind: "Rule", ..body(format!("{ASKED}{words}").leak()) };
        assert_eq!(outcome(&[&[None, Some(answer)]]), expected, "{words}");
    }
}

/// An injunction calls a person in whatever words it is told of; one that is denied or asked for calls nobody.
#[test]
fn an_injunction_is_told() {
    const OF: &str = "The rule at 91 FR 100 bears an effective date of February 4, 2026.|";
    for (words, expected) in [
        (
            "On January 19, 2026, the court preliminarily enjoined the Department and its agents from implementing or \
             enforcing the rule, “insofar as it concerns plaintiff.”",
            "held",
        ),
        ("A preliminary injunction was entered in the litigation that concerns the rule at 91 FR 100.", "held"),
        ("The court enjoined enforcement of that rule, which may not be applied to the plaintiffs.", "held"),
        ("Should a court enjoin the rule, BIS would publish a document.", "2026-02-04"),
        ("The complaint asks the court to vacate the rule at 91 FR 100 and to enjoin its enforcement.", "2026-02-04"),
        ("The court declined to enjoin the rule at 91 FR 100.", "2026-02-04"),
    ] {
        let notice = Acting { kind: "Rule", ..body(format!("{OF}{words}").leak()) };
        assert_eq!(outcome(&[&[None, Some(notice)]]), expected, "{words}");
    }
}

/// What a sentence says in passing of an earlier delay is not what it does.
#[test]
fn what_was_done_before_is_said_in_passing() {
    const OPEN: &str = "The effective date of the rule at 91 FR 100 is delayed indefinitely.";
    const UNTIL: &str = "The effective date of the rule at 91 FR 100 is delayed until April 1, 2026.";
    for (first, second, expected) in [
        (
            UNTIL,
            "The effective date of the rule published January 5, 2026, at 91 FR 100, delayed until April 1, 2026, by a document \
             published on January 20, 2026, is further delayed until June 1, 2026.",
            "2026-06-01",
        ),
        (
            UNTIL,
            "BIS is advancing the effective date of the rule at 91 FR 100, which had been delayed until April 1, 2026, to \
             March 2, 2026.",
            "2026-03-31",
        ),
        (
            UNTIL,
            "BIS withdraws the rule at 91 FR 100, the effective date of which had been delayed until April 1, 2026.",
            "never",
        ),
        (
            OPEN,
            "The effective date of the rule at 91 FR 100, delayed indefinitely by the document published on January 20, 2026, is \
             June 1, 2026.",
            "2026-06-01",
        ),
    ] {
        let (title, action) = ("Revisions to the Entity List; Announcement of Effective Date", "Final rule.");
        let again = Acting { number: "2026-00033", published: "2026-01-28", page: 990, title, action, ..delay(second) };
        assert_eq!(outcome(&[&[None, Some(delay(first)), Some(again)]]), expected, "{second}");
    }
}

/// Two documents of one day that do different things to a rule: nobody knows which acts last.
#[test]
fn two_documents_of_one_day_that_differ_are_held() {
    let first = delay("The effective date of the rule at 91 FR 100 is delayed until April 1, 2026.");
    let second = Acting { number: "2026-00033", page: 990, ..delay("The rule at 91 FR 100 is withdrawn.") };
    assert_eq!(outcome(&[&[None, Some(first), Some(second)]]), "held, 2026-04-01");
    let same = Acting { number: "2026-00033", page: 990, ..first };
    assert_eq!(outcome(&[&[None, Some(first), Some(same)]]), "2026-04-01");
}

/// Words behind a day that name somebody, or a reason that says what is left, are of a part.
#[test]
fn what_stands_behind_the_day_can_name_a_part() {
    all(&[
        (delay("The rule at 91 FR 100 is delayed until April 1, 2026, for Alder Traders."), "held"),
        (delay("Of the rule at 91 FR 100, this document withdraws what concerns Afghanistan."), "held"),
        (delay("The rule “Additions of Entities,” published at 91 FR 100 (FR Doc. 2026-00001), is withdrawn."), "held"),
        (delay("The delay of the rule at 91 FR 100 until April 1, 2026, is confined to the addition."), "held"),
        (body("BIS withdraws the removal in the rule at 91 FR 100 in its entirety."), "held"),
        (body("BIS withdraws in full the addition made by the rule at 91 FR 100."), "held"),
        (body("All of the rule at 91 FR 100 but amendatory instruction 2.b is withdrawn."), "held"),
        (
            delay(
                "This document delays until April 1, 2026, all of the rule at 91 FR 100 other than amendatory instruction 2.b.",
            ),
            "held",
        ),
        (
            delay(
                "BIS delays the rule at 91 FR 100 until April 1, 2026, so that the removal alone takes effect on February 4.",
            ),
            "held",
        ),
        (
            delay(
                "The effective date of the rule at 91 FR 100 is delayed until the tenth day after the check is completed. BIS \
                 delays the rule at 91 FR 100 pending completion of the check.",
            ),
            "held",
        ),
    ]);
}

/// A correction of a paragraph whose words stand in no order corrects the preamble.
#[test]
fn a_corrected_paragraph_of_the_preamble_takes_nothing_off_the_dates() {
    let correction = |body| Acting {
        number: "C1-2026-00001",
        kind: "Correction",
        title: "Revisions to the Entity List",
        action: "",
        body,
        ..PLAIN
    };
    for (body, expected) in [
        (
            "In rule document 2026-00001, beginning on page 100 in the issue of Monday, January 5, 2026, make the following \
             corrections:|1. On page 100, in the second column, in DATES, “February 4, 2026” should read “April 1, 2026”.|2. On \
             page 101, in the first column, in the second full paragraph, in the ninth line, “end-use” should read “end-user”.",
            "2026-04-01",
        ),
        (
            "In rule document 2026-00001, beginning on page 100 in the issue of Monday, January 5, 2026, make the following \
             corrections:|1. On page 100, in the second column, in DATES, “February 4, 2026” should read “April 1, 2026”.|2. On \
             page 102, in the table, in the second entry, “7 Uper Road” should read “9 Upper Road”.",
            "held",
        ),
    ] {
        assert_eq!(outcome(&[&[None, Some(correction(body))]]), expected, "{body}");
    }
}

/// A stay of what a rule in force has added holds the entries back from its own day; what the rule removed is for a person.
#[test]
fn a_stay_of_a_rule_in_force_holds_what_it_added() {
    let stay = |dates| Acting {
        published: "2026-05-04",
        title: "Revisions to the Entity List; Stay",
        action: "Final rule; stay.",
        dates,
        ..PLAIN
    };
    for (dates, removes, code, stayed) in [
        ("Effective June 1, 2026, the rule published at 91 FR 100 is stayed indefinitely.", false, 0, true),
        (
            "Effective June 1, 2026, the amendment to supplement no. 4 to part 744 published at 91 FR 100 is stayed until further notice.",
            false,
            0,
            true,
        ),
        ("Effective June 1, 2026, the rule published at 91 FR 100 is stayed until December 1, 2026.", false, 0, true),
        ("Effective June 1, 2026, the rule published at 91 FR 100 is stayed in part.", false, 3, false),
        ("Effective June 1, 2026, the rule published at 91 FR 100 is stayed indefinitely.", true, 3, false),
    ] {
        let desk = Desk::with_list();
        put_target(&desk, "rules");
        if !removes {
            let path = desk.path("rules").join(format!("{TARGET}.xml"));
            let text = std::fs::read_to_string(&path).unwrap();
            let (before, rest) = text.split_once("<AMDPAR>b.").unwrap();
            let rest = rest.split_once("</AMDPAR>").unwrap().1;
            std::fs::write(&path, format!("{before}{rest}").replace("; and</AMDPAR>", ".</AMDPAR>")).unwrap();
        }
        stay(dates).put(&desk, "rules");
        assert_eq!(desk.run(&["import", desk.path("rules").to_str().unwrap()]).code, code, "{dates}");
        for (day, held_back) in [("2026-05-31", false), ("2026-06-01", stayed), ("2026-11-30", stayed)] {
            let entries = desk.ndjson(&["list", "--as-of", day]);
            let entry = entries.iter().find(|entry| text_of(entry, "name") == "Alder Traders").unwrap();
            assert_eq!(entry.get("stayed_until").is_some(), held_back, "{dates} {day}: {entry}");
        }
    }
}

/// As known before the delay, the rule was to be in force on its printed day.
#[test]
fn a_delay_is_not_known_before_it_is_published() {
    let desk = Desk::with_list();
    put_target(&desk, "rules");
    FIRST.put(&desk, "rules");
    desk.done(&["import", desk.path("rules").to_str().unwrap()]);
    for (known_by, listed) in [("2026-01-19", true), ("2026-01-20", false)] {
        let entries = desk.ndjson(&["list", "--as-of", "2026-03-01", "--known-by", known_by]);
        let found = entries.iter().any(|entry| text_of(entry, "name") == "Alder Traders");
        assert_eq!(found, listed, "known by {known_by}");
    }
}

#[test]
fn words_are_corrected_where_exactly_one_place_is_meant() {
    let correction =
        |body| Acting { title: "Revisions to the Entity List; Correction", published: "2026-01-12", body, ..PLAIN };
    for (body, expected) in [
        (
            "In FR Doc. 2026-00001, appearing on page 100 in the issue of January 5, 2026, make the following correction:|On page 102, in the table, in the entry for Alder Traders, “7 Upper Road” should read “17 Upper Road”.",
            "17 Upper Road",
        ),
        (
            "In the rule at 91 FR 100, “Presumption of denial” is corrected to read “Case-by-case review”.",
            "Case-by-case review",
        ),
        (
            "Accordingly, in rule FR Doc. 2026-00001, published at 91 FR 100 on January 5, 2026, make the following correction:|On \
             page 102, in supplement no. 4 to part 744, in the entry for “Alder Traders” under Afghanistan, remove “7 Upper \
             Road” and add in its place “17 Upper Road”.",
            "17 Upper Road",
        ),
        ("In the rule at 91 FR 100, “8 Upper Road” should read “17 Upper Road”.", "held"),
        ("In the rule at 91 FR 100, the heading “AFGHANISTAN” should read “ALBANIA”.", "held"),
        (
            "The rule at 91 FR 100 is corrected: the entry for “Alder Traders” reads as follows.|Alder Traders, Herat.",
            "held",
        ),
    ] {
        let desk = Desk::with_list();
        put_target(&desk, "rules");
        correction(body).put(&desk, "rules");
        let ended = desk.run(&["import", desk.path("rules").to_str().unwrap()]);
        let entries = desk.ndjson(&["list", "--as-of", "2026-03-01"]);
        let entry = entries.iter().find(|entry| text_of(entry, "name") == "Alder Traders").unwrap();
        match expected {
            "held" => assert!(ended.code == 3 && entry.get("in_doubt").is_some(), "{body}: {entry}"),
            words => assert!(ended.code == 0 && entry.to_string().contains(words), "{body}: {} {entry}", ended.out),
        }
    }
}

/// A corrected date is another effective date, though the document corrects by page and column.
#[test]
fn a_correction_of_the_dates_moves_the_effective_date() {
    let correction = Acting {
        number: "C1-2026-00001",
        kind: "Correction",
        title: "Revisions to the Entity List",
        action: "",
        body: "In rule document 2026-00001, beginning on page 100 in the issue of Monday, January 5, 2026, make the following \
               correction:|On page 100, in the second column, in DATES, “February 4, 2026” should read “April 1, 2026”.",
        ..PLAIN
    };
    assert_eq!(outcome(&[&[None, Some(correction)]]), "2026-04-01");
}

/// The page for readers acts as the XML does.
#[test]
fn the_web_page_of_a_document_acts_on_others_too() {
    use earwatch_law::document::{Given, page as web, record::DocumentRecord};
    let bytes = br#"{"document_number": "2026-00031", "type": "Rule", "publication_date": "2026-01-20", "volume": 91}"#;
    let record = DocumentRecord::from_json(bytes).unwrap();
    let given = |_: Option<&_>| Given { record: Some(record.clone()), ..Given::default() };
    let reading = web::read(&page(&FIRST.xml(), TODAY), &given).unwrap();
    let acts: Vec<_> = reading.acting.iter().flat_map(|document| &document.acts.acts).collect();
    assert!(acts.iter().any(|act| act.quote.contains("is delayed until April 1, 2026")), "{reading:?}");
}

/// An act reaches a document as a whole only by words for a whole; any other word beside it may name a part.
#[test]
fn what_stands_beside_an_act_decides_how_much_of_a_document_is_meant() {
    let said = |words, expected| (body(words), expected);
    all(&[
        // Abbreviated months and registers end no sentence; a range of pages, and its volume behind it.
        said("The rule published at 91 FR 100 (Jan. 5, 2026) is delayed until June 1, 2026.", "2026-06-01"),
        said("The effective date of the rule at 91 F.R. 100 is delayed until June 1, 2026.", "2026-06-01"),
        said("The rule published on pages 100–102 of volume 91 is delayed until June 1, 2026.", "2026-06-01"),
        // A column, a footnote, a condition of one entry is no whole.
        said("BIS delays until June 1, 2026, the footnote 1 designation in the rule at 91 FR 100.", "held"),
        said("The savings clause of the rule at 91 FR 100 is withdrawn.", "held"),
        said("The rule at 91 FR 100 is stayed for items designated EAR99.", "held"),
        // Two documents joined by "and": the second one is not the first one's docket.
        said(
            "BIS delays until June 1, 2026, the rule at 91 FR 80 and the rule titled “Revisions to the Entity List” (Docket No. \
             260105-0001).",
            "2026-06-01",
        ),
        // A court's judgment, told with a participle.
        said("The court issued a judgment vacating the final rule published at 91 FR 100.", "held"),
        said("The rule at 91 FR 100 stands suspended by operation of law.", "held"),
        said("The rule at 91 FR 100 is to be reissued with a later effective date.", "held"),
        said("The rule at 91 FR 100 is closed.", "held"),
        // In a heading.
        said("See below.</P><HD>Delay of the Effective Date of the Rule at 91 FR 100</HD><P>It is delayed.", "held"),
    ]);
}

/// The document that is acted on is named in another sentence than the one that acts: a person decides.
#[test]
fn an_act_that_names_no_document_is_on_one_that_is_named_elsewhere() {
    let said = |words| (body(words), "held");
    all(&[
        said(
            "A rule was published (91 FR 100). Industry asked for time. BIS is moving the effective date to June 1, 2026.",
        ),
        said(
            "BIS published a rule at 91 FR 100 (the January rule).|More time is needed.|BIS withdraws the January rule.",
        ),
        said(
            "BIS added an entity (91 FR 100).|It was reviewed.|The addition was wrong, and the rule is accordingly rescinded.",
        ),
        said("This concerns 91 FR 100 (the 2026 Rule).|The 2026 Rule will now be effective on June 1, 2026."),
        (
            Acting {
                summary: "This document delays the effective date of a recent final rule until June 1, 2026.",
                dates: "January 20, 2026. The final rule was published January 5, 2026, at 91 FR 100.",
                ..PLAIN
            },
            "held",
        ),
    ]);
}

/// Something else than the document is delayed, withdrawn or asked for in a sentence that names it.
#[test]
fn what_is_done_to_something_else_calls_nobody() {
    let said = |words| (body(words), "2026-02-04");
    all(&[
        said("BIS withdrew FAQ 12, which concerned the rule at 91 FR 100, from its website."),
        said("BIS withdrew its press release on the rule published at 91 FR 100."),
        said("The Department of State delayed its rule published at 91 FR 80; the rule at 91 FR 100 complements it."),
        said(
            "The Department of State postponed its rule (91 FR 80), but BIS sees no need to postpone the rule at 91 FR 100.",
        ),
        said("The meeting at which the rule at 91 FR 100 was to be discussed is cancelled."),
        said("Exporters who relied on an exception that the rule at 91 FR 100 withdrew may apply for a license."),
        said("One commenter asked BIS to withdraw the rule published at 91 FR 100 or to delay it until 2027."),
        said("The district court denied a motion for a preliminary injunction against the rule at 91 FR 100."),
        said("BIS reminds the public that the rule published at 91 FR 100 is in effect."),
        said("Requests to withdraw an application that was filed before 91 FR 100 are handled under § 750.8."),
        said("Temporary general licenses that were issued before the rule at 91 FR 100 have expired."),
        said("The Bureau has suspended the license of an exporter, see 91 FR 100."),
        said("Unlike the rule of 2025, which was withdrawn, the rule at 91 FR 100 is based on specific facts."),
        said("A person who believes that the listing at 91 FR 100 was in error may request its removal."),
        // The noun that the verb acts on, or that is acted on, is none of a document.
        said("The savings clause of the rule at 91 FR 100 expires on June 1, 2026."),
        said("BIS is withdrawing the questions and answers that it posted with the rule at 91 FR 100."),
        said("The court vacated a denial order against a party that is listed at 91 FR 100."),
        said("An Executive order revoked earlier orders on which the rule at 91 FR 100 did not rely."),
        said("The company withdrew its motion for a preliminary injunction against the rule at 91 FR 100."),
        said("The approval of the collection cited in the rule at 91 FR 100 expires on March 31, 2027."),
        said("Shipments delayed in transit when the rule at 91 FR 100 took effect may proceed."),
        said("A delayed effective date would help nobody; the rule at 91 FR 100 explains why."),
        said("As the rule at 91 FR 100 noted, licenses that have been suspended or revoked are not reinstated."),
        said("The general license described in the rule at 91 FR 100 lapsed in 2025."),
        said("BIS delayed publication of this rule by a week so that it would follow the rule at 91 FR 100."),
        said("The removal of a requirement by the rule at 91 FR 100 does not relieve exporters of other duties."),
        (
            Acting {
                title: "Privacy Act of 1974; System of Records",
                action: "Notice of a rescinded system of records.",
                ..body("BIS rescinds a system of records. Records of parties listed by 91 FR 100 are kept elsewhere.")
            },
            "2026-02-04",
        ),
        said("The license of the company, which is not affected by the rule at 91 FR 100, is revoked."),
        said("Persons who did not receive notice of the rule at 91 FR 100 are not excused from compliance."),
        said("Delays in processing applications do not affect the effective date of the rule at 91 FR 100."),
        (
            Acting {
                title: "Suspension of an Investigation",
                action: "Notice.",
                ..body("The investigation is suspended. The respondent is also subject to the rule at 91 FR 100.")
            },
            "2026-02-04",
        ),
        // The document is only compared with, or upheld.
        said("As with the rule at 91 FR 100, a 30-day delay in effective date is not required."),
        said("BIS finds good cause to waive the delay, as it did in the rule at 91 FR 100."),
        said("The rule at 91 FR 100 was upheld by the court of appeals."),
        said("The rule at 91 FR 100 also amended part 740, which this rule does not touch."),
    ]);
}

/// Two rules of one month amend the list; a rule is named by its month.
#[test]
fn a_rule_is_known_by_its_month_where_no_other_is_of_it() {
    let said =
        |summary, expected| (Acting { title: "Entity List; Withdrawal of Final Rule", summary, ..PLAIN }, expected);
    all(&[
        said(
            "BIS is withdrawing a final rule, published in January 2026, that would have amended the Entity List.",
            "never",
        ),
        said("BIS withdraws the January 5 final rule.", "never"),
        said(
            "BIS is withdrawing a final rule, published in December 2025, that amended the Entity List.",
            "2026-02-04",
        ),
        said("BIS withdraws a recent final rule that would have amended the Entity List.", "held"),
    ]);
}

/// The bureau and the department act on its rules; the office that prints them corrects; others have no say.
#[test]
fn a_document_of_another_agency_is_held() {
    const DELAYED: &str =
        "The effective date of the final rule published January 5, 2026, at 91 FR 100, is delayed until June 1, 2026.";
    const CORRECTED: &str = "In FR Doc. 2026-00001, in DATES, “February 4, 2026” should read “June 1, 2026”.";
    for (agency, bureau, dates, expected) in [
        ("DEPARTMENT OF COMMERCE", "Bureau of Industry and Security", DELAYED, "2026-06-01"),
        ("DEPARTMENT OF COMMERCE", "Office of the Secretary", DELAYED, "2026-06-01"),
        ("DEPARTMENT OF COMMERCE", "International Trade Administration", DELAYED, "held"),
        ("DEPARTMENT OF STATE", "", DELAYED, "held"),
        ("OFFICE OF THE FEDERAL REGISTER", "", DELAYED, "held"),
        ("OFFICE OF THE FEDERAL REGISTER", "", CORRECTED, "2026-06-01"),
    ] {
        let of = format!(
            "<AGENCY>{agency}</AGENCY>{}",
            if bureau.is_empty() { String::new() } else { format!("<SUBAGY>{bureau}</SUBAGY>") }
        );
        let docket: &'static str = format!("Docket No. 260120-0009]</DEPDOC>{of}<DEPDOC>[").leak();
        let acting = Acting { docket, ..delay(dates) };
        assert_eq!(outcome(&[&[None, Some(acting)]]), expected, "{agency} {bureau} {dates}");
    }
}

/// What is printed around the orders can be corrected without a person; what may be an order cannot.
/// A sentence that says the day that stands says nothing; another day is held, or moves the rule.
#[test]
fn what_is_refused_or_proposed_leaves_the_rule_as_it_is() {
    let title = "Revisions to the Entity List; Denial of Petition for Stay";
    let denial = |body| Acting { title, action: "Notice; denial of petition.", kind: "Notice", ..self::body(body) };
    let title = "Revisions to the Entity List; Proposed Delay of Effective Date";
    let action = "Proposed rule; request for comments.";
    let proposal = |body| Acting { title, action, kind: "Proposed Rule", ..self::body(body) };
    all(&[
        (
            denial(
                "A company asked BIS to stay the rule at 91 FR 100. The petition is denied. The rule will take effect on February 4, 2026, as published.",
            ),
            "2026-02-04",
        ),
        (
            Acting {
                summary: "BIS denies a request for a stay of the rule at 91 FR 100.",
                ..denial("The rule will become effective on February 4, 2026.")
            },
            "2026-02-04",
        ),
        (
            denial(
                "The petition to withdraw the rule at 91 FR 100 is denied. The rule at 91 FR 100 will take effect on March 31, 2026.",
            ),
            "2026-03-31",
        ),
        (
            denial(
                "The court denied the motion, but on January 15, 2026, the court of appeals granted a stay of the rule at 91 FR 100.",
            ),
            "held",
        ),
        (
            proposal(
                "BIS proposes to delay, until June 1, 2026, the effective date of the rule at 91 FR 100.|Unless and until BIS adopts this proposal, the effective date of that rule is unchanged.",
            ),
            "2026-02-04",
        ),
        (
            proposal(
                "The proposal to delay the rule at 91 FR 100 is withdrawn.|The rule at 91 FR 100 will therefore become effective on February 4, 2026, as provided in that rule.",
            ),
            "2026-02-04",
        ),
        (proposal("BIS delays the effective date of the rule at 91 FR 100 until June 1, 2026."), "held"),
        (
            body(
                "Two rules (91 FR 100, effective February 4, 2026, and 91 FR 200, effective February 9, 2026) add ten records.",
            ),
            "2026-02-04",
        ),
        (
            body(
                "Two rules (91 FR 100, effective February 9, 2026, and 91 FR 200, effective February 4, 2026) add ten records.",
            ),
            "held",
        ),
        (
            body(
                "The rule of January 5, 2026 (91 FR 100), and that of January 9, 2026 (91 FR 200), will become effective on February 4 and February 9, 2026, as scheduled.",
            ),
            "2026-02-04",
        ),
    ]);
}

#[test]
fn a_correction_of_the_preamble_calls_nobody() {
    let said = |body, expected| {
        let action = "Final rule; correction.";
        (Acting { title: "Revisions to the Entity List; Correction", action, body, ..PLAIN }, expected)
    };
    all(&[
        said(
            "In FR Doc. 2026-00001, on page 101, in the second column, under “Background,” “end-use” should read “end-user”.",
            "2026-02-04",
        ),
        said(
            "In FR Doc. 2026-00001, the signature block is corrected to read “M. Holt” and the billing code to read “3510-33-P”.",
            "2026-02-04",
        ),
        said("In FR Doc. 2026-00001, on page 100, in the first column, the docket number is corrected.", "2026-02-04"),
        said(
            "In FR Doc. 2026-00001, on page 102, in the third column, “Uper” should read “Upper”.|In FR Doc. 2026-00001, the billing code is corrected.",
            "held",
        ),
        said("In FR Doc. 2026-00001, instruction 2.b and the billing code are corrected.", "held"),
        said(
            "In FR Doc. 2026-00001, on page 100, in the first column, in the SUMMARY, “two entities” is corrected to read “one entity”. The correction does not affect the effective date or the regulatory text.",
            "2026-02-04",
        ),
        said(
            "In FR Doc. 2026-00001, on page 101, in the first column, the heading “Saving Clause” should read “Savings Clause”.",
            "2026-02-04",
        ),
        said(
            "In FR Doc. 2026-00001, on page 101, in the first column, under the heading “Savings Clause”, “March 4” should read “March 3”.",
            "held",
        ),
        said(
            "In FR Doc. 2026-00001, on page 100, in the first column, in the SUMMARY, “two entities” is corrected to read “one entity”.|On page 102, the entry for “Alder Traders” is corrected.",
            "held",
        ),
        // Below the sentence that introduces it, an entry is corrected without its page.
        said(
            "In FR Doc. 2026-00001, on page 102, the signature block is corrected to read “M. Holt”.|On page 101, make the following corrections:|In the third column, “Uper” is corrected to read “Upper”.",
            "held",
        ),
    ]);
}

/// A stay without a day ends on the day that is set for the rule.
#[test]
fn a_stay_that_is_lifted_with_a_day_lets_the_rule_take_effect() {
    let stay = delay("The rule at 91 FR 100 is stayed until further notice.");
    for (words, expected) in [
        (
            "The administrative stay of the rule at 91 FR 100 is lifted, and the rule becomes effective on June 1, 2026.",
            "2026-06-01",
        ),
        ("BIS lifts the stay of the rule at 91 FR 100. The rule will take effect on June 1, 2026.", "2026-06-01"),
        (
            "The stay of the rule at 91 FR 100 is lifted as of June 1, 2026, and the rule is effective on that date.",
            "2026-06-01",
        ),
    ] {
        let lifting = Acting { number: "2026-00033", published: "2026-05-04", page: 990, ..body(words) };
        assert_eq!(outcome(&[&[None, Some(stay), Some(lifting)]]), expected, "{words}");
    }
}

/// A final rule that declares a vacatur does what it recounts; a notice only tells.
#[test]
fn a_vacatur_that_a_rule_declares_is_done() {
    const VACATED: &str = "On January 14, 2026, the court vacated the rule published at 91 FR 100.";
    let vacatur = |action, body| Acting { title: "Revisions to the Entity List; Vacatur", action, body, ..PLAIN };
    all(&[
        (vacatur("Final rule; vacatur.", VACATED), "never"),
        (vacatur("Notice.", VACATED), "held"),
        (
            vacatur(
                "Final rule; vacatur.",
                "On January 14, 2026, the court vacated the rule published at 91 FR 100. It has stayed its order for a week.",
            ),
            "held",
        ),
        (
            vacatur(
                "Final rule; vacatur.",
                "On January 14, 2026, the court vacated the rule published at 91 FR 100. It stayed its order for a month, and the \
                 Government did not appeal.",
            ),
            "held",
        ),
        (
            Acting {
                summary: "BIS gives notice that the rule published on January 5, 2026, at 91 FR 100, has been vacated by order of a \
                          district court and will not take effect. The Government did not seek a stay of the order.",
                ..vacatur("Final rule; notification of vacatur.", "")
            },
            "never",
        ),
    ]);
}

/// A rule of the list that orders something itself speaks of what it does to itself, and of an earlier rule beside that.
#[test]
fn what_a_rule_does_to_itself_is_done_to_no_other() {
    let orders = |body: &'static str| {
        let body = format!(
            "{body}</P></SUPLINF><REGTEXT><AMDPAR>1. In § 740.2, revise paragraph (a).</AMDPAR></REGTEXT><SUPLINF><P>End."
        );
        Acting { body: body.leak(), ..PLAIN }
    };
    all(&[
        (
            orders(
                "As it did in the rule at 91 FR 100, whose effective date was deferred until February 4, 2026, BIS is delaying the effective date of this rule until June 1, 2026.",
            ),
            "2026-02-04",
        ),
        (
            orders(
                "Along with the effective date of the rule at 91 FR 100, BIS is delaying that of this rule until June 1, 2026.",
            ),
            "held",
        ),
    ]);
}

/// A length and a day that do not agree are a person's to read; so is what the law or a court has not let happen yet.
#[test]
fn what_does_not_agree_or_is_not_final_is_held() {
    let said = |words, expected| (body(words), expected);
    all(&[
        said("The rule at 91 FR 100 is delayed for 60 days from February 4, 2026, until April 5, 2026.", "2026-04-05"),
        said("The rule at 91 FR 100 is delayed for 60 days from February 4, 2026, until April 4, 2026.", "held"),
        said("The rule at 91 FR 100 is delayed for two months, until April 1, 2026.", "held"),
        said("The rule at 91 FR 100 is delayed by 60 days, through April 4, 2026.", "2026-04-05"),
        said(
            "The court granted the petition and ordered that the rule at 91 FR 100 be vacated.|The court withheld its mandate for seven days.",
            "held",
        ),
        said("OIRA found that the rule at 91 FR 100 is a “major rule”.", "held"),
        said("The rule at 91 FR 100 cannot take effect on February 4, 2026.", "held"),
        said(
            "At 91 FR 100, supplement no. 4 was amended; however, this amendment could not be incorporated due to an inaccurate amendatory instruction.",
            "held",
        ),
        (
            Acting {
                title: "Postponement of Effective Dates of Certain Regulations",
                action: "Final rule; postponement of effective dates.",
                summary: "The Under Secretary has directed that regulations of the Bureau of Industry and Security on the Entity List that have not taken effect be postponed for sixty days.",
                ..PLAIN
            },
            "held",
        ),
    ]);
}

/// What is supposed, put on an agenda, rumored, or done to something else.
#[test]
fn what_is_supposed_or_spoken_of_calls_nobody() {
    let said = |words, expected| (body(words), expected);
    all(&[
        said(
            "Example 2. Assume that the rule at 91 FR 100 were delayed until June 1, 2026. An exporter could then ship until May 31, 2026.",
            "2026-02-04",
        ),
        said(
            "Example 2. Assume that the rule at 91 FR 90 were delayed. In fact, the rule at 91 FR 100 is delayed until June 1, 2026.",
            "2026-06-01",
        ),
        // What is done behind an example is done.
        said(
            "Assume that the rule at 91 FR 90 were delayed. As that would be harmful, the rule at 91 FR 100 is withdrawn.",
            "never",
        ),
        said("Agenda of the meeting: 1. Remarks. 2. Delay of the rule at 91 FR 100: presentation.", "2026-02-04"),
        said("Agenda of the meeting: 1. Remarks. 2. The rule at 91 FR 100 is withdrawn.", "never"),
        said("Reports that the rule at 91 FR 100 was withdrawn are not correct.", "2026-02-04"),
        said(
            "If the resolution were enacted, the rule at 91 FR 100 would be treated as though withdrawn.",
            "2026-02-04",
        ),
        said(
            "GL 141 would have expired on February 4, 2026, the effective date of the rule at 91 FR 100.",
            "2026-02-04",
        ),
        said("GL 141 expires on June 1, 2026, the effective date of the rule at 91 FR 100.", "held"),
        (
            Acting {
                title: "Rescission of Certain Specific Notices",
                action: "Notice.",
                summary: "BIS has rescinded, as of January 15, 2026, certain letters.",
                ..body("The parties have been added by the rule at 91 FR 100.")
            },
            "2026-02-04",
        ),
    ]);
}

/// What identifies a rule, and what is done to it, can stand in several sentences; a day can come earlier.
#[test]
fn a_rule_is_known_by_what_stands_elsewhere() {
    let titled = |summary, body, expected| (Acting { title: DELAY, summary, body, ..PLAIN }, expected);
    let said = |words, expected| (body(words), expected);
    all(&[
        titled(
            "On January 5, 2026, the Bureau published a rule. This document delays that rule’s effective date.",
            "The new effective date is June 1, 2026.",
            "2026-06-01",
        ),
        titled(
            "On January 5, 2026, BIS published a final rule.",
            "The Bureau has decided to postpone the rule. It will become effective 117 days later than was announced, on June 1, 2026, instead of on February 4, 2026.",
            "2026-06-01",
        ),
        said("The rule issued under Docket No. 260105-0001 is postponed to June 1, 2026.", "2026-06-01"),
        said("The rule published January 6, 2026, under Docket No. 260105-0001, is postponed to June 1, 2026.", "held"),
        said(
            "The effective date of the rule at 91 FR 100 is changed from February 4, 2026, to February 2, 2026.",
            "2026-02-02",
        ),
        said(
            "The effective date of the rule at 91 FR 100 is changed from February 4, 2026, to January 19, 2026.",
            "held",
        ),
        said("The effective date of the rule at 91 FR 100 is delayed until February 2, 2026.", "held"),
        said(
            "The effective date of the rule at 91 FR 100 is delayed until June 1, 2026, and that of the rule at 91 FR 90 is withdrawn.",
            "2026-06-01",
        ),
        (
            Acting {
                title: "Revisions to the Entity List; Correction",
                action: "Final rule; correction.",
                ..body(
                    "In FR Doc. 2026-00001, on page 100, the DATES caption is corrected to read: “DATES: This rule is effective June 1, 2026.”",
                )
            },
            "2026-06-01",
        ),
        (
            Acting {
                title: "Delay of Effective Date of Certain Rules",
                action: "Final rules; delay of effective date.",
                dates: "The effective date of each of the rules listed below is delayed until June 1, 2026.",
                ..body(
                    "The rules are: (1) NOAA, “Herring Catch Specifications,” 91 FR 90; and (2) BIS, “Revisions to the Entity List,” 91 FR 100.",
                )
            },
            "2026-06-01",
        ),
        (
            Acting {
                title: "Revisions to the Entity List; Correction",
                action: "Final rule; correction.",
                ..body(
                    "In FR Doc. 2026-00001, on page 101, amendatory instruction 2 and the text that follows it are removed.",
                )
            },
            "never",
        ),
        (
            Acting {
                title: "Revisions to the Entity List; Withdrawal of Document",
                action: "Withdrawal.",
                ..body(
                    "Rule document 2026-00001, appearing on page 100, was published in error.|The document is withdrawn.",
                )
            },
            "never",
        ),
    ]);
}
