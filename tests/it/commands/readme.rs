//! What the README and the other papers state about the program is what the program does, and what they name is there.

use std::path::{Path, PathBuf};

use crate::support::Desk;
use earwatch_law::finding::Code;

/// As many characters as can be read in five minutes.
const README_AT_MOST: usize = 10_000;

/// The folders of the project that hold files under version control.
const FOLDERS: [&str; 10] =
    [".ci", ".github", "benches", "crates", "docs", "fuzz", "packaging", "snapshots", "src", "tests"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: impl AsRef<Path>) -> String {
    std::fs::read_to_string(root().join(name)).unwrap()
}

/// The papers at the top and in `docs`.
fn papers() -> Vec<PathBuf> {
    let mut papers: Vec<_> = [root().to_owned(), root().join("docs"), root().join("packaging"), root().join("fuzz")]
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    papers.sort();
    papers
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).unwrap();
    rest.split_once(end).unwrap().0.trim()
}

/// Lines without the blanks that end them.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim_end).collect()
}

#[test]
fn the_readme_is_read_in_five_minutes() {
    let length = read("README.md").chars().count();
    assert!(length <= README_AT_MOST, "{length} characters");
}

#[test]
fn the_help_is_the_programs_own() {
    let output = Desk::new().program().arg("-h").env("COLUMNS", "100").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let page = read("docs/commands.md");
    let shown = between(&page, "<!-- help -->\n```text\n", "```\n<!-- /help -->");
    assert_eq!(lines(shown), lines(help.trim_end()), "put the output of `earwatch -h` into docs/commands.md");
}

#[test]
fn the_table_of_findings_is_complete() {
    let page = read("docs/findings.md");
    let rows: Vec<_> = lines(between(&page, "<!-- findings -->", "<!-- /findings -->")).into_iter().skip(2).collect();
    let mut codes: Vec<_> = Code::ALL.to_vec();
    codes.sort_by_key(|code| std::cmp::Reverse(code.severity()));
    assert_eq!(rows.len(), codes.len());
    for (row, code) in rows.iter().zip(&codes) {
        let (start, end) = (format!("| {} | `{code}` | ", code.severity()), format!(" | {} |", code.next_step()));
        assert!(row.starts_with(&start) && row.ends_with(&end), "expected {start}…{end}, but found {row}");
    }
}

#[test]
fn the_views_of_the_database_are_described_and_the_queries_run() {
    let desk = Desk::new();
    desk.done(&["poll", "--archive", root().join("snapshots/sample").to_str().unwrap()]);
    let database = rusqlite::Connection::open(desk.path("earwatch.db")).unwrap();
    let page = read("docs/database.md");
    let mut views = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'").unwrap();
    let views: Vec<String> = views.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(views.len(), page.matches("\n## `").count());
    for view in views {
        let (_, section) = page.split_once(&format!("\n## `{view}`\n")).unwrap();
        let section = section.split("\n## ").next().unwrap();
        // A history has what a current entry has, and is not said twice.
        let of_entries = between(&page, "\n## `current_entries`\n", "\n## ");
        let columns = database.prepare(&format!("SELECT * FROM {view}")).unwrap();
        for column in columns.column_names() {
            let column = format!("`{column}`");
            assert!(
                section.contains(&column) || (view == "entry_history" && of_entries.contains(&column)),
                "{view} does not describe {column}"
            );
        }
    }
    for query in between(&page, "```sql\n", "```").split_terminator(';') {
        let mut statement = database.prepare(query).unwrap();
        assert!(statement.query([]).unwrap().next().unwrap().is_some(), "no row: {query}");
    }
}

/// What stands in backticks within the lines of a text, examples in blocks left out.
fn in_backticks(text: &str) -> Vec<&str> {
    let outside = text.split("```").step_by(2);
    outside.flat_map(str::lines).flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

/// Whether a word names a file or a folder of the project.
fn is_path(word: &str) -> bool {
    let in_folder = word.split_once('/').is_some_and(|(folder, _)| FOLDERS.contains(&folder));
    let is_one = !word.contains([' ', '<', '*', '…', '{']) && word != "snapshots/earwatch.db";
    is_one && (in_folder || Path::new(word).extension().is_some_and(|extension| extension == "rs"))
}

#[test]
fn every_path_that_the_papers_name_exists() {
    let mut missing = Vec::new();
    for paper in papers() {
        let text = read(&paper);
        let named = in_backticks(&text).into_iter().filter(|word| is_path(word));
        missing.extend(named.filter(|word| !root().join(word).exists()).map(|word| (paper.clone(), word.to_owned())));
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The name of a heading in an address, as GitHub makes it.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase().replace(' ', "-");
    kept.chars().filter(|char| char.is_alphanumeric() || ['-', '_'].contains(char)).collect()
}

#[test]
fn every_link_between_the_papers_leads_somewhere() {
    for paper in papers() {
        let text = read(&paper);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link);
        for link in links.filter(|link| !link.contains("://")) {
            let (file, place) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { paper.clone() } else { paper.with_file_name(file) };
            assert!(target.exists(), "{}: {link}", paper.display());
            let headings = if place.is_empty() { String::new() } else { read(&target) };
            let mut headings = headings.lines().filter_map(|line| line.trim_start_matches('#').strip_prefix(' '));
            assert!(
                place.is_empty() || headings.any(|heading| anchor(heading) == place),
                "{}: {link}",
                paper.display()
            );
        }
    }
}
