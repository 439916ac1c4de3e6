//! What a person has to look at.

use crate::query::findings;
use crate::run::RunError;
use crate::run::answers::ListedFinding;
use crate::serve::mcp::answer::Found;
use crate::serve::mcp::answer::Window;
use crate::serve::mcp::described::Tool;
use crate::serve::mcp::described::value;
use crate::serve::mcp::parameter::Kind;
use crate::serve::mcp::parameter::Parameter;
use crate::serve::mcp::question::Question;
use crate::serve::problem::Problem;
use crate::store::findings::Which;
use earwatch_law::law::quantity::quantity;
use earwatch_report::visible::visible;

pub(super) const TOOL: Tool = Tool {
    name: "open_findings",
    title: "Open findings",
    about: "What the program could not understand or apply for certain in the published documents, or found contradictory: \
            each with its code, the words of the document, and what to do next. The lists may differ from the law there \
            until a person has looked.",
    parameters: &[
        Parameter::may("document", Kind::Words, "Only those of this Federal Register document"),
        Parameter::may(
            "which",
            Kind::Choice(&["open", "all"]),
            "open: those that need a person and nobody has answered; all: also those for information, and answered ones",
        ),
        Parameter::limit(20, "So many findings at most"),
        Parameter::OFFSET,
    ],
    schema: "findings",
    is_optional: false,
    find,
};

fn find(question: &Question<'_>) -> Result<Found, Problem> {
    let Question { store, given, .. } = question;
    let document = given.words("document").trim();
    let which = if document.is_empty() {
        Which::Current
    } else {
        let name = document.parse();
        Which::OfDocument(
            name.map_err(|error| Problem::invalid(format!("document: “{}”: {error}", question.asked("document"))))?,
        )
    };
    let mut found = findings::on_record(store, &which).map_err(|error| match error {
        RunError::NotOnRecord { what, .. } => Problem::not_found(format!(
            "{what} is not on record, so nothing is known of findings in it; changes_since lists documents"
        )),
        other => other.into(),
    })?;
    let all = found.len();
    let is_open = |one: &ListedFinding| one.finding.needs_review() && one.answer.is_none();
    if given.words("which") == "open" {
        found.retain(is_open);
    }
    let open = found.iter().filter(|one| is_open(one)).count();
    let about =
        if document.is_empty() { String::new() } else { format!(" of document {}", question.asked("document")) };
    let outcome = match open {
        0 => format!("No finding{about} needs a person."),
        1 => format!("1 finding{about} needs a person."),
        n => format!("{n} findings{about} need a person."),
    };
    let window = Window::cut("finding", &mut found, given.count("offset"), given.count("limit"));
    Ok(Found {
        outcome,
        searched: format!("Looked at the {} on record{about} that stand, as known now.", quantity(all, "finding")),
        window,
        notes: Vec::new(),
        doubts: [].into(),
        documents: found.iter().filter_map(|one| one.finding.document.clone()).collect(),
        text: found.iter().map(told).collect::<Vec<_>>().join("\n\n"),
        result: value(&found)?,
    })
}

fn told(ListedFinding { id, finding, answer }: &ListedFinding) -> String {
    let document = finding.document.as_ref().map(ToString::to_string);
    let place = finding.place.as_ref().map(ToString::to_string);
    let about = [document, finding.country.clone(), finding.name.clone(), place].into_iter().flatten();
    let about: Vec<_> = about.filter(|part| !part.is_empty()).collect();
    let mut lines = vec![
        format!("finding {}, {}, {}: {}", id.0, finding.severity(), finding.code, finding.message),
        format!("  about           {}", about.join(", ")),
    ];
    lines.extend(finding.quote.as_ref().map(|quote| format!("  words           “{quote}”")));
    lines.push(match answer {
        Some(answer) => format!("  answered        {answer}"),
        None => format!("  next            {}", finding.next_step()),
    });
    lines.iter().map(|line| visible(line)).collect::<Vec<_>>().join("\n")
}
