//! Whom parties belong to: files of owners, held against the lists and OFAC's list.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use earwatch_law::digest::sha256_hex;
use earwatch_law::law::quantity::quantity;
use earwatch_report::report::ownership_used::{OwnersFile, OwnershipUsed, ProvisionUsed};
use earwatch_report::report::screened::EntryTold;
use earwatch_screen::affiliates::blocked::BlockedParties;
use earwatch_screen::affiliates::called::Called;
use earwatch_screen::affiliates::matches::{Lists, Matches};
use earwatch_screen::affiliates::provision::{Force, Provision};
use earwatch_screen::affiliates::restricted::{Restricted, SDN, canonical, title};
use earwatch_screen::affiliates::strictest::Terms;
use earwatch_screen::affiliates::{Affiliates, Answer};
use earwatch_screen::index::sieve::Sieve;
use earwatch_screen::index::{Index, Searcher, Wanted};
use earwatch_screen::listed::Listed;
use earwatch_screen::name::Name;
use earwatch_screen::ownership::graph::{Graph, Node};
use earwatch_screen::ownership::holding::Owners;
use earwatch_screen::ownership::{read, several};
use earwatch_screen::party::Party;
use earwatch_screen::screening::hit::{Hit, Kind};

use super::against::Against;
use super::error::ScreenError;
use super::input::{Input, whole};
use super::pipeline;
use crate::query::affiliates::{self, OnRecord};
use crate::store::Store;

/// The files of a run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Files {
    /// Owners.
    pub owners: Vec<PathBuf>,
    /// OFAC's list, which counts with owners only.
    pub blocked: Vec<PathBuf>,
}

/// Owners, and the parties of lists that they may be.
#[derive(Debug)]
pub struct Ownership {
    owners: Owners,
    on_record: OnRecord,
    restricted: Vec<Restricted>,
    /// The place of each among those that are told.
    places: Vec<usize>,
    /// The parties of OFAC's list as they are told; they come behind the entries.
    pub(super) told: Vec<Arc<EntryTold>>,
    /// The same, as far as a decision rests on them.
    pub(super) blocked: Vec<Listed>,
    /// What heads the results.
    used: OwnershipUsed,
    /// The one file of owners, for the places in it.
    only: String,
}

impl Ownership {
    /// Reads files of owners and of OFAC's list, and what the texts on record say of affiliates on the day of the lists.
    pub fn read(store: &Store, files: &Files, against: &Against) -> Result<Self, ScreenError> {
        let mut used = OwnershipUsed::default();
        let mut read_files = Vec::new();
        for path in &files.owners {
            let (bytes, name) = bytes(path)?;
            let text = whole::text(&bytes).map_err(|problem| ScreenError::File { path: path.clone(), problem })?;
            let owners = read::owners(&text.text, &name)
                .map_err(|problem| ScreenError::File { path: path.clone(), problem: problem.to_string() })?;
            used.notes.extend(text.note.map(|note| format!("{name}: {note}")));
            let records = owners.holdings.len();
            used.files.push(OwnersFile { name: name.clone(), sha256: sha256_hex(&bytes), kind: "owners", records });
            read_files.push((name, owners));
        }
        let only = if let [(name, _)] = read_files.as_slice() { format!("{name}, ") } else { String::new() };
        let owners = several::together(read_files);
        used.notes.extend(owners.notes.iter().map(|note| format!("{only}{}: {}", note.place, note.message)));
        let on_record = affiliates::on_record(store, against.as_of, against.known_by)?;
        let (mut restricted, mut places) = of_lists(against);
        let (mut told, mut blocked) = (Vec::new(), Vec::new());
        for party in of_blocked(&files.blocked, &on_record, &mut used)? {
            places.push(against.told.len() + told.len());
            told.push(Arc::new(tell(&party)));
            blocked.push(party.listed.clone());
            restricted.push(party);
        }
        used.programs = on_record.programs.iter().flatten().cloned().collect();
        let is_told = |list: &str| list != SDN || !files.blocked.is_empty();
        let provisions = on_record.provisions.iter().filter(|(list, _)| is_told(list));
        used.provisions = provisions.map(|(list, provision)| in_words(list, provision)).collect();
        Ok(Self { owners, on_record, restricted, places, told, blocked, used, only })
    }

    /// The owners of a day.
    pub(super) fn graph(&self, day: NaiveDate) -> Graph<'_> {
        Graph::on(&self.owners, day)
    }

    /// What heads the results, with what the owners of the day contradict.
    pub(super) fn used(&self, graph: &Graph<'_>) -> OwnershipUsed {
        let mut used = self.used.clone();
        let contradicted = graph.notes().iter();
        used.notes.extend(contradicted.map(|note| format!("{}{}: {}", self.only, note.place, note.message)));
        used
    }

    /// What looks for the owners of the parties of a file. From `like` on, two names are nearly the same.
    ///
    /// The file is read for it once more: of owners, only those of its parties are looked for, and of names, only those
    /// that its parties can be called nearly as.
    pub(super) fn finder<'o>(
        &'o self,
        graph: &'o Graph<'o>,
        input: &Input,
        like: f32,
        workers: usize,
    ) -> Result<OwnersFinder<'o>, ScreenError> {
        let called = Called::of(graph);
        let lists = Lists::new(self.restricted.clone());
        let mut matches = Matches::exact(graph, &called, &lists);
        let Asked { mut nodes, unplaced } = Asked::of(graph, &called, input, workers)?;
        let mut met = vec![false; graph.nodes().count()];
        for node in &nodes {
            met[node.at()] = true;
        }
        let near = match unplaced {
            Some(names) => near_any(graph, names, like, workers),
            None => graph.nodes().collect(),
        };
        nodes.extend(&near);
        let open = matches.open(graph, nodes.iter().copied());
        matches.add(in_parts(&open, workers, |part| lists.nearly(graph, part, like)));
        let affiliates = Affiliates::of(graph, lists, self.on_record.provisions.clone(), matches);
        let mut asked = vec![false; graph.nodes().count()];
        for node in &nodes {
            asked[node.at()] = true;
        }
        let near: Vec<Node> = near.into_iter().filter(|node| affiliates.is_reached(*node)).collect();
        let of_part = |part: &[Node]| -> Vec<(Name, Node)> {
            part.iter().flat_map(|node| graph.names(*node).into_iter().map(|name| (Name::new(name), *node))).collect()
        };
        let (names, nodes): (Vec<_>, Vec<_>) = in_parts(&near, workers, of_part).into_iter().unzip();
        Ok(OwnersFinder { affiliates, called, asked, near: Index::new(names), nodes, like, places: &self.places, met })
    }
}

/// Names of parties that are in no file of owners, at most, that are held against the names there one by one. Beyond them an
/// index of the names there is smaller.
const MOST_UNPLACED: usize = 200_000;

/// Whom the parties of a file are in the files of owners.
struct Asked {
    nodes: Vec<Node>,
    /// The names of those that are in none; not where they are too many.
    unplaced: Option<Vec<Name>>,
}

impl Asked {
    fn of(graph: &Graph<'_>, called: &Called<'_, '_>, input: &Input, workers: usize) -> Result<Self, ScreenError> {
        let (rows, form, _) = input.rows()?;
        let mut nodes = vec![false; graph.nodes().count()];
        let (mut unplaced, mut known) = (Some(Vec::new()), HashSet::new());
        let find = || {
            Ok(|party: &Party| {
                let nodes = nodes_of(graph, called, party);
                let names = party.names().filter(|_| nodes.is_empty()).map(|(_, name)| name.to_owned());
                Ok((names.collect::<Vec<_>>(), nodes))
            })
        };
        pipeline::run(rows, &form, workers, find, |outcome| {
            let (names, found) = outcome.found.unwrap_or_default();
            for node in found {
                nodes[node.at()] = true;
            }
            for name in names {
                if let Some(unplaced) = unplaced.as_mut().filter(|_| known.insert(canonical(&name))) {
                    unplaced.push(Name::new(&name));
                }
            }
            if known.len() > MOST_UNPLACED {
                (unplaced, known) = (None, HashSet::new());
            }
            Ok(())
        })?;
        Ok(Self { nodes: graph.nodes().filter(|node| nodes[node.at()]).collect(), unplaced })
    }
}

/// The parties that others own and that can be called nearly as one of these names.
fn near_any(graph: &Graph<'_>, names: Vec<Name>, like: f32, workers: usize) -> Vec<Node> {
    let sieve = Sieve::new(names, Wanted::of_score(like));
    let owned: Vec<Node> = graph.nodes().filter(|node| !graph.into(*node).is_empty()).collect();
    in_parts(&owned, workers, |part| {
        let mut sifter = sieve.sifter();
        let mut keeps = |node: &&Node| graph.names(**node).into_iter().any(|name| sifter.keeps(&Name::new(name)));
        part.iter().filter(&mut keeps).copied().collect()
    })
}

/// The parts of many, each by a thread of its own, in their order.
fn in_parts<T: Sync, R: Send>(all: &[T], workers: usize, each: impl Fn(&[T]) -> Vec<R> + Sync) -> Vec<R> {
    std::thread::scope(|scope| {
        let parts = all.chunks(all.len().div_ceil(workers).max(1));
        let running: Vec<_> = parts.map(|part| scope.spawn(|| each(part))).collect();
        let done = running.into_iter().map(|one| one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        done.flatten().collect()
    })
}

/// The parties of the files of owners that have exactly its id or one of its names. An id that the file gives to somebody of
/// other names is another one's.
fn nodes_of(graph: &Graph<'_>, called: &Called<'_, '_>, party: &Party) -> Vec<Node> {
    let mut nodes: Vec<Node> = party.names().flat_map(|(_, name)| called.nodes(name)).collect();
    let id = canonical(&party.id);
    nodes.extend(called.nodes(&party.id).filter(|node| graph.names(*node).iter().all(|name| canonical(name) == id)));
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

fn bytes(path: &Path) -> Result<(Vec<u8>, String), ScreenError> {
    let bytes = std::fs::read(path).map_err(|source| ScreenError::Read { path: path.to_owned(), source })?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok((bytes, name))
}

/// The parties of the lists as owners; entries that a stay holds back bind nobody on the day.
fn of_lists(against: &Against) -> (Vec<Restricted>, Vec<usize>) {
    let all = against.listed.iter().zip(&against.told).enumerate();
    let all = all.filter(|(_, (listed, told))| !told.is_stayed && !listed.is_delisted);
    let restricted = |(at, (listed, told)): (usize, (&Listed, &Arc<EntryTold>))| {
        let terms = Terms {
            requirement: told.license_requirement.clone().unwrap_or_default(),
            policy: told.license_review_policy.clone().unwrap_or_default(),
            designations: told.designations.clone(),
        };
        (Restricted { listed: listed.clone(), terms }, at)
    };
    all.map(restricted).unzip()
}

/// The parties of OFAC's list that count as owners.
fn of_blocked(
    files: &[PathBuf],
    on_record: &OnRecord,
    used: &mut OwnershipUsed,
) -> Result<Vec<Restricted>, ScreenError> {
    let mut all = BlockedParties::default();
    for path in files {
        let (bytes, name) = bytes(path)?;
        let problem = |problem: String| ScreenError::File { path: path.clone(), problem };
        let text = whole::text(&bytes).map_err(problem)?;
        let read = BlockedParties::read(&text.text).map_err(|error| problem(error.to_string()))?;
        used.notes.extend(text.note.map(|note| format!("{name}: {note}")));
        used.notes.extend(read.notes.iter().map(|note| format!("{name}, {}: {}", note.place, note.message)));
        let records = read.parties.len();
        used.files.push(OwnersFile { name, sha256: sha256_hex(&bytes), kind: "sdn", records });
        all.join(read);
    }
    let (counted, rest) = all.restricted(on_record.programs.as_ref());
    if rest > 0 {
        used.notes.push(format!(
            "{} of the SDN List {} designated under none of the programs of § 744.8(a)(1), and {} not count as owners",
            quantity(rest, "party"),
            if rest == 1 { "is" } else { "are" },
            if rest == 1 { "does" } else { "do" }
        ));
    }
    Ok(counted)
}

fn tell(party: &Restricted) -> EntryTold {
    let (listed, terms) = (&party.listed, &party.terms);
    EntryTold {
        id: None,
        public_id: None,
        list: None,
        country: Some(listed.country.clone()).filter(|country| !country.is_empty()),
        name: listed.name().to_owned(),
        designations: terms.designations.clone(),
        license_requirement: Some(terms.requirement.clone()),
        license_review_policy: Some(terms.policy.clone()),
        effective_from: None,
        document: None,
        citations: Vec::new(),
        qualified: Some(format!("on the SDN List, {}", listed.key)),
        finding: None,
        removed: None,
        is_stayed: false,
    }
}

/// Whether the provision for affiliates of a list is in force, in words.
pub fn in_words(list: &str, provision: &Provision) -> ProvisionUsed {
    let section = &provision.section;
    let of = format!("the provision for affiliates of the {} ({section})", title(list));
    let (standing, words) = match &provision.force {
        Force::InForce => ("in-force", format!("{of} is in force")),
        Force::Stayed { until: Some(day) } => ("stayed", format!("{of} is stayed until {day}")),
        Force::Stayed { until: None } => ("stayed", format!("{of} is stayed indefinitely")),
        Force::NotProvided => {
            ("not-provided", format!("no text on record extends the {} to what its parties own", title(list)))
        }
        Force::Unknown { why } => ("not-on-record", format!("{}: it is not to be told {why}", title(list))),
    };
    ProvisionUsed { list: list.to_owned(), section: section.clone(), standing, words }
}

/// What looks for the owners of the parties of a file.
#[derive(Debug)]
pub(super) struct OwnersFinder<'o> {
    affiliates: Affiliates<'o, 'o>,
    called: Called<'o, 'o>,
    /// Parties whose owners were looked for.
    asked: Vec<bool>,
    /// The names of parties that listed ones reach, as far as parties of the file can be called nearly so.
    near: Index,
    nodes: Vec<Node>,
    like: f32,
    places: &'o [usize],
    /// Parties of the files of owners that are parties of the user.
    met: Vec<bool>,
}

/// Parties that are named in a note.
const NAMED: usize = 5;

/// Scores of hits by ownership: what is certain, what cannot be determined, and what is told besides.
const COVERED: f32 = 1.0;
const OPEN: f32 = 0.9;
const TOLD: f32 = 0.8;

impl OwnersFinder<'_> {
    /// What searches for names that are nearly the same.
    pub(super) fn searcher(&self) -> Searcher<&Index> {
        self.near.searcher()
    }

    /// What the owners of a party make of it; one hit at most.
    pub(super) fn hit(&self, party: &Party, near: &mut Searcher<&Index>) -> Result<Option<Hit>, ScreenError> {
        let exact = nodes_of(self.affiliates.graph(), &self.called, party);
        if exact.iter().any(|node| !self.asked[node.at()]) {
            return Err(ScreenError::Changed);
        }
        let country = party.country.as_deref();
        let answers = exact.iter().map(|node| self.affiliates.answer(*node, country));
        let best = answers.filter(|it| it.about.is_some()).min_by_key(|it| rank(it.covered));
        let answer = best.or_else(|| if exact.is_empty() { self.nearly(party, near) } else { None });
        Ok(answer.and_then(|answer| self.hit_of(answer)))
    }

    fn hit_of(&self, answer: Answer) -> Option<Hit> {
        let listed = answer.about.and_then(|at| self.places.get(at))?;
        Some(Hit {
            kind: Kind::Ownership,
            listed: *listed,
            score: match answer.covered {
                Some(true) => COVERED,
                None => OPEN,
                Some(false) => TOLD,
            },
            matched: None,
            reasons: answer.reasons.clone(),
            why_not_higher: Vec::new(),
            ownership: Some(answer),
        })
    }

    /// What of the files of owners met nothing: owners on no list, and parties that listed ones own and the user does not
    /// have.
    pub(super) fn notes(&self) -> Vec<String> {
        let (owners, exact, like) = self.affiliates.matched();
        let left = owners.saturating_sub(exact + like);
        let mut notes = vec![format!(
            "of {} in the files {exact} are parties of the lists, {like} are called nearly so, and {left} are not found \
             there",
            quantity(owners, "owner")
        )];
        let unmet: Vec<_> = self.affiliates.reached().filter(|node| !self.met[node.at()]).collect();
        if !unmet.is_empty() {
            let mut names: Vec<_> =
                unmet.iter().take(NAMED).map(|node| format!("“{}”", self.affiliates.name(*node))).collect();
            if unmet.len() > NAMED {
                names.push(format!("and {} more", unmet.len() - NAMED));
            }
            notes.push(format!(
                "by the files listed parties own of {}, which the file of parties does not have: {}",
                if unmet.len() == 1 { "1 party".to_owned() } else { format!("{} parties", unmet.len()) },
                names.join(", ")
            ));
        }
        notes
    }

    /// One that is called nearly as a party that listed ones reach: whether it is that one is open.
    fn nearly(&self, party: &Party, near: &mut Searcher<&Index>) -> Option<Answer> {
        if self.nodes.is_empty() {
            return None;
        }
        let found = party.names().flat_map(|(_, name)| {
            let hits = near.search(&Name::new(name), Wanted::of_score(self.like));
            hits.into_iter().map(move |(number, score)| (score.value, number, name))
        });
        let (_, number, name) = found.max_by(|one, other| one.0.total_cmp(&other.0))?;
        let node = *self.nodes.get(number)?;
        let mut answer = self.affiliates.answer(node, party.country.as_deref());
        let whether = format!("whether “{name}” is “{}” of the file of owners", self.affiliates.name(node));
        if answer.covered != Some(false) {
            answer.covered = None;
        }
        answer.reasons.insert(
            0,
            format!("nearly the name of “{}”, which listed parties own in part", self.affiliates.name(node)),
        );
        answer.missing.insert(0, whether);
        answer.about.is_some().then_some(answer)
    }
}

fn rank(covered: Option<bool>) -> u8 {
    match covered {
        Some(true) => 0,
        None => 1,
        Some(false) => 2,
    }
}
