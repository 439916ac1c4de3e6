//! The first screen: names first, in every rendering, with the same figures in all of them.

use crate::support::Desk;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/sample");

/// The rules of the sample, each with the first name that its report has to show.
const RULES: [(&str, &str); 6] = [
    ("2023-07840", "Allparts Trading Co., Ltd."),
    ("2024-03674", "Chengdu Beizhan Electronics Co., Ltd."),
    ("2024-28267", "Chinese Academy of Sciences Institute of Microelectronics"),
    ("2025-05426", ""),
    ("2025-05427", "Beijing Academy of Artificial Intelligence"),
    ("2025-19508", ""),
];

fn desk() -> Desk {
    let desk = Desk::new();
    desk.done(&["poll", "--archive", SAMPLE, "--until", "2025-10-15"]);
    desk
}

fn report(desk: &Desk, document: &str, format: &str) -> String {
    desk.done(&["report", "--document", document, "--as-of", "2025-10-15", "--format", format])
}

/// Words without markup, each separated by one blank; of a page what is between its tags.
fn plain(rendered: &str) -> String {
    let mut plain = String::new();
    let mut in_tag = false;
    for c in rendered.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            '*' | '#' | '\\' if !in_tag => {}
            c if !in_tag => plain.push(c),
            _ => {}
        }
    }
    let plain = plain.replace("&#39;", "'").replace("&amp;", "&");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The headline of a report in text: what stands above its rule.
fn headline(text: &str) -> String {
    let (headline, _) = text.split_once("\n===").unwrap();
    headline.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_name_is_within_the_first_lines_of_every_rendering() {
    let desk = desk();
    for (document, name) in RULES {
        let text = report(&desk, document, "text");
        let name = if name.is_empty() {
            // Whatever the first name is, it is the same everywhere.
            let first = text.lines().find(|line| line.starts_with("• ") && line.contains(" · ")).unwrap();
            first.trim_start_matches("• ").split(" · ").next().unwrap().to_owned()
        } else {
            name.to_owned()
        };
        for format in ["text", "md"] {
            let rendered = report(&desk, document, format);
            let first: Vec<_> = rendered.lines().take(12).collect();
            let first = plain(&first.join("\n"));
            assert!(first.contains(&name), "{document} as {format}: {name} is not in: {first}");
        }
        assert!(plain(&text.chars().take(600).collect::<String>()).contains(&name), "{document}: {text}");
        let feed: serde_json::Value = serde_json::from_str(&report(&desk, document, "jsonfeed")).unwrap();
        let content = feed["items"][0]["content_text"].as_str().unwrap();
        let first: String = content.chars().take(600).collect();
        assert!(first.contains(&name), "{document} as a feed: {first}");
        // A screen of 24 lines has the document, too.
        let screen = plain(&text.lines().take(24).collect::<Vec<_>>().join("\n"));
        assert!(screen.contains(document), "{document}: {screen}");
    }
}

#[test]
fn all_renderings_have_the_same_figures() {
    let desk = desk();
    for (document, _) in RULES {
        let text = report(&desk, document, "text");
        let headline = headline(&text);
        assert!(headline.starts_with("Entity List: ") && headline.contains(", in force since "), "{headline}");
        let groups: Vec<_> = ["Added", "Removed", "Renamed or moved", "Changed"]
            .iter()
            .filter_map(|title| {
                let (_, rest) = text.split_once(&format!("\n{} (", title.to_uppercase()))?;
                Some(format!("{title} ({})", rest.split(')').next()?))
            })
            .collect();
        assert!(!groups.is_empty(), "{text}");
        for format in ["md", "html", "mail", "atom", "jsonfeed"] {
            let rendered = report(&desk, document, format);
            let rendered = plain(&rendered.replace("&lt;", "<").replace("&gt;", ">"));
            // Findings of no document have an entry of their own in a feed.
            let (words, _) = headline.split_once(" · ").unwrap_or((&headline, ""));
            for words in groups.iter().map(String::as_str).chain([words]) {
                assert!(rendered.contains(words), "{document} as {format}: “{words}” is not in it");
            }
        }
    }
}

#[test]
fn a_first_run_ends_in_one_screen() {
    let desk = Desk::new();
    let screen = desk.done(&["poll", "--archive", SAMPLE, "--until", "2025-10-15"]);
    assert!(screen.lines().count() <= 24, "{} lines: {screen}", screen.lines().count());
    assert!(screen.trim_end().lines().last().unwrap_or_default().contains("earwatch report"), "{screen}");
}

/// An instruction that orders many entries is quoted once in a document.
#[test]
fn an_instruction_is_quoted_once() {
    let desk = desk();
    for format in ["text", "md"] {
        let rendered = report(&desk, "2025-05427", format);
        assert_eq!(rendered.matches("Under CHINA, PEOPLE'S REPUBLIC OF, by adding").count(), 1, "{rendered}");
    }
}

#[test]
fn a_number_stays_whole_and_a_designation_is_explained_where_it_first_stands() {
    let desk = desk();
    let html = report(&desk, "2024-28267", "html");
    assert!(html.contains("<span class=\"whole\">2024-12-02</span>"), "a day breaks at its hyphens");
    let mail = report(&desk, "2024-28267", "mail");
    assert!(mail.contains("<span style=\"white-space:nowrap\">2024-12-02</span>"), "a day breaks at its hyphens");
    let text = plain(&report(&desk, "2024-28267", "text"));
    let (screen, _) = text.split_once("In force since").unwrap();
    // Once in full, then by number.
    let explained =
        "Chinese Academy of Sciences Institute of Microelectronics · China · footnote 5: reaches foreign-made";
    assert!(screen.contains(explained), "{screen}");
    assert_eq!(screen.matches("footnote 5: reaches").count(), 1, "{screen}");
}

#[test]
fn an_address_that_is_listed_alone_follows_the_parties_with_names() {
    let desk = desk();
    let text = report(&desk, "2025-19508", "text");
    let first = text.lines().find(|line| line.starts_with("• ") && line.contains(" · ")).unwrap();
    assert!(!first.starts_with("• Address "), "{first}");
}

/// What a part of each report is called.
const ASKS: &str = "What this asks of you";

/// What a rule asks of its reader stands behind the names and before the entries, and is short.
#[test]
fn what_a_rule_asks_stands_behind_the_names_and_is_short() {
    let desk = desk();
    for (document, _) in RULES {
        for format in ["text", "md", "html", "mail", "atom", "jsonfeed"] {
            let rendered = report(&desk, document, format);
            let rendered = if format == "jsonfeed" {
                let feed: serde_json::Value = serde_json::from_str(&rendered).unwrap();
                feed["items"][0]["content_text"].as_str().unwrap().to_owned()
            } else {
                rendered
            };
            let plain = plain(&rendered.replace("&lt;", "<").replace("&gt;", ">"));
            let title = if format == "text" { ASKS.to_uppercase() } else { ASKS.to_owned() };
            let [before, after] = plain.split(&title).collect::<Vec<_>>()[..] else {
                panic!("{document} as {format}: not once: {plain}")
            };
            assert!(
                before.to_lowercase().contains("added (") || before.contains("Changed ("),
                "{document} as {format}"
            );
            assert!(!before.contains("Dates as printed"), "{document} as {format}: it stands behind the document");
            let (asks, _) = after.split_once("no advice").unwrap();
            assert!(asks.contains("License requirement since 20"), "{document} as {format}: {asks}");
            assert!(asks.contains("License review policy: "), "{document} as {format}: {asks}");
        }
    }
    // An ordinary rule, one with many texts.
    for (document, most) in [("2025-19508", 12), ("2025-05427", 12), ("2024-28267", 24)] {
        let text = report(&desk, document, "text");
        let (_, asks) = text.split_once(&ASKS.to_uppercase()).unwrap();
        let (asks, _) = asks.split_once("\n\n").unwrap();
        assert!(asks.trim().lines().count() <= most, "{document}: {asks}");
    }
}

/// A document that changes no list is told in a few lines; all of it where it is asked for.
#[test]
fn a_document_without_effect_is_told_in_a_few_lines() {
    let desk = Desk::with_list();
    let rule = |number: &str, body: &str| {
        let xml = format!(
            "<RULE><PREAMB><CFR>15 CFR Part 744</CFR><SUBJECT>Licenses</SUBJECT><ACT><HD>ACTION:</HD><P>Final rule.</P></ACT>\
             <EFFDATE><HD>DATES:</HD><P>This rule is effective January 5, 2026.</P></EFFDATE></PREAMB>\
             <SUPLINF><REGTEXT TITLE=\"15\" PART=\"744\">{body}</REGTEXT></SUPLINF>\
             <FRDOC>[FR Doc. {number} Filed 7-6-23; 8:45 am]</FRDOC></RULE>"
        );
        let record = serde_json::json!({"document_number": number, "title": "Licenses", "type": "Rule", "volume": 91,
            "start_page": 100, "publication_date": "2026-01-05"});
        desk.file(&format!("archive/{number}.xml"), xml);
        desk.file(&format!("archive/{number}.json"), record.to_string());
    };
    rule("2026-00001", "<AMDPAR>2. In § 744.16(e), remove “any” and add “each” in its place.</AMDPAR>");
    let archive = desk.path("archive").to_str().unwrap().to_owned();
    for format in ["text", "md"] {
        let args = ["poll", "--archive", &archive, "--until", "2026-01-05", "--dry-run", "--format", format];
        let told = desk.done(&args);
        assert!((3..=10).contains(&told.lines().count()), "{told}");
        for words in ["no change", "2026-00001", "It changes no tracked list", "not legal advice"] {
            let plain = told.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(plain.contains(words), "{words}: {told}");
        }
    }
    desk.done(&["poll", "--archive", &archive, "--until", "2026-01-05"]);
    for format in ["html", "mail"] {
        let told = desk.done(&["report", "--format", format]);
        assert!(!told.contains("Dates as printed"), "{told}");
        let whole = desk.done(&["report", "--document", "2026-00001", "--format", format]);
        assert!(whole.contains("Dates as printed"), "{whole}");
    }
}

/// A first run says where the rest is, which is not below.
#[test]
fn a_first_run_says_where_the_rest_is() {
    let desk = Desk::new();
    let screen = desk.done(&["poll", "--archive", SAMPLE, "--until", "2025-10-15"]);
    assert!(!screen.contains("below"), "{screen}");
    assert!(screen.contains("more, in “earwatch report”"), "{screen}");
    let whole = desk.done(&["report", "--since", "2023-01-01"]);
    assert!(whole.contains("more, below") && !whole.contains("in “earwatch report”"), "{whole}");
}

/// Cards of entries show the ids that others rely on; ids that changed stand behind the changes.
#[test]
fn cards_show_public_ids() {
    let desk = desk();
    let listed = desk.ndjson(&["list", "--as-of", "2025-10-15"]);
    for format in ["html", "mail"] {
        let rendered = report(&desk, "2025-05427", format);
        let added = listed.iter().filter(|entry| entry["document"] == "2025-05427");
        for entry in added.take(5) {
            let id = entry["public_id"].as_str().unwrap();
            assert_eq!(rendered.matches(id).count(), 1, "{id} as {format}");
        }
    }
}
