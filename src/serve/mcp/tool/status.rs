//! How up to date the lists are.

use chrono::NaiveDate;
use serde::Serialize;

use crate::query::findings;
use crate::serve::mcp::answer::Found;
use crate::serve::mcp::answer::Window;
use crate::serve::mcp::described::Tool;
use crate::serve::mcp::described::value;
use crate::serve::mcp::parameter::Parameter;
use crate::serve::mcp::question::Question;
use crate::serve::problem::Problem;
use crate::store::findings::Which;
use earwatch_law::law::quantity::quantity;
use earwatch_report::report::screened::ListUsed;

pub(super) const TOOL: Tool = Tool {
    name: "list_status",
    title: "How up to date the lists are",
    about: "Which lists are on record, how many entries each has, the version and content hash of its state, the newest \
            documents on record, when the Federal Register was asked last, and how many findings need a person. Ask it first \
            where it matters how current an answer is.",
    parameters: &[Parameter::AS_OF, Parameter::KNOWN_BY],
    schema: "lists",
    is_optional: false,
    find,
};

#[derive(Serialize)]
struct OnDay<'a> {
    schema: &'static str,
    as_of: NaiveDate,
    known_by: Option<NaiveDate>,
    lists: &'a [ListUsed],
}

fn find(question: &Question<'_>) -> Result<Found, Problem> {
    const NEWEST: usize = 5;
    let Question { store, ready, .. } = question;
    let reader = store.reader();
    let at = ready.at;
    let mut documents = reader.documents()?;
    documents.retain(|one| at.known_by.is_none_or(|day| one.published <= day));
    let all = documents.len();
    documents.sort_by_key(|one| std::cmp::Reverse(one.published));
    documents.truncate(NEWEST);
    let open = findings::on_record(store, &Which::Current)?;
    let open = open.iter().filter(|one| one.finding.needs_review() && one.answer.is_none()).count();
    let mut notes = vec![match open {
        0 => "no finding needs a person".to_owned(),
        1 => "1 finding needs a person: open_findings".to_owned(),
        n => format!("{n} findings need a person: open_findings"),
    }];
    for list in ready.lists.iter().map(|used| used.list) {
        notes.extend(super::entry::for_all(question, list)?);
    }
    let newest = documents.first().map_or_else(
        || "no document is on record, only the baseline".to_owned(),
        |one| format!("the newest of {} on record is {} of {}", quantity(all, "document"), one.number, one.published),
    );
    Ok(Found {
        outcome: format!("On {}: {}; {newest}.", at.as_of, question.searched()),
        searched: "Looked at everything on record.".to_owned(),
        window: Window::whole("list", ready.lists.len()),
        notes,
        doubts: [].into(),
        // The documents stand among the sources.
        text: String::new(),
        documents: documents.iter().map(|one| one.number.clone()).collect(),
        result: value(&OnDay {
            schema: "earwatch/lists/1",
            as_of: at.as_of,
            known_by: at.known_by,
            lists: &ready.lists,
        })?,
    })
}
