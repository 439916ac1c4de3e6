//! Names of parties against the names of a list, beside rapidfuzz's `process.cdist` on the same pairs in the same run, and
//! owners by the million. `cargo bench --bench screen` prints seconds and the ratios that are asked for: those of processor
//! time, as other programs may be running, and those of the clock. rapidfuzz is looked for in the Python that
//! `EARWATCH_PYTHON` names, or `python3`; where it is not, its part is skipped, and that is said.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints, and fails where it cannot run")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Instant;

use chrono::NaiveDate;
use earwatch_law::entry::lookup;
use earwatch_law::list::ecfr;
use earwatch_law::list::state::State;
use earwatch_screen::affiliates::Affiliates;
use earwatch_screen::affiliates::provision::{Force, Provision};
use earwatch_screen::affiliates::restricted::Restricted;
use earwatch_screen::affiliates::strictest::Terms;
use earwatch_screen::index::{Index, Wanted};
use earwatch_screen::listed::{By, Label, Listed};
use earwatch_screen::name::Name;
use earwatch_screen::ownership::graph::Graph;
use earwatch_screen::ownership::read;
use earwatch_screen::score::THRESHOLD;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PARTIES: usize = 100_000;
/// Parties that rapidfuzz is given: it takes the same time for each.
const SAMPLE: [(&str, usize); 2] = [("WRatio", 100), ("token_sort_ratio", 2_000)];
/// So many times as fast as each is asked for.
const ASKED: [f64; 2] = [100.0, 5.0];
/// Lines of the file of owners, and what may be spent on it, in seconds of the clock on as many threads.
const EDGES: usize = 1_000_000;
const OWNERS_WITHIN: f64 = 5.0;
const THREADS: usize = 2;

/// A sequence that is the same in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// The names of the published list with all aliases; without it, those of the list of the tests, over and over.
fn names() -> (&'static str, Vec<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = root.with_file_name("shared/corpus/ecfr/part-744_2026-07-23.xml");
    let list = std::fs::read_to_string(&corpus);
    let (what, text) = match list {
        Ok(text) => ("the published list of 2026-07-23", text),
        Err(_) => ("the sample list", std::fs::read_to_string(root.join("snapshots/sample/baseline.xml")).unwrap()),
    };
    let state = State::of_published(ecfr::read(&text).unwrap().0);
    let entries = state.lists.values().flat_map(|list| list.in_order());
    (
        what,
        entries.flat_map(|entry| lookup::names(entry).map(|(_, name)| name.to_owned()).collect::<Vec<_>>()).collect(),
    )
}

/// Parties as customer systems have them: brands that are invented, common words of the list, forms; one in twenty is a name
/// of the list with a slip.
fn parties(names: &[String]) -> Vec<String> {
    const SYLLABLES: [&str; 30] = [
        "ka", "lo", "mi", "ne", "ru", "ta", "vo", "shi", "xin", "hua", "wei", "lan", "der", "mar", "ton", "gra", "bel",
        "sto", "ver", "pol", "kin", "zor", "fa", "qu", "li", "an", "el", "or", "san", "tek",
    ];
    const FORMS: [&str; 9] = ["Co., Ltd.", "LLC", "GmbH", "Inc.", "Ltd", "S.A.", "JSC", "Corp.", ""];
    let words: Vec<&str> = names.iter().flat_map(|name| name.split_whitespace()).collect();
    let mut chance = Chance(7);
    let mut party = || {
        if chance.below(20) == 0 {
            let mut letters: Vec<char> = chance.of(names).chars().collect();
            let at = chance.below(letters.len());
            letters[at] = 'x';
            return letters.into_iter().collect();
        }
        let mut brand = String::new();
        for _ in 0..2 + chance.below(3) {
            brand.push_str(chance.of::<&str>(&SYLLABLES));
        }
        for _ in 0..chance.below(4) {
            brand.push(' ');
            brand.push_str(chance.of::<&str>(&words));
        }
        format!("{brand} {}", chance.of::<&str>(&FORMS))
    };
    (0..PARTIES).map(|_| party()).collect()
}

/// Seconds of the clock and of all processors.
#[derive(Clone, Copy)]
struct Spent {
    clock: f64,
    processors: f64,
}

/// Seconds that the processors spent on this program so far; where the system does not say it, those of the clock.
fn processors(begun: Instant) -> f64 {
    const TICKS: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").ok();
    let ticks = stat.as_deref().and_then(|stat| {
        let mut fields = stat.rsplit(')').next()?.split_whitespace().skip(11);
        Some(fields.next()?.parse::<f64>().ok()? + fields.next()?.parse::<f64>().ok()?)
    });
    ticks.map_or_else(|| begun.elapsed().as_secs_f64(), |ticks| ticks / TICKS)
}

fn timed<T>(what: impl FnOnce() -> T) -> (T, Spent) {
    let start = Instant::now();
    let before = processors(start);
    let value = what();
    (value, Spent { clock: start.elapsed().as_secs_f64(), processors: processors(start) - before })
}

/// A file of owners over the names of the list and others, and how long it takes to tell what the list makes of them all.
fn owners(names: &[String], parties: &[String]) {
    let mut chance = Chance(3);
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', ""));
    let mut text = "owner,owned,percent\n".to_owned();
    for at in 0..EDGES {
        let from = if chance.below(500) == 0 { names } else { parties };
        let owner = quoted(chance.of::<String>(from));
        let company = quoted(&format!("{} {}", chance.of::<String>(parties), at % 7));
        let share = chance.of(&["100", "51", "30", "25-50", "unknown", "12.5"]);
        writeln!(text, "{owner},{company},{share}").unwrap();
    }
    let restricted = names.iter().enumerate().map(|(at, name)| Restricted {
        listed: Listed {
            key: format!("el-{at}"),
            list: "entity-list".to_owned(),
            names: vec![Label { by: By::Name, text: name.clone() }],
            ..Listed::default()
        },
        terms: Terms::default(),
    });
    let restricted: Vec<_> = restricted.collect();
    let force = Provision { force: Force::InForce, section: "§ 744.11".to_owned(), from: None };
    let ((nodes, covered), spent) = timed(|| {
        let owners = read::owners(&text, "owners.csv").unwrap();
        let graph = Graph::on(&owners, NaiveDate::from_ymd_opt(2026, 12, 1).unwrap());
        let provisions = BTreeMap::from([("entity-list".to_owned(), force)]);
        let affiliates = Affiliates::new(&graph, restricted, provisions, THRESHOLD);
        let covered = graph.nodes().filter(|node| affiliates.answer(*node, None).covered == Some(true)).count();
        (graph.nodes().count(), covered)
    });
    println!(
        "owners: {EDGES} lines, {nodes} parties, {covered} covered: {:.1} s on one thread, {:.1} s of processors (asked: \
         {OWNERS_WITHIN} s on {THREADS}, of the parties of a file)",
        spent.clock, spent.processors
    );
}

/// What rapidfuzz spends on scoring parties, each with all names, on as many threads.
fn rapidfuzz(names: &[String], parties: &[String]) -> Option<Vec<Spent>> {
    let folder = std::env::temp_dir().join(format!("earwatch-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = |name: &str, lines: &[String]| {
        let lines: Vec<_> = lines.iter().map(|line| line.replace('\n', " ")).collect();
        std::fs::write(folder.join(name), lines.join("\n")).unwrap();
        folder.join(name)
    };
    let mut script = "import sys, time\nfrom rapidfuzz import fuzz, process\n\
                      read = lambda path: open(path, encoding='utf-8').read().split('\\n')\n\
                      names, parties = read(sys.argv[1]), read(sys.argv[2])\n"
        .to_owned();
    for (scorer, count) in SAMPLE {
        writeln!(
            script,
            "start = time.perf_counter(), time.process_time()\n\
             process.cdist(parties[:{count}], names, scorer=fuzz.{scorer}, workers={THREADS})\n\
             print(time.perf_counter() - start[0], time.process_time() - start[1])"
        )
        .unwrap();
    }
    let python = std::env::var("EARWATCH_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut command = Command::new(python);
    command.args(["-c", &script]).arg(file("names", names)).arg(file("parties", parties));
    let output = command.output();
    std::fs::remove_dir_all(&folder).unwrap();
    let output = output.ok().filter(|output| output.status.success())?;
    let spent = |line: &str| {
        let (clock, processors) = line.split_once(' ')?;
        Some(Spent { clock: clock.parse().ok()?, processors: processors.parse().ok()? })
    };
    String::from_utf8(output.stdout).ok()?.lines().map(spent).collect()
}

fn main() {
    let (what, names) = names();
    let parties = parties(&names);
    println!("{PARTIES} parties against {} names of {what}, {THREADS} threads", names.len());
    let start = Instant::now();
    let index = Index::new(names.iter().map(|name| Name::new(name)));
    println!("index: {:.2} s", start.elapsed().as_secs_f64());
    let (hits, ours): (usize, Spent) = timed(|| {
        thread::scope(|scope| {
            let screened = |parties: &[String]| {
                let mut searcher = index.searcher();
                let wanted = Wanted::of_score(THRESHOLD);
                parties.iter().map(|party| searcher.search(&Name::new(party), wanted).len()).sum::<usize>()
            };
            let parts = parties.chunks(PARTIES.div_ceil(THREADS));
            let running: Vec<_> = parts.map(|part| scope.spawn(move || screened(part))).collect();
            running.into_iter().map(|one| one.join().unwrap()).sum()
        })
    });
    let each = |spent: Spent, count: f64| Spent { clock: spent.clock / count, processors: spent.processors / count };
    #[expect(clippy::cast_precision_loss, reason = "a hundred thousand")]
    let ours = each(ours, PARTIES as f64);
    println!(
        "earwatch: {:.0} parties/s, {:.1} µs of processors each, {hits} potential matches",
        1.0 / ours.clock,
        ours.processors * 1e6
    );
    match rapidfuzz(&names, &parties) {
        Some(all) => {
            for (((scorer, count), asked), spent) in SAMPLE.into_iter().zip(ASKED).zip(all) {
                #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
                let theirs = each(spent, count as f64);
                println!(
                    "rapidfuzz {scorer}: {:.0} parties/s, {:.1} µs of processors each ({count} measured); earwatch is {:.0} x as \
                     fast by processors, {:.0} x by the clock (asked: {asked} x)",
                    1.0 / theirs.clock,
                    theirs.processors * 1e6,
                    theirs.processors / ours.processors,
                    theirs.clock / ours.clock
                );
            }
        }
        None => println!(
            "rapidfuzz: skipped, no Python with it (pip install rapidfuzz numpy; EARWATCH_PYTHON names the interpreter)"
        ),
    }
    owners(&names, &parties);
}
