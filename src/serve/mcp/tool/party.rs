//! One party held against the lists; nothing of it is kept or logged.

use serde::Serialize;

use crate::screen::input::ReadRow;
use crate::serve::mcp::answer::Found;
use crate::serve::mcp::answer::Window;
use crate::serve::mcp::described::Tool;
use crate::serve::mcp::described::value;
use crate::serve::mcp::parameter::Kind;
use crate::serve::mcp::parameter::Parameter;
use crate::serve::mcp::question::Question;
use crate::serve::problem::Problem;
use earwatch_report::report::screened::{ScreenResult, Screened};
use earwatch_report::told::screened as told;
use earwatch_report::visible::{capitalized, visible};
use earwatch_screen::party::Party;

pub(super) const TOOL: Tool = Tool {
    name: "screen_party",
    title: "Screen a party",
    about: "Hold one party (name, other names, addresses, country) against all lists. Answers with potential matches, each \
            with a score, its reasons and what the entry requires, for a person to review: also matches by address, with \
            parties held back by findings, and with entries that were removed. Nothing of the party is kept or logged. That \
            nothing is found is no clearance.",
    parameters: &[
        Parameter::must("name", Kind::Words, "Its name, in any script"),
        Parameter::may("other_names", Kind::Several(50), "Other names of it"),
        Parameter::may("addresses", Kind::Several(50), "Addresses of it, each whole"),
        Parameter::may("country", Kind::Words, "Its country"),
        Parameter::AS_OF,
        Parameter::KNOWN_BY,
        Parameter::limit(10, "So many potential matches at most"),
        Parameter::OFFSET,
    ],
    schema: "screen",
    is_optional: false,
    find,
};

#[derive(Serialize)]
struct Screening<'a> {
    #[serde(flatten)]
    screened: &'a Screened,
    results: [&'a ScreenResult; 1],
}

fn find(question: &Question<'_>) -> Result<Found, Problem> {
    let Question { ready, given, .. } = question;
    let text_of = |name| Some(given.words(name).to_owned()).filter(|text| !text.is_empty());
    let party = Party {
        id: "row 1".to_owned(),
        row: 1,
        name: given.words("name").to_owned(),
        other_names: given.several("other_names").to_vec(),
        addresses: given.several("addresses").to_vec(),
        country: text_of("country"),
    };
    let asked = value(&party)?;
    let mut screened = ready.screened("question", asked.to_string().as_bytes());
    let ReadRow { party, notes, skipped } = ReadRow::of_party(party, Vec::new());
    let hits = if skipped.is_some() { Vec::new() } else { ready.hits(&party)? };
    let mut result = ScreenResult { party, hits, skipped, notes };
    screened.counts.add(&result);
    let outcome = match &result.skipped {
        None if result.hits.is_empty() => {
            format!("{}. That is no clearance.", capitalized(&told::outcome(&result, &screened)))
        }
        _ => format!("{}.", capitalized(&told::outcome(&result, &screened))),
    };
    let window = Window::cut("potential match", &mut result.hits, given.count("offset"), given.count("limit"));
    let mut said = Vec::new();
    if given.several("addresses").is_empty() {
        said.push(
            "no address was given: parties that sit at the address of a listed one are not found without".to_owned(),
        );
    }
    said.push(
        "owners are not looked at here: a party that listed ones own may be covered by the rules about all entries, see \
         provisions"
            .to_owned(),
    );
    for list in ready.lists.iter().map(|used| used.list) {
        said.extend(super::entry::for_all(question, list)?);
    }
    Ok(Found {
        outcome,
        searched: format!("Screened against {}, threshold {}.", question.searched(), screened.threshold),
        window,
        notes: said,
        doubts: result.hits.iter().filter_map(|hit| Some(hit.entry.finding.as_ref()?.number)).collect(),
        documents: result.hits.iter().filter_map(|hit| hit.entry.document.clone()).collect(),
        text: text(&result),
        result: value(&Screening { screened: &screened, results: [&result] })?,
    })
}

fn text(result: &ScreenResult) -> String {
    let mut lines: Vec<_> = result.notes.iter().map(|note| visible(note)).collect();
    for hit in &result.hits {
        lines.push(visible(&format!("{}: {}", told::entry(&hit.entry), told::strength(hit))));
        for (term, values) in told::described(hit) {
            lines.push(format!("  {term:<16}{}", visible(&values.join("; "))));
        }
        lines.push(String::new());
    }
    lines.join("\n")
}
