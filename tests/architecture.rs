//! The plan of the house, kept: rooms stand above what they use, and the pure crates reach no edge.

#![expect(clippy::unwrap_used, reason = "a failing helper is a failing test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The crates, and their rooms from the ground up: a room uses its own rank only within itself.
const CRATES: [(&str, &[&[&str]]); 4] = [
    (
        "crates/law/src",
        &[
            &["markup", "digest"],
            &["law"],
            &["finding"],
            &["entry"],
            &["document"],
            &["instruction"],
            &["amendment"],
            &["list"],
            &["diff", "overlay", "announced", "provision"],
            &["drift"],
        ],
    ),
    (
        "crates/screen/src",
        &[
            &["letters", "spelling", "party"],
            &["words", "listed"],
            &["name"],
            &["score"],
            &["index", "portable", "address", "calibrate"],
            &["ownership", "reasons"],
            &["affiliates"],
            &["screening"],
        ],
    ),
    ("crates/report/src", &[&["visible", "schemas"], &["report"], &["told"], &["render"]]),
    (
        "src",
        &[
            &["lock", "source"],
            &["store"],
            &["run"],
            &["ingest"],
            &["query"],
            &["screen"],
            &["deliver"],
            &["serve"],
            &["doctor", "backup"],
            &["config"],
            &["bundle"],
            &["cli"],
        ],
    ),
];

/// What the pure crates do not use, and why.
const FORBIDDEN: [(&str, &str); 12] = [
    ("Instant::now", "a clock decides nothing: the same input gives the same bytes"),
    ("SystemTime", "dates come in as arguments"),
    ("Utc::now", "dates come in as arguments"),
    ("Local::now", "dates come in as arguments"),
    ("std::fs", "files belong to the edges"),
    ("std::net", "sockets belong to the edges"),
    ("std::env", "the environment belongs to the command line"),
    ("std::process", "processes belong to the edges"),
    ("std::io", "input and output belong to the edges"),
    ("tokio", "async stops at the source"),
    ("async", "async stops at the source"),
    ("std::thread", "threads belong to the edges"),
];

/// The files that use one of them all the same, and why.
const EXCEPTIONS: [(&str, &str, &str); 2] = [
    (
        "crates/law/src/list/ecfr/parallel.rs",
        "std::thread",
        "a list is read on every core, and its results are in the order of its rows, however many threads there are",
    ),
    (
        "crates/report/src/render/json.rs",
        "std::io",
        "what indents JSON is handed a writer by the library, which is memory here",
    ),
];

/// What does I/O or is async, and is no dependency of a pure crate.
const EDGES: [&str; 11] = [
    "reqwest", "tokio", "rusqlite", "lettre", "rustls", "tempfile", "clap", "indicatif", "tracing", "rustix",
    "earwatch",
];

/// A module: the segments of its path within the crate; the root is empty.
type Module = Vec<String>;

/// The files of a crate, by module.
struct House {
    files: BTreeMap<Module, PathBuf>,
}

impl House {
    fn read(root: &str) -> Self {
        let top = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
        let mut files = BTreeMap::new();
        let mut folders = vec![top.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let inside = path.strip_prefix(&top).unwrap().with_extension("");
                    let names = inside.iter().map(|name| name.to_str().unwrap().to_owned());
                    files.insert(names.filter(|name| !["lib", "main"].contains(&name.as_str())).collect(), path);
                }
            }
        }
        Self { files }
    }

    /// What the file of a module uses outside of its tests: modules of the same crate.
    fn used_by(&self, module: &Module) -> BTreeSet<Module> {
        let code = code(&self.files[module]);
        let mut paths = Vec::new();
        paths_in(code, &mut paths);
        let resolved = paths.iter().filter_map(|path| self.resolve(module, path));
        resolved.filter(|used| used != module && !used.is_empty()).collect()
    }

    /// The module that a path as written in another one leads to.
    fn resolve(&self, from: &Module, path: &[String]) -> Option<Module> {
        let mut full = from.clone();
        let mut rest = path;
        match path.first()?.as_str() {
            "crate" => full.clear(),
            "self" => {}
            "super" => {
                while rest.first().is_some_and(|name| name == "super") {
                    full.pop();
                    rest = &rest[1..];
                }
                full.extend(rest.iter().cloned());
                return self.nearest(full);
            }
            // A name alone is a variable, or the end of a `use` that another path leads to.
            child => {
                let child = [from.clone(), vec![child.to_owned()]].concat();
                let is_child = path.len() > 1 && self.files.contains_key(&child);
                return is_child.then_some([from.clone(), path.to_vec()].concat()).and_then(|full| self.nearest(full));
            }
        }
        full.extend(rest[1..].iter().cloned());
        self.nearest(full)
    }

    fn nearest(&self, mut module: Module) -> Option<Module> {
        while !self.files.contains_key(&module) {
            module.pop()?;
        }
        Some(module)
    }

    fn graph(&self) -> BTreeMap<Module, BTreeSet<Module>> {
        self.files.keys().map(|module| (module.clone(), self.used_by(module))).collect()
    }
}

/// The tokens of a file without what is compiled for tests only.
fn code(path: &Path) -> TokenStream {
    let text = fs::read_to_string(path).unwrap();
    let tokens: Vec<TokenTree> = text.parse::<TokenStream>().unwrap().into_iter().collect();
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let is_test = matches!(&tokens[at], TokenTree::Punct(mark) if mark.as_char() == '#')
            && matches!(tokens.get(at + 1), Some(TokenTree::Group(group)) if group.to_string().replace(' ', "") == "[cfg(test)]");
        if is_test {
            // The item goes up to its body or its semicolon.
            let ends = |token: &TokenTree| match token {
                TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
                TokenTree::Punct(mark) => mark.as_char() == ';',
                TokenTree::Ident(_) | TokenTree::Literal(_) => false,
            };
            at += 2 + tokens[at + 2..].iter().position(ends).unwrap() + 1;
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept.into_iter().collect()
}

/// All paths in tokens, the branches of a `use` tree among them; `mod` lines are none.
fn paths_in(tokens: TokenStream, found: &mut Vec<Vec<String>>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_mark = |at: usize, mark: char| matches!(tokens.get(at), Some(TokenTree::Punct(it)) if it.as_char() == mark);
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Ident(name) if name == "mod" => at += 2,
            // Who may see an item is no use of anything.
            TokenTree::Ident(name) if name == "pub" => {
                let is_group = |token: &&TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis);
                at += 1 + usize::from(tokens.get(at + 1).is_some_and(|token| is_group(&token)));
            }
            TokenTree::Ident(name) => {
                let follows =
                    at > 0 && (is_mark(at - 1, '.') || at > 1 && is_mark(at - 1, ':') && is_mark(at - 2, ':'));
                let mut path = vec![name.to_string()];
                at += 1;
                let mut branches = false;
                while is_mark(at, ':') && is_mark(at + 1, ':') {
                    match tokens.get(at + 2) {
                        Some(TokenTree::Ident(next)) => path.push(next.to_string()),
                        Some(TokenTree::Group(group)) => {
                            let mut inner = Vec::new();
                            paths_in(group.stream(), &mut inner);
                            found.extend(inner.into_iter().map(|rest| [path.clone(), rest].concat()));
                            branches = true;
                        }
                        _ => break,
                    }
                    at += 3;
                }
                if !branches && !follows {
                    found.push(path);
                }
            }
            TokenTree::Group(group) => {
                paths_in(group.stream(), found);
                at += 1;
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => at += 1,
        }
    }
}

/// The circles of a graph: sets of modules each of which reaches each other.
fn circles(graph: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<Vec<Module>> {
    let reach: BTreeMap<&Module, BTreeSet<&Module>> = graph
        .keys()
        .map(|from| {
            let mut seen = BTreeSet::new();
            let mut open: Vec<&Module> = graph[from].iter().collect();
            while let Some(module) = open.pop() {
                if seen.insert(module) {
                    open.extend(&graph[module]);
                }
            }
            (from, seen)
        })
        .collect();
    let mut circles: BTreeSet<Vec<Module>> = BTreeSet::new();
    for from in graph.keys().filter(|from| reach[from].contains(from)) {
        let circle = reach[from].iter().filter(|to| reach[*to].contains(from));
        circles.insert(circle.map(|module| (*module).clone()).collect());
    }
    circles.into_iter().collect()
}

#[test]
fn no_room_uses_one_above_it() {
    let mut found = Vec::new();
    for (root, ranks) in CRATES {
        let house = House::read(root);
        let rank = |module: &Module| {
            let room = module.first().unwrap();
            ranks
                .iter()
                .position(|rooms| rooms.contains(&room.as_str()))
                .unwrap_or_else(|| panic!("{root}: {room} has no rank"))
        };
        for (module, used) in house.graph().iter().filter(|(module, _)| !module.is_empty()) {
            for other in used.iter().filter(|other| other[0] != module[0] && rank(other) >= rank(module)) {
                found.push(format!("{root}: {} uses {}", module.join("::"), other.join("::")));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_circle_of_files_is_larger_than_two() {
    let mut found = Vec::new();
    for (root, _) in CRATES {
        for circle in circles(&House::read(root).graph()).iter().filter(|circle| circle.len() > 2) {
            let names: Vec<String> = circle.iter().map(|module| module.join("::")).collect();
            found.push(format!("{root}: {}", names.join(", ")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The forbidden words that code uses: as they stand, or as branches of a `use` (`use std::{panic, thread}`).
fn forbidden_in(code: TokenStream) -> Vec<(&'static str, &'static str)> {
    let mut text = code.to_string().replace(' ', "");
    let mut paths = Vec::new();
    paths_in(code, &mut paths);
    for path in paths {
        text.push('\n');
        text.push_str(&path.join("::"));
    }
    FORBIDDEN.into_iter().filter(|(word, _)| text.contains(word)).collect()
}

#[test]
fn a_forbidden_word_is_found_however_it_is_imported() {
    for (code, expected) in [
        ("use std::thread;", &["std::thread"][..]),
        ("use std::{panic, thread};", &["std::thread"]),
        ("use std::{collections::BTreeMap, thread::{self, Scope}};", &["std::thread"]),
        ("use std::{fs::{self, File}, io::Read as _, path::Path};", &["std::fs", "std::io"]),
        ("pub use {std::{env}, core::fmt};", &["std::env"]),
        ("use ::std::{net::TcpStream as Wire};", &["std::net"]),
        ("fn f() { use std::{process}; }", &["std::process"]),
        ("fn f() -> u64 { std::time::Instant::now().elapsed().as_secs() }", &["Instant::now"]),
        ("use chrono::{Days, NaiveDate}; use std::{fmt, panic};", &[]),
        ("fn threads(fs: &str) -> &str { fs }", &[]),
    ] {
        let found: Vec<&str> = forbidden_in(code.parse().unwrap()).into_iter().map(|(word, _)| word).collect();
        assert_eq!(found, expected, "{code}");
    }
}

#[test]
fn the_pure_crates_reach_no_edge() {
    let (mut found, mut excepted) = (Vec::new(), BTreeSet::new());
    for root in ["crates/law", "crates/screen", "crates/report"] {
        let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(root).join("Cargo.toml")).unwrap();
        let names = manifest.lines().filter_map(|line| line.split(['.', ' ', '=']).next());
        found.extend(names.filter(|name| EDGES.contains(name)).map(|name| format!("{root}/Cargo.toml: {name}")));
        let house = House::read(&format!("{root}/src"));
        for path in house.files.values() {
            for (word, why) in forbidden_in(code(path)) {
                let exception = EXCEPTIONS.iter().find(|(file, except, _)| path.ends_with(file) && *except == word);
                match exception {
                    Some((file, ..)) => _ = excepted.insert(*file),
                    None => found.push(format!("{}: {word}: {why}", path.display())),
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    for (file, word, why) in EXCEPTIONS {
        assert!(excepted.contains(file), "{file} uses {word} no more: {why}");
    }
}

#[test]
fn every_file_says_what_lives_in_it() {
    for (root, _) in CRATES {
        for path in House::read(root).files.values() {
            let text = fs::read_to_string(path).unwrap();
            assert!(text.starts_with("//! "), "{} does not say what lives in it", path.display());
        }
    }
}

#[test]
fn no_file_is_called_by_what_it_is_not() {
    const EMPTY: [&str; 7] = ["utils", "util", "common", "helpers", "manager", "misc", "mod"];
    for (root, _) in CRATES {
        for path in House::read(root).files.values() {
            let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
            assert!(!EMPTY.contains(&stem.as_str()), "{}", path.display());
        }
    }
}
