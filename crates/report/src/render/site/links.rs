//! Who sits with an entry: a drawing, and beside it a table that says the same and all that the drawing leaves out.

use serde::Serialize;

use crate::render::chart::{self, Graph};
use crate::report::linked::{Edge, Linked, LinkedParty};
use crate::told::linked as told;
use crate::visible::capitalized;

/// What is asked for.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AskedLinks {
    /// The name, alias, former name or public id of an entry; empty where nobody is asked for.
    pub asked: String,
    /// Over how many steps.
    pub depth: usize,
    /// Whether to tell those, too, that may be in the same building.
    pub possible: bool,
}

#[derive(Debug, Serialize)]
pub struct LinksPage {
    heading: String,
    #[serde(flatten)]
    asked: AskedLinks,
    /// Why nothing was found.
    alert: Option<String>,
    nearest: Option<String>,
    candidates: Vec<CandidateView>,
    parties: Vec<PartyView>,
    summary: Option<String>,
    graph: Option<Graph>,
    rows: Vec<RowView>,
}

/// One of several that may be meant.
#[derive(Debug, Serialize)]
struct CandidateView {
    name: String,
    about: String,
    /// As it is asked for.
    ask: String,
}

#[derive(Debug, Serialize)]
struct PartyView {
    name: String,
    about: String,
    page: Option<String>,
}

/// A link.
#[derive(Debug, Serialize)]
struct RowView {
    party: PartyView,
    with: String,
    bond: String,
    evidence: Vec<(&'static str, String)>,
    suspicion: Option<String>,
}

impl PartyView {
    fn new(party: &LinkedParty) -> Self {
        let state = told::state(party);
        let id = party.public_id.to_string();
        Self {
            name: party.name.clone(),
            about: format!("{} · {}{state}", party.country, party.list.title()),
            page: (!id.is_empty()).then(|| format!("entries/{id}.html")),
        }
    }
}

impl LinksPage {
    /// The page; `alert` says why nothing was found.
    pub fn new(linked: Option<&Linked>, asked: AskedLinks, alert: Option<String>) -> Self {
        let mut page = Self {
            heading: "Who sits together".to_owned(),
            asked,
            alert,
            nearest: None,
            candidates: Vec::new(),
            parties: Vec::new(),
            summary: None,
            graph: None,
            rows: Vec::new(),
        };
        let Some(linked) = linked else {
            return page;
        };
        if !linked.candidates.is_empty() {
            let candidates = linked.candidates.iter().map(|one| CandidateView {
                name: one.name.clone(),
                about: format!("{} · {}, by “{}”", one.country, one.list.title(), one.matched.name),
                ask: one.id.to_string(),
            });
            page.candidates = candidates.collect();
            return page;
        }
        page.nearest = linked.nearest.as_ref().map(|nearest| told::nearest(&linked.asked, nearest));
        page.parties = linked.parties.iter().filter(|party| party.steps == 0).map(PartyView::new).collect();
        if let [only] = page.parties.as_slice() {
            page.heading = format!("Who sits with {}", only.name);
        }
        page.summary = Some(told::summary(linked).replace(": see --possible", ""));
        page.graph = chart::links(linked);
        let edges = chart::nearest_first(linked).into_iter().flat_map(|party| {
            chart::surest_first(linked, party.id).into_iter().map(move |edge| RowView::new(linked, party, edge))
        });
        page.rows = edges.collect();
        page
    }
}

impl RowView {
    fn new(linked: &Linked, party: &LinkedParty, edge: &Edge) -> Self {
        let mut evidence = Vec::new();
        let mut add = |what, text: Option<String>| evidence.extend(text.map(|text| (what, text)));
        add("its address", edge.other_address.as_ref().map(told::address));
        add("the other address", edge.one_address.as_ref().map(told::address));
        add("evidence", Some(told::agreement(edge)).filter(|agreement| !agreement.is_empty()));
        Self {
            party: PartyView::new(party),
            with: linked.name(edge.one).into_owned(),
            bond: capitalized(&told::bond(edge)),
            evidence,
            suspicion: edge.suspicion.clone(),
        }
    }
}
