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
