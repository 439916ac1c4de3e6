//! Where in a list: countries, one after another or alone, and columns.
//!
//! `CANADA, CHINA, PEOPLE'S REPUBLIC OF, and UNITED ARAB EMIRATES` is three countries.

use super::quotes;
use super::token::{Cursor, Kind, Reading};
use crate::law::Column;
use crate::law::country;

/// How a country is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// "under RUSSIA", "in RUSSIA".
    Under,
    /// "for the country of Chad": where the entries stand, or the heading itself.
    For,
    /// "from HONG KONG".
    From,
    /// "to CHINA".
    To,
}

/// `under [the destination of] CHINA, PEOPLE'S REPUBLIC OF`, `in RUSSIA`, `for the country of Chad`.
pub(super) fn country<'t>(cursor: Cursor<'t>, text: &'t str) -> Reading<'t, (Vec<String>, Way)> {
    let way = [
        ("with respect to", Way::Under),
        ("with regard to", Way::Under),
        ("from under", Way::From),
        ("to under", Way::To),
        ("under", Way::Under),
        ("within", Way::Under),
        ("in", Way::Under),
        ("for", Way::For),
        ("from", Way::From),
        ("to", Way::To),
    ];
    // “X” (IRAN)
    if let Some((names, end)) = cursor.mark('(').and_then(|at| countries(at, text, true))
        && let Some(end) = end.mark(')')
    {
        return Reading::Understood((names, Way::Under), end);
    }
    // "located under IRAN"
    let cursor = cursor
        .one_of(&["listed", "located", "appearing", "found"])
        .filter(|next| next.one_of(&["under"]).is_some())
        .unwrap_or(cursor);
    let Some((way, next)) = way.into_iter().find_map(|(word, way)| Some((way, cursor.phrase(word)?))) else {
        return Reading::NotMine;
    };
    let under = cursor.one_of(&["under"]).is_some();
    let next = next.phrases(&["each of", "both"]).unwrap_or(next);
    let described = described(next);
    let start = described.unwrap_or(next);
    // "under the entry for CHINA" is the country's place in the table; "under the entry for “X”" is not.
    let entry = next
        .phrases(&["the entry for", "the entries for"])
        .filter(|at| matches!(way, Way::Under) && at.quoted().is_none());
    let strict = !under && described.is_none() || entry.is_some();
    match countries(entry.unwrap_or(start), text, strict) {
        Some((names, end)) => Reading::Understood((names, way), end),
        // "under the destinations indicated:" leaves the countries to the items below.
        None if described.is_some() && under && start.one_of(&["indicated"]).is_none() && start.mark(':').is_none() => {
            Reading::Malformed("a country that cannot be read", start)
        }
        None => Reading::NotMine,
    }
}

/// `the destination of`, `the country heading for`.
fn described(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let next = cursor.any_of(&["the", "existing", "new", "following"]);
    let next = next.one_of(&["country"]).unwrap_or(next);
    let kinds = ["destination", "destinations", "country", "countries", "heading", "headings", "listing", "listings"];
    let noun = next
        .one_of(&kinds)
        .or_else(|| (next.at > 0 && next.tokens.get(next.at - 1)?.is_word("country")).then_some(next))?;
    Some(noun.one_of(&["of", "for"]).or_else(|| noun.mark(':')).unwrap_or(noun))
}

/// A list of countries. `strict` takes only names that are known or in capitals.
pub(super) fn countries<'t>(cursor: Cursor<'t>, text: &'t str, strict: bool) -> Option<(Vec<String>, Cursor<'t>)> {
    let (first, mut at) = element(cursor, text, strict, true)?;
    let mut names = vec![first];
    loop {
        let comma = at.mark(',').unwrap_or(at);
        let next = comma.one_of(&["and"]).unwrap_or(comma);
        let next = next.one_of(&["under"]).filter(|_| next != at).unwrap_or(next);
        if next == at {
            break;
        }
        let Some((name, end)) = element(next, text, true, false) else {
            break;
        };
        names.push(name);
        at = end;
    }
    Some((names, at))
}

fn element<'t>(cursor: Cursor<'t>, text: &'t str, strict: bool, first: bool) -> Option<(String, Cursor<'t>)> {
    if let Some((name, next)) = cursor.quoted() {
        let known = country::is_known(name);
        return (known || first && !strict && next.one_of(&["column"]).is_none())
            .then(|| (quotes::name(name).to_owned(), next));
    }
    let end = known(cursor, text).or_else(|| unknown(cursor, strict))?;
    Some((cursor.words_to(end, text).to_owned(), end))
}

/// The longest run of words that is a country's name, in whatever case.
fn known<'t>(cursor: Cursor<'t>, text: &'t str) -> Option<Cursor<'t>> {
    (1..=11).rev().find_map(|length| {
        let end = Cursor { at: cursor.at + length, ..cursor };
        let tokens = cursor.tokens.get(cursor.at..end.at)?;
        let plain = tokens.iter().all(|token| match token.kind {
            Kind::Word => true,
            Kind::Mark(mark) => matches!(mark, ',' | '(' | ')' | '.'),
            Kind::Quoted(_) | Kind::Broken => false,
        });
        let (head, last) = (tokens.first()?, tokens.last()?);
        let abbreviated = last.is_mark('.') && tokens.iter().rev().nth(1).is_some_and(|token| token.text.contains('.'));
        let closes = last.is_mark(')') && tokens.iter().any(|token| token.is_mark('('));
        let whole = head.kind == Kind::Word && (last.kind == Kind::Word || closes || abbreviated);
        (plain && whole && country::is_known(cursor.words_to(end, text))).then_some(end)
    })
}

/// A name in capitals that no table holds: `DEMOCRATIC REPUBLIC OF THE CONGO`, `CONGO, REPUBLIC OF THE`.
fn unknown(cursor: Cursor<'_>, strict: bool) -> Option<Cursor<'_>> {
    let start = cursor.one_of(&["the"]).unwrap_or(cursor);
    let capitals = start.peek()?.is_upper() && start.peek()?.text.chars().count() > 1;
    if !capitals && (strict || !start.peek()?.is_capitalised()) {
        return None;
    }
    let proper = |at: Cursor<'_>| {
        let stop =
            ["By", "In", "Under", "Adding", "Removing", "Revising", "Entity", "License", "Federal", "The", "Section"];
        at.peek().is_some_and(|t| if capitals { t.is_upper() } else { t.is_capitalised() })
            && at.one_of(&stop).is_none()
    };
    if !proper(start) {
        return None;
    }
    let mut end = start.next();
    loop {
        let linked = end.any_of(&["of", "the"]);
        let dotted =
            end.mark('.').filter(|next| proper(*next) && end.tokens.get(end.at - 1).is_some_and(|t| t.is_word("ST")));
        let bracketed = end.mark('(').filter(|next| proper(*next)).and_then(|next| next.next().mark(')'));
        let inverted = end.mark(',').and_then(|next| inversion(next, &proper));
        end = match (dotted, bracketed, inverted) {
            _ if proper(linked) => linked.next(),
            (Some(next), _, _) => next.next(),
            (_, Some(next), _) | (_, _, Some(next)) => next,
            (None, None, None) => return Some(end),
        };
    }
}

/// `, REPUBLIC OF THE`: what follows the comma belongs to the name if it ends in "of".
fn inversion<'t>(start: Cursor<'t>, proper: &impl Fn(Cursor<'t>) -> bool) -> Option<Cursor<'t>> {
    let mut at = start;
    while proper(at) || at.one_of(&["of", "the"]).is_some() {
        at = at.next();
    }
    let last = at.tokens.get(at.at.checked_sub(1)?)?;
    let before = at.tokens.get(at.at.checked_sub(2)?)?;
    (at != start && (last.is_word("of") || last.is_word("the") && before.is_word("of"))).then_some(at)
}

/// `in the “License Requirement” column [of]`, `the column titled Entity`.
pub(super) fn column(cursor: Cursor<'_>) -> Reading<'_, Column> {
    let next = cursor.any_of(&["in", "of", "from", "to", "under", "the", "within"]);
    if let Some(next) = next.one_of(&["column", "columns"]) {
        let next = next.any_of(&["titled", "headed", "entitled", "labeled", "for", "with", "the", "heading"]);
        return column_name(next).into();
    }
    match column_name(next) {
        Some((column, next)) => {
            next.one_of(&["column", "columns"]).or_else(|| bare_column(cursor, next)).map(|next| (column, next)).into()
        }
        None => match next.quoted().and_then(|(_, next)| next.one_of(&["column"])) {
            Some(next) => Reading::Malformed("a column that the table does not have", next),
            None => Reading::NotMine,
        },
    }
}

/// `the license review policy for “X”`: the noun alone, with its entry.
fn bare_column<'t>(start: Cursor<'t>, end: Cursor<'t>) -> Option<Cursor<'t>> {
    let license = start.phrases(&["the license", "license"]).is_some();
    let of_entry = end.one_of(&["for", "of"])?.quoted().is_some();
    (license && of_entry).then_some(end)
}

fn column_name(cursor: Cursor<'_>) -> Option<(Column, Cursor<'_>)> {
    const NAMES: [(&str, Column); 10] = [
        ("entity", Column::Entity),
        ("listed person and address", Column::Entity),
        ("license requirement", Column::LicenseRequirement),
        ("license requirements", Column::LicenseRequirement),
        ("license review policy", Column::LicenseReviewPolicy),
        ("license review policies", Column::LicenseReviewPolicy),
        ("license policy", Column::LicenseReviewPolicy),
        ("federal register citation", Column::Citation),
        ("federal register citations", Column::Citation),
        ("citation", Column::Citation),
    ];
    if let Some((quoted, next)) = cursor.quoted() {
        return NAMES
            .into_iter()
            .find(|(name, _)| quotes::name(quoted).eq_ignore_ascii_case(name))
            .map(|(_, column)| (column, next));
    }
    NAMES.into_iter().rev().find_map(|(name, column)| Some((column, cursor.phrase(name)?)))
}
