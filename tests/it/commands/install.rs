//! What the papers on installation tell people to type is what the program takes, and what the packages are called.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::Desk;

const PAPERS: [&str; 3] = ["README.md", "docs/install.md", "packaging/README.md"];

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The commands in the blocks of a paper that are meant to be typed: lines that go on joined, what is said of them left out.
fn typed(paper: &str) -> Vec<String> {
    let text = read(paper).replace("\\\n", " ");
    let blocks = text.split("\n```").skip(1).step_by(2).filter(|block| block.starts_with("sh\n"));
    let lines = blocks.flat_map(|block| block.lines().skip(1));
    let told = lines.map(|line| line.split(" #").next().unwrap());
    told.flat_map(|line| line.split(['|', ';', '&'])).map(str::to_owned).collect()
}

/// The words behind `earwatch` where it is the program, or the container of it, that is called.
fn calls(command: &str) -> Option<Vec<&str>> {
    let words: Vec<_> = command.split_whitespace().collect();
    let at = words.iter().rposition(|word| *word == "earwatch")?;
    let is_argument =
        at > 0 && (words[at - 1].starts_with('-') || ["remove", "purge", "uninstall"].contains(&words[at - 1]));
    (!is_argument && at + 1 < words.len()).then(|| words[at + 1..].to_vec())
}

#[test]
fn each_call_of_the_program_is_one_that_it_takes() {
    let desk = Desk::new();
    let mut helps: BTreeMap<String, String> = BTreeMap::new();
    let mut n = 0;
    for paper in PAPERS {
        for command in typed(paper) {
            let Some(words) = calls(&command) else { continue };
            n += 1;
            let global = words.iter().position(|word| !word.starts_with("--")).unwrap_or(words.len());
            // `--config FILE init`
            let at = if words[0] == "--config" { global + 1 } else { global };
            let of = words.get(at).map_or_else(String::new, |name| (*name).to_owned());
            let ask: Vec<_> = [of.as_str(), "--help"].into_iter().filter(|word| !word.is_empty()).collect();
            let help = helps.entry(of.clone()).or_insert_with(|| desk.done(&ask));
            for flag in words.iter().filter(|word| word.starts_with("--")) {
                let name = flag.split('=').next().unwrap();
                let is_taken = help.split_whitespace().any(|word| word.trim_end_matches([',', '.']) == name);
                assert!(is_taken, "{paper}: `{}`: no {name}", command.trim());
            }
        }
    }
    assert!(n > 20, "{n} calls were found");
}

#[test]
fn files_of_a_release_bear_its_version() {
    let version = env!("CARGO_PKG_VERSION");
    let page = read("docs/install.md");
    for before in ["earwatch_", "earwatch-"] {
        for rest in page.split(before).skip(1) {
            if rest.starts_with(|char: char| char.is_ascii_digit()) {
                assert!(rest.starts_with(&format!("{version}-")), "{}", rest.lines().next().unwrap());
            }
        }
    }
}

#[test]
fn units_that_are_told_of_are_shipped_in_the_package() {
    let manifest = read("Cargo.toml");
    for paper in ["docs/install.md", "packaging/debian/README.Debian", "packaging/debian/postinst"] {
        let text = read(paper);
        let words = text.split(|char: char| !(char.is_alphanumeric() || "-._/".contains(char)));
        let is_unit = |word: &&str| {
            let ends = [".service", ".timer"].iter().any(|ending| word.ends_with(ending));
            ends && word.starts_with("earwatch")
        };
        for unit in words.filter(is_unit) {
            assert!(manifest.contains(&format!("\"packaging/{unit}\"")), "{paper}: {unit}");
        }
    }
    assert!(read("packaging/debian/README.Debian").contains("earwatch --config /etc/earwatch/config.toml init"));
    assert!(read("docs/install.md").contains("sudo -u earwatch earwatch --config /etc/earwatch/config.toml init"));
}
