//! The texts around the entries, and the rules about all of them.

use crate::query::provisions::texts;
use crate::serve::mcp::answer::Found;
use crate::serve::mcp::answer::Window;
use crate::serve::mcp::described::Tool;
use crate::serve::mcp::described::value;
use crate::serve::mcp::parameter::Kind;
use crate::serve::mcp::parameter::Parameter;
use crate::serve::mcp::question::Question;
use crate::serve::problem::Problem;
use earwatch_law::law::canonical::canonical;
use earwatch_report::render::markdown;

pub(super) const TOOL: Tool = Tool {
    name: "provisions",
    title: "Provisions in force",
    about: "The texts around the entries of a list on a day: introductory text, footnotes, and the rules about all entries \
            (such as entities owned by listed parties, license exceptions, savings) with the document that set each, since \
            when it is in force, and what stays hold it back. Includes what sections of Part 744 order of listed parties, as \
            far as they are on record.",
    parameters: &[
        Parameter::LIST,
        Parameter::may(
            "containing",
            Kind::Words,
            "Only rules with these words in their text, kind or section, such as “owned” or “744.11”",
        ),
        Parameter::AS_OF,
        Parameter::KNOWN_BY,
        Parameter::limit(25, "So many rules at most"),
        Parameter::OFFSET,
    ],
    schema: "text",
    is_optional: false,
    find,
};

fn find(question: &Question<'_>) -> Result<Found, Problem> {
    let Question { store, ready, given, .. } = question;
    let list = given.list();
    holds(question)?;
    let at = ready.at;
    let mut of = texts(store, list, ready.info().clone(), at.as_of, at.known_by)?;
    let has_sections = of.has_sections();
    let words = canonical(given.words("containing"));
    let has = |text: &str| canonical(text).contains(&words);
    if !words.is_empty() {
        of.provisions
            .retain(|one| has(&one.text) || has(&one.section) || has(one.kind.title()) || has(one.kind.name()));
        of.footnotes.retain(|one| has(&one.state.text) || has(&one.meaning.in_words()));
        of.introductory_text = of.introductory_text.filter(|text| has(&text.text));
    }
    let stayed = of.provisions.iter().filter(|one| one.stayed_until.is_some()).count();
    let window = Window::cut("rule", &mut of.provisions, given.count("offset"), given.count("limit"));
    let mut notes = Vec::new();
    if !has_sections {
        notes.push(
            "no section of Part 744 is on record in this database, only what stands in the supplement of the list: read \
             §§ 744.11 and following in the eCFR"
                .to_owned(),
        );
    }
    if stayed > 0 {
        notes.push(format!("of these rules, {stayed} are held back by a stay on {}", at.as_of));
    }
    if given.count("offset") > 0 {
        // What was shown with the first part is not repeated.
        of.introductory_text = None;
        of.footnotes.clear();
    }
    let provisions = of.provisions.iter().flat_map(|one| one.document.iter().chain(&one.ended_by));
    let footnotes = of.footnotes.iter().filter_map(|one| one.state.document.as_ref());
    let documents = provisions.chain(footnotes).cloned().collect();
    let about = if words.is_empty() { String::new() } else { format!(" with “{}”", question.asked("containing")) };
    Ok(Found {
        outcome: match window.total {
            0 => format!("No rule{about} is on record for the {} on {}.", list.title(), at.as_of),
            1 => format!("1 rule{about} is on record for the {} on {}.", list.title(), at.as_of),
            n => format!("{n} rules{about} are on record for the {} on {}.", list.title(), at.as_of),
        },
        searched: format!(
            "Searched the introductory text and the footnotes of the {} and the sections of Part 744 on record.",
            list.title()
        ),
        window,
        notes,
        doubts: [].into(),
        documents,
        text: markdown::texts(&of),
        result: value(&of)?,
    })
}

/// Whether the list is on record.
pub(super) fn holds(question: &Question<'_>) -> Result<(), Problem> {
    let list = question.given.list();
    let held: Vec<_> = question.ready.lists.iter().map(|used| used.list.name()).collect();
    if held.contains(&list.name()) {
        return Ok(());
    }
    let held = held.join(", ");
    Err(Problem::not_found(format!("list: this database does not hold the {}; it holds {held}", list.title())))
}
