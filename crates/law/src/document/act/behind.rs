//! What a sentence says behind the document on which it acts: until when, by whose order and why. Words that narrow an act are
//! without number, "save for Hazel SA", "in its French entries", so those that do not are listed.

use std::ops::Range;

use super::limit::{self, MONTHS};
use super::object;
use super::quoted::unquoted;
use super::reservation;
use super::verb::wording::{stem, words};
use crate::law::text::number;

/// Words for documents, days and what is done, behind which nothing is left out.
const KNOWN: &[&str] = &[
    "a", "above", "accordingly", "action", "additional", "administratively", "advances", "advancing", "after", "again",
    "agency", "already", "also", "amended", "amendment", "amendments", "an", "and", "announced", "announces",
    "announcing", "another", "anticipated", "appeals", "appeared", "appearing", "appendix", "are", "as", "aside",
    "asked", "at", "back", "be", "become", "been", "before", "beginning", "being", "below", "beyond", "bis", "both",
    "bureau", "business", "by", "calendar", "change", "changed", "circuit", "close", "columbia", "commerce",
    "completed", "contains", "continued", "counted", "court", "current", "currently", "date", "dates", "day",
    "daylight", "days", "department", "did", "die", "district", "do", "doc", "docket", "docs", "document", "does",
    "due", "each", "earlier", "eastern", "effect", "effected", "effective", "effectiveness", "effectuated", "end",
    "entire", "entirety", "entitled", "error", "extended", "fed", "federal", "final", "for", "force", "formally",
    "former", "forth", "fr", "friday", "from", "full", "further", "go", "had", "has", "have", "held", "hereafter",
    "hereby", "identified", "immediately", "implementation", "in", "indefinitely", "industry", "information",
    "instead", "interim", "into", "is", "issue", "issued", "issues", "it", "its", "itself", "later", "latter", "legal",
    "listed", "m", "made", "mandate", "matter", "midnight", "monday", "month", "months", "more", "moved", "new", "no",
    "noon", "nos", "not", "notice", "notified", "now", "null", "number", "of", "on", "order", "original", "originally",
    "p", "page", "pages", "period", "postponed", "previous", "previously", "printed", "prior", "promulgated", "public",
    "publication", "publish", "published", "rather", "reg", "register", "regulation", "regulations", "remanded",
    "removed", "reopened", "reset", "respectively", "rin", "rule", "rule's", "rulemaking", "rules", "rules’", "rule’s",
    "s", "said", "saturday", "scheduled", "secretary", "section", "security", "set", "shall", "sine", "so", "sooner",
    "standard", "stated", "states", "submitted", "such", "sunday", "supplementary", "table", "take", "taken", "takes",
    "temporarily", "text", "than", "that", "the", "their", "then", "thereby", "therefore", "these", "they", "this",
    "those", "through", "thursday", "thus", "till", "time", "titled", "to", "today", "tuesday", "u", "united", "until",
    "upon", "void", "was", "wednesday", "week", "weeks", "well", "were", "which", "whole", "whose", "will", "without",
    "would", "year", "years", "yet",
];

/// Words with which a reason, a purpose, an authority or what is waited for begins: what follows is told in any words.
const LEADS: &[&str] = &[
    "and invites", "and is inviting", "and is requesting", "and is seeking", "and no license requirement",
    "and opening", "and requests", "and seeks", "and soliciting", "as a result of", "as announced in", "as directed",
    "as required", "because", "by operation of", "consistent with", "due to", "following", "for reasons",
    "for the reasons", "given", "in accordance with", "in light of", "in order that", "in order to", "in response to",
    "in view of", "owing to", "pending", "pursuant to", "so that", "the date on which", "the day after", "to afford",
    "to allow", "to complete", "to conduct", "to consider", "to decide", "to determine", "to enable", "to ensure",
    "to give", "to permit", "to provide", "to review", "to see", "to study", "under 5", "under 50", "under section",
    "under the administrative", "under the authority", "under the congressional", "under the export", "under which",
    "until a", "until after", "until bis", "until seven", "until such time", "until the", "while",
];

/// Words by which such a clause says that a part is meant.
const NARROWS: &[&str] = &[
    " alone", " as to ", " except", " excluded", " excluding", " in part", " in so far", " insofar", " only ",
    " remain", " rest ", " save ", " to the extent", " with respect to",
];

/// Whether a sentence that acts on the documents at `spans` says behind them nothing that is not known to leave its act whole.
pub(super) fn says_no_more(text: &str, spans: &[Range<usize>]) -> bool {
    let lower = unquoted(text).to_lowercase();
    if lower.len() != text.len() {
        return false;
    }
    let Some(rest) = object::end(&lower, spans).and_then(|from| lower.get(from..)) else { return true };
    // "the amendment it made to supplement no. 4 to 15 CFR part 744"
    let rest = ["to supplement no. 4 to 15 cfr part 744", "to supplement no. 4 to part 744", "to the entity list"]
        .iter()
        .fold(rest.replace("force or effect", "force"), |rest, list| rest.replace(list, ""));
    let rest = rest.as_str();
    let (core, told) = rest.split_at(begin_of_reason(rest).unwrap_or(rest.len()));
    let told = told.replace("request for removal", "").replace("requests for removal", "");
    let mut of_content = false;
    let whole = core.split([',', ';', ':', '(', ')']).all(|part| {
        let found = words(part);
        let content = content(&found, of_content);
        of_content = content.is_some();
        let from = content.unwrap_or(0);
        found.iter().skip(from).all(|(_, word)| is_known(word))
    });
    let narrows = NARROWS.iter().any(|words| told.contains(words)) || reservation::is_changed(&told);
    whole && !narrows && !(in_force(&told) && limit::speaks_of_parts(&told))
}

/// "while the removal stands", "so that the removals take effect first"
fn in_force(told: &str) -> bool {
    told.starts_with("while") || ["take effect", "takes effect", "stand"].iter().any(|words| told.contains(words))
}

/// Where a reason begins.
fn begin_of_reason(rest: &str) -> Option<usize> {
    let ends = |at: usize, lead: &str| {
        !rest.get(at + lead.len()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    };
    let begins = |at: usize| !rest.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
    let places = LEADS.iter().flat_map(|lead| rest.match_indices(lead));
    places.filter(|(at, lead)| begins(*at) && ends(*at, lead)).map(|(at, _)| at).min()
}

fn is_known(word: &str) -> bool {
    let word = word.trim_start_matches(['\'', '’']);
    word.starts_with(|c: char| c.is_ascii_digit())
        || KNOWN.contains(&word)
        || MONTHS.contains(&word)
        || stem(word).is_some()
        || number::leading([word]).is_some()
}

/// Beginnings of verbs for what a rule does to a list.
const CONTENT: [&str; 10] = ["add", "amend", "chang", "impos", "list", "modif", "plac", "remov", "revis", "updat"];

/// Where a clause ends that tells what the document does, "which adds one entity to the list", "removes one entity": `None`
/// where words do not begin as one; `within` behind another one.
fn content(found: &[(usize, &str)], within: bool) -> Option<usize> {
    let skipped = ["and", "had", "has", "have", "that", "to", "which", "will", "would", "by"];
    let first = found.iter().position(|(_, word)| !skipped.contains(word))?;
    let verb = found.get(first).is_some_and(|(_, word)| CONTENT.iter().any(|stem| word.starts_with(stem)));
    let led = first > 0 && !matches!(found, [(_, "and"), (_, next), ..] if !["that", "which"].contains(next))
        || within
        || found.get(first).is_some_and(|(_, word)| word.ends_with("ing"));
    let end = found.iter().position(|(_, word)| ["are", "is", "until", "from"].contains(word));
    (verb && led).then(|| end.unwrap_or(found.len()))
}
