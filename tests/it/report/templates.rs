//! Reports by a user's own templates.

use crate::support::Desk;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/sample");

fn desk(templates: &[(&str, &str)]) -> Desk {
    let desk = Desk::new();
    desk.done(&["poll", "--archive", SAMPLE]);
    std::fs::create_dir(desk.path("own")).unwrap();
    for (name, source) in templates {
        desk.file(&format!("own/{name}"), source);
    }
    desk
}

fn rendered(desk: &Desk, format: &str) -> String {
    let own = desk.path("own");
    desk.done(&["report", "--document", "2025-05427", "--format", format, "--template", own.to_str().unwrap()])
}

#[test]
fn a_template_of_ones_own_renders_the_report() {
    let desk = desk(&[
        (
            "report.md.jinja",
            "# {{ headline }}\n{% for section in report.sections %}{% for entry in section.added %}\n- {{ entry.name }} {{ \"*x*\" }}\n{% endfor %}{% endfor %}",
        ),
        ("report.txt.jinja", "{{ report.counts.added }} on {{ as_of }}"),
    ]);
    let markdown = rendered(&desk, "md");
    assert!(
        markdown.starts_with(
            "# Entity List: 12 added (China 11, Taiwan 1), all with footnote 4, in force since 2025-03-25\n"
        ),
        "{markdown}"
    );
    assert!(markdown.contains("- Suma Techology Co., Ltd. \\*x\\*"), "{markdown}");
    assert!(rendered(&desk, "text").starts_with("12 on 20"));
}

#[test]
fn a_part_of_a_page_is_replaced_and_the_rest_is_built_in() {
    let desk = desk(&[("style.css", "body{color:#123456}")]);
    let page = rendered(&desk, "html");
    assert!(page.contains("body{color:#123456}") && !page.contains("--ground"), "{page}");
    assert!(page.contains("Beijing Academy of Artificial Intelligence"));
}

#[test]
fn what_is_wrong_with_a_template_is_said_with_its_line() {
    let desk = desk(&[("report.html.jinja", "a\n{{ no_such_value }}\n")]);
    let own = desk.path("own");
    let own = own.to_str().unwrap();
    let by = |format| ["report", "--format", format, "--template", own];
    desk.refuses(&by("html"), &["report.html.jinja:2", "own"]);
    desk.refuses(&by("md"), &["report.md.jinja"]);
    desk.refuses(&by("json"), &["only html, mail, md and text can be rendered by templates"]);
    desk.refuses(&["report", "--template", desk.path("none").to_str().unwrap()], &["none"]);
}
